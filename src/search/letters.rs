//! Letters spelt out: シーティー装置 is CT装置, and JMS may stand there as ジェイ・エム・エス.

use crate::text::fold;

/// Names of the letters, the usual one first.
const NAMES: [&[&str]; 26] = [
    &["エー", "エイ"],
    &["ビー"],
    &["シー"],
    &["ディー", "デー"],
    &["イー"],
    &["エフ"],
    &["ジー"],
    &["エイチ", "エッチ"],
    &["アイ"],
    &["ジェイ", "ジェー"],
    &["ケイ", "ケー"],
    &["エル"],
    &["エム"],
    &["エヌ"],
    &["オー"],
    &["ピー"],
    &["キュー"],
    &["アール"],
    &["エス"],
    &["ティー", "テー"],
    &["ユー"],
    &["ブイ", "ヴイ"],
    &["ダブリュー"],
    &["エックス"],
    &["ワイ"],
    &["ゼット"],
];

/// The folded term with Latin letters for those spelt out at its start; none if fewer than two are.
pub(super) fn latin(text: &str) -> Option<String> {
    // Long vowels tell letters from words (シー from シ), so they are looked at before folding drops them.
    let kana: String = text
        .chars()
        .map(|c| match c {
            'ぁ'..='ゖ' => char::from_u32(u32::from(c) + 0x60).unwrap_or(c),
            '-' | '−' | '－' | 'ｰ' => 'ー',
            c => c,
        })
        .filter(|c| !matches!(c, '・' | ' '))
        .collect();
    let mut rest = kana.as_str();
    let mut letters = String::new();
    while let Some((letter, after)) = one(rest) {
        letters.push(letter);
        rest = after;
    }
    // What follows must be another kind of writing, or the last letter was the start of a word.
    let goes_on = rest
        .chars()
        .next()
        .is_some_and(|c| matches!(c, 'ァ'..='ー'));
    (letters.len() >= 2 && !goes_on).then(|| fold::key(&(letters + rest)))
}

fn one(text: &str) -> Option<(char, &str)> {
    ('a'..='z')
        .zip(NAMES)
        .flat_map(|(letter, names)| names.iter().map(move |name| (letter, *name)))
        .filter_map(|(letter, name)| Some((letter, name, text.strip_prefix(name)?)))
        .max_by_key(|(_, name, _)| name.len())
        .map(|(letter, _, rest)| (letter, rest))
}

/// A short Latin term spelt out, folded.
pub(super) fn spelt(key: &str) -> Option<String> {
    if !(2..=5).contains(&key.len()) || !key.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    let names: Option<String> = key
        .bytes()
        .map(|b| NAMES.get(usize::from(b - b'a'))?.first().copied())
        .collect();
    names.map(|n| fold::key(&n))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_spelt_both_ways() {
        assert_eq!(latin("シーティー装置").as_deref(), Some("ct装置"));
        assert_eq!(latin("えむあーるあい").as_deref(), Some("mri"));
        assert_eq!(latin("ジェイ・エム・エス").as_deref(), Some("jms"));
        for word in ["シート", "オー", "ビーカー", "内視鏡", "アイピース", ""] {
            assert_eq!(latin(word), None, "{word}");
        }
        assert_eq!(spelt("jms"), Some(fold::key("ジェイエムエス")));
    }
}
