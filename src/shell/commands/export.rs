//! `enishi export`: what was recorded, in the formats that others use, and `enishi schema`.

use crate::domain::book::Book;
use crate::domain::filter::{Filter, Words};
use crate::exchange::leave::{LeftOut, Reader};
use crate::exchange::tables::{self, Asked, What};
use crate::exchange::{calendar, html, json, markdown, text, xlsx};
use crate::shell::args::{ExportArgs, ExportFormat};
use crate::shell::clock;
use crate::shell::failure::{Failure, FailureKind};
use crate::shell::put_file::{must_be_free, put};
use crate::shell::user_files::shown;
use crate::shell::workspace::Workspace;
use crate::text::{Clean, fold};
use crate::words::fl;
use jiff::civil::Date;
use serde::Serialize;

#[derive(Serialize)]
struct Written {
    path: String,
    rows: usize,
    left_out: usize,
    texts_left_out: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    lost_letters: Vec<char>,
}

/// The workbook of what its reader may see, and what they may not.
pub(in crate::shell) fn workbook(
    book: &Book,
    session: Option<&Clean>,
    (reader, today): (&Reader, Date),
) -> Result<(Vec<u8>, LeftOut), String> {
    let asked = Asked {
        what: What::ALL,
        reader,
        today,
        wants: &|_, _, _, _, _| true,
        session: &|id| session.is_none_or(|session| session == id),
    };
    let (sheets, left_out) = tables::sheets(book, &asked);
    let bytes = xlsx::write(&sheets).map_err(|e| e.to_string())?;
    Ok((bytes, left_out))
}

pub(super) fn export(workspace: &Workspace, wanted: &ExportArgs) -> Result<(), Failure> {
    let w = &workspace.words;
    let format = format(workspace, wanted)?;
    if wanted.what == "report" {
        return super::report::of_export(workspace, wanted, format);
    }
    let what: Vec<What> = if wanted.what == "all" {
        What::ALL.to_vec()
    } else {
        let named = What::ALL.iter().copied();
        named.filter(|what| what.key() == wanted.what).collect()
    };
    if format == ExportFormat::Csv && what.len() > 1 {
        let failure = Failure::new(FailureKind::Usage, fl!(w, "export-one"));
        return Err(failure.hint(fl!(w, "export-one-how")));
    }
    must_be_free(w, &wanted.output, wanted.force)?;
    let store = workspace.open_store()?;
    let called = workspace.called(&store, wanted.session.as_deref())?;
    let book = workspace.book(&store, &called.sessions())?;
    let reader = reader(workspace, wanted, &book)?;
    let find = Filter::words(wanted.filter.as_deref().unwrap_or_default());
    let wants = |book: &Book, session: &Clean, need: &Clean, org: &Clean, own: &[&str]| {
        find.is_empty() || find.fits(&Words::of(book, session, need, org), own)
    };
    let in_session = |id: &Clean| called.holds(id);
    let asked = Asked {
        what: &what,
        reader: &reader,
        today: workspace.today,
        wants: &wants,
        session: &in_session,
    };
    let (sheets, mut left_out) = tables::sheets(&book, &asked);
    let mut rows = sheets.sheets.iter().map(|sheet| sheet.rows.len()).sum();
    let mut lost = Vec::new();
    let failed = |why: String| {
        let what = fl!(w, "new-unwritten", path = shown(&wanted.output));
        Failure::new(FailureKind::Failed, what).because(why)
    };
    let bytes = match format {
        ExportFormat::Xlsx => xlsx::write(&sheets).map_err(|e| failed(e.to_string()))?,
        ExportFormat::Md => markdown::write(&sheets).into_bytes(),
        ExportFormat::Html => html::write(&sheets, &fl!(w, "export-title")).into_bytes(),
        ExportFormat::Json => {
            let value = json::write(&sheets, left_out);
            serde_json::to_vec_pretty(&value).map_err(|e| failed(e.to_string()))?
        }
        ExportFormat::Ics => {
            let (text, hidden) = calendar::write(&book, &asked, clock::timestamp());
            left_out = hidden;
            rows = text.matches("BEGIN:VEVENT").count();
            text.into_bytes()
        }
        ExportFormat::Csv => {
            let mut bytes = Vec::new();
            for sheet in &sheets.sheets {
                let written = text::csv(sheet, wanted.encoding == "cp932");
                let written = written.map_err(|e| failed(e.to_string()))?;
                bytes.extend(written.bytes);
                lost.extend(written.lost);
            }
            bytes
        }
    };
    put(w, &wanted.output, wanted.force, &bytes)?;
    let path = shown(&wanted.output);
    workspace.answer(
        |out| {
            out.json(&Written {
                path: path.clone(),
                rows,
                left_out: left_out.rows,
                texts_left_out: left_out.texts,
                lost_letters: lost.clone(),
            })
        },
        |out| {
            out.line(fl!(w, "export-written", path = path.as_str(), rows = rows))?;
            if left_out.rows > 0 {
                out.line(fl!(w, "export-left-out", count = left_out.rows))?;
            }
            if left_out.texts > 0 {
                out.line(fl!(w, "export-texts-left-out", count = left_out.texts))?;
            }
            if !lost.is_empty() {
                let letters: String = lost.iter().collect();
                out.line(fl!(w, "export-lost", letters = letters))?;
            }
            Ok(())
        },
    )
}

fn format(workspace: &Workspace, wanted: &ExportArgs) -> Result<ExportFormat, Failure> {
    if let Some(format) = wanted.format {
        return Ok(format);
    }
    let end = wanted
        .output
        .extension()
        .unwrap_or_default()
        .to_string_lossy();
    Ok(match end.to_lowercase().as_str() {
        "xlsx" => ExportFormat::Xlsx,
        "csv" => ExportFormat::Csv,
        "json" => ExportFormat::Json,
        "md" => ExportFormat::Md,
        "html" | "htm" => ExportFormat::Html,
        "ics" => ExportFormat::Ics,
        _ => {
            let w = &workspace.words;
            let failure = Failure::new(FailureKind::Usage, fl!(w, "export-no-format"));
            return Err(failure.hint(fl!(w, "export-no-format-how")));
        }
    })
}

/// For whom it is: an organisation by id or name.
fn reader(workspace: &Workspace, wanted: &ExportArgs, book: &Book) -> Result<Reader, Failure> {
    if wanted.internal {
        return Ok(Reader::Office);
    }
    let Some(named) = &wanted.receiver else {
        return Ok(Reader::Public);
    };
    let key = fold::key(named);
    let orgs = book.sessions.values().flat_map(|s| &s.organisations);
    let mut same = orgs.filter(|o| {
        o.id.as_str() == named || fold::key(&o.name) == key || fold::key(&o.short) == key
    });
    if let Some(org) = same.next() {
        Ok(Reader::Organisation(org.id.clone()))
    } else {
        let what = fl!(&workspace.words, "export-no-org", org = named.as_str());
        Err(Failure::new(FailureKind::Nothing, what))
    }
}

pub(super) fn schema(workspace: &Workspace) -> Result<(), Failure> {
    let asked = Asked {
        what: What::ALL,
        reader: &Reader::Office,
        today: workspace.today,
        wants: &|_, _, _, _, _| true,
        session: &|_| true,
    };
    let (sheets, _) = tables::sheets(&Book::default(), &asked);
    let schema = json::schema(&sheets);
    let text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    workspace.answer(|out| out.json(&schema), |out| out.line(text.as_str()))
}
