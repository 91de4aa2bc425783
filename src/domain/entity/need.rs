//! A need as it was prepared.

use crate::domain::code::{DeviceClass, DeviceKind, Disclosure, Filing};
use crate::domain::recorded::Part;
use crate::domain::recorded::numbered::{Each, Numbered};
use crate::domain::recorded::prepared::{Fields, Item, prepared};
use crate::domain::recorded::purged::{ERASED, Kept, purged};
use crate::domain::roster;
use crate::text::Clean;
use crate::words::fl;

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

    fn at(&self) -> Option<&Clean> {
        Some(&self.hospital)
    }

    fn numbers(&mut self, each: &mut Each<'_>) {
        each(Numbered::Organisation, &mut self.hospital);
        each(Numbered::Attendee, &mut self.presenter);
    }

    fn is_replaced(&self) -> bool {
        false
    }
}

purged! {
    /// A need without free text.
    pub struct PurgedNeed {
        no: Kept,
        hospital: Kept,
        device_kind: Option<DeviceKind>,
        device_class: Option<DeviceClass>,
        disclosure: Option<Disclosure>,
        patent_status: Option<Filing>,
        order: Option<u32>,
    }
}

prepared! {
    Need: roster::Need, NeedId, NeedChange, PurgedNeedChange, PurgedNeed,
    kinds "need-read" "need-withdrawn" "need-added" "need-corrected",
    numbered Some(Numbered::Need),
    need |key| Some(&key.number), org |_| None, person |_| None, part |number| Part::Code(number),
    told |words, what| fl!(words, "op-need-read", what = what),
    |words, what| fl!(words, "op-need-withdrawn", what = what),
    |words, what| fl!(words, "op-need-added", what = what),
    |words, what| fl!(words, "op-need-corrected", what = what),
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

impl From<PurgedNeed> for roster::Need {
    fn from(purged: PurgedNeed) -> Self {
        Self {
            no: purged.no.into(),
            title: ERASED.into(),
            hospital: purged.hospital.into(),
            device_kind: purged.device_kind,
            device_class: purged.device_class,
            disclosure: purged.disclosure,
            patent_status: purged.patent_status,
            order: purged.order,
            ..Self::default()
        }
    }
}
