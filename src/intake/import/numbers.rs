//! Headings that mean a need: its title, or its number as forms and spreadsheets write it (1, ①, #1, No.1, ニーズ1).

use super::alias::{Aliases, key};
use super::kind::ListKind;
use crate::domain::number::{self, narrow};
use crate::text::fold;
use std::collections::BTreeMap;

/// The need that a heading names.
enum Named {
    /// Its title stands there, with or without its number.
    Surely(String),
    /// Only a number, which may count something else.
    Perhaps(u32),
}

/// Whether the cells below some columns look like marks.
pub(super) type LooksMarked<'l> = &'l dyn Fn(&[u32]) -> bool;

/// What stands in front of the number of a need.
const HEADS: &[&str] = &["", "no", "need"];

/// Fields whose name may stand in front of the number of a need.
const FIELDS: &[&str] = &["need", "interests", "meetings", "level"];

/// The columns whose headings name a need by its title or, in a run of marked columns, by its number alone.
pub(super) fn needs_of(
    texts: &[&(u32, String)],
    kind: ListKind,
    aliases: &Aliases,
    is_marked: LooksMarked<'_>,
) -> BTreeMap<u32, String> {
    let mut out = BTreeMap::new();
    let mut perhaps = Vec::new();
    for (number, heading) in texts {
        let own = heading.rsplit('\u{1f}').next().unwrap_or(heading);
        match named(own, kind, aliases) {
            Some(Named::Surely(need)) => {
                out.insert(*number, need);
            }
            Some(Named::Perhaps(need)) => perhaps.push((*number, need)),
            None => {}
        }
    }
    out.extend(runs(&perhaps, aliases, is_marked));
    out
}

/// The need that a heading names, if it does.
fn named(heading: &str, kind: ListKind, aliases: &Aliases) -> Option<Named> {
    let needs = aliases.needs();
    let flat = narrow(heading);
    let is_question = ["Q", "問", "設問", "質問"]
        .iter()
        .any(|head| flat.starts_with(head));
    if is_question {
        return None;
    }
    let whole = fold::key(heading);
    let by_title = need_of(heading, needs).filter(|(_, title)| fold::key(title) == whole);
    if let Some((no, _)) = by_title {
        return Some(Named::Surely(no.clone()));
    }
    let inner = flat.trim_start_matches(|c: char| !c.is_alphanumeric());
    let inner = inner.strip_prefix("NO").unwrap_or(inner);
    let inner = inner.trim_start_matches(|c: char| !c.is_alphanumeric());
    let digits: String = inner.chars().take_while(char::is_ascii_digit).collect();
    let rest = inner.get(digits.len()..).unwrap_or_default();
    let rest = fold::key(rest.trim_matches(|c: char| !c.is_alphanumeric()));
    if let Some((no, title)) = need_of(&digits, needs).filter(|_| !digits.is_empty())
        && !rest.is_empty()
        && fold::key(title).starts_with(&rest)
    {
        return Some(Named::Surely(no.clone()));
    }
    let plain = key(heading);
    let plain = plain.trim_end_matches('番');
    let head = plain.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = plain.get(head.len()..).unwrap_or_default();
    let number = number.parse().ok().filter(|n| *n < 1_000)?;
    let is_head = HEADS.contains(&head)
        || head.contains("ニーズ")
        || (aliases.exactly(kind, head).iter()).any(|m| FIELDS.contains(&m.field.as_str()));
    is_head.then_some(Named::Perhaps(number))
}

/// Which of the columns that may be those of needs are: at least two stand side by side and count up, marks stand below
/// them, and where the needs are known one of them is there.
fn runs(
    perhaps: &[(u32, u32)],
    aliases: &Aliases,
    is_marked: LooksMarked<'_>,
) -> Vec<(u32, String)> {
    let needs = aliases.needs();
    let follows = |a: &(u32, u32), b: &(u32, u32)| b.0 == a.0 + 1 && b.1 > a.1;
    let mut out = Vec::new();
    for run in perhaps.chunk_by(follows).filter(|run| run.len() > 1) {
        let columns: Vec<u32> = run.iter().map(|(column, _)| *column).collect();
        let known = |number: u32| need_of(&number.to_string(), needs).map(|(no, _)| no.clone());
        let is_known = needs.is_empty() || run.iter().any(|(_, number)| known(*number).is_some());
        if is_known && is_marked(&columns) {
            let own = |(column, number): &(u32, u32)| {
                (
                    *column,
                    known(*number).unwrap_or_else(|| number.to_string()),
                )
            };
            out.extend(run.iter().map(own));
        }
    }
    out
}

/// The need that a number means: N-7 is N-07, and 7 alone where only one has it. A whole title means its need, too.
pub(super) fn need_of<'n>(
    written: &str,
    needs: &'n [(String, String)],
) -> Option<(&'n String, &'n String)> {
    let plain = number::plain(written);
    let by_number = needs.iter().find(|(no, _)| number::plain(no) == plain);
    let digits = |s: &str| {
        let digits: String = s.chars().filter(char::is_ascii_digit).collect();
        digits.trim_start_matches('0').to_owned()
    };
    let is_bare = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    // N1 and 1 are the same number where nobody wrote more than that it is one.
    let bare = ["NEED", "NO.", "NO", "N", "#"].iter();
    let bare = bare
        .filter_map(|head| plain.strip_prefix(head))
        .find(|s| is_bare(s));
    let mut same = needs.iter().filter(|(no, _)| {
        is_bare(&plain) && digits(no) == plain
            || bare.is_some_and(|bare| number::plain(number::shown(no)) == bare)
    });
    let by_digits = match (same.next(), same.next()) {
        (Some(one), None) => Some(one),
        _ => None,
    };
    let key = fold::key(written);
    let mut titled = needs
        .iter()
        .filter(|(_, title)| !key.is_empty() && fold::key(title) == key);
    // Two needs of one title are asked by their numbers.
    let by_title = match (titled.next(), titled.next()) {
        (Some(one), None) => Some(one),
        _ => None,
    };
    let found = by_number.or(by_digits).or(by_title);
    found.map(|(no, title)| (no, title))
}
