//! What was recorded, as sheets for people: 面談結果, 一覧表, 課題, 参加者, ニーズ, 関心.

use super::leave::Reader;
use crate::domain::book::Book;
use crate::domain::code::{PairingStatus, TaskStatus};
use crate::domain::entity::pairing::Pairing;
use crate::domain::entity::task::Task;
use crate::domain::number;
use crate::domain::recorded::key::Key;
use crate::domain::roster::Session;
use crate::domain::sheet::{self, Cell, Column, Sheet, Tone};
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
        }
    }
}

/// The heading of the hidden column by which a row is known again. No other hidden column is read.
pub const ID: &str = "enishi:id";

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
    pub wants: &'a dyn Fn(&Book, &Clean, &Clean, &Clean, &[&str]) -> bool,
    /// Which sessions.
    pub session: &'a dyn Fn(&Clean) -> bool,
}

/// The sheets, and how many rows may not leave.
pub fn sheets(book: &Book, asked: &Asked<'_>) -> (sheet::Book, usize) {
    let mut left_out = 0;
    let mut out = sheet::Book {
        mark: (*asked.reader == Reader::Office).then(|| "社外秘".to_owned()),
        ..sheet::Book::default()
    };
    for what in asked.what {
        let mut sheet = match what {
            What::Pairings => pairings(book, asked, &mut left_out),
            What::Matrix => matrix(book, asked, &mut left_out),
            What::Tasks => tasks(book, asked, &mut left_out),
            What::Attendees => attendees(book, asked, &mut left_out),
            What::Needs => needs(book, asked, &mut left_out),
            What::Interests => interests(book, asked, &mut left_out),
        };
        sheet.key = what.key();
        what.name().clone_into(&mut sheet.name);
        out.sheets.push(sheet);
    }
    (out, left_out)
}

fn column(key: &'static str, heading: &str, width: u16) -> Column {
    Column {
        key,
        heading: heading.to_owned(),
        width,
        is_text: true,
        ..Column::default()
    }
}

fn id_column() -> Column {
    Column {
        is_hidden: true,
        ..column("id", ID, 10)
    }
}

/// A column that a colleague may fill in.
fn choice<'w>(
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

fn day(key: &'static str, heading: &str) -> Column {
    Column {
        is_text: false,
        ..column(key, heading, 12)
    }
}

fn text(s: &str) -> Cell {
    Cell::text(&Clean::text(s))
}

/// Whether a need of a session may leave; one that is in no file any more may not, except to the office.
fn may_see(book: &Book, asked: &Asked<'_>, session: &Clean, need: &Clean) -> bool {
    if *asked.reader == Reader::Office {
        return true;
    }
    let session = book.sessions.get(session);
    session.is_some_and(|s| {
        let need = s.needs.iter().find(|n| n.no == *need);
        need.is_some_and(|need| asked.reader.may_see(book, s, need))
    })
}

fn need_title(session: Option<&Session>, no: &Clean) -> Clean {
    let need = session.and_then(|s| s.needs.iter().find(|n| n.no == *no));
    need.map(|n| n.title.clone()).unwrap_or_default()
}

fn org_name(session: Option<&Session>, id: &Clean) -> Clean {
    session.map_or_else(|| id.clone(), |s| s.org_name(id).clone())
}

fn tone(status: PairingStatus) -> Tone {
    match status {
        PairingStatus::Project | PairingStatus::Contract | PairingStatus::Business => Tone::Good,
        PairingStatus::Declined | PairingStatus::Stopped | PairingStatus::PartnerChange => {
            Tone::Bad
        }
        PairingStatus::Candidate | PairingStatus::OnHold => Tone::Due,
        PairingStatus::Confirmed
        | PairingStatus::Approached
        | PairingStatus::MeetingPlanned
        | PairingStatus::Met
        | PairingStatus::InTalks => Tone::Plain,
    }
}

/// Pairings that may leave, by session and need.
fn wanted_pairings<'b>(
    book: &'b Book,
    asked: &Asked<'_>,
    left_out: &mut usize,
) -> Vec<&'b Pairing> {
    let mut found: Vec<&Pairing> = book
        .pairings
        .values()
        .filter(|p| (asked.session)(&p.id.session))
        .collect();
    found.retain(|p| {
        let own = [p.level.ja(), p.status.ja(), p.note.as_str()];
        (asked.wants)(book, &p.id.session, &p.id.need, &p.id.org, &own)
    });
    let before = found.len();
    found.retain(|p| {
        let is_host = book
            .sessions
            .get(&p.id.session)
            .and_then(|s| s.needs.iter().find(|n| n.no == p.id.need))
            .is_some_and(|n| asked.reader.may_see_of(&n.hospital));
        may_see(book, asked, &p.id.session, &p.id.need)
            && (asked.reader.may_see_of(&p.id.org) || is_host)
    });
    *left_out += before - found.len();
    found.sort_by_key(|p| (&p.id.session, &p.id.need, p.recorded_at));
    found
}

fn pairings(book: &Book, asked: &Asked<'_>, left_out: &mut usize) -> Sheet {
    let levels = crate::domain::code::Level::ALL.iter().map(|l| l.ja());
    let states = PairingStatus::ALL.iter().map(|s| s.ja());
    let mut columns = vec![
        id_column(),
        column("session", "会", 16),
        column("need", "ニーズ番号", 10),
        column("need_title", "ニーズ", 30),
        column("organisation", "機関", 26),
        column("persons", "担当者", 18),
        choice("level", "関心度", 10, levels),
        choice("status", "状態", 14, states),
        column("next_hospital", "病院側の次の対応", 26),
        day("next_hospital_on", "病院側の期日"),
        column("next_company", "企業側の次の対応", 26),
        day("next_company_on", "企業側の期日"),
    ];
    if asked.reader.may_read_memos() {
        columns.push(column("note", "メモ", 40));
    }
    let found = wanted_pairings(book, asked, left_out);
    let rows = found.into_iter().map(|p| {
        let session = book.sessions.get(&p.id.session);
        let names = p.persons.iter().filter_map(|badge| {
            let person = session?.attendee(badge)?;
            asked
                .reader
                .may_name(person)
                .then(|| person.name.to_string())
        });
        let names: Vec<String> = names.collect();
        let on = |date: Option<Date>| date.map_or(Cell::Empty, Cell::Date);
        let mut row = vec![
            text(&p.id.write()),
            text(number::shown(&p.id.session)),
            text(number::shown(&p.id.need)),
            Cell::text(&need_title(session, &p.id.need)),
            Cell::text(&org_name(session, &p.id.org)),
            text(&names.join("、")),
            Cell::State(Clean::line(p.level.ja()), Tone::Plain),
            Cell::State(Clean::line(p.status.ja()), tone(p.status)),
            Cell::text(&p.next_hospital.0),
            on(p.next_hospital.1),
            Cell::text(&p.next_company.0),
            on(p.next_company.1),
        ];
        if asked.reader.may_read_memos() {
            row.push(Cell::text(&p.note));
        }
        row
    });
    Sheet {
        rows: rows.collect(),
        columns,
        ..Sheet::default()
    }
}

/// Needs in rows, organisations in columns.
fn matrix(book: &Book, asked: &Asked<'_>, left_out: &mut usize) -> Sheet {
    let found = wanted_pairings(book, asked, left_out);
    let mut orgs: Vec<(&Clean, &Clean)> =
        found.iter().map(|p| (&p.id.session, &p.id.org)).collect();
    orgs.sort_unstable();
    orgs.dedup();
    let mut needs: Vec<(&Clean, &Clean)> =
        found.iter().map(|p| (&p.id.session, &p.id.need)).collect();
    needs.sort_unstable();
    needs.dedup();
    let mut columns = vec![
        column("need", "ニーズ番号", 12),
        column("need_title", "ニーズ", 30),
    ];
    for (session, org) in &orgs {
        let name = org_name(book.sessions.get(*session), org);
        columns.push(column("organisation", &name, 14));
    }
    let rows = needs.into_iter().map(|(session, need)| {
        let mut row = vec![
            text(number::shown(need)),
            Cell::text(&need_title(book.sessions.get(session), need)),
        ];
        for (other, org) in &orgs {
            let pairing = found.iter().find(|p| {
                p.id.session == **other
                    && p.id.session == *session
                    && p.id.need == *need
                    && p.id.org == **org
            });
            row.push(pairing.map_or(Cell::Empty, |p| {
                Cell::State(Clean::line(p.level.ja()), tone(p.status))
            }));
        }
        row
    });
    Sheet {
        rows: rows.collect(),
        columns,
        ..Sheet::default()
    }
}

/// Tasks that may leave, the next one first.
pub(super) fn wanted_tasks<'b>(
    book: &'b Book,
    asked: &Asked<'_>,
    left_out: &mut usize,
) -> Vec<&'b Task> {
    let mut found: Vec<&Task> = book
        .tasks
        .values()
        .filter(|t| (asked.session)(&t.id.session))
        .collect();
    found.retain(|t| {
        let own = [
            t.title_ja.as_str(),
            t.owner_side.ja(),
            t.status.ja(),
            t.note.as_str(),
        ];
        (asked.wants)(book, &t.id.session, &t.id.need, &t.id.org, &own)
    });
    let before = found.len();
    found.retain(|t| {
        let is_own = asked.reader.may_see_of(&t.id.org);
        is_own
            && (t.id.need.is_empty() && *asked.reader == Reader::Office
                || may_see(book, asked, &t.id.session, &t.id.need))
    });
    *left_out += before - found.len();
    found.sort_by_key(|t| (t.due_on, &t.id));
    found
}

fn tasks(book: &Book, asked: &Asked<'_>, left_out: &mut usize) -> Sheet {
    let states = TaskStatus::ALL.iter().map(|s| s.ja());
    let mut columns = vec![
        id_column(),
        column("session", "会", 16),
        column("need", "ニーズ番号", 10),
        column("organisation", "機関", 26),
        column("title", "課題", 30),
        column("owner_side", "主担当", 12),
        choice("status", "状態", 14, states),
        day("due_on", "期限"),
        day("done_on", "完了日"),
    ];
    if asked.reader.may_read_memos() {
        columns.push(column("note", "メモ", 40));
    }
    let found = wanted_tasks(book, asked, left_out);
    let rows = found.into_iter().map(|t| {
        let session = book.sessions.get(&t.id.session);
        let tone = match t.status {
            status if status.releases() => Tone::Good,
            TaskStatus::Stopped => Tone::Bad,
            _ if t.due_on < asked.today => Tone::Bad,
            _ => Tone::Plain,
        };
        let mut row = vec![
            text(&t.id.write()),
            text(number::shown(&t.id.session)),
            text(number::shown(&t.id.need)),
            Cell::text(&org_name(session, &t.id.org)),
            Cell::text(&t.title_ja),
            text(t.owner_side.ja()),
            Cell::State(Clean::line(t.status.ja()), tone),
            Cell::Date(t.due_on),
            t.done_on.map_or(Cell::Empty, Cell::Date),
        ];
        if asked.reader.may_read_memos() {
            row.push(Cell::text(&t.note));
        }
        row
    });
    Sheet {
        rows: rows.collect(),
        columns,
        ..Sheet::default()
    }
}

/// The sessions that are asked for.
fn sessions<'b>(book: &'b Book, asked: &Asked<'_>) -> Vec<&'b Session> {
    let wanted = book.sessions.iter().filter(|(id, _)| (asked.session)(id));
    wanted.map(|(_, session)| session).collect()
}

fn attendees(book: &Book, asked: &Asked<'_>, left_out: &mut usize) -> Sheet {
    let columns = vec![
        column("badge", "受付番号", 10),
        column("name", "氏名", 16),
        column("kana", "フリガナ", 20),
        column("organisation", "機関", 26),
        column("dept", "部署", 18),
        column("title", "役職", 12),
        column("email", "メール", 26),
        column("tel", "電話", 16),
    ];
    let mut rows = Vec::new();
    for session in sessions(book, asked) {
        for person in &session.attendees {
            let own = [person.name.as_str(), person.kana.as_str()];
            if !(asked.wants)(book, &session.id, &Clean::default(), &person.org, &own) {
                continue;
            }
            if !asked.reader.may_name(person) {
                *left_out += 1;
                continue;
            }
            let reach = asked.reader.may_reach(person);
            let contact = |value: &Clean| {
                if reach {
                    Cell::text(value)
                } else {
                    Cell::Empty
                }
            };
            rows.push(vec![
                text(number::shown(&person.badge)),
                Cell::text(&person.name),
                Cell::text(&person.kana),
                Cell::text(session.org_name(&person.org)),
                Cell::text(&person.dept),
                Cell::text(&person.title),
                contact(&person.email),
                contact(&person.tel),
            ]);
        }
    }
    Sheet {
        columns,
        rows,
        ..Sheet::default()
    }
}

fn needs(book: &Book, asked: &Asked<'_>, left_out: &mut usize) -> Sheet {
    let columns = vec![
        column("no", "ニーズ番号", 10),
        column("title", "題名", 30),
        column("hospital", "医療機関", 24),
        column("department", "診療科・部署", 16),
        column("problem", "困りごと", 40),
        column("wanted", "求める解決策", 40),
        column("disclosure", "公開範囲", 12),
        column("device_class", "クラス", 8),
        column("stage", "段階", 10),
    ];
    let mut rows = Vec::new();
    for session in sessions(book, asked) {
        for need in &session.needs {
            let own = [need.title.as_str()];
            if !(asked.wants)(book, &session.id, &need.no, &need.hospital, &own) {
                continue;
            }
            if !asked.reader.may_see(book, session, need) {
                *left_out += 1;
                continue;
            }
            rows.push(vec![
                text(number::shown(&need.no)),
                Cell::text(&need.title),
                Cell::text(session.org_name(&need.hospital)),
                Cell::text(&need.department),
                Cell::text(&need.problem),
                Cell::text(&need.wanted),
                text(need.disclosure.map_or("", |d| d.ja())),
                text(need.device_class.map_or("", |c| c.ja())),
                text(need.stage.map_or("", |s| s.ja())),
            ]);
        }
    }
    Sheet {
        columns,
        rows,
        ..Sheet::default()
    }
}

fn interests(book: &Book, asked: &Asked<'_>, left_out: &mut usize) -> Sheet {
    let columns = vec![
        column("badge", "受付番号", 10),
        column("name", "氏名", 16),
        column("organisation", "機関", 26),
        column("need", "ニーズ番号", 10),
        column("need_title", "ニーズ", 30),
        column("level", "関心度", 10),
    ];
    let mut rows = Vec::new();
    for session in sessions(book, asked) {
        for person in &session.attendees {
            for interest in &person.interests {
                let own = [person.name.as_str(), interest.level.ja()];
                if !(asked.wants)(book, &session.id, &interest.need, &person.org, &own) {
                    continue;
                }
                let may = may_see(book, asked, &session.id, &interest.need)
                    && asked.reader.may_see_of(&person.org)
                    && asked.reader.may_name(person);
                if !may {
                    *left_out += 1;
                    continue;
                }
                rows.push(vec![
                    text(number::shown(&person.badge)),
                    Cell::text(&person.name),
                    Cell::text(session.org_name(&person.org)),
                    text(number::shown(&interest.need)),
                    Cell::text(&need_title(Some(session), &interest.need)),
                    Cell::State(Clean::line(interest.level.ja()), Tone::Plain),
                ]);
            }
        }
    }
    Sheet {
        columns,
        rows,
        ..Sheet::default()
    }
}
