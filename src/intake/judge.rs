//! From the rows of all sections to a session: each row is checked, then what refers to what.

use super::checks::Checks;
use super::column::Table;
use super::loaded::Loaded;
use super::place::Origin;
use super::problem::Target;
use super::problems::Problems;
use super::row::{Document, Rows};
use super::tables;
use crate::domain::roster::Session;
use crate::words::Words;
use jiff::civil::Date;

/// Judges rows of any origin.
pub fn judge(document: &Document<'_>, origin: &dyn Origin, words: &Words) -> Loaded {
    let mut problems = Problems::new(words);
    let session = session(document, origin, &mut problems);
    Loaded::new(Some(session), problems, "")
}

/// The session as far as it could be read, whatever was found.
pub(super) fn session(
    document: &Document<'_>,
    origin: &dyn Origin,
    problems: &mut Problems<'_>,
) -> Session {
    let mut checks = Checks::new(origin, problems, tables::meant);
    let mut session = tables::session::TABLE.fill(&document.session, &mut checks);
    checks.held_on = Some(session.held_on).filter(|d| *d != Date::default());
    session.organisations = rows(
        &tables::organisation::TABLE,
        Target::Organisation,
        &document.organisations,
        &mut checks,
    );
    session.attendees = rows(
        &tables::attendee::TABLE,
        Target::Attendee,
        &document.attendees,
        &mut checks,
    );
    session.needs = rows(
        &tables::need::TABLE,
        Target::Need,
        &document.needs,
        &mut checks,
    );
    session.patents = rows(
        &tables::patent::TABLE,
        Target::Patent,
        &document.patents,
        &mut checks,
    );
    session.slots = rows(
        &tables::place::SLOTS,
        Target::Slot,
        &document.slots,
        &mut checks,
    );
    session.desks = rows(
        &tables::place::DESKS,
        Target::Desk,
        &document.tables,
        &mut checks,
    );
    let Checks { refs, report, .. } = checks;
    refs.finish(report);
    // Presentations without a number of their own come last, in the order of the file.
    session
        .needs
        .sort_by_key(|need| need.order.unwrap_or(u32::MAX));
    session
}

fn rows<E: Default>(
    table: &Table<E>,
    target: Target,
    rows: &Rows<'_>,
    checks: &mut Checks<'_, '_>,
) -> Vec<E> {
    if rows.has_gaps {
        checks.refs.unknown(target);
    }
    rows.rows
        .iter()
        .map(|row| table.fill(row, checks))
        .collect()
}
