//! What becomes of an erasure afterwards: it is not done yet, or the person came back.

use super::who;
use crate::domain::number;
use crate::shell::clock;
use crate::shell::failure::Failure;
use crate::shell::user_files::shown;
use crate::shell::workspace::Workspace;
use crate::store::{SqliteStore, StoreError};
use crate::text::Clean;
use crate::words::Words;
use crate::words::fl;
use serde_json::json;

/// The sessions in which an erasure is not finished.
pub(in crate::shell::commands) fn unfinished(
    store: &SqliteStore,
) -> Result<Vec<Clean>, StoreError> {
    let seats = store.pending_erasures()?.concat().into_iter();
    let mut found: Vec<Clean> = seats.map(|(session, _)| session).collect();
    found.extend(store.pending_purges()?);
    found.sort();
    found.dedup();
    Ok(found)
}

/// Who was erased, or in which session that was purged, and is named by something that was recorded later, in sentences.
pub(in crate::shell::commands) fn named_again(
    w: &Words,
    store: &SqliteStore,
) -> Result<Vec<String>, StoreError> {
    let persons = store.erased_named_again()?.into_iter();
    let persons = persons.map(|((session, badge), count)| {
        fl!(
            w,
            "person-again",
            count = count,
            badge = number::shown(&badge),
            session = session.as_str()
        )
    });
    let sessions = store.purged_recorded_again()?.into_iter();
    let sessions = sessions.map(|(session, count)| {
        let session = session.as_str();
        fl!(w, "purged-recorded", session = session, count = count)
    });
    Ok(persons.chain(sessions).collect())
}

/// A new key for recognising erased persons, in the place of one that is lost.
pub(super) fn new_key(workspace: &Workspace) -> Result<(), Failure> {
    let mut store = workspace.open_store()?;
    let made = store.renew_marks_key();
    let made = made.map_err(|e| workspace.store_failed(&e))?;
    let left = store
        .unrecognised()
        .map_err(|e| workspace.store_failed(&e))?;
    let path = shown(&store.marks_key());
    let w = &workspace.words;
    workspace.answer(
        |out| out.json(&json!({"made": made, "unrecognised": left})),
        |out| {
            if !made {
                return out.line(fl!(w, "person-new-key-there"));
            }
            out.line(fl!(w, "person-new-key", path = path.as_str()))?;
            out.line(fl!(w, "person-new-key-count", count = left))
        },
    )
}

/// Erasures of which something is left to do.
pub(super) fn pending(workspace: &Workspace) -> Result<(), Failure> {
    // Opening goes on with them: what is listed could not be done just now.
    let store = workspace.open_store()?;
    let failed = |e| workspace.store_failed(&e);
    let seats = store.pending_erasures().map_err(failed)?.concat();
    let mut purges = store.pending_purges().map_err(failed)?;
    purges.retain(|purged| !seats.iter().any(|(session, _)| session == purged));
    let away = store.away().map_err(failed)?;
    let again = store.erased_named_again().map_err(failed)?;
    let w = &workspace.words;
    let told = named_again(w, &store).map_err(failed)?;
    workspace.answer(
        |out| {
            let rows = seats.iter();
            let rows = rows.map(|(s, b)| json!({"session": s, "badge": number::shown(b)}));
            let purges = purges.iter().map(|s| json!({"session": s, "badge": null}));
            let again = again.iter().map(|((s, b), count)| {
                json!({"session": s, "badge": number::shown(b), "named_again": count})
            });
            out.json(&rows.chain(purges).chain(again).collect::<Vec<_>>())
        },
        |out| {
            told.iter().try_for_each(|line| out.line(line.as_str()))?;
            if seats.is_empty() && purges.is_empty() && !told.is_empty() {
                return Ok(());
            }
            if seats.is_empty() && purges.is_empty() {
                return out.line(fl!(w, "person-pending-none"));
            }
            for (session, badge) in &seats {
                let (session, badge) = (session.as_str(), number::shown(badge));
                out.line(fl!(
                    w,
                    "person-pending-row",
                    session = session,
                    badge = badge
                ))?;
            }
            for session in &purges {
                out.line(fl!(w, "person-pending-in", session = session.as_str()))?;
            }
            for path in &away {
                out.line(fl!(w, "person-pending-away", path = shown(path)))?;
            }
            Ok(())
        },
    )
}

/// From here on the data of somebody who was erased may be recorded again.
pub(super) fn came_back(
    workspace: &Workspace,
    badge: &str,
    session: Option<&str>,
) -> Result<(), Failure> {
    let mut store = workspace.open_store()?;
    let badge = Clean::line(badge);
    let scope = who::scope(workspace, &store, session)?;
    let person = who::one(workspace, &store, &scope, &badge, "came-back")?;
    let w = &workspace.words;
    let was = store.was_erased(&person);
    if !was.map_err(|e| workspace.store_failed(&e))? {
        let what = fl!(w, "person-not-gone", badge = badge.as_str());
        return Err(workspace.nothing(what, "", [], fl!(w, "person-unknown-how")));
    }
    let done = store.came_back(&person, workspace.who()?, clock::timestamp());
    done.map_err(|e| workspace.store_failed(&e))?;
    workspace.answer(
        |out| out.json(&json!({"badge": badge, "came_back": true})),
        |out| out.line(fl!(w, "person-came-back", badge = badge.as_str())),
    )
}
