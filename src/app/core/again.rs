//! A key that does something only when it is pressed twice, the second time while the question still stands.

use jiff::Timestamp;

/// How long the question stands, in seconds.
const STANDS: i64 = 5;

/// Whether it was asked to press a key once more. Any other key takes the question back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Again(Option<Timestamp>);

impl Again {
    /// Asked now.
    pub fn asked(now: Timestamp) -> Self {
        Self(Some(now))
    }

    /// Whether the question still stands. A clock that was set back ends it, too.
    pub fn stands(self, now: Timestamp) -> bool {
        let since = |asked: Timestamp| now.as_second() - asked.as_second();
        self.0.is_some_and(|at| (0..STANDS).contains(&since(at)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_stands_for_some_seconds() {
        let at = |s| Timestamp::from_second(s).unwrap();
        let asked = Again::asked(at(100));
        assert!(asked.stands(at(100)) && asked.stands(at(104)));
        assert!(!asked.stands(at(105)) && !asked.stands(at(99)));
        assert!(!Again::default().stands(at(100)));
    }
}
