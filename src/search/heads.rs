//! Records by the first letters of their words: one or two letters are met nearly everywhere, so looking for them
//! would take longest of all.

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
    Many(Vec<u64>),
}

/// The lists; none where there are few records.
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
        for record in 0..rom.len() {
            let Ok(id) = u16::try_from(record) else { break };
            let from = rom.start(record);
            let bytes = rom.slice(record, record + 1);
            rom.soft.each(from, from + bytes.len(), |at| {
                let (Some(&first), Some(&second)) = (bytes.get(at - from), rom.bytes.get(at + 1))
                else {
                    return;
                };
                let second = if rom.soft.get(at + 1) { 0 } else { second };
                if let Some(list) = slot(first, second).and_then(|h| lists.get_mut(h))
                    && list.last() != Some(&id)
                {
                    list.push(id);
                }
            });
        }
        let words = rom.len().div_ceil(64);
        let lists = lists.into_iter().map(|mut list| {
            if list.len() * 2 <= words * 8 {
                list.shrink_to_fit();
                return List::Few(list);
            }
            let mut many = vec![0u64; words];
            for id in list {
                if let Some(word) = many.get_mut(usize::from(id) / 64) {
                    *word |= 1 << (id % 64);
                }
            }
            List::Many(many)
        });
        Self(lists.collect())
    }

    /// Calls `each` with the records that have a word with this start, of one or two letters, in their order; false
    /// if that is not known.
    pub(super) fn each(&self, start: &[u8], records: usize, mut each: impl FnMut(u16)) -> bool {
        if let [first, second] = *start
            && let Some(List::Few(list)) = slot(first, second).and_then(|s| self.0.get(s))
            && second.is_ascii_lowercase()
        {
            for &id in list {
                each(id);
            }
            return true;
        }
        let slots = match *start {
            [first] => slot(first, b'a').map(|s| s..s + 27),
            [first, second] if second.is_ascii_lowercase() => slot(first, second).map(|s| s..s + 1),
            _ => None,
        };
        let Some(met) = slots.and_then(|slots| self.all(slots, records)) else {
            return false;
        };
        for (&word, base) in met.iter().zip((0u16..).step_by(64)) {
            let mut word = word;
            while word != 0 {
                each(base + u16::try_from(word.trailing_zeros()).unwrap_or(0));
                word &= word - 1;
            }
        }
        true
    }

    /// The records, as bits, in which a word starts so, or with the first of two letters alone before another word.
    pub(super) fn bits(&self, start: &[u8], records: usize) -> Option<Vec<u64>> {
        match *start {
            [first] => self.all(slot(first, b'a').map(|s| s..s + 27)?, records),
            [first, second] => {
                self.all([slot(first, second)?, slot(first, 0)?].into_iter(), records)
            }
            _ => None,
        }
    }

    /// The records of several lists, as bits.
    fn all(&self, slots: impl Iterator<Item = usize>, records: usize) -> Option<Vec<u64>> {
        let mut met = vec![0u64; records.div_ceil(64)];
        for slot in slots {
            match self.0.get(slot)? {
                List::Few(list) => {
                    for &id in list {
                        if let Some(word) = met.get_mut(usize::from(id) / 64) {
                            *word |= 1 << (id % 64);
                        }
                    }
                }
                List::Many(many) => {
                    for (word, &m) in met.iter_mut().zip(many) {
                        *word |= m;
                    }
                }
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
                List::Many(many) => (many.len(), MANY),
            };
            // No list is longer than there are records in a shard.
            bytes.extend(u32::try_from(len).unwrap_or(0).to_le_bytes());
            bytes.push(kind);
            match list {
                List::Few(list) => bytes.extend(list.iter().flat_map(|n| n.to_le_bytes())),
                List::Many(many) => bytes.extend(many.iter().flat_map(|n| n.to_le_bytes())),
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
                List::Many(many.map(|&n| u64::from_le_bytes(n)).collect())
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
                        List::Many(many) => many.len() * 8,
                    }
            })
            .sum()
    }
}
