//! What is known of a thing, as labelled lines: the card of a need and the details of everything.

mod conflict;
mod need;
mod pairing;
mod past;
mod things;

pub use need::{around, brief, card};
pub use pairing::{follow_up, pairing, task};
pub use past::{past, provisions};
pub use things::of;

use crate::text::Clean;
use crate::text::{fit, wrap};
use crate::words::Lang;
use jiff::civil::Date;

/// What a value is.
#[derive(Clone, Debug, PartialEq)]
pub enum Label {
    /// 病院
    Hospital,
    /// 発表者
    Presenter,
    /// 公開範囲
    Disclosure,
    /// クラス
    Class,
    /// 出願
    Filing,
    /// 新規性の期限
    Novelty,
    /// 困りごと
    Problem,
    /// 現状
    Current,
    /// 求めるもの
    Wanted,
    /// 求める相手
    Roles,
    /// 求める技術
    Technology,
    /// 協力
    Support,
    /// 段階
    Stage,
    /// 事前の関心
    Interests,
    /// 機関
    Organisation,
    /// 種別
    Kinds,
    /// 許可
    Licence,
    /// 所在地
    Place,
    /// 実績
    Devices,
    /// 競合
    Rivals,
    /// 参加者
    People,
    /// 連絡先
    Contact,
    /// ニーズ
    Need,
    /// 度合い
    Level,
    /// 状態
    Status,
    /// メモ
    Note,
    /// 病院側の次の一手
    NextHospital,
    /// 企業側の次の一手
    NextCompany,
    /// 記録
    Recorded,
    /// 競合
    Conflict,
    /// 課題
    Task,
    /// 担当側
    Owner,
    /// 期限
    Due,
    /// 先行課題
    After,
    /// 出願人
    Applicants,
    /// 要約
    Abstract,
    /// 公知日
    Published,
    /// FI
    Fi,
    /// URL
    Url,
    /// 読み
    Reading,
    /// A label of the session file.
    Other(&'static str),
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// As text.
    #[default]
    Plain,
    /// What it is about.
    Strong,
    /// Needs care.
    Warn,
    /// Good news.
    Good,
    /// Beside the point.
    Dim,
}

/// One word or text of a value.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// From the file or the record.
    Text(Clean),
    /// A word of the field, in both languages.
    Code(&'static str, &'static str),
    /// A text the record has in both languages.
    Both(Clean, Clean),
}

/// A labelled value.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// What it is; without one it takes the whole line.
    pub label: Option<Label>,
    /// Parts with a blank between.
    pub parts: Vec<Part>,
    /// How it is drawn.
    pub tone: Tone,
    /// At most so many lines of it; 0: all.
    pub most: usize,
    /// Its column where it has no label.
    pub indent: u16,
}

/// A line of a labelled value as it fits a width.
#[derive(Clone, Debug, PartialEq)]
pub struct FactLine {
    /// On the first line of a value.
    pub label: Option<Label>,
    /// Its column.
    pub indent: u16,
    /// The text.
    pub text: String,
    /// How it is drawn.
    pub tone: Tone,
}

/// Cells of a label and the gap behind it.
pub const LABEL: u16 = 12;

impl Fact {
    fn new(label: Label, text: impl Into<Clean>) -> Self {
        Self::parts(label, vec![Part::Text(text.into())])
    }

    fn parts(label: Label, parts: Vec<Part>) -> Self {
        Self {
            label: Some(label),
            parts,
            tone: Tone::Plain,
            most: 0,
            indent: 0,
        }
    }

    fn head(text: &Clean) -> Self {
        Self::line(vec![Part::Text(text.clone())]).tone(Tone::Strong)
    }

    fn line(parts: Vec<Part>) -> Self {
        Self {
            label: None,
            parts,
            tone: Tone::Plain,
            most: 0,
            indent: 0,
        }
    }

    fn tone(self, tone: Tone) -> Self {
        Self { tone, ..self }
    }

    fn most(self, most: usize) -> Self {
        Self { most, ..self }
    }

    fn text(&self, lang: Lang) -> String {
        let parts = self.parts.iter().map(|p| match (p, lang) {
            (Part::Text(text), _) => text.as_str(),
            (Part::Code(ja, _), Lang::Ja) => ja,
            (Part::Code(_, en), Lang::En) => en,
            (Part::Both(_, en), Lang::En) if !en.is_empty() => en.as_str(),
            (Part::Both(ja, _), _) => ja.as_str(),
        });
        parts
            .filter(|p| !p.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// The lines of labelled values in a width; values without a text are left out.
pub fn lines(facts: &[Fact], width: u16, lang: Lang) -> Vec<FactLine> {
    let mut out = Vec::new();
    for fact in facts {
        let indent = match fact.label {
            Some(_) => LABEL,
            None => fact.indent,
        };
        let text = fact.text(lang);
        if text.is_empty() {
            continue;
        }
        let room = usize::from(width.saturating_sub(indent));
        let mut label = fact.label.clone();
        let mut texts: Vec<String> = text.lines().flat_map(|line| wrap(line, room)).collect();
        if fact.most > 0 && texts.len() > fact.most {
            texts.truncate(fact.most);
            if let Some(last) = texts.last_mut() {
                // Cut even where it just fits: something follows.
                *last = format!("{}..", fit(last, room.saturating_sub(2)));
            }
        }
        for text in texts {
            out.push(FactLine {
                label: label.take(),
                indent,
                text,
                tone: fact.tone,
            });
        }
    }
    out
}

fn joined(parts: &[&str], with: &str) -> Clean {
    let parts: Vec<&str> = parts.iter().copied().filter(|p| !p.is_empty()).collect();
    Clean::text(&parts.join(with))
}

fn day(day: Date) -> Part {
    Part::Text(Clean::line(&day.to_string()))
}

/// A label is said once for all values that follow.
fn only_first_label(facts: &mut [Fact]) {
    let mut last = None;
    for fact in facts {
        if fact.label.is_some() && fact.label == last {
            fact.label = None;
            fact.indent = LABEL;
        } else if fact.label.is_some() {
            last.clone_from(&fact.label);
        }
    }
}
