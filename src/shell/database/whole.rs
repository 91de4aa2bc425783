//! Reading the record in. A large one is read in a thread of its own, so that what is to be saved does not wait for it;
//! until it is whole, the screens have the sessions that are worked in.

use super::Keeper;
use super::job::{Job, Progress};
use crate::app::Msg;
use crate::domain::book::Book;
use crate::store::{Options, Sessions, SqliteStore, Store, StoreError};
use crate::text::Clean;
use std::collections::BTreeSet;
use std::sync::mpsc::Sender;
use std::thread;

/// A record of more ops than that is read in the background; one of fewer is there within a frame or two.
const LARGE: u64 = 5_000;

impl Keeper {
    /// What is recorded; of a large record what was worked in last, while the rest is read.
    pub(super) fn first_book(
        &mut self,
        store: &SqliteStore,
        reader: Option<Sender<Job>>,
    ) -> Result<Msg, StoreError> {
        self.progress = Progress::Whole;
        let since = store.head()?;
        let newest = store.newest_session()?;
        let reader = reader.filter(|_| since.0 > LARGE);
        let (Some(to), Some(newest)) = (reader, newest) else {
            return Ok(Msg::Loaded(Box::new(store.book(&Sessions::All)?)));
        };
        let book = store.book(&Sessions::One(newest))?;
        let options = Options {
            read_only: true,
            mirror: None,
            ..self.place.options.clone()
        };
        thread::spawn(move || {
            let read = || SqliteStore::open_with(&options)?.store.book(&Sessions::All);
            let _ = to.send(Job::Whole(read().ok().map(Box::new)));
        });
        self.progress = Progress::Reading(since);
        Ok(Msg::Begun(Box::new(book)))
    }

    /// The rest was read; what was recorded since is put on top. `None`: it could not be read there, and is read here.
    pub(super) fn whole(&mut self, book: Option<Box<Book>>) {
        let Progress::Reading(since) = std::mem::take(&mut self.progress) else {
            return;
        };
        let Some(store) = &mut self.store else {
            return;
        };
        let read = match book {
            Some(mut book) => store.changes_since(since).map(|news| {
                for (entity, row) in news.rows {
                    book.set(&entity, row);
                }
                book
            }),
            None => store.book(&Sessions::All).map(Box::new),
        };
        match read {
            Ok(book) => self.tell(Msg::Loaded(book)),
            Err(error) => self.tell_unread(&error),
        }
    }

    /// Sessions of which something was read, added or withdrawn: a number may mean something else from then on, and what
    /// was recorded with it stands under another key.
    pub(super) fn tell_whole(&self, sessions: &BTreeSet<Clean>) {
        for id in sessions {
            let book = (self.store.as_ref()).and_then(|s| s.book(&Sessions::One(id.clone())).ok());
            if let Some(book) = book {
                self.tell(Msg::Begun(Box::new(book)));
            }
        }
    }

    /// A session that is opened while the rest is still read.
    pub(super) fn tell_session(&self, id: &Clean) {
        if self.progress == Progress::Whole {
            return;
        }
        self.tell_whole(&BTreeSet::from([id.clone()]));
    }
}
