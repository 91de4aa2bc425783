//! Whose bundle was taken in.

use crate::shell::failure::Failure;
use crate::shell::workspace::Workspace;
use crate::store::device::Fingerprint;
use crate::store::sqlite::bundle::Received;
use crate::store::sqlite::merge::Taken;
use crate::text::Clean;
use crate::words::{Words, fl};
use serde_json::json;

/// The device that made a bundle.
pub(super) struct Sender {
    fingerprint: Fingerprint,
    /// What its user calls himself.
    name: Clean,
    /// What it is called here, if it was accepted.
    accepted: Option<Clean>,
}

impl Sender {
    /// Of a bundle that came in, and what became of its ops.
    pub(super) fn of(received: Received) -> (Self, Option<Taken>) {
        let sender = Self {
            fingerprint: received.by.fingerprint(),
            name: received.name,
            accepted: received.accepted,
        };
        (sender, received.taken)
    }
}

/// In a sentence, and how to accept one that was not.
pub(super) fn told(w: &Words, sender: &Sender) -> String {
    match &sender.accepted {
        Some(name) => fl!(w, "bundle-from", name = name.as_str()),
        None => fl!(
            w,
            "bundle-from-unknown",
            name = sender.name.as_str(),
            fingerprint = sender.fingerprint.to_string()
        ),
    }
}

/// What there is to say of a bundle in which there are no ops.
pub(super) fn introduced(workspace: &Workspace, sender: Option<&Sender>) -> Result<(), Failure> {
    workspace.answer(
        |out| {
            let fingerprint = sender.map(|s| s.fingerprint.to_string());
            let name = sender.map(|s| s.name.as_str());
            let accepted = sender.is_some_and(|s| s.accepted.is_some());
            out.json(&json!({"fingerprint": fingerprint, "name": name, "accepted": accepted}))
        },
        |out| {
            let mut lines = sender.iter().map(|s| told(&workspace.words, s));
            lines.try_for_each(|line| out.line(line))
        },
    )
}
