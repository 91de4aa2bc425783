//! What is a name of a person, what is none, and whose was taken out.

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

/// What stands where a list says nothing and a session needs a word. It is for whoever prepares the session, not for
/// those who come to it.
pub const UNSAID: &str = "未記入";

/// Most letters of a name with its blank.
const LONGEST: usize = 10;

/// Whether a text reads like a line for the record and not like somebody's name.
pub fn is_sentence(text: &str) -> bool {
    let has_sign = text.contains([
        '。', '、', '，', ',', '?', '？', '!', '！', '（', '(', '：', ':',
    ]);
    has_sign || text.trim().chars().count() > LONGEST
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_for_the_record_is_no_name() {
        for name in ["鈴木 健", "suzuki ken", "999", "勅使河原 かんな"] {
            assert!(!is_sentence(name), "{name}");
        }
        for line in [
            "滅菌条件を次回までに（北川先生）",
            "価格は？",
            "次回までに図面を持ってくる",
        ] {
            assert!(is_sentence(line), "{line}");
        }
    }

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
