//! What the reception screen holds, and what follows from it.

use super::tally::Tally;
use crate::app::core::ctx::Ctx;
use crate::app::core::layout::Pane;
use crate::app::core::msg::{HitKind, HitRow};
use crate::app::roll::{Listed, Roll};
use crate::app::widget::field::Field;
use crate::app::widget::picker::Picker;
use crate::domain::book::Book;
use crate::domain::code::Presence;
use crate::domain::entity::attendance::AttendanceId;
use crate::domain::roster::Session;
use crate::domain::rule::reception;
use crate::text::Clean;
use jiff::Timestamp;

/// The box for badges, names and scanners.
pub const SEARCH: Pane = Pane("desk-search");
/// What was understood, where a guess asks once more.
pub const ASKED: Pane = Pane("desk-asked");
/// The people.
pub const LIST: Pane = Pane("desk-list");
/// The selected person, and the companies that are missing.
pub const CARD: Pane = Pane("desk-card");

/// It is there once a session is open.
pub type State = Option<Reception>;

/// Where the caret is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    /// The box for badges and names.
    #[default]
    Line,
    /// The card: Enter asks what can be done with its person. Where only one pane fits, it is the card.
    Card,
}

/// The reception screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reception {
    /// The session; its people are in the book.
    pub session: Clean,
    /// The box.
    pub query: Field,
    /// Generation of the newest query.
    pub(super) asked: u64,
    /// Who the search thread found for it.
    pub(super) found: Vec<Clean>,
    /// The people listed, by their keys.
    pub rows: Vec<Clean>,
    /// Place among them.
    pub list: Picker,
    /// Somebody pointed at that line: it is no guess.
    pub pointed: bool,
    /// Who is listed while nothing is typed.
    pub listed: Listed,
    /// Where the caret is.
    pub focus: Focus,
    /// The numbers of the day.
    pub tally: Tally,
    /// It is asked once more whether a guess is meant.
    pub(super) guessing: bool,
    /// Who was checked in last, and when: a second Enter right after it is the scanner's.
    pub(super) taken: Option<(Clean, Timestamp)>,
    /// The last key was Delete, and there was text.
    pub(super) emptying: bool,
    pub(super) roll: Roll,
    pub(super) of: Option<ListKey>,
}

/// What the list depends on.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ListKey {
    revision: u64,
    text: String,
    found: usize,
    listed: Listed,
}

impl Reception {
    /// The desk of a session.
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

    /// The selected person.
    pub fn selected(&self) -> Option<AttendanceId> {
        let badge = self.rows.get(self.list.selected)?.clone();
        let session = self.session.clone();
        Some(AttendanceId { session, badge })
    }

    /// The search thread answered: its people come behind those that were found at once.
    pub fn found(&mut self, generation: u64, hits: &[HitRow]) {
        if generation == self.asked {
            let people = hits.iter().filter(|h| h.kind == HitKind::Attendee);
            self.found = people.map(|h| h.id.clone()).collect();
        }
    }

    /// Brings list and numbers in step with the record.
    pub(super) fn refresh(&mut self, ctx: &Ctx<'_>) {
        let (book, revision) = (ctx.book(), ctx.world().revision);
        let Some(session) = book.sessions.get(&self.session) else {
            self.rows.clear();
            return;
        };
        let key = ListKey {
            revision,
            text: self.query.text().to_owned(),
            found: self.found.len(),
            listed: self.listed,
        };
        if self.of.as_ref() == Some(&key) {
            return;
        }
        if self.of.as_ref().is_none_or(|of| of.revision != revision) {
            self.tally = Tally::of(book, session);
        }
        let selected = self.rows.get(self.list.selected).cloned();
        self.rows = if self.query.is_blank() {
            let all = session.attendees.iter().map(|a| a.badge.clone());
            all.collect()
        } else {
            let mut rows = self.roll.find(session, revision, self.query.text());
            let more: Vec<Clean> = (self.found.iter())
                .filter(|key| !rows.contains(key))
                .cloned()
                .collect();
            rows.extend(more);
            rows
        };
        if self.listed == Listed::Missing && self.query.is_blank() {
            let is_missing = |badge: &Clean| {
                reception::presence(book, &self.session, badge) == Presence::Expected
            };
            self.rows.retain(is_missing);
        }
        // Whoever is selected stays it, wherever the line went.
        if self.pointed || self.query.is_blank() {
            let at = selected.and_then(|key| self.rows.iter().position(|r| *r == key));
            self.list.selected = at.unwrap_or(self.list.selected);
        }
        self.of = Some(key);
    }

    /// Selects a person of the list.
    pub(super) fn select(&mut self, badge: &Clean) {
        if let Some(at) = self.rows.iter().position(|r| r == badge) {
            self.list.selected = at;
        }
    }
}
