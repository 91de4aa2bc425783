//! One kind of follow-up step, as the catalogue (`config/tasks.toml`, `domain.md` section d) has it.

use super::trigger::Trigger;
use crate::domain::code::{Authority, Committee, OwnerSide, PairingStage, TaskStatus};
use crate::text::Clean;
use jiff::civil::Date;
use serde::Deserialize;

/// One kind of follow-up step.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// For example `C1`.
    pub code: Clean,
    /// 件名
    pub ja: Clean,
    /// Title.
    pub en: Clean,
    /// What one such task belongs to.
    #[serde(default)]
    pub scope: Scope,
    /// The stage of a pairing in which it opens.
    #[serde(default)]
    pub stage: PairingStage,
    /// Its end opens the next stage.
    #[serde(default)]
    pub gate: bool,
    /// When it is needed.
    #[serde(default)]
    pub when: Trigger,
    /// Who has to act.
    pub owner: OwnerSide,
    /// Business days from the day it is opened; for tasks of the session from the day it is held (negative: before).
    pub due: i32,
    /// Calendar days or months from the end of what comes first, where a law counts so; `due` is then only shown.
    #[serde(default)]
    pub within: Option<Within>,
    /// Codes of templates that come first, where the pairing has them.
    #[serde(default)]
    pub after: Vec<Clean>,
    /// Not later than a year after the need was first disclosed (patent act, article 30).
    #[serde(default)]
    pub novelty: bool,
    /// The committee of the hospital that has to sit: it is due on the day of the next sitting.
    #[serde(default)]
    pub committee: Option<Committee>,
    /// After how many months from the first time it comes again; behind the last one it goes on with the same distance.
    #[serde(default)]
    pub repeat: Vec<u32>,
    /// The states between 未着手 and 完了 that make sense for it, in order.
    #[serde(default = "usual_steps")]
    pub steps: Vec<TaskStatus>,
    /// The day it was done matters (signed, approved, filed on): 完了 asks it.
    #[serde(default)]
    pub dated: bool,
    /// What stands behind it.
    #[serde(default)]
    pub kind: Authority,
    /// Why there is such a task, and why by then.
    #[serde(default)]
    pub basis: Clean,
    /// Where that stands.
    #[serde(default)]
    pub source: Clean,
    /// When that was looked up.
    #[serde(default)]
    pub checked_on: Option<Date>,
}

/// A time that counts every day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Within {
    /// Days.
    pub days: i32,
    /// Months.
    pub months: i32,
}

/// Whoever names no states begins a task and ends it.
fn usual_steps() -> Vec<TaskStatus> {
    vec![TaskStatus::Preparing]
}

/// What one task of a template belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// A pairing.
    #[default]
    Pairing,
    /// A need.
    Need,
    /// A hospital that presents.
    Hospital,
    /// The session.
    Session,
}
