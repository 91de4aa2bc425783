//! The second copy: what it brings back, that it is compared, and that nobody waits for it.

use super::tamper;
use crate::store::{Place, at, pair};
use enishi::store::sqlite::mirror::MirrorState;
use enishi::store::sqlite::report::Fault;
use enishi::store::{Notice, Options, Sessions, SqliteStore, Store};

#[test]
fn what_a_damaged_wal_lost_comes_back_from_the_second_copy() {
    let place = Place::new();
    let mut options = Options::new(&place.db());
    std::fs::create_dir(place.path().join("mirror")).unwrap();
    options.mirror = Some(place.path().join("mirror").join("mirror.db"));
    let mut store = SqliteStore::open_with(&options).unwrap().store;
    for n in 0..4 {
        let draft = pair("相沢", "s", &format!("N-{n}"), "o");
        store.commit(&draft, at(n)).unwrap();
        assert_eq!(*store.mirror_state(), MirrorState::Equal);
    }
    let whole = store.book(&Sessions::All).unwrap();
    // As a killed program and a bad sector leave it: the files as they are, one bit of the WAL turned.
    let torn = Place::new();
    let wal = std::fs::read(place.path().join("enishi.db-wal")).unwrap();
    for (name, from) in [
        ("enishi.db", place.db()),
        ("mirror.db", place.path().join("mirror/mirror.db")),
    ] {
        std::fs::copy(from, torn.path().join(name)).unwrap();
    }
    std::fs::copy(
        place.path().join("mirror/mirror.db-wal"),
        torn.path().join("mirror.db-wal"),
    )
    .unwrap();
    for position in [wal.len() / 3, wal.len() - 2000] {
        let mut damaged = wal.clone();
        damaged[position] ^= 0x10;
        let once = Place::new();
        for name in ["enishi.db", "mirror.db", "mirror.db-wal"] {
            std::fs::copy(torn.path().join(name), once.path().join(name)).unwrap();
        }
        std::fs::write(once.path().join("enishi.db-wal"), &damaged).unwrap();
        let mut options = Options::new(&once.db());
        options.mirror = Some(once.path().join("mirror.db"));
        let opened = SqliteStore::open_with(&options).unwrap();
        let replayed = (opened.notices.iter()).any(|n| matches!(n, Notice::TailReplayed(_)));
        assert!(replayed, "{:?}", opened.notices);
        assert_eq!(opened.store.book(&Sessions::All).unwrap(), whole);
        assert_eq!(opened.store.verify().unwrap().faults, []);
    }
}

#[test]
fn a_second_copy_that_fails_stops_nobody_and_catches_up() {
    let place = Place::new();
    let mut options = Options::new(&place.db());
    let blocked = place.path().join("blocked");
    std::fs::write(&blocked, "").unwrap();
    options.mirror = Some(blocked.join("mirror.db"));
    let mut opened = SqliteStore::open_with(&options).unwrap();
    assert!(matches!(opened.notices[..], [Notice::MirrorNoFolder(_)]));
    opened
        .store
        .commit(&pair("相沢", "s", "N-1", "o"), at(0))
        .unwrap();
    assert!(matches!(
        opened.store.mirror_state(),
        MirrorState::Failed(_)
    ));
    drop(opened);
    options.mirror = Some(place.path().join("mirror.db"));
    let opened = SqliteStore::open_with(&options).unwrap();
    assert_eq!(*opened.store.mirror_state(), MirrorState::Equal);
    assert_eq!(opened.store.verify().unwrap().faults, []);
}

#[test]
fn a_second_copy_that_was_changed_is_named_and_one_being_written_is_not() {
    let place = Place::new();
    let mut options = Options::new(&place.db());
    options.mirror = Some(place.path().join("mirror.db"));
    drop(SqliteStore::open_with(&options).unwrap());
    let mut store = SqliteStore::open_with(&options).unwrap().store;
    for n in 0..3 {
        let draft = pair("相沢", "s", &format!("N-{n}"), "o");
        store.commit(&draft, at(n)).unwrap();
    }
    assert_eq!(store.verify().unwrap().faults, []);
    let at_two = |f: &Fault| matches!(f, Fault::Mirror { seq: 2, .. });
    for (n, sql) in [
        "UPDATE op SET body = replace(body, '001', '002') WHERE seq = 2",
        "UPDATE op SET actor = '偽名' WHERE seq = 2",
        "DELETE FROM op WHERE seq = 2",
    ]
    .into_iter()
    .enumerate()
    {
        tamper(options.mirror.as_ref().unwrap(), sql);
        let faults = store.verify().unwrap().faults;
        assert!(faults.iter().any(at_two), "{sql}: {faults:?}");
        drop(store);
        // Another one in its place, under another name.
        options.mirror = Some(place.path().join(format!("mirror-{n}.db")));
        store = SqliteStore::open_with(&options).unwrap().store;
        assert_eq!(store.verify().unwrap().faults, []);
    }
}

#[test]
fn a_program_that_records_meanwhile_makes_no_false_alarm() {
    // On a disk, where a commit takes its time: in memory the record grows faster than it is verified.
    let folder = tempfile::tempdir().unwrap();
    let mut options = Options::new(&folder.path().join("enishi.db"));
    options.mirror = Some(folder.path().join("mirror.db"));
    let store = SqliteStore::open_with(&options).unwrap().store;
    let other = options.clone();
    let (done, asked) = std::sync::mpsc::channel::<()>();
    let writer = std::thread::spawn(move || {
        let mut store = SqliteStore::open_with(&other).unwrap().store;
        let mut n = 0;
        while asked.try_recv() == Err(std::sync::mpsc::TryRecvError::Empty) {
            let draft = pair("馬場", &format!("s{}", n % 3), &format!("N-{n}"), "o");
            store.commit(&draft, at(n)).unwrap();
            n += 1;
        }
        n
    });
    let mut alarms = Vec::new();
    for _ in 0..40 {
        alarms.extend(store.verify().unwrap().faults);
    }
    done.send(()).unwrap();
    assert!(writer.join().unwrap() > 0);
    assert_eq!(alarms, []);
}

#[test]
fn a_second_copy_belongs_to_one_record_and_an_absent_one_is_told_and_never_made() {
    let place = Place::new();
    let stick = place.path().join("usb");
    let mirror = stick.join("mirror.db");
    let with_mirror = |name: &str| Options {
        mirror: Some(mirror.clone()),
        ..Options::new(&place.path().join(name))
    };
    let opened = SqliteStore::open_with(&with_mirror("enishi.db")).unwrap();
    assert_eq!(opened.notices, [Notice::MirrorNoFolder(mirror.clone())]);
    assert!(!stick.exists(), "made on the system disk");
    drop(opened);
    std::fs::create_dir(&stick).unwrap();
    let mut store = SqliteStore::open_with(&with_mirror("enishi.db"))
        .unwrap()
        .store;
    store
        .commit(&pair("相沢", "s", "N-1", "秘密"), at(0))
        .unwrap();
    assert_eq!(*store.mirror_state(), MirrorState::Equal);
    drop(store);
    let before = std::fs::read(&mirror).unwrap();

    let mut opened = SqliteStore::open_with(&with_mirror("other.db")).unwrap();
    // Where nothing is recorded yet, it is probably the record that was there.
    assert!(matches!(&opened.notices[..], [Notice::OnlyMirror(copy)] if copy.ops == 1));
    assert!(
        opened
            .store
            .book(&Sessions::All)
            .unwrap()
            .pairings
            .is_empty()
    );
    let draft = pair("青木", "t", "N-1", "o");
    opened.store.commit(&draft, at(1)).unwrap();
    drop(opened);
    let opened = SqliteStore::open_with(&with_mirror("other.db")).unwrap();
    assert_eq!(opened.notices, [Notice::MirrorOther(mirror.clone())]);
    drop(opened);
    assert_eq!(std::fs::read(&mirror).unwrap(), before);

    // The stick is out, its folder is there: an empty one is not made in its place.
    let elsewhere = place.path().join("elsewhere.db");
    std::fs::rename(&mirror, &elsewhere).unwrap();
    let opened = SqliteStore::open_with(&with_mirror("enishi.db")).unwrap();
    assert_eq!(opened.notices, [Notice::MirrorGone(mirror.clone())]);
    assert!(!mirror.exists());
    drop(opened);
    std::fs::rename(&elsewhere, &mirror).unwrap();
    let opened = SqliteStore::open_with(&with_mirror("enishi.db")).unwrap();
    assert_eq!(*opened.store.mirror_state(), MirrorState::Equal);
}

#[test]
fn a_second_copy_of_an_earlier_version_is_known_by_what_it_holds() {
    let place = Place::new();
    let mut options = Options::new(&place.db());
    options.mirror = Some(place.path().join("mirror.db"));
    let mut store = SqliteStore::open_with(&options).unwrap().store;
    store.commit(&pair("相沢", "s", "N-1", "o"), at(0)).unwrap();
    drop(store);
    let forget = "DELETE FROM meta WHERE key IN ('record', 'stamp', 'mirror')";
    tamper(options.mirror.as_ref().unwrap(), forget);
    options.path = place.path().join("other.db");
    let opened = SqliteStore::open_with(&options).unwrap();
    assert!(matches!(opened.notices[..], [Notice::OnlyMirror(_)]));
    drop(opened);
    options.path = place.db();
    tamper(&options.path, forget);
    let opened = SqliteStore::open_with(&options).unwrap();
    assert_eq!(*opened.store.mirror_state(), MirrorState::Equal);
}
