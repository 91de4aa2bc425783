//! Records by the first letters of their words: one or two letters are met nearly everywhere, so looking for them
//! would take longest of all.

use super::bits::Bits;
use super::shard::Stream;

/// Lists for words that start with these two letters; the second may be none.
const LISTS: usize = 26 * 27;

/// What tells the forms apart in a file.
const FEW: u8 = 0;
const MANY: u8 = 1;

/// Records in their order, in whichever form is smaller.
#[derive(Clone, Debug)]
enum List {
    Few(Vec<u16>),
    Many(Bits),
}

/// The lists; none before they are made.
#[derive(Clone, Debug, Default)]
pub(super) struct Heads(Vec<List>);

/// The list of words that start with `first` and `second`.
fn slot(first: u8, second: u8) -> Option<usize> {
    let letter = |b: u8| b.is_ascii_lowercase().then(|| usize::from(b - b'a'));
    Some(letter(first)? * 27 + letter(second).unwrap_or(26))
}

impl Heads {
    /// Lists the records of the reading stream.
    pub(super) fn new(rom: &Stream) -> Self {
        let mut lists: Vec<Vec<u16>> = vec![Vec::new(); LISTS];
        let all = rom.len().min(usize::from(u16::MAX) + 1);
        // A bit for each of 64 records: a list of its own for each word would be read and written all the time.
        let mut met = [0u64; LISTS];
        for base in (0..all).step_by(64) {
            for record in base..(base + 64).min(all) {
                let bit = 1 << (record - base);
                let (from, to) = (rom.start(record), rom.start(record + 1));
                rom.soft.each(from, to, |at| {
                    let Some(&[first, second]) =
                        rom.bytes.get(at..at + 2).and_then(<[u8]>::first_chunk)
                    else {
                        return;
                    };
                    let second = if rom.soft.get(at + 1) { 0 } else { second };
                    if let Some(met) = slot(first, second).and_then(|slot| met.get_mut(slot)) {
                        *met |= bit;
                    }
                });
            }
            for (list, met) in lists.iter_mut().zip(&mut met) {
                while *met != 0 {
                    let record = base + met.trailing_zeros() as usize;
                    list.extend(u16::try_from(record));
                    *met &= *met - 1;
                }
            }
        }
        let words = rom.len().div_ceil(64);
        let lists = lists.into_iter().map(|mut list| {
            if list.len() * 2 <= words * 8 {
                list.shrink_to_fit();
                return List::Few(list);
            }
            let mut many = Bits::none(rom.len());
            for id in list {
                many.set(usize::from(id));
            }
            List::Many(many)
        });
        Self(lists.collect())
    }

    /// The records that have a word with this start, of one or two letters; none if that is not known.
    pub(super) fn exactly(&self, start: &[u8], records: usize) -> Option<Bits> {
        match *start {
            [first, second] if second.is_ascii_lowercase() => {
                let slot = slot(first, second)?;
                self.all(slot..=slot, records)
            }
            [_] => self.about(start, records),
            _ => None,
        }
    }

    /// The records that have a word with this start, or with the first of its two letters alone before another word.
    pub(super) fn about(&self, start: &[u8], records: usize) -> Option<Bits> {
        match *start {
            [first] => self.all(slot(first, b'a').map(|s| s..s + 27)?, records),
            [first, second] => {
                self.all([slot(first, second)?, slot(first, 0)?].into_iter(), records)
            }
            _ => None,
        }
    }

    /// The records of several lists.
    fn all(&self, slots: impl Iterator<Item = usize>, records: usize) -> Option<Bits> {
        let mut met = Bits::none(records);
        for slot in slots {
            match self.0.get(slot)? {
                List::Few(list) => list.iter().for_each(|&id| met.set(usize::from(id))),
                List::Many(many) => met.add(many),
            }
        }
        Some(met)
    }

    /// The lists for a file: for each its length and its kind, then what is in it.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.size());
        for list in &self.0 {
            let (len, kind) = match list {
                List::Few(list) => (list.len(), FEW),
                List::Many(many) => (many.0.len(), MANY),
            };
            // No list is longer than there are records in a shard.
            bytes.extend(u32::try_from(len).unwrap_or(0).to_le_bytes());
            bytes.push(kind);
            match list {
                List::Few(list) => bytes.extend(list.iter().flat_map(|n| n.to_le_bytes())),
                List::Many(many) => bytes.extend(many.0.iter().flat_map(|n| n.to_le_bytes())),
            }
        }
        bytes
    }

    /// The same from such bytes, if they are such.
    pub(super) fn of_bytes(mut bytes: &[u8]) -> Option<Self> {
        let mut lists = Vec::with_capacity(LISTS);
        while let Some((&len, rest)) = bytes.split_first_chunk() {
            let len = usize::try_from(u32::from_le_bytes(len)).ok()?;
            let (&kind, rest) = rest.split_first()?;
            let width = match kind {
                FEW => 2,
                MANY => 8,
                _ => return None,
            };
            let (list, rest) = rest.split_at_checked(len.checked_mul(width)?)?;
            lists.push(if kind == FEW {
                let list = list.as_chunks().0.iter();
                List::Few(list.map(|&n| u16::from_le_bytes(n)).collect())
            } else {
                let many = list.as_chunks().0.iter();
                List::Many(Bits(many.map(|&n| u64::from_le_bytes(n)).collect()))
            });
            bytes = rest;
        }
        (bytes.is_empty() && matches!(lists.len(), 0 | LISTS)).then_some(Self(lists))
    }

    /// Memory in bytes.
    pub(super) fn size(&self) -> usize {
        self.0
            .iter()
            .map(|list| {
                size_of::<List>()
                    + match list {
                        List::Few(list) => list.len() * 2,
                        List::Many(many) => many.0.len() * 8,
                    }
            })
            .sum()
    }
}
