//! The record of provision: whose contact went to whom.

use crate::domain::code::{Office, OrgKind, ProvisionRecord};
use crate::domain::entity::pairing::PairingId;
use crate::domain::entity::session::ERASED;
use crate::domain::roster::{Attendee, Organisation};
use crate::domain::rule::provision::{Keeping, keeping};
use crate::text::Clean;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A person's contact went to the other side.
#[derive(Clone, Debug, PartialEq)]
pub struct Provision {
    /// When.
    pub at: Timestamp,
    /// When the same contact went there for the last time.
    pub last_at: Timestamp,
    /// The ops that say it, the oldest first.
    pub ops: Vec<Uuid>,
    /// The pairing through which they met.
    pub pairing: PairingId,
    /// Badge number; the name while it is held.
    pub badge: Clean,
    /// Empty once erased.
    pub name: Clean,
    /// Their organisation.
    pub org_name: Clean,
    /// What was held of them then and may have been handed over: 氏名, メール …
    pub items: Vec<Clean>,
    /// The hospital on the other side.
    pub hospital: Clean,
    /// What is known of it besides.
    pub recipient: Recipient,
    /// That they agreed, as far as it was recorded.
    pub consent: Consent,
    /// In which form it is on record.
    pub record: ProvisionRecord,
    /// What the office is that keeps it.
    pub office: Office,
    /// Who introduced them.
    pub actor: Clean,
}

/// The organisation a contact went to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Recipient {
    /// 所在地, as far as it is known.
    pub address: Clean,
    /// 法人番号
    pub corporate_no: Clean,
    /// 種別
    pub kinds: Vec<OrgKind>,
}

/// That a person agreed; empty where nobody recorded it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// 名簿共有同意, as the list of attendees has it.
    pub share: Clean,
    /// The day.
    pub on: Clean,
    /// In which way.
    pub way: Clean,
}

impl Provision {
    /// Whether and until when it has to be kept.
    pub fn keeping(&self, zone: &TimeZone) -> Keeping {
        let day = |at: Timestamp| at.to_zoned(zone.clone()).date();
        let (on, last) = (day(self.at), day(self.last_at));
        keeping(self.office, self.record, &self.recipient.kinds, on, last)
    }
}

impl Recipient {
    /// As the list of organisations has it.
    pub fn of(org: &Organisation) -> Self {
        let note = org.notes.iter().find(|(key, _)| *key == *"address");
        let place = || format!("{}{}", org.prefecture, org.city).into();
        Self {
            address: note.map_or_else(place, |(_, text)| text.clone()),
            corporate_no: org.corporate_no.clone(),
            kinds: org.kinds.clone(),
        }
    }
}

/// The further field of an attendee that says it, empty where it says nothing.
fn note(person: &Attendee, key: &str) -> Clean {
    let found = person.notes.iter().find(|(own, _)| *own == *key);
    found.map(|(_, text)| text.clone()).unwrap_or_default()
}

impl Consent {
    /// As it was prepared or recorded of an attendee.
    pub fn of(person: &Attendee) -> Self {
        Self {
            share: note(person, "consent_share"),
            on: note(person, "consent_on"),
            way: note(person, "consent_way"),
        }
    }
}

/// In which form the provision of an attendee's contact is on record. What is none of the words is the usual one.
pub fn record_of(person: &Attendee) -> ProvisionRecord {
    ProvisionRecord::parse(&note(person, "provision_record")).unwrap_or(ProvisionRecord::Usual)
}

/// What is held of an attendee and may be handed over.
pub fn items_of(person: &Attendee) -> Vec<Clean> {
    let all = [
        ("氏名", &person.name),
        ("フリガナ", &person.kana),
        ("所属", &person.org),
        ("部署", &person.dept),
        ("役職", &person.title),
        ("メール", &person.email),
        ("電話", &person.tel),
    ];
    let is_held = |text: &Clean| !text.is_empty() && *text != ERASED;
    let held = all.iter().filter(|(_, text)| is_held(text));
    held.map(|(label, _)| Clean::line(label)).collect()
}
