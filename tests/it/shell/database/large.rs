//! A large record: what was worked in last is told first, and nothing that happens meanwhile is missed.

use super::{save, spawn, until};
use crate::store::{at, load, pair, session};
use enishi::app::Msg;
use enishi::domain::code::Level;
use enishi::domain::entity::pairing::PairingChange;
use enishi::domain::entity::{Change, Entity};
use enishi::shell::database::Job;
use enishi::store::{Draft, Sessions, SqliteStore, Store};
use enishi::text::Clean;
use std::path::Path;
use std::time::Duration;

/// More ops than are read at once, most of them in an old session.
fn fill(folder: &Path) {
    let mut store = SqliteStore::open(&folder.join("enishi.db")).unwrap();
    let old = pair("相沢", "old", "N-1", "o1");
    store
        .commit(&load("相沢", session("old", 2)), at(0))
        .unwrap();
    store.commit(&old, at(1)).unwrap();
    let entity: Entity = old.changes[0].0.clone();
    for _ in 0..6 {
        let change = |n: usize| {
            let level = Level::ALL[n % Level::ALL.len()];
            (
                entity.clone(),
                Change::Pairing(PairingChange::Level { level }),
            )
        };
        let changes = (0..1000).map(change).collect();
        store
            .commit(
                &Draft {
                    changes,
                    ..old.clone()
                },
                at(2),
            )
            .unwrap();
    }
    store.commit(&load("相沢", session("s", 2)), at(3)).unwrap();
    store
        .commit(&pair("相沢", "s", "N-1", "o1"), at(4))
        .unwrap();
}

#[test]
fn what_was_worked_in_last_comes_first_and_the_whole_has_what_was_recorded_meanwhile() {
    let folder = tempfile::tempdir().unwrap();
    fill(folder.path());
    let (mut database, events) = spawn(folder.path(), Duration::from_mins(30));
    save(&database, 7, "o7");
    let Msg::Begun(first) = until(&events, |msg| matches!(msg, Msg::Begun(_) | Msg::Loaded(_)))
    else {
        panic!("the whole came first");
    };
    assert_eq!(first.headers.len(), 1);
    assert!(first.sessions.contains_key(&Clean::line("s")));
    // One that is opened meanwhile is told before it is shown.
    database.ask(Job::OpenRecorded("old".into()));
    let (mut has_old, mut whole) = (false, None);
    while whole.is_none() {
        match until(&events, |_| true) {
            Msg::Begun(book) => has_old |= book.headers.contains_key(&Clean::line("old")),
            Msg::Opened { session, .. } => assert!(has_old, "{session}"),
            Msg::Loaded(book) => {
                has_old = true;
                whole = Some(book);
            }
            _ => {}
        }
    }
    database.close();
    let store = SqliteStore::open(&folder.path().join("enishi.db")).unwrap();
    let all = store.book(&Sessions::All).unwrap();
    assert_eq!(all.pairings.len(), 3);
    assert_eq!(*whole.unwrap(), all);
}
