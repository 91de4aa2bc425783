//! Who holds persons too long.

use crate::domain::op::tolerated;
use crate::domain::roster::Attendee;
use crate::store::privacy::ERASED;
use crate::store::privacy::report::Overdue;
use crate::store::sqlite::{SqliteStore, dates};
use crate::store::{Sessions, Store, StoreError};
use jiff::Timestamp;
use jiff::ToSpan;

impl SqliteStore {
    /// Sessions that still hold persons `years` after their last entry: to be looked through, never erased by itself.
    pub fn retention(&self, now: Timestamp, years: i64) -> Result<Vec<Overdue>, StoreError> {
        let limit = now
            .checked_sub((years * 8766).hours())
            .unwrap_or(Timestamp::UNIX_EPOCH);
        let mut old = self.recent_sessions()?;
        for session in old.iter_mut().filter(|s| s.last_at > tolerated(now)) {
            // Recorded under a clock that was ahead: what was recorded before it says how long ago that was.
            let last = self.reading(|db| dates::last_in(db, &session.id, Some(now)))?;
            session.last_at = last.unwrap_or(session.last_at);
        }
        old.retain(|s| s.last_at < limit);
        if old.is_empty() {
            // Asked at every start: mostly there is nothing to read.
            return Ok(Vec::new());
        }
        let mut found = Vec::new();
        for s in old {
            let book = self.book(&Sessions::One(s.id.clone()))?;
            let people = book.sessions.get(&s.id).map(|s| s.attendees.as_slice());
            let held = |a: &&Attendee| !a.name.is_empty() && a.name != ERASED;
            let persons = people.unwrap_or_default().iter().filter(held).count();
            if persons > 0 {
                found.push(Overdue {
                    session: s.id,
                    title: s.title,
                    last_at: s.last_at,
                    persons,
                });
            }
        }
        Ok(found)
    }
}
