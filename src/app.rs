//! Floor 3: the functional core. [`update`] is the only place where state changes; it reads no clock, file or
//! environment. What it wants done comes back as [`Effect`]s; what was done comes in as a [`Msg`].

pub mod area;
pub mod due;
pub mod fact;
pub mod field;
pub mod follow;
pub mod help;
pub mod hint;
pub mod keys;
pub mod layout;
pub mod ledger;
pub mod live;
pub mod msg;
pub mod overlay;
pub mod picker;
pub mod say;
pub mod stage;
pub mod start;

mod act;
mod desk;
mod forms;
mod menu;
mod mouse;
mod popup;
mod record;
mod tasks;

pub use msg::{Effect, Env, Msg};

use crate::domain::book::Book;
use crate::domain::id::Entity;
use crate::domain::op::Change;
use crate::text::Clean;
use crate::words::Lang;
use follow::Follow;
use jiff::Zoned;
use jiff::civil::Date;
use keys::Bindings;
use layout::Layout;
use layout::Pane;
use ledger::Ledger;
use live::Live;
use overlay::{Form, Overlay, Purpose, Question};
use picker::Picker;
use say::{Notices, Say};
use start::Start;
use std::time::Duration;

/// Which screen is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Screen {
    /// 開始
    #[default]
    Start,
    /// 進行
    Live,
    /// フォロー
    Follow,
}

/// How things are drawn; the program's own choice, not the model's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// No colours, only bold, reverse and underline.
    pub mono: bool,
    /// Borders of `+-|`, for terminals that draw box lines two cells wide.
    pub ascii: bool,
}

/// What the program knows when it starts.
#[derive(Clone, Debug, Default)]
pub struct Setup {
    /// The keys in force.
    pub keys: Bindings,
    /// Language of the texts.
    pub lang: Lang,
    /// How things are drawn.
    pub look: Look,
    /// Who works here; asked if `None`.
    pub actor: Option<Clean>,
    /// Any number that differs from run to run: keeps the ids of two laptops apart.
    pub salt: u64,
}

/// The whole state of the program.
#[derive(Clone, Debug)]
pub struct Model {
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// The time of the last message.
    pub now: Option<Zoned>,
    /// The day work is counted from.
    pub today: Option<Date>,
    /// Which screen is shown.
    pub screen: Screen,
    /// What lies over it, the topmost last.
    pub overlays: Vec<Overlay>,
    /// Everything recorded.
    pub book: Book,
    /// What is on its way to the disk.
    pub ledger: Ledger,
    /// What was told.
    pub notices: Notices,
    /// The start screen.
    pub start: Start,
    /// The live screen, once a session is open.
    pub live: Option<Live>,
    /// The follow-up screen.
    pub follow: Follow,
    /// Only what is 公開 is shown.
    pub projector: bool,
    /// Who works here.
    pub actor: Option<Clean>,
    /// The keys in force.
    pub keys: Bindings,
    /// Language of the texts; the lines of a text depend on it.
    pub lang: Lang,
    /// How things are drawn.
    pub look: Look,
    generation: u64,
    /// Grows with every change of the book.
    revision: u64,
    salt: u64,
}

impl Model {
    /// At the start: nothing recorded is known yet, no session is open.
    pub fn new(setup: Setup) -> Self {
        let asked = Overlay::Form(Form::new(Purpose::Actor, &[""]));
        Self {
            size: (80, 24),
            now: None,
            today: None,
            screen: Screen::Start,
            overlays: setup.actor.is_none().then_some(asked).into_iter().collect(),
            book: Book::default(),
            ledger: Ledger::default(),
            notices: Notices::default(),
            start: Start::default(),
            live: None,
            follow: Follow::default(),
            projector: false,
            actor: setup.actor,
            keys: setup.keys,
            lang: setup.lang,
            look: setup.look,
            generation: 0,
            revision: 0,
            salt: setup.salt,
        }
    }

    /// How long the screen stays right without a message; then a [`Msg::Tick`] is due.
    pub fn wake_in(&self) -> Duration {
        let timed = self.seconds_left().is_some();
        let shown = self.screen == Screen::Live || self.projector;
        let waits = self.live.as_ref().is_some_and(|l| l.held.is_some());
        if waits || self.notices.toast().is_some_and(|t| !t.grave) || (timed && shown) {
            return Duration::from_secs(1);
        }
        // Nothing but the clock: it changes with the minute.
        let second = self.now.as_ref().map_or(0, |now| now.second().clamp(0, 59));
        Duration::from_secs(60 - u64::try_from(second).unwrap_or(0))
    }

    /// Seconds left of the presentation; negative when its time is over, `None` where none is set.
    pub fn seconds_left(&self) -> Option<i64> {
        let live = self.live.as_ref()?;
        let minutes = live.session(&self.book)?.present_minutes?;
        let progress = live.progress(&self.book)?;
        progress.current.as_ref()?;
        let spent = self.now.as_ref()?.timestamp().as_second() - progress.since?.as_second();
        Some(i64::from(minutes) * 60 - spent)
    }

    /// A text field has the focus, so that letters are letters.
    pub fn is_typing(&self) -> bool {
        match self.overlays.last() {
            Some(overlay) => overlay.field().is_some(),
            None => match self.screen {
                _ if self.projector => false,
                Screen::Start => true,
                Screen::Live => {
                    (self.live.as_ref()).is_some_and(|l| l.focus == live::Focus::Search)
                }
                Screen::Follow => self.follow.filtering,
            },
        }
    }
}

/// One message being worked on.
struct Turn<'m, 'e> {
    m: &'m mut Model,
    env: &'m Env<'e>,
    effects: Vec<Effect>,
}

/// Changes the model as a message asks; what is left to do outside comes back.
pub fn update(model: &mut Model, msg: Msg, env: &Env<'_>) -> Vec<Effect> {
    model.now = Some(env.now.clone());
    model.today = Some(env.today);
    model.notices.tick(env.now.timestamp());
    let mut turn = Turn {
        m: model,
        env,
        effects: Vec::new(),
    };
    turn.take(msg);
    turn.settle();
    turn.effects
}

impl Turn<'_, '_> {
    fn take(&mut self, msg: Msg) {
        self.give_up_waiting();
        match msg {
            Msg::Key(chord) => self.key(chord),
            Msg::Paste(text) => self.paste(&text),
            Msg::Click { x, y } => self.click(x, y),
            Msg::Wheel { x, y, up } => self.wheel(x, y, up),
            Msg::Resize { width, height } => self.m.size = (width, height),
            Msg::Tick => {}
            Msg::Opened { session, path } => self.opened(session, path),
            Msg::Refused { path, report } => self.m.overlays.push(Overlay::Problems {
                path,
                report,
                shift: 0,
                picker: Picker::default(),
            }),
            Msg::Loaded(book) => {
                let current = self.current_no();
                self.m.book = self.m.ledger.onto(*book);
                self.changed_since(current.as_ref());
            }
            Msg::Saved {
                ticket,
                rows,
                undone,
                ..
            } => {
                let current = self.current_no();
                self.m
                    .ledger
                    .saved(&mut self.m.book, ticket, rows, self.env.now);
                if let Some(undone) = undone {
                    self.tell(Say::Undone {
                        redo: undone.redo,
                        op: undone.op,
                    });
                }
                self.changed_since(current.as_ref());
            }
            Msg::NothingToUndo { ticket, redo } => {
                self.m.ledger.settle(ticket);
                self.tell(Say::NothingToUndo { redo });
            }
            Msg::SaveFailed { ticket, why } => {
                self.m.ledger.refused(ticket);
                self.trouble(why);
            }
            Msg::Trouble(lines) => self.trouble(lines),
            Msg::Synced { rows } => {
                let current = self.current_no();
                self.m.ledger.synced(&mut self.m.book, rows);
                self.changed_since(current.as_ref());
            }
            Msg::Found { generation, answer } => self.found(generation, answer),
            Msg::History(rows) => self.history(rows),
            Msg::Past {
                until,
                entity,
                book,
            } => self.answer(Question::Then(until), fact::past(&book, &entity)),
            Msg::Provisions(found) => {
                let facts = fact::provisions(&found, self.env.now.time_zone());
                self.answer(Question::Provisions, facts);
            }
            Msg::Draft { slot, text } => self.draft(&slot, &text),
            Msg::Notice { grave: true, text } => self.warn(Say::Text(text)),
            Msg::Notice { grave: false, text } => self.tell(Say::Text(text)),
            Msg::Hangup => self.effects.push(Effect::Quit),
        }
    }

    /// Tells something for a few seconds.
    fn tell(&mut self, say: Say) {
        let at = self.env.now.timestamp();
        self.m.notices.tell(say, false, at);
    }

    /// Tells what went wrong; that stays until Esc.
    fn trouble(&mut self, lines: Vec<Clean>) {
        let at = self.env.now.timestamp();
        self.m
            .notices
            .warn_all(lines.into_iter().map(Say::Text), at);
    }

    /// Tells something that stays until Esc.
    fn warn(&mut self, say: Say) {
        let at = self.env.now.timestamp();
        self.m.notices.tell(say, true, at);
    }

    /// Records one action of the user: shown at once, saved in order.
    fn commit(&mut self, scope: &Clean, changes: Vec<(Entity, Change)>) {
        let actor = self.m.actor.clone().unwrap_or_default();
        let by = (self.env.now, &actor);
        let ticket = self.m.ledger.begin(&mut self.m.book, scope, &changes, by);
        self.effects.push(Effect::Commit {
            ticket,
            scope: scope.clone(),
            changes,
        });
        self.book_changed();
    }

    fn book_changed(&mut self) {
        self.m.revision += 1;
        self.m.follow.stale = true;
    }

    /// The book changed from outside; the presentation may have gone on with it.
    fn changed_since(&mut self, current: Option<&Clean>) {
        if self.current_no().as_ref() != current {
            self.need_changed();
        }
        self.book_changed();
    }

    fn opened(&mut self, session: Clean, path: std::path::PathBuf) {
        let live = Live::new(session, path);
        let line = live.draft_slot();
        self.m.live = Some(live);
        self.m.screen = Screen::Live;
        self.m.start.path.clear();
        self.need_changed();
        for slot in [line, Clean::line(forms::OPEN)] {
            self.effects.push(Effect::LoadDraft { slot });
        }
    }

    /// Brings lists and places back in step with the model, after every message.
    fn settle(&mut self) {
        let layout = Layout::of(self.m);
        let m = &mut *self.m;
        match m.screen {
            Screen::Start => {
                let height = layout.get(Pane::Sessions).inner().height;
                let len = start::choices(&m.book).len();
                m.start.picker.settle(len, height);
            }
            Screen::Live => settle_live(m, &layout),
            Screen::Follow => {
                m.follow.refresh(&m.book, self.env);
                // One line more is kept in sight above, so that a heading scrolls with its first task.
                let height = layout.get(Pane::Tasks).inner().height.saturating_sub(1);
                m.follow.picker.settle(m.follow.lines.len(), height);
                if m.follow.picker.selected == 1 {
                    m.follow.picker.offset = 0;
                }
            }
        }
        self.settle_overlay(layout.overlay.unwrap_or_default());
    }
}

fn settle_live(m: &mut Model, layout: &Layout) {
    let Some(live) = &mut m.live else {
        m.screen = Screen::Start;
        return;
    };
    live.refresh(&m.book, layout, (m.revision, m.today, m.lang));
    let rows = |pane| layout.get(pane).inner().height;
    live.results.settle(live.hits.len(), rows(Pane::Results));
    let needs = live.session(&m.book).map_or(0, |s| s.needs.len());
    live.needs.settle(needs, rows(Pane::Needs));
    let list = live.record_list(&m.book);
    let chosen = live.record.as_ref();
    let at = list.iter().position(|(_, r)| Some(r) == chosen);
    if at.is_none() {
        live.record = None;
    }
    live.records.selected = at.unwrap_or(list.len().saturating_sub(1));
    // The gauge and the warnings stand above the records.
    live.records
        .settle(list.len(), rows(Pane::Records).saturating_sub(GAUGE_ROWS));
}

/// Rows of the records pane above its list.
pub const GAUGE_ROWS: u16 = 1;
