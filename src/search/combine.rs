//! From lists of hits to the best records: all terms together, best tiers first, a few finalists.

use super::correct::POOR;
use super::plan::Class;
use super::plan::Needle;
use super::plan::Plan;
use super::record::Kind;
use super::scan::Spot;
use super::session::Hit;
use super::session::Sets;
use super::shard::Fit;
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

/// The tiers of all hits of one probe, so that a hit needs no more than a look.
struct Tiers([u8; 32]);

impl Tiers {
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
    if let Some(met) = few(shard, plans, lists) {
        return pick(shard, base, met.into_iter(), &[], sets, keep);
    }
    let mut worst: Option<Vec<u8>> = None;
    let mut sums = vec![0u16; if plans.len() > 1 { n } else { 0 }];
    for (i, plan) in plans.iter().enumerate().filter(|p| !p.1.term.without) {
        let mut best = vec![NONE; n];
        let long = plan.long();
        for probe in &plan.probes {
            let tiers = Tiers::new(probe.class, long);
            for spot in lists.of(&probe.needle) {
                if let Some(slot) = best.get_mut(usize::from(spot.record)) {
                    *slot = (*slot).min(tiers.of(*spot));
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
    let met = worst
        .iter()
        .zip(0u16..=u16::MAX)
        .filter(|(tier, _)| **tier != NONE)
        .map(|(&tier, record)| (record, tier));
    pick(shard, base, met, &sums, sets, keep)
}

/// What the only term meets, with tiers, if that is cheaper to list than to note for every record of the shard.
fn few(shard: &Shard, plans: &[Plan], lists: &Lists<'_>) -> Option<Vec<(u16, u8)>> {
    let [plan] = plans else { return None };
    let probes = || plan.probes.iter().map(|p| (p, lists.of(&p.needle)));
    let loose = lists.loose.first().map_or(&[][..], Vec::as_slice);
    let total: usize = probes().map(|p| p.1.len()).sum::<usize>() + loose.len();
    if total > shard.len() / 8 {
        return None;
    }
    let long = plan.long();
    let mut met: Vec<(u16, u8)> = Vec::with_capacity(total);
    for (probe, spots) in probes() {
        let tiers = Tiers::new(probe.class, long);
        let found = spots.iter().map(|&spot| (spot.record, tiers.of(spot)));
        met.extend(found.filter(|m| m.1 != NONE));
    }
    met.extend_from_slice(loose);
    // The best tier of a record comes first.
    #[expect(
        clippy::stable_sort_primitive,
        reason = "lists in order one after the other are what a stable sort is quick with"
    )]
    met.sort();
    met.dedup_by_key(|m| m.0);
    if let Some(kind) = plan.kind() {
        let scope = super::record::Scope::Kind(kind);
        met.retain(|m| {
            let flags = shard.flags.get(usize::from(m.0)).copied().unwrap_or(0);
            scope.admits(Kind::from_code(flags & !PRESENT))
        });
    }
    Some(met)
}

/// Chooses the best among the records with a tier, which come in their order.
fn pick(
    shard: &Shard,
    base: u32,
    met: impl Iterator<Item = (u16, u8)> + Clone,
    sums: &[u16],
    sets: &Sets<'_>,
    keep: usize,
) -> Part {
    let mut counts = [0usize; 256];
    let end = base + u32::try_from(shard.len()).unwrap_or(0);
    let of_need = sets.need.filter(|s| s.range(base..end).next().is_some());
    let ranked = met.filter_map(|(local, tier)| {
        let flags = shard.flags.get(usize::from(local)).copied().unwrap_or(0);
        if sets.kind.is_some_and(|k| k as u8 != flags & !PRESENT) {
            return None;
        }
        let record = base + u32::from(local);
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
        Some((local, tier * 4 + place))
    });
    for (_, rank) in ranked.clone() {
        if let Some(c) = counts.get_mut(usize::from(rank)) {
            *c += 1;
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
    for (local, rank) in ranked {
        if rank > last || (rank == last && room == 0) {
            continue;
        }
        let at = usize::from(local);
        let cand = Cand {
            rank,
            sum: sums.get(at).copied().unwrap_or(0),
            size: u16::try_from(shard.key.slice(at, at + 1).len()).unwrap_or(u16::MAX),
            record: base + u32::from(local),
        };
        if rank < last {
            best.push(cand);
        } else if choose {
            tied.push(cand);
        } else {
            room -= 1;
            best.push(cand);
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
    /// Some term stands beside what the record is called.
    pub(super) aside: bool,
    /// Length of what was matched in and of the record, shorter first.
    pub(super) len: (usize, u16),
}

/// Best first; equal hits stay in the order of the records.
pub(super) fn order(hits: &mut [Scored]) {
    hits.sort_by_key(|h| {
        (
            h.rank,
            h.sum,
            h.aside,
            std::cmp::Reverse(h.hit.score),
            h.len,
            h.hit.record,
        )
    });
}
