//! Letters spelt out: シーティー装置 is CT装置, and JMS may stand there as ジェイ・エム・エス.

use super::romaji;
use crate::text::fold;
use crate::text::script;
use unicode_normalization::UnicodeNormalization;

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

/// Names of the digits as they are said in Japanese English, with the sign for "and".
const SIGNS: [(&str, &str); 13] = [
    ("ゼロ", "0"),
    ("ワン", "1"),
    ("ツー", "2"),
    ("トゥー", "2"),
    ("スリー", "3"),
    ("フォー", "4"),
    ("ファイブ", "5"),
    ("シックス", "6"),
    ("セブン", "7"),
    ("エイト", "8"),
    ("ナイン", "9"),
    ("テン", "10"),
    ("アンド", "&"),
];

/// Digits said one by one, the longest first.
const DIGITS: [(&str, char); 18] = [
    ("きゅう", '9'),
    ("ぜろ", '0'),
    ("れい", '0'),
    ("まる", '0'),
    ("いち", '1'),
    ("にい", '2'),
    ("さん", '3'),
    ("よん", '4'),
    ("ごう", '5'),
    ("ごー", '5'),
    ("ろく", '6'),
    ("なな", '7'),
    ("しち", '7'),
    ("はち", '8'),
    ("に", '2'),
    ("し", '4'),
    ("ご", '5'),
    ("く", '9'),
];

/// The numbers that stand in kana at the start of a term, with what follows: ごーいちぜろ工業 is 510工業, and
/// ひゃくにじゅうさん is 123.
pub(super) fn counted(text: &str) -> Vec<String> {
    let kana: String = text
        .chars()
        .map(|c| romaji::hiragana_of(c).unwrap_or(c))
        .collect();
    let mut found = Vec::new();
    let (mut rest, mut digits) = (kana.as_str(), String::new());
    while let Some((after, digit)) = DIGITS
        .iter()
        .find_map(|(name, digit)| Some((rest.strip_prefix(name)?, *digit)))
    {
        digits.push(digit);
        rest = after;
    }
    let ends = |rest: &str| !rest.starts_with(script::is_hiragana);
    if digits.len() >= 3 && ends(rest) {
        found.push(fold::key(&(digits + rest)));
    }
    if let Some((number, rest)) = number(&kana).filter(|(number, rest)| *number > 9 && ends(rest)) {
        found.push(fold::key(&format!("{number}{rest}")));
    }
    found
}

/// A number up to 9999 as it is said, and what follows.
fn number(text: &str) -> Option<(u32, &str)> {
    const UNITS: [(u32, &[&str]); 3] = [
        (1000, &["せん", "ぜん"]),
        (100, &["ひゃく", "びゃく", "ぴゃく"]),
        (10, &["じゅう"]),
    ];
    const FIRST: [(&str, u32); 18] = [
        ("きゅう", 9),
        ("いち", 1),
        ("さん", 3),
        ("よん", 4),
        ("ろっ", 6),
        ("ろく", 6),
        ("なな", 7),
        ("しち", 7),
        ("はっ", 8),
        ("はち", 8),
        ("いっ", 1),
        ("に", 2),
        ("し", 4),
        ("よ", 4),
        ("ご", 5),
        ("く", 9),
        ("ひと", 1),
        ("ふた", 2),
    ];
    let digit = |text: &str| {
        FIRST
            .iter()
            .find(|(name, _)| text.starts_with(name))
            .map(|(name, n)| (*n, name.len()))
    };
    let (mut sum, mut rest) = (0, text);
    for (worth, names) in UNITS {
        let (n, from) = digit(rest).unwrap_or((1, 0));
        let unit = |text: &str| {
            names
                .iter()
                .find(|name| text.starts_with(**name))
                .map(|name| name.len())
        };
        let here = rest
            .get(from..)
            .and_then(unit)
            .map(|length| (n, from + length));
        if let Some((n, end)) = here.or_else(|| unit(rest).map(|length| (1, length))) {
            sum += n * worth;
            rest = rest.get(end..)?;
        }
    }
    if sum > 0
        && let Some((n, length)) = digit(rest)
    {
        sum += n;
        rest = rest.get(length..)?;
    }
    (sum > 0).then_some((sum, rest))
}

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
    let mut said = 0;
    loop {
        let sign = SIGNS
            .iter()
            .find_map(|(name, sign)| Some((*sign, rest.strip_prefix(name)?)));
        if let Some((sign, after)) = sign {
            letters.push_str(sign);
            rest = after;
        } else if let Some((letter, after)) = one(rest) {
            letters.push(letter);
            rest = after;
        } else {
            break;
        }
        said += 1;
    }
    let told = letters.contains(|c: char| c.is_ascii_digit()) && rest.chars().nth(2).is_some();
    // What follows must be another kind of writing, or the last letter was the start of a word.
    let goes_on = rest
        .chars()
        .next()
        .is_some_and(|c| matches!(c, 'ァ'..='ー'));
    // A digit is no start of a word, so that a word may follow: スリーディープリント.
    (said >= 2 && (!goes_on || told)).then(|| fold::key(&(letters + rest)))
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

/// A short Latin term spelt out, folded; digits and & too, but digits alone are a number.
pub(super) fn spelt(text: &str) -> Option<String> {
    let text: String = text.nfkc().collect::<String>().to_ascii_lowercase();
    if !(2..=5).contains(&text.len()) || !text.contains(|c: char| c.is_ascii_lowercase()) {
        return None;
    }
    let name = |c: char| match c {
        'a'..='z' => NAMES
            .get(usize::from(u8::try_from(c).ok()? - b'a'))?
            .first()
            .copied(),
        _ => SIGNS
            .iter()
            .find(|(_, sign)| sign.strip_prefix(c) == Some(""))
            .map(|(name, _)| *name),
    };
    let names: Option<String> = text.chars().map(name).collect();
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
