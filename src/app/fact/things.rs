//! All facts of a search result or of a recorded thing.

use super::conflict::conflicts;
use super::line::{Fact, Label, Part, Tone};
use super::line::{day, joined, only_first_label};
use super::meeting::meeting;
use super::need::{around, card, patent_facts, people};
use super::pairing::{pairing, task};
use super::standing::{self, standing};
use super::team::team;
use crate::app::core::msg::{HitKind, HitRow};
use crate::app::core::request::Subject;
use crate::app::core::world::World;
use crate::domain::book::Book;
use crate::domain::entity::Entity;
use crate::domain::number;
use crate::domain::roster::{ATTENDEE_NOTES, NEED_NOTES, ORGANISATION_NOTES, PATENT_NOTES};
use crate::domain::roster::{Attendee, Need, Organisation, Patent, Session};
use crate::text::Clean;
use jiff::civil::Date;

/// All facts of a subject; empty if the book does not have it.
pub fn of(world: &World, subject: &Subject) -> Vec<Fact> {
    let (book, today) = (&world.book, world.today);
    let zone = &world.zone();
    let session = |id: &Clean| book.sessions.get(id);
    match subject {
        Subject::Pairing(id) => session(&id.session).map_or_else(Vec::new, |s| {
            let mut facts = pairing(book, s, id, zone);
            facts.extend(standing(world, id));
            facts
        }),
        Subject::Meeting(id) => {
            session(&id.session).map_or_else(Vec::new, |s| meeting(book, s, id, zone))
        }
        Subject::Task(id) => {
            let mut facts = task(book, (&world.templates, today), id, zone);
            facts.extend(id.pairing().iter().flat_map(|id| standing(world, id)));
            facts
        }
        Subject::Memo(of, id) => book
            .memos
            .get(&(of.clone(), *id))
            .map_or_else(Vec::new, |memo| {
                let mut facts = vec![Fact::head(&memo.text)];
                let entity = Entity::Memo((of.clone(), *id));
                facts.extend(conflicts(book, &entity, zone));
                facts.push(Fact::new(
                    Label::Need,
                    memo_need(book, of, memo.need.as_ref()),
                ));
                facts.push(Fact::new(Label::Recorded, memo.actor.clone()));
                only_first_label(&mut facts);
                facts
            }),
        Subject::Need(of, no) => session(of)
            .and_then(|s| {
                let mut facts = need(book, s, s.recorded_need(no)?, today);
                facts.extend(standing::of_need(world, of, no));
                facts.extend(team(world, of, no));
                only_first_label(&mut facts);
                Some(facts)
            })
            .unwrap_or_default(),
        Subject::Person(id) => session(&id.session)
            .and_then(|s| Some(attendee(s, s.recorded_attendee(&id.badge)?)))
            .unwrap_or_default(),
        Subject::Hit(of, row) => session(of).map_or_else(Vec::new, |s| hit(book, s, row, today)),
    }
}

fn need(book: &Book, session: &Session, need: &Need, today: Option<Date>) -> Vec<Fact> {
    let mut facts = card(session, need, today);
    facts.push(Fact::new(Label::Other("JMDN"), need.jmdn_code.clone()));
    facts.extend(notes(&need.notes, NEED_NOTES));
    facts.extend(around(book, session, need));
    facts.extend(people(book, session, need));
    facts
}

fn hit(book: &Book, session: &Session, row: &HitRow, today: Option<Date>) -> Vec<Fact> {
    let plain = || {
        vec![
            Fact::head(&row.title),
            Fact::new(Label::Other("ID"), row.id.clone()),
            Fact::new(Label::Applicants, row.detail.clone()),
        ]
    };
    match row.kind {
        HitKind::Attendee => session
            .recorded_attendee(&row.id)
            .map(|person| attendee(session, person)),
        HitKind::Organisation => session
            .recorded_organisation(&row.id)
            .map(|org| organisation(session, org)),
        HitKind::Need => session
            .recorded_need(&row.id)
            .map(|n| need(book, session, n, today)),
        HitKind::Patent => session.patent(&row.id).map(|p| patent(session, p)),
        HitKind::Library => None,
    }
    .unwrap_or_else(plain)
}

/// Who a person is, and what they declared.
fn attendee(session: &Session, person: &Attendee) -> Vec<Fact> {
    let mut facts = vec![Fact::head(&joined(
        &[number::shown(&person.badge), &person.name],
        " ",
    ))];
    facts.push(Fact::new(Label::Reading, person.kana.clone()));
    let place = joined(&[&person.dept, &person.title], " ");
    facts.push(Fact::new(
        Label::Contact,
        joined(&[&place, &person.email, &person.tel], "\n"),
    ));
    if person.wants_meeting == Some(true) {
        let wish = vec![Part::Code("個別面談を希望", "wants a meeting")];
        facts.push(Fact::line(wish).tone(Tone::Good));
    }
    for interest in &person.interests {
        let need = session.recorded_need(&interest.need);
        let title = need.map(|n| n.title.clone()).unwrap_or_default();
        let parts = vec![
            Part::Code(interest.level.ja(), interest.level.en()),
            Part::Text(joined(&[number::shown(&interest.need), &title], " ")),
        ];
        facts.push(Fact::parts(Label::Interests, parts));
    }
    facts.extend(notes(&person.notes, ATTENDEE_NOTES));
    if let Some(org) = session.recorded_organisation(&person.org) {
        facts.extend(organisation(session, org));
    }
    only_first_label(&mut facts);
    facts
}

fn organisation(session: &Session, org: &Organisation) -> Vec<Fact> {
    let mut facts = vec![Fact::new(Label::Organisation, org.name.clone()).tone(Tone::Strong)];
    facts.push(Fact::new(Label::Reading, org.kana.clone()));
    let kinds = org.kinds.iter().map(|k| Part::Code(k.ja(), k.en()));
    facts.push(Fact::parts(Label::Kinds, kinds.collect()));
    if let Some(licence) = org.licence() {
        let text = joined(&[licence.ja(), "製造販売業", &org.mah_no], " ");
        facts.push(Fact::new(Label::Licence, text));
    }
    facts.push(Fact::new(
        Label::Place,
        joined(&[&org.prefecture, &org.city], ""),
    ));
    let tech: Vec<&str> = org.technologies.iter().map(Clean::as_str).collect();
    facts.push(Fact::new(Label::Technology, joined(&tech, "、")));
    facts.push(Fact::new(Label::Devices, org.past_devices.clone()));
    let rivals: Vec<&str> = (org.competitors.iter())
        .map(|id| session.org_name(id).as_str())
        .collect();
    facts.push(Fact::new(Label::Rivals, joined(&rivals, "、")));
    let people: Vec<String> = (session.people_of(&org.id))
        .map(|a| format!("{} {}", number::shown(&a.badge), a.name))
        .collect();
    facts.push(Fact::new(Label::People, people.join("、")));
    let iso = if org.iso13485 == Some(true) {
        "あり"
    } else {
        ""
    };
    for (label, text) in [
        ("ISO 13485", iso),
        ("支援組織", org.ia_office.as_str()),
        ("職務発明", org.invention_rule.as_str()),
        ("COI規程", org.coi_rule.as_str()),
        ("法人番号", org.corporate_no.as_str()),
    ] {
        facts.push(Fact::new(Label::Other(label), text));
    }
    facts.extend(notes(&org.notes, ORGANISATION_NOTES));
    facts
}

fn patent(session: &Session, patent: &Patent) -> Vec<Fact> {
    let mut facts = vec![Fact::head(&patent.title)];
    for link in &patent.needs {
        let title = session
            .recorded_need(&link.no)
            .map(|n| n.title.clone())
            .unwrap_or_default();
        let parts = vec![
            Part::Code(link.relation.ja(), link.relation.en()),
            Part::Text(joined(&[number::shown(&link.no), &title], " ")),
        ];
        facts.push(Fact::parts(Label::Need, parts));
    }
    let life = patent.life();
    facts.extend(
        patent_facts(session, patent, Part::Text(Clean::default()))
            .into_iter()
            .skip(1),
    );
    facts.push(Fact::new(Label::Other("番号"), patent.doc_no.clone()));
    facts.push(Fact::parts(
        Label::Status,
        vec![
            Part::Code(life.ja(), life.en()),
            Part::Text(patent.stage.clone()),
        ],
    ));
    let applicants: Vec<&str> = patent.applicants.iter().map(Clean::as_str).collect();
    facts.push(Fact::new(Label::Applicants, joined(&applicants, "、")));
    if let Some(on) = patent.pub_date {
        facts.push(Fact::parts(Label::Published, vec![day(on)]));
    }
    facts.push(Fact::new(Label::Abstract, patent.abstract_text.clone()));
    let fi: Vec<&str> = patent.fi.iter().map(Clean::as_str).collect();
    facts.push(Fact::new(Label::Fi, joined(&fi, " ")));
    facts.push(Fact::new(Label::Url, patent.url.clone()));
    facts.extend(notes(&patent.notes, PATENT_NOTES));
    only_first_label(&mut facts);
    facts
}

fn notes(of: &[(Clean, Clean)], labels: &'static [(&str, &'static str)]) -> Vec<Fact> {
    of.iter()
        .map(|(key, value)| {
            let label = labels
                .iter()
                .find(|(k, _)| *key == **k)
                .map_or("", |(_, l)| *l);
            Fact::new(Label::Other(label), value.clone())
        })
        .collect()
}

/// The need a memo was written for.
fn memo_need(book: &Book, session: &Clean, need: Option<&Clean>) -> Clean {
    let told = |no| book.sessions.get(session).map(|s| s.need_told(no));
    need.and_then(told).unwrap_or_default()
}
