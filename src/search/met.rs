//! What was met in a shard.

use super::bits::Bits;
use super::shard::Fit;

/// A needle met in a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) record: u16,
    pub(super) fit: Fit,
    /// In a given reading.
    pub(super) given: bool,
    /// Only in a long text.
    pub(super) deep: bool,
}

impl Spot {
    /// At the start of a word.
    pub(super) fn begins(record: u16) -> Self {
        Self {
            record,
            fit: Fit::Begin,
            given: false,
            deep: false,
        }
    }
}

/// The records of a shard in which a needle is met.
#[derive(Debug)]
pub(super) enum Met {
    /// As they were found, in order.
    Spots(Vec<Spot>),
    /// Nothing but the records, as told from lists: each counts as one in which a word starts so.
    Starts(Bits),
}

impl Met {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Spots(spots) => spots.len(),
            Self::Starts(starts) => starts.count(),
        }
    }

    /// The records, of so many, as bits.
    pub(super) fn records(&self, of: usize) -> Bits {
        match self {
            Self::Starts(starts) => starts.clone(),
            Self::Spots(spots) => {
                let mut records = Bits::none(of);
                for spot in spots {
                    records.set(usize::from(spot.record));
                }
                records
            }
        }
    }

    /// Calls `each` with every record and how it is met there, in order.
    pub(super) fn each_spot(&self, mut each: impl FnMut(Spot)) {
        match self {
            Self::Spots(spots) => spots.iter().copied().for_each(each),
            Self::Starts(_) => self.each(|record| each(Spot::begins(record))),
        }
    }

    /// Calls `each` with every record, in order.
    pub(super) fn each(&self, mut each: impl FnMut(u16)) {
        match self {
            Self::Spots(spots) => spots.iter().for_each(|s| each(s.record)),
            Self::Starts(starts) => starts
                .ones()
                .filter_map(|at| u16::try_from(at).ok())
                .for_each(each),
        }
    }
}

impl Default for Met {
    fn default() -> Self {
        Self::Spots(Vec::new())
    }
}
