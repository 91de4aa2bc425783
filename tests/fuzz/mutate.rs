//! Bytes made of other bytes, for the runs that have no fuzzer: always the same from the same seed.

/// Random numbers (`SplitMix64`).
#[derive(Clone, Debug)]
pub(crate) struct Rng(pub(crate) u64);

impl Rng {
    /// The next one.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number under `n`; 0 where `n` is.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % n.max(1) as u64).unwrap()
    }
}

/// What breaks readers of text, whatever the text is.
const NASTY: [&str; 24] = [
    "\0",
    "\u{1b}[2J",
    "\u{202e}",
    "\u{200b}",
    "\u{feff}",
    "\r",
    "\r\n",
    "\n",
    "\"",
    "\\",
    "\\u0000",
    "\\ud800",
    "%2F",
    "'; DROP TABLE op; --",
    "../../x",
    "=1+1",
    "9223372036854775807",
    "-1",
    "1e999",
    "null",
    "[[[[[[[[",
    "{}",
    "\u{3000}",
    "𠮷か\u{3099}",
];

/// Some changes to `seed`; `other` gives parts away.
pub(crate) fn mutate(rng: &mut Rng, seed: &[u8], other: &[u8], words: &[&str]) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=rng.below(4) {
        let at = rng.below(bytes.len() + 1);
        let end = (at + 1 + rng.below(16)).min(bytes.len());
        match rng.below(9) {
            0 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << rng.below(8);
                }
            }
            1 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = rng.next().to_le_bytes()[0];
                }
            }
            2 => drop(bytes.drain(at..end)),
            3 => put(&mut bytes, at, pick(rng, &NASTY)),
            4 if !words.is_empty() => put(&mut bytes, at, pick(rng, words)),
            5 => {
                let part = bytes[at..end].to_vec();
                let to = rng.below(bytes.len() + 1);
                bytes.splice(to..to, part);
            }
            6 => {
                let from = rng.below(other.len() + 1);
                let until = (from + rng.below(200)).min(other.len());
                bytes.splice(at..at, other[from..until].iter().copied());
            }
            7 => lines(rng, &mut bytes),
            _ => digits(rng, &mut bytes, at),
        }
        bytes.truncate(64 << 10);
    }
    bytes
}

fn pick<'a>(rng: &mut Rng, from: &[&'a str]) -> &'a str {
    from[rng.below(from.len())]
}

fn put(bytes: &mut Vec<u8>, at: usize, word: &str) {
    bytes.splice(at..at, word.bytes());
}

/// A line twice, gone, or elsewhere.
fn lines(rng: &mut Rng, bytes: &mut Vec<u8>) {
    let mut all: Vec<Vec<u8>> = bytes.split(|b| *b == b'\n').map(<[u8]>::to_vec).collect();
    let line = all[rng.below(all.len())].clone();
    let to = rng.below(all.len());
    match rng.below(3) {
        0 => all.insert(to, line),
        1 => drop(all.remove(to)),
        _ => {
            let last = all.len() - 1;
            all.swap(to, last);
        }
    }
    *bytes = all.join(&b'\n');
}

/// The next number becomes another.
fn digits(rng: &mut Rng, bytes: &mut Vec<u8>, at: usize) {
    const OTHERS: [&str; 9] = [
        "0",
        "1",
        "-1",
        "65536",
        "4294967296",
        "9007199254740993",
        "9223372036854775807",
        "18446744073709551615",
        "00",
    ];
    let Some(from) = (at..bytes.len()).find(|i| bytes[*i].is_ascii_digit()) else {
        return;
    };
    let end = (from..bytes.len()).find(|i| !bytes[*i].is_ascii_digit());
    let other = pick(rng, &OTHERS);
    bytes.splice(from..end.unwrap_or(bytes.len()), other.bytes());
}
