//! The rescue file: actions that could not be saved, written somewhere else before the program ends, taken in later.

use super::super::{Draft, Passphrase, Saved, Store, StoreError, new_id};
use super::sidecar;
use crate::domain::entity::Change;
use crate::domain::entity::Entity;
use crate::text::Clean;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::path::Path;
use uuid::Uuid;

/// The longest rescue file that is read.
const LONGEST: u64 = 256 << 20;

#[derive(Serialize, Deserialize)]
struct Line {
    at: Timestamp,
    actor: Clean,
    scope: Clean,
    action: Uuid,
    changes: Vec<(Entity, Change)>,
}

/// Writes unsaved actions of a record that is not encrypted: see [`write_under`].
pub fn write(path: &Path, unsaved: &[(Timestamp, Draft)]) -> Result<(), StoreError> {
    write_under(path, unsaved, None)
}

/// Writes unsaved actions with the time they were done, one per line, readable by their owner only and encrypted with the
/// `key` of the record. An action without an identity gets one here, so that the file can be taken in twice.
pub fn write_under(
    path: &Path,
    unsaved: &[(Timestamp, Draft)],
    key: Option<&Passphrase>,
) -> Result<(), StoreError> {
    let mut text = String::new();
    for (at, draft) in unsaved {
        let line = Line {
            at: *at,
            actor: draft.actor.clone(),
            scope: draft.scope.clone(),
            action: draft.action.unwrap_or_else(|| new_id(*at)),
            changes: draft.changes.clone(),
        };
        text += &serde_json::to_string(&line).map_err(|e| bad(0, &e.to_string()))?;
        text.push('\n');
    }
    sidecar::write(path, &text, key)
}

/// The actions of a rescue file that is not encrypted.
pub fn read(path: &Path) -> Result<Vec<(Timestamp, Draft)>, StoreError> {
    read_under(path, None)
}

/// The actions of a rescue file, encrypted or not.
pub fn read_under(
    path: &Path,
    key: Option<&Passphrase>,
) -> Result<Vec<(Timestamp, Draft)>, StoreError> {
    if std::fs::symlink_metadata(path).is_ok_and(|meta| meta.len() > LONGEST) {
        return Err(bad(0, "too long"));
    }
    let bytes = sidecar::read(path, key)?;
    let text = String::from_utf8(bytes).map_err(|_| bad(0, "UTF-8"))?;
    let lines = text
        .lines()
        .enumerate()
        .filter(|(_, l)| !l.trim().is_empty());
    lines
        .map(|(n, line)| {
            let line: Line = serde_json::from_str(line).map_err(|e| bad(n + 1, &e.to_string()))?;
            let draft = Draft {
                actor: line.actor,
                scope: line.scope,
                changes: line.changes,
                action: Some(line.action),
            };
            Ok((line.at, draft))
        })
        .collect()
}

/// Saves the actions of a rescue file; those that were saved after all are left aside.
pub fn take_in(
    store: &mut dyn Store,
    unsaved: &[(Timestamp, Draft)],
) -> Result<Vec<Saved>, StoreError> {
    let each = unsaved.iter();
    each.map(|(at, draft)| store.commit(draft, *at)).collect()
}

fn bad(line: usize, detail: &str) -> StoreError {
    StoreError::BadInput {
        line,
        detail: detail.to_owned(),
    }
}
