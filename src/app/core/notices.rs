//! What was told in this run, and which of it is shown.

use super::say::Say;
use jiff::Timestamp;

/// Something told, and when.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// What.
    pub say: Say,
    /// Stays until Esc.
    pub grave: bool,
    /// When.
    pub at: Timestamp,
}

/// All notices of this run; the newest is shown in the facts row for a while.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Notices {
    /// Oldest first.
    pub log: Vec<Notice>,
    /// How many were not looked at in the list.
    pub unseen: usize,
    /// Shown now.
    toast: Option<Notice>,
    /// It was told by the message that is being worked on.
    is_new: bool,
}

/// How long a notice stays, in seconds.
const STAYS: i64 = 4;
/// More are not kept.
const KEPT: usize = 500;

impl Notices {
    /// Tells something.
    pub fn tell(&mut self, say: Say, grave: bool, at: Timestamp) {
        let notice = Notice { say, grave, at };
        if self.log.len() >= KEPT {
            self.log.remove(0);
        }
        self.log.push(notice.clone());
        if grave {
            self.unseen += 1;
        }
        if grave || !self.toast.as_ref().is_some_and(|t| t.grave) {
            self.toast = Some(notice);
            self.is_new = true;
        }
    }

    /// The next message is worked on.
    pub fn begin_turn(&mut self) {
        self.is_new = false;
    }

    /// The screen is left: what was told there goes with it. It stays in the list, and what was grave stays counted there.
    pub fn leave(&mut self) {
        if !self.is_new {
            self.toast = None;
        }
    }

    /// Tells something grave in several sentences; the first one, what happened, is shown.
    pub fn warn_all(&mut self, says: impl IntoIterator<Item = Say>, at: Timestamp) {
        let mut first = None;
        for say in says {
            self.tell(say, true, at);
            first = first.or_else(|| self.log.last().cloned());
        }
        self.toast = first.or(self.toast.take());
    }

    /// Drops what was told with names in it, because somebody was erased. What everybody may read stays, and so do
    /// sentences from the world outside that do not name them.
    pub fn forget(&mut self, names: impl Fn(&str) -> bool) {
        let stays = |n: &Notice| match &n.say {
            Say::Text(text) => !names(text),
            say => say.is_public(),
        };
        self.log.retain(&stays);
        self.unseen = self.log.iter().filter(|n| n.grave).count().min(self.unseen);
        self.toast.take_if(|toast| !stays(toast));
    }

    /// What the facts row shows.
    pub fn toast(&self) -> Option<&Notice> {
        self.toast.as_ref()
    }

    /// Takes the shown one away. Whether it would have stayed.
    pub fn dismiss(&mut self) -> bool {
        let grave = self.toast.take().is_some_and(|t| t.grave);
        if grave {
            self.unseen = self.unseen.saturating_sub(1);
        }
        grave
    }

    /// Lets the shown one go when its time has passed.
    pub fn tick(&mut self, now: Timestamp) {
        let gone = |t: &Notice| !t.grave && now.as_second() - t.at.as_second() >= STAYS;
        if self.toast.as_ref().is_some_and(gone) {
            self.toast = None;
        }
    }
}
