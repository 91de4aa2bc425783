//! What the live screen holds, and what follows from it.

use crate::app::core::layout::Pane;
use crate::app::core::msg::{HitKind, HitRow, Msg};
use crate::app::core::request::Subject;
use crate::app::core::say::Say;
use crate::app::core::world::World;
use crate::app::fact::FactLine;
use crate::app::widget::area::Area;
use crate::app::widget::field::Field;
use crate::app::widget::picker::Picker;
use crate::domain::book::Book;
use crate::domain::entity::pairing::PairingId;
use crate::domain::entity::progress::Progress;
pub use crate::domain::entity::progress::Turnout;
use crate::domain::roster::{Need, Session};
use crate::text::Clean;
use crate::words::Lang;
use jiff::Timestamp;
use jiff::civil::Date;
use std::path::PathBuf;
use uuid::Uuid;

/// Needs in order of presentation.
pub const NEEDS: Pane = Pane("needs");
/// Search box.
pub const SEARCH: Pane = Pane("search");
/// What was understood, where a guess asks once more.
pub const ASKED: Pane = Pane("asked");
/// Results.
pub const RESULTS: Pane = Pane("results");
/// Card of the need.
pub const CARD: Pane = Pane("card");
/// Patents and stated interest of the need, beside the card where there is room.
pub const SIDE: Pane = Pane("side");
/// Records of the need.
pub const RECORDS: Pane = Pane("records");
/// Rows of the records pane above its list.
pub const GAUGE_ROWS: u16 = 1;

/// It is there once a session is open.
pub type State = Option<Live>;

/// Where typing and arrows go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    /// The search box, its results and the card.
    #[default]
    Search,
    /// The needs in order of presentation.
    Needs,
    /// The records of the need.
    Records,
}

/// One line of the records pane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Record {
    /// A pairing.
    Pairing(PairingId),
    /// A free memo.
    Memo(Uuid),
}

/// What was typed after an Enter that waits.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    /// Keys and pasted text, in order.
    pub typed: Vec<Msg>,
    /// Since when it waits.
    pub since: Timestamp,
}

/// The live screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Live {
    /// The session shown; its content is in the book.
    pub session: Clean,
    /// Its file.
    pub path: PathBuf,
    /// Where typing and arrows go.
    pub focus: Focus,
    /// The search box.
    pub query: Field,
    /// Generation of the newest query.
    pub asked: u64,
    /// Generation of the newest query that was answered whole.
    pub answered: u64,
    /// Results of `answered`; the first ones may be those of `asked` already.
    pub hits: Vec<HitRow>,
    /// So many of them, from the first, are of `asked`.
    pub fresh: usize,
    /// How many matched in all.
    pub matched: usize,
    /// Place in the results.
    pub results: Picker,
    /// Somebody pointed at that line: it is no guess.
    pub pointed: bool,
    /// It is asked once more whether a guess is meant.
    pub(super) guessing: bool,
    /// The last key was Delete, and there was text.
    pub(super) emptying: bool,
    /// Place in the needs.
    pub needs: Picker,
    /// A need looked at without making it current. What is recorded meanwhile is recorded for it.
    pub looking: Option<Clean>,
    /// The need that was shown then.
    pub(super) seen: Option<Seen>,
    /// The need presented when the view was last brought in step.
    pub(super) at: Option<Clean>,
    /// The selected record; the newest if none.
    pub record: Option<Record>,
    /// Place in the records, kept in step with `record`.
    pub records: Picker,
    /// For which of the needs that are presented together the next record is; empty: it is asked.
    pub(super) chosen: Vec<Clean>,
    /// The last answer to that.
    pub last_chosen: Vec<Clean>,
    /// Lines of the card scrolled away.
    pub card: usize,
    /// The lines of the card.
    pub sheets: Sheets,
    /// An Enter waits for the answer to its query.
    pub held: Option<Held>,
    /// The text of the search box that is kept as a draft: it may become a line of the record.
    pub kept: String,
}

/// What the need that is recorded for was called when it was last looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    pub(super) no: Clean,
    pub(super) title: Clean,
    pub(super) is_listed: bool,
}

impl Live {
    /// The screen of a session, as it is opened.
    pub fn new(session: Clean, path: PathBuf) -> Self {
        Self {
            session,
            path,
            ..Self::default()
        }
    }

    /// Where the half-typed text of its search box is kept.
    pub fn draft_slot(&self) -> Clean {
        Clean::line(&format!("line:{}", self.session))
    }

    /// What was prepared.
    pub fn session<'b>(&self, book: &'b Book) -> Option<&'b Session> {
        book.sessions.get(&self.session)
    }

    /// How far the presentations are.
    pub fn progress<'b>(&self, book: &'b Book) -> Option<&'b Progress> {
        book.progress.get(&self.session)
    }

    /// The need presented now.
    pub fn current<'b>(&self, book: &'b Book) -> Option<&'b Need> {
        let no = self.progress(book)?.current.as_ref()?;
        self.session(book)?.recorded_need(no)
    }

    /// Every presentation is over: some began, none goes on, none waits.
    pub fn is_over(&self, book: &Book) -> bool {
        self.progress(book)
            .is_some_and(|p| p.current.is_none() && !p.presented.is_empty())
            && self.next_need(book).is_none()
    }

    /// Number of the need that is shown, for which is recorded.
    pub fn here_no(&self, book: &Book) -> Option<Clean> {
        self.shown(book).map(|n| n.no.clone())
    }

    /// The need whose card and records are shown.
    pub fn shown<'b>(&self, book: &'b Book) -> Option<&'b Need> {
        match &self.looking {
            Some(no) => self.session(book)?.recorded_need(no),
            None => self.current(book),
        }
    }

    /// How far a need is.
    pub fn turnout(&self, book: &Book, no: &str) -> Turnout {
        self.progress(book)
            .map_or(Turnout::Waiting, |p| p.turnout(no))
    }

    /// The records shown, oldest first: those of the shown need, or of the whole session when all is over.
    pub fn record_list(&self, book: &Book) -> Vec<(Timestamp, Record)> {
        let need = self.shown(book).map(|n| &n.no);
        let all = need.is_none() && self.is_over(book);
        let mut list: Vec<(Timestamp, Record)> = book
            .pairings_in(&self.session)
            .filter(|p| all || Some(&p.id.need) == need)
            .map(|p| (p.recorded_at, Record::Pairing(p.id.clone())))
            .collect();
        let from = (self.session.clone(), Uuid::nil());
        let memos = book.memos.range(from..);
        list.extend(
            memos
                .take_while(|((session, _), _)| *session == self.session)
                .filter(|(_, memo)| all || memo.need.as_ref() == need)
                .map(|((_, id), memo)| (memo.written_at, Record::Memo(*id))),
        );
        list.sort_by_key(|(at, _)| *at);
        list
    }

    /// What F4, F2 and their like act on: what is seen as selected. While something is typed that is a line of the
    /// results, and it has to be on record.
    pub(super) fn acted_on(&self, book: &Book) -> Result<Record, Say> {
        match self.focus {
            Focus::Needs => Err(Say::NoRecordSelected),
            Focus::Search if !self.query.is_blank() => {
                let hit = self.hits.get(self.results.selected);
                let hit = hit
                    .filter(|_| self.is_fresh())
                    .ok_or(Say::NothingSelected)?;
                let is_badge = self
                    .marks(book)
                    .is_some_and(|m| m.iter().all(|m| m.badge.is_some()));
                if !self.pointed && !is_badge && !self.is_as_typed(book) {
                    return Err(Say::PointFirst);
                }
                let id = self.pairing_of(book, hit);
                let id = id.filter(|id| book.pairings.contains_key(id));
                let name = hit.title.clone();
                id.map(Record::Pairing).ok_or(Say::NotOnRecord { name })
            }
            Focus::Search | Focus::Records => self.record(book).ok_or(Say::NoRecordYet),
        }
    }

    /// The pairing of a line of the results with the need that is shown.
    fn pairing_of(&self, book: &Book, hit: &HitRow) -> Option<PairingId> {
        let session = self.session(book)?;
        let org = match hit.kind {
            HitKind::Attendee => session.recorded_attendee(&hit.id)?.org.clone(),
            HitKind::Organisation => hit.id.clone(),
            HitKind::Need | HitKind::Patent | HitKind::Library => return None,
        };
        Some(PairingId {
            session: session.id.clone(),
            need: self.here_no(book)?,
            org,
        })
    }

    /// The selected record, else the newest.
    pub fn record(&self, book: &Book) -> Option<Record> {
        let list = self.record_list(book);
        let selected = self.record.as_ref();
        list.iter()
            .map(|(_, r)| r)
            .find(|r| Some(*r) == selected)
            .or_else(|| list.last().map(|(_, r)| r))
            .cloned()
    }

    /// Seconds left of the presentation; negative when its time is over, `None` where none is set.
    pub fn seconds_left(&self, world: &World) -> Option<i64> {
        let minutes = self.session(&world.book)?.present_minutes?;
        let progress = self.progress(&world.book)?;
        progress.current.as_ref()?;
        let spent = world.now.as_ref()?.timestamp().as_second() - progress.since?.as_second();
        Some(i64::from(minutes) * 60 - spent)
    }

    /// What Enter, Ctrl+O and the menu mean: a line of the results while something is typed, else the record or the need.
    pub(super) fn subject(&self, book: &Book) -> Result<Subject, Say> {
        let session = || self.session.clone();
        let typed = self.focus == Focus::Search && !self.query.is_blank();
        if typed && let Some(hit) = self.hits.get(self.results.selected) {
            return Ok(Subject::Hit(session(), Box::new(hit.clone())));
        }
        if self.focus != Focus::Needs
            && let Some(record) = self.record(book)
        {
            return Ok(match record {
                Record::Pairing(id) => Subject::Pairing(id),
                Record::Memo(id) => Subject::Memo(session(), id),
            });
        }
        let needs = self.session(book).map(|s| s.needs.iter());
        let selected = needs.and_then(|mut n| n.nth(self.needs.selected));
        let selected = selected.filter(|_| self.focus == Focus::Needs);
        if let Some(need) = selected.or_else(|| self.shown(book)) {
            return Ok(Subject::Need(session(), need.no.clone()));
        }
        Err(if self.current(book).is_none() {
            Say::NoNeedYet
        } else {
            Say::NothingSelected
        })
    }
}

/// The lines of the card and its neighbour. Finding who holds a patent and breaking lines is too much for every frame,
/// so they are made when something they depend on changes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheets {
    /// In the card.
    pub card: Vec<FactLine>,
    /// Beside it, where there is room.
    pub side: Vec<FactLine>,
    pub(super) of: Option<SheetKey>,
}

/// What the sheets depend on.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SheetKey {
    pub(super) need: Option<Clean>,
    pub(super) revision: u64,
    pub(super) today: Option<Date>,
    pub(super) lang: Lang,
    pub(super) areas: [Area; 3],
}
