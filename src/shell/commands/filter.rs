//! `enishi filter`: lines of standard input, best first; with a file of queries, a measurement.

use crate::search::filter::Lines;
use crate::shell::args::FilterArgs;
use crate::shell::clock;
use crate::shell::failure::{Failure, FailureKind};
use crate::shell::user_files::{read_bytes, why};
use crate::shell::workspace::Workspace;
use crate::text::Clean;
use crate::words::fl;
use std::io::{self, Read};

/// Hits of each query in a measurement, as many as a screen could show.
const SHOWN: usize = 50;

pub(super) fn filter(workspace: &Workspace, wanted: &FilterArgs) -> Result<(), Failure> {
    let given =
        lines().map_err(|e| Failure::new(FailureKind::Failed, why(&workspace.words, &e)))?;
    let begun = clock::instant();
    let each = given.iter().map(Clean::as_str);
    let lines = Lines::new(
        each,
        &workspace.config.synonyms,
        Some(&workspace.config.readings),
    );
    let built = lines.built(begun.elapsed());
    let matched = match (&wanted.queries, &wanted.query) {
        (Some(path), _) => {
            let bytes = read_bytes(path).map_err(|e| workspace.unreadable(path, &e))?;
            let limit = Some(wanted.limit.unwrap_or(SHOWN));
            let mut now = || begun.elapsed();
            let queries = cleaned(&bytes);
            let queries = queries.iter().filter(|query| !query.is_empty());
            let answers: Vec<_> = queries
                .map(|query| lines.answer(query, limit, wanted.repeat, &mut now))
                .collect();
            workspace.answer(
                |out| {
                    out.json(&built)?;
                    answers.iter().try_for_each(|answer| out.json(answer))
                },
                |out| {
                    let hits = answers.iter().flat_map(|a| &a.hits);
                    hits.into_iter()
                        .try_for_each(|line| out.line(line.as_str()))
                },
            )?;
            answers.iter().map(|a| a.matched).sum()
        }
        (None, query) => {
            let query = Clean::line(query.as_deref().unwrap_or_default());
            if workspace.json {
                let mut now = || begun.elapsed();
                let answer = lines.answer(&query, wanted.limit, wanted.repeat, &mut now);
                workspace.answer(|out| out.json(&answer), |_| Ok(()))?;
                answer.matched
            } else {
                let hits = lines.matching(&query, wanted.limit);
                let print = |out: &mut crate::shell::out::Out| {
                    hits.iter().try_for_each(|(line, _)| out.line(*line))
                };
                workspace.answer(|_| Ok(()), print)?;
                hits.len()
            }
        }
    };
    if matched == 0 {
        let w = &workspace.words;
        let count = given.len();
        return Err(Failure::new(FailureKind::Nothing, fl!(w, "filter-nothing"))
            .because(fl!(w, "filter-nothing-why", count = count))
            .hint(fl!(w, "filter-nothing-how")));
    }
    Ok(())
}

fn lines() -> io::Result<Vec<Clean>> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(cleaned(&bytes))
}

fn cleaned(bytes: &[u8]) -> Vec<Clean> {
    let text = String::from_utf8_lossy(bytes);
    text.lines().map(Clean::line).collect()
}
