//! A template: a few lines that say for whom it is, a line of hyphens, and the text with its places to fill in.

use super::Letter;
use super::data::Data;
use crate::text::Clean;
use crate::words::{Words, fl};
use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, ErrorKind, UndefinedBehavior};

/// The shipped templates, each with its name.
pub const SHIPPED: &[(&str, &str)] = &[
    ("依頼状", include_str!("../../../config/letters/依頼状.txt")),
    (
        "参加許可願",
        include_str!("../../../config/letters/参加許可願.txt"),
    ),
    (
        "面談案内",
        include_str!("../../../config/letters/面談案内.txt"),
    ),
    ("御礼", include_str!("../../../config/letters/御礼.txt")),
    (
        "結果通知",
        include_str!("../../../config/letters/結果通知.txt"),
    ),
    (
        "NDA送付状",
        include_str!("../../../config/letters/NDA送付状.txt"),
    ),
    (
        "進捗確認",
        include_str!("../../../config/letters/進捗確認.txt"),
    ),
    (
        "公募案内",
        include_str!("../../../config/letters/公募案内.txt"),
    ),
    (
        "ニーズ照会",
        include_str!("../../../config/letters/ニーズ照会.txt"),
    ),
];

/// To whom a letter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Receiver {
    /// A hospital that presents.
    Hospital,
    /// An organisation that does not.
    Company,
    /// Either of them.
    Organisation,
    /// A person.
    Person,
    /// Somebody who is not of the session, such as the coordinator of another office: only what anybody may know.
    Outside,
}

impl Receiver {
    const ALL: [Self; 5] = [
        Self::Hospital,
        Self::Company,
        Self::Organisation,
        Self::Person,
        Self::Outside,
    ];

    /// What a template calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hospital => "病院",
            Self::Company => "企業",
            Self::Organisation => "機関",
            Self::Person => "参加者",
            Self::Outside => "外部",
        }
    }
}

/// What a receiver must have for a letter to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// A need of its own, or one it works on.
    Needs,
    /// A pairing.
    Pairings,
    /// An NDA that is not signed.
    Ndas,
    /// A meeting that stands.
    Meetings,
    /// A task that is open.
    Tasks,
    /// A call that has not closed.
    Calls,
}

impl Condition {
    const ALL: [(&'static str, Self); 6] = [
        ("needs", Self::Needs),
        ("pairings", Self::Pairings),
        ("ndas", Self::Ndas),
        ("meetings", Self::Meetings),
        ("tasks", Self::Tasks),
        ("calls", Self::Calls),
    ];

    fn holds(self, data: &Data) -> bool {
        match self {
            Self::Needs => !data.needs.is_empty(),
            Self::Pairings => !data.pairings.is_empty(),
            Self::Ndas => !data.ndas.is_empty(),
            Self::Meetings => !data.meetings.is_empty(),
            Self::Tasks => !data.tasks.is_empty(),
            Self::Calls => !data.calls.is_empty(),
        }
    }
}

/// Why a template cannot be used, with its line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    /// No line of hyphens ends the head.
    #[error("no line of hyphens")]
    NoHead,
    /// The head does not say for whom it is, or has no subject.
    #[error("no {0}")]
    Missing(&'static str),
    /// A line of the head that is not understood.
    #[error("line {0}")]
    Head(usize),
    /// A name that is not known.
    #[error("line {0}: unknown {1}")]
    Unknown(usize, Clean),
    /// A place to fill in that is written wrongly.
    #[error("line {0}: {1}")]
    Syntax(usize, Clean),
}

impl TemplateError {
    /// What happened, where, and what to do.
    pub fn explain(&self, words: &Words) -> String {
        match self {
            Self::NoHead => fl!(words, "letter-no-head"),
            Self::Missing(key) => fl!(words, "letter-missing", key = *key),
            Self::Head(line) => fl!(words, "letter-bad-head", line = *line),
            Self::Unknown(line, text) => {
                fl!(words, "letter-unknown", line = *line, text = text.as_str())
            }
            Self::Syntax(line, text) => {
                fl!(words, "letter-syntax", line = *line, text = text.as_str())
            }
        }
    }
}

/// A template that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// For whom.
    pub receiver: Receiver,
    /// What the receiver must have.
    pub condition: Option<Condition>,
    /// The subject, with places to fill in.
    pub subject: String,
    subject_at: usize,
    body: String,
    body_at: usize,
}

impl Template {
    /// Reads one.
    pub fn read(text: &str) -> Result<Self, TemplateError> {
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        let is_end =
            |line: &str| line.trim_end().len() >= 3 && line.trim_end().chars().all(|c| c == '-');
        let end = text.lines().position(is_end).ok_or(TemplateError::NoHead)?;
        let (mut receiver, mut condition, mut subject) = (None, None, None);
        for (at, line) in text.lines().take(end).enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let bad = || TemplateError::Head(at + 1);
            let (key, value) = line.split_once([':', '：']).ok_or_else(bad)?;
            let value = value.trim();
            match key.trim() {
                "対象" => {
                    let named = Receiver::ALL.into_iter().find(|r| r.name() == value);
                    receiver = Some(named.ok_or_else(bad)?);
                }
                "条件" => {
                    let mut all = Condition::ALL.into_iter();
                    let named = all.find(|(name, _)| *name == value);
                    condition = Some(named.ok_or_else(bad)?.1);
                }
                "件名" => subject = Some((value.to_owned(), at)),
                _ => return Err(bad()),
            }
        }
        let (subject, subject_at) = subject.ok_or(TemplateError::Missing("件名"))?;
        let body: Vec<&str> = text.lines().skip(end + 1).collect();
        Ok(Self {
            receiver: receiver.ok_or(TemplateError::Missing("対象"))?,
            condition,
            subject,
            subject_at,
            body: body.join("\n"),
            body_at: end + 1,
        })
    }

    /// Fills it. `None`: the receiver has nothing that it is about.
    pub fn fill(&self, data: &Data) -> Result<Option<Letter>, TemplateError> {
        if self.condition.is_some_and(|c| !c.holds(data)) {
            return Ok(None);
        }
        let subject = filled(&self.subject, self.subject_at, data)?;
        let body = filled(&self.body, self.body_at, data)?;
        Ok(Some(Letter {
            subject: Clean::line(subject.trim()),
            body: format!("{}\n", body.trim_end()),
        }))
    }
}

/// Fills a part that begins behind so many lines of its file. Blocks stand on lines of their own and leave none.
fn filled(text: &str, before: usize, data: &Data) -> Result<String, TemplateError> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    if let Ok(syntax) = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .build()
    {
        environment.set_syntax(syntax);
    }
    let filled = environment.render_str(text, minijinja::value::Serde(data));
    filled.map_err(|error| {
        let at = error.line().unwrap_or(1);
        let line = text.lines().nth(at.saturating_sub(1)).unwrap_or_default();
        let line = Clean::line(line.trim());
        if error.kind() == ErrorKind::UndefinedError {
            TemplateError::Unknown(before + at, line)
        } else {
            TemplateError::Syntax(before + at, line)
        }
    })
}
