//! What refers to what: ids that occur twice, references that lead nowhere, names that look alike.

use super::checks::Report;
use super::place::Place;
use super::problem::{Problem, Target};
use crate::domain::diag::similar::nearest;
use crate::domain::number;
use crate::text::Clean;
use crate::text::fold;
use std::collections::{BTreeMap, BTreeSet};

/// Searching a near word among thousands of ids is slow: so many references that lead nowhere get a hint.
const HELPED: usize = 100;

/// Collected while the rows are read, judged when all of them are.
#[derive(Default)]
pub(super) struct Refs {
    /// By what it is an id of, and the narrowed id: the id as written and its place.
    ids: BTreeMap<(Target, String), (Clean, Place)>,
    /// Those of which a row has no readable id: what refers to them is not judged.
    unreadable: BTreeSet<Target>,
    /// Ids exactly as written, those of the second row of a pair included.
    exact: BTreeSet<(Target, Clean)>,
    used: Vec<(Target, Clean, Place)>,
    people: BTreeMap<(Clean, String), Place>,
    /// By folded name: the place of the name and the id.
    organisations: BTreeMap<String, (Place, Clean)>,
}

impl Refs {
    /// A row has this id.
    pub(super) fn define(
        &mut self,
        target: Target,
        id: &Clean,
        place: Place,
        report: &mut Report<'_, '_>,
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

    /// A patent, which may be written in several ways.
    pub(super) fn patent(&mut self, doc_no: &Clean, place: Place, report: &mut Report<'_, '_>) {
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

    /// A row of this section has an id that could not be read.
    pub(super) fn unknown(&mut self, target: Target) {
        self.unreadable.insert(target);
    }

    /// Something refers to a row.
    pub(super) fn refer(&mut self, target: Target, id: &Clean, place: Place) {
        self.used.push((target, id.clone(), place));
    }

    /// A person; two spellings of one name in one organisation are probably one person.
    pub(super) fn person(
        &mut self,
        org: &Clean,
        name: &Clean,
        place: Place,
        report: &mut Report<'_, '_>,
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

    /// The name of an organisation; two with one name are probably one.
    pub(super) fn organisation_name(
        &mut self,
        name: &Clean,
        id: &Clean,
        place: Place,
        report: &mut Report<'_, '_>,
    ) {
        let key = fold::key(name);
        if let Some((first, _)) = self.organisations.get(&key) {
            let line = report.origin.line(*first);
            report.add(place, &Problem::SameOrganisation { name, line });
        } else {
            self.organisations.insert(key, (place, id.clone()));
        }
    }

    /// Reports the references that lead nowhere.
    pub(super) fn finish(self, mut report: Report<'_, '_>) {
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

    /// The id that was meant: another width or case, the name of an organisation in place of its id, or a slip.
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

/// One character for all that look the same: ニ宮 with a katakana ニ is 二宮, and а may be Cyrillic.
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

/// The numbers in an id.
fn digits(id: &str) -> Vec<String> {
    number::narrow(id)
        .split(|c: char| !c.is_ascii_digit())
        .map(|run| run.trim_start_matches('0').to_owned())
        .filter(|run| !run.is_empty())
        .collect()
}
