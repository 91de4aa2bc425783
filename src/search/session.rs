//! A person typing: query after query over the same records.

use super::class::CORRECTED;
use super::class::Why;
use super::combine;
use super::combine::Lists;
use super::combine::Part;
use super::combine::Scored;
use super::correct::ENOUGH;
use super::correct::POOR;
use super::correct::stages;
use super::correct::stages::Strict;
use super::index::Index;
use super::met::Met;
use super::plan;
use super::plan::Needle;
use super::plan::Of;
use super::plan::Plan;
use super::query::Query;
use super::record::Kind;
use super::scan::Ready;
use super::score::Scorer;
use super::shard::Shard;
use super::share::over_shards;
use super::sift;
use super::stranger::strangers;
use std::collections::BTreeSet;
use std::sync::Arc;

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
    /// It is only near what was typed, and no answer: somebody of such a name may not be here at all.
    pub near: bool,
}

impl Hit {
    /// It may have been met only after a correction of a term.
    pub fn may_be_corrected(&self) -> bool {
        match self.why {
            Why::Typo | Why::Synonym | Why::Near => true,
            Why::Text => self.tier >= POOR,
            Why::Number | Why::Reading => false,
        }
    }
}

/// So many hits are compared with each other even if fewer are wanted.
const COMPARED: usize = 200;
/// Tier up to which a record is called just so.
const EXACT: u8 = 1;
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
        let mut plans = plan::plans(index, &query);
        // The same lines are compared however many are wanted, so that the order is the same.
        let most = context.limit.max(COMPARED);
        let keep = most.saturating_add(most / 4 + 16);
        let sets = Sets::new(index, context);
        let mut found = self.planned(index, &plans, &sets, keep, cancel)?;
        let answered = |found: &[Scored]| found.first().is_some_and(|h| h.hit.tier < CORRECTED);
        if plans.iter().any(|plan| plan.beside) && !answered(&found.0) {
            // A post may have changed, and a name stays.
            plans.retain(|plan| !plan.beside);
            found = self.planned(index, &plans, &sets, keep, cancel)?;
        }
        let (mut hits, matched) = found;
        if let Some(meant) = query.meant {
            hits.sort_by_key(|h| h.hit.tier >= CORRECTED || h.hit.kind != meant);
        }
        strangers(index, &plans, &mut hits);
        combine::cut(&mut hits, context.limit, |h| h.hit.kind == Kind::Library);
        Some(Found {
            hits: hits.into_iter().map(|h| h.hit).collect(),
            matched,
        })
    }

    /// What meets all plans, best first, and how many records do.
    fn planned(
        &mut self,
        index: &Index,
        plans: &[Plan],
        sets: &Sets<'_>,
        keep: usize,
        cancel: &(dyn Fn() -> bool + Sync),
    ) -> Option<(Vec<Scored>, usize)> {
        let strict = self.strict(index, plans, sets, keep, cancel)?;
        let good: usize = strict.parts.iter().map(|p| p.good).sum();
        let mut parts = Vec::new();
        // Where somebody is called just so, whoever is only near is no answer.
        let best = strict.parts.iter().filter_map(|p| p.best.first());
        let exact = best.map(|cand| cand.rank / 4).min() <= Some(EXACT);
        if good < ENOUGH && !(good > 0 && exact) {
            parts = stages::all(index, plans, sets, keep, &strict, cancel)?;
        }
        if parts.is_empty() {
            parts = strict.parts;
        }
        let matched = parts.iter().map(|p| p.matched).sum();
        let finalists = combine::merge(index, parts, keep);
        let mut hits = self.scorer.hits(index, plans, &finalists, SCORED);
        combine::order(&mut hits);
        combine::employers_first(index, &mut hits);
        Some((hits, matched))
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
        let sought = needles.iter().zip(&sources);
        let sought = sought.filter(|(_, source)| matches!(source, Source::Scan));
        let sought: Vec<&Needle> = sought.map(|(needle, _)| *needle).collect();
        let work = |i: usize, shard: &Shard| -> Option<(Vec<Arc<Met>>, Part)> {
            let mut lists: Vec<Arc<Met>> = Vec::with_capacity(needles.len());
            let mut found = sift::met(&sought, (shard, None), cancel)?.into_iter();
            for (needle, source) in needles.iter().zip(&sources) {
                let list = |k: &usize| kept.get(*k).and_then(|k| k.lists.get(i));
                match source {
                    Source::Kept(k) => lists.push(list(k).cloned().unwrap_or_default()),
                    Source::Within(k) => lists.push(Arc::new(match list(k) {
                        Some(among) => {
                            Ready::new(needle, &shard.alphabet).among(shard, Some(among), cancel)?
                        }
                        None => Met::default(),
                    })),
                    Source::Scan => lists.push(Arc::new(found.next().unwrap_or_default())),
                }
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
        // So few letters are told from lists, which see no more than where words start; so are a digit or two.
        if needle.begins && needle.of == Of::Rom || needle.is_digits() {
            return Source::Scan;
        }
        // Of sounds met so often those inside words are not listed, see [`sift::PLENTY`]; nor numbers inside lines.
        let partly = needle.of == Of::Rom || needle.starts_number();
        let most = if partly {
            sift::PLENTY
        } else {
            index.len() / 6
        };
        // A longer needle is only where a part of it was; worth it if that is few records.
        self.kept
            .iter()
            .enumerate()
            .filter(|(_, k)| {
                k.needle.of == needle.of
                    && k.needle.rest.is_empty()
                    && k.needle.number.is_none()
                    && k.needle.form.is_none()
                    && !k.needle.is_needless()
                    && k.needle.field.is_none_or(|f| needle.field == Some(f))
                    && contains(&k.needle, needle)
                    && k.total < most
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
