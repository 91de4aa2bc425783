//! What the hospital answers to the wish of an organisation. Its 不可 is final until the hospital itself changes it: no
//! mark of the company, no import and no proposal does.

use crate::domain::book::Book;
use crate::domain::code::Verdict;
use crate::domain::entity::reply::{Reply, ReplyChange, ReplyId};
use crate::domain::entity::{Changes, Entity};
use crate::text::Clean;

/// Why nothing is recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// 不可 needs a reason, and so does a change of one.
    #[error("a reason is needed")]
    NoReason,
    /// The record says so already.
    #[error("already recorded")]
    AlreadyRecorded,
}

/// What the hospital said of an organisation; `None`: 未回答.
pub fn of<'b>(book: &'b Book, session: &Clean, need: &Clean, org: &Clean) -> Option<&'b Reply> {
    let id = ReplyId {
        session: session.clone(),
        need: need.clone(),
        org: org.clone(),
    };
    book.replies
        .get(&id)
        .filter(|reply| reply.verdict.is_some())
}

/// Whether the hospital refuses an organisation: it is neither proposed nor placed.
pub fn is_refused(book: &Book, session: &Clean, need: &Clean, org: &Clean) -> bool {
    of(book, session, need, org).is_some_and(|r| r.verdict == Some(Verdict::Refuse))
}

/// Records what the hospital says, and who of it said so.
pub fn give(
    book: &Book,
    id: &ReplyId,
    verdict: Option<Verdict>,
    reason: &Clean,
    by: Option<&Clean>,
) -> Result<Changes, Refusal> {
    let before = book.replies.get(id);
    let had = before.and_then(|r| r.verdict);
    let asks_why = verdict == Some(Verdict::Refuse) || had == Some(Verdict::Refuse);
    let entity = Entity::Reply(id.clone());
    let same_reason = before.map_or(reason.is_empty(), |r| r.reason == *reason);
    if had == verdict && same_reason && book.conflicts_of(&entity).is_empty() {
        return Err(Refusal::AlreadyRecorded);
    }
    if asks_why && reason.trim().is_empty() {
        return Err(Refusal::NoReason);
    }
    let given = ReplyChange::Given {
        verdict,
        reason: reason.clone(),
        by: by.cloned(),
    };
    Ok(vec![(entity, given.into())])
}
