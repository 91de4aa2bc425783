//! Pairings that wait for a decision (確定, 打診 or 見送り), and what is open about them.

use super::licence::{self, Holder};
use crate::domain::book::Book;
use crate::domain::code::{Disclosure, Level, PairingStatus};
use crate::domain::entity::pairing::{Pairing, Side};
use crate::domain::number::MahType;
use crate::domain::roster::Session;
use crate::text::Clean;
use jiff::civil::Date;

/// Something that is open about a pairing nobody decided on.
#[derive(Clone, Debug, PartialEq)]
pub enum Open {
    /// A side was to do something.
    Step(Side, Clean, Option<Date>),
    /// The need is told under an NDA only.
    Nda,
    /// Nobody on record for the need holds this licence; this one in the hall does.
    Licence(MahType, Option<Clean>),
}

/// Whether somebody has to decide how it goes on.
pub fn waits(pairing: &Pairing) -> bool {
    pairing.status == PairingStatus::Candidate && pairing.level != Level::Declined
}

/// How early a level stands among what waits: 面談希望, 要相談, 関心.
pub fn rank(level: Level) -> u8 {
    match level {
        Level::WantsMeeting => 0,
        Level::Discuss => 1,
        Level::Interested => 2,
        Level::Declined => 3,
    }
}

/// What waits for a decision, by level and then as it was recorded.
pub fn waiting(book: &Book) -> Vec<&Pairing> {
    let mut found: Vec<&Pairing> = book.pairings.values().filter(|p| waits(p)).collect();
    found.sort_by_key(|p| (rank(p.level), p.recorded_at, &p.id));
    found
}

/// What is open about a pairing, what people agreed on first.
pub fn open(session: Option<&Session>, book: &Book, pairing: &Pairing) -> Vec<Open> {
    let mut found = Vec::new();
    for (side, (text, on)) in [
        (Side::Hospital, &pairing.next_hospital),
        (Side::Company, &pairing.next_company),
    ] {
        if !text.is_empty() || on.is_some() {
            found.push(Open::Step(side, text.clone(), *on));
        }
    }
    let Some(session) = session else {
        return found;
    };
    let Some(need) = session.recorded_need(&pairing.id.need) else {
        return found;
    };
    if need.disclosure == Some(Disclosure::AfterNda) {
        found.push(Open::Nda);
    }
    match licence::holder(session, book, need) {
        Some((least, Holder::InHall { first, .. })) => {
            found.push(Open::Licence(least, Some(first.short_name().clone())));
        }
        Some((least, Holder::Nowhere)) => found.push(Open::Licence(least, None)),
        Some((_, Holder::Recorded(_))) | None => {}
    }
    found
}
