//! The record of provision: whose contact went to whom.

use crate::domain::entity::pairing::PairingId;
use crate::text::Clean;
use jiff::Timestamp;
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// A person's contact went to the other side: where a record of provision is needed
/// (個人情報保護法 29条) it is kept three years as a rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Provision {
    /// When.
    pub at: Timestamp,
    /// The pairing through which they met.
    pub pairing: PairingId,
    /// Badge number; the name while it is held.
    pub badge: Clean,
    /// Empty once erased.
    pub name: Clean,
    /// Their organisation.
    pub org_name: Clean,
    /// The hospital on the other side.
    pub hospital: Clean,
    /// Who introduced them.
    pub actor: Clean,
}

/// How long an introduction has to stay on record, and after how long persons are looked through, in years.
pub const KEPT_YEARS: i64 = 3;

impl Provision {
    /// The day until which it has to be kept.
    pub fn keep_until(&self, zone: &TimeZone) -> Date {
        let day = self.at.to_zoned(zone.clone()).date();
        day.checked_add(KEPT_YEARS.years()).unwrap_or(Date::MAX)
    }
}
