//! Which groups of records can hold a needle at all: rows of bits over the groups, one for each hashed pair of
//! characters.
//!
//! A needle is only where all its pairs are. So a few rows of a kilobyte each tell which stretches of a shard must be
//! scanned, and what is nowhere is known without looking at a single record.

use super::bits::Bits;
use super::romaji;
use super::shard::Stream;

/// Records that share a bit. Fewer cost more memory, more are nearly always "maybe".
pub(super) const GROUP: usize = 8;
/// To look at one record here and one there costs as much as at so many side by side.
pub(super) const APART: usize = 4;
/// Groups whose bits are written at once.
const LANES: usize = 64;
/// Rows for single characters of the folded text; those for pairs follow.
const SINGLE: usize = 128;
const PAIRS: usize = 448;
/// Rows for four letters of romaji: three are nearly everywhere.
const FOURS: usize = 288;

/// Rows of bits over the groups of one stream; empty where a plain scan is quicker.
#[derive(Clone, Debug, Default)]
pub(super) struct Sieve {
    /// Words of one row.
    words: usize,
    bits: Vec<u64>,
}

/// A row number from two parts of a key.
#[inline]
fn row(a: u32, b: u32, rows: usize) -> usize {
    let mixed =
        (a.wrapping_mul(0x9E37_79B1) ^ b.wrapping_mul(0x85EB_CA77)).wrapping_mul(0xC2B2_AE3D);
    // The high half of the product is spread evenly over the rows.
    ((u64::from(mixed) * rows as u64) >> 32) as usize
}

/// The rows of a stretch of folded text: of each character, and of each two that touch.
#[inline]
pub(super) fn pairs(bytes: &[u8], mut each: impl FnMut(usize)) {
    let mut before = 0;
    let mut rest = bytes;
    while let Some((&first, after)) = rest.split_first() {
        // As the alphabet spells: lead bytes tell the length.
        let (code, after) = match (first, after) {
            (0xF0.., [b, c, after @ ..]) => (
                u32::from(first) << 16 | u32::from(*b) << 8 | u32::from(*c),
                after,
            ),
            (0xC0..0xF0, [b, after @ ..]) => (u32::from(first) << 8 | u32::from(*b), after),
            _ => (u32::from(first), after),
        };
        rest = after;
        if first < 0x1F {
            before = 0;
            continue;
        }
        each(row(code, 0, SINGLE));
        if before != 0 {
            each(SINGLE + row(before, code, PAIRS));
        }
        before = code;
    }
}

/// The rows of a stretch of romaji: of each four letters from the start of a syllable, as nothing is looked for from
/// the middle of one. `starts`: what starts at this place, whatever is before it.
#[inline]
pub(super) fn fours(bytes: &[u8], starts: impl Fn(usize) -> bool, mut each: impl FnMut(usize)) {
    each_four(bytes, starts, |row, opens| {
        if opens == 1 {
            each(row);
        }
    });
}

/// A row for each letter and the three before it, and 1 if it is one of [`fours`], else 0.
#[inline]
fn each_four(bytes: &[u8], starts: impl Fn(usize) -> bool, mut each: impl FnMut(usize, u8)) {
    let mut before = b'k';
    let (mut last, mut opened) = (0u32, 0u8);
    for (at, &here) in bytes.iter().enumerate() {
        opened = opened << 1 | u8::from(romaji::parted(before, here)) | u8::from(starts(at));
        last = if here < b' ' {
            0
        } else {
            last << 8 | u32::from(here)
        };
        before = here;
        let opens = opened >> 3 & u8::from(last > 0xFF_FFFF);
        each(row(last, 0, FOURS), opens);
    }
}

/// Sets a bit of a row.
#[inline]
fn mark(rows: &mut [u64], row: usize, bit: u64) {
    if let Some(lanes) = rows.get_mut(row) {
        *lanes |= bit;
    }
}

impl Sieve {
    /// For the folded text.
    pub(super) fn of_key(stream: &Stream) -> Self {
        Self::new(stream, [0; SINGLE + PAIRS], |from, to, rows, bit| {
            pairs(stream.slice(from, to), |row| mark(rows, row, bit));
        })
    }

    /// For the readings.
    pub(super) fn of_rom(stream: &Stream) -> Self {
        Self::new(stream, [0; FOURS], |from, to, rows, bit| {
            let base = stream.start(from);
            let starts = |at| stream.soft.get(base + at);
            // Without a branch, because nobody can tell which of them are some.
            each_four(stream.slice(from, to), starts, |row, opens| {
                mark(rows, row, bit * u64::from(opens));
            });
        })
    }

    #[inline]
    fn new<const ROWS: usize>(
        stream: &Stream,
        none: [u64; ROWS],
        marks: impl Fn(usize, usize, &mut [u64; ROWS], u64),
    ) -> Self {
        let words = stream.len().div_ceil(GROUP * LANES);
        let mut bits = vec![0; ROWS * words];
        for word in 0..words {
            // A word of each row at a time: whole rows lie far apart in memory.
            let mut rows = none;
            for lane in 0..LANES {
                let from = (word * LANES + lane) * GROUP;
                let to = (from + GROUP).min(stream.len());
                if from >= to {
                    break;
                }
                marks(from, to, &mut rows, 1 << lane);
            }
            for (row, lanes) in rows.into_iter().enumerate() {
                if let Some(slot) = bits.get_mut(row * words + word) {
                    *slot = lanes;
                }
            }
        }
        Self { words, bits }
    }

    /// All rows, one after the other.
    pub(super) fn bits(&self) -> &[u64] {
        &self.bits
    }

    /// The same from its rows, over a stream of so many records.
    pub(super) fn of_bits(bits: Vec<u64>, records: usize) -> Self {
        let words = records.div_ceil(GROUP * LANES);
        Self { words, bits }
    }

    /// The groups that have all these rows; none if nothing can be told.
    pub(super) fn groups(&self, rows: impl IntoIterator<Item = usize>) -> Option<Groups> {
        let mut met: Option<Vec<u64>> = None;
        for row in rows {
            let bits = self.bits.get(row * self.words..(row + 1) * self.words)?;
            match &mut met {
                None => met = Some(bits.to_vec()),
                Some(met) => {
                    for (m, b) in met.iter_mut().zip(bits) {
                        *m &= b;
                    }
                }
            }
        }
        met.map(Groups)
    }

    /// True if it can tell nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.bits.is_empty()
    }

    pub(super) fn size(&self) -> usize {
        self.bits.len() * 8
    }
}

/// Groups of records, one bit each.
#[derive(Clone, Debug)]
pub(super) struct Groups(Vec<u64>);

impl Groups {
    /// These and those.
    pub(super) fn add(&mut self, other: &Self) {
        for (word, &o) in self.0.iter_mut().zip(&other.0) {
            *word |= o;
        }
    }

    /// How many records lie in them, or a few more.
    pub(super) fn records(&self) -> usize {
        let groups: usize = self.0.iter().map(|w| w.count_ones() as usize).sum();
        groups * GROUP
    }

    /// True if the record's group is among them.
    #[inline]
    pub(super) fn has(&self, record: usize) -> bool {
        let group = record / GROUP;
        self.0
            .get(group / 64)
            .is_some_and(|w| w >> (group % 64) & 1 == 1)
    }

    /// The next stretch of records at or after `from` that lie in such groups, at most `most` records.
    fn next(&self, from: usize, records: usize, most: usize) -> Option<(usize, usize)> {
        let start = self.find(from / GROUP, 0)?;
        let end = self
            .find(start, u64::MAX)
            .unwrap_or(usize::MAX / GROUP)
            .min(start + most / GROUP);
        let (start, end) = ((start * GROUP).max(from), (end * GROUP).min(records));
        (start < end).then_some((start, end))
    }

    /// The first group from `group` on that is there, or with all bits in `flip` that is not.
    fn find(&self, group: usize, flip: u64) -> Option<usize> {
        let mut at = group / 64;
        let mut word = (self.0.get(at)? ^ flip) & (u64::MAX << (group % 64));
        while word == 0 {
            at += 1;
            word = self.0.get(at)? ^ flip;
        }
        Some(at * 64 + word.trailing_zeros() as usize)
    }
}

/// Those of `among` that lie in such groups, as stretches of one record each; the groups themselves if that is less
/// work.
pub(super) fn narrow(
    groups: Option<&Groups>,
    among: &Bits,
    records: usize,
    most: usize,
) -> Vec<(usize, usize)> {
    let scanned = groups.map_or(records, Groups::records);
    if scanned < among.count() * APART {
        return stretches(groups, records, most).collect();
    }
    let here = among.ones().filter(|&at| groups.is_none_or(|g| g.has(at)));
    here.map(|at| (at, at + 1)).collect()
}

/// Stretches of records to look at, in order, none longer than `most`: those of `groups`, or all.
pub(super) fn stretches(
    groups: Option<&Groups>,
    records: usize,
    most: usize,
) -> impl Iterator<Item = (usize, usize)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let stretch = match groups {
            Some(groups) => groups.next(from, records, most)?,
            None if from < records => (from, (from + most).min(records)),
            None => return None,
        };
        from = stretch.1;
        Some(stretch)
    })
}

#[cfg(test)]
mod tests {
    use super::super::offsets::Offsets;
    use super::*;

    #[test]
    fn stretches_cover_what_is_there_and_nothing_else() {
        const G: usize = GROUP;
        let groups = Groups(vec![0b1_0110, 0, 1 << 63]);
        let last = 192 * G - 4;
        let all: Vec<_> = stretches(Some(&groups), last, 256 * G).collect();
        assert_eq!(all, [(G, 3 * G), (4 * G, 5 * G), (191 * G, last)]);
        let all: Vec<_> = stretches(Some(&groups), 3 * G - 3, G).collect();
        assert_eq!(all, [(G, 2 * G), (2 * G, 3 * G - 3)]);
        let all: Vec<_> = stretches(None, 10, 4).collect();
        assert_eq!(all, [(0, 4), (4, 8), (8, 10)]);
    }

    #[test]
    fn every_part_of_a_text_passes_the_sieve() {
        let mut stream = Stream::default();
        let mut at = Vec::new();
        for i in 0..1000u32 {
            at.push(u32::try_from(stream.bytes.len()).unwrap());
            stream
                .bytes
                .extend(format!("\u{2}kyoka{}nari{}\n", i * i, i % 7).bytes());
        }
        at.push(u32::try_from(stream.bytes.len()).unwrap());
        stream.at = Offsets::new(at);
        let sieve = Sieve::of_rom(&stream);
        for i in 0..1000usize {
            let bytes = stream.slice(i, i + 1);
            for from in 1..bytes.len() - 1 {
                let opens = romaji::parted(bytes[from - 1], bytes[from]);
                for to in from + 4..bytes.len() - 1 {
                    let mut rows = Vec::new();
                    fours(
                        &bytes[from..to],
                        |at| opens && at == 0,
                        |row| rows.push(row),
                    );
                    assert!(!opens || !rows.is_empty());
                    assert!(sieve.groups(rows).is_none_or(|groups| groups.has(i)));
                }
            }
        }
        let mut rows = Vec::new();
        fours(b"mezupobigumezu", |at| at == 0, |row| rows.push(row));
        assert_eq!(sieve.groups(rows).unwrap().records(), 0);
    }
}
