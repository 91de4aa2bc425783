//! The `enishi` program: everything is in the library, see its root doc.

use std::process::ExitCode;

fn main() -> ExitCode {
    enishi::shell::main()
}
