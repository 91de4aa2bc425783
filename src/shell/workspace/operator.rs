//! Who records, and what they type: somebody who is named, and texts that a line can show.

use super::Workspace;
use crate::domain::entity::{Change, Entity};
use crate::domain::rule::length;
use crate::domain::rule::name::names_somebody;
use crate::shell::failure::{Failure, FailureKind};
use crate::text::Clean;
use crate::words::fl;

impl Workspace {
    /// Refuses texts that were typed and are longer than any memo is. What a file says is judged where it is read.
    pub(super) fn is_short_enough(&self, changes: &[(Entity, Change)]) -> Result<(), Failure> {
        let typed = changes
            .iter()
            .filter(|(entity, _)| entity.prepared_for().is_none());
        let bodies = typed.filter_map(|(_, change)| change.body().ok());
        let count = bodies.map(|body| length::longest(&body)).max().unwrap_or(0);
        if count <= length::TEXT {
            return Ok(());
        }
        let what = fl!(
            self.words,
            "shell-long-text",
            count = count,
            most = length::TEXT
        );
        Err(Failure::new(FailureKind::Usage, what).hint(fl!(self.words, "shell-long-text-how")))
    }

    /// Who records. The name of the computer's user is none: a shared laptop has one for everybody.
    pub fn who(&self) -> Result<&Clean, Failure> {
        let w = &self.words;
        let count = self.actor.chars().count();
        if count > length::NAME {
            let what = fl!(w, "shell-long-name", count = count, most = length::NAME);
            return Err(Failure::new(FailureKind::Usage, what).hint(fl!(w, "shell-long-name-how")));
        }
        if names_somebody(&self.actor) {
            return Ok(&self.actor);
        }
        Err(Failure::new(FailureKind::Usage, fl!(w, "shell-no-name"))
            .because(fl!(w, "shell-no-name-why"))
            .hint(fl!(w, "shell-no-name-how"))
            .hint(fl!(w, "shell-no-name-kept")))
    }
}
