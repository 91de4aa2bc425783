//! What a change states of a thing, field by field: the values of which two may contradict each other.

use crate::domain::code::{
    Level, Outcome, PairingStatus, Paper, Point, Presence, Relation, TaskStatus, Verdict,
};
use crate::text::Clean;
use crate::words::Lang;
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

/// A field that people state a value of. Its name in the database is never changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    /// 関心度
    Level,
    /// 状態
    Status,
    /// メモ
    Note,
    /// Next step of the hospital.
    NextHospital,
    /// Next step of the company.
    NextCompany,
    /// 期限
    Due,
    /// The text of a thing that is a text.
    Text,
    /// How a patent touches a need.
    Relation,
    /// 出欠
    Presence,
    /// 名簿への同意
    List,
    /// 守秘の誓約
    Nda,
    /// 名札
    Badge,
    /// 関心表
    Sheet,
    /// 名札の印刷
    Label,
    /// 病院の返事
    Reply,
    /// When and where a meeting is held.
    Seat,
    /// 案 or 確定
    Fixed,
    /// 面談の結果
    Outcome,
    /// 相手先
    Counterpart,
    /// 文書と版
    Document,
    /// 提出日
    Submitted,
    /// 署名日
    Signed,
    /// 有効期限
    Expires,
    /// くり返し
    Repeats,
    /// Why a rule does not hold for something.
    Waiver,
    /// 担当
    Coordinator,
    /// 前任の会社
    Predecessor,
    /// What came of a meeting held later, on that day.
    #[serde(untagged)]
    Met(Date),
    /// Something known of a project.
    #[serde(untagged)]
    Point(Point),
}

impl From<Paper> for Field {
    fn from(paper: Paper) -> Self {
        match paper {
            Paper::List => Self::List,
            Paper::Nda => Self::Nda,
            Paper::Badge => Self::Badge,
            Paper::Sheet => Self::Sheet,
            Paper::Label => Self::Label,
        }
    }
}

impl Field {
    /// Its name, in Japanese.
    pub fn ja(self) -> &'static str {
        match self {
            Self::Level => "関心度",
            Self::Status => "状態",
            Self::Note => "メモ",
            Self::NextHospital => "病院側",
            Self::NextCompany => "企業側",
            Self::Due => "期限",
            Self::Text => "本文",
            Self::Relation => "関係",
            Self::Presence => "出欠",
            Self::List => Paper::List.ja(),
            Self::Nda => Paper::Nda.ja(),
            Self::Badge => Paper::Badge.ja(),
            Self::Sheet => Paper::Sheet.ja(),
            Self::Label => Paper::Label.ja(),
            Self::Reply => "病院の返事",
            Self::Seat => "面談の枠",
            Self::Fixed => "案・確定",
            Self::Outcome => "面談の結果",
            Self::Counterpart => "相手先",
            Self::Document => "文書",
            Self::Submitted => "提出日",
            Self::Signed => "署名日",
            Self::Expires => "有効期限",
            Self::Repeats => "くり返し（月）",
            Self::Waiver => "規則の解除",
            Self::Coordinator => "担当",
            Self::Predecessor => "前任の会社",
            Self::Met(_) => Self::Outcome.ja(),
            Self::Point(point) => point.ja(),
        }
    }

    /// Its name, in English.
    pub fn en(self) -> &'static str {
        match self {
            Self::Level => "level",
            Self::Status => "state",
            Self::Note => "note",
            Self::NextHospital => "hospital side",
            Self::NextCompany => "company side",
            Self::Due => "due date",
            Self::Text => "text",
            Self::Relation => "relation",
            Self::Presence => "presence",
            Self::List => Paper::List.en(),
            Self::Nda => Paper::Nda.en(),
            Self::Badge => Paper::Badge.en(),
            Self::Sheet => Paper::Sheet.en(),
            Self::Label => Paper::Label.en(),
            Self::Reply => "hospital's answer",
            Self::Seat => "place of the meeting",
            Self::Fixed => "draft or fixed",
            Self::Outcome => "outcome of the meeting",
            Self::Counterpart => "counterpart",
            Self::Document => "document",
            Self::Submitted => "submitted on",
            Self::Signed => "signed on",
            Self::Expires => "expires on",
            Self::Repeats => "repeats (months)",
            Self::Waiver => "overruled",
            Self::Coordinator => "coordinator",
            Self::Predecessor => "company before",
            Self::Met(_) => Self::Outcome.en(),
            Self::Point(point) => point.en(),
        }
    }

    /// Whether its values are texts that are kept side by side, and not words of which one holds.
    pub fn is_text(self) -> bool {
        match self {
            Self::Note | Self::Text => true,
            Self::Level
            | Self::Status
            | Self::NextHospital
            | Self::NextCompany
            | Self::Due
            | Self::Relation
            | Self::Presence
            | Self::List
            | Self::Nda
            | Self::Badge
            | Self::Sheet
            | Self::Label
            | Self::Reply
            | Self::Seat
            | Self::Fixed
            | Self::Outcome
            | Self::Counterpart
            | Self::Document
            | Self::Submitted
            | Self::Signed
            | Self::Expires
            | Self::Repeats
            | Self::Waiver
            | Self::Coordinator
            | Self::Predecessor
            | Self::Met(_)
            | Self::Point(_) => false,
        }
    }
}

/// A value as it was stated. Two that are equal do not contradict each other.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A level.
    Level(Level),
    /// A state of a pairing and its reason.
    Pairing(PairingStatus, Clean),
    /// A state of a task.
    Task(TaskStatus),
    /// A day.
    Day(Date),
    /// A text.
    Text(Clean),
    /// A step and its day.
    Step(Clean, Option<Date>),
    /// How a patent touches a need.
    Relation(Relation),
    /// Whether a person is in the room.
    Presence(Presence),
    /// Whether something was done.
    Done(bool),
    /// What the hospital answers, and why; `None`: nothing yet.
    Reply(Option<Verdict>, Clean),
    /// When a meeting begins, and at which table; `None`: it has no place.
    Seat(Option<(Time, Clean)>),
    /// Whether a meeting is 確定.
    Fixed(bool),
    /// What came of a meeting; `None`: nothing yet.
    Outcome(Option<Outcome>),
    /// What came of a meeting held on that day, and what was said.
    Met(Date, Option<Outcome>, Clean),
    /// Something known of a project.
    Point(Point, Clean),
}

impl Value {
    /// 案 or 確定, in Japanese and English.
    pub fn fixed_words(fixed: bool) -> (&'static str, &'static str) {
        if fixed {
            ("確定", "fixed")
        } else {
            ("案", "draft")
        }
    }

    /// For people, in one line.
    pub fn text(&self, lang: Lang) -> String {
        let pick = |ja: &str, en: &str| match lang {
            Lang::Ja => ja.to_owned(),
            Lang::En => en.to_owned(),
        };
        match self {
            Self::Level(level) => pick(level.ja(), level.en()),
            Self::Pairing(status, reason) => behind(&pick(status.ja(), status.en()), reason),
            Self::Task(status) => pick(status.ja(), status.en()),
            Self::Day(day) => day.to_string(),
            Self::Text(text) | Self::Step(text, None) if text.is_empty() => {
                pick("（なし）", "(none)")
            }
            Self::Text(text) | Self::Step(text, None) => text.replace('\n', " "),
            Self::Step(text, Some(day)) => behind(&text.replace('\n', " "), &day.to_string()),
            Self::Relation(relation) => pick(relation.ja(), relation.en()),
            Self::Presence(presence) => pick(presence.ja(), presence.en()),
            Self::Done(true) => pick("済", "done"),
            Self::Done(false) => pick("まだ", "not yet"),
            Self::Seat(None) | Self::Outcome(None) => pick("（なし）", "(none)"),
            Self::Met(day, outcome, note) => {
                let came = outcome.map_or_else(
                    || pick("（なし）", "(none)"),
                    |outcome| pick(outcome.ja(), outcome.en()),
                );
                behind(&format!("{day} {came}"), note)
            }
            Self::Point(_, text) if text.is_empty() => pick("（なし）", "(none)"),
            Self::Point(point, text) => point.shown(text, lang == Lang::En),
            Self::Seat(Some((time, table))) => {
                let time = time.strftime("%H:%M");
                pick(
                    &format!("{time} 卓{table}"),
                    &format!("{time} table {table}"),
                )
            }
            Self::Fixed(fixed) => {
                let (ja, en) = Self::fixed_words(*fixed);
                pick(ja, en)
            }
            Self::Outcome(Some(outcome)) => pick(outcome.ja(), outcome.en()),
            Self::Reply(None, reason) => behind(&pick("未回答", "no answer yet"), reason),
            Self::Reply(Some(verdict), reason) => behind(&pick(verdict.ja(), verdict.en()), reason),
        }
    }
}

fn behind(text: &str, more: &str) -> String {
    if more.is_empty() {
        text.to_owned()
    } else {
        format!("{text} ({})", more.replace('\n', " "))
    }
}

/// What a change states of one field.
#[derive(Clone, Debug, PartialEq)]
pub struct Stated {
    /// Of which.
    pub field: Field,
    /// What.
    pub value: Value,
}

impl Stated {
    /// One value, as most changes state it.
    pub fn one(field: Field, value: Value) -> Vec<Self> {
        vec![Self { field, value }]
    }
}
