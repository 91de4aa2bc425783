//! Events that the threads send to the screen loop, also when one of them panics.

use crate::app::Msg;
use std::sync::mpsc::Sender;
use std::thread;

/// An event for the screen loop.
#[derive(Debug)]
pub enum Event {
    /// A message for the core.
    Msg(Msg),
    /// The terminal told how wide it draws ambiguous characters.
    AmbiguousWidth {
        /// Two cells; otherwise one.
        wide: bool,
    },
    /// A thread has panicked. Its message is shown, and the program ends.
    Broken,
    /// The program continues after it was stopped. The terminal has to be set up again.
    Resumed,
}

/// Sends [`Event::Broken`] when the thread that holds it panics.
#[derive(Debug)]
pub struct Alarm(pub Sender<Event>);

impl Drop for Alarm {
    fn drop(&mut self) {
        if thread::panicking() {
            let _ = self.0.send(Event::Broken);
        }
    }
}
