//! Records by the first letters of their words: a few letters are met nearly everywhere, so looking for them would
//! take longest of all; and among the starts of all words those are told quickly that are nearly what was typed.

mod make;

use super::bits::Bits;

/// Letters that are known of each word.
pub(super) const KNOWN: usize = 6;
/// Bits of a letter; 0 is behind the last letter of a word that is shorter.
const WIDTH: usize = 5;
/// Set in the end of a list that is kept as one bit for each record, because that is smaller; the others are kept as
/// the steps from one record to the next, less one.
const AS_BITS: u32 = 1 << 31;
/// Bits of a step in each of its bytes, three at most; the highest one tells that more follow.
const STEP: usize = 7;

/// The lists that are not empty, in the order of their starts; none before they are made.
#[derive(Clone, Debug, Default)]
pub(super) struct Heads {
    /// [`KNOWN`] letters each, the first one highest.
    starts: Vec<u32>,
    /// Where the bytes of each list end, behind those of the list before.
    ends: Vec<u32>,
    bytes: Vec<u8>,
}

/// The letters with which a word starts, as one number.
#[inline]
fn start_of(text: &[u8]) -> u32 {
    const LETTERS: usize = 8;
    let mut room = [0; LETTERS];
    let eight = text.first_chunk().unwrap_or_else(|| {
        room.iter_mut().zip(text).for_each(|(r, b)| *r = *b);
        &room
    });
    // All at once, because a search asks this of a million words: a is 1, and what is no letter has a higher bit set.
    let bytes = u64::from_be_bytes(*eight) ^ 0x6060_6060_6060_6060;
    let others = bytes & 0xE0E0_E0E0_E0E0_E0E0;
    let letters = KNOWN.min(others.leading_zeros() as usize / 8);
    let word = bytes & !(u64::MAX >> (8 * letters));
    let twos = (word & 0x1F00_1F00_1F00_1F00) >> 3 | word & 0x001F_001F_001F_001F;
    let fours = (twos & 0x03FF_0000_03FF_0000) >> 6 | twos & 0x0000_03FF_0000_03FF;
    let all = (fours >> 32) << (4 * WIDTH) | fours & 0xF_FFFF;
    let [a, b, c, d, ..] = (all >> ((LETTERS - KNOWN) * WIDTH)).to_le_bytes();
    u32::from_le_bytes([a, b, c, d])
}

/// Bytes of a list from which on it has many records.
const MANY: usize = 256;

/// The two questions of [`Heads::such`].
type Asked<'a> = (&'a dyn Fn(&[u8], bool) -> bool, &'a dyn Fn(&Bits) -> bool);

/// Some words of a shard.
pub(super) struct Such {
    /// The records that have one of them.
    pub(super) records: Bits,
    /// The first [`Self::LETTERS`] letters of the words, as bits at places that follow from them.
    starts: Bits,
    /// One of the words is shorter than that.
    short: bool,
}

impl Such {
    const LETTERS: usize = 4;
    const SLOTS: usize = 1 << 13;

    fn slot(letters: [u8; Self::LETTERS]) -> usize {
        let mixed = u32::from_le_bytes(letters).wrapping_mul(0x9E37_79B1);
        mixed as usize >> (u32::BITS - Self::SLOTS.trailing_zeros())
    }

    fn add(&mut self, word: &[u8]) {
        match word.first_chunk() {
            Some(letters) => self.starts.set(Self::slot(*letters)),
            None => self.short = true,
        }
    }

    /// True if the word at the start of `text` is one of them; of some others too, so that nobody has to look at most.
    #[inline]
    pub(super) fn has(&self, text: &[u8]) -> bool {
        self.short
            || text
                .first_chunk()
                .is_some_and(|letters| self.starts.get(Self::slot(*letters)))
    }
}

impl Heads {
    /// The records that have a word with this start, of one to [`KNOWN`] letters, whatever follows; none if that is
    /// not known.
    pub(super) fn of(&self, start: &[u8], records: usize) -> Option<Bits> {
        let known = start.iter().all(u8::is_ascii_lowercase);
        if self.starts.is_empty() || !known || !(1..=KNOWN).contains(&start.len()) {
            return None;
        }
        let first = start_of(start);
        let behind = first + (1 << (WIDTH * (KNOWN - start.len())));
        let at = |start: u32| self.starts.partition_point(|&s| s < start);
        let mut met = Bits::none(records);
        for list in at(first)..at(behind) {
            self.add(list, &mut met);
        }
        Some(met)
    }

    /// The words of which `may` says yes to the first letters, one more at a time; its second argument tells that the
    /// word has no more letters than that. Of those that go on and are in many records (told as bits), only if `also`
    /// says so.
    pub(super) fn such(
        &self,
        records: usize,
        may: &dyn Fn(&[u8], bool) -> bool,
        also: &dyn Fn(&Bits) -> bool,
    ) -> Such {
        let mut such = Such {
            records: Bits::none(records),
            starts: Bits::none(Such::SLOTS),
            short: false,
        };
        let mut word = [0; KNOWN];
        self.walk(0..self.starts.len(), 0, &mut word, (may, also), &mut such);
        such
    }

    /// Those lists in `among` that go on so, all of which have the first `depth` letters of `word`.
    fn walk(
        &self,
        among: std::ops::Range<usize>,
        depth: usize,
        word: &mut [u8; KNOWN],
        asked: Asked<'_>,
        such: &mut Such,
    ) {
        let shift = WIDTH * (KNOWN - 1 - depth);
        let mut from = among.start;
        while let Some(rest) = self.starts.get(from..among.end)
            && let Some(&first) = rest.first()
        {
            let so_far = first >> shift;
            let to = from + rest.partition_point(|start| start >> shift == so_far);
            let letter = so_far.to_le_bytes()[0] & 0x1F;
            let letters = depth + usize::from(letter != 0);
            if let Some(slot) = word.get_mut(depth) {
                *slot = b'a' + letter.saturating_sub(1);
            }
            let (may, also) = asked;
            let start = word.get(..letters).unwrap_or_default();
            if may(start, letter == 0) {
                if letter != 0 && letters < KNOWN {
                    self.walk(from..to, letters, word, asked, such);
                } else if letter == 0 || self.bytes_of(from).len() < MANY {
                    self.add(from, &mut such.records);
                    such.add(start);
                } else {
                    let mut records = Bits::none(such.records.0.len() * 64);
                    self.add(from, &mut records);
                    if also(&records) {
                        such.records.add(&records);
                        such.add(start);
                    }
                }
            }
            from = to;
        }
    }

    fn end(&self, list: usize) -> u32 {
        self.ends.get(list).copied().unwrap_or(0)
    }

    fn bytes_of(&self, list: usize) -> &[u8] {
        let from = list.checked_sub(1).map_or(0, |before| self.end(before)) & !AS_BITS;
        let to = self.end(list) & !AS_BITS;
        self.bytes
            .get(from as usize..to as usize)
            .unwrap_or_default()
    }

    /// Sets the bits of the records of a list.
    fn add(&self, list: usize, met: &mut Bits) {
        let bytes = self.bytes_of(list);
        if self.end(list) & AS_BITS != 0 {
            for (word, &more) in met.0.iter_mut().zip(bytes.as_chunks().0) {
                *word |= u64::from_le_bytes(more);
            }
            return;
        }
        let (mut next, mut step, mut shift) = (0, 0, 0);
        for &byte in bytes {
            step |= usize::from(byte & 0x7F) << shift;
            // No further than a step can go, whatever stands in a file.
            shift = (shift + STEP).min(2 * STEP);
            if byte & 0x80 == 0 {
                next += step + 1;
                super::bits::mark(&mut met.0, next - 1, true);
                (step, shift) = (0, 0);
            }
        }
    }

    /// The lists for a file: how many, their starts, their ends, then their bytes.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let count = u32::try_from(self.starts.len()).unwrap_or(0);
        let mut bytes = count.to_le_bytes().to_vec();
        for number in self.starts.iter().chain(&self.ends) {
            bytes.extend(number.to_le_bytes());
        }
        bytes.extend(&self.bytes);
        bytes
    }

    /// The same from such bytes, if they are such.
    pub(super) fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let (&count, bytes) = bytes.split_first_chunk()?;
        let count = usize::try_from(u32::from_le_bytes(count)).ok()?;
        let numbers = |bytes: &mut &[u8]| -> Option<Vec<u32>> {
            let (here, rest) = bytes.split_at_checked(count.checked_mul(4)?)?;
            *bytes = rest;
            let numbers = here.as_chunks().0.iter();
            Some(numbers.map(|&n| u32::from_le_bytes(n)).collect())
        };
        let mut rest = bytes;
        let (starts, ends) = (numbers(&mut rest)?, numbers(&mut rest)?);
        let end = |end: &u32| *end & !AS_BITS;
        let rises = starts.is_sorted_by(|a, b| a < b) && ends.is_sorted_by_key(end);
        let whole = ends.last().map_or(0, end) as usize == rest.len();
        (rises && whole).then(|| Self {
            starts,
            ends,
            bytes: rest.to_vec(),
        })
    }

    /// Memory in bytes.
    pub(super) fn size(&self) -> usize {
        (self.starts.len() + self.ends.len()) * size_of::<u32>() + self.bytes.len()
    }
}

#[cfg(test)]
mod tests {
    use super::super::near::Typed;
    use super::super::offsets::Offsets;
    use super::super::shard::Stream;
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

    #[test]
    fn steps_that_never_end_are_read_to_the_end() {
        let mut bytes = 1u32.to_le_bytes().to_vec();
        bytes.extend(start_of(b"kate").to_le_bytes());
        bytes.extend(40u32.to_le_bytes());
        bytes.extend([0xFF; 40]);
        let heads = Heads::of_bytes(&bytes).unwrap();
        assert_eq!(heads.of(b"kate", 100).unwrap().count(), 0);
    }

    #[test]
    fn a_start_ends_where_the_letters_end() {
        let start = |text: &str| format!("{:030b}", start_of(text.as_bytes()));
        assert_eq!(start("abc"), "000010001000011000000000000000");
        for (text, same) in [
            ("abz3c", "abz"),
            ("zyxwvutsr", "zyxwvu"),
            ("a\u{1f}bcdefgh", "a"),
        ] {
            assert_eq!(start(text), start(same), "{text}");
        }
        assert_eq!(start_of(b"3abcdefg"), 0);
        assert_eq!(start_of("鏡abcdefg".as_bytes()), 0);
        assert_eq!(start_of(b""), 0);
    }

    proptest! {
        #[test]
        fn such_words_are_those_of_which_the_letters_say_so(
            records in proptest::collection::vec(proptest::collection::vec("[abn]{1,9}", 0..4), 1..200),
            typed in "[abn]{4,7}", kana: bool,
        ) {
            let stream = stream(&records);
            let typed = Typed::new(typed.as_bytes(), kana);
            let may = |text: &[u8], ends: bool| {
                if ends { typed.start(text).is_some() } else { typed.may_start(text) }
            };
            let such = Heads::new(&stream).such(records.len(), &may, &|_| true);
            for (at, words) in records.iter().enumerate() {
                let texts = (0..words.len()).map(|from| words[from..].concat());
                let met = texts.filter(|text| typed.start(text.as_bytes()).is_some());
                for text in met {
                    prop_assert!(such.records.get(at), "{text}");
                    prop_assert!(such.has(text.as_bytes()), "{text}");
                }
            }
            let none = Heads::new(&stream).such(records.len(), &|_, _| false, &|_| true);
            prop_assert_eq!(none.records.count(), 0);
        }
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
