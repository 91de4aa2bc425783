//! The reasons that are offered when a pairing ends. The record holds the words, so that others may stand there, too.

/// Why a pairing ends (domain.md c.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// 技術
    Technology,
    /// 価格
    Price,
    /// 市場
    Market,
    /// 知財
    Patents,
    /// 薬事
    Regulation,
    /// 保険
    Reimbursement,
    /// 体制
    Staff,
    /// 時間
    Time,
    /// 競合
    Rivals,
    /// 担当異動
    Moved,
    /// その他
    Other,
}

impl Reason {
    /// All, as listed.
    pub const ALL: &'static [Self] = &[
        Self::Technology,
        Self::Price,
        Self::Market,
        Self::Patents,
        Self::Regulation,
        Self::Reimbursement,
        Self::Staff,
        Self::Time,
        Self::Rivals,
        Self::Moved,
        Self::Other,
    ];

    /// What the record says, in Japanese as all codes.
    pub fn ja(self) -> &'static str {
        match self {
            Self::Technology => "技術",
            Self::Price => "価格",
            Self::Market => "市場",
            Self::Patents => "知財",
            Self::Regulation => "薬事",
            Self::Reimbursement => "保険",
            Self::Staff => "体制",
            Self::Time => "時間",
            Self::Rivals => "競合",
            Self::Moved => "担当異動",
            Self::Other => "その他",
        }
    }

    /// Name on an English screen.
    pub fn en(self) -> &'static str {
        match self {
            Self::Technology => "technology",
            Self::Price => "price",
            Self::Market => "market",
            Self::Patents => "patents",
            Self::Regulation => "regulation",
            Self::Reimbursement => "reimbursement",
            Self::Staff => "organisation",
            Self::Time => "time",
            Self::Rivals => "competition",
            Self::Moved => "person in charge moved",
            Self::Other => "other",
        }
    }
}
