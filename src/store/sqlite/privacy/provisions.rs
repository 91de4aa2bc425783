//! The introductions: whose contact went to which hospital.

use crate::domain::code::Level;
use crate::domain::entity::Entity;
use crate::domain::entity::pairing::PairingChange;
use crate::domain::entity::session::SessionChange;
use crate::domain::op::Op;
use crate::domain::roster::Session;
use crate::store::privacy::ERASED;
use crate::store::privacy::provision::Provision;
use crate::store::sqlite::SqliteStore;
use crate::store::{LogFilter, Sessions, Store, StoreError};
use crate::text::Clean;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// Every version of every session, the oldest first.
type Prepared = BTreeMap<Clean, Vec<Session>>;

impl SqliteStore {
    /// Every introduction: whose contact went to which hospital, when and through whom. One person, need and hospital are
    /// one introduction, however often the degree changed; 見送り is none, and what was undone is left out.
    pub fn provisions(&self, scope: &Sessions) -> Result<Vec<Provision>, StoreError> {
        let log = self.log(&LogFilter::within(scope))?;
        let mut prepared = Prepared::new();
        let mut found = Vec::new();
        let mut seen = BTreeSet::new();
        // Who is the contact of a pairing, as far as the log was read.
        let mut contacts: BTreeMap<Entity, BTreeSet<Clean>> = BTreeMap::new();
        for entry in log {
            let op = entry.op;
            if let Some(SessionChange::Loaded(session)) = op.change.session() {
                let versions = prepared.entry(session.id.clone()).or_default();
                versions.push((**session).clone());
            }
            if entry.undone {
                continue;
            }
            let (person, level) = match op.change.pairing() {
                Some(PairingChange::Recorded { person, level }) => (person.as_ref(), *level),
                Some(PairingChange::Level { level }) => (None, *level),
                Some(
                    PairingChange::Note { .. }
                    | PairingChange::Status { .. }
                    | PairingChange::Next { .. },
                )
                | None => continue,
            };
            let badges = contacts.entry(op.entity.clone()).or_default();
            badges.extend(person.cloned());
            if level == Level::Declined {
                continue;
            }
            for badge in badges.iter() {
                if let Some(one) = provision(&op, badge, &prepared)
                    && seen.insert((one.pairing.clone(), badge.clone(), one.hospital.clone()))
                {
                    found.push(one);
                }
            }
        }
        Ok(found)
    }
}

fn provision(op: &Op, badge: &Clean, prepared: &Prepared) -> Option<Provision> {
    let Entity::Pairing(pairing) = &op.entity else {
        return None;
    };
    let versions = prepared
        .get(&pairing.session)
        .map_or(&[][..], Vec::as_slice);
    // The newest version as of the op that says it: a file read later may say nothing of them any more.
    fn newest<'a, T>(all: &'a [Session], of: impl Fn(&'a Session) -> Option<T>) -> Option<T> {
        all.iter().rev().find_map(of)
    }
    let named = |s: &Session| {
        let name = &s.attendee(badge)?.name;
        (*name != ERASED).then(|| name.clone())
    };
    let org_name = |id: &Clean| {
        let name = newest(versions, |s| s.organisation(id).map(|o| o.name.clone()));
        name.unwrap_or_else(|| id.clone())
    };
    let hospital = newest(versions, |s| {
        let need = s.need(&pairing.need)?;
        (!need.hospital.is_empty()).then(|| need.hospital.clone())
    });
    // Where no version knows the need, those who held the meeting do.
    let host = || {
        newest(versions, |s| {
            s.joint_hospitals.first().or(s.hosts.first()).cloned()
        })
    };
    let hospital = hospital.or_else(host).map(|id| org_name(&id));
    Some(Provision {
        at: op.stamp.hlc.time(),
        name: newest(versions, named).unwrap_or_default(),
        org_name: org_name(&pairing.org),
        hospital: hospital.unwrap_or_else(|| pairing.session.clone()),
        badge: badge.clone(),
        pairing: pairing.clone(),
        actor: op.actor.clone(),
    })
}
