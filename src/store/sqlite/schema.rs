//! The tables, and the steps from one version of them to the next.

use super::super::StoreError;
use rusqlite::Connection;

/// `ENSH`: says to `file` and to us whose database this is.
pub(crate) const APPLICATION_ID: i64 = 0x454E_5348;

/// One step per version: `STEPS[n]` leads from version `n` to `n + 1`. A step that has been released is never changed. The
/// tables of a new kind of thing are a new step.
const STEPS: &[&str] = &[
    // A line for each.
    include_str!("schema-1.sql"),
    include_str!("schema-2.sql"),
    include_str!("schema-3.sql"),
    include_str!("schema-4.sql"),
    include_str!("schema-5.sql"),
    include_str!("schema-6.sql"),
    include_str!("schema-7.sql"),
    include_str!("schema-8.sql"),
];

/// The version this program writes.
#[expect(
    clippy::cast_possible_wrap,
    reason = "a count of steps; there is no const conversion that checks"
)]
pub(crate) const VERSION: i64 = STEPS.len() as i64;

/// The first version in which an op may stand under another key than its author wrote.
pub(crate) const WITH_SAID: i64 = 3;

/// Counted up whenever the same ops fold into other rows than before: a record folded by an older program is then
/// rebuilt when it is opened. A new kind of thing need not count it up: its tables are a new step.
pub(crate) const FOLD: &str = "1";

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
    // A program with more tables knows what to do with ops that an older one kept without effect: they are folded again.
    upgrade_by(db, STEPS, "DELETE FROM meta WHERE key = 'fold'")
}

/// `then` follows the steps where there was an earlier version.
fn upgrade_by(db: &mut Connection, steps: &[&str], then: &str) -> Result<(), StoreError> {
    let tx = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let from = usize::try_from(version(&tx)?).unwrap_or(usize::MAX);
    for step in steps.iter().skip(from) {
        tx.execute_batch(step)?;
    }
    if from > 0 && from < steps.len() {
        tx.execute_batch(then)?;
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
    fn every_earlier_version_comes_to_the_newest_and_a_broken_step_changes_nothing() {
        let steps = [
            "CREATE TABLE a(x)",
            "ALTER TABLE a ADD COLUMN y",
            "CREATE INDEX i ON a(y)",
        ];
        for from in 0..=steps.len() {
            let mut db = Connection::open_in_memory().unwrap();
            upgrade_by(&mut db, &steps[..from], "").unwrap();
            upgrade_by(&mut db, &steps, "INSERT INTO a(x, y) VALUES(0, 0)").unwrap();
            assert_eq!(version(&db).unwrap(), 3);
            db.execute("INSERT INTO a(x, y) VALUES(1, 2)", []).unwrap();
            let rows: i64 = db
                .query_row("SELECT count(*) FROM a", [], |row| row.get(0))
                .unwrap();
            let was_old = 0 < from && from < steps.len();
            assert_eq!(rows, if was_old { 2 } else { 1 }, "from {from}");
        }
        let mut db = Connection::open_in_memory().unwrap();
        upgrade_by(&mut db, &steps[..1], "").unwrap();
        let broken = [steps[0], "CREATE TABLE b(x)", "not a step"];
        assert!(upgrade_by(&mut db, &broken, "").is_err());
        assert_eq!(version(&db).unwrap(), 1);
        assert!(
            db.prepare("SELECT * FROM b").is_err(),
            "half of a step stayed"
        );
    }
}
