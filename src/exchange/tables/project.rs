//! What is known of a pairing that became a project, as columns of 面談結果: for the office alone.

use super::parts::{Asked, choice, column, day, org_name};
use crate::domain::code::{Collaboration, Commitment, Point, PointKind};
use crate::domain::entity::pairing::Pairing;
use crate::domain::roster::Session;
use crate::domain::sheet::{Cell, Column, Tone};
use crate::exchange::leave::LeftOut;
use crate::text::Clean;
use jiff::civil::Date;

/// The columns: one for each point, then what nobody changes in a workbook.
pub(super) fn columns(asked: &Asked<'_>) -> Vec<Column> {
    if !asked.reader.may_read_memos() {
        return Vec::new();
    }
    let point = |point: &Point| {
        let (key, heading) = (point.code(), point.ja());
        match point.kind() {
            PointKind::Commitment => {
                choice(key, heading, 16, Commitment::ALL.iter().map(|c| c.ja()))
            }
            PointKind::Collaboration => {
                choice(key, heading, 20, Collaboration::ALL.iter().map(|c| c.ja()))
            }
            PointKind::Yen => Column {
                is_text: false,
                ..column(key, heading, 14)
            },
            PointKind::Day => day(key, heading),
            PointKind::Text => column(key, heading, 26),
        }
    };
    let mut all: Vec<Column> = Point::ALL.iter().map(point).collect();
    all.push(column("met", "その後の面談", 30));
    all.push(column("predecessor", "前任の会社", 26));
    all
}

/// The cells of one pairing.
pub(super) fn cells(
    session: Option<&Session>,
    pairing: &Pairing,
    asked: &Asked<'_>,
    left_out: &mut LeftOut,
) -> Vec<Cell> {
    let held: Vec<&Clean> = (pairing.points.iter())
        .filter(|(point, _)| point.kind() == PointKind::Text)
        .map(|(_, text)| text)
        .chain(pairing.met.values().map(|(_, note)| note))
        .collect();
    asked.reader.hold_back(&held, left_out);
    if !asked.reader.may_read_memos() {
        return Vec::new();
    }
    let mut all: Vec<Cell> = Point::ALL.iter().map(|p| cell(*p, pairing)).collect();
    let met = pairing.met.iter().map(|(on, (outcome, note))| {
        format!("{on} {} {note}", outcome.ja())
            .trim_end()
            .to_owned()
    });
    let met: Vec<String> = met.collect();
    all.push(Cell::text(&Clean::text(&met.join("\n"))));
    let before = &pairing.predecessor;
    all.push(if before.is_empty() {
        Cell::Empty
    } else {
        Cell::text(&org_name(session, before))
    });
    all
}

fn cell(point: Point, pairing: &Pairing) -> Cell {
    let value = pairing.point(point);
    if value.is_empty() {
        return Cell::Empty;
    }
    let as_written = || Cell::text(&Clean::text(value));
    match point.kind() {
        PointKind::Commitment | PointKind::Collaboration => {
            Cell::State(Clean::line(&point.shown(value, false)), Tone::Plain)
        }
        PointKind::Yen => value.parse().map_or_else(|_| as_written(), Cell::Number),
        PointKind::Day => match value.parse::<Date>() {
            Ok(day) => Cell::Date(day),
            Err(_) => as_written(),
        },
        PointKind::Text => as_written(),
    }
}
