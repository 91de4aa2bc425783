//! A field of a form: a text, or one of a few answers, which need no typing.

use crate::app::core::day_form::DayForm;
use crate::app::core::request::Purpose;
use crate::app::widget::field::Field;
use crate::config::edit::Setting;
use crate::config::settings::Colours;
use crate::domain::code::{Office, Outcome, OwnerSide};

/// The words by which forms know yes and no.
pub(super) const YES: &str = "yes";
pub(super) const NO: &str = "no";

/// A field of a form.
#[derive(Clone, Debug, PartialEq)]
pub enum Entry {
    /// Anything that can be typed.
    Text(Field),
    /// One of a few answers.
    One(OneOf),
}

impl Entry {
    /// What stands in a text is an offer: the first key that types replaces it.
    pub(super) fn offer(&mut self) {
        if let Self::Text(field) = self {
            field.offer();
        }
    }

    /// What stands in it, without blanks around it. An answer stands as its word in files.
    pub fn text(&self) -> &str {
        match self {
            Self::Text(field) => field.text().trim(),
            Self::One(one) => one.text(),
        }
    }
}

/// One of a few answers.
#[derive(Clone, Debug, PartialEq)]
pub struct OneOf {
    /// What can be chosen, in order.
    pub answers: Vec<Answer>,
    /// Which answer is shown as chosen.
    pub at: usize,
    /// What stood there. Unless somebody chooses it stays, so that opening a form decides nothing.
    was: String,
    touched: bool,
}

impl OneOf {
    /// The answers, with the one shown whose word stands there; where none does, the first.
    pub fn new(answers: Vec<Answer>, was: &str) -> Self {
        let at = answers.iter().position(|a| a.is_called(was));
        Self {
            answers,
            at: at.unwrap_or(0),
            was: was.to_owned(),
            touched: false,
        }
    }

    fn text(&self) -> &str {
        let chosen = self.answers.get(self.at).filter(|_| self.touched);
        chosen.map_or(&self.was, |answer| answer.code())
    }

    /// Chooses the answer at this place. Whether there is one.
    pub fn choose(&mut self, at: usize) -> bool {
        let there = at < self.answers.len();
        if there {
            (self.at, self.touched) = (at, true);
        }
        there
    }

    /// Chooses the next answer, or the one before, round and round.
    pub fn turn(&mut self, next: bool) {
        let count = self.answers.len().max(1);
        let step = if next { 1 } else { count - 1 };
        self.choose((self.at + step) % count);
    }
}

/// An answer that can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// What the office is.
    Office(Office),
    /// Colours of the screen.
    Colours(Colours),
    /// The side that has to act.
    Side(OwnerSide),
    /// What came of a meeting.
    Outcome(Outcome),
    /// Yes or no.
    Yes(bool),
}

impl Answer {
    /// Its word in files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Office(office) => office.code(),
            Self::Colours(colours) => colours.name(),
            Self::Side(side) => side.code(),
            Self::Outcome(outcome) => outcome.code(),
            Self::Yes(true) => YES,
            Self::Yes(false) => NO,
        }
    }

    /// Whether a word in a file means it.
    fn is_called(self, word: &str) -> bool {
        let same_look = self == Self::Colours(Colours::Mono) && word == Colours::None.name();
        self.code() == word || same_look
    }

    /// What an office can be.
    pub fn offices() -> Vec<Self> {
        Office::ALL.iter().copied().map(Self::Office).collect()
    }

    /// The colours that look different.
    pub fn colours() -> Vec<Self> {
        let all = [Colours::Auto, Colours::Dark, Colours::Light, Colours::Mono];
        all.map(Self::Colours).to_vec()
    }

    /// Yes and no.
    pub fn yes_or_no() -> Vec<Self> {
        [true, false].map(Self::Yes).to_vec()
    }

    /// What can come of a meeting.
    pub fn outcomes() -> Vec<Self> {
        Outcome::ALL.iter().copied().map(Self::Outcome).collect()
    }

    /// The sides that can have to act.
    pub fn sides() -> Vec<Self> {
        OwnerSide::ALL.iter().copied().map(Self::Side).collect()
    }
}

/// Field `n` of a form with this text.
pub(super) fn entry(purpose: &Purpose, n: usize, text: &str) -> Entry {
    let answers = match (purpose, n) {
        (Purpose::Settings, n) => match Setting::ALL.get(n) {
            Some(Setting::Office) => Answer::offices(),
            Some(Setting::Colours) => Answer::colours(),
            Some(
                Setting::Actor
                | Setting::Closing
                | Setting::YearEnd
                | Setting::Mirror
                | Setting::Backups
                | Setting::Shared
                | Setting::Badges,
            )
            | None => Vec::new(),
        },
        (Purpose::OwnTask(_), 2) => Answer::sides(),
        (Purpose::Met(_), 1) => Answer::outcomes(),
        (Purpose::Day(DayForm::Substitute(..)), 2) => Answer::yes_or_no(),
        _ => Vec::new(),
    };
    if answers.is_empty() {
        Entry::Text(Field::recorded(text))
    } else {
        Entry::One(OneOf::new(answers, text))
    }
}

/// How many fields a box with so many rows shows, and the first of them: the one with the caret is in sight.
pub fn in_sight(focus: usize, rows: u16) -> (usize, usize) {
    let shown = usize::from(rows / 2).max(1);
    (shown, (focus + 1).saturating_sub(shown))
}
