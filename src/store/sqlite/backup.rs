//! Backups: single ones on demand, and rotating ones.

use super::super::{StoreError, files};
use super::copies::{self, Copy};
use super::{SqliteStore, copy, identity, ops, sweep, verify};
use jiff::{Timestamp, ToSpan, tz::TimeZone};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// How many of the newest backups are kept.
const NEWEST: usize = 10;
/// For how many days the last backup of the day is kept, too.
const DAYS: usize = 7;
/// For how many weeks the last backup of the week is kept, too.
const WEEKS: usize = 4;
/// After a rest of more hours than this the clock may be wrong, and nothing is removed this time.
const LONGEST_REST: i64 = 24 * 31;

impl SqliteStore {
    /// Writes a copy of the record to `to`, which must not exist.
    pub fn backup(&self, to: &Path) -> Result<(), StoreError> {
        if to.exists() {
            return Err(StoreError::CannotOpen {
                path: to.to_owned(),
                detail: std::io::Error::from(std::io::ErrorKind::AlreadyExists).to_string(),
            });
        }
        copy::write(&self.db, to, self.key.as_ref())
    }

    /// Writes the next rotating backup into `folder` unless a good one holds the same already, and removes those that
    /// are too many. Returns the new backup. It has to be called at start, at the end and every half hour.
    ///
    /// Only backups of this record are looked at or removed, and the one that holds what the record holds now never is.
    pub fn rotate(&mut self, folder: &Path, now: Timestamp) -> Result<Option<PathBuf>, StoreError> {
        self.writable()?;
        if ops::head(&self.db)? == 0 {
            return Ok(None);
        }
        self.adopt(folder);
        let before = copies::named(folder, self.record);
        let content = copies::content(&self.db)?;
        let is_current = |copy: &&Copy| copy.says(&content) && self.is_good(copy, &content);
        let held = before.iter().rev().find(is_current);
        let (current, written) = if let Some(copy) = held {
            (copy.path.clone(), None)
        } else {
            let path = self.write_next(folder, now, &content)?;
            (path.clone(), Some(path))
        };
        let newest = before.last().map(|copy| copy.at);
        let rested = newest.map(|at| now.duration_since(at).as_hours());
        if rested.is_none_or(|hours| hours <= LONGEST_REST) {
            let all = copies::named(folder, self.record);
            for old in outdated(&all, now) {
                if old.path != current && self.owns(old) == Some(true) {
                    // If this fails, the next call tries again.
                    let _ = std::fs::remove_file(&old.path);
                    let _ = std::fs::remove_file(identity::path(&old.path));
                }
            }
        }
        sweep::sweep(self, Some(folder));
        if let Some(copy) = &written {
            self.know_copy(copy)?;
        }
        Ok(written)
    }

    fn write_next(
        &self,
        folder: &Path,
        now: Timestamp,
        content: &str,
    ) -> Result<PathBuf, StoreError> {
        files::private_folder(folder).map_err(|e| StoreError::of_file(folder, &e))?;
        // A second backup within one second gets the name of the next second.
        let named = |second: i64| {
            let at = now.checked_add(second.seconds()).unwrap_or(now);
            Copy::new(folder, self.record, at, content).path
        };
        let free = (0..60).map(named).find(|path| !path.exists());
        let path = free.unwrap_or_else(|| named(60));
        copy::write(&self.db, &path, self.key.as_ref())?;
        Ok(path)
    }

    /// Whether a copy holds this, and holds together.
    fn is_good(&self, copy: &Copy, content: &str) -> bool {
        let found = copy.open(self.key.as_ref()).and_then(|db| {
            verify::quick(&db)?;
            Ok(copies::content(&db)? == *content && copies::is_of(&db, &self.db, self.record)?)
        });
        found.unwrap_or(false)
    }

    /// Whether a copy says that it is of this record. `None`: it cannot be read.
    pub(super) fn owns(&self, copy: &Copy) -> Option<bool> {
        let db = copy.open(self.key.as_ref()).ok()?;
        copies::is_of(&db, &self.db, self.record).ok()
    }

    /// Gives copies of earlier versions that are of this record its name.
    fn adopt(&self, folder: &Path) {
        for copy in copies::nameless(folder) {
            let Ok(db) = copy.open(self.key.as_ref()) else {
                continue;
            };
            if copies::is_of(&db, &self.db, self.record).unwrap_or(false)
                && let Ok(content) = copies::content(&db)
            {
                drop(db);
                let named = Copy::new(folder, self.record, copy.at, &content);
                if !named.path.exists() {
                    // If this fails, the next call tries again.
                    let _ = std::fs::rename(&copy.path, &named.path);
                }
            }
        }
    }
}

/// The backups that are too many, from a list with the oldest first. What is dated later than now is neither counted nor
/// removed: the clock is or was wrong.
fn outdated(all: &[Copy], now: Timestamp) -> Vec<&Copy> {
    let limit = now.checked_add(24.hours()).unwrap_or(now);
    let all: Vec<&Copy> = all.iter().filter(|copy| copy.at <= limit).collect();
    let mut kept: BTreeSet<&Copy> = all.iter().rev().take(NEWEST).copied().collect();
    let mut last_of = |most: usize, unit: &dyn Fn(Timestamp) -> (i16, i8, i8)| {
        let mut seen = BTreeSet::new();
        for copy in all.iter().rev() {
            if seen.len() < most && seen.insert(unit(copy.at)) {
                kept.insert(copy);
            }
        }
    };
    let day = |at: Timestamp| at.to_zoned(TimeZone::UTC).date();
    last_of(DAYS, &|at| (day(at).year(), day(at).month(), day(at).day()));
    last_of(WEEKS, &|at| {
        let week = day(at).iso_week_date();
        (week.year(), week.week(), 0)
    });
    all.into_iter()
        .filter(|copy| !kept.contains(copy))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn backups_are_kept_by_number_day_and_week_whatever_the_clock_says() {
        let now: Timestamp = "2026-11-20T12:00:00Z".parse().unwrap();
        // Every six hours for sixty days.
        let at = |n: i64| {
            Copy::new(
                Path::new(""),
                Uuid::nil(),
                now - (6 * n).hours(),
                "00000000",
            )
        };
        let all: Vec<Copy> = (0..240).rev().map(at).collect();
        let kept_at = |now| {
            let gone = outdated(&all, now);
            let kept = all.iter().enumerate().filter(|(_, c)| !gone.contains(c));
            kept.map(|(n, _)| 239 - n).collect::<Vec<_>>()
        };
        let kept = kept_at(now);
        // Ten newest; the last of each of seven days (03:00 is the last 6-hour step of a day here); four weeks.
        assert_eq!(kept[kept.len() - 10..], [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
        assert!(kept.len() <= 10 + 7 + 4 && kept.len() > 14, "{kept:?}");
        assert_eq!(kept_at(now + 9000.hours()), kept, "a clock far ahead");
        let before = now - 9000.hours();
        assert_eq!(kept_at(before).len(), all.len(), "a clock far behind");
    }
}
