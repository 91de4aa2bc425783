//! `enishi story`: how a project came about, from the history, as Markdown or a page.

use super::pairing;
use crate::domain::book::Book;
use crate::domain::entity::letter::{LetterChange, LetterId};
use crate::domain::entity::pairing::{Pairing, PairingChange};
use crate::domain::entity::{Changes, Entity};
use crate::domain::rule::project;
use crate::exchange::leave::Reader;
use crate::exchange::story::{self, Came, NAME, Source};
use crate::exchange::{html, markdown};
use crate::shell::args::{StoryArgs, StoryFormat};
use crate::shell::failure::{Failure, FailureKind};
use crate::shell::out::{Out, tell};
use crate::shell::put_file::{must_be_free, put};
use crate::shell::user_files::shown;
use crate::shell::workspace::Workspace;
use crate::store::{Sessions, SqliteStore};
use crate::text::Clean;
use crate::words::fl;
use serde::Serialize;

#[derive(Serialize)]
struct Written {
    path: String,
    /// Texts that stay in the office.
    texts_left_out: usize,
}

pub(super) fn story(workspace: &Workspace, asked: &StoryArgs) -> Result<(), Failure> {
    let w = &workspace.words;
    if let Some(path) = &asked.output {
        must_be_free(w, path, asked.force)?;
    }
    let mut store = workspace.open_store()?;
    let book = workspace.book(&store, &Sessions::All)?;
    let pairing = pairing::find(workspace, &book, &asked.id)?;
    let Some(session) = book.sessions.get(&pairing.id.session) else {
        let what = fl!(w, "tasks-no-session");
        return Err(Failure::new(FailureKind::Nothing, what));
    };
    let line = project::line(&book, pairing);
    let came = came(workspace, &store, &line)?;
    let source = Source {
        book: &book,
        session,
        line: &line,
        came: &came,
    };
    let reader = if asked.internal {
        Reader::Office
    } else {
        Reader::Public
    };
    let (sheets, left_out) = story::sheets(&source, &reader, w);
    let title = title(workspace, &book, pairing);
    let text = match format(asked) {
        StoryFormat::Md => format!("# {title}\n\n{}", markdown::write(&sheets)),
        StoryFormat::Html => html::write(&sheets, &title),
    };
    let Some(path) = &asked.output else {
        let mut out = Out::new(w);
        out.line(text.trim_end_matches('\n'))?;
        out.finish()?;
        if left_out.texts > 0 {
            tell(&[fl!(w, "story-held-back", count = left_out.texts)]);
        }
        return Ok(());
    };
    put(w, path, asked.force, text.as_bytes())?;
    let id = LetterId {
        session: pairing.id.session.clone(),
        template: Clean::line(NAME),
        org: pairing.id.org.clone(),
        person: Clean::default(),
    };
    let dated = workspace.today;
    let change = LetterChange::Written { dated };
    let changes: Changes = vec![(Entity::Letter(id), change.into())];
    workspace.commit(&mut store, &pairing.id.session, changes)?;
    let path = shown(path);
    let said = fl!(w, "story-written", path = path.as_str());
    workspace.answer(
        |out| {
            out.json(&Written {
                path,
                texts_left_out: left_out.texts,
            })
        },
        |out| {
            out.line(said)?;
            if left_out.texts > 0 {
                out.line(fl!(w, "story-held-back", count = left_out.texts))?;
            }
            Ok(())
        },
    )
}

fn format(asked: &StoryArgs) -> StoryFormat {
    let end = asked.output.as_deref().and_then(std::path::Path::extension);
    let end = end.unwrap_or_default().to_string_lossy().to_lowercase();
    let by_name = match end.as_str() {
        "html" | "htm" => StoryFormat::Html,
        _ => StoryFormat::Md,
    };
    asked.format.unwrap_or(by_name)
}

fn title(workspace: &Workspace, book: &Book, pairing: &Pairing) -> String {
    let session = book.sessions.get(&pairing.id.session);
    let org = session.map_or(&pairing.id.org, |s| s.org_name(&pairing.id.org));
    let need = session.and_then(|s| s.recorded_need(&pairing.id.need));
    let hospital = need
        .zip(session)
        .map_or("", |(n, s)| s.org_name(&n.hospital));
    fl!(
        &workspace.words,
        "story-title",
        hospital = hospital,
        company = org.as_str()
    )
}

/// Every state that the pairings came to, as the history has it; what was taken back never was.
fn came(
    workspace: &Workspace,
    store: &SqliteStore,
    line: &[&Pairing],
) -> Result<Vec<Came>, Failure> {
    let mut all = Vec::new();
    for pairing in line {
        let log = store.log_of(&Entity::Pairing(pairing.id.clone()));
        let log = log.map_err(|e| workspace.store_failed(&e))?;
        for entry in log.into_iter().filter(|entry| !entry.undone) {
            if let Some(PairingChange::Status { status, reason, on }) = entry.op.change.pairing() {
                all.push(Came {
                    id: pairing.id.clone(),
                    on: *on,
                    status: *status,
                    reason: reason.clone(),
                });
            }
        }
    }
    Ok(all)
}
