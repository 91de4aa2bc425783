//! What is told of files that leave the program or come in.

use crate::exchange::leave::LeftOut;
use crate::text::Clean;

/// One thing told of files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Files {
    /// A workbook was written.
    Exported {
        /// Where.
        path: Clean,
        /// What may not leave the office and is not in it.
        left_out: LeftOut,
    },
    /// The record is not read, or not yet: a workbook of it would say less than is there.
    NoRecord,
    /// The command that writes this session as a session file.
    SessionByCommand(Clean),
}
