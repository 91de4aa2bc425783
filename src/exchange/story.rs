//! How a project came about (事例): what it is, and what happened when, from the record. What stays in the office is in it
//! only for the office.

use super::leave::{LeftOut, Reader};
use crate::domain::book::Book as Record;
use crate::domain::code::{EndReason, Outcome, PairingStatus, Point, PointKind, TaskStatus};
use crate::domain::entity::letter::Letter;
use crate::domain::entity::pairing::{Pairing, PairingId};
use crate::domain::number;
use crate::domain::roster::Session;
use crate::domain::sheet::{Book, Cell, Column, Sheet};
use crate::text::Clean;
use crate::words::{Words, fl};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// The name under which a story that was written is remembered among the letters.
pub const NAME: &str = "事例";

/// A state that a pairing came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Came {
    /// Which pairing.
    pub id: PairingId,
    /// When.
    pub on: Date,
    /// To which state.
    pub status: PairingStatus,
    /// Why.
    pub reason: Clean,
}

/// What a story is made of.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The record.
    pub book: &'a Record,
    /// The session of the project.
    pub session: &'a Session,
    /// The pairings of the project, the one whose company came first in front.
    pub line: &'a [&'a Pairing],
    /// Every state they came to, in order.
    pub came: &'a [Came],
}

/// The two sheets: what it is, and what happened when.
pub fn sheets(source: &Source<'_>, reader: &Reader, words: &Words) -> (Book, LeftOut) {
    let mut left_out = LeftOut::default();
    let is_office = *reader == Reader::Office;
    let sheets = vec![
        about(source, reader, words, &mut left_out),
        events(source, reader, words, &mut left_out),
    ];
    let book = Book {
        sheets,
        mark: is_office.then(|| "社外秘".to_owned()),
        one_page: true,
    };
    (book, left_out)
}

fn column(key: &'static str, heading: String, width: u16) -> Column {
    Column {
        key,
        heading,
        width,
        ..Column::default()
    }
}

fn named(text: &str) -> Cell {
    Cell::text(&Clean::text(text))
}

fn org<'a>(source: &Source<'a>, id: &'a Clean) -> &'a str {
    source.session.org_name(id)
}

/// What the project is.
fn about(source: &Source<'_>, reader: &Reader, words: &Words, left_out: &mut LeftOut) -> Sheet {
    let mut rows: Vec<(String, String)> = Vec::new();
    let session = source.session;
    let Some(last) = source.line.last() else {
        return Sheet::default();
    };
    let need = session.recorded_need(&last.id.need);
    if let Some(need) = need {
        if reader.may_see(source.book, session, need) {
            let told = format!("{} {}", number::shown(&need.no), need.title);
            rows.push((fl!(words, "story-need"), told));
        } else {
            left_out.texts += 1;
            rows.push((fl!(words, "story-need"), fl!(words, "story-need-held")));
        }
        rows.push((
            fl!(words, "story-hospital"),
            org(source, &need.hospital).to_owned(),
        ));
    }
    let firms: Vec<&str> = source.line.iter().map(|p| org(source, &p.id.org)).collect();
    rows.push((fl!(words, "story-company"), firms.join(" → ")));
    let held = format!("{}（{}）", session.title, session.held_on);
    rows.push((fl!(words, "story-session"), held));
    let status = words.pick(last.status.ja(), last.status.en());
    rows.push((fl!(words, "story-status"), status.to_owned()));
    let end = source.came.iter().rfind(|c| c.id == last.id).map(|c| c.on);
    let took = end.and_then(|end| session.held_on.until(end).ok());
    if let Some(days) = took.map(|span| span.get_days()).filter(|days| *days > 0) {
        rows.push((
            fl!(words, "story-took"),
            fl!(words, "story-days", count = days),
        ));
    }
    for (point, value) in &last.points {
        let is_told = match point.kind() {
            PointKind::Collaboration => true,
            PointKind::Commitment | PointKind::Yen | PointKind::Text => *reader == Reader::Office,
            PointKind::Day => false,
        };
        let name = words.pick(point.ja(), point.en()).to_owned();
        let is_english = words.lang() == crate::words::Lang::En;
        if is_told {
            rows.push((name, point.shown(value, is_english)));
        } else if point.kind() != PointKind::Day {
            left_out.texts += 1;
        }
    }
    Sheet {
        key: "about",
        name: fl!(words, "story-about"),
        columns: vec![
            column("what", fl!(words, "story-what"), 24),
            column("text", fl!(words, "story-text"), 50),
        ],
        rows: rows
            .into_iter()
            .map(|(what, text)| vec![named(&what), named(&text)])
            .collect(),
    }
}

/// What happened when.
fn events(source: &Source<'_>, reader: &Reader, words: &Words, left_out: &mut LeftOut) -> Sheet {
    let mut all: Vec<(Date, u8, String)> = Vec::new();
    let several = source.line.len() > 1;
    let of = |id: &PairingId, text: String| {
        if several {
            format!("{text}（{}）", org(source, &id.org))
        } else {
            text
        }
    };
    all.push((
        source.session.held_on,
        0,
        fl!(words, "story-held", session = source.session.title.as_str()),
    ));
    for came in source.came {
        let status = words.pick(came.status.ja(), came.status.en());
        let reason = EndReason::parse(&came.reason);
        let text = match reason {
            Some(reason) => format!("{status}（{}）", words.pick(reason.ja(), reason.en())),
            None => status.to_owned(),
        };
        all.push((
            came.on,
            1,
            of(&came.id, fl!(words, "story-came", status = text)),
        ));
    }
    for pairing in source.line {
        meetings(source, pairing, reader, words, left_out, &mut |on, text| {
            all.push((on, 2, of(&pairing.id, text)));
        });
        for task in source.book.tasks_of(&pairing.id) {
            let Some(on) = task.done_on.filter(|_| task.status == TaskStatus::Done) else {
                continue;
            };
            let title = if task.id.is_own() {
                reader.title(task, left_out)
            } else {
                words.pick(&task.title_ja, &task.title_en)
            };
            let text = fl!(words, "story-done", task = title);
            all.push((on, 3, of(&pairing.id, text)));
        }
        let shared = Point::SHEET.iter().flat_map(|(_, ticks)| ticks);
        let days: Option<Vec<Date>> = shared.map(|t| pairing.point(*t).parse().ok()).collect();
        if let Some(on) = days.and_then(|days| days.into_iter().max()) {
            all.push((on, 4, of(&pairing.id, fl!(words, "story-shared"))));
        }
    }
    for (on, text) in letters(source, words) {
        all.push((on, 5, text));
    }
    all.sort();
    all.dedup();
    Sheet {
        key: "events",
        name: fl!(words, "story-events"),
        columns: vec![
            column("day", fl!(words, "story-day"), 12),
            column("text", fl!(words, "story-text"), 50),
        ],
        rows: all
            .into_iter()
            .map(|(on, _, text)| vec![Cell::Date(on), named(&text)])
            .collect(),
    }
}

/// The meetings of a pairing, at the session and after it.
fn meetings(
    source: &Source<'_>,
    pairing: &Pairing,
    reader: &Reader,
    words: &Words,
    left_out: &mut LeftOut,
    add: &mut dyn FnMut(Date, String),
) {
    let told = |outcome: Outcome| {
        let outcome = words.pick(outcome.ja(), outcome.en());
        fl!(words, "story-met", outcome = outcome)
    };
    let first = source.book.meetings.get(&pairing.id);
    let first = first.and_then(|m| m.outcome);
    if let Some(outcome) = first.filter(|o| *o != Outcome::NotHeld) {
        add(source.session.held_on, told(outcome));
    }
    for (on, (outcome, note)) in &pairing.met {
        reader.hold_back(&[note], left_out);
        let text = told(*outcome);
        add(
            *on,
            if reader.may_read_memos() && !note.is_empty() {
                format!("{text}: {}", note.replace('\n', " "))
            } else {
                text
            },
        );
    }
}

/// The letters that were written to those of the project, each with the day it was written last.
fn letters(source: &Source<'_>, words: &Words) -> BTreeSet<(Date, String)> {
    let need = source.line.last().map(|p| &p.id.need);
    let need = need.and_then(|no| source.session.recorded_need(no));
    let hospital = need.map(|need| &need.hospital);
    let firms = source.line.iter().map(|p| &p.id.org);
    let parties: BTreeSet<&Clean> = firms.chain(hospital).collect();
    let all = source.book.letters.iter();
    let own = all.filter(|(id, _)| {
        id.session == source.session.id && id.template != *NAME && parties.contains(&id.org)
    });
    own.map(|(id, letter): (_, &Letter)| {
        let to = org(source, &id.org);
        let text = fl!(
            words,
            "story-letter",
            letter = id.template.as_str(),
            to = to
        );
        (letter.dated, text)
    })
    .collect()
}
