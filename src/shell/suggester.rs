//! Looks for suggestions in a thread of its own, with a look at the record that changes nothing: neither keys nor saving
//! wait for it.

use super::event::{Alarm, Event};
use super::look;
use crate::app::Msg;
use crate::config::concepts;
use crate::domain::rule::suggest::{self, About};
use crate::store::Options;
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
        // A session that is not on record yet is not one without companies.
        let found = look::whole(options).and_then(|book| {
            let session = book.sessions.get(&ask.session)?;
            let concepts = concepts::shipped();
            Some(suggest::proposed(session, &book, &concepts, &ask.about))
        });
        let generation = ask.generation;
        let _ = to.send(Event::Msg(Msg::Suggested { generation, found }));
    });
}
