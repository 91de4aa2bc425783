//! What all screens share: the record, what was told, the time, the settings. A screen reads it; it changes only
//! through [`Ctx`](super::ctx::Ctx).

use super::again::Again;
use super::erased::Gone;
use super::keys::Bindings;
use super::ledger::Ledger;
use super::notices::Notices;
use super::sharing::Shared;
use crate::config::edit::Setting;
use crate::domain::book::{Book, Current, Row};
use crate::domain::entity::Entity;
use crate::domain::rule::badges::Badges;
use crate::domain::rule::calendar::Calendar;
use crate::domain::rule::call::Call;
use crate::domain::rule::facts::Facts;
use crate::domain::rule::template::Template;
use crate::text::Clean;
use crate::words::Lang;
use jiff::Zoned;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::path::PathBuf;
use std::sync::Arc;

/// How things are drawn; the program's own choice, not the model's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// No colours, only bold, reverse and underline.
    pub mono: bool,
    /// Colours for a light background.
    pub light: bool,
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
    /// Whether the record is that of the sample.
    pub sample: bool,
    /// Where a template is written if nobody says otherwise.
    pub template: PathBuf,
    /// What the settings file says, as [`Setting::ALL`](crate::config::edit::Setting::ALL) lists it.
    pub settings: Vec<String>,
    /// Filters of the board under a name: name and words.
    pub filters: Vec<(Clean, Clean)>,
    /// The catalogue of follow-up tasks.
    pub templates: Arc<[Template]>,
    /// Business days.
    pub calendar: Arc<Calendar>,
    /// Calls for subsidies.
    pub calls: Arc<[Call]>,
    /// Whether the background of the terminal has to be asked.
    pub asks_background: bool,
    /// Any number that differs from run to run: keeps the ids of two laptops apart.
    pub salt: u64,
}

/// Whether the book is what is recorded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Record {
    /// It is not read yet.
    #[default]
    Opening,
    /// The book is all of it.
    Read,
    /// It cannot be read: that nothing is in the book says nothing.
    Unread,
}

/// What all screens share.
#[derive(Clone, Debug)]
pub struct World {
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// The time of the last message.
    pub now: Option<Zoned>,
    /// The day work is counted from.
    pub today: Option<Date>,
    /// Everything recorded.
    pub book: Book,
    /// Whether that is so.
    pub record: Record,
    /// What is on its way to the disk.
    pub ledger: Ledger,
    /// What was told.
    pub notices: Notices,
    /// How far other laptops have it; `None`: nothing is shared by itself.
    pub shared: Option<Shared>,
    /// How many rows what is told or asked takes, as the view has measured it; the screen keeps clear of them.
    pub told: u16,
    /// Who was erased while the program runs.
    pub gone: Gone,
    /// What is asked once more.
    pub again: Again,
    /// Who works here.
    pub actor: Option<Clean>,
    /// The keys in force.
    pub keys: Bindings,
    /// Language of the texts; the lines of a text depend on it.
    pub lang: Lang,
    /// How things are drawn.
    pub look: Look,
    /// Whether the record is that of the sample.
    pub sample: bool,
    /// Where a template is written if nobody says otherwise.
    pub template: PathBuf,
    /// What the settings file says, as [`Setting::ALL`](crate::config::edit::Setting::ALL) lists it.
    pub settings: Vec<String>,
    /// Filters of the board under a name: name and words.
    pub filters: Vec<(Clean, Clean)>,
    /// The catalogue of follow-up tasks: a card says why there is a task.
    pub templates: Arc<[Template]>,
    /// Business days: a card says which rules are broken.
    pub calendar: Arc<Calendar>,
    /// Calls for subsidies.
    pub calls: Arc<[Call]>,
    /// Grows with every change of the book.
    pub revision: u64,
    /// Grows with every query, so that a late answer is known as one.
    pub generation: u64,
    /// Grows whenever a screen is left: what holds for one visit of a screen names its visit.
    pub visit: u64,
    pub(super) salt: u64,
}

impl World {
    /// Whom the rows that come in no longer name: their badges.
    pub(in crate::app) fn learn_gone(&mut self, rows: &[(Entity, Option<Current>)]) -> Vec<Clean> {
        let persons = rows.iter().filter_map(|(entity, now)| {
            let row = &now.as_ref()?.row;
            if let (Entity::Attendee(id), Row::Attendee(row)) = (entity, row) {
                return Some((id, row.now()));
            }
            None
        });
        self.gone.learn(&self.book, persons)
    }

    /// What the settings file says of this.
    pub fn setting(&self, setting: Setting) -> &str {
        let at = Setting::ALL.iter().position(|s| *s == setting);
        let text = at.and_then(|at| self.settings.get(at));
        text.map_or("", String::as_str)
    }

    /// The badge numbers that this laptop gives out.
    pub fn badges(&self) -> Option<Badges> {
        Badges::read(self.setting(Setting::Badges))
    }

    /// What the rules look at in a session, as of the day of the last message.
    pub fn facts(&self, session: &Clean) -> Option<Facts<'_>> {
        Some(Facts {
            templates: &self.templates,
            session: self.book.sessions.get(session)?,
            book: &self.book,
            calendar: &self.calendar,
            today: self.today?,
        })
    }

    /// The zone times are shown in.
    pub fn zone(&self) -> TimeZone {
        let now = self.now.as_ref();
        now.map_or(TimeZone::UTC, |now| now.time_zone().clone())
    }

    /// At the start: nothing recorded is known yet.
    pub fn new(setup: Setup) -> Self {
        Self {
            size: (80, 24),
            now: None,
            today: None,
            book: Book::default(),
            record: Record::default(),
            ledger: Ledger::default(),
            notices: Notices::default(),
            shared: None,
            told: 1,
            gone: Gone::default(),
            again: Again::default(),
            actor: setup.actor,
            keys: setup.keys,
            lang: setup.lang,
            look: setup.look,
            sample: setup.sample,
            template: setup.template,
            settings: setup.settings,
            filters: setup.filters,
            templates: setup.templates,
            calendar: setup.calendar,
            calls: setup.calls,
            revision: 0,
            generation: 0,
            visit: 0,
            salt: setup.salt,
        }
    }
}
