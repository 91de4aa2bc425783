//! Words of the closed lists.

use super::Of;
use crate::domain::code::{
    DeviceClass, DeviceKind, Disclosure, Filing, Level, OrgKind, Relation, Stage,
};
use crate::domain::diag::similar::nearest;
use crate::intake::checks::Checks;
use crate::intake::place::Place;
use crate::intake::problem::Problem;
use crate::text::Clean;

/// What may be written where a word of a closed list is wanted.
pub(in crate::intake) struct Choices {
    /// Every value as it may be written, with its name where the code does not say it.
    all: Vec<String>,
    /// All names a slip may be near to, each with the code it stands for.
    names: Vec<(&'static str, &'static str)>,
}

/// A closed word list (`domain::code`), as intake needs it.
pub(in crate::intake) trait Word: Copy + 'static {
    fn read(s: &str) -> Option<Self>;
    fn choices() -> Choices;
}

macro_rules! words {
    ($($name:ident),+) => { $(
        impl Word for $name {
            fn read(s: &str) -> Option<Self> {
                // Almost always the code itself; any width, case and name only where it is not.
                Self::ALL.iter().copied().find(|v| v.code() == s).or_else(|| Self::parse(s))
            }
            fn choices() -> Choices {
                let named = |v: &Self| if v.code() == v.ja() { v.code().to_owned() } else { format!("{} {}", v.code(), v.ja()) };
                Choices {
                    all: Self::ALL.iter().map(named).collect(),
                    names: Self::ALL.iter().flat_map(|v| [(v.code(), v.code()), (v.ja(), v.code()), (v.en(), v.code())]).collect(),
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
pub(in crate::intake) fn choices<T: Word>() -> Choices {
    T::choices()
}

/// Reads a word into a field; false if the list has no such word.
pub(in crate::intake) fn put<T: Word>(to: &mut Option<T>, s: &str) -> bool {
    *to = T::read(s);
    to.is_some()
}

/// Reads a word into a list; false if the list has no such word.
pub(in crate::intake) fn push<T: Word>(to: &mut Vec<T>, s: &str) -> bool {
    let read = T::read(s);
    to.extend(read);
    read.is_some()
}

impl Checks<'_, '_> {
    /// A word that is not in the list of its column.
    pub(super) fn no_choice(
        &mut self,
        of: Of,
        written: &Clean,
        place: Place,
        choices: fn() -> Choices,
    ) {
        let Choices { all, names } = choices();
        let similar = nearest(written, names.iter().map(|(name, _)| *name))
            .and_then(|name| names.iter().find(|(n, _)| *n == name))
            .map(|(_, code)| *code);
        let problem = Problem::NotOneOf {
            key: of.name,
            value: written,
            similar,
            all: &all.join(" / "),
        };
        self.report.add(place, &problem);
    }
}
