//! Titles and labels of the forms of the day itself.

use crate::app::Model;
use crate::app::core::day_form::DayForm;
use crate::domain::number::shown;
use crate::domain::roster::Session;
use crate::view::say;
use crate::words::Words;
use crate::words::fl;

pub(super) fn title(words: &Words, model: &Model, form: &DayForm) -> String {
    let session = model.world.book.sessions.get(form.session());
    let person = |badge: &str| {
        let found = session.and_then(|s| s.attendee(badge));
        found.map_or_else(String::new, |a| a.name.to_string())
    };
    match form {
        DayForm::WalkIn(..) => fl!(words, "form-walk-in-title"),
        DayForm::Substitute(_, badge) => {
            let name = person(badge);
            fl!(
                words,
                "form-substitute-title",
                badge = shown(badge),
                name = name
            )
        }
        DayForm::Attendee(_, badge) => {
            let name = person(badge);
            fl!(
                words,
                "form-person-title",
                badge = shown(badge),
                name = name
            )
        }
        DayForm::Organisation(_, id) => {
            let found = session.and_then(|s: &Session| s.organisation(id));
            let name = found.map_or(id.as_str(), |o| o.name.as_str());
            fl!(words, "form-company-title", name = name)
        }
        DayForm::Need(_, no) => fl!(words, "form-need-title", need = shown(no)),
        DayForm::Presenter(_, no) => fl!(words, "form-presenter-title", need = shown(no)),
        DayForm::Order(_, no) => fl!(words, "form-order-title", need = shown(no)),
        DayForm::NewNeed(_) => fl!(words, "form-new-need-title"),
        DayForm::Remove(id) => {
            let what = say::subject(&model.world.book, &id.session, &[&id.need], &id.org);
            fl!(words, "form-remove-title", what = what)
        }
        DayForm::Reply(id, verdict) => {
            let found = session.and_then(|s: &Session| s.recorded_organisation(&id.org));
            let name = found.map_or(id.org.as_str(), |o| o.short_name().as_str());
            let none = fl!(words, "sheets-unanswered");
            let verdict = verdict.map(|v| words.pick(v.ja(), v.en()));
            fl!(
                words,
                "form-reply-title",
                need = shown(&id.need),
                org = name,
                verdict = verdict.unwrap_or(none.as_str())
            )
        }
    }
}

pub(super) fn label(words: &Words, form: &DayForm, field: usize) -> String {
    match (form, field) {
        (DayForm::WalkIn(..) | DayForm::Organisation(..), 0) | (DayForm::Attendee(..), 2) => {
            fl!(words, "form-company")
        }
        (DayForm::WalkIn(..), 1) | (DayForm::Attendee(..), 0) => fl!(words, "form-person"),
        (DayForm::WalkIn(..), 2)
        | (DayForm::Attendee(..) | DayForm::Organisation(..) | DayForm::Substitute(..), 1) => {
            fl!(words, "form-kana")
        }
        (DayForm::WalkIn(..), _) => fl!(words, "form-badge"),
        (DayForm::Substitute(..), 2) => fl!(words, "form-keeps-interest"),
        (DayForm::Substitute(..), _) => fl!(words, "form-who-came"),
        (DayForm::Attendee(..), 3) => fl!(words, "form-dept"),
        (DayForm::Attendee(..), _) => fl!(words, "form-post"),
        (DayForm::Organisation(..), _) => fl!(words, "form-short"),
        (DayForm::Need(..) | DayForm::NewNeed(_), 0) => fl!(words, "form-need"),
        (DayForm::Need(..), 1) | (DayForm::NewNeed(_), 2) | (DayForm::Presenter(..), _) => {
            fl!(words, "form-presenter")
        }
        (DayForm::Need(..), 2) => fl!(words, "form-problem"),
        (DayForm::Need(..), _) => fl!(words, "form-wanted"),
        (DayForm::NewNeed(_), 1) => fl!(words, "form-hospital"),
        (DayForm::NewNeed(_), _) => fl!(words, "form-number"),
        (DayForm::Order(..), _) => fl!(words, "form-order"),
        (DayForm::Remove(_) | DayForm::Reply(..), _) => fl!(words, "form-reason"),
    }
}
