//! What is told, in words.

use crate::action::Action;
use crate::app::Model;
use crate::app::say::Say;
use crate::domain::code::DeviceClass;
use crate::domain::pairing::Warning;
use crate::words::Lang;
use crate::words::Words;
use crate::words::fl;

pub(super) use super::sentence::{short as op, subject};

/// A notice as a sentence.
pub(super) fn text(words: &Words, model: &Model, say: &Say) -> String {
    let l = words.loader();
    let key = |action| model.world.keys.first(action);
    match say {
        Say::Text(text) => text.to_string(),
        Say::Recorded { need, org, level } => {
            let level = words.pick(level.ja(), level.en());
            fl!(
                l,
                "say-recorded",
                need = need.as_str(),
                org = org.as_str(),
                level = level
            )
        }
        Say::PersonAdded { person, org } => {
            fl!(
                l,
                "say-person-added",
                person = person.as_str(),
                org = org.as_str()
            )
        }
        Say::NothingNew { org, level } => {
            let level = words.pick(level.ja(), level.en());
            fl!(
                l,
                "say-nothing-new",
                key = key(Action::Step),
                org = org.as_str(),
                level = level
            )
        }
        Say::Warned { org, warning } => warned(words, org, warning),
        Say::OwnHospital => fl!(l, "say-own-hospital"),
        Say::NoNeedYet => fl!(l, "say-no-need-yet", key = key(Action::NextNeed)),
        Say::LevelNow { org, level, tasks } => {
            let level = words.pick(level.ja(), level.en());
            let text = fl!(l, "say-level-now", org = org.as_str(), level = level);
            with_tasks(words, text, *tasks)
        }
        Say::NoteSaved => fl!(l, "say-note-saved"),
        Say::MemoWritten => fl!(l, "say-memo-written"),
        Say::Tied { need, doc } => fl!(l, "say-tied", need = need.as_str(), doc = doc.as_str()),
        Say::AlreadyTied { doc } => fl!(l, "say-already-tied", doc = doc.as_str()),
        Say::NeedNow { need } => fl!(l, "say-need-now", need = need.as_str()),
        Say::Over => fl!(l, "say-over"),
        Say::AlreadyOver => fl!(l, "say-already-over", key = key(Action::Accept)),
        Say::AtFirst => fl!(l, "say-at-first"),
        Say::NoNeeds => fl!(l, "say-no-needs"),
        Say::Confirmed { org, tasks } => {
            with_tasks(words, fl!(l, "say-confirmed", org = org.as_str()), *tasks)
        }
        Say::AlreadyConfirmed { org } => fl!(l, "say-already-confirmed", org = org.as_str()),
        Say::StatusNow { org, status, tasks } => {
            let status = words.pick(status.ja(), status.en());
            let text = fl!(l, "say-status-now", org = org.as_str(), status = status);
            with_tasks(words, text, *tasks)
        }
        Say::TaskNow {
            title: (ja, en),
            status,
            tasks,
        } => {
            let status = words.pick(status.ja(), status.en());
            let text = fl!(
                l,
                "say-task-now",
                task = words.pick(ja, en),
                status = status
            );
            with_tasks(words, text, *tasks)
        }
        Say::DueNow(day) => fl!(l, "say-due-now", day = day.to_string()),
        Say::BadDate => fl!(l, "say-bad-date"),
        Say::TasksOpened(count) => {
            let count = *count;
            fl!(l, "say-tasks-opened", count = count)
        }
        Say::NoTaskToOpen => fl!(l, "say-no-task-to-open"),
        Say::NextStepSaved => fl!(l, "say-next-step-saved"),
        Say::Undone { redo, op } => {
            let what = op
                .as_ref()
                .map(|op| self::op(words, &model.world.book, op))
                .unwrap_or_default();
            if *redo {
                fl!(l, "say-redone", what = what)
            } else {
                fl!(l, "say-undone", what = what)
            }
        }
        Say::NothingToUndo { redo: false } => fl!(l, "say-nothing-to-undo"),
        Say::NothingToUndo { redo: true } => fl!(l, "say-nothing-to-redo"),
        Say::AllSaved => fl!(l, "say-all-saved"),
        Say::NotSaved(count) => {
            let count = *count;
            fl!(l, "say-not-saved", count = count)
        }
        Say::NothingSelected => fl!(l, "say-nothing-selected"),
        Say::NoRecordYet => fl!(l, "say-no-record-yet"),
        Say::ChosenIsGone => fl!(l, "say-chosen-is-gone"),
        Say::NotHere => fl!(l, "say-not-here"),
        Say::NoSession => fl!(l, "say-no-session"),
        Say::DraftRestored => fl!(l, "say-draft-restored"),
        Say::DraftWaits => fl!(l, "say-draft-waits", key = key(Action::EditMemo)),
        Say::Copied => fl!(l, "say-copied"),
        Say::ProjectorOnly => fl!(l, "say-projector-only", key = key(Action::Back)),
        Say::NameNeeded => fl!(l, "say-name-needed"),
        Say::NoAnswer => fl!(l, "say-no-answer", key = key(Action::Accept)),
        Say::Unchanged => fl!(l, "say-unchanged"),
    }
}

fn with_tasks(words: &Words, text: String, tasks: usize) -> String {
    if tasks == 0 {
        return text;
    }
    let more = fl!(words.loader(), "say-tasks-opened", count = tasks);
    let gap = if words.lang() == Lang::Ja { "" } else { " " };
    [text.as_str(), &more].join(gap)
}

fn warned(words: &Words, org: &str, warning: &Warning) -> String {
    let l = words.loader();
    match warning {
        Warning::Rival { name } => fl!(l, "say-warn-rival", org = org, other = name.as_str()),
        Warning::NdaFirst => fl!(l, "say-warn-nda", org = org),
        Warning::Closed => fl!(l, "say-warn-closed"),
        Warning::NoLicence { class } => {
            let class = if *class == DeviceClass::Unknown {
                words.pick(class.ja(), class.en())
            } else {
                class.code()
            };
            fl!(l, "say-warn-licence", class = class)
        }
        Warning::Novelty { until } => fl!(l, "say-warn-novelty", until = until.to_string()),
        Warning::ManyPairings { count } => {
            let count = *count;
            fl!(l, "say-warn-many", org = org, count = count)
        }
    }
}
