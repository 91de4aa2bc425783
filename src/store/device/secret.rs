//! What is secret: random bytes, sealed boxes, and a key that devices share.

use super::public::message;
use super::{Device, DeviceError, Public};
use crypto_box::aead::{Aead, rand_core};
use crypto_box::{Nonce, PublicKey, SalsaBox, SecretKey};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::fmt;
use zeroize::Zeroizing;

/// 32 random bytes of the system.
pub(super) fn draw() -> Result<Zeroizing<[u8; 32]>, DeviceError> {
    let mut bytes = Zeroizing::new([0; 32]);
    getrandom::fill(&mut *bytes).map_err(|e| DeviceError::Random(e.to_string()))?;
    Ok(bytes)
}

/// The key that opens sealed boxes.
pub(super) fn receiving_key(bytes: &[u8; 32]) -> SecretKey {
    SecretKey::from_bytes(*bytes)
}

/// Whether what is sealed with this key stays closed. With a few points on the curve, everybody gets the same secret
/// whatever they know.
pub(super) fn is_sound(receive: &[u8; 32]) -> bool {
    let public = PublicKey::from_bytes(*receive);
    let shared = |secret: u8| SalsaBox::new(&public, &receiving_key(&[secret; 32]));
    let nonce = Nonce::default();
    let sealed = shared(1).encrypt(&nonce, b"x".as_slice());
    sealed.is_ok_and(|sealed| shared(2).decrypt(&nonce, sealed.as_slice()).is_err())
}

/// Seals bytes for the holder of a key: a sealed box of libsodium.
pub(super) fn seal(receive: &[u8; 32], bytes: &[u8]) -> Result<Vec<u8>, DeviceError> {
    let mut random = System::default();
    let sealed = PublicKey::from_bytes(*receive).seal(&mut random, bytes);
    match random.failed {
        Some(detail) => Err(DeviceError::Random(detail)),
        // It fails for lengths only that no memory holds.
        None => sealed.map_err(|_| DeviceError::Random("too long".to_owned())),
    }
}

/// Opens a sealed box.
pub(super) fn open(receive: &[u8; 32], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, DeviceError> {
    let opened = receiving_key(receive).unseal(sealed);
    opened
        .map(Zeroizing::new)
        .map_err(|_| DeviceError::NotForUs)
}

/// The random bytes of the system for a crate that cannot be told that there are none.
#[derive(Default)]
struct System {
    failed: Option<String>,
}

impl rand_core::RngCore for System {
    fn next_u32(&mut self) -> u32 {
        rand_core::impls::next_u32_via_fill(self)
    }

    fn next_u64(&mut self) -> u64 {
        rand_core::impls::next_u64_via_fill(self)
    }

    fn fill_bytes(&mut self, to: &mut [u8]) {
        if let Err(error) = getrandom::fill(to) {
            self.failed = Some(error.to_string());
        }
    }

    fn try_fill_bytes(&mut self, to: &mut [u8]) -> Result<(), rand_core::Error> {
        self.fill_bytes(to);
        Ok(())
    }
}

impl rand_core::CryptoRng for System {}

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
