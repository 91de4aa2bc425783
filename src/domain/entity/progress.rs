//! How far the presentations of a session are.

use crate::domain::recorded::numbered::{Each, Numbered};
use crate::domain::recorded::payload::{Upcast, changes};
use crate::domain::recorded::purged::{Kept, purged};
use crate::domain::recorded::stated::Stated;
use crate::domain::recorded::{By, Length, Recorded, Subject, Telling};
use crate::text::Clean;
use crate::words::Words;
use crate::words::fl;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// How far the presentations of a session are.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    /// The need presented now.
    pub current: Option<Clean>,
    /// Since when.
    pub since: Option<Timestamp>,
    /// Needs whose presentation has begun, in that order.
    pub presented: Vec<Clean>,
}

changes! {
    /// What happens to the presentations.
    pub enum ProgressChange {
        /// The presentation of a need begins.
        #[kind("need-opened", creates = true, undoable = true)]
        NeedOpened {
            /// Need number; `None`: before the first one or after the last.
            need: Option<Clean>,
        },
    }
}

purged! {
    /// What a purge leaves of a change of the presentations.
    pub enum PurgedProgressChange {
        NeedOpened { need: Option<Kept> },
    }
}

impl Recorded for Progress {
    type Key = Clean;
    type Change = ProgressChange;
    type Purged = PurgedProgressChange;

    const UPCASTS: &'static [Upcast] = &[];

    fn begin(_: &Clean, change: &ProgressChange, _: &By<'_>) -> Option<Self> {
        match change {
            ProgressChange::NeedOpened { .. } => Some(Self::default()),
        }
    }

    fn step(&mut self, change: &ProgressChange, by: &By<'_>) {
        match change {
            ProgressChange::NeedOpened { need } => {
                self.current.clone_from(need);
                self.since = Some(by.at);
                if let Some(no) = need
                    && !self.presented.contains(no)
                {
                    self.presented.push(no.clone());
                }
            }
        }
    }

    fn states(change: &ProgressChange) -> Vec<Stated> {
        match change {
            // Where the meeting is moves on by itself: the later one is right.
            ProgressChange::NeedOpened { .. } => Vec::new(),
        }
    }

    fn with_text(change: &ProgressChange, _: &Clean) -> Option<ProgressChange> {
        match change {
            ProgressChange::NeedOpened { .. } => None,
        }
    }

    fn purge(change: &ProgressChange) -> PurgedProgressChange {
        match change {
            ProgressChange::NeedOpened { need } => PurgedProgressChange::NeedOpened {
                need: need.as_ref().map(Kept::text),
            },
        }
    }

    fn forget(_: &Clean, change: &mut ProgressChange, _: &Clean) {
        match change {
            ProgressChange::NeedOpened { .. } => {}
        }
    }

    fn numbers(change: &mut ProgressChange, each: &mut Each<'_>) {
        match change {
            ProgressChange::NeedOpened { need } => {
                if let Some(need) = need {
                    each(Numbered::Need, need);
                }
            }
        }
    }

    fn subject(change: &ProgressChange) -> Subject<'_> {
        match change {
            ProgressChange::NeedOpened { need } => Subject {
                need: need.as_ref(),
                ..Subject::default()
            },
        }
    }

    fn title(&self, _: &Words) -> Option<String> {
        None
    }

    fn tell(change: &ProgressChange, telling: &Telling<'_>) -> String {
        match (change, telling.length) {
            (ProgressChange::NeedOpened { need: Some(need) }, Length::Short) => {
                fl!(telling.words, "op-need-opened", need = need.as_str())
            }
            (ProgressChange::NeedOpened { need: Some(need) }, Length::Full) => {
                fl!(telling.words, "summary-need-opened", need = need.as_str())
            }
            (ProgressChange::NeedOpened { need: None }, Length::Short) => {
                fl!(telling.words, "op-over")
            }
            (ProgressChange::NeedOpened { need: None }, Length::Full) => {
                fl!(telling.words, "summary-need-none")
            }
        }
    }
}

impl From<PurgedProgressChange> for ProgressChange {
    fn from(purged: PurgedProgressChange) -> Self {
        match purged {
            PurgedProgressChange::NeedOpened { need } => Self::NeedOpened {
                need: need.map(Clean::from),
            },
        }
    }
}
