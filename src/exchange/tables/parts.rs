//! What all sheets share: what is asked for, how columns and cells are made, what may leave.

use crate::domain::book::Book;
use crate::domain::roster::Session;
use crate::domain::sheet::{Cell, Column, trace};
use crate::exchange::leave::Reader;
use crate::text::Clean;
use jiff::civil::Date;

/// One of the sheets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// 面談結果
    Pairings,
    /// 一覧表
    Matrix,
    /// 課題
    Tasks,
    /// 参加者
    Attendees,
    /// ニーズ
    Needs,
    /// 関心
    Interests,
    /// 面談表
    Timetable,
}

impl What {
    /// All, in the order of a workbook.
    pub const ALL: &'static [Self] = &[
        Self::Pairings,
        Self::Matrix,
        Self::Tasks,
        Self::Attendees,
        Self::Needs,
        Self::Interests,
        Self::Timetable,
    ];

    /// What machines and commands call it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Pairings => "pairings",
            Self::Matrix => "matrix",
            Self::Tasks => "tasks",
            Self::Attendees => "attendees",
            Self::Needs => "needs",
            Self::Interests => "interests",
            Self::Timetable => "timetable",
        }
    }

    /// The name of its sheet.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pairings => "面談結果",
            Self::Matrix => "一覧表",
            Self::Tasks => "課題",
            Self::Attendees => "参加者",
            Self::Needs => "ニーズ",
            Self::Interests => "関心",
            Self::Timetable => "面談表",
        }
    }
}

/// The heading of the hidden column by which a row is known again. No other hidden column is read.
pub(super) const ID: &str = "enishi:id";

/// Headings that a changed workbook is read by.
pub mod heading {
    /// The session of a row.
    pub const SESSION: &str = "会";
    /// Need number.
    pub const NEED: &str = "ニーズ番号";
    /// Name of an organisation.
    pub const ORG: &str = "機関";
    /// Title of a task.
    pub const TASK: &str = "課題";
    /// Who has to act.
    pub const OWNER: &str = "主担当";
    /// Level of a pairing.
    pub const LEVEL: &str = "関心度";
    /// State of a pairing or a task.
    pub const STATUS: &str = "状態";
    /// Day by which a task is due.
    pub const DUE: &str = "期限";
    /// Day on which a task was closed.
    pub const DONE: &str = "完了日";
    /// Next step of the hospital.
    pub const NEXT_HOSPITAL: &str = "病院側の次の対応";
    /// By when.
    pub const NEXT_HOSPITAL_ON: &str = "病院側の期日";
    /// Next step of the company.
    pub const NEXT_COMPANY: &str = "企業側の次の対応";
    /// By when.
    pub const NEXT_COMPANY_ON: &str = "企業側の期日";
    /// Memo.
    pub const NOTE: &str = "メモ";
}

/// Puts the hidden cell in front of a row: what the row is, and what its cells held when it was written, so that a change
/// of a colleague is told from what went on in the record meanwhile.
pub(super) fn with_id(kind: &str, id: &str, columns: &[Column], mut row: Vec<Cell>) -> Vec<Cell> {
    let seen = columns.iter().filter(|column| !column.is_hidden);
    let was: serde_json::Map<String, serde_json::Value> = seen
        .zip(&row)
        .map(|(column, cell)| (column.heading.clone(), trace(&cell.shown()).into()))
        .collect();
    let told = serde_json::json!({ "kind": kind, "id": id, "was": was });
    row.insert(0, Cell::Text(Clean::line(&told.to_string())));
    row
}

/// Whether a row of a session, need and organisation, with these words of its own, is wanted.
pub type Wants<'a> = dyn Fn(&Book, &Clean, &Clean, &Clean, &[&str]) -> bool + 'a;

/// What is asked for.
#[derive(Clone, Copy)]
#[expect(missing_debug_implementations, reason = "closures show nothing")]
pub struct Asked<'a> {
    /// Which sheets.
    pub what: &'a [What],
    /// For whom.
    pub reader: &'a Reader,
    /// The day that is today.
    pub today: Date,
    /// Whether a row of a session, need and organisation is wanted.
    pub wants: &'a Wants<'a>,
    /// Which sessions.
    pub session: &'a dyn Fn(&Clean) -> bool,
}

pub(super) fn column(key: &'static str, heading: &str, width: u16) -> Column {
    Column {
        key,
        heading: heading.to_owned(),
        width,
        is_text: true,
        ..Column::default()
    }
}

pub(super) fn id_column() -> Column {
    Column {
        is_hidden: true,
        ..column("id", ID, 10)
    }
}

/// A column that a colleague may fill in.
pub(super) fn choice<'w>(
    key: &'static str,
    heading: &str,
    width: u16,
    words: impl Iterator<Item = &'w str>,
) -> Column {
    Column {
        choices: words.map(str::to_owned).collect(),
        is_closed: true,
        is_text: false,
        ..column(key, heading, width)
    }
}

pub(super) fn day(key: &'static str, heading: &str) -> Column {
    Column {
        is_text: false,
        ..column(key, heading, 12)
    }
}

pub(super) fn text(s: &str) -> Cell {
    Cell::text(&Clean::text(s))
}

/// Whether a need of a session may leave; one that is in no file any more may not, except to the office.
pub(super) fn may_see(book: &Book, asked: &Asked<'_>, session: &Clean, need: &Clean) -> bool {
    if *asked.reader == Reader::Office {
        return true;
    }
    let session = book.sessions.get(session);
    session.is_some_and(|s| {
        let need = s.needs.iter().find(|n| n.no == *need);
        need.is_some_and(|need| asked.reader.may_see(book, s, need))
    })
}

/// What a need is called, whether or not it is in a file still: whoever may not see it has no row of it.
pub(super) fn need_title(session: Option<&Session>, no: &Clean) -> Clean {
    let need = session.and_then(|s| s.recorded_need(no));
    need.map(|n| n.title.clone()).unwrap_or_default()
}

/// The names of these persons, as far as they may leave. Who is in no file any more is named to the office only, and nobody
/// is named for having the badge number now.
pub(super) fn names(asked: &Asked<'_>, session: Option<&Session>, badges: &[Clean]) -> String {
    let is_office = *asked.reader == Reader::Office;
    let name = |badge: &Clean| {
        let session = session?;
        let gone = session.withdrawn.attendees.iter().filter(|_| is_office);
        let mut all = session.attendees.iter().chain(gone);
        let person = all.find(|a| a.badge == *badge)?;
        let may = asked.reader.may_name(person);
        may.then_some(person.name.as_str())
    };
    let found: Vec<&str> = badges.iter().filter_map(name).collect();
    found.join("、")
}

pub(super) fn org_name(session: Option<&Session>, id: &Clean) -> Clean {
    session.map_or_else(|| id.clone(), |s| s.org_name(id).clone())
}
