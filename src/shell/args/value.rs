//! Values of options: what is understood, and what a refusal says instead.

use crate::domain::code::{
    Disclosure, Level, Outcome, OwnerSide, PairingStatus, ProvisionRecord, TaskStatus,
};
use crate::domain::date;
use crate::domain::reading::Answer;
use clap::ValueEnum;
use jiff::civil::{Date, Time};

/// What a value should have been: the words of a closed list.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{0}")]
pub struct Choices(pub String);

fn choices(codes: impl Iterator<Item = &'static str>) -> Choices {
    Choices(codes.collect::<Vec<_>>().join(" / "))
}

pub(super) fn changed(s: &str) -> Result<Answer, Choices> {
    match s.trim() {
        "corrected" | "訂正" => Ok(Answer::Corrected),
        "other" | "別" | "別のもの" => Ok(Answer::Other),
        "moved" | "番号" | "番号が変わった" => Ok(Answer::Moved),
        _ => Err(choices(["corrected", "other", "moved"].into_iter())),
    }
}

pub(super) fn level(s: &str) -> Result<Level, Choices> {
    Level::parse(s).ok_or_else(|| choices(Level::ALL.iter().map(|l| l.ja())))
}

pub(super) fn task_status(s: &str) -> Result<TaskStatus, Choices> {
    TaskStatus::parse(s).ok_or_else(|| choices(TaskStatus::ALL.iter().map(|l| l.ja())))
}

pub(super) fn pairing_status(s: &str) -> Result<PairingStatus, Choices> {
    PairingStatus::parse(s).ok_or_else(|| choices(PairingStatus::ALL.iter().map(|l| l.ja())))
}

pub(super) fn outcome(s: &str) -> Result<Outcome, Choices> {
    Outcome::parse(s).ok_or_else(|| choices(Outcome::ALL.iter().map(|l| l.ja())))
}

pub(super) fn side(s: &str) -> Result<OwnerSide, Choices> {
    OwnerSide::parse(s).ok_or_else(|| choices(OwnerSide::ALL.iter().map(|l| l.ja())))
}

/// A whole day, with its year.
pub(super) fn day(s: &str) -> Result<Date, Choices> {
    date::loose_date(s)
        .ok_or_else(|| Choices("2026-11-20 / 2026/11/20 / 令和8年11月20日".to_owned()))
}

/// A day as it is typed: which one it is depends on today, which [`crate::shell::workspace`] knows.
pub(super) fn typed_day(s: &str) -> Result<String, Choices> {
    let choices = || Choices("2026-11-20 / 11/20 / 11月20日 / 令和8年11月20日 / +5".to_owned());
    date::is_day(s).then(|| s.to_owned()).ok_or_else(choices)
}

/// A day that lies behind, as it is typed.
pub(super) fn past_day(s: &str) -> Result<String, Choices> {
    let choices = || Choices("2026-11-20 / 11/20 / 11月20日 / 令和8年11月20日".to_owned());
    date::is_past_day(s)
        .then(|| s.to_owned())
        .ok_or_else(choices)
}

pub(super) fn disclosure(s: &str) -> Result<Disclosure, Choices> {
    Disclosure::parse(s).ok_or_else(|| choices(Disclosure::ALL.iter().map(|d| d.code())))
}

pub(super) fn time(s: &str) -> Result<Time, Choices> {
    let time = crate::domain::number::narrow(s).parse();
    time.map_err(|_| Choices("HH:MM (15:00)".to_owned()))
}

pub(super) fn count(s: &str) -> Result<usize, Choices> {
    s.trim()
        .parse()
        .map_err(|_| Choices("0, 1, 2 ..".to_owned()))
}

pub(super) fn provision_record(s: &str) -> Result<ProvisionRecord, Choices> {
    let all = ProvisionRecord::ALL.iter().map(|r| r.code());
    ProvisionRecord::parse(s).ok_or_else(|| choices(all))
}

/// A kind of thing that can be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum HitKindArg {
    /// 参加者
    #[value(alias = "attendees", alias = "参加者", alias = "人")]
    Attendee,
    /// 機関
    #[value(
        alias = "organisations",
        alias = "organization",
        alias = "機関",
        alias = "会社"
    )]
    Organisation,
    /// ニーズ
    #[value(alias = "needs", alias = "ニーズ")]
    Need,
    /// 特許
    #[value(alias = "patents", alias = "特許")]
    Patent,
}

/// Months, counted from the first time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Months(pub Vec<u32>);

/// Months as `3,6,12`, each later than the one before.
pub(super) fn months(text: &str) -> Result<Months, Choices> {
    crate::domain::rule::task_status::months(text)
        .map(Months)
        .ok_or_else(|| Choices("3,6,12".to_owned()))
}
