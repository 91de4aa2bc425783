//! The book: the current state of everything recorded, folded from ops. Its rows are the tables of the database.

mod recorders;
mod sessions;
mod shared;
pub mod whole;
mod within;

use super::conflict::{Conflict, Heads};
use super::entity::pairing::{Pairing, PairingId};
use super::entity::task::{Task, TaskId};
use super::entity::{self, Change, Entity, entities};
use super::op::{Op, Stamp};
use super::recorded::key::Key;
use super::recorded::{By, Recorded};
use super::roster::Session;
use crate::text::Clean;
use crate::words::Words;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

macro_rules! define {
    ($( $V:ident $name:ident $field:ident; )+) => {
        /// The folded state of one entity.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        pub enum Row {
            $( #[doc = concat!("See [`crate::domain::entity::", stringify!($name), "`].")] $V(Box<entity::$name::$V>), )+
        }

        /// Everything recorded, as the screens need it.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Book {
            $( #[doc = concat!("By the keys of [`crate::domain::entity::", stringify!($name), "`].")] pub $field: BTreeMap<<entity::$name::$V as Recorded>::Key, entity::$name::$V>, )+
            /// The sessions with everything prepared for them, put together from the rows above.
            pub sessions: BTreeMap<Clean, Session>,
            /// What people stated without having seen each other, until somebody decides.
            pub conflicts: BTreeMap<Entity, Vec<Conflict>>,
            /// Tasks whose day was counted from a date that is doubtful; only the record knows, which tells it.
            pub doubtful_dues: BTreeSet<TaskId>,
        }

        impl Row {
            /// The row as its first creating op makes it.
            fn begin(entity: &Entity, change: &Change, by: &By<'_>) -> Option<Self> {
                match entity {
                    $( Entity::$V(key) => {
                        let row = entity::$name::$V::begin(key, change.$name()?, by)?;
                        Some(Self::$V(Box::new(row)))
                    } )+
                    Entity::Action(_) | Entity::Unknown(_) => None,
                }
            }

            /// One op onto the row. A change that does not fit it has no effect.
            fn step(&mut self, change: &Change, by: &By<'_>) {
                match self {
                    $( Self::$V(row) => {
                        if let Some(change) = change.$name() {
                            row.step(change, by);
                        }
                    } )+
                }
            }

            /// What it calls itself; `None` where its key says everything.
            pub fn title(&self, words: &Words) -> Option<String> {
                match self {
                    $( Self::$V(row) => Recorded::title(&**row, words), )+
                }
            }
        }

        impl Book {
            /// Takes in the sessions of another book, whole, in the place of what is known of them.
            pub fn take_in(&mut self, mut other: Self) {
                for session in other.headers.keys() {
                    self.leave_out(session);
                }
                $( self.$field.append(&mut other.$field); )+
                self.sessions.append(&mut other.sessions);
                self.conflicts.append(&mut other.conflicts);
            }

            /// Takes out everything of a session.
            fn leave_out(&mut self, session: &Clean) {
                $( self.$field.retain(|key, _| Key::session(key) != Some(session)); )+
                self.sessions.remove(session);
                self.conflicts.retain(|entity, _| entity.session() != Some(session));
            }

            /// Puts the row of an entity in its place, or takes it out.
            fn set_row(&mut self, entity: &Entity, row: Option<Row>) {
                match entity {
                    $( Entity::$V(key) => {
                        if let Some(Row::$V(row)) = row {
                            self.$field.insert(key.clone(), *row);
                        } else {
                            self.$field.remove(key);
                        }
                    } )+
                    Entity::Action(_) | Entity::Unknown(_) => {}
                }
                self.follow(entity);
            }

            /// The row of an entity, as it is now.
            pub fn row(&self, entity: &Entity) -> Option<Row> {
                match entity {
                    $( Entity::$V(key) => {
                        let row = self.$field.get(key)?;
                        Some(Row::$V(Box::new(row.clone())))
                    } )+
                    Entity::Action(_) | Entity::Unknown(_) => None,
                }
            }
        }
    };
}
entities!(define);

/// What the screens need of one entity.
#[derive(Clone, Debug, PartialEq)]
pub struct Current {
    /// The state.
    pub row: Row,
    /// What people stated of it without having seen each other.
    pub conflicts: Vec<Conflict>,
}

impl From<Folded> for Current {
    fn from(folded: Folded) -> Self {
        Self {
            row: folded.row,
            conflicts: folded.heads.conflicts,
        }
    }
}

impl From<Row> for Current {
    fn from(row: Row) -> Self {
        Self {
            row,
            conflicts: Vec::new(),
        }
    }
}

/// A row and the newest op in it. An op newer than `rev` may be stepped onto the row; anything else needs a new fold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Folded {
    /// The state.
    pub row: Row,
    /// Stamp of the newest op folded in.
    pub rev: Stamp,
    /// How far what was stated has come.
    pub heads: Heads,
}

/// Folds all ops of one entity, sorted by stamp; those of switched-off actions are left out. `None`: it does not exist.
pub fn fold(entity: &Entity, all: &[&Op], is_off: impl Fn(&Op) -> bool) -> Option<Folded> {
    let ops: Vec<&Op> = all.iter().copied().filter(|op| !is_off(op)).collect();
    let first = ops.iter().find(|op| op.change.creates())?;
    let mut row = Row::begin(entity, &first.change, &first.by())?;
    for op in &ops {
        row.step(&op.change, &op.by());
    }
    let rev = ops.last().map_or(first.stamp, |op| op.stamp);
    let heads = Heads::of(all, is_off);
    Some(Folded { row, rev, heads })
}

impl Book {
    /// Everything that was prepared for a session, the session itself aside.
    pub fn prepared(&self) -> impl Iterator<Item = Entity> {
        let needs = self.needs.keys().cloned().map(Entity::Need);
        let organisations = self.organisations.keys().cloned();
        let attendees = self.attendees.keys().cloned().map(Entity::Attendee);
        let patents = self.patents.keys().cloned().map(Entity::Patent);
        (needs.chain(organisations.map(Entity::Organisation)))
            .chain(attendees)
            .chain(patents)
    }

    /// Puts what is known of an entity in its place, or takes it out.
    pub fn set(&mut self, entity: &Entity, current: Option<Current>) {
        let (row, conflicts) = match current {
            Some(Current { row, conflicts }) => (Some(row), conflicts),
            None => (None, Vec::new()),
        };
        self.set_row(entity, row);
        if conflicts.is_empty() {
            self.conflicts.remove(entity);
        } else {
            self.conflicts.insert(entity.clone(), conflicts);
        }
    }

    /// The row of an entity and its conflicts, as they are now.
    pub fn current(&self, entity: &Entity) -> Option<Current> {
        let conflicts = self.conflicts_of(entity).to_vec();
        self.row(entity).map(|row| Current { row, conflicts })
    }

    /// Whether the day of an open task was counted from a doubtful date, and nobody stated one since.
    pub fn is_due_doubtful(&self, task: &Task) -> bool {
        !task.due_stated && !task.status.is_closed() && self.doubtful_dues.contains(&task.id)
    }

    /// Between which values of an entity nobody decided.
    pub fn conflicts_of(&self, entity: &Entity) -> &[Conflict] {
        self.conflicts.get(entity).map_or(&[], Vec::as_slice)
    }

    /// Steps one op that is newer than all others of its entity. An undo is not stepped: it needs a fold.
    pub fn apply(&mut self, op: &Op) {
        if let (Some(file), Some(id)) = (whole::loaded(op), op.entity.session()) {
            let mut things: BTreeSet<Entity> = whole::things(id, file).collect();
            if let Some(session) = self.sessions.get(id) {
                things.extend(whole::things(id, session));
            }
            for thing in things {
                if let Some(said) = whole::says_of(op, &thing) {
                    self.step(&thing, &said.change, &said.by());
                }
            }
        }
        self.step(&op.entity, &op.change, &op.by());
    }

    /// One change that is newer than all others of its entity, before or after it is recorded.
    pub fn step(&mut self, entity: &Entity, change: &Change, by: &By<'_>) {
        let mut row = self.row(entity);
        if row.is_none() && change.creates() {
            row = Row::begin(entity, change, by);
        }
        if let Some(row) = &mut row {
            row.step(change, by);
        }
        if row.is_some() {
            self.set_row(entity, row);
        }
        // Whoever states a value sees those that stand: it is decided.
        if let Some(conflicts) = self.conflicts.get_mut(entity) {
            let stated = change.states();
            conflicts.retain(|c| stated.iter().all(|s| s.field != c.field));
            if conflicts.is_empty() {
                self.conflicts.remove(entity);
            }
        }
    }

    /// Pairings of a need, in the order they were recorded.
    pub fn pairings_of(&self, session: &str, need: &str) -> Vec<&Pairing> {
        let first = PairingId {
            session: Clean::line(session),
            need: Clean::line(need),
            org: Clean::default(),
        };
        let from = self.pairings.range(first..).map(|(_, p)| p);
        let of_need = |p: &&Pairing| p.id.session == *session && p.id.need == *need;
        let mut found: Vec<_> = from.take_while(of_need).collect();
        found.sort_by_key(|p| (p.recorded_at, p.id.clone()));
        found
    }

    /// Whether a task waits for another one that is not done.
    pub fn is_blocked(&self, task: &Task) -> bool {
        self.waits_for(task).is_some()
    }

    /// The first of the tasks that an open task waits for.
    pub fn waits_for(&self, task: &Task) -> Option<&Task> {
        let mut before = task.depends_on.iter().filter_map(|id| self.tasks.get(id));
        let open = !task.status.is_closed();
        before.find(|t| open && !t.status.releases())
    }
}

impl Folded {
    /// Steps `op` onto the row if it is newer than everything in it. `false`: a new fold is needed.
    pub fn try_step(&mut self, op: &Op) -> bool {
        if op.stamp <= self.rev || op.change.undoes().is_some() {
            return false;
        }
        self.row.step(&op.change, &op.by());
        self.rev = op.stamp;
        self.heads.step(op)
    }
}
