//! The text of a file: its encoding, its line ends, and what programs put before the first line.

use super::error::LibraryError;
use std::borrow::Cow;

/// The text without its mark, every line end as `\n`.
pub(super) fn text(bytes: &[u8]) -> Result<Cow<'_, str>, LibraryError> {
    let text = decoded(bytes)?;
    Ok(if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        text
    })
}

fn decoded(bytes: &[u8]) -> Result<Cow<'_, str>, LibraryError> {
    let marked = encoding_rs::Encoding::for_bom(bytes);
    let rest = marked
        .and_then(|(_, length)| bytes.get(length..))
        .unwrap_or(bytes);
    let wide = marked.filter(|(encoding, _)| *encoding != encoding_rs::UTF_8);
    let wrong = match std::str::from_utf8(rest) {
        Ok(text) if wide.is_none() => return Ok(Cow::Borrowed(text)),
        Ok(_) => 0,
        Err(wrong) => wrong.valid_up_to(),
    };
    let encoding = wide.map_or(encoding_rs::SHIFT_JIS, |(encoding, _)| encoding);
    let (text, broken) = encoding.decode_without_bom_handling(rest);
    if broken {
        return Err(LibraryError::Encoding(wrong));
    }
    Ok(text)
}

/// The separator that a first line `sep=;` names, which spreadsheets understand, with the bytes of that line.
pub(super) fn separator(text: &str) -> Option<(u8, usize)> {
    let line = text.split_inclusive('\n').next()?;
    let said = line.trim_end_matches('\n').trim_matches('"');
    let said = said
        .get(..4)
        .filter(|s| s.eq_ignore_ascii_case("sep="))
        .and_then(|_| said.get(4..))?;
    match said.as_bytes() {
        [separator] => Some((*separator, line.len())),
        b"\\t" => Some((b'\t', line.len())),
        _ => None,
    }
}

/// The line, from 1, of a row that the table reader tells with the blank lines before it.
pub(super) fn line_of(text: &str, at: &csv::Position) -> u64 {
    let start = usize::try_from(at.byte()).unwrap_or(usize::MAX);
    let rest = text.get(start..).unwrap_or_default();
    (at.line()..)
        .zip(rest.split('\n'))
        .find_map(|(n, line)| (!line.is_empty()).then_some(n))
        .unwrap_or_else(|| at.line())
}

/// The first line with a character that no text has, from 1.
pub(super) fn wrong_line(text: &str) -> Option<u64> {
    let wrong = |c: char| c.is_control() && !matches!(c, '\n' | '\t' | '\u{C}' | '\u{1A}');
    (1..)
        .zip(text.split('\n'))
        .find_map(|(n, line)| line.contains(wrong).then_some(n))
}

/// The line where a page of the web or data of a program starts, from 1.
pub(super) fn markup(text: &str) -> Option<u64> {
    let (n, line) = (1..)
        .zip(text.lines())
        .find(|(_, l)| !l.trim().is_empty())?;
    let line = line.trim();
    let data = line == "{" || line == "[" || line.starts_with("{\"") || line.starts_with("[{");
    (line.starts_with('<') || data).then_some(n)
}
