//! Rules about a need, whoever works on it.

use super::finding::Broken;
use crate::domain::code::Rule;
use crate::domain::roster::Need;
use crate::domain::rule::facts::Facts;
use crate::domain::rule::matching::novelty_deadline;
use jiff::ToSpan;
use jiff::civil::Date;

/// From how many days before its end the year is counted down.
const TOLD_BEFORE: i64 = 90;

/// After how many months the legal status of a patent is to be looked up again.
const STALE_AFTER: i64 = 6;

/// R1: the year after the first disclosure.
pub(super) fn novelty(facts: &Facts<'_>, need: &Need) -> Option<(Rule, Broken)> {
    let until = novelty_deadline(need)?;
    let left = i64::from(until.since(facts.today).ok()?.get_days());
    let safe = if facts.calendar.is_business_day(until) {
        until
    } else {
        facts.calendar.add(until, -1)
    };
    let broken = Broken::Novelty { until, safe, left };
    (left <= TOLD_BEFORE).then_some((Rule::Novelty, broken))
}

/// R12: the patent of a need whose legal status was looked up longest ago.
pub(super) fn stale(facts: &Facts<'_>, need: &Need) -> Option<(Rule, Broken)> {
    let pairings = facts.book.pairings_of(&facts.session.id, &need.no);
    if !pairings.iter().any(|p| p.status.is_confirmed()) {
        return None;
    }
    let limit = facts.today.checked_sub(STALE_AFTER.months()).ok()?;
    let patents = facts.session.patents.iter();
    let of_need = patents.filter(|p| p.needs.iter().any(|link| link.no == need.no));
    let mut old: Vec<(Option<Date>, &str)> = of_need
        .filter_map(|patent| {
            let mut notes = patent.notes.iter();
            let checked = notes.find(|(key, _)| *key == *"checked_on");
            let on: Option<Date> = checked.and_then(|(_, day)| day.parse().ok());
            on.is_none_or(|on| on < limit)
                .then_some((on, patent.doc_no.as_str()))
        })
        .collect();
    old.sort_unstable();
    let (on, patent) = old.first()?;
    let broken = Broken::Stale {
        patent: (*patent).into(),
        on: *on,
    };
    Some((Rule::StaleStatus, broken))
}
