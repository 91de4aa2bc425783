//! Order and date are two things. The number of an op says its place in its stream and never goes back; its date is when
//! it was, as far as known. Where a clock was wrong, the dates of a stream go back somewhere, and some of them have to be
//! wrong. Which ones is judged in this order:
//!
//! 1. a date that is still to come is wrong, and says nothing of the others;
//! 2. of the ways to leave out dates so that the rest never goes back, the one that leaves out the fewest days: what one
//!    day recorded stands or falls together, and a day on which another laptop recorded in the session counts double;
//! 3. then the one that leaves out the fewest ops;
//! 4. then the one whose dates lie closest together;
//! 5. then the one that begins first: a clock is right until something speaks against it.
//!
//! The op keeps its place and is told as 日時不確か. Where a date is needed all the same, it counts as recorded when its
//! sound neighbours were.

use crate::domain::op::tolerated;
use jiff::Timestamp;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Days on which something was recorded, counted from 1970.
pub(crate) type Days = BTreeSet<i64>;

/// The day of a time.
pub(crate) fn day(at: Timestamp) -> i64 {
    at.as_second().div_euclid(86_400)
}

/// The ops of one stream whose dates are wrong, with the dates they count as, by number.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Dates(BTreeMap<u64, Timestamp>);

/// Ops of about one time, one after the other.
struct Moment {
    first: Timestamp,
    last: Timestamp,
    from: u64,
    until: u64,
    score: Score,
}

/// Days, ops, and the date at which it begins: more is more likely right.
type Score = (u64, u64, Timestamp);

/// The end of a row of moments that never goes back.
#[derive(Clone, Copy)]
struct End {
    score: Score,
    at: usize,
}

impl Dates {
    /// From number and date of every op of a stream, in their order. `others`: the days on which other laptops recorded
    /// in the same session. Without a time nothing is still to come.
    pub(crate) fn of(own: &[(u64, Timestamp)], others: &Days, now: Option<Timestamp>) -> Self {
        let latest = now.map_or(Timestamp::MAX, tolerated);
        let moments = moments(own, others, latest);
        let right = right(&moments);
        let is_right = |seq: u64| {
            let found = right.partition_point(|m| m.until < seq);
            right.get(found).is_some_and(|m| m.from <= seq)
        };
        let is_right = |(seq, at): &(u64, Timestamp)| *at <= latest && is_right(*seq);
        let mut next = Vec::new();
        let mut after = None;
        for one in own.iter().rev() {
            next.push(after);
            after = is_right(one).then_some(one.1).or(after);
        }
        let mut wrong = BTreeMap::new();
        let mut before: Option<Timestamp> = None;
        for (one, next) in own.iter().zip(next.into_iter().rev()) {
            let (seq, at) = *one;
            if is_right(one) {
                before = Some(at);
            } else {
                let is_behind = |before: &Timestamp| at < *before;
                let settled = before.filter(is_behind).or(next).or(before);
                wrong.insert(seq, settled.unwrap_or(at));
            }
        }
        Self(wrong)
    }

    /// Whether the date of an op is wrong.
    pub(crate) fn contradict(&self, seq: u64) -> bool {
        self.0.contains_key(&seq)
    }

    /// The numbers of the ops whose dates are wrong.
    pub(crate) fn wrong(&self) -> impl Iterator<Item = u64> {
        self.0.keys().copied()
    }

    /// The date an op counts as.
    pub(crate) fn settled(&self, seq: u64, at: Timestamp) -> Timestamp {
        self.0.get(&seq).copied().unwrap_or(at)
    }
}

/// Ops that follow each other within what is tolerated, those still to come left out.
fn moments(own: &[(u64, Timestamp)], others: &Days, latest: Timestamp) -> Vec<Moment> {
    let mut all: Vec<Moment> = Vec::new();
    let mut before = None;
    for &(seq, at) in own.iter().filter(|(_, at)| *at <= latest) {
        if let Some(open) = all.last_mut()
            && open.until + 1 == seq
            && open.last <= tolerated(at)
            && at <= tolerated(open.last)
            && day(open.first) == day(at)
        {
            open.last = at.max(open.last);
            open.until = seq;
            open.score.1 += 1;
            continue;
        }
        let is_new = before.replace(day(at)) != Some(day(at));
        let days = u64::from(is_new) * (1 + u64::from(others.contains(&day(at))));
        all.push(Moment {
            first: at,
            last: at,
            from: seq,
            until: seq,
            score: (days, 1, at),
        });
    }
    all
}

/// The moments that are right, in their order.
fn right(moments: &[Moment]) -> Vec<&Moment> {
    // By the date of its last moment: an end with a later date is there only if its score is not lower.
    let mut ends: BTreeMap<Timestamp, End> = BTreeMap::new();
    let mut before: Vec<Option<usize>> = Vec::new();
    for (at, moment) in moments.iter().enumerate() {
        let best = ends.range(..=tolerated(moment.first)).next_back();
        let best = best.map(|(_, end)| *end);
        let (days, ops, begin) = moment.score;
        let score = match best {
            Some(End { score, .. }) => (score.0 + days, score.1 + ops, score.2),
            None => (days, ops, begin),
        };
        before.push(best.map(|end| end.at));
        let is_worse = ends.range(..=moment.last).next_back();
        if is_worse.is_some_and(|(_, end)| end.score >= score) {
            continue;
        }
        let beaten: Vec<Timestamp> = (ends.range(moment.last..))
            .take_while(|(_, end)| end.score <= score)
            .map(|(date, _)| *date)
            .collect();
        for date in beaten {
            ends.remove(&date);
        }
        ends.insert(moment.last, End { score, at });
    }
    let rank = |(date, end): &(&Timestamp, &End)| {
        let (days, ops, begin) = end.score;
        (Reverse((days, ops)), date.duration_since(begin), end.at)
    };
    let mut next = ends.iter().min_by_key(rank).map(|(_, end)| end.at);
    let mut found = Vec::new();
    while let Some(at) = next {
        found.extend(moments.get(at));
        next = before.get(at).copied().flatten();
    }
    found.reverse();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 86_400;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_790_000_000 + seconds).unwrap()
    }

    /// The dates of a stream in seconds, other laptops' days, the time it is: which are wrong, and what they count as.
    fn judged(own: &[i64], others: &[i64], now: Option<i64>) -> Vec<(u64, i64)> {
        let own: Vec<_> = (1..).zip(own.iter().map(|s| at(*s))).collect();
        let others = others.iter().map(|s| day(at(*s))).collect();
        let dates = Dates::of(&own, &others, now.map(at));
        let wrong = own.iter().filter(|(seq, _)| dates.contradict(*seq));
        let settled = |(seq, own): &(u64, Timestamp)| {
            let date = dates.settled(*seq, *own);
            (*seq, date.as_second() - 1_790_000_000)
        };
        wrong.map(settled).collect()
    }

    #[test]
    fn the_date_that_is_wrong_is_told_and_no_other() {
        let year = 365 * DAY;
        let none: &[(u64, i64)] = &[];
        for (what, own, others, now, wrong) in [
            (
                "a sound clock",
                &[0, 10, DAY, DAY + 5][..],
                &[][..],
                None,
                none,
            ),
            (
                "within what is tolerated",
                &[0, 3000, 10, 20],
                &[],
                None,
                none,
            ),
            (
                "behind, then right again",
                &[0, -year, 20],
                &[],
                None,
                &[(2, 0)],
            ),
            (
                "behind for some ops",
                &[0, 5, -year, 5 - year, 20],
                &[],
                None,
                &[(3, 5), (4, 5)],
            ),
            (
                "behind at the end",
                &[0, 5, -year],
                &[],
                Some(60),
                &[(3, 5)],
            ),
            ("behind at the beginning", &[-year, 0, 5], &[], None, none),
            (
                "back to 1970",
                &[0, 5, -1_790_000_000, 60],
                &[],
                Some(90),
                &[(3, 5)],
            ),
            (
                "behind on the day of the meeting",
                &[0, -year, DAY, 2 * DAY],
                &[],
                None,
                &[(2, 0)],
            ),
            (
                "ahead, then right again",
                &[0, year, 20],
                &[],
                None,
                &[(2, 20)],
            ),
            (
                "ahead at the beginning",
                &[year, year + 1, 0],
                &[],
                Some(60),
                &[(1, 0), (2, 0)],
            ),
            (
                "the same when its date has come",
                &[year, year + 1, 0, DAY],
                &[],
                Some(2 * year),
                &[(1, 0), (2, 0)],
            ),
            (
                "and another laptop was there",
                &[year, year + 1, 0],
                &[5],
                Some(2 * year),
                &[(1, 0), (2, 0)],
            ),
            ("ahead at the end", &[0, 5, year], &[], Some(60), &[(3, 5)]),
            (
                "many ahead, few days later",
                &[
                    0,
                    3 * DAY,
                    3 * DAY,
                    3 * DAY,
                    3 * DAY,
                    60,
                    DAY,
                    2 * DAY,
                    4 * DAY,
                ],
                &[],
                None,
                &[(2, 60), (3, 60), (4, 60), (5, 60)],
            ),
            (
                "ahead by some hours",
                &[0, 5 * 3600, 60, 120, DAY],
                &[],
                None,
                &[(2, 60)],
            ),
            (
                "behind and ahead",
                &[0, -year, 10, year, 20],
                &[],
                Some(60),
                &[(2, 0), (4, 20)],
            ),
            (
                "ahead only",
                &[year, year + 1],
                &[],
                Some(60),
                &[(1, year), (2, year + 1)],
            ),
        ] {
            assert_eq!(judged(own, others, now), wrong, "{what}");
        }
    }

    #[test]
    fn what_is_left_never_goes_back_and_no_more_is_left_out_than_one_clock_explains() {
        // Every history of five moments of three days: sound ops around one episode are never the ones that are told.
        for episode in 1..5_u64 {
            for wrong in [-400 * DAY, 400 * DAY, -2 * DAY, 9 * DAY] {
                let mut own: Vec<i64> = (0..6).map(|n| n * DAY / 2).collect();
                own[usize::try_from(episode).unwrap()] += wrong;
                assert_eq!(
                    judged(&own, &[], None)
                        .iter()
                        .map(|(n, _)| *n)
                        .collect::<Vec<_>>(),
                    [episode + 1],
                    "{own:?}"
                );
            }
        }
    }
}
