//! The encrypted record.

use crate::store::{Place, at, load, pair, session};
use enishi::store::privacy::erase::Also;
use enishi::store::sqlite::convert::convert;
use enishi::store::sqlite::restore;
use enishi::store::{Options, Passphrase, Sessions, SqliteStore, Store, StoreError};
use std::path::Path;

const PLAIN: &str = "架空 太郎1";

/// How many bits: `ENISHI_FLIPS=600` for a long run.
fn flips(default: usize) -> usize {
    let set = std::env::vars().find(|(name, _)| name == "ENISHI_FLIPS");
    set.and_then(|(_, n)| n.parse().ok()).unwrap_or(default)
}

fn holds(path: &Path, text: &str) -> bool {
    let bytes = std::fs::read(path).unwrap_or_default();
    bytes.windows(text.len()).any(|w| w == text.as_bytes())
}

fn filled(options: &Options) -> SqliteStore {
    let mut store = SqliteStore::open_with(options).unwrap().store;
    store.commit(&load("相沢", session("s", 3)), at(0)).unwrap();
    store
        .commit(&pair("相沢", "s", "N-1", "o1"), at(1))
        .unwrap();
    store
}

#[test]
fn nothing_of_an_encrypted_record_can_be_read_and_a_wrong_passphrase_is_told() {
    let place = Place::new();
    let mut options = Options::new(&place.db());
    options.key = Some(Passphrase::new("縁'は異なもの\n"));
    options.mirror = Some(place.path().join("mirror.db"));
    let store = filled(&options);
    let copy = place.path().join("copy.db");
    store.backup(&copy).unwrap();
    for name in [
        "enishi.db",
        "enishi.db-wal",
        "mirror.db",
        "mirror.db-wal",
        "copy.db",
    ] {
        let path = place.path().join(name);
        assert!(
            !holds(&path, PLAIN) && !holds(&path, "SQLite format 3"),
            "{name}"
        );
    }
    assert_eq!(store.verify().unwrap().faults, []);
    drop(store);
    for wrong in [None, Some(Passphrase::new("味なもの"))] {
        let options = Options {
            key: wrong,
            ..options.clone()
        };
        let refused = SqliteStore::open_with(&options);
        assert!(
            matches!(refused, Err(StoreError::WrongKey(_))),
            "{refused:?}"
        );
    }
    assert!(!format!("{options:?}").contains("縁"));
    restore::restore(&options, &copy).unwrap();
    let again = SqliteStore::open_with(&options).unwrap().store;
    assert_eq!(again.book(&Sessions::All).unwrap().pairings.len(), 1);
}

#[test]
fn an_open_record_becomes_encrypted_and_open_again() {
    let place = Place::new();
    let plain = Options::new(&place.db());
    let store = filled(&plain);
    let (book, device) = (store.book(&Sessions::All).unwrap(), store.device());
    drop(store);
    let key = Passphrase::new("合言葉");
    let locked = Options {
        key: Some(key.clone()),
        ..plain.clone()
    };
    assert!(holds(&place.db(), PLAIN));
    convert(&plain, Some(&key)).unwrap();
    assert!(!holds(&place.db(), PLAIN));
    let store = SqliteStore::open_with(&locked).unwrap().store;
    assert_eq!(
        (store.book(&Sessions::All).unwrap(), store.device()),
        (book.clone(), device)
    );
    drop(store);
    convert(&locked, None).unwrap();
    let refused = SqliteStore::open_with(&locked);
    assert!(
        matches!(refused, Err(StoreError::NotEncrypted(_))),
        "{refused:?}"
    );
    let store = SqliteStore::open_with(&plain).unwrap().store;
    assert_eq!(store.book(&Sessions::All).unwrap(), book);
}

#[test]
fn every_turned_bit_of_an_encrypted_record_is_noticed() {
    let place = Place::new();
    let mut options = Options::new(&place.db());
    options.key = Some(Passphrase::new("合言葉"));
    drop(filled(&options));
    let whole = std::fs::read(place.db()).unwrap();
    let mut unnoticed = Vec::new();
    let flips = flips(12);
    for n in 0..flips {
        let at = n * whole.len() / flips + n % 7;
        let mut damaged = whole.clone();
        damaged[at] ^= 1 << (n % 8);
        std::fs::write(place.db(), &damaged).unwrap();
        let found = SqliteStore::open_with(&options).and_then(|opened| opened.store.verify());
        if found.is_ok_and(|report| report.faults.is_empty()) {
            unnoticed.push(at);
        }
    }
    assert!(
        unnoticed.is_empty(),
        "{unnoticed:?} of {} bytes",
        whole.len()
    );
}

#[test]
fn commands_encrypt_work_with_a_key_file_and_decrypt() {
    let place = Place::new();
    drop(filled(&Options::new(&place.db())));
    let key = place.path().join("key");
    std::fs::write(&key, "縁は異なもの\n").unwrap();
    let run = |args: &[&str]| {
        std::process::Command::new(env!("CARGO_BIN_EXE_enishi"))
            .args(args)
            .env_clear()
            .env("ENISHI_DB", place.db())
            .env("ENISHI_DATA", place.path().join("data"))
            .env("ENISHI_CONFIG", place.path().join("config"))
            .output()
            .unwrap()
    };
    let key = key.to_str().unwrap();
    assert!(
        !run(&["encrypt"]).status.success(),
        "nobody is there to be asked"
    );
    let done = run(&["encrypt", "--key-file", key]);
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    assert!(!holds(&place.db(), PLAIN));
    assert!(!run(&["verify"]).status.success());
    assert!(run(&["verify", "--key-file", key]).status.success());
    assert!(run(&["decrypt", "--key-file", key]).status.success());
    let done = run(&["verify"]);
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
}

#[test]
fn a_record_that_is_open_elsewhere_is_not_converted() {
    let place = Place::new();
    let plain = Options::new(&place.db());
    let mut open = filled(&plain);
    let refused = convert(&plain, Some(&Passphrase::new("合言葉")));
    assert!(matches!(refused, Err(StoreError::InUse(_))), "{refused:?}");
    open.commit(&pair("相沢", "s", "N-2", "o1"), at(9)).unwrap();
    drop(open);
    let names = std::fs::read_dir(place.path()).unwrap();
    let left: Vec<_> = names.map(|e| e.unwrap().file_name()).collect();
    assert!(
        !left
            .iter()
            .any(|n| n.to_string_lossy().contains("converting")),
        "{left:?}"
    );
    convert(&plain, Some(&Passphrase::new("合言葉"))).unwrap();
}

#[test]
fn what_lies_beside_an_encrypted_record_is_encrypted_too() {
    use enishi::store::{LogFilter, rescue};
    use std::io::BufReader;
    let (place, there) = (Place::new(), Place::new());
    let mut options = Options::new(&place.db());
    options.key = Some(Passphrase::new("合言葉"));
    let key = options.key.as_ref();
    let mut store = filled(&options);
    let named = |n: i64| {
        use enishi::domain::entity::Change;
        use enishi::domain::entity::Entity;
        use enishi::domain::entity::pairing::PairingChange;
        let mut draft = pair("相沢", "s", "N-1", "o1");
        let Entity::Pairing(id) = draft.changes[0].0.clone() else {
            panic!("a pairing");
        };
        let note = format!("{PLAIN} {n}");
        draft.changes = vec![(
            Entity::Pairing(id),
            Change::Pairing(PairingChange::Note { note: note.into() }),
        )];
        draft
    };
    // A fork and a rescue file.
    store.backup(&there.db()).unwrap();
    let mut clone = SqliteStore::open_with(&Options {
        path: there.db(),
        ..options.clone()
    })
    .unwrap()
    .store;
    store.commit(&named(1), at(5)).unwrap();
    clone.commit(&named(2), at(6)).unwrap();
    let mut lines = Vec::new();
    clone.export_ops(&mut lines).unwrap();
    let taken = store.import_ops(&mut BufReader::new(&lines[..])).unwrap();
    let fork = taken.forks[0].aside.clone().unwrap();
    let saved = place.path().join("enishi-rescue-20260101-000000.db");
    rescue::write_under(&saved, &[(at(7), named(3))], key).unwrap();
    for path in [&fork, &saved] {
        assert!(path.exists() && !holds(path, PLAIN), "{}", path.display());
        let others = std::fs::read_dir(path.parent().unwrap()).unwrap();
        let names: Vec<_> = others.map(|e| e.unwrap().file_name()).collect();
        assert!(
            !names.iter().any(|n| n.to_string_lossy().contains(".part")),
            "{names:?}"
        );
    }
    let wrong = Passphrase::new("ちがう");
    assert!(rescue::read_under(&saved, Some(&wrong)).is_err());
    let found = rescue::read_under(&saved, key).unwrap();
    rescue::take_in(&mut store, &found).unwrap();
    assert_eq!(store.log(&LogFilter::default()).unwrap().len(), 4);
    // Forgetting reaches them there, too.
    let by = ("相沢".into(), "求め".into());
    let roll = store.roll().unwrap();
    let them = roll.with_badge(&Sessions::All, &"001".into());
    let done = store
        .person_erase(&them[0], &Also::None, (&by.0, &by.1), at(9))
        .unwrap();
    assert!(done.left.is_empty(), "{:?}", done.left);
    let left = format!("{:?}", rescue::read_under(&saved, key).unwrap());
    assert!(!left.contains("太郎1"), "{left}");
    let bytes = enishi::store::sqlite::sidecar::read(&fork, key).unwrap();
    assert!(!String::from_utf8(bytes).unwrap().contains("太郎1"));
}
