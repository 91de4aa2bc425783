//! What was recorded: 面談結果, 一覧表, 課題.

use super::parts::{
    Asked, choice, column, day, heading, id_column, may_see, names, need_title, org_name, text,
    with_id,
};
use super::project;
use crate::domain::book::Book;
use crate::domain::code::{PairingStatus, TaskStatus};
use crate::domain::entity::pairing::Pairing;
use crate::domain::entity::task::Task;
use crate::domain::number;
use crate::domain::recorded::key::Key;
use crate::domain::sheet::{Cell, Sheet, Tone};
use crate::exchange::leave::{LeftOut, Reader};
use crate::text::Clean;
use jiff::civil::Date;
use std::collections::BTreeMap;

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
    left_out: &mut LeftOut,
) -> Vec<&'b Pairing> {
    let mut found: Vec<&Pairing> = book
        .pairings
        .values()
        .filter(|p| (asked.session)(&p.id.session))
        .collect();
    found.retain(|p| {
        let mut own = vec![p.level.ja(), p.status.ja()];
        own.extend(p.texts());
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
    left_out.rows += before - found.len();
    found.sort_by_key(|p| (&p.id.session, &p.id.need, p.recorded_at));
    found
}

pub(super) fn pairings(book: &Book, asked: &Asked<'_>, left_out: &mut LeftOut) -> Sheet {
    let levels = crate::domain::code::Level::ALL.iter().map(|l| l.ja());
    let states = PairingStatus::ALL.iter().map(|s| s.ja());
    let mut columns = vec![
        id_column(),
        column("session", heading::SESSION, 16),
        column("need", heading::NEED, 10),
        column("need_title", "ニーズ", 30),
        column("organisation", heading::ORG, 26),
        column("persons", "担当者", 18),
        choice("level", heading::LEVEL, 10, levels),
        choice("status", heading::STATUS, 14, states),
    ];
    let reads_memos = asked.reader.may_read_memos();
    if reads_memos {
        columns.push(column("next_hospital", heading::NEXT_HOSPITAL, 26));
    }
    columns.push(day("next_hospital_on", heading::NEXT_HOSPITAL_ON));
    if reads_memos {
        columns.push(column("next_company", heading::NEXT_COMPANY, 26));
    }
    columns.push(day("next_company_on", heading::NEXT_COMPANY_ON));
    if reads_memos {
        columns.push(column("note", heading::NOTE, 40));
    }
    columns.extend(project::columns(asked));
    let found = wanted_pairings(book, asked, left_out);
    let rows = found.into_iter().map(|p| {
        let session = book.sessions.get(&p.id.session);
        let on = |date: Option<Date>| date.map_or(Cell::Empty, Cell::Date);
        let mut row = vec![
            text(number::shown(&p.id.session)),
            text(number::shown(&p.id.need)),
            Cell::text(&need_title(session, &p.id.need)),
            Cell::text(&org_name(session, &p.id.org)),
            text(&names(asked, session, &p.persons)),
            Cell::State(Clean::line(p.level.ja()), Tone::Plain),
            Cell::State(Clean::line(p.status.ja()), tone(p.status)),
        ];
        let (hospital, company) = (&p.next_hospital, &p.next_company);
        let texts = [&hospital.0, &company.0, &p.note];
        asked.reader.hold_back(&texts, left_out);
        let shown = |text: &Clean| reads_memos.then(|| Cell::text(text));
        row.extend(shown(&hospital.0));
        row.push(on(hospital.1));
        row.extend(shown(&company.0));
        row.push(on(company.1));
        row.extend(shown(&p.note));
        row.extend(project::cells(session, p, asked, left_out));
        with_id("pairing", &p.id.write(), &columns, row)
    });
    let rows = rows.collect();
    Sheet {
        columns,
        rows,
        ..Sheet::default()
    }
}

/// Needs in rows, organisations in columns.
pub(super) fn matrix(book: &Book, asked: &Asked<'_>, left_out: &mut LeftOut) -> Sheet {
    let found = wanted_pairings(book, asked, left_out);
    let mut orgs: Vec<(&Clean, &Clean)> =
        found.iter().map(|p| (&p.id.session, &p.id.org)).collect();
    orgs.sort_unstable();
    orgs.dedup();
    let mut needs: Vec<(&Clean, &Clean)> =
        found.iter().map(|p| (&p.id.session, &p.id.need)).collect();
    needs.sort_unstable();
    needs.dedup();
    let cells = found
        .iter()
        .map(|p| ((&p.id.session, &p.id.need, &p.id.org), p));
    let by_cell: BTreeMap<(&Clean, &Clean, &Clean), &&Pairing> = cells.collect();
    let mut columns = vec![
        column("need", heading::NEED, 12),
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
            let pairing = by_cell
                .get(&(session, need, *org))
                .filter(|_| *other == session);
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
pub(in crate::exchange) fn wanted_tasks<'b>(
    book: &'b Book,
    asked: &Asked<'_>,
    left_out: &mut LeftOut,
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
    left_out.rows += before - found.len();
    found.sort_by_key(|t| (t.due_on, &t.id));
    found
}

pub(super) fn tasks(book: &Book, asked: &Asked<'_>, left_out: &mut LeftOut) -> Sheet {
    let states = TaskStatus::ALL.iter().map(|s| s.ja());
    let mut columns = vec![
        id_column(),
        column("session", heading::SESSION, 16),
        column("need", heading::NEED, 10),
        column("organisation", heading::ORG, 26),
        column("title", heading::TASK, 30),
        column("owner_side", heading::OWNER, 12),
        choice("status", heading::STATUS, 14, states),
        day("due_on", heading::DUE),
        day("done_on", heading::DONE),
    ];
    if asked.reader.may_read_memos() {
        columns.push(column("note", heading::NOTE, 40));
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
            text(number::shown(&t.id.session)),
            text(number::shown(&t.id.need)),
            Cell::text(&org_name(session, &t.id.org)),
            text(asked.reader.title(t, left_out)),
            text(t.owner_side.ja()),
            Cell::State(Clean::line(t.status.ja()), tone),
            Cell::Date(t.due_on),
            t.done_on.map_or(Cell::Empty, Cell::Date),
        ];
        asked.reader.hold_back(&[&t.note], left_out);
        if asked.reader.may_read_memos() {
            row.push(Cell::text(&t.note));
        }
        with_id("task", &t.id.write(), &columns, row)
    });
    let rows = rows.collect();
    Sheet {
        columns,
        rows,
        ..Sheet::default()
    }
}
