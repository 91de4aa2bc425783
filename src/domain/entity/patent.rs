//! A patent with the needs it touches, as it was prepared.

use super::session::{PurgedLink, PurgedPatent};
use crate::domain::recorded::Part;
use crate::domain::recorded::prepared::{Fields, Item, prepared};
use crate::domain::recorded::purged::Kept;
use crate::domain::roster;
use crate::text::Clean;

impl Item for roster::Patent {
    const NUMBER: &'static str = "doc_no";
    const THINGS: &'static [&'static str] = &[];
    const KEPT: &'static [&'static str] = &["needs"];

    fn numbered(number: &Clean) -> Self {
        Self {
            doc_no: number.clone(),
            ..Self::default()
        }
    }

    fn number(&self) -> &Clean {
        &self.doc_no
    }

    fn name(&self) -> &Clean {
        &self.title
    }

    fn rename(&mut self, name: Clean) {
        self.title = name;
    }
}

prepared! {
    Patent: roster::Patent, PatentId, PatentChange, PurgedPatentChange, PurgedPatent,
    kinds "patent-read" "patent-withdrawn" "patent-corrected",
    need |_| None, org |_| None, person |_| None, part |number| Part::Code(number),
    told "op-patent-read" "op-patent-withdrawn" "op-patent-corrected",
}

pub(super) fn purge(patent: &roster::Patent) -> PurgedPatent {
    PurgedPatent {
        doc_no: Kept::text(&patent.doc_no),
        needs: (patent.needs.iter())
            .map(|link| PurgedLink {
                no: Kept::text(&link.no),
                relation: link.relation,
            })
            .collect(),
    }
}

/// A patent names persons in its texts alone.
fn forget(_: &PatentId, _: &mut Fields<roster::Patent>, _: &Clean) {}
