//! A key that does something only when it is pressed twice: the first time asks, and any other key takes the question
//! back. What nobody saw cannot be answered, so that a key typed ahead and a click answer nothing.

use super::msg::HitKind;
use crate::action::Action;
use crate::domain::code::{Level, Presence};
use crate::domain::entity::Entity;
use crate::domain::entity::attendance::AttendanceId;
use crate::domain::entity::pairing::PairingId;
use crate::text::Clean;
use jiff::Timestamp;

/// How long a question stands that others may see, in seconds.
const STANDS: i64 = 5;

/// What is asked once more.
#[derive(Clone, Debug, PartialEq)]
pub enum Question {
    /// Leave the projector, or lift the curtain.
    Leave,
    /// Take what was typed for this.
    Take {
        /// As typed.
        typed: Clean,
        /// What was found.
        found: (HitKind, Clean),
        /// What it is called.
        name: Clean,
        /// The organisation of a person; empty for everything else.
        of: Clean,
    },
    /// Say that the organisation is not interested.
    Decline(PairingId, Level),
    /// Take a record back.
    TakeBack(Entity),
    /// Put a session away, or take it out again.
    PutAway(Clean),
    /// Take a name as the old one put right, although the old one stands under another number.
    Corrected {
        /// The old name.
        old: Clean,
        /// The number in question.
        number: Clean,
        /// The number it stands under now.
        under: Clean,
    },
    /// Take a check-in back, with the key that was pressed.
    CheckOut {
        /// Who.
        who: AttendanceId,
        /// Their name.
        name: Clean,
        /// When they came, as it is shown.
        since: Clean,
        /// The key.
        key: Action,
    },
    /// Say that somebody stays away, or has left.
    Presence {
        /// Who.
        who: AttendanceId,
        /// Their name.
        name: Clean,
        /// What would stand there.
        then: Presence,
    },
    /// Take a company in that is not in the list.
    NewCompany(Clean),
    /// Record a text that names somebody who was erased.
    KeepName,
    /// Leave so many rows of lists out.
    LeaveOut(usize),
    /// Drop what was typed.
    DropText,
}

/// The question that stands, and the one the key being worked on may answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Again {
    asked: Option<(Question, Timestamp)>,
    before: Option<(Question, Timestamp)>,
}

impl Again {
    /// A key came: it may answer what was asked before it.
    pub fn turn(&mut self) {
        self.before = self.asked.take();
    }

    /// Something else came, or a key that was pressed before the question was seen.
    pub fn withdraw(&mut self) {
        *self = Self::default();
    }

    /// Whether the key answers this question; if not, it asks.
    pub fn is_second(&mut self, question: Question, now: Timestamp) -> bool {
        let before = self.before.take();
        let second = before.is_some_and(|(asked, at)| asked == question && stands(&asked, at, now));
        if !second {
            self.asked = Some((question, now));
        }
        second
    }

    /// The question that stands.
    pub fn question(&self, now: Timestamp) -> Option<&Question> {
        let (question, at) = self.asked.as_ref()?;
        stands(question, *at, now).then_some(question)
    }
}

/// A clock that was set back ends a question, too.
fn stands(question: &Question, at: Timestamp, now: Timestamp) -> bool {
    let since = now.as_second() - at.as_second();
    *question != Question::Leave || (0..STANDS).contains(&since)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_answered_by_the_next_key_only() {
        let at = |s| Timestamp::from_second(s).unwrap();
        let mut again = Again::default();
        assert!(!again.is_second(Question::Leave, at(100)));
        assert!(again.question(at(104)).is_some() && again.question(at(105)).is_none());
        again.turn();
        assert!(!again.is_second(Question::DropText, at(101)));
        again.turn();
        assert!(again.is_second(Question::DropText, at(999)));
        again.turn();
        assert!(!again.is_second(Question::Leave, at(100)));
        again.turn();
        assert!(!again.is_second(Question::Leave, at(99)), "set back");
        again.withdraw();
        again.turn();
        assert!(!again.is_second(Question::Leave, at(100)));
    }
}
