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

/// Starts a thread that waits for the close button of the console, the end of the day and a shutdown. Windows ends the
/// program five seconds after any of them.
#[cfg(windows)]
pub fn listen(to: Sender<Event>) -> std::io::Result<()> {
    use crate::app::Msg;
    use std::sync::Arc;
    use std::task::{Context, Wake, Waker};
    use std::thread::{self, Thread};
    use std::time::Duration;
    use tokio::signal::windows;

    struct Unpark(Thread);

    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }

    let (mut close, mut off) = (windows::ctrl_close()?, windows::ctrl_logoff()?);
    let (mut shutdown, mut stop) = (windows::ctrl_shutdown()?, windows::ctrl_break()?);
    thread::spawn(move || {
        let waker = Waker::from(Arc::new(Unpark(thread::current())));
        let mut woken = Context::from_waker(&waker);
        loop {
            // Each has to be asked, so that each wakes this thread.
            let come = [
                close.poll_recv(&mut woken).is_ready(),
                off.poll_recv(&mut woken).is_ready(),
                shutdown.poll_recv(&mut woken).is_ready(),
                stop.poll_recv(&mut woken).is_ready(),
            ];
            if come.contains(&true) {
                break;
            }
            thread::park();
        }
        if to.send(Event::Msg(Msg::Hangup)).is_ok() {
            // By then the loop has left and what is recorded is saved, or it hangs.
            thread::sleep(Duration::from_secs(4));
            super::terminal::leave();
            std::process::exit(1);
        }
    });
    Ok(())
}
