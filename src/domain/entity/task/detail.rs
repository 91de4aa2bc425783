//! What is known of a task besides its state and its day: who is on the other side, which paper, and the days on it.

use crate::domain::recorded::purged::{Harmless, purged};
use crate::domain::recorded::stated::{Field, Stated, Value};
use crate::text::Clean;
use crate::words::{Words, fl};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The details of a task as they are.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Details {
    /// 相手先
    pub counterpart: Clean,
    /// 文書: what it is called, or where it lies.
    pub document: Clean,
    /// 版
    pub version: Clean,
    /// 提出日
    pub submitted_on: Option<Date>,
    /// 署名日
    pub signed_on: Option<Date>,
    /// 有効期限
    pub expires_on: Option<Date>,
    /// After how many months it comes again, counted from the first time; empty: it does not, or as the catalogue says.
    pub repeats: Vec<u32>,
}

/// One of them, as somebody states it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Detail {
    /// 相手先
    Counterpart {
        /// A firm, an office, a person; empty: nobody.
        name: Clean,
    },
    /// 文書と版
    Document {
        /// What it is called, or where it lies.
        title: Clean,
        /// 版
        version: Clean,
    },
    /// 提出日
    Submitted {
        /// `None`: not yet.
        on: Option<Date>,
    },
    /// 署名日
    Signed {
        /// `None`: not yet.
        on: Option<Date>,
    },
    /// 有効期限
    Expires {
        /// `None`: it does not.
        on: Option<Date>,
    },
    /// くり返し
    Repeats {
        /// Months from the first time.
        months: Vec<u32>,
    },
}

purged! {
    /// What a purge leaves of a detail.
    pub enum PurgedDetail {
        Counterpart {},
        Document {},
        Submitted { on: Option<Date> },
        Signed { on: Option<Date> },
        Expires { on: Option<Date> },
        Repeats { months: Vec<u32> },
    }
}

impl Harmless for PurgedDetail {}

impl Details {
    /// One of them as somebody stated it.
    pub(super) fn set(&mut self, detail: &Detail) {
        match detail {
            Detail::Counterpart { name } => self.counterpart.clone_from(name),
            Detail::Document { title, version } => {
                self.document.clone_from(title);
                self.version.clone_from(version);
            }
            Detail::Submitted { on } => self.submitted_on = *on,
            Detail::Signed { on } => self.signed_on = *on,
            Detail::Expires { on } => self.expires_on = *on,
            Detail::Repeats { months } => self.repeats.clone_from(months),
        }
    }
}

impl Detail {
    fn field(&self) -> Field {
        match self {
            Self::Counterpart { .. } => Field::Counterpart,
            Self::Document { .. } => Field::Document,
            Self::Submitted { .. } => Field::Submitted,
            Self::Signed { .. } => Field::Signed,
            Self::Expires { .. } => Field::Expires,
            Self::Repeats { .. } => Field::Repeats,
        }
    }

    /// Its value in one line; empty where it is taken away.
    fn text(&self) -> Clean {
        match self {
            Self::Counterpart { name } => name.clone(),
            Self::Document { title, version } if version.is_empty() => title.clone(),
            Self::Document { title, version } => Clean::line(&format!("{title} ({version})")),
            Self::Submitted { on } | Self::Signed { on } | Self::Expires { on } => {
                on.map_or_else(Clean::default, |day| Clean::line(&day.to_string()))
            }
            Self::Repeats { months } => {
                let months: Vec<String> = months.iter().map(u32::to_string).collect();
                Clean::line(&months.join(", "))
            }
        }
    }

    pub(super) fn states(&self) -> Vec<Stated> {
        Stated::one(self.field(), Value::Text(self.text()))
    }

    pub(super) fn purge(&self) -> PurgedDetail {
        match self {
            Self::Counterpart { .. } => PurgedDetail::Counterpart {},
            Self::Document { .. } => PurgedDetail::Document {},
            Self::Submitted { on } => PurgedDetail::Submitted { on: *on },
            Self::Signed { on } => PurgedDetail::Signed { on: *on },
            Self::Expires { on } => PurgedDetail::Expires { on: *on },
            Self::Repeats { months } => PurgedDetail::Repeats {
                months: months.clone(),
            },
        }
    }

    pub(super) fn tell(&self, words: &Words, what: &str) -> String {
        let field = self.field();
        let name = words.pick(field.ja(), field.en());
        let value = Value::Text(self.text()).text(words.lang());
        fl!(
            words,
            "op-task-detail",
            what = what,
            field = name,
            value = value
        )
    }
}

impl From<PurgedDetail> for Detail {
    fn from(purged: PurgedDetail) -> Self {
        match purged {
            PurgedDetail::Counterpart {} => Self::Counterpart {
                name: Clean::default(),
            },
            PurgedDetail::Document {} => Self::Document {
                title: Clean::default(),
                version: Clean::default(),
            },
            PurgedDetail::Submitted { on } => Self::Submitted { on },
            PurgedDetail::Signed { on } => Self::Signed { on },
            PurgedDetail::Expires { on } => Self::Expires { on },
            PurgedDetail::Repeats { months } => Self::Repeats { months },
        }
    }
}
