//! What a term says when it is taken apart: 静岡大学工学部 is both, 造影検査 is 造影 first of all, 曇った is 曇り.

use super::heard::Heard;
use super::index::Index;
use super::plan;
use super::plan::Class;
use super::plan::Needle;
use super::plan::Of;
use super::plan::Plan;
use super::plan::Probe;
use super::romaji;
use crate::text::fold;
use std::ops::RangeInclusive;

/// Pieces of a term that still say something together.
const PIECES: RangeInclusive<usize> = 2..=6;
/// Kanji from which on a term without kana may be more than one word.
const LONG: usize = 4;
/// Letters of a sound that may be two words of the field, and of the longest such.
const SOUND: RangeInclusive<usize> = 8..=40;
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
const ENDINGS: [&str; 32] = [
    "ませんでした",
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

/// The plans for the pieces of a term, if it has some.
pub(super) fn plans(index: &Index, plan: &Plan) -> Vec<Plan> {
    let term = &plan.term;
    let mut pieces = written(index, &term.text);
    if pieces.len() < 2 && plan::sounds(&term.text) {
        pieces = spoken(&index.heard, &term.text);
    }
    if !PIECES.contains(&pieces.len()) {
        return in_other_form(plan).into_iter().collect();
    }
    let each = |piece: &str| {
        let mut part = plan::part(index, term, piece);
        // Letters that are short for something are no start of a name: US装置.
        let short = |p: &Probe| matches!(p.class, Class::Synonym | Class::Brief);
        if part.term.key.is_ascii() && part.probes.iter().any(short) {
            part.probes.retain(|p| p.needle.of == Of::Key);
        }
        part.probes.extend(stem(piece).map(|stem| Probe {
            needle: needle(&part, stem),
            class: Class::Related,
        }));
        part
    };
    pieces.into_iter().map(each).collect()
}

/// The plan for a verb in any of its forms, if that is what the term is: 絡まる, where 絡まりやすい stands.
fn in_other_form(plan: &Plan) -> Option<Plan> {
    let stem = stem(&plan.term.text).filter(|stem| stem.chars().nth(1).is_some())?;
    let probe = Probe {
        needle: needle(plan, stem),
        class: Class::Related,
    };
    Some(Plan {
        probes: vec![probe],
        ..plan.clone()
    })
}

/// Of these pieces those that are words of the field or short for something, the first ones first: where nothing has
/// all of them, something may have one, and the first tells most. 造影検査 where only 造影 stands.
pub(super) fn known(index: &Index, parts: &[Plan]) -> Vec<Plan> {
    let says = |part: &&Plan| {
        let key = &part.term.key;
        let (meant, related) = index.synonyms.of(key, &part.term.text);
        let word = index.heard.is_of_field(key) || !meant.is_empty() || !related.is_empty();
        word && !ANYWHERE.contains(&key.as_str())
    };
    parts.iter().filter(says).cloned().collect()
}

fn needle(plan: &Plan, text: String) -> Needle {
    Needle {
        of: Of::Key,
        text,
        rest: Vec::new(),
        field: plan.field(),
        number: None,
        begins: true,
        form: None,
    }
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
    let kanji = |c: char| c >= '\u{3400}';
    let count = text.chars().filter(|&c| kanji(c)).count();
    // 点滴が倒れる: kanji on both sides of kana.
    let apart = text
        .split(is_kana)
        .filter(|part| part.chars().any(kanji))
        .count();
    if let Some(readings) = &index.readings
        && (count >= LONG || apart > 1 || count + 1 == LONG && text.ends_with(is_kana))
    {
        let mut segments = Vec::new();
        readings.read(text, &mut segments);
        cuts.extend(segments.iter().skip(1).map(|s| s.range.start));
    }
    cuts.sort_unstable();
    cuts.dedup();
    let mut pieces: Vec<&str> = Vec::new();
    let mut from = 0;
    for to in cuts.into_iter().chain([text.len()]) {
        let piece = text.get(from..to).unwrap_or_default();
        if is_particle(piece) {
            from = to;
            continue;
        }
        // A single character belongs to what is before it.
        let tail = to == text.len() && fold::key(piece).chars().count() < 2;
        if tail && let Some(before) = pieces.pop() {
            let start = from - before.len();
            pieces.extend(text.get(start..to));
        } else if fold::key(piece).chars().count() >= 2 {
            match katakana(&index.heard, piece) {
                Some((first, second)) => pieces.extend([first, second]),
                None => pieces.push(piece),
            }
        } else {
            continue;
        }
        from = to;
    }
    pieces
}

/// The two words of the lists of which a word in katakana is made: エコープローブ.
fn katakana<'t>(heard: &Heard, piece: &'t str) -> Option<(&'t str, &'t str)> {
    let kana = |c: char| ('ァ'..='ヺ').contains(&c) || c == 'ー';
    if !piece.chars().all(kana) {
        return None;
    }
    let cuts = piece.char_indices().skip(KATAKANA).map(|(at, _)| at);
    let mut cuts = cuts.filter_map(|at| piece.split_at_checked(at));
    cuts.find(|(first, second)| {
        let word = |part: &str| heard.is_word(&fold::key(part));
        second.chars().nth(KATAKANA - 1).is_some() && word(first) && word(second)
    })
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

fn is_kana(c: char) -> bool {
    ('ぁ'..='ん').contains(&c)
}

/// What of a verb or adjective is there in all its forms, folded: 倒れ of 倒れる, 曇 of 曇った.
fn stem(piece: &str) -> Option<String> {
    let first_kana = piece.find(is_kana)?;
    let (kanji, kana) = piece.split_at_checked(first_kana)?;
    let verb =
        !kanji.is_empty() && kanji.chars().all(|c| c >= '\u{3400}') && kana.chars().all(is_kana);
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
