//! What is told, in words.

mod board;
mod day;
mod erased;
mod files;
mod importing;
mod meet;

pub(super) use board::rule_name;

use crate::action::Action;
use crate::app::Model;
use crate::app::say::{Opened, Say};
use crate::config::edit::Setting;
use crate::domain::code::{DeviceClass, Level};
use crate::domain::number;
use crate::domain::rule::matching::Warning;
use crate::text::Clean;
use crate::view::conflict;
use crate::words::Words;
use crate::words::fl;

pub(super) use meet::against;

pub(super) use super::sentence::{short as op, subject};

/// A notice as a sentence.
pub(super) fn text(words: &Words, model: &Model, say: &Say) -> String {
    let key = |action| model.world.keys.first(action);
    match say {
        Say::Text(text) => text.to_string(),
        Say::FileChanged => fl!(words, "say-file-changed", key = key(Action::ReadAgain)),
        Say::FileRead => fl!(words, "say-file-read"),
        Say::NoFile => fl!(words, "say-no-file"),
        Say::RecordHolds(count) => fl!(words, "say-record-holds", count = *count),
        Say::Day(say) => day::text(words, say),
        Say::Board(say) => board::text(words, *say),
        Say::Meet(say) => meet::text(words, model, say),
        Say::Files(say) => files::text(words, say),
        Say::Erased(say) => erased::text(words, say),
        Say::Import(say) => importing::text(words, say),
        Say::Conflicts(entity, conflicts) => {
            let line = conflict::line(words, &model.world.book, entity, conflicts);
            fl!(words, "say-conflicts", line = line)
        }
        Say::Decided(value) => {
            let value = value.text(words.lang());
            fl!(words, "say-decided", value = value)
        }
        Say::Recorded { need, org, level } => {
            let level = words.pick(level.ja(), level.en());
            fl!(
                words,
                "say-recorded",
                need = number::shown(need),
                org = org.as_str(),
                level = level
            )
        }
        Say::PersonAdded { person, org } => {
            fl!(
                words,
                "say-person-added",
                person = person.as_str(),
                org = org.as_str()
            )
        }
        Say::NothingNew { org, level } => {
            let level = words.pick(level.ja(), level.en());
            fl!(
                words,
                "say-nothing-new",
                key = key(Action::Step),
                org = org.as_str(),
                level = level
            )
        }
        Say::Warned { org, warning } => warned(words, org, warning),
        Say::OwnHospital => fl!(words, "say-own-hospital"),
        Say::NoNeedYet => fl!(words, "say-no-need-yet", key = key(Action::NextNeed)),
        Say::LevelNow {
            need,
            org,
            level,
            tasks,
        } => {
            let level = words.pick(level.ja(), level.en());
            let (need, org) = (number::shown(need), org.as_str());
            let text = fl!(
                words,
                "say-level-now",
                need = need,
                org = org,
                level = level
            );
            with_tasks(words, text, *tasks)
        }
        Say::NoteSaved => fl!(words, "say-note-saved"),
        Say::NoteJoined => fl!(words, "say-note-joined"),
        Say::MemoWritten => fl!(words, "say-memo-written"),
        Say::Tied { need, doc } => fl!(
            words,
            "say-tied",
            need = number::shown(need),
            doc = doc.as_str()
        ),
        Say::AlreadyTied { doc } => fl!(words, "say-already-tied", doc = doc.as_str()),
        Say::NeedNow { need, done: None } => {
            fl!(words, "say-need-now", need = number::shown(need))
        }
        Say::NeedNow {
            need,
            done: Some(done),
        } => fl!(
            words,
            "say-need-next",
            need = number::shown(need),
            done = number::shown(done)
        ),
        Say::NeedAside { need, how } => {
            let need = number::shown(need);
            match how.map(|how| words.pick(how.ja(), how.en())) {
                Some(how) => fl!(words, "say-need-aside", need = need, how = how),
                None => fl!(words, "say-need-waits", need = need),
            }
        }
        Say::NeedWithdrawn { need, title } => fl!(
            words,
            "say-need-withdrawn",
            need = number::shown(need),
            title = title.as_str()
        ),
        Say::SharedNumber { number, names } => {
            let names: Vec<&str> = names.iter().map(Clean::as_str).collect();
            let (number, names) = (number.as_str(), names.join(" / "));
            fl!(
                words,
                "import-shared-number",
                number = number,
                names = names
            )
        }
        Say::NeedRenamed { need, old, new } => fl!(
            words,
            "say-need-renamed",
            need = number::shown(need),
            old = old.as_str(),
            new = new.as_str()
        ),
        Say::LookingAt { need } => {
            let key = key(Action::Back);
            fl!(
                words,
                "say-looking-at",
                need = number::shown(need),
                key = key
            )
        }
        Say::RecordedAll(all) => {
            let one = |(badge, level): &(Clean, Level)| {
                format!(
                    "{} {}",
                    number::shown(badge),
                    words.pick(level.ja(), level.en())
                )
            };
            let list: Vec<String> = all.iter().map(one).collect();
            let list = list.join(words.pick("、", ", "));
            fl!(words, "say-recorded-all", count = all.len(), list = list)
        }
        Say::Over => fl!(words, "say-over"),
        Say::AlreadyOver => fl!(words, "say-already-over", key = key(Action::Accept)),
        Say::AtFirst => fl!(words, "say-at-first"),
        Say::NoNeeds => fl!(words, "say-no-needs"),
        Say::Confirmed { org, tasks } => with_tasks(
            words,
            fl!(words, "say-confirmed", org = org.as_str()),
            *tasks,
        ),
        Say::AlreadyConfirmed { org } => fl!(words, "say-already-confirmed", org = org.as_str()),
        Say::StatusNow {
            org,
            status,
            tasks,
            stopped,
        } => {
            let status = words.pick(status.ja(), status.en());
            let text = fl!(words, "say-status-now", org = org.as_str(), status = status);
            let ended = (*stopped > 0).then(|| fl!(words, "say-tasks-stopped", count = *stopped));
            with_tasks(words, and(words, text, ended), *tasks)
        }
        Say::TaskNow {
            title: (ja, en),
            status,
            tasks,
            moved,
        } => {
            let status = words.pick(status.ja(), status.en());
            let text = fl!(
                words,
                "say-task-now",
                task = words.pick(ja, en),
                status = status
            );
            with_tasks(words, and(words, text, moved_too(words, *moved)), *tasks)
        }
        Say::DueNow(day, moved) => {
            let text = fl!(words, "say-due-now", day = day.to_string());
            and(words, text, moved_too(words, *moved))
        }
        Say::SettingsSaved => fl!(words, "say-settings-saved"),
        Say::BadSetting(setting) => {
            let name = setting_name(words, *setting);
            fl!(words, "say-bad-setting", name = name)
        }
        Say::TemplateWritten => fl!(words, "say-template-written", key = key(Action::Accept)),
        Say::SaveFirst => fl!(words, "say-save-first"),
        Say::FileNameNeeded => fl!(words, "say-file-name-needed"),
        Say::BadDate => fl!(words, "say-bad-date"),
        Say::TooLong { most, over } => fl!(words, "say-too-long", most = *most, over = *over),
        Say::ReasonNeeded => fl!(words, "say-reason-needed"),
        Say::TextNeeded => fl!(words, "say-text-needed"),
        Say::TasksOpened(tasks) => opened(words, *tasks).unwrap_or_default(),
        Say::NoTaskToOpen => fl!(words, "say-no-task-to-open"),
        Say::NextStepSaved => fl!(words, "say-next-step-saved"),
        Say::Undone { redo, op } => {
            let what = op
                .as_ref()
                .map(|op| self::op(words, &model.world.book, op))
                .unwrap_or_default();
            if *redo {
                fl!(words, "say-redone", what = what)
            } else {
                fl!(words, "say-undone", what = what, key = key(Action::Redo))
            }
        }
        Say::NothingToUndo { redo: false } => fl!(words, "say-nothing-to-undo"),
        Say::NothingToUndo { redo: true } => fl!(words, "say-nothing-to-redo"),
        Say::AllSaved => fl!(words, "say-all-saved"),
        Say::NotSaved(count) => {
            let count = *count;
            fl!(words, "say-not-saved", count = count)
        }
        Say::NotProposed => fl!(words, "say-not-proposed"),
        Say::NothingSelected => fl!(words, "say-nothing-selected"),
        Say::NoRecordYet => fl!(words, "say-no-record-yet"),
        Say::NotOnRecord { name } => {
            let key = key(Action::Accept);
            fl!(words, "say-not-on-record", name = name.as_str(), key = key)
        }
        Say::PointFirst => fl!(words, "say-point-first"),
        Say::NoRecordSelected => {
            fl!(words, "say-no-record-selected", key = key(Action::NextPane))
        }
        Say::MemoHasNone => fl!(words, "say-memo-has-none"),
        Say::NothingTyped => fl!(words, "say-nothing-typed", key = key(Action::Back)),
        Say::Covered => fl!(words, "say-covered", key = key(Action::Back)),
        Say::AnswerFirst(count) => {
            let count = *count;
            fl!(words, "say-answer-first", count = count)
        }
        Say::NothingTaken => fl!(words, "say-nothing-taken"),
        Say::AlreadySo => fl!(words, "say-already-so"),
        Say::ConfirmedStays => fl!(words, "say-confirmed-stays"),
        Say::Corrected { need, org } => {
            fl!(
                words,
                "say-corrected",
                need = number::shown(need),
                org = org.as_str()
            )
        }
        Say::NotFound(text) => fl!(words, "say-not-found", text = text.as_str()),
        Say::ChosenIsGone => fl!(words, "say-chosen-is-gone"),
        Say::Listed { all } => {
            let key = key(Action::ToggleClosed);
            if *all {
                fl!(words, "say-all-listed", key = key)
            } else {
                fl!(words, "say-some-listed", key = key)
            }
        }
        Say::NoHits => fl!(words, "say-no-hits"),
        Say::NotHere => fl!(words, "say-not-here"),
        Say::KeyElsewhere { key: pressed } => {
            let help = key(Action::ShowHelp);
            fl!(
                words,
                "say-key-elsewhere",
                pressed = pressed.as_str(),
                key = help
            )
        }
        Say::NoSession => fl!(words, "say-no-session"),
        Say::DraftRestored => fl!(words, "say-draft-restored"),
        Say::DraftWaits { what } => {
            let (what, key) = (what.as_str(), key(Action::EditMemo));
            fl!(words, "say-draft-waits", what = what, key = key)
        }
        Say::Copied => fl!(words, "say-copied"),
        Say::ProjectorOnly => fl!(words, "say-projector-only", key = key(Action::Back)),
        Say::OperatorIs(name) => fl!(words, "say-operator-is", name = name.as_str()),
        Say::NameNeeded => fl!(words, "say-name-needed"),
        Say::NoAnswer => fl!(words, "say-no-answer", key = key(Action::Accept)),
        Say::Unchanged => fl!(words, "say-unchanged"),
    }
}

fn with_tasks(words: &Words, text: String, tasks: Opened) -> String {
    and(words, text, opened(words, tasks))
}

/// What can be done now is what counts; the rest is no work yet.
fn opened(words: &Words, tasks: Opened) -> Option<String> {
    let Opened { now, later } = tasks;
    let first = (now > 0).then(|| fl!(words, "say-tasks-opened", count = now));
    let then = (later > 0).then(|| fl!(words, "say-tasks-later", count = later));
    match (first, then) {
        (Some(first), then) => Some(and(words, first, then)),
        (None, then) => then,
    }
}

fn moved_too(words: &Words, moved: usize) -> Option<String> {
    (moved > 0).then(|| fl!(words, "say-moved-too", count = moved))
}

/// One sentence and perhaps another.
fn and(words: &Words, text: String, more: Option<String>) -> String {
    let gap = words.pick("。", " ");
    match more {
        Some(more) => [text, more].join(gap),
        None => text,
    }
}

fn warned(words: &Words, org: &str, warning: &Warning) -> String {
    match warning {
        Warning::Rival { name } => fl!(words, "say-warn-rival", org = org, other = name.as_str()),
        Warning::NdaFirst => fl!(words, "say-warn-nda", org = org),
        Warning::Refused { reason } => {
            let reason = reason.as_str();
            fl!(words, "say-warn-refused", org = org, reason = reason)
        }
        Warning::Presents => fl!(words, "say-warn-presents", org = org),
        Warning::Hospital => fl!(words, "say-warn-hospital", org = org),
        Warning::Closed => fl!(words, "say-warn-closed"),
        Warning::NoLicence { class } => {
            let class = if *class == DeviceClass::Unknown {
                words.pick(class.ja(), class.en())
            } else {
                class.code()
            };
            fl!(words, "say-warn-licence", class = class)
        }
        Warning::Novelty { until } => fl!(words, "say-warn-novelty", until = until.to_string()),
        Warning::ManyPairings { count } => {
            let count = *count;
            fl!(words, "say-warn-many", org = org, count = count)
        }
    }
}

/// What a setting is called.
pub(super) fn setting_name(words: &Words, setting: Setting) -> String {
    match setting {
        Setting::Actor => fl!(words, "setting-actor"),
        Setting::Office => fl!(words, "setting-office"),
        Setting::Closing => fl!(words, "setting-closing"),
        Setting::YearEnd => fl!(words, "setting-year-end"),
        Setting::Shared => fl!(words, "setting-shared"),
        Setting::Mirror => fl!(words, "setting-mirror"),
        Setting::Backups => fl!(words, "setting-backups"),
        Setting::Badges => fl!(words, "setting-badges"),
        Setting::Colours => fl!(words, "setting-colours"),
    }
}
