//! What is asked once more, in words.

use super::{say, sentence};
use crate::action::Action;
use crate::app::Model;
use crate::app::core::again::Question;
use crate::domain::number::shown;
use crate::words::Words;
use crate::words::fl;

/// What a guess was understood as, under the search box.
pub(super) fn take(words: &Words, model: &Model) -> Option<String> {
    let key = model.world.keys.first(Action::Accept);
    match model.question()? {
        Question::Take {
            typed, name, of, ..
        } => {
            let (typed, name) = (typed.as_str(), name.as_str());
            Some(if of.is_empty() {
                fl!(words, "ask-take", typed = typed, name = name, key = key)
            } else {
                let of = of.as_str();
                fl!(
                    words,
                    "ask-take-person",
                    typed = typed,
                    name = name,
                    of = of,
                    key = key
                )
            })
        }
        Question::Leave
        | Question::Decline(..)
        | Question::TakeBack(_)
        | Question::PutAway(_)
        | Question::Corrected { .. }
        | Question::CheckOut { .. }
        | Question::Presence { .. }
        | Question::NewCompany(_)
        | Question::KeepName
        | Question::LeaveOut(_)
        | Question::DropText => None,
    }
}

/// A question that stands in the facts row.
pub(super) fn fact(words: &Words, model: &Model) -> Option<String> {
    let key = |action| model.world.keys.first(action);
    match model.question()? {
        Question::Decline(id, level) => {
            let what = say::subject(&model.world.book, &id.session, &[&id.need], &id.org);
            let level = words.pick(level.ja(), level.en());
            let key = key(Action::Step);
            Some(fl!(
                words,
                "ask-decline",
                what = what,
                level = level,
                key = key
            ))
        }
        Question::LeaveOut(count) => {
            let key = key(Action::Accept);
            Some(fl!(words, "ask-leave-out", count = *count, key = key))
        }
        Question::TakeBack(entity) => {
            let key = key(Action::TakeBack);
            let what = sentence::named(words, &model.world.book, entity);
            Some(fl!(words, "ask-take-back", what = what, key = key))
        }
        Question::PutAway(id) => {
            let session = model.world.book.sessions.get(id);
            let title = session.map_or(id.as_str(), |s| s.title.as_str());
            let key = key(Action::PutAway);
            Some(fl!(words, "ask-put-away", title = title, key = key))
        }
        Question::Corrected { old, number, under } => {
            let (old, number, under) = (old.as_str(), number.as_str(), under.as_str());
            let text = fl!(
                words,
                "ask-corrected",
                old = old,
                number = number,
                under = under
            );
            Some(text)
        }
        Question::CheckOut {
            who,
            name,
            since,
            key: again,
        } => {
            let (badge, name) = (shown(&who.badge), name.as_str());
            let (since, key) = (since.as_str(), key(*again));
            let text = fl!(
                words,
                "ask-check-out",
                badge = badge,
                name = name,
                since = since,
                key = key
            );
            Some(text)
        }
        Question::Presence { who, name, then } => {
            let (badge, name) = (shown(&who.badge), name.as_str());
            let presence = words.pick(then.ja(), then.en());
            let key = key(Action::Step);
            let text = fl!(
                words,
                "ask-presence",
                badge = badge,
                name = name,
                presence = presence,
                key = key
            );
            Some(text)
        }
        Question::NewCompany(name) => {
            let (name, key) = (name.as_str(), key(Action::Accept));
            Some(fl!(words, "ask-new-company", name = name, key = key))
        }
        Question::KeepName => Some(fl!(words, "ask-erased", key = key(Action::Accept))),
        Question::DropText => Some(fl!(words, "ask-drop", key = key(Action::Back))),
        Question::Leave | Question::Take { .. } => None,
    }
}
