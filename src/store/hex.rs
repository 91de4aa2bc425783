//! Hexadecimal digits as this program writes them: lower-case, two for each byte, of an exact length.

use super::files;
use serde::{Deserialize, Deserializer, Serializer, de::Error as _};

/// The bytes of exactly `2 * N` lower-case digits; upper-case digits, blanks and signs are refused.
pub(super) fn array<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digit = |b: u8| match b {
        b'0'..=b'9' => Some(b - b'0'),
        b'a'..=b'f' => Some(b - b'a' + 10),
        _ => None,
    };
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    if pairs.len() != N || !rest.is_empty() {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
        *byte = digit(*high)? << 4 | digit(*low)?;
    }
    Some(bytes)
}

/// The bytes of any number of such digits.
pub(super) fn bytes(text: &str) -> Option<Vec<u8>> {
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    let byte = |pair: &[u8; 2]| array::<1>(std::str::from_utf8(pair).ok()?).map(|[byte]| byte);
    let found: Option<Vec<u8>> = pairs.iter().map(byte).collect();
    found.filter(|_| rest.is_empty())
}

/// Serialises bytes as a text of digits.
pub(super) fn serialize<S: Serializer, const N: usize>(
    bytes: &[u8; N],
    to: S,
) -> Result<S::Ok, S::Error> {
    to.serialize_str(&files::hex(bytes))
}

/// Deserialises bytes from a text of digits of the exact length.
pub(super) fn deserialize<'de, D: Deserializer<'de>, const N: usize>(
    from: D,
) -> Result<[u8; N], D::Error> {
    let text = String::deserialize(from)?;
    array(&text).ok_or_else(|| D::Error::custom("hex"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_read_in_one_form_only() {
        assert_eq!(array::<2>("00ff"), Some([0, 255]));
        assert_eq!(array::<2>(&files::hex(&[0x9a, 0x0b])), Some([0x9a, 0x0b]));
        for wrong in [
            "", "00f", "00fF", "00ff0", "00ff00", "+0ff", "0 ff", "００ff", "00fg",
        ] {
            assert_eq!(array::<2>(wrong), None, "{wrong}");
        }
    }
}
