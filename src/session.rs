//! Floor 2: the session file (TOML, format 1), from bytes to a [`Session`] whose references all lead somewhere, or to
//! the list of everything that is wrong with it. One run finds all: the writing is mended or passed over line by line
//! (`syntax`), each table is read key by key (`table`), and what refers to what is judged at the end (`refs`).

mod aliases;
mod build;
mod bytes;
mod dates;
mod lines;
mod personal;
mod problem;
mod refs;
mod report;
mod syntax;
mod table;

use crate::domain::diag::Diagnostic;
use crate::domain::roster::Session;
use crate::text::Clean;
use crate::words::Words;
use problem::{Kind, Problem, Want};
use refs::Refs;
use report::Report;
use std::ops::Range;
use table::Table;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The version of the format this program reads.
pub const FORMAT: u32 = 1;

/// Bytes of a file.
const MIB: usize = 8;

/// Headings with double brackets.
const ROWS: usize = 20_000;

/// Bytes of one line.
const LINE: usize = 100_000;

/// Equals signs and backslashes of one line: each may be an error of its own, and no line of a session has so many.
const SIGNS: usize = 2_000;

/// Lines of a file.
const LINES: usize = 500_000;

/// What came of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Loaded {
    /// The session, if nothing is wrong with the file; warnings do not hinder.
    pub session: Option<Session>,
    /// What the file is about, as far as it could be read; also of a refused one.
    pub outline: Outline,
    /// Everything found, in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
    /// The text of the file as it was read, for excerpts.
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
}

/// Reads a file as it lies on the disk.
pub fn load_bytes(bytes: &[u8], words: &Words) -> Loaded {
    if bytes.len() > MIB << 20 {
        let mut report = Report::new("", words);
        report.add_in_file(0..0, &Problem::TooBig { mib: MIB });
        return refused(report, "");
    }
    let (text, wrong) = bytes::decode(bytes);
    match wrong {
        Some((at, problem)) => {
            let mut report = Report::new(&text, words);
            report.add_in_file(at..at + 1, &problem);
            refused(report, &text)
        }
        None => load(&text, words),
    }
}

/// Reads the text of a file.
pub fn load(text: &str, words: &Words) -> Loaded {
    let mut report = Report::new(text, words);
    if let Some((span, problem)) = excess(text, &report) {
        report.add_in_file(span, &problem);
        return refused(report, "");
    }
    let session = syntax::with_document(text, &mut report, document);
    let outline = session.as_ref().map(Outline::from).unwrap_or_default();
    let session = session.filter(|_| !report.has_errors());
    Loaded {
        session,
        outline,
        diagnostics: report.finish(),
        text: text.to_owned(),
    }
}

fn refused(report: Report<'_>, text: &str) -> Loaded {
    Loaded {
        session: None,
        outline: Outline::default(),
        diagnostics: report.finish(),
        text: text.to_owned(),
    }
}

/// What is too much to be read at all.
fn excess(text: &str, report: &Report<'_>) -> Option<(Range<usize>, Problem<'static>)> {
    if text.len() > MIB << 20 {
        return Some((0..0, Problem::TooBig { mib: MIB }));
    }
    let source = report.source();
    let mut rows = 0;
    for n in 0..source.lines() {
        let line = source.line(n);
        let signs = memchr::memchr2_iter(b'=', b'\\', line.as_bytes()).count();
        if line.len() > LINE || signs > SIGNS {
            let at = source.start(n);
            return Some((at..at + 1, Problem::LineTooLong { max: LINE }));
        }
        rows += usize::from(line.trim_start().starts_with("[["));
        if rows > ROWS || n > LINES {
            let at = source.start(n);
            return Some((at..at + 2, Problem::TooManyRows { max: ROWS }));
        }
    }
    None
}

/// The lines that each heading covers.
struct Headings(Vec<usize>);

impl Headings {
    fn new(root: &DeTable<'_>, report: &Report<'_>) -> Self {
        let mut starts = Vec::new();
        for value in root.values() {
            match value.get_ref() {
                DeValue::Table(_) => starts.push(report.line_of(value.span().start)),
                DeValue::Array(rows) => {
                    starts.extend(rows.iter().map(|row| report.line_of(row.span().start)));
                }
                _ => {}
            }
        }
        starts.sort_unstable();
        Self(starts)
    }

    fn lines(&self, heading: usize) -> Range<usize> {
        let next = self.0.partition_point(|start| *start <= heading);
        heading..self.0.get(next).copied().unwrap_or(usize::MAX)
    }
}

fn document(root: &DeTable<'_>, report: &mut Report<'_>) -> Session {
    let headings = Headings::new(root, report);
    let mut refs = Refs::default();
    format(root, report);
    let meant = unknown_sections(root, report);
    let mut session = match root.get("session").map(|v| (v.get_ref(), v.span())) {
        Some((DeValue::Table(map), span)) => {
            let lines = headings.lines(report.line_of(span.start));
            let mut t = Table::new(map, "[session]", span, lines, report);
            let session = build::session(&mut t, &mut refs);
            t.finish();
            session
        }
        Some((_, span)) => {
            let problem = Problem::WrongType {
                key: "session",
                want: Want::Table,
                example: "[session]",
            };
            report.add(&span, &problem);
            Session::default()
        }
        None => without_heading(root, &mut refs, report),
    };
    let held_on = Some(session.held_on).filter(|d| *d != jiff::civil::Date::default());
    session.organisations = rows(
        root,
        Kind::Organisation,
        &headings,
        &mut refs,
        report,
        build::organisation,
    );
    session.attendees = rows(
        root,
        Kind::Attendee,
        &headings,
        &mut refs,
        report,
        build::attendee,
    );
    session.needs = rows(root, Kind::Need, &headings, &mut refs, report, build::need);
    session.patents = rows(
        root,
        Kind::Patent,
        &headings,
        &mut refs,
        report,
        |t, refs| build::patent(t, refs, held_on),
    );
    for kind in [Kind::Organisation, Kind::Attendee, Kind::Need, Kind::Patent] {
        if meant.contains(&kind.table()) {
            refs.unknown(kind);
        }
    }
    refs.finish(report);
    // Presentations without a number of their own come last, in the order of the file.
    session
        .needs
        .sort_by_key(|need| need.order.unwrap_or(u32::MAX));
    session
}

/// The keys of the session without their heading, or nothing of it at all.
fn without_heading(root: &DeTable<'_>, refs: &mut Refs, report: &mut Report<'_>) -> Session {
    let first = ["id", "title", "held_on"]
        .iter()
        .filter_map(|key| root.get_key_value(*key));
    let first = first
        .map(|(key, _)| key.span())
        .min_by_key(|span| span.start);
    let problem = Problem::SectionMissing { key: "session" };
    if let Some(span) = first {
        report.add(&span, &problem);
        let mut t = Table::new(root, "[session]", span, 0..usize::MAX, report);
        t.hide("format");
        return build::session(&mut t, refs);
    }
    if !report.lost_in(0..usize::MAX) {
        report.add(&(0..0), &problem);
    }
    Session::default()
}

fn format(root: &DeTable<'_>, report: &mut Report<'_>) {
    let Some(value) = root.get("format") else {
        let first = root
            .values()
            .map(Spanned::span)
            .map(|s| s.start)
            .min()
            .unwrap_or(0);
        if !report.lost_in(0..report.line_of(first) + 1) {
            report.add_in_file(0..0, &Problem::FormatMissing);
        }
        return;
    };
    let is_known =
        matches!(value.get_ref(), DeValue::Integer(n) if n.to_string() == FORMAT.to_string());
    if let DeValue::String(s) = value.get_ref() {
        let example = format!("format = {}", s.trim());
        let problem = Problem::WrongType {
            key: "format",
            want: Want::Number,
            example: &example,
        };
        report.add(&value.span(), &problem);
    } else if !is_known {
        let found = table::shown(value.get_ref());
        report.add(&value.span(), &Problem::FormatUnknown { found: &found });
    }
}

fn rows<'s, T>(
    root: &DeTable<'_>,
    kind: Kind,
    headings: &Headings,
    refs: &mut Refs,
    report: &mut Report<'s>,
    mut read: impl FnMut(&mut Table<'_, '_, '_, 's>, &mut Refs) -> T,
) -> Vec<T> {
    let key = kind.table();
    let Some(value) = root.get(key) else {
        return Vec::new();
    };
    let (heading, name) = match kind {
        Kind::Organisation => ("[[organisations]]", "organisations"),
        Kind::Attendee => ("[[attendees]]", "attendees"),
        Kind::Need => ("[[needs]]", "needs"),
        Kind::Patent => ("[[patents]]", "patents"),
    };
    let wrong = Problem::WrongType {
        key: name,
        want: Want::Rows,
        example: heading,
    };
    let DeValue::Array(items) = value.get_ref() else {
        report.add(&value.span(), &wrong);
        refs.unknown(kind);
        return Vec::new();
    };
    let mut out = Vec::new();
    for item in items {
        let DeValue::Table(map) = item.get_ref() else {
            report.add(&item.span(), &wrong);
            refs.unknown(kind);
            continue;
        };
        let lines = headings.lines(report.line_of(item.span().start));
        let mut t = Table::new(map, heading, item.span(), lines, report);
        out.push(read(&mut t, refs));
        t.finish();
    }
    out
}

/// Reports what stands at the top and is neither a section nor, if its heading is forgotten, a key of the session.
/// Returns the sections that were meant.
fn unknown_sections(root: &DeTable<'_>, report: &mut Report<'_>) -> Vec<&'static str> {
    let mut t = Table::new(root, "", 0..0, 0..0, report);
    t.know("format");
    for section in lines::SECTIONS {
        t.know(section);
    }
    t.know(lines::LOST);
    if !root.contains_key("session") {
        for key in build::SESSION {
            t.know(key);
        }
    }
    t.finish()
}
