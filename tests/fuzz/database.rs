//! A damaged or hostile database file: refused, for looking only, or it opens and says honestly what does not hold.
//!
//! The bytes are orders for damaging a sound file, because bytes of a file alone would never get beyond its header:
//! a byte of switches, then orders of a byte each with what they need. With the switch `RAW` the rest is the file.

use super::record::{self, Seen, seen};
use super::scratch;
use enishi::store::sqlite::mirror::MirrorState;
use enishi::store::{Options, SqliteStore, Store};
use rusqlite::Connection;
use rusqlite::config::DbConfig;
use rusqlite::types::Value;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

/// Switches in the first byte.
const KILLED: u8 = 1;
const READ_ONLY: u8 = 2;
const MIRROR: u8 = 4;
const RAW: u8 = 8;

/// The most orders.
const MOST: usize = 12;
const PAGE: usize = 4096;

const TABLES: [&str; 22] = [
    "stream",
    "op",
    "meta",
    "note",
    "waiting",
    "action",
    "undoing",
    "erasure",
    "session",
    "need",
    "organisation",
    "attendee",
    "patent",
    "progress",
    "pairing",
    "pairing_person",
    "task",
    "task_dependency",
    "memo",
    "tie",
    "op",
    "stream",
];

/// What somebody may do to the tables themselves.
const HOSTILE: [&str; 16] = [
    "CREATE TRIGGER t AFTER INSERT ON op BEGIN DELETE FROM op WHERE ord = 1; END",
    "CREATE VIEW v AS SELECT 1",
    "DROP INDEX op_entity",
    "DROP INDEX op_hlc",
    "DROP TABLE note",
    "ALTER TABLE op ADD COLUMN more",
    "ALTER TABLE stream RENAME TO streams",
    "CREATE TABLE extra(x)",
    "CREATE UNIQUE INDEX only_one ON pairing(level)",
    "PRAGMA user_version = 0",
    "PRAGMA user_version = 2",
    "PRAGMA user_version = -1",
    "PRAGMA application_id = 0",
    "PRAGMA application_id = 7",
    "PRAGMA journal_mode = DELETE",
    "INSERT INTO waiting VALUES(zeroblob(16), 's-1', 9, zeroblob(32), 'not a line')",
];

/// A sound file, its log if it was killed, and a second copy.
struct Base {
    db: Vec<u8>,
    wal: Option<Vec<u8>>,
    mirror: Vec<u8>,
    truth: Seen,
}

fn base(killed: bool) -> &'static Base {
    static CLOSED: OnceLock<Base> = OnceLock::new();
    static LEFT: OnceLock<Base> = OnceLock::new();
    let cell = if killed { &LEFT } else { &CLOSED };
    cell.get_or_init(|| {
        let dir = scratch();
        let place = |name: &str| dir.path().join(name);
        let options = Options {
            mirror: Some(place("mirror.db")),
            ..Options::new(&place("enishi.db"))
        };
        let mut store = SqliteStore::open_with(&options).unwrap().store;
        let ours = record::ours();
        let mut lines = ours.lines.clone();
        if killed {
            // Some of it in the file, the rest in the log.
            store
                .import_ops(&mut record::text(&lines[..9]).as_bytes())
                .unwrap();
            drop(store);
            store = SqliteStore::open_with(&options).unwrap().store;
        }
        lines.extend(record::theirs().lines);
        store
            .import_ops(&mut record::text(&lines).as_bytes())
            .unwrap();
        store.set_note("draft", Some("半分")).unwrap();
        let truth = seen(&store).unwrap();
        let wal = killed.then(|| fs::read(place("enishi.db-wal")).unwrap());
        let db = killed.then(|| fs::read(place("enishi.db")).unwrap());
        drop(store);
        Base {
            db: db.unwrap_or_else(|| fs::read(place("enishi.db")).unwrap()),
            wal,
            mirror: fs::read(place("mirror.db")).unwrap(),
            truth,
        }
    })
}

/// Takes orders from the bytes.
struct Orders<'a>(&'a [u8]);

impl Orders<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    /// Three bytes, at most `under`.
    fn place(&mut self, under: usize) -> Option<usize> {
        let (a, b, c) = (self.byte()?, self.byte()?, self.byte()?);
        let at = usize::from(a) << 16 | usize::from(b) << 8 | usize::from(c);
        Some(at % under.max(1))
    }

    fn value(&mut self) -> Option<Value> {
        let kind = self.byte()?;
        let n = i64::from(self.byte()?);
        let len = usize::try_from(n).unwrap().min(self.0.len());
        let (bytes, rest) = self.0.split_at(len);
        Some(match kind % 6 {
            0 => Value::Null,
            1 => Value::Integer(n),
            2 => Value::Integer(i64::MAX - n),
            3 => Value::Integer(-n),
            4 => {
                self.0 = rest;
                Value::Text(String::from_utf8_lossy(bytes).into_owned())
            }
            _ => {
                self.0 = rest;
                Value::Blob(bytes.to_vec())
            }
        })
    }
}

/// A change of a byte.
fn byte(file: &mut [u8], at: usize, to: u8) {
    if let Some(byte) = file.get_mut(at) {
        *byte = if *byte == to { !to } else { to };
    }
}

/// Does the orders. How many there were.
fn damage(orders: &mut Orders<'_>, dir: &Path, base: &Base) -> usize {
    let db = dir.join("enishi.db");
    let wal = dir.join("enishi.db-wal");
    fs::write(&db, &base.db).unwrap();
    if let Some(bytes) = &base.wal {
        fs::write(&wal, bytes).unwrap();
    }
    let mut done = 0;
    while done < MOST
        && let Some(kind) = orders.byte()
    {
        let Some(()) = one(kind, orders, &db, &wal) else {
            break;
        };
        done += 1;
    }
    done
}

fn one(kind: u8, orders: &mut Orders<'_>, db: &Path, wal: &Path) -> Option<()> {
    let edit = |path: &Path, change: &mut dyn FnMut(&mut Vec<u8>)| {
        if let Ok(mut bytes) = fs::read(path) {
            change(&mut bytes);
            fs::write(path, bytes).unwrap();
        }
    };
    match kind % 8 {
        0 => {
            let (at, to) = (orders.place(1 << 24)?, orders.byte()?);
            edit(db, &mut |file| {
                let at = at % file.len().max(1);
                byte(file, at, to);
            });
        }
        1 => {
            let (page, inside, to) = (orders.byte()?, orders.byte()?, orders.byte()?);
            edit(db, &mut |file| {
                let pages = (file.len() / PAGE).max(1);
                byte(
                    file,
                    usize::from(page) % pages * PAGE + usize::from(inside),
                    to,
                );
            });
        }
        2 => {
            let (at, to) = (orders.place(1 << 24)?, orders.byte()?);
            edit(wal, &mut |file| {
                let at = at % file.len().max(1);
                byte(file, at, to);
            });
        }
        3 => {
            let (part, which) = (orders.byte()?, orders.byte()?);
            let path = if which % 2 == 0 { db } else { wal };
            edit(path, &mut |file| {
                file.truncate(file.len() * usize::from(part) / 256);
            });
        }
        4 | 5 => cell(orders, db)?,
        6 => {
            let (table, row) = (orders.byte()?, orders.byte()?);
            with(db, |raw| {
                let table = TABLES[usize::from(table) % TABLES.len()];
                let row = nth(raw, table, row)?;
                let sql = format!("DELETE FROM {table} WHERE {}", row.0);
                raw.execute(&sql, rusqlite::params_from_iter(row.1)).ok()
            });
        }
        _ => {
            let sql = HOSTILE[usize::from(orders.byte()?) % HOSTILE.len()];
            with(db, |raw| raw.execute_batch(sql).ok());
        }
    }
    Some(())
}

/// Writes something into a cell.
fn cell(orders: &mut Orders<'_>, db: &Path) -> Option<()> {
    let (table, row, column) = (orders.byte()?, orders.byte()?, orders.byte()?);
    let value = orders.value()?;
    with(db, |raw| {
        let table = TABLES[usize::from(table) % TABLES.len()];
        let (place, mut keys, columns) = nth(raw, table, row)?;
        let column = &columns[usize::from(column) % columns.len()];
        keys.push(value.clone());
        let sql = format!(
            "UPDATE {table} SET {column} = ?{} WHERE {place}",
            keys.len()
        );
        raw.execute(&sql, rusqlite::params_from_iter(keys)).ok()
    });
    Some(())
}

type Place = (String, Vec<Value>, Vec<String>);

/// The condition that finds a row, what it asks for, and the columns of the table.
fn nth(raw: &Connection, table: &str, row: u8) -> Option<Place> {
    let mut select = raw.prepare(&format!("SELECT * FROM {table}")).ok()?;
    let columns: Vec<String> = select.column_names().map(ToString::to_string).collect();
    let rows = select.query_map([], |row| {
        (0..columns.len())
            .map(|i| row.get(i))
            .collect::<Result<Vec<Value>, _>>()
    });
    let rows: Vec<Vec<Value>> = rows.ok()?.filter_map(Result::ok).collect();
    let found = rows.get(usize::from(row) % rows.len().max(1))?.clone();
    let each = columns.iter().enumerate();
    let asked: Vec<String> = each.map(|(n, c)| format!("{c} IS ?{}", n + 1)).collect();
    Some((asked.join(" AND "), found, columns))
}

/// The file as a stranger's program opens it, without any of our care.
fn with<T>(db: &Path, change: impl FnOnce(&Connection) -> Option<T>) {
    let Ok(raw) = Connection::open(db) else {
        return;
    };
    let _ = raw.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true);
    let _ = raw.execute_batch(
        "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; PRAGMA synchronous = OFF",
    );
    change(&raw);
}

/// A byte of switches and orders.
pub(crate) fn run(data: &[u8]) {
    let Some((switches, rest)) = data.split_first() else {
        return;
    };
    let base = base(switches & KILLED != 0);
    let dir = scratch();
    let db = dir.path().join("enishi.db");
    let mut done = 0;
    if switches & RAW == 0 {
        done = damage(&mut Orders(rest), dir.path(), base);
    } else {
        fs::write(&db, rest).unwrap();
    }
    let mut options = Options {
        read_only: switches & READ_ONLY != 0,
        ..Options::new(&db)
    };
    if switches & MIRROR != 0 && switches & RAW == 0 {
        let mirror = dir.path().join("mirror.db");
        fs::write(&mirror, &base.mirror).unwrap();
        options.mirror = Some(mirror);
    }
    // A file of no bytes looks as if it had just been made; what was in it, only a second copy knows.
    let emptied = fs::read(&db).is_ok_and(|file| file.is_empty());
    let Ok(opened) = SqliteStore::open_with(&options) else {
        return;
    };
    let foreign = switches & RAW != 0 || emptied && options.mirror.is_none();
    judge(opened.store, base, (done, foreign));
}

fn judge(mut store: SqliteStore, base: &Base, (done, foreign): (usize, bool)) {
    let shown = seen(&store);
    let _ = (store.recent_sessions(), store.head(), store.note("draft"));
    let Ok(report) = store.verify() else {
        return after_all(&mut store);
    };
    if !report.faults.is_empty() {
        return after_all(&mut store);
    }
    let shown = shown.expect("a record that verifies can be read");
    let compared = *store.mirror_state() == MirrorState::Equal;
    // Several changes together may take away whole streams, or the end of one with its head, and only a second copy
    // knows of them; one change alone is noticed.
    if !foreign && (compared || done <= 1 && base.wal.is_none()) {
        assert_eq!(
            shown.log, base.truth.log,
            "what was changed was not noticed"
        );
        assert_eq!(
            shown.book, base.truth.book,
            "what was changed was not noticed"
        );
    }
    if !store.is_read_only() {
        record::goes_on(&mut store);
        store.import_ops(&mut &b""[..]).unwrap();
        let copy = store.path().with_file_name("copy.db");
        store.backup(&copy).unwrap();
    }
}

/// Whatever is tried with a damaged record, nothing panics.
fn after_all(store: &mut SqliteStore) {
    let _ = store.commit(&record::draft(), record::later());
    let _ = store.undo(&"後の人".into(), record::later());
    let _ = store.import_ops(&mut record::text(&record::theirs().lines).as_bytes());
    let _ = store.rebuild();
    let _ = store.verify();
    let _ = seen(store);
}

/// One order of each kind, on each kind of file.
pub(crate) fn seeds() -> Vec<Vec<u8>> {
    let orders: [&[u8]; 14] = [
        &[],
        &[0, 0, 40, 7, 255],
        &[1, 3, 4, 0],
        &[2, 0, 16, 60, 1],
        &[3, 200, 0],
        &[3, 128, 1],
        &[4, 1, 3, 6, 4, 3, b'a', b'b', b'c'],
        &[4, 1, 5, 11, 4, 2, b'{', b'}'],
        &[4, 0, 0, 3, 1, 5],
        &[5, 14, 1, 4, 4, 1, b'x'],
        &[6, 1, 2],
        &[6, 5, 0, 6, 6, 0],
        &[7, 0],
        &[7, 4],
    ];
    let mut found = Vec::new();
    for switches in [0, KILLED, READ_ONLY, MIRROR, KILLED | MIRROR] {
        found.extend(orders.iter().map(|o| [&[switches], *o].concat()));
    }
    found.push([&[RAW], &base(false).db[..PAGE]].concat());
    found
}
