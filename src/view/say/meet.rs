//! What is told of the meetings and the matrix, in words.

use crate::action::Action;
use crate::app::Model;
use crate::app::core::meet::Meet;
use crate::domain::number::shown;
use crate::domain::recorded::stated::Value;
use crate::domain::rule::timetable::check::Rule;
use crate::text::Clean;
use crate::words::Words;
use crate::words::fl;
use jiff::civil::Time;

fn clock(time: Time) -> String {
    time.strftime("%H:%M").to_string()
}

pub(super) fn text(words: &Words, model: &Model, say: &Meet) -> String {
    let key = |action| model.world.keys.first(action);
    match say {
        Meet::Timetabled { new, moved, out } => fl!(
            words,
            "say-timetabled",
            new = *new,
            moved = *moved,
            out = *out
        ),
        Meet::Seated {
            need,
            org,
            time,
            table,
        } => fl!(
            words,
            "say-seated",
            need = shown(need),
            org = org.as_str(),
            time = clock(*time),
            table = table.as_str()
        ),
        Meet::Unseated { need, org } => {
            fl!(
                words,
                "say-unseated",
                need = shown(need),
                org = org.as_str()
            )
        }
        Meet::Fixed { need, org, fixed } => {
            let (ja, en) = Value::fixed_words(*fixed);
            fl!(
                words,
                "say-fixed",
                need = shown(need),
                org = org.as_str(),
                state = words.pick(ja, en)
            )
        }
        Meet::OutcomeNow { need, org, outcome } => {
            let (need, org) = (shown(need), org.as_str());
            match outcome.map(|o| words.pick(o.ja(), o.en())) {
                Some(outcome) => fl!(
                    words,
                    "say-outcome",
                    need = need,
                    org = org,
                    outcome = outcome
                ),
                None => fl!(words, "say-outcome-none", need = need, org = org),
            }
        }
        Meet::PickedUp { need, org } => fl!(
            words,
            "say-picked-up",
            need = shown(need),
            org = org.as_str(),
            key = key(Action::Accept),
            back = key(Action::Back)
        ),
        Meet::Against { org, time, rules } => {
            let whys = rules.iter().map(|(rule, with)| against(words, rule, with));
            let why = whys.collect::<Vec<_>>().join(words.pick("", " "));
            fl!(
                words,
                "say-against",
                org = org.as_str(),
                time = clock(*time),
                why = why,
                key = key(Action::Accept)
            )
        }
        Meet::NotBegun => fl!(words, "say-not-begun"),
        Meet::Begun => fl!(words, "say-begun"),
        Meet::NoTimes => fl!(words, "timetable-no-times", key = key(Action::Accept)),
        Meet::NoTables => fl!(words, "timetable-no-tables", key = key(Action::Accept)),
        Meet::TimesNow(times) => fl!(
            words,
            "say-times-now",
            from = clock(times.from),
            to = clock(times.to),
            minutes = times.minutes,
            tables = times.tables
        ),
        Meet::BadClock => fl!(words, "say-bad-clock"),
        Meet::BadCount(most) => fl!(words, "say-bad-count", most = *most),
        Meet::EndsBefore => fl!(words, "say-ends-before"),
        Meet::NoRoom => fl!(words, "say-no-room"),
        Meet::Listed => fl!(words, "say-listed"),
        Meet::TooManySlots(count) => fl!(words, "say-too-many-slots", count = *count),
        Meet::BadTimes => fl!(words, "say-bad-times"),
        Meet::NotInList(name) => fl!(words, "say-not-in-list", name = shown(name)),
        Meet::Stale => fl!(words, "say-stale", key = key(Action::MakeTimetable)),
        Meet::UnusedDigit { digit, hospital } => {
            let digit = digit.to_string();
            if *hospital {
                fl!(words, "say-unused-digit-hospital", digit = digit)
            } else {
                fl!(words, "say-unused-digit", digit = digit)
            }
        }
        Meet::SideIs { hospital: true } => fl!(words, "say-side-hospital"),
        Meet::SideIs { hospital: false } => fl!(words, "say-side-company"),
        Meet::NobodyOf(org) => fl!(words, "say-nobody-of", org = org.as_str()),
        Meet::NothingLeft => fl!(words, "say-nothing-left"),
        Meet::OutcomeFirst => fl!(words, "say-outcome-first"),
        Meet::Planning => fl!(words, "say-planning"),
        Meet::NoWishes => fl!(words, "say-no-wishes"),
    }
}

/// What stands against a place.
pub(in crate::view) fn against(words: &Words, rule: &Rule, with: &Clean) -> String {
    let with = with.as_str();
    match rule {
        Rule::NoWish => fl!(words, "rule-no-wish"),
        Rule::Refused => fl!(words, "rule-refused"),
        Rule::PairTwice => fl!(words, "rule-pair-twice"),
        Rule::PersonTwice(_, table) => {
            let table = table.as_deref().unwrap_or_default();
            fl!(words, "rule-person-twice", who = with, table = table)
        }
        Rule::NeedTwice => fl!(words, "rule-need-twice"),
        Rule::CompanyTwice => fl!(words, "rule-company-twice"),
        Rule::Away(_) => fl!(words, "rule-away", who = with),
        Rule::Closed => fl!(words, "rule-closed"),
        Rule::OtherTable => fl!(words, "rule-other-table"),
        Rule::TableTaken => fl!(words, "rule-table-taken"),
        Rule::CompanyAtMost => fl!(words, "rule-company-at-most"),
        Rule::NeedAtMost => fl!(words, "rule-need-at-most"),
        Rule::InARow(_) => fl!(words, "rule-in-a-row", who = with),
        Rule::Walks(_) => fl!(words, "rule-walks", who = with),
        Rule::Rival(_) => fl!(words, "rule-rival", who = with),
        Rule::Moved => fl!(words, "rule-moved"),
    }
}
