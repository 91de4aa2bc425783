//! What the thread of the record is handed.

use super::World;
use crate::shell::clock;
use crate::shell::database::{Intent, Job, Save};

impl World<'_> {
    pub(super) fn ask(&self, job: Job) {
        if let Some(database) = &self.database {
            database.ask(job);
        }
    }

    pub(super) fn save(&self, ticket: u64, what: Intent) {
        if let Some(database) = &self.database {
            let at = clock::timestamp();
            let by = self.model.world.actor.clone().unwrap_or_default();
            database.save(Save {
                ticket,
                at,
                by,
                what,
            });
        }
    }
}
