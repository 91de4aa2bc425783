//! Names of persons: of whoever records, and of whoever was erased.

use crate::domain::recorded::purged::ERASED;
use crate::text::Clean;

/// Whether somebody is named: a hyphen, a dot or a blank names nobody.
pub fn names_somebody(name: &Clean) -> bool {
    name.chars().any(char::is_alphanumeric)
}

/// Whether the name was taken out: nothing more is recorded for that person.
pub fn is_erased(name: &Clean) -> bool {
    *name == *ERASED
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_alone_are_no_name() {
        for name in ["", "-", "－", "—", "...", "　"] {
            assert!(!names_somebody(&Clean::line(name)), "{name}");
        }
        for name in ["a", "係1", "山田　花子", "事務局", "-a-", "ー"] {
            assert!(names_somebody(&Clean::line(name)), "{name}");
        }
    }
}
