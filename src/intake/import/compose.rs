//! The session that an import makes: the one that is there with what the lists bring, or a new one.

use super::found::{Entry, State};
use super::numbers::need_of;
use super::standing::Standing;
use crate::domain::code::{
    DeviceClass, DeviceKind, Disclosure, Filing, Level, OrgKind, Relation, Stage,
};
use crate::domain::number;
use crate::domain::roster::{
    ATTENDEE_NOTES, Attendee, Interest, NEED_NOTES, Need, ORGANISATION_NOTES, Organisation,
    PATENT_NOTES, Patent, PatentLink, Session,
};
use crate::text::Clean;
use std::collections::BTreeSet;

/// The lists of an import, as far as they go into a session.
pub(super) struct Lists<'l> {
    pub(super) people: &'l [Entry],
    pub(super) needs: &'l [Entry],
    pub(super) patents: &'l [Entry],
    pub(super) interests: &'l [Entry],
    pub(super) organisations: &'l [Entry],
    pub(super) takes_doubtful: bool,
}

impl Lists<'_> {
    /// Whether a row goes in.
    pub(super) fn takes(&self, entry: &Entry) -> bool {
        !entry.is_wrong
            && entry.holder.is_none()
            && (self.takes_doubtful || entry.state != State::Doubtful)
    }
}

/// Puts the lists into a session.
pub(super) fn compose(mut session: Session, lists: &Lists<'_>) -> Session {
    organisations(&mut session, lists);
    let mut standing = Standing::of(session.attendees.iter().map(|a| a.badge.as_str()));
    for entry in lists.people.iter().filter(|e| lists.takes(e)) {
        let at = standing.find(entry.get("badge"));
        let mut person = at
            .and_then(|at| session.attendees.get(at).cloned())
            .unwrap_or_default();
        attendee(&mut person, entry);
        standing.note(&person.badge, session.attendees.len());
        put(&mut session.attendees, at, person);
    }
    for entry in lists.needs.iter().filter(|e| lists.takes(e)) {
        if !entry.get("withdrawn").is_empty() {
            continue;
        }
        let no = entry.get("no");
        let at = session.needs.iter().position(|n| n.no.as_str() == no);
        let mut own = at
            .and_then(|at| session.needs.get(at).cloned())
            .unwrap_or_default();
        need(&mut own, entry);
        put(&mut session.needs, at, own);
    }
    let numbers: Vec<(String, String)> = session
        .needs
        .iter()
        .map(|n| (n.no.to_string(), n.title.to_string()))
        .collect();
    let mut standing = Standing::of_patents(&session.patents);
    for entry in lists.patents.iter().filter(|e| lists.takes(e)) {
        let id = number::patent_id(entry.get("doc_no"));
        let by_id = || standing.find(id.as_deref()?);
        let at = standing.find(entry.get("doc_no")).or_else(by_id);
        let mut own = at
            .and_then(|at| session.patents.get(at).cloned())
            .unwrap_or_default();
        patent(&mut own, entry, &numbers);
        for number in [own.doc_no.as_str(), &own.id()] {
            standing.note(number, session.patents.len());
        }
        put(&mut session.patents, at, own);
    }
    let standing = Standing::of(session.attendees.iter().map(|a| a.badge.as_str()));
    // An organisation speaks for those who said nothing, so that it comes last.
    let is_of_org = |e: &&Entry| e.get("badge").is_empty();
    let (firms, persons): (Vec<&Entry>, Vec<&Entry>) = lists
        .interests
        .iter()
        .filter(|e| lists.takes(e))
        .partition(is_of_org);
    for entry in persons.into_iter().chain(firms) {
        interest(&mut session.attendees, &standing, entry);
    }
    session
        .needs
        .sort_by_key(|need| need.order.unwrap_or(u32::MAX));
    session
}

fn put<T>(list: &mut Vec<T>, at: Option<usize>, thing: T) {
    match at.and_then(|at| list.get_mut(at)) {
        Some(old) => *old = thing,
        None => list.push(thing),
    }
}

/// The organisations of whatever goes in.
fn organisations(session: &mut Session, lists: &Lists<'_>) {
    let people = lists
        .people
        .iter()
        .filter(|e| lists.takes(e))
        .map(|e| e.get("org"));
    let needs = lists
        .needs
        .iter()
        .filter(|e| lists.takes(e))
        .map(|e| e.get("hospital_id"));
    let wanted: BTreeSet<&str> = people.chain(needs).collect();
    let known = Standing::of(session.organisations.iter().map(|o| o.id.as_str()));
    for entry in lists.organisations {
        let id = entry.get("id");
        if known.find(id).is_some() || !wanted.contains(id) {
            continue;
        }
        let line = |field: &str| Clean::line(entry.get(field));
        let technologies = entry.get("technologies");
        session.organisations.push(Organisation {
            id: line("id"),
            name: line("name"),
            kana: line("kana"),
            kinds: entry
                .get("kinds")
                .lines()
                .filter_map(OrgKind::parse)
                .collect(),
            prefecture: line("prefecture"),
            city: line("city"),
            corporate_no: line("corporate_no"),
            mah_no: line("mah_no"),
            technologies: technologies
                .split(['、', '\n'])
                .map(Clean::line)
                .filter(|t| !t.is_empty())
                .collect(),
            notes: notes(&[], ORGANISATION_NOTES, entry),
            ..Organisation::default()
        });
    }
}

/// What is only shown, in the order of its columns.
fn notes(
    old: &[(Clean, Clean)],
    columns: &[(&'static str, &'static str)],
    entry: &Entry,
) -> Vec<(Clean, Clean)> {
    let mut out = Vec::new();
    for (name, _) in columns {
        let new = Clean::text(entry.get(name).trim());
        let before = old.iter().find(|(key, _)| key.as_str() == *name);
        match (new.is_empty(), before) {
            (false, _) => out.push((Clean::line(name), new)),
            (true, Some(pair)) => out.push(pair.clone()),
            (true, None) => {}
        }
    }
    out
}

/// Sets a field that the row says something of.
fn set(to: &mut Clean, entry: &Entry, field: &str) {
    let value = Clean::line(entry.get(field));
    if !value.is_empty() {
        *to = value;
    }
}

fn set_text(to: &mut Clean, entry: &Entry, field: &str) {
    let value = Clean::text(entry.get(field).trim());
    if !value.is_empty() {
        *to = value;
    }
}

fn attendee(person: &mut Attendee, entry: &Entry) {
    let fields: [(&mut Clean, &str); 8] = [
        (&mut person.badge, "badge"),
        (&mut person.org, "org"),
        (&mut person.name, "name"),
        (&mut person.kana, "kana"),
        (&mut person.dept, "dept"),
        (&mut person.title, "title"),
        (&mut person.email, "email"),
        (&mut person.tel, "tel"),
    ];
    for (to, field) in fields {
        set(to, entry, field);
    }
    person.role = OrgKind::parse(entry.get("role")).or(person.role);
    person.wants_meeting = match entry.get("wants_meeting") {
        "true" => Some(true),
        "false" => Some(false),
        _ => person.wants_meeting,
    };
    let old = std::mem::take(&mut person.notes);
    person.notes = notes(&old, ATTENDEE_NOTES, entry);
}

fn need(need: &mut Need, entry: &Entry) {
    let lines: [(&mut Clean, &str); 6] = [
        (&mut need.no, "no"),
        (&mut need.title, "title"),
        (&mut need.hospital, "hospital_id"),
        (&mut need.department, "department"),
        (&mut need.presenter, "presenter"),
        (&mut need.presenter_role, "presenter_role"),
    ];
    for (to, field) in lines {
        set(to, entry, field);
    }
    set_text(&mut need.problem, entry, "problem");
    set_text(&mut need.wanted, entry, "wanted");
    set_text(&mut need.current, entry, "current");
    need.disclosure = Disclosure::parse(entry.get("disclosure")).or(need.disclosure);
    need.patent_status = Filing::parse(entry.get("patent_status")).or(need.patent_status);
    need.device_class = DeviceClass::parse(entry.get("device_class")).or(need.device_class);
    need.device_kind = DeviceKind::parse(entry.get("device_kind")).or(need.device_kind);
    need.stage = Stage::parse(entry.get("stage")).or(need.stage);
    need.order = entry.get("order").parse().ok().or(need.order);
    let day = entry.get("first_disclosed_on").parse().ok();
    need.first_disclosed_on = day.or(need.first_disclosed_on);
    let tech = entry.get("seeking_tech").split(['、', ',', '\n', ';']);
    let tech: Vec<Clean> = tech.map(Clean::line).filter(|t| !t.is_empty()).collect();
    if !tech.is_empty() {
        need.seeking_tech = tech;
    }
    let old = std::mem::take(&mut need.notes);
    need.notes = notes(&old, NEED_NOTES, entry);
}

fn texts(entry: &Entry, field: &str) -> Vec<Clean> {
    let lines = entry.get(field).lines().map(Clean::line);
    lines.filter(|line| !line.is_empty()).collect()
}

fn patent(patent: &mut Patent, entry: &Entry, needs: &[(String, String)]) {
    let lines: [(&mut Clean, &str); 4] = [
        (&mut patent.doc_no, "doc_no"),
        (&mut patent.title, "title"),
        (&mut patent.stage, "stage"),
        (&mut patent.url, "url"),
    ];
    for (to, field) in lines {
        set(to, entry, field);
    }
    set_text(&mut patent.abstract_text, entry, "abstract");
    for (to, field) in [
        (&mut patent.applicants, "applicants"),
        (&mut patent.fi, "fi"),
    ] {
        let new = texts(entry, field);
        if !new.is_empty() {
            *to = new;
        }
    }
    patent.pub_date = entry.get("pub_date").parse().ok().or(patent.pub_date);
    let relation = Relation::parse(entry.get("relation")).unwrap_or(Relation::Background);
    for no in entry.get("needs").split(['、', ',', ';', '\n', ' ', '/']) {
        let Some((no, _)) = need_of(no.trim(), needs).filter(|_| !no.trim().is_empty()) else {
            continue;
        };
        if !patent.needs.iter().any(|link| link.no.as_str() == no) {
            patent.needs.push(PatentLink {
                no: Clean::line(no),
                relation,
            });
        }
    }
    let old = std::mem::take(&mut patent.notes);
    patent.notes = notes(&old, PATENT_NOTES, entry);
}

/// An interest of a person; that of a company is one of all its people who said nothing.
fn interest(people: &mut [Attendee], standing: &Standing, entry: &Entry) {
    let Some(level) = Level::parse(entry.get("level")) else {
        return;
    };
    let badge = entry.get("badge");
    let org = entry.get("org");
    let mine: Vec<&mut Attendee> = if badge.is_empty() {
        let own = people.iter_mut().filter(|a| a.org.as_str() == org);
        own.collect()
    } else {
        let at = standing.find(badge);
        at.and_then(|at| people.get_mut(at)).into_iter().collect()
    };
    for person in mine {
        let need = entry.get("need");
        match person
            .interests
            .iter_mut()
            .find(|i| i.need.as_str() == need)
        {
            Some(_) if badge.is_empty() => {}
            Some(old) => old.level = level,
            None => person.interests.push(Interest {
                need: Clean::line(need),
                level,
            }),
        }
    }
}
