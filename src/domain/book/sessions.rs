//! The sessions as the screens and rules look at them: put together from what was recorded of every prepared thing.

use super::Book;
use crate::domain::entity::Entity;
use crate::domain::recorded::prepared::{Item, Prepared};
use crate::domain::roster::Session;
use crate::text::Clean;
use std::collections::BTreeMap;
use std::ops::Bound;

/// The rows of one kind that belong to a session, in the order of its file: those in it, and those withdrawn.
fn of_session<'a, K: Ord + 'a, T: Item + 'a>(
    rows: &'a BTreeMap<K, Prepared<T>>,
    from: K,
    is_of: impl Fn(&K) -> bool + 'a,
) -> (Vec<T>, Vec<T>) {
    let from = rows.range((Bound::Included(from), Bound::Unbounded));
    let mut own: Vec<&Prepared<T>> = from
        .take_while(|(key, _)| is_of(key))
        .map(|(_, row)| row)
        .collect();
    // The sort is stable: those of one place stay in the order of their keys.
    own.sort_by_key(|row| row.stands());
    let (mut here, mut gone) = (Vec::new(), Vec::new());
    for row in own {
        let now = row.now();
        if row.withdrawn || now.is_replaced() {
            gone.push(now);
        } else {
            here.push(now);
        }
    }
    (here, gone)
}

macro_rules! of_session {
    ($book:expr, $field:ident, $kind:ident, $Id:ident, $session:expr) => {{
        let from = crate::domain::entity::$kind::$Id {
            session: $session.clone(),
            number: Clean::default(),
        };
        let (here, gone) = of_session(&$book.$field, from, |id| id.session == *$session);
        (here, gone)
    }};
}

impl Book {
    /// Puts all sessions together, after the rows have been filled in one go.
    pub fn put_together(&mut self) {
        self.sessions.clear();
        let ids: Vec<Clean> = self.headers.keys().cloned().collect();
        for id in ids {
            self.put_session_together(&id);
        }
    }

    /// One session from the rows of its things.
    pub(super) fn put_session_together(&mut self, id: &Clean) {
        let Some(header) = self.headers.get(id) else {
            self.sessions.remove(id);
            return;
        };
        let mut session = header.now();
        (session.needs, session.withdrawn.needs) = of_session!(self, needs, need, NeedId, id);
        (session.organisations, session.withdrawn.organisations) =
            of_session!(self, organisations, organisation, OrganisationId, id);
        (session.attendees, session.withdrawn.attendees) =
            of_session!(self, attendees, attendee, AttendeeId, id);
        (session.patents, _) = of_session!(self, patents, patent, PatentId, id);
        self.sessions.insert(id.clone(), session);
    }

    /// Brings the session of an entity up to date with the row of it that has just been set.
    pub(super) fn follow(&mut self, entity: &Entity) {
        match entity {
            Entity::Session(id) => match (self.headers.get(id), self.sessions.get_mut(id)) {
                (Some(header), Some(session)) => header_into(header, session),
                (Some(_), None) | (None, _) => self.put_session_together(id),
            },
            Entity::Need(id) => {
                if let Some(session) = self.sessions.get_mut(&id.session) {
                    let place = |no: &Clean| {
                        let key = crate::domain::entity::need::NeedId {
                            session: id.session.clone(),
                            number: no.clone(),
                        };
                        self.needs.get(&key).map_or(0, Prepared::stands)
                    };
                    let row = self.needs.get(id);
                    put(
                        &mut session.needs,
                        &mut session.withdrawn.needs,
                        &id.number,
                        row,
                        place,
                    );
                }
            }
            Entity::Organisation(id) => {
                if let Some(session) = self.sessions.get_mut(&id.session) {
                    let place = |no: &Clean| {
                        let key = crate::domain::entity::organisation::OrganisationId {
                            session: id.session.clone(),
                            number: no.clone(),
                        };
                        self.organisations.get(&key).map_or(0, Prepared::stands)
                    };
                    let row = self.organisations.get(id);
                    let gone = &mut session.withdrawn.organisations;
                    put(&mut session.organisations, gone, &id.number, row, place);
                }
            }
            Entity::Attendee(id) => {
                if let Some(session) = self.sessions.get_mut(&id.session) {
                    let place = |no: &Clean| {
                        let key = crate::domain::entity::attendee::AttendeeId {
                            session: id.session.clone(),
                            number: no.clone(),
                        };
                        self.attendees.get(&key).map_or(0, Prepared::stands)
                    };
                    let row = self.attendees.get(id);
                    let gone = &mut session.withdrawn.attendees;
                    put(&mut session.attendees, gone, &id.number, row, place);
                }
            }
            Entity::Patent(id) => {
                if let Some(session) = self.sessions.get_mut(&id.session) {
                    let place = |no: &Clean| {
                        let key = crate::domain::entity::patent::PatentId {
                            session: id.session.clone(),
                            number: no.clone(),
                        };
                        self.patents.get(&key).map_or(0, Prepared::stands)
                    };
                    let row = self.patents.get(id);
                    put(
                        &mut session.patents,
                        &mut Vec::new(),
                        &id.number,
                        row,
                        place,
                    );
                }
            }
            Entity::Progress(_)
            | Entity::Pairing(_)
            | Entity::Task(_)
            | Entity::Memo(_)
            | Entity::Tie(_)
            | Entity::Attendance(_)
            | Entity::Interest(_)
            | Entity::Meeting(_)
            | Entity::Reply(_)
            | Entity::Waiver(_)
            | Entity::Letter(_)
            | Entity::Action(_)
            | Entity::Unknown(_) => {}
        }
    }
}

/// The session's own fields; its lists stay.
fn header_into(header: &Prepared<Session>, session: &mut Session) {
    let before = std::mem::take(session);
    *session = Session {
        needs: before.needs,
        organisations: before.organisations,
        attendees: before.attendees,
        patents: before.patents,
        withdrawn: before.withdrawn,
        ..header.now()
    };
}

/// One row into the lists of its session, in its place.
fn put<T: Item>(
    here: &mut Vec<T>,
    gone: &mut Vec<T>,
    number: &Clean,
    row: Option<&Prepared<T>>,
    place: impl Fn(&Clean) -> u64,
) {
    here.retain(|item| item.number() != number);
    gone.retain(|item| item.number() != number);
    if let Some(row) = row {
        let now = row.now();
        let list = if row.withdrawn || now.is_replaced() {
            gone
        } else {
            here
        };
        let before = |item: &T| (place(item.number()), item.number()) < (row.stands(), number);
        let at = list.partition_point(before);
        list.insert(at, now);
    }
}
