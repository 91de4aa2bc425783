//! A key that devices share.

use super::error::DeviceError;
use super::message::message;
use super::own::Device;
use super::public::Public;
use super::sealed_box::{self, draw};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::fmt;
use zeroize::Zeroizing;

/// The label inside a sealed [`Secret32`], so that nothing else that was sealed is taken for one.
const SEALED: &[u8] = b"enishi secret 1";

/// A key that devices share, 32 random bytes: the key of the erasure markers. Wiped from the memory when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret32(Zeroizing<[u8; 32]>);

impl Secret32 {
    /// A new one.
    pub fn draw() -> Result<Self, DeviceError> {
        draw().map(Self)
    }

    /// The one with these bytes.
    pub fn from_bytes(bytes: Zeroizing<[u8; 32]>) -> Self {
        Self(bytes)
    }

    /// The bytes, to keep them where only this device reads.
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// HMAC-SHA256 over a label and bytes. The label says what the result is for; the bytes of one label never give
    /// the result of another.
    pub fn mac(&self, label: &str, bytes: &[u8]) -> [u8; 32] {
        hmac(&*self.0, &message(label.as_bytes(), &[bytes]))
    }

    /// Seals bytes for whoever has it, as for a device of which it is the receiving key.
    pub fn seal(&self, bytes: &[u8]) -> Result<Vec<u8>, DeviceError> {
        sealed_box::seal(
            sealed_box::receiving_key(&self.0).public_key().as_bytes(),
            bytes,
        )
    }

    /// Opens what [`Self::seal`] sealed.
    pub fn open_sealed(&self, sealed: &[u8]) -> Result<Vec<u8>, DeviceError> {
        sealed_box::open(&self.0, sealed).map(|opened| opened.to_vec())
    }

    /// Sealed for an accepted device.
    pub fn seal_for(&self, to: &Public) -> Result<Vec<u8>, DeviceError> {
        let message = Zeroizing::new(message(SEALED, &[&*self.0]));
        to.seal(&message)
    }

    /// Opens what [`Self::seal_for`] sealed for this device.
    pub fn open(device: &Device, sealed: &[u8]) -> Result<Self, DeviceError> {
        let opened = device.open_sealed(sealed)?;
        let head = message(SEALED, &[&[0; 32]]);
        let (head, bytes) = (head.strip_suffix(&[0; 32]), opened.last_chunk::<32>());
        let (Some(head), Some(bytes)) = (head, bytes) else {
            return Err(DeviceError::NotForUs);
        };
        match opened.strip_suffix(bytes) {
            Some(before) if before == head => Ok(Self(Zeroizing::new(*bytes))),
            _ => Err(DeviceError::NotForUs),
        }
    }
}

impl fmt::Debug for Secret32 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret32")
    }
}

fn hmac(key: &[u8], message: &[u8]) -> [u8; 32] {
    // Keys of every length are allowed: the error does not happen.
    let Ok(mac) = Hmac::<Sha256>::new_from_slice(key) else {
        return [0; 32];
    };
    mac.chain_update(message).finalize().into_bytes().into()
}
