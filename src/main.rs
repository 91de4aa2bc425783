//! The `enishi` program: everything is in the library, see its root doc.

fn main() {}
