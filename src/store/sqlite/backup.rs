//! Backups: single ones on demand, and rotating ones.

use super::super::{StoreError, files};
use super::connect::Access;
use super::{SqliteStore, connect, copy, ops};
use jiff::Timestamp;
use jiff::ToSpan;
use jiff::tz::TimeZone;
use std::collections::BTreeSet;
use std::path::Path;
use std::path::PathBuf;

/// How many of the newest backups are kept.
const NEWEST: usize = 10;
/// For how many days the last backup of the day is kept, too.
const DAYS: usize = 7;
/// For how many weeks the last backup of the week is kept, too.
const WEEKS: usize = 4;
/// No backup is kept for more days than this, so that erased data really disappears.
const LONGEST_DAYS: i64 = 30;

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

    /// Writes the next rotating backup into `folder` if something changed since the last one, and removes those that
    /// are too many or too old. Returns the new backup. It has to be called at start, at the end and every half hour.
    pub fn rotate(&mut self, folder: &Path, now: Timestamp) -> Result<Option<PathBuf>, StoreError> {
        let head = ops::head(&self.db)?;
        let latest = listed(folder).pop();
        let unchanged = latest.is_some_and(|(_, path)| {
            connect::open(&path, self.key.as_ref(), Access::Frozen)
                .and_then(|db| ops::head(&db))
                .is_ok_and(|before| before == head)
        });
        let mut written = None;
        if !unchanged && head > 0 {
            files::private_folder(folder).map_err(|e| self.cannot(&e))?;
            // A second backup within one second gets the name of the next second.
            let named = |second: i64| {
                let at = now.checked_add(second.seconds()).unwrap_or(now);
                folder.join(at.strftime("enishi-%Y%m%d-%H%M%S.db").to_string())
            };
            if let Some(path) = (0..60).map(named).find(|path| !path.exists()) {
                copy::write(&self.db, &path, self.key.as_ref())?;
                written = Some(path);
            }
        }
        for old in outdated(&listed(folder), now) {
            // If this fails, the next call tries again.
            let _ = std::fs::remove_file(old);
        }
        Ok(written)
    }
}

/// The backups in a folder, oldest first. Only files with names that we give count; other files are never touched.
fn listed(folder: &Path) -> Vec<(Timestamp, PathBuf)> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut found: Vec<(Timestamp, PathBuf)> = entries
        .filter_map(Result::ok)
        .filter_map(|entry| {
            let path = entry.path();
            let name = path.file_name()?.to_str()?.to_owned();
            let at = jiff::civil::DateTime::strptime("enishi-%Y%m%d-%H%M%S.db", &name).ok()?;
            Some((at.to_zoned(TimeZone::UTC).ok()?.timestamp(), path))
        })
        .collect();
    found.sort();
    found
}

/// The backups to remove, from a list with the oldest first.
fn outdated(all: &[(Timestamp, PathBuf)], now: Timestamp) -> Vec<PathBuf> {
    let mut kept: BTreeSet<&Path> = BTreeSet::new();
    kept.extend(all.iter().rev().take(NEWEST).map(|(_, p)| p.as_path()));
    let mut last_of = |most: usize, unit: &dyn Fn(Timestamp) -> (i16, i8, i8)| {
        let mut seen = BTreeSet::new();
        for (at, path) in all.iter().rev() {
            if seen.len() < most && seen.insert(unit(*at)) {
                kept.insert(path);
            }
        }
    };
    let day = |at: Timestamp| at.to_zoned(TimeZone::UTC).date();
    last_of(DAYS, &|at| (day(at).year(), day(at).month(), day(at).day()));
    last_of(WEEKS, &|at| {
        let week = day(at).iso_week_date();
        (week.year(), week.week(), 0)
    });
    let limit = now.checked_sub((24 * LONGEST_DAYS).hours()).unwrap_or(now);
    all.iter()
        .filter(|(at, path)| *at < limit || !kept.contains(path.as_path()))
        .map(|(_, path)| path.clone())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backups_are_kept_by_number_day_and_week_and_never_longer_than_a_month() {
        let now: Timestamp = "2026-11-20T12:00:00Z".parse().unwrap();
        // Every six hours for sixty days.
        let all: Vec<_> = (0..240_i64)
            .rev()
            .map(|n| (now - (6 * n).hours(), PathBuf::from(n.to_string())))
            .collect();
        let gone = outdated(&all, now);
        let kept: Vec<i64> = (all.iter().filter(|(_, p)| !gone.contains(p)))
            .map(|(_, p)| p.to_str().unwrap().parse().unwrap())
            .collect();
        // Ten newest; the last of each of seven days (03:00 is the last 6-hour step of a day here); four weeks.
        assert_eq!(kept[kept.len() - 10..], [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
        assert!(kept.len() <= 10 + 7 + 4 && kept.len() > 14, "{kept:?}");
        assert!(kept.iter().all(|n| 6 * n <= 24 * 30));
    }
}
