//! What was asked for and is not durable.

use super::job::Save;
use crate::domain::entity::{Change, Entity};
use crate::store::Draft;
use crate::text::Clean;
use jiff::Timestamp;
use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use uuid::Uuid;

/// What is left when the record is closed.
#[derive(Debug, Default)]
pub struct Unsaved {
    /// Actions with the time they were done, for the rescue file.
    pub actions: Vec<(Timestamp, Draft)>,
    /// Undos and redos: what they would have switched is known only to the record, so they are given up.
    pub switches: usize,
}

pub(super) fn draft(
    actor: &Clean,
    scope: Clean,
    changes: Vec<(Entity, Change)>,
    action: Uuid,
) -> Draft {
    Draft {
        actor: actor.clone(),
        scope,
        changes,
        action: Some(action),
    }
}

/// What is in it, also after a panic of whoever held it: it is changed only whole.
pub(super) fn lock(queue: &Mutex<VecDeque<Save>>) -> MutexGuard<'_, VecDeque<Save>> {
    queue.lock().unwrap_or_else(PoisonError::into_inner)
}
