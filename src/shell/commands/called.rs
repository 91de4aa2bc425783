//! The sessions that a command means, asked of the record.

use crate::domain::book::Book;
use crate::shell::called::{self, Called};
use crate::shell::failure::Failure;
use crate::shell::workspace::Workspace;
use crate::store::Store;
use crate::text::Clean;

impl Workspace {
    /// The sessions that a command means by an id as it is shown, or by a title. Several may have one id.
    pub fn called(&self, store: &impl Store, text: Option<&str>) -> Result<Called, Failure> {
        let Some(text) = text else {
            return Ok(Called::default());
        };
        let recent = store.recent_sessions().map_err(|e| self.store_failed(&e))?;
        Ok(Called::by(&recent, text))
    }

    /// The record of the sessions that a command means, for a list.
    pub fn book_called(&self, store: &impl Store, text: Option<&str>) -> Result<Book, Failure> {
        let called = self.called(store, text)?;
        let mut book = self.book(store, &called.sessions())?;
        called.narrow(&mut book);
        Ok(book)
    }

    /// A session as a command names it.
    pub fn session_told(&self, store: &impl Store, id: &Clean) -> Result<String, Failure> {
        let recent = store.recent_sessions().map_err(|e| self.store_failed(&e))?;
        Ok(called::told(&recent, id))
    }
}
