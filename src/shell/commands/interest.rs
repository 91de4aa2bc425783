//! `enishi interest import`: the answers of a form become interests, each of its person, all of them as one action, or
//! none while a row is wrong.

use super::import;
use crate::domain::book::Book;
use crate::domain::code::{Level, Paper, Source};
use crate::domain::entity::Changes;
use crate::domain::roster::Session;
use crate::domain::rule::{interest, reception};
use crate::intake::import::{Entry, Imported, ListKind, State};
use crate::shell::args::{ImportArgs, InterestCommand};
use crate::shell::failure::{Failure, FailureKind};
use crate::shell::workspace::Workspace;
use crate::store::Sessions;
use crate::text::Clean;
use crate::words::fl;
use serde_json::json;
use std::collections::BTreeMap;

pub(super) fn interest(workspace: &Workspace, what: &InterestCommand) -> Result<(), Failure> {
    let InterestCommand::Import {
        file,
        session,
        take_doubtful,
        map,
        sheet,
        encoding,
        dry_run,
    } = what;
    let mut store = workspace.open_store()?;
    let key = workspace.one_session(&store, session)?;
    let book = workspace.book(&store, &Sessions::One(key.clone()))?;
    let known = book.sessions.get(&key);
    let known = known.ok_or_else(|| super::called::unknown(workspace, session))?;
    let wanted = ImportArgs {
        take_doubtful: *take_doubtful,
        map: map.clone(),
        sheet: sheet.clone(),
        encoding: encoding.clone(),
        ..ImportArgs::default()
    };
    let files = [(ListKind::Interests, file.as_path())];
    let imported = import::take(
        workspace,
        &wanted,
        &files,
        Some(known),
        true,
        &import::How::default(),
    )?;
    let nameless = nameless(&imported);
    let is_open = imported.doubtful() > 0 && !take_doubtful;
    let is_wrong = imported.errors() > 0 || !nameless.is_empty();
    let sheets = sheets(&imported, known);
    let changes = changes(&sheets, &book, known);
    let told = Told {
        imported: &imported,
        nameless: &nameless,
        people: sheets.len(),
        marks: sheets.values().map(Vec::len).sum(),
    };
    if *dry_run && !is_wrong {
        return told.say(workspace, false);
    }
    if is_wrong || is_open {
        told.say(workspace, false)?;
        return Err(refused(workspace, &imported, nameless.len()));
    }
    if !changes.is_empty() {
        workspace.commit(&mut store, &key, changes)?;
    }
    told.say(workspace, true)
}

/// The marks of each person, by their key, in the order of the file.
type Sheets = BTreeMap<Clean, Vec<(Clean, Option<Level>)>>;

/// Rows that name a company and nobody of it: an interest is a person's.
fn nameless(imported: &Imported) -> Vec<&Entry> {
    let rows = imported.interests.iter().filter(|e| !e.is_wrong);
    rows.filter(|e| e.get("badge").is_empty()).collect()
}

fn sheets(imported: &Imported, session: &Session) -> Sheets {
    let mut out = Sheets::new();
    for entry in imported.interests.iter().filter(|e| !e.is_wrong) {
        let person = session.attendee(entry.get("badge"));
        let need = session.need(entry.get("need"));
        if let (Some(person), Some(need)) = (person, need) {
            let marks = out.entry(person.badge.clone()).or_default();
            marks.push((need.no.clone(), Level::parse(entry.get("level"))));
        }
    }
    out
}

fn changes(sheets: &Sheets, book: &Book, session: &Session) -> Changes {
    let mut out = Changes::new();
    for (badge, marks) in sheets {
        let Some(person) = session.attendee(badge) else {
            continue;
        };
        out.extend(interest::sheet(book, session, person, marks, Source::Form));
        // Who answered the form handed in; where that is on record nothing is added.
        let handed_in = reception::set_paper(book, session, badge, Paper::Sheet, true);
        out.extend(handed_in.into_iter().flatten());
    }
    out
}

fn refused(workspace: &Workspace, imported: &Imported, nameless: usize) -> Failure {
    let w = &workspace.words;
    let (errors, doubtful) = (imported.errors() + nameless, imported.doubtful());
    let why = fl!(
        w,
        "import-refused-why",
        errors = errors,
        doubtful = doubtful
    );
    let what = fl!(w, "import-refused");
    let mut failure = Failure::new(FailureKind::BadFile, what).because(why);
    if errors > 0 {
        failure = failure.hint(fl!(w, "interest-errors-how"));
    }
    if doubtful > 0 {
        failure = failure.hint(fl!(w, "import-doubtful-how"));
    }
    failure
}

/// What is told of an import.
struct Told<'a> {
    imported: &'a Imported,
    nameless: &'a [&'a Entry],
    people: usize,
    marks: usize,
}

impl Told<'_> {
    fn say(&self, workspace: &Workspace, written: bool) -> Result<(), Failure> {
        let w = &workspace.words;
        let problems = &self.imported.problems;
        let lines: Vec<String> = (problems.iter().map(|p| import::line(workspace, p)))
            .chain(self.nameless.iter().map(|entry| {
                let (file, row) = (entry.source.file.as_str(), entry.source.row);
                let org = entry.get("organisation");
                fl!(w, "interest-nameless", file = file, row = row, org = org)
            }))
            .collect();
        workspace.answer(
            |out| {
                let nameless = self.nameless.iter().map(|e| &e.source);
                out.json(&json!({
                    "people": self.people,
                    "marks": self.marks,
                    "same": self.same(),
                    "interests": self.imported.interests,
                    "problems": problems,
                    "nameless": nameless.collect::<Vec<_>>(),
                    "columns": self.imported.columns,
                    "written": written,
                }))
            },
            |out| {
                for line in &lines {
                    out.line(line.as_str())?;
                }
                let (people, marks) = (self.people, self.marks);
                out.line(fl!(w, "interest-counts", people = people, marks = marks))?;
                if written {
                    out.line(fl!(w, "interest-written"))
                } else {
                    out.line(fl!(w, "import-unwritten"))
                }
            },
        )
    }

    /// How many of the marks are what was declared before.
    fn same(&self) -> usize {
        let rows = self.imported.interests.iter();
        rows.filter(|e| e.state == State::Same).count()
    }
}
