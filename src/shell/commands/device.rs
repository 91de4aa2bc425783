//! `enishi device`: the fingerprint of this laptop, and which devices of colleagues are accepted.

use crate::shell::args::DeviceCommand;
use crate::shell::clock;
use crate::shell::failure::{Failure, FailureKind};
use crate::shell::workspace::Workspace;
use crate::store::device::{AcceptError, Fingerprint};
use crate::store::sqlite::devices::KnownDevice;
use crate::text::Clean;
use crate::words::fl;
use serde_json::json;

pub(super) fn device(workspace: &Workspace, what: Option<&DeviceCommand>) -> Result<(), Failure> {
    match what {
        None => own(workspace),
        Some(DeviceCommand::List) => list(workspace),
        Some(DeviceCommand::Accept { fingerprint, name }) => {
            accept(workspace, &said(workspace, fingerprint)?, name.as_deref())
        }
        Some(DeviceCommand::Forget { fingerprint }) => {
            forget(workspace, &said(workspace, fingerprint)?)
        }
    }
}

/// The fingerprint that was typed, in one piece or in groups.
fn said(workspace: &Workspace, typed: &[String]) -> Result<Fingerprint, Failure> {
    let w = &workspace.words;
    let typed = typed.join(" ");
    typed.parse().map_err(|_| {
        let typed = Clean::line(&typed);
        let what = fl!(w, "device-no-fingerprint", typed = typed.as_str());
        Failure::new(FailureKind::Usage, what).hint(fl!(w, "device-no-fingerprint-how"))
    })
}

fn own(workspace: &Workspace) -> Result<(), Failure> {
    let store = workspace.open_store()?;
    let keys = store.own_keys().map_err(|e| workspace.store_failed(&e))?;
    let w = &workspace.words;
    let Some(keys) = keys else {
        return Err(Failure::new(FailureKind::Failed, fl!(w, "device-no-keys"))
            .hint(fl!(w, "device-no-keys-how")));
    };
    let fingerprint = keys.fingerprint().to_string();
    workspace.answer(
        |out| out.json(&json!({"fingerprint": fingerprint, "device": store.device()})),
        |out| {
            out.line(fl!(w, "device-own", fingerprint = fingerprint.as_str()))?;
            out.line(fl!(w, "device-own-how"))
        },
    )
}

fn list(workspace: &Workspace) -> Result<(), Failure> {
    let store = workspace.open_store()?;
    let known = store.known_devices();
    let known = known.map_err(|e| workspace.store_failed(&e))?;
    let w = &workspace.words;
    workspace.answer(
        |out| {
            let rows = known.iter().map(|d| {
                json!({"fingerprint": d.fingerprint.to_string(), "own": d.own,
                    "name": d.accepted.as_ref().map(|(name, _)| name),
                    "accepted_on": d.accepted.as_ref().map(|(_, on)| on),
                    "actors": d.actors, "devices": d.devices})
            });
            out.json(&rows.collect::<Vec<_>>())
        },
        |out| {
            if known.is_empty() {
                return out.line(fl!(w, "device-list-empty"));
            }
            let head = [
                fl!(w, "device-head-fingerprint"),
                fl!(w, "device-head-state"),
                fl!(w, "device-head-name"),
                fl!(w, "device-head-actors"),
            ];
            let rows: Vec<Vec<Clean>> = known.iter().map(|d| cells(workspace, d)).collect();
            out.table(&head, &rows)
        },
    )
}

fn cells(workspace: &Workspace, device: &KnownDevice) -> Vec<Clean> {
    let w = &workspace.words;
    let (state, name) = match &device.accepted {
        _ if device.own => (fl!(w, "device-is-own"), Clean::line("-")),
        Some((name, on)) => (
            fl!(w, "device-is-accepted", on = on.to_string()),
            name.clone(),
        ),
        None => (fl!(w, "device-is-unknown"), Clean::line("-")),
    };
    let actors: Vec<&str> = device.actors.iter().map(Clean::as_str).collect();
    vec![
        device.fingerprint.to_string().into(),
        state.into(),
        name,
        actors.join("、").into(),
    ]
}

fn accept(workspace: &Workspace, said: &Fingerprint, name: Option<&str>) -> Result<(), Failure> {
    let mut store = workspace.open_store()?;
    let known = store.known_devices();
    let known = known.map_err(|e| workspace.store_failed(&e))?;
    let w = &workspace.words;
    let fingerprint = said.to_string();
    let found = known.iter().find(|d| d.fingerprint == *said);
    if found.is_some_and(|d| d.own) {
        let what = fl!(w, "device-accept-own", fingerprint = fingerprint.as_str());
        return Err(Failure::new(FailureKind::Usage, what).hint(fl!(w, "device-accept-own-how")));
    }
    // Without a name said, the one under which was recorded there.
    let by_actor = || found.and_then(|d| d.actors.first().cloned());
    let name = name.map(Clean::line).or_else(by_actor).unwrap_or_default();
    let accepted = store.accept_device(said, &name, workspace.today);
    let accepted = accepted.map_err(|e| workspace.store_failed(&e))?;
    if matches!(accepted, Ok(true)) {
        // The sound record says who shared it; without a name it goes with the next erasure.
        let shared = match workspace.who() {
            Ok(actor) => store.share_marks(actor, clock::timestamp()),
            Err(_) => Ok(()),
        };
        shared.map_err(|e| workspace.store_failed(&e))?;
    }
    match accepted {
        Ok(true) => workspace.answer(
            |out| out.json(&json!({"fingerprint": fingerprint, "name": name})),
            |out| {
                let (print, name) = (fingerprint.as_str(), name.as_str());
                out.line(fl!(w, "device-accepted", fingerprint = print, name = name))
            },
        ),
        Ok(false) => Err(nobody(workspace, &fingerprint)),
        Err(AcceptError::Taken { name, .. }) => {
            let what = fl!(w, "device-taken", name = name.as_str());
            Err(Failure::new(FailureKind::Failed, what).hint(fl!(w, "device-taken-how")))
        }
        Err(AcceptError::Differs(_) | AcceptError::Unsound) => {
            Err(Failure::new(FailureKind::Failed, fl!(w, "device-unsound")))
        }
    }
}

fn forget(workspace: &Workspace, said: &Fingerprint) -> Result<(), Failure> {
    let mut store = workspace.open_store()?;
    let done = store.forget_device(said);
    let fingerprint = said.to_string();
    if !done.map_err(|e| workspace.store_failed(&e))? {
        return Err(nobody(workspace, &fingerprint));
    }
    let w = &workspace.words;
    workspace.answer(
        |out| out.json(&json!({"fingerprint": fingerprint})),
        |out| {
            out.line(fl!(
                w,
                "device-forgotten",
                fingerprint = fingerprint.as_str()
            ))
        },
    )
}

fn nobody(workspace: &Workspace, fingerprint: &str) -> Failure {
    let w = &workspace.words;
    let what = fl!(w, "device-nobody", fingerprint = fingerprint);
    Failure::new(FailureKind::Nothing, what)
        .because(fl!(w, "device-nobody-why"))
        .hint(fl!(w, "device-nobody-how"))
}
