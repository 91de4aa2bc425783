//! Looks at the shared folder every few seconds, in a thread with a connection of its own: no key waits for a slow share.
//! What it takes in shows on the screen like the work of another program.

use super::clock;
use super::event::{Alarm, Event};
use super::user_files::shown;
use super::workspace::Workspace;
use crate::app::Msg;
use crate::app::core::sharing::Sharing;
use crate::store::SqliteStore;
use crate::store::shared_folder::{FolderError, Round, SharedFolder};
use crate::text::Clean;
use crate::words::fault::of_system;
use crate::words::fl;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

/// How often it looks.
const EVERY: Duration = Duration::from_secs(3);

/// The thread that looks. It ends when this is dropped.
#[derive(Debug)]
pub(super) struct Courier {
    _until: Sender<()>,
}

impl Courier {
    /// Looks at this folder for the record of a workspace.
    pub(super) fn spawn(folder: &Path, workspace: Workspace, to: Sender<Event>) -> Self {
        let (until, ended) = mpsc::channel();
        let mut rounds = Rounds {
            folder: SharedFolder::new(folder),
            path: shown(folder),
            workspace,
            store: None,
            is_away: false,
            told: BTreeSet::new(),
            to,
        };
        thread::spawn(move || {
            let _alarm = Alarm(rounds.to.clone());
            while ended.recv_timeout(EVERY) == Err(RecvTimeoutError::Timeout) {
                rounds.round();
            }
        });
        Self { _until: until }
    }
}

struct Rounds {
    folder: SharedFolder,
    path: String,
    workspace: Workspace,
    store: Option<SqliteStore>,
    /// It could not be used when it was looked at last.
    is_away: bool,
    /// What was told already: a thing that stays as it is is told once.
    told: BTreeSet<String>,
    to: Sender<Event>,
}

impl Rounds {
    fn round(&mut self) {
        if self.store.is_none() {
            // What keeps the record from being opened is told by the thread that owns it.
            let opened = SqliteStore::open_with(&self.workspace.options());
            self.store = opened.ok().map(|opened| opened.store);
        }
        let Some(store) = &mut self.store else {
            return;
        };
        let name = &self.workspace.actor;
        match self.folder.round(store, name, clock::timestamp()) {
            Ok(round) => self.tell(&round),
            Err(FolderError::Away(error)) => {
                self.say(Msg::Shared(Sharing::Away));
                let w = &self.workspace.words;
                let why = of_system(w, &error);
                let path = self.path.as_str();
                let text = fl!(w, "shared-away", path = path, why = why);
                if !std::mem::replace(&mut self.is_away, true) {
                    self.notice(&text);
                }
            }
            Err(FolderError::Record(error)) => {
                self.store = None;
                self.once(&error.explain(&self.workspace.words));
            }
        }
    }

    fn tell(&mut self, round: &Round) {
        let w = self.workspace.words.clone();
        self.is_away = false;
        for (name, taken) in &round.taken {
            if taken.new > 0 {
                let (name, count) = (name.as_str(), taken.new);
                self.notice(&fl!(w, "shared-taken", name = name, count = count));
            }
        }
        if round.taken.iter().any(|(_, taken)| taken.new > 0) {
            let conflicts = self.conflicts();
            if conflicts > 0 {
                self.once(&fl!(w, "shared-conflicts", count = conflicts));
            }
        }
        for (fingerprint, name) in &round.strangers {
            self.once(&fl!(
                w,
                "bundle-from-unknown",
                name = name.as_str(),
                fingerprint = fingerprint.to_string()
            ));
        }
        for (path, error) in &round.refused {
            let path = shown(path);
            let why = error.explain(&w);
            self.once(&fl!(w, "shared-refused", file = path, why = why));
        }
        let sharing = match round.unshared {
            None => Sharing::Nobody,
            Some(0) => Sharing::Whole,
            Some(count) => Sharing::Lacking(count),
        };
        self.say(Msg::Shared(sharing));
    }

    /// How many things of the record are stated in more than one way now, as far as that can be read.
    fn conflicts(&self) -> usize {
        let store = self.store.as_ref();
        let open = store.and_then(|store| store.open_conflicts().ok());
        open.map_or(0, |open| open.len())
    }

    fn once(&mut self, text: &str) {
        if self.told.insert(text.to_owned()) {
            self.notice(text);
        }
    }

    fn notice(&self, text: &str) {
        self.say(Msg::Notice {
            grave: false,
            text: Clean::line(text),
        });
    }

    fn say(&self, msg: Msg) {
        let _ = self.to.send(Event::Msg(msg));
    }
}
