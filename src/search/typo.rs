//! One slip of the finger: a wrong, missing, doubled or swapped letter or syllable in what is read.

use super::alphabet::RomajiRank;
use super::class::CORRECTED;
use super::near;
use super::plan::Of;
use super::record::Field;
use super::romaji;
use super::scan;
use super::shard::Shard;
use super::shard::Stream;
use super::sieve;
use memchr::memmem::Finder;
use memchr::memmem::FinderBuilder;
use std::sync::OnceLock;

/// Shortest needle in which a slip is looked for; below it everything is near everything.
const SHORTEST: usize = 4;
/// Needles up to here only where there are few records.
const SHORT: usize = 5;
/// So many are few.
pub(super) const FEW: usize = 1 << 18;

/// A term of which one letter may be wrong.
#[derive(Debug)]
pub(super) struct Typo {
    needle: Vec<u8>,
    /// Typed in kana: a whole syllable may be wrong.
    kana: bool,
    cut: usize,
    head: Finder<'static>,
    tail: Finder<'static>,
    /// Needles with two letters or syllables changed about across the cut.
    swapped: Vec<Finder<'static>>,
    /// Those that leave the head or the tail whole, as [`romaji::swaps`] makes them of what was typed.
    meant: Vec<Vec<u8>>,
    /// What follows the head in those of them that leave it whole.
    after_head: Vec<Vec<u8>>,
    /// Those of them that leave the tail whole.
    to_tail: Vec<Vec<u8>>,
    /// The head is so long that one slip leaves its first or its last letter.
    apart: bool,
    /// The tail with what of the head comes before it where its first syllable is wrong, and how long that is.
    far: Option<(Finder<'static>, usize)>,
}

/// What a term sounds like, made ready for slips only when it comes to that.
#[derive(Debug, Default)]
pub(super) struct Typos {
    /// As typed, or as the term is read.
    pub(super) sounds: Vec<String>,
    pub(super) kana: bool,
    /// How many records there are.
    pub(super) records: usize,
    pub(super) ready: OnceLock<Vec<Typo>>,
}

impl Typos {
    /// One for each sound that is long enough.
    pub(super) fn all(&self) -> &[Typo] {
        self.ready.get_or_init(|| {
            let each = |sound: &String| Typo::new(sound, self.kana, self.records);
            self.sounds.iter().filter_map(each).collect()
        })
    }
}

/// Letters by which a slip may make the head longer or shorter.
const REACH: usize = 3;

/// `starts_with`, asked so often that the first byte is looked at before the others.
#[inline]
fn begins(text: &[u8], start: &[u8]) -> bool {
    text.first() == start.first() && text.starts_with(start)
}

/// What must be there as it was typed, or as it was meant.
#[derive(Clone, Copy)]
enum Way {
    Head,
    Tail,
    /// The tail where the word starts as typed.
    Near,
    /// The tail and what of the head follows a slip at its start.
    Far,
    Swapped,
}

fn finder(bytes: &[u8]) -> Finder<'static> {
    FinderBuilder::new()
        .build_forward_with_ranker(RomajiRank::of(bytes), bytes)
        .into_owned()
}

impl Typo {
    /// For a term typed in kana or Latin letters; none if it is too short.
    pub(super) fn new(typed: &str, kana: bool, records: usize) -> Option<Self> {
        let needle = romaji::canonical(typed);
        let bytes = needle.as_bytes();
        let shortest = if records > FEW { SHORT + 1 } else { SHORTEST };
        if bytes.len() < shortest || !bytes.iter().all(u8::is_ascii_lowercase) {
            return None;
        }
        // One slip leaves one half whole, but for a swap across the cut.
        let cut = (bytes.len().div_ceil(2)..bytes.len())
            .find(|&i| near::starts(bytes, i))
            .unwrap_or(bytes.len() / 2);
        let (head, tail) = bytes.split_at_checked(cut)?;
        // Where the head is cut once more: at the end of its first syllable, or of its second.
        let sure = (2..cut).find(|&i| near::starts(bytes, i)).unwrap_or(cut);
        let mut swapped: Vec<Vec<u8>> = Vec::new();
        for at in [cut, sure] {
            let mut letters = bytes.to_vec();
            letters.swap(at - 1, at);
            let mut ways = vec![letters];
            if kana {
                let before = (0..at).rev().find(|&i| near::starts(bytes, i)).unwrap_or(0);
                let after = near::end(bytes, at);
                let parts = [0..before, at..after, before..at, after..bytes.len()];
                ways.push(
                    parts
                        .map(|part| bytes.get(part).unwrap_or_default())
                        .concat(),
                );
            }
            for way in ways {
                if !swapped.contains(&way) {
                    swapped.push(way);
                }
            }
        }
        let mut meant = Vec::new();
        for other in romaji::swaps(typed) {
            let other = other.into_bytes();
            if other.len() < shortest || !other.iter().all(u8::is_ascii_lowercase) {
                continue;
            }
            if other.starts_with(head) || other.ends_with(tail) {
                meant.push(other);
            } else if !swapped.contains(&other) {
                swapped.push(other);
            }
        }
        // Only those for which nothing more must be looked for.
        for other in romaji::mended(typed) {
            let other = other.into_bytes();
            let some = other.len() >= shortest && other.iter().all(u8::is_ascii_lowercase);
            if some
                && !near::whole(&other, bytes, kana)
                && (other.starts_with(head) || other.ends_with(tail))
            {
                meant.push(other);
            }
        }
        let after_head = meant.iter().filter_map(|m| m.strip_prefix(head));
        let to_tail = meant.iter().filter(|m| m.ends_with(tail));
        let far = head.get(sure..).filter(|rest| !rest.is_empty());
        let starts_so = |m: &Vec<u8>| m.get(..sure) == head.get(..sure);
        swapped.extend(to_tail.clone().filter(|m| !starts_so(m)).cloned());
        Some(Self {
            far: far.map(|rest| (finder(&[rest, tail].concat()), rest.len())),
            after_head: after_head.map(<[u8]>::to_vec).collect(),
            to_tail: to_tail.cloned().collect(),
            apart: (0..cut).filter(|&i| near::starts(bytes, i)).count() > 2,
            needle: bytes.to_vec(),
            kana,
            cut,
            head: finder(head),
            tail: finder(tail),
            swapped: swapped.iter().map(|s| finder(s)).collect(),
            meant,
        })
    }

    /// Records in which it is nearly met, with tiers; false if the search was called off.
    pub(super) fn all(
        &self,
        shard: &Shard,
        field: Option<Field>,
        cancel: &dyn Fn() -> bool,
        out: &mut Vec<(u16, u8)>,
    ) -> bool {
        let stream = &shard.rom;
        let (head, _) = self.needle.split_at_checked(self.cut).unwrap_or_default();
        let start = head.get(..2).unwrap_or_default();
        let first = shard.heads.of(start, shard.len());
        let mut ways = vec![(Way::Head, &self.head, first.as_ref())];
        match (&self.far, &first) {
            (Some((far, _)), Some(first)) => {
                ways.push((Way::Near, &self.tail, Some(first)));
                ways.push((Way::Far, far, None));
            }
            _ => ways.push((Way::Tail, &self.tail, None)),
        }
        let swapped = self.swapped.iter();
        ways.extend(swapped.map(|finder| (Way::Swapped, finder, None)));
        for (way, finder, among) in ways {
            // A slip may have left the start of a syllable before the tail.
            let opens = matches!(way, Way::Head | Way::Swapped);
            let needle = std::iter::once(finder.needle());
            let groups = scan::groups(shard, Of::Rom, needle, opens);
            let groups = groups.as_ref();
            let mut look = |from: usize, to: usize| {
                let off = cancel();
                if !off {
                    self.block(way, finder, (stream, from, to), field, out);
                }
                !off
            };
            let went = match among {
                Some(bits) => sieve::narrow(groups, bits, stream.len(), scan::BLOCK)
                    .into_iter()
                    .all(|(from, to)| look(from, to)),
                None => sieve::stretches(groups, stream.len(), scan::BLOCK)
                    .all(|(from, to)| look(from, to)),
            };
            if !went {
                return false;
            }
        }
        true
    }

    fn block(
        &self,
        way: Way,
        finder: &Finder<'static>,
        (stream, from, to): (&Stream, usize, usize),
        field: Option<Field>,
        out: &mut Vec<(u16, u8)>,
    ) {
        let bytes = stream.slice(from, to);
        let base = stream.start(from);
        let (head, tail) = self.needle.split_at_checked(self.cut).unwrap_or_default();
        let mut record = from;
        let skip = match (way, &self.far) {
            (Way::Far, Some((_, skip))) => *skip,
            _ => 0,
        };
        for at in finder.find_iter(bytes).map(|at| at + skip) {
            let mut put = |at: usize, end: usize| {
                let at = base + at;
                if !stream.soft.get(at) || field.is_some_and(|f| stream.field(at).0 != f as u8) {
                    return;
                }
                record = scan::owner(stream, record, at, to);
                let tier = CORRECTED + if stream.soft.get(base + end) { 1 } else { 2 };
                out.extend(u16::try_from(record).ok().map(|r| (r, tier)));
            };
            match way {
                Way::Head if stream.soft.get(base + at) => {
                    let after = at + head.len();
                    let rest = bytes.get(after..).unwrap_or_default();
                    let near = near::start(rest, tail, self.kana).map(|n| after + n);
                    let end = near.or_else(|| {
                        let met = self.after_head.iter().find(|m| begins(rest, m))?;
                        Some(after + met.len())
                    });
                    if let Some(end) = end {
                        put(at, end);
                    }
                }
                Way::Head => {}
                Way::Tail | Way::Near | Way::Far => {
                    let end = at + tail.len();
                    for meant in &self.to_tail {
                        if let Some(start) = end.checked_sub(meant.len())
                            && stream.soft.get(base + start)
                            && bytes.get(start..end) == Some(meant.as_slice())
                        {
                            put(start, end);
                        }
                    }
                    // The head ends here; it may be one letter or syllable longer or shorter than typed.
                    let longest = (head.len() + REACH).min(at);
                    let words = stream.soft.some(base + at - longest);
                    for len in head.len().saturating_sub(REACH)..=longest {
                        if words >> (longest - len) & 1 == 0 {
                            continue;
                        }
                        let Some(here) = bytes.get(at - len..at) else {
                            break;
                        };
                        if self.apart && here.first() != head.first() && here.last() != head.last()
                        {
                            continue;
                        }
                        if near::whole(here, head, self.kana) {
                            put(at - len, end);
                            break;
                        }
                    }
                }
                Way::Swapped => put(at, at + finder.needle().len()),
            }
        }
    }

    /// Where in `romaji` (with word starts) it is nearly met.
    pub(super) fn find(&self, romaji: &str) -> Option<(usize, usize)> {
        let bytes = romaji.as_bytes();
        (0..bytes.len()).find_map(|at| {
            let here = bytes.get(at..)?;
            let met = || {
                let met = self.meant.iter().find(|m| here.starts_with(m))?;
                Some(met.len())
            };
            near::start(here, &self.needle, self.kana)
                .or_else(met)
                .map(|n| (at, at + n))
        })
    }
}
