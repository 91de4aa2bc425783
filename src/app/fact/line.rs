//! One fact (label, text, tone), and how it is broken into lines of a given width.

use crate::text::Clean;
use crate::text::{fit, wrap};
use crate::words::Lang;
use jiff::civil::Date;

/// Kind of a fact; the view shows it as a word in front of the text.
#[derive(Clone, Debug, PartialEq)]
pub enum Label {
    /// Hospital and department of a need (病院).
    Hospital,
    /// Person who presents a need, with the role (発表者).
    Presenter,
    /// Who may hear of a need (公開範囲).
    Disclosure,
    /// Device class of a need and the licence it takes (クラス).
    Class,
    /// State of the patent filing for a need (出願).
    Filing,
    /// Last day to file a patent after the first disclosure (新規性の期限).
    Novelty,
    /// Problem behind a need (困りごと).
    Problem,
    /// How people cope with the problem today (現状).
    Current,
    /// What a need asks for (求めるもの).
    Wanted,
    /// Kinds of partner a need asks for (求める相手).
    Roles,
    /// Technologies that a need asks for or an organisation has (求める技術).
    Technology,
    /// What the hospital offers, such as visits and trials (協力).
    Support,
    /// How far the idea of a need, or a pairing, has come (段階).
    Stage,
    /// Need in which a person stated an interest, with the level (事前の関心).
    Interests,
    /// Name of an organisation (機関).
    Organisation,
    /// Kinds of an organisation (種別).
    Kinds,
    /// Marketing licence of an organisation (許可).
    Licence,
    /// Prefecture and city of an organisation (所在地).
    Place,
    /// Devices that an organisation has worked on (実績).
    Devices,
    /// Competitors of an organisation (競合).
    Rivals,
    /// Persons of an organisation or a pairing (参加者).
    People,
    /// Department, title, mail address and telephone of a person (連絡先).
    Contact,
    /// Need that a pairing, a memo or a patent belongs to (ニーズ).
    Need,
    /// Level of interest in a pairing (関心度).
    Level,
    /// Status of a pairing, a task or a patent (状態).
    Status,
    /// Free text about a pairing or a task (メモ).
    Note,
    /// Next step of the hospital (病院側の次の対応).
    NextHospital,
    /// Next step of the company (企業側の次の対応).
    NextCompany,
    /// When and where a meeting is held (面談).
    Meeting,
    /// What came of a meeting (結果).
    Outcome,
    /// Meetings of the same two before (前にも面談).
    MetBefore,
    /// Person who recorded it (記録).
    Recorded,
    /// Who coordinates it (調整担当).
    Coordinator,
    /// Company that worked on a need before (前任).
    Predecessor,
    /// Company that goes on (後任).
    Successor,
    /// What is known of a project (案件).
    Project,
    /// Values between which nobody has decided, each with who stated it and when (競合).
    Conflict,
    /// One follow-up task of a pairing (課題).
    Task,
    /// Side that has to act on a task (担当側).
    Owner,
    /// Due date of a task (期限).
    Due,
    /// Task that has to be done before this one (前の課題).
    After,
    /// Why there is a task (この課題がある理由).
    Why,
    /// A rule that is broken or set aside (規則).
    Rule,
    /// Counterpart, document and days of a task (書類).
    Paper,
    /// Who fills which role for a need (体制).
    Team,
    /// Applicants of a patent (出願人).
    Applicants,
    /// Abstract of a patent (要約).
    Abstract,
    /// Publication date of a patent (公知日).
    Published,
    /// Japanese classification codes of a patent (FI).
    Fi,
    /// Address of a patent on the web.
    Url,
    /// Reading of a name in kana (よみ).
    Reading,
    /// Any other label; it is shown as it is in both languages.
    Other(&'static str),
}

/// Emphasis of a line; the view decides what it looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Ordinary text.
    #[default]
    Plain,
    /// A heading or the name of the thing.
    Strong,
    /// Needs attention.
    Warn,
    /// Something favourable.
    Good,
    /// Of little importance.
    Dim,
}

/// One piece of the text of a fact.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// Text from a session file or the record, the same in both languages.
    Text(Clean),
    /// Fixed words of the program: Japanese, then English.
    Code(&'static str, &'static str),
    /// Text that the record has in both languages: Japanese, then English, which may be empty.
    Both(Clean, Clean),
}

/// One fact, not yet broken into lines.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// Label in front of the text; `None`: the text takes the whole line.
    pub label: Option<Label>,
    /// Pieces of the text, joined by blanks; empty pieces are left out.
    pub parts: Vec<Part>,
    /// Emphasis of all its lines.
    pub tone: Tone,
    /// Most lines to show; 0 means all of them.
    pub most: usize,
    /// Column where the text starts if there is no label.
    pub indent: u16,
}

/// One line of a fact, which fits the width it was broken for.
#[derive(Clone, Debug, PartialEq)]
pub struct FactLine {
    /// Label, on the first line of the fact only.
    pub label: Option<Label>,
    /// Column where the text starts.
    pub indent: u16,
    /// Text of this line, without label and indent.
    pub text: String,
    /// Emphasis, taken from the fact.
    pub tone: Tone,
}

/// Width of the label column in cells, with the gap behind it.
const LABEL: u16 = 12;

/// The same for the two labels that are longer than others.
const LONG_LABEL: u16 = 18;

impl Fact {
    pub(super) fn new(label: Label, text: impl Into<Clean>) -> Self {
        Self::parts(label, vec![Part::Text(text.into())])
    }

    pub(super) fn parts(label: Label, parts: Vec<Part>) -> Self {
        Self {
            label: Some(label),
            parts,
            tone: Tone::Plain,
            most: 0,
            indent: 0,
        }
    }

    pub(super) fn head(text: &Clean) -> Self {
        Self::line(vec![Part::Text(text.clone())]).tone(Tone::Strong)
    }

    pub(super) fn line(parts: Vec<Part>) -> Self {
        Self {
            label: None,
            parts,
            tone: Tone::Plain,
            most: 0,
            indent: 0,
        }
    }

    pub(super) fn tone(self, tone: Tone) -> Self {
        Self { tone, ..self }
    }

    pub(super) fn most(self, most: usize) -> Self {
        Self { most, ..self }
    }

    pub(super) fn text(&self, lang: Lang) -> String {
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

/// Breaks facts into lines of at most `width` cells. Facts without text are left out.
pub fn lines(facts: &[Fact], width: u16, lang: Lang) -> Vec<FactLine> {
    let mut out = Vec::new();
    for fact in facts {
        let indent = match fact.label {
            Some(Label::NextHospital | Label::NextCompany) => LONG_LABEL,
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
                // The mark is added even if the line would fit, because more text follows.
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

pub(super) fn joined(parts: &[&str], with: &str) -> Clean {
    let parts: Vec<&str> = parts.iter().copied().filter(|p| !p.is_empty()).collect();
    Clean::text(&parts.join(with))
}

pub(super) fn day(day: Date) -> Part {
    Part::Text(Clean::line(&day.to_string()))
}

/// Keeps a label only on the first of neighbouring facts that have the same one.
pub(super) fn only_first_label(facts: &mut [Fact]) {
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
