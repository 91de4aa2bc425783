//! What stands where nothing is listed because nothing could be read.

use super::pen::Pen;
use crate::app::Model;
use crate::app::core::world::Record;
use crate::words::fl;

/// Says that the record is not read. `None`: it is, and what is not listed is not there.
pub(crate) fn unread(pen: &Pen<'_>, model: &Model) -> Option<String> {
    match model.world.record {
        Record::Read => None,
        Record::Opening => Some(fl!(pen.words, "view-record-opening")),
        Record::Unread => Some(fl!(pen.words, "view-record-unread")),
    }
}
