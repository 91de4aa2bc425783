//! Going through the text of a shard for needles that start alike: 手術 and 手術台 are looked for once.

use super::alphabet::Alphabet;
use super::bits::Bits;
use super::met::Met;
use super::met::Spot;
use super::plan::Needle;
use super::plan::Of;
use super::scan::BLOCK;
use super::scan::BRIEF;
use super::scan::Ready;
use super::scan::finder;
use super::scan::owner;
use super::shard::FETCHED;
use super::shard::Fit;
use super::shard::Shard;
use super::sieve;
use super::sieve::Groups;
use memchr::memmem::Finder;
use std::ops::Range;

/// Where words of so many records of a large shard start like a needle, nobody looks for its sound inside other words.
pub(super) const PLENTY: usize = 256;

/// Needles of one kind that start alike.
pub(super) struct Family<'r, 'n> {
    members: Vec<&'r Ready<'n>>,
    /// What all of them start with; none if there is one.
    common: Option<Finder<'static>>,
}

/// Which of these needles, in their order, are looked for together.
fn families(needles: &[&Needle]) -> Vec<Range<usize>> {
    let mut families: Vec<(Range<usize>, &str)> = Vec::new();
    for (at, needle) in needles.iter().enumerate() {
        if let Some((range, common)) = families.last_mut()
            && let Some(first) = needles.get(range.start)
            && let Some(alike) = alike(first, common, needle)
        {
            range.end = at + 1;
            *common = alike;
        } else {
            families.push((at..at + 1, &needle.text));
        }
    }
    families.into_iter().map(|family| family.0).collect()
}

/// What `common`, with which `first` starts, and `other` both start with, if that is nearly all of one of them: what
/// less is met in many more places.
fn alike<'n>(first: &Needle, common: &'n str, other: &Needle) -> Option<&'n str> {
    let plain = |n: &Needle| n.form.is_none() && n.rest.is_empty() && !n.opens;
    let begins = first.of == Of::Rom && (first.begins || other.begins);
    if first.of != other.of || !plain(first) || !plain(other) || begins {
        return None;
    }
    let letters = common.chars().zip(other.text.chars());
    let same = letters
        .take_while(|(a, b)| a == b)
        .map(|(c, _)| c.len_utf8())
        .sum();
    let shorter = common.len().min(other.text.len());
    // The end of a sound may become another: ki is the start of kya.
    let enough = same == shorter || first.of == Of::Rom && same + 1 == shorter;
    (enough && same > 0).then(|| common.get(..same))?
}

/// For each needle, the records of the shard, or of those `among` them, that have it; none if the search was called
/// off. Those that need all of the text go through it side by side: to bring it from memory takes longer than to look.
pub(super) fn met(
    needles: &[&Needle],
    (shard, among): (&Shard, Option<&Met>),
    cancel: &dyn Fn() -> bool,
) -> Option<Vec<Met>> {
    if cancel() {
        return None;
    }
    let readies = needles.iter().map(|n| Ready::new(n, &shard.alphabet));
    let readies: Vec<Ready<'_>> = readies.collect();
    if among.is_some() {
        return readies
            .iter()
            .map(|r| r.among(shard, among, cancel))
            .collect();
    }
    let mut looks: Vec<Look<'_, '_>> = families(needles)
        .into_iter()
        .map(|family| {
            let members: Vec<_> = readies.get(family).unwrap_or_default().iter().collect();
            Family::new(&members, &shard.alphabet).look(shard)
        })
        .collect();
    let many = looks.iter().filter(|look| look.takes_all(shard)).count() > 1;
    let step = if many { BLOCK } else { shard.len().max(1) };
    for from in (0..shard.len()).step_by(step) {
        if !looks
            .iter_mut()
            .all(|look| look.go_on(from + step, shard, cancel))
        {
            return None;
        }
    }
    Some(looks.into_iter().flat_map(Look::into_met).collect())
}

/// A family on its way through a shard.
struct Look<'r, 'n> {
    /// Those members about which nothing was told.
    family: Family<'r, 'n>,
    told: Vec<Option<Met>>,
    /// The records to look at, and how many of these stretches were.
    among: Vec<(usize, usize)>,
    next: usize,
    spots: Vec<Vec<Spot>>,
}

impl Look<'_, '_> {
    /// True if it goes through all of the text.
    fn takes_all(&self, shard: &Shard) -> bool {
        let records: usize = self.among.iter().map(|(from, to)| to - from).sum();
        records == shard.len()
    }

    /// Goes on to the stretches that start before a record; false if the search was called off.
    fn go_on(&mut self, to: usize, shard: &Shard, cancel: &dyn Fn() -> bool) -> bool {
        let rest = self.among.get(self.next..).unwrap_or_default();
        let here = rest.partition_point(|stretch| stretch.0 < to);
        self.next += here;
        let here = rest.get(..here).unwrap_or_default();
        self.family.pick(shard, here, cancel, &mut self.spots)
    }

    /// What was told, and found.
    fn into_met(self) -> Vec<Met> {
        let mut spots = self.spots.into_iter().map(Met::Spots);
        let met = self.told.into_iter();
        met.map(|told| told.or_else(|| spots.next()).unwrap_or_default())
            .collect()
    }
}

impl<'r, 'n> Family<'r, 'n> {
    /// Of needles in the spelling of the shards that are searched.
    pub(super) fn new(members: &[&'r Ready<'n>], alphabet: &Alphabet) -> Self {
        let common = members
            .split_first()
            .filter(|(_, others)| !others.is_empty());
        let common = common.map(|(first, others)| {
            let mut start = first.finder.needle();
            for other in others {
                let bytes = start.iter().zip(other.finder.needle());
                let same = bytes.take_while(|(a, b)| a == b).count();
                start = start.get(..same).unwrap_or_default();
            }
            finder(first.needle.of, start, alphabet)
        });
        Self {
            members: members.to_vec(),
            common,
        }
    }

    /// For each needle, the records of the shard that have it; none if the search was called off.
    pub(super) fn met(self, shard: &Shard, cancel: &dyn Fn() -> bool) -> Option<Vec<Met>> {
        if cancel() {
            return None;
        }
        let mut look = self.look(shard);
        look.go_on(usize::MAX, shard, cancel)
            .then(|| look.into_met())
    }

    /// Tells what can be told at once, and where to look for the rest.
    fn look(self, shard: &Shard) -> Look<'r, 'n> {
        let told: Vec<Option<Met>> = self.members.iter().map(|m| m.told(shard)).collect();
        let known = told.iter().flatten().count();
        let left = if known == 0 {
            self
        } else {
            let sought = self.members.iter().zip(&told);
            let sought = sought.filter(|(_, told)| told.is_none());
            let sought: Vec<_> = sought.map(|(member, _)| *member).collect();
            Self::new(&sought, &shard.alphabet)
        };
        let among = if left.members.is_empty() {
            Vec::new()
        } else {
            left.stretches(shard)
        };
        Look {
            spots: vec![Vec::new(); left.members.len()],
            told,
            among,
            next: 0,
            family: left,
        }
    }

    /// The records to look at.
    fn stretches(&self, shard: &Shard) -> Vec<(usize, usize)> {
        let groups = self.groups(shard);
        let groups = groups.as_ref();
        let begins = self.members.iter().all(|m| m.needle.begins);
        let scanned = groups.map_or(shard.len(), Groups::records);
        let plenty = PLENTY..scanned / sieve::APART;
        if let Some(heads) = self.heads(shard)
            && (begins || shard.is_large() && plenty.contains(&heads.count()))
        {
            return sieve::narrow(groups, &heads, shard.len(), BLOCK);
        }
        let groups = groups.filter(|g| g.records() * sieve::APART < shard.len());
        sieve::stretches(groups, shard.len(), BLOCK).collect()
    }

    /// Where in the shard any of them may be, if that can be told.
    fn groups(&self, shard: &Shard) -> Option<Groups> {
        let (first, others) = self.members.split_first()?;
        let mut all = first.groups(shard)?;
        for other in others {
            all.add(&other.groups(shard)?);
        }
        Some(all)
    }

    /// The records in which words start like any of them.
    fn heads(&self, shard: &Shard) -> Option<Bits> {
        let (first, others) = self.members.split_first()?;
        let mut all = first.heads(shard)?;
        for other in others {
            all.add(&other.heads(shard)?);
        }
        Some(all)
    }

    /// Scans these stretches of records, many of which are short.
    pub(super) fn pick(
        &self,
        shard: &Shard,
        among: &[(usize, usize)],
        cancel: &dyn Fn() -> bool,
        out: &mut [Vec<Spot>],
    ) -> bool {
        let Some(stream) = self.members.first().map(|m| m.stream(shard)) else {
            return true;
        };
        let mut looked = BLOCK;
        among.chunks(FETCHED).all(|few| {
            let off = looked >= BLOCK && cancel();
            looked = if looked >= BLOCK { 0 } else { looked };
            if !off {
                stream.fetch(few.iter().copied());
                for &stretch in few {
                    looked += stretch.1 - stretch.0;
                    self.stretch(shard, stretch, out);
                }
            }
            !off
        })
    }

    fn stretch(&self, shard: &Shard, (from, to): (usize, usize), out: &mut [Vec<Spot>]) {
        let Some((first, others)) = self.members.split_first() else {
            return;
        };
        let finder = self.common.as_ref().unwrap_or(&first.finder);
        let stream = first.stream(shard);
        let base = stream.start(from);
        let bytes = stream.slice(from, to);
        // Among many records a letter or two are met so often that the first place in each is enough.
        let brief = others.is_empty() && first.len() <= BRIEF && shard.is_large();
        let mut record = from;
        let mut at = 0;
        while let Some(found) = bytes.get(at..).and_then(|rest| finder.find(rest)) {
            let here = at + found;
            at = here + 1;
            record = owner(stream, record, base + here, to);
            let mut done = true;
            for (member, out) in self.members.iter().zip(out.iter_mut()) {
                let whole = self.common.as_ref().is_none_or(|common| {
                    let (common, needle) = (common.needle().len(), member.finder.needle());
                    let rest = bytes.get(here + common..);
                    rest.is_some_and(|rest| {
                        needle.get(common..).is_some_and(|n| rest.starts_with(n))
                    })
                });
                done &= whole && put(member, shard, (record, base + here + member.lead), out);
            }
            if done || brief && first_is_in(out, record) {
                // Nothing better can follow in this record, or nothing that would say more.
                at = stream.start(record + 1).saturating_sub(base);
            }
        }
    }
}

fn first_is_in(out: &[Vec<Spot>], record: usize) -> bool {
    let last = out.first().and_then(|spots| spots.last());
    last.is_some_and(|spot| usize::from(spot.record) == record)
}

/// Adds the hit of a record, if it is one; true if none in the record can be better.
#[inline]
fn put(
    ready: &Ready<'_>,
    shard: &Shard,
    (record, hit): (usize, usize),
    out: &mut Vec<Spot>,
) -> bool {
    let stream = ready.stream(shard);
    let Some((fit, given, deep)) = ready.judge(shard, stream, hit, hit + ready.len()) else {
        return false;
    };
    let Ok(record) = u16::try_from(record) else {
        return false;
    };
    let spot = Spot {
        record,
        fit,
        given,
        deep,
    };
    let best = match out.last_mut() {
        Some(last) if last.record == record => {
            if (deep, fit, !given) < (last.deep, last.fit, !last.given) {
                *last = spot;
            }
            last.fit
        }
        _ => {
            out.push(spot);
            fit
        }
    };
    best <= Fit::Word && !deep
}

#[cfg(test)]
mod tests {
    use super::super::build;
    use super::super::record::Record;
    use super::*;

    #[test]
    fn side_by_side_as_many_are_met_as_one_after_the_other() {
        let things = ["内視鏡", "鉗子", "手術台", "手術支援装置", "点滴"];
        let line = |n: usize| format!("{}{}{}", things[n % 5], n % 91, things[n / 7 % 5]);
        let mut records: Vec<Record> = (0..9_000).map(|n| Record::line(&line(n))).collect();
        let shards = build::shards(&mut records, None, 1);
        let shard = &shards[0];
        assert!(shard.is_large() && shard.len() > 2 * BLOCK);
        let plain = |text: &str| Needle::plain(Of::Key, text.to_owned(), None, false);
        let needles = ["手術", "手術台", "点滴", "鏡", "子77", "鉗子", "透析"].map(plain);
        let needles: Vec<&Needle> = needles.iter().collect();
        let mut bits = Bits::none(shard.len());
        for at in (0..9_000).step_by(3) {
            bits.set(at);
        }
        for among in [None, Some(&Met::Starts(bits))] {
            let met = met(&needles, (shard, among), &|| false).unwrap();
            for (needle, met) in needles.iter().zip(met) {
                let here = |at: &usize| among.is_none() || at.is_multiple_of(3);
                let there = (0..9_000).filter(|&at| line(at).contains(&needle.text));
                let there: Vec<usize> = there.filter(here).collect();
                // More than asked for may be met, where that is quicker.
                let found: Vec<usize> = met.records(shard.len()).ones().filter(here).collect();
                assert!(found == there, "{}", needle.text);
            }
        }
    }

    #[test]
    fn whoever_calls_it_off_gets_nothing() {
        let mut records = vec![Record::line("鉗子2")];
        let shards = build::shards(&mut records, None, 1);
        let needle = Needle::plain(Of::Key, "2".to_owned(), None, false);
        assert!(met(&[&needle], (&shards[0], None), &|| true).is_none());
        // Nothing has it, which is known without a look.
        let needle = Needle::plain(Of::Key, "鏡".to_owned(), None, false);
        assert!(met(&[&needle], (&shards[0], None), &|| true).is_none());
    }
}
