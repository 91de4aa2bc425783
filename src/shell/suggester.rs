//! Looks for suggestions in a thread of its own, with a look at the record that changes nothing: neither keys nor saving
//! wait for it.

use super::event::{Alarm, Event};
use super::look;
use super::user_config::LazyConcepts;
use crate::app::Msg;
use crate::domain::rule::suggest::{self, About};
use crate::store::Options;
use crate::text::Clean;
use std::sync::mpsc::Sender;
use std::thread;

/// One question.
#[derive(Clone, Debug)]
pub(super) struct Ask {
    /// Chosen by the model, growing.
    pub(super) generation: u64,
    /// The session.
    pub(super) session: Clean,
    /// What is asked.
    pub(super) about: Asked,
}

/// What is asked of a session.
#[derive(Clone, Debug)]
pub(super) enum Asked {
    /// Who could answer a need, with what is confirmed of it, or which needs a firm could answer: [`Msg::Suggested`].
    Who(About, Vec<Clean>),
    /// Which companies suit which needs: [`Msg::Hinted`].
    Hints,
}

/// Answers in its own time.
pub(super) fn ask(ask: Ask, (options, concepts): (Options, LazyConcepts), to: Sender<Event>) {
    thread::spawn(move || {
        let _alarm = Alarm(to.clone());
        let generation = ask.generation;
        // A session that is not on record yet is not one without companies.
        let book = look::whole(options);
        let found = book
            .as_ref()
            .and_then(|book| Some((book, book.sessions.get(&ask.session)?)));
        let msg = match &ask.about {
            Asked::Who(about, seeking) => {
                let found = found.map(|(book, session)| {
                    suggest::answer(session, book, &concepts, (about, seeking))
                });
                Msg::Suggested { generation, found }
            }
            Asked::Hints => {
                let found = found.map(|(book, session)| suggest::hints(session, book, &concepts));
                Msg::Hinted { generation, found }
            }
        };
        let _ = to.send(Event::Msg(msg));
    });
}
