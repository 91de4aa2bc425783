//! Which sessions a command means by what is written behind `--session`: one function for all commands.

use crate::domain::book::Book;
use crate::domain::number;
use crate::store::{RecentSession, Sessions};
use crate::text::{Clean, fold};
use std::collections::BTreeSet;

/// The sessions that a command means.
#[derive(Clone, Debug, Default)]
pub struct Called {
    /// `None`: all.
    ids: Option<BTreeSet<Clean>>,
}

impl Called {
    /// Those that a text means: an id as it is shown, or a title.
    pub fn by(recent: &[RecentSession], text: &str) -> Self {
        let titled = |s: &&RecentSession| fold::key(&s.title) == fold::key(text);
        let mut ids = ids_of(recent, text);
        if ids.is_empty() {
            ids = recent.iter().filter(titled).map(|s| s.id.clone()).collect();
        }
        if ids.is_empty() {
            ids.insert(Clean::line(text));
        }
        Self { ids: Some(ids) }
    }

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

/// A session as a command names it: by its id, or by its title where another one has the id, too.
pub fn told(recent: &[RecentSession], id: &Clean) -> String {
    let own = recent.iter().find(|s| s.id == *id);
    let shown = number::shown(id);
    match own.filter(|_| ids_of(recent, shown).len() > 1) {
        Some(own) => format!("\"{}\"", own.title),
        None => shown.to_owned(),
    }
}
