//! What the record is asked for, and what is answered.

use crate::app::Msg;
use crate::app::msg::Undone;
use crate::domain::book::Book;
use crate::domain::entity::Change;
use crate::domain::entity::Entity;
#[cfg(feature = "test-faults")]
use crate::domain::entity::memo::MemoChange;
use crate::domain::op::Hlc;
use crate::domain::op::Op;
use crate::domain::reading::Answers;
use crate::domain::roster::Session;
use crate::store::{Cursor, LogFilter, Options, Saved, Store, StoreError};
use crate::text::Clean;
use jiff::Timestamp;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::Duration;
use uuid::Uuid;

/// What the loop asks of the record.
#[derive(Debug)]
pub enum Job {
    /// Something was added to what is to be saved.
    Save,
    /// Try once more what waits.
    Retry,
    /// A session file was read: record it where it differs, then show it.
    Open {
        /// What was read.
        session: Box<Session>,
        /// The file.
        path: PathBuf,
        /// What was answered where numbers have another name.
        answers: Answers,
    },
    /// Show a session of the record.
    OpenRecorded(Clean),
    /// A large record was read in, or could not be.
    Whole(Option<Box<Book>>),
    /// Ops of an entity, or of all.
    History(Option<Entity>),
    /// How a session was right after an op.
    Past {
        /// The clock of the op.
        until: Hlc,
        /// What it is about.
        entity: Entity,
    },
    /// Who was introduced to whom.
    Provisions,
    /// Half-typed text of a field.
    Draft {
        /// Which field.
        slot: Clean,
        /// Empty: forget it.
        text: String,
    },
    /// Is there half-typed text of a field?
    LoadDraft(Clean),
    /// Who records from now on.
    Actor(Clean),
    /// Put a copy in the place of the record, which cannot be opened.
    Restore(PathBuf),
}

/// One action that waits to be durable.
#[derive(Clone, Debug, PartialEq)]
pub struct Save {
    /// Of the model.
    pub ticket: u64,
    /// When it was done.
    pub at: Timestamp,
    /// Who did it, whoever works here when it is saved.
    pub by: Clean,
    /// What it is.
    pub what: Intent,
}

#[cfg(feature = "test-faults")]
impl Save {
    /// The memos in it.
    pub(super) fn memos(&self) -> impl Iterator<Item = &str> {
        let changes = match &self.what {
            Intent::Commit { changes, .. } => changes.as_slice(),
            Intent::Undo | Intent::Redo | Intent::TakeBack { .. } => &[],
        };
        changes.iter().filter_map(|(_, change)| {
            if let Change::Memo(MemoChange::Written { text, .. }) = change {
                Some(text.as_str())
            } else {
                None
            }
        })
    }
}

/// What is to be made durable.
#[derive(Clone, Debug, PartialEq)]
pub enum Intent {
    /// New changes. The action has its identity before it is tried, so that trying twice saves once.
    Commit {
        /// Identity.
        action: Uuid,
        /// Session.
        scope: Clean,
        /// In order.
        changes: Vec<(Entity, Change)>,
    },
    /// The newest own action off.
    Undo,
    /// The newest undo back.
    Redo,
    /// All of one thing off; whether something else stands in its place.
    TakeBack {
        /// The thing.
        entity: Entity,
        /// Something else was recorded in its place.
        replaced: bool,
    },
}

/// Where the record is, and where its copies go.
#[derive(Clone, Debug)]
pub struct RecordFiles {
    /// The record.
    pub options: Options,
    /// Folder of the rotating backups.
    pub backups: PathBuf,
    /// How often a backup is thought of while the program runs.
    pub between_backups: Duration,
}

/// How far the screens have the record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Progress {
    /// All of it, or nothing.
    #[default]
    Whole,
    /// The rest is being read. It is as the record was here.
    Reading(Cursor),
}

/// What became of it.
#[derive(Debug)]
pub(super) enum Outcome {
    /// It is durable; for an undo, with what it switched.
    Saved(Saved, Option<Undone>),
    /// There was nothing to take back or do again.
    Nothing { redo: bool },
}

impl Outcome {
    /// The action that is durable now.
    pub(super) fn action(&self) -> Option<Uuid> {
        match self {
            Self::Saved(saved, _) => Some(saved.action),
            Self::Nothing { .. } => None,
        }
    }

    /// The sessions of which something was read, added or withdrawn.
    pub(super) fn sessions_read(&self) -> BTreeSet<Clean> {
        let rows = match self {
            Self::Saved(saved, _) => saved.rows.as_slice(),
            Self::Nothing { .. } => &[],
        };
        let read = rows.iter();
        read.filter_map(|(entity, _)| entity.prepared_for().cloned())
            .collect()
    }

    /// The same for the model.
    pub(super) fn msg(self, ticket: u64) -> Msg {
        match self {
            Self::Nothing { redo } => Msg::NothingToUndo { ticket, redo },
            Self::Saved(saved, undone) => Msg::Saved {
                ticket,
                action: saved.action,
                rows: saved.rows,
                undone,
            },
        }
    }
}

/// The first op of the action that an undo or a redo switched: an undo names it, a redo names the undo that did.
pub fn concerned(store: &impl Store, saved: &Saved) -> Result<Option<Op>, StoreError> {
    let mut switched = saved.ops.first().cloned();
    for _ in 0..2 {
        let Some(action) = switched.as_ref().and_then(|op| op.change.undoes()) else {
            break;
        };
        let filter = LogFilter {
            action: Some(action),
            ..LogFilter::default()
        };
        switched = store.log(&filter)?.into_iter().next().map(|e| e.op);
    }
    Ok(switched)
}
