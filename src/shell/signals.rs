//! Signals that ask to leave, as messages: the window was closed, the system goes down, somebody sent `kill`.

use super::Event;
use std::sync::mpsc::Sender;

/// Listens from now on.
#[cfg(unix)]
pub fn listen(to: Sender<Event>) -> std::io::Result<()> {
    use crate::app::Msg;
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGXFSZ};
    use signal_hook::iterator::Signals;
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;
    use std::time::Duration;

    // A limit on file sizes must come back as an error of the write, which is handled, and not end the program.
    signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)))?;
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
            // The loop leaves at once. Only where it hangs in a write to a terminal that does not read, it never comes
            // to that; what is recorded is safe with the database thread by then.
            std::thread::sleep(Duration::from_secs(5));
            super::terminal::leave();
            std::process::exit(1);
        }
    });
    Ok(())
}

/// Windows ends the program itself; the record is complete at any moment.
#[cfg(not(unix))]
pub fn listen(_to: Sender<Event>) -> std::io::Result<()> {
    Ok(())
}
