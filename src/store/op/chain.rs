//! The hash chain: what makes a later change of the record visible, also to somebody without this program.
//!
//! Every stream, which is one incarnation of a laptop (`device`) in one compartment (`scope`), is a chain over its ops
//! in the order of `seq`, which is 1, 2, 3 … without a hole:
//!
//! ```text
//! body_hash = SHA-256( salt ‖ body )
//! hash      = SHA-256( prev ‖ header ‖ body_hash )
//! header    = field(v) ‖ field(id) ‖ field(device) ‖ field(scope) ‖ field(seq) ‖ field(hlc)
//!             ‖ field(actor) ‖ field(action) ‖ field(entity) ‖ field(kind)
//! field(x)  = length of x in bytes as 4 bytes, highest first ‖ x
//! ```
//!
//! - `prev` is the `hash` of the op before in the same stream; 32 zero bytes for `seq` 1.
//! - `v`, `seq` and `hlc` are 8 bytes each, highest first; `v` is 1.
//! - `id`, `device` and `action` are the 16 bytes of the UUID; `scope`, `actor`, `entity` and `kind` are UTF-8 as stored.
//! - `salt` is 16 random bytes, `body` the UTF-8 of the JSON as stored, neither parsed nor written anew.
//!
//! The chain covers the hash of the body, not the body: when a person's data are erased, `salt` and `body` go, and the
//! chain still verifies. Without the salt nobody can find out by guessing what was there.

#![warn(
    clippy::wildcard_enum_match_arm,
    reason = "a new kind of change is met here"
)]

use super::extras;
use crate::domain::entity::Change;
use crate::domain::entity::Entity;

use crate::domain::op::Extras;
use crate::domain::op::Hlc;
use crate::domain::op::Op;
use crate::domain::op::Stamp;
use crate::store::StoreError;
use crate::store::device::{Endorsement, Statement};
use crate::text::Clean;
use serde_json::Value;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The op format this program writes.
pub const FORMAT: u64 = 1;

/// A SHA-256.
pub type Hash = [u8; 32];

/// The hash before the first op of a stream.
pub const ROOT: Hash = [0; 32];

/// An op as it is stored and passed on: every text exactly as its author wrote it, because the hashes are over these
/// bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// Format of the op.
    pub v: u64,
    /// Its identity.
    pub id: Uuid,
    /// Its stream: the incarnation of a laptop …
    pub device: Uuid,
    /// … and the compartment.
    pub scope: String,
    /// Its place in the stream, from 1.
    pub seq: u64,
    /// Hybrid logical clock.
    pub hlc: u64,
    /// Who.
    pub actor: String,
    /// The user action it belongs to.
    pub action: Uuid,
    /// What is changed.
    pub entity: String,
    /// How.
    pub kind: String,
    /// Random bytes and payload; `None` after an erasure.
    pub content: Option<(Salt, String)>,
    /// Over salt and payload.
    pub body_hash: Hash,
    /// The link of the chain.
    pub hash: Hash,
    /// Who says that the stream is what it is up to here. It stands beside the op: no hash is over it.
    pub sig: Option<Box<Endorsement>>,
}

/// Random bytes before a payload.
pub type Salt = [u8; 16];

impl Sealed {
    /// Seals an op as the next of its stream.
    pub fn new(op: &Op, prev: &Hash) -> Result<Self, StoreError> {
        let body = payload(&op.change, &op.extras)?;
        let salt = Uuid::new_v4().into_bytes();
        let mut sealed = Self {
            v: FORMAT,
            id: op.id,
            device: op.stamp.device,
            scope: op.scope.to_string(),
            seq: op.stamp.seq,
            hlc: op.stamp.hlc.0,
            actor: op.actor.to_string(),
            action: op.action,
            entity: op.entity.to_string(),
            kind: op.change.kind().to_owned(),
            body_hash: body_hash(&salt, &body),
            content: Some((salt, body)),
            hash: ROOT,
            sig: None,
        };
        sealed.hash = sealed.link(prev);
        Ok(sealed)
    }

    /// The hash it must have after `prev`.
    pub fn link(&self, prev: &Hash) -> Hash {
        self.link_as((self.device, &self.scope, self.seq), prev)
    }

    /// The hash it would have after `prev` in another place: that tells whether the place was changed.
    pub fn link_as(&self, (device, scope, seq): (Uuid, &str, u64), prev: &Hash) -> Hash {
        let mut sha = Sha256::new();
        sha.update(prev);
        for field in [
            self.v.to_be_bytes().as_slice(),
            self.id.as_bytes(),
            device.as_bytes(),
            scope.as_bytes(),
            &seq.to_be_bytes(),
            &self.hlc.to_be_bytes(),
            self.actor.as_bytes(),
            self.action.as_bytes(),
            self.entity.as_bytes(),
            self.kind.as_bytes(),
        ] {
            // A field of 4 GiB cannot come in: input is capped far below.
            sha.update(u32::try_from(field.len()).unwrap_or(u32::MAX).to_be_bytes());
            sha.update(field);
        }
        sha.update(self.body_hash);
        sha.finalize().into()
    }

    /// The same as it is once its payload is gone.
    #[must_use]
    pub fn without_payload(&self) -> Self {
        Self {
            content: None,
            ..self.clone()
        }
    }

    /// What a signature beside the op is over.
    pub fn head(&self) -> Statement<'_> {
        Statement::Head {
            device: self.device,
            scope: &self.scope,
            seq: self.seq,
            hash: &self.hash,
        }
    }

    /// There is no signature beside it, or one that holds.
    pub fn is_soundly_signed(&self) -> bool {
        self.sig.as_ref().is_none_or(|sig| sig.holds(&self.head()))
    }

    /// What does not hold, as one word; `None`: payload and link are as written.
    pub fn fault(&self, prev: &Hash) -> Option<&'static str> {
        if let Some((salt, body)) = &self.content
            && body_hash(salt, body) != self.body_hash
        {
            return Some("payload");
        }
        (self.link(prev) != self.hash).then_some("header")
    }

    /// The op in it. `instead` stands in for an erased payload. What cannot be read is an op of a newer version:
    /// without effect, but kept.
    pub fn open(&self, instead: Option<&str>) -> Op {
        let body = (self.content.as_ref().map(|(_, body)| body.as_str())).or(instead);
        let mut body: Value = body
            .and_then(|body| serde_json::from_str(body).ok())
            .unwrap_or(Value::Null);
        let extras = extras::take(&mut body);
        Op {
            id: self.id,
            stamp: self.stamp(),
            scope: Clean::line(&self.scope),
            actor: Clean::line(&self.actor),
            action: self.action,
            entity: (self.entity.parse())
                .unwrap_or_else(|_| Entity::Unknown(Clean::line(&self.entity))),
            change: change(&self.kind, body),
            extras,
        }
    }

    /// Its place in the order of all ops.
    pub fn stamp(&self) -> Stamp {
        Stamp {
            hlc: Hlc(self.hlc),
            device: self.device,
            seq: self.seq,
        }
    }
}

/// A change from its kind and its payload; one that cannot be read is of a newer version, or erased.
pub(crate) fn change(kind: &str, body: Value) -> Change {
    Change::read(kind, body).unwrap_or_else(|body| Change::Unknown {
        kind: Clean::line(kind).to_string(),
        body,
    })
}

/// SHA-256 of salt and payload.
pub fn body_hash(salt: &Salt, body: &str) -> Hash {
    let mut sha = Sha256::new();
    sha.update(salt);
    sha.update(body.as_bytes());
    sha.finalize().into()
}

/// The payload of an op as it is stored: of its change, with what it says besides.
pub fn payload(change: &Change, extras: &Extras) -> Result<String, StoreError> {
    extras::join(&body_text(change)?, extras).map_err(|e| StoreError::BadInput {
        line: 0,
        detail: e.to_string(),
    })
}

/// What stands in for the payload of an op of which only `change` is left.
pub(crate) fn stand_in(change: &Change, extras: &Extras) -> Result<Value, StoreError> {
    Ok(serde_json::from_str(&payload(change, extras)?).unwrap_or(Value::Null))
}

/// An op with what stands in for its payload.
pub(crate) fn stood(op: &Op, mut instead: Value) -> Op {
    let extras = extras::take(&mut instead);
    Op {
        change: change(op.change.kind(), instead),
        extras,
        ..op.clone()
    }
}

/// The payload of a change alone.
pub fn body_text(change: &Change) -> Result<String, StoreError> {
    let bad = |e: serde_json::Error| StoreError::BadInput {
        line: 0,
        detail: e.to_string(),
    };
    let body = change.body().map_err(bad)?;
    serde_json::to_string(&body).map_err(bad)
}
