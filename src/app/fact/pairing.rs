//! A pairing with its tasks, and a task with its pairing.

use super::need::disclosure;
use super::{Fact, Label, Part, Tone};
use super::{day, joined, only_first_label};
use crate::domain::book::Book;
use crate::domain::book::Pairing;
use crate::domain::id::PairingId;
use crate::domain::roster::Session;
use crate::text::Clean;
use jiff::civil::Date;

/// What is known of a pairing: its record, both next steps, its tasks.
pub fn pairing(book: &Book, session: &Session, id: &PairingId) -> Vec<Fact> {
    let org = session.org_name(&id.org);
    let need = session.need(&id.need);
    let title = need.map(|n| n.title.clone()).unwrap_or_default();
    let mut facts = vec![Fact::head(&joined(&[&id.need, org], " x "))];
    facts.push(Fact::new(Label::Need, title));
    if let Some(need) = need {
        facts.push(disclosure(need));
    }
    if let Some(pairing) = book.pairings.get(id) {
        facts.extend(pairing_facts(session, pairing));
    }
    let mut tasks: Vec<_> = (book.tasks.values())
        .filter(|t| t.id.pairing().as_ref() == Some(id))
        .collect();
    tasks.sort_by_key(|t| (t.status.is_closed(), t.due_on, t.id.clone()));
    for task in tasks {
        facts.push(task_line(book, task));
    }
    only_first_label(&mut facts);
    facts
}

/// State, persons, memo and next steps of a pairing.
fn pairing_facts(session: &Session, pairing: &Pairing) -> Vec<Fact> {
    let level = pairing.level;
    let status = pairing.status;
    let mut parts = vec![
        Part::Code(status.ja(), status.en()),
        Part::Text(pairing.reason.clone()),
    ];
    parts.extend(pairing.status_on.map(day));
    let people: Vec<String> = (pairing.persons.iter())
        .map(|badge| {
            let name = session.attendee(badge).map(|a| a.name.to_string());
            format!("{badge} {}", name.unwrap_or_default())
        })
        .collect();
    let next = |label, (text, on): &(Clean, Option<Date>)| {
        let mut parts = vec![Part::Text(text.clone())];
        parts.extend(on.map(day));
        Fact::parts(label, parts)
    };
    vec![
        Fact::parts(Label::Status, parts),
        Fact::parts(Label::Level, vec![Part::Code(level.ja(), level.en())]),
        next(Label::NextHospital, &pairing.next_hospital),
        next(Label::NextCompany, &pairing.next_company),
        Fact::new(Label::People, people.join("、")),
        Fact::new(Label::Note, pairing.note.clone()),
        Fact::new(Label::Recorded, pairing.coordinator.clone()),
    ]
}

fn task_line(book: &Book, task: &crate::domain::book::Task) -> Fact {
    let mut parts = vec![
        Part::Code(task.status.ja(), task.status.en()),
        day(task.due_on),
        Part::Text(task.id.template.clone()),
        Part::Both(task.title_ja.clone(), task.title_en.clone()),
    ];
    let waits: Vec<&str> = (task.depends_on.iter())
        .filter(|id| book.tasks.get(id).is_some_and(|t| !t.status.releases()))
        .map(|id| id.template.as_str())
        .collect();
    if !waits.is_empty() && !task.status.is_closed() {
        parts.push(Part::Code("先行待ち:", "waits for:"));
        parts.push(Part::Text(joined(&waits, "、")));
    }
    let tone = if task.status.is_closed() {
        Tone::Dim
    } else {
        Tone::Plain
    };
    Fact::parts(Label::Task, parts).tone(tone)
}

/// Everything known of a task and its pairing.
pub fn task(book: &Book, id: &crate::domain::id::TaskId) -> Vec<Fact> {
    let Some(task) = book.tasks.get(id) else {
        return Vec::new();
    };
    let title = Part::Both(task.title_ja.clone(), task.title_en.clone());
    let mut facts = vec![Fact::line(vec![title]).tone(Tone::Strong)];
    facts.push(Fact::parts(
        Label::Owner,
        vec![Part::Code(task.owner_side.ja(), task.owner_side.en())],
    ));
    facts.push(Fact::parts(Label::Due, vec![day(task.due_on)]));
    facts.push(Fact::parts(
        Label::Status,
        vec![Part::Code(task.status.ja(), task.status.en())],
    ));
    for id in &task.depends_on {
        if let Some(before) = book.tasks.get(id) {
            let mut line = task_line(book, before);
            line.label = Some(Label::After);
            facts.push(line);
        }
    }
    facts.push(Fact::new(Label::Note, task.note.clone()));
    if let Some(pairing_id) = id.pairing()
        && let Some(session) = book.sessions.get(&id.session)
    {
        facts.extend(pairing(book, session, &pairing_id));
    }
    only_first_label(&mut facts);
    facts
}
