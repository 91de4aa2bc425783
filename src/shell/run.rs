//! The screen loop: takes messages, calls `update` for each, carries out effects, draws one frame when no message
//! waits.

mod desk;
mod export;
mod leave;
mod saving;
mod setup;

use super::clock;
use super::counter;
use super::courier::Courier;
use super::database::{Database, Intent, Job, RecordFiles};
use super::event::Event;
use super::failure::{Failure, FailureKind};
use super::finder::{Ask, Finder};
use super::importer::Importer;
use super::input;
use super::opener;
use super::panic;
use super::planner::Planner;
use super::probe;
use super::signals;
use super::suggester::{self, Asked};
use super::terminal::{self, Screen};
use super::user_files::{shown, why};
use super::watch::{self, Watch};
use super::workspace::Workspace;
use crate::app::msg::Effect;
use crate::app::{self, Env, Model, Msg};
use crate::domain::entity::Entity;
use crate::domain::reading::Answers;
use crate::store;
use crate::text::Clean;
use crate::view;
use crate::words::fl;
use crate::words::{Words, fault};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

/// How long a frame waits for the answer to the query it shows. Wait and drawing together take less than a sixtieth of
/// a second. A longer wait would delay the typed key.
const PATIENCE: Duration = Duration::from_millis(14);

/// How often the program checks whether a backup is due.
const BETWEEN_BACKUPS: Duration = Duration::from_mins(30);

/// What the program shows first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Begin {
    /// The start screen.
    Start,
    /// The live screen of a file, with what was answered beforehand.
    Open(PathBuf, Box<Answers>),
    /// The follow-up screen.
    Review,
    /// The sample, in its own record.
    Sample,
}

/// Runs the screen until the user leaves or the terminal is gone.
pub fn run(real: &Workspace, begin: &Begin) -> Result<(), Failure> {
    let words = &real.words;
    let sample = real.of_sample();
    let workspace = if *begin == Begin::Sample {
        &sample
    } else {
        real
    };
    let mut model = Model::new(setup::setup(workspace, setup::seen(workspace)));
    if *begin == Begin::Review {
        model.screen = app::Screen::Follow;
    }
    panic::tell_in(words);
    let (to, events) = mpsc::channel();
    let no_terminal = |e: std::io::Error| {
        Failure::new(FailureKind::Failed, fl!(words, "shell-no-terminal")).because(why(words, &e))
    };
    signals::listen(to.clone()).map_err(no_terminal)?;
    // The passphrase is asked for while the terminal is still in its normal mode.
    real.unlock()?;
    let screen = Screen::enter(workspace.config.settings.mouse).map_err(no_terminal)?;
    let asked = setup::asks_width(workspace) && probe::ask().is_ok();
    let mut world = World {
        real,
        sample: &sample,
        workspace,
        turn: None,
        words,
        screen,
        model,
        finder: Finder::spawn(
            workspace.config.synonyms.clone(),
            workspace.config.readings.clone(),
            to.clone(),
        ),
        planner: Planner::spawn(to.clone()),
        importer: Importer::spawn(to.clone()),
        searched: None,
        database: None,
        pending_library: true,
        to: to.clone(),
        awaited: None,
        watch: Watch::spawn(to.clone()),
        courier: None,
        leaving: false,
        broken: false,
    };
    // The first frame needs no file, so it is drawn before the record is opened.
    let (width, height) = world.screen.size();
    world.update(Msg::Resize { width, height });
    world.draw();
    world.open_record();
    input::spawn(to, asked);
    let problems = workspace.config.problems();
    if problems > 0 {
        let text = fl!(words, "shell-settings-wrong", count = problems);
        world.update(Msg::Notice {
            grave: false,
            text: text.into(),
        });
    }
    match begin {
        Begin::Open(path, answers) => {
            world.open(opener::Source::File(path.clone()), (**answers).clone());
        }
        Begin::Sample => world.open(opener::Source::Sample, Answers::default()),
        Begin::Start | Begin::Review => {}
    }
    world.run(&events)
}

/// Which record comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    ToSample,
    /// Perhaps taking the record of the sample away.
    ToReal {
        remove: bool,
    },
}

struct World<'w> {
    real: &'w Workspace,
    sample: &'w Workspace,
    /// The one of these that is open.
    workspace: &'w Workspace,
    /// The other is to be opened.
    turn: Option<Turn>,
    words: &'w Arc<Words>,
    screen: Screen,
    model: Model,
    finder: Finder,
    planner: Planner,
    importer: Importer,
    /// Id of the session that the finder has; `None` if that session has changed.
    searched: Option<Clean>,
    database: Option<Database>,
    /// Whether the library still has to be opened.
    pending_library: bool,
    to: Sender<Event>,
    /// Number of the query whose answer the next frame should show.
    awaited: Option<u64>,
    /// Tells when the session file changes.
    watch: Watch,
    /// Looks at the shared folder.
    courier: Option<Courier>,
    leaving: bool,
    broken: bool,
}

impl World<'_> {
    fn run(mut self, events: &Receiver<Event>) -> Result<(), Failure> {
        while !self.leaving {
            match events.recv_timeout(self.model.wake_in()) {
                Ok(event) => self.take(event),
                Err(RecvTimeoutError::Timeout) => self.update(Msg::Tick),
                Err(RecvTimeoutError::Disconnected) => break,
            }
            while let Ok(event) = events.try_recv() {
                self.take(event);
            }
            if let Some(turn) = self.turn.take() {
                self.turn(turn, events);
            }
            self.wait_for_answer(events);
            if !self.leaving {
                self.draw();
                self.open_library();
            }
        }
        self.leave()
    }

    fn open_record(&mut self) {
        let place = RecordFiles {
            options: self.workspace.options(),
            backups: self.workspace.backups(),
            between_backups: BETWEEN_BACKUPS,
        };
        let actor = self.model.world.actor.clone().unwrap_or_default();
        let database = Database::spawn(place, actor, Arc::clone(self.words), self.to.clone());
        self.database = Some(database);
        // The sample is nobody else's.
        let folder = self.workspace.shared_folder();
        let folder = folder.filter(|_| !self.workspace.is_sample);
        let spawn =
            |folder: PathBuf| Courier::spawn(&folder, self.workspace.twin(), self.to.clone());
        self.courier = folder.map(spawn);
    }

    /// Opens the library after a session is on the screen. Before that there is nothing to search it for, and to open a
    /// million patents keeps both cores busy.
    fn open_library(&mut self) {
        if self.pending_library && self.model.screens.live.is_some() {
            self.pending_library = false;
            let config = &self.workspace.config;
            let (synonyms, readings) = (config.synonyms.clone(), config.readings.clone());
            let library = self.workspace.patents();
            self.finder.open_library(
                library,
                synonyms,
                readings,
                Arc::clone(self.words),
                self.to.clone(),
            );
        }
    }

    fn take(&mut self, event: Event) {
        match event {
            Event::Msg(Msg::Resize { .. }) => {
                // The window may have become smaller and larger again between two frames: the size is the same, the
                // picture is not.
                self.screen.repaint();
                let (width, height) = self.screen.size();
                self.update(Msg::Resize { width, height });
            }
            Event::Msg(msg) => {
                self.watch(&msg);
                self.leaving |= msg == Msg::Hangup;
                self.update(msg);
                // The index is built while the user looks at the session, not when the first letter is typed.
                let shown = self.model.screens.live.as_ref().map(|live| &live.session);
                if let Some(id) = shown
                    .filter(|id| self.searched.as_ref() != Some(id))
                    .cloned()
                {
                    self.give_session(&id);
                }
            }
            Event::AmbiguousWidth { wide } => {
                self.model.world.look.ascii |= wide;
            }
            Event::Resumed => {
                let _ = terminal::resume(self.workspace.config.settings.mouse);
                self.screen.repaint();
                let (width, height) = self.screen.size();
                self.update(Msg::Resize { width, height });
            }
            Event::Broken => {
                self.broken = true;
                self.leaving = true;
            }
        }
    }

    /// Notes what the loop itself has to know of a message.
    fn watch(&mut self, msg: &Msg) {
        let of_session = |entity: &Entity| entity.prepared_for().is_some();
        match msg {
            Msg::Loaded(_) | Msg::Begun(_) => self.searched = None,
            Msg::Synced { rows } | Msg::Saved { rows, .. }
                if rows.iter().any(|(entity, _)| of_session(entity)) =>
            {
                self.searched = None;
            }
            Msg::Found { generation, answer }
                if answer.whole && self.awaited == Some(*generation) =>
            {
                self.awaited = None;
            }
            _ => {}
        }
    }

    fn update(&mut self, msg: Msg) {
        #[cfg(feature = "test-faults")]
        if let Msg::Paste(text) = &msg {
            super::test_faults::on_request("screen", [text.as_str()]);
        }
        let now = clock::zoned();
        let env = Env {
            now: &now,
            today: self.workspace.fixed_today.unwrap_or_else(|| now.date()),
            calendar: &self.workspace.calendar,
            templates: &self.workspace.config.catalogue.templates,
        };
        for effect in app::update(&mut self.model, msg, &env) {
            self.carry_out(effect);
        }
    }

    fn carry_out(&mut self, effect: Effect) {
        match effect {
            Effect::Commit {
                ticket,
                scope,
                changes,
            } => {
                let action = store::new_id(clock::timestamp());
                let what = Intent::Commit {
                    action,
                    scope,
                    changes,
                };
                self.save(ticket, what);
            }
            Effect::Undo { ticket } => self.save(ticket, Intent::Undo),
            Effect::Redo { ticket } => self.save(ticket, Intent::Redo),
            Effect::TakeBack {
                ticket,
                entity,
                replaced,
            } => self.save(ticket, Intent::TakeBack { entity, replaced }),
            Effect::RetrySave => self.ask(Job::Retry),
            Effect::Search {
                generation,
                query,
                session,
                need,
                limit,
            } => {
                self.give_session(&session);
                self.awaited = Some(generation);
                self.finder.ask(Ask {
                    generation,
                    query,
                    need,
                    limit,
                });
            }
            Effect::Suggest {
                generation,
                session,
                about,
                seeking,
            } => self.suggest(generation, session, Asked::Who(about, seeking)),
            Effect::Hint {
                generation,
                session,
            } => self.suggest(generation, session, Asked::Hints),
            Effect::Count(ask) => counter::ask(*ask, self.workspace.twin(), self.to.clone()),
            Effect::Plan(ask) => self.planner.ask(*ask),
            Effect::Import(ask) => self.importer.ask(*ask, self.workspace.twin()),
            Effect::StopPlanning(generation) => self.planner.stop(generation),
            Effect::OpenFile(path) => {
                self.open(opener::Source::File(path), Answers::default());
            }
            Effect::OpenAnswered { path, answers } => {
                let source = if path.as_os_str().is_empty() {
                    opener::Source::Sample
                } else {
                    opener::Source::File(path)
                };
                self.open(source, answers);
            }
            Effect::OpenSample if self.workspace.is_sample => {
                self.open(opener::Source::Sample, Answers::default());
            }
            Effect::OpenSample => self.turn = Some(Turn::ToSample),
            Effect::LeaveSample { remove } => self.turn = Some(Turn::ToReal { remove }),
            Effect::SaveSettings(changes) => self.save_settings(&changes),
            Effect::SaveFilter(name, words) => self.save_filter(&name, words.as_deref()),
            Effect::NewFile(path) => self.write_template(path),
            Effect::OpenRecorded(session) => self.ask(Job::OpenRecorded(session)),
            Effect::LoadHistory(entity) => self.ask(Job::History(entity)),
            Effect::LoadPast { until, entity } => self.ask(Job::Past { until, entity }),
            Effect::LoadProvisions => self.ask(Job::Provisions),
            Effect::KeepDraft { slot, text } => self.ask(Job::Draft { slot, text }),
            Effect::LoadDraft { slot } => self.ask(Job::LoadDraft(slot)),
            Effect::RememberActor(actor) => {
                if let Some(database) = &self.database {
                    database.actor(actor.clone());
                }
                let written = self.workspace.remember_actor(&actor);
                self.tell_unwritten(written);
            }
            Effect::RememberColours(colours) => {
                let written = self.workspace.remember_colours(colours);
                self.tell_unwritten(written);
            }
            Effect::Restore(path) => self.ask(Job::Restore(path)),
            Effect::ExportWorkbook {
                session,
                folder,
                is_internal,
            } => self.export_workbook(session, folder, is_internal),
            Effect::Copy(text) => {
                let _ = terminal::copy(&text);
            }
            Effect::Redraw => {
                self.screen.repaint();
            }
            Effect::Quit => self.leaving = true,
        }
    }

    /// Tells that the settings could not be written.
    fn tell_unwritten(&mut self, written: std::io::Result<()>) {
        if let Err(error) = written {
            let path = shown(&self.workspace.places().settings);
            let why = fault::of_system(self.words, &error);
            let text = fl!(
                self.words,
                "shell-settings-unwritten",
                path = path,
                why = why
            );
            self.update(Msg::Notice {
                grave: false,
                text: text.into(),
            });
        }
    }

    fn open(&self, source: opener::Source, answers: Answers) {
        match &source {
            opener::Source::File(path) => self.watch.follow(path, watch::seen(path)),
            opener::Source::Sample => self.watch.follow(Path::new(""), None),
        }
        if let Some(jobs) = self.database.as_ref().and_then(Database::jobs) {
            let to = self.to.clone();
            opener::spawn(source, answers, Arc::clone(self.words), jobs, to);
        }
    }

    /// Looks for suggestions.
    fn suggest(&self, generation: u64, session: Clean, about: Asked) {
        let ask = suggester::Ask {
            generation,
            session,
            about,
        };
        let workspace = &self.workspace;
        let with = (workspace.options(), workspace.config.concepts.clone());
        suggester::ask(ask, with, self.to.clone());
    }

    /// Gives the session to the finder if it has another one, or an old state of it.
    fn give_session(&mut self, id: &Clean) {
        if self.searched.as_ref() == Some(id) {
            return;
        }
        if let Some(session) = self.model.world.book.sessions.get(id) {
            self.finder.load(Arc::new(session.clone()));
            self.searched = Some(id.clone());
        }
    }

    /// Waits a short time for the whole answer to the newest query, so that the frame with the query shows it. If the
    /// answer comes later, the frame shows what the meeting has.
    fn wait_for_answer(&mut self, events: &Receiver<Event>) {
        let end = clock::instant() + PATIENCE;
        while self.awaited.is_some() && !self.leaving {
            let left = end.saturating_duration_since(clock::instant());
            match events.recv_timeout(left) {
                Ok(event) => self.take(event),
                Err(_) => break,
            }
        }
        self.awaited = None;
    }

    fn draw(&mut self) {
        // The panes make room for what is told before anything is drawn.
        let told = view::told_rows(&self.model, self.words);
        if told != self.model.world.told {
            self.update(Msg::Measured { told });
        }
        let (model, words) = (&self.model, self.words);
        let drawn = self.screen.draw(|frame| view::draw(model, words, frame));
        // A terminal that accepts no more output is gone.
        self.leaving |= drawn.is_err();
    }
}
