//! Which sessions a command means by what is written behind `--session`: one function for all commands.

use super::failure::Failure;
use super::workspace::Workspace;
use crate::domain::book::Book;
use crate::domain::number;
use crate::store::{RecentSession, Sessions, Store};
use crate::text::{Clean, fold};
use std::collections::BTreeSet;

/// The sessions that a command means.
#[derive(Clone, Debug, Default)]
pub struct Called {
    /// `None`: all.
    ids: Option<BTreeSet<Clean>>,
}

impl Called {
    /// Those with an id, as it is shown.
    pub fn of_id(recent: &[RecentSession], id: &str) -> Self {
        let ids = Some(ids_of(recent, id));
        Self { ids }
    }

    /// What has to be read of the record.
    pub fn sessions(&self) -> Sessions {
        let ids = self.ids.iter().flatten().collect::<Vec<_>>();
        match ids.as_slice() {
            [one] => Sessions::One((*one).clone()),
            _ => Sessions::All,
        }
    }

    /// Whether a session is meant.
    pub fn holds(&self, session: &Clean) -> bool {
        self.ids.as_ref().is_none_or(|ids| ids.contains(session))
    }

    /// Takes out of a book what is recorded in other sessions.
    pub fn narrow(&self, book: &mut Book) {
        book.pairings.retain(|id, _| self.holds(&id.session));
        book.tasks.retain(|id, _| self.holds(&id.session));
    }
}

fn ids_of(recent: &[RecentSession], id: &str) -> BTreeSet<Clean> {
    let same = |s: &&RecentSession| number::shown(&s.id) == id || s.id == *id;
    recent.iter().filter(same).map(|s| s.id.clone()).collect()
}

impl Workspace {
    /// The sessions that a command means by an id as it is shown, or by a title. Several may have one id.
    pub fn called(&self, store: &impl Store, text: Option<&str>) -> Result<Called, Failure> {
        let Some(text) = text else {
            return Ok(Called::default());
        };
        let recent = store.recent_sessions().map_err(|e| self.store_failed(&e))?;
        let titled = |s: &&RecentSession| fold::key(&s.title) == fold::key(text);
        let mut ids = ids_of(&recent, text);
        if ids.is_empty() {
            ids = recent.iter().filter(titled).map(|s| s.id.clone()).collect();
        }
        if ids.is_empty() {
            ids.insert(Clean::line(text));
        }
        Ok(Called { ids: Some(ids) })
    }

    /// The record of the sessions that a command means, for a list.
    pub fn book_called(&self, store: &impl Store, text: Option<&str>) -> Result<Book, Failure> {
        let called = self.called(store, text)?;
        let mut book = self.book(store, &called.sessions())?;
        called.narrow(&mut book);
        Ok(book)
    }

    /// A session as a command names it: by its id, or by its title where another one has the id, too.
    pub fn session_told(&self, store: &impl Store, id: &Clean) -> Result<String, Failure> {
        let recent = store.recent_sessions().map_err(|e| self.store_failed(&e))?;
        let own = recent.iter().find(|s| s.id == *id);
        let shown = number::shown(id);
        Ok(match own.filter(|_| ids_of(&recent, shown).len() > 1) {
            Some(own) => format!("\"{}\"", own.title),
            None => shown.to_owned(),
        })
    }
}
