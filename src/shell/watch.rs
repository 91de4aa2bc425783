//! Looks at the open session file every few seconds, in a thread of its own, so that a slow share delays nothing. A file
//! that somebody changed is told once; it is read again only when the user wants it.

use super::event::{Alarm, Event};
use crate::app::Msg;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, SystemTime};

/// How often it looks.
const EVERY: Duration = Duration::from_secs(2);

/// What tells one state of a file from another; `None`: it cannot be looked at just now, as while an editor replaces it.
type Seen = Option<(SystemTime, u64)>;

/// The thread that looks. It ends when this is dropped.
#[derive(Debug)]
pub struct Watch {
    files: Sender<Option<(PathBuf, Seen)>>,
}

impl Watch {
    /// Looks at nothing yet.
    pub fn spawn(to: Sender<Event>) -> Self {
        let (files, given) = mpsc::channel::<Option<(PathBuf, Seen)>>();
        thread::spawn(move || {
            let _alarm = Alarm(to.clone());
            let mut watched: Option<(PathBuf, Seen)> = None;
            loop {
                match given.recv_timeout(EVERY) {
                    Ok(file) => watched = file,
                    Err(RecvTimeoutError::Disconnected) => break,
                    Err(RecvTimeoutError::Timeout) => {
                        let Some((path, known)) = &mut watched else {
                            continue;
                        };
                        let now = seen(path);
                        if now.is_some() && now != *known {
                            *known = now;
                            let _ = to.send(Event::Msg(Msg::FileChanged(path.clone())));
                        }
                    }
                }
            }
        });
        Self { files }
    }

    /// Looks at this file from now on, which was read as it was then.
    pub fn follow(&self, path: &Path, then: Seen) {
        let file = (!path.as_os_str().is_empty()).then(|| (path.to_owned(), then));
        let _ = self.files.send(file);
    }
}

/// The state of a file.
pub fn seen(path: &Path) -> Seen {
    let found = std::fs::metadata(path).ok()?;
    Some((found.modified().ok()?, found.len()))
}
