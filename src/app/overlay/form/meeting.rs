//! The forms of the meetings: what stands in their field, and what Enter records.

use super::wrong::{Wrong, wrong};
use crate::app::change::meeting;
use crate::app::core::ctx::Ctx;
use crate::app::core::meet::Meet;
use crate::app::core::meeting_form::MeetingForm;
use crate::app::core::request::Request;
use crate::app::core::say::Say;
use crate::domain::book::Book;
use crate::domain::rule::availability::{self, Named};
use crate::text::Clean;

/// What is recorded in the field now. `None`: there is nothing to edit.
pub(super) fn text(form: &MeetingForm, book: &Book) -> Option<String> {
    Some(match form {
        MeetingForm::Note(id) => book.meetings.get(id)?.note.to_string(),
        MeetingForm::Override(..) | MeetingForm::Away(..) => String::new(),
    })
}

/// Records the text. `Err`: why it cannot be; the form stays open.
pub(super) fn submit(form: &MeetingForm, text: &Clean, ctx: &mut Ctx<'_>) -> Result<(), Wrong> {
    match form {
        MeetingForm::Note(id) => meeting::set_note(ctx, id, text),
        MeetingForm::Override(id, seat) => {
            if text.trim().is_empty() {
                return Err(wrong(0, Say::ReasonNeeded));
            }
            meeting::seat(ctx, id, seat, text);
        }
        MeetingForm::Away(id, side) => {
            let is_read = text.is_empty() || availability::read(text, NONE).is_some();
            if !is_read {
                return Err(wrong(0, Say::Meet(Meet::BadTimes)));
            }
            ctx.ask(Request::Replan(id.clone(), *side, text.clone()));
        }
    }
    Ok(())
}

/// Whether a text can be read does not depend on the slots.
const NONE: &[Named<'_>] = &[];
