//! A text cut into words of the dictionary and stretches that stand for themselves.

use super::dictionary::EDGE;
use super::dictionary::FOREIGN;
use super::dictionary::NUMERAL;
use super::lattice::EntryId;
use super::lattice::Lattice;
use super::lattice::Script;
use super::lattice::Sources;
use super::lattice::Token;
use crate::search::romaji::is_mark;
use std::ops::Range;

/// One piece of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    start: u32,
    end: u32,
    pub(super) script: Script,
    /// What reads it; nothing for what stands for itself.
    pub(super) entry: Option<EntryId>,
    /// Kana that belong to the verb before them.
    pub(super) continues: bool,
    token: Option<Token>,
}

impl Piece {
    /// Its bytes.
    pub(super) fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Other readings with how much dearer they are, likeliest first.
    pub(super) fn others(&self) -> impl Iterator<Item = (i32, EntryId)> + '_ {
        self.token.iter().flat_map(Token::others)
    }
}

/// Runs longer than this are rare and not remembered.
const LONG: usize = 24;
/// Runs remembered, a power of two. Lists say the same things again and again.
const REMEMBERED: usize = 1 << 13;

/// A run met before, and its words.
#[derive(Clone, Debug, Default)]
struct Memory {
    after: u8,
    run: Vec<char>,
    tokens: Vec<Token>,
}

/// Finds the pieces; keeps its room from text to text.
#[derive(Debug)]
pub(super) struct Finder {
    run: Vec<char>,
    offsets: Vec<u32>,
    tokens: Vec<Token>,
    memory: Vec<Memory>,
}

impl Default for Finder {
    fn default() -> Self {
        Self {
            run: Vec::new(),
            offsets: Vec::new(),
            tokens: Vec::new(),
            memory: vec![Memory::default(); REMEMBERED],
        }
    }
}

impl Finder {
    /// Cuts `text` into `pieces` (cleared first), which tile it.
    pub(super) fn find(
        &mut self,
        sources: Sources<'_>,
        lattice: &mut Lattice,
        text: &str,
        pieces: &mut Vec<Piece>,
    ) {
        pieces.clear();
        self.run.clear();
        self.offsets.clear();
        let mut hiragana = 0;
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let start = u32::try_from(at).unwrap_or(u32::MAX);
            let end = u32::try_from(at + c.len_utf8()).unwrap_or(u32::MAX);
            let script = Script::of(c);
            let next = chars.peek().map(|&(_, c)| Script::of(c));
            // A run of kanji with its kana ends where no word of the dictionary goes on.
            let inside = match script {
                Script::Kanji => true,
                Script::Hiragana => !self.run.is_empty() && hiragana < 4,
                Script::Katakana => {
                    hiragana == 0 && joins(c) && next == Some(Script::Kanji) && !self.run.is_empty()
                }
                _ => false,
            };
            if inside {
                if self.run.is_empty() {
                    hiragana = 0;
                }
                self.run.push(c);
                self.offsets.push(start);
                hiragana = if script == Script::Hiragana {
                    hiragana + 1
                } else {
                    0
                };
                if c == 'を' || next.is_none() {
                    self.flush(sources, lattice, end, pieces);
                }
            } else {
                self.flush(sources, lattice, start, pieces);
                alone(pieces, c, script, start, end);
            }
        }
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
            _ => EDGE,
        };
        self.offsets.push(end);
        let tokens = if self.run.len() > LONG {
            lattice.split(sources, &self.run, after, &mut self.tokens);
            &self.tokens
        } else {
            let place = hash(&self.run, after) & (REMEMBERED - 1);
            let Some(memory) = self.memory.get_mut(place) else {
                return;
            };
            if memory.after != after || memory.run != self.run {
                lattice.split(sources, &self.run, after, &mut memory.tokens);
                memory.after = after;
                memory.run.clone_from(&self.run);
            }
            &memory.tokens
        };
        let offset = |i: u32| self.offsets.get(i as usize).copied().unwrap_or(u32::MAX);
        for token in tokens {
            let (start, end) = (offset(token.from), offset(token.to));
            if token.entry.is_some() {
                pieces.push(Piece {
                    start,
                    end,
                    script: Script::Kanji,
                    entry: token.entry,
                    continues: false,
                    token: Some(*token),
                });
            } else if let Some(&c) = self.run.get(token.from as usize) {
                alone(pieces, c, Script::of(c), start, end);
            }
        }
        self.run.clear();
        self.offsets.clear();
    }
}

/// Katakana that stand between kanji as part of names and counters: 関ケ原, 一ノ瀬, 三ツ星.
fn joins(c: char) -> bool {
    matches!(
        c,
        'ケ' | 'ヶ' | 'ヵ' | 'カ' | 'ノ' | 'ツ' | 'ッ' | 'ニ' | 'ハ' | 'ガ'
    )
}

fn hash(run: &[char], after: u8) -> usize {
    let mut hash = u64::from(after);
    for &c in run {
        hash = (hash.rotate_left(5) ^ u64::from(u32::from(c))).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
    usize::try_from(hash >> 40).unwrap_or(0)
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
        Some(piece) if piece.entry.is_none() && (piece.script == script || is_mark(c)) => {
            piece.end = end;
        }
        _ => pieces.push(Piece {
            start,
            end,
            script,
            entry: None,
            continues,
            token: None,
        }),
    }
}
