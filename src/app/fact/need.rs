//! The card of a need, and the facts around it: patents and people with an interest.

use super::line::{Fact, Label, Part, Tone};
use super::line::{day, joined};
use crate::domain::book::Book;
use crate::domain::code::{Disclosure, Level, Life};
use crate::domain::number::{self, MahType};
use crate::domain::roster::{Need, Organisation, Patent, Session};
use crate::domain::rule::interest::{self, Origin};
use crate::domain::rule::matching::novelty_deadline;
use crate::text::Clean;
use jiff::civil::Date;

/// The card of a need; the facts that a coordinator needs most come first.
pub fn card(session: &Session, need: &Need, today: Option<Date>) -> Vec<Fact> {
    let mut facts = vec![Fact::head(&need.title)];
    let hospital = session.org_name(&need.hospital);
    let place = joined(&[hospital, &need.department], " ");
    facts.push(Fact::new(Label::Hospital, place));
    let presenter = need.presenter_name(session);
    let role = if need.presenter_role.is_empty() {
        Clean::default()
    } else {
        Clean::line(&format!("（{}）", need.presenter_role))
    };
    facts.push(Fact::new(Label::Presenter, joined(&[presenter, &role], "")));
    facts.push(disclosure(need));
    facts.push(Fact::new(Label::Problem, need.problem.clone()));
    facts.push(Fact::new(Label::Wanted, need.wanted.clone()));
    facts.push(Fact::new(Label::Current, need.current.clone()));
    facts.push(class(need));
    if let Some(filing) = need.patent_status {
        facts.push(Fact::parts(
            Label::Filing,
            vec![Part::Code(filing.ja(), filing.en())],
        ));
    }
    if let Some(until) = novelty_deadline(need) {
        let gone = today.is_some_and(|t| t > until);
        let mut parts = vec![day(until)];
        if gone {
            parts.push(Part::Code("を過ぎました", "has passed"));
        } else {
            parts.push(Part::Code(
                "までに出願（初公表から1年）",
                "to file by (one year from disclosure)",
            ));
        }
        let tone = if gone { Tone::Warn } else { Tone::Plain };
        facts.push(Fact::parts(Label::Novelty, parts).tone(tone));
    }
    let roles = need
        .seeking_roles
        .iter()
        .map(|r| Part::Code(r.ja(), r.en()));
    facts.push(Fact::parts(Label::Roles, roles.collect()));
    let tech: Vec<&str> = need.seeking_tech.iter().map(Clean::as_str).collect();
    facts.push(Fact::new(Label::Technology, joined(&tech, "、")));
    let mut support = Vec::new();
    if need.visit_ok == Some(true) {
        support.push(Part::Code("病院見学できます", "visits welcome"));
    }
    if need.trial_site_ok == Some(true) {
        support.push(Part::Code(
            "試作の評価ができます",
            "prototypes can be tried",
        ));
    }
    facts.push(Fact::parts(Label::Support, support));
    if let Some(stage) = need.stage {
        facts.push(Fact::parts(
            Label::Stage,
            vec![Part::Code(stage.ja(), stage.en())],
        ));
    }
    facts
}

pub(super) fn disclosure(need: &Need) -> Fact {
    let level = need.disclosure.unwrap_or(Disclosure::Closed);
    let mut parts = vec![Part::Code(level.ja(), level.en())];
    let tone = match level {
        Disclosure::AfterNda => {
            parts.push(Part::Code(
                "面談の前に秘密保持契約",
                "(sign an NDA before meeting)",
            ));
            Tone::Warn
        }
        Disclosure::Closed => Tone::Warn,
        Disclosure::Members => Tone::Plain,
        Disclosure::Public => Tone::Good,
    };
    Fact::parts(Label::Disclosure, parts).tone(tone)
}

/// A short card: the most important facts in one or two lines each, then the facts `around` the need, then the rest.
pub fn brief(session: &Session, need: &Need, today: Option<Date>, around: Vec<Fact>) -> Vec<Fact> {
    let first = [
        Label::Hospital,
        Label::Disclosure,
        Label::Class,
        Label::Problem,
        Label::Wanted,
    ];
    let mut all = card(session, need, today);
    let mut out: Vec<Fact> = all.drain(..1).map(|f| f.most(1)).collect();
    for label in &first {
        if let Some(at) = all.iter().position(|f| f.label.as_ref() == Some(label)) {
            let most = match label {
                Label::Problem | Label::Wanted => 2,
                _ => 1,
            };
            out.push(all.remove(at).most(most));
        }
    }
    // The first heading is left out, because a patent is recognised without one.
    let patents = |f: &Fact| f.tone == Tone::Strong;
    let skip = usize::from(around.first().is_some_and(patents));
    out.extend(around.into_iter().skip(skip).map(|f| f.most(1)));
    out.extend(all);
    out
}

fn class(need: &Need) -> Fact {
    let mut parts = Vec::new();
    if let Some(class) = need.device_class {
        parts.push(Part::Code(class.ja(), class.en()));
    }
    match need.least_licence() {
        Some(MahType::First) => parts.push(Part::Code("第一種製造販売業", "MAH type 1")),
        Some(MahType::Second) => parts.push(Part::Code(
            "第二種以上の製造販売業",
            "MAH (type 2 or higher)",
        )),
        Some(MahType::Third) => {
            parts.push(Part::Code("製造販売業（どの種でも）", "MAH of any type"));
        }
        None => {}
    }
    if let Some(route) = need.route() {
        parts.push(Part::Code(route.ja(), route.en()));
    }
    if let Some(kind) = need.device_kind {
        parts.push(Part::Code(kind.ja(), kind.en()));
    }
    Fact::parts(Label::Class, parts)
}

/// Patents of a need, below a heading.
pub fn around(book: &Book, session: &Session, need: &Need) -> Vec<Fact> {
    let mut facts = Vec::new();
    for (patent, relation) in session.patents_of(&need.no) {
        let relation = Part::Code(relation.ja(), relation.en());
        facts.extend(patent_facts(session, patent, relation));
    }
    let from = (session.id.clone(), need.no.clone(), Clean::default());
    let ties = book.ties.range(from..);
    for ((.., doc), tie) in ties.take_while(|((s, n, _), _)| *s == session.id && *n == need.no) {
        let relation = Part::Code(tie.relation.ja(), tie.relation.en());
        if let Some(patent) = session.patent(doc) {
            facts.extend(patent_facts(session, patent, relation));
        } else {
            let text = Part::Text(joined(&[doc, &tie.title], " "));
            facts.push(Fact::line(vec![relation, text]));
        }
    }
    if !facts.is_empty() {
        let head = vec![Part::Code("関連特許", "Patents")];
        facts.insert(0, Fact::line(head).tone(Tone::Strong));
    }
    facts
}

/// Who wants to work on a need, declared beforehand or said since: a line for each level with everybody of it, the
/// strongest first, so that all are seen at once.
pub fn wishes(book: &Book, session: &Session, need: &Need) -> Vec<Fact> {
    let found = interest::for_need(book, session, &need.no);
    let mut facts = Vec::new();
    let levels = [Level::WantsMeeting, Level::Discuss, Level::Interested];
    for level in levels {
        let firms = found.iter().filter(|(_, wish)| wish.level == level);
        let firms = firms.filter_map(|(id, wish)| {
            let (person, _) = wish.persons.iter().find(|(_, w)| w.level == level)?;
            let org = session.organisation(id)?;
            let badge = number::shown(&person.badge);
            Some(joined(&[badge, org.short_name()], " ").to_string())
        });
        let firms: Vec<String> = firms.collect();
        if !firms.is_empty() {
            let who = Clean::line(&firms.join("  "));
            let parts = vec![Part::Code(level.ja(), level.en()), Part::Text(who)];
            facts.push(Fact::line(parts).most(2));
        }
    }
    if !facts.is_empty() {
        let head = vec![Part::Code("関心のある会社", "Interested")];
        facts.insert(0, Fact::line(head).tone(Tone::Strong));
    }
    facts
}

/// Everybody who wants to work on a need, or said that they do not, with what each said.
pub(super) fn people(book: &Book, session: &Session, need: &Need) -> Vec<Fact> {
    let found = interest::for_need(book, session, &need.no);
    let mut facts = vec![Fact::line(vec![Part::Code("関心", "Interest")]).tone(Tone::Strong)];
    for (id, wish) in &found {
        let org = session.organisation(id).map(Organisation::short_name);
        for (person, own) in &wish.persons {
            let badge = number::shown(&person.badge);
            let who = joined(&[badge, org.map_or("", |o| o), &person.name], " ");
            let level = Part::Code(own.level.ja(), own.level.en());
            let mut parts = vec![level, Part::Text(who)];
            if own.origin == Origin::Declared {
                parts.push(Part::Code("（申告）", "(declared)"));
            }
            facts.push(Fact::line(parts));
        }
    }
    facts.retain(|_| !found.is_empty());
    facts
}

pub(super) fn patent_facts(session: &Session, patent: &Patent, relation: Part) -> Vec<Fact> {
    let life = patent.life();
    let text = Part::Text(joined(&[&patent.doc_no, &patent.title], " "));
    let tone = match life {
        Life::Expired | Life::Ended => Tone::Dim,
        _ => Tone::Plain,
    };
    let parts = vec![Part::Code(life.ja(), life.en()), relation, text];
    let mut facts = vec![Fact::line(parts).tone(tone)];
    if let Some(holder) = session.holder_present(patent) {
        let parts = vec![
            Part::Code("権利者が会場に:", "rights holder present:"),
            Part::Text(holder.name.clone()),
        ];
        let mut fact = Fact::line(parts).tone(Tone::Good);
        fact.indent = 2;
        facts.push(fact);
    }
    facts
}
