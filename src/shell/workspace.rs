//! What every command works with: places, settings, words, the day, the calendar, the catalogue, the record.

mod operator;
mod settings;
mod typed;

use super::args::Global;
use super::called::Called;
use super::changed;
use super::clock;
use super::erasures;
use super::failure::{Failure, FailureKind};
use super::library::Library;
use super::out::Out;
use super::out::tell;
use super::places::Places;
use super::secret;
use super::sheets;
use super::user_config::UserConfig;
use super::user_files::{read_bytes, shown, unreadable};
use crate::domain::book::Book;
use crate::domain::diag::render::{Frame, render};
use crate::domain::entity::Changes;
use crate::domain::op::Op;
use crate::domain::reading::{self, Answers, Reading};
use crate::domain::roster::Session;
use crate::domain::rule::calendar::Calendar;
use crate::domain::rule::facts::Facts;
use crate::domain::rule::name::names_somebody;
use crate::intake::Loaded;
use crate::store;
use crate::store::sqlite::{offer, sidecar};
use crate::store::{
    Draft, Options, Passphrase, Saved, Sessions, SqliteStore, Store, StoreError, machine_id, rescue,
};
use crate::text::Clean;
use crate::view::sentence;
use crate::words::fl;
use crate::words::{Lang, Words};
use jiff::Timestamp;
use jiff::civil::Date;
use std::env::temp_dir;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::OnceLock;

/// The table everything works at.
#[derive(Debug)]
pub struct Workspace {
    /// Texts.
    pub words: Arc<Words>,
    /// What the user has set.
    pub config: UserConfig,
    /// For machines.
    pub json: bool,
    /// `--today`, where given.
    pub fixed_today: Option<Date>,
    /// That, or the day in the zone of the computer when the program began.
    pub today: Date,
    /// Business days.
    pub calendar: Calendar,
    /// `--lang`, where given.
    pub said_lang: Option<Lang>,
    /// Whether this is the sample, whose record is not the real one.
    pub is_sample: bool,
    /// Who records; empty where nobody said so. Commands that record ask [`Self::who`].
    pub actor: Clean,
    /// File with the passphrase of the record.
    key_file: Option<PathBuf>,
    /// The passphrase, once it was needed.
    key: OnceLock<Option<Passphrase>>,
}

impl Workspace {
    /// From command line, environment and settings.
    pub fn new(global: &Global, words: Words, config: UserConfig) -> Self {
        let named = global.actor.as_deref().map(Clean::line);
        let set = Some(config.settings.actor.clone());
        let mut names = [named, set].into_iter().flatten();
        let actor = names.find(names_somebody).unwrap_or_default();
        Self {
            words: Arc::new(words),
            calendar: config.settings.calendar(),
            config,
            json: global.json,
            fixed_today: global.today,
            today: global.today.unwrap_or_else(|| clock::zoned().date()),
            said_lang: global.lang.as_deref().map(Lang::from_code),
            is_sample: false,
            actor,
            key_file: global.key_file.clone(),
            key: OnceLock::new(),
        }
    }

    /// The same for the sample.
    #[must_use]
    pub fn of_sample(&self) -> Self {
        Self {
            words: Arc::clone(&self.words),
            config: self.config.of_sample(),
            calendar: self.calendar.clone(),
            actor: self.actor.clone(),
            key_file: None,
            key: OnceLock::new(),
            is_sample: true,
            ..*self
        }
    }

    /// The same for another thread.
    #[must_use]
    pub fn twin(&self) -> Self {
        Self {
            words: Arc::clone(&self.words),
            config: self.config.clone(),
            calendar: self.calendar.clone(),
            actor: self.actor.clone(),
            key_file: self.key_file.clone(),
            key: self.key.clone(),
            ..*self
        }
    }

    /// Folders and files.
    pub fn places(&self) -> &Places {
        &self.config.places
    }
}

impl Workspace {
    /// A session file, read and judged. A refused one is the failure, its report told.
    pub fn read_session(&self, path: &Path) -> Result<Session, Failure> {
        let (loaded, report) = self.judge_session(path)?;
        if let Some(session) = loaded.session {
            return Ok(session);
        }
        tell(&[report.to_string()]);
        Err(self.refused(path, &loaded))
    }

    /// What a session file is, with its report.
    pub fn judge_session(&self, path: &Path) -> Result<(Loaded, Clean), Failure> {
        let name = path.to_string_lossy();
        let bytes = read_bytes(path).map_err(|e| self.unreadable(path, &e))?;
        let loaded = sheets::load(path, &bytes, &self.words);
        let found = &loaded.diagnostics;
        let report = render(found, &loaded.text, &name, Frame::Ascii, &self.words);
        Ok((loaded, Clean::text(&report)))
    }

    /// A file that has errors, as a failure.
    pub fn refused(&self, path: &Path, loaded: &Loaded) -> Failure {
        let w = &self.words;
        let count = loaded.diagnostics.iter().filter(|d| d.is_error()).count();
        let path = shown(path);
        Failure::new(FailureKind::BadFile, fl!(w, "shell-refused", path = path))
            .because(fl!(w, "shell-refused-why", count = count))
            .hint(fl!(w, "shell-refused-how"))
    }

    /// A file that cannot be read, as a failure.
    pub fn unreadable(&self, path: &Path, error: &io::Error) -> Failure {
        unreadable(&self.words, path, error)
    }

    /// Whether a passphrase is needed. A build that cannot unlock anything need not ask.
    fn is_locked(&self) -> bool {
        cfg!(feature = "encryption") && store::is_encrypted(&self.places().db)
    }

    /// The passphrase, where the record is encrypted: from the key file, or asked until it opens the record or nobody
    /// wants to go on.
    pub fn key(&self) -> Option<Passphrase> {
        let path = &self.places().db;
        let find = || match &self.key_file {
            Some(_) => self.new_key(),
            None => secret::ask_until(&self.words, |key| store::unlocks(path, key)),
        };
        self.is_locked()
            .then(|| self.key.get_or_init(find).clone())?
    }

    /// Has the passphrase asked before there is a screen; without it there will be none.
    pub fn unlock(&self) -> Result<(), Failure> {
        match self.key() {
            Some(key) => {
                // Other trouble is told by the screen, as without a passphrase.
                return match store::unlocks(&self.places().db, &key) {
                    Err(error @ StoreError::WrongKey(_)) => Err(self.store_failed(&error)),
                    _ => Ok(()),
                };
            }
            None if !self.is_locked() => return Ok(()),
            None => {}
        }
        let w = &self.words;
        let path = shown(&self.places().db);
        let what = fl!(w, "shell-record-failed", path = path);
        Err(Failure::new(FailureKind::Failed, what)
            .because(fl!(w, "secret-none"))
            .hint(fl!(w, "secret-none-how")))
    }

    /// A passphrase to encrypt with: from the key file, or asked twice.
    pub fn new_key(&self) -> Option<Passphrase> {
        let Some(path) = &self.key_file else {
            return secret::ask_new(&self.words);
        };
        match Passphrase::read(path) {
            Ok(key) => Some(key),
            Err(error) => {
                tell(&[error.explain(&self.words)]);
                None
            }
        }
    }

    /// How the record is opened.
    pub fn options(&self) -> Options {
        let places = self.places();
        let mirror = self.config.settings.mirror.as_ref();
        Options {
            path: places.db.clone(),
            machine: machine_id(&places.data).ok(),
            keys: Some(places.data.clone()),
            mirror: mirror.map(|m| places.data.join(m)),
            key: self.key(),
            is_copy: false,
            read_only: false,
            office: self.config.settings.office,
            now: Some(clock::timestamp()),
        }
    }

    /// Writes what could not be saved beside the record, or where files of the moment go; the place it went to.
    pub fn rescue(&self, unsaved: &[(Timestamp, Draft)]) -> Option<PathBuf> {
        let key = self.key();
        let now = clock::zoned().strftime("enishi-rescue-%Y%m%d-%H%M%S");
        let name = format!("{now}.{}", sidecar::ending(key.as_ref()));
        let beside = self.places().db.parent().map(Path::to_path_buf);
        let places = [beside, Some(self.places().data.clone()), Some(temp_dir())];
        places
            .into_iter()
            .flatten()
            .map(|folder| folder.join(&name))
            .find(|path| rescue::write_under(path, unsaved, key.as_ref()).is_ok())
    }

    /// The patents at hand beside those of a session.
    pub fn patents(&self) -> Library {
        let set = self.config.settings.patents.as_deref();
        let usual = self.places().patents();
        Library::at(set.map_or(usual, |folder| self.places().data.join(folder)))
    }

    /// Folder of the rotating backups.
    pub fn backups(&self) -> PathBuf {
        let set = self.config.settings.backups.as_deref();
        let folder = self.places().db.parent().unwrap_or(Path::new(""));
        folder.join(set.unwrap_or(Path::new("backups")))
    }

    /// The folder by which laptops share what they record.
    pub fn shared_folder(&self) -> Option<PathBuf> {
        let set = self.config.settings.shared.as_deref();
        set.map(|folder| self.places().data.join(folder))
    }

    /// The record. What the user should know about it is told on stderr.
    pub fn open_store(&self) -> Result<SqliteStore, Failure> {
        let opened = SqliteStore::open_with(&self.options());
        let opened = opened.map_err(|e| self.store_failed(&e))?;
        let ahead = opened.store.clock_ahead(clock::timestamp());
        for notice in opened.notices.iter().chain(&ahead.ok().flatten()) {
            tell(&[notice.explain(&self.words)]);
        }
        let rescues = vec![self.places().data.clone(), temp_dir()];
        let mut store = (opened.store.with_rescues_in(rescues)).with_backups_in(self.backups());
        self.enforce_erasures(&mut store);
        Ok(store)
    }

    /// Goes on with erasures that are not done yet, and tells of those that still are not.
    fn enforce_erasures(&self, store: &mut SqliteStore) {
        let lines = match store.enforce_erasures(clock::timestamp()) {
            Ok(done) => erasures::unfinished(&self.words, &done),
            Err(error) => vec![erasures::failed(&self.words, &error)],
        };
        tell(&lines);
    }

    /// What the record could not do, as a failure: its first sentence says what happened, the others what to do. Where the
    /// file is the trouble, the newest good copies are named.
    pub fn store_failed(&self, error: &StoreError) -> Failure {
        let w = &self.words;
        let text = error.explain(&self.words);
        let end = if text.contains('。') { "。" } else { ". " };
        let mut sentences = text.split_inclusive(end).map(str::trim);
        let first = sentences.next().unwrap_or_default();
        let what = match error {
            StoreError::Other { path, .. } => fl!(w, "shell-file-failed", path = shown(path)),
            _ => fl!(w, "shell-record-failed", path = shown(&self.places().db)),
        };
        let mut failure = Failure::new(FailureKind::Failed, what).because(first);
        for sentence in sentences {
            failure = failure.hint(sentence);
        }
        if !error.asks_for_copy() {
            return failure;
        }
        let copies = self.copies();
        if copies.is_empty() {
            let path = shown(&self.backups());
            return failure.hint(fl!(w, "keep-no-copy", path = path));
        }
        copies.into_iter().fold(failure, Failure::hint)
    }

    /// How the newest good copies are restored, a sentence each.
    pub fn copies(&self) -> Vec<String> {
        /// How many are named.
        const MOST: usize = 3;
        let zone = clock::zoned().time_zone().clone();
        let found = offer::offered(&self.options(), &self.backups()).into_iter();
        let lines = found.take(MOST).map(|copy| {
            let until = copy.until.to_zoned(zone.clone());
            fl!(
                self.words,
                "keep-copy-how",
                until = until.strftime("%Y-%m-%d %H:%M").to_string(),
                pairings = copy.pairings,
                path = shown(&copy.path)
            )
        });
        lines.collect()
    }

    /// The record for a look that changes nothing and asks nothing; `None`: there is none, or it cannot be looked at now.
    pub fn peek(&self) -> Option<SqliteStore> {
        if !self.places().db.exists() || (self.is_locked() && self.key_file.is_none()) {
            return None;
        }
        let options = Options {
            read_only: true,
            mirror: None,
            ..self.options()
        };
        SqliteStore::open_with(&options)
            .ok()
            .map(|opened| opened.store)
    }

    /// The whole record.
    pub fn book(&self, store: &impl Store, scope: &Sessions) -> Result<Book, Failure> {
        store.book(scope).map_err(|e| self.store_failed(&e))
    }

    /// What it takes to tell some ops, however large the record is.
    pub fn book_of<'a>(
        &self,
        store: &impl Store,
        ops: impl IntoIterator<Item = &'a Op>,
    ) -> Result<Book, Failure> {
        let names = ops.into_iter().flat_map(sentence::names).collect();
        let book = store.book_of(&names);
        book.map_err(|e| self.store_failed(&e))
    }

    /// A file compared with the record: what it would record, and the book as it is then. Nothing is recorded yet, so that
    /// a command that is refused leaves no trace. Where numbers have another name, that is told, and the file refused.
    pub fn compare(
        &self,
        store: &SqliteStore,
        path: &Path,
        file: &Session,
        answers: &Answers,
    ) -> Result<(Reading, Book), Failure> {
        let as_read = store.as_read(file, answers);
        let whole = file;
        let (file, answers) = as_read.map_err(|e| self.store_failed(&e))?;
        tell(&changed::erased(&self.words, whole, &file));
        let book = self.book_for(store, &file)?;
        match reading::read(&book, &file, &answers) {
            Ok(reading) => {
                let mut book = book;
                if book.headers.keys().any(|id| *id != reading.id) {
                    book = self.book(store, &Sessions::One(reading.id.clone()))?;
                }
                let book = if reading.moves() {
                    let draft = self.draft(&reading.id, reading.changes.clone());
                    let scope = Sessions::One(reading.id.clone());
                    let after = store.book_after(&draft, &scope, clock::timestamp());
                    after.map_err(|e| self.store_failed(&e))?
                } else {
                    reading.onto(book)
                };
                tell(&changed::both(&self.words, &book, &reading.both));
                Ok((reading, book))
            }
            Err(doubts) => {
                tell(&changed::lines(&self.words, &book, &doubts));
                Err(changed::refused(&self.words, path, &doubts))
            }
        }
    }

    /// The sessions of the record that a file may mean.
    pub fn book_for(&self, store: &impl Store, file: &Session) -> Result<Book, Failure> {
        let recent = store.recent_sessions().map_err(|e| self.store_failed(&e))?;
        self.book(store, &Called::of_id(&recent, &file.id).sessions())
    }

    /// Records what a file says that it did not say before, and what a command that read it does besides. Where that cannot
    /// be recorded, nothing is.
    pub fn record(
        &self,
        store: &mut impl Store,
        reading: &Reading,
        changes: Changes,
    ) -> Result<(), Failure> {
        self.is_short_enough(&changes)?;
        let actions = [reading.changes.clone(), changes];
        for changes in actions.into_iter().filter(|own| !own.is_empty()) {
            self.commit(store, &reading.id, changes)?;
        }
        Ok(())
    }

    /// Makes changes durable as one action.
    pub fn commit(
        &self,
        store: &mut impl Store,
        scope: &Clean,
        changes: Changes,
    ) -> Result<Saved, Failure> {
        self.is_short_enough(&changes)?;
        self.who()?;
        let saved = store.commit(&self.draft(scope, changes), clock::timestamp());
        saved.map_err(|e| self.store_failed(&e))
    }

    fn draft(&self, scope: &Clean, changes: Changes) -> Draft {
        Draft {
            actor: self.actor.clone(),
            scope: scope.clone(),
            changes,
            action: None,
        }
    }

    /// What the rules look at.
    pub fn facts<'a>(&'a self, session: &'a Session, book: &'a Book) -> Facts<'a> {
        Facts {
            templates: &self.config.catalogue.templates,
            session,
            book,
            calendar: &self.calendar,
            today: self.today,
        }
    }

    /// Nothing of that name: with the nearest name there is.
    pub fn nothing<'a>(
        &self,
        what: String,
        written: &str,
        names: impl IntoIterator<Item = &'a str>,
        hint: String,
    ) -> Failure {
        let w = &self.words;
        let near = crate::domain::diag::similar::nearest(written, names);
        let failure = Failure::new(FailureKind::Nothing, what).because(fl!(w, "shell-nothing-why"));
        match near {
            Some(near) => failure.hint(fl!(w, "refused-did-you-mean", near = near)),
            None => failure.hint(hint),
        }
    }

    /// Answers in one of two ways.
    pub fn answer(
        &self,
        json: impl FnOnce(&mut Out) -> Result<(), Failure>,
        plain: impl FnOnce(&mut Out) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let mut out = Out::new(&self.words);
        if self.json {
            json(&mut out)?;
        } else {
            plain(&mut out)?;
        }
        out.finish()
    }
}
