//! The numbers of the desk: who came, when, and which companies are missing.

use crate::domain::book::Book;
use crate::domain::code::Presence;
use crate::domain::roster::Session;
use crate::domain::rule::reception;
use crate::text::Clean;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// How far back the last arrivals go, in seconds.
const LATELY: i64 = 300;

/// The numbers of the desk.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tally {
    /// Everybody in the list.
    pub all: usize,
    /// Who came.
    pub came: usize,
    /// 未着
    pub missing: usize,
    /// Organisations of which somebody is missing, with how many came of how many; those of which nobody came first.
    pub firms: Vec<(Clean, usize, usize)>,
    arrivals: Vec<Timestamp>,
}

impl Tally {
    pub(super) fn of(book: &Book, session: &Session) -> Self {
        let mut out = Self {
            all: session.attendees.len(),
            ..Self::default()
        };
        // Of each organisation: where it stands in the list, who came, who is missing.
        let mut firms: BTreeMap<&Clean, (usize, usize, usize)> = BTreeMap::new();
        for (at, person) in session.attendees.iter().enumerate() {
            let attendance = reception::attendance(book, &session.id, &person.badge);
            let presence = attendance.map_or(Presence::Expected, |a| a.presence);
            let firm = firms.entry(&person.org).or_insert((at, 0, 0));
            match presence {
                Presence::Arrived | Presence::Left => {
                    out.came += 1;
                    firm.1 += 1;
                    out.arrivals.extend(attendance.and_then(|a| a.arrived_at));
                }
                Presence::Expected => {
                    out.missing += 1;
                    firm.2 += 1;
                }
                Presence::Absent => {}
            }
        }
        let mut open: Vec<_> = firms.into_iter().filter(|(_, f)| f.2 > 0).collect();
        open.sort_by_key(|(_, (at, came, _))| (*came > 0, *at));
        let firm = |(org, (_, came, missing)): (&Clean, (usize, usize, usize))| {
            (org.clone(), came, came + missing)
        };
        out.firms = open.into_iter().map(firm).collect();
        out
    }

    /// How many came in the last minutes.
    pub fn lately(&self, now: Timestamp) -> usize {
        let is_late = |at: &&Timestamp| now.as_second() - at.as_second() < LATELY;
        self.arrivals.iter().filter(is_late).count()
    }
}
