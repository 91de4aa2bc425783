//! What the screen of the timetable holds, made anew when the record changes or a slot begins.

use crate::app::core::layout::{Layout, Pane};
use crate::app::core::planning::Proposal;
use crate::app::widget::picker::Picker;
use crate::domain::book::Book;
use crate::domain::code::Outcome;
use crate::domain::entity::Changes;
use crate::domain::entity::meeting::MeetingId;
use crate::domain::entity::pairing::Side;
use crate::domain::rule::meetings::{self, Gathered, Missing};
use crate::domain::rule::timetable::check::{self, Rule};
use crate::domain::rule::timetable::{Meeting, Unmet};
use crate::text::Clean;
use jiff::Zoned;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Slots and tables.
pub const GRID: Pane = Pane("grid");
/// Wishes that are not in it.
pub const UNMET: Pane = Pane("unmet");
/// What is proposed.
pub const PROPOSALS: Pane = Pane("proposals");
/// What is called out.
pub const CALLS: Pane = Pane("calls");

/// Cells of the times at the left.
pub const SLOT: u16 = 8;
/// Fewest cells of a table.
const LEAST: u16 = 22;

/// Where the keys go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    /// Into the grid.
    #[default]
    Grid,
    /// Into what stands below it.
    Below,
}

/// What stands below the grid, while nothing is proposed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Below {
    /// Wishes that are not in it.
    #[default]
    Unmet,
    /// 案内: what is called out for the next slot.
    Calls,
}

/// A booked meeting as the grid shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Who meets.
    pub id: MeetingId,
    /// Where.
    pub placed: Meeting,
    /// What stands against it, and was not let stand by somebody.
    pub rules: Vec<Rule>,
    /// 確定
    pub fixed: bool,
    /// Somebody put it there although something stands against it.
    pub because: Clean,
    /// What came of it.
    pub outcome: Option<Outcome>,
}

/// What is proposed, and what it was made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposed {
    /// As things were when it was asked for: what is booked then.
    pub gathered: Gathered,
    /// The booked meetings it changes.
    pub before: Vec<Meeting>,
    /// What is recorded with it: who does not come.
    pub with: Changes,
    /// Whom it is about, by badge, and whether they do not come at all; `None`: a whole timetable, or an exchange.
    pub about: Option<(Vec<Clean>, bool)>,
    /// What can be chosen.
    pub choices: Vec<Proposal>,
    /// Nothing better follows.
    pub whole: bool,
    /// The chosen line.
    pub picker: Picker,
}

/// The timetable of the open session.
#[derive(Clone, Debug)]
pub struct TimetableScreen {
    /// Its session.
    pub session: Clean,
    /// What it depends on, or what the session does not say.
    pub gathered: Result<Gathered, Missing>,
    /// What is booked.
    pub entries: Vec<Entry>,
    /// The entries of each cell: slot and table.
    pub(super) cells: BTreeMap<(usize, usize), Vec<usize>>,
    /// Wishes that are not in it, the worthiest first.
    pub unmet: Vec<Unmet>,
    /// Whether that is what the record says now.
    pub reasons_known: bool,
    /// An exchange was asked for before they were: it is shown with them.
    pub(super) exchange_waits: bool,
    /// The selected slot.
    pub slot: Picker,
    /// The selected table.
    pub table: Picker,
    /// Which of several meetings in the cell.
    pub(super) nth: usize,
    /// Place in what stands below.
    pub below_picker: Picker,
    /// What stands below.
    pub below: Below,
    /// Where the keys go.
    pub focus: Focus,
    /// What is carried to another place.
    pub carried: Option<MeetingId>,
    /// What is proposed.
    pub proposed: Option<Proposed>,
    /// Number of the question that is open.
    pub(super) asked: u64,
    pub(super) revision: u64,
}

/// `None` while no session is open.
pub type State = Option<TimetableScreen>;

/// How many tables are in sight.
pub fn shown_tables(layout: &Layout) -> u16 {
    (layout.get(GRID).inner().width.saturating_sub(SLOT) / LEAST).max(1)
}

impl TimetableScreen {
    /// Of a session that was opened.
    pub fn new(session: Clean) -> Self {
        Self {
            session,
            gathered: Err(Missing::Times),
            entries: Vec::new(),
            cells: BTreeMap::new(),
            unmet: Vec::new(),
            reasons_known: false,
            exchange_waits: false,
            slot: Picker::default(),
            table: Picker::default(),
            nth: 0,
            below_picker: Picker::default(),
            below: Below::default(),
            focus: Focus::default(),
            carried: None,
            proposed: None,
            asked: 0,
            revision: u64::MAX,
        }
    }

    /// The meetings in a cell.
    pub fn at(&self, slot: usize, table: usize) -> impl Iterator<Item = &Entry> {
        let found = self.cells.get(&(slot, table));
        let found = found.map_or(&[][..], Vec::as_slice);
        found.iter().filter_map(|at| self.entries.get(*at))
    }

    /// The selected meeting of the grid.
    pub fn selected(&self) -> Option<&Entry> {
        let (slot, table) = (self.slot.selected, self.table.selected);
        let count = self.at(slot, table).count();
        self.at(slot, table).nth(self.nth % count.max(1))
    }

    /// The selected wish that is not in it.
    pub fn selected_wish(&self) -> Option<&Unmet> {
        let is = self.below == Below::Unmet && self.proposed.is_none();
        (is && self.focus == Focus::Below)
            .then(|| self.unmet.get(self.below_picker.selected))
            .flatten()
    }

    /// Who sits at a meeting for a side, by badge.
    pub fn side(&self, need: &Clean, org: &Clean, side: Side) -> Vec<Clean> {
        let Ok(gathered) = &self.gathered else {
            return Vec::new();
        };
        match side {
            Side::Hospital => {
                let mut needs = gathered.problem.needs.iter();
                let need = needs.find(|n| n.id == *need);
                need.map_or_else(Vec::new, |n| n.presenters.clone())
            }
            Side::Company => gathered.sent(need, org),
        }
    }

    /// What is called out for the next slot, or for the one that has just begun where none follows.
    pub fn calls(&self) -> Vec<&Entry> {
        let Ok(gathered) = &self.gathered else {
            return Vec::new();
        };
        let ahead = self
            .entries
            .iter()
            .filter(|e| e.placed.slot >= gathered.begun);
        let next = ahead.map(|e| e.placed.slot).min();
        let mut found: Vec<&Entry> = (self.entries.iter())
            .filter(|e| Some(e.placed.slot) == next)
            .collect();
        found.sort_by(|a, b| a.placed.table.cmp(&b.placed.table));
        found
    }

    /// How many meetings collide.
    pub fn collisions(&self) -> usize {
        self.entries.iter().filter(|e| !e.rules.is_empty()).count()
    }

    /// How many lines stand below.
    pub(super) fn below_len(&self) -> usize {
        match (&self.proposed, self.below) {
            (Some(proposed), _) => proposed.choices.len(),
            (None, Below::Unmet) => self.unmet.len(),
            (None, Below::Calls) => self.calls().len(),
        }
    }

    /// Looks at the record again, if it changed or a slot began. Whether anything is other than before.
    pub(super) fn refresh(
        &mut self,
        book: &Book,
        revision: u64,
        (today, now): (Date, &Zoned),
    ) -> bool {
        let Some(session) = book.sessions.get(&self.session) else {
            return false;
        };
        let time = meetings::begun_at(session, today, now.time());
        let begun = |gathered: &Gathered| {
            time.map_or(0, |now| {
                gathered.starts.iter().filter(|s| **s <= now).count()
            })
        };
        let same_slot = match &self.gathered {
            Ok(gathered) => begun(gathered) == gathered.begun,
            Err(_) => true,
        };
        if self.revision == revision && same_slot {
            return false;
        }
        self.revision = revision;
        let gathered = meetings::gather(book, session, now.time_zone(), time);
        let changed = gathered != self.gathered;
        self.gathered = gathered;
        self.read(book);
        changed
    }

    fn read(&mut self, book: &Book) {
        self.entries.clear();
        self.cells.clear();
        let Ok(gathered) = &self.gathered else {
            return;
        };
        // What somebody gave a reason for is decided, for itself and for what it collides with.
        let decided = |m: &Meeting| {
            let id = MeetingId {
                session: self.session.clone(),
                need: m.need.clone(),
                org: m.company.clone(),
            };
            let known = book.meetings.get(&id);
            known.is_some_and(|m| !m.because.is_empty())
        };
        let open: Vec<Meeting> = (gathered.booked.iter())
            .filter(|m| !decided(m))
            .cloned()
            .collect();
        let mut faults = check::faults(&gathered.problem, &open).into_iter();
        for placed in &gathered.booked {
            let rules = if decided(placed) {
                Vec::new()
            } else {
                faults.next().unwrap_or_default()
            };
            let id = MeetingId {
                session: self.session.clone(),
                need: placed.need.clone(),
                org: placed.company.clone(),
            };
            let meeting = book.meetings.get(&id).cloned().unwrap_or_default();
            // What is over is no conflict any more.
            let stands = placed.slot < gathered.begun || meeting.outcome.is_some();
            let table = gathered
                .desks
                .iter()
                .position(|d| Some(&d.no) == placed.table.as_ref());
            let key = (placed.slot, table.unwrap_or(gathered.desks.len()));
            self.cells.entry(key).or_default().push(self.entries.len());
            self.entries.push(Entry {
                id,
                placed: placed.clone(),
                rules: if stands { Vec::new() } else { rules },
                fixed: meeting.fixed,
                because: meeting.because,
                outcome: meeting.outcome,
            });
        }
    }

    /// Puts the selection onto the first meeting: a new timetable is looked at from its beginning.
    pub(super) fn select_first(&mut self) {
        let first = self.cells.values().next().and_then(|all| all.first());
        let id = first.and_then(|at| Some(self.entries.get(*at)?.id.clone()));
        if let Some(id) = id {
            let focus = self.focus;
            self.point(&id);
            self.focus = focus;
        }
    }

    /// Puts the selection onto a meeting.
    pub(super) fn point(&mut self, id: &MeetingId) {
        let found = self.cells.iter().find_map(|(key, all)| {
            let nth = all
                .iter()
                .position(|at| self.entries.get(*at).is_some_and(|e| e.id == *id))?;
            Some((*key, nth))
        });
        if let Some(((slot, table), nth)) = found {
            (self.slot.selected, self.table.selected, self.nth) = (slot, table, nth);
            self.focus = Focus::Grid;
        }
    }
}
