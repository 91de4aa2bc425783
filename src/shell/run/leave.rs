//! The end of a run: what waits is saved, and what cannot be is kept and told.

use super::World;
use crate::shell::failure::{Failure, FailureKind};
use crate::shell::user_files::shown;
use crate::words::fl;

impl World<'_> {
    /// Saves all changes that wait. Those that cannot be saved are kept in a rescue file and reported.
    pub(super) fn leave(mut self) -> Result<(), Failure> {
        let unsaved = self.database.take().map(|mut d| d.close());
        let unsaved = unsaved.unwrap_or_default();
        // From here on, text goes to the terminal in its normal mode.
        drop(self.screen);
        let w = &self.words;
        let count = unsaved.actions.len() + unsaved.switches;
        if count > 0 {
            let what = fl!(w, "shell-unsaved", count = count);
            let failure = Failure::new(FailureKind::Failed, what);
            let mut failure = failure.because(fl!(w, "shell-unsaved-why"));
            if !unsaved.actions.is_empty() {
                failure = match self.workspace.rescue(&unsaved.actions) {
                    Some(path) => failure.hint(fl!(w, "shell-rescued", path = shown(&path))),
                    None => failure.hint(fl!(w, "shell-unsaved-how")),
                };
            }
            if unsaved.switches > 0 {
                let count = unsaved.switches;
                failure = failure.hint(fl!(w, "shell-undo-again", count = count));
            }
            return Err(failure);
        }
        if self.broken {
            return Err(Failure::new(FailureKind::Failed, fl!(w, "shell-broken"))
                .because(fl!(w, "shell-broken-why"))
                .hint(fl!(w, "shell-broken-how")));
        }
        Ok(())
    }
}
