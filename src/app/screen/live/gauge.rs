//! What stands above the records of a need.

use super::state::{Live, pairings_in};
use crate::domain::book::Book;
use crate::domain::code::{DeviceKind, Disclosure, Level};
use crate::domain::number::MahType;
use crate::domain::roster::Organisation;
use crate::text::Clean;

/// Who may bring it to the market, and who should not meet whom.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gauge {
    /// The least licence for the class of the need (type 2 where the class is unknown); `None`: it is no device.
    pub least: Option<MahType>,
    /// An organisation on record that holds it.
    pub holder: Option<Clean>,
    /// Organisations on record that are rivals.
    pub rivals: Vec<(Clean, Clean)>,
    /// The need is told under an NDA only.
    pub nda: bool,
}

impl Live {
    /// The gauge of the shown need.
    pub fn gauge(&self, book: &Book) -> Option<Gauge> {
        let session = self.session(book)?;
        let need = self.shown(book)?;
        let orgs: Vec<&Organisation> = pairings_in(book, &session.id)
            .filter(|p| p.id.need == need.no)
            .filter(|p| p.level != Level::Declined && !p.status.is_closed())
            .filter_map(|p| session.organisation(&p.id.org))
            .collect();
        let device = need.device_kind != Some(DeviceKind::NonDevice);
        let least = device.then(|| need.least_licence().unwrap_or(MahType::Second));
        let holder = least.and_then(|least| {
            let enough = |o: &&&Organisation| o.licence().is_some_and(|l| l >= least);
            orgs.iter().find(enough).map(|o| o.short_name().clone())
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
            least,
            holder,
            rivals,
            nda: need.disclosure == Some(Disclosure::AfterNda),
        })
    }
}
