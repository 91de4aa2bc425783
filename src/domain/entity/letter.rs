//! A letter (手紙) that was written to somebody: which template, to whom, when. Its text is a file of the office, not of the
//! record, and nothing is ever sent from here.

use crate::domain::recorded::key::{Key, as_text, join, split};
use crate::domain::recorded::numbered::{Each, Numbered};
use crate::domain::recorded::payload::{Upcast, changes};
use crate::domain::recorded::purged::purged;
use crate::domain::recorded::stated::Stated;
use crate::domain::recorded::{By, Part, Recorded, Subject, Telling};
use crate::text::Clean;
use crate::words::{Words, fl};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Which letter to whom.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LetterId {
    /// Session id.
    pub session: Clean,
    /// Name of the template, for example 御礼.
    pub template: Clean,
    /// Organisation id; empty for one that goes to nobody of the session.
    pub org: Clean,
    /// Key of the attendee; empty for one to the organisation.
    pub person: Clean,
}

as_text!(LetterId);

impl Key for LetterId {
    fn write(&self) -> String {
        join(&[&self.session, &self.template, &self.org, &self.person])
    }

    fn read(text: &str) -> Option<Self> {
        let [session, template, org, person] = split(text)?;
        Some(Self {
            session,
            template,
            org,
            person,
        })
    }

    fn session(&self) -> Option<&Clean> {
        Some(&self.session)
    }

    fn need(&self) -> Option<&Clean> {
        None
    }

    fn org(&self) -> Option<&Clean> {
        Some(&self.org)
    }

    fn person(&self) -> Option<&Clean> {
        Some(&self.person).filter(|badge| !badge.is_empty())
    }

    fn numbers(&mut self, each: &mut Each<'_>) {
        each(Numbered::Organisation, &mut self.org);
        if !self.person.is_empty() {
            each(Numbered::Attendee, &mut self.person);
        }
    }

    fn name(&self) -> Vec<Part<'_>> {
        let mut parts = vec![Part::Number(&self.template), Part::Org(&self.org)];
        parts.extend(self.person().map(Part::Number));
        parts
    }
}

/// The last letter of a template to somebody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Letter {
    /// The day that stands on it.
    pub dated: Date,
    /// How often one was written.
    pub times: u32,
    /// Who wrote it.
    pub by: Clean,
    /// When.
    pub at: Timestamp,
}

changes! {
    /// What happens to a letter.
    pub enum LetterChange {
        /// It was written to a file, once more perhaps.
        #[kind("letter-written", creates = true, undoable = true)]
        Written {
            /// The day that stands on it.
            dated: Date,
        },
    }
}

purged! {
    /// What a purge leaves of a letter: that there was one.
    pub enum PurgedLetterChange {
        Written { dated: Date },
    }
}

impl Recorded for Letter {
    type Key = LetterId;
    type Change = LetterChange;
    type Purged = PurgedLetterChange;

    const UPCASTS: &'static [Upcast] = &[];

    fn begin(_: &LetterId, change: &LetterChange, by: &By<'_>) -> Option<Self> {
        match change {
            LetterChange::Written { dated } => Some(Self {
                dated: *dated,
                times: 0,
                by: by.actor.clone(),
                at: by.at,
            }),
        }
    }

    fn step(&mut self, change: &LetterChange, by: &By<'_>) {
        match change {
            LetterChange::Written { dated } => {
                self.dated = *dated;
                self.times = self.times.saturating_add(1);
                self.by.clone_from(by.actor);
                self.at = by.at;
            }
        }
    }

    fn states(change: &LetterChange) -> Vec<Stated> {
        // Two who write to the same contradict nobody.
        match change {
            LetterChange::Written { .. } => Vec::new(),
        }
    }

    fn with_text(change: &LetterChange, _: &Clean) -> Option<LetterChange> {
        match change {
            LetterChange::Written { .. } => None,
        }
    }

    fn purge(change: &LetterChange) -> PurgedLetterChange {
        match change {
            LetterChange::Written { dated } => PurgedLetterChange::Written { dated: *dated },
        }
    }

    fn forget(_: &LetterId, change: &mut LetterChange, _: &Clean) {
        match change {
            LetterChange::Written { .. } => {}
        }
    }

    fn numbers(change: &mut LetterChange, _: &mut Each<'_>) {
        match change {
            LetterChange::Written { .. } => {}
        }
    }

    fn subject(change: &LetterChange) -> Subject<'_> {
        match change {
            LetterChange::Written { .. } => Subject::default(),
        }
    }

    fn title(&self, _: &Words) -> Option<String> {
        None
    }

    fn tell(change: &LetterChange, telling: &Telling<'_>) -> String {
        let (words, what) = (telling.words, telling.what);
        match change {
            LetterChange::Written { dated } => {
                let day = dated.to_string();
                fl!(words, "op-letter-written", what = what, day = day)
            }
        }
    }
}

impl From<PurgedLetterChange> for LetterChange {
    fn from(purged: PurgedLetterChange) -> Self {
        match purged {
            PurgedLetterChange::Written { dated } => Self::Written { dated },
        }
    }
}
