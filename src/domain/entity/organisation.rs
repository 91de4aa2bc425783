//! An organisation as it was prepared.

use crate::domain::code::OrgKind;
use crate::domain::recorded::Part;
use crate::domain::recorded::numbered::{Each, Numbered};
use crate::domain::recorded::prepared::{Fields, Item, prepared};
use crate::domain::recorded::purged::{Kept, purged};
use crate::domain::roster;
use crate::text::Clean;
use crate::words::fl;

impl Item for roster::Organisation {
    const NUMBER: &'static str = "id";
    const THINGS: &'static [&'static str] = &[];
    const KEPT: &'static [&'static str] = &["name", "kinds", "prefecture"];

    fn numbered(number: &Clean) -> Self {
        Self {
            id: number.clone(),
            ..Self::default()
        }
    }

    fn number(&self) -> &Clean {
        &self.id
    }

    fn name(&self) -> &Clean {
        &self.name
    }

    fn rename(&mut self, name: Clean) {
        self.name = name;
    }

    fn at(&self) -> Option<&Clean> {
        None
    }

    fn numbers(&mut self, each: &mut Each<'_>) {
        for rival in &mut self.competitors {
            each(Numbered::Organisation, rival);
        }
    }

    fn is_replaced(&self) -> bool {
        false
    }
}

purged! {
    /// An organisation without free text.
    pub struct PurgedOrganisation {
        id: Kept,
        name: Kept,
        kinds: Vec<OrgKind>,
        prefecture: Kept,
    }
}

prepared! {
    Organisation: roster::Organisation, OrganisationId, OrganisationChange, PurgedOrganisationChange,
    PurgedOrganisation,
    kinds "organisation-read" "organisation-withdrawn" "organisation-added" "organisation-corrected",
    numbered Some(Numbered::Organisation),
    need |_| None, org |key| Some(&key.number), person |_| None, part |number| Part::Org(number),
    told |words, what| fl!(words, "op-organisation-read", what = what),
    |words, what| fl!(words, "op-organisation-withdrawn", what = what),
    |words, what| fl!(words, "op-organisation-added", what = what),
    |words, what| fl!(words, "op-organisation-corrected", what = what),
}

pub(super) fn purge(org: &roster::Organisation) -> PurgedOrganisation {
    PurgedOrganisation {
        id: Kept::text(&org.id),
        name: Kept::text(&org.name),
        kinds: org.kinds.clone(),
        prefecture: Kept::text(&org.prefecture),
    }
}

/// An organisation names persons in its texts alone.
fn forget(_: &OrganisationId, _: &mut Fields<roster::Organisation>, _: &Clean) {}

impl From<PurgedOrganisation> for roster::Organisation {
    fn from(purged: PurgedOrganisation) -> Self {
        Self {
            id: purged.id.into(),
            name: purged.name.into(),
            kinds: purged.kinds,
            prefecture: purged.prefecture.into(),
            ..Self::default()
        }
    }
}
