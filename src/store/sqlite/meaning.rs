//! The table `meaning`: what each laptop means by the numbers of its files, and the keys in place of them where two mean
//! different things.

use super::super::StoreError;
use super::ops;
use super::places::{self, places};
use super::tables::meaning::{of_number, put, put_moved, shared};
use super::tables::signed;
use crate::domain::book::whole;
use crate::domain::entity::attendee::AttendeeChange;
use crate::domain::entity::need::NeedChange;
use crate::domain::entity::organisation::OrganisationChange;
use crate::domain::entity::session::ERASED;
use crate::domain::entity::{Change, Entity};
use crate::domain::meaning::{self, Meanings, Meant, Number, from_of};
use crate::domain::number;
use crate::domain::op::{Op, Stamp};
use crate::domain::recorded::numbered::Numbered;
use crate::domain::recorded::prepared::{Fields, Item};
use crate::text::Clean;
use rusqlite::{Connection, params};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Writes into ops what their numbers mean, where the files that this laptop read do not say that.
pub(super) fn write_means(db: &Connection, new: &mut [Op], device: Uuid) -> Result<(), StoreError> {
    let Some(first) = new.first() else {
        return Ok(());
    };
    if !is_elsewhere(db, &first.scope, &BTreeSet::from([device]))? {
        return Ok(());
    }
    let mut known: BTreeMap<Number, Option<Clean>> = BTreeMap::new();
    // What begins something says itself what its number means from here on, to the rest of its action as well.
    let begun: BTreeSet<Number> = (new.iter()).filter_map(|op| Some(begun(op)?.0)).collect();
    for op in new {
        let Some(session) = op.entity.session().cloned() else {
            continue;
        };
        let mut named = Vec::new();
        let mut each = |of: Numbered, number: &mut Clean| {
            if number::mark_of(number).is_none() && !number.is_empty() {
                named.push(Number {
                    session: session.clone(),
                    of,
                    number: number.clone(),
                });
            }
        };
        op.entity.numbers(&mut each);
        op.change.numbers(&mut each);
        if let Change::ContentErased {
            person: Some(marker),
            ..
        } = &mut op.change
        {
            marker.numbers(&session, &mut each);
        }
        for number in named.into_iter().filter(|number| !begun.contains(number)) {
            let said = meaning::said(number.of, &number.number);
            let mark = if let Some(mark) = known.get(&number) {
                mark.clone()
            } else {
                let all = of_number(db, &number)?;
                let (first, own) = Meanings::marks(&all, device);
                let mark = first.filter(|first| own != Some(first)).cloned();
                known.insert(number, mark.clone());
                mark
            };
            if let Some(mark) = mark {
                op.extras.means.insert(said, mark);
            }
        }
    }
    Ok(())
}

/// Whether somebody else than these has recorded in a session.
pub(super) fn is_elsewhere(
    db: &Connection,
    session: &str,
    own: &BTreeSet<Uuid>,
) -> Result<bool, StoreError> {
    let mut select = db.prepare_cached("SELECT device FROM stream WHERE scope = ?1 AND seq > 0")?;
    let found = select.query_map([session], |row| row.get(0).map(Uuid::from_bytes))?;
    let devices: BTreeSet<Uuid> = found.collect::<Result<_, _>>()?;
    Ok(!devices.is_subset(own))
}

/// What a reading, or somebody who adds it, says of a thing with a number.
struct Said<'a> {
    number: Number,
    mark: Option<&'a Clean>,
    /// It says where the thing stands: an older version did so when it began it.
    is_placed: bool,
    /// The key it had before.
    from: Option<&'a Clean>,
    /// Its name, and the organisation it belongs to.
    called: Box<dyn Fn() -> (Clean, Clean) + 'a>,
}

fn said(op: &Op) -> Option<Said<'_>> {
    fn of<T: Item>(set: &Fields<T>) -> (Clean, Clean) {
        let item = set.alone();
        (item.name().clone(), item.at().cloned().unwrap_or_default())
    }
    let session = op.entity.session()?.clone();
    let number = |of: Numbered, number: &Clean| Number {
        session,
        of,
        number: number.clone(),
    };
    if let (
        Entity::Need(id),
        Some(
            NeedChange::Read {
                set, place, mark, ..
            }
            | NeedChange::Added {
                set, place, mark, ..
            },
        ),
    ) = (&op.entity, op.change.need())
    {
        return Some(Said {
            number: number(Numbered::Need, &id.number),
            mark: mark.as_ref(),
            is_placed: place.is_some(),
            from: from_of(&op.change),
            called: Box::new(|| of(set)),
        });
    }
    if let (
        Entity::Organisation(id),
        Some(
            OrganisationChange::Read {
                set, place, mark, ..
            }
            | OrganisationChange::Added {
                set, place, mark, ..
            },
        ),
    ) = (&op.entity, op.change.organisation())
    {
        return Some(Said {
            number: number(Numbered::Organisation, &id.number),
            mark: mark.as_ref(),
            is_placed: place.is_some(),
            from: from_of(&op.change),
            called: Box::new(|| of(set)),
        });
    }
    if let (
        Entity::Attendee(id),
        Some(
            AttendeeChange::Read {
                set, place, mark, ..
            }
            | AttendeeChange::Added {
                set, place, mark, ..
            },
        ),
    ) = (&op.entity, op.change.attendee())
    {
        return Some(Said {
            number: number(Numbered::Attendee, &id.number),
            mark: mark.as_ref(),
            is_placed: place.is_some(),
            from: from_of(&op.change),
            called: Box::new(|| of(set)),
        });
    }
    None
}

/// The thing an op begins, and the mark it has.
pub(super) fn begun(op: &Op) -> Option<(Number, Clean)> {
    let said = said(op)?;
    Some((said.number, said.mark?.clone()))
}

/// Notes what ops that were just appended begin. `true`: the whole session has to be looked at, because another laptop
/// means another thing by the same number, or because an op says without a mark what its number means.
pub(super) fn record(db: &Connection, new: &[Op]) -> Result<bool, StoreError> {
    let mut clash = false;
    for op in new {
        clash |= whole::loaded(op).is_some() || from_of(&op.change).is_some();
        if let Some(said) = said(op).filter(|said| said.mark.is_none() && said.is_placed) {
            let all = of_number(db, &said.number)?;
            clash |= Meanings::marks(&all, op.stamp.device).1.is_none();
        }
        if let Some((number, mark)) = begun(op) {
            let meant = Meant {
                device: op.stamp.device,
                mark,
                since: op.stamp,
            };
            let others = of_number(db, &number)?;
            clash |= others.iter().any(|o| o.mark != meant.mark);
            put(db, &number, &meant, false)?;
        }
    }
    Ok(clash)
}

/// The sessions for which some ops say what numbers mean.
pub(super) fn sessions(new: &[Op]) -> BTreeSet<Clean> {
    let says = |op: &&Op| whole::loaded(op).is_some() || said(op).is_some();
    let found = new.iter().filter(says);
    found
        .filter_map(|op| op.entity.session().cloned())
        .collect()
}

/// Looks again at what the numbers of a session mean, and puts all its ops under their keys. Answers the entities to be
/// folded anew. `anew`: also where nothing that is known of the numbers changed. What stands in for an op may say otherwise
/// what its numbers mean, and an op that was just recorded stands under the key it was drafted with.
pub(super) fn learn(
    db: &Connection,
    session: &Clean,
    anew: bool,
) -> Result<BTreeSet<Entity>, StoreError> {
    let before = shared(db)?;
    fill(db, db, session)?;
    let now = shared(db)?;
    if before == now && (now.is_empty() || !anew) {
        return Ok(BTreeSet::new());
    }
    put_in_keys(db, Some(session))
}

/// The same for all sessions whatever was known before, when all tables are written anew.
pub(super) fn relearn(db: &Connection) -> Result<(), StoreError> {
    fill_all(db, db)?;
    put_in_keys(db, None)?;
    Ok(())
}

/// Fills the rows of all sessions in `to` from the ops of `from`.
pub(super) fn fill_all(from: &Connection, to: &Connection) -> Result<(), StoreError> {
    let sessions = places::prepared(from)?;
    sessions.iter().try_for_each(|id| fill(from, to, id))
}

/// Fills the rows of a session in `to` from the ops of `from`.
fn fill(from: &Connection, to: &Connection, session: &Clean) -> Result<(), StoreError> {
    let mut own = ops::prepared_as_said(from, session)?;
    own.sort_by_key(|op| op.stamp);
    to.prepare_cached("DELETE FROM meaning WHERE session = ?1")?
        .execute([session.as_str()])?;
    to.prepare_cached("DELETE FROM moved WHERE session = ?1")?
        .execute([session.as_str()])?;
    let mut meanings = Meanings::default();
    let mut all: BTreeMap<Number, Vec<Meant>> = BTreeMap::new();
    for (number, meant) in all_begun(&own) {
        let known = all.entry(number).or_default();
        known.retain(|m| m.device != meant.device);
        known.push(meant);
    }
    for (number, meants) in all {
        let is_shared = |m: &Meant| meants.first().is_some_and(|first| first.mark != m.mark);
        let shared = meants.iter().any(is_shared);
        for meant in &meants {
            put(to, &number, meant, shared)?;
            if shared {
                meanings.note(number.clone(), meant.clone());
            }
        }
    }
    let moves = own.iter().filter_map(|op| {
        let said = said(op)?;
        Some((op, said.number, said.from?.clone()))
    });
    for (number, now) in meanings.moved(moves) {
        put_moved(to, &number, &now)?;
    }
    Ok(())
}

/// Everything that ops begin, in their order. Those of older versions have no mark: the first reading of a laptop that
/// gives a thing its name and its place begins it.
fn all_begun(own: &[Op]) -> Vec<(Number, Meant)> {
    let mut found = Vec::new();
    let mut began: BTreeSet<(Number, Uuid)> = BTreeSet::new();
    // What each laptop calls the organisations.
    let mut names: BTreeMap<(Uuid, Clean), Clean> = BTreeMap::new();
    let mut later = Vec::new();
    for op in own {
        let device = op.stamp.device;
        let of_file = whole::loaded(op).zip(op.entity.session());
        let of_file = of_file
            .into_iter()
            .flat_map(|(file, id)| whole::things(id, file));
        let parts = of_file.filter_map(|thing| whole::says_of(op, &thing));
        for part in std::iter::once(op.clone()).chain(parts) {
            let Some(said) = said(&part) else {
                continue;
            };
            let (name, at) = (said.called)();
            if said.number.of == Numbered::Organisation && !name.is_empty() {
                names.insert((device, said.number.number.clone()), name.clone());
            }
            if let Some(mark) = said.mark {
                let number = said.number.clone();
                began.insert((number.clone(), device));
                found.push((op.stamp, (number, mark.clone())));
            } else if said.is_placed
                && !name.is_empty()
                && *name != *ERASED
                && number::mark_of(&said.number.number).is_none()
                && !part
                    .extras
                    .means
                    .contains_key(&meaning::said(said.number.of, &said.number.number))
                && began.insert((said.number.clone(), device))
            {
                later.push((op.stamp, said.number, name, at));
            }
        }
    }
    for (stamp, number, name, at) in later {
        let at = names.get(&(stamp.device, at.clone())).unwrap_or(&at);
        let mark = meaning::mark(&number.number, &name, at);
        found.push((stamp, (number, mark)));
    }
    found.sort_by_key(|(stamp, _)| *stamp);
    let meant = |(since, (number, mark))| {
        let since: Stamp = since;
        let device = since.device;
        (
            number,
            Meant {
                device,
                mark,
                since,
            },
        )
    };
    found.into_iter().map(meant).collect()
}

/// Puts every op, of one session or of all, under the key of what it means. Answers the entities before and after.
fn put_in_keys(db: &Connection, session: Option<&Clean>) -> Result<BTreeSet<Entity>, StoreError> {
    let known = shared(db)?;
    let mut changed = BTreeSet::new();
    for found in places(db, session)? {
        let key = known.in_keys(found.said.clone()).entity;
        // Its payload may name something, too: it is folded anew in any case.
        changed.extend([found.key.clone(), key.clone()]);
        if key != found.key {
            let said = (key != found.said.entity).then(|| found.said.entity.to_string());
            db.prepare_cached("UPDATE op SET entity = ?2, said = ?3 WHERE ord = ?1")?
                .execute(params![signed(found.ord), key.to_string(), said])?;
        }
    }
    Ok(changed)
}

/// Puts one op that came in under its key, and answers it so.
pub(super) fn place(db: &Connection, known: &Meanings, said: &Op) -> Result<Op, StoreError> {
    let op = known.in_keys(said.clone());
    if op.entity != said.entity {
        db.prepare_cached(
            "UPDATE op SET entity = ?4, said = ?5
             WHERE sid = (SELECT sid FROM stream WHERE device = ?1 AND scope = ?2) AND seq = ?3",
        )?
        .execute(params![
            op.stamp.device.as_bytes().as_slice(),
            op.scope.as_str(),
            signed(op.stamp.seq),
            op.entity.to_string(),
            said.entity.to_string()
        ])?;
    }
    Ok(op)
}

/// The ops of an entity, or of what had its key and has another one now.
pub(super) fn of_entity_now(db: &Connection, entity: &Entity) -> Result<Vec<Op>, StoreError> {
    let (known, mut now) = (shared(db)?, entity.clone());
    if let Some(session) = entity.session() {
        now.numbers(&mut |of, key| *key = known.now(session, of, key.clone()));
    }
    ops::of_entity(db, &now)
}

/// A change of an op in keys, with the numbers that its author wrote in place of them.
pub(super) fn as_said(
    db: &Connection,
    known: &Meanings,
    op: &Op,
    mut change: Change,
) -> Result<Change, StoreError> {
    if known.is_empty() {
        return Ok(change);
    }
    let numbers = |op: &Op| {
        let mut found = Vec::new();
        let mut change = op.change.clone();
        change.numbers(&mut |of, number| found.push((of, number.clone())));
        found
    };
    let Stamp { device, seq, .. } = op.stamp;
    if let Some((said, _)) = ops::at(db, device, &op.scope, seq)? {
        let keys = numbers(&known.in_keys(said.clone()));
        let said: BTreeMap<(Numbered, Clean), Clean> = keys
            .into_iter()
            .zip(numbers(&said).into_iter().map(|(_, number)| number))
            .collect();
        change.numbers(&mut |of, key| {
            if let Some(number) = said.get(&(of, key.clone())) {
                key.clone_from(number);
            }
        });
    }
    Ok(change)
}

/// The first op that does not stand under the key of what it means.
pub(super) fn misplaced(db: &Connection) -> Result<Option<Op>, StoreError> {
    let known = shared(db)?;
    if known.is_empty() {
        let mut select = db.prepare("SELECT 1 FROM op WHERE said IS NOT NULL")?;
        if !select.exists([])? {
            return Ok(None);
        }
    }
    let mut all = places(db, None)?.into_iter();
    let wrong = all.find(|found| known.in_keys(found.said.clone()).entity != found.key);
    Ok(wrong.map(|found| found.said))
}
