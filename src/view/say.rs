//! What is told, in words.

use crate::action::Action;
use crate::app::Model;
use crate::app::say::Say;
use crate::domain::book::Book;
use crate::domain::code::DeviceClass;
use crate::domain::id::Entity;
use crate::domain::op::{Change, Op, Side};
use crate::domain::pairing::Warning;
use crate::text::Clean;
use crate::words::Lang;
use crate::words::Words;
use i18n_embed_fl::fl;

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

/// What an op did, in a few words.
pub(super) fn op(words: &Words, book: &Book, op: &Op) -> String {
    let l = words.loader();
    let what = match &op.entity {
        Entity::Pairing(id) => subject(book, id.session.as_str(), &[&id.need], &id.org),
        Entity::Task(id) => subject(book, &id.session, &[&id.template, &id.need], &id.org),
        Entity::Tie(_, need, doc) => format!("{need} x {doc}"),
        _ => String::new(),
    };
    let what = what.as_str();
    match &op.change {
        Change::SessionLoaded(_) => fl!(l, "op-session-loaded"),
        Change::NeedOpened { need: Some(need) } => fl!(l, "op-need-opened", need = need.as_str()),
        Change::NeedOpened { need: None } => fl!(l, "op-over"),
        Change::PairingRecorded { level, .. } => {
            fl!(
                l,
                "op-recorded",
                what = what,
                level = words.pick(level.ja(), level.en())
            )
        }
        Change::PairingLevel { level } => {
            fl!(
                l,
                "op-level",
                what = what,
                level = words.pick(level.ja(), level.en())
            )
        }
        Change::PairingNote { note } | Change::TaskNote { note } => {
            fl!(l, "op-note", what = what, note = note.as_str())
        }
        Change::PairingStatus { status, .. } => {
            fl!(
                l,
                "op-status",
                what = what,
                status = words.pick(status.ja(), status.en())
            )
        }
        Change::PairingNext { side, text, .. } => {
            let side = match side {
                Side::Hospital => fl!(l, "label-next-hospital"),
                Side::Company => fl!(l, "label-next-company"),
            };
            fl!(l, "op-next", what = what, side = side, text = text.as_str())
        }
        Change::TaskOpened(body) => {
            fl!(
                l,
                "op-task-opened",
                what = what,
                title = words.pick(&body.title_ja, &body.title_en)
            )
        }
        Change::TaskStatus { status, .. } => {
            fl!(
                l,
                "op-status",
                what = what,
                status = words.pick(status.ja(), status.en())
            )
        }
        Change::TaskDue { due_on } => fl!(l, "op-due", what = what, day = due_on.to_string()),
        Change::PatentTied { .. } => fl!(l, "op-tied", what = what),
        Change::MemoWritten { text, .. } => fl!(l, "op-memo", text = text.as_str()),
        Change::ContentErased { .. } => fl!(l, "store-op-erased"),
        Change::ActionUndone { .. } => fl!(l, "op-undone"),
        Change::Unknown { kind, .. } => fl!(l, "op-unknown", kind = kind.as_str()),
    }
}

/// `N-02 x 光学テクノ`: numbers and the short name of an organisation, as far as there are any.
pub(super) fn subject(book: &Book, session: &str, numbers: &[&Clean], org: &Clean) -> String {
    let session = book.sessions.get(&Clean::line(session));
    let name = session.and_then(|s| s.organisation(org));
    let name = name.map_or(org, |o| o.short_name());
    let parts = numbers.iter().copied().chain([name]);
    let parts: Vec<&str> = parts.map(Clean::as_str).filter(|p| !p.is_empty()).collect();
    parts.join(" x ")
}
