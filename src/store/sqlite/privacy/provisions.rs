//! The introductions: whose contact went to which hospital.

use crate::domain::book::Book;
use crate::domain::code::{Level, Office, ProvisionRecord};
use crate::domain::entity::Entity;
use crate::domain::entity::pairing::PairingChange;
use crate::domain::op::Op;
use crate::store::privacy::ERASED;
use crate::store::privacy::provision::{Consent, Provision, Recipient, items_of, record_of};
use crate::store::sqlite::SqliteStore;
use crate::store::{LogEntry, LogFilter, Sessions, Store, StoreError};
use crate::text::Clean;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

impl SqliteStore {
    /// Every introduction: whose contact went to which hospital, when and through whom. One person, need and hospital are
    /// one introduction, however often the degree changed; 見送り is none, and what was undone is left out.
    pub fn provisions(&self, scope: &Sessions) -> Result<Vec<Provision>, StoreError> {
        Ok(self.provisions_in(self.log(&LogFilter::within(scope))?))
    }

    /// Those of a log that has every op of the meetings asked about.
    pub(super) fn provisions_in(&self, log: Vec<LogEntry>) -> Vec<Provision> {
        // What was prepared, as far as the log was read.
        let mut prepared = Book::default();
        let mut found: Vec<Provision> = Vec::new();
        let mut seen = BTreeMap::new();
        // When a contact went somewhere for the last time.
        let mut last = BTreeMap::new();
        // Who is the contact of a pairing, as far as the log was read.
        let mut contacts: BTreeMap<Entity, BTreeSet<Clean>> = BTreeMap::new();
        for entry in log {
            let op = entry.op;
            if entry.undone {
                continue;
            }
            if op.entity.prepared_for().is_some() {
                prepared.apply(&op);
            }
            let (person, level) = match op.change.pairing() {
                Some(PairingChange::Recorded { person, level }) => (person.as_ref(), *level),
                Some(PairingChange::Level { level }) => (None, Some(*level)),
                Some(
                    PairingChange::Note { .. }
                    | PairingChange::Status { .. }
                    | PairingChange::Next { .. }
                    | PairingChange::Coordinator { .. }
                    | PairingChange::Point { .. }
                    | PairingChange::Met { .. }
                    | PairingChange::Succeeds { .. },
                )
                | None => continue,
            };
            let badges = contacts.entry(op.entity.clone()).or_default();
            badges.extend(person.cloned());
            if level == Some(Level::Declined) {
                continue;
            }
            for badge in badges.iter() {
                if let Some(mut one) = provision(&op, badge, &prepared, self.office) {
                    // As far as it is known, where the clock was wrong.
                    (one.at, one.last_at) = (entry.date, entry.date);
                    let to = (
                        one.pairing.session.clone(),
                        badge.clone(),
                        one.hospital.clone(),
                    );
                    let known = last.entry(to).or_insert(one.at);
                    *known = one.at.max(*known);
                    let what = (one.pairing.clone(), badge.clone(), one.hospital.clone());
                    let at = *seen.entry(what).or_insert(found.len());
                    match found.get_mut(at) {
                        Some(known) => known.ops.push(op.id),
                        None => found.push(one),
                    }
                }
            }
        }
        for one in &mut found {
            let session = one.pairing.session.clone();
            // What they agreed to is told as it is known now.
            let known = prepared.sessions.get(&session);
            if let Some(person) = known.and_then(|s| s.recorded_attendee(&one.badge)) {
                one.consent = Consent::of(person);
                one.record = record_of(person);
            }
            let to = (session, one.badge.clone(), one.hospital.clone());
            one.last_at = last.get(&to).copied().unwrap_or(one.at);
        }
        found
    }
}

fn provision(op: &Op, badge: &Clean, prepared: &Book, office: Office) -> Option<Provision> {
    let Entity::Pairing(pairing) = &op.entity else {
        return None;
    };
    // As of the op that says it; what was withdrawn since stays known.
    let session = prepared.sessions.get(&pairing.session);
    let person = session.and_then(|s| s.recorded_attendee(badge));
    let org_name = |id: &Clean| session.map_or(id, |s| s.org_name(id)).clone();
    let need = session.and_then(|s| s.recorded_need(&pairing.need));
    let hospital = need.map(|need| &need.hospital).filter(|id| !id.is_empty());
    // Where nothing knows the hospital of the need, those who held the meeting do.
    let host = || session.and_then(|s| s.joint_hospitals.first().or(s.hosts.first()));
    let recipient = hospital.or_else(host);
    let details = recipient
        .and_then(|id| session?.recorded_organisation(id))
        .map(Recipient::of);
    let hospital = recipient.map(org_name);
    Some(Provision {
        at: op.date(),
        last_at: op.date(),
        ops: vec![op.id],
        name: person
            .map(|a| a.name.clone())
            .filter(|name| *name != ERASED)
            .unwrap_or_default(),
        items: person.map(items_of).unwrap_or_default(),
        recipient: details.unwrap_or_default(),
        consent: Consent::default(),
        record: ProvisionRecord::Usual,
        office,
        org_name: org_name(&pairing.org),
        hospital: hospital.unwrap_or_else(|| pairing.session.clone()),
        badge: badge.clone(),
        pairing: pairing.clone(),
        actor: op.actor.clone(),
    })
}
