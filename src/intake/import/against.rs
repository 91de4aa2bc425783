//! Rows beside the session that is there: what is new, what changes, and what somebody has to decide.

use super::ask::Choice;
use super::found::{Entry, Report, State, Trouble};
use super::merge::tell;
use super::orgs::Orgs;
use super::standing::Standing;
use crate::domain::number;
use crate::domain::reading::{Answer, Answers};
use crate::domain::roster::{ATTENDEE_NOTES, Attendee, NEED_NOTES, PATENT_NOTES, Session};
use crate::domain::rule::name::{UNSAID, is_erased};
use crate::text::{Clean, fold};
use std::collections::{BTreeMap, BTreeSet};

/// Gives people their organisation, badge number and state.
pub(super) fn people(
    people: &mut [Entry],
    orgs: &Orgs,
    choice: &Choice<'_>,
    report: &mut Report<'_>,
) {
    let before = choice.session.map_or(&[][..], |s| &s.attendees);
    let known = Known::of(before);
    for person in people.iter_mut().filter(|p| !p.is_wrong) {
        if let Some(org) = orgs
            .find(person.get("organisation"))
            .and_then(|at| orgs.all.get(at))
        {
            let id = org.get("id").to_owned();
            person.set("org", id);
        }
        let badge = number::plain(person.get("badge"));
        let same: Vec<&Attendee> = known.named(person.get("name"));
        let is_same_name = |own: &Attendee| same.iter().any(|a| std::ptr::eq(*a, own));
        let by_mail = same
            .iter()
            .find(|a| !person.get("email").is_empty() && a.email.as_str() == person.get("email"));
        let by_name = same.iter().find(|a| a.org.as_str() == person.get("org"));
        let holders = known.badges.get(&badge).map_or(&[][..], Vec::as_slice);
        let holder = holders.iter().find(|own| is_same_name(own));
        match (holder.or(holders.first()), by_mail.or(by_name)) {
            (Some(own), _) if is_same_name(own) => changed(person, own),
            (None, Some(own)) if badge.is_empty() => changed(person, own),
            (Some(holder), _) => renamed(person, holder, &choice.answers, report),
            (None, Some(own)) => doubt(person, own, report),
            (None, None) => {
                if let Some(other) = same.first() {
                    doubt(person, other, report);
                }
            }
        }
    }
    badges(people, before, report);
}

/// The people of a session by what they are known by.
struct Known<'k> {
    /// A number that was given on has several.
    badges: BTreeMap<String, Vec<&'k Attendee>>,
    names: BTreeMap<String, Vec<&'k Attendee>>,
}

impl<'k> Known<'k> {
    fn of(people: &'k [Attendee]) -> Self {
        let mut out = Self {
            badges: BTreeMap::new(),
            names: BTreeMap::new(),
        };
        for person in people {
            let badge = number::plain(&person.badge);
            out.badges.entry(badge).or_default().push(person);
            let name = fold::key(&person.name);
            out.names.entry(name).or_default().push(person);
        }
        out
    }

    fn named(&self, name: &str) -> Vec<&'k Attendee> {
        self.names
            .get(&fold::key(name))
            .cloned()
            .unwrap_or_default()
    }
}

/// Somebody as people call them: number and name.
fn called(person: &Attendee) -> String {
    format!("{} {}", number::shown(&person.badge), person.name)
}

/// The badge number of the list is that of somebody of another name: it is one person whose name was put right, or two.
fn renamed(entry: &mut Entry, holder: &Attendee, answers: &Answers, report: &mut Report<'_>) {
    match answers.to(entry.get("badge")) {
        Some(Answer::Corrected) => changed(entry, holder),
        // The number stays with whoever has it in the record; the other one gets a number further down.
        Some(Answer::Other | Answer::Moved) => {
            entry.fields.remove("badge");
        }
        None => {
            let holder = called(holder);
            let own = format!("{} {}", entry.get("badge"), entry.get("name"));
            tell(report, Trouble::OtherName, &entry.source, (&own, &holder));
            entry.state = State::Doubtful;
            entry.holder = Some(holder);
        }
    }
}

fn doubt(entry: &mut Entry, twin: &Attendee, report: &mut Report<'_>) {
    let trouble = if is_erased(&twin.name) {
        Trouble::Erased
    } else {
        Trouble::Twin
    };
    let twin = called(twin);
    let name = entry.get("name").to_owned();
    tell(report, trouble, &entry.source, (&name, &twin));
    entry.state = State::Doubtful;
    entry.twin = Some(twin);
}

/// What a person of the list says other than the session.
fn changed(entry: &mut Entry, own: &Attendee) {
    entry.set("badge", own.badge.as_str());
    let values = [
        ("name", own.name.to_string()),
        ("org", own.org.to_string()),
        ("kana", own.kana.to_string()),
        ("dept", own.dept.to_string()),
        ("title", own.title.to_string()),
        ("email", own.email.to_string()),
        ("tel", own.tel.to_string()),
        (
            "role",
            own.role.map(|r| r.code().to_owned()).unwrap_or_default(),
        ),
        (
            "wants_meeting",
            own.wants_meeting.map(|w| w.to_string()).unwrap_or_default(),
        ),
    ];
    compare(entry, &values);
    compare_notes(entry, ATTENDEE_NOTES, &own.notes);
}

/// The columns that are only shown go in like the others, so that they are compared like them.
fn compare_notes(
    entry: &mut Entry,
    columns: &[(&'static str, &'static str)],
    own: &[(Clean, Clean)],
) {
    let old = |name: &str| {
        let pair = own.iter().find(|(key, _)| key.as_str() == name);
        pair.map(|(_, text)| text.to_string()).unwrap_or_default()
    };
    let values: Vec<(&'static str, String)> =
        columns.iter().map(|(name, _)| (*name, old(name))).collect();
    compare(entry, &values);
}

/// Notes what differs. An empty cell says nothing, so that nothing is taken away.
pub(super) fn compare(entry: &mut Entry, values: &[(&'static str, String)]) {
    for (field, old) in values {
        let new = entry.get(field).trim().to_owned();
        // The record keeps texts cleaned, which is no change.
        let is_same = new == *old || Clean::text(&new).as_str() == old;
        if !new.is_empty() && !is_same {
            entry.changes.insert(field, [old.clone(), new]);
        }
    }
    if entry.state != State::Doubtful {
        entry.state = if entry.changes.is_empty() {
            State::Same
        } else {
            State::Changed
        };
    }
}

/// Numbers for those who have none: behind the highest that is there.
fn badges(people: &mut [Entry], before: &[Attendee], report: &mut Report<'_>) {
    let mut used: BTreeSet<String> = before.iter().map(|a| number::plain(&a.badge)).collect();
    used.extend(people.iter().map(|p| number::plain(p.get("badge"))));
    let highest = used.iter().filter_map(|b| b.parse::<u32>().ok()).max();
    let mut next = highest.unwrap_or(0);
    for person in people.iter_mut() {
        if person.is_wrong || !person.get("badge").is_empty() {
            continue;
        }
        next += 1;
        person.set("badge", next.to_string());
        tell(
            report,
            Trouble::BadgeGiven,
            &person.source,
            (&next.to_string(), ""),
        );
    }
}

/// Gives needs their hospital, number and state.
pub(super) fn needs(
    needs: &mut [Entry],
    orgs: &Orgs,
    session: Option<&Session>,
    report: &mut Report<'_>,
) {
    let before = session.map_or(&[][..], |s| &s.needs);
    let mut next = 0;
    for need in needs.iter_mut().filter(|n| !n.is_wrong) {
        if let Some(org) = orgs
            .find(need.get("hospital"))
            .and_then(|at| orgs.all.get(at))
        {
            let id = org.get("id").to_owned();
            need.set("hospital_id", id);
        }
        if need.get("no").is_empty() {
            let taken = |no: &str| {
                before
                    .iter()
                    .any(|n| number::plain(&n.no) == number::plain(no))
            };
            let no = loop {
                next += 1;
                let no = format!("N-{next:02}");
                if !taken(&no) {
                    break no;
                }
            };
            tell(report, Trouble::NumberGiven, &need.source, (&no, ""));
            need.set("no", no);
            continue;
        }
        let plain = number::plain(need.get("no"));
        let Some(own) = before.iter().find(|n| number::plain(&n.no) == plain) else {
            continue;
        };
        if fold::key(&own.title) != fold::key(need.get("title")) {
            let title = need.get("title").to_owned();
            let twin = format!("{} {}", own.no, own.title);
            tell(report, Trouble::Twin, &need.source, (&title, &twin));
            need.state = State::Doubtful;
            need.twin = Some(twin);
            continue;
        }
        need.set("no", own.no.as_str());
        let values = [
            ("title", own.title.to_string()),
            ("department", own.department.to_string()),
            ("presenter", own.presenter.to_string()),
            ("problem", own.problem.to_string()),
            ("wanted", own.wanted.to_string()),
            ("current", own.current.to_string()),
            (
                "disclosure",
                own.disclosure
                    .map(|d| d.code().to_owned())
                    .unwrap_or_default(),
            ),
        ];
        // What the list left open says nothing against what was decided.
        for field in ["department", "problem", "wanted"] {
            if need.get(field) == UNSAID {
                need.fields.remove(field);
            }
        }
        if !need.get("disclosure_open").is_empty() {
            need.fields.remove("disclosure");
        }
        compare(need, &values);
        compare_notes(need, NEED_NOTES, &own.notes);
    }
}

/// Gives patents their state.
pub(super) fn patents(patents: &mut [Entry], session: Option<&Session>) {
    let before = session.map_or(&[][..], |s| &s.patents);
    let standing = Standing::of_patents(before);
    for patent in patents.iter_mut().filter(|p| !p.is_wrong) {
        let written = patent.get("doc_no");
        let by_id = || standing.find(&number::patent_id(written)?);
        let at = standing.find(written).or_else(by_id);
        let Some(own) = at.and_then(|at| before.get(at)) else {
            continue;
        };
        patent.set("doc_no", own.doc_no.as_str());
        let lines = |texts: &[Clean]| {
            let texts: Vec<&str> = texts.iter().map(Clean::as_str).collect();
            texts.join("\n")
        };
        let values = [
            ("title", own.title.to_string()),
            ("stage", own.stage.to_string()),
            ("applicants", lines(&own.applicants)),
            ("abstract", own.abstract_text.to_string()),
            ("fi", lines(&own.fi)),
            (
                "pub_date",
                own.pub_date.map(|d| d.to_string()).unwrap_or_default(),
            ),
            ("url", own.url.to_string()),
        ];
        compare(patent, &values);
        compare_notes(patent, PATENT_NOTES, &own.notes);
    }
}
