//! Interests find their need and their company. What is unknown is told, and nothing is made for it.

use super::firm;
use super::found::{Entry, Report, Source, State, Trouble};
use super::merge::tell_at;
use super::numbers::need_of;
use super::orgs::{Orgs, key as org_key};
use super::who::Who;
use super::wishes::Wish;
use crate::domain::code::{Level, OrgKind};
use crate::domain::number;
use crate::domain::roster::Session;
use crate::text::fold;
use std::collections::{BTreeMap, BTreeSet};

/// What interests may be about and whose they may be.
pub(super) struct Known<'k> {
    pub(super) people: &'k [Entry],
    pub(super) needs: &'k [Entry],
    pub(super) orgs: &'k Orgs,
    pub(super) session: Option<&'k Session>,
    /// Whether an unknown need matters although no list of needs was given.
    pub(super) is_strict: bool,
}

/// Whom a row means, and what speaks against it: the trouble, what the row says, who it would be.
struct Meant {
    who: Who,
    doubt: Option<(Trouble, String, String)>,
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

/// How an interest was said: its cell, and whether its level stood there or is that of the column.
struct Spoken {
    column: u32,
    heading: String,
    is_said: bool,
}

/// The interests, each with its person or organisation. `went` says for each row of people where its person is.
pub(super) fn settle(
    wishes: Vec<Wish>,
    went: &[Option<usize>],
    known: &Known<'_>,
    report: &mut Report<'_>,
) -> Vec<Entry> {
    if wishes.is_empty() {
        return Vec::new();
    }
    let needs = known.needs();
    let people = People::of(known);
    let mut out: Vec<Entry> = Vec::new();
    let mut spoken: Vec<Spoken> = Vec::new();
    let mut at: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut remarks: BTreeSet<(Source, String)> = BTreeSet::new();
    for wish in wishes {
        let Some(entry) = one(&wish, went, known, (&needs, &people), report) else {
            continue;
        };
        let own = Spoken {
            column: wish.found.column,
            heading: wish.found.heading.clone(),
            is_said: wish.is_said,
        };
        let remark = entry.get("comment").to_owned();
        if !remark.is_empty() && remarks.insert((entry.source.clone(), remark.clone())) {
            let place = (own.column, own.heading.as_str());
            tell_at(
                report,
                Trouble::RemarkLeft,
                &entry.source,
                place,
                (&remark, ""),
            );
        }
        let who = format!("{}\n{}", entry.get("badge"), entry.get("organisation"));
        let key = (entry.get("need").to_owned(), who);
        if let Some(n) = at.get(&key).copied()
            && let (Some(first), Some(before)) = (out.get_mut(n), spoken.get_mut(n))
        {
            again((first, before), &entry, own, report);
        } else {
            at.insert(key, out.len());
            out.push(entry);
            spoken.push(own);
        }
    }
    let said = firm::statements(&out, known.session);
    for (entry, spoken) in out.iter_mut().zip(&spoken) {
        if entry.get("badge").is_empty() {
            let place = (spoken.column, spoken.heading.as_str());
            firm::holds(entry, &people.all, &said, place, report);
        } else {
            before(entry, known);
        }
    }
    out
}

/// The same person says something of the same need once more.
fn again(
    (first, before): (&mut Entry, &mut Spoken),
    entry: &Entry,
    own: Spoken,
    report: &mut Report<'_>,
) {
    let (old, new) = (first.get("level").to_owned(), entry.get("level").to_owned());
    let is_elsewhere = first.source != entry.source || before.column == own.column;
    let declined = Level::Declined.code();
    let is_clash = old != new
        && (before.is_said && own.is_said && is_elsewhere || old == declined || new == declined);
    if is_clash {
        let place = (own.column, own.heading.as_str());
        tell_at(
            report,
            Trouble::TwoMarks,
            &entry.source,
            place,
            (&new, &old),
        );
        first.set("level", new);
        first.state = State::Doubtful;
        first.twin = Some(old);
        *before = own;
    } else if strength(&new) > strength(&old) {
        // 面談希望 in one column and 関心 in another: the stronger was meant.
        first.set("level", new);
        before.is_said |= own.is_said;
    }
    if entry.state == State::Doubtful {
        first.state = State::Doubtful;
    }
    first.said = first.said.or(entry.said);
    if first.get("comment").is_empty() {
        let comment = entry.get("comment").to_owned();
        first.set("comment", comment);
    }
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
    (needs, people): (&[(String, String)], &People),
    report: &mut Report<'_>,
) -> Option<Entry> {
    let mut tell = |trouble: Trouble, said: (&str, &str)| {
        let cell = (wish.found.column, wish.found.heading.as_str());
        tell_at(report, trouble, &wish.source, cell, said);
    };
    let mut entry = Entry {
        source: wish.source.clone(),
        said: wish.said,
        ..Entry::default()
    };
    let (need, title) = match need_of(&wish.need, needs) {
        Some((no, title)) => (no.clone(), title.as_str()),
        None if wish.is_words => {
            tell(Trouble::FreeText, (&wish.need, &wish.found.heading));
            return None;
        }
        None if needs.is_empty() && !known.is_strict => (wish.need.clone(), ""),
        None => {
            tell(Trouble::UnknownNeed, (&wish.need, ""));
            return None;
        }
    };
    let Meant { who, doubt } = match who(wish, went, known, people)? {
        Ok(meant) => meant,
        Err((trouble, shown)) => {
            tell(trouble, (&shown, ""));
            return None;
        }
    };
    if let Some((trouble, said, other)) = doubt {
        tell(trouble, (&said, &other));
        entry.state = State::Doubtful;
        entry.twin = Some(other);
    }
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
    Some(entry)
}

/// What the session says of the same already.
fn before(entry: &mut Entry, known: &Known<'_>) {
    let person = known.session.and_then(|s| {
        s.attendees
            .iter()
            .find(|a| a.badge.as_str() == entry.get("badge"))
    });
    let Some(person) = person else {
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

/// Whether what stands behind a number is only the title of the need.
fn is_title(tail: &str, title: &str) -> bool {
    let (tail, title) = (fold::key(tail), fold::key(title));
    tail.is_empty() || !title.is_empty() && (title.starts_with(&tail) || tail == title)
}

/// The people who may have an interest, each once, and where they are found.
struct People {
    all: Vec<Who>,
    by_badge: BTreeMap<String, usize>,
    by_mail: BTreeMap<String, usize>,
    by_name: BTreeMap<String, Vec<usize>>,
}

impl People {
    fn of(known: &Known<'_>) -> Self {
        let mut out = Self {
            all: Vec::new(),
            by_badge: BTreeMap::new(),
            by_mail: BTreeMap::new(),
            by_name: BTreeMap::new(),
        };
        for entry in known
            .people
            .iter()
            .filter(|p| !p.is_wrong && p.holder.is_none())
        {
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

/// Nothing where the row of the person is wrong, which was told, or where a later answer took its place.
fn who(
    wish: &Wish,
    went: &[Option<usize>],
    known: &Known<'_>,
    people: &People,
) -> Option<Result<Meant, (Trouble, String)>> {
    let sure = |who: Who| Ok(Meant { who, doubt: None });
    if let Some(person) = wish.person {
        let entry = known.people.get(went.get(person).copied().flatten()?)?;
        // Whose they are is not known before it is known who has the number.
        return (!entry.is_wrong && entry.holder.is_none()).then(|| sure(Who::of(entry)));
    }
    let org = known
        .orgs
        .find(&wish.organisation)
        .and_then(|at| known.orgs.all.get(at));
    if people.all.is_empty() && known.orgs.all.is_empty() && !known.is_strict {
        return Some(sure(Who {
            badge: wish.badge.clone(),
            name: wish.name.clone(),
            organisation: wish.organisation.clone(),
            org: String::new(),
        }));
    }
    let shown = [&wish.name, &wish.organisation, &wish.badge, &wish.email]
        .into_iter()
        .find(|s| !s.is_empty())
        .cloned()
        .unwrap_or_default();
    Some(
        match people.meant(wish, org.map(|org| org.get("id"))).as_slice() {
            [one] => {
                let who = (*one).clone();
                let is_other = !who.is_named(&wish.name)
                    || !who.is_of(&wish.organisation, org.map(|org| org.get("id")));
                let doubt = is_other.then(|| {
                    let said = [wish.name.as_str(), wish.organisation.as_str()].join(" ");
                    let badge = number::shown(&who.badge);
                    let other = [badge, &who.name, &who.organisation].join(" ");
                    (Trouble::OtherPerson, said.trim().to_owned(), other)
                });
                Ok(Meant { who, doubt })
            }
            [] => match org {
                // The wish of a company without a name, or of somebody who is not on the list of people.
                Some(org) if wish.badge.is_empty() => {
                    let name = org.get("name").to_owned();
                    let doubt = (!wish.name.is_empty())
                        .then(|| (Trouble::NotListed, wish.name.clone(), name.clone()));
                    let who = Who {
                        badge: String::new(),
                        name: wish.name.clone(),
                        organisation: name,
                        org: org.get("id").to_owned(),
                    };
                    Ok(Meant { who, doubt })
                }
                Some(_) | None => Err((Trouble::UnknownWho, shown)),
            },
            _ => Err((Trouble::AmbiguousWho, shown)),
        },
    )
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
