//! Answers from the history of the record: an earlier state, and who was introduced to whom.

use super::line::{Fact, Part, Tone};
use super::line::{day, joined};
use super::pairing::{pairing, task, task_line};
use crate::domain::book::Book;
use crate::domain::entity::Entity;
use crate::domain::number;
use crate::domain::rule::provision::Keeping;
use crate::store::privacy::provision::Provision;
use crate::text::Clean;
use jiff::tz::TimeZone;

/// An entity as it was in the book `then`, and below it all pairings and tasks of its session at that time.
pub fn past(then: &Book, entity: &Entity, zone: &TimeZone) -> Vec<Fact> {
    let session = entity.session().and_then(|id| then.sessions.get(id));
    // The history opens for pairings, tasks and memos. Of any other entity only the lists below are shown.
    let own = if let Entity::Pairing(id) = entity {
        let session = session.filter(|_| then.pairings.contains_key(id));
        Some(session.map_or_else(Vec::new, |session| pairing(then, session, id, zone)))
    } else if let Entity::Task(id) = entity {
        Some(task(then, (&[], None), id, zone))
    } else if let Entity::Memo(id) = entity {
        let memo = then.memos.get(id).into_iter();
        Some(memo.map(|memo| Fact::head(&memo.text)).collect())
    } else {
        None
    };
    let of_thing = own.is_some();
    let mut facts: Vec<Fact> = own.unwrap_or_default();
    if of_thing && facts.is_empty() {
        facts.push(fixed_line("この時はありません", "Not there at that time").tone(Tone::Dim));
    }
    if !facts.is_empty() {
        facts.push(fixed_line(" ", " "));
    }
    let of_session = |id: &Clean| entity.session().is_none_or(|wanted| wanted == id);
    let pairings: Vec<_> = (then.pairings.values())
        .filter(|p| of_session(&p.id.session))
        .collect();
    facts.push(counted(
        "その時のペアリング",
        "Pairings then",
        pairings.len(),
    ));
    facts.extend(pairings.into_iter().map(|p| {
        let session = then.sessions.get(&p.id.session);
        let org = session.map_or(&p.id.org, |s| s.org_name(&p.id.org));
        let mut parts = vec![
            Part::Text(joined(&[&shown(&p.id.need), org], " x ")),
            Part::Code(p.level.ja(), p.level.en()),
            Part::Code(p.status.ja(), p.status.en()),
            Part::Text(Clean::line(&p.note)),
        ];
        parts.retain(|part| *part != Part::Text(Clean::default()));
        indented(parts)
    }));
    let mut tasks: Vec<_> = (then.tasks.values())
        .filter(|t| of_session(&t.id.session))
        .collect();
    tasks.sort_by_key(|t| (t.status.is_closed(), t.due_on, t.id.clone()));
    facts.push(counted("その時の課題", "Tasks then", tasks.len()));
    facts.extend(tasks.into_iter().map(|t| {
        let line = task_line(then, t);
        let session = then.sessions.get(&t.id.session);
        // Its id means nothing to people.
        let org = session.and_then(|s| s.recorded_organisation(&t.id.org));
        let org = org.map_or_else(|| shown(&t.id.org), |o| o.name.clone());
        let about = joined(&[&shown(&t.id.need), &org], " x ");
        let parts = line.parts.into_iter().chain([Part::Text(about)]).collect();
        indented(parts).tone(line.tone)
    }));
    facts
}

/// Introductions (who was introduced to whom), newest first, each with the day until which it has to be kept.
pub fn provisions(found: &[Provision], zone: &TimeZone) -> Vec<Fact> {
    let mut facts = vec![
        counted("紹介の記録", "Introductions", found.len()),
        fixed_line(
            "提供記録が要る場合、原則3年残します（要確認）",
            "Where a record of provision is needed: three years as a rule, to be checked",
        )
        .tone(Tone::Dim),
        fixed_line(" ", " "),
    ];
    for p in found.iter().rev() {
        let person = joined(&[&shown(&p.badge), &p.name], " ");
        let who = joined(&[&p.org_name, &person], " ");
        facts.push(Fact::line(vec![
            day(p.at.to_zoned(zone.clone()).date()),
            Part::Text(who),
            Part::Code("->", "->"),
            Part::Text(p.hospital.clone()),
            Part::Text(shown(&p.pairing.need)),
        ]));
        facts.push(
            indented(vec![
                Part::Code("紹介した人:", "by"),
                Part::Text(p.actor.clone()),
                Part::Code(" 保存期限:", " keep until"),
                match p.keeping(zone) {
                    Keeping::Until(until) => day(until),
                    Keeping::NotNeeded(_) => {
                        Part::Code("記録不要（要確認）", "no record needed, to be checked")
                    }
                },
            ])
            .tone(Tone::Dim),
        );
    }
    facts
}

/// A number as people know it.
fn shown(number: &Clean) -> Clean {
    Clean::line(number::shown(number))
}

fn fixed_line(ja: &'static str, en: &'static str) -> Fact {
    Fact::line(vec![Part::Code(ja, en)])
}

fn counted(ja: &'static str, en: &'static str, count: usize) -> Fact {
    let count = Clean::line(&count.to_string());
    Fact::line(vec![Part::Code(ja, en), Part::Text(count)]).tone(Tone::Strong)
}

fn indented(parts: Vec<Part>) -> Fact {
    let mut fact = Fact::line(parts);
    fact.indent = 2;
    fact
}
