//! What was recorded and prepared, as sheets for people.

mod parts;
mod prepared;
mod project;
mod record;
mod timetable;

pub use parts::{Asked, Wants, What, heading};
pub(super) use record::wanted_tasks;
pub(super) use timetable::{Seated, wanted_meetings};

use super::leave::{LeftOut, Reader};
use crate::domain::book::Book;
use crate::domain::sheet;

/// The sheets, and what may not leave.
pub fn sheets(book: &Book, asked: &Asked<'_>) -> (sheet::Book, LeftOut) {
    let mut left_out = LeftOut::default();
    let mut out = sheet::Book {
        mark: (*asked.reader == Reader::Office).then(|| "社外秘".to_owned()),
        ..sheet::Book::default()
    };
    for what in asked.what {
        let mut sheet = match what {
            What::Pairings => record::pairings(book, asked, &mut left_out),
            What::Matrix => record::matrix(book, asked, &mut left_out),
            What::Tasks => record::tasks(book, asked, &mut left_out),
            What::Attendees => prepared::attendees(book, asked, &mut left_out),
            What::Needs => prepared::needs(book, asked, &mut left_out),
            What::Timetable => timetable::timetable(book, asked, &mut left_out),
            What::Interests => prepared::interests(book, asked, &mut left_out),
        };
        sheet.key = what.key();
        what.name().clone_into(&mut sheet.name);
        out.sheets.push(sheet);
    }
    (out, left_out)
}
