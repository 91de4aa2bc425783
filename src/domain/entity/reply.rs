//! The hospital's answer (病院の返事) to the interest of an organisation in a need. It stands whether or not there is a
//! pairing: a hospital may refuse somebody beforehand.

use super::pairing::PairingId;
use crate::domain::code::Verdict;
use crate::domain::recorded::numbered::{Each, Numbered};
use crate::domain::recorded::payload::{Upcast, changes};
use crate::domain::recorded::purged::{Kept, purged};
use crate::domain::recorded::stated::{Field, Stated, Value};
use crate::domain::recorded::{By, Recorded, Subject, Telling};
use crate::text::Clean;
use crate::words::Words;
use crate::words::fl;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Whom the answer is for: it stands beside the pairing of the same need and organisation.
pub type ReplyId = PairingId;

/// What the hospital answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reply {
    /// What; `None`: 未回答, because an answer was taken back.
    pub verdict: Option<Verdict>,
    /// Why.
    pub reason: Clean,
    /// Who of the hospital said so: a badge number, where it is known.
    pub by: Option<Clean>,
    /// When.
    pub at: Timestamp,
}

changes! {
    /// What happens to an answer. Only somebody of the hospital gives or changes one.
    pub enum ReplyChange {
        /// The hospital says what it wants.
        #[kind("reply-given", creates = true, undoable = true)]
        Given {
            /// What; `None`: it takes its answer back.
            verdict: Option<Verdict>,
            /// Why.
            reason: Clean,
            /// Who said so, by badge number.
            by: Option<Clean>,
        },
    }
}

purged! {
    /// What a purge leaves of a change of an answer.
    pub enum PurgedReplyChange {
        Given { verdict: Option<Verdict>, by: Option<Kept> },
    }
}

impl Recorded for Reply {
    type Key = ReplyId;
    type Change = ReplyChange;
    type Purged = PurgedReplyChange;

    const UPCASTS: &'static [Upcast] = &[];

    fn begin(_: &ReplyId, change: &ReplyChange, by: &By<'_>) -> Option<Self> {
        match change {
            ReplyChange::Given { .. } => Some(Self {
                verdict: None,
                reason: Clean::default(),
                by: None,
                at: by.at,
            }),
        }
    }

    fn step(&mut self, change: &ReplyChange, when: &By<'_>) {
        match change {
            ReplyChange::Given {
                verdict,
                reason,
                by,
            } => {
                self.verdict = *verdict;
                self.reason.clone_from(reason);
                self.by.clone_from(by);
                self.at = when.at;
            }
        }
    }

    fn states(change: &ReplyChange) -> Vec<Stated> {
        match change {
            ReplyChange::Given {
                verdict, reason, ..
            } => Stated::one(Field::Reply, Value::Reply(*verdict, reason.clone())),
        }
    }

    fn with_text(change: &ReplyChange, _: &Clean) -> Option<ReplyChange> {
        match change {
            ReplyChange::Given { .. } => None,
        }
    }

    fn purge(change: &ReplyChange) -> PurgedReplyChange {
        match change {
            ReplyChange::Given { verdict, by, .. } => PurgedReplyChange::Given {
                verdict: *verdict,
                by: by.as_ref().map(Kept::text),
            },
        }
    }

    fn forget(_: &ReplyId, change: &mut ReplyChange, _: &Clean) {
        match change {
            ReplyChange::Given { .. } => {}
        }
    }

    fn numbers(change: &mut ReplyChange, each: &mut Each<'_>) {
        match change {
            ReplyChange::Given { by, .. } => {
                if let Some(badge) = by {
                    each(Numbered::Attendee, badge);
                }
            }
        }
    }

    fn subject(change: &ReplyChange) -> Subject<'_> {
        match change {
            ReplyChange::Given { by, .. } => Subject {
                person: by.as_ref(),
                ..Subject::default()
            },
        }
    }

    fn title(&self, _: &Words) -> Option<String> {
        None
    }

    fn tell(change: &ReplyChange, telling: &Telling<'_>) -> String {
        let (words, what) = (telling.words, telling.what);
        match change {
            ReplyChange::Given {
                verdict: Some(verdict),
                reason,
                ..
            } => {
                let verdict = words.pick(verdict.ja(), verdict.en());
                let reason = reason.replace('\n', " ");
                match reason.as_str() {
                    "" => fl!(words, "op-reply", what = what, verdict = verdict),
                    why => fl!(
                        words,
                        "op-reply-why",
                        what = what,
                        verdict = verdict,
                        why = why
                    ),
                }
            }
            ReplyChange::Given { verdict: None, .. } => fl!(words, "op-reply-none", what = what),
        }
    }
}

impl From<PurgedReplyChange> for ReplyChange {
    fn from(purged: PurgedReplyChange) -> Self {
        match purged {
            PurgedReplyChange::Given { verdict, by } => Self::Given {
                verdict,
                reason: Clean::default(),
                by: by.map(Clean::from),
            },
        }
    }
}
