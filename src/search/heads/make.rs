//! Makes the lists of a shard.

use super::AS_BITS;
use super::Heads;
use super::start_of;
use crate::search::shard::Stream;

/// The list for each start that was met, while it is not known how many there will be.
struct Numbers {
    /// A start, and the number of its list and one; the place follows from the start.
    slots: Vec<(u32, u32)>,
    starts: Vec<u32>,
}

impl Numbers {
    fn new() -> Self {
        Self {
            slots: vec![(0, 0); 1 << 13],
            starts: Vec::new(),
        }
    }

    /// The number of the list of this start.
    #[inline]
    fn of(&mut self, start: u32) -> usize {
        let mixed = start.wrapping_mul(0x9E37_79B1);
        let mut at = ((u64::from(mixed) * self.slots.len() as u64) >> 32) as usize;
        loop {
            match self.slots.get(at) {
                Some(&(known, number)) if number > 0 => {
                    if known == start {
                        return number as usize - 1;
                    }
                }
                _ => return self.add(start, at),
            }
            at = (at + 1) % self.slots.len();
        }
    }

    #[cold]
    fn add(&mut self, start: u32, at: usize) -> usize {
        self.starts.push(start);
        let number = self.starts.len();
        if let Some(slot) = self.slots.get_mut(at) {
            *slot = (start, u32::try_from(number).unwrap_or(u32::MAX));
        }
        if number * 2 > self.slots.len() {
            self.slots = vec![(0, 0); self.slots.len() * 4];
            for start in std::mem::take(&mut self.starts) {
                self.of(start);
            }
        }
        number - 1
    }
}

/// One list while it is made.
#[derive(Clone, Copy, Default)]
struct List {
    /// The record behind its last one.
    next: u32,
    /// Bytes of its steps, then where the next one goes.
    at: u32,
}

/// Bytes of a step.
#[inline]
fn length(step: u32) -> u32 {
    match step {
        0..0x80 => 1,
        0x80..0x4000 => 2,
        _ => 3,
    }
}

impl Heads {
    /// Lists the records of the reading stream.
    pub(in crate::search) fn new(rom: &Stream) -> Self {
        let mut numbers = Numbers::new();
        let mut lists: Vec<List> = Vec::new();
        // The number of the list and the record, in the order of the records.
        let mut met: Vec<(u32, u16)> = Vec::with_capacity(rom.len() * 16);
        // A shard has no more than 64 Ki records of a few kilobytes.
        for record in 0..=u16::try_from(rom.len().saturating_sub(1)).unwrap_or(u16::MAX) {
            let (from, to) = (rom.start(record.into()), rom.start(usize::from(record) + 1));
            rom.soft.each(from, to, |at| {
                let start = start_of(rom.bytes.get(at..).unwrap_or_default());
                if start == 0 {
                    return;
                }
                let number = numbers.of(start);
                if number == lists.len() {
                    lists.push(List::default());
                }
                if let Some(list) = lists.get_mut(number)
                    && let Some(step) = u32::from(record).checked_sub(list.next)
                {
                    list.next = u32::from(record) + 1;
                    list.at += length(step);
                    met.extend(u32::try_from(number).map(|number| (number, record)));
                }
            });
        }
        let mut order: Vec<usize> = (0..lists.len()).collect();
        order.sort_unstable_by_key(|&number| numbers.starts.get(number));
        let as_bits = u32::try_from(rom.len().div_ceil(64) * 8).unwrap_or(u32::MAX);
        let mut heads = Self::default();
        let mut end = 0;
        for number in order {
            let Some(list) = lists.get_mut(number) else {
                continue;
            };
            let size = list.at;
            // What is kept as bits has no next record.
            let (flag, size, next) = if size > as_bits {
                (AS_BITS, as_bits, u32::MAX)
            } else {
                (0, size, 0)
            };
            *list = List { next, at: end };
            end += size;
            heads.starts.extend(numbers.starts.get(number));
            heads.ends.push(end | flag);
        }
        heads.bytes = vec![0; end as usize];
        for (number, record) in met {
            let Some(list) = lists.get_mut(number as usize) else {
                continue;
            };
            let mut put = |at: u32, byte: u8| {
                if let Some(room) = heads.bytes.get_mut(at as usize) {
                    *room |= byte;
                }
            };
            let record = u32::from(record);
            let Some(step) = record.checked_sub(list.next) else {
                put(list.at + record / 8, 1 << (record % 8));
                continue;
            };
            list.next = record + 1;
            let [low, middle, high, _] = step.to_le_bytes();
            match length(step) {
                1 => put(list.at, low),
                2 => {
                    put(list.at, low | 0x80);
                    put(list.at + 1, middle << 1 | low >> 7);
                }
                _ => {
                    put(list.at, low | 0x80);
                    put(list.at + 1, middle << 1 | low >> 7 | 0x80);
                    put(list.at + 2, high << 2 | middle >> 6);
                }
            }
            list.at += length(step);
        }
        heads
    }
}
