//! The name of whoever records.

use crate::text::Clean;

/// Whether somebody is named: a hyphen, a dot or a blank names nobody.
pub fn names_somebody(name: &Clean) -> bool {
    name.chars().any(char::is_alphanumeric)
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
