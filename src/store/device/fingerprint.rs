//! The short number of a device's keys, to be said on the telephone: `04213-88157-90266-31774`.

use super::message::message;
use super::public::Public;
use sha2::{Digest, Sha256};
use std::fmt;
use std::str::FromStr;

/// The label of the hash.
const LABEL: &[u8] = b"enishi fingerprint 1";

/// How often the hash is hashed again. 20 digits are 66 bits; whoever looks for other keys with the same digits has to
/// do this for every try, which adds 14 bits.
const ROUNDS: u32 = 1 << 14;

/// How many groups.
const GROUPS: usize = 4;

/// How many digits in a group.
const DIGITS: usize = 5;

/// A number over both keys of a device: four groups of five decimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fingerprint([u32; GROUPS]);

/// What was typed is not such a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FingerprintError {
    /// Something else than digits, blanks and hyphens.
    #[error("{0:?} is no digit")]
    NoDigit(char),
    /// Too few or too many digits.
    #[error("{0} digits instead of 20")]
    Count(usize),
}

impl Fingerprint {
    /// The one of these keys.
    pub(super) fn of(public: &Public) -> Self {
        let keys = message(LABEL, &[&public.sign, &public.receive]);
        let mut hash: [u8; 32] = Sha256::digest(&keys).into();
        for _ in 0..ROUNDS {
            // The keys go in each time: otherwise different keys would meet on the way.
            hash = Sha256::new()
                .chain_update(hash)
                .chain_update(&keys)
                .finalize()
                .into();
        }
        let (eights, _) = hash.as_chunks::<8>();
        let mut groups = [0; GROUPS];
        for (group, eight) in groups.iter_mut().zip(eights) {
            let number = u64::from_be_bytes(*eight) % 10_u64.pow(5);
            *group = u32::try_from(number).unwrap_or(0);
        }
        Self(groups)
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [first, second, third, last] = self.0;
        f.pad(&format!("{first:05}-{second:05}-{third:05}-{last:05}"))
    }
}

impl FromStr for Fingerprint {
    type Err = FingerprintError;

    /// Reads it as people write it: digits of any width, with blanks and hyphens of any kind or none.
    fn from_str(text: &str) -> Result<Self, FingerprintError> {
        let mut groups = [0; GROUPS];
        let mut count = 0;
        for c in text.chars() {
            let digit = match c {
                '０'..='９' => Some(u32::from(c) - u32::from('０')),
                _ => c.to_digit(10),
            };
            let Some(digit) = digit else {
                if is_between(c) {
                    continue;
                }
                return Err(FingerprintError::NoDigit(c));
            };
            if let Some(group) = groups.get_mut(count / DIGITS) {
                *group = *group * 10 + digit;
            }
            count += 1;
        }
        if count == GROUPS * DIGITS {
            Ok(Self(groups))
        } else {
            Err(FingerprintError::Count(count))
        }
    }
}

/// Blanks, hyphens and what is typed for them.
fn is_between(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE63}' | '\u{FF0D}'
        )
        || matches!(
            c,
            'ー' | '\u{FF70}' | '・' | '\u{FF65}' | '.' | ',' | '、' | '，' | '．'
        )
}

impl Public {
    /// The short number by which people compare the keys. It takes some milliseconds on purpose.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(self)
    }
}
