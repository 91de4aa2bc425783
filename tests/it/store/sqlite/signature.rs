//! Who wrote it: signatures of streams, and what is noticed when one does not hold.

use super::tamper;
use crate::store::{Place, at, pair};
use enishi::domain::entity::pairing::PairingChange;
use enishi::store::sqlite::merge::Taken;
use enishi::store::sqlite::notice::Notice;
use enishi::store::sqlite::report::{By, Fault, Report};
use enishi::store::sqlite::restore;
use enishi::store::{Options, SqliteStore, Store, StoreError, line};
use enishi::text::Clean;
use jiff::civil::date;
use proptest::prelude::*;
use rusqlite::{Connection, params};
use std::collections::BTreeSet;

/// The record of a laptop with keys.
fn open(place: &Place) -> (SqliteStore, Vec<Notice>) {
    let opened = SqliteStore::open_with(&options(place)).unwrap();
    (opened.store, opened.notices)
}

fn options(place: &Place) -> Options {
    Options {
        keys: Some(place.path()),
        machine: Some(place.path().to_string_lossy().into_owned()),
        ..Options::new(&place.db())
    }
}

fn recorded(place: &Place, actor: &str) -> SqliteStore {
    let (mut store, _) = open(place);
    for (n, need) in ["N-1", "N-2", "N-3"].into_iter().enumerate() {
        let when = at(i64::try_from(n).unwrap());
        store.commit(&pair(actor, "s", need, "o"), when).unwrap();
    }
    store
}

fn exported(store: &SqliteStore) -> Vec<u8> {
    let mut bytes = Vec::new();
    store.export_ops(&mut bytes).unwrap();
    bytes
}

fn by(report: &Report) -> Vec<&By> {
    report.authors.iter().map(|a| &a.by).collect()
}

/// Writes the whole chain of the record anew with another actor, every hash as it has to be.
fn rewrite(place: &Place) {
    let db = Connection::open(place.db()).unwrap();
    let store = SqliteStore::open_with(&Options {
        read_only: true,
        ..Options::new(&place.db())
    });
    let text = exported(&store.unwrap().store);
    let mut prev = [0; 32];
    let mut last = 0;
    for text in String::from_utf8(text).unwrap().lines() {
        let mut op = line::read(text, 1).unwrap();
        "偽名".clone_into(&mut op.actor);
        op.hash = op.link(&prev);
        prev = op.hash;
        last = op.seq;
        db.execute(
            "UPDATE op SET actor = ?1, hash = ?2 WHERE seq = ?3",
            params![op.actor, op.hash, i64::try_from(op.seq).unwrap()],
        )
        .unwrap();
    }
    db.execute("UPDATE stream SET hash = ?1", params![prev])
        .unwrap();
    db.execute("UPDATE action SET actor = '偽名'", []).unwrap();
    db.execute("UPDATE pairing SET coordinator = '偽名'", [])
        .unwrap();
    assert!(last > 0);
}

#[test]
fn what_a_laptop_records_is_signed_to_the_end_and_stays_so() {
    let place = Place::new();
    let store = recorded(&place, "A");
    let report = store.verify().unwrap();
    assert_eq!(report.faults, []);
    assert_eq!(by(&report), [&By::Own]);
    assert_eq!(report.authors[0].signed, report.authors[0].seq);
    let device = store.device();
    drop(store);
    let (mut store, notices) = open(&place);
    assert_eq!((store.device(), notices), (device, vec![]));
    store.undo(&"A".into(), at(9)).unwrap().unwrap();
    assert_eq!(store.verify().unwrap().faults, []);
    // Looking needs no keys.
    drop(store);
    let looking = Options {
        read_only: true,
        ..Options::new(&place.db())
    };
    let looking = SqliteStore::open_with(&looking).unwrap().store;
    assert_eq!(by(&looking.verify().unwrap()), [&By::Own]);
}

#[test]
fn a_chain_that_is_written_anew_is_noticed_and_never_signed_again() {
    let place = Place::new();
    drop(recorded(&place, "A"));
    rewrite(&place);
    let (mut store, _) = open(&place);
    let judge = |store: &SqliteStore| {
        let report = store.verify().unwrap();
        assert_eq!(by(&report), [&By::Wrong]);
        assert!(
            matches!(report.faults[..], [Fault::Signature { missing: false, .. }]),
            "{:?}",
            report.faults
        );
    };
    judge(&store);
    store.commit(&pair("A", "s", "N-4", "o"), at(9)).unwrap();
    judge(&store);
    // Nobody takes it in.
    let there = Place::new();
    let (mut other, _) = open(&there);
    let mut text = exported(&store);
    let taken = other.import_ops(&mut text.as_slice());
    assert!(
        matches!(taken, Err(StoreError::WrongSignature { line }) if line > 0),
        "{taken:?}"
    );
    text.clear();
    assert!(exported(&other).is_empty());
}

#[test]
fn a_signature_that_was_taken_away_is_missed() {
    let place = Place::new();
    drop(recorded(&place, "A"));
    tamper(&place.db(), "DELETE FROM signature");
    let (mut store, _) = open(&place);
    store.commit(&pair("A", "s", "N-4", "o"), at(9)).unwrap();
    let report = store.verify().unwrap();
    assert!(matches!(
        report.faults[..],
        [Fault::Signature { missing: true, .. }]
    ));
    assert_eq!(by(&report), [&By::Nobody]);
}

#[test]
fn an_older_record_is_whole_and_unsigned_until_its_laptop_gets_keys() {
    let place = Place::new();
    let mut store = SqliteStore::open(&place.db()).unwrap();
    store.commit(&pair("A", "s", "N-1", "o"), at(1)).unwrap();
    let report = store.verify().unwrap();
    assert_eq!((by(&report), report.faults.len()), (vec![&By::Nobody], 0));
    let older = exported(&store);
    drop(store);
    let (store, notices) = open(&place);
    assert!(notices.contains(&Notice::SigningBegun), "{notices:?}");
    assert_eq!(by(&store.verify().unwrap()), [&By::Own]);
    // Elsewhere it is as it was.
    let there = Place::new();
    let mut other = open(&there).0;
    other.import_ops(&mut older.as_slice()).unwrap();
    let report = other.verify().unwrap();
    assert_eq!((by(&report), report.faults.len()), (vec![&By::Nobody], 0));
    other.import_ops(&mut exported(&store).as_slice()).unwrap();
    assert!(matches!(by(&other.verify().unwrap())[..], [By::Unknown(_)]));
}

#[test]
fn a_colleague_is_accepted_once_by_one_fingerprint_and_can_be_forgotten() {
    let (here, there) = (Place::new(), Place::new());
    let (mut mine, theirs) = (recorded(&here, "A"), recorded(&there, "B"));
    let said = theirs.own_keys().unwrap().unwrap().fingerprint();
    let today = date(2026, 11, 20);
    // Not before anything of theirs is here.
    assert_eq!(
        mine.accept_device(&said, &"B".into(), today).unwrap(),
        Ok(false)
    );
    mine.import_ops(&mut exported(&theirs).as_slice()).unwrap();
    let told = mine.verify().unwrap();
    assert!(by(&told).contains(&&By::Unknown(said)), "{told:?}");
    assert_eq!(told.faults, []);
    assert_eq!(
        mine.accept_device(&said, &"Bさん".into(), today).unwrap(),
        Ok(true)
    );
    let told = mine.verify().unwrap();
    assert!(
        by(&told).contains(&&By::Accepted("Bさん".into())),
        "{told:?}"
    );
    let known = mine.known_devices().unwrap();
    let names: BTreeSet<Vec<Clean>> = known.iter().map(|d| d.actors.clone()).collect();
    assert_eq!(names, BTreeSet::from([vec!["A".into()], vec!["B".into()]]));
    // It is not passed on.
    assert!(
        !String::from_utf8(exported(&mine))
            .unwrap()
            .contains("Bさん")
    );
    assert!(mine.forget_device(&said).unwrap());
    assert!(!mine.forget_device(&said).unwrap());
    assert!(by(&mine.verify().unwrap()).contains(&&By::Unknown(said)));
    // One's own is nobody to accept.
    let own = mine.own_keys().unwrap().unwrap().fingerprint();
    assert_eq!(
        mine.accept_device(&own, &"A".into(), today).unwrap(),
        Ok(false)
    );
}

#[test]
fn a_stream_signed_by_somebody_else_is_refused() {
    let (here, there, third) = (Place::new(), Place::new(), Place::new());
    let (mine, mut theirs) = (recorded(&here, "A"), recorded(&there, "B"));
    // The third one signs what the first one wrote, as if it were theirs.
    let keys = recorded(&third, "C");
    let forged: Vec<String> = String::from_utf8(exported(&mine))
        .unwrap()
        .lines()
        .map(str::to_owned)
        .collect();
    drop(keys);
    let device = enishi::store::device::Device::open(&third.path())
        .unwrap()
        .unwrap();
    let resigned: Vec<String> = forged
        .iter()
        .map(|text| {
            let mut op = line::read(text, 1).unwrap();
            if op.sig.is_some() {
                op.sig = Some(Box::new(device.endorse(&op.head())));
            }
            line::write(&op).unwrap()
        })
        .collect();
    theirs.import_ops(&mut exported(&mine).as_slice()).unwrap();
    let before = theirs.verify().unwrap();
    let taken = theirs.import_ops(&mut resigned.join("\n").as_bytes());
    assert!(
        matches!(taken, Err(StoreError::ForeignSignature { .. })),
        "{taken:?}"
    );
    assert_eq!(theirs.verify().unwrap(), before);
    // Its own laptop knows its own streams.
    let mut mine = mine;
    let taken = mine.import_ops(&mut resigned.join("\n").as_bytes());
    assert!(
        matches!(taken, Err(StoreError::ForeignSignature { .. })),
        "{taken:?}"
    );
    // A signature that was moved to another op does not hold.
    let mut moved = line::read(&forged[0], 1).unwrap();
    moved.sig = line::read(forged.last().unwrap(), 1).unwrap().sig;
    let taken = theirs.import_ops(&mut line::write(&moved).unwrap().as_bytes());
    assert!(
        matches!(taken, Err(StoreError::WrongSignature { line: 1 })),
        "{taken:?}"
    );
}

#[test]
fn a_lost_key_file_makes_a_new_device_and_says_so() {
    let place = Place::new();
    let store = recorded(&place, "A");
    let (device, keys) = (store.device(), store.own_keys().unwrap());
    drop(store);
    std::fs::remove_file(place.path().join(enishi::store::device::file::NAME)).unwrap();
    let (mut store, notices) = open(&place);
    assert_eq!(notices, [Notice::NewKeys]);
    assert_ne!((store.device(), store.own_keys().unwrap()), (device, keys));
    store.commit(&pair("A", "s", "N-9", "o"), at(9)).unwrap();
    let report = store.verify().unwrap();
    assert_eq!(report.faults, []);
    let mut found = by(&report);
    found.sort_by_key(|by| by.code());
    assert!(matches!(found[..], [By::Own, By::Unknown(_)]), "{found:?}");
}

#[test]
fn an_undo_takes_what_was_done_at_this_laptop_whatever_its_number() {
    let (here, there) = (Place::new(), Place::new());
    let mut mine = recorded(&here, "事務局");
    let mut theirs = open(&there).0;
    let draft = pair("事務局", "s", "N-1", "theirs");
    theirs.commit(&draft, at(9)).unwrap();
    mine.import_ops(&mut exported(&theirs).as_slice()).unwrap();
    drop(mine);
    // The record goes on under another number: what was done here is still one's own.
    let moved = Options {
        machine: Some("another place".into()),
        ..options(&here)
    };
    let mut mine = SqliteStore::open_with(&moved).unwrap().store;
    let me = "事務局".into();
    for _ in 0..3 {
        let undone = mine.undo(&me, at(20)).unwrap().expect("an own action");
        assert!(undone.rows.iter().all(|(_, row)| row.is_none()));
    }
    assert_eq!(mine.undo(&me, at(21)).unwrap(), None);
    assert_eq!(mine.undo(&"別の人".into(), at(21)).unwrap(), None);
}

#[test]
fn what_is_recorded_without_keys_stays_unsigned_and_spoils_nothing() {
    let place = Place::new();
    drop(recorded(&place, "A"));
    let key = place.path().join(enishi::store::device::file::NAME);
    let kept = std::fs::read(&key).unwrap();
    std::fs::write(&key, "no key").unwrap();
    let (mut store, notices) = open(&place);
    assert!(matches!(notices[..], [Notice::NoKeys(_)]), "{notices:?}");
    store.commit(&pair("A", "s", "N-8", "o"), at(8)).unwrap();
    drop(store);
    std::fs::write(&key, kept).unwrap();
    let (mut store, notices) = open(&place);
    assert_eq!(notices, []);
    store.commit(&pair("A", "s", "N-9", "o"), at(9)).unwrap();
    let report = store.verify().unwrap();
    assert_eq!(report.faults, []);
    let mut found: Vec<&str> = report.authors.iter().map(|a| a.by.code()).collect();
    found.sort_unstable();
    assert_eq!(found, ["own", "own", "unsigned"]);
}

/// What happens to a record that is signed and shared.
#[derive(Clone, Copy, Debug)]
enum Event {
    Pair,
    Erase,
    Backup,
    Restore,
    Exchange,
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let event = prop_oneof![
        3 => Just(Event::Pair),
        1 => Just(Event::Erase),
        1 => Just(Event::Backup),
        1 => Just(Event::Restore),
        2 => Just(Event::Exchange),
    ];
    prop::collection::vec(event, 1..14)
}

fn note(store: &mut SqliteStore, text: &str, now: i64) {
    let mut draft = pair("A", "s", "N-1", "o");
    let entity = draft.changes[0].0.clone();
    let note = PairingChange::Note { note: text.into() };
    draft.changes.push((entity, note.into()));
    store.commit(&draft, at(now)).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    /// Whatever comes after what: the record is whole and signed to its end, and so is a backup of it.
    #[test]
    fn erasures_backups_and_restores_in_any_order_leave_the_record_whole(events in events()) {
        let (here, there) = (Place::new(), Place::new());
        let (mut mine, mut theirs) = (recorded(&here, "A"), recorded(&there, "B"));
        let copy = here.path().join("copy.db");
        mine.backup(&copy).unwrap();
        for (now, event) in (10..).zip(events.iter().copied().chain([Event::Backup, Event::Restore])) {
            match event {
                Event::Pair => {
                    note(&mut mine, "高橋さん", now);
                    note(&mut theirs, "高橋さん", now);
                }
                Event::Erase => {
                    let by = (&Clean::from("A"), &Clean::from("purge"));
                    mine.purge(&"s".into(), by, at(now)).unwrap();
                }
                Event::Backup => {
                    let _ = std::fs::remove_file(&copy);
                    mine.backup(&copy).unwrap();
                }
                Event::Restore => {
                    drop(mine);
                    restore::restore(&options(&here), &copy).unwrap();
                    mine = open(&here).0;
                }
                Event::Exchange => {
                    theirs.import_ops(&mut exported(&mine).as_slice()).unwrap();
                    mine.import_ops(&mut exported(&theirs).as_slice()).unwrap();
                }
            }
            for store in [&mine, &theirs] {
                let report = store.verify().unwrap();
                prop_assert_eq!(&report.faults, &vec![], "after {:?}", event);
                prop_assert!(report.authors.iter().all(|a| a.by != By::Nobody), "{:?} after {:?}", report.authors, event);
            }
        }
    }
}

/// The lines of an export, taken in by a laptop that knows nobody.
fn taken_in(lines: &[&str]) -> (Taken, Report) {
    let place = Place::new();
    let mut there = SqliteStore::open(&place.db()).unwrap();
    let text = lines.join("\n") + "\n";
    let taken = there.import_ops(&mut text.as_bytes()).unwrap();
    let report = there.verify().unwrap();
    (taken, report)
}

#[test]
fn a_line_that_was_removed_is_named_and_makes_no_unsigned_record() {
    let place = Place::new();
    let mut store = recorded(&place, "相沢");
    store.commit(&pair("相沢", "t", "N-1", "o"), at(9)).unwrap();
    let text = String::from_utf8(exported(&store)).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let scope = |line: &&str| line::read(line, 1).unwrap().scope;
    let of_s: Vec<&str> = (lines.iter().copied())
        .filter(|line| scope(line) == "s")
        .collect();
    let of_t = lines
        .iter()
        .copied()
        .find(|line| scope(line) == "t")
        .unwrap();
    // One in the middle.
    let (taken, report) = taken_in(&[of_s[0], of_s[2], of_t]);
    let missing: Vec<_> = (taken.missing.iter())
        .map(|m| (m.device, m.scope.as_str(), m.seqs, m.waiting))
        .collect();
    let device = line::read(of_t, 1).unwrap().device;
    assert_eq!(missing, [(device, "s", (2, 2), 1)]);
    assert!(by(&report).contains(&&By::Waiting(2)), "{report:?}");
    // The first two: nothing of the stream is here.
    let (taken, _) = taken_in(&[of_s[2], of_t]);
    let missing: Vec<_> = taken.missing.iter().map(|m| m.seqs).collect();
    assert_eq!(missing, [(1, 2)]);
    // The last one: the device signs another stream.
    let (taken, report) = taken_in(&[of_s[0], of_s[1], of_t]);
    assert_eq!(taken.missing, []);
    assert!(by(&report).contains(&&By::Cut), "{report:?}");
    // All of them.
    let (taken, report) = taken_in(&lines);
    assert_eq!(taken.missing, []);
    let signed = |by: &&By| matches!(by, By::Unknown(_));
    assert!(by(&report).iter().all(signed), "{report:?}");
}
