//! A person in the record: where they are, and what an op is without them.

use super::LogEntry;
use crate::domain::id::PairingId;
use crate::domain::op::Change;
use crate::domain::roster::Attendee;
use crate::domain::roster::Need;
use crate::domain::roster::Organisation;
use crate::domain::roster::Patent;
use crate::domain::roster::Session;
use crate::text::Clean;
use jiff::Timestamp;
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::Value;
use std::path::PathBuf;

/// What stands where something was erased.
pub const ERASED: &str = "（消去済）";

/// Everything held about a person.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PersonReport {
    /// As prepared, by session; every version the record ever held.
    pub prepared: Vec<(Clean, Attendee)>,
    /// Pairings in which they are the contact.
    pub pairings: Vec<PairingId>,
    /// Ops that name them, oldest first.
    pub mentions: Vec<LogEntry>,
    /// To whom they were introduced.
    pub provisions: Vec<Provision>,
    /// Half-typed texts that name them.
    pub drafts: Vec<Clean>,
    /// Files beside the record that may name them: forks, rescue files, replaced records.
    pub files: Vec<PathBuf>,
}

/// A person's contact went to the other side: the record the law asks for (個人情報保護法 29条), kept three years.
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

/// A session that holds persons longer than needed.
#[derive(Clone, Debug, PartialEq)]
pub struct Overdue {
    /// Session id.
    pub session: Clean,
    /// Its title.
    pub title: Clean,
    /// When something was last recorded in it.
    pub last_at: Timestamp,
    /// How many persons it holds.
    pub persons: usize,
}

/// The texts by which a person is found in free text: long enough not to be parts of other words.
pub(super) fn words(prepared: &[(Clean, Attendee)]) -> Vec<String> {
    let mut words = Vec::new();
    for (_, person) in prepared {
        let bare: String = person.name.split_whitespace().collect();
        let parts: Vec<&str> = person.name.split_whitespace().collect();
        words.push(bare);
        words.push(parts.join(" "));
        words.push(parts.join("\u{3000}"));
        words.push(person.email.to_string());
        words.push(person.tel.to_string());
        words.push(person.kana.to_string());
    }
    words.retain(|w| w.chars().count() >= 3 && w != ERASED);
    // The longest first, so that no rest of a longer one stays.
    words.sort_by_key(|w| std::cmp::Reverse(w.len()));
    words.dedup();
    words
}

/// The change without a person; `None`: it does not name them.
pub(super) fn without(change: &Change, badge: &Clean, words: &[String]) -> Option<Change> {
    let mut less = change.clone();
    if let Change::SessionLoaded(session) = &mut less {
        for person in session.attendees.iter_mut().filter(|a| a.badge == *badge) {
            *person = Attendee {
                badge: person.badge.clone(),
                org: person.org.clone(),
                role: person.role,
                name: ERASED.into(),
                interests: std::mem::take(&mut person.interests),
                ..Attendee::default()
            };
        }
    }
    let mut value = serde_json::to_value(&less).ok()?;
    if let Some(body) = value.get_mut("body") {
        blank(body, words);
    }
    let less = serde_json::from_value(value).unwrap_or(less);
    (less != *change).then_some(less)
}

fn blank(value: &mut Value, words: &[String]) {
    match value {
        Value::String(text) => {
            for word in words {
                if text.contains(word.as_str()) {
                    *text = text.replace(word.as_str(), ERASED);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|v| blank(v, words)),
        Value::Object(fields) => fields.values_mut().for_each(|v| blank(v, words)),
        _ => {}
    }
}

/// The change without any free text or person, so that only counts and states stay; `None`: it has none.
pub(super) fn bare(change: &Change) -> Option<Change> {
    let none = Clean::default;
    let less = match change {
        Change::SessionLoaded(session) => Change::SessionLoaded(Box::new(bare_session(session))),
        Change::PairingNote { .. } => Change::PairingNote { note: none() },
        Change::PairingStatus { status, on, .. } => Change::PairingStatus {
            status: *status,
            reason: none(),
            on: *on,
        },
        Change::PairingNext { side, on, .. } => Change::PairingNext {
            side: *side,
            text: none(),
            on: *on,
        },
        Change::TaskNote { .. } => Change::TaskNote { note: none() },
        Change::MemoWritten { need, .. } => Change::MemoWritten {
            need: need.clone(),
            text: none(),
        },
        _ => return None,
    };
    (less != *change).then_some(less)
}

fn bare_session(session: &Session) -> Session {
    Session {
        id: session.id.clone(),
        title: session.title.clone(),
        held_on: session.held_on,
        hosts: session.hosts.clone(),
        joint_hospitals: session.joint_hospitals.clone(),
        needs: (session.needs.iter())
            .map(|n| Need {
                no: n.no.clone(),
                title: ERASED.into(),
                hospital: n.hospital.clone(),
                device_kind: n.device_kind,
                device_class: n.device_class,
                disclosure: n.disclosure,
                patent_status: n.patent_status,
                order: n.order,
                ..Need::default()
            })
            .collect(),
        organisations: (session.organisations.iter())
            .map(|o| Organisation {
                id: o.id.clone(),
                name: o.name.clone(),
                kinds: o.kinds.clone(),
                prefecture: o.prefecture.clone(),
                ..Organisation::default()
            })
            .collect(),
        attendees: (session.attendees.iter())
            .map(|a| Attendee {
                badge: a.badge.clone(),
                org: a.org.clone(),
                role: a.role,
                name: ERASED.into(),
                ..Attendee::default()
            })
            .collect(),
        patents: (session.patents.iter())
            .map(|p| Patent {
                doc_no: p.doc_no.clone(),
                needs: p.needs.clone(),
                ..Patent::default()
            })
            .collect(),
        ..Session::default()
    }
}
