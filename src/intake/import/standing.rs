//! Where things stand in a list, by what they are known by: a list may have a hundred thousand rows.

use crate::domain::roster::Patent;
use std::collections::BTreeMap;

/// The places of the things of a list.
#[derive(Default)]
pub(super) struct Standing(BTreeMap<String, usize>);

impl Standing {
    /// Of a list whose things have one number each.
    pub(super) fn of<'a>(numbers: impl Iterator<Item = &'a str>) -> Self {
        let mut out = Self::default();
        for (at, number) in numbers.enumerate() {
            out.note(number, at);
        }
        out
    }

    /// Of patents, each known by its number as it is written and as every notation of it is.
    pub(super) fn of_patents(patents: &[Patent]) -> Self {
        let mut out = Self::default();
        for (at, patent) in patents.iter().enumerate() {
            out.note(&patent.doc_no, at);
        }
        for (at, patent) in patents.iter().enumerate() {
            out.note(&patent.id(), at);
        }
        out
    }

    /// The first one keeps its number.
    pub(super) fn note(&mut self, number: &str, at: usize) {
        self.0.entry(number.to_owned()).or_insert(at);
    }

    pub(super) fn find(&self, number: &str) -> Option<usize> {
        self.0.get(number).copied()
    }
}
