//! The team of a need by table: who fills a role, what is empty, who could fill it.

use crate::app::afternoon::sized;
use enishi::domain::book::Book;
use enishi::domain::code::{DeviceClass, Level, OrgKind, PairingStatus, TeamRole};
use enishi::domain::entity::pairing::{Pairing, PairingId};
use enishi::domain::roster::Session;
use enishi::domain::rule::team::{self, Place};
use jiff::Timestamp;
use jiff::civil::date;

/// Two firms on one need: a maker, and a holder of a type 2 licence; a fund in the same room.
fn session() -> Session {
    let mut session = sized(1, 4, 2, 1);
    session.needs[0].device_class = Some(DeviceClass::II);
    let kinds = [
        ("f000", OrgKind::Maker),
        ("f001", OrgKind::MarketingHolder2),
        ("f002", OrgKind::Finance),
        ("f003", OrgKind::MarketingHolder3),
    ];
    for (id, kind) in kinds {
        let org = session.organisations.iter_mut().find(|o| *o.id == *id);
        org.unwrap().kinds = vec![kind];
    }
    session
}

fn book(session: &Session, confirmed: &[(&str, PairingStatus)]) -> Book {
    let mut book = Book::default();
    book.sessions.insert(session.id.clone(), session.clone());
    for (org, status) in confirmed {
        let id = PairingId {
            session: session.id.clone(),
            need: "N-01".into(),
            org: (*org).into(),
        };
        let mut pairing = Pairing::new(id.clone(), Level::WantsMeeting, Timestamp::UNIX_EPOCH);
        pairing.status = *status;
        book.pairings.insert(id, pairing);
    }
    book
}

fn place<'a>(places: &'a [Place<'a>], role: TeamRole) -> (Vec<&'a str>, Vec<&'a str>) {
    let place = places.iter().find(|p| p.role == role).unwrap();
    let filled = place.filled.iter().map(|o| o.id.as_str()).collect();
    let could = place.could.iter().map(|c| c.org.id.as_str()).collect();
    (filled, could)
}

#[test]
fn who_works_on_it_fills_a_role_and_who_is_there_could() {
    let session = session();
    let book = book(&session, &[("f000", PairingStatus::Met)]);
    let places = team::of(&session, &book, &session.needs[0]);
    assert_eq!(places.len(), TeamRole::ALL.len());
    assert_eq!(place(&places, TeamRole::Clinician).0, ["hakurei"]);
    assert_eq!(place(&places, TeamRole::Maker), (vec!["f000"], vec![]));
    // Type 3 is not enough for class II.
    assert_eq!(place(&places, TeamRole::Holder), (vec![], vec!["f001"]));
    assert_eq!(place(&places, TeamRole::Funds), (vec![], vec!["f002"]));
    assert_eq!(place(&places, TeamRole::Materials), (vec![], vec![]));
}

#[test]
fn a_candidate_fills_nothing_and_who_declined_is_not_proposed() {
    let session = session();
    let on = [
        ("f001", PairingStatus::Candidate),
        ("f002", PairingStatus::Declined),
    ];
    let book = book(&session, &on);
    let places = team::of(&session, &book, &session.needs[0]);
    assert_eq!(place(&places, TeamRole::Holder), (vec![], vec!["f001"]));
    assert_eq!(place(&places, TeamRole::Funds), (vec![], vec![]));
}

#[test]
fn earlier_sessions_are_asked_after_the_room_and_later_ones_never() {
    let mut now = session();
    let mut before = session();
    now.organisations.retain(|o| *o.id != *"f001");
    before.id = "mae".into();
    before.held_on = date(2025, 11, 20);
    let mut book = book(&now, &[]);
    book.sessions.insert(before.id.clone(), before.clone());
    let places = team::of(&now, &book, &now.needs[0]);
    assert_eq!(place(&places, TeamRole::Holder), (vec![], vec!["f001"]));
    before.held_on = date(2027, 11, 20);
    book.sessions.insert(before.id.clone(), before);
    let places = team::of(&now, &book, &now.needs[0]);
    assert_eq!(place(&places, TeamRole::Holder), (vec![], vec![]));
}
