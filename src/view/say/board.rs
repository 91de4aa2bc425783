//! What is told of rules, of the details of tasks and of several things changed at once, in words.

use crate::app::core::board::Board;
use crate::domain::code::Rule;
use crate::domain::entity::waiver::WaiverId;
use crate::view::card::bad_point;
use crate::words::{Words, fl};

/// What the rule is called.
pub(in crate::view) fn rule_name<'a>(words: &Words, id: &'a WaiverId) -> &'a str {
    Rule::parse(&id.rule).map_or(id.rule.as_str(), |rule| words.pick(rule.ja(), rule.en()))
}

pub(super) fn text(words: &Words, say: Board) -> String {
    match say {
        Board::Aside(rule) => {
            let rule = words.pick(rule.ja(), rule.en());
            fl!(words, "say-rule-aside", rule = rule)
        }
        Board::Holds(rule) => {
            let rule = words.pick(rule.ja(), rule.en());
            fl!(words, "say-rule-holds", rule = rule)
        }
        Board::NotBroken => fl!(words, "say-rule-not-broken"),
        Board::NoRules => fl!(words, "say-no-rules"),
        Board::Detailed(count) => fl!(words, "say-task-detailed", count = count),
        Board::Together { done, left: 0 } => fl!(words, "say-together", done = done),
        Board::Together { done, left } => {
            fl!(words, "say-together-left", done = done, left = left)
        }
        Board::TableOnly => fl!(words, "say-table-only"),
        Board::OtherSession => fl!(words, "say-other-session"),
        Board::NothingOnDay => fl!(words, "say-nothing-on-day"),
        Board::BadMonths => fl!(words, "say-bad-months"),
        Board::Points(count) => fl!(words, "say-points", count = count),
        Board::BadPoint(point) => bad_point(words, point),
        Board::Met => fl!(words, "say-met"),
        Board::NotYet => fl!(words, "say-met-not-yet"),
        Board::NoFilters => fl!(words, "say-no-filters"),
        Board::FilterNamed => fl!(words, "say-filter-named"),
        Board::FilterGone => fl!(words, "say-filter-gone"),
        Board::Succeeded => fl!(words, "say-succeeded"),
    }
}
