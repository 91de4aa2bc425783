//! `enishi print`: badges, interest sheets, the list of the desk and the timetable, as pages for a browser.

mod paper;
mod printed;
mod source;
mod timetable;
mod whose;

use crate::domain::code::Disclosure;
use crate::domain::number;
use crate::domain::roster::{Attendee, Session};
use crate::print;
use crate::shell::args::{PrintCommand, PrintTo, PrintWhose};
use crate::shell::commands::of_session;
use crate::shell::failure::Failure;
use crate::shell::out::tell;
use crate::shell::workspace::Workspace;
use crate::text::Clean;
use crate::words::{Words, fl};

/// Sheets and the pages of companies are in the hands of participants.
const FOR_PARTICIPANTS: Disclosure = Disclosure::Members;

pub(super) fn print(workspace: &Workspace, what: &PrintCommand) -> Result<(), Failure> {
    match what {
        PrintCommand::Badges { whose, to } => {
            let pages = print::badges;
            let (mut source, badges) =
                of_persons(workspace, whose, to, "badges.html", true, pages)?;
            printed::remember(workspace, &mut source, &badges)
        }
        PrintCommand::Sheets {
            whose,
            disclosure,
            to,
        } => {
            let level = disclosure.unwrap_or(FOR_PARTICIPANTS);
            let pages = |words: &Words, session: &Session, persons: &[&Attendee]| {
                print::sheets(words, session, persons, level)
            };
            of_persons(workspace, whose, to, "sheets.html", true, pages).map(|_| ())
        }
        PrintCommand::Reception { whose, to } => {
            let pages = print::reception;
            of_persons(workspace, whose, to, "reception.html", false, pages).map(|_| ())
        }
        PrintCommand::Timetable {
            file,
            session,
            changed,
            problem,
            from,
            disclosure,
            to,
        } => {
            let level = disclosure.unwrap_or(FOR_PARTICIPANTS);
            let (file, session) = (file.as_deref(), session.as_deref());
            if let Some(problem) = problem {
                let names = source::named(workspace, file, session, changed)?;
                let asked = timetable::Asked {
                    problem,
                    first: *from,
                    level,
                };
                return timetable::print(workspace, &names, &asked, to);
            }
            let (id, book) = of_session::book(workspace, file, session, changed)?;
            let read: Vec<_> = file.map(std::path::Path::to_path_buf).into_iter().collect();
            timetable::of_record(workspace, (&id, &book), level, &read, to)
        }
    }
}

/// Pages of some persons, and who they are; those whose badge has no code are told where pages have codes.
fn of_persons(
    workspace: &Workspace,
    whose: &PrintWhose,
    to: &PrintTo,
    name: &str,
    has_codes: bool,
    pages: impl FnOnce(&Words, &Session, &[&Attendee]) -> String,
) -> Result<(source::Source, Vec<Clean>), Failure> {
    let w = &workspace.words;
    let source = source::session(workspace, &whose.source)?;
    let persons = whose::persons(workspace, &source, whose)?;
    let html = pages(w, &source.session, &persons);
    let path = paper::write(workspace, to, name, &source.read, &html)?;
    let is_without = |p: &&&Attendee| print::scan_code(&source.session, p).is_none();
    let without = persons.iter().filter(|_| has_codes).filter(is_without);
    let without: Vec<&str> = without.map(|p| number::shown(&p.badge)).collect();
    if !without.is_empty() {
        tell(&[fl!(w, "print-no-code", badges = without.join("、"))]);
    }
    let count = persons.len();
    let said = |path: &str| fl!(w, "print-written", path = path, count = count);
    paper::told(workspace, to, &path, count, &without, said)?;
    let badges = persons.iter().map(|p| p.badge.clone()).collect();
    Ok((source, badges))
}
