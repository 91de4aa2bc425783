//! What stands above the records of a need.

use super::state::Live;
use crate::domain::book::Book;
use crate::domain::code::{Disclosure, Level};
use crate::domain::number::MahType;
use crate::domain::roster::Organisation;
use crate::domain::rule::licence::{self, Holder};
use crate::text::Clean;

/// Who may bring it to the market, and who should not meet whom.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gauge {
    /// The licence the need takes, and where a holder of it is; `None`: it is no device.
    pub licence: Option<(MahType, Licensed)>,
    /// Organisations on record that are rivals.
    pub rivals: Vec<(Clean, Clean)>,
    /// The need is told under an NDA only.
    pub nda: bool,
}

/// Where a holder of the licence is.
#[derive(Clone, Debug, PartialEq)]
pub enum Licensed {
    /// On record for the need.
    Recorded(Clean),
    /// Not on record but in the hall, with so many more.
    InHall(Clean, usize),
    /// Neither.
    Nowhere,
}

impl Live {
    /// The gauge of the shown need.
    pub fn gauge(&self, book: &Book) -> Option<Gauge> {
        let session = self.session(book)?;
        let need = self.shown(book)?;
        let orgs: Vec<&Organisation> = book
            .pairings_in(&session.id)
            .filter(|p| p.id.need == need.no)
            .filter(|p| p.level != Level::Declined && !p.status.is_closed())
            .filter_map(|p| session.recorded_organisation(&p.id.org))
            .collect();
        let licence = licence::holder(session, book, need).map(|(least, holder)| {
            let holder = match holder {
                Holder::Recorded(org) => Licensed::Recorded(org.short_name().clone()),
                Holder::InHall { first, others } => {
                    Licensed::InHall(first.short_name().clone(), others)
                }
                Holder::Nowhere => Licensed::Nowhere,
            };
            (least, holder)
        });
        let mut rivals = Vec::new();
        for (at, one) in orgs.iter().enumerate() {
            for other in orgs.iter().skip(at + 1) {
                if one.competitors.contains(&other.id) || other.competitors.contains(&one.id) {
                    rivals.push((one.short_name().clone(), other.short_name().clone()));
                }
            }
        }
        Some(Gauge {
            licence,
            rivals,
            nda: need.disclosure == Some(Disclosure::AfterNda),
        })
    }
}
