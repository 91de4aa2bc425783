//! What the system and the libraries say when something goes wrong, in the language of the user. They speak English: what
//! has a meaning for people gets words of ours, and of the rest the numbers are left.

use super::{Lang, Words, fl};
use std::io::{self, ErrorKind};

/// Kinds of errors that libraries may name without a number.
const NAMED: [ErrorKind; 15] = [
    ErrorKind::NotFound,
    ErrorKind::PermissionDenied,
    ErrorKind::AlreadyExists,
    ErrorKind::IsADirectory,
    ErrorKind::NotADirectory,
    ErrorKind::FileTooLarge,
    ErrorKind::StorageFull,
    ErrorKind::QuotaExceeded,
    ErrorKind::ReadOnlyFilesystem,
    ErrorKind::ResourceBusy,
    ErrorKind::WouldBlock,
    ErrorKind::InvalidFilename,
    ErrorKind::InvalidData,
    ErrorKind::InvalidInput,
    ErrorKind::UnexpectedEof,
];

/// Why the system could not read or write. What it has no words for is told by number.
pub fn of_system(words: &Words, error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => fl!(words, "fault-not-found"),
        ErrorKind::PermissionDenied => fl!(words, "fault-not-allowed"),
        ErrorKind::IsADirectory => fl!(words, "fault-is-folder"),
        ErrorKind::NotADirectory => fl!(words, "fault-no-folder"),
        ErrorKind::InvalidInput if error.raw_os_error().is_none() => fl!(words, "fault-no-file"),
        ErrorKind::FileTooLarge => fl!(words, "fault-too-large"),
        ErrorKind::AlreadyExists => fl!(words, "fault-exists"),
        ErrorKind::StorageFull => fl!(words, "fault-full"),
        ErrorKind::QuotaExceeded => fl!(words, "fault-quota"),
        ErrorKind::ReadOnlyFilesystem => fl!(words, "fault-read-only"),
        ErrorKind::ResourceBusy | ErrorKind::WouldBlock => fl!(words, "fault-busy"),
        ErrorKind::InvalidFilename => fl!(words, "fault-bad-name"),
        ErrorKind::InvalidData | ErrorKind::UnexpectedEof => fl!(words, "fault-bad-data"),
        _ => match error.raw_os_error() {
            Some(number) => fl!(words, "fault-number", number = number.to_string()),
            None if words.lang() == Lang::En || !is_english(&error.to_string()) => {
                fl!(words, "fault-unknown", detail = error.to_string())
            }
            None => fl!(words, "fault-library"),
        },
    }
}

/// What a library said, as text. A path or a word is left as it is; English sentences become words of ours.
pub fn told(words: &Words, detail: &str) -> String {
    if words.lang() == Lang::En || !is_english(detail) {
        return detail.to_owned();
    }
    // "No such file or directory (os error 2)"
    if let Some((_, rest)) = detail.rsplit_once("(os error ")
        && let Some(Ok(number)) = rest.split(')').next().map(str::parse)
    {
        return of_system(words, &io::Error::from_raw_os_error(number));
    }
    if let Some(kind) = NAMED
        .iter()
        .find(|kind| detail.ends_with(&kind.to_string()))
    {
        return of_system(words, &(*kind).into());
    }
    // "expected value at line 1 column 1"
    let number = |name: &str| {
        let (_, rest) = detail.rsplit_once(name)?;
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        (!digits.is_empty()).then_some(digits)
    };
    match number("column ") {
        Some(column) => fl!(words, "fault-syntax", column = column),
        None => fl!(words, "fault-library"),
    }
}

/// Whether two English words stand side by side.
pub fn is_english(text: &str) -> bool {
    let is_word = |part: &str| {
        let part = part.trim_matches(|c: char| ".,:;()'\"`".contains(c));
        part.len() > 1 && part.bytes().all(|b| b.is_ascii_alphabetic())
    };
    let parts: Vec<&str> = text.split(' ').collect();
    parts
        .array_windows()
        .any(|[one, other]| is_word(one) && is_word(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_the_system_or_a_library_says_is_told_in_english_to_somebody_japanese() {
        let ja = Words::new(Lang::Ja);
        let mut said: Vec<String> = (1..=140)
            .map(|number| io::Error::from_raw_os_error(number).to_string())
            .collect();
        said.extend(NAMED.iter().map(|kind| io::Error::from(*kind).to_string()));
        said.extend(said.clone().iter().map(|text| format!("/tmp/x: {text}")));
        for text in ["{", "[1 2]", "nul", "{\"a\":1,}", "\u{7}"] {
            let error = serde_json::from_str::<serde_json::Value>(text).unwrap_err();
            said.push(error.to_string());
            said.extend(
                toml::from_str::<toml::Value>(&format!("x = {text}"))
                    .err()
                    .map(|e| e.to_string()),
            );
        }
        said.extend(
            [
                "database disk image is malformed",
                "UNIQUE constraint failed: op.sid, op.seq",
            ]
            .map(str::to_owned),
        );
        for text in said {
            assert!(
                !is_english(&told(&ja, &text)),
                "{text}: {}",
                told(&ja, &text)
            );
        }
        for kept in [
            "/home/me/file.db",
            "waiting",
            "0 bytes",
            "UTF-8",
            "op 5: header",
            "関心 と 面談希望",
        ] {
            assert_eq!(told(&ja, kept), kept);
        }
        assert_eq!(told(&Words::new(Lang::En), "no such file"), "no such file");
    }
}
