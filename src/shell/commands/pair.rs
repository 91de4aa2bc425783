//! `enishi pair` and `confirm`: the same ops as on the screen.

use crate::domain::book::Book;
use crate::domain::code::{Level, Outcome, PairingStatus, Point};
use crate::domain::conflict::Conflict;
use crate::domain::entity::Entity;
use crate::domain::entity::pairing::Pairing;
use crate::domain::entity::pairing::PairingChange;
use crate::domain::entity::pairing::PairingId;
use crate::domain::number;
use crate::domain::reading::Answers;
use crate::domain::recorded::stated::Field;
use crate::domain::roster::Session;
use crate::domain::rule::matching::{self, Partner, Refusal};
use crate::domain::rule::project;
use crate::shell::failure::{Failure, FailureKind};
use crate::shell::out::tell;
use crate::shell::workspace::Workspace;
use crate::store::{Sessions, Store};
use crate::text::Clean;
use crate::words::Lang;
use crate::words::fl;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::Path;

#[derive(Serialize)]
pub(super) struct Row<'a> {
    id: &'a PairingId,
    session: &'a Clean,
    need: &'a Clean,
    organisation: &'a Clean,
    persons: &'a [Clean],
    level: Level,
    status: PairingStatus,
    note: &'a Clean,
    /// Why it ended or waits.
    reason: &'a Clean,
    next_hospital: &'a (Clean, Option<Date>),
    next_company: &'a (Clean, Option<Date>),
    /// What is known of the project, by name.
    project: &'a BTreeMap<Point, Clean>,
    /// The meetings after the session, by day.
    met: &'a BTreeMap<Date, (Outcome, Clean)>,
    /// Who worked on the need before, and who goes on; `null`: nobody.
    predecessor: Option<&'a Clean>,
    successor: Option<&'a Clean>,
    /// What was stated by people who had not seen each other.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    conflicts: Vec<Disputed<'a>>,
}

/// The values of a field between which nobody decided, the one that stands first.
#[derive(Serialize)]
struct Disputed<'a> {
    field: Field,
    values: Vec<Statement<'a>>,
}

#[derive(Serialize)]
struct Statement<'a> {
    value: String,
    actor: &'a Clean,
    at: Timestamp,
}

impl<'a> From<&'a Conflict> for Disputed<'a> {
    fn from(conflict: &'a Conflict) -> Self {
        let values = conflict.values();
        let values = values.into_iter().rev().map(|(value, head)| Statement {
            value: value.text(Lang::Ja),
            actor: &head.actor,
            at: head.date(),
        });
        Self {
            field: conflict.field,
            values: values.collect(),
        }
    }
}

impl<'a> Row<'a> {
    pub(super) fn of(book: &'a Book, pairing: &'a Pairing) -> Self {
        let conflicts = book.conflicts_of(&Entity::Pairing(pairing.id.clone()));
        Self {
            id: &pairing.id,
            session: &pairing.id.session,
            need: &pairing.id.need,
            organisation: &pairing.id.org,
            persons: &pairing.persons,
            level: pairing.level,
            status: pairing.status,
            note: &pairing.note,
            reason: &pairing.reason,
            next_hospital: &pairing.next_hospital,
            next_company: &pairing.next_company,
            project: &pairing.points,
            met: &pairing.met,
            predecessor: project::predecessor(book, pairing).map(|p| &p.id.org),
            successor: project::successor(book, &pairing.id).map(|p| &p.id.org),
            conflicts: conflicts.iter().map(Disputed::from).collect(),
        }
    }
}

pub(super) fn pair(
    workspace: &Workspace,
    file: &Path,
    need: &str,
    who: &str,
    level: Option<Level>,
    note: Option<&str>,
    answers: &Answers,
) -> Result<(), Failure> {
    let read = workspace.read_session(file)?;
    let mut store = workspace.open_store()?;
    let (reading, book) = workspace.compare(&store, file, &read, answers)?;
    let session = book.sessions.get(&reading.id).unwrap_or(&read);
    // Numbers as they are written mean what the file gives them to.
    let Some(need) = session.need(need).map(|n| n.no.as_str()) else {
        let unknown = Refusal::UnknownNeed(Clean::line(need));
        return Err(refused(workspace, session, &unknown));
    };
    let partner = match (session.attendee(who), session.organisation(who)) {
        (Some(attendee), _) => Partner::Person(&attendee.badge),
        (None, Some(org)) => Partner::Organisation(&org.id),
        (None, None) => {
            let unknown = Refusal::UnknownPartner(Clean::line(who));
            return Err(refused(workspace, session, &unknown));
        }
    };
    let known = session.recorded_need(need).and_then(|need| {
        let org = match partner {
            Partner::Person(badge) => session.recorded_attendee(badge)?.org.as_str(),
            Partner::Organisation(id) => id,
        };
        let id = PairingId {
            session: session.id.clone(),
            need: need.no.clone(),
            org: Clean::line(org),
        };
        book.pairings.get(&id)
    });
    let recorded = matching::record(session, &book, need, partner, level);
    let (id, mut changes) = match (recorded, known) {
        (Ok(recorded), _) => recorded,
        (Err(Refusal::AlreadyRecorded), Some(known)) => {
            let entity = Entity::Pairing(known.id.clone());
            let log = store.log_of(&entity);
            let log = log.map_err(|e| workspace.store_failed(&e))?;
            let is_stated = (log.iter().filter(|entry| !entry.undone))
                .flat_map(|entry| entry.op.change.states())
                .any(|stated| stated.field == Field::Level);
            // A level that was shown by default and is stated now stands from now on.
            let change = level.filter(|_| !is_stated).map(|level| {
                let change = PairingChange::Level { level };
                (entity, change.into())
            });
            (known.id.clone(), Vec::from_iter(change))
        }
        (Err(refusal), _) => return Err(refused(workspace, session, &refusal)),
    };
    let mut is_joined = false;
    if let Some(mut note) = note.map(Clean::text) {
        let disputed = is_disputed(&book, &id, Field::Note);
        let before = known.map(|p| &p.note).filter(|_| !disputed);
        if let Some(before) = before.filter(|before| !before.is_empty() && !note.is_empty()) {
            // Whoever writes here has not seen what stands there: that stays, and the same is not said twice.
            is_joined = !format!("\n{before}\n").contains(&format!("\n{note}\n"));
            let both = is_joined.then(|| Clean::text(&format!("{before}\n{note}")));
            note = both.unwrap_or_else(|| before.clone());
        }
        if disputed || known.is_none_or(|p| p.note != note) {
            let entity = Entity::Pairing(id.clone());
            changes.push((entity, PairingChange::Note { note }.into()));
        }
    }
    let is_new = !changes.is_empty();
    workspace.record(&mut store, &reading, changes)?;
    let w = &workspace.words;
    if is_joined {
        tell(&[fl!(w, "pair-note-joined")]);
    }
    let said = if is_new {
        fl!(w, "pair-recorded")
    } else {
        fl!(w, "pair-already")
    };
    show(workspace, &store, session, &id, &said)
}

pub(super) fn confirm(
    workspace: &Workspace,
    file: &Path,
    need: &str,
    org: &str,
    answers: &Answers,
) -> Result<(), Failure> {
    let read = workspace.read_session(file)?;
    let mut store = workspace.open_store()?;
    let (reading, book) = workspace.compare(&store, file, &read, answers)?;
    let session = book.sessions.get(&reading.id).unwrap_or(&read);
    let id = meant(session, &book, need, org).map_err(|no| refused(workspace, session, &no))?;
    let w = &workspace.words;
    match matching::confirm(&workspace.facts(session, &book), &id) {
        Ok(changes) => {
            let tasks = changes.len().saturating_sub(1);
            workspace.record(&mut store, &reading, changes)?;
            let said = fl!(w, "pair-confirmed", tasks = tasks);
            show(workspace, &store, session, &id, &said)
        }
        Err(Refusal::AlreadyConfirmed) => {
            workspace.record(&mut store, &reading, Vec::new())?;
            let said = fl!(w, "pair-already-confirmed");
            show(workspace, &store, session, &id, &said)
        }
        Err(refusal) => Err(refused(workspace, session, &refusal)),
    }
}

/// The pairing of the need and the partner that the file calls so. Where these have none, it is the only one of those who had
/// the numbers before: what was recorded with them stands, and nothing else is called so.
fn meant(session: &Session, book: &Book, need: &str, org: &str) -> Result<PairingId, Refusal> {
    // A badge number names its organisation, too.
    let now = match (session.organisation(org), session.attendee(org)) {
        (Some(org), _) => Some(&org.id),
        (None, Some(person)) => Some(&person.org),
        (None, None) => None,
    };
    let id = session.need(need).zip(now).map(|(need, org)| PairingId {
        session: session.id.clone(),
        need: need.no.clone(),
        org: org.clone(),
    });
    if let Some(id) = id.as_ref().filter(|id| book.pairings.contains_key(*id)) {
        return Ok(id.clone());
    }
    let is_called =
        |key: &Clean, typed: &str| number::narrow(number::shown(key)) == number::narrow(typed);
    let is_it = |pairing: &&Pairing| {
        let id = &pairing.id;
        is_called(&id.need, need) && (Some(&id.org) == now || is_called(&id.org, org))
    };
    let mut before = book.pairings_in(&session.id).filter(is_it);
    match (before.next(), before.next()) {
        (Some(only), None) => Ok(only.id.clone()),
        _ => id.ok_or_else(|| match session.need(need) {
            None => Refusal::UnknownNeed(Clean::line(need)),
            Some(_) => Refusal::UnknownPartner(Clean::line(org)),
        }),
    }
}

fn is_disputed(book: &Book, id: &PairingId, field: Field) -> bool {
    let conflicts = book.conflicts_of(&Entity::Pairing(id.clone()));
    conflicts.iter().any(|c| c.field == field)
}

/// The pairing as it is now, after what was said of it.
fn show(
    workspace: &Workspace,
    store: &impl Store,
    session: &Session,
    id: &PairingId,
    said: &str,
) -> Result<(), Failure> {
    let book = workspace.book(store, &Sessions::One(session.id.clone()))?;
    let Some(pairing) = book.pairings.get(id) else {
        return Ok(());
    };
    workspace.answer(
        |out| out.json(&Row::of(&book, pairing)),
        |out| {
            let org = session.org_name(&pairing.id.org);
            let need = session.recorded_need(&pairing.id.need);
            let title = need.map_or("", |n| n.title.as_str());
            let (level, status) = (
                word(workspace, pairing.level.ja(), pairing.level.en()),
                state(workspace, pairing),
            );
            out.line(format!(
                "{said}: {} {title} / {org} [{level}] [{status}]",
                number::shown(&pairing.id.need)
            ))
        },
    )
}

pub(super) fn word<'a>(workspace: &'a Workspace, ja: &'a str, en: &'a str) -> &'a str {
    workspace.words.pick(ja, en)
}

pub(super) fn state<'a>(workspace: &'a Workspace, pairing: &Pairing) -> &'a str {
    workspace
        .words
        .pick(pairing.status.ja(), pairing.status.en())
}

fn refused(workspace: &Workspace, session: &Session, refusal: &Refusal) -> Failure {
    let w = &workspace.words;
    match refusal {
        Refusal::UnknownNeed(no) => {
            let names = session.needs.iter().map(|n| number::shown(&n.no));
            let what = fl!(w, "pair-no-need", no = no.as_str());
            workspace.nothing(what, no, names, fl!(w, "pair-no-need-how"))
        }
        Refusal::UnknownPartner(who) => {
            let badges = session.attendees.iter().map(|a| number::shown(&a.badge));
            let orgs = session.organisations.iter().map(|o| number::shown(&o.id));
            let names = badges.chain(orgs);
            let what = fl!(w, "pair-no-partner", who = who.as_str());
            workspace.nothing(what, who, names, fl!(w, "pair-no-partner-how"))
        }
        Refusal::Erased(badge) => {
            let badge = number::shown(badge);
            let id = session.id.as_str();
            let back = fl!(w, "person-pair-erased-back", badge = badge, session = id);
            let what = fl!(w, "person-pair-erased", badge = badge);
            Failure::new(FailureKind::Failed, what)
                .because(fl!(w, "person-pair-erased-why"))
                .hint(back)
                .hint(fl!(w, "person-pair-erased-other"))
        }
        Refusal::OwnHospital(name) => {
            let what = fl!(w, "pair-own-hospital", name = name.as_str());
            Failure::new(FailureKind::Failed, what)
                .because(fl!(w, "pair-own-hospital-why"))
                .hint(fl!(w, "pair-own-hospital-how"))
        }
        Refusal::UnknownPairing(id) => {
            let org = session.org_name(&id.org);
            let id = format!("{} / {org}", session.need_told(&id.need));
            let what = fl!(w, "pair-none", id = id);
            workspace.nothing(what, "", [], fl!(w, "pair-none-how"))
        }
        Refusal::AlreadyRecorded | Refusal::AlreadyConfirmed => {
            Failure::new(FailureKind::Failed, refusal.to_string())
        }
    }
}
