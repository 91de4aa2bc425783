//! Pieces of a text written as canonical romaji, the likeliest reading first and a few others after it.

use super::SEPARATOR;
use super::Spoken;
use super::dictionary::CHINESE;
use super::dictionary::GIVEN_NAME;
use super::pieces::Memory;
use super::pieces::Piece;
use super::pieces::after_surname;
use super::word::EntryId;
use super::word::Script;
use super::word::Sources;
use crate::search::romaji::Scribe;
use crate::search::romaji::kana_codes;

/// Variants kept per text, so that a long text does not fill the index with guesses.
const VARIANTS: usize = 3;
/// Words kept around the one that is read otherwise, on each side.
const AROUND: usize = 2;
/// Digits have no cost of their own; between the likely and the unlikely other readings.
const DIGITS: i32 = 1_500;
/// A name that is perhaps read as it is written, after the likely other readings.
const GUESS: i32 = 2_000;
/// Kanji of such a name.
const NAME: std::ops::RangeInclusive<usize> = 2..=3;

/// What is different in a variant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    /// Another reading.
    Entry(usize),
    /// So many pieces with each kanji in its Chinese reading: 慶和病院 is no よしかず.
    Chinese(usize),
    /// Digits read aloud.
    Number(u8),
    /// キヤノン as キャノン.
    Small,
    /// Words run together as one who types a whole name does.
    Together,
}

/// A text with all that tells how it sounds.
#[derive(Clone, Copy)]
pub(super) struct Said<'a> {
    pub(super) text: &'a str,
    pub(super) sources: Sources<'a>,
    pub(super) memory: &'a Memory,
}

/// Writes texts; keeps its room.
#[derive(Debug, Default)]
pub(super) struct Speaker {
    plain: Scribe<false>,
    mapped: Scribe<true>,
    starts: Vec<u32>,
    scratch: Scratch,
}

#[derive(Debug, Default)]
struct Scratch {
    changes: Vec<(i32, usize, Change)>,
    small: String,
}

impl Speaker {
    /// How `pieces` of a text sound, as [`Spoken::romaji`] and [`Spoken::starts`].
    pub(super) fn sound(&mut self, said: Said<'_>, pieces: &[Piece]) -> (&[u8], &[u32]) {
        let Self { plain, starts, .. } = self;
        write_all(plain, said, pieces, &mut self.scratch, starts);
        (plain.as_bytes(), starts)
    }

    /// Overwrites `out` with how `pieces` of `text` sound.
    pub(super) fn speak<const MAP: bool>(
        &mut self,
        said: Said<'_>,
        pieces: &[Piece],
        out: &mut Spoken,
    ) {
        out.romaji.clear();
        out.map.clear();
        let (scratch, starts) = (&mut self.scratch, &mut out.starts);
        if MAP {
            write_all(&mut self.mapped, said, pieces, scratch, starts);
            self.mapped.give(&mut out.romaji, &mut out.map);
            let end = u32::try_from(said.text.len()).unwrap_or(u32::MAX);
            out.map.push(end);
        } else {
            write_all(&mut self.plain, said, pieces, scratch, starts);
            self.plain.give(&mut out.romaji, &mut out.map);
        }
    }
}

fn write_all<const MAP: bool>(
    scribe: &mut Scribe<MAP>,
    said: Said<'_>,
    pieces: &[Piece],
    scratch: &mut Scratch,
    starts: &mut Vec<u32>,
) {
    let Scratch { changes, small } = scratch;
    changes.clear();
    starts.clear();
    scribe.clear();
    for (i, piece) in pieces.iter().enumerate() {
        write(scribe, said, piece, None, starts);
        if scribe.take_apart() {
            changes.push((0, i, Change::Together));
        }
        note(said, pieces, i, changes);
    }
    changes.sort_unstable();
    for &(_, at, change) in changes.iter().take(VARIANTS) {
        scribe.separate(SEPARATOR as u8, 0);
        let count = match change {
            Change::Chinese(count) => count,
            _ => 1,
        };
        for (i, piece) in window(pieces, at, count) {
            if i < at || i >= at + count {
                write(scribe, said, piece, None, starts);
                continue;
            }
            match change {
                Change::Chinese(_) => {
                    if i == at {
                        begin(scribe, piece);
                    }
                    let source = u32::try_from(piece.range().start).unwrap_or(u32::MAX);
                    for id in chinese(said, piece).into_iter().flatten() {
                        scribe.reading(said.sources.romaji(id), source);
                    }
                    end(scribe, starts);
                }
                Change::Together => {
                    scribe.word();
                    let _ = scribe.word_start();
                    voice(scribe, said, piece, None);
                }
                Change::Entry(nth) => {
                    let other = said.memory.others(piece).nth(nth).map(|(_, id)| id);
                    write(scribe, said, piece, other, starts);
                }
                Change::Number(number) => {
                    begin(scribe, piece);
                    let source = u32::try_from(piece.range().start).unwrap_or(u32::MAX);
                    number_aloud(number, |code| scribe.kana(code, source));
                    end(scribe, starts);
                }
                Change::Small => {
                    begin(scribe, piece);
                    small.clear();
                    shrink(said.text.get(piece.range()).unwrap_or_default(), small);
                    scribe.text(small, piece.range().start);
                    end(scribe, starts);
                }
            }
        }
        scribe.take_apart();
    }
    scribe.part();
}

/// Notes which other readings of a piece are worth a variant.
fn note(said: Said<'_>, pieces: &[Piece], at: usize, changes: &mut Vec<(i32, usize, Change)>) {
    let Some(piece) = pieces.get(at) else { return };
    match (piece.script, piece.entry()) {
        (Script::Kanji, Some(_)) => {
            for (nth, (dearer, _)) in said.memory.others(piece).enumerate() {
                changes.push((dearer, at, Change::Entry(nth)));
            }
            if piece.is_name()
                && let Some(count) = strange_name(said, pieces, at)
            {
                changes.push((GUESS, at, Change::Chinese(count)));
            }
        }
        (Script::Digit, _)
            if pieces
                .get(at + 1)
                .is_some_and(|next| next.entry().is_some()) =>
        {
            let digits = said.text.get(piece.range()).unwrap_or_default();
            if let Some(number) = small_number(digits) {
                changes.push((DIGITS, at, Change::Number(number)));
            }
        }
        (Script::Katakana, _) => {
            let word = said.text.get(piece.range()).unwrap_or_default();
            // Few have one at all, and all katakana take three bytes.
            let ya = |c: &[u8; 3]| matches!(c, [0xE3, 0x83, 0xA4 | 0xA6 | 0xA8]);
            let mut pairs = word.chars().zip(word.chars().skip(1));
            if word.as_bytes().as_chunks().0.iter().any(ya)
                && pairs.any(|(before, c)| small_ya(c).is_some() && takes_small(before))
            {
                changes.push((0, at, Change::Small));
            }
        }
        _ => {}
    }
}

/// How many pieces from one on are a name that no dictionary has, so that it was taken for a person or read kanji by
/// kanji: such names of houses and companies are mostly read as they are written.
fn strange_name(said: Said<'_>, pieces: &[Piece], at: usize) -> Option<usize> {
    let here = pieces.get(at)?;
    let class = |piece: &Piece| Some(said.sources.entry(piece.entry()?.0).class());
    let kanji = |piece: &Piece| {
        said.text
            .get(piece.range())
            .map_or(0, |t| t.chars().count())
    };
    let alone = |piece: &&Piece| piece.is_name() && kanji(piece) == 1;
    let count = if kanji(here) == 1 {
        let before = at.checked_sub(1).and_then(|i| pieces.get(i));
        if before.is_some_and(|before| alone(&before)) {
            return None;
        }
        let run = pieces.get(at..)?.iter().take_while(alone).count();
        let native = |piece: &Piece| class(piece).is_some_and(|c| !CHINESE.contains(&c));
        if !NAME.contains(&run) || !pieces.get(at..at + run)?.iter().any(native) {
            return None;
        }
        run
    } else if class(here) == Some(GIVEN_NAME) {
        1
    } else {
        return None;
    };
    let name = pieces.get(at..at + count)?;
    let behind = pieces.get(at + count)?;
    let length: usize = name.iter().map(kanji).sum();
    let word = |piece: &Piece| piece.script == Script::Kanji && piece.entry().is_some();
    // Kanji read one by one before a blank and another word may be a family name.
    let family = behind.script == Script::Mark
        && matches!(said.text.get(behind.range()), Some(" " | "\u{3000}"))
        && kanji(here) == 1
        && pieces.get(at + count + 1).is_some_and(word);
    let goes_on = word(behind) || family;
    // Two words that sound as they are written are no guess: 健一.
    let read = || {
        let mut other = false;
        name.iter().all(|piece| {
            let letters = chinese(said, piece).map(|ids| {
                let sounds = ids.iter().map(|&id| said.sources.romaji(id));
                sounds.collect::<Vec<_>>().concat()
            });
            other |= letters.as_deref() != Some(said.memory.romaji(piece));
            letters.is_some()
        }) && other
    };
    (NAME.contains(&length) && goes_on && read()).then_some(count)
}

/// The Chinese readings of the kanji of a piece, if all have one.
fn chinese(said: Said<'_>, piece: &Piece) -> Option<Vec<EntryId>> {
    let text = said.text.get(piece.range())?;
    text.chars().map(|c| said.sources.chinese(c)).collect()
}

/// The pieces around some, up to a mark or a particle; a family and a given name belong together.
fn window(pieces: &[Piece], at: usize, count: usize) -> impl Iterator<Item = (usize, &Piece)> {
    let joins = |piece: &&Piece| {
        piece.script != Script::Mark && (piece.script != Script::Hiragana || piece.continues)
    };
    let before = pieces
        .get(..at)
        .unwrap_or_default()
        .iter()
        .rev()
        .take(AROUND)
        .take_while(joins)
        .count();
    let behind = at + count;
    let after = pieces
        .get(behind..)
        .unwrap_or_default()
        .iter()
        .take(AROUND)
        .take_while(joins)
        .count();
    let name_before = before == 0 && pieces.get(..at).is_some_and(after_surname);
    let name_after = after == 0
        && pieces.get(..=behind).is_some_and(after_surname)
        && pieces.get(behind + 1).is_some_and(|p| p.entry().is_some());
    let before = if name_before { 2 } else { before };
    let after = if name_after { 2 } else { after };
    pieces
        .iter()
        .enumerate()
        .skip(at - before)
        .take(before + count + after)
}

fn write<const MAP: bool>(
    scribe: &mut Scribe<MAP>,
    said: Said<'_>,
    piece: &Piece,
    other: Option<EntryId>,
    starts: &mut Vec<u32>,
) {
    begin(scribe, piece);
    voice(scribe, said, piece, other);
    end(scribe, starts);
}

fn begin<const MAP: bool>(scribe: &mut Scribe<MAP>, piece: &Piece) {
    if piece.continues {
        // Kana of the verb before go on, as if it were one word.
        let _ = scribe.word_start();
    } else {
        scribe.part();
        scribe.word();
    }
}

fn end<const MAP: bool>(scribe: &mut Scribe<MAP>, starts: &mut Vec<u32>) {
    if let Some(start) = scribe.word_start().and_then(|at| u32::try_from(at).ok())
        && starts.last().is_none_or(|&last| last < start)
    {
        starts.push(start);
    }
}

fn voice<const MAP: bool>(
    scribe: &mut Scribe<MAP>,
    said: Said<'_>,
    piece: &Piece,
    other: Option<EntryId>,
) {
    let range = piece.range();
    if piece.script == Script::Mark {
        return;
    }
    let start = range.start;
    let source = u32::try_from(start).unwrap_or(u32::MAX);
    if let Some(id) = other {
        scribe.reading(said.sources.romaji(id), source);
    } else if piece.entry().is_some() {
        let (romaji, length) = said.memory.romaji_on(piece);
        scribe.reading_in(romaji, length, source);
    } else {
        scribe.text(said.text.get(range).unwrap_or_default(), start);
    }
}

/// One or two digits of any width as a number from 1 on.
fn small_number(digits: &str) -> Option<u8> {
    let mut number = 0_u8;
    let mut count = 0;
    for c in digits.chars() {
        let digit = match c {
            '０'..='９' => u32::from(c) - u32::from('０'),
            _ => c.to_digit(10)?,
        };
        count += 1;
        if count > 2 {
            return None;
        }
        number = number * 10 + u8::try_from(digit).ok()?;
    }
    (number > 0).then_some(number)
}

fn number_aloud(number: u8, mut kana: impl FnMut(u8)) {
    const ONES: [&str; 10] = [
        "",
        "いち",
        "に",
        "さん",
        "よん",
        "ご",
        "ろく",
        "なな",
        "はち",
        "きゅう",
    ];
    let mut say = |word: &str| {
        for code in kana_codes(word).unwrap_or_default() {
            kana(code);
        }
    };
    let (tens, ones) = (number / 10, number % 10);
    if tens > 1 {
        say(ONES.get(usize::from(tens)).copied().unwrap_or_default());
    }
    if tens > 0 {
        say("じゅう");
    }
    say(ONES.get(usize::from(ones)).copied().unwrap_or_default());
}

fn takes_small(c: char) -> bool {
    "キシチニヒミリギジビピ".contains(c)
}

fn small_ya(c: char) -> Option<char> {
    match c {
        'ヤ' => Some('ャ'),
        'ユ' => Some('ュ'),
        'ヨ' => Some('ョ'),
        _ => None,
    }
}

/// `word` with ヤ, ユ, ヨ small where they could be; as many bytes as before.
fn shrink(word: &str, out: &mut String) {
    let mut before = None;
    for c in word.chars() {
        let small = small_ya(c).filter(|_| before.is_some_and(takes_small));
        out.push(small.unwrap_or(c));
        before = Some(c);
    }
}
