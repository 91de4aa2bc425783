//! Entities and changes as they stand in files.

use super::{Change, Entity};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _, ser::Error as _};
use serde_json::Value;

/// A change with its name, where it stands outside of an op: in a rescue file.
#[derive(Serialize, Deserialize)]
struct Named {
    kind: String,
    #[serde(default)]
    body: Value,
}

impl Serialize for Change {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let kind = self.kind().to_owned();
        let body = self.body().map_err(S::Error::custom)?;
        Named { kind, body }.serialize(s)
    }
}

impl<'de> Deserialize<'de> for Change {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let Named { kind, body } = Named::deserialize(d)?;
        Ok(Self::read(&kind, body).unwrap_or_else(|body| Self::Unknown { kind, body }))
    }
}

impl Serialize for Entity {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Entity {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(D::Error::custom)
    }
}
