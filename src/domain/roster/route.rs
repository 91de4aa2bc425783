//! Roads of a device to the market.

/// Road of a device to the market (a.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// 該当せず: not a medical device.
    None,
    /// 届出
    Notification,
    /// 認証, or 承認 where no certification standard exists.
    Certification,
    /// 承認
    Approval,
}

impl Route {
    /// Name on a Japanese screen.
    pub fn ja(self) -> &'static str {
        match self {
            Self::None => "該当せずの見込み",
            Self::Notification => "届出（新規性が高ければ承認）",
            Self::Certification => "認証（基準がなければ承認）",
            Self::Approval => "承認",
        }
    }

    /// Name on an English screen.
    pub fn en(self) -> &'static str {
        match self {
            Self::None => "probably not a device",
            Self::Notification => "notification (approval if very novel)",
            Self::Certification => "certification (approval without a standard)",
            Self::Approval => "approval",
        }
    }
}
