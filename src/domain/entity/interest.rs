//! Interest (関心): how much one person wants to work on one need, as the sheet, a form or a hand in the room says it. What
//! was declared before the meeting stands with the attendee; [`crate::domain::rule::interest`] puts the two together.

use crate::domain::code::{Level, Source};
use crate::domain::recorded::key::{Key, as_text, join, split};
use crate::domain::recorded::numbered::{Each, Numbered};
use crate::domain::recorded::payload::{Upcast, changes};
use crate::domain::recorded::purged::purged;
use crate::domain::recorded::stated::{Field, Stated, Value};
use crate::domain::recorded::{By, Part, Recorded, Subject, Telling};
use crate::text::Clean;
use crate::words::Words;
use crate::words::fl;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A person of a session and a need.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InterestId {
    /// Session id.
    pub session: Clean,
    /// The key of the attendee.
    pub badge: Clean,
    /// Need number.
    pub need: Clean,
}

as_text!(InterestId);

impl Key for InterestId {
    fn write(&self) -> String {
        join(&[&self.session, &self.badge, &self.need])
    }

    fn read(text: &str) -> Option<Self> {
        let [session, badge, need] = split(text)?;
        Some(Self {
            session,
            badge,
            need,
        })
    }

    fn session(&self) -> Option<&Clean> {
        Some(&self.session)
    }

    fn need(&self) -> Option<&Clean> {
        Some(&self.need)
    }

    fn org(&self) -> Option<&Clean> {
        None
    }

    fn person(&self) -> Option<&Clean> {
        Some(&self.badge)
    }

    fn numbers(&mut self, each: &mut Each<'_>) {
        each(Numbered::Attendee, &mut self.badge);
        each(Numbered::Need, &mut self.need);
    }

    fn name(&self) -> Vec<Part<'_>> {
        vec![Part::Number(&self.need), Part::Number(&self.badge)]
    }
}

/// How much one person wants to work on one need.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Interest {
    /// How much; `None`: a mark that was taken out again, so that what was declared beforehand holds.
    pub level: Option<Level>,
    /// Where it was said.
    pub source: Source,
    /// When it was last said.
    pub at: Timestamp,
    /// コメント
    pub comment: Clean,
}

changes! {
    /// What happens to an interest.
    pub enum InterestChange {
        /// How much, as it was said.
        #[kind("interest-marked", creates = true, undoable = true)]
        Marked {
            /// How much; `None`: the mark is taken out.
            level: Option<Level>,
            /// Where it was said.
            source: Source,
        },
        /// What is written beside the mark.
        #[kind("interest-comment", creates = false, undoable = true)]
        Comment {
            /// The whole new text.
            comment: Clean,
        },
    }
}

purged! {
    /// What a purge leaves of a change of an interest.
    pub enum PurgedInterestChange {
        Marked { level: Option<Level>, source: Source },
        Comment {},
    }
}

impl Recorded for Interest {
    type Key = InterestId;
    type Change = InterestChange;
    type Purged = PurgedInterestChange;

    const UPCASTS: &'static [Upcast] = &[];

    fn begin(_: &InterestId, change: &InterestChange, by: &By<'_>) -> Option<Self> {
        match change {
            InterestChange::Marked { level, source } => Some(Self {
                level: *level,
                source: *source,
                at: by.at,
                comment: Clean::default(),
            }),
            InterestChange::Comment { .. } => None,
        }
    }

    fn step(&mut self, change: &InterestChange, by: &By<'_>) {
        match change {
            InterestChange::Marked { level, source } => {
                self.level = *level;
                self.source = *source;
                self.at = by.at;
            }
            InterestChange::Comment { comment } => self.comment.clone_from(comment),
        }
    }

    fn states(change: &InterestChange) -> Vec<Stated> {
        match change {
            InterestChange::Marked { level, .. } => {
                let value = level.map_or(Value::Text(Clean::default()), Value::Level);
                Stated::one(Field::Level, value)
            }
            InterestChange::Comment { comment } => {
                Stated::one(Field::Note, Value::Text(comment.clone()))
            }
        }
    }

    fn with_text(change: &InterestChange, text: &Clean) -> Option<InterestChange> {
        match change {
            InterestChange::Marked { .. } => None,
            InterestChange::Comment { .. } => Some(InterestChange::Comment {
                comment: text.clone(),
            }),
        }
    }

    fn purge(change: &InterestChange) -> PurgedInterestChange {
        match change {
            InterestChange::Marked { level, source } => PurgedInterestChange::Marked {
                level: *level,
                source: *source,
            },
            InterestChange::Comment { .. } => PurgedInterestChange::Comment {},
        }
    }

    fn forget(_: &InterestId, change: &mut InterestChange, _: &Clean) {
        match change {
            InterestChange::Marked { .. } | InterestChange::Comment { .. } => {}
        }
    }

    fn numbers(change: &mut InterestChange, _: &mut Each<'_>) {
        match change {
            InterestChange::Marked { .. } | InterestChange::Comment { .. } => {}
        }
    }

    fn subject(change: &InterestChange) -> Subject<'_> {
        match change {
            InterestChange::Marked { .. } | InterestChange::Comment { .. } => Subject::default(),
        }
    }

    fn title(&self, _: &Words) -> Option<String> {
        None
    }

    fn tell(change: &InterestChange, telling: &Telling<'_>) -> String {
        let (words, what) = (telling.words, telling.what);
        match change {
            InterestChange::Marked { level, source } => {
                let source = words.pick(source.ja(), source.en());
                match level.map(|level| words.pick(level.ja(), level.en())) {
                    Some(level) => {
                        fl!(
                            words,
                            "op-interest",
                            what = what,
                            level = level,
                            source = source
                        )
                    }
                    None => fl!(words, "op-interest-none", what = what, source = source),
                }
            }
            InterestChange::Comment { comment } => {
                fl!(
                    words,
                    "op-interest-comment",
                    what = what,
                    comment = comment.as_str()
                )
            }
        }
    }
}

impl From<PurgedInterestChange> for InterestChange {
    fn from(purged: PurgedInterestChange) -> Self {
        match purged {
            PurgedInterestChange::Marked { level, source } => Self::Marked { level, source },
            PurgedInterestChange::Comment {} => Self::Comment {
                comment: Clean::default(),
            },
        }
    }
}
