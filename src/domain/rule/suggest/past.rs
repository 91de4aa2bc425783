//! What came of needs like this one at other sessions. A firm is the same by its corporate number, else by its name: ids are
//! numbers of one file.

use super::reason::Reason;
use super::wanted::text_of;
use crate::domain::book::Book;
use crate::domain::code::Level;
use crate::domain::roster::{Need, Organisation, Session};
use crate::domain::rule::concept::Concepts;
use crate::text::fold;
use std::collections::BTreeMap;

/// How alike another need has to be, 0 to 1.
const ALIKE: f64 = 0.6;

/// Standard deviations that one answer to a need like this one adds; one that became more than talk adds the double.
const ANSWERED: f64 = 0.6;

pub(super) struct Past {
    by_firm: BTreeMap<String, Vec<(f64, Reason)>>,
}

impl Past {
    pub(super) fn new(session: &Session, book: &Book, need: &Need, concepts: &Concepts) -> Self {
        let mut by_firm: BTreeMap<String, Vec<(f64, Reason)>> = BTreeMap::new();
        let text = text_of(need);
        let asked = concepts.asked(&text);
        for other in book.sessions.values().filter(|s| s.id != session.id) {
            for before in &other.needs {
                let likeness = concepts.likeness(&asked, &text, &text_of(before));
                if likeness < ALIKE {
                    continue;
                }
                for pairing in book.pairings_of(&other.id, &before.no) {
                    let Some(org) = other.recorded_organisation(&pairing.id.org) else {
                        continue;
                    };
                    if pairing.level == Level::Declined || pairing.status.is_closed() {
                        continue;
                    }
                    let weight = if pairing.status.is_confirmed() {
                        ANSWERED * 2.0
                    } else {
                        ANSWERED
                    };
                    let reason = Reason::Before {
                        session: other.title.clone(),
                        need: before.title.clone(),
                        status: pairing.status,
                    };
                    by_firm.entry(same(org)).or_default().push((weight, reason));
                }
            }
        }
        Self { by_firm }
    }

    /// The weightiest answer of a firm.
    pub(super) fn of(&self, org: &Organisation) -> Option<(f64, Reason)> {
        let all = self.by_firm.get(&same(org)).into_iter().flatten();
        all.max_by(|a, b| a.0.total_cmp(&b.0)).cloned()
    }
}

fn same(org: &Organisation) -> String {
    if org.corporate_no.is_empty() {
        fold::key(&org.name)
    } else {
        org.corporate_no.to_string()
    }
}
