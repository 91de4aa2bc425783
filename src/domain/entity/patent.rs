//! A patent with the needs it touches, as it was prepared.

use crate::domain::code::Relation;
use crate::domain::recorded::Part;
use crate::domain::recorded::numbered::{Each, Numbered};
use crate::domain::recorded::prepared::{Fields, Item, prepared};
use crate::domain::recorded::purged::{Kept, purged};
use crate::domain::roster;
use crate::text::Clean;
use crate::words::fl;

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

    fn at(&self) -> Option<&Clean> {
        None
    }

    fn numbers(&mut self, each: &mut Each<'_>) {
        for link in &mut self.needs {
            each(Numbered::Need, &mut link.no);
        }
    }

    fn is_replaced(&self) -> bool {
        false
    }
}

purged! {
    /// A patent without its texts.
    pub struct PurgedPatent {
        doc_no: Kept,
        needs: Vec<PurgedLink>,
    }
}

purged! {
    /// Which need a patent touches, and how.
    pub struct PurgedLink {
        no: Kept,
        relation: Relation,
    }
}

prepared! {
    Patent: roster::Patent, PatentId, PatentChange, PurgedPatentChange, PurgedPatent,
    kinds "patent-read" "patent-withdrawn" "patent-added" "patent-corrected",
    numbered None,
    need |_| None, org |_| None, person |_| None, part |number| Part::Code(number),
    told |words, what| fl!(words, "op-patent-read", what = what),
    |words, what| fl!(words, "op-patent-withdrawn", what = what),
    |words, what| fl!(words, "op-patent-added", what = what),
    |words, what| fl!(words, "op-patent-corrected", what = what),
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

impl From<PurgedPatent> for roster::Patent {
    fn from(purged: PurgedPatent) -> Self {
        Self {
            doc_no: purged.doc_no.into(),
            needs: (purged.needs.into_iter())
                .map(|link| roster::PatentLink {
                    no: link.no.into(),
                    relation: link.relation,
                })
                .collect(),
            ..Self::default()
        }
    }
}
