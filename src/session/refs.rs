//! What refers to what: ids that occur twice, references that lead nowhere, names that look alike.

use super::problem::{Kind, Problem};
use super::report::Report;
use crate::domain::diag::similar::nearest;
use crate::domain::number;
use crate::text::Clean;
use crate::text::fold;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Searching a near word among thousands of ids is slow: so many references that lead nowhere get a hint.
const HELPED: usize = 100;

/// Collected while the rows are read, judged when all of them are.
#[derive(Default)]
pub(super) struct Refs {
    /// By kind and narrowed id: the id as written and its place.
    ids: BTreeMap<(Kind, String), (Clean, Range<usize>)>,
    /// Kinds of which a row has no readable id: what refers to them is not judged.
    unreadable: BTreeSet<Kind>,
    /// Ids exactly as written, those of the second row of a pair included.
    exact: BTreeSet<(Kind, Clean)>,
    used: Vec<(Kind, Clean, Range<usize>)>,
    people: BTreeMap<(Clean, String), Range<usize>>,
    /// By folded name: the place of the name and the id.
    organisations: BTreeMap<String, (Range<usize>, Clean)>,
}

impl Refs {
    /// A row has this id.
    pub(super) fn define(
        &mut self,
        kind: Kind,
        id: &Clean,
        span: &Range<usize>,
        report: &mut Report<'_>,
    ) {
        let key = (kind, number::narrow(id));
        self.exact.insert((kind, id.clone()));
        if let Some((_, first)) = self.ids.get(&key) {
            let line = line(report, first);
            let problem = Problem::Duplicate {
                kind,
                value: id,
                line,
            };
            report.add(span, &problem);
        } else {
            self.ids.insert(key, (id.clone(), span.clone()));
        }
    }

    /// A patent, which may be written in several ways.
    pub(super) fn patent(&mut self, doc_no: &Clean, span: &Range<usize>, report: &mut Report<'_>) {
        let id = number::patent_id(doc_no).unwrap_or_else(|| number::narrow(doc_no));
        let key = (Kind::Patent, id);
        if let Some((other, first)) = self.ids.get(&key) {
            let line = line(report, first);
            let problem = if other == doc_no {
                Problem::Duplicate {
                    kind: Kind::Patent,
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
            report.add(span, &problem);
        } else {
            self.ids.insert(key, (doc_no.clone(), span.clone()));
        }
    }

    /// A row of this kind has an id that could not be read.
    pub(super) fn unknown(&mut self, kind: Kind) {
        self.unreadable.insert(kind);
    }

    /// Something refers to a row.
    pub(super) fn refer(&mut self, kind: Kind, id: &Clean, span: &Range<usize>) {
        self.used.push((kind, id.clone(), span.clone()));
    }

    /// A person; two spellings of one name in one organisation are probably one person.
    pub(super) fn person(
        &mut self,
        org: &Clean,
        name: &Clean,
        span: &Range<usize>,
        report: &mut Report<'_>,
    ) {
        let key = (
            org.clone(),
            fold::key(name).chars().map(lookalike).collect(),
        );
        if let Some(first) = self.people.get(&key) {
            let line = line(report, first);
            report.add(span, &Problem::SameName { name, line });
        } else {
            self.people.insert(key, span.clone());
        }
    }

    /// The name of an organisation; two with one name are probably one.
    pub(super) fn organisation_name(
        &mut self,
        name: &Clean,
        id: &Clean,
        span: &Range<usize>,
        report: &mut Report<'_>,
    ) {
        let key = fold::key(name);
        if let Some((first, _)) = self.organisations.get(&key) {
            let line = line(report, first);
            report.add(span, &Problem::SameOrganisation { name, line });
        } else {
            self.organisations.insert(key, (span.clone(), id.clone()));
        }
    }

    /// Reports the references that lead nowhere.
    pub(super) fn finish(self, report: &mut Report<'_>) {
        let mut helped = 0;
        for (kind, id, span) in &self.used {
            if self.unreadable.contains(kind) {
                continue;
            }
            if self.exact.contains(&(*kind, id.clone())) {
                continue;
            }
            helped += 1;
            let similar = if helped <= HELPED {
                self.meant(*kind, id)
            } else {
                None
            };
            let problem = Problem::Dangling {
                kind: *kind,
                value: id,
                similar,
            };
            report.add(span, &problem);
        }
    }

    /// The id that was meant: another width or case, the name of an organisation in place of its id, or a slip.
    fn meant(&self, kind: Kind, id: &Clean) -> Option<&str> {
        if let Some((written, _)) = self.ids.get(&(kind, number::narrow(id))) {
            return Some(written);
        }
        if kind == Kind::Organisation
            && let Some((_, id)) = self.organisations.get(&fold::key(id))
        {
            return Some(id);
        }
        // 28 is no slip for 27: the digits must be the same but for zeros in front.
        let same_digits = |other: &str| digits(other) == digits(id);
        let known = self
            .ids
            .iter()
            .filter(|((k, _), _)| *k == kind)
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

fn line(report: &Report<'_>, span: &Range<usize>) -> u32 {
    u32::try_from(report.line_of(span.start) + 1).unwrap_or(u32::MAX)
}
