//! A stretch of records in the form in which they are scanned.

use super::alphabet::Alphabet;
use super::bits::Bits;
use super::form::Forms;
use super::heads::Heads;
use super::offsets::Offsets;
use super::openings::Openings;
use super::record::Kind;
use super::romaji;
use super::sieve::Sieve;
use std::sync::Arc;

/// Records in a full shard: small enough to share out between threads, large enough not to count.
pub(super) const SHARD: usize = 1 << 16;
/// Records that are fetched from memory side by side, see [`Stream::fetch`].
pub(super) const FETCHED: usize = 32;
/// Closes a record in a stream.
pub(super) const END: u8 = b'\n';
/// Legal forms in the key stream; parts variants in the reading stream.
pub(super) const SOFT: u8 = 0x1F;

/// All records of a shard one after the other: `[field]text[field]text…\n`.
#[derive(Clone, Debug, Default)]
pub(super) struct Stream {
    pub(super) bytes: Vec<u8>,
    /// Where each record starts; one more at the end.
    pub(super) at: Offsets,
    /// Where a word starts, by a blank, a change of writing or the dictionary.
    pub(super) soft: Bits,
    /// Where a blank, punctuation or a field parts two words; empty in the reading stream.
    pub(super) hard: Bits,
}

/// How well a hit sits in its field, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(super) enum Fit {
    /// The whole field.
    Whole,
    /// A word between blanks.
    Word,
    /// After a blank, to the end of a word.
    Lead,
    /// A word by its writing or the dictionary.
    Part,
    /// The start of a word after a blank.
    Start,
    /// The start of a word by its writing.
    Begin,
    /// Somewhere.
    Inside,
}

impl Fit {
    /// All of them, best first.
    pub(super) const ALL: [Self; 7] = [
        Self::Whole,
        Self::Word,
        Self::Lead,
        Self::Part,
        Self::Start,
        Self::Begin,
        Self::Inside,
    ];
}

impl Stream {
    pub(super) fn len(&self) -> usize {
        self.at.len().saturating_sub(1)
    }

    /// Bytes of the records `from..to`.
    pub(super) fn slice(&self, from: usize, to: usize) -> &[u8] {
        let a = self.at.get(from).unwrap_or(0);
        let b = self.at.get(to).unwrap_or(0);
        self.bytes.get(a..b).unwrap_or_default()
    }

    pub(super) fn start(&self, record: usize) -> usize {
        self.at.get(record).unwrap_or(0)
    }

    /// Reads a byte of each line of memory in which these stretches of records lie, all at once: whoever goes from one
    /// to the next waits for each of them. What follows in a long stretch comes by itself.
    pub(super) fn fetch(&self, stretches: impl Iterator<Item = (usize, usize)>) {
        const LINE: usize = 64;
        const MOST: usize = 16 * LINE;
        let mut sum = 0;
        for (from, to) in stretches {
            let (from, to) = (self.start(from), self.start(to));
            for at in (from..to.min(from + MOST)).step_by(LINE) {
                sum ^= self.byte(at);
            }
            for bits in [&self.soft, &self.hard] {
                sum ^= bits.0.get(from / 64).map_or(0, |w| w.to_le_bytes()[0]);
            }
        }
        std::hint::black_box(sum);
    }

    /// A blank, punctuation or a field parts two words at `at`.
    #[inline]
    pub(super) fn parted(&self, at: usize) -> bool {
        // The reading stream has no blanks: only fields part its words.
        if self.hard.0.is_empty() {
            self.byte(at) < b' ' || self.byte(at.wrapping_sub(1)) < b' '
        } else {
            self.hard.get(at)
        }
    }

    /// Inside a word, romaji is met only where a syllable starts: after a vowel or n.
    pub(super) fn mora(&self, at: usize) -> bool {
        let byte = |i: usize| self.bytes.get(i).copied().unwrap_or(b' ');
        romaji::parted(byte(at.wrapping_sub(1)), byte(at))
    }

    #[inline]
    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(END)
    }

    /// How the hit `from..to` sits.
    #[inline]
    pub(super) fn fit(&self, from: usize, to: usize) -> Fit {
        let soft_start = self.soft.get(from);
        if !soft_start {
            return Fit::Inside;
        }
        // Behind a separator stands another reading of a few words, not a field that starts with them.
        let variant = self.hard.0.is_empty() && self.byte(from.wrapping_sub(1)) == SOFT;
        let hard_start = self.parted(from) && !variant;
        let soft_end = self.soft.get(to);
        if hard_start {
            if soft_end && self.parted(to) {
                let before = self.byte(from.wrapping_sub(1));
                let after = self.byte(to);
                let opens =
                    before < b' ' && (before != SOFT || self.byte(from.wrapping_sub(2)) < b' ');
                let closes = after < b' ' && (after != SOFT || self.byte(to + 1) < b' ');
                return if opens && closes {
                    Fit::Whole
                } else {
                    Fit::Word
                };
            }
            return if soft_end { Fit::Lead } else { Fit::Start };
        }
        if soft_end { Fit::Part } else { Fit::Begin }
    }

    /// The byte that opens the field around `at`.
    pub(super) fn field(&self, at: usize) -> (u8, usize) {
        let head = self.bytes.get(..at).unwrap_or_default();
        let back = head
            .iter()
            .rev()
            .position(|&b| b < b' ' && b != SOFT)
            .unwrap_or(head.len());
        let from = head.len() - back;
        (self.byte(from.wrapping_sub(1)), from)
    }

    /// End of the field around `at`.
    pub(super) fn field_end(&self, at: usize) -> usize {
        let tail = self.bytes.get(at..).unwrap_or_default();
        at + tail
            .iter()
            .position(|&b| b < b' ' && b != SOFT)
            .unwrap_or(tail.len())
    }

    pub(super) fn size(&self) -> usize {
        self.bytes.len() + self.at.size() + (self.soft.0.len() + self.hard.0.len()) * 8
    }
}

/// The records of a shard whose people and companies are at the meeting.
#[derive(Clone, Debug, Default)]
pub(super) struct Room {
    /// Those that can be paired.
    pub(super) partners: Bits,
    pub(super) others: Bits,
}

impl Room {
    /// From the records' flags.
    pub(super) fn of(flags: &[u8]) -> Self {
        let mut room = Self::default();
        for (at, flags) in flags.iter().enumerate().filter(|f| f.1 & PRESENT != 0) {
            let kind = flags & !PRESENT;
            let partner = kind == Kind::Attendee as u8 || kind == Kind::Organisation as u8;
            let set = if partner {
                &mut room.partners
            } else {
                &mut room.others
            };
            set.set(at);
        }
        room
    }
}

/// Up to [`SHARD`] records, immutable once built.
#[derive(Debug)]
pub(super) struct Shard {
    pub(super) alphabet: Arc<Alphabet>,
    /// Originals: id, then each field after its byte, one record after the other.
    pub(super) raw: Vec<u8>,
    pub(super) raw_at: Offsets,
    /// Kind in the low bits, [`PRESENT`] on top.
    pub(super) flags: Vec<u8>,
    pub(super) room: Room,
    /// Folded text.
    pub(super) key: Stream,
    /// Canonical romaji of given and found readings.
    pub(super) rom: Stream,
    /// Some record has an abstract.
    pub(super) long: bool,
    /// Some record has a given reading.
    pub(super) given: bool,
    /// Characters of the basic plane that occur, and the bytes that open fields of the folded text.
    pub(super) seen: Bits,
    /// Records by the first letters of their words, by legal forms, and by how they begin.
    pub(super) heads: Heads,
    pub(super) forms: Forms,
    pub(super) openings: Openings,
    /// Where in `key` and in `rom` a needle may be; empty in small shards.
    pub(super) key_sieve: Sieve,
    pub(super) rom_sieve: Sieve,
}

/// Set in a record's flags if it is in the room.
pub(super) const PRESENT: u8 = 0x80;

impl Shard {
    pub(super) fn len(&self) -> usize {
        self.flags.len()
    }

    pub(super) fn raw(&self, record: usize) -> &str {
        let from = self.raw_at.get(record).unwrap_or(0);
        let to = self.raw_at.get(record + 1).unwrap_or(0);
        // Looked at only where it is shown, so it is not worth it to prove all of a large library on opening it.
        let raw = self.raw.get(from..to).unwrap_or_default();
        std::str::from_utf8(raw).unwrap_or_default()
    }

    /// True if the character occurs somewhere; of those beyond the basic plane several are one.
    pub(super) fn has(&self, c: char) -> bool {
        self.seen.get(u32::from(c) as usize & 0xFFFF)
    }

    /// A part of a library: no meeting has so many records.
    pub(super) fn is_large(&self) -> bool {
        !self.key_sieve.is_empty()
    }

    /// A part of a library of very many records.
    pub(super) fn is_of_very_many(&self) -> bool {
        !self.openings.is_empty()
    }

    /// Makes what a search in many records needs besides the streams; `large`: there are very many.
    pub(super) fn survey(&mut self, large: bool) {
        if large {
            self.openings = Openings::new(&self.key);
        }
        self.key_sieve = Sieve::of_key(&self.key);
        self.rom_sieve = Sieve::of_rom(&self.rom, large);
    }

    /// Memory beyond the original text.
    pub(super) fn size(&self) -> usize {
        self.key.size()
            + self.rom.size()
            + self.heads.size()
            + self.forms.size()
            + self.openings.size()
            + self.key_sieve.size()
            + self.rom_sieve.size()
            + self.seen.0.len() * 8
            + self.raw_at.size()
            + self.flags.len()
    }
}
