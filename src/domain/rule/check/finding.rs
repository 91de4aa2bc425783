//! What a rule finds.

use crate::domain::code::{DeviceClass, Rule};
use crate::domain::entity::pairing::Side;
use crate::domain::entity::waiver::{Waiver, WaiverId};
use crate::domain::number::MahType;
use crate::text::Clean;
use jiff::civil::Date;

/// A rule that is broken, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Which, and for what; without an organisation where it is about the need alone.
    pub id: WaiverId,
    /// The rule.
    pub rule: Rule,
    /// What is wrong.
    pub broken: Broken,
    /// Who set it aside, and why; `None`: it holds.
    pub overruled: Option<Waiver>,
}

/// What is wrong, with what the record says of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Broken {
    /// R1: the year after the first disclosure ends soon, or has ended, and nothing is filed.
    Novelty {
        /// The last day, as far as the year alone says.
        until: Date,
        /// The business day on or before it: nobody should count on an extension.
        safe: Date,
        /// Calendar days that are left; negative: it has ended.
        left: i64,
    },
    /// R2: it came to a meeting, and no NDA is done.
    Nda,
    /// R3: whoever holds a licence on this need holds one that is too small.
    Licence {
        /// Class of the device.
        class: DeviceClass,
        /// What it takes.
        least: MahType,
        /// What this organisation has.
        has: MahType,
    },
    /// R3: the licence has run out, as far as its day was told.
    Expired {
        /// When.
        on: Date,
    },
    /// R4: a prototype is begun, and these surveys are not done.
    Surveys {
        /// Codes of the tasks.
        missing: Vec<Clean>,
    },
    /// R5: the ethics review is under way, and the conflict of interest is not.
    Coi,
    /// R6: nobody on the need holds a type 1 or 2 licence.
    NoHolder {
        /// Class of the device.
        class: DeviceClass,
    },
    /// R7: neither side has anything to do.
    NoNext,
    /// R7: what a side was to do is over its day.
    NextPast {
        /// Whose.
        side: Side,
        /// The day.
        on: Date,
    },
    /// R8: the hospital does not answer.
    Unanswered {
        /// For so many business days.
        days: i32,
    },
    /// R9: the organisation has many pairings at once.
    Many {
        /// How many.
        count: usize,
    },
    /// R10: a rival works on the same need.
    Rival {
        /// Its name.
        name: Clean,
    },
    /// R11: the company is changed, and nobody follows it.
    NoSuccessor,
    /// R12: nobody has looked for long whether a patent still stands.
    Stale {
        /// 文献番号
        patent: Clean,
        /// When somebody looked; `None`: not said.
        on: Option<Date>,
    },
}
