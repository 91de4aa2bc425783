//! What the screen of the sheets holds, and what follows from it.

use crate::app::core::ctx::Ctx;
use crate::app::core::layout::Pane;
use crate::app::roll::{Listed, Roll, in_order};
use crate::app::widget::field::Field;
use crate::app::widget::picker::Picker;
use crate::domain::book::Book;
use crate::domain::code::Level;
use crate::domain::entity::attendance::AttendanceId;
use crate::domain::roster::{Attendee, Session};
use crate::domain::rule::interest::{self, SheetState};
use crate::domain::rule::marks::{self, Slip};
use crate::domain::rule::reception;
use crate::text::Clean;

/// The box: whose sheet, then its marks.
pub const LINE: Pane = Pane("sheets-line");
/// What was understood, where a guess asks once more.
pub const ASKED: Pane = Pane("sheets-asked");
/// Who has handed in and who has not.
pub const PEOPLE: Pane = Pane("sheets-people");
/// What the person wants of each need.
pub const GRID: Pane = Pane("sheets-grid");

/// What a digit sets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Column {
    /// What the company wants.
    #[default]
    Company,
    /// What the hospital answers.
    Hospital,
}

/// It is there once a session is open.
pub type State = Option<Sheets>;

/// The screen of the sheets.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheets {
    /// The session; its people and needs are in the book.
    pub session: Clean,
    /// Whose sheet is entered, by their key; `None`: the box asks for it.
    pub who: Option<Clean>,
    /// The box.
    pub query: Field,
    /// Digits set a cell of the grid, and arrows go about in it.
    pub in_grid: bool,
    /// The column they set.
    pub column: Column,
    /// Place among the needs.
    pub needs: Picker,
    /// The people listed, by their keys, and how far their sheets are.
    pub people: Vec<(Clean, SheetState)>,
    /// Place among them.
    pub list: Picker,
    /// Who is listed.
    pub listed: Listed,
    /// Somebody pointed at a line of the people.
    pub pointed: bool,
    /// It is asked once more whether a guess is meant.
    pub(super) guessing: bool,
    /// How many of everybody have handed in, and how many have not.
    pub counts: (usize, usize),
    pub(super) roll: Roll,
}

impl Sheets {
    /// The sheets of a session.
    pub fn new(session: Clean) -> Self {
        Self {
            session,
            ..Self::default()
        }
    }

    /// What was prepared.
    pub fn session<'b>(&self, book: &'b Book) -> Option<&'b Session> {
        book.sessions.get(&self.session)
    }

    /// Whose sheet is entered.
    pub fn person<'b>(&self, book: &'b Book) -> Option<&'b Attendee> {
        self.session(book)?.attendee(self.who.as_ref()?)
    }

    /// Whose sheet is entered, else who is selected.
    pub fn selected(&self) -> Option<AttendanceId> {
        let line = self.people.get(self.list.selected).map(|(key, _)| key);
        let badge = self.who.as_ref().or(line)?.clone();
        let session = self.session.clone();
        Some(AttendanceId { session, badge })
    }

    /// The marks that stand in the box; `None`: it asks whose sheet it is.
    pub fn marks(&self, book: &Book) -> Option<Result<Vec<(Clean, Level)>, Slip>> {
        self.who.as_ref()?;
        Some(marks::read(self.query.text(), &self.session(book)?.needs))
    }

    /// Everybody of whom a sheet is expected, in the order of their badges, and how far it is.
    fn all(&self, book: &Book, session: &Session) -> Vec<(Clean, SheetState)> {
        let expected = (session.attendees.iter()).filter(|a| {
            reception::expects_sheet(book, session, a) || self.who.as_ref() == Some(&a.badge)
        });
        let mut all: Vec<_> = expected
            .map(|a| (a.badge.clone(), interest::sheet_state(book, session, a)))
            .collect();
        all.sort_by_cached_key(|(badge, _)| in_order(badge));
        all
    }

    /// Whether a sheet is expected of somebody and was not handed in.
    pub(super) fn is_out(&self, book: &Book, badge: &Clean) -> bool {
        let all = (self.session(book)).map_or_else(Vec::new, |session| self.all(book, session));
        let mut open = all.iter().filter(|(_, s)| *s != SheetState::HandedIn);
        open.any(|(key, _)| key == badge)
    }

    /// Brings the lists in step with the record.
    pub(super) fn refresh(&mut self, ctx: &Ctx<'_>) {
        let book = ctx.book();
        let Some(session) = book.sessions.get(&self.session) else {
            self.people.clear();
            return;
        };
        let mut all = self.all(book, session);
        let handed_in = all.iter().filter(|(_, s)| *s == SheetState::HandedIn);
        let handed_in = handed_in.count();
        self.counts = (handed_in, all.len() - handed_in);
        if self.who.is_none() && !self.query.is_blank() {
            let text = self.query.text();
            let found = self.roll.find(session, ctx.world().revision, text);
            let state = |key: Clean| {
                let person = session.attendee(&key)?;
                Some((key, interest::sheet_state(book, session, person)))
            };
            all = found.into_iter().filter_map(state).collect();
        } else if self.listed == Listed::Missing {
            let who = self.who.clone();
            all.retain(|(key, s)| *s != SheetState::HandedIn || who.as_ref() == Some(key));
        }
        self.people = all;
        if let Some(who) = &self.who {
            let at = self.people.iter().position(|(key, _)| key == who);
            self.list.selected = at.unwrap_or(self.list.selected);
        }
    }

    /// Who comes next after a person, in the order of the badges, of those who have not handed in.
    pub(super) fn next_open(&self, ctx: &Ctx<'_>, after: Option<&Clean>) -> Option<Clean> {
        let book = ctx.book();
        let all = self.all(book, book.sessions.get(&self.session)?);
        let is_open =
            |line: &&(Clean, SheetState)| line.1 != SheetState::HandedIn && Some(&line.0) != after;
        let at = after.and_then(|key| all.iter().position(|(k, _)| k == key));
        let (before, behind) = all.split_at(at.map_or(0, |at| at + 1));
        let next = behind.iter().chain(before).find(is_open);
        next.map(|(key, _)| key.clone())
    }
}
