//! What the threads tell the loop of the screen, also when one of them panics.

use crate::app::Msg;
use std::sync::mpsc::Sender;
use std::thread;

/// What the threads tell the loop of the screen.
#[derive(Debug)]
pub enum Event {
    /// Something for the core.
    Msg(Msg),
    /// How wide the terminal draws ambiguous characters.
    AmbiguousWidth {
        /// Two cells.
        wide: bool,
    },
    /// A thread has panicked; its words are told, the program ends.
    Broken,
    /// The program goes on after it was stopped; the terminal has to be set up again.
    Resumed,
}

/// Tells the loop when the thread that holds it panics.
#[derive(Debug)]
pub struct Alarm(pub Sender<Event>);

impl Drop for Alarm {
    fn drop(&mut self) {
        if thread::panicking() {
            let _ = self.0.send(Event::Broken);
        }
    }
}
