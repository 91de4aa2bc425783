//! Signals that ask to leave, as messages: the window was closed, the system goes down, somebody sent `kill`.

use super::event::Event;
use std::sync::mpsc::Sender;

/// Listens from now on.
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
            // The loop leaves at once. Only where it hangs in a write to a terminal that does not read, it never comes
            // to that; what is recorded is safe with the database thread by then.
            std::thread::sleep(Duration::from_secs(5));
            super::terminal::leave();
            std::process::exit(1);
        }
    });
    Ok(())
}

/// From now on a limit on file sizes comes back as an error of the write, which is handled, and does not end the program.
#[cfg(unix)]
pub fn survive_file_limit() {
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;

    // Where even this is refused, the limit ends the program. Nothing that was acknowledged is lost by that.
    let flag = Arc::new(AtomicBool::new(false));
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, flag);
}

/// There is no such limit.
#[cfg(not(unix))]
pub fn survive_file_limit() {}

/// Windows ends the program itself; the record is complete at any moment.
#[cfg(not(unix))]
pub fn listen(_to: Sender<Event>) -> std::io::Result<()> {
    Ok(())
}
