//! The database thread: it alone owns the record. What is to be saved waits in a queue in the order it came; a failure
//! stops the queue, keeps what waits in memory and tells, and the queue goes on by itself where that is sound.

mod answer;
mod copies;
mod job;
mod sessions;
mod unsaved;
mod whole;

pub use job::{Intent, Job, RecordFiles, Save, concerned};
pub use unsaved::Unsaved;
use unsaved::{draft, lock};

use super::clock;
use super::event::{Alarm, Event};
use crate::app::Msg;
use crate::app::msg::Undone;
use crate::domain::entity::Entity;
use crate::domain::entity::task::TaskId;
use crate::domain::meaning::from_of;
use crate::domain::op::Op;
use crate::domain::rule::name::names_somebody;
use crate::store::sqlite::mirror::MirrorState;
use crate::store::{Cursor, SqliteStore, Store, StoreError};
use crate::text::Clean;
use crate::words::Words;
use job::{Outcome, Progress};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};
use uuid::Uuid;

/// How often other programs' work is looked for.
const POLL: Duration = Duration::from_millis(500);

/// Before the names of half-typed texts, which are kept beside the record.
const DRAFT: &str = "draft:";

/// The thread, from outside. Dropping it saves what still waits, as far as that is possible, and ends it.
#[derive(Debug)]
pub struct Database {
    jobs: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
    /// What was asked for and is not durable, in order; the thread takes out what it has saved. Here, so that it
    /// outlives the thread.
    unsaved: Arc<Mutex<VecDeque<Save>>>,
}

impl Database {
    /// Opens the record in a thread of its own; what came of it arrives as messages.
    pub fn spawn(place: RecordFiles, actor: Clean, words: Arc<Words>, to: Sender<Event>) -> Self {
        let (jobs, inbox) = mpsc::channel();
        let reader = jobs.clone();
        let unsaved = Arc::new(Mutex::new(VecDeque::new()));
        let shared = Arc::clone(&unsaved);
        let thread = thread::spawn(move || {
            let _alarm = Alarm(to.clone());
            let keeper = Keeper {
                reader: Some(reader),
                progress: Progress::Whole,
                place,
                store: None,
                reopen: false,
                copy: MirrorState::None,
                drafts: BTreeMap::new(),
                own: BTreeSet::new(),
                doubtful: BTreeSet::new(),
                offered: None,
                rotated: clock::instant(),
                cursor: Cursor::default(),
                actor,
                unnamed: Vec::new(),
                unchecked: None,
                words,
                waiting: shared,
                stuck: false,
                to,
            };
            keeper.run(&inbox);
        });
        Self {
            jobs: Some(jobs),
            thread: Some(thread),
            unsaved,
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

    /// Hands over what is to be saved; never waits.
    pub fn save(&self, save: Save) {
        lock(&self.unsaved).push_back(save);
        self.ask(Job::Save);
    }

    /// Another one records from now on.
    pub fn actor(&self, actor: Clean) {
        self.ask(Job::Actor(actor));
    }

    /// Waits until everything is durable or cannot be made so; what could not be saved comes back, also when the thread
    /// has panicked.
    pub fn close(&mut self) -> Unsaved {
        self.jobs = None;
        let _ = self.thread.take().map(JoinHandle::join);
        let mut left = Unsaved::default();
        for save in lock(&self.unsaved).drain(..) {
            match save.what {
                Intent::Commit {
                    action,
                    scope,
                    changes,
                } => {
                    let draft = draft(&save.by, scope, changes, action);
                    left.actions.push((save.at, draft));
                }
                Intent::Undo | Intent::Redo | Intent::TakeBack { .. } => left.switches += 1,
            }
        }
        left
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        self.close();
    }
}

struct Keeper {
    /// For the thread that reads a large record in.
    reader: Option<Sender<Job>>,
    progress: Progress,
    place: RecordFiles,
    store: Option<SqliteStore>,
    /// It could not be opened, for a reason that may pass by itself.
    reopen: bool,
    /// Half-typed texts that are not written yet; an empty one is to be forgotten.
    drafts: BTreeMap<Clean, String>,
    /// Actions of this program whose rows the model has, until they are met among the news.
    own: BTreeSet<Uuid>,
    /// Tasks whose day was counted from a doubtful date, as they were told.
    doubtful: BTreeSet<TaskId>,
    /// The second copy that was offered, because no record is in its place.
    offered: Option<PathBuf>,
    /// How the second copy stood when it was last looked at.
    copy: MirrorState,
    /// When the last backup was thought of.
    rotated: Instant,
    cursor: Cursor,
    actor: Clean,
    /// Files that were read before it was known who records.
    unnamed: Vec<Job>,
    /// The file that is shown without persons, because the record cannot be asked who was erased.
    unchecked: Option<Job>,
    words: Arc<Words>,
    waiting: Arc<Mutex<VecDeque<Save>>>,
    /// The first one waiting could not be saved.
    stuck: bool,
    to: Sender<Event>,
}

impl Keeper {
    fn run(mut self, inbox: &Receiver<Job>) {
        self.open();
        let mut round = clock::instant() + POLL;
        loop {
            // However fast jobs come, the round is made.
            let left = round.saturating_duration_since(clock::instant());
            match inbox.recv_timeout(left) {
                Ok(job) => self.take(job),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            if clock::instant() >= round {
                self.go_round();
                round = clock::instant() + POLL;
            }
        }
        self.save_waiting(true);
        self.keep_drafts();
        self.rotate();
    }

    /// What is due twice a second: what waits, what others did, what is half typed, a backup.
    fn go_round(&mut self) {
        if self.reopen || self.store.as_ref().is_some_and(SqliteStore::has_room_again) {
            self.open();
        }
        self.check_again();
        self.save_waiting(false);
        self.look_around();
        self.keep_drafts();
        if self.rotated.elapsed() >= self.place.between_backups {
            self.rotate();
        }
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
        // Kept longer it would keep the thread from its end.
        let reader = self.reader.take();
        let opened = SqliteStore::open_with(&self.place.options).and_then(|opened| {
            let mut store = opened.store.with_backups_in(self.place.backups.clone());
            let cursor = store.head()?;
            let book = self.first_book(&store, reader)?;
            // What others record from now on is seen here once it is told.
            store.has_seen(cursor);
            let mut notices = opened.notices;
            notices.extend(store.clock_ahead(clock::timestamp())?);
            Ok((store, book, cursor, notices))
        });
        match opened {
            Ok((store, book, cursor, notices)) => {
                self.store = Some(store);
                self.reopen = false;
                self.cursor = cursor;
                let mut offered = None;
                for notice in notices {
                    let text = Clean::line(&notice.explain(&self.words));
                    let grave = notice.is_grave();
                    self.tell(Msg::Notice { grave, text });
                    offered = offered.or(notice.into_offer());
                }
                self.tell(book);
                if let Some(copy) = offered {
                    self.offer(copy);
                }
                self.look_at_dues();
                self.enforce_erasures();
                self.check_again();
                self.remind(clock::timestamp());
                self.rotate();
            }
            Err(error) => {
                // Told once, however often it is tried.
                if !std::mem::replace(&mut self.reopen, error.may_retry()) {
                    self.tell_unread(&error);
                }
            }
        }
    }

    fn take(&mut self, job: Job) {
        match job {
            Job::Save if !self.stuck => self.save_waiting(true),
            Job::Save => {
                let newest = lock(&self.waiting).back().map(|save| save.ticket);
                if let Some(ticket) = newest {
                    // It waits behind one that failed: that it is not saved has to be said of it, too.
                    let why = Vec::new();
                    self.tell(Msg::SaveFailed { ticket, why });
                }
            }
            Job::Retry => self.save_waiting(true),
            // Without a name nothing is recorded; the screen asks for one.
            Job::Open { .. } if !names_somebody(&self.actor) => self.unnamed.push(job),
            Job::Open {
                session,
                path,
                answers,
            } => self.open_session(&session, path, &answers, true),
            Job::OpenRecorded(session) => {
                self.tell_session(&session);
                let path = PathBuf::new();
                self.tell(Msg::Opened { session, path });
            }
            Job::Whole(book) => self.whole(book),
            Job::History(entity) => self.history(entity.as_ref()),
            Job::Past { until, entity } => self.past(until, entity),
            Job::Provisions => self.provisions(),
            Job::Draft { slot, text } => {
                self.drafts.insert(slot, text);
            }
            Job::LoadDraft(slot) => {
                let kept = || self.store.as_ref()?.note(&format!("{DRAFT}{slot}")).ok()?;
                let text = self.drafts.get(&slot).cloned().or_else(kept);
                if let Some(text) = text.filter(|text| !text.is_empty()) {
                    self.tell(Msg::Draft { slot, text });
                }
            }
            Job::Restore(path) => self.restore(&path),
            Job::Actor(actor) => {
                self.actor = actor;
                for job in std::mem::take(&mut self.unnamed) {
                    self.take(job);
                }
            }
        }
    }

    /// Saves in order until one fails. Without `asked`, only errors that may pass by themselves are tried again.
    fn save_waiting(&mut self, asked: bool) {
        let is_empty = lock(&self.waiting).is_empty();
        if is_empty || (self.stuck && !asked && self.store.is_none()) {
            return;
        }
        if (self.store.as_ref()).is_none_or(SqliteStore::has_room_again) {
            self.open();
        }
        loop {
            let Some(save) = lock(&self.waiting).front().cloned() else {
                break;
            };
            let ticket = save.ticket;
            match self.save(&save) {
                Ok(outcome) => {
                    lock(&self.waiting).pop_front();
                    self.stuck = false;
                    self.own.extend(outcome.action());
                    let read = outcome.sessions_read();
                    self.tell(outcome.msg(ticket));
                    self.tell_whole(&read);
                    self.look_at_copy();
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

    fn save(&mut self, save: &Save) -> Result<Outcome, StoreError> {
        #[cfg(feature = "test-faults")]
        super::test_faults::on_request("database", save.memos());
        // When it was done, however long it waited.
        let now = save.at;
        let Some(store) = &mut self.store else {
            let detail = String::new();
            let path = self.place.options.path.clone();
            return Err(StoreError::CannotOpen { path, detail });
        };
        match &save.what {
            Intent::Commit {
                action,
                scope,
                changes,
            } => {
                let draft = draft(&save.by, scope.clone(), changes.clone(), *action);
                Ok(Outcome::Saved(store.commit(&draft, now)?, None))
            }
            Intent::TakeBack { entity, replaced } => {
                Ok(match store.take_back(entity, &save.by, now)? {
                    None => Outcome::Nothing { redo: false },
                    Some(saved) => {
                        let op = concerned(store, &saved)?.map(Box::new);
                        let undone = Undone { redo: false, op };
                        Outcome::Saved(saved, Some(undone).filter(|_| !replaced))
                    }
                })
            }
            Intent::Undo | Intent::Redo => {
                let redo = save.what == Intent::Redo;
                let switched = if redo {
                    store.redo(&save.by, now)?
                } else {
                    store.undo(&save.by, now)?
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
        let elsewhere = |op: &&Op| {
            let is_undo = matches!(op.entity, Entity::Action(_));
            is_undo || !op.change.erases().is_empty() || from_of(&op.change).is_some()
        };
        let touches_more = (news.ops.iter())
            .filter(|op| !own.contains(&op.action))
            .any(|op| elsewhere(&op));
        for op in &news.ops {
            own.remove(&op.action);
        }
        let mut rows = news.rows;
        // An undo, an erasure or a number that moved at somebody else touches rows its op does not name.
        rows.retain(|(entity, _)| touches_more || foreign.contains(entity));
        let read: BTreeSet<Clean> = (foreign.iter())
            .filter_map(|entity| entity.prepared_for().cloned())
            .collect();
        if !rows.is_empty() {
            self.tell(Msg::Synced { rows });
            self.look_at_dues();
        }
        self.tell_whole(&read);
        if news.ops.iter().any(|op| op.change.marker().is_some()) {
            self.tell_erasures();
        }
        if let Some(store) = &mut self.store {
            store.has_seen(self.cursor);
        }
    }

    /// Tells which days were counted under a wrong clock, where that changed.
    fn look_at_dues(&mut self) {
        let found = (self.store.as_ref()).and_then(|s| s.doubtful_dues(clock::timestamp()).ok());
        if let Some(found) = found.filter(|found| *found != self.doubtful) {
            self.doubtful.clone_from(&found);
            self.tell(Msg::DoubtfulDues(found));
        }
    }

    /// Half-typed texts survive a crash, apart from the last half second.
    fn keep_drafts(&mut self) {
        let Some(store) = &mut self.store else {
            return;
        };
        for (slot, text) in std::mem::take(&mut self.drafts) {
            let text = Some(text.as_str()).filter(|text| !text.is_empty());
            // A draft is help, not record: that it could not be kept is not worth a word.
            let _ = store.set_note(&format!("{DRAFT}{slot}"), text);
        }
    }
}
