//! What is added by hand under a number that is another thing's meanwhile, or was until it was taken back: it gets a key of
//! its own, and so does everything that the same action says of it. Two windows may give one badge number to two persons;
//! nobody takes the place of somebody else by that.

use crate::domain::entity::{Change, Entity};
use crate::domain::meaning;
use crate::domain::number;
use crate::domain::op::Op;
use crate::domain::recorded::numbered::Numbered;
use crate::domain::recorded::prepared::{Fields, Item};
use crate::store::Draft;
use crate::text::{Clean, fold};
use std::collections::BTreeMap;

/// What somebody adds, and what it is called and belongs to.
struct Added {
    of: Numbered,
    number: Clean,
    name: Clean,
    at: Clean,
    mark: Option<Clean>,
}

/// The draft with keys of their own for what it adds under taken numbers; `None`: it adds nothing of the kind. `earlier`
/// answers all ops of an entity in their order, those that are switched off as well.
pub(in crate::store) fn in_free_keys<E>(
    draft: &Draft,
    earlier: impl Fn(&Entity) -> Result<Vec<Op>, E>,
) -> Result<Option<Draft>, E> {
    let mut keys: BTreeMap<(Numbered, Clean), Clean> = BTreeMap::new();
    for (entity, change) in &draft.changes {
        let Some(new) = added(entity, change) else {
            continue;
        };
        let mut ops = earlier(entity)?;
        ops.sort_by_key(|op| op.stamp);
        let (mut name, mut at) = (Clean::default(), Clean::default());
        for op in &ops {
            let (new_name, new_at) = called(&op.change);
            name = Some(new_name).filter(|n| !n.is_empty()).unwrap_or(name);
            at = Some(new_at).filter(|n| !n.is_empty()).unwrap_or(at);
        }
        let is_same = fold::key(&name) == fold::key(&new.name)
            && (at.is_empty() || new.at.is_empty() || at == new.at);
        if !name.is_empty() && !is_same {
            let mark = new.mark;
            let mark = mark.unwrap_or_else(|| meaning::mark(&new.number, &new.name, &new.at));
            let mut key = Clean::line(&number::with_mark(&new.number, &mark));
            while !earlier(&under(entity, new.of, &new.number, &key))?.is_empty() {
                let mark = number::mark(&format!("{key}'"));
                key = Clean::line(&number::with_mark(&new.number, &mark));
            }
            keys.insert((new.of, new.number), key);
        }
    }
    if keys.is_empty() {
        return Ok(None);
    }
    let mut draft = draft.clone();
    let mut put = |of: Numbered, number: &mut Clean| {
        if let Some(key) = keys.get(&(of, number.clone())) {
            number.clone_from(key);
        }
    };
    for (entity, change) in &mut draft.changes {
        entity.numbers(&mut put);
        change.numbers(&mut put);
        if let (
            Some(session),
            Change::ContentErased {
                person: Some(marker),
                ..
            },
        ) = (entity.session(), &mut *change)
        {
            marker.numbers(session, &mut put);
        }
        unmark(change, entity);
    }
    Ok(Some(draft))
}

/// The thing under another key.
fn under(entity: &Entity, of: Numbered, number: &Clean, key: &Clean) -> Entity {
    let mut entity = entity.clone();
    entity.numbers(&mut |kind, own| {
        if kind == of && own == number {
            own.clone_from(key);
        }
    });
    entity
}

fn added(entity: &Entity, change: &Change) -> Option<Added> {
    let of = |of, number: &Clean, (name, at): (Clean, Clean), mark: &Option<Clean>| Added {
        of,
        number: number.clone(),
        name,
        at,
        mark: mark.clone(),
    };
    use crate::domain::entity::{attendee, need, organisation};
    if let (Entity::Attendee(id), Some(attendee::AttendeeChange::Added { set, mark, .. })) =
        (entity, change.attendee())
    {
        return Some(of(Numbered::Attendee, &id.number, says(set), mark));
    }
    if let (Entity::Need(id), Some(need::NeedChange::Added { set, mark, .. })) =
        (entity, change.need())
    {
        return Some(of(Numbered::Need, &id.number, says(set), mark));
    }
    if let (
        Entity::Organisation(id),
        Some(organisation::OrganisationChange::Added { set, mark, .. }),
    ) = (entity, change.organisation())
    {
        return Some(of(Numbered::Organisation, &id.number, says(set), mark));
    }
    None
}

/// What a change calls its thing, and whom it belongs to; empty where it says nothing of it.
fn called(change: &Change) -> (Clean, Clean) {
    use crate::domain::entity::attendee::AttendeeChange as OfAttendee;
    use crate::domain::entity::need::NeedChange as OfNeed;
    use crate::domain::entity::organisation::OrganisationChange as OfOrganisation;
    if let Some(change) = change.attendee() {
        return match change {
            OfAttendee::Read { set, .. }
            | OfAttendee::Added { set, .. }
            | OfAttendee::Corrected { set, .. } => says(set),
            OfAttendee::Withdrawn {} => Default::default(),
        };
    }
    if let Some(change) = change.need() {
        return match change {
            OfNeed::Read { set, .. }
            | OfNeed::Added { set, .. }
            | OfNeed::Corrected { set, .. } => says(set),
            OfNeed::Withdrawn {} => Default::default(),
        };
    }
    if let Some(change) = change.organisation() {
        return match change {
            OfOrganisation::Read { set, .. }
            | OfOrganisation::Added { set, .. }
            | OfOrganisation::Corrected { set, .. } => says(set),
            OfOrganisation::Withdrawn {} => Default::default(),
        };
    }
    Default::default()
}

fn says<T: Item>(set: &Fields<T>) -> (Clean, Clean) {
    let item = set.alone();
    (item.name().clone(), item.at().cloned().unwrap_or_default())
}

/// What has a mark in its key does not change what its number means.
fn unmark(change: &mut Change, entity: &Entity) {
    use crate::domain::entity::attendee::AttendeeChange as OfAttendee;
    use crate::domain::entity::need::NeedChange as OfNeed;
    use crate::domain::entity::organisation::OrganisationChange as OfOrganisation;
    let is_marked = |key: &Clean| number::mark_of(key).is_some();
    if let (Entity::Attendee(id), Change::Attendee(OfAttendee::Added { mark, .. })) =
        (entity, &mut *change)
        && is_marked(&id.number)
    {
        *mark = None;
    }
    if let (Entity::Need(id), Change::Need(OfNeed::Added { mark, .. })) = (entity, &mut *change)
        && is_marked(&id.number)
    {
        *mark = None;
    }
    if let (Entity::Organisation(id), Change::Organisation(OfOrganisation::Added { mark, .. })) =
        (entity, &mut *change)
        && is_marked(&id.number)
    {
        *mark = None;
    }
}
