//! Lines of the menu that name somebody or something of the record.

use crate::app::Model;
use crate::app::core::day_form::DayForm;
use crate::domain::entity::attendance::AttendanceId;
use crate::domain::entity::meeting::MeetingId;
use crate::domain::entity::pairing::{PairingId, Side};
use crate::domain::number::shown;
use crate::domain::rule::interest;
use crate::view::several;
use crate::view::widget::pen::Pen;
use crate::words::fl;

/// Who sits at a meeting for a side, by name; the side where the list names nobody.
pub(super) fn who(pen: &Pen<'_>, model: &Model, id: &MeetingId, side: Side) -> String {
    let Some(session) = model.world.book.sessions.get(&id.session) else {
        return String::new();
    };
    let screen = model.screens.timetable.as_ref();
    let badges = screen.map_or_else(Vec::new, |s| s.side(&id.need, &id.org, side));
    if !badges.is_empty() {
        return several::persons(pen.words, session, &badges);
    }
    let need = session.recorded_need(&id.need);
    match (side, need) {
        (Side::Hospital, Some(need)) => session.org_name(&need.hospital).to_string(),
        (Side::Hospital, None) | (Side::Company, _) => session.org_name(&id.org).to_string(),
    }
}

/// As 候補, with the level that the organisation stated.
pub(super) fn candidate(pen: &Pen<'_>, model: &Model, id: &PairingId) -> String {
    let book = &model.world.book;
    let session = book.sessions.get(&id.session);
    let level = session.and_then(|s| interest::wanted(book, s, &id.org, &id.need));
    match level.map(|l| pen.words.pick(l.ja(), l.en())) {
        Some(level) => fl!(pen.words, "menu-candidate-level", level = level),
        None => fl!(pen.words, "menu-candidate"),
    }
}

/// Whose sheet it is, by name.
pub(super) fn sheet_of(pen: &Pen<'_>, model: &Model, who: &AttendanceId) -> String {
    let session = model.world.book.sessions.get(&who.session);
    let person = session.and_then(|s| Some((s, s.recorded_attendee(&who.badge)?)));
    let (org, name) = person.map_or(("", ""), |(s, a)| {
        (s.org_name(&a.org).as_str(), a.name.as_str())
    });
    let badge = shown(&who.badge);
    fl!(
        pen.words,
        "menu-sheet-of",
        badge = badge,
        org = org,
        name = name
    )
}

pub(super) fn day_form(pen: &Pen<'_>, form: &DayForm) -> String {
    match form {
        DayForm::WalkIn(..) => fl!(pen.words, "menu-walk-in"),
        DayForm::Substitute(..) => fl!(pen.words, "menu-substitute"),
        DayForm::Attendee(..) => fl!(pen.words, "menu-correct-person"),
        DayForm::Organisation(..) => fl!(pen.words, "menu-correct-company"),
        DayForm::Need(..) => fl!(pen.words, "menu-correct-need"),
        DayForm::Presenter(..) => fl!(pen.words, "menu-presenter"),
        DayForm::Order(..) => fl!(pen.words, "menu-order"),
        DayForm::NewNeed(_) => fl!(pen.words, "menu-new-need"),
        DayForm::Remove(_) => fl!(pen.words, "menu-remove"),
        DayForm::Reply(_, verdict) => {
            let verdict = verdict.map(|v| pen.words.pick(v.ja(), v.en()));
            let none = fl!(pen.words, "sheets-unanswered");
            let verdict = verdict.unwrap_or(none.as_str());
            fl!(pen.words, "menu-reply", verdict = verdict)
        }
    }
}
