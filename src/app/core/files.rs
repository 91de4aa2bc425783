//! What is told of files that leave the program or come in.

use crate::text::Clean;

/// One thing told of files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Files {
    /// A workbook was written.
    Exported {
        /// Where.
        path: Clean,
        /// How many rows may not leave the office and are not in it.
        left_out: usize,
    },
    /// The record is not read, or not yet: a workbook of it would say less than is there.
    NoRecord,
    /// The command that writes this session as a session file.
    SessionByCommand(Clean),
}
