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

/// What stands in the place of an answer that has not arrived, or could not be read.
pub(crate) fn waiting(pen: &Pen<'_>, model: &Model, is_unread: bool) -> String {
    let words = pen.words;
    match unread(pen, model) {
        Some(why) => why,
        None if is_unread => fl!(words, "view-record-unread"),
        None => fl!(words, "history-wait"),
    }
}
