//! Hands in the room: several badges in one line.

use super::interest;
use super::matching::{Partner, record};
use crate::domain::book::Book;
use crate::domain::code::Level;
use crate::domain::entity::Change;
use crate::domain::entity::pairing::{PairingChange, PairingId};
use crate::domain::roster::Session;
use crate::text::Clean;

/// Several persons at once, as hands are raised: one action. Of two persons of one organisation the stronger declared
/// level holds, and a typed one before any that was declared.
pub fn record_all(
    session: &Session,
    book: &Book,
    need: &str,
    persons: &[(&Clean, Option<Level>)],
) -> Vec<(PairingId, Change)> {
    let mut made: Vec<(PairingId, Change)> = Vec::new();
    for (badge, typed) in persons {
        let partner = Partner::Person(badge);
        let Ok((id, changes)) = record(session, book, need, partner, *typed) else {
            continue;
        };
        for (_, mut change) in changes {
            if let Change::Pairing(PairingChange::Recorded { level, .. }) = &mut change
                && typed.is_none()
            {
                let own = made.iter().filter(|(other, _)| *other == id);
                let said = own.filter_map(|(_, change)| match change.pairing() {
                    Some(PairingChange::Recorded { level, .. }) => *level,
                    Some(_) | None => None,
                });
                let strongest = said.map(interest::rank).max();
                *level = level.filter(|l| strongest.is_none_or(|s| interest::rank(*l) > s));
            }
            made.push((id.clone(), change));
        }
    }
    made
}
