//! What may leave the program. A need leaves by its disclosure level, a person by consent; the office itself sees all.

use crate::domain::book::Book;
use crate::domain::code::{Disclosure, TaskStatus};
use crate::domain::entity::task::{Task, TaskId};
use crate::domain::roster::{Attendee, Need, Session};
use crate::text::Clean;
use unicode_normalization::UnicodeNormalization;

/// What may not leave, and is not in what was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Rows.
    pub rows: usize,
    /// Texts of the office in rows that leave: memos, next steps, titles of tasks in somebody's own words.
    pub texts: usize,
}

impl LeftOut {
    /// Whether all that was asked for left.
    pub fn is_nothing(self) -> bool {
        self == Self::default()
    }
}

/// For whom it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reader {
    /// Anybody.
    Public,
    /// One organisation.
    Organisation(Clean),
    /// The office: everything, marked as such.
    Office,
}

/// What stands for the title of a task in somebody's own words.
const OWN_TASK: &str = "個別の課題";

/// The template of the task whose end lets a company see what stands behind an NDA.
const NDA: &str = "C1";

impl Reader {
    /// Whether a need may leave.
    pub fn may_see(&self, book: &Book, session: &Session, need: &Need) -> bool {
        let level = need.disclosure.unwrap_or(Disclosure::Closed);
        match self {
            Self::Office => true,
            Self::Public => level == Disclosure::Public,
            Self::Organisation(org) => match level {
                _ if need.hospital == *org => true,
                Disclosure::Public | Disclosure::Members => true,
                Disclosure::AfterNda => signed(book, session, need, org),
                Disclosure::Closed => false,
            },
        }
    }

    /// Whether what belongs to an organisation may leave.
    pub fn may_see_of(&self, org: &Clean) -> bool {
        match self {
            Self::Office | Self::Public => true,
            Self::Organisation(own) => own == org,
        }
    }

    /// Whether a person may be named.
    pub fn may_name(&self, person: &Attendee) -> bool {
        match self {
            Self::Office => true,
            Self::Organisation(org) if person.org == *org => true,
            Self::Public | Self::Organisation(_) => consents(person),
        }
    }

    /// Whether mail and telephone of a person may leave.
    pub fn may_reach(&self, person: &Attendee) -> bool {
        match self {
            Self::Office => true,
            Self::Public => false,
            Self::Organisation(org) => person.org == *org,
        }
    }

    /// Whether what the office wrote in its own words may leave: it may say anything of anybody.
    pub fn may_read_memos(&self) -> bool {
        *self == Self::Office
    }

    /// The title of a task as it may leave: one in somebody's own words is held back as a memo is.
    pub fn title<'t>(&self, task: &'t Task, left_out: &mut LeftOut) -> &'t str {
        if self.may_read_memos() || !task.id.is_own() {
            return &task.title_ja;
        }
        left_out.texts += 1;
        OWN_TASK
    }

    /// Counts the texts that are held back.
    pub fn hold_back(&self, texts: &[&Clean], left_out: &mut LeftOut) {
        if !self.may_read_memos() {
            left_out.texts += texts.iter().filter(|text| !text.is_empty()).count();
        }
    }
}

/// Whether the NDA of a company and the hospital of a need is signed.
fn signed(book: &Book, session: &Session, need: &Need, org: &Clean) -> bool {
    let id = TaskId {
        session: session.id.clone(),
        need: need.no.clone(),
        org: org.clone(),
        template: Clean::line(NDA),
    };
    let task = book.tasks.get(&id);
    task.is_some_and(|task| task.status == TaskStatus::Done)
}

/// Whether a person agreed to stand on a list. Nothing said is no agreement.
fn consents(person: &Attendee) -> bool {
    let note = person
        .notes
        .iter()
        .find(|(key, _)| key.as_str() == "consent_share");
    let Some((_, said)) = note else {
        return false;
    };
    let said: String = said.nfkc().filter(|c| !c.is_whitespace()).collect();
    let yes = [
        "同意",
        "はい",
        "あり",
        "有",
        "○",
        "〇",
        "可",
        "true",
        "yes",
        "済",
        "同意する",
        "同意します",
    ];
    let head = said.split('(').next().unwrap_or_default().to_lowercase();
    yes.contains(&head.as_str()) || head.starts_with(|c: char| c.is_ascii_digit())
}
