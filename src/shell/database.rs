//! The database thread: it alone owns the record. What is to be saved waits in a queue in the order it came; a failure
//! stops the queue, keeps what waits in memory and tells, and the queue goes on by itself where that is sound.

use super::Event;
use super::clock;
use crate::app::Msg;
use crate::app::msg::{HistoryRow, Undone};
use crate::domain::id::Entity;
use crate::domain::op::Change;
use crate::domain::op::Op;
use crate::domain::record;
use crate::domain::roster::Session;
use crate::store::{Cursor, Draft, LogFilter, Saved, Scope, SqliteStore, Store, StoreError};
use crate::text::Clean;
use crate::words::Words;
use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;
use uuid::Uuid;

/// How often other programs' work is looked for.
const POLL: Duration = Duration::from_millis(500);

/// How many lines of history a screen gets.
const HISTORY: usize = 500;

/// What the loop asks of the record.
#[derive(Debug)]
pub enum Job {
    /// Something to save.
    Save(Save),
    /// Try once more what waits.
    Retry,
    /// A session file was read: record it where it differs, then show it.
    Open {
        /// What was read.
        session: Box<Session>,
        /// The file.
        path: PathBuf,
    },
    /// Show a session of the record.
    OpenRecorded(Clean),
    /// Ops of an entity, or of all.
    History(Option<Entity>),
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
}

/// One action that waits to be durable.
#[derive(Clone, Debug, PartialEq)]
pub struct Save {
    /// Of the model.
    pub ticket: u64,
    /// What it is.
    pub what: What,
}

/// What is to be made durable.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
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
}

/// The thread, from outside. Dropping it saves what still waits, as far as that is possible, and ends it.
#[derive(Debug)]
pub struct Database {
    jobs: Option<Sender<Job>>,
    thread: Option<JoinHandle<Vec<Save>>>,
}

impl Database {
    /// Opens the record in a thread of its own; what came of it arrives as messages.
    pub fn spawn(path: PathBuf, actor: Clean, words: Arc<Words>, to: Sender<Event>) -> Self {
        let (jobs, inbox) = mpsc::channel();
        let thread = thread::spawn(move || {
            let _alarm = super::Alarm(to.clone());
            let keeper = Keeper {
                path,
                store: None,
                cursor: Cursor::default(),
                actor,
                words,
                waiting: VecDeque::new(),
                stuck: false,
                to,
            };
            keeper.run(&inbox)
        });
        Self {
            jobs: Some(jobs),
            thread: Some(thread),
        }
    }

    /// For threads that hand jobs over themselves.
    pub fn jobs(&self) -> Option<Sender<Job>> {
        self.jobs.clone()
    }

    /// Hands a job over; never waits.
    pub fn ask(&self, job: Job) {
        if let Some(jobs) = &self.jobs {
            let _ = jobs.send(job);
        }
    }

    /// Waits until everything is durable or cannot be made so; what could not be saved comes back.
    pub fn close(&mut self) -> Vec<Save> {
        self.jobs = None;
        let ended = self.thread.take().map(JoinHandle::join);
        ended.and_then(Result::ok).unwrap_or_default()
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        self.close();
    }
}

struct Keeper {
    path: PathBuf,
    store: Option<SqliteStore>,
    cursor: Cursor,
    actor: Clean,
    words: Arc<Words>,
    waiting: VecDeque<Save>,
    /// The first one waiting could not be saved.
    stuck: bool,
    to: Sender<Event>,
}

impl Keeper {
    fn run(mut self, inbox: &Receiver<Job>) -> Vec<Save> {
        self.open();
        loop {
            match inbox.recv_timeout(POLL) {
                Ok(job) => self.take(job),
                Err(RecvTimeoutError::Timeout) => {
                    self.save_waiting(false);
                    self.look_around();
                }
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        self.save_waiting(true);
        self.waiting.into()
    }

    fn tell(&self, msg: Msg) {
        let _ = self.to.send(Event::Msg(msg));
    }

    fn lines(&self, error: &StoreError) -> Vec<Clean> {
        let text = error.explain(&self.words);
        let sentences = text.split_inclusive('。').map(Clean::line);
        sentences.filter(|s| !s.is_empty()).collect()
    }

    fn open(&mut self) {
        let opened = SqliteStore::open(&self.path).and_then(|store| {
            let book = store.book(&Scope::All)?;
            let cursor = store.head()?;
            Ok((store, book, cursor))
        });
        match opened {
            Ok((store, book, cursor)) => {
                self.store = Some(store);
                self.cursor = cursor;
                self.tell(Msg::Loaded(Box::new(book)));
            }
            Err(error) => {
                for text in self.lines(&error) {
                    self.tell(Msg::Notice { grave: true, text });
                }
            }
        }
    }

    fn take(&mut self, job: Job) {
        match job {
            Job::Save(save) => {
                self.waiting.push_back(save);
                if !self.stuck {
                    self.save_waiting(true);
                } else if let Some(save) = self.waiting.back() {
                    // It waits behind one that failed: that it is not saved has to be said of it, too.
                    let (ticket, why) = (save.ticket, Vec::new());
                    self.tell(Msg::SaveFailed { ticket, why });
                }
            }
            Job::Retry => self.save_waiting(true),
            Job::Open { session, path } => self.open_session(*session, path),
            Job::OpenRecorded(session) => {
                let path = PathBuf::new();
                self.tell(Msg::Opened { session, path });
            }
            Job::History(entity) => self.history(entity.as_ref()),
            Job::Draft { slot, text } => {
                let value = Some(text.as_str()).filter(|t| !t.is_empty());
                if let Some(store) = &mut self.store {
                    // A draft is help, not record: that it could not be kept is not worth a word.
                    let _ = store.set_note(&format!("draft:{slot}"), value);
                }
            }
            Job::LoadDraft(slot) => {
                let store = self.store.as_ref();
                let kept = store.and_then(|s| s.note(&format!("draft:{slot}")).ok()?);
                if let Some(text) = kept {
                    self.tell(Msg::Draft { slot, text });
                }
            }
            Job::Actor(actor) => self.actor = actor,
        }
    }

    /// Saves in order until one fails. Without `asked`, only errors that may pass by themselves are tried again.
    fn save_waiting(&mut self, asked: bool) {
        if self.waiting.is_empty() || (self.stuck && !asked && self.store.is_none()) {
            return;
        }
        if self.store.is_none() {
            self.open();
        }
        while let Some(save) = self.waiting.front() {
            let ticket = save.ticket;
            match self.save(&save.what.clone()) {
                Ok(outcome) => {
                    self.waiting.pop_front();
                    self.stuck = false;
                    self.tell(outcome.msg(ticket));
                }
                Err(error) => {
                    let first = !self.stuck;
                    self.stuck = true;
                    if first || asked {
                        let why = self.lines(&error);
                        self.tell(Msg::SaveFailed { ticket, why });
                    }
                    if !error.may_retry() && !asked {
                        return;
                    }
                    break;
                }
            }
        }
        self.look_around();
    }

    fn save(&mut self, what: &What) -> Result<Outcome, StoreError> {
        let now = clock::timestamp();
        let Some(store) = &mut self.store else {
            let detail = String::new();
            let path = self.path.clone();
            return Err(StoreError::CannotOpen { path, detail });
        };
        match what {
            What::Commit {
                action,
                scope,
                changes,
            } => {
                let draft = Draft {
                    actor: self.actor.clone(),
                    scope: scope.clone(),
                    changes: changes.clone(),
                    action: Some(*action),
                };
                Ok(Outcome::Saved(store.commit(&draft, now)?, None))
            }
            What::Undo | What::Redo => {
                let redo = *what == What::Redo;
                let switched = if redo {
                    store.redo(&self.actor, now)?
                } else {
                    store.undo(&self.actor, now)?
                };
                Ok(match switched {
                    None => Outcome::Nothing { redo },
                    Some(saved) => {
                        let op = concerned(store, &saved)?.map(Box::new);
                        Outcome::Saved(saved, Some(Undone { redo, op }))
                    }
                })
            }
        }
    }

    /// Tells what other programs recorded.
    fn look_around(&mut self) {
        let Some(store) = &mut self.store else {
            return;
        };
        let Ok(news) = store.changes_since(self.cursor) else {
            return;
        };
        self.cursor = news.cursor;
        if !news.rows.is_empty() {
            self.tell(Msg::Synced { rows: news.rows });
        }
    }

    /// What a file prepared, recorded where it is new. It is shown even when it cannot be recorded now.
    fn open_session(&mut self, session: Session, path: PathBuf) {
        let id = session.id.clone();
        let scope = Scope::Session(id.clone());
        let known = self.store.as_ref().and_then(|s| s.book(&scope).ok());
        let changes = record::load(&known.unwrap_or_default(), &session);
        let entity = Entity::Session(id.clone());
        let row = crate::domain::book::Row::Session(Box::new(session));
        self.tell(Msg::Synced {
            rows: vec![(entity, Some(row))],
        });
        if let Some(store) = &mut self.store
            && !changes.is_empty()
        {
            let draft = Draft {
                actor: self.actor.clone(),
                scope: id.clone(),
                changes,
                action: None,
            };
            if let Err(error) = store.commit(&draft, clock::timestamp()) {
                for text in self.lines(&error) {
                    self.tell(Msg::Notice { grave: true, text });
                }
            }
        }
        self.tell(Msg::Opened { session: id, path });
    }

    fn history(&self, entity: Option<&Entity>) {
        let Some(store) = &self.store else {
            return;
        };
        let filter = LogFilter {
            session: entity.and_then(Entity::session).cloned(),
            limit: entity.is_none().then_some(HISTORY),
            ..LogFilter::default()
        };
        match store.log(&filter) {
            Ok(entries) => {
                let rows = entries
                    .into_iter()
                    .filter(|e| entity.is_none_or(|wanted| e.op.entity == *wanted))
                    .map(|e| HistoryRow {
                        op: e.op,
                        undone: e.undone,
                    });
                self.tell(Msg::History(rows.collect()));
            }
            Err(error) => {
                for text in self.lines(&error) {
                    self.tell(Msg::Notice { grave: true, text });
                }
            }
        }
    }
}

enum Outcome {
    Saved(Saved, Option<Undone>),
    Nothing { redo: bool },
}

impl Outcome {
    fn msg(self, ticket: u64) -> Msg {
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
        let Some(Change::ActionUndone { action }) = switched.as_ref().map(|op| &op.change) else {
            break;
        };
        let filter = LogFilter {
            action: Some(*action),
            ..LogFilter::default()
        };
        switched = store.log(&filter)?.into_iter().next().map(|e| e.op);
    }
    Ok(switched)
}
