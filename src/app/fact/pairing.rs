//! Facts of a pairing with its tasks, and of a task with its pairing.

use super::conflict::conflicts;
use super::line::{Fact, Label, Part, Tone};
use super::line::{day, joined, only_first_label};
use super::need::disclosure;
use super::paper::paper;
use super::project::project;
use super::standing::standing;
use crate::app::core::world::World;
use crate::app::help::words;
use crate::domain::book::Book;
use crate::domain::code::EndReason;
use crate::domain::entity::Entity;
use crate::domain::entity::pairing::Pairing;
use crate::domain::entity::pairing::PairingId;
use crate::domain::entity::task::{Task, TaskId};
use crate::domain::number;
use crate::domain::roster::Session;
use crate::domain::rule::template::Template;
use crate::domain::rule::trigger;
use crate::text::Clean;
use crate::words::Lang;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Facts of a pairing: conflicts, need, status, next steps of both sides, people and tasks.
pub fn pairing(book: &Book, session: &Session, id: &PairingId, zone: &TimeZone) -> Vec<Fact> {
    let org = session.org_name(&id.org);
    let need = session.recorded_need(&id.need);
    let title = need.map(|n| n.title.clone()).unwrap_or_default();
    let mut facts = vec![Fact::head(&joined(
        &[&session.need_told(&id.need), org],
        " x ",
    ))];
    facts.extend(conflicts(book, &Entity::Pairing(id.clone()), zone));
    facts.push(Fact::new(Label::Need, title));
    if let Some(need) = need {
        facts.push(disclosure(need));
    }
    if let Some(pairing) = book.pairings.get(id) {
        facts.extend(pairing_facts(session, pairing));
        facts.extend(project(book, session, pairing));
    }
    facts.extend(tasks_of(book, id));
    only_first_label(&mut facts);
    facts
}

fn tasks_of(book: &Book, id: &PairingId) -> Vec<Fact> {
    let mut tasks: Vec<_> = book.tasks_of(id).collect();
    tasks.sort_by_key(|t| (t.status.is_closed(), t.due_on, t.id.clone()));
    tasks.into_iter().map(|t| task_line(book, t)).collect()
}

/// Facts shown below the list of tasks for the selected one: its pairing in one line, conflicts, next steps of both
/// sides, all tasks.
pub fn follow_up(world: &World, session: &Session, id: &TaskId) -> Vec<Fact> {
    let (book, templates) = (&world.book, &world.templates);
    let zone = &world.zone();
    let Some((pairing_id, pairing)) =
        (id.pairing()).and_then(|p| Some((p.clone(), book.pairings.get(&p)?)))
    else {
        return task(book, (templates, world.today), id, zone);
    };
    let (level, status) = (pairing.level, pairing.status);
    let mut head = vec![
        Part::Text(joined(
            &[&session.need_told(&id.need), session.org_name(&id.org)],
            " x ",
        )),
        Part::Code(" ", " "),
        Part::Code(status.ja(), status.en()),
        reason(&pairing.reason),
    ];
    head.extend(pairing.status_on.map(day));
    head.push(Part::Code(" ", " "));
    head.push(Part::Code(level.ja(), level.en()));
    let mut facts = vec![Fact::line(head).tone(Tone::Strong)];
    if let Some(own) = book.tasks.get(id) {
        // Its row may have had no room for all of it.
        let mut line = task_line(book, own);
        let side = own.owner_side;
        line.parts.push(Part::Code("担当:", "acts:"));
        line.parts.push(Part::Code(side.ja(), side.en()));
        facts.push(line.tone(Tone::Plain));
        facts.extend(why(book, templates, id));
    }
    facts.extend(conflicts(book, &Entity::Task(id.clone()), zone));
    facts.extend(conflicts(book, &Entity::Pairing(pairing_id.clone()), zone));
    for (label, (text, on)) in [
        (Label::NextHospital, &pairing.next_hospital),
        (Label::NextCompany, &pairing.next_company),
    ] {
        let mut parts = vec![Part::Text(text.clone())];
        parts.extend(on.map(day));
        let empty = text.is_empty() && on.is_none();
        if empty {
            parts = vec![Part::Code("未定", "not set")];
        }
        let tone = if empty { Tone::Dim } else { Tone::Plain };
        facts.push(Fact::parts(label, parts).tone(tone));
    }
    if let Some(own) = book.tasks.get(id).filter(|t| !t.note.is_empty()) {
        let note = Part::Text(joined(&[&code(own), &own.note], " "));
        facts.push(Fact::parts(Label::Note, vec![note]));
    }
    let own_task = book.tasks.get(id).into_iter();
    facts.extend(own_task.flat_map(|own| paper(own, world.today)));
    facts.extend(standing(world, &pairing_id));
    let own = |fact: &Fact| {
        book.tasks
            .get(id)
            .is_some_and(|t| task_line(book, t) == *fact)
    };
    facts.extend(tasks_of(book, &pairing_id).into_iter().filter(|f| !own(f)));
    if let Some(need) = session.recorded_need(&id.need) {
        facts.push(Fact::new(Label::Need, need.title.clone()));
        facts.push(disclosure(need));
    }
    let rest = pairing_facts(session, pairing).into_iter().filter(|f| {
        matches!(
            f.label,
            Some(Label::People | Label::Note | Label::Coordinator)
        )
    });
    facts.extend(rest);
    facts.extend(project(book, session, pairing));
    only_first_label(&mut facts);
    facts
}

/// Status, level, next steps, people and note of a pairing.
fn pairing_facts(session: &Session, pairing: &Pairing) -> Vec<Fact> {
    let level = pairing.level;
    let status = pairing.status;
    let mut parts = vec![
        Part::Code(status.ja(), status.en()),
        reason(&pairing.reason),
    ];
    parts.extend(pairing.status_on.map(day));
    let people: Vec<String> = (pairing.persons.iter())
        .map(|badge| {
            let name = session.recorded_attendee(badge).map(|a| a.name.to_string());
            format!("{} {}", number::shown(badge), name.unwrap_or_default())
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
        Fact::new(Label::Coordinator, pairing.coordinator.clone()),
    ]
}

const DOUBTFUL: Part = Part::Code("日時不確か", "date doubtful");
const COUNTED: Part = Part::Code(
    "（時計が合っていないときに数えた期限です。できることの「期限を決め直す」で決め直せます）",
    "(counted while the clock was wrong; Actions has \"Set the due date anew\")",
);

/// One task in one line: status, due date, code, title and the tasks it waits for.
pub(super) fn task_line(book: &Book, task: &Task) -> Fact {
    let doubt = if book.is_due_doubtful(task) {
        DOUBTFUL
    } else {
        Part::Text(Clean::default())
    };
    let mut parts = vec![
        Part::Code(task.status.ja(), task.status.en()),
        day(task.due_on),
        doubt,
        Part::Text(code(task)),
        Part::Both(task.title_ja.clone(), task.title_en.clone()),
    ];
    let waits: Vec<&Task> = (task.depends_on.iter())
        .filter_map(|id| book.tasks.get(id))
        .filter(|before| !before.status.releases())
        .collect();
    if !waits.is_empty() && !task.status.is_closed() {
        let titles: Vec<&str> = waits.iter().map(|t| t.title_ja.as_str()).collect();
        let ja = format!("前の課題（{}）待ち", titles.join("、"));
        let titles: Vec<&str> = (waits.iter())
            .map(|t| [&t.title_en, &t.title_ja].map(Clean::as_str))
            .filter_map(|titles| titles.into_iter().find(|title| !title.is_empty()))
            .collect();
        let en = format!("waits for {}", titles.join(", "));
        parts.push(Part::Both(Clean::line(&ja), Clean::line(&en)));
    }
    let tone = if task.status.is_closed() {
        Tone::Dim
    } else {
        Tone::Plain
    };
    Fact::parts(Label::Task, parts).tone(tone)
}

/// Code of the template; nobody is told the one of a task in somebody's own words.
fn code(task: &Task) -> Clean {
    if task.id.is_own() {
        Clean::default()
    } else {
        task.id.template.clone()
    }
}

/// All facts of a task, then those of its pairing; empty if the task is not recorded.
pub fn task(
    book: &Book,
    (templates, today): (&[Template], Option<Date>),
    id: &TaskId,
    zone: &TimeZone,
) -> Vec<Fact> {
    let Some(task) = book.tasks.get(id) else {
        return Vec::new();
    };
    let title = Part::Both(task.title_ja.clone(), task.title_en.clone());
    let mut facts = vec![Fact::line(vec![title]).tone(Tone::Strong)];
    facts.extend(conflicts(book, &Entity::Task(id.clone()), zone));
    facts.push(Fact::parts(
        Label::Owner,
        vec![Part::Code(task.owner_side.ja(), task.owner_side.en())],
    ));
    facts.push(if book.is_due_doubtful(task) {
        Fact::parts(Label::Due, vec![day(task.due_on), DOUBTFUL, COUNTED]).tone(Tone::Warn)
    } else {
        Fact::parts(Label::Due, vec![day(task.due_on)])
    });
    facts.push(Fact::parts(
        Label::Status,
        vec![Part::Code(task.status.ja(), task.status.en())],
    ));
    facts.extend(why(book, templates, id));
    for id in &task.depends_on {
        if let Some(before) = book.tasks.get(id) {
            let mut line = task_line(book, before);
            line.label = Some(Label::After);
            facts.push(line);
        }
    }
    facts.extend(paper(task, today));
    facts.push(Fact::new(Label::Note, task.note.clone()));
    if let Some(pairing_id) = id.pairing()
        && let Some(session) = book.sessions.get(&id.session)
    {
        facts.extend(pairing(book, session, &pairing_id, zone));
    }
    only_first_label(&mut facts);
    facts
}

/// Why there is a task, and what stands behind it; nothing of one in somebody's own words.
fn why(book: &Book, templates: &[Template], id: &TaskId) -> Option<Fact> {
    let template = templates.iter().find(|t| *t.code == *id.code())?;
    let [ja, en] = [Lang::Ja, Lang::En].map(|lang| {
        let w = words(lang);
        let mut reasons = trigger::because(w, book, &template.when, id);
        let kind = template.kind;
        reasons.push(w.pick(kind.ja(), kind.en()).to_owned());
        Clean::line(&reasons.join(w.pick("、", ", ")))
    });
    Some(Fact::parts(Label::Why, vec![Part::Both(ja, en)]))
}

/// A reason of the list is shown in the language of the screen, any other one as it was written.
fn reason(text: &Clean) -> Part {
    let known = EndReason::parse(text);
    known.map_or_else(|| Part::Text(text.clone()), |r| Part::Code(r.ja(), r.en()))
}
