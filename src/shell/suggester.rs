//! Looks for suggestions in a thread of its own, with a look at the record that changes nothing: neither keys nor saving
//! wait for it.

use super::event::{Alarm, Event};
use crate::app::Msg;
use crate::config::concepts;
use crate::domain::rule::suggest::{self, About};
use crate::store::sqlite::SqliteStore;
use crate::store::{Options, Sessions, Store};
use crate::text::Clean;
use std::sync::mpsc::Sender;
use std::thread;

/// One question, answered by [`Msg::Suggested`].
#[derive(Clone, Debug)]
pub(super) struct Ask {
    /// Chosen by the model, growing.
    pub(super) generation: u64,
    /// The session.
    pub(super) session: Clean,
    /// What is asked about.
    pub(super) about: About,
}

/// Answers in its own time.
pub(super) fn ask(ask: Ask, options: Options, to: Sender<Event>) {
    thread::spawn(move || {
        let _alarm = Alarm(to.clone());
        let options = Options {
            read_only: true,
            mirror: None,
            ..options
        };
        let opened = SqliteStore::open_with(&options);
        let book = opened.and_then(|opened| opened.store.book(&Sessions::All));
        // A session that is not on record yet is not one without companies.
        let found = book.ok().and_then(|book| {
            let session = book.sessions.get(&ask.session)?;
            let concepts = concepts::shipped();
            Some(suggest::proposed(session, &book, &concepts, &ask.about))
        });
        let generation = ask.generation;
        let _ = to.send(Event::Msg(Msg::Suggested { generation, found }));
    });
}
