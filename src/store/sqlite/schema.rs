//! The tables, and the steps from one version of them to the next.

use super::super::StoreError;
use rusqlite::Connection;

/// `ENSH`: says to `file` and to us whose database this is.
pub(crate) const APPLICATION_ID: i64 = 0x454E_5348;

/// One step per version: `STEPS[n]` leads from version `n` to `n + 1`. A step that has been released is never changed.
const STEPS: &[&str] = &[include_str!("schema-1.sql")];

/// The version this program writes.
pub(crate) const VERSION: i64 = 1;

/// Counted up whenever the same ops fold into other rows than before: a record folded by an older program is then
/// rebuilt when it is opened.
pub(crate) const FOLD: &str = "1";

/// The tables that are folded from the ops, with all their columns in order: for rebuilding and comparing.
pub(crate) const TABLES: &[(&str, &str, &str)] = &[
    (
        "action",
        "SELECT * FROM action ORDER BY id",
        "DELETE FROM action",
    ),
    (
        "undoing",
        "SELECT * FROM undoing ORDER BY target, action",
        "DELETE FROM undoing",
    ),
    (
        "erasure",
        "SELECT * FROM erasure ORDER BY device, scope, seq",
        "DELETE FROM erasure",
    ),
    (
        "session",
        "SELECT * FROM session ORDER BY id",
        "DELETE FROM session",
    ),
    (
        "need",
        "SELECT * FROM need ORDER BY session, position",
        "DELETE FROM need",
    ),
    (
        "organisation",
        "SELECT * FROM organisation ORDER BY session, position",
        "DELETE FROM organisation",
    ),
    (
        "attendee",
        "SELECT * FROM attendee ORDER BY session, position",
        "DELETE FROM attendee",
    ),
    (
        "patent",
        "SELECT * FROM patent ORDER BY session, position",
        "DELETE FROM patent",
    ),
    (
        "progress",
        "SELECT * FROM progress ORDER BY session",
        "DELETE FROM progress",
    ),
    (
        "pairing",
        "SELECT * FROM pairing ORDER BY id",
        "DELETE FROM pairing",
    ),
    (
        "pairing_person",
        "SELECT * FROM pairing_person ORDER BY pairing, position",
        "DELETE FROM pairing_person",
    ),
    ("task", "SELECT * FROM task ORDER BY id", "DELETE FROM task"),
    (
        "task_dependency",
        "SELECT * FROM task_dependency ORDER BY task, position",
        "DELETE FROM task_dependency",
    ),
    (
        "memo",
        "SELECT * FROM memo ORDER BY session, id",
        "DELETE FROM memo",
    ),
    (
        "tie",
        "SELECT * FROM tie ORDER BY session, need, doc",
        "DELETE FROM tie",
    ),
];

/// The version of the tables in a file; 0: none yet.
pub(crate) fn version(db: &Connection) -> Result<i64, StoreError> {
    Ok(db.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Brings the tables to [`VERSION`], in one transaction. Another program that does the same at the same time waits and
/// then finds it done.
pub(crate) fn upgrade(db: &mut Connection) -> Result<(), StoreError> {
    if version(db)? == VERSION {
        // Nothing to write, and no lock to wait for.
        return Ok(());
    }
    upgrade_by(db, STEPS)
}

fn upgrade_by(db: &mut Connection, steps: &[&str]) -> Result<(), StoreError> {
    let tx = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let from = usize::try_from(version(&tx)?).unwrap_or(usize::MAX);
    for step in steps.iter().skip(from) {
        tx.execute_batch(step)?;
    }
    if from < steps.len() {
        tx.pragma_update(None, "application_id", APPLICATION_ID)?;
        tx.pragma_update(
            None,
            "user_version",
            i64::try_from(steps.len()).unwrap_or(VERSION),
        )?;
    }
    tx.commit()?;
    if from < steps.len() {
        // Into the file itself: damage to the WAL then costs ops, which the second copy has, and not the tables.
        db.pragma_update_and_check(None, "wal_checkpoint", "TRUNCATE", |_| Ok(()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_a_step_for_every_version() {
        assert_eq!(i64::try_from(STEPS.len()), Ok(VERSION));
    }

    #[test]
    fn every_earlier_version_comes_to_the_newest_and_a_broken_step_changes_nothing() {
        let steps = [
            "CREATE TABLE a(x)",
            "ALTER TABLE a ADD COLUMN y",
            "CREATE INDEX i ON a(y)",
        ];
        for from in 0..=steps.len() {
            let mut db = Connection::open_in_memory().unwrap();
            upgrade_by(&mut db, &steps[..from]).unwrap();
            upgrade_by(&mut db, &steps).unwrap();
            assert_eq!(version(&db).unwrap(), 3);
            db.execute("INSERT INTO a(x, y) VALUES(1, 2)", []).unwrap();
        }
        let mut db = Connection::open_in_memory().unwrap();
        upgrade_by(&mut db, &steps[..1]).unwrap();
        let broken = [steps[0], "CREATE TABLE b(x)", "not a step"];
        assert!(upgrade_by(&mut db, &broken).is_err());
        assert_eq!(version(&db).unwrap(), 1);
        assert!(
            db.prepare("SELECT * FROM b").is_err(),
            "half of a step stayed"
        );
    }
}
