//! Words of the closed lists.

use super::{Spot, Table};
use crate::domain::code::{
    DeviceClass, DeviceKind, Disclosure, Filing, Level, OrgKind, Relation, Stage,
};
use crate::domain::diag::similar::nearest;
use crate::session::problem::Problem;
use crate::text::Clean;

/// A closed word list (`domain::code`), as the reader needs it.
pub(in crate::session) trait Word: Copy + 'static {
    fn read(s: &str) -> Option<Self>;
    /// Every value as it may be written, with its name where the code does not say it.
    fn all() -> Vec<String>;
    /// All names a slip may be near to, each with the code it stands for.
    fn names() -> Vec<(&'static str, &'static str)>;
}

macro_rules! words {
    ($($name:ident),+) => { $(
        impl Word for $name {
            fn read(s: &str) -> Option<Self> {
                // Almost always the code itself; any width, case and name only where it is not.
                Self::ALL.iter().copied().find(|v| v.code() == s).or_else(|| Self::parse(s))
            }
            fn all() -> Vec<String> {
                let named = |v: &Self| if v.code() == v.ja() { v.code().to_owned() } else { format!("{} {}", v.code(), v.ja()) };
                Self::ALL.iter().map(named).collect()
            }
            fn names() -> Vec<(&'static str, &'static str)> {
                Self::ALL.iter().flat_map(|v| [(v.code(), v.code()), (v.ja(), v.code()), (v.en(), v.code())]).collect()
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

impl Table<'_, '_, '_, '_> {
    fn word<T: Word>(&mut self, key: &'static str, (written, span): &Spot<Clean>) -> Option<T> {
        let read = T::read(written);
        if read.is_none() {
            let names = T::names();
            let similar = nearest(written, names.iter().map(|(name, _)| *name))
                .and_then(|name| names.iter().find(|(n, _)| *n == name))
                .map(|(_, code)| *code);
            let all = T::all().join(" / ");
            let problem = Problem::NotOneOf {
                key,
                value: written,
                similar,
                all: &all,
            };
            self.report.add(span, &problem);
        }
        read
    }

    /// A word of a closed list.
    pub(in crate::session) fn code<T: Word>(&mut self, key: &'static str) -> Option<T> {
        let spot = self.spot(key)?;
        self.word(key, &spot)
    }

    /// A word of a closed list that must be there.
    pub(in crate::session) fn must_code<T: Word>(&mut self, key: &'static str) -> Option<T> {
        let spot = self.must_line(key)?;
        self.word(key, &spot)
    }

    /// Several words of a closed list.
    pub(in crate::session) fn codes<T: Word>(&mut self, key: &'static str) -> Vec<T> {
        let spots = self.spots(key);
        spots
            .iter()
            .filter_map(|spot| self.word(key, spot))
            .collect()
    }
}
