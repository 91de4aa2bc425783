//! Floor 2: intake, from what organisers hand in to a [`Session`] whose references all lead somewhere, or to the list
//! of everything that is wrong. One run finds all.
//!
//! A reader for each format (`toml`) yields rows of cells with their places (`row`, `place`). Nothing behind a reader
//! knows its format: the tables of columns (`section`) say what a row may hold, `fill` checks cell by cell and row by
//! row, and `refs` judges at the end what refers to what.

mod checks;
pub mod column;
mod dates;
mod fill;
mod personal;
pub mod place;
mod problem;
mod problems;
mod refs;
pub mod row;
pub mod section;
mod toml;

use crate::domain::diag::Diagnostic;
use crate::domain::roster::Session;
use crate::text::Clean;
use crate::words::Words;
use checks::Checks;
use column::Table;
use place::Origin;
use problem::Target;
use problems::Problems;
use row::{Document, Rows};

/// What came of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Loaded {
    /// The session, if nothing is wrong with the file; warnings do not hinder.
    pub session: Option<Session>,
    /// What the file is about, as far as it could be read; also of a refused one.
    pub outline: Outline,
    /// Everything found, in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
    /// The text of the file as it was read, for excerpts; empty for a workbook.
    pub text: String,
}

/// What a file is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// 開催ID
    pub id: Clean,
    /// 名称
    pub title: Clean,
    /// How many needs.
    pub needs: usize,
    /// How many organisations.
    pub organisations: usize,
    /// How many attendees.
    pub attendees: usize,
    /// How many patents.
    pub patents: usize,
}

impl From<&Session> for Outline {
    fn from(session: &Session) -> Self {
        Self {
            id: session.id.clone(),
            title: session.title.clone(),
            needs: session.needs.len(),
            organisations: session.organisations.len(),
            attendees: session.attendees.len(),
            patents: session.patents.len(),
        }
    }
}

impl Loaded {
    /// Whether the file is refused.
    pub fn is_refused(&self) -> bool {
        self.session.is_none()
    }

    /// What was read, if anything, and what was found in it.
    fn new(session: Option<Session>, problems: Problems<'_>, text: &str) -> Self {
        let outline = session.as_ref().map(Outline::from).unwrap_or_default();
        Self {
            session: session.filter(|_| !problems.has_errors()),
            outline,
            diagnostics: problems.finish(),
            text: text.to_owned(),
        }
    }
}

/// Reads a session file as it lies on the disk.
pub fn load_bytes(bytes: &[u8], words: &Words) -> Loaded {
    toml::load_bytes(bytes, words)
}

/// Reads the text of a session file.
pub fn load(text: &str, words: &Words) -> Loaded {
    toml::load(text, words)
}

/// Judges rows of any origin.
pub fn judge(document: &Document<'_>, origin: &dyn Origin, words: &Words) -> Loaded {
    let mut problems = Problems::new(words);
    let session = session(document, origin, &mut problems);
    Loaded::new(Some(session), problems, "")
}

fn session(document: &Document<'_>, origin: &dyn Origin, problems: &mut Problems<'_>) -> Session {
    let mut checks = Checks::new(origin, problems);
    let mut session = section::session::TABLE.fill(&document.session, &mut checks);
    checks.held_on = Some(session.held_on).filter(|d| *d != jiff::civil::Date::default());
    session.organisations = rows(
        &section::organisation::TABLE,
        Target::Organisation,
        &document.organisations,
        &mut checks,
    );
    session.attendees = rows(
        &section::attendee::TABLE,
        Target::Attendee,
        &document.attendees,
        &mut checks,
    );
    session.needs = rows(
        &section::need::TABLE,
        Target::Need,
        &document.needs,
        &mut checks,
    );
    session.patents = rows(
        &section::patent::TABLE,
        Target::Patent,
        &document.patents,
        &mut checks,
    );
    let Checks { refs, report, .. } = checks;
    refs.finish(report);
    // Presentations without a number of their own come last, in the order of the file.
    session
        .needs
        .sort_by_key(|need| need.order.unwrap_or(u32::MAX));
    session
}

fn rows<E: Default>(
    table: &Table<E>,
    target: Target,
    rows: &Rows<'_>,
    checks: &mut Checks<'_, '_>,
) -> Vec<E> {
    if rows.has_gaps {
        checks.refs.unknown(target);
    }
    rows.rows
        .iter()
        .map(|row| table.fill(row, checks))
        .collect()
}
