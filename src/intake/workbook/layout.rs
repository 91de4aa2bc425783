//! The sheets of a session: most are a section of a TOML file; what a TOML file lists inside a row has a sheet of its own.

use crate::intake::head::{Head, Kind};
use crate::intake::section::Section;
use crate::intake::tables;
use unicode_normalization::UnicodeNormalization;

/// A sheet of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Page {
    /// 会: one line for each item.
    Session,
    /// 枠と卓: two sections, told apart by a column.
    Places,
    /// One row for each thing.
    Things(Section),
    /// One row for each entry of a list inside the rows of another sheet.
    Entries(Entries),
}

/// A list inside the rows of a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entries {
    /// 特許とニーズ
    Links,
    /// 関心
    Interests,
    /// 競合
    Rivals,
}

impl Page {
    /// All, in the order of a workbook.
    pub(super) const ALL: &'static [Self] = &[
        Self::Session,
        Self::Places,
        Self::Things(Section::Organisations),
        Self::Things(Section::Attendees),
        Self::Things(Section::Needs),
        Self::Things(Section::Patents),
        Self::Entries(Entries::Links),
        Self::Entries(Entries::Interests),
        Self::Entries(Entries::Rivals),
    ];

    /// Its name in a workbook.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Session => "会",
            Self::Places => "枠と卓",
            Self::Things(Section::Organisations) => "機関",
            Self::Things(Section::Attendees) => "参加者",
            Self::Things(Section::Needs) => "ニーズ",
            Self::Things(Section::Patents) => "特許",
            Self::Things(Section::Session | Section::Slots | Section::Tables) => "",
            Self::Entries(Entries::Links) => "特許とニーズ",
            Self::Entries(Entries::Interests) => "関心",
            Self::Entries(Entries::Rivals) => "競合",
        }
    }

    /// The page that a sheet is, by its name.
    pub(super) fn of(sheet: &str) -> Option<Self> {
        let key = heading_key(sheet);
        let is = |page: &Self| {
            let section = match page {
                Self::Session => Some(Section::Session),
                Self::Things(section) => Some(*section),
                Self::Places | Self::Entries(_) => None,
            };
            let other = |s: Section| s.name() == key || s.aliases().contains(&key.as_str());
            heading_key(page.name()) == key || section.is_some_and(other)
        };
        Self::ALL.iter().copied().find(is)
    }

    /// Its columns.
    pub(super) fn heads(self) -> Vec<Head> {
        match self {
            Self::Session => tables::columns(Section::Session),
            Self::Places => {
                let mut heads = vec![WHAT];
                heads.extend(tables::columns(Section::Slots));
                let desks = tables::columns(Section::Tables).into_iter();
                heads.extend(desks.filter(|head| head.name != "no"));
                for head in &mut heads {
                    if head.name == "no" {
                        head.label = "番号";
                    }
                }
                heads
            }
            Self::Things(section) => {
                let heads = tables::columns(section).into_iter();
                heads.filter(|head| head.kind != Kind::Groups).collect()
            }
            Self::Entries(entries) => entries.heads(),
        }
    }
}

impl Entries {
    /// The section in whose rows the list is.
    pub(super) fn section(self) -> Section {
        match self {
            Self::Links => Section::Patents,
            Self::Interests => Section::Attendees,
            Self::Rivals => Section::Organisations,
        }
    }

    /// The column that holds the list.
    pub(super) fn list(self) -> &'static str {
        match self {
            Self::Links => "needs",
            Self::Interests => "interests",
            Self::Rivals => "competitors",
        }
    }

    /// The column that says in which row it is.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Links => "doc_no",
            Self::Interests => "badge",
            Self::Rivals => "id",
        }
    }

    fn heads(self) -> Vec<Head> {
        let columns = tables::columns(self.section()).into_iter();
        let mut heads: Vec<Head> = columns.filter(|head| head.name == self.key()).collect();
        match self {
            Self::Links | Self::Interests => heads.extend(tables::group_columns(self.section())),
            Self::Rivals => heads.push(RIVAL),
        }
        for head in &mut heads {
            head.is_required = true;
        }
        heads
    }
}

/// Whether a row of 枠と卓 is a slot or a table.
pub(super) const WHAT: Head = Head {
    name: "what",
    label: "区分",
    aliases: &["種類"],
    kind: Kind::Line,
    is_required: true,
    holds_numbers: false,
    choices: None,
};

/// The words of [`WHAT`].
pub(super) const SLOT: &str = "枠";
pub(super) const DESK: &str = "卓";

/// The other organisation of a row of 競合.
const RIVAL: Head = Head {
    name: "rival",
    label: "競合する機関のID",
    aliases: &["競合", "競合する機関"],
    kind: Kind::Line,
    is_required: true,
    holds_numbers: false,
    choices: None,
};

/// How headings and names of sheets are compared: half-width, small letters, no blanks, no marks that say that a column
/// has to be filled in.
pub(super) fn heading_key(written: &str) -> String {
    let key: String = written
        .nfkc()
        .filter(|c| !c.is_whitespace() && !matches!(c, '*' | '＊' | '※'))
        .flat_map(char::to_lowercase)
        .collect();
    let key = key.trim_end_matches("(必須)").trim_end_matches("(任意)");
    key.to_owned()
}

/// The column that a heading names.
pub(super) fn column<'h>(heads: &'h [Head], written: &str) -> Option<&'h Head> {
    let key = heading_key(written);
    let is_name = |head: &&Head| heading_key(head.label) == key || head.name == key;
    let is_alias = |head: &&Head| head.aliases.iter().any(|a| heading_key(a) == key);
    heads
        .iter()
        .find(is_name)
        .or_else(|| heads.iter().find(is_alias))
}
