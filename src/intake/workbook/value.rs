//! What a cell holds, as the column wants it. A spreadsheet knows numbers, dates and texts, and people write one for the
//! other; what cannot be meant is left as it is, so that the check of the column tells it.

use crate::domain::date::{loose_date, loose_time};
use crate::intake::head::Kind;
use crate::intake::place::Place;
use crate::intake::row::{Cell, Value, Whole};
use crate::intake::sheet::Raw;
use jiff::civil::{Date, Time};
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// How yes and no are written.
pub(super) fn flag_word(flag: bool) -> &'static str {
    if flag { "はい" } else { "いいえ" }
}

const YES: &[&str] = &[
    "はい", "有", "あり", "可", "○", "〇", "◯", "true", "yes", "1",
];
const NO: &[&str] = &["いいえ", "無", "なし", "不可", "×", "false", "no", "0"];

/// The value of a cell; `None`: nothing stands there.
pub(super) fn value(kind: Kind, raw: &Raw, place: Place) -> Option<Value<'_>> {
    let text = match raw {
        Raw::Text(text) if text.trim().is_empty() => return None,
        Raw::Error(_) | Raw::Formula => return None,
        Raw::Text(text) => Cow::Borrowed(text.as_str()),
        Raw::Number(_) | Raw::Flag(_) | Raw::Date(_) | Raw::Time(_) | Raw::Moment(_) => {
            Cow::Owned(shown(raw))
        }
    };
    Some(match kind {
        Kind::Id | Kind::Line | Kind::Text | Kind::Code | Kind::Note => match (kind, raw) {
            (Kind::Note, Raw::Flag(flag)) => Value::Flag(*flag),
            _ => Value::Text(text),
        },
        Kind::Texts | Kind::Codes => list(&text, place),
        Kind::Date => match date(raw) {
            Some(date) => Value::Date(date),
            None => Value::Text(text),
        },
        Kind::Time => match time(raw) {
            Some(time) => Value::Time {
                time,
                written: text.into_owned(),
            },
            None => Value::Text(text),
        },
        Kind::Count => count(raw, &text),
        Kind::Flag => match flag(raw) {
            Some(flag) => Value::Flag(flag),
            None => Value::Text(text),
        },
        Kind::Groups => Value::Text(text),
    })
}

/// A cell as a person reads it.
pub(in crate::intake) fn shown(raw: &Raw) -> String {
    match raw {
        Raw::Text(text) | Raw::Error(text) => text.clone(),
        Raw::Number(n) => n.to_string(),
        Raw::Flag(flag) => flag_word(*flag).to_owned(),
        Raw::Date(date) => date.to_string(),
        Raw::Time(time) => time.to_string(),
        Raw::Moment(moment) => moment.to_string(),
        Raw::Formula => String::new(),
    }
}

/// Several texts in one cell: one on a line, or between marks where there is only one line. Nothing else parts them:
/// commas stand inside names and classes.
fn list<'b>(text: &str, place: Place) -> Value<'b> {
    let parts: Vec<&str> = if text.contains('\n') {
        text.lines().collect()
    } else {
        text.split(['、', ';', '；']).collect()
    };
    let parts = parts.into_iter().map(str::trim).filter(|p| !p.is_empty());
    let cells = parts.map(|part| Cell {
        value: Value::Text(Cow::Owned(part.to_owned())),
        place,
    });
    Value::List(cells.collect())
}

/// One cell for several texts, so that [`list`] gives them back.
pub(super) fn joined(texts: &[String]) -> String {
    if texts.iter().any(|t| t.contains(['、', ';', '；'])) {
        // The end of a line says that lines part the texts, also where there is only one.
        return texts.join("\n") + "\n";
    }
    texts.join("、")
}

fn date(raw: &Raw) -> Option<Date> {
    match raw {
        Raw::Date(date) => Some(*date),
        Raw::Moment(moment) => Some(moment.date()),
        Raw::Text(text) => loose_date(text),
        // 20261204
        Raw::Number(n) if *n >= 19_000_101.0 => loose_date(&n.to_string()),
        Raw::Number(n) => serial_date(*n),
        Raw::Time(_) | Raw::Flag(_) | Raw::Error(_) | Raw::Formula => None,
    }
}

/// The day of a serial number of Excel, from 1950 to 2119: other numbers are hardly meant as days.
pub(in crate::intake) fn serial_date(n: f64) -> Option<Date> {
    if !(18_264.0..80_000.0).contains(&n) || n.fract() != 0.0 {
        return None;
    }
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the number is within bounds"
    )]
    let days = jiff::Span::new().days(n as i64);
    Date::new(1899, 12, 30).ok()?.checked_add(days).ok()
}

fn time(raw: &Raw) -> Option<Time> {
    match raw {
        Raw::Time(time) => Some(*time),
        Raw::Text(text) => loose_time(text),
        Raw::Number(n) if (0.0..1.0).contains(n) => serial_time(*n),
        Raw::Date(_)
        | Raw::Moment(_)
        | Raw::Number(_)
        | Raw::Flag(_)
        | Raw::Error(_)
        | Raw::Formula => None,
    }
}

/// The time of a part of a day.
pub(in crate::intake) fn serial_time(n: f64) -> Option<Time> {
    #[expect(clippy::cast_possible_truncation, reason = "a day has 86,400 seconds")]
    let seconds = (n * 86_400.0).round() as i64;
    let span = jiff::SignedDuration::from_secs(seconds);
    Time::midnight().checked_add(span).ok()
}

fn count<'b>(raw: &Raw, text: &str) -> Value<'b> {
    let digits: String = text
        .nfkc()
        .filter(|c| !c.is_whitespace() && *c != ',')
        .collect();
    let is_whole = match raw {
        Raw::Number(n) => n.fract() == 0.0 && n.abs() < 1e15,
        Raw::Text(_) => {
            let unsigned = digits.strip_prefix('-').unwrap_or(&digits);
            !unsigned.is_empty() && unsigned.bytes().all(|b| b.is_ascii_digit())
        }
        Raw::Flag(_)
        | Raw::Date(_)
        | Raw::Time(_)
        | Raw::Moment(_)
        | Raw::Error(_)
        | Raw::Formula => false,
    };
    if !is_whole {
        return Value::Text(Cow::Owned(text.to_owned()));
    }
    Value::Whole(Whole {
        number: digits.parse().ok(),
        digits: Cow::Owned(digits.clone()),
        written: Cow::Owned(digits),
    })
}

fn flag(raw: &Raw) -> Option<bool> {
    match raw {
        Raw::Flag(flag) => Some(*flag),
        Raw::Number(1.0) => Some(true),
        Raw::Number(0.0) => Some(false),
        Raw::Text(text) => {
            let key: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
            let key = key.to_lowercase();
            if YES.contains(&key.as_str()) {
                Some(true)
            } else {
                NO.contains(&key.as_str()).then_some(false)
            }
        }
        Raw::Number(_)
        | Raw::Date(_)
        | Raw::Time(_)
        | Raw::Moment(_)
        | Raw::Error(_)
        | Raw::Formula => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_come_back_whatever_marks_their_texts_hold() {
        let place = Place::Text { from: 0, to: 0 };
        for texts in [
            vec!["甲", "乙"],
            vec!["甲、乙"],
            vec!["A61B1/00,650", "A61B1/12"],
            vec!["甲；乙", "丙"],
        ] {
            let texts: Vec<String> = texts.into_iter().map(str::to_owned).collect();
            let Value::List(cells) = list(&joined(&texts), place) else {
                panic!("no list");
            };
            let back: Vec<_> = cells.iter().map(|c| c.value.shown().into_owned()).collect();
            assert_eq!(back, texts);
        }
    }

    #[test]
    fn days_of_excel_are_days() {
        let day = serial_date(46_360.0).map(|d| d.to_string());
        assert_eq!(day.as_deref(), Some("2026-12-04"));
        assert_eq!(serial_date(12.0), None);
        assert_eq!(
            serial_time(0.5625).map(|t| t.to_string()).as_deref(),
            Some("13:30:00")
        );
    }
}
