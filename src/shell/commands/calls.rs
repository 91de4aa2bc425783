//! `enishi calls`: the calls for subsidies, and what has to be done by when.

use crate::domain::rule::call::Call;
use crate::shell::args::CallsArgs;
use crate::shell::failure::Failure;
use crate::shell::out::Out;
use crate::shell::workspace::Workspace;
use crate::text::Clean;
use crate::words::fl;
use jiff::civil::{Date, Time};
use serde::Serialize;

#[derive(Serialize)]
struct Row<'a> {
    name: &'a Clean,
    office: &'a Clean,
    opens_on: Option<Date>,
    closes_on: Date,
    closes_at: Time,
    remaining_business_days: i32,
    ready_by: Date,
    e_rad_by: Option<Date>,
    note: &'a Clean,
    url: &'a Clean,
    sample: bool,
    checked_on: Date,
}

pub(super) fn calls(workspace: &Workspace, asked: CallsArgs) -> Result<(), Failure> {
    let all = workspace.config.calls.calls.iter();
    let found: Vec<&Call> = all
        .filter(|call| asked.all || !call.is_over(workspace.today))
        .collect();
    workspace.answer(
        |out| {
            let rows: Vec<Row<'_>> = found.iter().map(|call| row(workspace, call)).collect();
            out.json(&rows)
        },
        |out| print(workspace, &found, out),
    )
}

fn row<'a>(workspace: &Workspace, call: &'a Call) -> Row<'a> {
    let calendar = &workspace.calendar;
    Row {
        name: &call.name,
        office: &call.office,
        opens_on: call.opens_on,
        closes_on: call.closes_on,
        closes_at: call.closes_at,
        remaining_business_days: calendar.remaining(workspace.today, call.closes_on),
        ready_by: call.ready_by(calendar),
        e_rad_by: call.e_rad_by(calendar),
        note: &call.note,
        url: &call.url,
        sample: call.sample,
        checked_on: call.checked_on,
    }
}

fn print(workspace: &Workspace, found: &[&Call], out: &mut Out) -> Result<(), Failure> {
    let w = &workspace.words;
    if found.is_empty() {
        return out.line(fl!(w, "calls-none"));
    }
    for call in found {
        let row = row(workspace, call);
        let left = row.remaining_business_days;
        let left = if left < 0 {
            fl!(w, "calls-over")
        } else {
            fl!(w, "unit-remaining-days", days = left)
        };
        out.line(format!(
            "{} {}  {left}  {}（{}）",
            row.closes_on,
            row.closes_at.strftime("%H:%M"),
            row.name,
            row.office
        ))?;
        let ready = row.ready_by.to_string();
        out.line(format!("  {}", fl!(w, "calls-ready", day = ready)))?;
        if let Some(day) = row.e_rad_by {
            out.line(format!(
                "  {}",
                fl!(w, "calls-e-rad", day = day.to_string())
            ))?;
        }
        for text in [row.note, row.url].into_iter().filter(|t| !t.is_empty()) {
            out.line(format!("  {text}"))?;
        }
        let checked = row.checked_on.to_string();
        out.line(format!("  {}", fl!(w, "calls-checked", day = checked)))?;
    }
    Ok(())
}
