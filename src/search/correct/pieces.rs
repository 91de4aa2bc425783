//! A term that was said in one breath: its parts in one record, or only some of them.

use super::FRAGMENT;
use super::Loose;
use super::POOR;
use crate::search::bits::Bits;
use crate::search::class::CORRECTED;
use crate::search::met::Met;
use crate::search::met::Spot;
use crate::search::plan::Needle;
use crate::search::plan::Of;
use crate::search::plan::Plan;
use crate::search::scan::Ready;
use crate::search::shard::Shard;
use crate::search::sieve;
use crate::search::sift;

/// Parts of which each may be all that a record has.
const FRAGMENTS: u8 = 4;

/// True if so much of a large shard may have it that all of it would be looked through.
fn is_everywhere(needle: &Needle, shard: &Shard) -> bool {
    let records = || Ready::new(needle, &shard.alphabet).records_of(shard);
    shard.is_large() && records() * sieve::APART > shard.len()
}

impl Loose {
    /// With the first part that says something, else with the next; best with others beside it.
    pub(super) fn met_in_fragments(
        &self,
        (shard, among): (&Shard, Option<&Met>),
        cancel: &dyn Fn() -> bool,
        out: &mut Vec<(u16, u8)>,
    ) -> Option<()> {
        // How many parts each record has.
        let mut count = vec![0_u8; shard.len()];
        let mut met: Vec<(u16, u8)> = Vec::new();
        let mut ranks = 1..FRAGMENTS;
        for (at, (plan, known)) in self.parts.some.iter().enumerate() {
            // What says nothing alone is not worth a look through a library.
            if !known && shard.is_large() {
                continue;
            }
            // Nor is what stands nearly everywhere there, like メディカル.
            let rank = if *known { ranks.next() } else { None };
            let literal = plan.probes.first();
            if literal.is_some_and(|p| is_everywhere(&p.needle, shard)) {
                continue;
            }
            // Where a part before this one is met, this one matters only beside it.
            let beside = (shard.is_large() && !met.is_empty()).then(|| {
                let mut records = Bits::none(shard.len());
                for (record, _) in &met {
                    records.set(usize::from(*record));
                }
                Met::Starts(records)
            });
            let among = beside.as_ref().or(among);
            let mut here = Vec::new();
            let needles: Vec<&Needle> = plan.probes.iter().map(|p| &p.needle).collect();
            let found = sift::met(&needles, (shard, among), cancel)?;
            for (probe, found) in plan.probes.iter().zip(found) {
                found.each_spot(|s| {
                    let tier = probe.class.tier(s.fit, s.given, true);
                    let good = tier.is_some_and(|tier| tier < POOR);
                    here.extend(good.then_some(s.record));
                });
            }
            here.sort_unstable();
            here.dedup();
            // A part of a part is not another one.
            let counts = here.iter().filter(|_| at < self.parts.all.len());
            for record in counts {
                if let Some(count) = count.get_mut(usize::from(*record)) {
                    *count += 1;
                }
            }
            if let Some(rank) = rank {
                met.extend(here.into_iter().map(|record| (record, rank)));
            }
        }
        out.extend(met.into_iter().map(|(record, rank)| {
            let many = count.get(usize::from(record)).is_some_and(|&n| n > 1);
            (record, FRAGMENT + if many { 0 } else { rank })
        }));
        Some(())
    }

    pub(super) fn met_in_parts(
        &self,
        (shard, among): (&Shard, Option<&Met>),
        cancel: &dyn Fn() -> bool,
        out: &mut Vec<(u16, u8)>,
    ) -> Option<()> {
        // The rarest part first: the others are looked for only where all before them are.
        let mut parts: Vec<&Plan> = self.parts.all.iter().collect();
        parts.sort_by_cached_key(|part| -> usize {
            let ready = part
                .probes
                .iter()
                .map(|p| Ready::new(&p.needle, &shard.alphabet));
            ready.map(|r| r.records_of(shard)).sum()
        });
        // Letters that stand there as typed say more than another word for them: ECG monitor for ecgモニタ.
        let letters = parts.iter().any(|part| part.term.key.is_ascii());
        // Records that have all parts so far, with the worst tier among these, and whether all letters stand there.
        let mut met: Option<Vec<(Spot, u8, bool)>> = None;
        for plan in parts {
            let spots = |m: &Vec<(Spot, u8, bool)>| Met::Spots(m.iter().map(|m| m.0).collect());
            let so_far = met.as_ref().map(spots);
            let among = so_far.as_ref().or(among);
            let mut here: Vec<(Spot, u8, bool)> = Vec::new();
            let needles: Vec<&Needle> = plan.probes.iter().map(|p| &p.needle).collect();
            let found = sift::met(&needles, (shard, among), cancel)?;
            for (probe, met) in plan.probes.iter().zip(found) {
                let typed = !plan.term.key.is_ascii()
                    || probe.needle.of == Of::Key && probe.needle.text == plan.term.key;
                met.each_spot(|s| {
                    let tier = probe.class.tier(s.fit, s.given, true);
                    here.extend(tier.map(|tier| (s, tier, typed)));
                });
            }
            here.sort_unstable_by_key(|(s, tier, _)| (s.record, *tier));
            here.dedup_by(|next, kept| {
                let same = next.0.record == kept.0.record;
                kept.2 |= same && next.2;
                same
            });
            if let Some(before) = met {
                let mut before = before.into_iter().peekable();
                here.retain_mut(|(spot, tier, typed)| {
                    while before.next_if(|b| b.0.record < spot.record).is_some() {}
                    let both = before.next_if(|b| b.0.record == spot.record);
                    *tier = (*tier).max(both.map_or(0, |b| b.1));
                    *typed &= both.is_some_and(|b| b.2);
                    both.is_some()
                });
            }
            if here.is_empty() {
                return Some(());
            }
            met = Some(here);
        }
        out.extend(met.unwrap_or_default().iter().map(|&(spot, tier, typed)| {
            let better = match (tier < POOR, letters && typed) {
                (true, true) => 3,
                (true, false) => 2,
                (false, _) => 1,
            };
            (spot.record, CORRECTED - better)
        }));
        Some(())
    }
}
