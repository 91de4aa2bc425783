//! What a term says when it is taken apart: 静岡大学工学部 is both, 造影検査 is 造影 first of all, 曇った is 曇り.

use super::class::Class;
use super::heard::Heard;
use super::index::Index;
use super::phrase;
use super::plan;
use super::plan::Needle;
use super::plan::Of;
use super::plan::Plan;
use super::plan::Probe;
use super::romaji;
use crate::text::fold;
use crate::text::script::is_hiragana;
use crate::text::script::is_kanji;
use std::ops::RangeInclusive;

/// Pieces of a term that still say something together.
const PIECES: RangeInclusive<usize> = 2..=6;
/// Kanji from which on a term without kana may be more than one word.
const LONG: usize = 4;
/// Letters of a sound that may be two words of the field, and of the longest such.
const SOUND: RangeInclusive<usize> = 8..=40;
/// Characters of the longest word of the lists that is looked for in a term.
const LONGEST: usize = 10;
/// Katakana of the shortest word that is cut off another one.
const KATAKANA: usize = 3;
/// Words of the field that stand anywhere, folded, and so say nothing alone.
const ANYWHERE: [&str; 22] = [
    "検査",
    "装置",
    "機器",
    "器具",
    "患者",
    "治療",
    "手術",
    "療法",
    "システム",
    "測定",
    "管理",
    "支援",
    "医療",
    "医療機器",
    "試験",
    "診断",
    "診療",
    "看護",
    "方法",
    "研究",
    "開発",
    "病院",
];
/// Ends of verbs and adjectives that say when and whether, not what; the longest first.
const ENDINGS: [&str; 34] = [
    "ませんでした",
    "っぱなし",
    "すぎる",
    "なかった",
    "ている",
    "ていた",
    "てしまう",
    "やすい",
    "にくい",
    "づらい",
    "ません",
    "ました",
    "かった",
    "たい",
    "ない",
    "ます",
    "った",
    "んだ",
    "いた",
    "して",
    "した",
    "って",
    "んで",
    "いて",
    "く",
    "い",
    "る",
    "う",
    "す",
    "つ",
    "む",
    "ぶ",
    "ぐ",
    "た",
];

/// What a term says in pieces.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// All of these together are the term.
    pub(super) all: Vec<Plan>,
    /// Some of these are better than nothing; the words of the lists alone too.
    pub(super) some: Vec<(Plan, bool)>,
}

/// The pieces of a term, if it has some.
pub(super) fn parts(index: &Index, plan: &Plan) -> Parts {
    let term = &plan.term;
    // Letters and digits alone are a number, perhaps half typed: US2020.
    let digits = term.key.bytes().filter(u8::is_ascii_digit).count();
    if digits > 1 && term.key.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Parts::default();
    }
    let mut pieces = written(index, &term.text);
    if pieces.len() < 2 && plan::sounds(&term.text) {
        pieces = spoken(&index.heard, &term.text);
    }
    let word = |piece: &&&str| piece.len() < term.text.len() && is_known(index, piece);
    if !PIECES.contains(&pieces.len()) {
        let called = phrase::called(&term.text).map(|name| plan::part(index, term, name));
        let some = pieces.first().filter(word);
        return Parts {
            all: called.or_else(|| in_other_form(plan)).into_iter().collect(),
            some: some
                .map(|piece| (plan::part(index, term, piece), true))
                .into_iter()
                .collect(),
        };
    }
    let each = |piece: &&str| {
        let mut part = plan::part(index, term, piece);
        // Letters that are short for something are no start of a name: US装置.
        let short = |p: &Probe| matches!(p.class, Class::Synonym | Class::Brief);
        if part.term.key.is_ascii() && part.probes.iter().any(short) {
            part.probes.retain(|p| p.needle.of == Of::Key);
        }
        part.probes.extend(stem(piece).map(|stem| Probe {
            needle: Needle::plain(Of::Key, stem, part.field(), true),
            class: Class::Related,
        }));
        part
    };
    let all: Vec<Plan> = pieces.iter().map(each).collect();
    let mut some: Vec<(Plan, bool)> = pieces
        .iter()
        .zip(&all)
        .map(|(piece, plan)| (plan.clone(), is_known(index, piece)))
        .collect();
    // 直腸癌手術: where no 直腸癌 stands, 直腸 may.
    some.extend(pieces.iter().filter_map(|piece| {
        let end = longest(index, piece, 0)?;
        let start = piece.get(..end).filter(|start| is_known(index, start))?;
        Some((plan::part(index, term, start), true))
    }));
    Parts { all, some }
}

/// True of a word of the lists that says something alone.
fn is_known(index: &Index, piece: &str) -> bool {
    let key = fold::key(piece);
    let word = index.heard.is_word(&key) || index.synonyms.has(&key);
    word && !ANYWHERE.contains(&key.as_str())
}

/// The plan for a verb in any of its forms, if that is what the term is: 絡まる, where 絡まりやすい stands.
fn in_other_form(plan: &Plan) -> Option<Plan> {
    let stem = stem(&plan.term.text).filter(|stem| stem.chars().nth(1).is_some())?;
    let probe = Probe {
        needle: Needle::plain(Of::Key, stem, plan.field(), true),
        class: Class::Related,
    };
    Some(Plan {
        probes: vec![probe],
        ..plan.clone()
    })
}

/// The term cut where the writing changes, kanji and katakana also where a word ends.
fn written<'t>(index: &Index, text: &'t str) -> Vec<&'t str> {
    let mut cuts = Vec::new();
    let mut last = None;
    for (at, c) in text.char_indices() {
        let kind = match c {
            '0'..='9' | '０'..='９' => 0,
            'a'..='z' | 'A'..='Z' | 'ａ'..='ｚ' | 'Ａ'..='Ｚ' => 1,
            'ァ'..='ヺ' | 'ー' | 'ｦ'..='ﾟ' => 2,
            _ => 3,
        };
        if last.is_some_and(|l| l != kind) {
            cuts.push(at);
        }
        last = Some(kind);
    }
    let count = text.chars().filter(|&c| is_kanji(c)).count();
    // 点滴が倒れる: kanji on both sides of kana.
    let apart = text
        .split(is_hiragana)
        .filter(|part| part.chars().any(is_kanji))
        .count();
    if let Some(readings) = &index.readings
        && (count >= LONG || apart > 1 || count + 1 == LONG && text.ends_with(is_hiragana))
    {
        let mut segments = Vec::new();
        readings.read(text, &mut segments);
        cuts.extend(segments.iter().skip(1).map(|s| s.range.start));
    }
    cuts.push(text.len());
    cuts.sort_unstable();
    cuts.dedup();
    let mut pieces: Vec<&str> = Vec::new();
    // Where the piece before ended, if nothing was left out since.
    let mut end = None;
    let mut from = 0;
    while let Some(&next) = cuts.iter().find(|&&cut| cut > from) {
        let to = longest(index, text, from).unwrap_or(next);
        let piece = text.get(from..to).unwrap_or_default();
        let said = without_particle(piece);
        let joined = end.filter(|_| said.len() == piece.len());
        from = to;
        if said.is_empty() {
            end = None;
            continue;
        }
        // A single character belongs to what is before it.
        if fold::key(said).chars().count() < 2
            && let Some(start) = joined
        {
            // Nothing but one word and what is behind it: ME機器室.
            if start == 0 && to == text.len() {
                break;
            }
            pieces.pop();
            pieces.extend(text.get(start..to));
            continue;
        }
        let alone = said.chars().nth(1).is_none() && !said.chars().all(is_kanji);
        if !alone {
            end = Some(to - said.len());
            match katakana(index, said) {
                Some((first, second)) => pieces.extend([first, second]),
                None => pieces.push(said),
            }
        }
    }
    pieces
}

/// Where the longest word of the lists with kanji that starts at `from` ends, if it is not the whole text. In kana and
/// letters a short word stands in any slip.
fn longest(index: &Index, text: &str, from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8());
    let ends: Vec<usize> = ends.skip(1).take(LONGEST).collect();
    let word = |end: &&usize| {
        let part = rest.get(..**end).unwrap_or_default();
        part.len() < text.len() && part.chars().any(is_kanji) && {
            let key = fold::key(part);
            index.heard.is_word(&key) || index.synonyms.has(&key)
        }
    };
    ends.iter().rev().find(word).map(|end| from + end)
}

/// A piece without の and the like around it.
fn without_particle(piece: &str) -> &str {
    if is_particle(piece) {
        return "";
    }
    let starts = |text: &str, other: fn(char) -> bool| text.chars().next().is_some_and(other);
    let particle = |c: char| is_particle(c.encode_utf8(&mut [0; 4])) && is_hiragana(c);
    let mut said = piece;
    if let Some(rest) = said.strip_prefix(particle)
        && starts(rest, |c| !is_hiragana(c))
    {
        said = rest;
    }
    if let Some(rest) = said.strip_suffix(particle)
        && rest.chars().next_back().is_some_and(|c| !is_hiragana(c))
    {
        said = rest;
    }
    said
}

/// The two words of which a word in katakana is made, of which the lists have both or at least one: エコープローブ.
fn katakana<'t>(index: &Index, piece: &'t str) -> Option<(&'t str, &'t str)> {
    let kana = |c: char| ('ァ'..='ヺ').contains(&c) || c == 'ー';
    if !piece.chars().all(kana) {
        return None;
    }
    let long = |part: &str| part.chars().nth(KATAKANA - 1).is_some();
    let word = |part: &str| {
        let key = fold::key(part);
        long(part) && index.heard.is_word(&key) || index.synonyms.has(&key)
    };
    let cuts = piece.char_indices().skip(2).map(|(at, _)| at);
    let cuts: Vec<_> = cuts.filter_map(|at| piece.split_at_checked(at)).collect();
    let both = cuts.iter().find(|(a, b)| long(a) && word(a) && word(b));
    let one = || {
        let known = |part: &str| long(part) && word(part);
        cuts.iter().rev().find(|(a, b)| known(a) && long(b))
    };
    let last = || cuts.iter().find(|(a, b)| long(b) && word(b) && long(a));
    both.or_else(|| (!word(piece)).then(|| one().or_else(last)).flatten())
        .copied()
}

/// The two words of the field of which a term in kana or Latin letters is made, with or without a particle between.
fn spoken<'t>(heard: &Heard, text: &'t str) -> Vec<&'t str> {
    const PARTICLES: [&str; 10] = ["の", "が", "を", "に", "で", "no", "ga", "wo", "o", "de"];
    let length = romaji::canonical(text).len();
    if !SOUND.contains(&length) {
        return Vec::new();
    }
    let word = |part: &str| {
        part.chars().nth(1).is_some() && heard.is_sound_of_field(&romaji::canonical(part))
    };
    let cuts = text.char_indices().skip(2).map(|(at, _)| at);
    for (first, rest) in cuts.filter_map(|at| text.split_at_checked(at)) {
        if !word(first) {
            continue;
        }
        let without = PARTICLES.iter().filter_map(|p| rest.strip_prefix(p));
        if let Some(second) = std::iter::once(rest).chain(without).find(|r| word(r)) {
            return vec![first, second];
        }
    }
    Vec::new()
}

/// What of a verb or adjective is there in all its forms, folded: 倒れ of 倒れる, 曇 of 曇った.
fn stem(piece: &str) -> Option<String> {
    let first_kana = piece.find(is_hiragana)?;
    let (kanji, kana) = piece.split_at_checked(first_kana)?;
    let verb = !kanji.is_empty() && kanji.chars().all(is_kanji) && kana.chars().all(is_hiragana);
    let end = ENDINGS.iter().find(|end| kana.ends_with(**end));
    let end = end.filter(|_| verb)?;
    piece.strip_suffix(end).map(fold::key)
}

/// の and the like between two words: what was said in one breath stands apart in the record.
fn is_particle(piece: &str) -> bool {
    matches!(
        piece,
        "の" | "が"
            | "を"
            | "に"
            | "で"
            | "と"
            | "は"
            | "も"
            | "へ"
            | "な"
            | "から"
            | "まで"
            | "用"
            | "及び"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verb_is_known_by_what_does_not_change() {
        for (typed, left) in [
            ("倒れる", "倒れ"),
            ("曇った", "曇"),
            ("外れない", "外れ"),
            ("剥がれやすい", "剥ガレ"),
            ("重い", "重"),
        ] {
            assert_eq!(stem(typed), Some(fold::key(left)), "{typed}");
        }
        for typed in ["倒木", "鉗子の", "くもり", "透析"] {
            assert_eq!(stem(typed), None, "{typed}");
        }
    }
}
