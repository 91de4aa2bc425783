//! `enishi import --into-record`: lists go into a session of the record as one action. They are checked as if they went
//! into a file, but for its limits.

use super::import::{Done, How, files, is_kept_out, nothing_to_import, refused, say, take};
use crate::domain::book::Book;
use crate::domain::diag::Diagnostic;
use crate::domain::entity::Changes;
use crate::domain::number;
use crate::domain::reading::{Answer, Answers, Doubt};
use crate::domain::roster::{Attendee, Session};
use crate::domain::rule::{listed, programme, session_file};
use crate::intake;
use crate::intake::import::Imported;
use crate::shell::args::ImportArgs;
use crate::shell::changed;
use crate::shell::failure::{Failure, FailureKind};
use crate::shell::out::tell;
use crate::shell::workspace::Workspace;
use crate::store::{RecentSession, Sessions, SqliteStore, Store};
use crate::text::{Clean, fold};
use crate::words::fl;
use std::collections::BTreeMap;

/// The session that lists go into.
struct Target {
    book: Book,
    /// As the record has it; of a new one, its title and day.
    before: Session,
    /// What begins a new one.
    begun: Changes,
}

/// What lists bring into a session of the record.
pub(in crate::shell) struct Brought {
    /// The lists.
    pub(in crate::shell) imported: Imported,
    /// The session, as it was.
    pub(in crate::shell) session: Session,
    changes: Changes,
    /// What has to be said besides.
    pub(in crate::shell) notes: Vec<String>,
    /// A row that is wrong or open keeps the whole out.
    pub(in crate::shell) is_kept_out: bool,
    /// Persons who may be somebody who was erased: nothing goes in before that is answered.
    pub(in crate::shell) unclear: Vec<Doubt>,
}

pub(super) fn into_record(workspace: &Workspace, wanted: &ImportArgs) -> Result<(), Failure> {
    let mut store = workspace.open_store()?;
    let brought = bring(workspace, &store, wanted, &How::default())?;
    none_unclear(workspace, &brought.unclear)?;
    tell(&brought.notes);
    let imported = &brought.imported;
    let is_wrong = imported.errors() > 0 && !wanted.skip_errors;
    if brought.is_kept_out || wanted.dry_run {
        say(workspace, imported, &Done::Nothing)?;
        return if wanted.dry_run && !is_wrong {
            Ok(())
        } else {
            Err(refused(workspace, imported))
        };
    }
    let count = record(workspace, &mut store, &brought)?;
    let session = &brought.session;
    say(workspace, imported, &Done::Recorded { session, count })
}

/// Writes it as one action. Returns how many entries there are.
pub(in crate::shell) fn record(
    workspace: &Workspace,
    store: &mut SqliteStore,
    brought: &Brought,
) -> Result<usize, Failure> {
    let count = brought.changes.len();
    if count > 0 {
        workspace.commit(store, &brought.session.id, brought.changes.clone())?;
    }
    Ok(count)
}

/// Reads lists and says what they bring into the session that is asked for. Nothing is written.
pub(in crate::shell) fn bring(
    workspace: &Workspace,
    store: &SqliteStore,
    wanted: &ImportArgs,
    how: &How<'_>,
) -> Result<Brought, Failure> {
    let files = files(wanted);
    if files.is_empty() {
        return Err(nothing_to_import(workspace));
    }
    let target = target(workspace, store, wanted)?;
    let before = &target.before;
    let mut imported = take(workspace, wanted, &files, Some(before), true, how)?;
    imported.beside(&target.book, before);
    let mut brought = Brought {
        is_kept_out: is_kept_out(&imported, wanted),
        session: before.clone(),
        changes: Changes::new(),
        notes: Vec::new(),
        unclear: Vec::new(),
        imported,
    };
    if brought.is_kept_out {
        return Ok(brought);
    }
    let takes_doubtful = wanted.take_doubtful;
    let (after, wished) = (brought.imported).onto_record(before.clone(), takes_doubtful);
    whole(workspace, before, &after)?;
    // What was erased stays erased, whatever a list still says.
    let (allowed, answers) = store
        .as_read(&after, &answered(wanted))
        .map_err(|e| workspace.store_failed(&e))?;
    brought.unclear = unclear(&allowed, &answers);
    if !brought.unclear.is_empty() {
        return Ok(brought);
    }
    brought.notes = changed::erased(&workspace.words, &after, &allowed);
    let own = listed::changes(&target.book, before, &allowed, &wished);
    brought.changes = target.begun;
    brought.changes.extend(own);
    Ok(brought)
}

/// What is said of persons who have the name of somebody who was erased.
fn answered(wanted: &ImportArgs) -> Answers {
    let mut answers = Answers::default();
    for number in &wanted.corrected {
        answers.answer(number, Answer::Corrected);
    }
    for number in &wanted.other {
        answers.answer(number, Answer::Other);
    }
    answers
}

/// Whoever may be somebody who was erased is asked about, as where a session file names them.
fn unclear(allowed: &Session, answers: &Answers) -> Vec<Doubt> {
    let asked = |person: &&Attendee| answers.unclear.contains(&number::narrow(&person.badge));
    let doubts = allowed.attendees.iter().filter(asked);
    doubts
        .map(|person| Doubt::of_erased(&person.badge, &person.name))
        .collect()
}

/// Whoever may be somebody who was erased is told, and nothing goes in.
fn none_unclear(workspace: &Workspace, doubts: &[Doubt]) -> Result<(), Failure> {
    let Some(first) = doubts.first() else {
        return Ok(());
    };
    let w = &workspace.words;
    tell(&changed::lines(w, &Book::default(), doubts));
    let what = fl!(w, "erased-asked", count = doubts.len());
    let how = fl!(w, "erased-asked-how", no = first.number.as_str());
    Err(Failure::new(FailureKind::BadFile, what).hint(how))
}

/// The session that is meant by its id or its title. With a day, one of that title and day is begun where there is none.
fn target(
    workspace: &Workspace,
    store: &SqliteStore,
    wanted: &ImportArgs,
) -> Result<Target, Failure> {
    let w = &workspace.words;
    let Some(text) = wanted.session.as_deref().filter(|t| !t.trim().is_empty()) else {
        let what = fl!(w, "import-which-session");
        let failure = Failure::new(FailureKind::Usage, what);
        return Err(failure.hint(fl!(w, "import-which-session-how")));
    };
    let date = workspace.day("--date", wanted.date.as_deref())?;
    let recent = store.recent_sessions();
    let recent = recent.map_err(|e| workspace.store_failed(&e))?;
    let by_id = |s: &&RecentSession| s.id == *text || number::shown(&s.id) == text;
    let titled = |s: &&RecentSession| fold::key(&s.title) == fold::key(text);
    let mut found: Vec<&RecentSession> = recent.iter().filter(by_id).collect();
    if found.is_empty() {
        found = recent.iter().filter(titled).collect();
        found.retain(|s| date.is_none_or(|day| day == s.held_on));
    } else if found.len() > 1 {
        found.retain(|s| s.id == *text || date == Some(s.held_on));
    }
    match (found.as_slice(), date) {
        ([one], day) => {
            if let Some(day) = day.filter(|day| *day != one.held_on) {
                let (held, day) = (one.held_on.to_string(), day.to_string());
                let what = fl!(
                    w,
                    "import-other-day",
                    title = one.title.as_str(),
                    held = held
                );
                let how = fl!(w, "import-other-day-how", day = day);
                return Err(Failure::new(FailureKind::Usage, what).hint(how));
            }
            let book = workspace.book(store, &Sessions::One(one.id.clone()))?;
            let before = book.sessions.get(&one.id).cloned().unwrap_or_default();
            Ok(Target {
                book,
                before,
                begun: Changes::new(),
            })
        }
        ([], Some(day)) => {
            let book = workspace.book(store, &Sessions::All)?;
            let title = Clean::line(text.trim());
            let (id, begun) = programme::new_session(&book, &title, day, &Clean::default());
            let before = Session {
                id,
                title,
                held_on: day,
                ..Session::default()
            };
            Ok(Target {
                book,
                before,
                begun,
            })
        }
        ([], None) => {
            let names = recent.iter().flat_map(|s| [s.id.as_str(), &s.title]);
            let what = fl!(w, "session-unknown", id = Clean::line(text).as_str());
            Err(workspace.nothing(what, text, names, fl!(w, "import-new-session-how")))
        }
        (several, _) => {
            let ids: Vec<String> = several
                .iter()
                .map(|s| format!("{} ({})", s.id, s.held_on))
                .collect();
            let what = fl!(w, "import-several-sessions", count = several.len());
            let failure = Failure::new(FailureKind::Usage, what).because(ids.join("、"));
            Err(failure.hint(fl!(w, "import-several-sessions-how")))
        }
    }
}

/// The session has to be right as a session file is. What was wrong in the record before is nothing of the lists.
fn whole(workspace: &Workspace, before: &Session, after: &Session) -> Result<(), Failure> {
    let w = &workspace.words;
    let wrong = |session: &Session| {
        let mut written = session.clone();
        session_file::number_anew(&mut written);
        intake::check(&written, w).diagnostics
    };
    let after = wrong(after);
    if !after.iter().any(Diagnostic::is_error) {
        return Ok(());
    }
    let mut known: BTreeMap<(&str, Clean), usize> = BTreeMap::new();
    for old in wrong(before).iter().filter(|d| d.is_error()) {
        *known.entry((old.code, old.message.clone())).or_default() += 1;
    }
    let mut lines = Vec::new();
    for new in after.iter().filter(|d| d.is_error()) {
        match known.get_mut(&(new.code, new.message.clone())) {
            Some(count) if *count > 0 => *count -= 1,
            Some(_) | None => lines.push(format!("{} {} {}", new.code, new.message, new.help)),
        }
    }
    if lines.is_empty() {
        return Ok(());
    }
    let failure = Failure::new(FailureKind::BadFile, fl!(w, "import-refused"));
    let failure = failure.because(fl!(w, "shell-refused-why", count = lines.len()));
    let failure = failure.hint(fl!(w, "shell-refused-how"));
    Err(lines.into_iter().fold(failure, Failure::hint))
}
