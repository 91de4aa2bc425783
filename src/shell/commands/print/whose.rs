//! Of which session and of whom something is printed.

use crate::domain::number;
use crate::domain::roster::{Attendee, Session};
use crate::print;
use crate::shell::args::{ChangedArgs, PrintSource, PrintWhose};
use crate::shell::changed;
use crate::shell::commands::called;
use crate::shell::failure::{Failure, FailureKind};
use crate::shell::user_files::shown;
use crate::shell::workspace::Workspace;
use crate::store::Sessions;
use crate::words::fl;
use std::path::{Path, PathBuf};

/// A session to print of.
pub(super) struct Source {
    /// As the record has it.
    pub(super) session: Session,
    /// As the file has it; `None`: it was not read from one, or the record has not seen it yet.
    file: Option<Session>,
    /// The files that were read, which nothing may replace.
    pub(super) read: Vec<PathBuf>,
}

/// The session of a file or of the record.
pub(super) fn session(workspace: &Workspace, source: &PrintSource) -> Result<Source, Failure> {
    match (&source.file, &source.session) {
        (Some(path), _) => of_file(workspace, path, &source.changed),
        (None, id) => of_record(workspace, id.as_deref().unwrap_or_default()),
    }
}

/// The same where no names are needed.
pub(super) fn named(
    workspace: &Workspace,
    file: Option<&Path>,
    session: Option<&str>,
    changed: &ChangedArgs,
) -> Result<Source, Failure> {
    match (file, session) {
        (Some(path), _) => of_file(workspace, path, changed),
        (None, Some(id)) => of_record(workspace, id),
        (None, None) => Ok(Source {
            session: Session::default(),
            file: None,
            read: Vec::new(),
        }),
    }
}

/// With what happened since: the record has persons whom the file has not, and lacks those who were erased.
fn of_file(workspace: &Workspace, path: &Path, given: &ChangedArgs) -> Result<Source, Failure> {
    let file = workspace.read_session(path)?;
    let read = vec![path.to_path_buf()];
    // Without a record nothing happened, and printing makes none.
    if !workspace.places().db.exists() {
        return Ok(Source {
            session: file,
            file: None,
            read,
        });
    }
    let store = workspace.open_store()?;
    let answers = changed::answers(given);
    let (reading, book) = workspace.compare(&store, path, &file, &answers)?;
    let session = book.sessions.get(&reading.id).cloned();
    Ok(match session {
        Some(session) => Source {
            session,
            file: Some(file),
            read,
        },
        None => Source {
            session: file,
            file: None,
            read,
        },
    })
}

fn of_record(workspace: &Workspace, id: &str) -> Result<Source, Failure> {
    let unknown = || called::unknown(workspace, id);
    if !workspace.places().db.exists() {
        return Err(unknown());
    }
    let store = workspace.open_store()?;
    let key = workspace.one_session(&store, id)?;
    let book = workspace.book(&store, &Sessions::One(key.clone()))?;
    let session = book.sessions.get(&key).cloned().ok_or_else(unknown)?;
    Ok(Source {
        session,
        file: None,
        read: Vec::new(),
    })
}

/// Those of whom something is printed, in the order of their badges. Nobody is a failure, and no empty page.
pub(super) fn persons<'a>(
    workspace: &Workspace,
    source: &'a Source,
    whose: &PrintWhose,
) -> Result<Vec<&'a Attendee>, Failure> {
    let w = &workspace.words;
    let mut all = print::attendees(&source.session);
    if let Some(numbers) = &whose.badges {
        let wanted = wanted(workspace, &all, numbers)?;
        all.retain(|p| wanted.iter().any(|w| w.names(&p.badge)));
    }
    if whose.new {
        let Some(file) = &source.file else {
            let path = source.read.first().map(|path| shown(path));
            let path = path.unwrap_or_default();
            return Err(nobody(workspace, fl!(w, "print-no-record", path = path)));
        };
        all.retain(|person| !is_in(file, person));
    }
    if all.is_empty() {
        let why = if whose.new {
            fl!(w, "print-nobody-new")
        } else {
            fl!(w, "print-nobody-none")
        };
        return Err(nobody(workspace, why));
    }
    Ok(all)
}

fn nobody(workspace: &Workspace, why: String) -> Failure {
    Failure::new(FailureKind::Nothing, fl!(&workspace.words, "print-nobody")).because(why)
}

/// Whether what a badge says of somebody is what the file says.
fn is_in(file: &Session, person: &Attendee) -> bool {
    let badge = |a: &Attendee| {
        let number = number::shown(&a.badge).to_owned();
        (number, a.name.clone(), a.kana.clone(), a.dept.clone())
    };
    let firm = |session: &Session, a: &Attendee| session.org_name(&a.org).clone();
    let (own, at) = (badge(person), firm(file, person));
    let mut others = file.attendees.iter();
    others.any(|other| badge(other) == own && firm(file, other) == at)
}

/// One part of `12,80-85`.
enum Wanted {
    Badge(String),
    Numbers(u64, u64),
}

impl Wanted {
    fn names(&self, badge: &str) -> bool {
        let badge = number::plain(badge);
        match self {
            Self::Badge(wanted) => badge == *wanted,
            Self::Numbers(first, last) => badge
                .parse::<u64>()
                .is_ok_and(|number| (*first..=*last).contains(&number)),
        }
    }
}

/// The parts of a list of badges. One that is nobody's is a slip of the pen, and is told.
fn wanted(workspace: &Workspace, all: &[&Attendee], numbers: &str) -> Result<Vec<Wanted>, Failure> {
    let w = &workspace.words;
    let mut list = Vec::new();
    for part in numbers.split([',', '、', '，', ' ', '　']) {
        let part = number::narrow(part);
        if part.is_empty() {
            continue;
        }
        let one = Wanted::Badge(number::plain(&part));
        // A badge may have a hyphen itself.
        let is_badge = all.iter().any(|p| one.names(&p.badge));
        let range = part.split_once('-');
        let range = range.and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
        let found = match range {
            Some((first, last)) if !is_badge => Wanted::Numbers(first, last),
            Some(_) | None => one,
        };
        if !all.iter().any(|p| found.names(&p.badge)) {
            let what = fl!(w, "print-no-badge", badge = part.as_str());
            return Err(Failure::new(FailureKind::Nothing, what).hint(fl!(w, "print-badges-how")));
        }
        list.push(found);
    }
    if list.is_empty() {
        let what = fl!(w, "refused-value", arg = "--badges", value = numbers);
        return Err(Failure::new(FailureKind::Usage, what).hint(fl!(w, "print-badges-how")));
    }
    Ok(list)
}
