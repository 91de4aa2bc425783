//! The file of the record: opening, the second copy, backups, verification.

use crate::store::{Place, at, load, pair, session};
use enishi::store::sqlite::backup;
use enishi::store::sqlite::verify::Fault;
use enishi::store::{Draft, Notice, Options, Scope, SqliteStore, Store, StoreError};
use enishi::words::{Lang, Words};
use rusqlite::Connection;
use std::path::Path;

fn filled(path: &Path) -> SqliteStore {
    let mut store = SqliteStore::open(path).unwrap();
    store.commit(&load("相沢", session("s", 3)), at(0)).unwrap();
    for (n, org) in ["o1", "o2", "o3"].into_iter().enumerate() {
        let now = at(1 + i64::try_from(n).unwrap());
        store.commit(&pair("相沢", "s", "N-1", org), now).unwrap();
    }
    store.undo(&"相沢".into(), at(9)).unwrap().unwrap();
    store
}

/// Changes the file behind the back of the program, as somebody with another tool would.
pub(crate) fn tamper(path: &Path, sql: &str) {
    let db = Connection::open(path).unwrap();
    db.execute_batch(sql).unwrap();
}

#[test]
fn a_whole_record_verifies_and_a_changed_one_names_what_was_changed() {
    type Expected = fn(&Fault) -> bool;
    let cases: [(&str, Expected); 8] = [
        (
            "UPDATE op SET body = replace(body, '001', '002') WHERE seq = 2",
            |f| {
                matches!(
                    f,
                    Fault::Op {
                        seq: 2,
                        what: "payload",
                        ..
                    }
                )
            },
        ),
        ("UPDATE op SET actor = '偽名' WHERE seq = 3", |f| {
            matches!(
                f,
                Fault::Op {
                    seq: 3,
                    what: "header",
                    ..
                }
            )
        }),
        ("DELETE FROM op WHERE seq = 3", |f| {
            matches!(
                f,
                Fault::Op {
                    seq: 3,
                    what: "missing",
                    ..
                }
            )
        }),
        ("DELETE FROM op WHERE seq = 5", |f| {
            matches!(
                f,
                Fault::Op {
                    seq: 4,
                    what: "head",
                    ..
                }
            )
        }),
        (
            "UPDATE pairing SET level = '見送り' WHERE org = 'o2'",
            |f| matches!(f, Fault::Row { table: "pairing", row } if row.starts_with("s/N-1/o2")),
        ),
        ("DELETE FROM attendee WHERE badge = '002'", |f| {
            matches!(
                f,
                Fault::Row {
                    table: "attendee",
                    ..
                }
            )
        }),
        ("UPDATE action SET off = 0", |f| {
            matches!(
                f,
                Fault::Row {
                    table: "action",
                    ..
                }
            )
        }),
        ("CREATE TABLE extra(a)", |f| matches!(f, Fault::File(_))),
    ];
    for (sql, expected) in cases {
        let place = Place::new();
        let store = filled(&place.db());
        let report = store.verify().unwrap();
        assert_eq!(report.faults, [], "before {sql}");
        assert_eq!((report.ops, report.streams), (5, 1));
        drop(store);
        tamper(&place.db(), sql);
        let faults = SqliteStore::open(&place.db())
            .unwrap()
            .verify()
            .unwrap()
            .faults;
        assert!(faults.iter().any(expected), "{sql}: {faults:?}");
        let words = Words::new(Lang::Ja);
        assert!(faults.iter().all(|f| !f.explain(&words).is_empty()));
    }
}

#[test]
fn a_file_of_somebody_else_is_refused_and_left_alone() {
    let place = Place::new();
    tamper(&place.db(), "CREATE TABLE a(b); PRAGMA user_version = 7;");
    let before = std::fs::read(place.db()).unwrap();
    let refused = SqliteStore::open(&place.db());
    assert!(
        matches!(refused, Err(StoreError::Foreign(_))),
        "{refused:?}"
    );
    assert_eq!(std::fs::read(place.db()).unwrap(), before);

    std::fs::write(place.db(), "これはデータベースではありません。".repeat(99)).unwrap();
    let refused = SqliteStore::open(&place.db());
    assert!(
        matches!(refused, Err(StoreError::Foreign(_))),
        "{refused:?}"
    );
    let noise: Vec<u8> = (0..9000_u32)
        .map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes()[0] | 0x80)
        .collect();
    std::fs::write(place.db(), noise).unwrap();
    let refused = SqliteStore::open(&place.db());
    let key = matches!(refused, Err(StoreError::WrongKey(_)));
    assert!(
        key,
        "what cannot be told from an encrypted file is not called damaged: {refused:?}"
    );

    let place = Place::new();
    drop(filled(&place.db()));
    tamper(
        &place.db(),
        "CREATE TRIGGER t AFTER INSERT ON op BEGIN DELETE FROM op; END;",
    );
    let refused = SqliteStore::open(&place.db());
    assert!(
        matches!(refused, Err(StoreError::Foreign(_))),
        "{refused:?}"
    );
}

#[test]
fn a_newer_record_is_shown_and_never_written() {
    let place = Place::new();
    drop(filled(&place.db()));
    tamper(&place.db(), "PRAGMA user_version = 999");
    let opened = SqliteStore::open_with(&Options::new(&place.db())).unwrap();
    assert!(opened.notices.contains(&Notice::Newer));
    let mut store = opened.store;
    assert_eq!(store.book(&Scope::All).unwrap().pairings.len(), 2);
    let refused = store.commit(&pair("相沢", "s", "N-1", "o9"), at(20));
    assert!(
        matches!(refused, Err(StoreError::Newer { found: 999, .. })),
        "{refused:?}"
    );
    assert!(store.is_read_only());
}

#[cfg(unix)]
#[test]
fn nobody_else_reads_the_record_and_links_are_refused() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let place = Place::new();
    let folder = place.path().join("new").join("folder");
    let path = folder.join("enishi.db");
    let store = filled(&path);
    assert_eq!((mode(&folder), mode(&path)), (0o700, 0o600));
    assert_eq!(mode(&folder.join("enishi.db-wal")), 0o600);
    let copy = folder.join("copy.db");
    store.backup(&copy).unwrap();
    assert_eq!(mode(&copy), 0o600);
    drop(store);
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
    drop(SqliteStore::open(&path).unwrap());
    assert_eq!(mode(&path), 0o600, "taken away from others again");

    let link = folder.join("link.db");
    std::os::unix::fs::symlink(&path, &link).unwrap();
    let refused = SqliteStore::open(&link);
    assert!(
        matches!(refused, Err(StoreError::NotRegular(_))),
        "{refused:?}"
    );
    let target = folder.join("elsewhere-wal");
    std::fs::write(&target, "").unwrap();
    std::os::unix::fs::symlink(&target, folder.join("copy.db-wal")).unwrap();
    let refused = SqliteStore::open(&copy);
    assert!(
        matches!(refused, Err(StoreError::NotRegular(_))),
        "{refused:?}"
    );
    let refused = SqliteStore::open(&folder);
    assert!(
        matches!(refused, Err(StoreError::NotRegular(_))),
        "{refused:?}"
    );
    let refused = SqliteStore::open(Path::new("/dev/null"));
    assert!(
        matches!(refused, Err(StoreError::NotRegular(_))),
        "{refused:?}"
    );
}

#[cfg(unix)]
#[test]
fn a_file_without_write_permission_is_for_looking_only() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    drop(filled(&place.db()));
    std::fs::set_permissions(place.db(), std::fs::Permissions::from_mode(0o444)).unwrap();
    let opened = SqliteStore::open_with(&Options::new(&place.db())).unwrap();
    assert!(opened.notices.contains(&Notice::ReadOnly));
    let mut store = opened.store;
    assert_eq!(store.book(&Scope::All).unwrap().pairings.len(), 2);
    let refused = store.commit(&pair("相沢", "s", "N-1", "o9"), at(20));
    assert!(
        matches!(refused, Err(StoreError::ReadOnly(_))),
        "{refused:?}"
    );
}

#[cfg(unix)]
#[test]
fn a_file_replaced_under_the_program_takes_nothing_more() {
    let place = Place::new();
    let mut store = filled(&place.db());
    let copy = place.path().join("copy.db");
    store.backup(&copy).unwrap();
    std::fs::rename(&copy, place.db()).unwrap();
    let refused = store.commit(&pair("相沢", "s", "N-1", "o9"), at(20));
    assert!(matches!(refused, Err(StoreError::Moved(_))), "{refused:?}");
}

#[test]
fn a_copied_record_goes_on_as_somebody_else() {
    let place = Place::new();
    let mut options = Options::new(&place.db());
    options.machine = Some("laptop-1".to_owned());
    let first = SqliteStore::open_with(&options).unwrap();
    let device = first.store.device();
    drop(first);
    let again = SqliteStore::open_with(&options).unwrap();
    assert_eq!(again.store.device(), device);
    drop(again);
    options.machine = Some("laptop-2".to_owned());
    let other = SqliteStore::open_with(&options).unwrap();
    assert_ne!(other.store.device(), device);
    assert!(other.notices.contains(&Notice::NewIncarnation));
    drop(other);
    let copy = place.path().join("copy.db");
    std::fs::copy(place.db(), &copy).unwrap();
    options.path = copy;
    let copied = SqliteStore::open_with(&options).unwrap();
    assert!(copied.notices.contains(&Notice::NewIncarnation));
}

#[test]
fn a_restored_backup_keeps_the_replaced_file_and_writes_as_somebody_new() {
    let place = Place::new();
    let mut store = filled(&place.db());
    let folder = place.path().join("backups");
    let copy = store.rotate(&folder, at(10)).unwrap().unwrap();
    assert_eq!(
        store.rotate(&folder, at(11)).unwrap(),
        None,
        "nothing changed since"
    );
    let device = store.device();
    let then = store.book(&Scope::All).unwrap();
    store
        .commit(&pair("相沢", "s", "N-1", "late"), at(12))
        .unwrap();
    assert!(store.rotate(&folder, at(13)).unwrap().is_some());
    drop(store);
    let restored = backup::restore(&Options::new(&place.db()), &copy).unwrap();
    let store = SqliteStore::open(&place.db()).unwrap();
    assert_eq!(store.book(&Scope::All).unwrap(), then);
    assert_ne!(store.device(), device);
    let kept = SqliteStore::open(&restored.kept.unwrap()).unwrap();
    assert_eq!(kept.book(&Scope::All).unwrap().pairings.len(), 3);

    std::fs::write(&copy, [7; 9000]).unwrap();
    assert!(backup::restore(&Options::new(&place.db()), &copy).is_err());
    assert_eq!(
        store.book(&Scope::All).unwrap(),
        then,
        "a bad backup changes nothing"
    );
}

#[test]
fn unsaved_actions_survive_in_a_rescue_file_and_are_taken_in_once() {
    let place = Place::new();
    let mut store = SqliteStore::open(&place.db()).unwrap();
    let unsaved: Vec<(jiff::Timestamp, Draft)> = vec![
        (at(1), pair("相沢", "s", "N-1", "o1")),
        (at(2), pair("相沢", "s", "N-2", "o1")),
    ];
    let path = place.path().join("rescue.jsonl");
    enishi::store::rescue::write(&path, &unsaved).unwrap();
    let found = enishi::store::rescue::read(&path).unwrap();
    assert_eq!(found[0].1.changes, unsaved[0].1.changes);
    enishi::store::rescue::take_in(&mut store, &found).unwrap();
    enishi::store::rescue::take_in(&mut store, &found).unwrap();
    assert_eq!(store.head().unwrap().0, 2);
}

#[test]
fn every_error_says_something_in_both_languages() {
    let errors = [
        StoreError::Busy,
        StoreError::Full,
        StoreError::SyncFailed,
        StoreError::ReadOnly("a".into()),
        StoreError::Damaged("\u{1b}[31m".into()),
        StoreError::Moved("a".into()),
        StoreError::BadInput {
            line: 3,
            detail: "x".into(),
        },
    ];
    for lang in [Lang::Ja, Lang::En] {
        let words = Words::new(lang);
        for error in &errors {
            let text = error.explain(&words);
            assert!(!text.is_empty() && !text.contains('\u{1b}'), "{text}");
        }
    }
}

#[test]
fn a_record_folded_by_another_program_is_folded_anew() {
    let place = Place::new();
    let store = filled(&place.db());
    let book = store.book(&Scope::All).unwrap();
    drop(store);
    tamper(
        &place.db(),
        "UPDATE meta SET value = '0' WHERE key = 'fold'; DELETE FROM pairing; DELETE FROM action;",
    );
    let store = SqliteStore::open(&place.db()).unwrap();
    assert_eq!(store.book(&Scope::All).unwrap(), book);
    assert_eq!(store.verify().unwrap().faults, []);
}

#[test]
fn a_synchronised_folder_is_warned_of() {
    let place = Place::new();
    let folder = place.path().join("OneDrive - 架空病院").join("enishi");
    let opened = SqliteStore::open_with(&Options::new(&folder.join("enishi.db"))).unwrap();
    assert!(
        matches!(&opened.notices[..], [Notice::SyncedFolder(name)] if name == "OneDrive - 架空病院"),
        "{:?}",
        opened.notices
    );
    let words = Words::new(Lang::Ja);
    let said = opened.notices[0].explain(&words);
    assert!(
        said.contains("OneDrive") && said.contains("移して"),
        "{said}"
    );
    assert!(opened.notices[0].is_grave(), "it stays until it is read");
}

#[test]
fn the_library_is_one_that_two_writers_cannot_break() {
    // Below 3.51.3 two connections that write and checkpoint at once may corrupt the file; opening asserts the same.
    assert!(rusqlite::version_number() >= 3_051_003);
}
