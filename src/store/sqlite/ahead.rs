//! The record as it would be. Where a file gives a number to something else, only the record itself says what follows where,
//! so a command that is about to record looks there first. Nothing of it stays.

use super::super::{Draft, Sessions, StoreError, new_id};
use super::{SqliteStore, append, tables};
use crate::domain::book::Book;
use jiff::Timestamp;
use rusqlite::{Transaction, TransactionBehavior};

impl SqliteStore {
    /// The state right after a draft, which is not recorded.
    pub fn book_after(
        &self,
        draft: &Draft,
        scope: &Sessions,
        now: Timestamp,
    ) -> Result<Book, StoreError> {
        if let Some(why) = self.stopped {
            return Err(why.error(&self.path));
        }
        let less = self.without_erased(draft)?;
        let draft = less.as_ref().unwrap_or(draft);
        let look = || {
            let tx = Transaction::new_unchecked(&self.db, TransactionBehavior::Immediate)?;
            append(&tx, draft, new_id(now), now, &self.writer())?;
            let book = tables::book(&tx, scope)?;
            tx.rollback()?;
            Ok(book)
        };
        look().map_err(|e: StoreError| e.at(&self.path).or_lack_of_room(&self.path))
    }
}
