//! `enishi show`: the pairings and tasks as they stood at a time.

use super::pair;
use super::pairings;
use super::tasks;
use crate::domain::op::Op;
use crate::shell::called::Called;
use crate::shell::clock;
use crate::shell::failure::Failure;
use crate::shell::failure::FailureKind;
use crate::shell::workspace::Workspace;
use crate::store::{LogFilter, SqliteStore, Store};
use crate::text::Clean;
use crate::words::fl;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::civil::DateTime;
use serde::Serialize;

#[derive(Serialize)]
struct Shown<'a> {
    at: Timestamp,
    pairings: Vec<pair::Row<'a>>,
    tasks: Vec<tasks::Row<'a>>,
    /// Of how many ops nobody can say whether they were done by then.
    #[serde(skip_serializing_if = "is_zero")]
    doubtful: usize,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands it over so")]
fn is_zero(count: &usize) -> bool {
    *count == 0
}

pub(super) fn show(workspace: &Workspace, at: &str, session: Option<&str>) -> Result<(), Failure> {
    let w = &workspace.words;
    let Some(at) = moment(at) else {
        let at = Clean::line(at);
        let what = fl!(w, "refused-value", arg = "--at", value = at.as_str());
        return Err(Failure::new(FailureKind::Usage, what)
            .because(fl!(w, "refused-choices", list = "2026-11-20 14:05"))
            .hint(fl!(w, "refused-see-help")));
    };
    let store = workspace.open_store()?;
    let called = workspace.called(&store, session)?;
    let mut book = store
        .book_at(&called.sessions(), at)
        .map_err(|e| workspace.store_failed(&e))?;
    called.narrow(&mut book);
    let doubtful = doubtful(workspace, &store, &called)?;
    // Days are counted from that day, as they were then.
    let day = at.to_zoned(clock::zoned().time_zone().clone()).date();
    let all = tasks::Wanted {
        on: Some(day),
        session,
        all: true,
        ..tasks::Wanted::default()
    };
    let every = pairings::Wanted {
        session,
        ..pairings::Wanted::default()
    };
    workspace.answer(
        |out| {
            out.json(&Shown {
                at,
                pairings: pairings::rows(&book, &every),
                tasks: tasks::rows(workspace, &book, &all),
                doubtful,
            })
        },
        |out| {
            pairings::print(workspace, &book, &every, out)?;
            out.line("")?;
            tasks::print(workspace, &book, &all, out)?;
            if doubtful == 0 {
                return Ok(());
            }
            out.line("")?;
            out.line(fl!(w, "show-doubtful", count = doubtful))
        },
    )
}

/// How many ops there are whose date nobody can say: they are shown by the date of the clock that was wrong.
fn doubtful(workspace: &Workspace, store: &SqliteStore, called: &Called) -> Result<usize, Failure> {
    let log = store.log(&LogFilter::within(&called.sessions()));
    let log = log.map_err(|e| workspace.store_failed(&e))?;
    let now = clock::timestamp();
    let own = |op: &Op| called.holds(op.entity.session().unwrap_or(&op.scope));
    let found = log.iter().filter(|entry| own(&entry.op));
    Ok(found.filter(|entry| entry.is_doubtful(now)).count())
}

/// A time as people write it, in the zone of the computer; a day means its end.
fn moment(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    if let Ok(at) = text.parse::<Timestamp>() {
        return Some(at);
    }
    let zone = clock::zoned().time_zone().clone();
    let at = match text.parse::<DateTime>() {
        Ok(at) if text.len() > 10 => at,
        _ => text.parse::<Date>().ok()?.at(23, 59, 59, 999_999_999),
    };
    at.to_zoned(zone).ok().map(|z| z.timestamp())
}
