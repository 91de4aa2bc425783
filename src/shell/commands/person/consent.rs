//! `enishi person consent`: that somebody agreed to their contact being handed over, and in which form that is on record.

use super::who;
use crate::domain::code::ProvisionRecord;
use crate::domain::entity::Entity;
use crate::domain::entity::attendee::{AttendeeChange, AttendeeId};
use crate::domain::number;
use crate::domain::recorded::prepared::Fields;
use crate::domain::rule::length;
use crate::shell::failure::{Failure, FailureKind};
use crate::shell::workspace::Workspace;
use crate::store::Sessions;
use crate::text::Clean;
use crate::words::fl;
use jiff::civil::Date;
use serde_json::json;

/// What was said of it.
pub(super) struct Said<'a> {
    pub(super) on: Option<Date>,
    pub(super) way: Option<&'a str>,
    pub(super) record: Option<ProvisionRecord>,
}

/// Refuses what nobody can have agreed to: on a day that is not yet, in a way that is not said.
fn is_sound(workspace: &Workspace, said: &Said<'_>) -> Result<(), Failure> {
    let w = &workspace.words;
    let refused = |what: String| Err(Failure::new(FailureKind::Usage, what));
    if let Some(on) = said.on.filter(|on| *on > workspace.today) {
        let (on, today) = (on.to_string(), workspace.today.to_string());
        let what = fl!(w, "person-consent-future", on = on, today = today);
        return refused(what).map_err(|f| f.hint(fl!(w, "person-consent-future-how")));
    }
    let way = said.way.map(Clean::line);
    if way.as_ref().is_some_and(|way| way.trim().is_empty()) {
        let what = fl!(w, "person-consent-no-way");
        return refused(what).map_err(|f| f.hint(fl!(w, "person-consent-no-way-how")));
    }
    match way.filter(|way| way.chars().count() > length::NAME) {
        Some(way) => {
            let (count, most) = (way.chars().count(), length::NAME);
            refused(fl!(w, "person-consent-long", count = count, most = most))
        }
        None => Ok(()),
    }
}

pub(super) fn record(
    workspace: &Workspace,
    badge: &str,
    session: Option<&str>,
    said: &Said<'_>,
) -> Result<(), Failure> {
    is_sound(workspace, said)?;
    let mut store = workspace.open_store()?;
    let badge = Clean::line(badge);
    let scope = who::scope(workspace, &store, session)?;
    let person = who::one(workspace, &store, &scope, &badge, "consent")?;
    let book = workspace.book(&store, &Sessions::All)?;
    // The form alone says nothing of an agreement.
    let agreed = said.on.is_some() || said.way.is_some() || said.record.is_none();
    let on = agreed.then(|| said.on.unwrap_or(workspace.today).to_string());
    let new = [
        ("consent_on", on.clone()),
        ("consent_way", said.way.map(str::to_owned)),
        ("provision_record", said.record.map(|r| r.code().to_owned())),
    ];
    let mut recorded = Vec::new();
    for (session, number) in &person.seats {
        let within = match &scope {
            Sessions::All => true,
            Sessions::One(id) => id == session || number::shown(session) == id.as_str(),
        };
        let key = AttendeeId {
            session: session.clone(),
            number: number.clone(),
        };
        let Some(row) = book.attendees.get(&key).filter(|_| within) else {
            continue;
        };
        let mut now = row.now();
        for (name, text) in &new {
            let Some(text) = text else { continue };
            now.notes.retain(|(key, _)| *key != **name);
            now.notes.push((Clean::line(name), Clean::line(text)));
        }
        let set = Fields::between(&row.now(), &now);
        if !set.is_empty() {
            let change = AttendeeChange::Corrected { set, place: None };
            let changes = vec![(Entity::Attendee(key), change.into())];
            workspace.commit(&mut store, session, changes)?;
        }
        recorded.push(session.clone());
    }
    if recorded.is_empty() {
        return Err(who::unknown(workspace, &badge));
    }
    let w = &workspace.words;
    workspace.answer(
        |out| out.json(&json!({"badge": badge, "sessions": recorded, "on": on})),
        |out| match &on {
            Some(on) => out.line(fl!(
                w,
                "person-consent",
                badge = badge.as_str(),
                on = on.as_str()
            )),
            None => out.line(fl!(w, "person-consent-form", badge = badge.as_str())),
        },
    )
}
