//! Plain lines searched from a script: one record per line, best first.

use super::class::Why;
use super::index::Index;
use super::reading::Readings;
use super::record::Record;
use super::session::Context;
use super::session::Searcher;
use super::synonym::Synonyms;
use serde::Serialize;
use std::time::Duration;

/// Lines made ready for finding.
#[derive(Clone, Debug)]
pub struct Lines {
    index: Index,
}

/// What building took: the first line of the JSON output.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Built {
    /// Number of lines.
    pub records: usize,
    /// Milliseconds.
    pub build_ms: u64,
    /// Memory beyond the lines themselves.
    pub index_bytes: usize,
}

/// What one query found: a line of the JSON output.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// As given.
    pub query: String,
    /// How many lines match in all.
    pub matched: usize,
    /// Median time of a search that remembers no earlier one, in microseconds.
    pub median_us: u64,
    /// The best lines, best first.
    pub hits: Vec<String>,
    /// Why each of them matches.
    pub why: Vec<Why>,
}

impl Lines {
    /// Makes lines ready; control characters become blanks, an empty line is a record that nothing finds.
    pub fn new<'a>(
        lines: impl Iterator<Item = &'a str>,
        synonyms: &Synonyms,
        readings: Option<&Readings>,
    ) -> Self {
        Self {
            index: Index::build(lines.map(Record::line).collect(), synonyms, readings),
        }
    }

    /// The index behind it.
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// What building took, told by a caller with a clock.
    pub fn built(&self, took: Duration) -> Built {
        Built {
            records: self.index.len(),
            build_ms: u64::try_from(took.as_millis()).unwrap_or(u64::MAX),
            index_bytes: self.index.bytes(),
        }
    }

    /// The lines that match, best first, with why; all of them or the best `limit`.
    pub fn matching(&self, query: &str, limit: Option<usize>) -> Vec<(&str, Why)> {
        self.search(query, limit).0
    }

    /// Searches `repeat` times, at least once, each time as if nothing had been typed before; `now` is the caller's
    /// clock.
    pub fn answer(
        &self,
        query: &str,
        limit: Option<usize>,
        repeat: usize,
        now: &mut dyn FnMut() -> Duration,
    ) -> Answer {
        let mut times = Vec::with_capacity(repeat);
        let mut found = (Vec::new(), 0);
        for _ in 0..repeat.max(1) {
            let start = now();
            found = self.search(query, limit);
            times.push(now().saturating_sub(start));
        }
        times.sort();
        let median = times.get(times.len() / 2).copied().unwrap_or_default();
        Answer {
            query: query.to_owned(),
            matched: found.1,
            median_us: u64::try_from(median.as_micros()).unwrap_or(u64::MAX),
            hits: found.0.iter().map(|h| h.0.to_owned()).collect(),
            why: found.0.iter().map(|h| h.1).collect(),
        }
    }

    fn search(&self, query: &str, limit: Option<usize>) -> (Vec<(&str, Why)>, usize) {
        let context = Context {
            limit: limit.unwrap_or(usize::MAX),
            ..Context::default()
        };
        let found = Searcher::default()
            .search(&self.index, query, &context, &|| false)
            .unwrap_or_default();
        let hits = found
            .hits
            .iter()
            .filter_map(|h| Some((self.index.record(h.record)?.title(), h.why)))
            .collect();
        (hits, found.matched)
    }
}
