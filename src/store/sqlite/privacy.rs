//! What the law asks of whoever keeps persons' data: to say what is held, to whom it went, and to forget.

#![warn(
    clippy::wildcard_enum_match_arm,
    reason = "what is new is forgotten, too"
)]

mod again;
mod alike;
mod away;
mod enforce;
mod forget;
pub(super) mod held;
pub(super) mod here;
pub(super) mod markers;
pub(super) mod naming;
mod provisions;
mod purged;
mod purges;
pub mod recogniser;
mod recorders;
mod retention;
pub mod sealed;
mod seats;
mod shared;
mod sieve;
mod tried;
mod without;

use super::super::privacy::erase::{Also, Forgetting};
use super::super::privacy::marks::MarkKeys;
use super::super::privacy::purge::Purging;
use super::super::privacy::report::{Doubt, PersonReport};
use super::super::privacy::roll::{Person, Roll, Seat};
use super::super::{Draft, LogEntry, LogFilter, Sessions, Store, StoreError};
use super::leftovers::What;
use super::mirror::MirrorState;
use super::{SqliteStore, erasure, ops, waiting};
use crate::domain::entity::Change;
use crate::domain::entity::Entity;
use crate::domain::entity::Erased;
use crate::domain::entity::pairing::Pairing;
use crate::domain::marker::Marker;
use crate::domain::op::Op;
use crate::domain::roster::Attendee;
use crate::text::Clean;
use jiff::Timestamp;
use rusqlite::Connection;
use rusqlite::limits::Limit;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// What was erased.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Erasure {
    /// Ops that lost their payload.
    pub ops: usize,
    /// The free pages of the file were overwritten and given back. `false`: another program was at work; it happens
    /// with the next erasure or [`SqliteStore::compact`].
    pub compacted: bool,
    /// Copies beside the record that could not be opened and may still hold it: for the user to remove.
    pub left: Vec<PathBuf>,
    /// Copies that are not there now, such as a second copy on a stick, and still hold it.
    pub away: Vec<PathBuf>,
    /// Introductions of which name and items stay, sealed.
    pub sealed: usize,
    /// It had been begun before: this went on with it.
    pub continued: bool,
    /// Places that may name the person and stay until the user decides.
    pub doubts: Vec<Doubt>,
    /// Sessions that were purged before and of which something came since and is gone now, with how many ops.
    pub purged: BTreeMap<Clean, usize>,
}

impl Erasure {
    /// Whether nothing is left to do.
    pub fn is_done(&self) -> bool {
        self.left.is_empty() && self.away.is_empty() && self.compacted
    }
}

impl SqliteStore {
    /// Where the keys of this laptop lie, and where an older version may have laid them: beside the record.
    pub(super) fn key_places(&self) -> Vec<PathBuf> {
        let beside = super::super::files::folder(&self.path).to_owned();
        let mut places = vec![self.key_folder.clone()];
        places.extend((beside != self.key_folder).then_some(beside));
        places
    }

    fn mark_keys(&self) -> Result<MarkKeys, StoreError> {
        MarkKeys::read(&self.key_places())
    }

    /// Everybody the record holds, and who waits to be taken into it.
    pub fn roll(&self) -> Result<Roll, StoreError> {
        let mut all = self.of_the_roll()?;
        all.extend(self.waiting()?);
        Ok(Roll::read(all.iter()))
    }

    /// Every op, the oldest first; last what waits for the ops before it.
    fn everything(&self) -> Result<Vec<Op>, StoreError> {
        let log = self.log(&LogFilter::default())?;
        let log = log.into_iter().map(|entry| entry.op);
        Ok(log.chain(self.waiting()?).collect())
    }

    /// What waits for the ops before it: it is held, too.
    fn waiting(&self) -> Result<Vec<Op>, StoreError> {
        let waiting = waiting::all(&self.db)?.into_iter();
        Ok(waiting.map(|op| op.open(None)).collect())
    }

    /// Everything held about one person.
    pub fn person_report(&self, person: &Person) -> Result<PersonReport, StoreError> {
        let mut log = self.may_name(person)?;
        let provisions = self.provisions_in(log.clone());
        log.extend(self.waiting()?.into_iter().map(|op| LogEntry {
            date: op.date(),
            op,
            undone: false,
            contradicted: false,
        }));
        let forgetting = Forgetting::by_name(person, log.iter().map(|entry| &entry.op));
        let drafts = ops::notes(&self.db)?.into_iter().map(|(_, text)| text);
        let drafts = drafts.filter(|text| forgetting.names(text));
        let drafts = drafts.map(|text| Clean::line(&text)).collect();
        let mut pairings = Vec::new();
        for session in naming::sessions(person) {
            let book = self.book(&Sessions::One(session.clone()))?;
            let theirs = |p: &&Pairing| {
                let mut badges = p.persons.iter();
                badges.any(|badge| person.sits(Some(session), badge))
            };
            let own = book.pairings.values().filter(theirs);
            pairings.extend(own.map(|p| p.id.clone()));
        }
        let names = |op: &Op| {
            let contact = op.change.subject(&op.entity).person;
            let session = op.entity.session();
            let named = forgetting.less(op).is_some();
            named || contact.is_some_and(|badge| person.sits(session, badge))
        };
        let mentions: Vec<LogEntry> =
            (log.iter().filter(|entry| names(&entry.op)).cloned()).collect();
        let mut doubts = forgetting.doubts();
        if person.name().is_empty() && self.was_erased(person)? {
            doubts = self.named_again(person)?;
        }
        Ok(PersonReport {
            namesakes: self.namesakes(person)?,
            mentions,
            pairings,
            provisions: (provisions.into_iter())
                .filter(|p| person.sits(Some(&p.pairing.session), &p.badge))
                .collect(),
            drafts,
            doubts,
            files: self.files_beside(),
            prepared: person.prepared.clone(),
        })
    }

    /// Every op that may name a person, the oldest first; last what waits for the ops before it.
    fn naming(&self, person: &Person) -> Result<Vec<Op>, StoreError> {
        let log = self.may_name(person)?.into_iter().map(|entry| entry.op);
        Ok(log.chain(self.waiting()?).collect())
    }

    /// Others of the same name, as they are known.
    pub fn namesakes(&self, person: &Person) -> Result<Vec<(Seat, Attendee)>, StoreError> {
        if person.namesakes.is_empty() {
            return Ok(Vec::new());
        }
        let roll = self.roll()?;
        let entry = |seat: &Seat| Some((seat.clone(), roll.entry(seat)?.clone()));
        Ok(person.namesakes.iter().filter_map(entry).collect())
    }

    /// The places that may name a person.
    fn doubts(&self, person: &Person) -> Result<Vec<Doubt>, StoreError> {
        let all = self.naming(person)?;
        Ok(Forgetting::by_name(person, all.iter()).all_doubts(&all))
    }

    /// Forgets one person: every payload that names them goes, from the second copy too, and from fork files, rescue files
    /// and replaced records that lie beside this one. Badge number and organisation stay, so that counts and the record
    /// of provision do. The session file is the user's own to correct.
    pub fn person_erase(
        &mut self,
        person: &Person,
        also: &Also,
        by: (&Clean, &Clean),
        now: Timestamp,
    ) -> Result<Erasure, StoreError> {
        self.drop_expired(now)?;
        if person.name().is_empty() && self.was_erased(person)? {
            // They were erased before: what is left to do is done now.
            return self.erase_again(person, also, now);
        }
        // As they are known now: of two of one name the other one may be gone, and what both had is theirs alone.
        let seats: Vec<Seat> = person.seats.iter().cloned().collect();
        let person = &self.roll()?.at(&seats);
        let all = self.naming(person)?;
        let doubts = Forgetting::by_name(person, all.iter()).all_doubts(&all);
        let forgetting = Forgetting::by_name(person, all.iter()).with(also, &doubts);
        self.forget_notes(|text| forgetting.names(text))?;
        let what = What {
            scope: &Sessions::All,
            less: &|op: &Op| forgetting.less(op),
            person: Some(person),
        };
        let marker = self.marker(person)?;
        let mut erasure = self.forget_everywhere(what, Some(marker), by, now)?;
        if erasure.compacted {
            self.is_here_without(person)?;
        }
        if erasure.is_done() {
            self.erasure_done(person)?;
            self.purges_done()?;
            self.know_copies()?;
        }
        // As they are numbered now, without what has gone.
        erasure.doubts = self.doubts(person)?;
        Ok(erasure)
    }

    /// Forgets all persons and all free text of a session; numbers, states and days stay.
    pub fn purge(
        &mut self,
        session: &Clean,
        by: (&Clean, &Clean),
        now: Timestamp,
    ) -> Result<Erasure, StoreError> {
        self.drop_expired(now)?;
        self.forget_notes(|_| true)?;
        let scope = Sessions::One(session.clone());
        let purging = Purging::of(&self.roll()?.of_session(session));
        let less = |op: &Op| purging.less(op);
        let marker = self.is_unsaid_purge(session)?;
        let marker = marker.then(|| Marker {
            purged: session.clone(),
            ..Marker::default()
        });
        let erasure = self.forget_everywhere(What::any(&scope, &less), marker, by, now)?;
        if erasure.compacted {
            self.is_here_purged(session)?;
        }
        if erasure.is_done() {
            self.purges_done()?;
            self.know_copies()?;
        }
        Ok(erasure)
    }

    fn forget_everywhere(
        &mut self,
        what: What<'_>,
        marker: Option<Marker>,
        by: (&Clean, &Clean),
        now: Timestamp,
    ) -> Result<Erasure, StoreError> {
        let mut erasure = self.forget(what, marker, by, now)?;
        erasure.left = self.forget_beside(what, by, now);
        erasure.away = self.away()?;
        Ok(erasure)
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

    /// The same where anything was erased since it was last done.
    fn compact_old(&mut self) -> Result<(), StoreError> {
        if self.has_old_pages()? {
            self.compact()
        } else {
            Ok(())
        }
    }

    fn erase(
        &mut self,
        mut erased: BTreeMap<Clean, Vec<Erased>>,
        mut marker: Option<Marker>,
        (actor, reason): (&Clean, &Clean),
        now: Timestamp,
    ) -> Result<Erasure, StoreError> {
        let ops = erased.values().map(Vec::len).sum();
        let seats = marker.iter().flat_map(|m| &m.seats);
        let purged = marker.iter().map(|m| &m.purged).filter(|s| !s.is_empty());
        if let Some(scope) = seats.map(|(scope, _)| scope).chain(purged).next() {
            // The marker is set even where nothing names them any more.
            erased.entry(scope.clone()).or_default();
        }
        let scopes: BTreeSet<Clean> = erased.keys().cloned().collect();
        let work = |store: &mut Self| {
            for (scope, ops) in erased {
                let person = marker.take().map(Box::new);
                store.commit_erasure(scope, ops, (actor, reason), person, now)?;
            }
            Ok(())
        };
        let ((), sealed) = self.sealing(&scopes, now, work)?;
        let compacted = may_wait(self.compact_old())?;
        Ok(Erasure {
            ops,
            compacted,
            sealed,
            ..Erasure::default()
        })
    }

    fn commit_erasure(
        &mut self,
        scope: Clean,
        ops: Vec<Erased>,
        (actor, reason): (&Clean, &Clean),
        person: Option<Box<Marker>>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let draft = Draft {
            actor: actor.clone(),
            scope: scope.clone(),
            changes: vec![(
                Entity::Session(scope),
                Change::ContentErased {
                    ops,
                    reason: reason.clone(),
                    person,
                },
            )],
            action: None,
        };
        self.commit(&draft, now).map(drop)
    }

    /// Small things beside the record, such as half-typed memos, may name somebody, too.
    fn forget_notes(&mut self, names: impl Fn(&str) -> bool) -> Result<(), StoreError> {
        let found: BTreeSet<String> = ops::notes(&self.db)?
            .into_iter()
            .filter(|(_, text)| names(text))
            .map(|(key, _)| key)
            .collect();
        if found.is_empty() {
            return Ok(());
        }
        self.in_one(|tx| erasure::note_old_pages(tx))?;
        found.iter().try_for_each(|key| self.set_note(key, None))
    }
}

/// Whether it is done. What another program or a full disk keeps from being done is done next time: the payloads are gone,
/// their old pages are overwritten then.
fn may_wait(done: Result<(), StoreError>) -> Result<bool, StoreError> {
    match done {
        Ok(()) => Ok(true),
        // The payloads are gone; their old pages are overwritten next time.
        Err(StoreError::Busy | StoreError::Full | StoreError::Quota) => Ok(false),
        Err(other) => Err(other),
    }
}

fn compact(db: &Connection) -> Result<(), StoreError> {
    let before = erasure::old_pages(db)?;
    checkpoint(db)?;
    // Within, VACUUM attaches the file it writes.
    db.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 1)?;
    let vacuumed = db.execute_batch("VACUUM");
    db.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    vacuumed?;
    checkpoint(db)?;
    erasure::note_compact(db, before.as_deref())
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
