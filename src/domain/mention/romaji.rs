//! How a reading is written in Latin letters: several ways are in use, and nobody says which.

use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// Every row of kana, with its consonant in the two ways to write it; the vowels are a, i, u, e and o in this order.
const ROWS: &[(&str, &str, &str)] = &[
    ("アイウエオ", "", ""),
    ("カキクケコ", "k", "k"),
    ("サシスセソ", "s", "s"),
    ("タチツテト", "t", "t"),
    ("ナニヌネノ", "n", "n"),
    ("ハヒフヘホ", "h", "h"),
    ("マミムメモ", "m", "m"),
    ("ラリルレロ", "r", "r"),
    ("ガギグゲゴ", "g", "g"),
    ("ザジズゼゾ", "z", "z"),
    ("ダヂヅデド", "d", "z"),
    ("バビブベボ", "b", "b"),
    ("パピプペポ", "p", "p"),
];

/// What is written in another way than its row says.
const HEPBURN: &[(char, &str)] = &[
    ('シ', "shi"),
    ('チ', "chi"),
    ('ツ', "tsu"),
    ('フ', "fu"),
    ('ジ', "ji"),
    ('ヂ', "ji"),
    ('ヅ', "zu"),
];

const BOTH: &[(char, &str)] = &[
    ('ヤ', "ya"),
    ('ユ', "yu"),
    ('ヨ', "yo"),
    ('ワ', "wa"),
    ('ヰ', "i"),
    ('ヱ', "e"),
    ('ヲ', "o"),
    ('ヴ', "vu"),
];

const SMALL: &[(char, &str)] = &[
    ('ャ', "ya"),
    ('ュ', "yu"),
    ('ョ', "yo"),
    ('ァ', "a"),
    ('ィ', "i"),
    ('ゥ', "u"),
    ('ェ', "e"),
    ('ォ', "o"),
];

/// A long vowel that the reading writes as a dash.
const LONG: char = '-';

/// A word in kana in Latin letters, in every usual way; none: it is not all kana.
pub(super) fn ways(kana: &str) -> BTreeSet<String> {
    let kana: Vec<char> = kana.nfkc().map(katakana).collect();
    let mut found = BTreeSet::new();
    for hepburn in [true, false] {
        let Some(written) = written(&kana, hepburn) else {
            return BTreeSet::new();
        };
        let labial = written
            .replace("nb", "mb")
            .replace("nm", "mm")
            .replace("np", "mp");
        for text in [written, labial] {
            found.insert(as_spelt(&text));
            let short = text.replace(LONG, "");
            let short = short.replace("ou", "o").replace("oo", "o");
            found.insert(short.replace("uu", "u"));
            let with_h = text.replace("ou", "oh").replace("oo", "oh");
            found.insert(as_spelt(&with_h.replace("o-", "oh")));
        }
    }
    found
}

/// With the vowel again in place of every dash.
fn as_spelt(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let last = out.chars().next_back().filter(|_| c == LONG);
        out.push(last.unwrap_or(c));
    }
    out
}

fn katakana(c: char) -> char {
    match c {
        'ぁ'..='ゖ' => char::from_u32(u32::from(c) + 0x60).unwrap_or(c),
        c => c,
    }
}

fn written(kana: &[char], hepburn: bool) -> Option<String> {
    let mut out = String::new();
    let mut doubles = false;
    for c in kana {
        match c {
            'ッ' => doubles = true,
            'ン' => out.push('n'),
            'ー' => out.push(LONG),
            c => {
                if let Some((_, small)) = SMALL.iter().find(|(own, _)| own == c) {
                    join(&mut out, small);
                    continue;
                }
                let syllable = syllable(*c, hepburn)?;
                if std::mem::take(&mut doubles) {
                    let first = syllable.chars().next();
                    let first = first.map(|first| if first == 'c' { 't' } else { first });
                    out.extend(first);
                }
                out.push_str(&syllable);
            }
        }
    }
    Some(out)
}

/// キ and ャ are kya, シ and ャ sha or sya, フ and ァ fa.
fn join(out: &mut String, small: &str) {
    let Some(vowel) = out.pop() else {
        return;
    };
    let hard = ["sh", "ch", "j"].iter().any(|end| out.ends_with(end));
    let small = match small.strip_prefix('y') {
        Some(rest) if vowel == 'i' && hard => rest,
        Some(_) | None => small,
    };
    out.push_str(small);
}

fn syllable(c: char, hepburn: bool) -> Option<String> {
    let own = |list: &[(char, &str)]| {
        let found = list.iter().find(|(own, _)| *own == c);
        found.map(|(_, text)| (*text).to_owned())
    };
    if let Some(text) = own(BOTH).or_else(|| own(HEPBURN).filter(|_| hepburn)) {
        return Some(text);
    }
    ROWS.iter().find_map(|(row, one, other)| {
        let at = row.chars().position(|own| own == c)?;
        let vowel = "aiueo".chars().nth(at)?;
        let consonant = if hepburn { one } else { other };
        Some(format!("{consonant}{vowel}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reading_is_written_in_latin_letters_in_every_usual_way() {
        let has = |kana: &str, all: &[&str]| {
            let found = ways(kana);
            for way in all {
                assert!(found.contains(*way), "{kana} {way} {found:?}");
            }
        };
        has("タカハシ", &["takahashi", "takahasi"]);
        has("ジョウジ", &["joji", "jouji", "johji", "zyozi", "zyouzi"]);
        has("さとう", &["sato", "satou", "satoh"]);
        has("ｵｵﾉ", &["ono", "oono", "ohno"]);
        has("シンペイ", &["shinpei", "shimpei", "sinpei"]);
        has("ハットリ", &["hattori"]);
        has("イッチョウ", &["itcho", "ittyou"]);
        has("リュウ", &["ryu", "ryuu"]);
        has("ローズ", &["rozu", "roozu", "rohzu"]);
        assert!(ways("高橋").is_empty());
    }
}
