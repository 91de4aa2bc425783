//! What lists that were imported bring into a session of the record: what is new and what is put right, as by hand and as
//! one action, so that one undo takes all of it back. Nothing that a list does not name is taken away.

use super::interest;
use super::reception::after_last;
use crate::domain::book::{Book, whole};
use crate::domain::code::{Level, Source};
use crate::domain::entity::attendee::AttendeeChange;
use crate::domain::entity::interest::{InterestChange, InterestId};
use crate::domain::entity::need::NeedChange;
use crate::domain::entity::organisation::OrganisationChange;
use crate::domain::entity::patent::PatentChange;
use crate::domain::entity::session::ERASED;
use crate::domain::entity::{Change, Changes, Entity};
use crate::domain::meaning;
use crate::domain::recorded::prepared::{APART, Fields, Item};
use crate::domain::roster::{Attendee, Need, Organisation, Patent, Session};
use crate::text::Clean;
use std::collections::BTreeMap;

/// An interest of a list of interests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wished {
    /// Whose; empty: of all people of the organisation.
    pub badge: Clean,
    /// Id of the organisation.
    pub org: Clean,
    /// In which need.
    pub need: Clean,
    /// How much.
    pub level: Level,
    /// Where it was said.
    pub source: Source,
    /// What is written beside it.
    pub comment: Clean,
}

/// The names of organisations by their ids.
type Names<'a> = BTreeMap<&'a Clean, &'a str>;

/// What is to be recorded for a session to be as `after`, where the record has it as `before`, and for the interests to be
/// as they are wished. A session that the record does not know has to be begun with the same action.
pub fn changes(book: &Book, before: &Session, after: &Session, wished: &[Wished]) -> Changes {
    let id = &before.id;
    let names: Names<'_> = (after.organisations.iter())
        .map(|org| (&org.id, org.name.as_str()))
        .collect();
    let mut changes = Changes::new();
    macro_rules! of_kind {
        ($list:ident, $Item:ty, $Change:ident, $named:path, $mark:expr) => {{
            let had: BTreeMap<&Clean, _> = (before.$list.iter())
                .map(|own| (own.number(), own))
                .collect();
            let own = book.$list.iter().filter(|(key, _)| key.session == *id);
            let mut place = after_last(own);
            for new in &after.$list {
                if *new.name() == ERASED {
                    continue;
                }
                let change: Change = match had.get(new.number()) {
                    Some(old) if *old == new => continue,
                    Some(old) => {
                        let set = Fields::between(*old, new);
                        if set.is_empty() {
                            continue;
                        }
                        $Change::Corrected { set, place: None }.into()
                    }
                    None => {
                        let mark: fn(&Names<'_>, &$Item) -> Option<Clean> = $mark;
                        let stands = place;
                        place = place.saturating_add(APART);
                        $Change::Added {
                            set: Fields::between(&<$Item>::numbered(new.number()), new),
                            place: Some(stands),
                            mark: mark(&names, new),
                            listed: true,
                        }
                        .into()
                    }
                };
                changes.push(($named(id, new.number()), change));
            }
        }};
    }
    of_kind!(
        organisations,
        Organisation,
        OrganisationChange,
        whole::organisation,
        |_, org| Some(meaning::mark(&org.id, &org.name, ""))
    );
    of_kind!(needs, Need, NeedChange, whole::need, |names, need| {
        let at = names.get(&need.hospital).map_or("", |at| at);
        Some(meaning::mark(&need.no, &need.title, at))
    });
    of_kind!(
        attendees,
        Attendee,
        AttendeeChange,
        whole::attendee,
        |names, person| {
            let at = names.get(&person.org).map_or("", |at| at);
            Some(meaning::mark(&person.badge, &person.name, at))
        }
    );
    of_kind!(patents, Patent, PatentChange, whole::patent, |_, _| None);
    changes.append(&mut wishes(book, after, wished));
    changes
}

/// What is to be recorded of the interests. What a list says of a person holds over what it says of a whole organisation.
fn wishes(book: &Book, session: &Session, wished: &[Wished]) -> Changes {
    let (of_all, of_one): (Vec<&Wished>, Vec<&Wished>) =
        wished.iter().partition(|w| w.badge.is_empty());
    let mut by_badge: BTreeMap<&Clean, &Attendee> = BTreeMap::new();
    let mut by_org: BTreeMap<&Clean, Vec<&Attendee>> = BTreeMap::new();
    // Who was erased is nobody.
    for person in session.attendees.iter().filter(|a| a.name != ERASED) {
        by_badge.insert(&person.badge, person);
        by_org.entry(&person.org).or_default().push(person);
    }
    let mut said: BTreeMap<(&Clean, &Clean), (&Attendee, &Wished)> = BTreeMap::new();
    for wish in of_all {
        for person in by_org.get(&wish.org).into_iter().flatten() {
            said.insert((&person.badge, &wish.need), (person, wish));
        }
    }
    for wish in of_one {
        if let Some(person) = by_badge.get(&wish.badge) {
            said.insert((&person.badge, &wish.need), (person, wish));
        }
    }
    let mut changes = Changes::new();
    for (person, wish) in said.into_values() {
        let id = InterestId {
            session: session.id.clone(),
            badge: person.badge.clone(),
            need: wish.need.clone(),
        };
        let has_comment = comment(book, &id) == wish.comment || wish.comment.is_empty();
        let is_known = interest::of(book, session, person, &wish.need)
            .is_some_and(|known| known.level == wish.level);
        let is_marked = book.interests.contains_key(&id);
        if !is_known || (!has_comment && !is_marked) {
            let marks = [(wish.need.clone(), Some(wish.level))];
            changes.append(&mut interest::sheet(
                book,
                session,
                person,
                &marks,
                wish.source,
            ));
        }
        if !has_comment {
            let comment = wish.comment.clone();
            changes.push((
                Entity::Interest(id),
                InterestChange::Comment { comment }.into(),
            ));
        }
    }
    changes
}

/// What is written beside a mark.
pub fn comment(book: &Book, id: &InterestId) -> Clean {
    let mark = book.interests.get(id);
    mark.map(|mark| mark.comment.clone()).unwrap_or_default()
}
