//! The commands that need no screen.

use super::args::Cli;
use super::failure::Failure;
use crate::words::Words;

/// Does what the command line says.
pub fn run(_cli: Cli, _words: &Words) -> Result<(), Failure> {
    Ok(())
}
