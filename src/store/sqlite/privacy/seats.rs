//! Where a person sits here whom a colleague erased: their numbers mean what the colleague meant by them.

use crate::domain::book::whole;
use crate::domain::marker::Marker;
use crate::domain::meaning::{self as domain, Meanings, Number};
use crate::domain::number;
use crate::domain::op::Op;
use crate::domain::recorded::numbered::Numbered;
use crate::store::privacy::roll::Seat;
use crate::store::sqlite::tables::meaning::of_number;
use crate::store::sqlite::{SqliteStore, meaning, ops};
use crate::store::{StoreError, chain};
use crate::text::Clean;
use rusqlite::Connection;

impl SqliteStore {
    /// Where a person sits here whom a colleague erased. Their numbers mean what the colleague meant: who has one of them here
    /// may be somebody else.
    pub(super) fn seats_here(&self, op: &Op, marker: &Marker) -> Result<Vec<Seat>, StoreError> {
        let mut found = Vec::new();
        for (session, badge) in &marker.seats {
            let number = Number {
                session: session.clone(),
                of: Numbered::Attendee,
                number: badge.clone(),
            };
            let key = key_here(&self.db, op, &number)?;
            found.extend(key.map(|key| (session.clone(), key)));
        }
        Ok(found)
    }
}

/// The mark of the thing that an erasure means by a number: by the ops of its laptop, folded or not, and by what it leaves
/// of them itself.
fn meant_by(db: &Connection, said_by: &Op, number: &Number) -> Result<Option<Clean>, StoreError> {
    let device = said_by.stamp.device;
    let written = domain::said(number.of, &number.number);
    if let Some(mark) = said_by.extras.means.get(&written) {
        return Ok(Some(mark.clone()));
    }
    let all = of_number(db, number)?;
    if let (_, Some(own)) = Meanings::marks(&all, device) {
        return Ok(Some(own.clone()));
    }
    let entity = whole::attendee(&number.session, &number.number);
    let mut own = ops::of_entity(db, &entity)?;
    let erases = said_by.change.erases().iter();
    for erased in erases.filter(|e| e.scope == number.session) {
        if let Some((op, _)) = ops::at(db, erased.device, &erased.scope, erased.seq)?
            && op.entity == entity
        {
            own.push(chain::stood(&op, erased.instead.clone()));
        }
    }
    own.retain(|op| op.stamp.device == device);
    own.sort_by_key(|op| op.stamp);
    let mut marks = own
        .iter()
        .rev()
        .filter_map(|op| meaning::begun(op).map(|(_, mark)| mark));
    Ok(marks.next())
}

/// The key under which this record has what an erasure of another laptop means by a number; `None`: it is not here.
fn key_here(db: &Connection, said_by: &Op, number: &Number) -> Result<Option<Clean>, StoreError> {
    let plain = Some(number.number.clone());
    if number::mark_of(&number.number).is_some() {
        return Ok(plain);
    }
    let all = of_number(db, number)?;
    let (first, _) = Meanings::marks(&all, said_by.stamp.device);
    // Where one of the two does not say what it means, the number is all there is.
    let (Some(first), Some(mark)) = (first, meant_by(db, said_by, number)?) else {
        return Ok(plain);
    };
    if *first == mark {
        return Ok(plain);
    }
    let is_here = all.iter().any(|meant| meant.mark == mark);
    Ok(is_here.then(|| Clean::line(&number::with_mark(&number.number, &mark))))
}
