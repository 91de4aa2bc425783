//! What the law asks of whoever keeps persons' data: to say what is held, to whom it went, and to forget.

#![warn(
    clippy::wildcard_enum_match_arm,
    reason = "what is new is forgotten, too"
)]

use super::super::privacy::provision::Provision;
use super::super::privacy::report::{Overdue, PersonReport};
use super::super::privacy::{ERASED, erase, purge};
use super::super::{Draft, LogEntry, LogFilter, Sessions, Store, StoreError, chain};
use super::leftovers::Less;
use super::mirror::MirrorState;
use super::{SqliteStore, ops, take_in};
use crate::domain::book::whole;
use crate::domain::entity::Change;
use crate::domain::entity::Entity;
use crate::domain::entity::Erased;
use crate::domain::entity::attendee::AttendeeChange;
use crate::domain::op::Op;
use crate::domain::roster::Attendee;
use crate::text::Clean;
use jiff::Timestamp;
use jiff::ToSpan;
use rusqlite::Connection;
use rusqlite::limits::Limit;
use serde_json::Value;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// What was erased.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Erasure {
    /// Ops that lost their payload.
    pub ops: usize,
    /// The free pages of the file were overwritten and given back. `false`: another program was at work; it happens
    /// with the next erasure or [`SqliteStore::compact`].
    pub compacted: bool,
    /// Copies beside the record that could not be opened and may still hold it: for the user to remove.
    pub left: Vec<PathBuf>,
}

impl SqliteStore {
    /// Everything held about the person with a badge number.
    pub fn person_report(
        &self,
        scope: &Sessions,
        badge: &Clean,
    ) -> Result<PersonReport, StoreError> {
        let wanted = LogFilter::within(scope);
        let mut log = self.log(&wanted)?;
        // What waits for the ops before it is held, too.
        let waiting = take_in::waiting(&self.db)?.into_iter();
        let waiting = waiting
            .map(|op| op.open(None))
            .filter(|op| wanted.matches(op));
        log.extend(waiting.map(|op| LogEntry { op, undone: false }));
        let prepared = prepared(log.iter().map(|entry| &entry.op), badge);
        let words = erase::words(&prepared);
        let drafts = ops::notes(&self.db)?.into_iter().map(|(_, text)| text);
        let book = self.book(scope)?;
        let pairings = book.pairings.values();
        let names = |op: &Op| {
            let contact = op.change.subject(&op.entity).person;
            contact == Some(badge)
                || erase::without(&op.entity, &op.change, badge, &words).is_some()
        };
        Ok(PersonReport {
            pairings: pairings
                .filter(|p| p.persons.contains(badge))
                .map(|p| p.id.clone())
                .collect(),
            provisions: (self.provisions(scope)?.into_iter())
                .filter(|p| p.badge == *badge)
                .collect(),
            drafts: drafts
                .filter(|text| words.iter().any(|w| text.contains(w.as_str())))
                .map(|text| Clean::line(&text))
                .collect(),
            files: self.files_beside(),
            mentions: log.into_iter().filter(|entry| names(&entry.op)).collect(),
            prepared,
        })
    }

    /// Forgets a person: every payload that names them goes, from the second copy too, and from fork files, rescue files
    /// and replaced records that lie beside this one. Badge number and organisation stay, so that counts and the record
    /// of provision do. Backups keep the person until they age out; the session file is the user's own to correct.
    pub fn person_erase(
        &mut self,
        scope: &Sessions,
        badge: &Clean,
        by: (&Clean, &Clean),
        now: Timestamp,
    ) -> Result<Erasure, StoreError> {
        let log = self.log(&LogFilter::within(scope))?;
        let waiting = take_in::waiting(&self.db)?;
        let waiting: Vec<Op> = waiting.iter().map(|op| op.open(None)).collect();
        let ops = log.iter().map(|entry| &entry.op).chain(&waiting);
        let words = erase::words(&prepared(ops, badge));
        let less = |entity: &Entity, change: &Change| erase::without(entity, change, badge, &words);
        self.forget_notes(|text| words.iter().any(|w| text.contains(w.as_str())))?;
        self.forget_everywhere(scope, &less, by, now)
    }

    /// Forgets all persons and all free text of a session; numbers, states and days stay.
    pub fn purge(
        &mut self,
        session: &Clean,
        by: (&Clean, &Clean),
        now: Timestamp,
    ) -> Result<Erasure, StoreError> {
        self.forget_notes(|_| true)?;
        let scope = Sessions::One(session.clone());
        self.forget_everywhere(&scope, &|_, change| purge::purged(change), by, now)
    }

    fn forget_everywhere(
        &mut self,
        scope: &Sessions,
        less: Less<'_>,
        by: (&Clean, &Clean),
        now: Timestamp,
    ) -> Result<Erasure, StoreError> {
        let mut erasure = self.forget(scope, less, by, now)?;
        erasure.left = self.forget_beside(scope, less, by, now);
        Ok(erasure)
    }

    /// In this record and what waits to be taken into it.
    pub(super) fn forget(
        &mut self,
        scope: &Sessions,
        less: Less<'_>,
        by: (&Clean, &Clean),
        now: Timestamp,
    ) -> Result<Erasure, StoreError> {
        let wanted = LogFilter::within(scope);
        let log = self.log(&wanted)?;
        let waiting = take_in::waiting(&self.db)?;
        let waiting: Vec<Op> = (waiting.iter().map(|op| op.open(None)))
            .filter(|op| wanted.matches(op))
            .collect();
        let ops = log.iter().map(|entry| &entry.op).chain(&waiting);
        let erased = erased(ops.filter_map(|op| Some((op, less(&op.entity, &op.change)?))))?;
        self.erase(erased, by, now)
    }

    /// Every introduction: whose contact went to which hospital, when and through whom. Undone ones are left out.
    pub fn provisions(&self, scope: &Sessions) -> Result<Vec<Provision>, StoreError> {
        let book = self.book(scope)?;
        let mut wanted = LogFilter::within(scope);
        wanted.kind = Some("pairing-recorded".to_owned());
        let log = self.log(&wanted)?;
        let found = log.into_iter().filter(|entry| !entry.undone);
        Ok(found
            .filter_map(|entry| {
                let badge = entry.op.change.subject(&entry.op.entity).person?.clone();
                let Entity::Pairing(pairing) = entry.op.entity else {
                    return None;
                };
                let session = book.sessions.get(&pairing.session);
                let attendee = session.and_then(|s| s.recorded_attendee(&badge));
                let name = attendee.map(|a| a.name.clone()).unwrap_or_default();
                let need = session.and_then(|s| s.recorded_need(&pairing.need));
                let org_name = |id: &Clean| session.map_or(id, |s| s.org_name(id)).clone();
                Some(Provision {
                    at: entry.op.stamp.hlc.time(),
                    name: if name == ERASED {
                        Clean::default()
                    } else {
                        name
                    },
                    org_name: org_name(&pairing.org),
                    hospital: need.map(|n| org_name(&n.hospital)).unwrap_or_default(),
                    badge,
                    pairing,
                    actor: entry.op.actor,
                })
            })
            .collect())
    }

    /// Sessions that still hold persons `years` after their last entry: to be looked through, never erased by itself.
    pub fn retention(&self, now: Timestamp, years: i64) -> Result<Vec<Overdue>, StoreError> {
        let limit = now
            .checked_sub((years * 8766).hours())
            .unwrap_or(Timestamp::UNIX_EPOCH);
        let mut old = self.recent_sessions()?;
        old.retain(|s| s.last_at < limit);
        if old.is_empty() {
            // Asked at every start: mostly there is nothing to read.
            return Ok(Vec::new());
        }
        let book = self.book(&Sessions::All)?;
        Ok(old
            .into_iter()
            .filter_map(|s| {
                let people = &book.sessions.get(&s.id)?.attendees;
                let held = |a: &&Attendee| !a.name.is_empty() && a.name != ERASED;
                let persons = people.iter().filter(held).count();
                (persons > 0).then_some(Overdue {
                    session: s.id,
                    title: s.title,
                    last_at: s.last_at,
                    persons,
                })
            })
            .collect())
    }

    /// Overwrites what is free in the file and gives it back.
    pub fn compact(&mut self) -> Result<(), StoreError> {
        self.writable()?;
        compact(&self.db)?;
        if let Some(mirror) = &self.mirror
            && let Err(error) = compact(mirror)
        {
            self.mirror_state = MirrorState::Failed(error.to_string());
        }
        Ok(())
    }

    fn erase(
        &mut self,
        erased: BTreeMap<Clean, Vec<Erased>>,
        (actor, reason): (&Clean, &Clean),
        now: Timestamp,
    ) -> Result<Erasure, StoreError> {
        let ops = erased.values().map(Vec::len).sum();
        for (scope, ops) in erased {
            let draft = Draft {
                actor: actor.clone(),
                scope: scope.clone(),
                changes: vec![(
                    Entity::Session(scope),
                    Change::ContentErased {
                        ops,
                        reason: reason.clone(),
                    },
                )],
                action: None,
            };
            self.commit(&draft, now)?;
        }
        let compacted = match self.compact() {
            Ok(()) => true,
            Err(StoreError::Busy) => false,
            Err(other) => return Err(other),
        };
        Ok(Erasure {
            ops,
            compacted,
            left: Vec::new(),
        })
    }

    /// Small things beside the record, such as half-typed memos, may name somebody, too.
    fn forget_notes(&mut self, names: impl Fn(&str) -> bool) -> Result<(), StoreError> {
        let found: BTreeSet<String> = ops::notes(&self.db)?
            .into_iter()
            .filter(|(_, text)| names(text))
            .map(|(key, _)| key)
            .collect();
        found.iter().try_for_each(|key| self.set_note(key, None))
    }
}

/// Every version of a person that was ever prepared.
fn prepared<'a>(ops: impl Iterator<Item = &'a Op>, badge: &Clean) -> Vec<(Clean, Attendee)> {
    let mut found: Vec<(Clean, Attendee)> = Vec::new();
    for op in ops {
        let (Some(session), whole) = (op.entity.session(), whole::loaded(op)) else {
            continue;
        };
        let in_file = whole
            .into_iter()
            .flat_map(|file| file.attendees.iter().cloned());
        let alone = match op.change.attendee() {
            Some(AttendeeChange::Read { set, .. } | AttendeeChange::Corrected { set }) => {
                let mut person = set.alone();
                person.badge = op.entity.person().cloned().unwrap_or_default();
                Some(person)
            }
            Some(AttendeeChange::Withdrawn {}) | None => None,
        };
        for person in in_file.chain(alone).filter(|a| a.badge == *badge) {
            let entry = (session.clone(), person);
            if !found.contains(&entry) {
                found.push(entry);
            }
        }
    }
    found
}

/// What is to be erased, by the compartment it stands in.
fn erased<'a>(
    found: impl Iterator<Item = (&'a Op, Change)>,
) -> Result<BTreeMap<Clean, Vec<Erased>>, StoreError> {
    let mut by_scope: BTreeMap<Clean, Vec<Erased>> = BTreeMap::new();
    for (op, less) in found {
        let body = chain::payload(&less, &op.extras)?;
        let erased = Erased {
            device: op.stamp.device,
            scope: op.scope.clone(),
            seq: op.stamp.seq,
            instead: serde_json::from_str(&body).unwrap_or(Value::Null),
        };
        by_scope.entry(op.scope.clone()).or_default().push(erased);
    }
    Ok(by_scope)
}

fn compact(db: &Connection) -> Result<(), StoreError> {
    checkpoint(db)?;
    // Within, VACUUM attaches the file it writes.
    db.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 1)?;
    let vacuumed = db.execute_batch("VACUUM");
    db.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    vacuumed?;
    checkpoint(db)
}

/// Everything into the file itself, and the WAL emptied.
fn checkpoint(db: &Connection) -> Result<(), StoreError> {
    let busy: i64 =
        db.pragma_update_and_check(None, "wal_checkpoint", "TRUNCATE", |row| row.get(0))?;
    if busy == 0 {
        Ok(())
    } else {
        Err(StoreError::Busy)
    }
}
