//! The record without a file. Every answer is computed from the whole list of ops, so that it is plainly right.

#![warn(
    clippy::wildcard_enum_match_arm,
    reason = "a new kind of change is met here"
)]

use super::op::dates::{Dates, day};

use super::op::free;
use super::op::history;
use super::op::history::Own;
use super::op::stamp::{StreamEnd, new_id, stamp};
use super::privacy::meet::meet_stored;
use super::{
    Changes, Cursor, Draft, LogEntry, LogFilter, RecentSession, Saved, Sessions, Store, StoreError,
    chain,
};
use crate::domain::book::Book;
use crate::domain::book::Current;
use crate::domain::book::whole;
use crate::domain::conflict::Heads;
use crate::domain::entity::Change;
use crate::domain::entity::Entity;
use crate::domain::op::Op;
use crate::domain::reading::{Answers, Named};
use crate::domain::roster::Session;
use crate::text::Clean;
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use uuid::Uuid;

/// A record in memory: the ops in the order they arrived.
#[derive(Clone, Debug)]
pub struct MemoryStore {
    device: Uuid,
    ops: Vec<Op>,
    notes: BTreeMap<String, String>,
}

impl MemoryStore {
    /// An empty record of the laptop `device`.
    pub fn new(device: Uuid) -> Self {
        Self {
            device,
            ops: Vec::new(),
            notes: BTreeMap::new(),
        }
    }

    /// The ops in the order they arrived.
    pub fn ops(&self) -> &[Op] {
        &self.ops
    }

    /// Takes in ops of other laptops, in any order; those it has are left aside.
    pub fn merge(&mut self, ops: impl IntoIterator<Item = Op>) {
        for op in ops {
            if !self.ops.iter().any(|have| have.id == op.id) {
                self.ops.push(op);
            }
        }
        self.forget();
    }

    /// Takes out what was erased, whichever of the two came first: something without the person stands in.
    fn forget(&mut self) {
        let mut instead: BTreeMap<(Uuid, Clean, u64), String> = BTreeMap::new();
        for erased in self.ops.iter().flat_map(|op| op.change.erases()) {
            let text = erased.instead.to_string();
            let kept = instead
                .entry((erased.device, erased.scope.clone(), erased.seq))
                .or_insert_with(|| text.clone());
            // Where an op was erased twice, what either erasure took out stays out.
            *kept = meet_stored(kept, &text);
        }
        if instead.is_empty() {
            return;
        }
        for op in &mut self.ops {
            let place = (op.stamp.device, op.scope.clone(), op.stamp.seq);
            if let Some(text) = instead.get(&place) {
                *op = chain::stood(op, serde_json::from_str(text).unwrap_or_default());
            }
        }
    }

    /// What the stream of an op says of its dates.
    fn dates(&self, op: &Op) -> Dates {
        let same = |o: &&Op| o.stamp.device == op.stamp.device && o.scope == op.scope;
        let mut own: Vec<(u64, Timestamp)> = (self.ops.iter().filter(same))
            .map(|op| (op.stamp.seq, op.date()))
            .collect();
        own.sort_unstable();
        let others = |o: &&Op| o.stamp.device != op.stamp.device && o.scope == op.scope;
        let others = self.ops.iter().filter(others).map(|op| day(op.date()));
        Dates::of(&own, &others.collect(), None)
    }

    /// When something was last recorded in a compartment, as far as known.
    fn last_in(&self, scope: &Clean) -> Option<Timestamp> {
        let mut ends: BTreeMap<Uuid, &Op> = BTreeMap::new();
        for op in self.ops.iter().filter(|op| op.scope == *scope) {
            let end = ends.entry(op.stamp.device).or_insert(op);
            if end.stamp.seq < op.stamp.seq {
                *end = op;
            }
        }
        let settled = |op: &&Op| self.dates(op).settled(op.stamp.seq, op.date());
        ends.values().map(settled).max()
    }

    fn rows(&self, entities: &BTreeSet<Entity>) -> Vec<(Entity, Option<Current>)> {
        let off = history::switched_off(&self.ops);
        let whole = self.ops.iter().filter(|op| whole::loaded(op).is_some());
        let whole: BTreeSet<&Entity> = whole.map(|op| &op.entity).collect();
        let is_wanted = |entity: &Entity| {
            let session = entity.prepared_for().map(|id| Entity::Session(id.clone()));
            let of_whole = session.filter(|session| whole.contains(session));
            entities.contains(entity) || of_whole.is_some_and(|session| entities.contains(&session))
        };
        let folded = history::fold_all(&self.ops, &off).into_iter();
        folded
            .filter(|(entity, _)| is_wanted(entity))
            .map(|(entity, folded)| (entity, folded.map(Current::from)))
            .collect()
    }

    /// The entities whose rows some ops may have changed.
    fn touched(&self, ops: &[Op]) -> BTreeSet<Entity> {
        let actions: Vec<Uuid> = ops.iter().map(|op| op.action).collect();
        let mut entities = history::touched(&self.ops, &actions);
        for gone in ops.iter().flat_map(|op| op.change.erases()) {
            let is_it = |op: &&Op| {
                (op.stamp.device, op.stamp.seq) == (gone.device, gone.seq) && op.scope == gone.scope
            };
            entities.extend(self.ops.iter().find(is_it).map(|op| op.entity.clone()));
        }
        entities
    }

    fn switch_off(
        &mut self,
        targets: &[Uuid],
        actor: &Clean,
        now: Timestamp,
    ) -> Result<Option<Saved>, StoreError> {
        let Some(first) = targets.first() else {
            return Ok(None);
        };
        let scope = self.ops.iter().find(|op| op.action == *first);
        let draft = Draft {
            actor: actor.clone(),
            scope: scope.map(|op| op.scope.clone()).unwrap_or_default(),
            changes: targets
                .iter()
                .map(|t| (Entity::Action(*t), Change::ActionUndone { action: *t }))
                .collect(),
            action: None,
        };
        self.commit(&draft, now).map(Some)
    }

    fn fold(ops: &[&Op], scope: &Sessions) -> Book {
        let off = history::switched_off(ops.iter().copied());
        let mut book = Book::default();
        for (entity, folded) in history::fold_all(ops.iter().copied(), &off) {
            if scope.holds(&entity) {
                book.set(&entity, folded.map(Current::from));
            }
        }
        book
    }
}

impl Store for MemoryStore {
    fn commit(&mut self, draft: &Draft, now: Timestamp) -> Result<Saved, StoreError> {
        let action = draft.action.unwrap_or_else(|| new_id(now));
        let meant = draft;
        let earlier = |entity: &Entity| -> Result<Vec<Op>, StoreError> {
            let own = self.ops.iter().filter(|op| op.entity == *entity);
            Ok(own.cloned().collect())
        };
        let free = free::in_free_keys(draft, earlier)?;
        let draft = free.as_ref().unwrap_or(draft);
        let had: Vec<Op> = (self.ops.iter())
            .filter(|op| op.action == action)
            .cloned()
            .collect();
        let ops = if had.is_empty() {
            let own = self.ops.iter().filter(|op| op.stamp.device == self.device);
            let place = StreamEnd {
                last: (self.ops.iter().map(|op| op.stamp.hlc).max()).unwrap_or_default(),
                device: self.device,
                seq: (own.filter(|op| op.scope == draft.scope))
                    .map(|op| op.stamp.seq)
                    .max()
                    .unwrap_or(0),
            };
            let mut ops = stamp(draft, action, now, place);
            for op in &mut ops {
                let mut own: Vec<&Op> = (self.ops.iter())
                    .filter(|o| o.entity == op.entity)
                    .collect();
                own.sort_by_key(|op| op.stamp);
                let heads = Heads::of(&own, |_| false);
                op.extras.over = heads.over(&op.change, &BTreeSet::new());
                self.ops.push(op.clone());
            }
            self.forget();
            ops
        } else {
            had
        };
        let mut touched = self.touched(&ops);
        if free.is_some() {
            touched.extend(meant.changes.iter().map(|(entity, _)| entity.clone()));
        }
        let rows = self.rows(&touched);
        Ok(Saved { action, ops, rows })
    }

    fn undo(&mut self, actor: &Clean, now: Timestamp) -> Result<Option<Saved>, StoreError> {
        let actions = history::actions(&self.ops);
        let off = history::switched_off(&self.ops);
        let devices = BTreeSet::from([self.device]);
        let own = Own {
            devices: &devices,
            actor,
        };
        let target = history::undo_target(&actions, &off, own);
        self.switch_off(&Vec::from_iter(target), actor, now)
    }

    fn redo(&mut self, actor: &Clean, now: Timestamp) -> Result<Option<Saved>, StoreError> {
        let actions = history::actions(&self.ops);
        let off = history::switched_off(&self.ops);
        let devices = BTreeSet::from([self.device]);
        let own = Own {
            devices: &devices,
            actor,
        };
        let targets = history::redo_targets(&actions, &off, own);
        self.switch_off(&targets, actor, now)
    }

    fn undo_action(
        &mut self,
        action: Uuid,
        actor: &Clean,
        now: Timestamp,
    ) -> Result<Option<Saved>, StoreError> {
        let actions = history::actions(&self.ops);
        let found = actions
            .get(&action)
            .ok_or(StoreError::UnknownAction(action))?;
        if !found.undoable && found.targets.is_empty() {
            return Err(StoreError::NotUndoable(action));
        }
        if history::switched_off(&self.ops).contains(&action) {
            return Ok(None);
        }
        self.switch_off(&[action], actor, now)
    }

    fn take_back(
        &mut self,
        entity: &Entity,
        actor: &Clean,
        now: Timestamp,
    ) -> Result<Option<Saved>, StoreError> {
        let off = history::switched_off(&self.ops);
        let actions = history::actions(&self.ops);
        let mut targets: Vec<Uuid> = Vec::new();
        for op in self.ops.iter().filter(|op| op.entity == *entity) {
            let undoable = actions.get(&op.action).is_some_and(|a| a.undoable);
            if undoable && !off.contains(&op.action) && !targets.contains(&op.action) {
                targets.push(op.action);
            }
        }
        self.switch_off(&targets, actor, now)
    }

    fn as_read(&self, file: &Session, answers: &Answers) -> Result<(Session, Answers), StoreError> {
        // Nobody was ever erased here.
        let named = Box::new(Named::of(self.ops.iter().cloned()));
        let answers = Answers {
            named,
            ..answers.clone()
        };
        Ok((file.clone(), answers))
    }

    fn book(&self, scope: &Sessions) -> Result<Book, StoreError> {
        Ok(Self::fold(&self.ops.iter().collect::<Vec<_>>(), scope))
    }

    fn book_of(&self, things: &BTreeSet<Entity>) -> Result<Book, StoreError> {
        let all = self.book(&Sessions::All)?;
        let mut book = Book::default();
        for thing in things {
            book.set(thing, all.current(thing));
            if let Entity::Session(id) = thing {
                for need in all.needs.keys().filter(|need| need.session == *id) {
                    let need = Entity::Need(need.clone());
                    book.set(&need, all.current(&need));
                }
            }
        }
        Ok(book)
    }

    fn book_at(&self, scope: &Sessions, at: Timestamp) -> Result<Book, StoreError> {
        let settled = |op: &Op| self.dates(op).settled(op.stamp.seq, op.date());
        let then: Vec<&Op> = (self.ops.iter()).filter(|op| settled(op) <= at).collect();
        Ok(Self::fold(&then, scope))
    }

    fn log(&self, filter: &LogFilter) -> Result<Vec<LogEntry>, StoreError> {
        let off = history::switched_off(&self.ops);
        let mut found: Vec<&Op> = self.ops.iter().filter(|op| filter.matches(op)).collect();
        found.sort_by_key(|op| op.stamp);
        let skip = (filter.limit).map_or(0, |n| found.len().saturating_sub(n));
        Ok(found
            .into_iter()
            .skip(skip)
            .map(|op| {
                let dates = self.dates(op);
                LogEntry {
                    op: op.clone(),
                    undone: off.contains(&op.action),
                    contradicted: dates.contradict(op.stamp.seq),
                    date: dates.settled(op.stamp.seq, op.date()),
                }
            })
            .collect())
    }

    fn recent_sessions(&self) -> Result<Vec<RecentSession>, StoreError> {
        let book = self.book(&Sessions::All)?;
        let mut recent: Vec<RecentSession> = book
            .sessions
            .values()
            .map(|s| RecentSession {
                id: s.id.clone(),
                title: s.title.clone(),
                held_on: s.held_on,
                last_at: self.last_in(&s.id).unwrap_or_default(),
                pairings: (book.pairings.keys().filter(|p| p.session == s.id)).count(),
                open_tasks: (book.tasks.values())
                    .filter(|t| t.id.session == s.id && !t.status.is_closed())
                    .count(),
            })
            .collect();
        let newest = |id: &Clean| {
            let own = self.ops.iter().filter(|op| op.scope == *id);
            own.map(|op| op.stamp.hlc).max()
        };
        recent.sort_by_cached_key(|s| std::cmp::Reverse((newest(&s.id), s.id.clone())));
        Ok(recent)
    }

    fn head(&self) -> Result<Cursor, StoreError> {
        Ok(Cursor(self.ops.len() as u64))
    }

    fn changes_since(&mut self, cursor: Cursor) -> Result<Changes, StoreError> {
        let skip = usize::try_from(cursor.0).unwrap_or(usize::MAX);
        let ops: Vec<Op> = self.ops.iter().skip(skip).cloned().collect();
        let rows = self.rows(&self.touched(&ops));
        Ok(Changes {
            cursor: self.head()?,
            ops,
            rows,
        })
    }

    fn note(&self, key: &str) -> Result<Option<String>, StoreError> {
        Ok(self.notes.get(key).cloned())
    }

    fn set_note(&mut self, key: &str, value: Option<&str>) -> Result<(), StoreError> {
        match value {
            Some(value) => self.notes.insert(key.to_owned(), value.to_owned()),
            None => self.notes.remove(key),
        };
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::code::Level;
    use crate::domain::entity::pairing::PairingChange;
    use crate::domain::entity::pairing::PairingId;

    fn pairing(need: &str) -> Entity {
        Entity::Pairing(PairingId {
            session: "s".into(),
            need: need.into(),
            org: "o".into(),
        })
    }

    fn draft(need: &str, change: Change) -> Draft {
        Draft {
            actor: "me".into(),
            scope: "s".into(),
            changes: vec![(pairing(need), change)],
            action: None,
        }
    }

    fn recorded() -> Change {
        Change::Pairing(PairingChange::Recorded {
            person: None,
            level: Some(Level::Interested),
        })
    }

    #[test]
    fn undo_and_redo_walk_back_and_forth_until_something_new_is_recorded() {
        let (mut store, now, me) = (
            MemoryStore::new(Uuid::nil()),
            Timestamp::UNIX_EPOCH,
            "me".into(),
        );
        let a = store.commit(&draft("a", recorded()), now).unwrap();
        store.commit(&draft("b", recorded()), now).unwrap();
        let count = |store: &MemoryStore| store.book(&Sessions::All).unwrap().pairings.len();
        let gone = store.undo(&me, now).unwrap().unwrap();
        assert_eq!(gone.rows, [(pairing("b"), None)]);
        assert!(store.undo(&me, now).unwrap().is_some());
        assert!(store.undo(&me, now).unwrap().is_none());
        assert_eq!(count(&store), 0);
        let back = store.redo(&me, now).unwrap().unwrap();
        assert_eq!(back.rows[0].0, pairing("a"));
        assert_eq!(count(&store), 1);
        assert!(store.redo(&me, now).unwrap().is_some());
        assert!(store.redo(&me, now).unwrap().is_none());
        assert_eq!(count(&store), 2);
        store.undo_action(a.action, &me, now).unwrap().unwrap();
        assert!(store.undo_action(a.action, &me, now).unwrap().is_none());
        store.commit(&draft("c", recorded()), now).unwrap();
        assert!(store.redo(&me, now).unwrap().is_none());
        assert_eq!(count(&store), 2);
    }
}
