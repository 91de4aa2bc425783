//! The sections of a session: their names, and the columns of each in a file of its own.

pub(super) mod attendee;
pub(super) mod need;
pub(super) mod organisation;
pub(super) mod patent;
pub(super) mod session;

use super::column::Head;

/// A part of what organisers hand in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// 開催回, one row.
    Session,
    /// 機関
    Organisations,
    /// 参加者
    Attendees,
    /// ニーズ
    Needs,
    /// 関連特許
    Patents,
}

/// The version of the format is no column, but its name is asked for like one.
const FORMAT: (&str, &[&str]) = ("format", &["版", "version"]);

impl Section {
    /// All, in the order in which they are read: what others refer to comes first.
    pub const ALL: &'static [Self] = &[
        Self::Session,
        Self::Organisations,
        Self::Attendees,
        Self::Needs,
        Self::Patents,
    ];

    /// Its name in a file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Session => "session",
            Self::Organisations => "organisations",
            Self::Attendees => "attendees",
            Self::Needs => "needs",
            Self::Patents => "patents",
        }
    }

    /// Other usual names, in small letters and without blanks.
    pub fn aliases(self) -> &'static [&'static str] {
        match self {
            Self::Session => &["開催回"],
            Self::Organisations => &["機関", "organizations", "companies"],
            Self::Attendees => &["参加者", "participants", "people"],
            Self::Needs => &["ニーズ"],
            Self::Patents => &["特許", "関連特許"],
        }
    }

    /// Its columns, in the order of a template.
    pub fn columns(self) -> Vec<Head> {
        match self {
            Self::Session => session::TABLE.heads().collect(),
            Self::Organisations => organisation::TABLE.heads().collect(),
            Self::Attendees => attendee::TABLE.heads().collect(),
            Self::Needs => need::TABLE.heads().collect(),
            Self::Patents => patent::TABLE.heads().collect(),
        }
    }

    /// The columns of the groups inside its cells.
    pub fn group_columns(self) -> Vec<Head> {
        match self {
            Self::Session | Self::Organisations | Self::Needs => Vec::new(),
            Self::Attendees => attendee::INTERESTS.heads().collect(),
            Self::Patents => patent::NEEDS.heads().collect(),
        }
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
        let heads = section.columns().into_iter().chain(section.group_columns());
        found.extend(heads.filter(|h| is(h.aliases)).map(|h| h.name));
    }
    found
}
