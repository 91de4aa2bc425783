//! `enishi filter`: lines of standard input, best first; with a file of queries, a measurement.

use crate::search::{Context, Found, Index, Record, Searcher, Why};
use crate::shell::args::FilterArgs;
use crate::shell::clock;
use crate::shell::desk::{Desk, read_bytes};
use crate::shell::failure::{Failure, FailureKind};
use crate::text::Clean;
use i18n_embed_fl::fl;
use serde::Serialize;
use std::io::{self, Read};

/// What the index is.
#[derive(Serialize)]
struct Built {
    records: usize,
    build_ms: u128,
    index_bytes: usize,
}

/// What one query gave.
#[derive(Serialize)]
struct Answer<'a> {
    query: &'a str,
    matched: usize,
    median_us: u128,
    hits: Vec<&'a str>,
    why: Vec<&'static str>,
}

pub(super) fn filter(desk: &Desk, wanted: &FilterArgs) -> Result<(), Failure> {
    let queries = queries(desk, wanted)?;
    let lines = lines().map_err(|e| Failure::new(FailureKind::Failed, e.to_string()))?;
    let begun = clock::instant();
    let records = lines.iter().map(|line| Record::line(line)).collect();
    let index = Index::build(records, &desk.house.synonyms, Some(&desk.house.readings));
    let built = Built {
        records: lines.len(),
        build_ms: begun.elapsed().as_millis(),
        index_bytes: index.bytes(),
    };
    // Without a limit all of them; for a measurement as many as a screen could ever ask for.
    let most = if wanted.queries.is_some() {
        50
    } else {
        lines.len()
    };
    let context = Context {
        current_need: None,
        limit: wanted.limit.unwrap_or(most),
        kinds: None,
    };
    let mut answers = Vec::new();
    for query in &queries {
        answers.push(ask(&index, query, &context, wanted.repeat, &lines));
    }
    let matched: usize = answers.iter().map(|a| a.matched).sum();
    desk.answer(
        |out| {
            if wanted.queries.is_some() {
                out.json(&built)?;
            }
            answers.iter().try_for_each(|answer| out.json(answer))
        },
        |out| {
            let hits = answers.iter().flat_map(|a| &a.hits);
            hits.into_iter().try_for_each(|line| out.line(*line))
        },
    )?;
    if matched == 0 {
        let w = desk.words.loader();
        return Err(Failure::new(FailureKind::Nothing, fl!(w, "filter-nothing"))
            .because(fl!(w, "filter-nothing-why", count = lines.len()))
            .hint(fl!(w, "filter-nothing-how")));
    }
    Ok(())
}

fn ask<'a>(
    index: &Index,
    query: &'a str,
    context: &Context,
    repeat: usize,
    lines: &'a [Clean],
) -> Answer<'a> {
    let mut times = Vec::new();
    let mut found = Found::default();
    for _ in 0..repeat.max(1) {
        // A new searcher each time: what an earlier run found must not help this one.
        let mut searcher = Searcher::default();
        let begun = clock::instant();
        let answer = searcher.search(index, query, context, &|| false);
        times.push(begun.elapsed().as_micros());
        found = answer.unwrap_or_default();
    }
    times.sort_unstable();
    let line = |record: u32| lines.get(record as usize).map_or("", |line| line.as_str());
    Answer {
        query,
        matched: found.matched,
        median_us: times.get(times.len() / 2).copied().unwrap_or(0),
        hits: found.hits.iter().map(|hit| line(hit.record)).collect(),
        why: found.hits.iter().map(|hit| code(hit.why)).collect(),
    }
}

fn code(why: Why) -> &'static str {
    match why {
        Why::Text => "text",
        Why::Number => "number",
        Why::Reading => "reading",
        Why::Synonym => "synonym",
        Why::Typo => "typo",
    }
}

fn queries(desk: &Desk, wanted: &FilterArgs) -> Result<Vec<Clean>, Failure> {
    let Some(path) = &wanted.queries else {
        return Ok(vec![Clean::line(
            wanted.query.as_deref().unwrap_or_default(),
        )]);
    };
    let bytes = read_bytes(path).map_err(|e| desk.unreadable(path, &e))?;
    Ok(cleaned(&bytes))
}

fn lines() -> io::Result<Vec<Clean>> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(cleaned(&bytes))
}

fn cleaned(bytes: &[u8]) -> Vec<Clean> {
    let text = String::from_utf8_lossy(bytes);
    text.lines()
        .map(Clean::line)
        .filter(|line| !line.is_empty())
        .collect()
}
