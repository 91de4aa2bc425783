//! Letters spelt out: シーティー装置 is CT装置, and JMS may stand there as ジェイ・エム・エス.

use super::romaji;
use crate::text::fold;
use crate::text::script;

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

/// Latin letters of which the keyboard made some into kana, as typed: あえd is aed. None if the term is no mixture, or
/// longer than an abbreviation.
pub(super) fn half_converted(text: &str) -> Option<String> {
    let kana = text.chars().any(script::is_hiragana);
    let latin = text.chars().any(|c| c.is_ascii_alphabetic());
    let letters = (kana && latin).then(|| romaji::canonical(text))?;
    let short = (2..=5).contains(&letters.len());
    (short && letters.bytes().all(|b| b.is_ascii_alphanumeric())).then_some(letters)
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
        for (typed, meant) in [("あえd", "aed"), ("えcg", "ecg"), ("spお2", "spo2")] {
            assert_eq!(half_converted(typed).as_deref(), Some(meant));
        }
        for word in ["aed", "ないしきょう", "ないsきょう", "CT装置"] {
            assert_eq!(half_converted(word), None, "{word}");
        }
        assert_eq!(spelt("jms"), Some(fold::key("ジェイエムエス")));
    }
}
