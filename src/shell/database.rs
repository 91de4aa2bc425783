//! The database thread: it alone owns the record. What is to be saved waits in a queue in the order it came; a failure
//! stops the queue, keeps what waits in memory and tells, and the queue goes on by itself where that is sound.

mod job;

pub use job::{Job, Place, Save, What, concerned};

use super::Event;
use super::clock;
use crate::app::Msg;
use crate::app::msg::{HistoryRow, Undone};
use crate::domain::id::Entity;
use crate::domain::record;
use crate::domain::roster::Session;
use crate::store::{Cursor, Draft, LogFilter, Scope, SqliteStore, Store, StoreError};
use crate::text::Clean;
use crate::words::Words;
use jiff::Timestamp;
use job::Outcome;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};
use uuid::Uuid;

/// How often other programs' work is looked for.
const POLL: Duration = Duration::from_millis(500);

/// How often a backup is thought of while the program runs.
const BETWEEN_BACKUPS: Duration = Duration::from_mins(30);

/// Where half-typed texts are kept in the record.
const DRAFTS: &str = "drafts";

/// How many lines of history a screen gets.
const HISTORY: usize = 500;

/// The thread, from outside. Dropping it saves what still waits, as far as that is possible, and ends it.
#[derive(Debug)]
pub struct Database {
    jobs: Option<Sender<Job>>,
    thread: Option<JoinHandle<Vec<(Timestamp, Draft)>>>,
}

impl Database {
    /// Opens the record in a thread of its own; what came of it arrives as messages.
    pub fn spawn(place: Place, actor: Clean, words: Arc<Words>, to: Sender<Event>) -> Self {
        let (jobs, inbox) = mpsc::channel();
        let thread = thread::spawn(move || {
            let _alarm = super::Alarm(to.clone());
            let keeper = Keeper {
                place,
                store: None,
                drafts: BTreeMap::new(),
                drafts_changed: false,
                own: BTreeSet::new(),
                rotated: clock::instant(),
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
    pub fn close(&mut self) -> Vec<(Timestamp, Draft)> {
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
    place: Place,
    store: Option<SqliteStore>,
    /// Half-typed texts; written together when nothing else is to do.
    drafts: BTreeMap<Clean, String>,
    drafts_changed: bool,
    /// Actions of this program whose rows the model has, until they are met among the news.
    own: BTreeSet<Uuid>,
    /// When the last backup was thought of.
    rotated: Instant,
    cursor: Cursor,
    actor: Clean,
    words: Arc<Words>,
    waiting: VecDeque<Save>,
    /// The first one waiting could not be saved.
    stuck: bool,
    to: Sender<Event>,
}

impl Keeper {
    fn run(mut self, inbox: &Receiver<Job>) -> Vec<(Timestamp, Draft)> {
        self.open();
        loop {
            match inbox.recv_timeout(POLL) {
                Ok(job) => self.take(job),
                Err(RecvTimeoutError::Timeout) => {
                    self.save_waiting(false);
                    self.look_around();
                    self.keep_drafts();
                    if self.rotated.elapsed() > BETWEEN_BACKUPS {
                        self.rotate();
                    }
                }
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        self.save_waiting(true);
        self.keep_drafts();
        self.rotate();
        self.unsaved()
    }

    /// What could not be saved, for the rescue file. An undo that could not be saved is given up: what it would have
    /// switched is known only to the record.
    fn unsaved(self) -> Vec<(Timestamp, Draft)> {
        let now = clock::timestamp();
        let actor = self.actor;
        let drafts = self.waiting.into_iter().filter_map(|save| match save.what {
            What::Commit {
                action,
                scope,
                changes,
            } => Some(Draft {
                actor: actor.clone(),
                scope,
                changes,
                action: Some(action),
            }),
            What::Undo | What::Redo => None,
        });
        drafts.map(|draft| (now, draft)).collect()
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
        let opened = SqliteStore::open_with(&self.place.options).and_then(|opened| {
            let store = opened.store;
            let book = store.book(&Scope::All)?;
            let cursor = store.head()?;
            let drafts = store.note(DRAFTS)?;
            let mut notices = opened.notices;
            notices.extend(store.clock_ahead(clock::timestamp())?);
            Ok((store, book, cursor, drafts, notices))
        });
        match opened {
            Ok((store, book, cursor, drafts, notices)) => {
                self.store = Some(store);
                self.cursor = cursor;
                for notice in notices {
                    let text = Clean::line(&notice.explain(&self.words));
                    let grave = notice.is_grave();
                    self.tell(Msg::Notice { grave, text });
                }
                let drafts = drafts.and_then(|text| serde_json::from_str(&text).ok());
                self.drafts = drafts.unwrap_or_default();
                self.tell(Msg::Loaded(Box::new(book)));
                self.rotate();
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
                if text.is_empty() {
                    self.drafts.remove(&slot);
                } else {
                    self.drafts.insert(slot, text);
                }
                self.drafts_changed = true;
            }
            Job::LoadDraft(slot) => {
                if let Some(text) = self.drafts.get(&slot).cloned() {
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
                    self.own.extend(outcome.action());
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
            let path = self.place.options.path.clone();
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
        let own = &mut self.own;
        let foreign: BTreeSet<Entity> = news
            .ops
            .iter()
            .filter(|op| !own.contains(&op.action))
            .map(|op| op.entity.clone())
            .collect();
        let undone = news
            .ops
            .iter()
            .any(|op| !own.contains(&op.action) && matches!(op.entity, Entity::Action(_)));
        for op in &news.ops {
            own.remove(&op.action);
        }
        let mut rows = news.rows;
        // An undo of somebody else touches rows its op does not name.
        rows.retain(|(entity, _)| undone || foreign.contains(entity));
        if !rows.is_empty() {
            self.tell(Msg::Synced { rows });
        }
    }

    /// Half-typed texts survive a crash, apart from the last half second.
    fn keep_drafts(&mut self) {
        if !std::mem::take(&mut self.drafts_changed) {
            return;
        }
        let text = serde_json::to_string(&self.drafts).ok();
        let text = text.filter(|_| !self.drafts.is_empty());
        if let Some(store) = &mut self.store {
            // A draft is help, not record: that it could not be kept is not worth a word.
            let _ = store.set_note(DRAFTS, text.as_deref());
        }
    }

    /// The next of the rotating backups, where something changed since the last.
    fn rotate(&mut self) {
        self.rotated = clock::instant();
        let Some(store) = &mut self.store else {
            return;
        };
        if let Err(error) = store.rotate(&self.place.backups, clock::timestamp()) {
            for text in self.lines(&error) {
                self.tell(Msg::Notice { grave: false, text });
            }
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
