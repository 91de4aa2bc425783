//! A task (契約・フォロー課題): one follow-up step of a pairing, a need, a hospital or the session. Which tasks there
//! should be is decided in [`crate::domain::rule::follow_up`].

mod detail;

use super::pairing::PairingId;
use crate::domain::code::{OwnerSide, TaskStatus};
use crate::domain::recorded::key::{Key, as_text, join, split};
use crate::domain::recorded::numbered::{Each, Numbered};
use crate::domain::recorded::payload::{Upcast, changes};
use crate::domain::recorded::purged::{ERASED, Harmless, Kept, purged};
use crate::domain::recorded::stated::{Field, Stated, Value};
use crate::domain::recorded::{By, Length, Part, Recorded, Subject, Telling};
use crate::text::Clean;
use crate::words::Words;
use crate::words::fl;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use detail::{Detail, Details, PurgedDetail};

/// A follow-up task: one template for one subject.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TaskId {
    /// Session id.
    pub session: Clean,
    /// Need number; empty for a task of the session or of a hospital.
    pub need: Clean,
    /// Organisation id; empty for a task of the session or of a need.
    pub org: Clean,
    /// Code of the template, for example `C1`.
    pub template: Clean,
}

impl TaskId {
    /// Code of its template, without the count of one that comes again: `M1.2` is the second of M1.
    pub fn code(&self) -> &str {
        self.template.split('.').next().unwrap_or_default()
    }

    /// Whether somebody put it in their own words: no template, a code no other laptop will choose.
    pub fn is_own(&self) -> bool {
        Uuid::parse_str(self.code()).is_ok()
    }

    /// The same task when it came first.
    #[must_use]
    pub fn first_time(&self) -> Self {
        Self {
            template: Clean::line(self.code()),
            ..self.clone()
        }
    }

    /// The same task when it comes again.
    #[must_use]
    pub fn next_time(&self) -> Self {
        let template = format!("{}.{}", self.code(), self.time() + 1);
        Self {
            template: Clean::line(&template),
            ..self.clone()
        }
    }

    /// How often it has come, from 1.
    pub fn time(&self) -> usize {
        let count = self
            .template
            .split_once('.')
            .and_then(|(_, n)| n.parse().ok());
        count.unwrap_or(1)
    }

    /// The pairing it follows up, if it belongs to one.
    pub fn pairing(&self) -> Option<PairingId> {
        (!self.need.is_empty() && !self.org.is_empty()).then(|| PairingId {
            session: self.session.clone(),
            need: self.need.clone(),
            org: self.org.clone(),
        })
    }
}

as_text!(TaskId);

impl Harmless for TaskId {}

/// Stands in the text of a key where there is no need or no organisation.
const NONE: &str = "-";

impl Key for TaskId {
    fn write(&self) -> String {
        fn or_dash(text: &Clean) -> &str {
            if text.is_empty() { NONE } else { text }
        }
        join(&[
            &self.session,
            or_dash(&self.need),
            or_dash(&self.org),
            &self.template,
        ])
    }

    fn read(text: &str) -> Option<Self> {
        let or_empty = |text: Clean| if text == NONE { Clean::default() } else { text };
        let [session, need, org, template] = split(text)?;
        Some(Self {
            session,
            need: or_empty(need),
            org: or_empty(org),
            template,
        })
    }

    fn session(&self) -> Option<&Clean> {
        Some(&self.session)
    }

    fn need(&self) -> Option<&Clean> {
        Some(&self.need)
    }

    fn org(&self) -> Option<&Clean> {
        Some(&self.org)
    }

    fn person(&self) -> Option<&Clean> {
        None
    }

    fn numbers(&mut self, each: &mut Each<'_>) {
        each(Numbered::Need, &mut self.need);
        each(Numbered::Organisation, &mut self.org);
    }

    fn name(&self) -> Vec<Part<'_>> {
        let code = (!self.is_own()).then_some(Part::Code(&self.template));
        let mut parts = Vec::from_iter(code);
        parts.extend([Part::Number(&self.need), Part::Org(&self.org)]);
        parts
    }
}

/// One follow-up step of a pairing, a need, a hospital or the session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Task {
    /// Identity by meaning.
    pub id: TaskId,
    /// 件名
    pub title_ja: Clean,
    /// Title.
    pub title_en: Clean,
    /// Who has to act.
    pub owner_side: OwnerSide,
    /// How far it is.
    pub status: TaskStatus,
    /// By when.
    pub due_on: Date,
    /// Which tasks come first.
    pub depends_on: Vec<TaskId>,
    /// メモ
    pub note: Clean,
    /// Day it was closed.
    pub done_on: Option<Date>,
    /// Somebody stated the day it is due; such a day moves with nothing.
    #[serde(default)]
    pub due_stated: bool,
    /// What is known besides.
    #[serde(default)]
    pub details: Details,
    /// When it was opened.
    pub opened_at: Timestamp,
}

impl Task {
    /// The day it was closed, or else by when it has to be done.
    pub fn day(&self) -> Date {
        let done_on = self.done_on.filter(|_| self.status.is_closed());
        done_on.unwrap_or(self.due_on)
    }
}

/// What a task is when it is opened; a snapshot, so that the review does not depend on the catalogue of the day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TaskBody {
    /// 件名
    pub title_ja: Clean,
    /// Title.
    pub title_en: Clean,
    /// Who has to act.
    pub owner_side: OwnerSide,
    /// By when.
    pub due_on: Date,
    /// Which tasks come first.
    pub depends_on: Vec<TaskId>,
    /// Somebody put it in their own words: a purge leaves none of them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub own: bool,
}

changes! {
    /// What happens to a task.
    pub enum TaskChange {
        /// It exists.
        #[kind("task-opened", creates = true, undoable = true)]
        Opened(Box<TaskBody>),
        /// Its state.
        #[kind("task-status", creates = false, undoable = true)]
        Status {
            /// New state.
            status: TaskStatus,
            /// Day of the change.
            on: Date,
            /// Why, where that was asked.
            #[serde(default, skip_serializing_if = "str::is_empty")]
            reason: Clean,
        },
        /// Its due date.
        #[kind("task-due", creates = false, undoable = true)]
        Due {
            /// New date.
            due_on: Date,
        },
        /// Its due date moves with that of a task it waits for. Nobody stated it, so it contradicts nothing.
        #[kind("task-moved", creates = false, undoable = true)]
        Moved {
            /// New date.
            due_on: Date,
        },
        /// Its note.
        #[kind("task-note", creates = false, undoable = true)]
        Note {
            /// The whole new text.
            note: Clean,
        },
        /// One of its details.
        #[kind("task-detail", creates = false, undoable = true)]
        Detail {
            /// Which, and what.
            detail: Detail,
        },
    }
}

purged! {
    /// What a purge leaves of a change of a task. Titles of the catalogue stay.
    pub enum PurgedTaskChange {
        Opened {
            title_ja: Kept,
            title_en: Kept,
            owner_side: OwnerSide,
            due_on: Date,
            depends_on: Vec<TaskId>,
            own: bool,
        },
        Status { status: TaskStatus, on: Date },
        Due { due_on: Date },
        Moved { due_on: Date },
        Note {},
        Detail { detail: PurgedDetail },
    }
}

impl Recorded for Task {
    type Key = TaskId;
    type Change = TaskChange;
    type Purged = PurgedTaskChange;

    const UPCASTS: &'static [Upcast] = &[];

    fn begin(id: &TaskId, change: &TaskChange, by: &By<'_>) -> Option<Self> {
        match change {
            TaskChange::Opened(body) => Some(Self {
                id: id.clone(),
                title_ja: body.title_ja.clone(),
                title_en: body.title_en.clone(),
                owner_side: body.owner_side,
                status: TaskStatus::Open,
                due_on: body.due_on,
                depends_on: body.depends_on.clone(),
                note: Clean::default(),
                done_on: None,
                due_stated: false,
                details: Details::default(),
                opened_at: by.at,
            }),
            TaskChange::Status { .. }
            | TaskChange::Due { .. }
            | TaskChange::Moved { .. }
            | TaskChange::Note { .. }
            | TaskChange::Detail { .. } => None,
        }
    }

    fn step(&mut self, change: &TaskChange, _: &By<'_>) {
        match change {
            TaskChange::Opened(body) => {
                self.title_ja.clone_from(&body.title_ja);
                self.title_en.clone_from(&body.title_en);
                self.owner_side = body.owner_side;
                // Its day comes from the catalogue: it overwrites no day that somebody stated.
                self.depends_on.clone_from(&body.depends_on);
            }
            TaskChange::Status { status, on, .. } => {
                self.status = *status;
                self.done_on = status.is_closed().then_some(*on);
            }
            TaskChange::Due { due_on } => {
                self.due_on = *due_on;
                self.due_stated = true;
            }
            TaskChange::Moved { due_on } => {
                if !self.due_stated {
                    self.due_on = *due_on;
                }
            }
            TaskChange::Note { note } => self.note.clone_from(note),
            TaskChange::Detail { detail } => self.details.set(detail),
        }
    }

    fn states(change: &TaskChange) -> Vec<Stated> {
        match change {
            // All of it comes from the catalogue, or from the day of another task.
            TaskChange::Opened(_) | TaskChange::Moved { .. } => Vec::new(),
            TaskChange::Status { status, .. } => Stated::one(Field::Status, Value::Task(*status)),
            TaskChange::Due { due_on } => Stated::one(Field::Due, Value::Day(*due_on)),
            TaskChange::Note { note } => Stated::one(Field::Note, Value::Text(note.clone())),
            TaskChange::Detail { detail } => detail.states(),
        }
    }

    fn with_text(change: &TaskChange, text: &Clean) -> Option<TaskChange> {
        match change {
            TaskChange::Note { .. } => Some(TaskChange::Note { note: text.clone() }),
            TaskChange::Opened(_)
            | TaskChange::Status { .. }
            | TaskChange::Due { .. }
            | TaskChange::Moved { .. }
            | TaskChange::Detail { .. } => None,
        }
    }

    fn purge(change: &TaskChange) -> PurgedTaskChange {
        match change {
            TaskChange::Opened(body) => {
                let title = |text: &Clean| {
                    let erased = Clean::line(ERASED);
                    Kept::text(if body.own { &erased } else { text })
                };
                PurgedTaskChange::Opened {
                    title_ja: title(&body.title_ja),
                    title_en: title(&body.title_en),
                    owner_side: body.owner_side,
                    due_on: body.due_on,
                    depends_on: body.depends_on.clone(),
                    own: body.own,
                }
            }
            TaskChange::Status { status, on, .. } => PurgedTaskChange::Status {
                status: *status,
                on: *on,
            },
            TaskChange::Due { due_on } => PurgedTaskChange::Due { due_on: *due_on },
            TaskChange::Moved { due_on } => PurgedTaskChange::Moved { due_on: *due_on },
            TaskChange::Note { .. } => PurgedTaskChange::Note {},
            TaskChange::Detail { detail } => PurgedTaskChange::Detail {
                detail: detail.purge(),
            },
        }
    }

    fn forget(_: &TaskId, change: &mut TaskChange, _: &Clean) {
        match change {
            TaskChange::Opened(_)
            | TaskChange::Status { .. }
            | TaskChange::Due { .. }
            | TaskChange::Moved { .. }
            | TaskChange::Note { .. }
            | TaskChange::Detail { .. } => {}
        }
    }

    fn numbers(change: &mut TaskChange, each: &mut Each<'_>) {
        match change {
            TaskChange::Opened(body) => {
                for before in &mut body.depends_on {
                    before.numbers(each);
                }
            }
            TaskChange::Status { .. }
            | TaskChange::Due { .. }
            | TaskChange::Moved { .. }
            | TaskChange::Note { .. }
            | TaskChange::Detail { .. } => {}
        }
    }

    fn subject(change: &TaskChange) -> Subject<'_> {
        match change {
            TaskChange::Opened(_)
            | TaskChange::Status { .. }
            | TaskChange::Due { .. }
            | TaskChange::Moved { .. }
            | TaskChange::Note { .. }
            | TaskChange::Detail { .. } => Subject::default(),
        }
    }

    fn title(&self, words: &Words) -> Option<String> {
        Some(words.pick(&self.title_ja, &self.title_en).to_owned())
    }

    fn tell(change: &TaskChange, telling: &Telling<'_>) -> String {
        let (words, what) = (telling.words, telling.what);
        match (change, telling.length) {
            (TaskChange::Opened(body), Length::Short) => {
                let title = words.pick(&body.title_ja, &body.title_en);
                fl!(words, "op-task-opened", what = what, title = title)
            }
            (TaskChange::Opened(_), Length::Full) => {
                fl!(words, "summary-task-opened", subject = what)
            }
            (TaskChange::Status { status, reason, .. }, length) => {
                let status = words.pick(status.ja(), status.en());
                if !reason.is_empty() {
                    let reason = reason.as_str();
                    return fl!(
                        words,
                        "op-status-because",
                        what = what,
                        status = status,
                        reason = reason
                    );
                }
                match length {
                    Length::Short => fl!(words, "op-status", what = what, status = status),
                    Length::Full => fl!(words, "summary-status", subject = what, status = status),
                }
            }
            (TaskChange::Due { due_on } | TaskChange::Moved { due_on }, Length::Short) => {
                fl!(words, "op-due", what = what, day = due_on.to_string())
            }
            (TaskChange::Due { due_on } | TaskChange::Moved { due_on }, Length::Full) => {
                fl!(
                    words,
                    "summary-due",
                    subject = what,
                    day = due_on.to_string()
                )
            }
            (TaskChange::Note { note }, Length::Short) => {
                fl!(words, "op-note", what = what, note = note.as_str())
            }
            (TaskChange::Note { note }, Length::Full) => {
                let note = note.replace('\n', " ");
                fl!(words, "summary-note", subject = what, note = note)
            }
            (TaskChange::Detail { detail }, _) => detail.tell(words, what),
        }
    }
}

impl From<PurgedTaskChange> for TaskChange {
    fn from(purged: PurgedTaskChange) -> Self {
        match purged {
            PurgedTaskChange::Opened {
                title_ja,
                title_en,
                owner_side,
                due_on,
                depends_on,
                own,
            } => Self::Opened(Box::new(TaskBody {
                title_ja: title_ja.into(),
                title_en: title_en.into(),
                owner_side,
                due_on,
                depends_on,
                own,
            })),
            PurgedTaskChange::Status { status, on } => Self::Status {
                status,
                on,
                reason: Clean::default(),
            },
            PurgedTaskChange::Due { due_on } => Self::Due { due_on },
            PurgedTaskChange::Moved { due_on } => Self::Moved { due_on },
            PurgedTaskChange::Note {} => Self::Note {
                note: Clean::default(),
            },
            PurgedTaskChange::Detail { detail } => Self::Detail {
                detail: detail.into(),
            },
        }
    }
}
