//! `enishi report`: what the office answers for, counted.

use crate::domain::book::Book;
use crate::domain::number;
use crate::domain::rule::report::{Report, Source, Span};
use crate::exchange::leave::Reader;
use crate::exchange::{html, markdown, report, xlsx};
use crate::shell::args::{ExportArgs, ExportFormat, ReportArgs, ReportFormat};
use crate::shell::commands::called::unknown;
use crate::shell::failure::{Failure, FailureKind};
use crate::shell::out::Out;
use crate::shell::put_file::{must_be_free, put};
use crate::shell::user_files::shown;
use crate::shell::workspace::Workspace;
use crate::store::{Sessions, Store};
use crate::text::Clean;
use crate::words::fl;
use serde::Serialize;
use std::path::Path;

#[derive(Serialize)]
struct Written {
    path: String,
    sessions: usize,
}

pub(super) fn report(workspace: &Workspace, asked: &ReportArgs) -> Result<(), Failure> {
    let w = &workspace.words;
    let format = format(workspace, asked)?;
    if let Some(path) = &asked.output {
        must_be_free(w, path, asked.force)?;
    }
    let store = workspace.open_store()?;
    let span = span(workspace, &store, asked)?;
    let mut book = workspace.book(&store, &Sessions::All)?;
    let found = Report::of(source(workspace, &book), &span);
    if found.sessions.is_empty() {
        let failure = Failure::new(FailureKind::Nothing, fl!(w, "report-none"));
        return Err(failure.hint(fl!(w, "report-none-how")));
    }
    // The title needs no more than the sessions.
    let title = title(workspace, &mut book, &found);
    let bytes = match format {
        ReportFormat::Text => {
            let mut text = format!("{title}\n");
            for line in report::lines(&found, w) {
                text.push_str(&line);
                text.push('\n');
            }
            text.into_bytes()
        }
        ReportFormat::Json => {
            let session = span.session.as_ref().map(|id| number::shown(id));
            let value = report::json(&found, session);
            let mut bytes = serde_json::to_vec(&value).unwrap_or_default();
            bytes.push(b'\n');
            bytes
        }
        ReportFormat::Md | ReportFormat::Html | ReportFormat::Xlsx => {
            let reader = if asked.internal {
                Reader::Office
            } else {
                Reader::Public
            };
            let sheets = report::sheets(&found, &reader, w);
            match format {
                ReportFormat::Md => {
                    format!("# {title}\n\n{}", markdown::write(&sheets)).into_bytes()
                }
                ReportFormat::Html => html::write(&sheets, &title).into_bytes(),
                ReportFormat::Xlsx | ReportFormat::Text | ReportFormat::Json => {
                    xlsx::write(&sheets).map_err(|e| {
                        let what = fl!(w, "report-unmade");
                        Failure::new(FailureKind::Failed, what).because(e.to_string())
                    })?
                }
            }
        }
    };
    let Some(path) = &asked.output else {
        let mut out = Out::new(&workspace.words);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        out.line(text.trim_end_matches('\n'))?;
        return out.finish();
    };
    put(w, path, asked.force, &bytes)?;
    told(workspace, path, found.sessions.len())
}

/// The same for `enishi export --what report`.
pub(super) fn of_export(
    workspace: &Workspace,
    wanted: &ExportArgs,
    format: ExportFormat,
) -> Result<(), Failure> {
    let format = match format {
        ExportFormat::Xlsx => ReportFormat::Xlsx,
        ExportFormat::Json => ReportFormat::Json,
        ExportFormat::Md => ReportFormat::Md,
        ExportFormat::Html => ReportFormat::Html,
        ExportFormat::Csv | ExportFormat::Ics => {
            let w = &workspace.words;
            let failure = Failure::new(FailureKind::Usage, fl!(w, "report-no-format"));
            return Err(failure.hint(fl!(w, "report-no-format-how")));
        }
    };
    let asked = ReportArgs {
        session: wanted.session.clone(),
        format: Some(format),
        output: Some(wanted.output.clone()),
        internal: wanted.internal,
        force: wanted.force,
        ..ReportArgs::default()
    };
    report(workspace, &asked)
}

/// What is counted from a book.
pub(super) fn source<'a>(workspace: &'a Workspace, book: &'a Book) -> Source<'a> {
    Source {
        book,
        templates: &workspace.config.catalogue.templates,
        calendar: &workspace.calendar,
        today: workspace.today,
    }
}

fn span(workspace: &Workspace, store: &impl Store, asked: &ReportArgs) -> Result<Span, Failure> {
    if let Some(text) = &asked.session {
        let id = workspace.one_session(store, text)?;
        let recent = store.recent_sessions();
        let recent = recent.map_err(|e| workspace.store_failed(&e))?;
        if !recent.iter().any(|s| s.id == id) {
            return Err(unknown(workspace, text));
        }
        let session = Some(id);
        return Ok(Span {
            session,
            ..Span::default()
        });
    }
    let past = |option: &str, text: &Option<String>| workspace.past_day(option, text.as_deref());
    let year = asked.year.map(Span::fiscal_year).unwrap_or_default();
    Ok(Span {
        session: None,
        programme: asked.program.as_deref().map(Clean::line),
        from: past("--from", &asked.from)?.or(year.from),
        to: past("--to", &asked.to)?.or(year.to),
    })
}

fn title(workspace: &Workspace, book: &mut Book, found: &Report) -> String {
    let w = &workspace.words;
    let day = workspace.today.to_string();
    let of = match found.sessions.as_slice() {
        [one] => {
            let session = book.sessions.remove(one);
            session.map(|s| s.title.to_string()).unwrap_or_default()
        }
        several => fl!(w, "report-sessions", count = several.len()),
    };
    fl!(w, "report-title", of = of, day = day)
}

fn format(workspace: &Workspace, asked: &ReportArgs) -> Result<ReportFormat, Failure> {
    let w = &workspace.words;
    let end = asked.output.as_deref().and_then(Path::extension);
    let end = end.unwrap_or_default().to_string_lossy().to_lowercase();
    let format = asked.format.or(match end.as_str() {
        "json" => Some(ReportFormat::Json),
        "md" => Some(ReportFormat::Md),
        "html" | "htm" => Some(ReportFormat::Html),
        "xlsx" => Some(ReportFormat::Xlsx),
        _ => None,
    });
    let format = format.unwrap_or(if workspace.json && asked.output.is_none() {
        ReportFormat::Json
    } else {
        ReportFormat::Text
    });
    if format == ReportFormat::Xlsx && asked.output.is_none() {
        let failure = Failure::new(FailureKind::Usage, fl!(w, "report-needs-file"));
        return Err(failure.hint(fl!(w, "report-needs-file-how")));
    }
    Ok(format)
}

fn told(workspace: &Workspace, path: &Path, sessions: usize) -> Result<(), Failure> {
    let path = shown(path);
    let said = fl!(&workspace.words, "report-written", path = path.as_str());
    workspace.answer(
        |out| out.json(&Written { path, sessions }),
        |out| out.line(said),
    )
}
