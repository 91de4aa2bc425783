//! The arrays of a shard in a file, and back.

use crate::search::alphabet::Alphabet;
use crate::search::bits::Bits;
use crate::search::form::Forms;
use crate::search::heads::Heads;
use crate::search::offsets::Offsets;
use crate::search::openings::Openings;
use crate::search::shard::Room;
use crate::search::shard::Shard;
use crate::search::shard::Stream;
use crate::search::sieve::Sieve;
use serde::Deserialize;
use serde::Serialize;
use std::fs::File;
use std::io;
use std::io::Read;
use std::io::Write;
use std::sync::Arc;

/// What the file tells of a shard, whose arrays lie one after the other.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Arrays {
    alphabet: usize,
    long: bool,
    given: bool,
    /// Bytes of each array, in the order in which they are written.
    sizes: Vec<u64>,
    /// Of these bytes.
    sum: u64,
}

impl Arrays {
    /// Bytes of all of them.
    pub(super) fn size(&self) -> u64 {
        self.sizes.iter().fold(0, |sum, &n| sum.saturating_add(n))
    }

    /// Writes the arrays of a shard one after the other.
    pub(super) fn write(shard: &Shard, alphabet: usize, file: &mut impl Write) -> io::Result<Self> {
        let mut head = Self {
            alphabet,
            long: shard.long,
            given: shard.given,
            sizes: Vec::new(),
            sum: 0,
        };
        let mut put = |bytes: &[u8]| {
            head.sizes.push(bytes.len() as u64);
            head.sum = more(head.sum, bytes);
            file.write_all(bytes)
        };
        put(&shard.raw)?;
        put(&shard.flags)?;
        put(&from_u32(&shard.raw_at.all()))?;
        for stream in [&shard.key, &shard.rom] {
            put(&stream.bytes)?;
            put(&from_u32(&stream.at.all()))?;
            put(&from_u64(&stream.soft.0))?;
            put(&from_u64(&stream.hard.0))?;
        }
        put(&from_u64(&shard.seen.0))?;
        put(&shard.heads.to_bytes())?;
        let (forms, records) = shard.forms.parts();
        put(&forms)?;
        put(&from_u64(&records))?;
        put(&from_u16(shard.openings.order()))?;
        for sieve in [&shard.key_sieve, &shard.rom_sieve] {
            let (rows, bits) = sieve.parts();
            put(&from_u16(rows))?;
            put(&from_u64(bits))?;
        }
        Ok(head)
    }

    /// The shard at the place where `file` stands, if it is what was written.
    pub(super) fn read(
        &self,
        file: File,
        alphabets: &[Arc<Alphabet>],
        room: &mut Vec<u8>,
    ) -> Option<Shard> {
        let mut from = Reader {
            file,
            sizes: self.sizes.iter(),
            sum: 0,
            room,
        };
        let raw = from.bytes()?;
        let flags = from.bytes()?;
        let raw_at = Offsets::new(from.numbers(to_u32)?);
        let (key, rom) = (from.stream()?, from.stream()?);
        let shard = Shard {
            alphabet: Arc::clone(alphabets.get(self.alphabet)?),
            raw,
            raw_at,
            room: Room::of(&flags),
            flags,
            long: self.long,
            given: self.given,
            seen: Bits(from.numbers(to_u64)?),
            heads: Heads::of_bytes(&from.bytes()?)?,
            forms: Forms::of_parts(&from.bytes()?, &from.numbers(to_u64)?, key.len())?,
            openings: Openings::of_order(from.numbers(to_u16)?, key.len())?,
            key_sieve: from.sieve(key.len())?,
            rom_sieve: from.sieve(rom.len())?,
            key,
            rom,
        };
        (from.sum == self.sum).then_some(shard)
    }
}

/// The arrays of a shard as they come out of the file.
struct Reader<'a> {
    file: File,
    sizes: std::slice::Iter<'a, u64>,
    sum: u64,
    /// Bytes on their way to numbers.
    room: &'a mut Vec<u8>,
}

impl Reader<'_> {
    fn read(&mut self, into: &mut Vec<u8>) -> Option<()> {
        let size = *self.sizes.next()?;
        into.clear();
        into.reserve_exact(usize::try_from(size).ok()?);
        let read = (&self.file).take(size).read_to_end(into).ok()?;
        self.sum = more(self.sum, into);
        (read as u64 == size).then_some(())
    }

    fn bytes(&mut self) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        self.read(&mut bytes)?;
        Some(bytes)
    }

    fn numbers<T>(&mut self, make: impl Fn(&[u8]) -> Vec<T>) -> Option<Vec<T>> {
        let mut room = std::mem::take(self.room);
        let read = self.read(&mut room);
        let numbers = make(&room);
        *self.room = room;
        read.map(|()| numbers)
    }

    fn sieve(&mut self, records: usize) -> Option<Sieve> {
        let (rows, bits) = (self.numbers(to_u16)?, self.numbers(to_u64)?);
        Some(Sieve::of_parts(rows, bits, records))
    }

    fn stream(&mut self) -> Option<Stream> {
        Some(Stream {
            bytes: self.bytes()?,
            at: Offsets::new(self.numbers(to_u32)?),
            soft: Bits(self.numbers(to_u64)?),
            hard: Bits(self.numbers(to_u64)?),
        })
    }
}

/// The sum of what came before and of these bytes.
pub(super) fn more(sum: u64, bytes: &[u8]) -> u64 {
    (sum.rotate_left(29) ^ checksum(bytes)).wrapping_mul(0x9E37_79B1_85EB_CA87)
}

/// Finds accidents, not attacks: four running products over the words.
pub(super) fn checksum(bytes: &[u8]) -> u64 {
    const PRIMES: [u64; 4] = [
        0x9E37_79B1_85EB_CA87,
        0xC2B2_AE3D_27D4_EB4F,
        0x1656_67B1_9E37_79F9,
        0x27D4_EB2F_1656_67C5,
    ];
    let mut lanes = PRIMES;
    let (blocks, rest) = bytes.as_chunks::<32>();
    for block in blocks {
        let (words, _) = block.as_chunks::<8>();
        for ((lane, word), prime) in lanes.iter_mut().zip(words).zip(PRIMES) {
            *lane = (lane.rotate_left(31) ^ u64::from_le_bytes(*word)).wrapping_mul(prime);
        }
    }
    for (i, &byte) in rest.iter().enumerate() {
        if let Some(lane) = lanes.get_mut(i % 4) {
            *lane = (lane.rotate_left(11) ^ u64::from(byte)).wrapping_mul(PRIMES[0]);
        }
    }
    lanes.iter().fold(bytes.len() as u64, |sum, lane| {
        (sum ^ lane).wrapping_mul(PRIMES[1]).rotate_left(29)
    })
}

pub(super) fn from_u16(words: &[u16]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

fn from_u32(words: &[u32]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(words.len() * 4);
    for word in words {
        bytes.extend_from_slice(&word.to_le_bytes());
    }
    bytes
}

pub(super) fn from_u64(words: &[u64]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(words.len() * 8);
    for word in words {
        bytes.extend_from_slice(&word.to_le_bytes());
    }
    bytes
}

fn to_u16(bytes: &[u8]) -> Vec<u16> {
    let words = bytes.as_chunks().0.iter();
    words.map(|&word| u16::from_le_bytes(word)).collect()
}

fn to_u32(bytes: &[u8]) -> Vec<u32> {
    let words = bytes.as_chunks().0.iter();
    words.map(|&word| u32::from_le_bytes(word)).collect()
}

fn to_u64(bytes: &[u8]) -> Vec<u64> {
    let words = bytes.as_chunks().0.iter();
    words.map(|&word| u64::from_le_bytes(word)).collect()
}
