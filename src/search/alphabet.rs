//! A compact spelling of folded text: one byte for the commonest characters, two for most kanji, three for the rest.
//!
//! UTF-8 spends three bytes on each kanji and kana, of which the first says nearly nothing. Here the characters of
//! the records themselves decide: that makes the text to be scanned a third smaller and every byte of a needle rare.
//! As in UTF-8 no character's bytes begin inside another's, so a plain byte search finds only whole characters.

use memchr::arch::all::packedpair::HeuristicFrequencyRank;

/// Bytes that no folded text contains: capital letters, the blank and delete.
const SINGLE: [u8; 28] = *b"ABCDEFGHIJKLMNOPQRSTUVWXYZ \x7F";
/// Two-byte codes: 48 lead bytes (0xC0 to 0xEF) by 64 trail bytes (0x80 to 0xBF).
const DOUBLE: usize = 48 * 64;

/// The low byte.
#[inline]
fn low(n: u32) -> u8 {
    n.to_le_bytes()[0]
}

/// The codes of one set of records.
#[derive(Clone, Debug)]
pub(super) struct Alphabet {
    /// Code of each character up to the last one of a short code, two bytes of it or one; 0 for those of three.
    codes: Vec<u16>,
    /// The characters with short codes, commonest first.
    common: Vec<char>,
    /// How common each byte is, for the search.
    rank: [u8; 256],
}

impl Alphabet {
    /// From characters of a sample with their counts.
    pub(super) fn new(counts: &[u32]) -> Self {
        let mut by_count: Vec<(u32, char)> = counts
            .iter()
            .zip(0u32..)
            .filter(|&(&n, c)| n > 0 && c >= 0x80)
            .filter_map(|(&n, c)| Some((n, char::from_u32(c)?)))
            .collect();
        by_count.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        by_count.truncate(SINGLE.len() + DOUBLE);
        let common: Vec<char> = by_count.iter().map(|x| x.1).collect();
        let mut alphabet = Self::from_common(common);
        alphabet.count_bytes(counts);
        alphabet
    }

    fn from_common(common: Vec<char>) -> Self {
        let mut codes = vec![0u16; 0x1_0000];
        for (ascii, code) in (0..0x80).zip(&mut codes) {
            *code = ascii;
        }
        for (i, &c) in common.iter().enumerate() {
            let code = if let Some(&one) = SINGLE.get(i) {
                u16::from(one)
            } else {
                let n = u16::try_from(i - SINGLE.len()).unwrap_or(0);
                ((0xC0 + n / 64) << 8) | (0x80 + n % 64)
            };
            if let Some(slot) = codes.get_mut(u32::from(c) as usize) {
                *slot = code;
            }
        }
        let last = codes.iter().rposition(|&code| code != 0);
        codes.truncate(last.map_or(0, |last| last + 1));
        codes.shrink_to_fit();
        Self {
            codes,
            common,
            rank: [0; 256],
        }
    }

    fn count_bytes(&mut self, counts: &[u32]) {
        let mut bytes = [0u64; 256];
        let mut code = Vec::new();
        for (c, &n) in (0u32..).zip(counts).filter(|x| *x.1 > 0) {
            code.clear();
            self.push(char::from_u32(c).unwrap_or(' '), &mut code);
            for &b in &code {
                if let Some(sum) = bytes.get_mut(usize::from(b)) {
                    *sum += u64::from(n);
                }
            }
        }
        let mut order: Vec<usize> = (0..256).collect();
        order.sort_by_key(|&b| bytes.get(b).copied().unwrap_or(0));
        for (rank, &b) in (0u8..=255).zip(&order) {
            if let Some(slot) = self.rank.get_mut(b) {
                *slot = rank;
            }
        }
    }

    /// The code of `c` and its length.
    #[inline]
    pub(super) fn code(&self, c: char) -> ([u8; 3], usize) {
        let n = u32::from(c);
        // Beyond the basic plane characters share codes: a rare false hit costs nothing.
        let n = if n > 0xFFFF { 0xE000 + n % 0x1900 } else { n };
        let code = self.codes.get(n as usize).copied().unwrap_or(0);
        if code == 0 {
            let bytes = [
                0xF0 | low(n >> 12),
                0x80 | low((n >> 6) & 63),
                0x80 | low(n & 63),
            ];
            return (bytes, 3);
        }
        let two = code > 0xFF;
        let [first, second] = if two { code } else { code << 8 }.to_be_bytes();
        ([first, second, 0], 1 + usize::from(two))
    }

    /// Appends the code of `c`.
    #[inline]
    pub(super) fn push(&self, c: char, out: &mut Vec<u8>) {
        let (code, length) = self.code(c);
        out.extend(code.iter().take(length));
    }

    /// The code of a whole text.
    pub(super) fn encode(&self, s: &str) -> Vec<u8> {
        let mut out = Vec::with_capacity(s.len());
        for c in s.chars() {
            self.push(c, &mut out);
        }
        out
    }

    /// The first character of `bytes` and its length.
    #[inline]
    pub(super) fn decode(&self, bytes: &[u8]) -> Option<(char, usize)> {
        let mut rest = bytes.iter().copied();
        let first = rest.next()?;
        Some(match first {
            0xF0.. => {
                let n = (u32::from(first & 15) << 12)
                    | (u32::from(rest.next()? & 63) << 6)
                    | u32::from(rest.next()? & 63);
                (char::from_u32(n)?, 3)
            }
            0xC0.. => {
                let n = usize::from(first - 0xC0) * 64 + usize::from(rest.next()? & 63);
                (*self.common.get(SINGLE.len() + n)?, 2)
            }
            b'A'..=b'Z' | b' ' | 0x7F => {
                // In the order of [`SINGLE`].
                let at = match first {
                    b' ' => 26,
                    0x7F => 27,
                    letter => usize::from(letter - b'A'),
                };
                (self.common.get(at).copied().unwrap_or(' '), 1)
            }
            _ => (char::from(first), 1),
        })
    }

    /// What it takes to make the same alphabet again.
    pub(super) fn parts(&self) -> (String, Vec<u8>) {
        (self.common.iter().collect(), self.rank.to_vec())
    }

    pub(super) fn of_parts(common: &str, rank: &[u8]) -> Option<Self> {
        let mut alphabet = Self::from_common(common.chars().collect());
        alphabet.rank = rank.try_into().ok()?;
        Some(alphabet)
    }

    /// Greater for rarer characters.
    pub(super) fn rarity(&self, c: char) -> usize {
        if c.is_ascii() {
            return 64;
        }
        self.common
            .iter()
            .position(|&x| x == c)
            .unwrap_or(usize::MAX)
    }

    pub(super) fn bytes(&self) -> usize {
        self.codes.len() * 2 + self.common.len() * 4
    }
}

impl HeuristicFrequencyRank for &Alphabet {
    fn rank(&self, byte: u8) -> u8 {
        self.rank.get(usize::from(byte)).copied().unwrap_or(0)
    }
}

/// Which two letters of a needle in canonical romaji are looked for first.
#[derive(Clone, Copy, Debug)]
pub(super) struct RomajiRank([u8; 2]);

impl RomajiRank {
    /// The two rarest that do not touch: of two that do, the first nearly tells the second, so that they are met
    /// much more often than their own counts say. A letter is looked for where it stands first: in katete the e of the
    /// end would be that of te.
    pub(super) fn of(needle: &[u8]) -> Self {
        let is_first = |(at, b): &(usize, u8)| !needle.iter().take(*at).any(|x| x == b);
        let letters = needle.iter().copied().enumerate().filter(is_first);
        let mut best = (usize::MAX, [0, 0]);
        for (at, one) in letters.clone() {
            for (_, other) in letters.clone().filter(|&(other, _)| other > at + 1) {
                best = best.min((common(one) + common(other), [one, other]));
            }
        }
        Self(best.1)
    }
}

/// How common a byte of canonical romaji is beside the others.
fn common(byte: u8) -> usize {
    const ORDER: &[u8] = b"0123456789lxcqvfjpwzbdgeyhmrtnsukoia";
    ORDER.iter().position(|&b| b == byte).unwrap_or(4)
}

impl HeuristicFrequencyRank for RomajiRank {
    fn rank(&self, byte: u8) -> u8 {
        if self.0.contains(&byte) {
            return 0;
        }
        u8::try_from(common(byte) * 7 + 1).unwrap_or(u8::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(text: &str) -> Alphabet {
        let mut counts = vec![0u32; 0x1_0000];
        for c in text.chars() {
            counts[c as usize] += 1;
        }
        Alphabet::new(&counts)
    }

    #[test]
    fn common_characters_are_short() {
        let a = of("内視鏡内視鏡用処置具");
        assert_eq!(a.encode("内視鏡").len(), 3);
        assert_eq!(a.encode("龍").len(), 3);
        assert_eq!(a.encode("ct10").len(), 4);
    }

    #[test]
    fn letters_that_touch_are_not_looked_for_together() {
        for (needle, letters) in [("katete", *b"ke"), ("kateteru", *b"er"), ("ka", [0, 0])] {
            assert_eq!(RomajiRank::of(needle.as_bytes()).0, letters, "{needle}");
        }
    }

    proptest! {
        #[test]
        fn what_is_encoded_is_decoded(sample in "[ァ-ヺ一-龥]{0,80}", s in "[a-z0-9ァ-ヺ一-龥가-힣]{0,40}") {
            let a = of(&sample);
            let code = a.encode(&s);
            let mut rest = code.as_slice();
            let mut back = String::new();
            while let Some((c, n)) = a.decode(rest) {
                back.push(c);
                rest = &rest[n..];
            }
            prop_assert_eq!(back, s);
        }
    }
}
