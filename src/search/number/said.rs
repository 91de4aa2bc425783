//! Kinds of documents as one says them before a number: とっかい2020-123456.

use crate::search::romaji;

/// Kinds of documents as they are said, and as they are written.
const SAID: [(&str, &str); 11] = [
    ("とっきょだい", "特許第"),
    ("とっきょ", "特許"),
    ("とっかい", "特開"),
    ("とくひょう", "特表"),
    ("とくがん", "特願"),
    ("とっこう", "特公"),
    ("さいひょう", "再表"),
    ("じつがん", "実願"),
    ("tokkyo", "特許"),
    ("tokkai", "特開"),
    ("tokuhyo", "特表"),
];

/// What was said before a number, as it is written.
pub(super) fn written(text: &str) -> String {
    let kana: String = text
        .chars()
        .map(|c| romaji::hiragana_of(c).unwrap_or(c))
        .collect();
    let number = |rest: &str| {
        rest.trim_start_matches('-')
            .starts_with(|c: char| c.is_ascii_digit())
    };
    let said = SAID.iter().find_map(|(said, kind)| {
        let rest = kana.strip_prefix(said).filter(|rest| number(rest))?;
        Some(format!("{kind}{rest}"))
    });
    said.unwrap_or_else(|| text.to_owned())
}
