//! Who is meant: one person, or a refusal that names all whom it may be.

use crate::domain::book::Book;
use crate::domain::number;
use crate::domain::roster::Attendee;
use crate::shell::clock;
use crate::shell::failure::{Failure, FailureKind};
use crate::shell::out::{Out, tell};
use crate::shell::workspace::Workspace;
use crate::store::privacy::report::Doubt;
use crate::store::privacy::roll::{Person, Seat};
use crate::store::{Sessions, SqliteStore};
use crate::text::{Clean, fold};
use crate::view::sentence;
use crate::words::{Words, fl};
use serde_json::json;
use std::io::{self, BufRead, IsTerminal};

/// The meetings that are looked at.
pub(super) fn scope(
    workspace: &Workspace,
    store: &SqliteStore,
    session: Option<&str>,
) -> Result<Sessions, Failure> {
    let called = workspace.called(store, session)?.sessions();
    Ok(match (called, session) {
        // Several have this id: whom it means in them is told apart by the persons.
        (Sessions::All, Some(id)) => Sessions::One(Clean::line(id)),
        (called, _) => called,
    })
}

/// A badge number, and the name that may be written behind it where several persons have had the number.
fn written(badge: &str) -> (Clean, Option<String>) {
    match badge.trim().split_once(char::is_whitespace) {
        Some((number, name)) => (Clean::line(number), Some(fold::key(name))),
        None => (Clean::line(badge), None),
    }
}

/// The one person a badge number means. What means several is refused, with their names and the way on.
pub(super) fn one(
    workspace: &Workspace,
    store: &SqliteStore,
    scope: &Sessions,
    badge: &Clean,
    command: &str,
) -> Result<Person, Failure> {
    let roll = store.roll().map_err(|e| workspace.store_failed(&e))?;
    let (number, name) = written(badge);
    let found = store.one_of_each_erasure(&roll, roll.with_badge(scope, &number));
    let mut found = found.map_err(|e| workspace.store_failed(&e))?;
    if let Some(name) = name {
        found.retain(|person| fold::key(&person.name()) == name);
    }
    match (found.pop(), found.is_empty()) {
        (None, _) => Err(unknown(workspace, badge)),
        (Some(one), true) => Ok(one),
        (Some(last), false) => {
            found.push(last);
            let w = &workspace.words;
            let (badge, count) = (badge.as_str(), found.len());
            let what = fl!(w, "person-several", badge = badge, count = count);
            let mut failure =
                Failure::new(FailureKind::Usage, what).because(fl!(w, "person-several-why"));
            for person in &found {
                let meant = |own: &Clean| number::shown(own) == number::shown(&number);
                for (session, own) in person.seats.iter().filter(|(_, own)| meant(own)) {
                    let others = found.iter().flat_map(|p| &p.seats);
                    let mut others = others.filter(|(s, other)| s == session && other != own);
                    let badge = number::shown(own);
                    let badge = if others.any(|(_, other)| meant(other)) {
                        format!("\"{badge} {}\"", person.name())
                    } else {
                        badge.to_owned()
                    };
                    let session = workspace.session_told(store, session)?;
                    failure = failure.hint(fl!(
                        w,
                        "person-several-how",
                        who = about(workspace, person),
                        command = command,
                        badge = badge.as_str(),
                        session = session.as_str()
                    ));
                }
            }
            Err(failure)
        }
    }
}

/// Name, organisation and meetings.
fn about(workspace: &Workspace, person: &Person) -> String {
    let w = &workspace.words;
    let name = person.name();
    let name = if name.is_empty() {
        fl!(w, "person-nameless")
    } else {
        name.to_string()
    };
    let firms: Vec<&str> = person.firms.iter().map(String::as_str).collect();
    let meetings: Vec<&str> = person.meetings.iter().map(String::as_str).collect();
    fl!(
        w,
        "person-about",
        name = name,
        firm = firms.join("、"),
        meeting = meetings.join("、"),
        details = person
            .prepared
            .last()
            .map(|(_, a)| details(a))
            .unwrap_or_default()
    )
}

/// What tells somebody from others of the same name, as far as it is known.
fn details(a: &Attendee) -> String {
    let parts = [&a.kana, &a.dept, &a.email, &a.tel].into_iter();
    let parts = parts.filter(|text| !text.is_empty()).map(Clean::as_str);
    parts.collect::<Vec<_>>().join(" ")
}

/// Others of the same name, whom nothing was done to: what tells them apart, and how to name each.
pub(super) fn namesakes(w: &Words, others: &[(Seat, Attendee)], command: &str) -> Vec<String> {
    let lines = others.iter().map(|((session, badge), a)| {
        fl!(
            w,
            "person-namesake",
            name = a.name.as_str(),
            badge = badge.as_str(),
            session = session.as_str(),
            details = details(a),
            command = command
        )
    });
    lines.collect()
}

/// Lists everybody a name may mean.
pub(super) fn named(workspace: &Workspace, name: &str) -> Result<(), Failure> {
    let store = workspace.open_store()?;
    let roll = store.roll().map_err(|e| workspace.store_failed(&e))?;
    let found = roll.named(name);
    let w = &workspace.words;
    if found.is_empty() {
        let name = Clean::line(name);
        let what = fl!(w, "person-unnamed", name = name.as_str());
        return Err(workspace.nothing(what, "", [], fl!(w, "person-unnamed-how")));
    }
    workspace.answer(
        |out| {
            let rows = found.iter().map(|p| {
                let seats = p.seats.iter();
                let seats = seats.map(|(s, b)| json!({"session": s, "badge": b}));
                json!({"name": p.name(), "organisations": p.firms, "seats": seats.collect::<Vec<_>>()})
            });
            out.json(&rows.collect::<Vec<_>>())
        },
        |out| {
            for person in &found {
                out.line(about(workspace, person))?;
                for (session, badge) in &person.seats {
                    let within = Sessions::One(session.clone());
                    let mut badge = Clean::line(number::shown(badge));
                    if roll.with_badge(&within, &badge).len() > 1 {
                        badge = format!("\"{badge} {}\"", person.name()).into();
                    }
                    let session = workspace.session_told(&store, session)?;
                    out.line(format!("  enishi person report {badge} --session {session}"))?;
                }
            }
            Ok(())
        },
    )
}

/// Asks on a terminal whether this is the person; without one nobody can answer.
pub(super) fn confirm(workspace: &Workspace, person: &Person) -> Result<(), Failure> {
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return Ok(());
    }
    let w = &workspace.words;
    tell(&[fl!(w, "person-ask", who = about(workspace, person))]);
    let mut line = String::new();
    let read = io::stdin().lock().read_line(&mut line);
    let bare = |text: &str| -> String {
        let folded = fold::key(text);
        folded.chars().filter(|c| !c.is_whitespace()).collect()
    };
    let (answer, name) = (bare(&line), bare(&person.name()));
    let yes = ["はい", "yes"].iter().any(|yes| bare(yes) == answer);
    if read.is_ok() && (yes || (!name.is_empty() && name == answer)) {
        return Ok(());
    }
    Err(
        Failure::new(FailureKind::Usage, fl!(w, "person-not-erased"))
            .because(fl!(w, "person-not-erased-why"))
            .hint(fl!(w, "person-not-erased-how")),
    )
}

/// Where a doubtful place is: which thing of which session, when and by whom.
pub(super) fn place(w: &Words, book: &Book, doubt: &Doubt) -> String {
    let Some(op) = &doubt.op else {
        return fl!(w, "person-where-draft");
    };
    let day = op
        .date()
        .to_zoned(clock::zoned().time_zone().clone())
        .date();
    fl!(
        w,
        "person-where",
        session = op.entity.session().map_or("", |id| number::shown(id)),
        thing = sentence::named(w, book, &op.entity),
        what = sentence::short(w, book, op),
        on = day.to_string(),
        by = op.actor.as_str()
    )
}

/// The places for the user to decide, with their numbers and where they are.
pub(super) fn doubts(
    workspace: &Workspace,
    (person, book): (&Person, &Book),
    doubts: &[Doubt],
    out: &mut Out,
) -> Result<(), Failure> {
    let w = &workspace.words;
    if doubts.is_empty() {
        return Ok(());
    }
    out.line(fl!(w, "person-doubtful", count = doubts.len()))?;
    for doubt in doubts {
        let text = doubt.text.as_str();
        out.line(fl!(
            w,
            "person-doubtful-row",
            number = doubt.number,
            found = doubt.found.as_str(),
            text = text
        ))?;
        let place = place(w, book, doubt);
        out.line(fl!(w, "person-doubtful-where", place = place.as_str()))?;
    }
    let (session, badge) = person.seats.first().cloned().unwrap_or_default();
    let numbers = doubts.iter().take(2).map(|d| d.number.to_string());
    out.line(fl!(
        w,
        "person-doubtful-how",
        badge = badge.as_str(),
        session = session.as_str(),
        numbers = numbers.collect::<Vec<_>>().join(",")
    ))
}

/// Who recorded an op stays with it, and is told.
pub(super) fn recorded(w: &Words, count: u64, out: &mut Out) -> Result<(), Failure> {
    if count == 0 {
        return Ok(());
    }
    out.line(fl!(w, "person-recorded", count = count))
}

/// Nobody has this badge number.
pub(super) fn unknown(workspace: &Workspace, badge: &Clean) -> Failure {
    let w = &workspace.words;
    let what = fl!(w, "person-unknown", badge = badge.as_str());
    workspace.nothing(what, "", [], fl!(w, "person-unknown-how"))
}
