//! Who could bring the device of a need to the market, and how near they are: on record for the need, in the hall, or
//! nowhere.

use crate::domain::book::Book;
use crate::domain::code::{DeviceKind, Level};
use crate::domain::number::MahType;
use crate::domain::roster::{Attendee, Need, Organisation, Session};

/// Where an organisation with a licence that is enough stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Holder<'a> {
    /// On record for this need.
    Recorded(&'a Organisation),
    /// Not on record, but with somebody in the hall.
    InHall {
        /// The first of them in the file.
        first: &'a Organisation,
        /// How many more there are.
        others: usize,
    },
    /// Neither.
    Nowhere,
}

/// The least licence a need takes: type 2 where the class is unknown. `None`: it is no device.
pub fn least(need: &Need) -> Option<MahType> {
    let device = need.device_kind != Some(DeviceKind::NonDevice);
    device.then(|| need.least_licence().unwrap_or(MahType::Second))
}

/// The licence a need takes and who holds it.
pub fn holder<'a>(session: &'a Session, book: &Book, need: &Need) -> Option<(MahType, Holder<'a>)> {
    let least = least(need)?;
    let enough = |org: &&Organisation| org.licence().is_some_and(|l| l >= least);
    let on_record = book.pairings_of(&session.id, &need.no);
    let recorded = (on_record.into_iter())
        .filter(|p| p.level != Level::Declined && !p.status.is_closed())
        .filter_map(|p| session.organisation(&p.id.org))
        .find(enough);
    if let Some(org) = recorded {
        return Some((least, Holder::Recorded(org)));
    }
    let comes = |org: &&Organisation| session.people_of(&org.id).any(comes);
    let mut here = (session.organisations.iter()).filter(|o| enough(o) && comes(o));
    let holder = match here.next() {
        Some(first) => Holder::InHall {
            first,
            others: here.count(),
        },
        None => Holder::Nowhere,
    };
    Some((least, holder))
}

/// Whether somebody on the list was not said to stay away.
fn comes(person: &Attendee) -> bool {
    let mut notes = person.notes.iter();
    !notes.any(|(key, text)| *key == "attendance" && *text == "欠席")
}
