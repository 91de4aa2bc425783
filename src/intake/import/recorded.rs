//! An import beside the record. What was said of an interest may come from the sheet, the room or an earlier list, so that
//! the rows of a list of interests are compared with what is known now, and not with what was declared.

use super::compose::{self, Lists};
use super::found::{Entry, Problem, Source, State, Trouble};
use super::{Imported, against};
use crate::domain::book::Book;
use crate::domain::code::Level;
use crate::domain::entity::interest::InterestId;
use crate::domain::roster::{Attendee, Session};
use crate::domain::rule::interest;
use crate::domain::rule::listed::{self, Wished};
use crate::text::Clean;
use std::collections::{BTreeMap, BTreeSet};

impl Imported {
    /// Says of every interest of a list what it is beside the record.
    pub fn beside(&mut self, book: &Book, session: &Session) {
        let mut by_badge: BTreeMap<&str, Vec<&Attendee>> = BTreeMap::new();
        let mut by_org: BTreeMap<&str, Vec<&Attendee>> = BTreeMap::new();
        for person in &session.attendees {
            by_badge.entry(&person.badge).or_default().push(person);
            by_org.entry(&person.org).or_default().push(person);
        }
        // Its remark goes with an interest into the record.
        let kept: BTreeSet<Source> = (self.interests.iter())
            .filter(|e| e.said.is_some() && !e.get("comment").is_empty())
            .map(|e| e.source.clone())
            .collect();
        let place = |p: &Problem| Source {
            file: p.file.clone(),
            sheet: p.sheet.clone(),
            row: p.row,
        };
        (self.problems)
            .retain(|p| p.kind != Trouble::RemarkLeft.kind() || !kept.contains(&place(p)));
        let listed = self.interests.iter_mut().filter(|e| e.said.is_some());
        for entry in listed.filter(|e| !e.is_wrong) {
            let found = match entry.get("badge") {
                "" => by_org.get(entry.get("org")),
                badge => by_badge.get(badge),
            };
            let people = found.map(Vec::as_slice).unwrap_or_default();
            beside(entry, people, book, session);
        }
    }

    /// The session with what goes into the record, and the interests that the lists of interests say. What attendees
    /// declared stands with them.
    pub fn onto_record(&self, session: Session, takes_doubtful: bool) -> (Session, Vec<Wished>) {
        let (listed, declared): (Vec<Entry>, Vec<Entry>) =
            (self.interests.iter().cloned()).partition(|e| e.said.is_some());
        let lists = Lists {
            interests: &declared,
            ..self.lists(takes_doubtful)
        };
        let session = compose::compose(session, &lists);
        let taken = listed.iter().filter(|e| lists.takes(e));
        (session, taken.filter_map(wished).collect())
    }
}

fn wished(entry: &Entry) -> Option<Wished> {
    Some(Wished {
        badge: Clean::line(entry.get("badge")),
        org: Clean::line(entry.get("org")),
        need: Clean::line(entry.get("need")),
        level: Level::parse(entry.get("level"))?,
        source: entry.said?,
        comment: Clean::text(entry.get("comment").trim()),
    })
}

fn beside(entry: &mut Entry, people: &[&Attendee], book: &Book, session: &Session) {
    entry.changes.clear();
    if entry.state != State::Doubtful {
        entry.state = State::New;
    }
    let Some(said) = wished(entry) else {
        return;
    };
    let known: Vec<(Option<Level>, Clean)> = people
        .iter()
        .map(|person| {
            let wish = interest::of(book, session, person, &said.need);
            let id = InterestId {
                session: session.id.clone(),
                badge: person.badge.clone(),
                need: said.need.clone(),
            };
            (wish.map(|w| w.level), listed::comment(book, &id))
        })
        .collect();
    if known.iter().all(|(level, _)| level.is_none()) {
        return;
    }
    // Of several people of one organisation, the first who says something else is shown.
    let other = known.iter().find(|(level, comment)| {
        *level != Some(said.level) || !said.comment.is_empty() && *comment != said.comment
    });
    let (level, comment) = other.or(known.first()).cloned().unwrap_or_default();
    let level = level.map(|l| l.code().to_owned()).unwrap_or_default();
    let values = [("level", level), ("comment", comment.to_string())];
    against::compare(entry, &values);
}
