//! Two persons of one name: told apart by what else the list says of them.

use crate::domain::roster::Attendee;
use crate::text::fold;

/// Whether an entry of the same name is another person than the one who had the number: somebody else in the list is who
/// that one was, or two things that rarely change at once are others.
pub(super) fn is_another(old: &Attendee, new: &Attendee, all: &[Attendee]) -> bool {
    if fold::key(&old.name) != fold::key(&new.name) {
        return false;
    }
    let details = |a: &Attendee| [&a.kana, &a.email, &a.dept, &a.org].map(|text| fold::key(text));
    let (was, is) = (details(old), details(new));
    if was == is {
        return false;
    }
    let mut others =
        (all.iter()).filter(|a| a.badge != new.badge && fold::key(&a.name) == fold::key(&old.name));
    if others.any(|a| details(a) == was) {
        return true;
    }
    let differ = |n: usize| match (was.get(n), is.get(n)) {
        (Some(was), Some(is)) => !was.is_empty() && !is.is_empty() && was != is,
        _ => false,
    };
    differ(0) && differ(1)
}
