//! Somebody at the keyboard of the real program, whose keys are counted.

use crate::pty::Pty;
use std::cell::Cell;

/// Sends keys one by one and counts them.
pub(super) struct Hand<'p> {
    pty: &'p Pty,
    keys: Cell<usize>,
}

impl<'p> Hand<'p> {
    pub(super) fn at(pty: &'p Pty) -> Self {
        let keys = Cell::new(0);
        Self { pty, keys }
    }

    /// How many keys were pressed. What an input method makes of several counts as its characters.
    pub(super) fn keys(&self) -> usize {
        self.keys.get()
    }

    pub(super) fn press(&self, keys: &[&str]) -> &Self {
        for key in keys {
            self.pty.send(key);
            self.keys.set(self.keys.get() + 1);
        }
        self
    }

    pub(super) fn types(&self, text: &str) -> &Self {
        self.pty.send(text);
        self.keys.set(self.keys.get() + text.chars().count());
        self
    }

    pub(super) fn sees(&self, text: &str) -> &Self {
        self.pty.sees(text);
        self
    }
}
