//! An attendee as they were prepared.

use crate::domain::code::OrgKind;
use crate::domain::recorded::Part;
use crate::domain::recorded::numbered::{Each, Numbered};
use crate::domain::recorded::prepared::{Fields, Item, prepared};
use crate::domain::recorded::purged::{ERASED, Kept, purged};
use crate::domain::roster;
use crate::text::Clean;
use crate::words::fl;

impl Item for roster::Attendee {
    const NUMBER: &'static str = "badge";
    const THINGS: &'static [&'static str] = &[];
    const KEPT: &'static [&'static str] = &["name", "org", "role", "in_place_of", "replaced_by"];

    fn numbered(number: &Clean) -> Self {
        Self {
            badge: number.clone(),
            ..Self::default()
        }
    }

    fn number(&self) -> &Clean {
        &self.badge
    }

    fn name(&self) -> &Clean {
        &self.name
    }

    fn rename(&mut self, name: Clean) {
        self.name = name;
    }

    fn at(&self) -> Option<&Clean> {
        Some(&self.org)
    }

    fn numbers(&mut self, each: &mut Each<'_>) {
        each(Numbered::Organisation, &mut self.org);
        each(Numbered::Attendee, &mut self.in_place_of);
        each(Numbered::Attendee, &mut self.replaced_by);
        for interest in &mut self.interests {
            each(Numbered::Need, &mut interest.need);
        }
    }

    fn is_replaced(&self) -> bool {
        !self.replaced_by.is_empty()
    }
}

purged! {
    /// A place in the room, without the person who had it.
    pub struct PurgedAttendee {
        badge: Kept,
        org: Kept,
        role: Option<OrgKind>,
        in_place_of: Kept,
        replaced_by: Kept,
    }
}

prepared! {
    Attendee: roster::Attendee, AttendeeId, AttendeeChange, PurgedAttendeeChange, PurgedAttendee,
    kinds "attendee-read" "attendee-withdrawn" "attendee-added" "attendee-corrected",
    numbered Some(Numbered::Attendee),
    need |_| None, org |_| None, person |key| Some(&key.number), part |number| Part::Code(number),
    told |words, what| fl!(words, "op-attendee-read", what = what),
    |words, what| fl!(words, "op-attendee-withdrawn", what = what),
    |words, what| fl!(words, "op-attendee-added", what = what),
    |words, what| fl!(words, "op-attendee-corrected", what = what),
}

pub(super) fn purge(person: &roster::Attendee) -> PurgedAttendee {
    PurgedAttendee {
        badge: Kept::text(&person.badge),
        org: Kept::text(&person.org),
        role: person.role,
        in_place_of: Kept::text(&person.in_place_of),
        replaced_by: Kept::text(&person.replaced_by),
    }
}

/// The fields that stay when a person is forgotten: where they sat, and what they had an interest in.
const STAYS: &[&str] = &[
    "name",
    "org",
    "role",
    "interests",
    "in_place_of",
    "replaced_by",
];

fn forget(key: &AttendeeId, set: &mut Fields<roster::Attendee>, badge: &Clean) {
    if key.number == *badge {
        let mut person = set.alone();
        person.rename(ERASED.into());
        let names = STAYS.iter().filter(|name| set.has(name));
        let names: Vec<Clean> = names.map(|name| Clean::line(name)).collect();
        *set = Fields::only(&person, &names);
    }
}

impl From<PurgedAttendee> for roster::Attendee {
    fn from(purged: PurgedAttendee) -> Self {
        Self {
            badge: purged.badge.into(),
            org: purged.org.into(),
            role: purged.role,
            in_place_of: purged.in_place_of.into(),
            replaced_by: purged.replaced_by.into(),
            name: ERASED.into(),
            ..Self::default()
        }
    }
}
