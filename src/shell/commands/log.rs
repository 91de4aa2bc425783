//! `enishi log`, `undo` and `redo`: what was recorded, and back.

use crate::domain::op::Op;
use crate::domain::record;
use crate::shell::args::LogArgs;
use crate::shell::clock;
use crate::shell::database::concerned;
use crate::shell::failure::{Failure, FailureKind};
use crate::shell::workspace::Workspace;
use crate::store::{LogFilter, Sessions, Store};
use crate::text::Clean;
use crate::view::sentence;
use crate::words::fl;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;
use uuid::Uuid;

#[derive(Serialize)]
struct Row<'a> {
    id: Uuid,
    at: Timestamp,
    actor: &'a Clean,
    device: Uuid,
    kind: &'a str,
    summary: Clean,
    undone: bool,
}

pub(super) fn log(workspace: &Workspace, wanted: &LogArgs) -> Result<(), Failure> {
    let store = workspace.open_store()?;
    let zone = clock::zoned().time_zone().clone();
    let clean = |text: &Option<String>| text.as_deref().map(Clean::line);
    let filter = LogFilter {
        session: clean(&wanted.session),
        need: clean(&wanted.need),
        org: clean(&wanted.org),
        person: clean(&wanted.person),
        kind: wanted.kind.clone(),
        from: wanted.since.and_then(|day| start(day, &zone)),
        until: wanted
            .until
            .and_then(|day| day.tomorrow().ok())
            .and_then(|day| start(day, &zone)),
        ..LogFilter::default()
    };
    let entries = store.log(&filter).map_err(|e| workspace.store_failed(&e))?;
    let entries = record::in_short(entries, |entry| &entry.op);
    let book = workspace.book(&store, &Sessions::All)?;
    workspace.answer(
        |out| {
            let rows: Vec<Row> = entries
                .iter()
                .map(|entry| Row {
                    id: entry.op.id,
                    at: entry.op.stamp.hlc.time(),
                    actor: &entry.op.actor,
                    device: entry.op.stamp.device,
                    kind: entry.op.change.kind(),
                    summary: sentence::full(&workspace.words, &book, &entry.op),
                    undone: entry.undone,
                })
                .collect();
            out.json(&rows)
        },
        |out| {
            let w = &workspace.words;
            if entries.is_empty() {
                return out.line(fl!(w, "log-empty"));
            }
            let head = [
                fl!(w, "log-head-at"),
                fl!(w, "log-head-actor"),
                fl!(w, "log-head-undone"),
                fl!(w, "log-head-what"),
            ];
            let rows: Vec<Vec<Clean>> = entries
                .iter()
                .map(|entry| {
                    let at = entry.op.stamp.hlc.time().to_zoned(zone.clone());
                    let undone = if entry.undone {
                        fl!(w, "log-undone")
                    } else {
                        "-".to_owned()
                    };
                    vec![
                        at.strftime("%Y-%m-%d %H:%M:%S").to_string().into(),
                        entry.op.actor.clone(),
                        undone.into(),
                        sentence::full(&workspace.words, &book, &entry.op),
                    ]
                })
                .collect();
            out.table(&head, &rows)
        },
    )
}

fn start(day: Date, zone: &TimeZone) -> Option<Timestamp> {
    day.to_zoned(zone.clone()).ok().map(|z| z.timestamp())
}

#[derive(Serialize)]
struct Switched<'a> {
    action: Uuid,
    redo: bool,
    kind: Option<&'a str>,
    summary: Option<Clean>,
}

pub(super) fn undo(workspace: &Workspace, redo: bool) -> Result<(), Failure> {
    let mut store = workspace.open_store()?;
    let now = clock::timestamp();
    let switched = if redo {
        store.redo(&workspace.actor, now)
    } else {
        store.undo(&workspace.actor, now)
    };
    let w = &workspace.words;
    let Some(saved) = switched.map_err(|e| workspace.store_failed(&e))? else {
        let what = if redo {
            fl!(w, "log-nothing-to-redo")
        } else {
            fl!(w, "log-nothing-to-undo")
        };
        return Err(Failure::new(FailureKind::Nothing, what)
            .because(fl!(w, "log-nothing-why", name = workspace.actor.as_str()))
            .hint(fl!(w, "log-nothing-how")));
    };
    workspace.tell_actor();
    let op: Option<Op> = concerned(&store, &saved).map_err(|e| workspace.store_failed(&e))?;
    let book = workspace.book(&store, &Sessions::All)?;
    let summary = op
        .as_ref()
        .map(|op| sentence::full(&workspace.words, &book, op));
    workspace.answer(
        |out| {
            out.json(&Switched {
                action: saved.action,
                redo,
                kind: op.as_ref().map(|op| op.change.kind()),
                summary: summary.clone(),
            })
        },
        |out| {
            let what = summary.clone().unwrap_or_default();
            out.line(if redo {
                fl!(w, "log-redone", what = what.as_str())
            } else {
                fl!(w, "log-taken-back", what = what.as_str())
            })
        },
    )
}
