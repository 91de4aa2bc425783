//! What somebody agreed to before the meeting, as the list of participants says it in many words.

use super::Attendee;
use crate::text::Clean;
use unicode_normalization::UnicodeNormalization;

/// Words of a column that say yes. A day says it, too: the one on which it became so.
const YES: &[&str] = &[
    "あり",
    "有",
    "有り",
    "済",
    "済み",
    "はい",
    "可",
    "同意",
    "同意する",
    "提出済",
    "○",
    "〇",
    "yes",
    "true",
];

impl Attendee {
    /// Whether they agreed to stand in the list of names.
    pub fn agrees_to_list(&self) -> bool {
        says_yes(self.note("consent_share"))
    }

    /// Whether they signed that they keep confidential what they hear.
    pub fn has_signed_nda(&self) -> bool {
        says_yes(self.note("nda_signed_on"))
    }

    /// What stands in one of the further fields, or nothing.
    pub fn note(&self, key: &str) -> &str {
        let mut notes = self.notes.iter();
        let found = notes.find(|(name, _): &&(Clean, Clean)| **name == *key);
        found.map_or("", |(_, value)| value.as_str())
    }
}

fn says_yes(text: &str) -> bool {
    let text: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
    let text = text.to_lowercase();
    // What stands in brackets explains the word.
    let head = text.split('(').next().unwrap_or_default();
    let is_day = head.starts_with(|c: char| c.is_ascii_digit()) || head.starts_with("令和");
    is_day
        || YES
            .iter()
            .any(|word| head == word.nfkc().collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_yes_or_a_day_is_agreement() {
        for yes in [
            "true",
            "同意する",
            "済（11/1）",
            "2026-11-01",
            "令和8年11月1日",
            "あり",
            "○",
            "ＹＥＳ",
        ] {
            assert!(says_yes(yes), "{yes}");
        }
        for no in [
            "",
            "false",
            "未",
            "未済",
            "なし",
            "-",
            "いいえ",
            "同意しない",
            "不同意",
            "×",
            "不可",
            "確認中",
        ] {
            assert!(!says_yes(no), "{no}");
        }
    }
}
