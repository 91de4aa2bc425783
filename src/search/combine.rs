//! From lists of hits to the best records: all terms together, best tiers first, a few finalists.

use super::bits::Bits;
use super::class::Class;
use super::correct::POOR;
use super::index::Index;
use super::met::Met;
use super::met::Spot;
use super::plan::Needle;
use super::plan::Plan;
use super::record::Field;
use super::record::Kind;
use super::record::Scope;
use super::session::Hit;
use super::session::Sets;
use super::shard::Fit;
use super::shard::PRESENT;
use super::shard::Shard;

/// What was found of each needle in one shard.
pub(super) struct Lists<'a> {
    pub(super) needles: &'a [&'a Needle],
    pub(super) met: &'a [std::sync::Arc<Met>],
    /// What each plan meets after a correction; empty before any is tried.
    pub(super) loose: &'a [Vec<(u16, u8)>],
}

impl Lists<'_> {
    fn of(&self, needle: &Needle) -> Option<&Met> {
        let at = self.needles.binary_search(&needle).ok()?;
        self.met.get(at).map(|met| &**met)
    }
}

/// A record in the running.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cand {
    /// Tier, then partners in the room, patents of the current need, what else is in the room, and the rest.
    pub(super) rank: u8,
    /// Sum of the tiers of all terms.
    pub(super) sum: u16,
    /// Length of the record: of a short one the match is a greater part.
    pub(super) size: u16,
    pub(super) record: u32,
}

/// The best of one shard.
#[derive(Debug, Default)]
pub(super) struct Part {
    pub(super) matched: usize,
    /// Matched well enough that no correction is needed.
    pub(super) good: usize,
    pub(super) best: Vec<Cand>,
}

/// What only stands in a long text comes after what stands elsewhere.
pub(super) const DEEP: u8 = 4;
/// No tier is as bad as this.
const TIERS: u8 = 32;
const NONE: u8 = u8::MAX;
/// Up to so many records of one rank in one shard are compared when not all are kept.
const TIED: usize = 8_192;

/// The tiers of all hits of one probe, so that a hit needs no more than a look.
struct Worth([u8; 32]);

impl Worth {
    fn new(class: Class, long: bool) -> Self {
        let mut all = [NONE; 32];
        for fit in Fit::ALL {
            for (given, deep) in [(false, false), (false, true), (true, false), (true, true)] {
                let spot = Spot {
                    record: 0,
                    fit,
                    given,
                    deep,
                };
                if let Some(tier) = class.tier(fit, given, long)
                    && let Some(slot) = all.get_mut(Self::at(spot))
                {
                    *slot = tier + if deep { DEEP } else { 0 };
                }
            }
        }
        Self(all)
    }

    #[inline]
    fn at(spot: Spot) -> usize {
        spot.fit as usize | usize::from(spot.given) << 3 | usize::from(spot.deep) << 4
    }

    /// [`NONE`] if it is no hit at all.
    #[inline]
    fn of(&self, spot: Spot) -> u8 {
        self.0.get(Self::at(spot)).copied().unwrap_or(NONE)
    }
}

/// The records of one shard that meet a term, one row of bits for each tier; a record may stand in several rows.
struct Tiers {
    rows: [Bits; TIERS as usize],
    records: usize,
}

impl Tiers {
    /// What `plan` meets, as typed and after a correction.
    fn new(shard: &Shard, plan: &Plan, lists: &Lists<'_>, loose: &[(u16, u8)]) -> Self {
        let mut tiers = Self {
            rows: [const { Bits(Vec::new()) }; TIERS as usize],
            records: shard.len(),
        };
        let long = plan.long();
        for probe in &plan.probes {
            let worth = Worth::new(probe.class, long);
            match lists.of(&probe.needle) {
                Some(Met::Spots(spots)) => {
                    for &spot in spots {
                        tiers.put(spot.record, worth.of(spot));
                    }
                }
                Some(Met::Starts(starts)) => {
                    let tier = worth.of(Spot::begins(0));
                    if let Some(row) = tiers.rows.get_mut(usize::from(tier)) {
                        row.add(starts);
                    }
                }
                None => {}
            }
        }
        for &(record, tier) in loose {
            tiers.put(record, tier);
        }
        tiers
    }

    #[inline]
    fn put(&mut self, record: u16, tier: u8) {
        if let Some(row) = self.rows.get_mut(usize::from(tier)) {
            if row.is_empty() {
                *row = Bits::none(self.records);
            }
            row.set(usize::from(record));
        }
    }

    /// The best tier of a record.
    fn of(&self, record: usize) -> u8 {
        let rows = (0..TIERS).zip(&self.rows);
        rows.into_iter()
            .find_map(|(tier, row)| row.get(record).then_some(tier))
            .unwrap_or(NONE)
    }
}

/// Joins the terms of all plans in one shard and keeps the `keep` best records.
pub(super) fn shard(
    shard: &Shard,
    base: u32,
    plans: &[Plan],
    lists: &Lists<'_>,
    sets: &Sets<'_>,
    keep: usize,
) -> Part {
    let mut terms = Vec::with_capacity(plans.len());
    // Records that are left out, then also those whose tier is known.
    let mut done = Bits::default();
    for (i, plan) in plans.iter().enumerate() {
        if plan.term.without {
            for met in plan.probes.iter().filter_map(|p| lists.of(&p.needle)) {
                met.each(|record| done.set(usize::from(record)));
            }
        } else {
            let loose = lists.loose.get(i).map_or(&[][..], Vec::as_slice);
            terms.push(Tiers::new(shard, plan, lists, loose));
        }
    }
    let only = only(shard, plans, sets);
    let mut choice = Choice::new(shard, base, &terms, sets, keep);
    // What meets each term so well or better.
    let mut so_well = vec![Bits::none(shard.len()); terms.len()];
    for tier in 0..TIERS {
        let mut more = false;
        for (so_well, term) in so_well.iter_mut().zip(&terms) {
            if let Some(row) = term.rows.get(usize::from(tier)).filter(|r| !r.is_empty()) {
                so_well.add(row);
                more = true;
            }
        }
        let Some((first, others)) = so_well.split_first().filter(|_| more) else {
            continue;
        };
        let mut here = first.clone();
        for other in others {
            here.keep(other);
        }
        here.remove(&done);
        done.add(&here);
        if let Some(only) = &only {
            here.keep(only);
        }
        choice.tier(tier, here);
    }
    choice.part
}

/// The records of the kinds that are asked for, if not all are.
fn only(shard: &Shard, plans: &[Plan], sets: &Sets<'_>) -> Option<Bits> {
    let scopes: Vec<Scope> = plans
        .iter()
        .filter(|p| !p.term.without)
        .filter_map(Plan::kind)
        .map(Scope::Kind)
        .collect();
    if scopes.is_empty() && sets.kind.is_none() {
        return None;
    }
    let mut only = Bits::none(shard.len());
    for (at, flags) in shard.flags.iter().enumerate() {
        let kind = Kind::from_code(flags & !PRESENT);
        if sets.kind.is_none_or(|k| k == kind) && scopes.iter().all(|s| s.admits(kind)) {
            only.set(at);
        }
    }
    Some(only)
}

/// Chooses the best records of a shard, tier after tier.
struct Choice<'a> {
    shard: &'a Shard,
    base: u32,
    terms: &'a [Tiers],
    /// Records of the need on the table.
    mine: Bits,
    /// How many more are wanted.
    wanted: usize,
    part: Part,
}

impl<'a> Choice<'a> {
    fn new(shard: &'a Shard, base: u32, terms: &'a [Tiers], sets: &Sets<'_>, keep: usize) -> Self {
        let end = base + u32::try_from(shard.len()).unwrap_or(0);
        let mut mine = Bits::default();
        for record in sets.need.into_iter().flat_map(|s| s.range(base..end)) {
            mine.set((record - base) as usize);
        }
        Self {
            shard,
            base,
            terms,
            mine,
            wanted: keep,
            part: Part::default(),
        }
    }

    /// The records of the next tier.
    fn tier(&mut self, tier: u8, mut here: Bits) {
        // Who is in the room can be paired: a patent of the need comes after them and before all else.
        let room = &self.shard.room;
        let places = [&room.partners, &self.mine, &room.others];
        let parts = places.map(|place| {
            let mut part = Bits::default();
            if !place.is_empty() {
                part = here.clone();
                part.keep(place);
                here.remove(place);
            }
            part
        });
        for (place, part) in (0..).zip(parts.iter().chain([&here])) {
            self.rank(tier * 4 + place, part);
        }
    }

    fn rank(&mut self, rank: u8, here: &Bits) {
        let count = here.count();
        self.part.matched += count;
        if rank < POOR * 4 {
            self.part.good += count;
        }
        if self.wanted == 0 || count == 0 {
            return;
        }
        // So many equal records are not worth a choice among them.
        let take = if count > TIED { self.wanted } else { count };
        let all = here.ones().take(take).map(|at| self.cand(rank, at));
        let mut all: Vec<Cand> = all.collect();
        if all.len() > self.wanted {
            all.select_nth_unstable(self.wanted);
            all.truncate(self.wanted);
        }
        self.wanted -= all.len();
        self.part.best.append(&mut all);
    }

    fn cand(&self, rank: u8, at: usize) -> Cand {
        let sum = if self.terms.len() > 1 {
            self.terms.iter().map(|t| u16::from(t.of(at))).sum()
        } else {
            0
        };
        let size = self.shard.key.slice(at, at + 1).len();
        Cand {
            rank,
            sum,
            size: u16::try_from(size).unwrap_or(u16::MAX),
            record: self.base + u32::try_from(at).unwrap_or(0),
        }
    }
}

/// The best of all shards.
pub(super) fn merge(index: &Index, parts: Vec<Part>, keep: usize) -> Vec<Cand> {
    let mut all: Vec<Cand> = parts.into_iter().flat_map(|p| p.best).collect();
    all.sort_unstable();
    cut(&mut all, keep, |cand| {
        let flags = index
            .place(cand.record)
            .and_then(|(shard, at)| shard.flags.get(at));
        flags.is_some_and(|flags| Kind::from_code(flags & !PRESENT) == Kind::Library)
    });
    all
}

/// Leaves so many of a list in its order, those of the library only where the meeting's leave room: a library would
/// else push a need off the screen that says the same in more words.
pub(super) fn cut<T>(all: &mut Vec<T>, most: usize, of_library: impl Fn(&T) -> bool) {
    if all.len() <= most {
        return;
    }
    let meeting = all.iter().filter(|one| !of_library(one)).count();
    let mut room = most.saturating_sub(meeting);
    all.retain(|one| {
        let fits = room > 0 || !of_library(one);
        room -= usize::from(fits && of_library(one));
        fits
    });
    all.truncate(most);
}

/// A hit with what decides its place.
#[derive(Clone, Debug)]
pub(super) struct Scored {
    pub(super) hit: Hit,
    pub(super) rank: u8,
    pub(super) sum: u16,
    /// Some term stands beside what the record is called.
    pub(super) aside: bool,
    /// Some term is met in more than the name of an organisation.
    pub(super) own: bool,
    /// Length of what was matched in and of the record, shorter first.
    pub(super) len: (usize, u16),
}

/// Moves each company before its people where nothing but its name was met in them: who types a company means it.
pub(super) fn employers_first(index: &Index, hits: &mut [Scored]) {
    let mut at = 1;
    while let Some(company) = hits.get(at) {
        let name = (company.hit.kind == Kind::Organisation)
            .then(|| index.record(company.hit.record))
            .flatten()
            .map(|record| record.title().to_owned());
        let staff = |other: &Scored| {
            let record = index.record(other.hit.record);
            let employer = record.as_ref().and_then(|r| r.field(Field::Organisation));
            other.hit.kind == Kind::Attendee && !other.own && employer == name.as_deref()
        };
        let before = name.is_some().then(|| hits.iter().take(at).position(staff));
        if let Some(first) = before.flatten()
            && let Some(part) = hits.get_mut(first..=at)
        {
            part.rotate_right(1);
        }
        at += 1;
    }
}

/// Best first; equal hits stay in the order of the records, needs before patents.
pub(super) fn order(hits: &mut [Scored]) {
    hits.sort_by_key(|h| {
        (
            h.rank,
            h.sum,
            h.aside,
            h.hit.kind >= Kind::Patent,
            std::cmp::Reverse(h.hit.score),
            h.len,
            h.hit.record,
        )
    });
}
