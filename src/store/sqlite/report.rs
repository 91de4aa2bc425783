//! What a verification found.

use crate::text::Clean;
use crate::words::Words;
use crate::words::fl;
use uuid::Uuid;

/// How much was looked at, and what does not hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// Ops whose hashes were recomputed.
    pub ops: u64,
    /// Of them, ops whose payload was erased; header and chain were checked.
    pub erased: u64,
    /// Streams.
    pub streams: usize,
    /// Rows compared with what the ops fold into.
    pub rows: u64,
    /// What does not hold, the first of each stream and table.
    pub faults: Vec<Fault>,
}

/// Something that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// An op differs from what its hashes say, or is missing.
    Op {
        /// Stream: incarnation of a laptop.
        device: Uuid,
        /// Stream: compartment.
        scope: Clean,
        /// Place in the stream.
        seq: u64,
        /// `payload`, `header`, `missing` or `head`.
        what: &'static str,
    },
    /// A row differs from what the ops fold into.
    Row {
        /// Its table.
        table: &'static str,
        /// Its first columns.
        row: Clean,
    },
    /// SQLite finds the file damaged, or a table is not as this program makes it.
    File(Clean),
    /// The second copy holds another op in this place.
    Mirror {
        /// Stream: incarnation of a laptop.
        device: Uuid,
        /// Stream: compartment.
        scope: Clean,
        /// Place in the stream.
        seq: u64,
    },
}

impl Fault {
    /// The same for a person.
    pub fn explain(&self, words: &Words) -> String {
        match self {
            Self::Op {
                device,
                scope,
                seq,
                what,
            } => fl!(
                words,
                "store-fault-op",
                device = device.to_string(),
                scope = scope.to_string(),
                seq = seq.to_string(),
                what = (*what).to_owned()
            ),
            Self::Row { table, row } => fl!(
                words,
                "store-fault-row",
                table = (*table).to_owned(),
                row = row.to_string()
            ),
            Self::File(what) => fl!(words, "store-fault-file", what = what.to_string()),
            Self::Mirror { device, scope, seq } => fl!(
                words,
                "store-fault-mirror",
                device = device.to_string(),
                scope = scope.to_string(),
                seq = seq.to_string()
            ),
        }
    }
}
