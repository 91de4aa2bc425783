//! What people state without having seen each other is kept and listed on every side until somebody decides.

use crate::store::{Place, at, pair, pairing_id};
use enishi::domain::book::Book;
use enishi::domain::code::Level;
use enishi::domain::conflict::Conflict;
use enishi::domain::entity::pairing::PairingChange;
use enishi::domain::entity::{Change, Entity};
use enishi::domain::op::{Op, OpRef};
use enishi::domain::recorded::stated::{Field, Value};
use enishi::store::LogFilter;
use enishi::store::{Draft, LogEntry, MemoryStore, Sessions, SqliteStore, Store};
use std::collections::{BTreeMap, BTreeSet};
use std::io::BufReader;

/// An op that states a value, and whether its action is switched off.
type Statement<'a> = (&'a Op, bool, Value);

fn entity() -> Entity {
    Entity::Pairing(pairing_id("s", "N-1", "o"))
}

fn draft(actor: &str, change: PairingChange) -> Draft {
    Draft {
        actor: actor.into(),
        scope: "s".into(),
        changes: vec![(entity(), change.into())],
        action: None,
    }
}

fn level(actor: &str, level: Level) -> Draft {
    draft(actor, PairingChange::Level { level })
}

fn note(actor: &str, note: &str) -> Draft {
    let note = note.into();
    draft(actor, PairingChange::Note { note })
}

fn unstated(actor: &str) -> Draft {
    let (person, level) = (None, None);
    draft(actor, PairingChange::Recorded { person, level })
}

fn carry(from: &SqliteStore, to: &mut SqliteStore) {
    let mut bytes = Vec::new();
    from.export_ops(&mut bytes).unwrap();
    to.import_ops(&mut BufReader::new(bytes.as_slice()))
        .unwrap();
}

fn exchange(a: &mut SqliteStore, b: &mut SqliteStore) {
    carry(a, b);
    carry(b, a);
}

fn book(store: &SqliteStore) -> Book {
    assert_eq!(store.verify().unwrap().faults, []);
    store.book(&Sessions::All).unwrap()
}

/// The values of a field between which nobody decided, the one that stands last.
fn disputed(store: &SqliteStore, field: Field) -> Vec<(Value, String)> {
    let book = book(store);
    let conflicts = book.conflicts_of(&entity()).iter();
    let values = conflicts.filter(|c| c.field == field);
    values
        .flat_map(Conflict::values)
        .map(|(value, head)| (value, head.actor.to_string()))
        .collect()
}

fn two() -> (Place, Place, SqliteStore, SqliteStore) {
    let (here, there) = (Place::new(), Place::new());
    let a = SqliteStore::open(&here.db()).unwrap();
    let b = SqliteStore::open(&there.db()).unwrap();
    (here, there, a, b)
}

#[test]
fn two_laptops_list_what_they_stated_until_one_decides() {
    let (_here, _there, mut a, mut b) = two();
    a.commit(&level("A", Level::WantsMeeting), at(0)).unwrap();
    a.commit(&unstated("A"), at(1)).unwrap();
    a.commit(&note("A", "Aの長いメモ"), at(2)).unwrap();
    b.commit(&unstated("B"), at(3)).unwrap();
    b.commit(&level("B", Level::Discuss), at(4)).unwrap();
    b.commit(&note("B", "B"), at(5)).unwrap();
    exchange(&mut a, &mut b);
    assert_eq!(book(&a), book(&b));
    let both = [
        (Value::Level(Level::WantsMeeting), "A".to_owned()),
        (Value::Level(Level::Discuss), "B".to_owned()),
    ];
    for store in [&a, &b] {
        assert_eq!(disputed(store, Field::Level), both);
        assert_eq!(disputed(store, Field::Note).len(), 2);
        assert_eq!(
            book(store).pairings.values().next().unwrap().level,
            Level::Discuss
        );
    }
    // One decides for the level, the other joins the memos, at the same time.
    a.commit(&level("A", Level::WantsMeeting), at(6)).unwrap();
    assert_eq!(disputed(&a, Field::Level), []);
    b.commit(&note("B", "Aの長いメモ\nB"), at(7)).unwrap();
    exchange(&mut a, &mut b);
    for store in [&a, &b] {
        assert!(book(store).conflicts.is_empty());
        let pairing = book(store).pairings.values().next().unwrap().clone();
        assert_eq!(pairing.level, Level::WantsMeeting);
        assert_eq!(&*pairing.note, "Aの長いメモ\nB");
    }
}

#[test]
fn the_undo_of_one_statement_ends_the_conflict_and_redo_brings_it_back() {
    let (_here, _there, mut a, mut b) = two();
    a.commit(&pair("A", "s", "N-1", "o"), at(0)).unwrap();
    carry(&a, &mut b);
    a.commit(&level("A", Level::WantsMeeting), at(1)).unwrap();
    b.commit(&level("B", Level::Declined), at(2)).unwrap();
    exchange(&mut a, &mut b);
    assert_eq!(disputed(&a, Field::Level).len(), 2);
    b.undo(&"B".into(), at(3)).unwrap().unwrap();
    carry(&b, &mut a);
    for store in [&a, &b] {
        assert_eq!(disputed(store, Field::Level), []);
        assert_eq!(
            book(store).pairings.values().next().unwrap().level,
            Level::WantsMeeting
        );
    }
    b.redo(&"B".into(), at(4)).unwrap().unwrap();
    carry(&b, &mut a);
    assert_eq!(disputed(&a, Field::Level), disputed(&b, Field::Level));
    assert_eq!(disputed(&a, Field::Level).len(), 2);
}

#[test]
fn a_level_that_nobody_stated_overwrites_none_and_contradicts_none() {
    let (_here, _there, mut a, mut b) = two();
    a.commit(&level("A", Level::WantsMeeting), at(0)).unwrap();
    a.commit(&unstated("A"), at(1)).unwrap();
    b.commit(&unstated("B"), at(9)).unwrap();
    exchange(&mut a, &mut b);
    for store in [&a, &b] {
        assert!(book(store).conflicts.is_empty());
        assert_eq!(
            book(store).pairings.values().next().unwrap().level,
            Level::WantsMeeting
        );
    }
}

#[test]
fn what_was_seen_is_replaced_also_through_what_was_taken_back() {
    let (_here, _there, mut a, mut b) = two();
    a.commit(&pair("A", "s", "N-1", "o"), at(0)).unwrap();
    a.commit(&level("A", Level::Discuss), at(1)).unwrap();
    a.commit(&level("A", Level::WantsMeeting), at(2)).unwrap();
    carry(&a, &mut b);
    b.commit(&level("B", Level::Declined), at(3)).unwrap();
    a.undo(&"A".into(), at(4)).unwrap().unwrap();
    exchange(&mut a, &mut b);
    assert!(book(&a).conflicts.is_empty());
    assert_eq!(book(&a), book(&b));
    // After an undo, too, the next statement stands alone.
    a.commit(&level("A", Level::Discuss), at(5)).unwrap();
    a.undo(&"A".into(), at(6)).unwrap().unwrap();
    a.commit(&level("A", Level::Interested), at(7)).unwrap();
    assert!(book(&a).conflicts.is_empty());
}

#[test]
fn another_window_on_the_same_record_counts_too() {
    let place = Place::new();
    let mut here = SqliteStore::open(&place.db()).unwrap();
    let mut there = SqliteStore::open(&place.db()).unwrap();
    here.commit(&pair("A", "s", "N-1", "o"), at(0)).unwrap();
    let seen = there.head().unwrap();
    here.has_seen(seen);
    there.has_seen(seen);
    here.commit(&level("A", Level::WantsMeeting), at(1))
        .unwrap();
    here.commit(&level("A", Level::Discuss), at(2)).unwrap();
    assert!(book(&here).conflicts.is_empty(), "one's own is seen");
    // The other window still shows the level of before.
    let saved = there.commit(&level("B", Level::Declined), at(3)).unwrap();
    assert_eq!(saved.rows[0].1.as_ref().unwrap().conflicts.len(), 1);
    let values = disputed(&here, Field::Level);
    assert_eq!(values.len(), 2);
    assert_eq!(values[0].0, Value::Level(Level::Discuss));
    // Once it was shown, whoever states a level has seen them.
    there.has_seen(there.head().unwrap());
    there.commit(&level("B", Level::Declined), at(4)).unwrap();
    assert!(book(&here).conflicts.is_empty());
}

#[test]
fn ops_of_before_replace_what_stands_before_them() {
    let place = Place::new();
    let mut store = SqliteStore::open(&place.db()).unwrap();
    store.commit(&pair("A", "s", "N-1", "o"), at(0)).unwrap();
    store.commit(&level("A", Level::Discuss), at(1)).unwrap();
    store.commit(&level("B", Level::Declined), at(2)).unwrap();
    let log = store.log(&LogFilter::default()).unwrap();
    let older = log.into_iter().map(|entry| {
        let mut op = entry.op;
        op.extras.over = None;
        op
    });
    let mut model = MemoryStore::new(store.device());
    model.merge(older);
    assert!(model.book(&Sessions::All).unwrap().conflicts.is_empty());
}

/// Every conflict of a log, found in the plainest way: by walking from each op to all that it replaces.
pub(crate) fn by_walking(log: &[LogEntry]) -> BTreeSet<(Entity, Field)> {
    let mut stated: BTreeMap<(Entity, Field), Vec<Statement<'_>>> = BTreeMap::new();
    for LogEntry { op, undone, .. } in log {
        for s in op.change.states() {
            let place = (op.entity.clone(), s.field);
            stated
                .entry(place)
                .or_default()
                .push((op, *undone, s.value));
        }
    }
    let mut found = BTreeSet::new();
    for (place, all) in stated {
        let before = |op: &Op| -> Vec<OpRef> {
            let earlier = all.iter().filter(|(o, ..)| o.stamp < op.stamp);
            match &op.extras.over {
                Some(over) => over.clone(),
                None => earlier.map(|(o, ..)| o.at()).collect(),
            }
        };
        let mut replaced: BTreeSet<OpRef> = BTreeSet::new();
        let mut open: Vec<OpRef> = (all.iter())
            .filter(|(_, undone, _)| !undone)
            .flat_map(|(op, ..)| before(op))
            .collect();
        while let Some(at) = open.pop() {
            if replaced.insert(at) {
                let ops = all.iter().filter(|(op, ..)| op.at() == at);
                open.extend(ops.flat_map(|(op, ..)| before(op)));
            }
        }
        let mut values: Vec<&Value> = Vec::new();
        for (op, undone, value) in &all {
            if !undone && !replaced.contains(&op.at()) && !values.contains(&value) {
                values.push(value);
            }
        }
        // Some are rows that do not exist, because nothing created them.
        if values.len() > 1 {
            found.insert(place);
        }
    }
    found
}

#[test]
fn a_change_that_alters_a_value_says_which() {
    let change = Change::Pairing(PairingChange::Level {
        level: Level::Discuss,
    });
    let stated = change.states();
    assert_eq!(stated.len(), 1);
    assert_eq!(stated[0].field, Field::Level);
}
