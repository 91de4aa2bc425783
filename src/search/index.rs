//! Records made ready for finding.

use super::build;
use super::heard::Heard;
use super::reading::Readings;
use super::record::Field;
use super::record::Kind;
use super::record::Record;
use super::shard::PRESENT;
use super::shard::Shard;
use super::synonym::Synonyms;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering;

/// From this many records on, two threads are worth it.
pub(super) const SHARED: usize = 32_768;

/// From more records than this on guesses say nothing.
pub(super) const LARGE: usize = 1 << 18;

/// Records made ready for finding; immutable, cheap to clone, addressed by position.
///
/// Memory beyond the originals is a little less than twice their bytes. For a line of 97 bytes: the folded text in a
/// compact spelling 51, the readings in romaji 83, bits for word starts 23, rows of bits that tell where a needle can
/// be 11, lists of records by the first letters of their words 14, by legal forms and by how they begin 3, offsets 6.
#[derive(Clone, Debug, Default)]
pub struct Index {
    pub(super) shards: Vec<Arc<Shard>>,
    /// Position of the first record of each shard.
    pub(super) bases: Vec<u32>,
    len: u32,
    /// Tells indexes apart for what is kept between searches.
    pub(super) stamp: u64,
    pub(super) synonyms: Arc<Synonyms>,
    pub(super) readings: Option<Readings>,
    /// The words of `synonyms` by their sound.
    pub(super) heard: Arc<Heard>,
    /// Records that belong to a need.
    pub(super) needs: Arc<BTreeMap<String, BTreeSet<u32>>>,
}

fn stamp() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// One record as it was given.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// What it is.
    pub kind: Kind,
    /// Its identity.
    pub id: &'a str,
    /// In the room when the index was built.
    pub present: bool,
    fields: &'a str,
}

impl<'a> Entry<'a> {
    /// Its texts in the order given.
    pub fn fields(self) -> impl Iterator<Item = (Field, &'a str)> {
        let mut rest = self.fields;
        std::iter::from_fn(move || {
            let mut chars = rest.chars();
            let field = Field::from_code(u8::try_from(chars.next()?).ok()?)?;
            let text = chars.as_str();
            let end = text.find(|c: char| c < ' ').unwrap_or(text.len());
            let (text, after) = text.split_at_checked(end)?;
            rest = after;
            Some((field, text))
        })
    }

    /// The first text of that field.
    pub fn field(self, field: Field) -> Option<&'a str> {
        self.fields()
            .find_map(|(f, text)| (f == field).then_some(text))
    }

    /// What to show: the first title, person or organisation; else the first text.
    pub fn title(self) -> &'a str {
        self.fields()
            .find(|(f, _)| matches!(f, Field::Title | Field::Person | Field::Organisation))
            .or_else(|| self.fields().next())
            .map_or("", |x| x.1)
    }
}

impl Index {
    /// Makes records ready, on two threads if there are many. Takes seconds per million records, so it is
    /// done in the background while the last index still answers.
    ///
    /// They keep their order, but among very many (more than 262,144) those of one subject are put side by side in each
    /// part of at most 65,536.
    pub fn build(
        mut records: Vec<Record>,
        synonyms: &Synonyms,
        readings: Option<&Readings>,
    ) -> Self {
        let threads = if records.len() >= 16_384 { 2 } else { 1 };
        let mut needs: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
        for (at, record) in (0u32..).zip(&records) {
            for need in &record.needs {
                needs.entry(need.clone()).or_default().insert(at);
            }
        }
        let shards = build::shards(&mut records, readings, threads);
        // A million records take a while to go, even empty.
        if threads > 1 {
            std::thread::spawn(move || drop(records));
        }
        Self::of_shards(shards, synonyms, readings, needs)
    }

    pub(super) fn of_shards(
        shards: Vec<Arc<Shard>>,
        synonyms: &Synonyms,
        readings: Option<&Readings>,
        needs: BTreeMap<String, BTreeSet<u32>>,
    ) -> Self {
        let mut index = Self {
            shards: Vec::new(),
            bases: Vec::new(),
            len: 0,
            stamp: stamp(),
            synonyms: Arc::new(synonyms.clone()),
            readings: readings.cloned(),
            heard: Heard::of_lists(synonyms, readings),
            needs: Arc::new(needs),
        };
        index.append(shards);
        index
    }

    fn append(&mut self, shards: Vec<Arc<Shard>>) {
        for shard in shards {
            self.bases.push(self.len);
            self.len += u32::try_from(shard.len()).unwrap_or(0);
            self.shards.push(shard);
        }
    }

    /// This index followed by `other`, whose records keep their order and are addressed from `self.len()` on.
    ///
    /// Nothing is copied: so a library of a million patents stays as it is while the session is indexed anew.
    #[must_use]
    pub fn with(&self, other: &Self) -> Self {
        let mut joined = self.clone();
        let base = joined.len;
        joined.stamp = stamp();
        joined.append(other.shards.clone());
        if joined.readings.is_none() {
            joined.readings.clone_from(&other.readings);
            joined.heard = Arc::clone(&other.heard);
        }
        if !other.needs.is_empty() {
            let mut needs = (*joined.needs).clone();
            for (need, records) in other.needs.iter() {
                needs
                    .entry(need.clone())
                    .or_default()
                    .extend(records.iter().map(|r| r + base));
            }
            joined.needs = Arc::new(needs);
        }
        joined
    }

    /// Number of records.
    pub fn len(&self) -> usize {
        self.len as usize
    }

    /// True if there are so many records that something is near to nearly everything.
    pub(super) fn is_large(&self) -> bool {
        self.len() > LARGE
    }

    /// True if there is nothing to find.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Memory in bytes beyond the original texts.
    pub fn bytes(&self) -> usize {
        let alphabets: BTreeMap<_, _> = self
            .shards
            .iter()
            .map(|s| (Arc::as_ptr(&s.alphabet), s.alphabet.bytes()))
            .collect();
        self.shards.iter().map(|s| s.size()).sum::<usize>() + alphabets.values().sum::<usize>()
    }

    /// The record at a position.
    pub fn record(&self, record: u32) -> Option<Entry<'_>> {
        let (shard, local) = self.place(record)?;
        let flags = shard.flags.get(local).copied()?;
        let raw = shard.raw(local);
        let end = raw.find(|c: char| c < ' ').unwrap_or(raw.len());
        let (id, fields) = raw.split_at_checked(end)?;
        Some(Entry {
            kind: Kind::from_code(flags & !PRESENT),
            id,
            present: flags & PRESENT != 0,
            fields,
        })
    }

    /// The shard of a record and its position there.
    pub(super) fn place(&self, record: u32) -> Option<(&Shard, usize)> {
        let i = self
            .bases
            .partition_point(|&b| b <= record)
            .checked_sub(1)?;
        let local = record.checked_sub(*self.bases.get(i)?)? as usize;
        let shard = self.shards.get(i)?;
        (local < shard.len()).then_some((shard, local))
    }
}
