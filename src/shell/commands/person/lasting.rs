//! What becomes of an erasure afterwards: it is not done yet, or the person came back.

use super::who;
use crate::shell::clock;
use crate::shell::failure::Failure;
use crate::shell::workspace::Workspace;
use crate::text::Clean;
use crate::words::fl;
use serde_json::json;

/// Erasures of which something is left to do.
pub(super) fn pending(workspace: &Workspace) -> Result<(), Failure> {
    // Opening goes on with them: what is listed could not be done just now.
    let store = workspace.open_store()?;
    let found = store.pending_erasures();
    let found = found.map_err(|e| workspace.store_failed(&e))?;
    let w = &workspace.words;
    let seats = found.concat();
    workspace.answer(
        |out| {
            let rows = seats.iter();
            let rows = rows.map(|(s, b)| json!({"session": s, "badge": b}));
            out.json(&rows.collect::<Vec<_>>())
        },
        |out| {
            if seats.is_empty() {
                return out.line(fl!(w, "person-pending-none"));
            }
            for (session, badge) in &seats {
                let (session, badge) = (session.as_str(), badge.as_str());
                out.line(fl!(
                    w,
                    "person-pending-row",
                    session = session,
                    badge = badge
                ))?;
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
    let scope = who::scope(session);
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
