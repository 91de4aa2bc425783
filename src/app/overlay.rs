//! What lies over a screen: a stack of values, the topmost takes the keys.

use super::fact::Fact;
use super::field::Field;
use super::msg::{HistoryRow, HitRow};
use super::picker::Picker;
use crate::action::Action;
use crate::domain::code::{PairingStatus, TaskStatus};
use crate::domain::id::{PairingId, TaskId};
use crate::domain::op::Hlc;
use crate::domain::op::Side;
use crate::text::Clean;
use std::path::PathBuf;
use uuid::Uuid;

/// Something over the screen.
#[derive(Clone, Debug, PartialEq)]
pub enum Overlay {
    /// できること, or a choice of it.
    Menu(Menu),
    /// 操作一覧
    Palette {
        /// What is looked for.
        query: Field,
        /// Actions that match, best first.
        found: Vec<Action>,
        /// Place in them.
        picker: Picker,
    },
    /// ヘルプ
    Help {
        /// Only lines with these words.
        query: Field,
        /// Place in the lines.
        picker: Picker,
    },
    /// お知らせ一覧
    Notices(Picker),
    /// 詳しく
    Details {
        /// Of what.
        subject: Subject,
        /// Place in the lines.
        picker: Picker,
    },
    /// 履歴
    History {
        /// Newest first; `None` until the answer is there.
        rows: Option<Vec<HistoryRow>>,
        /// Place in them.
        picker: Picker,
    },
    /// What was asked of the record: as it was then, or who was introduced to whom.
    Answer {
        /// What was asked.
        question: Question,
        /// The answer; `None` until it is there.
        facts: Option<Vec<Fact>>,
        /// Place in the lines.
        picker: Picker,
    },
    /// Fields to fill in.
    Form(Form),
    /// A refused or doubtful session file.
    Problems {
        /// The file.
        path: PathBuf,
        /// The report, line by line.
        report: Vec<Clean>,
        /// Columns shifted away at the left: excerpts are not wrapped, or their marks would point astray.
        shift: usize,
        /// Place in it.
        picker: Picker,
    },
}

/// What is asked of the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// その時の内容: by the clock of an op.
    Then(Hlc),
    /// 紹介の記録
    Provisions,
}

/// Something that can be pointed at.
#[derive(Clone, Debug, PartialEq)]
pub enum Subject {
    /// A pairing.
    Pairing(PairingId),
    /// A task.
    Task(TaskId),
    /// A free memo of the open session.
    Memo(Uuid),
    /// A need of the open session.
    Need(Clean),
    /// A line of the results.
    Hit(Box<HitRow>),
}

/// A numbered list of things to do.
#[derive(Clone, Debug, PartialEq)]
pub struct Menu {
    /// What it is about.
    pub title: Title,
    /// Lines.
    pub items: Vec<Item>,
    /// Place in them.
    pub picker: Picker,
}

/// Heading of a menu.
#[derive(Clone, Debug, PartialEq)]
pub enum Title {
    /// できること
    CanDo(Subject),
    /// Choose a state of a task.
    TaskState,
    /// Choose a state of a pairing.
    PairingState,
    /// Why it ends.
    Reason,
    /// Choose a task of the catalogue.
    Catalogue,
}

/// A line of a menu: what happens when it is chosen.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// Step the level.
    Level(PairingId),
    /// 確定する
    Confirm(PairingId),
    /// Edit the memo of the pairing.
    PairingNote(PairingId),
    /// Choose a state.
    ChooseStatus(PairingId),
    /// That state.
    Status(PairingId, PairingStatus),
    /// Choose a reason to end it in that state.
    Reason(PairingId, PairingStatus, Reason),
    /// Next step of a side.
    Next(PairingId, Side),
    /// Choose a task to add.
    ChooseTask(PairingId),
    /// Add that task: code and titles.
    AddTask(PairingId, Clean, (Clean, Clean)),
    /// Choose a state.
    ChooseTaskStatus(TaskId),
    /// That state.
    TaskStatus(TaskId, TaskStatus),
    /// Change the due date.
    Due(TaskId),
    /// Change the note.
    TaskNote(TaskId),
    /// Edit a free memo.
    MemoText(Uuid),
    /// Everything known.
    Details(Subject),
    /// Who changed what, when.
    History(Subject),
}

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

/// Fields to fill in.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    /// What for.
    pub purpose: Purpose,
    /// Their texts.
    pub fields: Vec<Field>,
    /// The one with the caret.
    pub focus: usize,
    /// What is wrong with them.
    pub error: Option<super::say::Say>,
    /// Something was typed, and is kept as a draft.
    pub kept: bool,
}

/// What a form is for.
#[derive(Clone, Debug, PartialEq)]
pub enum Purpose {
    /// Who works here, asked once.
    Actor,
    /// Memo of a pairing.
    PairingNote(PairingId),
    /// Text of a free memo.
    MemoText(Uuid),
    /// Note of a task.
    TaskNote(TaskId),
    /// Due date of a task.
    Due(TaskId),
    /// Next step of a side: text and day.
    Next(PairingId, Side),
}

impl Purpose {
    /// Where a half-typed text of it is kept; short answers are not worth it.
    pub fn draft_slot(&self) -> Option<Clean> {
        let slot = match self {
            Self::PairingNote(id) => format!("note:{id}"),
            Self::MemoText(id) => format!("memo:{id}"),
            Self::TaskNote(id) => format!("task:{id}"),
            Self::Next(id, Side::Hospital) => format!("next-hospital:{id}"),
            Self::Next(id, Side::Company) => format!("next-company:{id}"),
            Self::Actor | Self::Due(_) => return None,
        };
        Some(Clean::line(&slot))
    }
}

impl Form {
    /// With its texts, the caret behind the first.
    pub fn new(purpose: Purpose, texts: &[&str]) -> Self {
        Self {
            purpose,
            fields: texts.iter().map(|t| Field::new(t)).collect(),
            focus: 0,
            error: None,
            kept: false,
        }
    }

    /// The field with the caret.
    pub fn field(&self) -> Option<&Field> {
        self.fields.get(self.focus)
    }

    /// The text of a field, without the blanks around it.
    pub fn text(&self, n: usize) -> &str {
        self.fields.get(n).map_or("", |f| f.text().trim())
    }
}

impl Overlay {
    /// The text field with the caret, if it has one.
    pub fn field(&self) -> Option<&Field> {
        match self {
            Self::Palette { query, .. } | Self::Help { query, .. } => Some(query),
            Self::Form(form) => form.field(),
            _ => None,
        }
    }

    /// The same, to type into.
    pub fn field_mut(&mut self) -> Option<&mut Field> {
        match self {
            Self::Palette { query, .. } | Self::Help { query, .. } => Some(query),
            Self::Form(form) => form.fields.get_mut(form.focus),
            _ => None,
        }
    }

    /// Place in its list, if it has one.
    pub fn picker_mut(&mut self) -> Option<&mut Picker> {
        match self {
            Self::Menu(menu) => Some(&mut menu.picker),
            Self::Palette { picker, .. }
            | Self::Help { picker, .. }
            | Self::Notices(picker)
            | Self::Details { picker, .. }
            | Self::History { picker, .. }
            | Self::Answer { picker, .. }
            | Self::Problems { picker, .. } => Some(picker),
            Self::Form(_) => None,
        }
    }

    /// Whether everybody may see it.
    pub fn is_public(&self) -> bool {
        matches!(self, Self::Palette { .. } | Self::Help { .. })
    }

    /// It only shows text, and arrows scroll it.
    pub fn is_text(&self) -> bool {
        matches!(
            self,
            Self::Help { .. } | Self::Details { .. } | Self::Answer { .. } | Self::Problems { .. }
        )
    }
}
