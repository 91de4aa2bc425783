//! The corrections of all terms, one stage after the other while too little is found.

use super::Corrected;
use super::ENOUGH;
use super::Loose;
use super::Stage;
use crate::search::bits::Bits;
use crate::search::combine;
use crate::search::combine::Cand;
use crate::search::combine::Lists;
use crate::search::combine::Part;
use crate::search::index::Index;
use crate::search::met::Met;
use crate::search::plan::Needle;
use crate::search::plan::Plan;
use crate::search::session::Sets;
use crate::search::shard::Shard;
use crate::search::share::over_shards;
use std::sync::Arc;

/// A term met in fewer records than this may be misspelt.
const RARE: usize = 200;

/// What the terms as typed met.
pub(in crate::search) struct Strict {
    pub(in crate::search) needles: Vec<Needle>,
    /// For each shard, for each needle.
    pub(in crate::search) rows: Vec<Vec<Arc<Met>>>,
    pub(in crate::search) parts: Vec<Part>,
}

/// The search again with corrections of the terms that met next to nothing; empty if none could be tried.
pub(in crate::search) fn all(
    index: &Index,
    plans: &[Plan],
    sets: &Sets<'_>,
    keep: usize,
    strict: &Strict,
    cancel: &(dyn Fn() -> bool + Sync),
) -> Option<Vec<Part>> {
    let needles: Vec<&Needle> = strict.needles.iter().collect();
    let met_well = strict.parts.iter().any(|p| p.good > 0);
    let met = |plan: &Plan| -> usize {
        strict
            .rows
            .iter()
            .flat_map(|row| row.iter().zip(&needles))
            .filter(|(_, n)| plan.probes.iter().any(|p| p.needle == ***n))
            .map(|(met, _)| met.len())
            .sum()
    };
    let wanted: Vec<usize> = plans
        .iter()
        .map(|p| if p.term.without { usize::MAX } else { met(p) })
        .collect();
    // If every term alone is met often, any of them may be the wrong one.
    let few = wanted.iter().any(|&n| n < RARE);
    let corrections: Vec<Option<Loose>> = plans
        .iter()
        .zip(&wanted)
        .map(|(p, &n)| {
            (!p.term.without && (n < RARE || !few)).then(|| Loose::new(index, p, met_well))
        })
        .collect();
    let among = |i: usize, shard: &Shard| {
        Some(among(
            plans,
            &corrections,
            &needles,
            strict.rows.get(i)?,
            shard,
        ))
    };
    let among: Vec<Option<Met>> = over_shards(index, plans.len() > 1, &among)?;
    let mut lists: Vec<Vec<Corrected>> = vec![vec![Vec::new(); plans.len()]; index.shards.len()];
    let mut parts = Vec::new();
    for stage in Stage::ALL {
        if !corrections.iter().flatten().any(|c| c.tries(stage)) {
            continue;
        }
        // A part of a term is better than nothing, not than anything.
        let so_far = if parts.is_empty() {
            &strict.parts
        } else {
            &parts
        };
        if stage == Stage::Fragment && so_far.iter().any(|p: &Part| p.matched > 0) {
            break;
        }
        let work = |i: usize, shard: &Shard| -> Option<(Part, Vec<Corrected>)> {
            let mut lists = lists.get(i)?.clone();
            let met = strict.rows.get(i)?;
            let among = among.get(i)?.as_ref();
            for ((plan, loose), list) in plans.iter().zip(&corrections).zip(&mut lists) {
                if let Some(loose) = loose
                    && !loose.shard(stage, (i, shard, among), plan, cancel, list)
                {
                    return None;
                }
            }
            let of = Lists {
                needles: &needles,
                met,
                loose: &lists,
            };
            let base = index.bases.get(i).copied().unwrap_or(0);
            let part = combine::shard(shard, base, plans, &of, sets, keep);
            Some((part, lists))
        };
        let (done, grown): (Vec<Part>, Vec<_>) =
            over_shards(index, true, &work)?.into_iter().unzip();
        lists = grown;
        let worst = corrections.iter().flatten().map(|c| c.settles(stage)).min();
        let settled = |cand: &&Cand| worst.is_none_or(|worst| cand.rank / 4 <= worst);
        let best = done.iter().flat_map(|p| &p.best);
        let enough = best.filter(settled).take(ENOUGH).count() == ENOUGH;
        parts = done;
        if enough {
            break;
        }
    }
    Some(parts)
}

/// The records of a shard that meet all terms that are not corrected: only there a correction of another one matters.
/// None if there is no such term.
fn among(
    plans: &[Plan],
    corrections: &[Option<Loose>],
    needles: &[&Needle],
    met: &[Arc<Met>],
    shard: &Shard,
) -> Option<Met> {
    let mut among: Option<Bits> = None;
    let sure = plans.iter().zip(corrections);
    for (plan, _) in sure.filter(|(p, c)| c.is_none() && !p.term.without) {
        let mut here = Bits::none(shard.len());
        for (needle, met) in needles.iter().zip(met) {
            if plan.probes.iter().any(|p| p.needle == **needle) {
                here.add(&met.records(shard.len()));
            }
        }
        match &mut among {
            None => among = Some(here),
            Some(among) => among.keep(&here),
        }
    }
    among.map(Met::Starts)
}
