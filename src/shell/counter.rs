//! Counts the report in a thread of its own, with a look at the record that changes nothing: neither keys nor saving wait
//! for it.

use super::event::{Alarm, Event};
use super::look;
use super::workspace::Workspace;
use crate::app::Msg;
use crate::app::core::msg::Count;
use crate::domain::rule::report::{Report, Source};
use std::sync::mpsc::Sender;
use std::thread;

/// Answers one question by [`Msg::Counted`], in its own time.
pub(super) fn ask(ask: Count, workspace: Workspace, to: Sender<Event>) {
    thread::spawn(move || {
        let _alarm = Alarm(to.clone());
        let found = look::whole(workspace.options()).map(|book| {
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
