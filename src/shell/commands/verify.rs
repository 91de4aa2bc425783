//! `enishi verify`: whether the record is whole, and by whom it is signed.

use super::person::{lasting, provisions};
use crate::shell::clock;
use crate::shell::failure::Failure;
use crate::shell::failure::FailureKind;
use crate::shell::workspace::Workspace;
use crate::store::sqlite::report::Author;
use crate::store::sqlite::report::By;
use crate::text::Clean;
use crate::words::Words;
use crate::words::fl;
use serde::Serialize;
use serde_json::Value;
use serde_json::json;

#[derive(Serialize)]
struct Verified {
    ok: bool,
    ops: u64,
    erased: u64,
    streams: usize,
    rows: u64,
    signatures: Vec<Value>,
    /// Sealed introductions that cannot be read here.
    locked: usize,
    /// Erased persons whom this laptop does not recognise in what is read later.
    unrecognised: usize,
    /// Sessions in which an erasure is not finished.
    unfinished: Vec<Clean>,
    faults: Vec<Clean>,
}

pub(super) fn verify(workspace: &Workspace) -> Result<(), Failure> {
    let store = workspace.open_store()?;
    let report = store.verify().map_err(|e| workspace.store_failed(&e))?;
    let faults: Vec<Clean> = report
        .faults
        .iter()
        .map(|fault| Clean::line(&fault.explain(&workspace.words)))
        .collect();
    let w = &workspace.words;
    let failed = |e| workspace.store_failed(&e);
    let locked = store
        .locked_provisions(clock::timestamp())
        .map_err(failed)?;
    let unfinished = lasting::unfinished(&store).map_err(failed)?;
    let unrecognised = store.unrecognised().map_err(failed)?;
    workspace.answer(
        |out| {
            out.json(&Verified {
                locked: locked.as_ref().map_or(0, |locked| locked.count),
                unfinished: unfinished.clone(),
                unrecognised,
                ok: faults.is_empty(),
                ops: report.ops,
                erased: report.erased,
                streams: report.streams,
                rows: report.rows,
                signatures: report.authors.iter().map(signature).collect(),
                faults: faults.clone(),
            })
        },
        |out| {
            if faults.is_empty() {
                out.line(fl!(
                    w,
                    "keep-verified",
                    ops = report.ops,
                    rows = report.rows,
                    streams = report.streams
                ))?;
            }
            for line in signed(w, &report.authors) {
                out.line(line)?;
            }
            if let Some(locked) = &locked {
                out.line(provisions::locked_line(w, locked))?;
            }
            if unrecognised > 0 {
                out.line(fl!(w, "person-no-marks", count = unrecognised))?;
            }
            for session in &unfinished {
                out.line(fl!(w, "person-pending-in", session = session.as_str()))?;
            }
            faults.iter().try_for_each(|fault| out.line(fault.clone()))
        },
    )?;
    match faults.first() {
        None => Ok(()),
        Some(first) => {
            let what = fl!(w, "keep-faulty", count = faults.len());
            let failure = Failure::new(FailureKind::Failed, what)
                .because(first.clone())
                .hint(fl!(w, "keep-faulty-how"));
            Err(workspace.copies().into_iter().fold(failure, Failure::hint))
        }
    }
}

/// Who signed a stream, for machines.
fn signature(author: &Author) -> Value {
    let (name, fingerprint) = match &author.by {
        By::Accepted(name) => (Some(name), None),
        By::Unknown(fingerprint) => (None, Some(fingerprint.to_string())),
        By::Own | By::Nobody | By::Waiting(_) | By::Cut | By::Wrong => (None, None),
    };
    json!({"device": author.device, "session": author.scope, "ops": author.seq,
        "signed": author.signed, "by": author.by.code(), "name": name, "fingerprint": fingerprint})
}

/// Who signed how many streams, for people. What does not hold is told as a fault.
fn signed(w: &Words, authors: &[Author]) -> Vec<String> {
    let count = |by: &By| authors.iter().filter(|a| a.by == *by).count();
    let mut seen: Vec<&By> = Vec::new();
    let mut lines = Vec::new();
    for author in authors {
        if seen.contains(&&author.by) {
            continue;
        }
        seen.push(&author.by);
        let count = count(&author.by);
        lines.extend(match &author.by {
            By::Own => Some(fl!(w, "keep-signed-own", count = count)),
            By::Accepted(name) => Some(fl!(
                w,
                "keep-signed-accepted",
                name = name.as_str(),
                count = count
            )),
            By::Unknown(print) => {
                let print = print.to_string();
                Some(fl!(
                    w,
                    "keep-signed-unknown",
                    fingerprint = print,
                    count = count
                ))
            }
            By::Nobody => Some(fl!(w, "keep-unsigned", count = count)),
            // Each is told by itself.
            By::Waiting(_) | By::Cut | By::Wrong => None,
        });
    }
    for author in authors {
        let (device, scope) = (author.device.to_string(), author.scope.as_str());
        lines.extend(match author.by {
            By::Waiting(from) => Some(fl!(
                w,
                "keep-unsigned-waiting",
                device = device,
                scope = scope,
                from = from
            )),
            By::Cut => Some(fl!(
                w,
                "keep-unsigned-cut",
                device = device,
                scope = scope,
                seq = author.seq
            )),
            By::Own | By::Accepted(_) | By::Unknown(_) | By::Nobody | By::Wrong => None,
        });
    }
    let cut = |a: &&Author| matches!(a.by, By::Accepted(_) | By::Unknown(_)) && a.signed < a.seq;
    for author in authors.iter().filter(cut) {
        let (device, scope) = (author.device.to_string(), author.scope.as_str());
        let ops = author.seq - author.signed;
        lines.push(fl!(
            w,
            "keep-signed-part",
            device = device,
            scope = scope,
            count = ops
        ));
    }
    lines
}
