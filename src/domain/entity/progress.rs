//! How far the presentations of a session are.

use crate::domain::code::Aside;
use crate::domain::number;
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
use std::collections::BTreeMap;

/// How far the presentations of a session are.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    /// The need presented now.
    pub current: Option<Clean>,
    /// The needs presented together with it, in the order they joined.
    #[serde(default)]
    pub together: Vec<Clean>,
    /// Since when.
    pub since: Option<Timestamp>,
    /// Needs whose presentation has begun, in that order.
    pub presented: Vec<Clean>,
    /// Needs that are not presented in their turn.
    #[serde(default)]
    pub aside: BTreeMap<Clean, Aside>,
}

/// How far a need is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turnout {
    /// 待ち
    Waiting,
    /// 発表中
    Now,
    /// 発表済
    Done,
    /// 後回し, 欠席
    Aside(Aside),
}

impl Progress {
    /// How far a need is.
    pub fn turnout(&self, no: &str) -> Turnout {
        if self.current.as_deref() == Some(no) || self.together.iter().any(|t| *t == *no) {
            Turnout::Now
        } else if let Some(aside) = self.aside.get(&Clean::line(no)) {
            Turnout::Aside(*aside)
        } else if self.presented.iter().any(|p| *p == *no) {
            Turnout::Done
        } else {
            Turnout::Waiting
        }
    }

    /// The needs presented now, the first one first.
    pub fn now(&self) -> impl Iterator<Item = &Clean> {
        self.current.iter().chain(&self.together)
    }

    fn begin_one(&mut self, no: &Clean) {
        self.aside.remove(no);
        if !self.presented.contains(no) {
            self.presented.push(no.clone());
        }
    }
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
        /// A need is not presented in its turn, or waits again. It was not presented then, even where it had begun.
        #[kind("need-set-aside", creates = true, undoable = true)]
        NeedSetAside {
            /// Need number.
            need: Clean,
            /// Why; `None`: it waits for its turn.
            how: Option<Aside>,
        },
        /// A need is presented together with the one that is presented now.
        #[kind("need-joined", creates = true, undoable = true)]
        NeedJoined {
            /// Need number.
            need: Clean,
        },
    }
}

purged! {
    /// What a purge leaves of a change of the presentations.
    pub enum PurgedProgressChange {
        NeedOpened { need: Option<Kept> },
        NeedSetAside { need: Kept, how: Option<Aside> },
        NeedJoined { need: Kept },
    }
}

impl Recorded for Progress {
    type Key = Clean;
    type Change = ProgressChange;
    type Purged = PurgedProgressChange;

    const UPCASTS: &'static [Upcast] = &[];

    fn begin(_: &Clean, change: &ProgressChange, _: &By<'_>) -> Option<Self> {
        match change {
            ProgressChange::NeedOpened { .. }
            | ProgressChange::NeedSetAside { .. }
            | ProgressChange::NeedJoined { .. } => Some(Self::default()),
        }
    }

    fn step(&mut self, change: &ProgressChange, by: &By<'_>) {
        match change {
            ProgressChange::NeedOpened { need } => {
                self.current.clone_from(need);
                self.together.clear();
                self.since = Some(by.at);
                if let Some(no) = need {
                    self.begin_one(no);
                }
            }
            ProgressChange::NeedJoined { need } => {
                if self.current.is_none() {
                    self.current = Some(need.clone());
                    self.since = Some(by.at);
                } else if self.current.as_ref() != Some(need) && !self.together.contains(need) {
                    self.together.push(need.clone());
                }
                self.begin_one(need);
            }
            ProgressChange::NeedSetAside { need, how } => {
                self.together.retain(|no| no != need);
                if self.current.as_ref() == Some(need) {
                    // What was presented together with it goes on.
                    self.current = (!self.together.is_empty()).then(|| self.together.remove(0));
                    self.since = self.since.filter(|_| self.current.is_some());
                }
                self.presented.retain(|no| no != need);
                match how {
                    Some(how) => self.aside.insert(need.clone(), *how),
                    None => self.aside.remove(need),
                };
            }
        }
    }

    fn states(change: &ProgressChange) -> Vec<Stated> {
        match change {
            // Where the meeting is moves on by itself: the later one is right.
            ProgressChange::NeedOpened { .. }
            | ProgressChange::NeedSetAside { .. }
            | ProgressChange::NeedJoined { .. } => Vec::new(),
        }
    }

    fn with_text(change: &ProgressChange, _: &Clean) -> Option<ProgressChange> {
        match change {
            ProgressChange::NeedOpened { .. }
            | ProgressChange::NeedSetAside { .. }
            | ProgressChange::NeedJoined { .. } => None,
        }
    }

    fn purge(change: &ProgressChange) -> PurgedProgressChange {
        match change {
            ProgressChange::NeedOpened { need } => PurgedProgressChange::NeedOpened {
                need: need.as_ref().map(Kept::text),
            },
            ProgressChange::NeedSetAside { need, how } => PurgedProgressChange::NeedSetAside {
                need: Kept::text(need),
                how: *how,
            },
            ProgressChange::NeedJoined { need } => PurgedProgressChange::NeedJoined {
                need: Kept::text(need),
            },
        }
    }

    fn forget(_: &Clean, change: &mut ProgressChange, _: &Clean) {
        match change {
            ProgressChange::NeedOpened { .. }
            | ProgressChange::NeedSetAside { .. }
            | ProgressChange::NeedJoined { .. } => {}
        }
    }

    fn numbers(change: &mut ProgressChange, each: &mut Each<'_>) {
        match change {
            ProgressChange::NeedOpened { need } => {
                if let Some(need) = need {
                    each(Numbered::Need, need);
                }
            }
            ProgressChange::NeedSetAside { need, .. } | ProgressChange::NeedJoined { need } => {
                each(Numbered::Need, need);
            }
        }
    }

    fn subject(change: &ProgressChange) -> Subject<'_> {
        match change {
            ProgressChange::NeedOpened { need } => Subject {
                need: need.as_ref(),
                ..Subject::default()
            },
            ProgressChange::NeedSetAside { need, .. } | ProgressChange::NeedJoined { need } => {
                Subject {
                    need: Some(need),
                    ..Subject::default()
                }
            }
        }
    }

    fn title(&self, _: &Words) -> Option<String> {
        None
    }

    fn tell(change: &ProgressChange, telling: &Telling<'_>) -> String {
        match (change, telling.length) {
            (ProgressChange::NeedOpened { need: Some(need) }, Length::Short) => {
                fl!(telling.words, "op-need-opened", need = number::shown(need))
            }
            (ProgressChange::NeedOpened { need: Some(need) }, Length::Full) => {
                fl!(
                    telling.words,
                    "summary-need-opened",
                    need = number::shown(need)
                )
            }
            (ProgressChange::NeedOpened { need: None }, Length::Short) => {
                fl!(telling.words, "op-over")
            }
            (ProgressChange::NeedOpened { need: None }, Length::Full) => {
                fl!(telling.words, "summary-need-none")
            }
            (ProgressChange::NeedSetAside { need, how }, _) => {
                let words = telling.words;
                match how.map(|how| words.pick(how.ja(), how.en())) {
                    Some(how) => fl!(
                        words,
                        "op-need-aside",
                        need = number::shown(need),
                        how = how
                    ),
                    None => fl!(words, "op-need-waits", need = number::shown(need)),
                }
            }
            (ProgressChange::NeedJoined { need }, _) => {
                fl!(telling.words, "op-need-joined", need = need.as_str())
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
            PurgedProgressChange::NeedSetAside { need, how } => Self::NeedSetAside {
                need: need.into(),
                how,
            },
            PurgedProgressChange::NeedJoined { need } => Self::NeedJoined { need: need.into() },
        }
    }
}
