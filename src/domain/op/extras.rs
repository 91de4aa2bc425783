//! What an op says besides its change, hashed with it: when it was done where its clock does not say so, and which ops
//! its author saw and replaces. Ops of older versions say neither.

use crate::text::Clean;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

/// What an op says besides its change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extras {
    /// Milliseconds since 1970 when it was done, as far as known; only where the clock of the op says something else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<i64>,
    /// The ops whose values the author saw and replaces, in order. `None`: an op of a version that did not write it
    /// down, which replaces everything that stands before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub over: Option<Vec<OpRef>>,
    /// What its numbers mean, where the files read at its laptop do not say that: by kind and number, the mark of the
    /// thing (see [`crate::domain::meaning`]).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub means: BTreeMap<String, Clean>,
}

impl Extras {
    /// Nothing is said besides the change.
    pub fn is_empty(&self) -> bool {
        self.at.is_none() && self.over.is_none() && self.means.is_empty()
    }
}

/// An op by its place in its stream. The compartment is not named: an op is replaced only by ops of its own entity, and
/// they stand in one compartment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OpRef {
    /// The incarnation of a laptop.
    pub device: Uuid,
    /// The number in the stream.
    pub seq: u64,
}

impl fmt::Display for OpRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.device, self.seq)
    }
}

/// The text names no op.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the place of an op")]
pub struct OpRefError;

impl FromStr for OpRef {
    type Err = OpRefError;
    /// Only the text that is written is read.
    fn from_str(text: &str) -> Result<Self, OpRefError> {
        let (device, seq) = text.split_once(':').ok_or(OpRefError)?;
        let found = Self {
            device: device.parse().map_err(|_| OpRefError)?,
            seq: seq.parse().map_err(|_| OpRefError)?,
        };
        if found.to_string() == text {
            Ok(found)
        } else {
            Err(OpRefError)
        }
    }
}

impl Serialize for OpRef {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for OpRef {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(D::Error::custom)
    }
}
