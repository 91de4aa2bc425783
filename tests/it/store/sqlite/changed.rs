//! A line that was changed on its way is refused with its number, whatever is changed and whatever the record holds.

use crate::store::{Place, at, pair};
use enishi::store::chain::{Sealed, body_hash};
use enishi::store::{Options, Sessions, SqliteStore, Store, StoreError, line};
use enishi::words::{Lang, Words};
use std::fs;
use uuid::Uuid;

/// A change of an op that leaves its hash.
type Turn = (&'static str, fn(&mut Sealed));

const TURNS: [Turn; 13] = [
    ("id", |op| op.id = Uuid::from_u128(7)),
    ("device", |op| op.device = Uuid::from_u128(8)),
    ("scope", |op| "t".clone_into(&mut op.scope)),
    ("seq, later", |op| op.seq += 1),
    ("seq, much later", |op| op.seq += 90),
    ("seq, earlier", |op| {
        op.seq = (op.seq - 1).max(1) + u64::from(op.seq == 1);
    }),
    ("hlc", |op| op.hlc += 1),
    ("actor", |op| "偽名".clone_into(&mut op.actor)),
    ("action", |op| op.action = Uuid::from_u128(9)),
    ("entity", |op| op.entity += "x"),
    ("kind", |op| "pairing-note".clone_into(&mut op.kind)),
    ("body", |op| {
        let (salt, body) = op.content.clone().unwrap();
        let body = body.replace("関心", "見送り");
        op.body_hash = body_hash(&salt, &body);
        op.content = Some((salt, body));
    }),
    ("hash", |op| op.hash[0] ^= 1),
];

/// A laptop that signs, with some actions in a session.
fn laptop(place: &Place) -> SqliteStore {
    let options = Options {
        keys: Some(place.path()),
        ..Options::new(&place.db())
    };
    SqliteStore::open_with(&options).unwrap().store
}

fn lines(store: &SqliteStore) -> Vec<Sealed> {
    let mut bytes = Vec::new();
    store.export_ops(&mut bytes).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    text.lines().map(|l| line::read(l, 1).unwrap()).collect()
}

fn text(ops: &[Sealed]) -> String {
    let all: Vec<String> = ops.iter().map(|op| line::write(op).unwrap()).collect();
    all.join("\n") + "\n"
}

fn unsign(ops: &mut [Sealed]) {
    for op in ops {
        op.sig = None;
    }
}

/// The number of the line that was refused, and the words for it.
fn refused(error: &StoreError) -> (usize, String) {
    let line = match error {
        StoreError::NotCanonical { line, .. }
        | StoreError::WrongSignature { line }
        | StoreError::ForeignSignature { line, .. } => *line,
        other => panic!("{other:?}"),
    };
    (line, error.explain(&Words::new(Lang::Ja)))
}

/// The records into which a file of `a` may come: new, with some of it, with all of it, with another version of it.
fn records(ops: &[Sealed], copy: &[u8]) -> Vec<(&'static str, Place, SqliteStore)> {
    let mut all = Vec::new();
    for (name, known) in [("new", 0), ("some", 2), ("all", ops.len())] {
        let place = Place::new();
        let mut store = SqliteStore::open(&place.db()).unwrap();
        let mut some = ops[..known].to_vec();
        unsign(&mut some);
        store.import_ops(&mut text(&some).as_bytes()).unwrap();
        all.push((name, place, store));
    }
    let place = Place::new();
    fs::write(place.db(), copy).unwrap();
    let mut store = SqliteStore::open(&place.db()).unwrap();
    for n in 0..6 {
        let draft = pair("馬場", "s", &format!("N-{n}"), "o7");
        store.commit(&draft, at(20 + n)).unwrap();
    }
    all.push(("another version", place, store));
    all
}

/// A laptop with five ops, and its file as it was after two.
fn written() -> (Place, SqliteStore, Vec<u8>) {
    let place = Place::new();
    // Without keys at first, so that a copy goes on under the same number.
    let mut store = SqliteStore::open(&place.db()).unwrap();
    let mut copy = Vec::new();
    for n in 0..5 {
        let draft = pair("相沢", "s", &format!("N-{n}"), "o1");
        store.commit(&draft, at(n)).unwrap();
        if n == 1 {
            drop(store);
            copy = fs::read(place.db()).unwrap();
            store = SqliteStore::open(&place.db()).unwrap();
        }
    }
    drop(store);
    let store = laptop(&place);
    (place, store, copy)
}

#[test]
fn a_line_that_was_changed_is_refused_with_its_number_whatever_the_record_holds() {
    let (_place, store, copy) = written();
    let ops = lines(&store);
    assert!(ops[4].sig.is_some());
    for (name, turn) in TURNS {
        for n in 0..ops.len() {
            for signed in [true, false] {
                let mut changed = ops.clone();
                turn(&mut changed[n]);
                if !signed {
                    unsign(&mut changed);
                }
                let file = text(&changed);
                for (held, place, mut to) in records(&ops, &copy) {
                    let what = format!("{name} of line {}, signed {signed}, into {held}", n + 1);
                    let before = to.book(&Sessions::All).unwrap();
                    let files = || fs::read_dir(place.path()).unwrap().count();
                    let count = files();
                    let taken = to.import_ops(&mut file.as_bytes());
                    let error = taken.expect_err(&what);
                    let (line, told) = refused(&error);
                    // Where nothing else is known of the other version, its place shows in the line that follows on it.
                    let moved = matches!(name.split(',').next(), Some("device" | "scope" | "seq"));
                    let behind = held == "another version" && moved && line == n + 2;
                    assert!(line == n + 1 || behind, "{what}: {error:?}");
                    assert!(told.contains(&format!("{line}行目")), "{told}");
                    assert_eq!(to.book(&Sessions::All).unwrap(), before, "{what}");
                    assert_eq!(files(), count, "{what}: nothing is kept aside");
                    assert_eq!(to.verify().unwrap().faults, [], "{what}");
                }
            }
        }
    }
}

#[test]
fn the_file_of_a_fork_that_was_changed_is_not_taken_in() {
    let (_place, store, copy) = written();
    let mut ops = lines(&store);
    unsign(&mut ops);
    for (name, turn) in TURNS {
        for n in 0..3 {
            let (_, _place, mut to) = records(&ops, &copy).pop().unwrap();
            let taken = to.import_ops(&mut text(&ops).as_bytes()).unwrap();
            let aside = taken.forks[0].aside.clone().unwrap();
            let kept = fs::read_to_string(aside).unwrap();
            let mut kept: Vec<Sealed> = kept.lines().map(|l| line::read(l, 1).unwrap()).collect();
            assert_eq!(kept.len(), 3, "what follows the two that both have");
            turn(&mut kept[n]);
            let before = to.book(&Sessions::All).unwrap();
            let error = to.import_fork(&mut text(&kept).as_bytes(), at(90));
            let error = error.expect_err(name);
            // A changed hash shows in the line that follows on it, too.
            assert_eq!(refused(&error).0, n + 1, "{name}: {error:?}");
            assert_eq!(to.book(&Sessions::All).unwrap(), before);
        }
    }
}

/// Everything of it is sealed anew, so that nothing in the file shows it: it is another version, never what is known.
#[test]
fn a_rewritten_version_under_the_same_ids_is_another_version_and_not_known() {
    let (_place, store, _) = written();
    let sound = lines(&store);
    let mut ops = sound.clone();
    (TURNS[11].1)(&mut ops[1]);
    for n in 1..ops.len() {
        ops[n].hash = ops[n].link(&ops[n - 1].hash.clone());
        ops[n].sig = None;
    }
    let place = Place::new();
    let mut to = SqliteStore::open(&place.db()).unwrap();
    to.import_ops(&mut text(&sound).as_bytes()).unwrap();
    let before = to.book(&Sessions::All).unwrap();
    let taken = to.import_ops(&mut text(&ops).as_bytes()).unwrap();
    assert_eq!((taken.new, taken.known, taken.forks.len()), (0, 1, 1));
    assert_eq!(to.book(&Sessions::All).unwrap(), before);
}

#[test]
fn an_op_that_waited_and_was_changed_is_left_out_when_the_one_before_it_comes() {
    let (_place, store, _) = written();
    let mut ops = lines(&store);
    unsign(&mut ops);
    for (name, turn) in TURNS {
        if name.starts_with("device") || name.starts_with("scope") || name.starts_with("hash") {
            // Of another place, and with another hash, nothing is ever known.
            continue;
        }
        let place = Place::new();
        let mut to = SqliteStore::open(&place.db()).unwrap();
        let mut early = ops[2].clone();
        turn(&mut early);
        let taken = to.import_ops(&mut text(&[early]).as_bytes()).unwrap();
        assert_eq!((taken.new, taken.waiting), (0, 1), "{name}");
        let taken = to.import_ops(&mut text(&ops).as_bytes()).unwrap();
        assert_eq!(taken.new, 5, "{name}");
        let same = (taken.refused.len(), taken.forks.len(), taken.waiting);
        assert!(matches!(same, (1, 0, 0) | (0, 0, 1)), "{name}: {taken:?}");
        assert_eq!(to.verify().unwrap().faults, []);
    }
}
