//! Signals that ask the program to leave, as messages: the window was closed, the system shuts down, somebody sent
//! `kill`.

use super::event::Event;
use std::sync::mpsc::Sender;

/// Starts a thread that turns signals into events.
#[cfg(unix)]
pub fn listen(to: Sender<Event>) -> std::io::Result<()> {
    use crate::app::Msg;
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use std::time::Duration;

    let mut signals = Signals::new([SIGHUP, SIGINT, SIGTERM, SIGCONT])?;
    std::thread::spawn(move || {
        for signal in signals.forever() {
            if signal == SIGCONT {
                let _ = to.send(Event::Resumed);
                continue;
            }
            if to.send(Event::Msg(Msg::Hangup)).is_err() {
                break;
            }
            // The loop leaves at once, except while it hangs in a write to a terminal that does not read. By then the
            // database thread has saved what is recorded.
            std::thread::sleep(Duration::from_secs(5));
            super::terminal::leave();
            std::process::exit(1);
        }
    });
    Ok(())
}

/// Makes a write beyond the limit on file sizes return an error, which is handled, instead of ending the program.
#[cfg(unix)]
pub fn survive_file_limit() {
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;

    // If even this is refused, the limit ends the program. No acknowledged change is lost by that.
    let flag = Arc::new(AtomicBool::new(false));
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, flag);
}

/// Does nothing: this system has no such limit.
#[cfg(not(unix))]
pub fn survive_file_limit() {}

/// Does nothing: Windows ends the program itself, and the record is complete at any moment.
#[cfg(not(unix))]
pub fn listen(_to: Sender<Event>) -> std::io::Result<()> {
    Ok(())
}
