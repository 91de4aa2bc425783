//! The rules of matching: what a key press or a command may record about a pairing, and what it should warn of.
//! One place for the screen and for the commands; every refusal and warning is a value, put into words by whoever speaks.

use super::facts::Facts;
use crate::domain::book::Book;
use crate::domain::code::{
    DeviceClass, DeviceKind, Disclosure, Level, OrgKind, PairingStatus, Verdict,
};
use crate::domain::entity::Change;
use crate::domain::entity::Entity;
use crate::domain::entity::pairing::Pairing;
use crate::domain::entity::pairing::PairingChange;
use crate::domain::entity::pairing::PairingId;
use crate::domain::recorded::stated::Field;
use crate::domain::roster::{Attendee, Need, Organisation, Session};
use crate::domain::rule::{name, reply};
use crate::text::Clean;
use jiff::Timestamp;
use jiff::ToSpan;
use jiff::civil::Date;

/// Who is paired with a need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Partner<'a> {
    /// A person, by badge number; stands for the organisation.
    Person(&'a str),
    /// An organisation without a named person.
    Organisation(&'a str),
}

/// Why nothing is recorded.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No such need in the session.
    #[error("no need {0}")]
    UnknownNeed(Clean),
    /// No such badge number or organisation in the session.
    #[error("no badge or organisation {0}")]
    UnknownPartner(Clean),
    /// The person with this badge was erased.
    #[error("badge {0} was erased")]
    Erased(Clean),
    /// The hospital that presents the need cannot be its partner.
    #[error("{0} presents the need itself")]
    OwnHospital(Clean),
    /// Exactly this is on record.
    #[error("already recorded")]
    AlreadyRecorded,
    /// The pairing is not on record.
    #[error("no pairing {0}")]
    UnknownPairing(PairingId),
    /// The pairing is confirmed or further.
    #[error("already confirmed")]
    AlreadyConfirmed,
}

/// What the coordinator should know; nothing is refused for it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Warning {
    /// R10: a rival of this organisation is paired with the same need.
    Rival {
        /// Name of the rival.
        name: Clean,
    },
    /// R2: the need is told only after an NDA, so no meeting before it is signed.
    NdaFirst,
    /// The need is not to be told to anybody outside.
    Closed,
    /// R6, R3: nobody on the need holds a licence that is enough for the class.
    NoLicence {
        /// Class of the device.
        class: DeviceClass,
    },
    /// R1: the year after first disclosure ends soon or has ended; a filing is not done.
    Novelty {
        /// Last day of the exception to loss of novelty.
        until: Date,
    },
    /// The organisation presents needs of its own here: it is perhaps no partner.
    Presents,
    /// A hospital, or somebody of one, that presents nothing here: a doctor who asked a question is perhaps no partner.
    Hospital,
    /// The hospital refuses this organisation for the need; only the hospital changes that.
    Refused {
        /// Why.
        reason: Clean,
    },
    /// R9: the organisation has this many open pairings already.
    ManyPairings {
        /// How many.
        count: usize,
    },
}

/// The level a person declared for a need before the meeting. Who comes after all is interested, whatever was declared.
pub fn declared(person: &Attendee, need: &Clean) -> Option<Level> {
    let interest = person.interests.iter().find(|i| i.need == *need);
    interest.map(|i| i.level).filter(|l| *l != Level::Declined)
}

/// What somebody of the partner declared, the strongest; 関心 is what is shown without it, and states nothing.
fn declared_by(
    session: &Session,
    org: &Organisation,
    person: Option<&Clean>,
    need: &Clean,
) -> Option<Level> {
    let people = session.people_of(&org.id);
    let people = people.filter(|a| person.is_none_or(|badge| a.badge == *badge));
    let levels = people.filter_map(|a| declared(a, need));
    let rank = |level: &Level| Level::ALL.iter().position(|l| l == level);
    levels.max_by_key(rank).filter(|l| *l != Level::Interested)
}

/// Records that a partner wants to work on a need, with the level that is stated here or else was declared before the
/// meeting. On an existing pairing it adds the person and sets the level, if one is stated; exactly the same again is
/// refused.
pub fn record(
    session: &Session,
    book: &Book,
    need: &str,
    partner: Partner<'_>,
    level: Option<Level>,
) -> Result<(PairingId, Vec<(Entity, Change)>), Refusal> {
    let need = session
        .recorded_need(need)
        .or_else(|| session.need(need))
        .ok_or_else(|| Refusal::UnknownNeed(Clean::line(need)))?;
    let (org, person) = resolve(session, partner)?;
    if org.id == need.hospital {
        return Err(Refusal::OwnHospital(org.name.clone()));
    }
    let id = PairingId {
        session: session.id.clone(),
        need: need.no.clone(),
        org: org.id.clone(),
    };
    if let Some(old) = book.pairings.get(&id) {
        let known = person
            .as_ref()
            .is_none_or(|badge| old.persons.contains(badge));
        // Whoever states a level where two contradict each other decides.
        let conflicts = book.conflicts_of(&Entity::Pairing(id.clone()));
        let disputed = conflicts.iter().any(|c| c.field == Field::Level);
        if known && level.is_none_or(|level| level == old.level && !disputed) {
            return Err(Refusal::AlreadyRecorded);
        }
    }
    let is_new = !book.pairings.contains_key(&id);
    let level = level.or_else(|| {
        let declared = declared_by(session, org, person.as_ref(), &need.no);
        declared.filter(|_| is_new)
    });
    Ok((
        id.clone(),
        vec![(
            Entity::Pairing(id),
            Change::Pairing(PairingChange::Recorded { person, level }),
        )],
    ))
}

fn resolve<'a>(
    session: &'a Session,
    partner: Partner<'_>,
) -> Result<(&'a Organisation, Option<Clean>), Refusal> {
    let (org, person, written) = match partner {
        Partner::Person(badge) => {
            let person = session.attendee_meant(badge);
            if let Some(gone) = person.filter(|a| name::is_erased(&a.name)) {
                return Err(Refusal::Erased(gone.badge.clone()));
            }
            (
                person.and_then(|a| session.recorded_organisation(&a.org)),
                person.map(|a| a.badge.clone()),
                badge,
            )
        }
        Partner::Organisation(id) => (session.recorded_organisation(id), None, id),
    };
    org.map(|org| (org, person))
        .ok_or_else(|| Refusal::UnknownPartner(Clean::line(written)))
}

/// Confirms a pairing: from now on it is followed up, and it gets the tasks whose trigger holds.
pub fn confirm(facts: &Facts<'_>, id: &PairingId) -> Result<Vec<(Entity, Change)>, Refusal> {
    let pairing = facts
        .book
        .pairings
        .get(id)
        .ok_or_else(|| Refusal::UnknownPairing(id.clone()))?;
    if pairing.status.is_confirmed() {
        return Err(Refusal::AlreadyConfirmed);
    }
    Ok(set_status(
        facts,
        pairing,
        PairingStatus::Confirmed,
        Clean::default(),
    ))
}

/// Moves a pairing to a state, with the tasks that state needs.
pub fn set_status(
    facts: &Facts<'_>,
    pairing: &Pairing,
    status: PairingStatus,
    reason: Clean,
) -> Vec<(Entity, Change)> {
    let mut then = pairing.clone();
    then.status = status;
    let change = Change::Pairing(PairingChange::Status {
        status,
        reason,
        on: facts.today,
    });
    let mut changes = vec![(Entity::Pairing(pairing.id.clone()), change)];
    changes.extend(facts.due_tasks(&then));
    changes
}

/// Whether an organisation is one of those who present, or of their kind: it is easily recorded as a partner.
pub fn of_presenters(session: &Session, org: &Organisation) -> Option<Warning> {
    let clinical = [
        OrgKind::Hospital,
        OrgKind::LiaisonOffice,
        OrgKind::Clinician,
    ];
    if session.needs.iter().any(|n| n.hospital == org.id) {
        Some(Warning::Presents)
    } else {
        let is_clinical = org
            .kinds
            .first()
            .is_some_and(|kind| clinical.contains(kind));
        is_clinical.then_some(Warning::Hospital)
    }
}

/// What to tell about a pairing of `org` with `need`, gravest first.
pub fn warnings(facts: &Facts<'_>, need: &Need, org: &Organisation) -> Vec<Warning> {
    let mut found = Vec::from_iter(of_presenters(facts.session, org));
    let answer = reply::of(facts.book, &facts.session.id, &need.no, &org.id);
    if let Some(answer) = answer.filter(|a| a.verdict == Some(Verdict::Refuse)) {
        let reason = answer.reason.clone();
        found.push(Warning::Refused { reason });
    }
    match need.disclosure {
        Some(Disclosure::AfterNda) => found.push(Warning::NdaFirst),
        Some(Disclosure::Closed) => found.push(Warning::Closed),
        _ => {}
    }
    found.extend(rivals(facts, need, org).map(|rival| Warning::Rival {
        name: rival.name.clone(),
    }));
    if let Some(class) = need.device_class
        && need.device_kind != Some(DeviceKind::NonDevice)
        && class >= DeviceClass::II
        && !facts.has_licence(need, &candidate(facts, need, org))
    {
        found.push(Warning::NoLicence { class });
    }
    if let Some(until) = novelty_deadline(need)
        && facts
            .today
            .checked_add(90.days())
            .is_ok_and(|soon| soon >= until)
    {
        found.push(Warning::Novelty { until });
    }
    let open = open_of(facts.book, &org.id);
    if open >= MANY {
        found.push(Warning::ManyPairings { count: open });
    }
    found
}

/// From how many open pairings on an organisation has many (R9).
pub const MANY: usize = 5;

/// How many pairings of an organisation have not ended.
pub fn open_of(book: &Book, org: &Clean) -> usize {
    let all = book.pairings.values();
    all.filter(|p| p.id.org == *org && !p.status.is_closed())
        .count()
}

/// Rivals of an organisation that are paired with the same need (R10).
pub fn rivals<'a>(
    facts: &Facts<'a>,
    need: &Need,
    org: &'a Organisation,
) -> impl Iterator<Item = &'a Organisation> {
    let session = facts.session;
    let others = facts.book.pairings_of(&session.id, &need.no).into_iter();
    others
        .filter_map(|other| session.recorded_organisation(&other.id.org))
        .filter(|rival| org.competitors.contains(&rival.id) || rival.competitors.contains(&org.id))
}

/// Last day on which a filing can still claim the exception to loss of novelty (patent act, article 30: one year from the
/// first disclosure); `None` where nothing was disclosed or a filing is done.
pub fn novelty_deadline(need: &Need) -> Option<Date> {
    use crate::domain::code::Filing;
    if matches!(
        need.patent_status,
        Some(Filing::Filed | Filing::Published | Filing::NotNeeded)
    ) {
        return None;
    }
    need.first_disclosed_on?.checked_add(1.year()).ok()
}

fn candidate(facts: &Facts<'_>, need: &Need, org: &Organisation) -> Pairing {
    let id = PairingId {
        session: facts.session.id.clone(),
        need: need.no.clone(),
        org: org.id.clone(),
    };
    facts
        .book
        .pairings
        .get(&id)
        .cloned()
        .unwrap_or_else(|| Pairing::new(id, Level::Interested, Timestamp::UNIX_EPOCH))
}

#[cfg(test)]
mod tests;
