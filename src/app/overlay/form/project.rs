//! The forms of a project: what is known of it, a meeting after the session.

use super::filled::Filled;
use super::wrong::{Wrong, wrong};
use crate::app::change;
use crate::app::core::board::Board;
use crate::app::core::ctx::Ctx;
use crate::app::core::request::PointForm;
use crate::app::core::say::Say;
use crate::domain::code::{Outcome, Point};
use crate::domain::date;
use crate::domain::entity::pairing::{Pairing, PairingId};
use crate::domain::rule::project;
use crate::text::Clean;
use jiff::civil::Date;

/// What is recorded, field by field.
pub(super) fn texts(pairing: &Pairing, form: PointForm) -> Vec<String> {
    let text = |point: &Point| pairing.point(*point).to_owned();
    form.points().iter().map(text).collect()
}

/// What stands in the form of a meeting at first.
pub(super) fn met_texts(today: Date) -> Vec<String> {
    let outcome = Outcome::Exchange.code().to_owned();
    vec![today.to_string(), outcome, String::new()]
}

/// Records the points that changed, as one action. `Err`: which field cannot be recorded.
pub(super) fn submit(
    id: &PairingId,
    form: PointForm,
    filled: &Filled<'_>,
    ctx: &mut Ctx<'_>,
) -> Result<(), Wrong> {
    let today = ctx.env.today;
    let mut said = Vec::new();
    for (n, point) in form.points().iter().enumerate() {
        let day = |text: &str| date::typed(text, today, ctx.env.calendar);
        let value = project::read(*point, filled.text(n), today, day);
        let value = value.ok_or_else(|| wrong(n, Say::Board(Board::BadPoint(*point))))?;
        said.push((*point, value));
    }
    change::project::set(ctx, id, &said);
    Ok(())
}

/// Records a meeting. `Err`: which field cannot be recorded.
pub(super) fn met(id: &PairingId, filled: &Filled<'_>, ctx: &mut Ctx<'_>) -> Result<(), Wrong> {
    let on = filled.day(0, ctx)?;
    if on > ctx.env.today {
        return Err(wrong(0, Say::Board(Board::NotYet)));
    }
    let outcome = Outcome::parse(filled.text(1)).unwrap_or(Outcome::Exchange);
    change::project::met(ctx, id, on, outcome, Clean::line(filled.text(2)));
    Ok(())
}
