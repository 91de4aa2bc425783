//! When somebody can meet (面談可能枠), as people write it: `15:00、15:15`, `15:00-16:00`, `15:30以降`, `16:00まで`, or the
//! numbers of slots.

use crate::domain::number::narrow;
use jiff::civil::Time;

/// A slot as a text of availability may name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named<'a> {
    /// 枠番号; empty where slots have none.
    pub no: &'a str,
    /// When it begins.
    pub starts_at: Time,
}

/// The slots, from 0, in which somebody can meet; `None`: the text cannot be read. An empty one says: always.
pub fn read(text: &str, slots: &[Named<'_>]) -> Option<Vec<usize>> {
    let mut found = vec![false; slots.len()];
    let mut any = false;
    let parts = text.split(['、', ',', '，', ';', '・', '/', '\n', ' ', '　']);
    for part in parts.map(narrow).filter(|part| !part.is_empty()) {
        any = true;
        let mut hit = part_of(&part, slots)?;
        hit.iter().try_for_each(|at| {
            *found.get_mut(*at)? = true;
            Some(())
        })?;
        hit.clear();
    }
    let all = found.iter().enumerate();
    Some(
        all.filter(|(_, is)| **is || !any)
            .map(|(at, _)| at)
            .collect(),
    )
}

fn part_of(part: &str, slots: &[Named<'_>]) -> Option<Vec<usize>> {
    let within = |is: &dyn Fn(Time) -> bool| {
        let all = slots.iter().enumerate();
        all.filter(|(_, s)| is(s.starts_at))
            .map(|(at, _)| at)
            .collect()
    };
    let bare = part.strip_prefix('枠').unwrap_or(part);
    let bare = bare.strip_suffix("枠目").unwrap_or(bare);
    let named = slots
        .iter()
        .position(|s| !s.no.is_empty() && narrow(s.no) == bare);
    if let Some(at) = named {
        return Some(vec![at]);
    }
    if let Some(time) = time(part) {
        return Some(within(&|s| s == time));
    }
    let from = ["以降", "から", "-", "~", "〜"];
    if let Some(time) = from.iter().find_map(|end| time(part.strip_suffix(end)?)) {
        return Some(within(&|s| s >= time));
    }
    let until = part.strip_suffix("まで");
    let until = until.filter(|rest| time(rest).is_some());
    let until = until.or_else(|| {
        ["-", "~", "〜"]
            .iter()
            .find_map(|mark| part.strip_prefix(mark))
    });
    if let Some(time) = until.and_then(time) {
        return Some(within(&|s| s < time));
    }
    let part = part.strip_suffix("まで").unwrap_or(part);
    let both = ["から", "-", "~", "〜"].iter().find_map(|mark| {
        let (a, b) = part.split_once(mark)?;
        Some((time(a)?, time(b)?))
    });
    let (a, b) = both?;
    // A time that ends before it begins was mistyped.
    (a < b).then(|| within(&|s| a <= s && s < b))
}

/// `15:15`, `15時15分`, `15時`.
pub fn time(text: &str) -> Option<Time> {
    let text = narrow(text).replace("時", ":").replace('分', "");
    let (hour, minute) = text.split_once(':')?;
    // Seconds of a file's time are nothing more than its form.
    let minute = minute.split_once(':').map_or(minute, |(minute, _)| minute);
    let digits = |part: &str| part.len() <= 2 && part.chars().all(|c| c.is_ascii_digit());
    if hour.is_empty() || !digits(hour) || !digits(minute) {
        return None;
    }
    let minute = if minute.is_empty() { "0" } else { minute };
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_ranges_and_numbers_are_read_and_what_is_none_of_these_is_told() {
        let at = |h, m| Time::new(h, m, 0, 0).unwrap();
        let starts = [at(15, 0), at(15, 15), at(15, 30), at(15, 45)];
        let names = ["1", "2", "3", "4"];
        let slots: Vec<Named<'_>> = (names.iter().zip(starts))
            .map(|(no, starts_at)| Named { no, starts_at })
            .collect();
        let is = |text: &str| read(text, &slots);
        assert_eq!(is(""), Some(vec![0, 1, 2, 3]), "always");
        assert_eq!(is("15:00、15:45"), Some(vec![0, 3]));
        assert_eq!(is("１５：１５－１５：４５"), Some(vec![1, 2]));
        assert_eq!(is("15時15分から15時45分まで"), Some(vec![1, 2]));
        assert_eq!(is("15:30以降"), Some(vec![2, 3]));
        assert_eq!(is("15:30-"), Some(vec![2, 3]));
        assert_eq!(is("15:30まで"), Some(vec![0, 1]));
        assert_eq!(is("-15:30"), Some(vec![0, 1]));
        assert_eq!(is("1、枠3"), Some(vec![0, 2]));
        assert_eq!(is("16:00"), Some(vec![]), "at no time of these");
        assert_eq!(is("午後ならいつでも"), None);
        assert_eq!(is("15:00、たぶん"), None);
        assert_eq!(is("15:30-14:00"), None, "it ends before it begins");
    }
}
