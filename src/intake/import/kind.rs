//! Kinds of lists.

/// What kind of list it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ListKind {
    /// 参加者
    Attendees,
    /// ニーズ
    Needs,
    /// 関連特許
    Patents,
    /// 関心
    Interests,
}

impl ListKind {
    /// All of them.
    pub const ALL: &'static [Self] =
        &[Self::Attendees, Self::Needs, Self::Patents, Self::Interests];

    /// Its table in `import.toml`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Attendees => "attendees",
            Self::Needs => "needs",
            Self::Patents => "patents",
            Self::Interests => "interests",
        }
    }
}
