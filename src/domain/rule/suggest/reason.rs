//! Why an organisation is suggested, so that a coordinator can say it aloud.

use crate::domain::code::{Level, PairingStatus};
use crate::domain::number::MahType;
use crate::domain::rule::concept::Asked;
use crate::text::Clean;

/// Where an ability of a firm is known from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// It says so of its technology.
    Technology,
    /// It made such a device.
    Device,
    /// Firms of its trade usually can: an assumption.
    Trade,
    /// Its name says so.
    Name,
}

/// One reason.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// It can what the need asks for.
    Concept {
        /// The word of the need.
        need_word: Clean,
        /// The word of the firm.
        firm_word: Clean,
        /// What the one has to do with the other; empty where the words say it.
        because: Clean,
        /// Where the ability is known from.
        source: Source,
    },
    /// Both use the same words.
    Words {
        /// The longest of them.
        shared: Clean,
    },
    /// It applied for a patent that touches what the need asks for.
    Patent {
        /// Number as written.
        doc_no: Clean,
        /// Title of the patent.
        title: Clean,
    },
    /// It said itself that it is interested.
    Stated {
        /// How much.
        level: Level,
    },
    /// It answered a need like this one at another session.
    Before {
        /// Title of that session.
        session: Clean,
        /// Title of that need.
        need: Clean,
        /// How far that came.
        status: PairingStatus,
    },
    /// Its licence is enough for the class.
    Licence {
        /// What it holds.
        has: MahType,
        /// What the need takes.
        least: MahType,
    },
    /// It is near the hospital.
    Region {
        /// Of both.
        prefecture: Clean,
    },
}

impl Reason {
    /// Whether it rests on something the firm said, did or filed, rather than on its trade or its place.
    pub(super) fn is_own(&self) -> bool {
        match self {
            Self::Concept { source, .. } => !matches!(source, Source::Trade | Source::Name),
            Self::Words { .. }
            | Self::Patent { .. }
            | Self::Stated { .. }
            | Self::Before { .. } => true,
            Self::Licence { .. } | Self::Region { .. } => false,
        }
    }
}

/// Which word of a need asks for a concept.
#[derive(Clone, Copy, Debug)]
pub(super) struct Because<'c> {
    pub(super) word: &'c str,
    pub(super) label: &'c str,
    /// Whether the label speaks of the concept, and not only of others that the rule asks for more.
    pub(super) is_main: bool,
}

/// A concept that a rule asks for so much less than its first one is counted, but its label does not speak of it.
const MAIN: f64 = 0.6;

impl<'c> Because<'c> {
    pub(super) fn rule(word: &'c str, rule: &'c Asked, asks: f64) -> Self {
        let most = rule.asks.values().copied().fold(0.0, f64::max);
        Self {
            word,
            label: &rule.because,
            is_main: asks >= MAIN * most,
        }
    }

    pub(super) fn word(word: &'c str) -> Self {
        Self {
            word,
            label: "",
            is_main: true,
        }
    }
}
