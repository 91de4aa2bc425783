//! Who could bring the device of a need to the market, and how near they are: on record for the need, in the hall, or
//! nowhere.

use crate::domain::book::Book;
use crate::domain::code::{DeviceKind, Level};
use crate::domain::entity::pairing::Pairing;
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

/// The pairings of those who work on a need or want to.
pub fn on_need<'a>(book: &'a Book, session: &str, need: &str) -> impl Iterator<Item = &'a Pairing> {
    let all = book.pairings_of(session, need).into_iter();
    all.filter(|p| p.level != Level::Declined && !p.status.is_closed())
}

/// The licence a need takes and who holds it.
pub fn holder<'a>(session: &'a Session, book: &Book, need: &Need) -> Option<(MahType, Holder<'a>)> {
    let least = least(need)?;
    let enough = |org: &&Organisation| org.licence().is_some_and(|l| l >= least);
    let recorded = on_need(book, &session.id, &need.no)
        .filter_map(|p| session.recorded_organisation(&p.id.org))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::code::DeviceClass;
    use crate::domain::entity::pairing::PairingId;
    use jiff::Timestamp;

    #[test]
    fn a_holder_is_on_record_or_in_the_hall_or_nowhere() {
        let org = |id: &str, licence: &str| Organisation {
            id: id.into(),
            mah_no: licence.into(),
            ..Organisation::default()
        };
        let person = |badge: &str, org: &str| Attendee {
            badge: badge.into(),
            org: org.into(),
            ..Attendee::default()
        };
        let need = Need {
            no: "N-01".into(),
            device_class: Some(DeviceClass::II),
            ..Need::default()
        };
        let mut session = Session {
            id: "s".into(),
            organisations: vec![org("third", "13B3X00001"), org("first", "13B1X00001")],
            attendees: vec![person("1", "third")],
            ..Session::default()
        };
        let mut book = Book::default();
        let least = MahType::Second;
        let said = holder(&session, &book, &need);
        // A licence that is too small, and one of a firm that sent nobody.
        assert_eq!(said, Some((least, Holder::Nowhere)));
        session.attendees.push(person("2", "first"));
        let first = session.organisations[1].clone();
        let here = Holder::InHall {
            first: &first,
            others: 0,
        };
        assert_eq!(holder(&session, &book, &need), Some((least, here)));
        let id = PairingId {
            session: "s".into(),
            need: "N-01".into(),
            org: "first".into(),
        };
        let pairing = Pairing::new(id.clone(), Level::Discuss, Timestamp::UNIX_EPOCH);
        book.pairings.insert(id.clone(), pairing);
        let recorded = Holder::Recorded(&first);
        assert_eq!(holder(&session, &book, &need), Some((least, recorded)));
        // Whoever declined does not bring it to the market.
        if let Some(pairing) = book.pairings.get_mut(&id) {
            pairing.level = Level::Declined;
        }
        assert_eq!(holder(&session, &book, &need), Some((least, here)));
        session.attendees[1].notes = vec![("attendance".into(), "欠席".into())];
        let said = holder(&session, &book, &need);
        assert_eq!(said, Some((least, Holder::Nowhere)));
    }
}
