//! What a verification found.

use super::super::device::Fingerprint;
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
    /// Who signed each stream, in the order of the streams.
    pub authors: Vec<Author>,
    /// What does not hold, the first of each stream and table.
    pub faults: Vec<Fault>,
}

/// Who signed a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    /// Stream: incarnation of a laptop.
    pub device: Uuid,
    /// Stream: compartment.
    pub scope: Clean,
    /// Its newest op.
    pub seq: u64,
    /// The newest op that is signed; 0: none is.
    pub signed: u64,
    /// Who.
    pub by: By,
}

/// Whose signature it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// This laptop's.
    Own,
    /// An accepted device's, by the name it has here.
    Accepted(Clean),
    /// Soundly that of a device nobody accepted here.
    Unknown(Fingerprint),
    /// Nobody's: written by a version without signatures.
    Nobody,
    /// The ops from this number on have not come, and the signature waits behind them.
    Waiting(u64),
    /// Nobody's, although its device signs: the end is missing, or an older version wrote it.
    Cut,
    /// It does not hold.
    Wrong,
}

impl By {
    /// For machines.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Accepted(_) => "accepted",
            Self::Unknown(_) => "unknown",
            Self::Nobody => "unsigned",
            Self::Waiting(_) => "waiting",
            Self::Cut => "cut",
            Self::Wrong => "wrong",
        }
    }
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
    /// A signature does not hold, or is missing where there was one.
    Signature {
        /// Stream: incarnation of a laptop.
        device: Uuid,
        /// Stream: compartment.
        scope: Clean,
        /// The newest op that is signed.
        seq: u64,
        /// It is missing.
        missing: bool,
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
            Self::Signature {
                device,
                scope,
                seq,
                missing,
            } => {
                let (device, scope, seq) = (device.to_string(), scope.to_string(), seq.to_string());
                if *missing {
                    fl!(
                        words,
                        "store-fault-signature-missing",
                        device = device,
                        scope = scope,
                        seq = seq
                    )
                } else {
                    fl!(
                        words,
                        "store-fault-signature-wrong",
                        device = device,
                        scope = scope,
                        seq = seq
                    )
                }
            }
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
