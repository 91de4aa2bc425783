//! A tie: a patent found during the meeting that belongs to a need.

use crate::domain::code::Relation;
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

/// Session id, need number, document id.
pub type TieId = (Clean, Clean, Clean);

impl Key for TieId {
    fn write(&self) -> String {
        join(&[&self.0, &self.1, &self.2])
    }

    fn read(text: &str) -> Option<Self> {
        let [session, need, doc] = split(text)?;
        Some((session, need, doc))
    }

    fn session(&self) -> Option<&Clean> {
        Some(&self.0)
    }

    fn need(&self) -> Option<&Clean> {
        Some(&self.1)
    }

    fn org(&self) -> Option<&Clean> {
        None
    }

    fn person(&self) -> Option<&Clean> {
        None
    }

    fn numbers(&mut self, each: &mut Each<'_>) {
        each(Numbered::Need, &mut self.1);
    }

    fn name(&self) -> Vec<Part<'_>> {
        vec![Part::Number(&self.1), Part::Number(&self.2)]
    }
}

/// A patent tied to a need during the meeting.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tie {
    /// How it touches the need.
    pub relation: Relation,
    /// 発明の名称
    pub title: Clean,
    /// When.
    pub tied_at: Timestamp,
}

changes! {
    /// What happens to a tie.
    pub enum TieChange {
        /// A patent found during the meeting belongs to a need.
        #[kind("patent-tied", creates = true, undoable = true)]
        Tied {
            /// How.
            relation: Relation,
            /// Title, because it may come from the library and not from the session.
            title: Clean,
        },
    }
}

purged! {
    /// What a purge leaves of a change of a tie. Titles of patents are published.
    pub enum PurgedTieChange {
        Tied { relation: Relation, title: Kept },
    }
}

impl Recorded for Tie {
    type Key = TieId;
    type Change = TieChange;
    type Purged = PurgedTieChange;

    const UPCASTS: &'static [Upcast] = &[];

    fn begin(_: &TieId, change: &TieChange, by: &By<'_>) -> Option<Self> {
        match change {
            TieChange::Tied { relation, title } => Some(Self {
                relation: *relation,
                title: title.clone(),
                tied_at: by.at,
            }),
        }
    }

    fn step(&mut self, change: &TieChange, _: &By<'_>) {
        match change {
            TieChange::Tied { relation, title } => {
                self.relation = *relation;
                self.title.clone_from(title);
            }
        }
    }

    fn states(change: &TieChange) -> Vec<Stated> {
        match change {
            TieChange::Tied { relation, .. } => {
                Stated::one(Field::Relation, Value::Relation(*relation))
            }
        }
    }

    fn with_text(change: &TieChange, _: &Clean) -> Option<TieChange> {
        match change {
            TieChange::Tied { .. } => None,
        }
    }

    fn purge(change: &TieChange) -> PurgedTieChange {
        match change {
            TieChange::Tied { relation, title } => PurgedTieChange::Tied {
                relation: *relation,
                title: Kept::text(title),
            },
        }
    }

    fn forget(_: &TieId, change: &mut TieChange, _: &Clean) {
        match change {
            TieChange::Tied { .. } => {}
        }
    }

    fn numbers(change: &mut TieChange, _: &mut Each<'_>) {
        match change {
            TieChange::Tied { .. } => {}
        }
    }

    fn subject(change: &TieChange) -> Subject<'_> {
        match change {
            TieChange::Tied { .. } => Subject::default(),
        }
    }

    fn title(&self, _: &Words) -> Option<String> {
        Some(self.title.to_string())
    }

    fn tell(change: &TieChange, telling: &Telling<'_>) -> String {
        let (l, what) = (telling.words, telling.what);
        match (change, telling.length) {
            (TieChange::Tied { .. }, Length::Short) => fl!(l, "op-tied", what = what),
            (TieChange::Tied { title, .. }, Length::Full) => {
                fl!(l, "summary-tied", subject = what, title = title.as_str())
            }
        }
    }
}

impl From<PurgedTieChange> for TieChange {
    fn from(purged: PurgedTieChange) -> Self {
        match purged {
            PurgedTieChange::Tied { relation, title } => Self::Tied {
                relation,
                title: title.into(),
            },
        }
    }
}
