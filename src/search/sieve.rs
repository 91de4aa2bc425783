//! Which groups of records can hold a needle at all: rows of bits over the groups, each for some pairs of characters.
//!
//! A needle is only where all its pairs are. So a few rows of a kilobyte each tell which stretches of a shard must be
//! scanned, and what is nowhere is known without looking at a single record. Which pairs share a row is told from how
//! common they are: beside a common one a rare one would say nothing.

use super::bits::Bits;
use super::met::Met;
use super::romaji;
use super::shard::Stream;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Records that share a bit. Fewer cost more memory, more are nearly always "maybe".
pub(super) const GROUP: usize = 8;
/// To look at one record here and one there costs as much as at so many side by side.
pub(super) const APART: usize = 4;
/// Groups whose bits are written at once.
const LANES: usize = 64;
/// Rows for two characters of the folded text.
const PAIRS: usize = 440;
/// Rows for four letters of romaji: three are nearly everywhere.
const FOURS: usize = 216;
/// And for as many among very many records, whose other lists are smaller for each of them.
const MORE_FOURS: usize = 320;
/// Pairs are told apart by so many numbers, their slots.
const SLOTS: usize = 1 << 13;
/// Of so many groups one is looked at for what is common.
const SAMPLE: usize = 8;
/// What is in more than five of so many groups says nothing.
const EVERYWHERE: usize = 8;

/// Rows of bits over the groups of one stream; empty where a plain scan is quicker.
#[derive(Clone, Debug, Default)]
pub(super) struct Sieve {
    /// Words of one row.
    words: usize,
    /// The row of each slot; of one that is everywhere a row that is not there.
    rows: Vec<u16>,
    bits: Vec<u64>,
}

/// What two characters, or four letters, are known by.
#[inline]
fn slot(a: u32, b: u32) -> usize {
    let mixed =
        (a.wrapping_mul(0x9E37_79B1) ^ b.wrapping_mul(0x85EB_CA77)).wrapping_mul(0xC2B2_AE3D);
    mixed as usize >> (u32::BITS - SLOTS.trailing_zeros())
}

/// The code of the first character, and what follows it.
#[inline]
fn next(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let (&first, after) = bytes.split_first()?;
    // As the alphabet spells: lead bytes tell the length.
    Some(match (first, after) {
        (0xF0.., [b, c, after @ ..]) => (
            u32::from(first) << 16 | u32::from(*b) << 8 | u32::from(*c),
            after,
        ),
        (0xC0..0xF0, [b, after @ ..]) => (u32::from(first) << 8 | u32::from(*b), after),
        _ => (u32::from(first), after),
    })
}

/// The slots of a stretch of folded text: of each two characters that touch.
#[inline]
pub(super) fn pairs(bytes: &[u8], mut each: impl FnMut(usize)) {
    let mut before = 0;
    let mut rest = bytes;
    while let Some((code, after)) = next(rest) {
        rest = after;
        if code < 0x1F {
            before = 0;
            continue;
        }
        if before != 0 {
            each(slot(before, code));
        }
        before = code;
    }
}

/// The slots of a stretch of romaji: of each four letters from the start of a syllable, as nothing is looked for from
/// the middle of one. `starts`: what starts at this place, whatever is before it.
#[inline]
pub(super) fn fours(bytes: &[u8], starts: impl Fn(usize) -> bool, mut each: impl FnMut(usize)) {
    each_four(bytes, starts, |slot, opens| {
        if opens == 1 {
            each(slot);
        }
    });
}

/// A slot for each letter and the three before it, and 1 if it is one of [`fours`], else 0.
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
        each(slot(last, 0), opens);
    }
}

/// Sets a bit of the row of a slot.
#[inline]
fn mark(rows: &mut [u64], table: &[u16], slot: usize, bit: u64) {
    let row = table.get(slot).copied().unwrap_or(0);
    if let Some(lanes) = rows.get_mut(usize::from(row)) {
        *lanes |= bit;
    }
}

/// Shares `rows` rows out to the slots, so that none is much more often set than another: `counts` of `groups` groups
/// have each slot.
fn share_out(counts: &[usize], groups: usize, rows: u16) -> Vec<u16> {
    let mut table = vec![rows; counts.len()];
    let mut slots: Vec<(usize, usize)> = counts.iter().copied().zip(0..).collect();
    slots.sort_unstable_by_key(|&(count, slot)| (Reverse(count), slot));
    let mut least: BinaryHeap<Reverse<(usize, u16)>> =
        (0..rows).map(|row| Reverse((0, row))).collect();
    for (count, slot) in slots {
        if count * EVERYWHERE > groups * 5 {
            continue;
        }
        if let Some(Reverse((load, row))) = least.pop() {
            if let Some(own) = table.get_mut(slot) {
                *own = row;
            }
            // What was not met here may be elsewhere.
            least.push(Reverse((load + count * 4 + 1, row)));
        }
    }
    table
}

impl Sieve {
    /// For the folded text.
    pub(super) fn of_key(stream: &Stream) -> Self {
        Self::new(
            stream,
            [0; PAIRS + 1],
            |from, to, each| pairs(stream.slice(from, to), each),
            |from, to, table, rows, bit| {
                pairs(stream.slice(from, to), |slot| mark(rows, table, slot, bit));
            },
        )
    }

    /// For the readings; `large`: of one of very many records.
    pub(super) fn of_rom(stream: &Stream, large: bool) -> Self {
        if large {
            Self::of_sounds(stream, [0; MORE_FOURS + 1])
        } else {
            Self::of_sounds(stream, [0; FOURS + 1])
        }
    }

    fn of_sounds<const ROWS: usize>(stream: &Stream, none: [u64; ROWS]) -> Self {
        Self::new(
            stream,
            none,
            |from, to, each| {
                let base = stream.start(from);
                fours(
                    stream.slice(from, to),
                    |at| stream.soft.get(base + at),
                    each,
                );
            },
            |from, to, table, rows, bit| {
                let base = stream.start(from);
                let starts = |at| stream.soft.get(base + at);
                // Without a branch, because nobody can tell which of them are some.
                each_four(stream.slice(from, to), starts, |slot, opens| {
                    mark(rows, table, slot, bit * u64::from(opens));
                });
            },
        )
    }

    /// `slots` tells what a stretch of records has, `marks` writes that down.
    #[inline]
    fn new<const ROWS: usize>(
        stream: &Stream,
        none: [u64; ROWS],
        slots: impl Fn(usize, usize, &mut dyn FnMut(usize)),
        marks: impl Fn(usize, usize, &[u16], &mut [u64; ROWS], u64),
    ) -> Self {
        let groups = |from: usize| (from * GROUP, ((from + 1) * GROUP).min(stream.len()));
        let mut counts = vec![0; SLOTS];
        let mut seen = Bits::none(SLOTS);
        let sample = (0..stream.len().div_ceil(GROUP)).step_by(SAMPLE);
        let sampled = sample.len();
        for group in sample {
            let (from, to) = groups(group);
            slots(from, to, &mut |slot| seen.set(slot));
            for slot in seen.ones() {
                if let Some(count) = counts.get_mut(slot) {
                    *count += 1;
                }
            }
            seen.0.fill(0);
        }
        let count = ROWS - 1;
        let table = share_out(&counts, sampled, u16::try_from(count).unwrap_or(0));
        let words = stream.len().div_ceil(GROUP * LANES);
        let mut bits = vec![0; count * words];
        for word in 0..words {
            // A word of each row at a time: whole rows lie far apart in memory.
            let mut rows = none;
            for lane in 0..LANES {
                let (from, to) = groups(word * LANES + lane);
                if from >= to {
                    break;
                }
                marks(from, to, &table, &mut rows, 1 << lane);
            }
            for (row, lanes) in rows.into_iter().take(count).enumerate() {
                if let Some(slot) = bits.get_mut(row * words + word) {
                    *slot = lanes;
                }
            }
        }
        Self {
            words,
            rows: table,
            bits,
        }
    }

    /// The rows of the slots, and all rows one after the other.
    pub(super) fn parts(&self) -> (&[u16], &[u64]) {
        (&self.rows, &self.bits)
    }

    /// The same from these, over a stream of so many records.
    pub(super) fn of_parts(rows: Vec<u16>, bits: Vec<u64>, records: usize) -> Self {
        let words = records.div_ceil(GROUP * LANES);
        Self { words, rows, bits }
    }

    /// The groups that have all these slots; none if nothing can be told.
    pub(super) fn groups(&self, slots: impl IntoIterator<Item = usize>) -> Option<Groups> {
        let mut met: Option<Vec<u64>> = None;
        for slot in slots {
            let row = usize::from(*self.rows.get(slot)?);
            let Some(bits) = self.bits.get(row * self.words..(row + 1) * self.words) else {
                continue;
            };
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
        self.bits.len() * size_of::<u64>() + self.rows.len() * size_of::<u16>()
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

/// [`narrow`] if only some records matter, else [`stretches`].
pub(super) fn among(
    groups: Option<&Groups>,
    among: Option<&Met>,
    records: usize,
    most: usize,
) -> Vec<(usize, usize)> {
    match among {
        Some(met) => narrow(groups, &met.records(records), records, most),
        None => stretches(groups, records, most).collect(),
    }
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
    fn a_rare_pair_shares_no_row_with_a_common_one() {
        let mut counts = vec![1; 100];
        (counts[3], counts[4], counts[5]) = (90, 40, 30);
        let table = share_out(&counts, 100, 10);
        assert_eq!(table[3], 10, "what is everywhere has no row");
        for common in [4, 5] {
            let own = table.iter().filter(|&&row| row == table[common]).count();
            assert_eq!(own, 1, "{common}");
        }
        let rows = (0..10).map(|row| table.iter().filter(|&&r| r == row).count());
        assert!(
            rows.clone().all(|slots| (1..=13).contains(&slots)),
            "{table:?}"
        );
        assert_eq!(rows.sum::<usize>(), 99);
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
        let sieve = Sieve::of_rom(&stream, false);
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
