//! A text cut into words of the dictionary and stretches that stand for themselves.

use super::dictionary::EDGE;
use super::dictionary::FOREIGN;
use super::dictionary::NUMERAL;
use super::dictionary::SURNAME;
use super::lattice::Lattice;
use super::word::EntryId;
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
    token: Option<Token>,
}

impl Piece {
    /// Its bytes.
    pub(super) fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// What reads it; nothing for what stands for itself.
    pub(super) fn entry(&self) -> Option<EntryId> {
        self.token.as_ref().and_then(Token::entry)
    }

    /// Other readings with how much dearer they are, likeliest first.
    pub(super) fn others(&self) -> impl Iterator<Item = (i32, EntryId)> + '_ {
        self.token.iter().flat_map(Token::others)
    }
}

/// Longer runs are cut here, whatever they are.
const LONGEST: usize = 1000;
/// Runs remembered, a power of two. Lists say the same things again and again.
const REMEMBERED: usize = 1 << 16;
/// The same for who reads a term or two and is thrown away.
const ONCE: usize = 1 << 4;
/// Words remembered before all is forgotten.
const ROOM: usize = 1 << 18;

/// The words of runs met before, found by a number made from the run.
///
/// Two runs with the same 48 bits are not told apart: that is rarer than anything else that can be misread.
#[derive(Debug)]
pub(super) struct Memory {
    /// How many slots there are once there are any.
    room: usize,
    /// Half of the number, and the first of the tokens; the last one says that it is.
    slots: Vec<(u32, u32)>,
    tokens: Vec<Token>,
    /// Their romaji; words that stand together lie together.
    romaji: Vec<u8>,
}

impl Default for Memory {
    fn default() -> Self {
        Self {
            room: REMEMBERED,
            slots: Vec::new(),
            tokens: Vec::new(),
            romaji: Vec::new(),
        }
    }
}

impl Memory {
    /// Forgets all when there is too much of it; between texts, because pieces point into it.
    fn make_room(&mut self) {
        if self.slots.is_empty() || self.tokens.len() > ROOM {
            self.slots.clear();
            self.slots.resize(self.room, (0, 0));
            self.tokens.clear();
            self.romaji.clear();
        }
    }

    fn get(&self, number: u64) -> Option<usize> {
        let &(known, first) = self.slots.get(self.slot(number))?;
        (known == Self::mark(number)).then_some(first as usize)
    }

    fn put(&mut self, sources: Sources<'_>, number: u64, tokens: &[Token]) -> usize {
        if tokens.is_empty() {
            return usize::MAX;
        }
        let first = self.tokens.len();
        for token in tokens {
            let romaji = token.entry().map_or(&[][..], |id| sources.romaji(id));
            let mut token = *token;
            token.romaji = u32::try_from(self.romaji.len()).unwrap_or(u32::MAX);
            token.romaji_length = u8::try_from(romaji.len()).unwrap_or(0);
            self.tokens.push(token);
            self.romaji.extend_from_slice(romaji);
        }
        if let Some(last) = self.tokens.last_mut() {
            last.last = true;
        }
        let slot = self.slot(number);
        if let Some(slot) = self.slots.get_mut(slot) {
            *slot = (Self::mark(number), u32::try_from(first).unwrap_or(0));
        }
        first
    }

    fn slot(&self, number: u64) -> usize {
        usize::try_from(number >> 32).unwrap_or(0) & (self.room - 1)
    }

    /// Never 0, which stands for nothing remembered.
    fn mark(number: u64) -> u32 {
        u32::try_from(number & u64::from(u32::MAX))
            .unwrap_or(0)
            .max(1)
    }

    /// The best reading of a piece found by this finder for the text at hand.
    pub(super) fn romaji(&self, piece: &Piece) -> &[u8] {
        let Some(token) = &piece.token else {
            return &[];
        };
        let start = token.romaji as usize;
        self.romaji
            .get(start..start + usize::from(token.romaji_length))
            .unwrap_or_default()
    }
}

/// Finds the pieces; keeps its room from text to text.
#[derive(Debug, Default)]
pub(super) struct Finder {
    run: Vec<char>,
    offsets: Vec<u32>,
    tokens: Vec<Token>,
    pub(super) memory: Memory,
}

impl Finder {
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
        self.run.clear();
        self.offsets.clear();
        let mut hiragana = 0;
        let mut until = 0;
        let mut chars = text.char_indices().map(|(at, c)| (at, c, Script::of(c)));
        let mut ahead = chars.next();
        while let Some((at, c, script)) = ahead {
            ahead = chars.next();
            let next = ahead.map(|(.., script)| script);
            let start = u32::try_from(at).unwrap_or(u32::MAX);
            let end = u32::try_from(at + c.len_utf8()).unwrap_or(u32::MAX);
            if script == Script::Kanji && matches!(next, Some(Script::Katakana | Script::Latin)) {
                let rest = text.get(at..).unwrap_or_default();
                until = until.max(at + sources.longest(rest));
            }
            // A run of kanji with its kana ends where no word of the dictionary goes on.
            let inside = match script {
                Script::Kanji => true,
                Script::Hiragana => !self.run.is_empty() && hiragana < 4,
                Script::Katakana => {
                    hiragana == 0 && joins(c) && next == Some(Script::Kanji) && !self.run.is_empty()
                }
                _ => false,
            } || (at < until && !self.run.is_empty());
            if inside {
                if self.run.is_empty()
                    || self.run.len() >= LONGEST
                    || (matches!(c, '株' | '有') && starts_form(text, at))
                {
                    self.flush(sources, lattice, start, pieces);
                    hiragana = 0;
                }
                self.run.push(c);
                self.offsets.push(start);
                if script == Script::Hiragana {
                    hiragana += 1;
                } else {
                    hiragana = 0;
                }
                if next.is_none() || ends(&self.run, hiragana, next) {
                    self.flush(sources, lattice, end, pieces);
                }
            } else {
                self.flush(sources, lattice, start, pieces);
                alone(pieces, c, script, start, end);
            }
        }
    }

    /// Whether the pieces end with a family name and one blank.
    fn after_surname(pieces: &[Piece]) -> bool {
        let [.., name, blank] = pieces else {
            return false;
        };
        let blank = blank.end - blank.start;
        name.token.is_some_and(|token| token.surname) && (blank == 1 || blank == 3)
    }

    /// Cuts the run collected so far, which ends at `end`.
    fn flush(
        &mut self,
        sources: Sources<'_>,
        lattice: &mut Lattice,
        end: u32,
        pieces: &mut Vec<Piece>,
    ) {
        if self.run.is_empty() {
            return;
        }
        let after = match pieces.last().map(|piece| piece.script) {
            Some(Script::Digit) => NUMERAL,
            Some(Script::Katakana | Script::Latin | Script::Foreign) => FOREIGN,
            Some(Script::Mark) if Self::after_surname(pieces) => SURNAME,
            _ => EDGE,
        };
        self.offsets.push(end);
        let number = number(&self.run, after);
        let known = self.memory.get(number).unwrap_or_else(|| {
            lattice.split(sources, &self.run, after, &mut self.tokens);
            self.memory.put(sources, number, &self.tokens)
        });
        let tokens = self.memory.tokens.get(known..).unwrap_or_default();
        let offset = |i: u16| {
            self.offsets
                .get(usize::from(i))
                .copied()
                .unwrap_or(u32::MAX)
        };
        for token in tokens {
            let (start, end) = (offset(token.from), offset(token.to));
            if token.entry().is_some() {
                pieces.push(Piece {
                    start,
                    end,
                    script: Script::Kanji,
                    continues: false,
                    token: Some(*token),
                });
            } else if let Some(&c) = self.run.get(usize::from(token.from)) {
                alone(pieces, c, Script::of(c), start, end);
            }
            if token.last {
                break;
            }
        }
        self.run.clear();
        self.offsets.clear();
    }
}

/// Whether a legal form starts here, which is never part of a longer word.
fn starts_form(text: &str, at: usize) -> bool {
    text.get(at..)
        .is_some_and(|rest| rest.starts_with("株式会社") || rest.starts_with("有限会社"))
}

/// Whether no word goes on after this run, so that it is remembered without what follows.
fn ends(run: &[char], hiragana: usize, next: Option<Script>) -> bool {
    if let [.., '会', '社'] | [.., '法', '人'] = run {
        return true;
    }
    if next != Some(Script::Kanji) {
        return false;
    }
    match run.last() {
        Some('を' | 'は' | 'で' | 'た' | 'る') => true,
        Some('の' | 'に' | 'が' | 'と' | 'な' | 'び' | 'も' | 'や') => {
            hiragana > 1 || run.ends_with(&['及', 'び'])
        }
        _ => false,
    }
}

/// Katakana that stand between kanji as part of names and counters: 関ケ原, 一ノ瀬, 三ツ星.
fn joins(c: char) -> bool {
    matches!(
        c,
        'ケ' | 'ヶ' | 'ヵ' | 'カ' | 'ノ' | 'ツ' | 'ッ' | 'ニ' | 'ハ' | 'ガ'
    )
}

/// A number for a run.
fn number(run: &[char], after: u8) -> u64 {
    let mut number = u64::from(after) + 1;
    for &c in run {
        number =
            (number.rotate_left(23) ^ u64::from(u32::from(c))).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        number ^= number >> 29;
    }
    number
}

/// Adds a character that stands for itself, to the last piece if it is of the same script.
fn alone(pieces: &mut Vec<Piece>, c: char, script: Script, start: u32, end: u32) {
    let before = pieces.last_mut();
    let continues = script == Script::Hiragana
        && before
            .as_ref()
            .and_then(|piece| piece.token)
            .is_some_and(|token| token.verb);
    match before {
        Some(piece) if piece.entry().is_none() && (piece.script == script || is_mark(c)) => {
            piece.end = end;
        }
        _ => pieces.push(Piece {
            start,
            end,
            script,
            continues,
            token: None,
        }),
    }
}
