//! What a verification finds.

use super::{filled, tamper};
use crate::store::Place;
use enishi::store::SqliteStore;
use enishi::store::sqlite::report::Fault;
use enishi::words::{Lang, Words};

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
        ("DELETE FROM attendee WHERE number = '002'", |f| {
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
