//! Choices: the words of the closed lists (`domain::code`) as cells hold them.

use crate::domain::code::{
    DeviceClass, DeviceKind, Disclosure, Filing, Level, OrgKind, Relation, Stage,
};

/// What may be written where a word of a closed list is wanted.
pub(super) struct Choices {
    /// What to write for every value: its code of letters with its Japanese name, or its Japanese word.
    pub(super) all: Vec<String>,
    /// Every code with its Japanese name, which a workbook holds.
    pub(super) ja: Vec<(&'static str, &'static str)>,
    /// Every code and name, each with what to write. A misspelt word is compared with them.
    pub(super) names: Vec<(&'static str, &'static str)>,
}

/// A closed word list (`domain::code`), as intake needs it.
pub(super) trait Word: Copy + 'static {
    fn read(s: &str) -> Option<Self>;
    fn choices() -> Choices;
}

macro_rules! words {
    ($($name:ident),+) => { $(
        impl Word for $name {
            fn read(s: &str) -> Option<Self> {
                // Almost every cell holds the code itself, and comparing codes is quick.
                Self::ALL.iter().copied().find(|v| v.code() == s).or_else(|| Self::parse(s))
            }
            fn choices() -> Choices {
                // A code of letters is written; where the code is a word itself, the word of the screen is written.
                let word = |v: &Self| if v.code().is_ascii() { v.code() } else { v.ja() };
                let named = |v: &Self| if word(v) == v.ja() { v.ja().to_owned() } else { format!("{} {}", v.code(), v.ja()) };
                Choices {
                    all: Self::ALL.iter().map(named).collect(),
                    ja: Self::ALL.iter().map(|v| (v.code(), v.ja())).collect(),
                    names: Self::ALL.iter().flat_map(|v| [v.code(), v.ja(), v.en()].map(|name| (name, word(v)))).collect(),
                }
            }
        }
    )+ };
}
words!(
    OrgKind,
    Disclosure,
    DeviceClass,
    DeviceKind,
    Filing,
    Stage,
    Relation,
    Level
);

/// The choices of a list.
pub(super) fn choices<T: Word>() -> Choices {
    T::choices()
}

/// Reads a word into a field; false if the list has no such word.
pub(super) fn put<T: Word>(to: &mut Option<T>, s: &str) -> bool {
    *to = T::read(s);
    to.is_some()
}

/// Reads a word into a list; false if the list has no such word.
pub(super) fn push<T: Word>(to: &mut Vec<T>, s: &str) -> bool {
    let read = T::read(s);
    to.extend(read);
    read.is_some()
}
