//! A need as it was prepared.

use super::session::PurgedNeed;
use crate::domain::recorded::Part;
use crate::domain::recorded::prepared::{Fields, Item, prepared};
use crate::domain::recorded::purged::Kept;
use crate::domain::roster;
use crate::text::Clean;

impl Item for roster::Need {
    const NUMBER: &'static str = "no";
    const THINGS: &'static [&'static str] = &[];
    const KEPT: &'static [&'static str] = &[
        "title",
        "hospital",
        "device_kind",
        "device_class",
        "disclosure",
        "patent_status",
        "order",
    ];

    fn numbered(number: &Clean) -> Self {
        Self {
            no: number.clone(),
            ..Self::default()
        }
    }

    fn number(&self) -> &Clean {
        &self.no
    }

    fn name(&self) -> &Clean {
        &self.title
    }

    fn rename(&mut self, name: Clean) {
        self.title = name;
    }
}

prepared! {
    Need: roster::Need, NeedId, NeedChange, PurgedNeedChange, PurgedNeed,
    kinds "need-read" "need-withdrawn" "need-corrected",
    need |key| Some(&key.number), org |_| None, person |_| None, part |number| Part::Code(number),
    told "op-need-read" "op-need-withdrawn" "op-need-corrected",
}

pub(super) fn purge(need: &roster::Need) -> PurgedNeed {
    PurgedNeed {
        no: Kept::text(&need.no),
        hospital: Kept::text(&need.hospital),
        device_kind: need.device_kind,
        device_class: need.device_class,
        disclosure: need.disclosure,
        patent_status: need.patent_status,
        order: need.order,
    }
}

/// A need names persons in its texts alone.
fn forget(_: &NeedId, _: &mut Fields<roster::Need>, _: &Clean) {}
