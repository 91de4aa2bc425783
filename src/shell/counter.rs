//! Counts the report in a thread of its own, with a look at the record that changes nothing: neither keys nor saving wait
//! for it.

use super::event::{Alarm, Event};
use super::workspace::Workspace;
use crate::app::Msg;
use crate::app::core::msg::Count;
use crate::domain::rule::report::{Report, Source};
use crate::store::sqlite::SqliteStore;
use crate::store::{Options, Sessions, Store};
use std::sync::mpsc::Sender;
use std::thread;

/// Answers one question by [`Msg::Counted`], in its own time.
pub(super) fn ask(ask: Count, workspace: Workspace, to: Sender<Event>) {
    thread::spawn(move || {
        let _alarm = Alarm(to.clone());
        let options = Options {
            read_only: true,
            mirror: None,
            ..workspace.options()
        };
        let opened = SqliteStore::open_with(&options);
        let book = opened.and_then(|opened| opened.store.book(&Sessions::All));
        let found = book.ok().map(|book| {
            let source = Source {
                book: &book,
                templates: &workspace.config.catalogue.templates,
                calendar: &workspace.calendar,
                today: ask.today,
            };
            Box::new(Report::of(source, &ask.span))
        });
        let generation = ask.generation;
        let _ = to.send(Event::Msg(Msg::Counted { generation, found }));
    });
}
