//! Slips: usual mistakes in one line of TOML, such as full-width signs of an IME, curly quotes of a word processor and
//! dates in words.

mod wide;

use crate::domain::date;
use crate::domain::diag::similar::nearest;
use crate::intake::head::Kind;
use crate::intake::problem::Problem;
use crate::intake::section::Section;
use crate::intake::tables;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use wide::is_quote;

/// Stands in for a heading that could not be understood. Its rows are not read.
pub(super) const LOST: &str = "unreadable-heading";

/// A mistake that was recognised.
pub(super) struct Slip {
    pub(super) problem: Problem<'static>,
    /// Bytes of the line where the mistake is.
    pub(super) place: Range<usize>,
    /// The repaired line, if the meaning is clear.
    pub(super) repaired: Option<String>,
}

/// The first full-width sign outside quotes, and the whole line repaired.
pub(super) fn wide_sign(line: &str) -> Option<Slip> {
    let (problem, place, repaired) = wide::first(line)?;
    Some(Slip {
        problem,
        place,
        repaired: Some(repaired),
    })
}

/// Looks for a slip in a line that the parser refused at byte `within` with `message`.
/// `heading` is the one above the line, empty where there is none.
pub(super) fn slip(line: &str, within: usize, message: &str, heading: &str) -> Option<Slip> {
    let plain = |problem, place| {
        Some(Slip {
            problem,
            place,
            repaired: None,
        })
    };
    let control = line
        .char_indices()
        .find(|(_, c)| c.is_control() && *c != '\t');
    if let Some((at, c)) = control {
        let repaired = line
            .chars()
            .filter(|c| !c.is_control() || *c == '\t')
            .collect();
        return Some(Slip {
            problem: Problem::Control,
            place: at..at + c.len_utf8(),
            repaired: Some(repaired),
        });
    }
    if message.contains("escape") || message.contains("unicode") {
        return plain(Problem::Escape, within..within);
    }
    if let Some(slip) = alias_key(line, message, heading) {
        return Some(slip);
    }
    if let Some(slip) = odd_value(line) {
        return Some(slip);
    }
    if let Some(slip) = wide_sign(line) {
        return Some(slip);
    }
    if message.starts_with("invalid basic string") || message.starts_with("invalid literal string")
    {
        return plain(Problem::Unclosed, within..within);
    }
    if is_heading(line) {
        let at = line.trim_end().len();
        return Some(Slip {
            problem: Problem::Header,
            place: at..at,
            repaired: Some(best_heading(line)),
        });
    }
    if message.starts_with("unexpected key or value") {
        return plain(Problem::Trailing, within..line.trim_end().len().max(within));
    }
    if message.contains("key with no value") || !line.contains('=') {
        let at = line.len() - line.trim_start().len();
        return plain(Problem::NoEquals, at..line.trim_end().len().max(at));
    }
    None
}

/// A key in Japanese. The parser asks for quotes, but the English key is the better remedy.
fn alias_key(line: &str, message: &str, heading: &str) -> Option<Slip> {
    if !message.starts_with("invalid unquoted key") {
        return None;
    }
    let equals = line.find(['=', '＝'])?;
    let written = line.get(..equals)?;
    if written.trim().is_ascii() {
        return None;
    }
    // Only what stands in that section is a remedy.
    let name = heading.trim_matches(['[', ']']);
    let section = Section::ALL.iter().find(|section| section.name() == name);
    let own = section.map(|section| tables::columns(*section));
    let own = own.unwrap_or_default();
    let fits = |name: &&'static str| match section {
        Some(_) => own.iter().any(|head| head.name == *name),
        None => *name == "format",
    };
    let known = tables::meant(written, &own).into_iter().find(fits);
    let start = written.len() - written.trim_start().len();
    let problem = Problem::KeyInJapanese {
        similar: known,
        table: heading.to_owned(),
    };
    Some(Slip {
        problem,
        place: start..written.trim_end().len(),
        repaired: None,
    })
}

/// A value without quotes: a date, a yes or no in words, full-width digits, or a text.
fn odd_value(line: &str) -> Option<Slip> {
    let (key, at) = key_and_value(line)?;
    let raw = line.get(at..)?;
    let value = raw.split('#').next().unwrap_or_default().trim();
    let Some(first) = value.chars().next() else {
        let end = line.trim_end().len();
        return Some(Slip {
            problem: Problem::NoValue { key },
            place: end..end,
            repaired: None,
        });
    };
    if matches!(first, '"' | '\'' | '[' | '{')
        || is_quote(first)
        || matches!(first, '［' | '｛' | '＝')
    {
        return None;
    }
    let place = at + (raw.len() - raw.trim_start().len());
    let place = place..place + value.len();
    let repair = |fixed: &str| Some(format!("{key} = {fixed}"));
    let dated = key.ends_with("_on") || key.ends_with("_date");
    if dated && let Some(date) = date::loose_date(value) {
        let fix = format!("{key} = {date}");
        return Some(Slip {
            problem: Problem::OddDate {
                value: value.to_owned(),
                fix,
            },
            place,
            repaired: repair(&date.to_string()),
        });
    }
    if key.ends_with("_at")
        && let Some(time) = date::loose_time(value)
    {
        let time = time.strftime("%H:%M:%S").to_string();
        let fix = format!("{key} = {time}");
        return Some(Slip {
            problem: Problem::OddTime {
                value: value.to_owned(),
                fix,
            },
            place,
            repaired: repair(&time),
        });
    }
    if takes(&key, Kind::Flag) {
        let fix = format!("{key} = {}", !is_no(value));
        return Some(Slip {
            problem: Problem::OddFlag { key, fix },
            place,
            repaired: None,
        });
    }
    let narrow: String = value.nfkc().collect();
    if narrow != value && narrow.bytes().all(|b| b.is_ascii_digit()) {
        let fix = format!("{key} = {narrow}");
        let repaired = repair(&narrow);
        return Some(Slip {
            problem: Problem::Digits { fix },
            place,
            repaired,
        });
    }
    let odd = |problem| {
        Some(Slip {
            problem,
            place: place.clone(),
            repaired: None,
        })
    };
    if dated {
        return odd(Problem::OddDate {
            value: value.to_owned(),
            fix: String::new(),
        });
    }
    if key.ends_with("_at") {
        return odd(Problem::OddTime {
            value: value.to_owned(),
            fix: String::new(),
        });
    }
    if takes(&key, Kind::Count) {
        let digits: String = narrow
            .chars()
            .filter(|c| *c != ',')
            .take_while(char::is_ascii_digit)
            .collect();
        let digits = digits.trim_start_matches('0');
        let fix = format!("{key} = {}", if digits.is_empty() { "20" } else { digits });
        return odd(Problem::OddNumber { key, fix });
    }
    if !first.is_alphanumeric() {
        return None;
    }
    let fix = format!(
        "{key} = \"{}\"",
        value.trim_end_matches('"').replace('"', "")
    );
    Some(Slip {
        problem: Problem::Unquoted { fix: fix.clone() },
        place,
        repaired: Some(fix),
    })
}

/// Whether a column of this name takes values of this kind.
fn takes(key: &str, kind: Kind) -> bool {
    let mut columns = Section::ALL
        .iter()
        .flat_map(|section| tables::columns(*section));
    columns.any(|column| column.name == key && column.kind == kind)
}

fn is_no(value: &str) -> bool {
    let value: String = value.nfkc().flat_map(char::to_lowercase).collect();
    [
        "no",
        "false",
        "off",
        "いいえ",
        "なし",
        "不可",
        "×",
        "0",
        "否",
    ]
    .iter()
    .any(|no| value == *no)
}

/// The key of a `key = value` line, and the byte after the equals sign.
fn key_and_value(line: &str) -> Option<(String, usize)> {
    let equals = line.find(['=', '＝'])?;
    let sign = line.get(equals..)?.chars().next()?;
    let written = line.get(..equals)?;
    let key: String = written.nfkc().collect();
    let key = key.trim().to_owned();
    let is_key = !key.is_empty()
        && key
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
    is_key.then_some((key, equals + sign.len_utf8()))
}

/// Whether the number of double quotes is odd. Lines with `\` or `#` are not judged.
pub(super) fn has_open_quote(line: &str) -> bool {
    line.matches('"').count() % 2 == 1 && !line.contains(['\\', '#'])
}

/// Whether the line begins with `key =`.
pub(super) fn is_statement(line: &str) -> bool {
    key_and_value(line).is_some()
}

/// Where the value of a statement begins.
pub(super) fn value_start(line: &str) -> usize {
    key_and_value(line).map_or(line.len(), |(_, at)| at)
}

/// Whether the line looks like a heading. A line of a list may look the same, so only refused lines are judged.
pub(super) fn is_heading(line: &str) -> bool {
    let text: String = line.trim().chars().take(40).nfkc().collect();
    let inner = text.trim_start_matches('[');
    text.starts_with('[')
        && inner.starts_with(|c: char| c.is_alphabetic())
        && !inner.contains(['"', '\'', ',', '='])
}

/// The heading that was most likely meant by a broken one.
pub(super) fn best_heading(line: &str) -> String {
    let text: String = line.chars().take(80).nfkc().collect();
    let name: String = text
        .chars()
        .filter(|c| c.is_alphanumeric() || *c == '_')
        .collect();
    let sections = || Section::ALL.iter().map(|section| section.name());
    let known = sections().find(|section| *section == name);
    match known.or_else(|| nearest(&name, sections())) {
        Some("session") => "[session]".to_owned(),
        Some(name) => format!("[[{name}]]"),
        None => format!("[[{LOST}]]"),
    }
}
