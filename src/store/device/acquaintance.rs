//! The devices of colleagues that were accepted here, each once, by its fingerprint.

use super::fingerprint::Fingerprint;
use super::public::{Endorsement, Public, Statement};
use crate::text::Clean;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use uuid::Uuid;

/// A device that was accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Acquaintance {
    /// Its keys.
    pub public: Public,
    /// The incarnations under which it writes streams.
    pub devices: BTreeSet<Uuid>,
    /// Whose it is, as the user here calls it.
    pub name: Clean,
    /// 受け入れた日
    pub accepted_on: Date,
}

/// The accepted devices, this one among them. The caller keeps the text of [`Self::to_json`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Acquaintances {
    accepted: Vec<Acquaintance>,
}

/// Who wrote a stream, as far as it is known here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Authorship<'a> {
    /// By an accepted device.
    Signed(&'a Acquaintance),
    /// By nobody: written by a version without signatures, or somebody took the signature away. Whether it was signed
    /// before the caller has to know.
    Unsigned,
    /// By a device that was not accepted here, soundly.
    UnknownDevice,
    /// The signature does not hold, or an accepted device says that the stream is its own and another one signed.
    Wrong,
}

/// A device is not accepted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AcceptError {
    /// The fingerprint that was said is not the one of these keys.
    #[error("the fingerprint is {0}")]
    Differs(Fingerprint),
    /// These are no keys.
    #[error("the keys are not sound")]
    Unsound,
    /// An incarnation belongs to another accepted device.
    #[error("{device} belongs to {name}")]
    Taken {
        /// Which incarnation.
        device: Uuid,
        /// To whose device.
        name: Clean,
    },
}

impl Acquaintances {
    /// Reads what [`Self::to_json`] wrote. A text that cannot be read is an error, never an empty list.
    pub fn from_json(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }

    /// As text.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }

    /// All of them, in the order in which they were accepted.
    pub fn all(&self) -> &[Acquaintance] {
        &self.accepted
    }

    /// The one with these keys.
    pub fn with_keys(&self, public: &Public) -> Option<&Acquaintance> {
        self.accepted.iter().find(|a| a.public == *public)
    }

    /// The one that writes as this incarnation.
    pub fn with_device(&self, device: Uuid) -> Option<&Acquaintance> {
        self.accepted.iter().find(|a| a.devices.contains(&device))
    }

    /// Accepts a device by the fingerprint that its user said. One that is known already gets the new name and the
    /// incarnations besides its old ones, and keeps the day.
    pub fn accept(&mut self, offered: Acquaintance, said: &Fingerprint) -> Result<(), AcceptError> {
        if !offered.public.is_sound() {
            return Err(AcceptError::Unsound);
        }
        let fingerprint = offered.public.fingerprint();
        if fingerprint != *said {
            return Err(AcceptError::Differs(fingerprint));
        }
        self.put(offered)
    }

    /// This device itself, which nobody has to accept: `own` are the keys that were read from its own file.
    pub fn put_own(&mut self, own: Acquaintance) -> Result<(), AcceptError> {
        self.put(own)
    }

    fn put(&mut self, offered: Acquaintance) -> Result<(), AcceptError> {
        let others = |a: &&Acquaintance| a.public != offered.public;
        for other in self.accepted.iter().filter(others) {
            if let Some(device) = other.devices.intersection(&offered.devices).next() {
                return Err(AcceptError::Taken {
                    device: *device,
                    name: other.name.clone(),
                });
            }
        }
        let known = self
            .accepted
            .iter_mut()
            .find(|a| a.public == offered.public);
        match known {
            Some(known) => {
                known.devices.extend(offered.devices);
                known.name = offered.name;
            }
            None => self.accepted.push(offered),
        }
        Ok(())
    }

    /// No longer accepts a device (a lost laptop). `false`: it was not accepted. What it signed is then signed by an
    /// unknown device.
    pub fn remove(&mut self, public: &Public) -> bool {
        let before = self.accepted.len();
        self.accepted.retain(|a| a.public != *public);
        self.accepted.len() < before
    }

    /// Who says so. For a stream head, an accepted device also speaks for incarnations that nobody else has: it takes a
    /// new one by itself after it was copied.
    pub fn authorship(
        &self,
        statement: &Statement<'_>,
        endorsement: Option<&Endorsement>,
    ) -> Authorship<'_> {
        let Some(endorsement) = endorsement else {
            return Authorship::Unsigned;
        };
        let owner = match statement {
            Statement::Head { device, .. } => self.with_device(*device),
            Statement::Sealed { .. } | Statement::Bundle { .. } => None,
        };
        let foreign = owner.is_some_and(|owner| owner.public != endorsement.by);
        if foreign || !endorsement.by.verifies(statement, &endorsement.signature) {
            return Authorship::Wrong;
        }
        match self.with_keys(&endorsement.by) {
            Some(acquaintance) => Authorship::Signed(acquaintance),
            None => Authorship::UnknownDevice,
        }
    }
}
