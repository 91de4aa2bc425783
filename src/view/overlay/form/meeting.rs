//! Titles and labels of the forms of the meetings.

use crate::app::Model;
use crate::app::core::meeting_form::MeetingForm;
use crate::domain::entity::pairing::Side;
use crate::view::say;
use crate::words::Words;
use crate::words::fl;

pub(super) fn title(words: &Words, model: &Model, form: &MeetingForm) -> String {
    let of = |need, org| say::subject(&model.world.book, form.session(), &[need], org);
    let what = match form {
        MeetingForm::Note(id) | MeetingForm::Override(id, _) | MeetingForm::Away(id, _) => {
            of(&id.need, &id.org)
        }
        MeetingForm::Times(_) => String::new(),
    };
    match form {
        MeetingForm::Times(_) => fl!(words, "action-edit-times"),
        MeetingForm::Note(_) => fl!(words, "form-meeting-note-title", what = what),
        MeetingForm::Override(_, seat) => fl!(
            words,
            "form-override-title",
            what = what,
            time = seat.starts_at.strftime("%H:%M").to_string(),
            table = seat.table.as_str()
        ),
        MeetingForm::Away(_, Side::Company) => fl!(words, "form-away-company-title", what = what),
        MeetingForm::Away(_, Side::Hospital) => {
            fl!(words, "form-away-hospital-title", what = what)
        }
    }
}

pub(super) fn label(words: &Words, form: &MeetingForm, n: usize) -> String {
    match form {
        MeetingForm::Times(_) => match n {
            0 => fl!(words, "form-times-from"),
            1 => fl!(words, "form-times-to"),
            2 => fl!(words, "form-times-minutes"),
            _ => fl!(words, "form-times-tables"),
        },
        MeetingForm::Note(_) => fl!(words, "form-text"),
        MeetingForm::Override(..) => fl!(words, "form-override"),
        MeetingForm::Away(..) => fl!(words, "form-away"),
    }
}

/// What a menu calls it.
pub(in crate::view::overlay) fn name(words: &Words, form: &MeetingForm) -> String {
    match form {
        MeetingForm::Times(_) => fl!(words, "action-edit-times"),
        MeetingForm::Note(_) => fl!(words, "menu-meeting-note"),
        MeetingForm::Override(..) => fl!(words, "form-override"),
        MeetingForm::Away(_, Side::Company) => fl!(words, "menu-away-company"),
        MeetingForm::Away(_, Side::Hospital) => fl!(words, "menu-away-hospital"),
    }
}
