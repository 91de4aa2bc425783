//! Short words that tell sessions apart where several are listed together.

use crate::text::{Clean, elide, width};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Most cells of such a word.
const LONGEST: usize = 10;

/// The parts of a title: `第12回` is one of `越白医工連携マッチング会 第12回（秋）`.
fn parts(title: &str) -> Vec<&str> {
    let ends = |c: char| c.is_whitespace() || matches!(c, '（' | '）' | '(' | ')' | '・' | '／');
    title.split(ends).filter(|part| !part.is_empty()).collect()
}

/// A word for each session by its id: a part of its title that no other title has, best one with a number in it; else the
/// day it was held; else its title. Of one session nothing is said.
pub fn words(sessions: &[(&Clean, &Clean, Date)]) -> BTreeMap<Clean, String> {
    if sessions.len() < 2 {
        return BTreeMap::new();
    }
    let word = |id: &Clean, title: &Clean, day: Date| {
        let others = || sessions.iter().filter(|(other, ..)| *other != id);
        let own = parts(title).into_iter().filter(|part| {
            let is_short = width(part) <= LONGEST;
            is_short && !others().any(|(_, other, _)| parts(other).contains(part))
        });
        let own: Vec<&str> = own.collect();
        let counted = own.iter().find(|part| part.chars().any(char::is_numeric));
        if let Some(part) = counted.or(own.first()) {
            return (*part).to_owned();
        }
        if others().any(|(.., other)| *other == day) {
            elide(title, LONGEST)
        } else {
            day.strftime("%Y/%m/%d").to_string()
        }
    };
    let all = sessions.iter();
    all.map(|(id, title, day)| ((*id).clone(), word(id, title, *day)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn said(titles: &[(&str, Date)]) -> Vec<String> {
        let ids: Vec<Clean> = (0..titles.len()).map(|n| format!("s{n}").into()).collect();
        let names: Vec<Clean> = titles.iter().map(|(title, _)| (*title).into()).collect();
        let all: Vec<(&Clean, &Clean, Date)> = (ids.iter().zip(&names).zip(titles))
            .map(|((id, name), (_, day))| (id, name, *day))
            .collect();
        words(&all).into_values().collect()
    }

    #[test]
    fn sessions_are_told_apart_by_the_shortest_word_that_does() {
        let (spring, autumn) = (date(2026, 5, 12), date(2026, 11, 20));
        let by_number = [
            ("越白マッチング会 第11回", spring),
            ("越白マッチング会 第12回", autumn),
        ];
        assert_eq!(said(&by_number), ["第11回", "第12回"]);
        let by_day = [("越白マッチング会", spring), ("越白マッチング会", autumn)];
        assert_eq!(said(&by_day), ["2026/05/12", "2026/11/20"]);
        let by_name = [("越白の会（春）", spring), ("湾岸の会（春）", spring)];
        assert_eq!(said(&by_name), ["越白の会", "湾岸の会"]);
        assert_eq!(said(&by_day[..1]), Vec::<String>::new());
        let alike = [("越白マッチング会", spring), ("越白マッチング会", spring)];
        assert!(said(&alike).iter().all(|word| !word.is_empty()));
    }
}
