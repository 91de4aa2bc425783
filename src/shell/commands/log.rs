//! `enishi log`, `undo` and `redo`: what was recorded, and back.

use crate::domain::book::Book;
use crate::domain::filter::{self, Of};
use crate::domain::op::Op;
use crate::domain::reading;
use crate::shell::args::LogArgs;
use crate::shell::ask;
use crate::shell::clock;
use crate::shell::database::concerned;
use crate::shell::failure::{Failure, FailureKind};
use crate::shell::workspace::Workspace;
use crate::store::{LogFilter, Saved, SqliteStore, Store};
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
    action: Uuid,
    at: Timestamp,
    actor: &'a Clean,
    device: Uuid,
    kind: &'a str,
    summary: Clean,
    undone: bool,
    /// Nobody can say when it was.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    doubtful_date: bool,
}

pub(super) fn log(workspace: &Workspace, wanted: &LogArgs) -> Result<(), Failure> {
    let store = workspace.open_store()?;
    let zone = clock::zoned().time_zone().clone();
    let now = clock::timestamp();
    let filter = LogFilter {
        kind: wanted.kind.clone(),
        from: wanted.since.and_then(|day| start(day, &zone)),
        until: wanted
            .until
            .and_then(|day| day.tomorrow().ok())
            .and_then(|day| start(day, &zone)),
        ..LogFilter::default()
    };
    let entries = store.log(&filter).map_err(|e| workspace.store_failed(&e))?;
    let book = workspace.book_of(&store, entries.iter().map(|entry| &entry.op))?;
    let called = entries.into_iter();
    let called = called.filter(|entry| asked_for(&book, &entry.op, wanted));
    let entries = reading::in_short(called.collect(), |entry| &entry.op);
    let narrowed = [&wanted.session, &wanted.need, &wanted.org, &wanted.person];
    let narrowed = narrowed.into_iter().any(Option::is_some);
    workspace.answer(
        |out| {
            let rows: Vec<Row> = entries
                .iter()
                .map(|entry| Row {
                    id: entry.op.id,
                    action: entry.op.action,
                    at: entry.op.date(),
                    actor: &entry.op.actor,
                    device: entry.op.stamp.device,
                    kind: entry.op.change.kind(),
                    summary: sentence::full(&workspace.words, &book, &entry.op),
                    undone: entry.undone,
                    doubtful_date: entry.is_doubtful(now),
                })
                .collect();
            out.json(&rows)
        },
        |out| {
            let w = &workspace.words;
            if entries.is_empty() {
                return out.line(if narrowed {
                    fl!(w, "log-no-match")
                } else {
                    fl!(w, "log-empty")
                });
            }
            let head = [
                fl!(w, "log-head-at"),
                fl!(w, "log-head-actor"),
                fl!(w, "log-head-undone"),
                fl!(w, "log-head-action"),
                fl!(w, "log-head-what"),
            ];
            let rows: Vec<Vec<Clean>> = entries
                .iter()
                .map(|entry| {
                    let at = entry.op.date().to_zoned(zone.clone());
                    let undone = if entry.undone {
                        fl!(w, "log-undone")
                    } else {
                        "-".to_owned()
                    };
                    let mut when = at.strftime("%Y-%m-%d %H:%M:%S").to_string();
                    if entry.is_doubtful(now) {
                        when = fl!(w, "log-doubtful", when = when);
                    }
                    vec![
                        when.into(),
                        entry.op.actor.clone(),
                        undone.into(),
                        number(entry.op.action).into(),
                        sentence::full(&workspace.words, &book, &entry.op),
                    ]
                })
                .collect();
            out.table(&head, &rows)
        },
    )
}

/// Whether an op is about the session, need, organisation and person that were named, by key or by words.
fn asked_for(book: &Book, op: &Op, wanted: &LogArgs) -> bool {
    let subject = op.change.subject(&op.entity);
    let session = op.entity.session().unwrap_or(&op.scope);
    let of_session = |asked: &String| filter::calls_session(book, session, asked);
    let called = |asked: &Option<String>, of: Option<Of<'_>>| {
        let calls = |asked: &String| of.is_some_and(|of| filter::calls(book, session, of, asked));
        asked.as_ref().is_none_or(calls)
    };
    wanted.session.as_ref().is_none_or(of_session)
        && called(&wanted.need, subject.need.map(Of::Need))
        && called(&wanted.org, subject.org.map(Of::Org))
        && called(&wanted.person, subject.person.map(Of::Person))
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
    let who = workspace.who()?;
    let mut store = workspace.open_store()?;
    let now = clock::timestamp();
    let switched = if redo {
        store.redo(who, now)
    } else {
        store.undo(who, now)
    };
    let w = &workspace.words;
    let Some(saved) = switched.map_err(|e| workspace.store_failed(&e))? else {
        let what = if redo {
            fl!(w, "log-nothing-to-redo")
        } else {
            fl!(w, "log-nothing-to-undo")
        };
        return Err(Failure::new(FailureKind::Nothing, what)
            .because(fl!(w, "log-nothing-why", name = who.as_str()))
            .hint(fl!(w, "log-nothing-how")));
    };
    tell(workspace, &store, &saved, redo)
}

/// The end of an action's identity: enough to name it, short enough to type.
fn number(action: Uuid) -> String {
    let digits = action.simple().to_string();
    digits.chars().skip(24).collect()
}

/// Fewer digits of a number name nothing: a slip of one key would take back whatever ends in it.
const FEWEST: usize = 4;

/// Takes back an action that is named, whoever did it; one that is not one's own only after a question.
pub(super) fn undo_action(workspace: &Workspace, named: &str, yes: bool) -> Result<(), Failure> {
    let who = workspace.who()?;
    let mut store = workspace.open_store()?;
    let found = store.actions_ending(&named.trim().replace('-', ""));
    let found = found.map_err(|e| workspace.store_failed(&e))?;
    let named = Clean::line(named);
    let w = &workspace.words;
    if named.replace('-', "").chars().count() < FEWEST {
        let what = fl!(w, "log-too-few", action = named.as_str(), count = FEWEST);
        return Err(Failure::new(FailureKind::Usage, what).hint(fl!(w, "log-no-action-how")));
    }
    let all = match found.first() {
        Some(action) => store.log(&LogFilter {
            action: Some(*action),
            ..LogFilter::default()
        }),
        None => Ok(Vec::new()),
    };
    let all = all.map_err(|e| workspace.store_failed(&e))?;
    let first = all.first();
    let Some(first) = first else {
        let what = fl!(w, "log-no-action", action = named.as_str());
        return Err(Failure::new(FailureKind::Nothing, what).hint(fl!(w, "log-no-action-how")));
    };
    if found.len() > 1 {
        let what = fl!(
            w,
            "log-several",
            action = named.as_str(),
            count = found.len()
        );
        return Err(Failure::new(FailureKind::Usage, what).hint(fl!(w, "log-several-how")));
    }
    let own = store.is_own(&first.op, who);
    if !yes && !own.map_err(|e| workspace.store_failed(&e))? {
        let book = workspace.book_of(&store, [&first.op])?;
        let what = sentence::full(w, &book, &first.op);
        let name = first.op.actor.as_str();
        let what = fl!(w, "log-foreign", name = name, what = what.as_str());
        match ask::yes(&fl!(w, "log-foreign-ask", what = what.as_str())) {
            Some(true) => {}
            Some(false) => {
                return Err(Failure::new(
                    FailureKind::Failed,
                    fl!(w, "log-foreign-left"),
                ));
            }
            None => {
                return Err(Failure::new(FailureKind::Usage, what)
                    .because(fl!(w, "log-foreign-why"))
                    .hint(fl!(w, "log-foreign-how")));
            }
        }
    }
    let switched = store.undo_action(first.op.action, who, clock::timestamp());
    let Some(saved) = switched.map_err(|e| workspace.store_failed(&e))? else {
        let what = fl!(w, "log-off-already", action = named.as_str());
        return Err(Failure::new(FailureKind::Nothing, what));
    };
    tell(workspace, &store, &saved, false)
}

/// What was taken back or done again.
fn tell(
    workspace: &Workspace,
    store: &SqliteStore,
    saved: &Saved,
    redo: bool,
) -> Result<(), Failure> {
    let w = &workspace.words;
    let op: Option<Op> = concerned(store, saved).map_err(|e| workspace.store_failed(&e))?;
    let book = workspace.book_of(store, &op)?;
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
