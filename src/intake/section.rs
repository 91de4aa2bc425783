//! The sections of a session: the sheets of a workbook, the headings of a TOML file.

/// A part of what organisers hand in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// 開催回, one row.
    Session,
    /// 面談の枠
    Slots,
    /// 卓
    Tables,
    /// 機関
    Organisations,
    /// 参加者
    Attendees,
    /// ニーズ
    Needs,
    /// 関連特許
    Patents,
}

impl Section {
    /// All, in the order in which they are read: what others refer to comes first.
    pub const ALL: &'static [Self] = &[
        Self::Session,
        Self::Organisations,
        Self::Attendees,
        Self::Needs,
        Self::Patents,
        Self::Slots,
        Self::Tables,
    ];

    /// Its name in a file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Session => "session",
            Self::Slots => "slots",
            Self::Tables => "tables",
            Self::Organisations => "organisations",
            Self::Attendees => "attendees",
            Self::Needs => "needs",
            Self::Patents => "patents",
        }
    }

    /// Other usual names, in small letters and without blanks.
    pub fn aliases(self) -> &'static [&'static str] {
        match self {
            Self::Session => &["開催回", "会"],
            Self::Slots => &["枠", "面談枠"],
            Self::Tables => &["卓", "desks"],
            Self::Organisations => &["機関", "organizations", "companies"],
            Self::Attendees => &["参加者", "participants", "people"],
            Self::Needs => &["ニーズ"],
            Self::Patents => &["特許", "関連特許"],
        }
    }
}
