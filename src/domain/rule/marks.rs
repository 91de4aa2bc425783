//! The marks of a sheet of interests as they are typed in one line: `3.7+12*20-`. A number alone is 関心, `+` 要相談, `++`
//! or `*` 面談希望, `-` 関心なし. A sign ends a number, and so does a point; between marks with signs nothing has to
//! where no longer number exists. A line of digits alone is one number and never two.

use crate::domain::code::Level;
use crate::domain::number::{self, plain, shown};
use crate::domain::roster::Need;
use crate::text::Clean;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// What cannot be read, and the character where it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// As it is typed, narrow.
    pub what: String,
    /// Which character, from 0.
    pub at: usize,
    /// The whole piece between gaps and other marks, in characters from 0: it is typed anew.
    pub piece: Range<usize>,
    /// It is a need that another mark on the line says something else of.
    pub is_twice: bool,
}

/// A character, narrow, and which of the typed ones it is of.
type Typed = (char, usize);

/// The marks of a line, in order. Two that differ for one need are a slip: nobody can say which of them is meant.
pub fn read(line: &str, needs: &[Need]) -> Result<Vec<(Clean, Level)>, Slip> {
    let numbers = numbers(needs);
    let typed = typed(line);
    let is_one = number::typed(line.trim()).is_some();
    let mut marks: Vec<(Clean, Level)> = Vec::new();
    let mut rest = typed.as_slice();
    // The number right before, where nothing parts the next one from it.
    let mut joined: Option<(String, usize)> = None;
    loop {
        let parts = rest.iter().take_while(|(c, _)| is_gap(*c)).count();
        if parts > 0 {
            joined = None;
        }
        rest = rest.get(parts..).unwrap_or_default();
        let Some((_, start)) = rest.first().copied() else {
            return Ok(marks);
        };
        let (number, taken) = leading(rest, &numbers);
        let (level, signs) = level(rest.get(taken..).unwrap_or_default());
        let mut same = numbers.iter().filter(|(n, _)| *n == number);
        let found = match (same.next(), same.next()) {
            (Some((_, need)), None) if !number.is_empty() => Some(*need),
            _ => None,
        };
        let again = joined.as_ref().filter(|(before, _)| *before == number);
        let goes_on = rest.get(taken).is_some_and(|(c, _)| c.is_ascii_digit());
        let found = found.filter(|_| !(is_one && goes_on));
        let (Some(need), None) = (found, again) else {
            let run = rest.iter().map(|(c, _)| *c);
            let run: String = run.take_while(char::is_ascii_alphanumeric).collect();
            let first = rest.first().map(|(c, _)| c.to_string());
            let (what, at) = match again {
                Some((before, at)) => (format!("{before}{run}"), *at),
                None if run.is_empty() => (first.unwrap_or_default(), start),
                None => (run, start),
            };
            return Err(Slip {
                what,
                at,
                piece: piece(&typed, at),
                is_twice: false,
            });
        };
        match marks.iter().find(|(no, _)| no == need) {
            Some((_, said)) if *said == level => {}
            Some(_) => {
                return Err(Slip {
                    what: shown(need).to_owned(),
                    at: start,
                    piece: piece(&typed, start),
                    is_twice: true,
                });
            }
            None => marks.push((need.clone(), level)),
        }
        joined = (signs == 0).then_some((number, start));
        rest = rest.get(taken + signs..).unwrap_or_default();
    }
}

/// Every need by what may be typed for it: its digits where no other has them, and its letters with them.
fn numbers(needs: &[Need]) -> Vec<(String, &Clean)> {
    let mut out = Vec::new();
    for need in needs {
        let whole = plain(shown(&need.no));
        let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
        if digits != whole {
            out.push((digits, &need.no));
        }
        out.push((whole, &need.no));
    }
    out
}

fn typed(line: &str) -> Vec<Typed> {
    let chars = line.chars().enumerate();
    let narrow = chars.flat_map(|(at, c)| {
        let c = match c {
            '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | 'ー' | '─' => '-',
            c => c,
        };
        let folded: Vec<char> = c.to_string().nfkc().collect();
        folded
            .into_iter()
            .map(move |c| (c.to_ascii_uppercase(), at))
    });
    narrow.collect()
}

/// The characters around a place up to gaps and to signs that end a mark, with its own sign.
fn piece(typed: &[Typed], at: usize) -> Range<usize> {
    let is_end = |c: char| is_gap(c) || matches!(c, '+' | '*' | '-');
    let before = typed.iter().take_while(|(_, of)| *of < at);
    let from = before.filter(|(c, _)| is_end(*c)).last();
    let from = from.map_or(0, |(_, of)| of + 1);
    let mut to = from;
    let mut has_sign = false;
    for (c, of) in typed.iter().skip_while(|(_, of)| *of < from) {
        let is_sign = is_end(*c) && !is_gap(*c);
        if is_gap(*c) || (has_sign && !is_sign) {
            break;
        }
        has_sign |= is_sign;
        to = of + 1;
    }
    from..to.max(at + 1)
}

fn is_gap(c: char) -> bool {
    c.is_whitespace() || matches!(c, '.' | '。' | ',' | '、' | '/')
}

/// The number at the beginning, and how many characters it takes: letters, then digits as long as a number goes on so.
/// Zeros before the digits say nothing, nor does a dash behind letters.
fn leading(rest: &[Typed], numbers: &[(String, &Clean)]) -> (String, usize) {
    let mut out = String::new();
    let mut taken = 0;
    for (c, _) in rest {
        let has_digits = out.ends_with(|c: char| c.is_ascii_digit());
        if (*c == '0' && !has_digits) || (*c == '-' && !has_digits && !out.is_empty()) {
            taken += 1;
            continue;
        }
        let next = format!("{out}{c}");
        let goes_on = numbers.iter().any(|(n, _)| n.starts_with(&next));
        let is_longer = numbers
            .iter()
            .any(|(n, _)| n.starts_with(&out) && *n != out);
        let is_other = has_digits && is_longer && c.is_ascii_digit();
        if !c.is_ascii_alphanumeric() || !(goes_on || is_other) {
            break;
        }
        out = next;
        taken += 1;
    }
    (out, taken)
}

/// The level that the signs say, and how many signs there are.
fn level(rest: &[Typed]) -> (Level, usize) {
    let sign = |n: usize| rest.get(n).map(|(c, _)| *c);
    match (sign(0), sign(1)) {
        (Some('+'), Some('+')) => (Level::WantsMeeting, 2),
        (Some('+'), _) => (Level::Discuss, 1),
        (Some('*'), _) => (Level::WantsMeeting, 1),
        (Some('-'), _) => (Level::Declined, 1),
        _ => (Level::Interested, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn needs(count: usize) -> Vec<Need> {
        let need = |n: usize| Need {
            no: Clean::line(&format!("N-{n:02}")),
            ..Need::default()
        };
        (1..=count).map(need).collect()
    }

    fn marks(line: &str, count: usize) -> Result<String, Slip> {
        let marks = read(line, &needs(count))?;
        let shown = marks
            .iter()
            .map(|(no, level)| format!("{no}{}", level.ja()));
        Ok(shown.collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn a_line_says_what_the_sheet_says_with_or_without_points() {
        let all = "N-03関心 N-07要相談 N-12面談希望 N-20関心なし";
        for line in [
            "3 7+ 12++ 20-",
            "3.7+12*20-",
            "３．７＋１２＊２０ー",
            "n3 07+N-12*20-",
        ] {
            assert_eq!(marks(line, 42).as_deref(), Ok(all), "{line}");
        }
        // Where no longer number exists nothing parts two.
        assert_eq!(marks("712*", 42).as_deref(), Ok("N-07関心 N-12面談希望"));
        assert_eq!(marks("1220-", 42).as_deref(), Ok("N-12関心 N-20関心なし"));
        assert_eq!(marks("37", 42).as_deref(), Ok("N-37関心"));
        assert_eq!(marks("37+", 12).as_deref(), Ok("N-03関心 N-07要相談"));
        assert_eq!(marks("7* 7*", 42).as_deref(), Ok("N-07面談希望"));
        assert_eq!(marks("", 42).as_deref(), Ok(""));
    }

    #[test]
    fn what_is_no_need_is_named_with_its_place() {
        let slip = |line: &str, count| marks(line, count).unwrap_err();
        let of = |what: &str, at| (what.to_owned(), at);
        let slip_of = slip;
        let slip = |line: &str, count| {
            let slip: Slip = slip_of(line, count);
            (slip.what, slip.at)
        };
        assert_eq!(slip("77", 12), of("77", 0));
        // A line of digits is one number, and never a guess at several.
        assert_eq!(slip("63", 12), of("63", 0));
        assert_eq!(slip("０63", 12), of("063", 0));
        assert_eq!(slip(" 712 ", 42), of("712", 1));
        assert_eq!(slip("3.43", 42), of("43", 2));
        assert_eq!(slip("3 99+", 42).1, 2);
        assert_eq!(slip("+", 42), of("+", 0));
        assert_eq!(slip("7あ", 42), of("あ", 1));
        // What is typed anew is the whole piece with its sign, and not its neighbours.
        let piece = |line: &str| slip_of(line, 42).piece;
        assert_eq!(piece("3x"), 0..2);
        assert_eq!(piece("3.7x+9+12"), 2..5);
        assert_eq!(piece("7+99*"), 2..5);
        assert_eq!(piece("7 x"), 2..3);
        let twice = slip_of("12 7 12-", 42);
        assert_eq!((twice.what.as_str(), twice.at), ("N-12", 5));
        assert!(twice.is_twice);
    }
}
