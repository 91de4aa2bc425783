//! What an import erased here, and who did it: an erasure is always taken in, and never silently.

use super::super::StoreError;
use super::super::device::{Acquaintances, Public};
use super::signature;
use crate::domain::entity::Change;
use crate::domain::op::Op;
use crate::text::Clean;
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// What somebody erased in a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wiped {
    /// Who did it.
    pub actor: Clean,
    /// On which laptop: its incarnation.
    pub device: Uuid,
    /// Where.
    pub session: Clean,
    /// The badge numbers of the persons.
    pub persons: BTreeSet<Clean>,
    /// Ops that lost what they said without a person being named, as by a purge.
    pub ops: usize,
    /// Whether the laptop is known.
    pub by: Author,
}

/// Whether the laptop that erased is known here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Author {
    /// This laptop itself, or one that was accepted.
    Known,
    /// It signed, and nobody accepted it.
    NotAccepted,
    /// Nobody signed.
    Unsigned,
}

/// Whose erasures: laptop, author and session.
type Whose = (Uuid, Clean, Clean);

/// The erasures of an import, on their way in.
#[derive(Debug, Default)]
pub(super) struct Erasures(BTreeMap<Whose, Coming>);

#[derive(Debug, Default)]
struct Coming {
    persons: BTreeSet<Clean>,
    ops: usize,
    newest: u64,
}

impl Erasures {
    /// Notes one.
    pub(super) fn note(&mut self, op: &Op) {
        let Change::ContentErased { ops, person, .. } = &op.change else {
            return;
        };
        if ops.is_empty() && person.as_ref().is_none_or(|marker| marker.came_back) {
            return;
        }
        let at = |session: &Clean| (op.stamp.device, op.actor.clone(), session.clone());
        let seats = person.iter().filter(|marker| !marker.came_back);
        for (session, badge) in seats.flat_map(|marker| &marker.seats) {
            let coming = self.0.entry(at(session)).or_default();
            coming.persons.insert(badge.clone());
        }
        let coming = self.0.entry(at(&op.scope)).or_default();
        if person
            .as_ref()
            .is_none_or(|marker| !marker.purged.is_empty())
        {
            coming.ops += ops.len();
        }
        coming.newest = coming.newest.max(op.stamp.seq);
    }

    /// Who erased what, once all of it is here. `own`: the incarnations and keys of this laptop.
    pub(super) fn known(
        self,
        db: &Connection,
        known: &Acquaintances,
        own: (&BTreeSet<Uuid>, Option<Public>),
    ) -> Result<Vec<Wiped>, StoreError> {
        let mut found = Vec::new();
        for ((device, actor, session), coming) in self.0 {
            if coming.persons.is_empty() && coming.ops == 0 {
                continue;
            }
            let signed = signature::newest(db, device, &session)?;
            let signed = signed.filter(|(seq, _)| *seq >= coming.newest);
            let by = match signed.map(|(_, by)| by.by) {
                _ if own.0.contains(&device) => Author::Known,
                Some(by) if own.1 == Some(by) || known.with_keys(&by).is_some() => Author::Known,
                Some(_) => Author::NotAccepted,
                None => Author::Unsigned,
            };
            found.push(Wiped {
                actor,
                device,
                session,
                persons: coming.persons,
                ops: coming.ops,
                by,
            });
        }
        Ok(found)
    }
}
