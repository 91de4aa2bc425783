//! The team of a need: who fills which role, and who could fill one that is empty, in the room or from earlier sessions.

use super::{licence, suggest};
use crate::domain::book::Book;
use crate::domain::code::{OrgKind, TeamRole};
use crate::domain::roster::{Need, Organisation, Session};
use crate::text::Clean;
use std::collections::BTreeSet;

/// Most proposals for a role: more than these nobody asks.
const MOST: usize = 3;

/// A role of the team.
#[derive(Clone, Debug, PartialEq)]
pub struct Place<'a> {
    /// Which.
    pub role: TeamRole,
    /// Who fills it; empty: nobody does.
    pub filled: Vec<&'a Organisation>,
    /// Who could, where nobody does.
    pub could: Vec<Could<'a>>,
}

/// Somebody who could fill a role.
#[derive(Clone, Debug, PartialEq)]
pub struct Could<'a> {
    /// Who.
    pub org: &'a Organisation,
    /// The session that knows them.
    pub session: &'a Session,
    /// Whether that is the session of the need, and not an earlier one.
    pub here: bool,
}

/// All roles of the team of a need. Those who work on it are the hospital and every organisation whose pairing is confirmed.
pub fn of<'a>(session: &'a Session, book: &'a Book, need: &'a Need) -> Vec<Place<'a>> {
    let on_need = licence::on_need(book, &session.id, &need.no);
    let confirmed = on_need.filter(|p| p.status.is_confirmed());
    let orgs = confirmed.filter_map(|p| session.recorded_organisation(&p.id.org));
    let hospital = session.recorded_organisation(&need.hospital);
    let team: Vec<&Organisation> = hospital.into_iter().chain(orgs).collect();
    let mut earlier: Vec<&Session> = (book.sessions.values())
        .filter(|of| of.id != session.id && of.held_on <= session.held_on)
        .collect();
    earlier.sort_by_key(|of| std::cmp::Reverse(of.held_on));
    let place = |role: &TeamRole| {
        let fits = |org: &&Organisation| fills(*role, need, org);
        let filled: Vec<&Organisation> = team.iter().copied().filter(fits).collect();
        let could = if filled.is_empty() {
            could(session, (book, &earlier), need, *role)
        } else {
            Vec::new()
        };
        Place {
            role: *role,
            filled,
            could,
        }
    };
    TeamRole::ALL.iter().map(place).collect()
}

fn could<'a>(
    session: &'a Session,
    (book, earlier): (&Book, &[&'a Session]),
    need: &Need,
    role: TeamRole,
) -> Vec<Could<'a>> {
    // Whom the hospital refuses, a rival, or who declined is not proposed.
    let free = |org: &&Organisation| suggest::blocked(session, book, need, org).is_none();
    let here = session.organisations.iter().filter(free);
    let here = here.map(|org| (session, org));
    let before = earlier
        .iter()
        .flat_map(|of| of.organisations.iter().map(|org| (*of, org)));
    let mut seen: BTreeSet<&Clean> = BTreeSet::new();
    here.chain(before)
        // The clinician is whoever has the need.
        .filter(|_| role != TeamRole::Clinician)
        .filter(|(_, org)| fills(role, need, org))
        .filter(|(_, org)| seen.insert(&org.name))
        .map(|(of, org)| Could {
            org,
            session: of,
            here: of.id == session.id,
        })
        .take(MOST)
        .collect()
}

/// Whether an organisation fills a role by what it is; a licence has to be enough for the class of the device.
fn fills(role: TeamRole, need: &Need, org: &Organisation) -> bool {
    if role == TeamRole::Holder {
        let least = licence::least(need);
        return least.is_some_and(|least| org.licence().is_some_and(|has| has >= least));
    }
    org.kinds.iter().any(|kind| of_kind(*kind) == Some(role))
}

/// The role of a kind of organisation; that of a licence holder hangs on the class.
fn of_kind(kind: OrgKind) -> Option<TeamRole> {
    match kind {
        OrgKind::Hospital | OrgKind::Clinician | OrgKind::LiaisonOffice => {
            Some(TeamRole::Clinician)
        }
        OrgKind::Maker | OrgKind::DeviceMaker | OrgKind::Startup => Some(TeamRole::Maker),
        OrgKind::University | OrgKind::TechTransfer => Some(TeamRole::University),
        OrgKind::Support | OrgKind::Government | OrgKind::Industry | OrgKind::Professional => {
            Some(TeamRole::Support)
        }
        OrgKind::Outsourcing => Some(TeamRole::Design),
        OrgKind::Materials => Some(TeamRole::Materials),
        OrgKind::Consultant | OrgKind::Lawyer | OrgKind::PatentAttorney => {
            Some(TeamRole::Consulting)
        }
        OrgKind::Finance => Some(TeamRole::Funds),
        OrgKind::MarketingHolder1
        | OrgKind::MarketingHolder2
        | OrgKind::MarketingHolder3
        | OrgKind::Dealer
        | OrgKind::Pmda
        | OrgKind::Prefecture => None,
    }
}
