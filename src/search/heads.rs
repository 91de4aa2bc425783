//! Records by the first letters of their words: a few letters are met nearly everywhere, so looking for them would
//! take longest of all.

use super::bits::Bits;
use super::shard::Stream;

/// Letters that are known of each word.
pub(super) const KNOWN: usize = 3;
/// What stands behind the last letter of a word that is shorter than that; greater than any letter.
const NOTHING: usize = 26;
/// Lists of words: one for each three letters.
const LISTS: usize = 27 * 27 * 27;

/// Records in their order, in whichever form is smaller.
#[derive(Clone, Debug)]
enum List {
    /// From one to the next, less one; [`FAR`] stands for as many records of which none is in the list.
    Steps(Vec<u8>),
    Bits(Bits),
}

/// The step that is only a part of a longer one.
const FAR: u8 = u8::MAX;

/// The lists that are not empty, with their numbers, in order; none before they are made.
#[derive(Clone, Debug, Default)]
pub(super) struct Heads(Vec<(u16, List)>);

/// Number of the first list of words with this start, and of the first one behind them; none if that is not known.
fn lists(start: &[u8]) -> Option<(usize, usize)> {
    let letter = |b: &u8| b.is_ascii_lowercase().then(|| usize::from(b - b'a'));
    let (first, width) = match start {
        [a] => (letter(a)?, 27 * 27),
        [a, b] => (letter(a)? * 27 + letter(b)?, 27),
        [a, b, c] => ((letter(a)? * 27 + letter(b)?) * 27 + letter(c)?, 1),
        _ => return None,
    };
    Some((first * width, (first + 1) * width))
}

/// The list of a word that starts so.
fn list(word: &[u8]) -> Option<usize> {
    let mut letters = word.iter().take(KNOWN);
    let mut known = true;
    let mut number = 0;
    for _ in 0..KNOWN {
        let letter = letters.next().filter(|b| b.is_ascii_lowercase());
        known &= letter.is_some();
        let digit = letter
            .filter(|_| known)
            .map_or(NOTHING, |b| usize::from(b - b'a'));
        number = number * 27 + digit;
    }
    // Without a first letter nothing is known.
    (number / (27 * 27) < NOTHING).then_some(number)
}

impl Heads {
    /// Lists the records of the reading stream.
    pub(super) fn new(rom: &Stream) -> Self {
        let mut steps: Vec<Vec<u8>> = vec![Vec::new(); LISTS];
        // The record behind the last one of each list.
        let mut next = vec![0usize; LISTS];
        for record in 0..rom.len() {
            let (from, to) = (rom.start(record), rom.start(record + 1));
            rom.soft.each(from, to, |at| {
                let word = rom.bytes.get(at..to).unwrap_or_default();
                let Some(number) = list(word) else { return };
                let (Some(steps), Some(next)) = (steps.get_mut(number), next.get_mut(number))
                else {
                    return;
                };
                if let Some(mut step) = record.checked_sub(*next) {
                    while step >= usize::from(FAR) {
                        steps.push(FAR);
                        step -= usize::from(FAR);
                    }
                    steps.extend(u8::try_from(step));
                    *next = record + 1;
                }
            });
        }
        let words = rom.len().div_ceil(64);
        let lists = (0..).zip(steps).filter(|(_, steps)| !steps.is_empty());
        let lists = lists.map(|(number, mut steps)| {
            steps.shrink_to_fit();
            let list = List::Steps(steps);
            if list.size() <= words * 8 {
                return (number, list);
            }
            let mut bits = Bits::none(rom.len());
            list.add_to(&mut bits);
            (number, List::Bits(bits))
        });
        Self(lists.collect())
    }

    /// The records that have a word with this start, of one to [`KNOWN`] letters, whatever follows; none if that is
    /// not known.
    pub(super) fn of(&self, start: &[u8], records: usize) -> Option<Bits> {
        let (from, to) = lists(start).filter(|_| !self.0.is_empty())?;
        let at = |number: usize| self.0.partition_point(|l| usize::from(l.0) < number);
        let mut met = Bits::none(records);
        for (_, list) in self.0.get(at(from)..at(to))? {
            list.add_to(&mut met);
        }
        Some(met)
    }

    /// The lists for a file: for each its number, its length and its kind, then what is in it.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.size());
        for (number, list) in &self.0 {
            let (len, kind) = match list {
                List::Steps(steps) => (steps.len(), STEPS),
                List::Bits(bits) => (bits.0.len(), BITS),
            };
            bytes.extend(number.to_le_bytes());
            // No list is longer than there are records in a shard.
            bytes.extend(u32::try_from(len).unwrap_or(0).to_le_bytes());
            bytes.push(kind);
            match list {
                List::Steps(steps) => bytes.extend(steps),
                List::Bits(bits) => bytes.extend(bits.0.iter().flat_map(|n| n.to_le_bytes())),
            }
        }
        bytes
    }

    /// The same from such bytes, if they are such.
    pub(super) fn of_bytes(mut bytes: &[u8]) -> Option<Self> {
        let mut lists: Vec<(u16, List)> = Vec::new();
        while let Some((&number, rest)) = bytes.split_first_chunk() {
            let number = u16::from_le_bytes(number);
            let (&len, rest) = rest.split_first_chunk()?;
            let len = usize::try_from(u32::from_le_bytes(len)).ok()?;
            let (&kind, rest) = rest.split_first()?;
            let width = match kind {
                STEPS => 1,
                BITS => 8,
                _ => return None,
            };
            let (list, rest) = rest.split_at_checked(len.checked_mul(width)?)?;
            let list = if kind == STEPS {
                List::Steps(list.to_vec())
            } else {
                let bits = list.as_chunks().0.iter();
                List::Bits(Bits(bits.map(|&n| u64::from_le_bytes(n)).collect()))
            };
            if lists.last().is_some_and(|last| last.0 >= number) {
                return None;
            }
            lists.push((number, list));
            bytes = rest;
        }
        bytes.is_empty().then_some(Self(lists))
    }

    /// Memory in bytes.
    pub(super) fn size(&self) -> usize {
        let lists = self.0.iter();
        lists
            .map(|(_, list)| size_of::<(u16, List)>() + list.size())
            .sum()
    }
}

/// What tells the forms apart in a file.
const STEPS: u8 = 0;
const BITS: u8 = 1;

impl List {
    /// Sets the bits of its records.
    fn add_to(&self, met: &mut Bits) {
        match self {
            Self::Steps(steps) => {
                let mut next = 0;
                for &step in steps {
                    next += usize::from(step);
                    if step != FAR {
                        met.set(next);
                        next += 1;
                    }
                }
            }
            Self::Bits(bits) => met.add(bits),
        }
    }

    fn size(&self) -> usize {
        match self {
            Self::Steps(steps) => steps.len(),
            Self::Bits(bits) => bits.0.len() * 8,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::offsets::Offsets;
    use super::*;
    use proptest::prelude::*;

    /// Records of words, as they stand in a reading stream.
    fn stream(records: &[Vec<String>]) -> Stream {
        let mut stream = Stream::default();
        let mut at = vec![0];
        for words in records {
            stream.bytes.push(2);
            for word in words {
                stream.soft.set(stream.bytes.len());
                stream.bytes.extend(word.bytes());
            }
            stream.soft.set(stream.bytes.len());
            stream.bytes.push(b'\n');
            at.push(u32::try_from(stream.bytes.len()).unwrap());
        }
        stream.at = Offsets::new(at);
        stream
    }

    #[test]
    fn records_far_apart_are_in_one_list() {
        let mut records = vec![Vec::new(); 2_000];
        for at in [0, 254, 255, 256, 511, 1_022, 1_999] {
            records[at] = vec!["kate".to_owned()];
        }
        let heads = Heads::new(&stream(&records));
        let met: Vec<usize> = heads.of(b"kat", 2_000).unwrap().ones().collect();
        assert_eq!(met, [0, 254, 255, 256, 511, 1_022, 1_999]);
    }

    proptest! {
        #[test]
        fn a_start_is_where_a_word_starts_so(
            records in proptest::collection::vec(proptest::collection::vec("[abn3]{1,4}", 0..4), 1..600),
            start in "[abn]{1,3}",
        ) {
            let stream = stream(&records);
            let heads = Heads::new(&stream);
            let met: Vec<usize> = heads.of(start.as_bytes(), records.len()).unwrap().ones().collect();
            let whole: Vec<usize> = (0..records.len())
                .filter(|&at| {
                    let words = &records[at];
                    (0..words.len()).any(|from| words[from..].concat().starts_with(&start))
                })
                .collect();
            prop_assert_eq!(met, whole);
            let again = Heads::of_bytes(&heads.to_bytes()).unwrap();
            prop_assert_eq!(again.to_bytes(), heads.to_bytes());
        }
    }
}
