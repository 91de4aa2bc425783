//! A text cut into words of the dictionary and stretches that stand for themselves.

use super::dictionary;
use super::dictionary::EDGE;
use super::dictionary::FOREIGN;
use super::dictionary::NUMERAL;
use super::lattice::Lattice;
use super::word::EntryId;
use super::word::NONE;
use super::word::Script;
use super::word::Sources;
use super::word::Token;
use crate::search::romaji::is_mark;
use std::ops::Range;

/// One piece of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    start: u32,
    end: u32,
    pub(super) script: Script,
    /// Kana that belong to the verb before them.
    pub(super) continues: bool,
    word: Option<Word>,
}

impl Piece {
    /// Its bytes.
    pub(super) fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether it may be part of a name that no dictionary has.
    pub(super) fn is_name(&self) -> bool {
        self.word.is_some_and(|word| word.kind & NAME != 0)
    }

    /// What reads it; nothing for what stands for itself.
    pub(super) fn entry(&self) -> Option<EntryId> {
        self.word.map(|word| word.entry)
    }
}

/// Longer runs are cut here, whatever they are.
const LONGEST: usize = 1000;
/// Runs remembered, a power of two. Lists say the same things again and again.
const REMEMBERED: usize = 1 << 16;
/// The same for who reads a library: most applicants come again, but not soon.
const MANY: usize = 1 << 17;
/// The same for who reads a term or two and is thrown away.
const ONCE: usize = 1 << 4;
/// Slots side by side for runs of the same number, as far as it tells slots apart.
const WAYS: usize = 4;
/// Bits of a slot that are no place but some of the run's number.
const TAGGED: u32 = 0xFF << 24;
/// Bytes remembered for each slot before all is forgotten.
const BYTES: usize = 64;

/// What is remembered of a word besides its bytes: looking elsewhere for each of them would take longest of all.
#[derive(Clone, Copy, Debug)]
struct Word {
    entry: EntryId,
    /// Bits of [`VERB`] and others.
    kind: u8,
    romaji_length: u8,
    /// Where its other readings lie; its romaji comes after them.
    rest: u32,
}

/// The kana after it may belong to it.
const VERB: u8 = 1;
/// It was taken for a family name, so that a given name may follow.
const SURNAME: u8 = 2;
/// It is the last of its run.
const LAST: u8 = 4;
/// It is a given name or a single kanji, so that it may be part of a name that no dictionary has.
const NAME: u8 = 8;
/// How many other readings it has, in the bits from here on.
const OTHERS_AT: u32 = 4;
/// Bytes of one of them: how much dearer it is, and its number.
const OTHER_BYTES: usize = 6;

/// The words of runs met before, found by a number made from the run.
///
/// Two runs with the same 48 bits are not told apart: that is rarer than anything else that can be misread.
#[derive(Debug)]
pub(super) struct Memory {
    /// How many slots there are once there are any.
    room: usize,
    /// Where the words are.
    slots: Vec<u32>,
    /// Of each run half of its number; then of each of its words where it ends, its kind, the length of its romaji,
    /// its number, its other readings, its romaji.
    words: Vec<u8>,
}

impl Default for Memory {
    fn default() -> Self {
        Self {
            room: REMEMBERED,
            slots: Vec::new(),
            words: Vec::new(),
        }
    }
}

impl Memory {
    /// Forgets all when there is too much of it; between texts, because pieces point into it.
    fn make_room(&mut self) {
        if self.slots.is_empty() || self.words.len() > self.room * BYTES {
            self.slots.clear();
            self.slots.resize(self.room, u32::MAX);
            self.words.clear();
        }
    }

    fn get(&self, number: u64) -> Option<usize> {
        let mark = Self::mark(number);
        let slots = self.slots.get(self.slot(number)..)?.first_chunk::<WAYS>()?;
        let tag = Self::tag(number);
        slots.iter().find_map(|&slot| {
            // Most of the others need no look elsewhere.
            let first = (slot & TAGGED == tag).then_some((slot & !TAGGED) as usize)?;
            let (&met, _) = self.words.get(first..)?.split_first_chunk()?;
            (met == mark).then_some(first + mark.len())
        })
    }

    fn put(&mut self, sources: Sources<'_>, number: u64, tokens: &[Token], run: &str) -> usize {
        if tokens.is_empty() {
            return usize::MAX;
        }
        let first = self.words.len();
        let mark = Self::mark(number);
        self.words.extend(mark);
        let mut ends = run.char_indices().map(|(at, c)| at + c.len_utf8());
        let mut before = 0;
        for (i, token) in tokens.iter().enumerate() {
            let romaji = token.entry().map_or(&[][..], |id| sources.romaji(id));
            let romaji_length = u8::try_from(romaji.len()).unwrap_or(0);
            let others = token.others().fold(0, |n, _| n + (1 << OTHERS_AT));
            let name = token.to == before + 1
                || sources.entry(token.entry).class() == dictionary::GIVEN_NAME;
            let kind = others
                | if token.verb { VERB } else { 0 }
                | if token.surname { SURNAME } else { 0 }
                | if name { NAME } else { 0 }
                | if i + 1 == tokens.len() { LAST } else { 0 };
            let end = ends.nth(usize::from(token.to.saturating_sub(before + 1)));
            before = token.to;
            let end = u16::try_from(end.unwrap_or(0)).unwrap_or(0);
            self.words.extend(end.to_le_bytes());
            self.words.extend([kind, romaji_length]);
            self.words.extend(token.entry.to_le_bytes());
            for (dearer, EntryId(id)) in token.others() {
                let dearer = u16::try_from(dearer).unwrap_or(u16::MAX);
                self.words.extend(dearer.to_le_bytes());
                self.words.extend(id.to_le_bytes());
            }
            self.words
                .extend(romaji.iter().take(usize::from(romaji_length)));
        }
        // The newest comes first and drives the oldest away.
        let place = u32::try_from(first)
            .ok()
            .filter(|first| first & TAGGED == 0);
        let Some(place) = place else {
            return first + mark.len();
        };
        let mut moved = place | Self::tag(number);
        let at = self.slot(number);
        for slot in self.slots.iter_mut().skip(at).take(WAYS) {
            std::mem::swap(slot, &mut moved);
        }
        first + mark.len()
    }

    /// The first of the slots that a run may have.
    fn slot(&self, number: u64) -> usize {
        usize::try_from(number >> 32).unwrap_or(0) & (self.room - WAYS)
    }

    /// A few bits of the number for a slot.
    fn tag(number: u64) -> u32 {
        u32::try_from(number >> 32).unwrap_or(0) & TAGGED
    }

    fn mark(number: u64) -> [u8; 4] {
        let [mark @ .., _, _, _, _] = number.to_le_bytes();
        mark
    }

    /// The word at a place: where in the run it ends, what is known of it, and the place of the next.
    fn word(&self, at: usize) -> Option<(u16, Word, usize)> {
        let head: &[u8; 8] = self.words.get(at..)?.first_chunk()?;
        let [to_low, to_high, kind, romaji_length, entry @ ..] = *head;
        let rest = at + head.len();
        let word = Word {
            entry: EntryId(u32::from_le_bytes(entry)),
            kind,
            romaji_length,
            rest: u32::try_from(rest).unwrap_or(u32::MAX),
        };
        let next = word.romaji_at() + usize::from(romaji_length);
        Some((u16::from_le_bytes([to_low, to_high]), word, next))
    }

    /// The best reading of a piece found by this finder for the text at hand.
    pub(super) fn romaji(&self, piece: &Piece) -> &[u8] {
        let (romaji, length) = self.romaji_on(piece);
        romaji.get(..length).unwrap_or_default()
    }

    /// The same with whatever stands behind it, and its length.
    pub(super) fn romaji_on(&self, piece: &Piece) -> (&[u8], usize) {
        let Some(word) = piece.word else {
            return (&[], 0);
        };
        let romaji = self.words.get(word.romaji_at()..);
        (romaji.unwrap_or_default(), usize::from(word.romaji_length))
    }

    /// Its other readings with how much dearer they are, likeliest first.
    pub(super) fn others(&self, piece: &Piece) -> impl Iterator<Item = (i32, EntryId)> + '_ {
        let range = piece
            .word
            .map_or(0..0, |word| word.rest as usize..word.romaji_at());
        let others = self.words.get(range).unwrap_or_default();
        let others = others.as_chunks::<OTHER_BYTES>().0.iter();
        others.map(|&[low, high, id @ ..]| {
            let dearer = u16::from_le_bytes([low, high]);
            (i32::from(dearer), EntryId(u32::from_le_bytes(id)))
        })
    }
}

impl Word {
    fn romaji_at(self) -> usize {
        self.rest as usize + usize::from(self.kind >> OTHERS_AT) * OTHER_BYTES
    }
}

/// Finds the pieces; keeps its room from text to text.
#[derive(Debug, Default)]
pub(super) struct Finder {
    letters: Vec<char>,
    tokens: Vec<Token>,
    pub(super) memory: Memory,
}

/// A run of kanji with its kana, as far as it goes.
#[derive(Clone, Copy, Debug, Default)]
struct Run {
    /// Its first byte.
    start: usize,
    /// Characters.
    length: usize,
    /// A number for all of them.
    number: u64,
    last: char,
    /// The one before the last.
    other: char,
    /// Hiragana at its end.
    hiragana: usize,
}

impl Run {
    #[inline]
    fn push(&mut self, at: usize, c: char, script: Script) {
        if self.length == 0 {
            self.start = at;
        }
        self.length += 1;
        self.number = mix(self.number, c.into());
        self.other = std::mem::replace(&mut self.last, c);
        self.hiragana = if script == Script::Hiragana {
            self.hiragana + 1
        } else {
            0
        };
    }

    /// Whether no word goes on after this run, so that it is remembered without what follows.
    #[inline]
    fn ends(&self, next: Option<Script>) -> bool {
        match self.last {
            '社' => self.other == '会',
            '人' => self.other == '法',
            'を' | 'は' | 'で' | 'た' | 'る' => next == Some(Script::Kanji),
            'の' | 'に' | 'が' | 'と' | 'な' | 'び' | 'も' | 'や' => {
                next == Some(Script::Kanji)
                    && (self.hiragana > 1 || (self.other, self.last) == ('及', 'び'))
            }
            _ => false,
        }
    }
}

impl Finder {
    /// For a million texts.
    pub(super) fn of_many() -> Self {
        Self {
            memory: Memory {
                room: MANY,
                ..Memory::default()
            },
            ..Self::default()
        }
    }

    /// For a text or two: making room for many would take longer than reading them.
    pub(super) fn once() -> Self {
        Self {
            memory: Memory {
                room: ONCE,
                ..Memory::default()
            },
            ..Self::default()
        }
    }

    /// Cuts `text` into `pieces` (cleared first), which tile it.
    pub(super) fn find(
        &mut self,
        sources: Sources<'_>,
        lattice: &mut Lattice,
        text: &str,
        pieces: &mut Vec<Piece>,
    ) {
        pieces.clear();
        self.memory.make_room();
        let scripts = Script::all();
        let script = |c: char| match scripts.get(c as usize) {
            Some(&script) => script,
            None => Script::of(c),
        };
        let mut run = Run::default();
        let mut until = 0;
        let mut chars = text.char_indices().map(|(at, c)| (at, c, script(c)));
        let mut ahead = chars.next();
        while let Some((at, c, script)) = ahead {
            ahead = chars.next();
            let next = ahead.map(|(.., script)| script);
            let end = ahead.map_or(text.len(), |(at, ..)| at);
            if script == Script::Kanji && matches!(next, Some(Script::Katakana | Script::Latin)) {
                let rest = text.get(at..).unwrap_or_default();
                until = until.max(at + sources.longest(rest));
            }
            // A run of kanji with its kana ends where no word of the dictionary goes on.
            let goes_on = run.length > 0
                && match script {
                    Script::Hiragana => run.hiragana < 4,
                    Script::Katakana => {
                        run.hiragana == 0 && joins(c) && next == Some(Script::Kanji)
                    }
                    _ => false,
                };
            if script == Script::Kanji || goes_on || (at < until && run.length > 0) {
                if run.length >= LONGEST || (matches!(c, '株' | '有') && starts_form(text, at)) {
                    self.flush(sources, lattice, text, &mut run, at, pieces);
                }
                run.push(at, c, script);
                if next.is_none() || run.ends(next) {
                    self.flush(sources, lattice, text, &mut run, end, pieces);
                }
                continue;
            }
            self.flush(sources, lattice, text, &mut run, at, pieces);
            alone(pieces, c, script, at, end);
            // What follows in the same writing goes on with it, unless a run may start.
            if let Some(piece) = pieces.last_mut().filter(|p| p.script == script)
                && script != Script::Kanji
            {
                while ahead.is_some_and(|next| next.2 == script) {
                    ahead = chars.next();
                }
                piece.end = place(ahead.map_or(text.len(), |(at, ..)| at));
            }
        }
    }

    /// Cuts the run collected so far, which ends at `end`, and begins another one.
    fn flush(
        &mut self,
        sources: Sources<'_>,
        lattice: &mut Lattice,
        text: &str,
        run: &mut Run,
        end: usize,
        pieces: &mut Vec<Piece>,
    ) {
        let run = std::mem::take(run);
        if run.length == 0 {
            return;
        }
        let after = match pieces.last().map(|piece| piece.script) {
            Some(Script::Digit) => NUMERAL,
            Some(Script::Katakana | Script::Latin | Script::Foreign) => FOREIGN,
            Some(Script::Mark) if after_surname(pieces) => dictionary::SURNAME,
            _ => EDGE,
        };
        let number = mix(run.number, after.into());
        let number = number ^ number >> 32;
        let known = self.memory.get(number).unwrap_or_else(|| {
            let written = text.get(run.start..end).unwrap_or_default();
            self.letters.clear();
            self.letters.extend(written.chars());
            lattice.split(sources, &self.letters, after, &mut self.tokens);
            self.memory.put(sources, number, &self.tokens, written)
        });
        let mut at = known;
        let mut from = run.start;
        while let Some((to, word, next)) = self.memory.word(at) {
            let to = run.start + usize::from(to);
            if word.entry.0 != NONE {
                pieces.push(Piece {
                    start: place(from),
                    end: place(to),
                    script: Script::Kanji,
                    continues: false,
                    word: Some(word),
                });
            } else if let Some(c) = text.get(from..).and_then(|rest| rest.chars().next()) {
                alone(pieces, c, Script::of(c), from, to);
            }
            if word.kind & LAST != 0 {
                break;
            }
            at = next;
            from = to;
        }
    }
}

/// A place in a text.
fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Whether the pieces end with a family name and one blank.
pub(super) fn after_surname(pieces: &[Piece]) -> bool {
    let [.., name, blank] = pieces else {
        return false;
    };
    let wide = blank.end - blank.start;
    let mark = blank.script == Script::Mark && (wide == 1 || wide == 3);
    mark && name.word.is_some_and(|word| word.kind & SURNAME != 0)
}

/// Whether a legal form starts here, which is never part of a longer word.
fn starts_form(text: &str, at: usize) -> bool {
    text.get(at..)
        .is_some_and(|rest| rest.starts_with("株式会社") || rest.starts_with("有限会社"))
}

/// Katakana that stand between kanji as part of names and counters: 関ケ原, 一ノ瀬, 三ツ星.
fn joins(c: char) -> bool {
    matches!(
        c,
        'ケ' | 'ヶ' | 'ヵ' | 'カ' | 'ノ' | 'ツ' | 'ッ' | 'ニ' | 'ハ' | 'ガ'
    )
}

/// A number for a run with one more character.
#[inline]
fn mix(number: u64, c: u64) -> u64 {
    (number.rotate_left(23) ^ c).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Adds a character that stands for itself, to the last piece if it is of the same script.
fn alone(pieces: &mut Vec<Piece>, c: char, script: Script, start: usize, end: usize) {
    let before = pieces.last_mut();
    let continues = script == Script::Hiragana
        && before
            .as_ref()
            .and_then(|piece| piece.word)
            .is_some_and(|word| word.kind & VERB != 0);
    match before {
        Some(piece) if piece.entry().is_none() && (piece.script == script || is_mark(c)) => {
            piece.end = place(end);
        }
        _ => pieces.push(Piece {
            start: place(start),
            end: place(end),
            script,
            continues,
            word: None,
        }),
    }
}
