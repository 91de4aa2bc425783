//! What everybody may know of a device, and what is proved with it.

use super::super::hex;
use super::error::DeviceError;
use super::message::message;
use super::sealed_box;
use ed25519_dalek::VerifyingKey;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The public keys of a device. As text: lower-case hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Public {
    /// Proves what the device signed (ed25519).
    #[serde(with = "hex")]
    pub sign: [u8; 32],
    /// Seals what only the device opens (X25519).
    #[serde(with = "hex")]
    pub receive: [u8; 32],
}

impl Public {
    /// Whether these are keys at all, in the one form in which a key is written. For a weak one, signatures hold whoever
    /// made them, and what is sealed is open.
    pub fn is_sound(&self) -> bool {
        let signs = VerifyingKey::from_bytes(&self.sign)
            .is_ok_and(|key| !key.is_weak() && key.to_edwards().compress().to_bytes() == self.sign);
        signs && sealed_box::is_sound(&self.receive)
    }

    /// Whether the device signed exactly this statement. Strict: no weak key, no second form of a signature.
    pub fn verifies(&self, statement: &Statement<'_>, signature: &Signature) -> bool {
        let signature = ed25519_dalek::Signature::from_bytes(&signature.0);
        VerifyingKey::from_bytes(&self.sign)
            .is_ok_and(|key| key.verify_strict(&statement.message(), &signature).is_ok())
    }

    /// Seals bytes so that only the device opens them. Nobody can tell who sealed them, unless it is signed besides.
    pub fn seal(&self, bytes: &[u8]) -> Result<Vec<u8>, DeviceError> {
        sealed_box::seal(&self.receive, bytes)
    }
}

/// What a device signs. Each kind has a label of its own in the signed message, so that a signature for one kind proves
/// nothing of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Statement<'a> {
    /// A stream is what it is up to this op. The hash is the one of the chain, so this covers every op before it.
    Head {
        /// Stream: incarnation of a laptop.
        device: Uuid,
        /// Stream: compartment.
        scope: &'a str,
        /// The number of the op.
        seq: u64,
        /// The hash of the op.
        hash: &'a [u8; 32],
    },
    /// This was sealed by the device that signs, for that receiver.
    Sealed {
        /// For whom.
        to: &'a Public,
        /// What [`Public::seal`] gave.
        sealed: &'a [u8],
    },
    /// A bundle of ops was made by the device that signs.
    Bundle {
        /// What its user is called.
        name: &'a str,
        /// Whether everybody reads it.
        open: bool,
        /// Its key, sealed for each receiver.
        keys: &'a [Vec<u8>],
        /// The hash of what is in it.
        body: &'a [u8; 32],
    },
}

impl Statement<'_> {
    /// The bytes that are signed.
    pub(super) fn message(&self) -> Vec<u8> {
        match self {
            Self::Head {
                device,
                scope,
                seq,
                hash,
            } => message(
                b"enishi stream head 1",
                &[
                    device.as_bytes(),
                    scope.as_bytes(),
                    &seq.to_be_bytes(),
                    hash.as_slice(),
                ],
            ),
            Self::Sealed { to, sealed } => {
                message(b"enishi sealed 1", &[&to.sign, &to.receive, sealed])
            }
            Self::Bundle {
                name,
                open,
                keys,
                body,
            } => {
                let open = [u8::from(*open)];
                let mut fields = vec![name.as_bytes(), &open, body.as_slice()];
                fields.extend(keys.iter().map(Vec::as_slice));
                message(b"enishi bundle 1", &fields)
            }
        }
    }
}

/// A signature, as text in lower-case hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Signature(#[serde(with = "hex")] pub [u8; 64]);

/// A signature and the keys it is said to be of. It proves nothing of who holds these keys: see
/// [`super::Acquaintances::authorship`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Endorsement {
    /// Whose.
    pub by: Public,
    /// Over a statement that is not in here.
    pub signature: Signature,
}

impl Endorsement {
    /// Both keys and the signature, one behind the other.
    pub fn to_bytes(&self) -> [u8; 128] {
        let mut bytes = [0; 128];
        let parts = (self.by.sign.iter())
            .chain(&self.by.receive)
            .chain(&self.signature.0);
        for (byte, part) in bytes.iter_mut().zip(parts) {
            *byte = *part;
        }
        bytes
    }

    /// Reads what [`Self::to_bytes`] gave; whether it holds is another question.
    pub fn from_bytes(bytes: &[u8; 128]) -> Self {
        let mut read = bytes.iter().copied();
        let mut part = || std::array::from_fn(|_| read.next().unwrap_or(0));
        let by = Public {
            sign: part(),
            receive: part(),
        };
        let signature = Signature(std::array::from_fn(|_| read.next().unwrap_or(0)));
        Self { by, signature }
    }

    /// As lower-case hexadecimal digits.
    pub fn to_hex(&self) -> String {
        super::super::files::hex(&self.to_bytes())
    }

    /// Reads what [`Self::to_hex`] gave.
    pub fn from_hex(text: &str) -> Option<Self> {
        hex::array(text).map(|bytes| Self::from_bytes(&bytes))
    }

    /// Whether these keys are sound and signed exactly this statement. Whose they are is not looked at.
    pub fn holds(&self, statement: &Statement<'_>) -> bool {
        self.by.is_sound() && self.by.verifies(statement, &self.signature)
    }
}
