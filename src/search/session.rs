//! A person typing: query after query over the same records.

use super::bits::Bits;
use super::class::CORRECTED;
use super::class::Why;
use super::combine;
use super::combine::Cand;
use super::combine::Lists;
use super::combine::Part;
use super::correct::Corrected;
use super::correct::ENOUGH;
use super::correct::Loose;
use super::correct::Stage;
use super::index::Index;
use super::index::SHARED;
use super::plan;
use super::plan::Needle;
use super::plan::Of;
use super::plan::Plan;
use super::query::Query;
use super::record::Kind;
use super::scan::Met;
use super::scan::Ready;
use super::score::Scorer;
use super::shard::Shard;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;

/// What else bears on a search.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The need on the table: its patents come first.
    pub current_need: Option<&'a str>,
    /// Hits wanted.
    pub limit: usize,
    /// Only this kind.
    pub kinds: Option<Kind>,
}

impl Default for Context<'_> {
    fn default() -> Self {
        Self {
            current_need: None,
            limit: 50,
            kinds: None,
        }
    }
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The best hits, best first.
    pub hits: Vec<Hit>,
    /// How many records match in all.
    pub matched: usize,
}

/// A record that matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its position in the index.
    pub record: u32,
    /// What it is.
    pub kind: Kind,
    /// Quality of the match; 0 is best, and a better tier is always first.
    pub tier: u8,
    /// Order within the tier.
    pub score: i64,
    /// Why it matches.
    pub why: Why,
}

impl Hit {
    /// It may have been met only after a correction of a term.
    pub fn may_be_corrected(&self) -> bool {
        match self.why {
            Why::Typo | Why::Synonym | Why::Near => true,
            Why::Text => self.tier >= CORRECTED,
            Why::Number | Why::Reading => false,
        }
    }
}

/// Finalists that get a score; whoever wants more hits gets the rest of a tier in the order of the records.
const SCORED: usize = 4_096;
/// Hit lists kept between queries, at most this many spots in all.
const KEPT_SPOTS: usize = 4_000_000;
const KEPT_LISTS: usize = 48;

/// Keeps what earlier queries found, so that a growing or shrinking query looks only there.
#[derive(Debug, Default)]
pub struct Searcher {
    stamp: u64,
    kept: Vec<Kept>,
    clock: u64,
    scorer: Scorer,
}

/// Where a needle was met: one list per shard.
#[derive(Debug)]
struct Kept {
    needle: Needle,
    lists: Vec<Arc<Met>>,
    total: usize,
    used: u64,
}

/// Where the list of a needle comes from.
enum Source {
    Kept(usize),
    Within(usize),
    Scan,
}

impl Searcher {
    /// Finds what `query` means, best first; none if `cancel` became true on the way.
    ///
    /// `cancel` is asked every few thousand records.
    pub fn search(
        &mut self,
        index: &Index,
        query: &str,
        context: &Context<'_>,
        cancel: &(dyn Fn() -> bool + Sync),
    ) -> Option<Found> {
        let query = Query::parse(query);
        if query.is_empty() || index.is_empty() {
            return Some(Found::default());
        }
        if self.stamp != index.stamp {
            self.stamp = index.stamp;
            self.kept.clear();
        }
        let plans = plan::plans(index, &query);
        let keep = context.limit.saturating_add(context.limit / 4 + 16);
        let sets = Sets::new(index, context);
        let strict = self.strict(index, &plans, &sets, keep, cancel)?;
        let good: usize = strict.parts.iter().map(|p| p.good).sum();
        let mut parts = Vec::new();
        if good < ENOUGH {
            parts = loose(index, &plans, &sets, keep, &strict, cancel)?;
        }
        if parts.is_empty() {
            parts = strict.parts;
        }
        let matched = parts.iter().map(|p| p.matched).sum();
        let finalists = combine::merge(parts, keep);
        let mut hits = self.scorer.hits(index, &plans, &finalists, SCORED);
        combine::order(&mut hits);
        hits.truncate(context.limit);
        Some(Found {
            hits: hits.into_iter().map(|h| h.hit).collect(),
            matched,
        })
    }

    fn strict(
        &mut self,
        index: &Index,
        plans: &[Plan],
        sets: &Sets<'_>,
        keep: usize,
        cancel: &(dyn Fn() -> bool + Sync),
    ) -> Option<Strict> {
        let needles: Vec<&Needle> = plans
            .iter()
            .flat_map(|p| p.probes.iter().map(|p| &p.needle))
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        let sources: Vec<Source> = needles.iter().map(|n| self.source(n, index)).collect();
        // A short list is looked through before a second thread has started.
        let busy = sources.iter().any(|s| match s {
            Source::Kept(_) => false,
            Source::Within(k) => self.kept.get(*k).is_some_and(|k| k.total > 20_000),
            Source::Scan => true,
        });
        let kept = &self.kept;
        let work = |i: usize, shard: &Shard| -> Option<(Vec<Arc<Met>>, Part)> {
            let mut lists = Vec::with_capacity(needles.len());
            for (needle, source) in needles.iter().zip(&sources) {
                let list = |k: &usize| kept.get(*k).and_then(|k| k.lists.get(i));
                let met = match source {
                    Source::Kept(k) => list(k).cloned().unwrap_or_default(),
                    Source::Within(k) => {
                        let ready = Ready::new(needle, &shard.alphabet);
                        let mut spots = Vec::new();
                        let went = list(k)
                            .is_none_or(|among| ready.within(shard, among, cancel, &mut spots));
                        went.then(|| Arc::new(Met::Spots(spots)))?
                    }
                    Source::Scan => {
                        let ready = Ready::new(needle, &shard.alphabet);
                        Arc::new(ready.met(shard, cancel)?)
                    }
                };
                lists.push(met);
            }
            let of = Lists {
                needles: &needles,
                met: &lists,
                loose: &[],
            };
            let base = index.bases.get(i).copied().unwrap_or(0);
            let part = combine::shard(shard, base, plans, &of, sets, keep);
            Some((lists, part))
        };
        let done = over_shards(index, busy, &work)?;
        let mut parts = Vec::with_capacity(done.len());
        let mut columns: Vec<Vec<Arc<Met>>> = vec![Vec::new(); needles.len()];
        let mut rows = Vec::with_capacity(done.len());
        for (lists, part) in done {
            parts.push(part);
            for (column, list) in columns.iter_mut().zip(&lists) {
                column.push(Arc::clone(list));
            }
            rows.push(lists);
        }
        let needles_kept = needles.iter().map(|n| (*n).clone()).collect();
        self.remember(&needles, &sources, columns);
        Some(Strict {
            needles: needles_kept,
            rows,
            parts,
        })
    }

    fn source(&self, needle: &Needle, index: &Index) -> Source {
        if let Some(i) = self.kept.iter().position(|k| k.needle == *needle) {
            return Source::Kept(i);
        }
        // One or two letters are told from lists, which see no more than where words start.
        if needle.begins && needle.of == Of::Rom && needle.text.len() < 3 {
            return Source::Scan;
        }
        // A longer needle is only where a part of it was; worth it if that is few records.
        self.kept
            .iter()
            .enumerate()
            .filter(|(_, k)| {
                k.needle.of == needle.of
                    && k.needle.rest.is_empty()
                    && k.needle.number.is_none()
                    && k.needle.form.is_none()
                    && k.needle.field.is_none_or(|f| needle.field == Some(f))
                    && contains(&k.needle, needle)
                    && k.total < index.len() / 6
            })
            .min_by_key(|(_, k)| k.total)
            .map_or(Source::Scan, |(i, _)| Source::Within(i))
    }

    fn remember(&mut self, needles: &[&Needle], sources: &[Source], columns: Vec<Vec<Arc<Met>>>) {
        self.clock += 1;
        let now = self.clock;
        for source in sources {
            if let Source::Kept(i) = source
                && let Some(k) = self.kept.get_mut(*i)
            {
                k.used = now;
            }
        }
        for ((needle, source), lists) in needles.iter().zip(sources).zip(columns) {
            if !matches!(source, Source::Kept(_)) {
                self.kept.push(Kept {
                    needle: (*needle).clone(),
                    total: lists.iter().map(|l| l.len()).sum(),
                    lists,
                    used: now,
                });
            }
        }
        self.kept.sort_by_key(|k| std::cmp::Reverse(k.used));
        let mut spots = 0;
        let mut lists = 0;
        self.kept.retain(|k| {
            spots += k.total;
            lists += 1;
            k.used == now || (spots <= KEPT_SPOTS && lists <= KEPT_LISTS)
        });
    }
}

/// What the terms as typed met.
struct Strict {
    needles: Vec<Needle>,
    /// For each shard, for each needle.
    rows: Vec<Vec<Arc<Met>>>,
    parts: Vec<Part>,
}

/// The search again with corrections of the terms that met next to nothing; empty if none could be tried.
fn loose(
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
            let among = among(plans, &corrections, &needles, met, shard);
            for ((plan, loose), list) in plans.iter().zip(&corrections).zip(&mut lists) {
                if let Some(loose) = loose
                    && !loose.shard(stage, (shard, among.as_ref()), plan, cancel, list)
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

/// A term met in fewer records than this may be misspelt.
const RARE: usize = 200;

/// True if every hit of `long` is also one of `short`.
fn contains(short: &Needle, long: &Needle) -> bool {
    if short.opens {
        long.opens && long.text.starts_with(&short.text)
    } else if short.begins {
        // Only word starts were listed: the longer one must start there too.
        long.begins && long.text.starts_with(&short.text)
    } else if short.of == Of::Rom {
        // Inside a word romaji is met only where a syllable starts: ando is listed, kando is not among it.
        long.text.starts_with(&short.text)
    } else {
        long.text.contains(&short.text)
    }
}

/// Facts about records that do not depend on the query.
pub(super) struct Sets<'a> {
    pub(super) need: Option<&'a BTreeSet<u32>>,
    pub(super) kind: Option<Kind>,
}

impl<'a> Sets<'a> {
    fn new(index: &'a Index, context: &Context<'_>) -> Self {
        Self {
            need: context.current_need.and_then(|n| index.needs.get(n)),
            kind: context.kinds,
        }
    }
}

/// Runs `work` over all shards, on two threads if it is much (`busy`) and there are many records; none if any of it was
/// called off.
pub(super) fn over_shards<T: Send>(
    index: &Index,
    busy: bool,
    work: &(dyn Fn(usize, &Shard) -> Option<T> + Sync),
) -> Option<Vec<T>> {
    let shards = index.shards.iter().enumerate();
    if !busy || index.len() < SHARED || index.shards.len() < 2 {
        return shards.map(|(i, shard)| work(i, shard)).collect();
    }
    let next = AtomicUsize::new(0);
    let off = AtomicBool::new(false);
    let run = || {
        let mut done = Vec::new();
        while !off.load(Ordering::Relaxed) {
            let i = next.fetch_add(1, Ordering::Relaxed);
            let Some(shard) = index.shards.get(i) else {
                break;
            };
            match work(i, shard) {
                Some(t) => done.push((i, t)),
                None => off.store(true, Ordering::Relaxed),
            }
        }
        done
    };
    let mut all = Vec::new();
    let mut others = Vec::new();
    // A thread that waits for work: starting one takes longer than many a stage.
    rayon::in_place_scope(|scope| {
        scope.spawn(|_| others = run());
        all = run();
    });
    all.append(&mut others);
    if off.load(Ordering::Relaxed) {
        return None;
    }
    all.sort_by_key(|x| x.0);
    Some(all.into_iter().map(|x| x.1).collect())
}
