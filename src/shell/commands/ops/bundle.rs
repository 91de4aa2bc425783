//! `enishi bundle export` and `introduce`: what other laptops lack, closed for everybody but them.

use super::export::{given_away, held, known};
use crate::shell::args::BundleWanted;
use crate::shell::failure::{Failure, FailureKind};
use crate::shell::out::tell;
use crate::shell::put_file;
use crate::shell::user_files::shown;
use crate::shell::workspace::Workspace;
use crate::store::device::{Acquaintance, Public};
use crate::store::sqlite::bundle::{Receivers, Wanted};
use crate::store::{Sessions, SqliteStore};
use crate::text::Clean;
use crate::words::fl;
use serde::Serialize;
use std::path::Path;

#[derive(Serialize)]
struct Made<'a> {
    ops: usize,
    bytes: usize,
    /// What the receivers are called here.
    to: Vec<&'a str>,
    /// Persons named in the record of which it is.
    persons: usize,
    /// Texts in it that are not for everybody in the room.
    confidential: usize,
}

pub(super) fn export(workspace: &Workspace, asked: &BundleWanted) -> Result<(), Failure> {
    let w = &workspace.words;
    put_file::must_be_free(w, &asked.output, asked.force)?;
    let mut store = workspace.open_store()?;
    let scope = asked.session.as_deref();
    let scope = scope.map_or(Sessions::All, |id| Sessions::One(Clean::line(id)));
    if let Sessions::One(id) = &scope {
        known(workspace, &store, id)?;
    }
    let to = if asked.open {
        Receivers::Everybody
    } else {
        receivers(workspace, &store, &asked.to)?
    };
    let (persons, confidential) = held(workspace, &store, &scope)?;
    let wanted = Wanted {
        scope,
        to,
        whole: asked.whole,
        name: &workspace.actor,
    };
    let made = store.bundle(&wanted);
    let made = made.map_err(|e| workspace.store_failed(&e))?;
    put_file::put(w, &asked.output, asked.force, &made.bytes)?;
    given_away(workspace, &mut store)?;
    if asked.open {
        tell(&[fl!(
            w,
            "keep-export-holds",
            persons = persons,
            texts = confidential
        )]);
    }
    let to: Vec<&str> = made.to.iter().map(|a| a.name.as_str()).collect();
    workspace.answer(
        |out| {
            out.json(&Made {
                ops: made.ops,
                bytes: made.bytes.len(),
                to: to.clone(),
                persons,
                confidential,
            })
        },
        |out| {
            let path = shown(&asked.output);
            if asked.open {
                return out.line(fl!(w, "bundle-made-open", count = made.ops, path = path));
            }
            let to = to.join("、");
            out.line(fl!(
                w,
                "bundle-made",
                count = made.ops,
                path = path,
                to = to
            ))
        },
    )
}

/// The devices that were named; without a name, all that are accepted.
fn receivers(
    workspace: &Workspace,
    store: &SqliteStore,
    named: &[String],
) -> Result<Receivers, Failure> {
    let w = &workspace.words;
    let failed = |e| workspace.store_failed(&e);
    let own = store.own_keys().map_err(failed)?;
    let known = store.acquaintances().map_err(failed)?;
    let others = known.all().iter().filter(|a| Some(a.public) != own);
    let others: Vec<&Acquaintance> = others.collect();
    if others.is_empty() {
        let what = fl!(w, "bundle-for-nobody");
        return Err(Failure::new(FailureKind::Failed, what).hint(fl!(w, "bundle-for-nobody-how")));
    }
    if named.is_empty() {
        return Ok(Receivers::Accepted);
    }
    let mut keys: Vec<Public> = Vec::new();
    for name in named {
        let said = name.parse().ok();
        let is_meant = |a: &&&Acquaintance| match said {
            Some(said) => a.public.fingerprint() == said,
            None => *a.name == *Clean::line(name),
        };
        let found: Vec<&&Acquaintance> = others.iter().filter(is_meant).collect();
        match found.as_slice() {
            [one] => keys.push(one.public),
            [] => {
                let name = Clean::line(name);
                let what = fl!(w, "bundle-no-device", name = name.as_str());
                let failure = Failure::new(FailureKind::Nothing, what);
                return Err(failure.hint(fl!(w, "bundle-no-device-how")));
            }
            several => {
                let name = Clean::line(name);
                let what = fl!(w, "bundle-several", name = name.as_str());
                let prints = several.iter().map(|a| a.public.fingerprint().to_string());
                let prints = prints.collect::<Vec<_>>().join("、");
                let failure = Failure::new(FailureKind::Usage, what).because(prints);
                return Err(failure.hint(fl!(w, "bundle-several-how")));
            }
        }
    }
    Ok(Receivers::Some(keys))
}

pub(super) fn introduce(workspace: &Workspace, path: &Path, force: bool) -> Result<(), Failure> {
    let w = &workspace.words;
    put_file::must_be_free(w, path, force)?;
    let store = workspace.open_store()?;
    let wanted = Wanted {
        scope: Sessions::All,
        to: Receivers::Nobody,
        whole: false,
        name: &workspace.actor,
    };
    let made = store.bundle(&wanted);
    let made = made.map_err(|e| workspace.store_failed(&e))?;
    put_file::put(w, path, force, &made.bytes)?;
    let own = store.own_keys().map_err(|e| workspace.store_failed(&e))?;
    let fingerprint = own.map(|keys| keys.fingerprint().to_string());
    let fingerprint = fingerprint.unwrap_or_default();
    workspace.answer(
        |out| out.json(&serde_json::json!({"fingerprint": fingerprint})),
        |out| {
            out.line(fl!(
                w,
                "bundle-introduced",
                path = shown(path),
                fingerprint = fingerprint.as_str()
            ))
        },
    )
}
