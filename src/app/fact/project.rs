//! Facts of a pairing that became a project: what is known of it, the sheet of shared goals, the meetings, who worked on it
//! before and who goes on.

use super::line::day;
use super::line::{Fact, Label, Part, Tone};
use crate::domain::book::Book;
use crate::domain::code::{Point, PointKind};
use crate::domain::entity::pairing::Pairing;
use crate::domain::roster::Session;
use crate::domain::rule::project;
use crate::text::Clean;
use jiff::civil::Date;

/// Everything known of the project of a pairing; nothing where it is none yet.
pub(super) fn project(book: &Book, session: &Session, pairing: &Pairing) -> Vec<Fact> {
    let mut facts = Vec::new();
    let org = |id: &Clean| session.org_name(id).clone();
    if let Some(before) = project::predecessor(book, pairing) {
        facts.push(Fact::new(Label::Predecessor, org(&before.id.org)));
    }
    if let Some(after) = project::successor(book, &pairing.id) {
        facts.push(Fact::new(Label::Successor, org(&after.id.org)));
    }
    let meeting = book.meetings.get(&pairing.id);
    if let Some(outcome) = meeting.and_then(|m| m.outcome) {
        let parts = vec![day(session.held_on), Part::Code(outcome.ja(), outcome.en())];
        facts.push(Fact::parts(Label::Outcome, parts));
    }
    for (on, (outcome, note)) in &pairing.met {
        let came = Part::Code(outcome.ja(), outcome.en());
        let parts = vec![day(*on), came, Part::Text(note.clone())];
        facts.push(Fact::parts(Label::Outcome, parts));
    }
    for (point, value) in &pairing.points {
        let in_sheet = |(line, ticks): &(Point, [Point; 2])| line == point || ticks.contains(point);
        if !Point::SHEET.iter().any(in_sheet) {
            let name = Part::Code(point.ja(), point.en());
            facts.push(Fact::parts(
                Label::Project,
                vec![name, shown(*point, value)],
            ));
        }
    }
    facts.extend(sheet(pairing));
    facts
}

/// The sheet, a line for each of its five; nothing before anybody wrote on it.
fn sheet(pairing: &Pairing) -> Vec<Fact> {
    let lines = Point::SHEET.iter().filter(|(line, ticks)| {
        let all = std::iter::once(line).chain(ticks);
        all.into_iter().any(|p| !pairing.point(*p).is_empty())
    });
    lines
        .map(|(line, [hospital, company])| {
            let tick = |point: &Point| match pairing.point(*point).parse::<Date>() {
                Ok(on) => day(on),
                Err(_) => Part::Code("まだ", "not yet"),
            };
            let text = Clean::line(&pairing.point(*line).replace('\n', " "));
            let parts = vec![
                Part::Code(line.ja(), line.en()),
                Part::Text(text),
                Part::Code("病院", "hospital"),
                tick(hospital),
                Part::Code("企業", "company"),
                tick(company),
            ];
            let is_open = [hospital, company]
                .iter()
                .any(|p| pairing.point(**p).is_empty());
            let tone = if is_open { Tone::Warn } else { Tone::Plain };
            Fact::parts(Label::Project, parts).tone(tone)
        })
        .collect()
}

/// A value as people read it.
fn shown(point: Point, value: &Clean) -> Part {
    match point.kind() {
        PointKind::Text => Part::Text(value.clone()),
        PointKind::Commitment | PointKind::Collaboration | PointKind::Yen | PointKind::Day => {
            let text = |in_english| Clean::line(&point.shown(value, in_english));
            Part::Both(text(false), text(true))
        }
    }
}
