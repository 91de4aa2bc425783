//! Checks over whole tables: ids that occur twice, references without a target, names that look alike.

use super::place::Place;
use super::problem::{Problem, Target};
use super::reporter::Reporter;
use crate::domain::diag::similar::nearest;
use crate::domain::number;
use crate::text::Clean;
use crate::text::fold;
use std::collections::{BTreeMap, BTreeSet};

/// So many references without a target get a suggestion. Searching a near word among thousands of ids is slow.
const HELPED: usize = 100;

/// Ids and references, collected while the rows are read.
#[derive(Default)]
pub(super) struct Refs {
    /// The key has the id in its narrow form; the value has it as written, with its place.
    ids: BTreeMap<(Target, String), (Clean, Place)>,
    /// References to these are not judged, because a row could not be read or has no id.
    unreadable: BTreeSet<Target>,
    /// All ids as written. Of two rows with one id, both are here.
    exact: BTreeSet<(Target, Clean)>,
    used: Vec<(Target, Clean, Place)>,
    people: BTreeMap<(Clean, String), Place>,
    /// By folded name, the place of the name and the id.
    organisations: BTreeMap<String, (Place, Clean)>,
}

impl Refs {
    /// Notes the id of a row.
    pub(super) fn define(
        &mut self,
        target: Target,
        id: &Clean,
        place: Place,
        report: &mut Reporter<'_, '_>,
    ) {
        let key = (target, number::narrow(id));
        self.exact.insert((target, id.clone()));
        if let Some((_, first)) = self.ids.get(&key) {
            let line = report.origin.line(*first);
            let problem = Problem::Duplicate {
                target,
                value: id,
                line,
            };
            report.add(place, &problem);
        } else {
            self.ids.insert(key, (id.clone(), place));
        }
    }

    /// Notes the document number of a patent. One number may be written in several ways.
    pub(super) fn patent(&mut self, doc_no: &Clean, place: Place, report: &mut Reporter<'_, '_>) {
        let id = number::patent_id(doc_no).unwrap_or_else(|| number::narrow(doc_no));
        let key = (Target::Patent, id);
        if let Some((other, first)) = self.ids.get(&key) {
            let line = report.origin.line(*first);
            let problem = if other == doc_no {
                Problem::Duplicate {
                    target: Target::Patent,
                    value: doc_no,
                    line,
                }
            } else {
                Problem::SamePatent {
                    value: doc_no,
                    other,
                    line,
                }
            };
            report.add(place, &problem);
        } else {
            self.ids.insert(key, (doc_no.clone(), place));
        }
    }

    /// Notes that a row could not be read or has no id.
    pub(super) fn unknown(&mut self, target: Target) {
        self.unreadable.insert(target);
    }

    /// Notes a reference.
    pub(super) fn refer(&mut self, target: Target, id: &Clean, place: Place) {
        self.used.push((target, id.clone(), place));
    }

    /// Notes a person. Two spellings of one name in one organisation are probably one person.
    pub(super) fn person(
        &mut self,
        org: &Clean,
        name: &Clean,
        place: Place,
        report: &mut Reporter<'_, '_>,
    ) {
        let key = (
            org.clone(),
            fold::key(name).chars().map(lookalike).collect(),
        );
        if let Some(first) = self.people.get(&key) {
            let line = report.origin.line(*first);
            report.add(place, &Problem::SameName { name, line });
        } else {
            self.people.insert(key, place);
        }
    }

    /// Notes the name of an organisation. Two organisations with one name are probably the same.
    pub(super) fn organisation_name(
        &mut self,
        name: &Clean,
        id: &Clean,
        place: Place,
        report: &mut Reporter<'_, '_>,
    ) {
        let key = fold::key(name);
        if let Some((first, _)) = self.organisations.get(&key) {
            let line = report.origin.line(*first);
            report.add(place, &Problem::SameOrganisation { name, line });
        } else {
            self.organisations.insert(key, (place, id.clone()));
        }
    }

    /// Reports the references without a target.
    pub(super) fn finish(self, mut report: Reporter<'_, '_>) {
        let mut helped = 0;
        for (target, id, place) in &self.used {
            if self.unreadable.contains(target) {
                continue;
            }
            if self.exact.contains(&(*target, id.clone())) {
                continue;
            }
            helped += 1;
            let similar = if helped <= HELPED {
                self.meant(*target, id)
            } else {
                None
            };
            let problem = Problem::Dangling {
                target: *target,
                value: id,
                similar,
            };
            report.add(*place, &problem);
        }
    }

    /// The id that was probably meant: in another width or case, misspelt, or replaced by the name of the organisation.
    fn meant(&self, target: Target, id: &Clean) -> Option<&str> {
        if let Some((written, _)) = self.ids.get(&(target, number::narrow(id))) {
            return Some(written);
        }
        if target == Target::Organisation
            && let Some((_, id)) = self.organisations.get(&fold::key(id))
        {
            return Some(id);
        }
        // 28 is no slip for 27: the digits must be the same but for zeros in front.
        let same_digits = |other: &str| digits(other) == digits(id);
        let known = self
            .ids
            .iter()
            .filter(|((of, _), _)| *of == target)
            .map(|(_, (written, _))| written.as_str())
            .filter(|written| same_digits(written));
        nearest(id, known)
    }
}

/// The character that stands for all that look like it. ニ宮 with a katakana ニ is 二宮, and а may be Cyrillic.
fn lookalike(c: char) -> char {
    const TWINS: &[(char, char)] = &[
        ('ニ', '二'),
        ('ハ', '八'),
        ('ロ', '口'),
        ('カ', '力'),
        ('エ', '工'),
        ('タ', '夕'),
        ('ト', '卜'),
        ('チ', '千'),
        ('а', 'a'),
        ('с', 'c'),
        ('е', 'e'),
        ('о', 'o'),
        ('р', 'p'),
        ('х', 'x'),
        ('у', 'y'),
        ('і', 'i'),
        ('ο', 'o'),
        ('α', 'a'),
    ];
    TWINS
        .iter()
        .find(|(twin, _)| *twin == c)
        .map_or(c, |(_, plain)| *plain)
}

/// The runs of digits in an id, without leading zeros.
fn digits(id: &str) -> Vec<String> {
    number::narrow(id)
        .split(|c: char| !c.is_ascii_digit())
        .map(|run| run.trim_start_matches('0').to_owned())
        .filter(|run| !run.is_empty())
        .collect()
}
