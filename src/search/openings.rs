//! Records in the order in which they begin: the number of a document opens its line, and each of its first letters
//! is typed on the way to the rest.

use super::bits::Bits;
use super::shard::Stream;

/// Bytes of a beginning that are compared.
const KNOWN: usize = 8;

/// The records of a shard, sorted by their first bytes; empty where a plain scan is quicker.
#[derive(Clone, Debug, Default)]
pub(super) struct Openings(Vec<u16>);

/// The first bytes behind the byte that opens the first field.
#[inline]
fn first(key: &Stream, record: usize) -> u64 {
    let from = key.start(record) + 1;
    let to = (from + KNOWN).min(key.start(record + 1));
    number(key.bytes.get(from..to).unwrap_or_default(), 0)
}

/// Bytes as a number in which the first counts most; `fill` stands for those that are not there.
fn number(bytes: &[u8], fill: u8) -> u64 {
    let mut all = [fill; KNOWN];
    all.iter_mut().zip(bytes).for_each(|(a, b)| *a = *b);
    u64::from_be_bytes(all)
}

impl Openings {
    /// Sorts the records of the folded text.
    pub(super) fn new(key: &Stream) -> Self {
        let records = 0..=u16::try_from(key.len().saturating_sub(1)).unwrap_or(u16::MAX);
        let mut order: Vec<(u64, u16)> = records
            .map(|record| (first(key, record.into()), record))
            .collect();
        order.sort_unstable();
        Self(order.into_iter().map(|(_, record)| record).collect())
    }

    /// True if nothing is known.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The records that begin so; none if that is not known.
    pub(super) fn of(&self, key: &Stream, start: &[u8]) -> Option<Bits> {
        if self.0.is_empty() || start.len() > KNOWN {
            return None;
        }
        let (low, high) = (number(start, 0), number(start, u8::MAX));
        let from = self.0.partition_point(|&r| first(key, r.into()) < low);
        let to = self.0.partition_point(|&r| first(key, r.into()) <= high);
        let mut met = Bits::none(key.len());
        for &record in self.0.get(from..to).unwrap_or_default() {
            met.set(record.into());
        }
        Some(met)
    }

    /// The records in their order.
    pub(super) fn order(&self) -> &[u16] {
        &self.0
    }

    /// The same from their order, if it is one of so many records or of none.
    pub(super) fn of_order(order: Vec<u16>, records: usize) -> Option<Self> {
        let whole = order.is_empty() || order.len() == records;
        let known = order.iter().all(|&record| usize::from(record) < records);
        (whole && known).then_some(Self(order))
    }

    /// Memory in bytes.
    pub(super) fn size(&self) -> usize {
        self.0.len() * size_of::<u16>()
    }
}

#[cfg(test)]
mod tests {
    use super::super::offsets::Offsets;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn records_that_begin_so_are_told(
            texts in proptest::collection::vec("[ab0-2]{0,12}", 1..80), start in "[ab0-2]{0,9}",
        ) {
            let mut key = Stream::default();
            let mut at = vec![0];
            for text in &texts {
                key.bytes.extend(format!("\u{2}{text}\n").bytes());
                at.push(u32::try_from(key.bytes.len()).unwrap());
            }
            key.at = Offsets::new(at);
            let openings = Openings::new(&key);
            let again = Openings::of_order(openings.order().to_vec(), texts.len()).unwrap();
            prop_assert!(Openings::of_order(vec![u16::MAX; texts.len()], texts.len()).is_none());
            match again.of(&key, start.as_bytes()) {
                None => prop_assert!(start.len() > KNOWN),
                Some(met) => {
                    let met: Vec<usize> = met.ones().collect();
                    let all = texts.iter().zip(0..).filter(|(text, _)| text.starts_with(&start));
                    prop_assert_eq!(met, all.map(|(_, at)| at).collect::<Vec<usize>>());
                }
            }
        }
    }
}
