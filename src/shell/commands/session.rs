//! `enishi session export`: a session as it is now, as a session file.

use crate::domain::rule::session_file;
use crate::intake;
use crate::shell::clock;
use crate::shell::failure::Failure;
use crate::shell::out::tell;
use crate::shell::put_file::{must_be_free, put};
use crate::shell::user_files::shown;
use crate::shell::workspace::Workspace;
use crate::store::{Sessions, Store};
use crate::text::Clean;
use crate::words::fl;
use serde_json::json;
use std::path::Path;

pub(super) fn export(
    workspace: &Workspace,
    id: &str,
    to: &Path,
    force: bool,
) -> Result<(), Failure> {
    let w = &workspace.words;
    must_be_free(w, to, force)?;
    let store = workspace.open_store()?;
    let recent = store.recent_sessions();
    let recent = recent.map_err(|e| workspace.store_failed(&e))?;
    let found = recent.iter().find(|s| s.id == *id).or_else(|| {
        recent
            .iter()
            .find(|s| crate::domain::number::shown(&s.id) == id)
    });
    let Some(found) = found else {
        let names = recent.iter().map(|s| s.id.as_str());
        let what = fl!(w, "session-unknown", id = Clean::line(id).as_str());
        return Err(workspace.nothing(what, id, names, fl!(w, "session-unknown-how")));
    };
    let book = workspace.book(&store, &Sessions::One(found.id.clone()))?;
    let zone = clock::zoned().time_zone().clone();
    let made = session_file::of(&book, &found.id, &zone);
    let (session, renumbered) = made.unwrap_or_default();
    put(w, to, force, intake::to_toml(&session).as_bytes())?;
    let lines: Vec<String> = renumbered
        .iter()
        .map(|(old, new)| {
            fl!(
                w,
                "session-renumbered",
                old = old.as_str(),
                new = new.as_str()
            )
        })
        .collect();
    tell(&lines);
    let path = shown(to);
    workspace.answer(
        |out| out.json(&json!({"path": path, "session": session.id})),
        |out| {
            out.line(fl!(
                w,
                "session-exported",
                title = session.title.as_str(),
                path = path.clone()
            ))
        },
    )
}
