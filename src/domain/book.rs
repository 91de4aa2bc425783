//! The book: the current state of everything recorded, folded from ops. Its rows are the tables of the database.

use super::code::{Level, OwnerSide, PairingStatus, Relation, TaskStatus};
use super::id::{Entity, PairingId, TaskId};
use super::op::{Change, Op, Side, Stamp};
use super::roster::Session;
use crate::text::Clean;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Need × organisation, the core record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Pairing {
    /// Identity by meaning.
    pub id: PairingId,
    /// Badge numbers of the contact persons, in the order they came.
    pub persons: Vec<Clean>,
    /// How much the organisation wants it.
    pub level: Level,
    /// How far it is.
    pub status: PairingStatus,
    /// Why it ended or waits.
    pub reason: Clean,
    /// Day of the last change of state.
    pub status_on: Option<Date>,
    /// メモ
    pub note: Clean,
    /// Next step of the hospital, with its day.
    pub next_hospital: (Clean, Option<Date>),
    /// Next step of the company, with its day.
    pub next_company: (Clean, Option<Date>),
    /// When it was first recorded.
    pub recorded_at: Timestamp,
    /// Who recorded it first: its coordinator.
    pub coordinator: Clean,
}

impl Pairing {
    /// A pairing as it is when it is first recorded: 候補, without persons.
    pub fn new(id: PairingId, level: Level, recorded_at: Timestamp) -> Self {
        Self {
            id,
            persons: Vec::new(),
            level,
            status: PairingStatus::Candidate,
            reason: Clean::default(),
            status_on: None,
            note: Clean::default(),
            next_hospital: Default::default(),
            next_company: Default::default(),
            recorded_at,
            coordinator: Clean::default(),
        }
    }
}

/// One follow-up step of a pairing, a need, a hospital or the session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Task {
    /// Identity by meaning.
    pub id: TaskId,
    /// 件名
    pub title_ja: Clean,
    /// Title.
    pub title_en: Clean,
    /// Who has to act.
    pub owner_side: OwnerSide,
    /// How far it is.
    pub status: TaskStatus,
    /// By when.
    pub due_on: Date,
    /// Which tasks come first.
    pub depends_on: Vec<TaskId>,
    /// 備考
    pub note: Clean,
    /// Day it was closed.
    pub done_on: Option<Date>,
    /// When it was opened.
    pub opened_at: Timestamp,
}

/// How far the presentations of a session are.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    /// The need presented now.
    pub current: Option<Clean>,
    /// Since when.
    pub since: Option<Timestamp>,
    /// Needs whose presentation has begun, in that order.
    pub presented: Vec<Clean>,
}

/// A line written down during the meeting.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Memo {
    /// During which presentation.
    pub need: Option<Clean>,
    /// The text.
    pub text: Clean,
    /// When.
    pub written_at: Timestamp,
    /// Who.
    pub actor: Clean,
}

/// A patent tied to a need during the meeting.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tie {
    /// How it touches the need.
    pub relation: Relation,
    /// 発明の名称
    pub title: Clean,
    /// When.
    pub tied_at: Timestamp,
}

/// The folded state of one entity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Row {
    /// What was prepared.
    Session(Box<Session>),
    /// Presentations.
    Progress(Progress),
    /// A pairing.
    Pairing(Box<Pairing>),
    /// A task.
    Task(Box<Task>),
    /// A memo.
    Memo(Memo),
    /// A patent tied.
    Tie(Tie),
}

/// A row and the newest op in it. An op newer than `rev` may be stepped onto the row; anything else needs a new fold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Folded {
    /// The state.
    pub row: Row,
    /// Stamp of the newest op folded in.
    pub rev: Stamp,
}

/// Folds the ops of one entity: sorted by stamp, those of switched-off actions left out. `None`: it does not exist.
pub fn fold<'a>(entity: &Entity, ops: impl IntoIterator<Item = &'a Op>) -> Option<Folded> {
    let ops: Vec<&Op> = ops.into_iter().collect();
    let first = ops.iter().find(|op| op.change.creates())?;
    let mut row = begin(entity, first)?;
    for op in &ops {
        step(&mut row, op);
    }
    let rev = ops.last().map_or(first.stamp, |op| op.stamp);
    Some(Folded { row, rev })
}

/// The row as its first creating op makes it.
fn begin(entity: &Entity, op: &Op) -> Option<Row> {
    let at = op.stamp.hlc.time();
    Some(match (entity, &op.change) {
        (Entity::Session(_), Change::SessionLoaded(session)) => Row::Session(session.clone()),
        (Entity::Progress(_), Change::NeedOpened { .. }) => Row::Progress(Progress::default()),
        (Entity::Pairing(id), Change::PairingRecorded { level, .. }) => {
            let mut pairing = Pairing::new(id.clone(), *level, at);
            pairing.coordinator = op.actor.clone();
            Row::Pairing(Box::new(pairing))
        }
        (Entity::Task(id), Change::TaskOpened(body)) => Row::Task(Box::new(Task {
            id: id.clone(),
            title_ja: body.title_ja.clone(),
            title_en: body.title_en.clone(),
            owner_side: body.owner_side,
            status: TaskStatus::Open,
            due_on: body.due_on,
            depends_on: body.depends_on.clone(),
            note: Clean::default(),
            done_on: None,
            opened_at: at,
        })),
        (Entity::Memo(..), Change::MemoWritten { need, text }) => Row::Memo(Memo {
            need: need.clone(),
            text: text.clone(),
            written_at: at,
            actor: op.actor.clone(),
        }),
        (Entity::Tie(..), Change::PatentTied { relation, title }) => Row::Tie(Tie {
            relation: *relation,
            title: title.clone(),
            tied_at: at,
        }),
        _ => return None,
    })
}

/// One op onto a row, last writer wins per field. A change that does not fit the row has no effect.
fn step(row: &mut Row, op: &Op) {
    match (row, &op.change) {
        (Row::Session(row), Change::SessionLoaded(session)) => row.clone_from(session),
        (Row::Progress(row), Change::NeedOpened { need }) => {
            row.current.clone_from(need);
            row.since = Some(op.stamp.hlc.time());
            if let Some(no) = need
                && !row.presented.contains(no)
            {
                row.presented.push(no.clone());
            }
        }
        (Row::Pairing(row), change) => step_pairing(row, change),
        (Row::Task(row), change) => step_task(row, change),
        (Row::Memo(row), Change::MemoWritten { need, text }) => {
            row.need.clone_from(need);
            row.text.clone_from(text);
        }
        (Row::Tie(row), Change::PatentTied { relation, title }) => {
            row.relation = *relation;
            row.title.clone_from(title);
        }
        _ => {}
    }
}

fn step_pairing(row: &mut Pairing, change: &Change) {
    match change {
        Change::PairingRecorded { person, level } => {
            row.level = *level;
            if let Some(badge) = person
                && !row.persons.contains(badge)
            {
                row.persons.push(badge.clone());
            }
        }
        Change::PairingLevel { level } => row.level = *level,
        Change::PairingNote { note } => row.note.clone_from(note),
        Change::PairingStatus { status, reason, on } => {
            row.status = *status;
            row.reason.clone_from(reason);
            row.status_on = Some(*on);
        }
        Change::PairingNext { side, text, on } => {
            let next = (text.clone(), *on);
            match side {
                Side::Hospital => row.next_hospital = next,
                Side::Company => row.next_company = next,
            }
        }
        _ => {}
    }
}

fn step_task(row: &mut Task, change: &Change) {
    match change {
        Change::TaskOpened(body) => {
            row.title_ja.clone_from(&body.title_ja);
            row.title_en.clone_from(&body.title_en);
            row.owner_side = body.owner_side;
            row.due_on = body.due_on;
            row.depends_on.clone_from(&body.depends_on);
        }
        Change::TaskStatus { status, on } => {
            row.status = *status;
            row.done_on = status.is_closed().then_some(*on);
        }
        Change::TaskDue { due_on } => row.due_on = *due_on,
        Change::TaskNote { note } => row.note.clone_from(note),
        _ => {}
    }
}

/// In its place if there is a row of the right kind, else out.
fn put<K: Ord, V>(
    table: &mut BTreeMap<K, V>,
    key: K,
    row: Option<Row>,
    take: impl Fn(Row) -> Option<V>,
) {
    match row.and_then(take) {
        Some(row) => table.insert(key, row),
        None => table.remove(&key),
    };
}

/// Everything recorded, as the screens need it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Book {
    /// By session id.
    pub sessions: BTreeMap<Clean, Session>,
    /// By session id.
    pub progress: BTreeMap<Clean, Progress>,
    /// By identity.
    pub pairings: BTreeMap<PairingId, Pairing>,
    /// By identity.
    pub tasks: BTreeMap<TaskId, Task>,
    /// By session and id.
    pub memos: BTreeMap<(Clean, Uuid), Memo>,
    /// By session, need and document.
    pub ties: BTreeMap<(Clean, Clean, Clean), Tie>,
}

impl Book {
    /// Puts the folded row of an entity in its place, or takes it out.
    pub fn set(&mut self, entity: &Entity, row: Option<Row>) {
        match entity {
            Entity::Session(id) => put(&mut self.sessions, id.clone(), row, |row| match row {
                Row::Session(row) => Some(*row),
                _ => None,
            }),
            Entity::Progress(id) => put(&mut self.progress, id.clone(), row, |row| match row {
                Row::Progress(row) => Some(row),
                _ => None,
            }),
            Entity::Pairing(id) => put(&mut self.pairings, id.clone(), row, |row| match row {
                Row::Pairing(row) => Some(*row),
                _ => None,
            }),
            Entity::Task(id) => put(&mut self.tasks, id.clone(), row, |row| match row {
                Row::Task(row) => Some(*row),
                _ => None,
            }),
            Entity::Memo(s, id) => put(&mut self.memos, (s.clone(), *id), row, |row| match row {
                Row::Memo(row) => Some(row),
                _ => None,
            }),
            Entity::Tie(s, n, d) => put(
                &mut self.ties,
                (s.clone(), n.clone(), d.clone()),
                row,
                |row| match row {
                    Row::Tie(row) => Some(row),
                    _ => None,
                },
            ),
            Entity::Action(_) | Entity::Unknown(_) => {}
        }
    }

    /// The row of an entity, as it is now.
    pub fn row(&self, entity: &Entity) -> Option<Row> {
        match entity {
            Entity::Session(id) => self
                .sessions
                .get(id)
                .cloned()
                .map(|s| Row::Session(Box::new(s))),
            Entity::Progress(id) => self.progress.get(id).cloned().map(Row::Progress),
            Entity::Pairing(id) => self
                .pairings
                .get(id)
                .cloned()
                .map(|p| Row::Pairing(Box::new(p))),
            Entity::Task(id) => self.tasks.get(id).cloned().map(|t| Row::Task(Box::new(t))),
            Entity::Memo(s, id) => self.memos.get(&(s.clone(), *id)).cloned().map(Row::Memo),
            Entity::Tie(s, n, d) => self
                .ties
                .get(&(s.clone(), n.clone(), d.clone()))
                .cloned()
                .map(Row::Tie),
            Entity::Action(_) | Entity::Unknown(_) => None,
        }
    }

    /// Steps one op that is newer than all others of its entity. An undo is not stepped: it needs a fold.
    pub fn apply(&mut self, op: &Op) {
        let mut row = self.row(&op.entity);
        if row.is_none() && op.change.creates() {
            row = begin(&op.entity, op);
        }
        if let Some(row) = &mut row {
            step(row, op);
        }
        if row.is_some() {
            self.set(&op.entity, row);
        }
    }

    /// Pairings of a need, in the order they were recorded.
    pub fn pairings_of(&self, session: &str, need: &str) -> Vec<&Pairing> {
        let mut found: Vec<_> = self
            .pairings
            .values()
            .filter(|p| p.id.session == *session && p.id.need == *need)
            .collect();
        found.sort_by_key(|p| (p.recorded_at, p.id.clone()));
        found
    }

    /// Whether a task waits for another one that is not done.
    pub fn is_blocked(&self, task: &Task) -> bool {
        !task.status.is_closed()
            && task
                .depends_on
                .iter()
                .any(|id| self.tasks.get(id).is_some_and(|t| !t.status.releases()))
    }
}

impl Folded {
    /// Steps `op` onto the row if it is newer than everything in it. `false`: a new fold is needed.
    pub fn try_step(&mut self, op: &Op) -> bool {
        if op.stamp <= self.rev || matches!(op.change, Change::ActionUndone { .. }) {
            return false;
        }
        step(&mut self.row, op);
        self.rev = op.stamp;
        true
    }
}
