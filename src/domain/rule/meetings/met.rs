//! Whom a hospital and an organisation met before, here and at other sessions.

use crate::domain::book::Book;
use crate::domain::code::Outcome;
use crate::domain::entity::meeting::{Meeting, MeetingId};
use crate::domain::roster::{Organisation, Session};
use crate::text::{Clean, fold};
use jiff::civil::Date;

/// A meeting that was held or planned before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Before {
    /// The day of its session.
    pub on: Date,
    /// The title of its session.
    pub session: Clean,
    /// The need, as people know it.
    pub need: Clean,
    /// What came of it.
    pub outcome: Outcome,
}

/// Every other meeting of the same hospital with the same organisation of which something is on record, the newest
/// first. Sessions have ids of their own for both, so that names and corporate numbers are compared.
pub fn before(book: &Book, session: &Session, id: &MeetingId) -> Vec<Before> {
    let hospital = |s: &Session, id: &MeetingId| {
        let need = s.recorded_need(&id.need)?;
        Some(same(s.recorded_organisation(&need.hospital)?))
    };
    let firm = |s: &Session, id: &MeetingId| Some(same(s.recorded_organisation(&id.org)?));
    let (Some(own), Some(other)) = (hospital(session, id), firm(session, id)) else {
        return Vec::new();
    };
    let held = |m: &Meeting| m.outcome.filter(|o| *o != Outcome::NotHeld);
    let all = book.meetings.iter().filter(|(that, _)| *that != id);
    let mut found: Vec<Before> = all
        .filter_map(|(that, meeting)| {
            let outcome = held(meeting)?;
            let of = book.sessions.get(&that.session)?;
            let is = hospital(of, that)? == own && firm(of, that)? == other;
            is.then(|| Before {
                on: of.held_on,
                session: of.title.clone(),
                need: of.need_told(&that.need),
                outcome,
            })
        })
        .collect();
    found.sort_by(|a, b| (b.on, &a.need).cmp(&(a.on, &b.need)));
    found
}

/// What says that two are the same organisation.
fn same(org: &Organisation) -> String {
    if org.corporate_no.is_empty() {
        fold::key(&org.name)
    } else {
        org.corporate_no.to_string()
    }
}
