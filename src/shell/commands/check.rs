//! `enishi check`: every error of a session file.

use crate::domain::diag::Diagnostic;
use crate::domain::roster::Session;
use crate::shell::desk::Desk;
use crate::shell::failure::Failure;
use crate::text::Clean;
use i18n_embed_fl::fl;
use serde::Serialize;
use std::path::Path;

#[derive(Serialize)]
struct Report<'a> {
    ok: bool,
    session: Option<Named<'a>>,
    counts: Counts,
    diagnostics: &'a [Diagnostic],
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

impl From<&Session> for Counts {
    fn from(session: &Session) -> Self {
        Self {
            needs: session.needs.len(),
            organisations: session.organisations.len(),
            attendees: session.attendees.len(),
            patents: session.patents.len(),
        }
    }
}

pub(super) fn check(desk: &Desk, file: &Path) -> Result<(), Failure> {
    let (loaded, report) = desk.judge_session(file)?;
    let session = loaded.session.as_ref();
    let counts = session.map(Counts::from).unwrap_or_default();
    desk.answer(
        |out| {
            out.json(&Report {
                ok: session.is_some(),
                session: session.map(|s| Named {
                    id: &s.id,
                    title: &s.title,
                }),
                counts: session.map(Counts::from).unwrap_or_default(),
                diagnostics: &loaded.diagnostics,
            })
        },
        |out| {
            if !loaded.diagnostics.is_empty() {
                out.line(report.clone())?;
            }
            let Some(session) = session else {
                return Ok(());
            };
            let w = desk.words.loader();
            out.line(fl!(w, "check-fine", title = session.title.as_str()))?;
            out.line(fl!(
                w,
                "check-counts",
                needs = counts.needs,
                organisations = counts.organisations,
                attendees = counts.attendees,
                patents = counts.patents
            ))
        },
    )?;
    match session {
        Some(_) => Ok(()),
        None => Err(desk.refused(file, &loaded)),
    }
}
