//! Dates where a clock was wrong: the op that was recorded under it is told, and no other; what is counted from dates is
//! counted from sound ones.

use crate::store::{Place, at, load, pair, session};
use enishi::store::{LogFilter, Options, Sessions, SqliteStore, Store};
use jiff::Timestamp;
use std::path::Path;

const DAY: i64 = 86_400;
const YEAR: i64 = 365 * DAY;

fn open(path: &Path, now: Timestamp) -> SqliteStore {
    let options = Options {
        now: Some(now),
        ..Options::new(path)
    };
    SqliteStore::open_with(&options).unwrap().store
}

/// A session that is read under the first of some clocks, a pairing under each of them, and the record as it is opened
/// later.
fn recorded(place: &Place, clocks: &[i64], now: i64) -> SqliteStore {
    let mut store = SqliteStore::open(&place.db()).unwrap();
    let read = load("相沢", session("s", 3));
    store.commit(&read, at(clocks[0])).unwrap();
    for (n, clock) in clocks.iter().enumerate() {
        let draft = pair("相沢", "s", "N-1", &format!("o{n}"));
        store.commit(&draft, at(*clock)).unwrap();
    }
    drop(store);
    open(&place.db(), at(now))
}

/// Which of the pairings are told as doubtful.
fn doubtful(store: &SqliteStore, now: i64) -> Vec<usize> {
    let log = store.log(&LogFilter::default()).unwrap();
    let pairings = log
        .iter()
        .filter(|e| e.op.entity.to_string().starts_with("pairing:"));
    let marked = pairings.enumerate().filter(|(_, e)| e.is_doubtful(at(now)));
    marked.map(|(n, _)| n).collect()
}

#[test]
fn the_op_of_the_wrong_clock_is_told_whichever_way_it_was_wrong() {
    for (clocks, now, wrong) in [
        (&[0, -YEAR, 60][..], 120, &[1][..]),
        (&[0, -YEAR], 120, &[1]),
        (&[0, 10, -1_790_000_000, 60], 120, &[2]),
        (&[0, YEAR, 60], 120, &[1]),
        (&[YEAR, 0], 120, &[0]),
        (&[YEAR, 0, DAY, 2 * DAY], 2 * YEAR, &[0]),
        (&[0, -YEAR, DAY], 2 * YEAR, &[1]),
        (&[0, 5, DAY], 2 * DAY, &[]),
    ] {
        let place = Place::new();
        let store = recorded(&place, clocks, now);
        assert_eq!(doubtful(&store, now), wrong, "{clocks:?}");
        assert_eq!(store.verify().unwrap().faults, []);
    }
}

#[test]
fn the_past_is_shown_with_what_was_there_whatever_a_clock_said() {
    // The file was read under a clock that was a year ahead: its names were there all the same.
    let place = Place::new();
    let store = recorded(&place, &[YEAR, 0, DAY], 2 * DAY);
    let then = store.book_at(&Sessions::All, at(60)).unwrap();
    assert_eq!(then.pairings.len(), 2);
    assert_eq!(then.sessions[&"s".into()].attendees.len(), 3);
    // One that was set back brings nothing into the time before.
    let place = Place::new();
    let store = recorded(&place, &[0, -YEAR, DAY], 2 * DAY);
    let book = |seconds| store.book_at(&Sessions::All, at(seconds)).unwrap();
    assert!(book(-60).pairings.is_empty());
    assert_eq!(book(60).pairings.len(), 2);
    assert_eq!(book(2 * DAY).pairings.len(), 3);
}

#[test]
fn how_long_something_is_kept_is_not_counted_from_a_wrong_clock() {
    for clocks in [
        &[0, -9 * YEAR][..],
        &[0, 9 * YEAR],
        &[0, -9 * YEAR, 60],
        &[0, 9 * YEAR, 60],
        &[9 * YEAR, 0],
    ] {
        let place = Place::new();
        let store = recorded(&place, clocks, 120);
        let all = store.provisions(&Sessions::All).unwrap();
        assert_eq!(all.len(), clocks.len(), "{clocks:?}");
        for one in &all {
            assert!(
                at(0) <= one.at && one.last_at <= at(60),
                "{clocks:?}: {one:?}"
            );
        }
        assert_eq!(store.retention(at(120), 5).unwrap().len(), 0, "{clocks:?}");
        assert_eq!(
            store.retention(at(6 * YEAR), 5).unwrap().len(),
            1,
            "{clocks:?}"
        );
    }
}
