//! Ops of an older version that recorded a session file whole: what each of them says of every thing that was prepared.

use crate::domain::entity::attendee::{AttendeeChange, AttendeeId};
use crate::domain::entity::need::{NeedChange, NeedId};
use crate::domain::entity::organisation::{OrganisationChange, OrganisationId};
use crate::domain::entity::patent::{PatentChange, PatentId};
use crate::domain::entity::session::SessionChange;
use crate::domain::entity::{Change, Entity};
use crate::domain::op::{Extras, Op};
use crate::domain::recorded::prepared::{APART, Fields, Item};
use crate::domain::roster::Session;
use crate::text::Clean;

/// The session file that an op recorded whole.
pub fn loaded(op: &Op) -> Option<&Session> {
    match op.change.session()? {
        SessionChange::Loaded(file) if matches!(op.entity, Entity::Session(_)) => Some(file),
        SessionChange::Loaded(_)
        | SessionChange::Read { .. }
        | SessionChange::Added { .. }
        | SessionChange::Corrected { .. } => None,
    }
}

/// Everything that a file prepares for the session with this id, besides the session itself.
pub fn things<'a>(id: &'a Clean, file: &'a Session) -> impl Iterator<Item = Entity> + 'a {
    let needs = file.needs.iter().map(|n| (need as Named, &n.no));
    let organisations = file
        .organisations
        .iter()
        .map(|o| (organisation as Named, &o.id));
    let attendees = file.attendees.iter().map(|a| (attendee as Named, &a.badge));
    let patents = file.patents.iter().map(|p| (patent as Named, &p.doc_no));
    (needs.chain(organisations).chain(attendees).chain(patents))
        .map(|(named, number)| named(id, number))
}

type Named = fn(&Clean, &Clean) -> Entity;

/// A need of a session.
pub fn need(session: &Clean, number: &Clean) -> Entity {
    Entity::Need(NeedId {
        session: session.clone(),
        number: number.clone(),
    })
}

/// An organisation of a session.
pub fn organisation(session: &Clean, number: &Clean) -> Entity {
    Entity::Organisation(OrganisationId {
        session: session.clone(),
        number: number.clone(),
    })
}

/// An attendee of a session.
pub fn attendee(session: &Clean, number: &Clean) -> Entity {
    Entity::Attendee(AttendeeId {
        session: session.clone(),
        number: number.clone(),
    })
}

/// A patent of a session.
pub fn patent(session: &Clean, number: &Clean) -> Entity {
    Entity::Patent(PatentId {
        session: session.clone(),
        number: number.clone(),
    })
}

/// What an op that recorded a whole file says of one thing of its session: all its fields, or that it does not stand in
/// the file. `None`: the op is another one, or the thing is not of that session.
pub fn says_of(op: &Op, thing: &Entity) -> Option<Op> {
    let file = loaded(op)?;
    if thing.prepared_for() != op.entity.session() {
        return None;
    }
    let change: Change = match thing {
        Entity::Need(id) => match found(&file.needs, &id.number) {
            Some((set, place)) => NeedChange::Read {
                set,
                place,
                mark: None,
                from: None,
            },
            None => NeedChange::Withdrawn {},
        }
        .into(),
        Entity::Organisation(id) => match found(&file.organisations, &id.number) {
            Some((set, place)) => OrganisationChange::Read {
                set,
                place,
                mark: None,
                from: None,
            },
            None => OrganisationChange::Withdrawn {},
        }
        .into(),
        Entity::Attendee(id) => match found(&file.attendees, &id.number) {
            Some((set, place)) => AttendeeChange::Read {
                set,
                place,
                mark: None,
                from: None,
            },
            None => AttendeeChange::Withdrawn {},
        }
        .into(),
        Entity::Patent(id) => match found(&file.patents, &id.number) {
            Some((set, place)) => PatentChange::Read {
                set,
                place,
                mark: None,
                from: None,
            },
            None => PatentChange::Withdrawn {},
        }
        .into(),
        Entity::Session(_)
        | Entity::Progress(_)
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
        | Entity::Unknown(_) => return None,
    };
    Some(Op {
        entity: thing.clone(),
        change,
        scope: op.scope.clone(),
        actor: op.actor.clone(),
        extras: Extras::default(),
        ..*op
    })
}

fn found<T: Item>(items: &[T], number: &Clean) -> Option<(Fields<T>, Option<u64>)> {
    let (place, item) = (1..).zip(items).find(|(_, item)| item.number() == number)?;
    Some((Fields::all(item), Some(place * APART)))
}
