//! Which need a patent without one may touch. Nothing of it goes into a file: it is told as a suggestion.

use super::found::{Entry, Report, Trouble};
use super::merge::tell;
use super::settle::Known;
use crate::domain::rule::concept::Concepts;
use crate::text::Clean;

/// More patents are not looked at: a list of thousands is a library, not the patents of a session.
const MOST: usize = 2_000;

/// Tells for patents without a need which one they may touch.
pub(super) fn patents(
    patents: &mut [Entry],
    known: &Known<'_>,
    concepts: &Concepts,
    report: &mut Report<'_>,
) {
    let mut numbers = Vec::new();
    let mut texts = Vec::new();
    for need in known.needs.iter().filter(|n| !n.is_wrong) {
        numbers.push(need.get("no").to_owned());
        texts.push(
            ["title", "problem", "wanted"]
                .map(|f| need.get(f))
                .join("\n"),
        );
    }
    for need in known.session.into_iter().flat_map(|s| &s.needs) {
        if !numbers.iter().any(|no| no == need.no.as_str()) {
            numbers.push(need.no.to_string());
            texts.push(
                [&need.title, &need.problem, &need.wanted]
                    .map(Clean::as_str)
                    .join("\n"),
            );
        }
    }
    if texts.is_empty() {
        return;
    }
    let open = patents
        .iter_mut()
        .filter(|p| !p.is_wrong && p.get("needs").is_empty());
    for patent in open.take(MOST) {
        let text = format!("{}\n{}", patent.get("title"), patent.get("abstract"));
        let found = concepts.touched(&text, &texts);
        let Some(no) = found.and_then(|(at, _)| numbers.get(at)) else {
            continue;
        };
        tell(
            report,
            Trouble::Suggested,
            &patent.source,
            (patent.get("title"), no),
        );
        patent.set("suggested_need", no.as_str());
    }
}
