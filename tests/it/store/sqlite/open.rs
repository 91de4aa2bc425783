//! The file of the record: opening, the second copy, backups, verification.

use super::{filled, tamper};
use crate::store::{Place, at, pair};
use enishi::store::{Notice, Options, Sessions, SqliteStore, Store, StoreError};
use enishi::words::{Lang, Words};
#[cfg(unix)]
use std::path::Path;

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
    assert_eq!(store.book(&Sessions::All).unwrap().pairings.len(), 2);
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
    assert_eq!(store.book(&Sessions::All).unwrap().pairings.len(), 2);
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
fn a_record_folded_by_another_program_is_folded_anew() {
    let place = Place::new();
    let store = filled(&place.db());
    let book = store.book(&Sessions::All).unwrap();
    drop(store);
    tamper(
        &place.db(),
        "UPDATE meta SET value = '0' WHERE key = 'fold'; DELETE FROM pairing; DELETE FROM action;",
    );
    let store = SqliteStore::open(&place.db()).unwrap();
    assert_eq!(store.book(&Sessions::All).unwrap(), book);
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
