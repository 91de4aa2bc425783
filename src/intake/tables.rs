//! Which columns each section has: one table for each, in a file of its own.

pub(super) mod attendee;
pub(super) mod need;
pub(super) mod organisation;
pub(super) mod patent;
pub(super) mod place;
pub(super) mod session;

use super::head::Head;
use super::section::Section;

/// The version of the format is no column, but its name is asked for like one.
const FORMAT: (&str, &[&str]) = ("format", &["版", "version"]);

/// The columns of a section, in the order of a template.
pub fn columns(section: Section) -> Vec<Head> {
    match section {
        Section::Session => session::TABLE.heads().collect(),
        Section::Slots => place::SLOTS.heads().collect(),
        Section::Tables => place::DESKS.heads().collect(),
        Section::Organisations => organisation::TABLE.heads().collect(),
        Section::Attendees => attendee::TABLE.heads().collect(),
        Section::Needs => need::TABLE.heads().collect(),
        Section::Patents => patent::TABLE.heads().collect(),
    }
}

/// The columns of the groups inside cells of a section.
pub fn group_columns(section: Section) -> Vec<Head> {
    match section {
        Section::Session
        | Section::Slots
        | Section::Tables
        | Section::Organisations
        | Section::Needs => Vec::new(),
        Section::Attendees => attendee::INTERESTS.heads().collect(),
        Section::Patents => patent::NEEDS.heads().collect(),
    }
}

/// The names of columns and sections that a word is another name of, those of `first` before all others. Whether one
/// of them fits where the word stands, the caller decides.
pub(super) fn meant(written: &str, first: &[Head]) -> Vec<&'static str> {
    let key: String = written
        .trim()
        .trim_matches('"')
        .chars()
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect();
    let is = |aliases: &[&str]| aliases.contains(&key.as_str());
    let own = first.iter().filter(|h| is(h.aliases)).map(|h| h.name);
    let mut found: Vec<&'static str> = own.collect();
    if is(FORMAT.1) {
        found.push(FORMAT.0);
    }
    for section in Section::ALL {
        if is(section.aliases()) {
            found.push(section.name());
        }
        let heads = columns(*section).into_iter().chain(group_columns(*section));
        found.extend(heads.filter(|h| is(h.aliases)).map(|h| h.name));
    }
    found
}
