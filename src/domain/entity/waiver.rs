//! A rule set aside (規則の解除): somebody goes on although a rule of [`crate::domain::rule::check`] is broken, and says why.

use super::pairing::PairingId;
use crate::domain::recorded::key::{Key, as_text, join, split};
use crate::domain::recorded::numbered::{Each, Numbered};
use crate::domain::recorded::payload::{Upcast, changes};
use crate::domain::recorded::purged::{ERASED, purged};
use crate::domain::recorded::stated::{Field, Stated, Value};
use crate::domain::recorded::{By, Part, Recorded, Subject, Telling};
use crate::text::Clean;
use crate::words::{Words, fl};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// For what which rule is set aside.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WaiverId {
    /// Session id.
    pub session: Clean,
    /// Need number.
    pub need: Clean,
    /// Organisation id; empty where the rule is about the need alone.
    pub org: Clean,
    /// Name of the rule, for example `R3`.
    pub rule: Clean,
}

impl WaiverId {
    /// The pairing it is about; `None`: the need alone.
    pub fn pairing(&self) -> Option<PairingId> {
        (!self.org.is_empty()).then(|| PairingId {
            session: self.session.clone(),
            need: self.need.clone(),
            org: self.org.clone(),
        })
    }
}

as_text!(WaiverId);

impl Key for WaiverId {
    fn write(&self) -> String {
        join(&[&self.session, &self.need, &self.org, &self.rule])
    }

    fn read(text: &str) -> Option<Self> {
        let [session, need, org, rule] = split(text)?;
        Some(Self {
            session,
            need,
            org,
            rule,
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
            Part::Number(&self.rule),
            Part::Number(&self.need),
            Part::Org(&self.org),
        ]
    }
}

/// Why a rule does not hold here, and who says so.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Waiver {
    /// Why.
    pub reason: Clean,
    /// Whether it is set aside; otherwise it holds again.
    pub waived: bool,
    /// Who.
    pub by: Clean,
    /// When.
    pub at: Timestamp,
}

changes! {
    /// What happens to a rule set aside.
    pub enum WaiverChange {
        /// Somebody goes on and says why, or lets the rule hold again.
        #[kind("rule-waived", creates = true, undoable = true)]
        Given {
            /// Why.
            reason: Clean,
            /// Whether it is set aside.
            waived: bool,
        },
    }
}

purged! {
    /// What a purge leaves of a rule set aside.
    pub enum PurgedWaiverChange {
        Given { waived: bool },
    }
}

impl Recorded for Waiver {
    type Key = WaiverId;
    type Change = WaiverChange;
    type Purged = PurgedWaiverChange;

    const UPCASTS: &'static [Upcast] = &[];

    fn begin(_: &WaiverId, change: &WaiverChange, by: &By<'_>) -> Option<Self> {
        match change {
            WaiverChange::Given { .. } => Some(Self {
                reason: Clean::default(),
                waived: false,
                by: by.actor.clone(),
                at: by.at,
            }),
        }
    }

    fn step(&mut self, change: &WaiverChange, by: &By<'_>) {
        match change {
            WaiverChange::Given { reason, waived } => {
                self.reason.clone_from(reason);
                self.waived = *waived;
                self.by.clone_from(by.actor);
                self.at = by.at;
            }
        }
    }

    fn states(change: &WaiverChange) -> Vec<Stated> {
        match change {
            WaiverChange::Given { reason, .. } => {
                Stated::one(Field::Waiver, Value::Text(reason.clone()))
            }
        }
    }

    fn with_text(change: &WaiverChange, _: &Clean) -> Option<WaiverChange> {
        match change {
            WaiverChange::Given { .. } => None,
        }
    }

    fn purge(change: &WaiverChange) -> PurgedWaiverChange {
        match change {
            WaiverChange::Given { waived, .. } => PurgedWaiverChange::Given { waived: *waived },
        }
    }

    fn forget(_: &WaiverId, change: &mut WaiverChange, _: &Clean) {
        match change {
            WaiverChange::Given { .. } => {}
        }
    }

    fn numbers(change: &mut WaiverChange, _: &mut Each<'_>) {
        match change {
            WaiverChange::Given { .. } => {}
        }
    }

    fn subject(change: &WaiverChange) -> Subject<'_> {
        match change {
            WaiverChange::Given { .. } => Subject::default(),
        }
    }

    fn title(&self, _: &Words) -> Option<String> {
        None
    }

    fn tell(change: &WaiverChange, telling: &Telling<'_>) -> String {
        let (words, what) = (telling.words, telling.what);
        match change {
            WaiverChange::Given { reason, waived } => {
                let why = reason.replace('\n', " ");
                if *waived {
                    fl!(words, "op-rule-waived", what = what, why = why)
                } else {
                    fl!(words, "op-rule-holds", what = what)
                }
            }
        }
    }
}

impl From<PurgedWaiverChange> for WaiverChange {
    fn from(purged: PurgedWaiverChange) -> Self {
        match purged {
            PurgedWaiverChange::Given { waived } => Self::Given {
                reason: Clean::line(if waived { ERASED } else { "" }),
                waived,
            },
        }
    }
}
