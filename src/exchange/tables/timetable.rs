//! 面談表: who meets whom when. What is only a draft is for the office.

use super::parts::{Asked, column, heading, may_see, names, need_title, org_name, text};
use crate::domain::book::Book;
use crate::domain::entity::meeting::{Meeting, MeetingId, Seat};
use crate::domain::number;
use crate::domain::recorded::stated::Value;
use crate::domain::sheet::{Cell, Sheet, Tone};
use crate::exchange::leave::{LeftOut, Reader};
use crate::text::Clean;

/// A meeting with its place.
pub(in crate::exchange) type Seated<'b> = (&'b MeetingId, &'b Meeting, &'b Seat);

/// Meetings that have a place and may leave, by session, time and table.
pub(in crate::exchange) fn wanted_meetings<'b>(
    book: &'b Book,
    asked: &Asked<'_>,
    left_out: &mut LeftOut,
) -> Vec<Seated<'b>> {
    let seated = book.meetings.iter();
    let mut found: Vec<Seated<'b>> = seated
        .filter(|(id, _)| (asked.session)(&id.session))
        .filter_map(|(id, meeting)| Some((id, meeting, meeting.seat.as_ref()?)))
        .filter(|(id, _, seat)| {
            let own = [seat.table.as_str()];
            (asked.wants)(book, &id.session, &id.need, &id.org, &own)
        })
        .collect();
    let before = found.len();
    found.retain(|(id, meeting, _)| {
        let session = book.sessions.get(&id.session);
        let need = session.and_then(|s| s.needs.iter().find(|n| n.no == id.need));
        let is_host = need.is_some_and(|n| asked.reader.may_see_of(&n.hospital));
        (meeting.fixed || *asked.reader == Reader::Office)
            && may_see(book, asked, &id.session, &id.need)
            && (asked.reader.may_see_of(&id.org) || is_host)
    });
    left_out.rows += before - found.len();
    found.sort_by_key(|(id, _, seat)| (&id.session, seat.starts_at, &seat.table, &id.need));
    found
}

pub(super) fn timetable(book: &Book, asked: &Asked<'_>, left_out: &mut LeftOut) -> Sheet {
    let mut columns = vec![
        column("session", heading::SESSION, 16),
        column("starts_at", "時刻", 8),
        column("table", "卓", 8),
        column("need", heading::NEED, 10),
        column("need_title", "ニーズ", 30),
        column("organisation", heading::ORG, 26),
        column("persons", "担当者", 18),
        column("fixed", heading::STATUS, 8),
    ];
    let is_office = *asked.reader == Reader::Office;
    if is_office {
        columns.push(column("outcome", "結果", 14));
    }
    let found = wanted_meetings(book, asked, left_out);
    let rows = found.into_iter().map(|(id, meeting, seat)| {
        let session = book.sessions.get(&id.session);
        let (fixed, _) = Value::fixed_words(meeting.fixed);
        let mut row = vec![
            text(number::shown(&id.session)),
            Cell::Time(seat.starts_at),
            Cell::text(&seat.table),
            text(number::shown(&id.need)),
            Cell::text(&need_title(session, &id.need)),
            Cell::text(&org_name(session, &id.org)),
            text(&names(asked, session, &seat.persons)),
            Cell::State(Clean::line(fixed), Tone::Plain),
        ];
        if is_office {
            row.push(text(meeting.outcome.map_or("", |o| o.ja())));
        }
        row
    });
    Sheet {
        rows: rows.collect(),
        columns,
        ..Sheet::default()
    }
}
