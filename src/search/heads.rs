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

/// The step that is only a part of a longer one.
const FAR: u8 = u8::MAX;

/// How a list is kept: in whichever form is smaller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// From one record to the next, less one; [`FAR`] stands for as many records of which none is in the list.
    Steps,
    /// A bit for each record.
    Bits,
}

/// One list.
#[derive(Clone, Copy, Debug)]
struct List {
    number: u16,
    form: Form,
    /// Where its bytes end, behind those of the list before.
    end: u32,
}

/// The lists that are not empty, in the order of their numbers; none before they are made.
#[derive(Clone, Debug, Default)]
pub(super) struct Heads {
    lists: Vec<List>,
    bytes: Vec<u8>,
}

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
        let mut heads = Self::default();
        for (number, steps) in (0..).zip(steps).filter(|(_, steps)| !steps.is_empty()) {
            let form = if steps.len() > rom.len().div_ceil(64) * 8 {
                let mut bits = Bits::none(rom.len());
                Form::Steps.add(&steps, &mut bits);
                let bits = bits.0.iter().flat_map(|word| word.to_le_bytes());
                heads.bytes.extend(bits);
                Form::Bits
            } else {
                heads.bytes.extend(steps);
                Form::Steps
            };
            // A shard has no more than 64 Ki records of a few kilobytes.
            let end = u32::try_from(heads.bytes.len()).unwrap_or(u32::MAX);
            heads.lists.push(List { number, form, end });
        }
        heads.bytes.shrink_to_fit();
        heads
    }

    /// The records that have a word with this start, of one to [`KNOWN`] letters, whatever follows; none if that is
    /// not known.
    pub(super) fn of(&self, start: &[u8], records: usize) -> Option<Bits> {
        let (from, to) = lists(start).filter(|_| !self.lists.is_empty())?;
        let at = |number: usize| {
            self.lists
                .partition_point(|list| usize::from(list.number) < number)
        };
        let (from, to) = (at(from), at(to));
        let before = from
            .checked_sub(1)
            .and_then(|before| self.lists.get(before));
        let mut byte = before.map_or(0, |list| list.end as usize);
        let mut met = Bits::none(records);
        for list in self.lists.get(from..to)? {
            list.form
                .add(self.bytes.get(byte..list.end as usize)?, &mut met);
            byte = list.end as usize;
        }
        Some(met)
    }

    /// The lists for a file: how many, for each its number, its form and its end, then their bytes.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let count = u32::try_from(self.lists.len()).unwrap_or(0);
        let mut bytes = count.to_le_bytes().to_vec();
        for list in &self.lists {
            bytes.extend(list.number.to_le_bytes());
            bytes.push(list.form as u8);
            bytes.extend(list.end.to_le_bytes());
        }
        bytes.extend(&self.bytes);
        bytes
    }

    /// The same from such bytes, if they are such.
    pub(super) fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let (&count, bytes) = bytes.split_first_chunk()?;
        let count = usize::try_from(u32::from_le_bytes(count)).ok()?;
        let (entries, bytes) = bytes.split_at_checked(count.checked_mul(7)?)?;
        let mut lists: Vec<List> = Vec::with_capacity(count);
        for &[a, b, form, c, d, e, f] in entries.as_chunks().0 {
            let list = List {
                number: u16::from_le_bytes([a, b]),
                form: [Form::Steps, Form::Bits].get(usize::from(form)).copied()?,
                end: u32::from_le_bytes([c, d, e, f]),
            };
            let last = lists.last();
            if last.is_some_and(|last| last.number >= list.number || last.end > list.end) {
                return None;
            }
            lists.push(list);
        }
        let end = lists.last().map_or(0, |list| list.end as usize);
        (end == bytes.len()).then(|| Self {
            lists,
            bytes: bytes.to_vec(),
        })
    }

    /// Memory in bytes.
    pub(super) fn size(&self) -> usize {
        self.lists.len() * size_of::<List>() + self.bytes.len()
    }
}

impl Form {
    /// Sets the bits of the records of such a list.
    fn add(self, list: &[u8], met: &mut Bits) {
        match self {
            Self::Steps => {
                let mut next = 0;
                for &step in list {
                    next += usize::from(step);
                    if step != FAR {
                        met.set(next);
                        next += 1;
                    }
                }
            }
            Self::Bits => {
                for (word, &more) in met.0.iter_mut().zip(list.as_chunks().0) {
                    *word |= u64::from_le_bytes(more);
                }
            }
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
            let met: Vec<usize> = heads.of(start.as_bytes(), records.len()).unwrap_or_default().ones().collect();
            let whole: Vec<usize> = (0..records.len())
                .filter(|&at| {
                    let words = &records[at];
                    (0..words.len()).any(|from| words[from..].concat().starts_with(&start))
                })
                .collect();
            prop_assert_eq!(met, whole);
            let bytes = heads.to_bytes();
            let again = Heads::of_bytes(&bytes).unwrap();
            prop_assert_eq!(again.to_bytes(), bytes.clone());
            prop_assert!(Heads::of_bytes(&bytes[..bytes.len() - 1]).is_none());
        }
    }
}
