//! Whether entries of one name and one firm are one person. Two of them in the list of one meeting are two persons until
//! something says otherwise, and what nothing tells is left to the user.

use crate::domain::roster::Attendee;
use crate::text::{Clean, fold};
use std::collections::BTreeSet;

/// What one entry says of another one of the same name and firm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) enum Kin {
    /// They share what only one person has.
    Same,
    /// Nothing tells them apart.
    Alike,
    /// Something differs that may have changed since.
    Unclear,
    /// They are two persons.
    Another,
}

/// What tells persons of one name apart, in every version that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::store) struct Details {
    kana: BTreeSet<String>,
    mails: BTreeSet<String>,
    telephones: BTreeSet<String>,
    departments: BTreeSet<String>,
}

impl Details {
    /// Of all versions of an entry.
    pub(in crate::store) fn of<'a>(versions: impl Iterator<Item = &'a Attendee>) -> Self {
        let mut found = Self::default();
        for a in versions {
            let fields: [(&mut BTreeSet<String>, &Clean); 4] = [
                (&mut found.kana, &a.kana),
                (&mut found.mails, &a.email),
                (&mut found.telephones, &a.tel),
                (&mut found.departments, &a.dept),
            ];
            for (known, text) in fields {
                let folded = bare(text);
                known.extend((!folded.is_empty()).then_some(folded));
            }
        }
        found
    }

    /// Compares two entries; `together`: both are in the list of one meeting.
    pub(in crate::store) fn kin(&self, other: &Self, together: bool) -> Kin {
        let differ = |a: &BTreeSet<String>, b: &BTreeSet<String>| {
            !a.is_empty() && !b.is_empty() && a.is_disjoint(b)
        };
        if differ(&self.kana, &other.kana) {
            return Kin::Another;
        }
        let share = |a: &BTreeSet<String>, b: &BTreeSet<String>| !a.is_disjoint(b);
        if share(&self.mails, &other.mails) || share(&self.telephones, &other.telephones) {
            return Kin::Same;
        }
        if together {
            return Kin::Another;
        }
        let fields = [
            (&self.mails, &other.mails),
            (&self.telephones, &other.telephones),
            (&self.departments, &other.departments),
        ];
        if fields.into_iter().any(|(a, b)| differ(a, b)) {
            Kin::Unclear
        } else {
            Kin::Alike
        }
    }
}

/// The entries that are one person with the first of them, by their place in the list: those that share something with
/// it, and those that nothing tells apart from it and that might not as well be somebody else.
pub(in crate::store) fn one_person(
    count: usize,
    kin: &dyn Fn(usize, usize) -> Kin,
) -> BTreeSet<usize> {
    let mut own = BTreeSet::from([0]);
    // Whoever shares something with one of them belongs to all of them.
    loop {
        let more = (0..count).find(|at| {
            let is_same = own.iter().any(|one| kin(*one, *at) == Kin::Same);
            !own.contains(at) && is_same && own.iter().all(|one| kin(*one, *at) != Kin::Another)
        });
        let Some(more) = more else { break };
        own.insert(more);
    }
    let strangers: Vec<usize> = (0..count)
        .filter(|at| own.iter().any(|one| kin(*one, *at) == Kin::Another))
        .collect();
    let alike = (0..count).filter(|at| {
        let to_own = own.iter().map(|one| kin(*one, *at));
        let to_own: Vec<Kin> = to_own.collect();
        let to_others = strangers.iter().map(|other| kin(*other, *at));
        to_own.contains(&Kin::Alike)
            && !to_own.contains(&Kin::Another)
            && !to_own.contains(&Kin::Unclear)
            && to_others.into_iter().all(|kin| kin == Kin::Another)
    });
    let alike: Vec<usize> = alike.collect();
    own.extend(alike);
    own
}

/// Folded, without blanks and dots.
pub(in crate::store) fn bare(text: &str) -> String {
    let folded = fold::key(text);
    let kept = folded.chars().filter(|c| !c.is_whitespace() && *c != '・');
    kept.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(kana: &str, mail: &str, dept: &str) -> Details {
        let person = Attendee {
            kana: kana.into(),
            email: mail.into(),
            dept: dept.into(),
            ..Attendee::default()
        };
        Details::of([person].iter())
    }

    #[test]
    fn two_in_one_list_are_two_unless_they_share_an_address() {
        let plain = entry("", "", "");
        assert_eq!(plain.kin(&plain, true), Kin::Another);
        assert_eq!(plain.kin(&plain, false), Kin::Alike);
        let mailed = entry("タカハシ ナオ", "nao@example.jp", "設計");
        assert_eq!(mailed.kin(&mailed, true), Kin::Same);
        let read_otherwise = entry("タカハシ スナオ", "nao@example.jp", "設計");
        assert_eq!(mailed.kin(&read_otherwise, true), Kin::Another);
        assert_eq!(mailed.kin(&read_otherwise, false), Kin::Another);
        let moved = entry("タカハシ ナオ", "", "営業");
        assert_eq!(mailed.kin(&moved, false), Kin::Unclear);
        assert_eq!(
            mailed.kin(&entry("タカハシ・ナオ", "", ""), false),
            Kin::Alike
        );
    }

    #[test]
    fn whoever_may_be_either_of_two_is_neither() {
        // 0 and 1 in one list, 2 in another one with nothing said of them.
        let all = [
            entry("", "a@example.jp", ""),
            entry("", "b@example.jp", ""),
            entry("", "", ""),
        ];
        let kin = |a: usize, b: usize| all[a].kin(&all[b], a < 2 && b < 2);
        assert_eq!(one_person(3, &kin), BTreeSet::from([0]));
        let alone = |a: usize, b: usize| [&all[0], &all[2]][a].kin([&all[0], &all[2]][b], false);
        assert_eq!(one_person(2, &alone), BTreeSet::from([0, 1]));
    }
}
