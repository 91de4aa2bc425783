//! `enishi filter`: lines of standard input, best first.

use crate::shell::args::FilterArgs;
use crate::shell::desk::Desk;
use crate::shell::failure::Failure;

pub(super) fn filter(_desk: &Desk, _wanted: &FilterArgs) -> Result<(), Failure> {
    Ok(())
}
