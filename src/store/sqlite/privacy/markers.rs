//! Erasures that last: what comes later with the data of an erased person is stripped of them, and files beside the
//! record are cleaned until nothing is left to do.

use super::super::leftovers::Less;
use super::Erasure;
use crate::domain::entity::session::SessionChange;
use crate::domain::entity::{Change, Entity};
use crate::domain::marker::Marker;
use crate::domain::mention::marks;
use crate::domain::number;
use crate::domain::op::{Extras, Hlc, Op, Stamp};
use crate::domain::reading::Answers;
use crate::domain::recorded::By;
use crate::domain::roster::Session;
use crate::store::chain::Sealed;
use crate::store::privacy::ERASED;
use crate::store::privacy::erase::{Forgetting, own_pairings};
use crate::store::privacy::marks::MarkKeys;
use crate::store::privacy::roll::{Person, Roll, Seat};
use crate::store::sqlite::{SqliteStore, erasure, log, meta, ops};
use crate::store::{Draft, LogFilter, Sessions, Store, StoreError};
use crate::text::Clean;
use jiff::Timestamp;
use rusqlite::Connection;
use std::collections::BTreeSet;
use uuid::Uuid;

/// A marker that holds, with the op that set it.
#[derive(Clone, Debug)]
pub(in crate::store::sqlite) struct Held {
    pub(in crate::store::sqlite) op: Uuid,
    pub(in crate::store::sqlite) at: Hlc,
    pub(in crate::store::sqlite) actor: Clean,
    pub(in crate::store::sqlite) reason: Clean,
    pub(in crate::store::sqlite) marker: Marker,
}

/// The markers that hold, those of persons who came back left out.
pub(in crate::store::sqlite) fn held(db: &Connection) -> Result<Vec<Held>, StoreError> {
    let filter = LogFilter {
        kind: Some("content-erased".to_owned()),
        ..LogFilter::default()
    };
    let mut ops = log::matching(db, &filter)?;
    ops.sort_by_key(|op| op.stamp);
    let mut found: Vec<Held> = Vec::new();
    for op in ops {
        let Change::ContentErased {
            person: Some(marker),
            reason,
            ..
        } = op.change
        else {
            continue;
        };
        if marker.seats.is_empty() {
            // It brings a key and marks nobody.
        } else if marker.came_back {
            let back = |(s, b): &(Clean, Clean)| marker.sits(s, b);
            found.retain(|held| !held.marker.seats.iter().any(back));
        } else {
            found.push(Held {
                op: op.id,
                at: op.stamp.hlc,
                actor: op.actor,
                reason,
                marker: *marker,
            });
        }
    }
    Ok(found)
}

/// Where it is noted that an erasure is done here: everything was rewritten and every file beside the record cleaned.
pub(super) fn done_key(op: Uuid) -> String {
    format!("erased:{op}")
}

/// Every erasure is looked at again.
pub(in crate::store::sqlite) fn open_again(db: &Connection) -> Result<(), StoreError> {
    db.execute("DELETE FROM meta WHERE key LIKE 'erased:%'", [])?;
    Ok(())
}

impl SqliteStore {
    /// The marker of a person, with a key that is made where there is none.
    pub(super) fn marker(&self, person: &Person) -> Result<Marker, StoreError> {
        let keys = MarkKeys::of(&self.path)?;
        let Some(key) = keys.own() else {
            return Ok(Marker::default());
        };
        let mac = |bytes: &[u8]| key.mac(bytes);
        Ok(Marker {
            seats: person.seats.iter().cloned().collect(),
            key: key.id(),
            marks: marks(&person.identity(), &mac),
            shared: self.shared(key)?,
            came_back: false,
        })
    }

    /// Changes without the persons who were erased, where they come from a file that still names them.
    pub(in crate::store) fn without_erased(
        &self,
        draft: &Draft,
    ) -> Result<Option<Draft>, StoreError> {
        let prepared = |(entity, _): &(Entity, Change)| entity.prepared_for().is_some();
        if !draft.changes.iter().any(prepared) {
            return Ok(None);
        }
        let held = held(&self.db)?;
        if held.is_empty() {
            return Ok(None);
        }
        let said = (draft.changes.iter()).map(|(entity, change)| op_of(draft, entity, change));
        let mut log = self.everything()?;
        log.extend(said);
        let roll = Roll::read(log.iter());
        let mut less = draft.clone();
        let mut changed = false;
        for held in &held {
            self.sieved(held, &roll, BTreeSet::new(), |sieve| {
                for (entity, change) in less.changes.iter_mut().filter(|c| prepared(c)) {
                    if let Some(without) = sieve.less(&op_of(draft, entity, change)) {
                        *change = without;
                        changed = true;
                    }
                }
            })?;
        }
        Ok(changed.then_some(less))
    }

    /// Markers under the own key for persons whom a colleague erased and whom this record still knows: made before the
    /// colleague's erasure is taken in, because afterwards nobody here knows the name.
    pub(in crate::store::sqlite) fn own_markers(
        &self,
        offered: &[Sealed],
    ) -> Result<Vec<OwnMarker>, StoreError> {
        let erasing = offered.iter().filter(|op| op.kind == "content-erased");
        let erasing: Vec<Op> = erasing.map(|sealed| sealed.open(None)).collect();
        self.learn_keys(&erasing)?;
        let theirs: Vec<(Uuid, Op, Marker)> = (erasing.into_iter())
            .filter_map(|op| {
                let Change::ContentErased { person, .. } = &op.change else {
                    return None;
                };
                let marker = person.as_deref().filter(|m| !m.came_back)?.clone();
                Some((op.id, op, marker))
            })
            .collect();
        if theirs.is_empty() {
            return Ok(Vec::new());
        }
        let known: BTreeSet<Uuid> = held(&self.db)?.into_iter().map(|held| held.op).collect();
        let keys = MarkKeys::read(&self.path)?;
        let log = self.everything()?;
        let roll = Roll::read(log.iter());
        let mut found = Vec::new();
        // Under a key that is known here the colleague's marker does.
        let new = |(id, _, marker): &(Uuid, Op, Marker)| {
            !known.contains(id) && keys.with(&marker.key).is_none()
        };
        for (id, op, marker) in theirs.into_iter().filter(new) {
            let person = roll.at(&marker.seats);
            if !person.name().is_empty() {
                let marker = self.marker(&person)?;
                found.push(OwnMarker {
                    after: id,
                    op,
                    marker,
                });
            }
        }
        Ok(found)
    }

    /// Whether a draft says only what the record holds already.
    pub(in crate::store) fn is_recorded(&self, draft: &Draft) -> Result<bool, StoreError> {
        let mut book = self.book(&Sessions::All)?;
        let by = By {
            at: Timestamp::UNIX_EPOCH,
            actor: &draft.actor,
        };
        for (entity, change) in &draft.changes {
            let known = match change.session() {
                Some(SessionChange::Loaded(own)) => book.sessions.get(&own.id) == Some(&**own),
                Some(
                    SessionChange::Read { .. }
                    | SessionChange::Added { .. }
                    | SessionChange::Corrected { .. },
                )
                | None => {
                    let before = book.row(entity);
                    book.step(entity, change, &by);
                    before.is_some() && before == book.row(entity)
                }
            };
            if !known {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// A file without the persons who were erased, and what is known of their numbers.
    pub(in crate::store::sqlite) fn without_erased_in(
        &self,
        file: &Session,
        answers: &Answers,
    ) -> Result<(Session, Answers), StoreError> {
        let (mut file, mut answers) = (file.clone(), answers.clone());
        let held = held(&self.db)?;
        let of_file = |session: &Clean| number::shown(session) == number::shown(&file.id);
        let back = came_back(&self.db)?.into_iter();
        let back = back.filter(|(session, _)| of_file(session));
        (answers.back).extend(back.map(|(_, badge)| number::narrow(number::shown(&badge))));
        if held.is_empty() {
            return Ok((file, answers));
        }
        let log = self.everything()?;
        let roll = Roll::read(log.iter());
        for held in &held {
            self.sieved(held, &roll, BTreeSet::new(), |sieve| {
                let entity = Entity::Session(file.id.clone());
                let draft = Draft {
                    actor: Clean::default(),
                    scope: file.id.clone(),
                    changes: Vec::new(),
                    action: None,
                };
                let change = SessionChange::Loaded(Box::new(file.clone())).into();
                let less = sieve.less(&op_of(&draft, &entity, &change));
                if let Some(SessionChange::Loaded(less)) = less.as_ref().and_then(Change::session) {
                    file.clone_from(less);
                }
                let others = file.attendees.iter();
                let others =
                    others.filter(|a| a.name != ERASED && sieve.had_seat(&file.id, &a.badge));
                (answers.others).extend(others.map(|a| number::narrow(&a.badge)));
            })?;
        }
        Ok((file, answers))
    }

    /// The badge numbers of a session that belong to erased persons, as its file writes them.
    pub fn erased_in(&self, session: &Session) -> Result<Vec<Clean>, StoreError> {
        let (less, _) = self.without_erased_in(session, &Answers::default())?;
        let both = less.attendees.iter().zip(&session.attendees);
        let gone = both.filter(|(less, whole)| less.name == ERASED && whole.name != ERASED);
        Ok(gone.map(|(less, _)| less.badge.clone()).collect())
    }

    /// Does what is left to do of every erasure this record knows of: payloads of other laptops that still name the
    /// person, and files beside the record. To be called at start, after an import and by `person erase`.
    pub fn enforce_erasures(&mut self, now: Timestamp) -> Result<Erasure, StoreError> {
        let mut all = Erasure {
            compacted: true,
            ..Erasure::default()
        };
        if self.is_read_only() {
            return Ok(all);
        }
        if !erasure::any(&self.db)? {
            return Ok(all);
        }
        let purged = self.enforce_purges(now)?;
        all.left.extend(purged.left);
        all.compacted &= purged.compacted;
        for held in held(&self.db)? {
            if meta::get(&self.db, &done_key(held.op))?.is_some() {
                continue;
            }
            let done = self.enforce(&held, now)?;
            all.ops += done.ops;
            all.left.extend(done.left.iter().cloned());
            all.compacted &= done.compacted;
            if done.left.is_empty() && done.compacted {
                self.in_one(|tx| meta::set(tx, &done_key(held.op), "1"))?;
            }
        }
        all.left.sort();
        all.left.dedup();
        Ok(all)
    }

    fn enforce(&mut self, held: &Held, now: Timestamp) -> Result<Erasure, StoreError> {
        let log = self.everything()?;
        let roll = Roll::read(log.iter());
        let person = roll.at(&held.marker.seats);
        let by = (&held.actor, &held.reason);
        let has_key = (MarkKeys::read(&self.path)?)
            .with(&held.marker.key)
            .is_some();
        if !has_key && !person.identity().names.is_empty() {
            // A colleague erased them, and this record still knows their name: it marks them with its own key.
            let marker = self.marker(&person)?;
            let forgetting = Forgetting::by_name(&person, log.iter());
            let less = |op: &Op| forgetting.less(op);
            self.forget_notes(|text| forgetting.names(text))?;
            return self.forget_everywhere(&Sessions::All, &less, Some(marker), by, now);
        }
        let own = own_pairings(&person, log.iter());
        let drafts: Vec<String> = (ops::notes(&self.db)?.into_iter())
            .map(|(_, text)| text)
            .collect();
        let (changes, left, named) = self.sieved(held, &roll, own, |sieve| {
            let less: Less<'_> = &|op: &Op| sieve.less(op);
            // What is written later, knowing of the erasure, is new; a file may name them still.
            let older = |op: &&Op| op.stamp.hlc < held.at || is_prepared(op);
            let named = log
                .iter()
                .filter(older)
                .filter_map(|op| Some((op, less(op)?)));
            (
                super::erased(&self.db, named),
                self.forget_beside(&Sessions::All, less, by, now),
                (drafts.into_iter())
                    .filter(|text| sieve.names(text))
                    .collect::<BTreeSet<String>>(),
            )
        })?;
        self.forget_notes(|text| named.contains(text))?;
        let mut erasure = self.erase(changes?, None, by, now)?;
        erasure.left = left;
        Ok(erasure)
    }

    /// Notes that an erasure is done here.
    pub(super) fn erasure_done(&mut self, person: &Person) -> Result<(), StoreError> {
        let theirs = |held: &Held| person.seats.iter().any(|(s, b)| held.marker.sits(s, b));
        let done: Vec<Uuid> = (held(&self.db)?.iter())
            .filter(|held| theirs(held))
            .map(|held| held.op)
            .collect();
        self.in_one(|tx| {
            done.iter()
                .try_for_each(|op| meta::set(tx, &done_key(*op), "1"))
        })
    }

    /// Erasures of which something is left to do here: of which seats.
    pub fn pending_erasures(&self) -> Result<Vec<Vec<(Clean, Clean)>>, StoreError> {
        let mut found = Vec::new();
        for held in held(&self.db)? {
            if meta::get(&self.db, &done_key(held.op))?.is_none() {
                found.push(held.marker.seats);
            }
        }
        Ok(found)
    }

    /// Somebody who was erased came back and agreed: what is read from now on may name them again.
    pub fn came_back(
        &mut self,
        person: &Person,
        actor: &Clean,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let Some((scope, _)) = person.seats.first().cloned() else {
            return Ok(());
        };
        let marker = Marker {
            seats: person.seats.iter().cloned().collect(),
            came_back: true,
            ..Marker::default()
        };
        let draft = Draft {
            actor: actor.clone(),
            scope: scope.clone(),
            changes: vec![(
                Entity::Session(scope),
                Change::ContentErased {
                    ops: Vec::new(),
                    reason: Clean::line("came back"),
                    person: Some(Box::new(marker)),
                },
            )],
            action: None,
        };
        self.commit(&draft, now).map(drop)
    }
}

/// A marker under the own key, to be set behind an op of a colleague.
pub(in crate::store::sqlite) struct OwnMarker {
    after: Uuid,
    op: Op,
    marker: Marker,
}

impl OwnMarker {
    /// The draft that sets it, if the colleague's erasure was taken in.
    pub(in crate::store::sqlite) fn draft(
        self,
        db: &Connection,
    ) -> Result<Option<Draft>, StoreError> {
        let there = db
            .prepare_cached("SELECT 1 FROM op WHERE id = ?1")?
            .exists([self.after.as_bytes().as_slice()])?;
        let Change::ContentErased { reason, .. } = &self.op.change else {
            return Ok(None);
        };
        Ok(there.then(|| Draft {
            actor: self.op.actor.clone(),
            scope: self.op.scope.clone(),
            changes: vec![(
                self.op.entity.clone(),
                Change::ContentErased {
                    ops: Vec::new(),
                    reason: reason.clone(),
                    person: Some(Box::new(self.marker)),
                },
            )],
            action: None,
        }))
    }
}

/// Whether an op says what a file says.
pub(super) fn is_prepared(op: &Op) -> bool {
    op.entity.prepared_for().is_some() && !matches!(op.change, Change::ContentErased { .. })
}

/// Where persons sit who were erased, came back and agreed.
fn came_back(db: &Connection) -> Result<BTreeSet<Seat>, StoreError> {
    let filter = LogFilter {
        kind: Some("content-erased".to_owned()),
        ..LogFilter::default()
    };
    let mut ops = log::matching(db, &filter)?;
    ops.sort_by_key(|op| op.stamp);
    let mut found = BTreeSet::new();
    for op in &ops {
        if let Change::ContentErased {
            person: Some(marker),
            ..
        } = &op.change
        {
            if marker.came_back {
                found.extend(marker.seats.iter().cloned());
            } else {
                found.retain(|(s, b)| !marker.sits(s, b));
            }
        }
    }
    Ok(found)
}

/// A change as the op it would become.
fn op_of(draft: &Draft, entity: &Entity, change: &Change) -> Op {
    Op {
        id: Uuid::nil(),
        stamp: Stamp::default(),
        scope: draft.scope.clone(),
        actor: draft.actor.clone(),
        action: Uuid::nil(),
        entity: entity.clone(),
        change: change.clone(),
        extras: Extras::default(),
    }
}
