//! Rows that mean one thing become one: the same person twice, the same need, the same document.

use super::found::{At, Entry, Report, Source, State, Trouble};
use super::orgs::key as org_key;
use crate::domain::number;
use crate::text::fold;
use std::collections::BTreeMap;

/// Tells something of a row.
pub(super) fn tell(report: &mut Report<'_>, trouble: Trouble, source: &Source, said: (&str, &str)) {
    tell_at(report, trouble, source, (0, ""), said);
}

/// Tells something of a cell, by the number and heading of its column.
pub(super) fn tell_at(
    report: &mut Report<'_>,
    trouble: Trouble,
    source: &Source,
    cell: (u32, &str),
    said: (&str, &str),
) {
    let at = At {
        file: source.file.clone(),
        sheet: source.sheet.clone(),
    };
    report.add(trouble, &at, source.row, cell, said);
}

/// One person for each answer; the list says for every row where its person went. Of two answers to a form the later
/// takes the place of the earlier, with all that it says and does not say: the earlier row went nowhere.
pub(super) fn people(
    rows: Vec<Entry>,
    report: &mut Report<'_>,
) -> (Vec<Entry>, Vec<Option<usize>>) {
    let mut out: Vec<Entry> = Vec::new();
    let mut went: Vec<Option<usize>> = Vec::new();
    let mut by_mail: BTreeMap<String, usize> = BTreeMap::new();
    let mut by_badge: BTreeMap<String, usize> = BTreeMap::new();
    let mut by_name: BTreeMap<(String, String), usize> = BTreeMap::new();
    for mut row in rows {
        if row.is_wrong {
            went.push(Some(out.len()));
            out.push(row);
            continue;
        }
        let name = (org_key(row.get("organisation")), fold::key(row.get("name")));
        let mail = row.get("email").to_owned();
        let badge = number::plain(row.get("badge"));
        if !badge.is_empty()
            && let Some(other) = by_badge.get(&badge).and_then(|at| out.get_mut(*at))
            && (fold::key(other.get("name")) != name.1
                || org_key(other.get("organisation")) != name.0)
        {
            let names = format!("{}、{}", other.get("name"), row.get("name"));
            tell(
                report,
                Trouble::SameBadge,
                &row.source,
                (row.get("badge"), &names),
            );
            tell(
                report,
                Trouble::SameBadge,
                &other.source.clone(),
                (row.get("badge"), &names),
            );
            other.is_wrong = true;
            row.is_wrong = true;
            went.push(Some(out.len()));
            out.push(row);
            continue;
        }
        let same_mail = by_mail.get(&mail).copied().filter(|_| !mail.is_empty());
        let same_name = by_name.get(&name).copied();
        if let Some(at) = same_mail
            && Some(at) != same_name
            && let Some(other) = out.get(at)
        {
            let is_same_name = fold::key(other.get("name")) == name.1;
            if org_key(other.get("organisation")) != name.0 && is_same_name {
                let said = (
                    other.source.row.to_string(),
                    other.get("organisation").to_owned(),
                );
                tell(
                    report,
                    Trouble::MailElsewhere,
                    &row.source,
                    (&said.0, &said.1),
                );
                row.state = State::Doubtful;
            }
        }
        let twin = same_name.filter(|at| {
            // Two of one name with two badge numbers or two addresses are two.
            let Some(other) = out.get(*at) else {
                return false;
            };
            let differ = |field: &str| {
                let (a, b) = (other.get(field), row.get(field));
                !a.is_empty() && !b.is_empty() && a != b
            };
            !differ("badge") && !differ("email")
        });
        if let Some(at) = twin
            && let Some(other) = out.get_mut(at)
        {
            let trouble = if mail.is_empty() || other.get("email").is_empty() {
                Trouble::SamePerson
            } else {
                Trouble::SameMail
            };
            tell(
                report,
                trouble,
                &row.source,
                (&other.source.row.to_string(), ""),
            );
            if row.get("at").is_empty() || other.get("at").is_empty() {
                later(other, row);
                went.push(Some(at));
            } else if row.get("at") < other.get("at") {
                went.push(None);
            } else {
                for earlier in went.iter_mut().filter(|to| **to == Some(at)) {
                    *earlier = None;
                }
                went.push(Some(at));
                let badge = other.get("badge").to_owned();
                if row.get("badge").is_empty() {
                    row.set("badge", badge);
                }
                *other = row;
            }
            continue;
        }
        let at = out.len();
        if !mail.is_empty() {
            by_mail.entry(mail).or_insert(at);
        }
        if !badge.is_empty() {
            by_badge.entry(badge).or_insert(at);
        }
        by_name.entry(name).or_insert(at);
        went.push(Some(at));
        out.push(row);
    }
    (out, went)
}

/// The later of two answers, with what only the other says.
fn later(first: &mut Entry, second: Entry) {
    let (old, new) = if second.get("at") < first.get("at") && !second.get("at").is_empty() {
        (second, first.clone())
    } else {
        (first.clone(), second)
    };
    let mut fields = old.fields;
    fields.extend(new.fields);
    let state = if old.state == State::Doubtful || new.state == State::Doubtful {
        State::Doubtful
    } else {
        new.state
    };
    *first = Entry {
        fields,
        state,
        ..new
    };
}

/// One row for each need; two titles under one number are two wrong rows.
pub(super) fn needs(rows: Vec<Entry>, report: &mut Report<'_>) -> Vec<Entry> {
    let mut out: Vec<Entry> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for mut row in rows {
        let no = number::plain(row.get("no"));
        let Some(other) = known
            .get(&no)
            .and_then(|at| out.get_mut(*at))
            .filter(|_| !no.is_empty())
        else {
            known.insert(no, out.len());
            out.push(row);
            continue;
        };
        if fold::key(other.get("title")) == fold::key(row.get("title")) {
            tell(
                report,
                Trouble::RepeatedNeed,
                &row.source,
                (row.get("no"), ""),
            );
            later(other, row);
            continue;
        }
        let titles = format!("{}、{}", other.get("title"), row.get("title"));
        if !other.is_wrong {
            tell(
                report,
                Trouble::SameNeed,
                &other.source.clone(),
                (row.get("no"), &titles),
            );
        }
        tell(
            report,
            Trouble::SameNeed,
            &row.source,
            (row.get("no"), &titles),
        );
        other.is_wrong = true;
        row.is_wrong = true;
        out.push(row);
    }
    out
}

/// One row for each document; what the first lacks is taken from the later.
pub(super) fn patents(rows: Vec<Entry>, report: &mut Report<'_>) -> Vec<Entry> {
    let mut out: Vec<Entry> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for row in rows {
        let written = row.get("doc_no").to_owned();
        let id = number::patent_id(&written).unwrap_or_else(|| number::narrow(&written));
        let first = known.get(&id).and_then(|at| out.get_mut(*at));
        if let Some(first) = first.filter(|_| !id.is_empty()) {
            tell(report, Trouble::SamePatent, &row.source, (&written, ""));
            for (field, value) in row.fields {
                first.fields.entry(field).or_insert(value);
            }
        } else {
            known.insert(id, out.len());
            out.push(row);
        }
    }
    out
}
