//! A memo: a line written down during the meeting without a hit.

use crate::domain::recorded::key::{Key, join, split};
use crate::domain::recorded::numbered::{Each, Numbered};
use crate::domain::recorded::payload::{Upcast, changes};
use crate::domain::recorded::purged::{Kept, purged};
use crate::domain::recorded::stated::{Field, Stated, Value};
use crate::domain::recorded::{By, Length, Part, Recorded, Subject, Telling};
use crate::text::Clean;
use crate::words::Words;
use crate::words::fl;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Session id, and an id of its own: two memos never mean the same thing.
pub type MemoId = (Clean, Uuid);

impl Key for MemoId {
    fn write(&self) -> String {
        join(&[&self.0, &self.1.to_string()])
    }

    fn read(text: &str) -> Option<Self> {
        let [session, id] = split(text)?;
        Some((session, id.parse().ok()?))
    }

    fn session(&self) -> Option<&Clean> {
        Some(&self.0)
    }

    fn need(&self) -> Option<&Clean> {
        None
    }

    fn org(&self) -> Option<&Clean> {
        None
    }

    fn person(&self) -> Option<&Clean> {
        None
    }

    fn numbers(&mut self, _: &mut Each<'_>) {}

    fn name(&self) -> Vec<Part<'_>> {
        Vec::new()
    }
}

/// A line written down during the meeting.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Memo {
    /// During which presentation.
    pub need: Option<Clean>,
    /// The text.
    pub text: Clean,
    /// When.
    pub written_at: Timestamp,
    /// Who.
    pub actor: Clean,
}

changes! {
    /// What happens to a memo.
    pub enum MemoChange {
        /// It is written, or written anew.
        #[kind("memo-written", creates = true, undoable = true)]
        Written {
            /// During which presentation.
            need: Option<Clean>,
            /// The text.
            text: Clean,
        },
    }
}

purged! {
    /// What a purge leaves of a change of a memo.
    pub enum PurgedMemoChange {
        Written { need: Option<Kept> },
    }
}

impl Recorded for Memo {
    type Key = MemoId;
    type Change = MemoChange;
    type Purged = PurgedMemoChange;

    const UPCASTS: &'static [Upcast] = &[];

    fn begin(_: &MemoId, change: &MemoChange, by: &By<'_>) -> Option<Self> {
        match change {
            MemoChange::Written { need, text } => Some(Self {
                need: need.clone(),
                text: text.clone(),
                written_at: by.at,
                actor: by.actor.clone(),
            }),
        }
    }

    fn step(&mut self, change: &MemoChange, _: &By<'_>) {
        match change {
            MemoChange::Written { need, text } => {
                self.need.clone_from(need);
                self.text.clone_from(text);
            }
        }
    }

    fn states(change: &MemoChange) -> Vec<Stated> {
        match change {
            MemoChange::Written { text, .. } => Stated::one(Field::Text, Value::Text(text.clone())),
        }
    }

    fn with_text(change: &MemoChange, text: &Clean) -> Option<MemoChange> {
        match change {
            MemoChange::Written { need, .. } => Some(MemoChange::Written {
                need: need.clone(),
                text: text.clone(),
            }),
        }
    }

    fn purge(change: &MemoChange) -> PurgedMemoChange {
        match change {
            MemoChange::Written { need, .. } => PurgedMemoChange::Written {
                need: need.as_ref().map(Kept::text),
            },
        }
    }

    fn forget(_: &MemoId, change: &mut MemoChange, _: &Clean) {
        match change {
            MemoChange::Written { .. } => {}
        }
    }

    fn numbers(change: &mut MemoChange, each: &mut Each<'_>) {
        match change {
            MemoChange::Written { need, .. } => {
                if let Some(need) = need {
                    each(Numbered::Need, need);
                }
            }
        }
    }

    fn subject(change: &MemoChange) -> Subject<'_> {
        match change {
            MemoChange::Written { need, .. } => Subject {
                need: need.as_ref(),
                ..Subject::default()
            },
        }
    }

    fn title(&self, _: &Words) -> Option<String> {
        None
    }

    fn tell(change: &MemoChange, telling: &Telling<'_>) -> String {
        match (change, telling.length) {
            (MemoChange::Written { text, .. }, Length::Short) => {
                fl!(telling.words, "op-memo", text = text.as_str())
            }
            (MemoChange::Written { text, .. }, Length::Full) => {
                let text = text.replace('\n', " ");
                fl!(telling.words, "summary-memo", text = text)
            }
        }
    }
}

impl From<PurgedMemoChange> for MemoChange {
    fn from(purged: PurgedMemoChange) -> Self {
        match purged {
            PurgedMemoChange::Written { need } => Self::Written {
                need: need.map(Clean::from),
                text: Clean::default(),
            },
        }
    }
}
