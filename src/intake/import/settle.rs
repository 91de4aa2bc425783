//! Interests find their need and their company. What is unknown is told, and nothing is made for it.

use super::found::{At, Entry, Report, State, Trouble};
use super::orgs::{Orgs, key as org_key};
use super::wishes::Wish;
use crate::domain::code::OrgKind;
use crate::domain::number;
use crate::domain::roster::{Attendee, Session};
use crate::text::fold;
use std::collections::BTreeMap;

/// What interests may be about and whose they may be.
pub(super) struct Known<'k> {
    pub(super) people: &'k [Entry],
    pub(super) needs: &'k [Entry],
    pub(super) orgs: &'k Orgs,
    pub(super) session: Option<&'k Session>,
    /// Whether an unknown need matters although no list of needs was given.
    pub(super) is_strict: bool,
}

/// Who wishes something.
#[derive(Clone)]
struct Who {
    badge: String,
    name: String,
    organisation: String,
    org: String,
}

impl Known<'_> {
    /// The needs that are known, number and title.
    fn needs(&self) -> Vec<(String, String)> {
        let new = self.needs.iter().filter(|n| !n.is_wrong);
        let new = new.map(|n| (n.get("no").to_owned(), n.get("title").to_owned()));
        let old = self.session.into_iter().flat_map(|s| &s.needs);
        new.chain(old.map(|n| (n.no.to_string(), n.title.to_string())))
            .collect()
    }
}

/// The interests, each with its person or organisation. `went` says for each row of people where its person is.
pub(super) fn settle(
    wishes: Vec<Wish>,
    went: &[Option<usize>],
    known: &Known<'_>,
    report: &mut Report<'_>,
) -> Vec<Entry> {
    let needs = known.needs();
    let people = People::of(known);
    let mut out: Vec<Entry> = Vec::new();
    let mut at: BTreeMap<(String, String), usize> = BTreeMap::new();
    for wish in wishes {
        let Some(entry) = one(&wish, went, known, (&needs, &people), report) else {
            continue;
        };
        let who = format!("{}\n{}", entry.get("badge"), entry.get("organisation"));
        let key = (entry.get("need").to_owned(), who);
        if let Some(first) = at.get(&key).and_then(|n| out.get_mut(*n)) {
            // 面談希望 in one column and 関心 in another: the stronger was meant.
            if strength(entry.get("level")) > strength(first.get("level")) {
                let level = entry.get("level").to_owned();
                first.set("level", level);
            }
            first.said = first.said.or(entry.said);
            if first.get("comment").is_empty() {
                let comment = entry.get("comment").to_owned();
                first.set("comment", comment);
            }
        } else {
            at.insert(key, out.len());
            out.push(entry);
        }
    }
    out
}

fn strength(level: &str) -> u8 {
    match level {
        "面談希望" => 3,
        "要相談" => 2,
        "関心" => 1,
        _ => 0,
    }
}

fn one(
    wish: &Wish,
    went: &[Option<usize>],
    known: &Known<'_>,
    (needs, people): (&[(String, String)], &People<'_>),
    report: &mut Report<'_>,
) -> Option<Entry> {
    let mut tell = |trouble: Trouble, said: (&str, &str)| {
        let place = At {
            file: wish.source.file.clone(),
            sheet: wish.source.sheet.clone(),
        };
        let cell = (wish.found.column, wish.found.heading.as_str());
        report.add(trouble, &place, wish.source.row, cell, said);
    };
    let mut entry = Entry {
        source: wish.source.clone(),
        said: wish.said,
        ..Entry::default()
    };
    let (need, title) = match need_of(&wish.need, needs) {
        Some((no, title)) => (no.clone(), title.as_str()),
        None if needs.is_empty() && !known.is_strict => (wish.need.clone(), ""),
        None => {
            tell(Trouble::UnknownNeed, (&wish.need, ""));
            return None;
        }
    };
    let who = match who(wish, went, known, people) {
        Ok(who) => who,
        Err((trouble, shown)) => {
            tell(trouble, (&shown, ""));
            return None;
        }
    };
    entry.set("need", need);
    entry.set("level", wish.level.code());
    let tail = if is_title(&wish.tail, title) {
        ""
    } else {
        wish.tail.as_str()
    };
    let comment = [wish.comment.as_str(), tail]
        .into_iter()
        .find(|c| !c.is_empty());
    entry.set("comment", comment.unwrap_or_default());
    entry.set("badge", who.badge);
    entry.set("name", who.name);
    entry.set("side", side(wish, known, &who.organisation));
    entry.set("organisation", who.organisation);
    entry.set("org", who.org);
    if wish.is_doubtful {
        entry.state = State::Doubtful;
    }
    before(&mut entry, people);
    Some(entry)
}

/// What the session says of the same already.
fn before(entry: &mut Entry, people: &People<'_>) {
    let Some(person) = people.before.get(entry.get("badge")) else {
        return;
    };
    if let Some(old) = person
        .interests
        .iter()
        .find(|i| i.need.as_str() == entry.get("need"))
    {
        let level = old.level.code().to_owned();
        super::against::compare(entry, &[("level", level)]);
    }
}

/// The need that a number means: N-7 is N-07, and 7 alone where only one has it.
pub(super) fn need_of<'n>(
    written: &str,
    needs: &'n [(String, String)],
) -> Option<(&'n String, &'n String)> {
    let plain = number::plain(written);
    let by_number = needs.iter().find(|(no, _)| number::plain(no) == plain);
    let digits = |s: &str| {
        let digits: String = s.chars().filter(char::is_ascii_digit).collect();
        digits.trim_start_matches('0').to_owned()
    };
    let is_bare = !plain.is_empty() && plain.bytes().all(|b| b.is_ascii_digit());
    let mut same = needs
        .iter()
        .filter(|(no, _)| is_bare && digits(no) == plain);
    let by_digits = match (same.next(), same.next()) {
        (Some(one), None) => Some(one),
        _ => None,
    };
    by_number.or(by_digits).map(|(no, title)| (no, title))
}

/// Whether what stands behind a number is only the title of the need.
fn is_title(tail: &str, title: &str) -> bool {
    let (tail, title) = (fold::key(tail), fold::key(title));
    tail.is_empty() || !title.is_empty() && (title.starts_with(&tail) || tail == title)
}

/// The people who may have an interest, each once, and where they are found.
struct People<'k> {
    /// Those of the session that is there.
    before: BTreeMap<&'k str, &'k Attendee>,
    all: Vec<Who>,
    by_badge: BTreeMap<String, usize>,
    by_mail: BTreeMap<String, usize>,
    by_name: BTreeMap<String, Vec<usize>>,
}

impl Who {
    fn of(entry: &Entry) -> Self {
        Self {
            badge: entry.get("badge").to_owned(),
            name: entry.get("name").to_owned(),
            organisation: entry.get("organisation").to_owned(),
            org: entry.get("org").to_owned(),
        }
    }
}

impl<'k> People<'k> {
    fn of(known: &Known<'k>) -> Self {
        let before = known.session.into_iter().flat_map(|s| &s.attendees);
        let mut out = Self {
            before: before.map(|a| (a.badge.as_str(), a)).collect(),
            all: Vec::new(),
            by_badge: BTreeMap::new(),
            by_mail: BTreeMap::new(),
            by_name: BTreeMap::new(),
        };
        for entry in known.people.iter().filter(|p| !p.is_wrong) {
            out.put(Who::of(entry), entry.get("email"));
        }
        let session = known.session;
        for person in session.into_iter().flat_map(|s| &s.attendees) {
            let organisation = session.map(|s| s.org_name(&person.org).to_string());
            let who = Who {
                badge: person.badge.to_string(),
                name: person.name.to_string(),
                organisation: organisation.unwrap_or_default(),
                org: person.org.to_string(),
            };
            out.put(who, &person.email);
        }
        out
    }

    /// A person of the list who is in the session already is there once.
    fn put(&mut self, who: Who, mail: &str) {
        let at = self.all.len();
        let badge = number::plain(&who.badge);
        if !badge.is_empty() && self.by_badge.contains_key(&badge) {
            return;
        }
        self.by_badge.insert(badge, at);
        if !mail.is_empty() {
            self.by_mail.entry(mail.to_owned()).or_insert(at);
        }
        self.by_name
            .entry(fold::key(&who.name))
            .or_default()
            .push(at);
        self.all.push(who);
    }

    /// Those that a row can mean.
    fn meant(&self, wish: &Wish, org: Option<&str>) -> Vec<&Who> {
        let one = |at: Option<&usize>| at.and_then(|at| self.all.get(*at)).into_iter().collect();
        if !wish.badge.is_empty() {
            return one(self.by_badge.get(&number::plain(&wish.badge)));
        }
        if let Some(at) = self
            .by_mail
            .get(&wish.email)
            .filter(|_| !wish.email.is_empty())
        {
            return one(Some(at));
        }
        let named = self.by_name.get(&fold::key(&wish.name));
        let named = named
            .into_iter()
            .flatten()
            .filter_map(|at| self.all.get(*at));
        named
            .filter(|who| {
                wish.organisation.is_empty()
                    || org_key(&who.organisation) == org_key(&wish.organisation)
                    || org == Some(&who.org)
            })
            .collect()
    }
}

fn who(
    wish: &Wish,
    went: &[Option<usize>],
    known: &Known<'_>,
    people: &People<'_>,
) -> Result<Who, (Trouble, String)> {
    if let Some(person) = wish.person {
        let entry = went
            .get(person)
            .copied()
            .flatten()
            .and_then(|at| known.people.get(at));
        return match entry {
            Some(entry) if !entry.is_wrong => Ok(Who::of(entry)),
            Some(_) | None => Err((Trouble::UnknownWho, wish.name.clone())),
        };
    }
    let org = known
        .orgs
        .find(&wish.organisation)
        .and_then(|at| known.orgs.all.get(at));
    if people.all.is_empty() && known.orgs.all.is_empty() && !known.is_strict {
        return Ok(Who {
            badge: wish.badge.clone(),
            name: wish.name.clone(),
            organisation: wish.organisation.clone(),
            org: String::new(),
        });
    }
    let shown = [&wish.name, &wish.organisation, &wish.badge, &wish.email]
        .into_iter()
        .find(|s| !s.is_empty())
        .cloned()
        .unwrap_or_default();
    match people.meant(wish, org.map(|org| org.get("id"))).as_slice() {
        [one] => Ok((*one).clone()),
        [] => match org {
            // The wish of a company without a name, or of somebody who is not on the list of people.
            Some(org) if wish.badge.is_empty() => Ok(Who {
                badge: String::new(),
                name: wish.name.clone(),
                organisation: org.get("name").to_owned(),
                org: org.get("id").to_owned(),
            }),
            Some(_) | None => Err((Trouble::UnknownWho, shown)),
        },
        _ => Err((Trouble::AmbiguousWho, shown)),
    }
}

fn side(wish: &Wish, known: &Known<'_>, organisation: &str) -> &'static str {
    let said = wish.side.as_str();
    if ["病院", "医療"].iter().any(|w| said.contains(w)) {
        return "病院";
    }
    if said.contains("支援") {
        return "支援機関";
    }
    let org = known
        .orgs
        .find(organisation)
        .and_then(|at| known.orgs.all.get(at));
    let is_hospital = org.is_some_and(|org| {
        org.get("kinds")
            .lines()
            .any(|kind| kind == OrgKind::Hospital.code())
    });
    if is_hospital { "病院" } else { "企業" }
}
