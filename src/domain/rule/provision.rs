//! How long it stays on record that a person's contact was handed to somebody: an estimate for the user to check, never law.

use crate::domain::code::{Office, OrgKind, ProvisionRecord};
use jiff::ToSpan;
use jiff::civil::Date;

/// As a rule, in years; also after how many years it is asked whether persons are still needed.
pub const KEPT_YEARS: i64 = 3;

/// Where a contract serves as the record, in years from the last provision.
const KEPT_YEARS_BY_CONTRACT: i64 = 1;

/// Whether it has to be kept, as far as we can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// Until this day.
    Until(Date),
    /// No record is asked for.
    NotNeeded(Why),
}

/// Why no record is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The person handed over the card.
    Card,
    /// The recipient is a body of the state or a municipality.
    PublicRecipient,
    /// The office is a municipality: other rules hold for it.
    OtherRules,
}

impl Keeping {
    /// The day, where there is one.
    pub fn until(self) -> Option<Date> {
        match self {
            Self::Until(day) => Some(day),
            Self::NotNeeded(_) => None,
        }
    }
}

/// For a contact that was handed over on a day, and for the last time on `last`, to an organisation of these kinds.
pub fn keeping(
    office: Office,
    record: ProvisionRecord,
    recipient: &[OrgKind],
    on: Date,
    last: Date,
) -> Keeping {
    let public = [OrgKind::Government, OrgKind::Prefecture, OrgKind::Pmda];
    // A hospital of a municipality counts as a private one.
    let is_public =
        recipient.iter().any(|k| public.contains(k)) && !recipient.contains(&OrgKind::Hospital);
    let after = |day: Date, years: i64| day.checked_add(years.years()).unwrap_or(Date::MAX);
    match (office, record) {
        (Office::Municipality, _) => Keeping::NotNeeded(Why::OtherRules),
        (_, ProvisionRecord::Card) => Keeping::NotNeeded(Why::Card),
        _ if is_public => Keeping::NotNeeded(Why::PublicRecipient),
        (_, ProvisionRecord::Contract) => Keeping::Until(after(last, KEPT_YEARS_BY_CONTRACT)),
        (_, ProvisionRecord::Usual) => Keeping::Until(after(on, KEPT_YEARS)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn how_long_depends_on_the_office_the_record_and_the_recipient() {
        let (on, last) = (date(2026, 4, 1), date(2027, 2, 3));
        let of = |office, record, kinds: &[OrgKind]| keeping(office, record, kinds, on, last);
        let (usual, contract) = (ProvisionRecord::Usual, ProvisionRecord::Contract);
        let hospital = &[OrgKind::Hospital];
        let three = Keeping::Until(date(2029, 4, 1));
        assert_eq!(of(Office::Business, usual, hospital), three);
        assert_eq!(of(Office::PublicHospital, usual, hospital), three);
        let one = Keeping::Until(date(2028, 2, 3));
        assert_eq!(of(Office::Business, contract, hospital), one);
        let none = |why| Keeping::NotNeeded(why);
        let card = ProvisionRecord::Card;
        assert_eq!(of(Office::Business, card, hospital), none(Why::Card));
        let city = &[OrgKind::Government];
        let public = none(Why::PublicRecipient);
        assert_eq!(of(Office::Business, usual, city), public);
        let city_hospital = &[OrgKind::Government, OrgKind::Hospital];
        assert_eq!(of(Office::Business, usual, city_hospital), three);
        let other = none(Why::OtherRules);
        assert_eq!(of(Office::Municipality, usual, hospital), other);
    }
}
