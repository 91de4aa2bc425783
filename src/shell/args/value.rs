//! Values on the command line that are words of a closed list, or days.

use crate::domain::code::{Level, OwnerSide, ProvisionRecord, TaskStatus};
use crate::domain::reading::Answer;
use jiff::civil::Date;

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
        _ => Err(choices(["corrected", "other"].into_iter())),
    }
}

pub(super) fn level(s: &str) -> Result<Level, Choices> {
    Level::parse(s).ok_or_else(|| choices(Level::ALL.iter().map(|l| l.code())))
}

pub(super) fn task_status(s: &str) -> Result<TaskStatus, Choices> {
    TaskStatus::parse(s).ok_or_else(|| choices(TaskStatus::ALL.iter().map(|l| l.code())))
}

pub(super) fn side(s: &str) -> Result<OwnerSide, Choices> {
    OwnerSide::parse(s).ok_or_else(|| choices(OwnerSide::ALL.iter().map(|l| l.code())))
}

pub(super) fn provision_record(s: &str) -> Result<ProvisionRecord, Choices> {
    let all = ProvisionRecord::ALL.iter().map(|r| r.code());
    ProvisionRecord::parse(s).ok_or_else(|| choices(all))
}

pub(super) fn day(s: &str) -> Result<Date, Choices> {
    s.trim()
        .parse()
        .map_err(|_| Choices("YYYY-MM-DD (2026-11-20)".to_owned()))
}
