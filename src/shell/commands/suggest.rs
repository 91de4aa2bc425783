//! `enishi suggest`: which organisations could answer a need. It records nothing.

use super::of_session;
use crate::domain::book::Book;
use crate::domain::number;
use crate::domain::rule::suggest::{List, Reason, Suggester, Suggestion};
use crate::shell::args::SuggestArgs;
use crate::shell::failure::{Failure, FailureKind};
use crate::shell::workspace::Workspace;
use crate::text::Clean;
use crate::view::suggestion;
use crate::words::{Words, fl};
use serde::Serialize;

#[derive(Serialize)]
struct Told<'a> {
    organisation: Clean,
    name: &'a Clean,
    score: f64,
    strength: &'static str,
    list: &'static str,
    reasons: Vec<ReasonTold<'a>>,
    blocked: Option<String>,
}

#[derive(Serialize)]
struct ReasonTold<'a> {
    kind: &'static str,
    need_text: &'a str,
    org_text: &'a str,
    label: String,
}

pub(super) fn suggest(workspace: &Workspace, asked: &SuggestArgs) -> Result<(), Failure> {
    let w = &workspace.words;
    let need = asked.need.as_str();
    let (id, book) = of_session::with_others(workspace, &asked.file, &asked.changed)?;
    let unknown = || {
        let what = fl!(w, "pair-no-need", no = need);
        Failure::new(FailureKind::Nothing, what).hint(fl!(w, "pair-no-need-how"))
    };
    let session = book.sessions.get(&id).ok_or_else(unknown)?;
    let need = session.need(need).ok_or_else(unknown)?;
    let concepts = &workspace.config.concepts;
    let found = Suggester::new(session, concepts).for_need(session, &book, need);
    // Whoever must not be proposed is told only where the place would have been among those shown.
    let open = found
        .iter()
        .filter(|s| s.blocked.is_none())
        .take(asked.limit);
    let least = open.clone().last().map_or(f64::MIN, |s| s.score);
    let held_back = found
        .iter()
        .filter(|s| s.blocked.is_some() && s.score >= least);
    let shown: Vec<&Suggestion> = open.chain(held_back).collect();
    workspace.answer(
        |out| {
            let all: Vec<Told<'_>> = shown.iter().map(|s| told(w, &book, &id, s)).collect();
            out.json(&all)
        },
        |out| {
            out.line(fl!(
                w,
                "suggest-title",
                no = number::shown(&need.no),
                title = need.title.as_str()
            ))?;
            for list in [List::Technology, List::Licence] {
                let own = || {
                    shown
                        .iter()
                        .filter(|s| s.list == list && s.blocked.is_none())
                };
                if own().next().is_none() {
                    continue;
                }
                out.line("")?;
                out.line(suggestion::list(w, list))?;
                for one in own() {
                    let name = session.org_name(&one.org);
                    let strength = suggestion::strength(w, one.strength);
                    out.line(format!("  {strength}  {name}"))?;
                    for reason in &one.reasons {
                        out.line(format!("      {}", suggestion::reason(w, reason)))?;
                    }
                }
            }
            let blocked: Vec<String> = (shown.iter())
                .filter_map(|s| {
                    let why = suggestion::blocked(w, s.blocked.as_ref()?);
                    Some(format!("{}: {why}", session.org_name(&s.org)))
                })
                .collect();
            if !blocked.is_empty() {
                out.line("")?;
                out.line(fl!(w, "suggest-blocked", count = blocked.len()))?;
                for line in blocked {
                    out.line(format!("  {line}"))?;
                }
            }
            if shown.is_empty() {
                out.line(fl!(w, "suggest-none"))?;
                out.line(fl!(w, "suggest-none-how"))?;
            }
            Ok(())
        },
    )
}

fn told<'a>(w: &Words, book: &'a Book, session: &Clean, one: &'a Suggestion) -> Told<'a> {
    let session = book.sessions.get(session);
    let org = session.and_then(|s| s.organisation(&one.org));
    Told {
        organisation: number::shown(&one.org).into(),
        name: org.map_or(&one.org, |o| &o.name),
        score: (one.score * 1000.0).round() / 1000.0,
        strength: suggestion::strength_code(one.strength),
        list: match one.list {
            List::Technology => "技術",
            List::Licence => "製販",
        },
        reasons: one.reasons.iter().map(|r| reason(w, r)).collect(),
        blocked: (one.blocked.as_ref()).map(|b| suggestion::blocked(w, b)),
    }
}

fn reason<'a>(w: &Words, reason: &'a Reason) -> ReasonTold<'a> {
    let (kind, need_text, org_text) = match reason {
        Reason::Concept {
            need_word,
            firm_word,
            ..
        } => ("concept", need_word.as_str(), firm_word.as_str()),
        Reason::Words { shared } => ("words", shared.as_str(), shared.as_str()),
        Reason::Patent { doc_no, .. } => ("patent", "", doc_no.as_str()),
        Reason::Stated { .. } => ("stated", "", ""),
        Reason::Before { need, .. } => ("before", need.as_str(), ""),
        Reason::Licence { .. } => ("licence", "", ""),
        Reason::Region { prefecture } => ("region", prefecture.as_str(), prefecture.as_str()),
    };
    ReasonTold {
        kind,
        need_text,
        org_text,
        label: suggestion::reason(w, reason),
    }
}
