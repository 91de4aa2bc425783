//! Somebody who may wish something, and whether a row can mean them.

use super::found::Entry;
use super::orgs::key as org_key;
use crate::text::fold;

/// Who wishes something.
#[derive(Clone)]
pub(super) struct Who {
    pub(super) badge: String,
    pub(super) name: String,
    pub(super) organisation: String,
    pub(super) org: String,
}

impl Who {
    pub(super) fn of(entry: &Entry) -> Self {
        Self {
            badge: entry.get("badge").to_owned(),
            name: entry.get("name").to_owned(),
            organisation: entry.get("organisation").to_owned(),
            org: entry.get("org").to_owned(),
        }
    }

    /// Whether a name can be theirs: the whole, or the family name alone.
    pub(super) fn is_named(&self, said: &str) -> bool {
        let (said, own) = (fold::key(said), fold::key(&self.name));
        said.is_empty() || own.is_empty() || own.starts_with(&said)
    }

    /// Whether a name can be that of their organisation: as it is known, or a part of it. `org` is the id that the name
    /// is known by.
    pub(super) fn is_of(&self, said: &str, org: Option<&str>) -> bool {
        let (own, other) = (org_key(&self.organisation), org_key(said));
        if said.is_empty() || own.is_empty() || own == other || org == Some(&self.org) {
            return true;
        }
        // A name that is known as that of somebody else is that of somebody else.
        org.is_none() && other.chars().count() > 1 && (own.contains(&other) || other.contains(&own))
    }
}
