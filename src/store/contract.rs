//! What a store promises, whatever keeps it: a [`Draft`] is answered with [`Saved`], and only then may a screen say 保存済.

use super::StoreError;
use crate::domain::book::Book;
use crate::domain::book::Current;
use crate::domain::entity::Change;
use crate::domain::entity::Entity;
use crate::domain::op::{Op, tolerated};
use crate::domain::reading::Answers;
use crate::domain::roster::Session;
use crate::text::Clean;
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::BTreeSet;
use uuid::Uuid;

/// One action of the user (one key press), before it is saved. Saved whole or not at all.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Who.
    pub actor: Clean,
    /// Session id; empty for what belongs to no session.
    pub scope: Clean,
    /// What changes, in this order.
    pub changes: Vec<(Entity, Change)>,
    /// Its identity. Whoever may have to save it again after an error in doubt chooses it beforehand: the second
    /// saving of the same action answers with the first. `None`: the store chooses.
    pub action: Option<Uuid>,
}

/// What is durable now.
#[derive(Clone, Debug, PartialEq)]
pub struct Saved {
    /// Identity of the action, the target of an undo.
    pub action: Uuid,
    /// The ops as they stand in the record.
    pub ops: Vec<Op>,
    /// The new row of every entity touched, also by an undo; `None`: it is gone.
    pub rows: Vec<(Entity, Option<Current>)>,
}

/// The sessions a book holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Sessions {
    /// Every session.
    #[default]
    All,
    /// One, by id.
    One(Clean),
}

impl Sessions {
    /// The one a command names, or all.
    pub fn named(id: Option<&str>) -> Self {
        id.map_or(Self::All, |id| Self::One(Clean::line(id)))
    }

    /// Whether an entity belongs in.
    pub fn holds(&self, entity: &Entity) -> bool {
        match self {
            Self::All => true,
            Self::One(id) => entity.session() == Some(id),
        }
    }
}

/// Which ops are asked for. Every condition that is given must hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LogFilter {
    /// Session id.
    pub session: Option<Clean>,
    /// Need number.
    pub need: Option<Clean>,
    /// Organisation id.
    pub org: Option<Clean>,
    /// Badge number of a contact person named in the op.
    pub person: Option<Clean>,
    /// Who did it.
    pub actor: Option<Clean>,
    /// Name of the change, for example `pairing-level`.
    pub kind: Option<String>,
    /// One user action.
    pub action: Option<Uuid>,
    /// Not earlier.
    pub from: Option<Timestamp>,
    /// Not later.
    pub until: Option<Timestamp>,
    /// Only so many, the newest.
    pub limit: Option<usize>,
}

impl LogFilter {
    /// The ops of some sessions.
    pub fn within(sessions: &Sessions) -> Self {
        Self {
            session: match sessions {
                Sessions::All => None,
                Sessions::One(id) => Some(id.clone()),
            },
            ..Self::default()
        }
    }

    /// Whether an op is asked for, the limit aside.
    pub fn matches(&self, op: &Op) -> bool {
        let subject = op.change.subject(&op.entity);
        let is = |want: &Option<Clean>, have: Option<&Clean>| {
            want.as_ref().is_none_or(|w| have == Some(w))
        };
        is(&self.session, op.entity.session().or(Some(&op.scope)))
            && is(&self.need, subject.need)
            && is(&self.org, subject.org)
            && is(&self.person, subject.person)
            && is(&self.actor, Some(&op.actor))
            && self.kind.as_ref().is_none_or(|k| op.change.kind() == k)
            && self.action.is_none_or(|a| op.action == a)
            && self.from.is_none_or(|t| op.date() >= t)
            && self.until.is_none_or(|t| op.date() <= t)
    }
}

/// One op in the log.
#[derive(Clone, Debug, PartialEq)]
pub struct LogEntry {
    /// What was done.
    pub op: Op,
    /// Its action is switched off.
    pub undone: bool,
    /// The dates of its stream say that its own is wrong.
    pub contradicted: bool,
    /// When it was, as far as the dates of its stream say: its own date where that is right.
    pub date: Timestamp,
}

impl LogEntry {
    /// Whether nobody can say when it was: its date is contradicted, or still to come.
    pub fn is_doubtful(&self, now: Timestamp) -> bool {
        self.contradicted || self.op.date() > tolerated(now)
    }
}

/// A session the record knows.
#[derive(Clone, Debug, PartialEq)]
pub struct RecentSession {
    /// Id.
    pub id: Clean,
    /// 名称
    pub title: Clean,
    /// 開催日
    pub held_on: Date,
    /// When something was last recorded in it.
    pub last_at: Timestamp,
    /// How many pairings it has.
    pub pairings: usize,
    /// How many tasks are not closed.
    pub open_tasks: usize,
}

/// A place in the order in which ops arrived in this record, whoever wrote them. Not an identity: another copy of the
/// record has another order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cursor(pub u64);

/// What came since a cursor, from this program or another one on the same record.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes {
    /// Where to go on next time.
    pub cursor: Cursor,
    /// In the order of arrival.
    pub ops: Vec<Op>,
    /// The present row of every entity they touch.
    pub rows: Vec<(Entity, Option<Current>)>,
}

/// The record. All that the program does to it, whatever keeps it.
pub trait Store {
    /// Saves one action, whole or not at all. When it returns `Ok`, a power cut loses nothing of it.
    fn commit(&mut self, draft: &Draft, now: Timestamp) -> Result<Saved, StoreError>;
    /// Switches off the newest action that `actor` did at this laptop and that is on and undoable. `None`: there is none.
    fn undo(&mut self, actor: &Clean, now: Timestamp) -> Result<Option<Saved>, StoreError>;
    /// Takes back the newest undo that `actor` did at this laptop, unless they have recorded something here since.
    /// `None`: there is none.
    fn redo(&mut self, actor: &Clean, now: Timestamp) -> Result<Option<Saved>, StoreError>;
    /// Switches off one action, whoever did it; where it is itself an undo, that takes the undo back. `None`: it is
    /// off already.
    fn undo_action(
        &mut self,
        action: Uuid,
        actor: &Clean,
        now: Timestamp,
    ) -> Result<Option<Saved>, StoreError>;
    /// Switches off, as one action, everything that is on record of one thing and can be undone, whoever did it.
    /// `None`: there is nothing.
    fn take_back(
        &mut self,
        entity: &Entity,
        actor: &Clean,
        now: Timestamp,
    ) -> Result<Option<Saved>, StoreError>;
    /// A file as it may be taken in: without the persons who were erased, with what is known of their numbers.
    fn as_read(&self, file: &Session, answers: &Answers) -> Result<(Session, Answers), StoreError>;
    /// The current state.
    fn book(&self, scope: &Sessions) -> Result<Book, StoreError>;
    /// The current state of these things only, with the sessions put together from no others: what it takes to name
    /// them, however large the record is.
    fn book_of(&self, things: &BTreeSet<Entity>) -> Result<Book, StoreError>;
    /// The state as it was, by the dates of the ops as far as they are known.
    fn book_at(&self, scope: &Sessions, at: Timestamp) -> Result<Book, StoreError>;
    /// Ops, oldest first.
    fn log(&self, filter: &LogFilter) -> Result<Vec<LogEntry>, StoreError>;
    /// Sessions, the one with the latest entry first.
    fn recent_sessions(&self) -> Result<Vec<RecentSession>, StoreError>;
    /// Where the record ends now.
    fn head(&self) -> Result<Cursor, StoreError>;
    /// What arrived after `cursor`. Cheap when nothing did.
    fn changes_since(&mut self, cursor: Cursor) -> Result<Changes, StoreError>;
    /// A small thing kept beside the record, such as a half-typed memo. Not part of the ops, not shared.
    fn note(&self, key: &str) -> Result<Option<String>, StoreError>;
    /// Keeps a small thing; `None` forgets it.
    fn set_note(&mut self, key: &str, value: Option<&str>) -> Result<(), StoreError>;
}
