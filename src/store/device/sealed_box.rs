//! Random bytes of the system, and sealed boxes.

use super::error::DeviceError;
use crypto_box::aead::{Aead, rand_core};
use crypto_box::{Nonce, PublicKey, SalsaBox, SecretKey};
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
