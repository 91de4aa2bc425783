//! `enishi log`, `undo` and `redo`: what was recorded, and back.

use crate::domain::book::Book;
use crate::domain::entity::Entity;
use crate::domain::filter::{self, Of};
use crate::domain::op::Op;
use crate::domain::reading;
use crate::domain::recorded::Sayable;
use crate::shell::args::LogArgs;
use crate::shell::ask;
use crate::shell::clock;
use crate::shell::database::concerned;
use crate::shell::failure::{Failure, FailureKind};
use crate::shell::workspace::Workspace;
use crate::store::sqlite::about::Meant;
use crate::store::{LogEntry, LogFilter, Saved, SqliteStore, Store, StoreError};
use crate::text::Clean;
use crate::view::sentence;
use crate::words::fl;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;
use std::collections::BTreeMap;
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
    let past = |option: &str, text: &Option<String>| workspace.past_day(option, text.as_deref());
    let filter = LogFilter {
        kind: wanted.kind.clone(),
        from: past("--since", &wanted.since)?.and_then(|day| start(day, &zone)),
        until: past("--until", &wanted.until)?
            .and_then(|day| day.tomorrow().ok())
            .and_then(|day| start(day, &zone)),
        ..LogFilter::default()
    };
    let narrowed = [&wanted.session, &wanted.need, &wanted.org, &wanted.person];
    let narrowed = narrowed.into_iter().any(Option::is_some);
    let found = if narrowed {
        named(&store, &filter, wanted)
    } else {
        store.log(&filter)
    };
    let entries = found.map_err(|e| workspace.store_failed(&e))?;
    let book = workspace.book_of(&store, entries.iter().map(|entry| &entry.op))?;
    let entries = reading::in_short(entries, |entry| &entry.op);
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

/// The ops about what was named, by key or by words. What the key of a thing says decides first, so that the ops of what
/// was not meant are not read.
fn named(
    store: &SqliteStore,
    filter: &LogFilter,
    wanted: &LogArgs,
) -> Result<Vec<LogEntry>, StoreError> {
    let asked = Sayable {
        need: wanted.need.is_some(),
        org: wanted.org.is_some(),
        person: wanted.person.is_some(),
    };
    let book = store.names(asked)?;
    let mut known = Called {
        book: &book,
        wanted,
        known: BTreeMap::new(),
    };
    let meant = store.recorded_things(|thing| known.may_mean(thing))?;
    let mut entries = store.log_about(&meant, filter)?;
    entries.retain(|entry| known.means(&entry.op));
    Ok(entries)
}

/// What of the record is called as somebody named it; each name is compared once.
struct Called<'a> {
    book: &'a Book,
    wanted: &'a LogArgs,
    known: BTreeMap<(&'static str, Clean, Clean), bool>,
}

impl Called<'_> {
    /// Whether ops about a thing may be meant: what its key does not say, an op of it may.
    fn may_mean(&mut self, thing: &Entity) -> Meant {
        let (subject, sayable) = (thing.subject(), thing.sayable());
        let says = |asked: &Option<String>, of: Option<&Clean>, sayable: bool| {
            asked.is_none() || of.is_some() || sayable
        };
        let is_silent = !says(&self.wanted.need, subject.need, sayable.need)
            || !says(&self.wanted.org, subject.org, sayable.org)
            || !says(&self.wanted.person, subject.person, sayable.person);
        let Some(session) = thing.session() else {
            // An op takes it back or is of a newer version: it belongs to the compartment it stands in.
            return if is_silent { Meant::No } else { Meant::Perhaps };
        };
        if !self.is_session(session) {
            return Meant::NotItsSession;
        }
        if (subject.need).is_some_and(|no| !self.is(session, Of::Need(no))) {
            return Meant::NotItsNeed;
        }
        let is_meant = !is_silent
            && subject.org.is_none_or(|id| self.is(session, Of::Org(id)))
            && (subject.person).is_none_or(|badge| self.is(session, Of::Person(badge)));
        if is_meant { Meant::Perhaps } else { Meant::No }
    }

    /// Whether an op is about the session, need, organisation and person that were named.
    fn means(&mut self, op: &Op) -> bool {
        let subject = op.change.subject(&op.entity);
        let session = op.entity.session().unwrap_or(&op.scope);
        let said = |asked: &Option<String>, of: Option<&Clean>| asked.is_none() || of.is_some();
        self.is_session(session)
            && said(&self.wanted.need, subject.need)
            && said(&self.wanted.org, subject.org)
            && said(&self.wanted.person, subject.person)
            && subject.need.is_none_or(|no| self.is(session, Of::Need(no)))
            && subject.org.is_none_or(|id| self.is(session, Of::Org(id)))
            && (subject.person).is_none_or(|badge| self.is(session, Of::Person(badge)))
    }

    fn is_session(&mut self, session: &Clean) -> bool {
        let Some(asked) = &self.wanted.session else {
            return true;
        };
        let key = ("session", session.clone(), Clean::default());
        *(self.known.entry(key)).or_insert_with(|| filter::calls_session(self.book, session, asked))
    }

    fn is(&mut self, session: &Clean, of: Of<'_>) -> bool {
        let (kind, asked, key) = match of {
            Of::Need(no) => ("need", &self.wanted.need, no),
            Of::Org(id) => ("org", &self.wanted.org, id),
            Of::Person(badge) => ("person", &self.wanted.person, badge),
        };
        let Some(asked) = asked else {
            return true;
        };
        let place = (kind, session.clone(), key.clone());
        let found = self.known.entry(place);
        *found.or_insert_with(|| filter::calls(self.book, session, of, asked))
    }
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
