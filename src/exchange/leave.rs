//! What may leave the program. A need leaves by its disclosure level, a person by consent; the office itself sees all.

use crate::domain::book::Book;
use crate::domain::code::{Disclosure, TaskStatus};
use crate::domain::entity::task::TaskId;
use crate::domain::roster::{Attendee, Need, Session};
use crate::text::Clean;
use unicode_normalization::UnicodeNormalization;

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

    /// Whether memos of the office may leave.
    pub fn may_read_memos(&self) -> bool {
        *self == Self::Office
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
