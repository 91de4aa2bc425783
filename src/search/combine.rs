//! From lists of hits to the best records: all terms together, best tiers first, a few finalists.

use super::correct::POOR;
use super::plan::Needle;
use super::plan::Plan;
use super::record::Kind;
use super::scan::Spot;
use super::session::Hit;
use super::session::Sets;
use super::shard::PRESENT;
use super::shard::Shard;

/// What was found of each needle in one shard.
pub(super) struct Lists<'a> {
    pub(super) needles: &'a [&'a Needle],
    pub(super) spots: &'a [std::sync::Arc<Vec<Spot>>],
    /// What each plan meets after a correction; empty before any is tried.
    pub(super) loose: &'a [Vec<(u16, u8)>],
}

impl Lists<'_> {
    fn of(&self, needle: &Needle) -> &[Spot] {
        self.needles
            .binary_search(&needle)
            .ok()
            .and_then(|i| self.spots.get(i))
            .map_or(&[], |s| s.as_slice())
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
const NONE: u8 = u8::MAX;
/// Up to so many records of one rank in one shard are compared when not all are kept.
const TIED: usize = 8_192;

/// Joins the terms of all plans in one shard and keeps the `keep` best records.
pub(super) fn shard(
    shard: &Shard,
    base: u32,
    plans: &[Plan],
    lists: &Lists<'_>,
    sets: &Sets<'_>,
    keep: usize,
) -> Part {
    let n = shard.len();
    let mut worst: Option<Vec<u8>> = None;
    let mut sums = vec![0u16; if plans.len() > 1 { n } else { 0 }];
    for (i, plan) in plans.iter().enumerate().filter(|p| !p.1.term.without) {
        let mut best = vec![NONE; n];
        let long = plan.long();
        for probe in &plan.probes {
            for spot in lists.of(&probe.needle) {
                if let Some(tier) = probe.class.tier(spot.fit, spot.given, long)
                    && let Some(slot) = best.get_mut(usize::from(spot.record))
                {
                    *slot = (*slot).min(tier + if spot.deep { DEEP } else { 0 });
                }
            }
        }
        // A correction never moves a record that is met as typed.
        for &(record, tier) in lists.loose.get(i).into_iter().flatten() {
            if let Some(slot) = best.get_mut(usize::from(record)) {
                *slot = (*slot).min(tier);
            }
        }
        for (sum, &tier) in sums.iter_mut().zip(&best) {
            *sum = sum.saturating_add(u16::from(tier));
        }
        if let Some(kind) = plan.kind() {
            let scope = super::record::Scope::Kind(kind);
            for (slot, &flags) in best.iter_mut().zip(&shard.flags) {
                if !scope.admits(Kind::from_code(flags & !PRESENT)) {
                    *slot = NONE;
                }
            }
        }
        match &mut worst {
            None => worst = Some(best),
            Some(worst) => {
                for (w, b) in worst.iter_mut().zip(&best) {
                    *w = (*w).max(*b);
                }
            }
        }
    }
    let mut worst = worst.unwrap_or_default();
    for plan in plans.iter().filter(|p| p.term.without) {
        for probe in &plan.probes {
            for spot in lists.of(&probe.needle) {
                if let Some(slot) = worst.get_mut(usize::from(spot.record)) {
                    *slot = NONE;
                }
            }
        }
    }
    let met = few(plans, lists, n);
    pick(shard, base, worst, &sums, met, sets, keep)
}

/// Chooses among the records with a tier: all of them are looked at, or only those of `met` if they are few.
fn pick(
    shard: &Shard,
    base: u32,
    mut worst: Vec<u8>,
    sums: &[u16],
    met: Option<Vec<u16>>,
    sets: &Sets<'_>,
    keep: usize,
) -> Part {
    let mut counts = [0usize; 256];
    let end = base + u32::try_from(shard.len()).unwrap_or(0);
    let of_need = sets.need.filter(|s| s.range(base..end).next().is_some());
    let mut rank_one = |local: usize, slot: &mut u8| {
        if *slot == NONE {
            return;
        }
        let flags = shard.flags.get(local).copied().unwrap_or(0);
        if sets.kind.is_some_and(|k| k as u8 != flags & !PRESENT) {
            *slot = NONE;
            return;
        }
        let record = base + u32::try_from(local).unwrap_or(0);
        let mine = of_need.is_some_and(|s| s.contains(&record));
        let present = flags & PRESENT != 0;
        let kind = flags & !PRESENT;
        let partner = kind == Kind::Attendee as u8 || kind == Kind::Organisation as u8;
        // Who is in the room can be paired: a patent of the need comes after them and before all else.
        let place = match (partner && present, mine, present) {
            (true, ..) => 0,
            (_, true, _) => 1,
            (.., true) => 2,
            _ => 3,
        };
        let rank = *slot * 4 + place;
        *slot = rank;
        if let Some(c) = counts.get_mut(usize::from(rank)) {
            *c += 1;
        }
    };
    match &met {
        Some(met) => {
            for &local in met {
                if let Some(slot) = worst.get_mut(usize::from(local)) {
                    rank_one(usize::from(local), slot);
                }
            }
        }
        None => {
            for (local, slot) in worst.iter_mut().enumerate() {
                rank_one(local, slot);
            }
        }
    }
    let matched: usize = counts.iter().sum();
    let good = counts.iter().take(usize::from(POOR) * 4).sum();
    // The last rank of which not all are needed.
    let mut room = keep;
    let mut last = NONE;
    for (rank, &count) in (0u8..=u8::MAX).zip(&counts) {
        if count >= room {
            last = rank;
            break;
        }
        room -= count;
    }
    let mut best = Vec::with_capacity(keep.min(matched));
    let mut tied: Vec<Cand> = Vec::new();
    // So many equal records are not worth a choice among them.
    let choose = counts.get(usize::from(last)).is_some_and(|&n| n <= TIED);
    let mut take = |local: usize, rank: u8| {
        if rank == NONE || rank > last || (rank == last && room == 0) {
            return;
        }
        let cand = Cand {
            rank,
            sum: sums.get(local).copied().unwrap_or(0),
            size: u16::try_from(shard.key.slice(local, local + 1).len()).unwrap_or(u16::MAX),
            record: base + u32::try_from(local).unwrap_or(0),
        };
        if rank < last {
            best.push(cand);
        } else if choose {
            tied.push(cand);
        } else {
            room -= 1;
            best.push(cand);
        }
    };
    match met {
        Some(met) => {
            for local in met {
                take(
                    usize::from(local),
                    worst.get(usize::from(local)).copied().unwrap_or(NONE),
                );
            }
        }
        None => {
            for (local, &rank) in worst.iter().enumerate() {
                take(local, rank);
            }
        }
    }
    if tied.len() > room {
        tied.select_nth_unstable(room);
        tied.truncate(room);
    }
    best.append(&mut tied);
    Part {
        matched,
        good,
        best,
    }
}

/// The records met by the only term, if that is cheaper than looking at all.
fn few(plans: &[Plan], lists: &Lists<'_>, records: usize) -> Option<Vec<u16>> {
    let [plan] = plans else { return None };
    let spots = || plan.probes.iter().map(|p| lists.of(&p.needle));
    let loose = lists.loose.first().map_or(&[][..], Vec::as_slice);
    let total: usize = spots().map(<[Spot]>::len).sum::<usize>() + loose.len();
    if total > records / 8 {
        return None;
    }
    let mut met: Vec<u16> = spots()
        .flatten()
        .map(|s| s.record)
        .chain(loose.iter().map(|l| l.0))
        .collect();
    met.sort_unstable();
    met.dedup();
    Some(met)
}

/// The best of all shards.
pub(super) fn merge(parts: Vec<Part>, keep: usize) -> Vec<Cand> {
    let mut all: Vec<Cand> = parts.into_iter().flat_map(|p| p.best).collect();
    all.sort_unstable();
    all.truncate(keep);
    all
}

/// A hit with what decides its place.
#[derive(Clone, Debug)]
pub(super) struct Scored {
    pub(super) hit: Hit,
    pub(super) rank: u8,
    pub(super) sum: u16,
    /// Length of what was matched in and of the record, shorter first.
    pub(super) len: (usize, u16),
}

/// Best first; equal hits stay in the order of the records.
pub(super) fn order(hits: &mut [Scored]) {
    hits.sort_by_key(|h| {
        (
            h.rank,
            h.sum,
            std::cmp::Reverse(h.hit.score),
            h.len,
            h.hit.record,
        )
    });
}
