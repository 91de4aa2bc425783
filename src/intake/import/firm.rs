//! The mark of an organisation. It speaks for those of its people who said nothing themselves, and never against one who
//! did.

use super::found::{Entry, Report, State, Trouble};
use super::merge::tell_at;
use super::who::Who;
use crate::domain::number;
use crate::domain::roster::Session;
use std::collections::BTreeMap;

/// What people said of needs: the level by badge number and need.
pub(super) type Statements = BTreeMap<(String, String), String>;

/// What the session and the lists let people say.
pub(super) fn statements(entries: &[Entry], session: Option<&Session>) -> Statements {
    let mut out = Statements::new();
    for person in session.into_iter().flat_map(|s| &s.attendees) {
        for interest in &person.interests {
            let key = (number::plain(&person.badge), interest.need.to_string());
            out.insert(key, interest.level.code().to_owned());
        }
    }
    for entry in entries.iter().filter(|e| !e.get("badge").is_empty()) {
        let key = (
            number::plain(entry.get("badge")),
            entry.get("need").to_owned(),
        );
        out.insert(key, entry.get("level").to_owned());
    }
    out
}

/// Says what the mark of an organisation does: it is new where somebody gets it, the same where everybody said so. Who
/// said something else keeps it; that is told, and asked where the mark would then hold for nobody.
pub(super) fn holds(
    entry: &mut Entry,
    people: &[Who],
    said: &Statements,
    place: (u32, &str),
    report: &mut Report<'_>,
) {
    if people.is_empty() {
        return;
    }
    let (mut silent, mut same) = (0_usize, 0_usize);
    let mut other: Vec<String> = Vec::new();
    let org = entry.get("org").to_owned();
    for who in people.iter().filter(|w| !org.is_empty() && w.org == org) {
        let key = (number::plain(&who.badge), entry.get("need").to_owned());
        match said.get(&key) {
            None => silent += 1,
            Some(level) if level == entry.get("level") => same += 1,
            Some(level) => other.push(format!("{} {level}", who.name)),
        }
    }
    let mark = [entry.get("organisation"), entry.get("level")].join(" ");
    let source = entry.source.clone();
    if silent + same + other.len() == 0 {
        tell_at(report, Trouble::FirmWithout, &source, place, (&mark, ""));
        entry.state = State::Doubtful;
        return;
    }
    let others = other.join("、");
    if !other.is_empty() {
        tell_at(report, Trouble::FirmOther, &source, place, (&mark, &others));
    }
    if entry.state == State::Doubtful {
        return;
    }
    entry.state = match (silent, same) {
        (0, 0) => {
            entry.twin = Some(others);
            State::Doubtful
        }
        (0, _) => State::Same,
        _ => State::New,
    };
}
