//! The sessions that a command means, asked of the record.

use crate::domain::book::Book;
use crate::shell::called::{self, Called};
use crate::shell::failure::{Failure, FailureKind};
use crate::shell::workspace::Workspace;
use crate::store::{Sessions, Store};
use crate::text::Clean;
use crate::words::fl;

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

    /// The one session that a command means. Several of one id are refused.
    pub fn one_session(&self, store: &impl Store, text: &str) -> Result<Clean, Failure> {
        let called = self.called(store, Some(text))?;
        if let Sessions::One(key) = called.sessions() {
            return Ok(key);
        }
        let w = &self.words;
        let recent = store.recent_sessions().map_err(|e| self.store_failed(&e))?;
        let count = recent.iter().filter(|s| called.holds(&s.id)).count();
        let what = fl!(w, "print-several", id = text, count = count);
        Err(Failure::new(FailureKind::Nothing, what).hint(fl!(w, "print-several-how")))
    }

    /// A session as a command names it.
    pub fn session_told(&self, store: &impl Store, id: &Clean) -> Result<String, Failure> {
        let recent = store.recent_sessions().map_err(|e| self.store_failed(&e))?;
        Ok(called::told(&recent, id))
    }
}

/// Of a session that is not in the record.
pub(super) fn unknown(workspace: &Workspace, text: &str) -> Failure {
    let w = &workspace.words;
    let what = fl!(w, "print-no-session", id = text);
    Failure::new(FailureKind::Nothing, what).hint(fl!(w, "print-no-session-how"))
}
