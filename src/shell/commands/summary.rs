//! One op in a sentence, for the log.

use crate::domain::book::Book;
use crate::domain::id::Entity;
use crate::domain::op::{Change, Op};
use crate::text::Clean;
use crate::words::Words;
use crate::words::fl;

/// What an op did; names instead of ids where the book knows them.
pub fn of(words: &Words, book: &Book, op: &Op) -> Clean {
    let w = words.loader();
    let subject = subject(words, book, &op.entity);
    let s = subject.as_str();
    let text = match &op.change {
        Change::SessionLoaded(session) => {
            fl!(w, "summary-session-loaded", title = session.title.as_str())
        }
        Change::NeedOpened { need: Some(need) } => {
            fl!(w, "summary-need-opened", need = need.as_str())
        }
        Change::NeedOpened { need: None } => fl!(w, "summary-need-none"),
        Change::PairingRecorded { person, level } => {
            let session = op.entity.session().and_then(|id| book.sessions.get(id));
            let person = person.as_ref().map(|badge| {
                let known = session.and_then(|s| s.attendee(badge));
                known.map_or(badge, |a| &a.name)
            });
            let level = words.pick(level.ja(), level.en());
            match person {
                Some(name) => {
                    let name = name.as_str();
                    fl!(
                        w,
                        "summary-recorded-by",
                        subject = s,
                        level = level,
                        name = name
                    )
                }
                None => fl!(w, "summary-recorded", subject = s, level = level),
            }
        }
        Change::PairingLevel { level } => {
            let level = words.pick(level.ja(), level.en());
            fl!(w, "summary-level", subject = s, level = level)
        }
        Change::PairingNote { note } | Change::TaskNote { note } => {
            let note = note.replace('\n', " ");
            fl!(w, "summary-note", subject = s, note = note)
        }
        Change::PairingStatus { status, .. } => {
            let status = words.pick(status.ja(), status.en());
            fl!(w, "summary-status", subject = s, status = status)
        }
        Change::PairingNext { text, .. } => {
            fl!(w, "summary-next", subject = s, text = text.as_str())
        }
        Change::TaskOpened(_) => fl!(w, "summary-task-opened", subject = s),
        Change::TaskStatus { status, .. } => {
            let status = words.pick(status.ja(), status.en());
            fl!(w, "summary-status", subject = s, status = status)
        }
        Change::TaskDue { due_on } => {
            fl!(w, "summary-due", subject = s, day = due_on.to_string())
        }
        Change::PatentTied { title, .. } => {
            fl!(w, "summary-tied", subject = s, title = title.as_str())
        }
        Change::MemoWritten { text, .. } => {
            let text = text.replace('\n', " ");
            fl!(w, "summary-memo", text = text)
        }
        Change::ContentErased { .. } => fl!(w, "store-op-erased"),
        Change::ActionUndone { .. } => fl!(w, "summary-undone"),
        Change::Unknown { kind, .. } => fl!(w, "summary-unknown", kind = kind.as_str()),
    };
    Clean::line(&text)
}

/// What an op is about.
fn subject(words: &Words, book: &Book, entity: &Entity) -> String {
    let org_name = |session: &Clean, org: &Clean| {
        let session = book.sessions.get(session);
        session.map_or(org, |s| s.org_name(org)).to_string()
    };
    match entity {
        Entity::Pairing(id) => format!("{} / {}", id.need, org_name(&id.session, &id.org)),
        Entity::Task(id) => {
            let title = book.tasks.get(id).map_or_else(
                || id.template.to_string(),
                |t| words.pick(&t.title_ja, &t.title_en).to_owned(),
            );
            let mut parts = vec![title];
            parts.extend(
                [id.need.to_string(), org_name(&id.session, &id.org)]
                    .into_iter()
                    .filter(|p| !p.is_empty()),
            );
            parts.join(" / ")
        }
        Entity::Tie(_, need, doc) => format!("{need} / {doc}"),
        other => other.session().map_or(String::new(), ToString::to_string),
    }
}
