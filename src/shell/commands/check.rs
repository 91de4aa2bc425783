//! `enishi check`: every error of a session file.

use super::person::lasting;
use crate::domain::diag::Diagnostic;
use crate::domain::reading::{self, Answers};
use crate::domain::roster::Session;
use crate::intake::Outline;
use crate::shell::changed;
use crate::shell::failure::Failure;
use crate::shell::workspace::Workspace;
use crate::store::Store;
use crate::text::Clean;
use crate::words::fl;
use serde::Serialize;
use std::path::Path;

#[derive(Serialize)]
struct Report<'a> {
    ok: bool,
    session: Option<Named<'a>>,
    counts: Counts,
    diagnostics: &'a [Diagnostic],
    /// Numbers on record that have another name in the file, in sentences.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    changed: &'a [String],
    /// Badge numbers of persons who were erased and whom the file still names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    erased: Vec<Clean>,
}

#[derive(Serialize)]
struct Named<'a> {
    id: &'a Clean,
    title: &'a Clean,
}

#[derive(Default, Serialize)]
struct Counts {
    needs: usize,
    organisations: usize,
    attendees: usize,
    patents: usize,
}

impl From<&Outline> for Counts {
    fn from(outline: &Outline) -> Self {
        Self {
            needs: outline.needs,
            organisations: outline.organisations,
            attendees: outline.attendees,
            patents: outline.patents,
        }
    }
}

pub(super) fn check(workspace: &Workspace, file: &Path) -> Result<(), Failure> {
    let (loaded, report) = workspace.judge_session(file)?;
    let session = loaded.session.as_ref();
    let outline = &loaded.outline;
    let counts = Counts::from(outline);
    let renamed = session.map_or_else(Vec::new, |session| renamed(workspace, session));
    let mut again = Vec::new();
    let erased = match session {
        // Without a record nobody was erased, and a look makes none.
        Some(session) if workspace.places().db.exists() => {
            let store = workspace.open_store()?;
            let found = lasting::named_again(&workspace.words, &store);
            again = found.map_err(|e| workspace.store_failed(&e))?;
            let erased = store.erased_in(session);
            erased.map_err(|e| workspace.store_failed(&e))?
        }
        _ => Vec::new(),
    };
    // A refused file is named too, if it has a name.
    let named = !outline.id.is_empty() || !outline.title.is_empty();
    workspace.answer(
        |out| {
            out.json(&Report {
                ok: session.is_some(),
                session: named.then_some(Named {
                    id: &outline.id,
                    title: &outline.title,
                }),
                counts: Counts::from(outline),
                diagnostics: &loaded.diagnostics,
                changed: &renamed,
                erased: erased.clone(),
            })
        },
        |out| {
            if !loaded.diagnostics.is_empty() {
                out.line(report.clone())?;
            }
            let Some(session) = session else {
                return Ok(());
            };
            let w = &workspace.words;
            out.line(fl!(w, "check-fine", title = session.title.as_str()))?;
            out.line(fl!(
                w,
                "check-counts",
                needs = counts.needs,
                organisations = counts.organisations,
                attendees = counts.attendees,
                patents = counts.patents
            ))?;
            for line in &renamed {
                out.line(line.as_str())?;
            }
            for badge in &erased {
                out.line(fl!(w, "person-in-file", badge = badge.as_str()))?;
            }
            again.iter().try_for_each(|line| out.line(line.as_str()))?;
            Ok(())
        },
    )?;
    match session {
        Some(_) => Ok(()),
        None => Err(workspace.refused(file, &loaded)),
    }
}

/// What has another name than what was recorded with it, and what that asks of the user. Nothing where there is no record.
fn renamed(workspace: &Workspace, session: &Session) -> Vec<String> {
    let Some(store) = workspace.peek() else {
        return Vec::new();
    };
    let Ok(book) = workspace.book_for(&store, session) else {
        return Vec::new();
    };
    let Ok((session, answers)) = store.as_read(session, &Answers::default()) else {
        return Vec::new();
    };
    match reading::read(&book, &session, &answers) {
        Ok(_) => Vec::new(),
        Err(doubts) => {
            let mut lines = changed::lines(&workspace.words, &book, &doubts);
            lines.push(fl!(&workspace.words, "changed-check"));
            lines
        }
    }
}
