//! The thread that takes lists in for the screen. It reads the files, says what would come of them, and writes only when
//! it is told to. A question is dropped when a newer one comes.

use super::args::ImportArgs;
use super::commands::import::{self, How, is_kept_out};
use super::commands::into_record;
use super::event::{Alarm, Event};
use super::failure::{Failure, FailureKind};
use super::workspace::Workspace;
use crate::app::Msg;
use crate::app::core::importing::{Ask, Errand, Found, Lists, Row, To, Told, Trial, Word};
use crate::domain::number;
use crate::domain::reading::{Answer, Doubt};
use crate::intake::import::{Entry, Imported, ListKind, Problem, State, Watch, Weight, label};
use crate::text::Clean;
use crate::words::fl;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Sender};
use std::thread;

/// Handle of the thread, which ends when the handle is dropped.
#[derive(Debug)]
pub struct Importer {
    orders: Sender<(Ask, Workspace)>,
    newest: Arc<AtomicU64>,
}

/// Ends of names of files that may hold lists.
const ENDS: &[&str] = &["xlsx", "xlsm", "xls", "ods", "csv", "tsv", "txt"];

/// Most lines of a trial of one kind. Nobody reads on.
const SHOWN: usize = 2_000;

impl Importer {
    /// Starts the thread.
    pub fn spawn(to: Sender<Event>) -> Self {
        let (orders, inbox) = mpsc::channel::<(Ask, Workspace)>();
        let newest = Arc::new(AtomicU64::new(0));
        let seen = Arc::clone(&newest);
        thread::spawn(move || {
            let _alarm = Alarm(to.clone());
            while let Ok((Ask { generation, errand }, workspace)) = inbox.recv() {
                let wanted = || seen.load(Ordering::Acquire) == generation;
                if !wanted() {
                    continue;
                }
                let tell = |told: Told| {
                    let told = Box::new(told);
                    let _ = to.send(Event::Msg(Msg::Import { generation, told }));
                };
                let go_on = |rows: usize| {
                    tell(Told::Rows(rows));
                    wanted()
                };
                let done = run(&workspace, &errand, Watch(&go_on));
                if !wanted() {
                    continue;
                }
                match done {
                    Ok(Some(told)) => tell(told),
                    Ok(None) => {}
                    Err(failure) => {
                        let lines = failure.lines(&workspace.words);
                        let lines = lines.iter().map(|line| Clean::line(line));
                        tell(Told::Failed(lines.collect()));
                    }
                }
            }
        });
        Self { orders, newest }
    }

    /// Passes a question on; older ones are dropped.
    pub fn ask(&self, ask: Ask, workspace: Workspace) {
        self.newest.store(ask.generation, Ordering::Release);
        let _ = self.orders.send((ask, workspace));
    }
}

fn run(workspace: &Workspace, errand: &Errand, watch: Watch<'_>) -> Result<Option<Told>, Failure> {
    Ok(Some(match errand {
        Errand::Look(path) => look(workspace, path)?,
        Errand::Try(lists) => Told::Tried(Box::new(tried(workspace, lists, watch)?)),
        Errand::Take(lists) => Told::Taken {
            count: taken(workspace, lists, watch)?,
        },
        Errand::Stop => return Ok(None),
    }))
}

/// A folder, or what a file lists.
fn look(workspace: &Workspace, path: &Path) -> Result<Told, Failure> {
    let unreadable = |error| workspace.unreadable(path, &error);
    let here = if path.as_os_str().is_empty() {
        std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."))
    } else {
        std::path::absolute(path).map_err(unreadable)?
    };
    if !fs::metadata(&here).map_err(unreadable)?.is_dir() {
        let kind = import::kind_of(workspace, &here)?;
        let kind = kind.unwrap_or(ListKind::Attendees);
        return Ok(Told::File { path: here, kind });
    }
    let mut entries: Vec<Found> = fs::read_dir(&here)
        .map_err(unreadable)?
        .filter_map(Result::ok)
        .map(|entry| Found {
            is_file: !entry.path().is_dir(),
            name: entry.file_name().to_string_lossy().into_owned(),
            path: entry.path(),
        })
        .filter(|found| !found.name.starts_with('.') && (!found.is_file || may_list(&found.path)))
        .collect();
    entries.sort();
    if let Some(above) = here.parent() {
        let above = Found {
            is_file: false,
            name: "..".to_owned(),
            path: above.to_path_buf(),
        };
        entries.insert(0, above);
    }
    Ok(Told::Folder {
        path: here,
        entries,
    })
}

fn may_list(path: &Path) -> bool {
    let end = path.extension().unwrap_or_default().to_string_lossy();
    // ~$名簿.xlsx is what Excel puts beside a file that is open.
    let is_lock = path
        .file_name()
        .is_some_and(|name| name.to_string_lossy().starts_with("~$"));
    !is_lock && ENDS.contains(&end.to_lowercase().as_str())
}

/// The badge numbers that were answered in one way.
fn answered(lists: &Lists, answer: Answer) -> Vec<String> {
    let own = lists.answers.iter().filter(|(_, own)| *own == answer);
    own.map(|(badge, _)| badge.to_string()).collect()
}

/// The options that say the same on the command line.
fn wanted(lists: &Lists) -> ImportArgs {
    let of = |kind: ListKind| {
        let own = lists.files.iter().filter(|(k, _)| *k == kind);
        own.map(|(_, path)| path.clone()).collect()
    };
    let mut wanted = ImportArgs {
        attendees: of(ListKind::Attendees),
        needs: of(ListKind::Needs),
        interests: of(ListKind::Interests),
        patents: of(ListKind::Patents),
        take_doubtful: lists.takes_doubtful,
        skip_errors: true,
        corrected: answered(lists, Answer::Corrected),
        other: answered(lists, Answer::Other),
        ..ImportArgs::default()
    };
    match &lists.to {
        Some(To::File { path, title, day }) => {
            wanted.output = Some(path.clone());
            wanted.session = Some(title.to_string());
            wanted.date = Some(day.to_string());
        }
        Some(To::Session(id)) => {
            wanted.session = Some(id.to_string());
            wanted.into_record = true;
        }
        None => {}
    }
    wanted
}

fn tried(workspace: &Workspace, lists: &Lists, watch: Watch<'_>) -> Result<Trial, Failure> {
    let wanted = wanted(lists);
    let how = How {
        said: &lists.said,
        is_on_screen: true,
        watch: Some(watch),
    };
    if let Some(To::Session(_)) = lists.to {
        let store = workspace.open_store()?;
        let brought = into_record::bring(workspace, &store, &wanted, &how)?;
        let mut trial = trial(workspace, &brought.imported);
        let notes = brought.notes.iter();
        trial
            .rows
            .extend(notes.map(|note| Row::new(Word::Look, note)));
        let unclear = brought.unclear.iter().map(|doubt| Row {
            asks: Some(doubt.number.clone()),
            ..Row::new(Word::Doubtful, &erased(workspace, doubt))
        });
        trial.rows.splice(0..0, unclear);
        return Ok(trial);
    }
    let files = import::files(&wanted);
    let is_strict = lists.to.is_some();
    let imported = import::take(workspace, &wanted, &files, None, is_strict, &how)?;
    Ok(trial(workspace, &imported))
}

fn taken(workspace: &Workspace, lists: &Lists, watch: Watch<'_>) -> Result<usize, Failure> {
    let wanted = wanted(lists);
    let how = How {
        said: &lists.said,
        is_on_screen: true,
        watch: Some(watch),
    };
    let (imported, count) = if let Some(path) = &wanted.output {
        let files = import::files(&wanted);
        let imported = import::take(workspace, &wanted, &files, None, true, &how)?;
        import::new(workspace, &wanted, &imported, path)?;
        let count = trial(workspace, &imported).taken(wanted.take_doubtful);
        (imported, count)
    } else {
        let mut store = workspace.open_store()?;
        let brought = into_record::bring(workspace, &store, &wanted, &how)?;
        // The rows that stay out were asked about; whoever may have been erased is answered one by one.
        if !brought.unclear.is_empty() || is_kept_out(&brought.imported, &wanted) {
            let w = &workspace.words;
            let failure = Failure::new(FailureKind::BadFile, fl!(w, "wizard-open"));
            return Err(failure.hint(fl!(w, "wizard-open-how")));
        }
        let count = into_record::record(workspace, &mut store, &brought)?;
        (brought.imported, count)
    };
    // What was said of the columns is a help for the next time: where it cannot be kept, the lists are in all the same.
    let _ = import::keep(workspace, &imported.columns, &lists.said);
    Ok(count)
}

/// Somebody who has the name of somebody who was erased.
fn erased(workspace: &Workspace, doubt: &Doubt) -> String {
    let (no, name) = (doubt.number.as_str(), doubt.new.as_str());
    fl!(&workspace.words, "wizard-erased", no = no, name = name)
}

fn trial(workspace: &Workspace, imported: &Imported) -> Trial {
    let mut trial = Trial {
        columns: imported.columns.clone(),
        ..Trial::default()
    };
    for kind in ListKind::ALL {
        let entries = imported.list(*kind);
        // What is asked of a number is not for somebody to let in here.
        let may_go_in = |e: &&Entry| !e.is_wrong && e.holder.is_none();
        let count = |state: State| {
            let own = entries.iter().filter(may_go_in);
            own.filter(|e| e.state == state).count()
        };
        let asked = entries.iter().filter(|e| e.holder.is_some() && !e.is_wrong);
        let counts = [
            count(State::New),
            count(State::Changed),
            count(State::Same),
            count(State::Doubtful),
            imported.wrong(*kind) + asked.count(),
        ];
        if counts != [0; 5] {
            trial.counts.push((*kind, counts));
        }
    }
    trial.rows = rows(workspace, imported);
    trial
}

/// What has to be looked at, the gravest first: problems, what changes, what is new.
fn rows(workspace: &Workspace, imported: &Imported) -> Vec<Row> {
    let w = &workspace.words;
    let mut out = Vec::new();
    for (weight, word) in [
        (Weight::Error, Word::Wrong),
        (Weight::Warning, Word::Look),
        (Weight::Info, Word::Told),
    ] {
        if word == Word::Told {
            entries(workspace, imported, &mut out);
        }
        let own = imported.problems.iter().filter(|p| p.severity == weight);
        for problem in own.take(SHOWN) {
            let is_open = imported
                .list(problem.list.unwrap_or(ListKind::Attendees))
                .iter()
                .any(|e| {
                    e.state == State::Doubtful
                        && (&e.source.file, &e.source.sheet, e.source.row)
                            == (&problem.file, &problem.sheet, problem.row)
                });
            let word = if is_open && word == Word::Look {
                Word::Doubtful
            } else {
                word
            };
            let mut place = vec![problem.file.as_str(), problem.sheet.as_str()];
            place.retain(|part| !part.is_empty());
            let place = place.join(":");
            let text = if problem.row > 0 {
                fl!(
                    w,
                    "wizard-row",
                    place = place,
                    row = problem.row,
                    message = problem.message.as_str(),
                    help = problem.help.as_str()
                )
            } else {
                format!("{place} {} {}", problem.message, problem.help)
            };
            out.push(Row {
                asks: asks(imported, problem),
                ..Row::new(word, &text)
            });
        }
    }
    out.sort_by_key(|row| match row.word {
        Word::Wrong => 0,
        Word::Doubtful => 1,
        Word::Changed => 2,
        Word::Look => 3,
        Word::New => 4,
        Word::Told => 5,
    });
    out
}

/// The badge number that a problem asks about.
fn asks(imported: &Imported, problem: &Problem) -> Option<Clean> {
    let own = |e: &&Entry| {
        e.holder.is_some()
            && !e.is_wrong
            && (&e.source.file, &e.source.sheet, e.source.row)
                == (&problem.file, &problem.sheet, problem.row)
    };
    let entry = imported.attendees.iter().find(own);
    let entry = entry.filter(|_| problem.asks_who());
    entry.map(|e| Clean::line(e.get("badge")))
}

fn entries(workspace: &Workspace, imported: &Imported, out: &mut Vec<Row>) {
    let w = &workspace.words;
    for kind in ListKind::ALL {
        let own = imported.list(*kind).iter().filter(|e| !e.is_wrong);
        for entry in own.take(SHOWN) {
            let fields: &[&str] = match kind {
                ListKind::Attendees => &["badge", "name", "organisation"],
                ListKind::Needs => &["no", "title", "hospital"],
                ListKind::Patents => &["doc_no", "title"],
                ListKind::Interests => &["need", "badge", "name", "organisation", "level"],
            };
            let name = fields.iter().map(|field| number::shown(entry.get(field)));
            let name: Vec<&str> = name.collect();
            let name = name.join(" ");
            match entry.state {
                State::New => out.push(Row::new(Word::New, &name)),
                State::Changed => {
                    for (field, [old, new]) in &entry.changes {
                        let text = fl!(
                            w,
                            "wizard-change",
                            name = name.as_str(),
                            field = label(*kind, field),
                            old = old.as_str(),
                            new = new.as_str()
                        );
                        out.push(Row::new(Word::Changed, &text));
                    }
                }
                State::Same | State::Doubtful => {}
            }
        }
    }
}
