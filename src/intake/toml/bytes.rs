//! Decoding: UTF-8 with or without a byte order mark and with any line ends. Other encodings are recognised, so that
//! the refusal can say what to do.

use crate::intake::problem::{Encoding, Problem};
use encoding_rs::{SHIFT_JIS, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// First bytes of files of other programs: Excel and Word (zip, OLE), PDF, PNG, SQLite.
const FOREIGN: &[&[u8]] = &[
    b"PK\x03\x04",
    b"\xD0\xCF\x11\xE0",
    b"%PDF-",
    b"\x89PNG",
    b"SQLite format 3\0",
];

/// Decodes the bytes. Returns the text, and the place and kind of what is wrong. A refused file has a text as well, for
/// the excerpt.
pub(super) fn decode(bytes: &[u8]) -> (Cow<'_, str>, Option<(usize, Problem<'static>)>) {
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return decode_utf8(rest);
    }
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        let little = bytes.starts_with(&[0xFF, 0xFE]);
        let (text, ..) = if little { UTF_16LE } else { UTF_16BE }.decode(bytes);
        let text = text.trim_start_matches('\u{FEFF}').to_owned();
        return (
            Cow::Owned(text),
            Some((0, Problem::Encoding(Encoding::Utf16))),
        );
    }
    let head = bytes.get(..bytes.len().min(64)).unwrap_or_default();
    if FOREIGN.iter().any(|sign| bytes.starts_with(sign)) {
        let text = String::from_utf8_lossy(head).into_owned();
        let problem = Problem::Encoding(Encoding::Binary);
        return (Cow::Owned(text), Some((0, problem)));
    }
    // UTF-16 without a mark: every other byte of ASCII is zero.
    let zeros = |odd: usize| {
        head.iter()
            .skip(odd)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
            * 4
            > head.len()
    };
    if head.len() >= 8 && (zeros(0) != zeros(1)) {
        let (text, _) =
            if zeros(1) { UTF_16LE } else { UTF_16BE }.decode_without_bom_handling(bytes);
        return (text, Some((0, Problem::Encoding(Encoding::Utf16))));
    }
    decode_utf8(bytes)
}

fn decode_utf8(bytes: &[u8]) -> (Cow<'_, str>, Option<(usize, Problem<'static>)>) {
    let wrong = match std::str::from_utf8(bytes) {
        Ok(text) => return (line_ends(text), None),
        Err(wrong) => wrong,
    };
    let (text, _, failed) = SHIFT_JIS.decode(bytes);
    if !failed && looks_japanese(&text) {
        let at = text
            .char_indices()
            .find(|(_, c)| !c.is_ascii())
            .map_or(0, |(at, _)| at);
        return (
            Cow::Owned(line_ends(&text).into_owned()),
            Some((at, Problem::Encoding(Encoding::Cp932))),
        );
    }
    let text = String::from_utf8_lossy(bytes);
    let text = line_ends(&text).into_owned();
    (
        Cow::Owned(text),
        Some((wrong.valid_up_to(), Problem::Encoding(Encoding::Unknown))),
    )
}

/// Whether there are more kana and kanji than half-width kana. Other encodings, read as CP932, give half-width kana.
fn looks_japanese(text: &str) -> bool {
    let (mut full, mut half) = (0, 0);
    for c in text.chars() {
        match c {
            '\u{3040}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}' => full += 1,
            '\u{FF61}'..='\u{FF9F}' | '\u{E000}'..='\u{F8FF}' | '\u{80}'..='\u{FF}' => half += 1,
            _ => {}
        }
    }
    full > half
}

/// Every line end as a line feed, so that all places behind count the same: Windows has two characters there, and old
/// Macs had one that TOML does not allow.
pub(super) fn line_ends(text: &str) -> Cow<'_, str> {
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}
