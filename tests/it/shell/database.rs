//! The database thread by itself: what it does when nobody presses a key.

mod erased;
mod export;
mod large;
mod numbers;
mod screen;
mod unread;

use crate::store::{at, pair};
use enishi::app::Msg;
use enishi::shell::Event;
use enishi::shell::database::{Database, Intent, Job, RecordFiles, Save};
use enishi::store::{Options, Sessions, SqliteStore, Store};
use enishi::words::{Lang, Words};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};
use uuid::Uuid;

const PATIENCE: Duration = Duration::from_secs(30);

fn spawn(folder: &Path, between_backups: Duration) -> (Database, Receiver<Event>) {
    let (to, events) = mpsc::channel();
    let place = RecordFiles {
        options: Options::new(&folder.join("enishi.db")),
        backups: folder.join("backups"),
        between_backups,
    };
    let words = Arc::new(Words::new(Lang::Ja));
    (Database::spawn(place, "相沢".into(), words, to), events)
}

fn until(events: &Receiver<Event>, wanted: impl Fn(&Msg) -> bool) -> Msg {
    loop {
        match events.recv_timeout(PATIENCE).unwrap() {
            Event::Msg(msg) if wanted(&msg) => return msg,
            _ => {}
        }
    }
}

fn save(database: &Database, ticket: u64, org: &str) {
    let draft = pair("相沢", "s", "N-1", org);
    let what = Intent::Commit {
        action: Uuid::now_v7(),
        scope: draft.scope,
        changes: draft.changes,
    };
    database.save(Save {
        ticket,
        at: at(i64::try_from(ticket).unwrap()),
        by: "相沢".into(),
        what,
    });
}

fn backups(folder: &Path) -> Vec<PathBuf> {
    let found = std::fs::read_dir(folder.join("backups"));
    let names = found.into_iter().flatten().map(|e| e.unwrap().path());
    let mut names: Vec<PathBuf> = names
        .filter(|p| p.extension().is_some_and(|e| e == "db"))
        .collect();
    names.sort();
    names
}

#[expect(
    clippy::disallowed_methods,
    reason = "a test may know how long it waits"
)]
fn eventually(what: &str, ok: impl Fn() -> bool) {
    let end = Instant::now() + PATIENCE;
    while !ok() {
        assert!(Instant::now() < end, "waited for {what:?} in vain");
        std::thread::park_timeout(Duration::from_millis(20));
    }
}

#[test]
fn a_backup_is_made_while_the_program_runs_when_something_changed() {
    let folder = tempfile::tempdir().unwrap();
    let (mut database, events) = spawn(folder.path(), Duration::ZERO);
    until(&events, |msg| matches!(msg, Msg::Loaded(_)));
    assert!(backups(folder.path()).is_empty(), "of nothing none is made");
    save(&database, 1, "o1");
    until(&events, |msg| matches!(msg, Msg::Saved { .. }));
    eventually("a backup", || backups(folder.path()).len() == 1);
    let copy = SqliteStore::open(&backups(folder.path())[0]).unwrap();
    assert_eq!(copy.book(&Sessions::All).unwrap().pairings.len(), 1);
    let left = database.close();
    assert!(left.actions.is_empty());
    assert_eq!(backups(folder.path()).len(), 1, "nothing changed since");
}

#[test]
fn what_others_record_is_told_however_fast_jobs_come() {
    let folder = tempfile::tempdir().unwrap();
    let (database, events) = spawn(folder.path(), Duration::from_mins(30));
    until(&events, |msg| matches!(msg, Msg::Loaded(_)));
    let mut other = SqliteStore::open(&folder.path().join("enishi.db")).unwrap();
    other
        .commit(&pair("馬場", "s", "N-1", "o9"), at(5))
        .unwrap();
    // Somebody types without a pause, and every letter is a job.
    let typing = database.jobs().unwrap();
    let (stop, stopped) = mpsc::channel::<()>();
    let typist = std::thread::spawn(move || {
        while stopped.try_recv() == Err(mpsc::TryRecvError::Empty) {
            let (slot, text) = ("note:x".into(), "書きかけ".to_owned());
            typing.send(Job::Draft { slot, text }).unwrap();
            std::thread::park_timeout(Duration::from_millis(30));
        }
    });
    until(&events, |msg| matches!(msg, Msg::Synced { .. }));
    let kept = || other.note("draft:note:x").unwrap().as_deref() == Some("書きかけ");
    eventually("the draft", kept);
    stop.send(()).unwrap();
    typist.join().unwrap();
}

#[test]
fn the_time_of_an_action_is_when_it_was_done_and_the_second_copy_that_fails_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let (to, events) = mpsc::channel();
    let mirror = folder.path().join("mirror.db");
    let place = RecordFiles {
        options: Options {
            mirror: Some(mirror.clone()),
            ..Options::new(&folder.path().join("enishi.db"))
        },
        backups: folder.path().join("backups"),
        between_backups: Duration::from_mins(30),
    };
    let words = Arc::new(Words::new(Lang::Ja));
    let mut database = Database::spawn(place, "相沢".into(), words, to);
    until(&events, |msg| matches!(msg, Msg::Loaded(_)));
    save(&database, 1, "o1");
    until(&events, |msg| matches!(msg, Msg::Saved { .. }));
    // The second copy is damaged beyond use.
    let db = rusqlite::Connection::open(&mirror).unwrap();
    db.execute_batch("ALTER TABLE op RENAME TO gone").unwrap();
    save(&database, 2, "o2");
    until(&events, |msg| matches!(msg, Msg::Saved { .. }));
    let told = until(&events, |msg| {
        matches!(msg, Msg::Notice { grave: true, .. })
    });
    let Msg::Notice { text, .. } = told else {
        panic!("{told:?}");
    };
    assert!(text.contains("二重保存"), "{text}");
    database.close();
    let store = SqliteStore::open(&folder.path().join("enishi.db")).unwrap();
    let log = store.log(&enishi::store::LogFilter::default()).unwrap();
    let times: Vec<_> = log.iter().map(|e| e.op.stamp.hlc.time()).collect();
    assert_eq!(times, [at(1), at(2)]);
}

#[test]
fn a_record_that_cannot_be_opened_offers_its_copies_and_goes_on_with_the_chosen_one() {
    let folder = tempfile::tempdir().unwrap();
    let (mut database, events) = spawn(folder.path(), Duration::from_mins(30));
    until(&events, |msg| matches!(msg, Msg::Loaded(_)));
    for n in 1..=2 {
        save(&database, n, &format!("o{n}"));
        until(&events, |msg| matches!(msg, Msg::Saved { .. }));
    }
    database.close();
    let copy = backups(folder.path()).pop().unwrap();
    // Somebody else's lies beside it.
    let stranger = folder
        .path()
        .join("backups/enishi-00000000-20270101-000000-00000000.db");
    std::fs::copy(&copy, &stranger).unwrap();
    let db = folder.path().join("enishi.db");
    let mut bytes = std::fs::read(&db).unwrap();
    bytes.fill(7);
    std::fs::write(&db, bytes).unwrap();

    let (mut database, events) = spawn(folder.path(), Duration::from_mins(30));
    let told = until(&events, |msg| matches!(msg, Msg::Unread { .. }));
    let Msg::Unread { why, copies } = told else {
        panic!("{told:?}");
    };
    assert!(!why.is_empty());
    assert_eq!(copies.len(), 1);
    assert_eq!((&copies[0].path, copies[0].pairings), (&copy, 2));
    // What is recorded meanwhile waits and is saved into it.
    save(&database, 3, "o3");
    until(&events, |msg| matches!(msg, Msg::SaveFailed { .. }));
    database.ask(Job::Restore(copy));
    let told = until(&events, |msg| matches!(msg, Msg::Loaded(_)));
    let Msg::Loaded(book) = told else {
        panic!("{told:?}");
    };
    assert_eq!(book.pairings.len(), 2);
    database.ask(Job::Retry);
    until(&events, |msg| matches!(msg, Msg::Saved { .. }));
    assert!(database.close().actions.is_empty());
    assert!(folder.path().join("enishi-replaced.db").exists());
    let store = SqliteStore::open(&db).unwrap();
    assert_eq!(store.book(&Sessions::All).unwrap().pairings.len(), 3);
}
