//! `enishi person provisions`: who was introduced to whom, what of them was handed over, and until when that stays.

use super::who::scope;
use crate::domain::number;
use crate::domain::rule::provision::{Keeping, Why};
use crate::shell::clock;
use crate::shell::failure::Failure;
use crate::shell::workspace::Workspace;
use crate::store::device::DeviceError;
use crate::store::privacy::provision::{Consent, Provision};
use crate::store::sqlite::privacy::sealed::{Locked, NotHere, Sealed};
use crate::text::Clean;
use crate::words::Words;
use crate::words::fl;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

pub(super) fn told(workspace: &Workspace, session: Option<&str>) -> Result<(), Failure> {
    let store = workspace.open_store()?;
    let unsealed =
        store.unsealed_provisions(&scope(workspace, &store, session)?, clock::timestamp());
    let unsealed = unsealed.map_err(|e| workspace.store_failed(&e))?;
    let zone = clock::zoned().time_zone().clone();
    let w = &workspace.words;
    let found = &unsealed.found;
    let locked = unsealed
        .locked
        .as_ref()
        .map(|locked| locked_line(w, locked));
    workspace.answer(
        |out| {
            if let Some(line) = &locked {
                crate::shell::out::tell(std::slice::from_ref(line));
            }
            let rows = found
                .iter()
                .map(|(p, sealed)| row(p, sealed.as_ref(), &zone));
            out.json(&rows.collect::<Vec<_>>())
        },
        |out| {
            if found.is_empty() {
                out.line(fl!(w, "person-provisions-none"))?;
            } else {
                let head = [
                    fl!(w, "person-head-at"),
                    fl!(w, "person-head-who"),
                    fl!(w, "person-head-items"),
                    fl!(w, "person-head-to"),
                    fl!(w, "person-head-need"),
                    fl!(w, "person-head-consent"),
                    fl!(w, "person-head-by"),
                    fl!(w, "person-head-until"),
                ];
                let rows: Vec<Vec<Clean>> = found
                    .iter()
                    .map(|(p, sealed)| cells(w, p, sealed.as_ref(), &zone))
                    .collect();
                out.table(&head, &rows)?;
                out.line(fl!(w, "person-provisions-rule"))?;
            }
            locked.iter().try_for_each(|line| out.line(line.as_str()))
        },
    )
}

/// That something is sealed and cannot be read here, and what to do.
pub(in crate::shell::commands) fn locked_line(w: &Words, locked: &Locked) -> String {
    let why = match &locked.why {
        NotHere::Key(DeviceError::NotForUs) => fl!(w, "person-locked-other-key"),
        NotHere::Key(error) => error.explain(w),
        NotHere::NoKey => fl!(w, "person-locked-no-key"),
        NotHere::NoBox => fl!(w, "person-locked-no-box"),
    };
    fl!(w, "person-locked", count = locked.count, why = why)
}

fn row(p: &Provision, sealed: Option<&Sealed>, zone: &TimeZone) -> Value {
    let (name, items, consent) = open(p, sealed);
    let (until, why) = match p.keeping(zone) {
        Keeping::Until(until) => (Some(until), None),
        Keeping::NotNeeded(why) => (
            None,
            Some(match why {
                Why::Card => "card",
                Why::PublicRecipient => "public-recipient",
                Why::OtherRules => "other-rules",
            }),
        ),
    };
    json!({"at": p.at, "badge": number::shown(&p.badge), "name": name, "items": items,
        "sealed": sealed.is_some(), "organisation": p.org_name,
        "hospital": p.hospital, "recipient": p.recipient, "consent": consent,
        "need": number::shown(&p.pairing.need), "pairing": p.pairing,
        "actor": p.actor, "record": p.record, "keep_until": until, "not_needed": why})
}

/// What is known, from the seal where the person was erased.
fn open<'a>(p: &'a Provision, sealed: Option<&'a Sealed>) -> (&'a Clean, &'a [Clean], &'a Consent) {
    match sealed {
        Some(sealed) => (&sealed.name, &sealed.items, &sealed.consent),
        None => (&p.name, &p.items, &p.consent),
    }
}

fn cells(w: &Words, p: &Provision, sealed: Option<&Sealed>, zone: &TimeZone) -> Vec<Clean> {
    let (name, items, consent) = open(p, sealed);
    let name = match sealed {
        Some(_) => fl!(w, "person-sealed-name", name = name.as_str()),
        None => name.to_string(),
    };
    let spaced = |parts: &[&str]| {
        let parts = parts.iter().filter(|part| !part.is_empty());
        parts.copied().collect::<Vec<_>>().join(" ")
    };
    let items: Vec<&str> = items.iter().map(Clean::as_str).collect();
    let agreed = spaced(&[&consent.on, &consent.way, &consent.share]);
    let agreed = if agreed.is_empty() { "-" } else { &agreed };
    let badge = number::shown(&p.badge);
    vec![
        p.at.to_zoned(zone.clone()).date().to_string().into(),
        spaced(&[&p.org_name, badge, &name]).into(),
        items.join("、").into(),
        spaced(&[&p.hospital, &p.recipient.corporate_no, &p.recipient.address]).into(),
        number::shown(&p.pairing.need).into(),
        agreed.into(),
        p.actor.clone(),
        match p.keeping(zone) {
            Keeping::Until(until) => until.to_string(),
            Keeping::NotNeeded(Why::Card) => fl!(w, "person-not-needed-card"),
            Keeping::NotNeeded(Why::PublicRecipient) => fl!(w, "person-not-needed-public"),
            Keeping::NotNeeded(Why::OtherRules) => fl!(w, "person-not-needed-other"),
        }
        .into(),
    ]
}
