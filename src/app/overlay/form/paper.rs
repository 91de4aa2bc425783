//! The form of the details of a task: counterpart, document and its version, the days on it, when it comes again.

use super::filled::Filled;
use super::wrong::{Wrong, wrong};
use crate::app::core::board::Board;
use crate::app::core::ctx::Ctx;
use crate::app::core::say::Say;
use crate::domain::entity::task::{Detail, Details, TaskId};
use crate::domain::rule::task_status;
use crate::text::Clean;

/// What is recorded, field by field.
pub(super) fn texts(of: &Details) -> Vec<String> {
    let day = |on: Option<jiff::civil::Date>| on.map(|day| day.to_string()).unwrap_or_default();
    let months: Vec<String> = of.repeats.iter().map(u32::to_string).collect();
    vec![
        of.counterpart.to_string(),
        of.document.to_string(),
        of.version.to_string(),
        day(of.submitted_on),
        day(of.signed_on),
        day(of.expires_on),
        months.join(","),
    ]
}

/// Records those that changed, as one action. `Err`: which field cannot be recorded.
pub(super) fn submit(id: &TaskId, filled: &Filled<'_>, ctx: &mut Ctx<'_>) -> Result<(), Wrong> {
    let months = filled.text(6);
    let months = if months.is_empty() {
        Some(Vec::new())
    } else {
        task_status::months(months)
    };
    let stated = [
        Detail::Counterpart {
            name: Clean::line(filled.text(0)),
        },
        Detail::Document {
            title: Clean::line(filled.text(1)),
            version: Clean::line(filled.text(2)),
        },
        Detail::Submitted {
            on: filled.any_day(3, ctx)?,
        },
        Detail::Signed {
            on: filled.any_day(4, ctx)?,
        },
        Detail::Expires {
            on: filled.any_day(5, ctx)?,
        },
        Detail::Repeats {
            months: months.ok_or_else(|| wrong(6, Say::Board(Board::BadMonths)))?,
        },
    ];
    let Some(task) = ctx.book().tasks.get(id) else {
        return Ok(());
    };
    let changes: Vec<_> = (stated.into_iter())
        .flat_map(|detail| task_status::detail(task, detail))
        .collect();
    if changes.is_empty() {
        ctx.tell(Say::Unchanged);
        return Ok(());
    }
    let count = changes.len();
    ctx.commit(&id.session, changes);
    ctx.tell(Say::Board(Board::Detailed(count)));
    Ok(())
}
