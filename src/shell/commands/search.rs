//! `enishi search`: the search of the live screen, without it.

use crate::domain::number;
use crate::domain::reading::Answers;
use crate::domain::roster::Session;
use crate::search::{Context, Kind, Searcher, Why};
use crate::shell::args::HitKindArg;
use crate::shell::changed;
use crate::shell::failure::Failure;
use crate::shell::finder;
use crate::shell::out::tell;
use crate::shell::user_files::shown;
use crate::shell::workspace::Workspace;
use crate::store::Store;
use crate::text::Clean;
use crate::words::fl;
use serde::Serialize;
use std::path::Path;
use std::sync::Arc;

/// A file without the persons who were erased from the record, which is told.
fn without_erased(workspace: &Workspace, file: Session) -> Result<Session, Failure> {
    let Some(store) = workspace.peek() else {
        return Ok(file);
    };
    let read = store.as_read(&file, &Answers::default());
    let (less, _) = read.map_err(|e| workspace.store_failed(&e))?;
    tell(&changed::erased(&workspace.words, &file, &less));
    Ok(less)
}

/// A better tier is always ahead, whatever the score within it.
const TIER: i64 = 1_000_000;

#[derive(Serialize)]
struct Answer<'a> {
    query: &'a str,
    hits: Vec<HitOut>,
    /// What is only near what was typed, if nothing is found.
    near: Vec<HitOut>,
}

#[derive(Serialize)]
struct HitOut {
    kind: &'static str,
    id: Clean,
    title: Clean,
    score: i64,
    #[serde(skip)]
    detail: Clean,
    #[serde(skip)]
    why: Why,
    #[serde(skip)]
    near: bool,
}

pub(super) fn search(
    workspace: &Workspace,
    file: &Path,
    query: &str,
    kind: Option<HitKindArg>,
    limit: usize,
) -> Result<(), Failure> {
    let session = without_erased(workspace, workspace.read_session(file)?)?;
    let index = finder::index(
        &session,
        &workspace.config.synonyms,
        &workspace.config.readings,
    );
    let config = &workspace.config;
    let library = workspace
        .patents()
        .index(&config.synonyms, &config.readings);
    // A library that cannot be read is told and left out: the session is there.
    let index = match library {
        Ok(Some(stock)) => {
            let w = &workspace.words;
            stock.troubles.iter().for_each(|t| tell(&[t.line(w)]));
            index.with(&stock.index)
        }
        Ok(None) => index,
        Err(trouble) => {
            tell(&[trouble.line(&workspace.words)]);
            index
        }
    };
    let table = finder::Corpus::new(Arc::new(session), index);
    let context = Context {
        current_need: None,
        limit,
        kinds: kind.map(|kind| match kind {
            HitKindArg::Attendee => Kind::Attendee,
            HitKindArg::Organisation => Kind::Organisation,
            HitKindArg::Need => Kind::Need,
            HitKindArg::Patent => Kind::Patent,
        }),
    };
    let query = Clean::line(query);
    let found = Searcher::default().search(&table.index, &query, &context, &|| false);
    let hits: Vec<HitOut> = found
        .unwrap_or_default()
        .hits
        .iter()
        .filter_map(|hit| {
            let entry = table.index.record(hit.record)?;
            let id = Clean::line(entry.id);
            Some(HitOut {
                kind: code(hit.kind),
                title: Clean::line(entry.title()),
                score: (i64::from(u8::MAX) - i64::from(hit.tier)) * TIER
                    + hit.score.clamp(0, TIER - 1),
                detail: table.detail(hit, &id),
                why: if hit.near { Why::Near } else { hit.why },
                near: hit.near,
                id,
            })
        })
        .collect();
    let (near, hits): (Vec<HitOut>, Vec<HitOut>) = hits.into_iter().partition(|hit| hit.near);
    let nothing = hits.is_empty();
    let answer = Answer {
        query: &query,
        hits,
        near,
    };
    workspace.answer(
        |out| out.json(&answer),
        |out| {
            if nothing && answer.near.is_empty() {
                return Ok(());
            }
            let w = &workspace.words;
            let head = [
                fl!(w, "search-head-kind"),
                fl!(w, "search-head-id"),
                fl!(w, "search-head-title"),
                fl!(w, "search-head-why"),
                fl!(w, "search-head-detail"),
            ];
            let rows: Vec<Vec<Clean>> = answer
                .hits
                .iter()
                .chain(&answer.near)
                .map(|hit| {
                    vec![
                        kind_word(workspace, hit.kind),
                        number::shown(&hit.id).into(),
                        hit.title.clone(),
                        why_word(workspace, hit.why),
                        hit.detail.clone(),
                    ]
                })
                .collect();
            out.table(&head, &rows)
        },
    )?;
    if nothing {
        let w = &workspace.words;
        let what = fl!(
            w,
            "search-nothing",
            query = query.as_str(),
            file = shown(file)
        );
        return Err(workspace.nothing(what, "", [], fl!(w, "search-nothing-how")));
    }
    Ok(())
}

fn code(kind: Kind) -> &'static str {
    match kind {
        Kind::Attendee => "attendee",
        Kind::Organisation => "organisation",
        Kind::Need => "need",
        Kind::Patent | Kind::Library => "patent",
    }
}

fn kind_word(workspace: &Workspace, kind: &str) -> Clean {
    let w = &workspace.words;
    Clean::from(match kind {
        "attendee" => fl!(w, "search-kind-attendee"),
        "organisation" => fl!(w, "search-kind-organisation"),
        "need" => fl!(w, "search-kind-need"),
        _ => fl!(w, "search-kind-patent"),
    })
}

/// Why it matched, where the text does not show it.
fn why_word(workspace: &Workspace, why: Why) -> Clean {
    let w = &workspace.words;
    Clean::from(match why {
        Why::Text => "-".to_owned(),
        Why::Number => fl!(w, "search-because-number"),
        Why::Reading => fl!(w, "search-because-reading"),
        Why::Synonym => fl!(w, "search-because-synonym"),
        Why::Typo => fl!(w, "search-because-typo"),
        Why::Near => fl!(w, "search-because-near"),
    })
}
