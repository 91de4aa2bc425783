//! `enishi session export`: a session as it is now, as a session file.

use super::convert;
use crate::domain::number;
use crate::domain::rule::session_file;
use crate::shell::clock;
use crate::shell::failure::{Failure, FailureKind};
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
    let called = workspace.called(&store, Some(id))?;
    let recent = store.recent_sessions();
    let recent = recent.map_err(|e| workspace.store_failed(&e))?;
    let scope = called.sessions();
    let Sessions::One(key) = &scope else {
        let count = recent.iter().filter(|s| called.holds(&s.id)).count();
        let what = fl!(w, "print-several", id = id, count = count);
        return Err(Failure::new(FailureKind::Nothing, what).hint(fl!(w, "session-several-how")));
    };
    let book = workspace.book(&store, &scope)?;
    let zone = clock::zoned().time_zone().clone();
    let Some((session, renumbered)) = session_file::of(&book, key, &zone) else {
        let names = recent.iter().map(|s| number::shown(&s.id));
        let what = fl!(w, "session-unknown", id = Clean::line(id).as_str());
        return Err(workspace.nothing(what, id, names, fl!(w, "session-unknown-how")));
    };
    put(w, to, force, &convert::bytes(w, &session, to)?)?;
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
