//! A task (契約・フォロー課題): one follow-up step of a pairing, a need, a hospital or the session. Which tasks there
//! should be is decided in [`crate::domain::rule::follow_up`].

use super::pairing::PairingId;
use crate::domain::code::{OwnerSide, TaskStatus};
use crate::domain::recorded::key::{Key, as_text, join, split};
use crate::domain::recorded::numbered::{Each, Numbered};
use crate::domain::recorded::payload::{Upcast, changes};
use crate::domain::recorded::purged::{Harmless, Kept, purged};
use crate::domain::recorded::stated::{Field, Stated, Value};
use crate::domain::recorded::{By, Length, Part, Recorded, Subject, Telling};
use crate::text::Clean;
use crate::words::Words;
use crate::words::fl;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

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
        vec![
            Part::Code(&self.template),
            Part::Number(&self.need),
            Part::Org(&self.org),
        ]
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
    /// 備考
    pub note: Clean,
    /// Day it was closed.
    pub done_on: Option<Date>,
    /// When it was opened.
    pub opened_at: Timestamp,
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
        },
        /// Its due date.
        #[kind("task-due", creates = false, undoable = true)]
        Due {
            /// New date.
            due_on: Date,
        },
        /// Its note.
        #[kind("task-note", creates = false, undoable = true)]
        Note {
            /// The whole new text.
            note: Clean,
        },
    }
}

purged! {
    /// What a purge leaves of a change of a task. Its titles are those of the catalogue.
    pub enum PurgedTaskChange {
        Opened {
            title_ja: Kept,
            title_en: Kept,
            owner_side: OwnerSide,
            due_on: Date,
            depends_on: Vec<TaskId>,
        },
        Status { status: TaskStatus, on: Date },
        Due { due_on: Date },
        Note {},
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
                opened_at: by.at,
            }),
            TaskChange::Status { .. } | TaskChange::Due { .. } | TaskChange::Note { .. } => None,
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
            TaskChange::Status { status, on } => {
                self.status = *status;
                self.done_on = status.is_closed().then_some(*on);
            }
            TaskChange::Due { due_on } => self.due_on = *due_on,
            TaskChange::Note { note } => self.note.clone_from(note),
        }
    }

    fn states(change: &TaskChange) -> Vec<Stated> {
        match change {
            // All of it comes from the catalogue.
            TaskChange::Opened(_) => Vec::new(),
            TaskChange::Status { status, .. } => Stated::one(Field::Status, Value::Task(*status)),
            TaskChange::Due { due_on } => Stated::one(Field::Due, Value::Day(*due_on)),
            TaskChange::Note { note } => Stated::one(Field::Note, Value::Text(note.clone())),
        }
    }

    fn with_text(change: &TaskChange, text: &Clean) -> Option<TaskChange> {
        match change {
            TaskChange::Note { .. } => Some(TaskChange::Note { note: text.clone() }),
            TaskChange::Opened(_) | TaskChange::Status { .. } | TaskChange::Due { .. } => None,
        }
    }

    fn purge(change: &TaskChange) -> PurgedTaskChange {
        match change {
            TaskChange::Opened(body) => PurgedTaskChange::Opened {
                title_ja: Kept::text(&body.title_ja),
                title_en: Kept::text(&body.title_en),
                owner_side: body.owner_side,
                due_on: body.due_on,
                depends_on: body.depends_on.clone(),
            },
            TaskChange::Status { status, on } => PurgedTaskChange::Status {
                status: *status,
                on: *on,
            },
            TaskChange::Due { due_on } => PurgedTaskChange::Due { due_on: *due_on },
            TaskChange::Note { .. } => PurgedTaskChange::Note {},
        }
    }

    fn forget(_: &TaskId, change: &mut TaskChange, _: &Clean) {
        match change {
            TaskChange::Opened(_)
            | TaskChange::Status { .. }
            | TaskChange::Due { .. }
            | TaskChange::Note { .. } => {}
        }
    }

    fn numbers(change: &mut TaskChange, each: &mut Each<'_>) {
        match change {
            TaskChange::Opened(body) => {
                for before in &mut body.depends_on {
                    before.numbers(each);
                }
            }
            TaskChange::Status { .. } | TaskChange::Due { .. } | TaskChange::Note { .. } => {}
        }
    }

    fn subject(change: &TaskChange) -> Subject<'_> {
        match change {
            TaskChange::Opened(_)
            | TaskChange::Status { .. }
            | TaskChange::Due { .. }
            | TaskChange::Note { .. } => Subject::default(),
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
            (TaskChange::Status { status, .. }, length) => {
                let status = words.pick(status.ja(), status.en());
                match length {
                    Length::Short => fl!(words, "op-status", what = what, status = status),
                    Length::Full => fl!(words, "summary-status", subject = what, status = status),
                }
            }
            (TaskChange::Due { due_on }, Length::Short) => {
                fl!(words, "op-due", what = what, day = due_on.to_string())
            }
            (TaskChange::Due { due_on }, Length::Full) => {
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
            } => Self::Opened(Box::new(TaskBody {
                title_ja: title_ja.into(),
                title_en: title_en.into(),
                owner_side,
                due_on,
                depends_on,
            })),
            PurgedTaskChange::Status { status, on } => Self::Status { status, on },
            PurgedTaskChange::Due { due_on } => Self::Due { due_on },
            PurgedTaskChange::Note {} => Self::Note {
                note: Clean::default(),
            },
        }
    }
}
