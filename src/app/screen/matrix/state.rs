//! What the matrix holds: rows, columns and cells, made anew when the record or the filter changes. Drawing looks only
//! at the cells in sight.

use crate::app::core::layout::{Layout, Pane};
use crate::app::widget::field::Field;
use crate::app::widget::picker::Picker;
use crate::domain::book::Book;
use crate::domain::code::{Level, OrgKind};
use crate::domain::number::{plain, shown};
use crate::domain::roster::{Organisation, Session};
use crate::domain::rule::suggest;
use crate::domain::rule::wishes::{self, Pair, Wishes};
use crate::text::{Clean, fold};
use std::collections::{BTreeMap, BTreeSet};

/// Narrows rows and columns.
pub const FILTER: Pane = Pane("filter");
/// Needs and companies with nothing.
pub const GAPS: Pane = Pane("gaps");
/// The cells.
pub const GRID: Pane = Pane("grid");

/// Cells of a column.
pub(super) const CELL: u16 = 5;
/// Cells of the sums at the right.
pub(super) const SUM: u16 = 6;

/// In which order rows and columns stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// As they are presented, and by badge.
    #[default]
    Number,
    /// The most interest first, on both sides.
    Count,
    /// Needs by hospital.
    Hospital,
    /// Companies by name.
    Company,
}

impl Order {
    /// The next one; the first follows the last.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Number => Self::Count,
            Self::Count => Self::Hospital,
            Self::Hospital => Self::Company,
            Self::Company => Self::Number,
        }
    }
}

/// A need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its number.
    pub need: Clean,
    /// 題名
    pub title: Clean,
    /// The name of its hospital.
    pub hospital: Clean,
    /// How many companies want something of it.
    pub count: usize,
}

/// A company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its id.
    pub org: Clean,
    /// The badge of its first person; the short name where it sends nobody.
    pub label: Clean,
    /// Its short name.
    pub name: Clean,
    /// The badges of all its people, as they are typed.
    pub badges: Vec<String>,
    /// In how many needs it wants something.
    pub count: usize,
}

/// The matrix of the open session.
#[derive(Clone, Debug, PartialEq)]
pub struct Matrix {
    /// Its session.
    pub session: Clean,
    /// Needs, as they stand.
    pub rows: Vec<Row>,
    /// Companies, as they stand.
    pub columns: Vec<Column>,
    /// What is said, by need and company.
    pub cells: Wishes,
    /// The selected row.
    pub row: Picker,
    /// The selected column.
    pub column: Picker,
    /// The digits write the answers of the hospitals, and not the interest of the companies.
    pub hospital: bool,
    /// Since which visit of the screen they do: the next visit begins with the companies again.
    pub(super) visit: u64,
    /// In which order.
    pub order: Order,
    /// Words that rows or columns must have.
    pub filter: Field,
    /// The caret is in the filter.
    pub filtering: bool,
    /// Needs in which nobody is interested, whatever is filtered.
    pub bare_needs: Vec<Clean>,
    /// Companies that are interested in nothing, by label and name.
    pub bare_firms: Vec<(Clean, Clean)>,
    pub(super) all_rows: Vec<Row>,
    pub(super) all_columns: Vec<Column>,
    /// Need and company of each pair that suits, as the last look at the record found them.
    pub(super) hints: BTreeSet<(Clean, Clean)>,
    /// The question about them that is open or answered; 0: none in this visit.
    pub(super) hint_asked: u64,
    pub(super) revision: u64,
    pub(super) stale: bool,
}

/// `None` while no session is open.
pub type State = Option<Matrix>;

/// How many columns are in sight.
pub fn columns(layout: &Layout) -> u16 {
    let inner = layout.get(GRID).inner().width;
    inner.saturating_sub(titles(inner) + SUM) / CELL
}

/// Cells of the left column, which stays.
pub fn titles(inner: u16) -> u16 {
    (inner / 3).clamp(18, 40)
}

/// Whether somebody wants something.
fn wants(pair: &Pair) -> bool {
    pair.level.is_some_and(|l| l != Level::Declined)
}

impl Matrix {
    /// Of a session that was opened.
    pub fn new(session: Clean) -> Self {
        Self {
            session,
            rows: Vec::new(),
            columns: Vec::new(),
            cells: Wishes::new(),
            row: Picker::default(),
            column: Picker::default(),
            hospital: false,
            visit: 0,
            order: Order::default(),
            filter: Field::default(),
            filtering: false,
            bare_needs: Vec::new(),
            bare_firms: Vec::new(),
            all_rows: Vec::new(),
            all_columns: Vec::new(),
            hints: BTreeSet::new(),
            hint_asked: 0,
            revision: 0,
            stale: true,
        }
    }

    /// The answer to what suits; an older one is dropped, and of a record that cannot be read nothing is said.
    pub fn hinted(&mut self, generation: u64, found: Option<BTreeSet<(Clean, Clean)>>) {
        if generation == self.hint_asked {
            self.hints = found.unwrap_or_default();
        }
    }

    /// Whether some company suits some need.
    pub fn has_hints(&self) -> bool {
        !self.hints.is_empty()
    }

    /// Whether a company suits a need of which nobody has said anything, and may be proposed as things stand now.
    pub fn is_hinted(&self, book: &Book, row: &Row, column: &Column) -> bool {
        let may = || {
            let session = book.sessions.get(&self.session)?;
            let (need, org) = (session.need(&row.need)?, session.organisation(&column.org)?);
            Some(suggest::blocked(session, book, need, org).is_none())
        };
        self.pair(row, column)
            .is_none_or(|pair| pair.level.is_none() && pair.verdict.is_none())
            && self.hints.contains(&(row.need.clone(), column.org.clone()))
            && may().unwrap_or(false)
    }

    /// Need and company of the selected cell.
    pub fn cell(&self) -> Option<(&Row, &Column)> {
        let row = self.rows.get(self.row.selected)?;
        Some((row, self.columns.get(self.column.selected)?))
    }

    /// What is said in a cell.
    pub fn pair(&self, row: &Row, column: &Column) -> Option<&Pair> {
        self.cells.get(&(row.need.clone(), column.org.clone()))
    }

    /// Looks at the record again.
    pub(super) fn refresh(&mut self, book: &Book, revision: u64) {
        let Some(session) = book.sessions.get(&self.session) else {
            return;
        };
        if self.revision != revision || self.all_rows.is_empty() {
            self.revision = revision;
            self.read(book, session);
            self.stale = true;
        }
        if self.stale {
            self.stale = false;
            self.narrow();
        }
    }

    fn read(&mut self, book: &Book, session: &Session) {
        self.cells = wishes::of(book, session);
        let mut of_need: BTreeMap<&Clean, usize> = BTreeMap::new();
        let mut of_firm: BTreeMap<&Clean, usize> = BTreeMap::new();
        let mut known: BTreeSet<&Clean> = BTreeSet::new();
        for ((need, org), pair) in &self.cells {
            known.insert(org);
            if wants(pair) {
                *of_need.entry(need).or_default() += 1;
                *of_firm.entry(org).or_default() += 1;
            }
        }
        let rows = session.needs.iter().map(|need| Row {
            need: need.no.clone(),
            title: need.title.clone(),
            hospital: session.org_name(&need.hospital).clone(),
            count: of_need.get(&need.no).copied().unwrap_or(0),
        });
        let rows: Vec<Row> = rows.collect();
        let presents: BTreeSet<&Clean> = session.needs.iter().map(|n| &n.hospital).collect();
        let mut first: BTreeMap<&Clean, &Clean> = BTreeMap::new();
        let mut badges: BTreeMap<&Clean, Vec<String>> = BTreeMap::new();
        for person in &session.attendees {
            first.entry(&person.org).or_insert(&person.badge);
            let of = badges.entry(&person.org).or_default();
            of.push(plain(&person.badge));
        }
        let firms = session.organisations.iter().filter(|org| {
            let may = !presents.contains(&org.id) && is_company(org) && first.contains_key(&org.id);
            may || known.contains(&org.id)
        });
        let mut columns: Vec<Column> = firms
            .map(|org| Column {
                org: org.id.clone(),
                label: first.get(&org.id).map_or_else(
                    || org.short_name().clone(),
                    |badge| Clean::line(shown(badge)),
                ),
                name: org.short_name().clone(),
                badges: badges.remove(&org.id).unwrap_or_default(),
                count: of_firm.get(&org.id).copied().unwrap_or(0),
            })
            .collect();
        columns
            .sort_by_cached_key(|c| (c.label.parse::<u64>().unwrap_or(u64::MAX), c.label.clone()));
        let bare = rows.iter().filter(|r| r.count == 0);
        self.bare_needs = bare.map(|r| r.need.clone()).collect();
        let bare = columns.iter().filter(|c| c.count == 0);
        self.bare_firms = bare.map(|c| (c.label.clone(), c.name.clone())).collect();
        (self.all_rows, self.all_columns) = (rows, columns);
    }

    /// Puts what the filter leaves in its order. The selected cell stays selected.
    fn narrow(&mut self) {
        let was = self
            .cell()
            .map(|(row, column)| (row.need.clone(), column.org.clone()));
        let (mut rows, mut columns) = (self.all_rows.clone(), self.all_columns.clone());
        for term in self.filter.text().split_whitespace() {
            narrow_by(term, &mut rows, &mut columns);
        }
        match self.order {
            Order::Number => {}
            Order::Count => {
                rows.sort_by_key(|r| std::cmp::Reverse(r.count));
                columns.sort_by_key(|c| std::cmp::Reverse(c.count));
            }
            Order::Hospital => rows.sort_by(|a, b| a.hospital.cmp(&b.hospital)),
            Order::Company => columns.sort_by(|a, b| a.name.cmp(&b.name)),
        }
        (self.rows, self.columns) = (rows, columns);
        if let Some((need, org)) = was {
            let row = self.rows.iter().position(|r| r.need == need);
            let column = self.columns.iter().position(|c| c.org == org);
            self.row.selected = row.unwrap_or(0);
            self.column.selected = column.unwrap_or(0);
        }
    }

    /// F3: the next need or company with nothing, round and round.
    pub(super) fn next_gap(&mut self) -> bool {
        let (row, column) = (self.row.selected, self.column.selected);
        let rows = |at: usize| self.rows.get(at).is_some_and(|r| r.count == 0);
        let columns = |at: usize| self.columns.get(at).is_some_and(|c| c.count == 0);
        // Needs first; once the last of them is reached, companies.
        let is_last = !(row + 1..self.rows.len()).any(rows);
        if !is_last || (!self.columns.iter().any(|c| c.count == 0)) {
            if let Some(at) = self.row.next_of(self.rows.len(), rows) {
                self.row.selected = at;
                return true;
            }
            return false;
        }
        let ahead = (column + 1..self.columns.len()).find(|at| columns(*at));
        if let Some(at) = ahead {
            self.column.selected = at;
            return true;
        }
        self.column.selected = (0..=column).find(|at| columns(*at)).unwrap_or(column);
        if let Some(at) = self.row.next_of(self.rows.len(), rows) {
            self.row.selected = at;
        }
        true
    }
}

/// One word: the number of a need or of a badge exactly, else a part of a name. It narrows what it names.
fn narrow_by(term: &str, rows: &mut Vec<Row>, columns: &mut Vec<Column>) {
    let number = plain(term);
    let key = fold::key(term);
    let is_number = number.chars().all(|c| c.is_ascii_digit());
    let need_is = |r: &Row| plain(&r.need) == number;
    let firm_is = |c: &Column| c.badges.contains(&number);
    if !is_number && rows.iter().any(need_is) {
        rows.retain(need_is);
    } else if columns.iter().any(firm_is) {
        columns.retain(firm_is);
    } else {
        let row = |r: &Row| {
            [&r.need, &r.title, &r.hospital]
                .into_iter()
                .any(|t| fold::key(t).contains(&key))
        };
        let column =
            |c: &Column| fold::key(&c.name).contains(&key) || fold::key(&c.label).contains(&key);
        let (any_row, any_column) = (rows.iter().any(row), columns.iter().any(column));
        if any_row || !any_column {
            rows.retain(row);
        }
        if any_column {
            columns.retain(column);
        }
    }
}

/// Whether an organisation may answer a need: not hospitals, offices and bodies that only look on.
fn is_company(org: &Organisation) -> bool {
    let looks_on = |kind: &OrgKind| {
        matches!(
            kind,
            OrgKind::Hospital
                | OrgKind::LiaisonOffice
                | OrgKind::Clinician
                | OrgKind::Support
                | OrgKind::Government
                | OrgKind::Professional
                | OrgKind::Finance
                | OrgKind::Lawyer
                | OrgKind::PatentAttorney
                | OrgKind::Industry
                | OrgKind::Pmda
                | OrgKind::Prefecture
        )
    };
    org.kinds.is_empty() || !org.kinds.iter().all(looks_on)
}
