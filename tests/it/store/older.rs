//! The record of an older build. `older/` holds what the last build before the entities became files of their own wrote:
//! a database (every kind of op, with undo, redo, an erased person and a purged session), its export, its export from
//! before the erasures, the rows of its tables as SQLite gives them, and what it said of every op.

use crate::store::{Place, at};
use enishi::domain::entity::{ALL, Change};
use enishi::store::{LogFilter, MemoryStore, Sessions, SqliteStore, Store, chain, line};
use enishi::text::Clean;
use enishi::view::sentence;
use enishi::words::{Lang, Words};
use rusqlite::types::Value as Column;
use rusqlite::{Connection, OpenFlags};
use ruzstd::decoding::StreamingDecoder;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::Path;

fn unpacked(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/store/older");
    let packed = std::fs::read(folder.join(name)).unwrap();
    let mut bytes = Vec::new();
    StreamingDecoder::new(packed.as_slice())
        .unwrap()
        .read_to_end(&mut bytes)
        .unwrap();
    bytes
}

fn record(place: &Place) -> SqliteStore {
    std::fs::write(place.db(), unpacked("record.db.zst")).unwrap();
    SqliteStore::open(&place.db()).unwrap()
}

/// Every table that `like` names, as SQLite gives it.
fn rows(path: &Path, like: &BTreeMap<String, Vec<Value>>) -> BTreeMap<String, Vec<Value>> {
    let db = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let shown = |column: Column| match column {
        Column::Null => Value::Null,
        Column::Integer(n) => n.into(),
        Column::Real(n) => n.into(),
        Column::Text(text) => text.into(),
        Column::Blob(bytes) => {
            let hex: Vec<String> = bytes.iter().map(|b| format!("{b:02x}")).collect();
            hex.concat().into()
        }
    };
    let table = |name: &String| {
        let mut select = db.prepare(&format!("SELECT * FROM {name}")).unwrap();
        let width = select.column_count();
        let mut found: Vec<Value> = select
            .query_map([], |row| {
                let columns: Result<Vec<Value>, _> =
                    (0..width).map(|i| row.get(i).map(shown)).collect();
                columns.map(Value::Array)
            })
            .unwrap()
            .map(Result::unwrap)
            .collect();
        found.sort_by_key(ToString::to_string);
        found
    };
    like.keys()
        .map(|name| (name.clone(), table(name)))
        .collect()
}

#[test]
fn the_record_of_an_older_build_opens_verifies_and_folds_to_the_same_rows() {
    let mut golden: BTreeMap<String, Vec<Value>> =
        serde_json::from_slice(&unpacked("rows.json.zst")).unwrap();
    // No need was set aside by it, and none presented together with another one.
    for row in golden.get_mut("progress").unwrap() {
        let row = row.as_array_mut().unwrap();
        row.extend(["{}".into(), "[]".into()]);
    }
    for rows in golden.values_mut() {
        rows.sort_by_key(ToString::to_string);
    }
    // What was prepared stands in other tables now; put together it says the same.
    let prepared = ["session", "need", "organisation", "attendee", "patent"];
    let prepared = prepared.map(|name| golden.remove(name).unwrap_or_default());
    let place = Place::new();
    let mut store = record(&place);
    let report = store.verify().unwrap();
    assert_eq!((report.faults, report.ops), (vec![], 76));
    let book = store.book(&Sessions::All).unwrap();
    assert_eq!(book.sessions.len(), prepared[0].len());
    for row in &prepared[0] {
        let id = Clean::line(row[0].as_str().unwrap());
        let was: Value = serde_json::from_str(row[4].as_str().unwrap()).unwrap();
        assert_eq!(serde_json::to_value(&book.sessions[&id]).unwrap(), was);
    }
    let counts = [
        book.needs.len(),
        book.organisations.len(),
        book.attendees.len(),
        book.patents.len(),
    ];
    let was: Vec<usize> = prepared[1..].iter().map(Vec::len).collect();
    assert!(
        counts.iter().zip(&was).all(|(now, was)| now >= was),
        "{counts:?}"
    );
    // What each person of a pairing was recorded with is folded from the same ops.
    let rows = || {
        let mut rows = rows(&place.db(), &golden);
        for row in rows.get_mut("pairing").unwrap() {
            let row = row.as_array_mut().unwrap();
            // Nothing was known of a project then.
            let project = row.split_off(row.len() - 3);
            assert_eq!(project, ["{}", "{}", ""]);
            row.pop();
        }
        // What is known of a task besides came later.
        for row in rows.get_mut("task").unwrap() {
            let details = row.as_array_mut().unwrap().pop();
            assert!(details.is_some());
        }
        rows
    };
    assert_eq!(rows(), golden);
    store.rebuild().unwrap();
    assert_eq!(rows(), golden, "folded anew");
    let recorded: BTreeSet<String> = (store.log(&LogFilter::default()).unwrap().iter())
        .map(|entry| entry.op.change.kind().to_owned())
        .collect();
    let kinds = ALL.iter().flat_map(|about| about.kinds);
    let of_this_build: BTreeSet<String> = recorded
        .iter()
        .filter(|kind| !["action-undone", "content-erased", "table-moved"].contains(&kind.as_str()))
        .cloned()
        .collect();
    let known: BTreeSet<String> = kinds.map(|kind| kind.name.to_owned()).collect();
    assert!(of_this_build.is_subset(&known), "{of_this_build:?}");
    assert_eq!(recorded.len(), 16, "{recorded:?}");
}

#[test]
fn the_ops_of_an_older_build_come_in_and_go_out_as_they_are() {
    let text = unpacked("ops.jsonl.zst");
    let (here, there) = (Place::new(), Place::new());
    let mut store = SqliteStore::open(&here.db()).unwrap();
    assert_eq!(store.import_ops(&mut text.as_slice()).unwrap().new, 76);
    assert_eq!(store.verify().unwrap().faults, []);
    let older = record(&there);
    assert_eq!(
        store.book(&Sessions::All).unwrap(),
        older.book(&Sessions::All).unwrap()
    );
    let mut again = Vec::new();
    store.export_ops(&mut again).unwrap();
    assert!(again == text, "byte for byte");
    let mut model = MemoryStore::new(store.device());
    let log = store.log(&LogFilter::default()).unwrap();
    model.merge(log.into_iter().map(|entry| entry.op));
    assert_eq!(
        model.book(&Sessions::All).unwrap(),
        store.book(&Sessions::All).unwrap()
    );
}

#[test]
fn payloads_are_written_as_an_older_build_wrote_them() {
    let text = unpacked("before.jsonl.zst");
    let ops = line::read_all(&mut text.as_slice()).unwrap();
    assert!(ops.len() > 60);
    for (_, op) in ops {
        let (_, body) = op.content.clone().expect("nothing is erased yet");
        let opened = op.open(None);
        assert_eq!(chain::body_text(&opened.change).unwrap(), body);
        assert_eq!(opened.change.kind(), op.kind);
        assert_eq!(opened.entity.to_string(), op.entity);
        let is_unknown = matches!(opened.change, Change::Unknown { .. });
        assert_eq!(is_unknown, op.kind == "table-moved");
    }
}

#[test]
fn ops_are_told_as_an_older_build_told_them() {
    let golden: BTreeMap<String, Vec<(String, String)>> =
        serde_json::from_str(include_str!("older/sentences.json")).unwrap();
    let place = Place::new();
    let store = record(&place);
    let book = store.book(&Sessions::All).unwrap();
    let log = store.log(&LogFilter::default()).unwrap();
    for lang in [Lang::Ja, Lang::En] {
        let words = Words::new(lang);
        let told: Vec<(String, String)> = (log.iter())
            .map(|entry| {
                let full = sentence::full(&words, &book, &entry.op);
                (sentence::short(&words, &book, &entry.op), full.to_string())
            })
            .collect();
        assert_eq!(told, golden[lang.code()]);
    }
}

#[test]
fn a_purge_leaves_no_free_text_of_an_older_build_not_even_of_ops_nobody_knows() {
    let place = Place::new();
    let mut store = SqliteStore::open(&place.db()).unwrap();
    let text = unpacked("before.jsonl.zst");
    store.import_ops(&mut text.as_slice()).unwrap();
    let traces = [
        "田中さん",
        "窓ぎわ",
        "落とし物",
        "法務へ",
        "予算の返事",
        "小野寺 誠",
    ];
    let held = |trace: &str| {
        let bytes = std::fs::read(place.db()).unwrap();
        let wal = std::fs::read(place.path().join("enishi.db-wal")).unwrap_or_default();
        let holds = |b: &[u8]| b.windows(trace.len()).any(|w| w == trace.as_bytes());
        holds(&bytes) || holds(&wal)
    };
    assert!(traces.iter().all(|trace| held(trace)));
    let before = store.book(&Sessions::All).unwrap();
    for session in before.sessions.keys() {
        store
            .purge(session, (&"相沢".into(), &"保存期間の終わり".into()), at(9))
            .unwrap();
    }
    for trace in traces {
        assert!(!held(trace), "{trace}");
    }
    assert_eq!(store.verify().unwrap().faults, []);
    let after = store.book(&Sessions::All).unwrap();
    assert_eq!(after.pairings.len(), before.pairings.len());
    assert_eq!(after.tasks.len(), before.tasks.len());
    let log = store.log(&LogFilter::default()).unwrap();
    let unknown: Vec<_> = (log.iter())
        .filter(|entry| entry.op.change.kind() == "table-moved")
        .collect();
    assert_eq!(unknown.len(), 2, "the name stays");
    assert!(
        unknown
            .iter()
            .all(|e| e.op.change.body().unwrap().is_null())
    );
    // The next purge finds nothing more to do.
    let again = before.sessions.keys().next().unwrap();
    let done = store.purge(again, (&"相沢".into(), &"もう一度".into()), at(10));
    assert_eq!(done.unwrap().ops, 0);
}
