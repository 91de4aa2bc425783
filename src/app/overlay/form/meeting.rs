//! The forms of the meetings: what stands in their field, and what Enter records.

use super::wrong::{Wrong, wrong};
use crate::app::change::meeting;
use crate::app::core::ctx::Ctx;
use crate::app::core::meet::Meet;
use crate::app::core::meeting_form::MeetingForm;
use crate::app::core::request::Request;
use crate::app::core::say::Say;
use crate::domain::book::Book;
use crate::domain::number;
use crate::domain::rule::availability::{self, Named};
use crate::domain::rule::programme::Times;
use crate::text::Clean;
use jiff::civil::Time;

/// What is recorded in each field now. `None`: there is nothing to edit.
pub(super) fn texts(form: &MeetingForm, book: &Book) -> Option<Vec<String>> {
    Some(match form {
        MeetingForm::Note(id) => vec![book.meetings.get(id)?.note.to_string()],
        MeetingForm::Override(..) | MeetingForm::Away(..) => vec![String::new()],
        MeetingForm::Times(id) => {
            let session = book.sessions.get(id)?;
            let clock = |time: Option<Time>| {
                time.map_or_else(String::new, |t| t.strftime("%H:%M").to_string())
            };
            let count = |n: Option<u32>| n.map_or_else(String::new, |n| n.to_string());
            let (from, to) = (clock(session.starts_at), clock(session.ends_at));
            vec![from, to, count(session.slot_minutes), count(session.tables)]
        }
    })
}

/// The times as they are typed, or the field that cannot be used and why.
fn times(texts: &[Clean]) -> Result<Times, Wrong> {
    let text = |n: usize| texts.get(n).map_or("", Clean::as_str);
    let clock = |n| availability::time(text(n)).ok_or_else(|| wrong(n, Say::Meet(Meet::BadClock)));
    let count = |n: usize, most: u32| {
        let typed = number::typed(text(n)).and_then(|t| t.parse().ok());
        let fits = typed.filter(|n| (1..=most).contains(n));
        fits.ok_or_else(|| wrong(n, Say::Meet(Meet::BadCount(most))))
    };
    let times = Times {
        from: clock(0)?,
        to: clock(1)?,
        minutes: count(2, MOST_MINUTES)?,
        tables: count(3, MOST_TABLES)?,
    };
    if times.from >= times.to {
        return Err(wrong(1, Say::Meet(Meet::EndsBefore)));
    }
    Ok(times)
}

/// Longer no meeting is, and more tables no hall has: what is larger is a slip.
const MOST_MINUTES: u32 = 240;
const MOST_TABLES: u32 = 500;

/// Records the text. `Err`: why it cannot be; the form stays open.
pub(super) fn submit(form: &MeetingForm, texts: &[Clean], ctx: &mut Ctx<'_>) -> Result<(), Wrong> {
    let none = Clean::default();
    let text = texts.first().unwrap_or(&none);
    match form {
        MeetingForm::Times(id) => {
            return meeting::set_times(ctx, id, times(texts)?).map_err(|(at, why)| wrong(at, why));
        }
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
