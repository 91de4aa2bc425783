//! The dictionary of readings as it lies in memory: a trie of words, their entries, and what follows what at what cost.
//!
//! The file is made by `tests/tools/readings.py`, which tells its form. A file that does not fit is read as far as
//! it does: readings are a help to search, never a reason to stop.

use super::word::Script;
use crate::search::romaji::Scribe;
use ruzstd::decoding::StreamingDecoder;
use std::io::Read;

/// The class of what surrounds a run of kanji.
pub(super) const EDGE: u8 = 0;
/// Digits and numerals.
pub(super) const NUMERAL: u8 = 1;
/// Katakana and Latin words.
pub(super) const FOREIGN: u8 = 2;
/// Chinese words, the common case.
pub(super) const HAN: u8 = 3;
/// Native words, whose first sound may turn voiced inside a compound.
pub(super) const WA: u8 = 5;
/// Native words that also count things.
pub(super) const WA_COUNTER: u8 = 6;
/// Names of people.
pub(super) const SURNAME: u8 = 8;
pub(super) const GIVEN_NAME: u8 = 9;
/// Verbs and adjectives, whose kana go on after what the dictionary has of them.
pub(super) const VERB: u8 = 18;

/// Classes of Chinese words, counters, suffixes, prefixes and numerals.
pub(super) const CHINESE: [u8; 6] = [NUMERAL, HAN, 4, 12, 14, 16];

const CLASSES: usize = 32;
const VOICED: u8 = 0x80;
const ALSO: u8 = 0x40;
const HEADER_LIMIT: usize = 4096;

/// One reading of one word, as far as finding the cheapest way needs it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Entry {
    /// In UniDic's measure: 700 is a factor of e in likelihood.
    pub(super) cost: u16,
    class: u8,
}

impl Entry {
    /// An entry of a class, with the bits for voiced and further readings.
    pub(super) fn new(class: u8, cost: u16) -> Self {
        Self { cost, class }
    }

    /// What it may follow and be followed by, below 32.
    pub(super) fn class(self) -> u8 {
        self.class & 0x1f
    }

    /// Whether the word has a cheaper reading of this class before; then the rest of its readings are such ones too.
    pub(super) fn also(self) -> bool {
        self.class & ALSO != 0
    }

    /// Whether the first sound is voiced because something stands before it.
    pub(super) fn voiced(self) -> bool {
        self.class & VOICED != 0
    }
}

/// What the entries sound like, by their number.
#[derive(Clone, Debug, Default)]
pub(super) struct Sounds {
    kana: Arena,
    romaji: Arena,
    scribe: Scribe<false>,
}

impl Sounds {
    /// Adds the reading of the next entry.
    pub(super) fn add(&mut self, kana: &[u8]) {
        self.scribe.only(kana);
        self.kana.add(kana);
        self.romaji.add(self.scribe.as_bytes());
    }

    /// The kana codes of an entry.
    pub(super) fn kana(&self, entry: usize) -> &[u8] {
        self.kana.get(entry)
    }

    /// The canonical romaji of an entry.
    pub(super) fn romaji(&self, entry: usize) -> &[u8] {
        self.romaji.get(entry)
    }

    fn bytes(&self) -> usize {
        self.kana.bytes() + self.romaji.bytes()
    }
}

/// Strings one after another.
#[derive(Clone, Debug, Default)]
struct Arena {
    bytes: Vec<u8>,
    ends: Vec<u32>,
}

impl Arena {
    fn add(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
        self.ends
            .push(u32::try_from(self.bytes.len()).unwrap_or(u32::MAX));
    }

    fn get(&self, number: usize) -> &[u8] {
        let end = |number: usize| self.ends.get(number).map_or(0, |&end| end as usize);
        let start = number.checked_sub(1).map_or(0, end);
        self.bytes.get(start..end(number)).unwrap_or_default()
    }

    fn bytes(&self) -> usize {
        self.bytes.len() + self.ends.len() * 4
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Node {
    children: u32,
    entries: u32,
}

/// The words. Nodes are numbers; 0 is the root and no word.
#[derive(Debug, Default)]
pub(super) struct Dictionary {
    connect: Vec<i16>,
    /// Number + 1 of each character below U+10000, 0 for those in no word.
    letters: Vec<u16>,
    /// The others, by character.
    rare: Vec<(char, u16)>,
    /// Child of the root by letter number, 0 for none.
    first: Vec<u32>,
    nodes: Vec<Node>,
    labels: Vec<u16>,
    /// By letter number: some word goes on after it with something else than kanji and hiragana.
    mixed: Vec<bool>,
    pub(super) entries: Vec<Entry>,
    pub(super) sounds: Sounds,
}

impl Dictionary {
    /// Unpacks a dictionary. What is damaged comes out empty.
    pub(super) fn unpack(packed: &[u8]) -> Self {
        let mut raw = Vec::with_capacity(4 << 20);
        let Ok(mut decoder) = StreamingDecoder::new(packed) else {
            return Self::default();
        };
        if decoder.read_to_end(&mut raw).is_err() {
            return Self::default();
        }
        Self::parse(&raw).unwrap_or_default()
    }

    fn parse(raw: &[u8]) -> Option<Self> {
        let end = raw.iter().take(HEADER_LIMIT).position(|&b| b == 0)?;
        let header = std::str::from_utf8(raw.get(..end)?).ok()?;
        let step: u16 = header
            .lines()
            .find_map(|line| line.strip_prefix("step "))?
            .parse()
            .ok()?;
        let mut rest = Bytes(raw.get(end + 1..)?);

        let classes = rest.count()?;
        let mut connect = vec![0; CLASSES * CLASSES];
        let table = rest.u16s(classes * classes)?;
        for (row, costs) in connect
            .chunks_exact_mut(CLASSES)
            .zip(table.chunks_exact(classes.max(1)))
        {
            for (cell, &cost) in row.iter_mut().zip(costs) {
                *cell = cost.cast_signed();
            }
        }

        let count = rest.count()?;
        let mut letters = vec![0_u16; 0x1_0000];
        let mut rare = Vec::new();
        let mut other = vec![false; count];
        for number in 0..u16::try_from(count).ok()? {
            let c = char::from_u32(rest.u32()?)?;
            *other.get_mut(usize::from(number))? =
                !matches!(Script::of(c), Script::Kanji | Script::Hiragana);
            match letters.get_mut(c as usize) {
                Some(cell) => *cell = number + 1,
                None => rare.push((c, number + 1)),
            }
        }

        let count = rest.count()?;
        let children = rest.u16s(count)?;
        let counts = rest.take(count)?;
        let labels = rest.u16s(count)?;
        let mut nodes = Vec::with_capacity(count + 1);
        // The root is node 0, so the first child is node 1.
        let mut node = Node {
            children: 1,
            entries: 0,
        };
        for (&children, &entries) in children.iter().zip(counts) {
            nodes.push(node);
            node.children += u32::from(children);
            node.entries += u32::from(entries);
        }
        nodes.push(node);
        if node.children as usize != count {
            return None;
        }
        let mut first = vec![0; usize::from(u16::MAX) + 1];
        let mut mixed = vec![false; other.len() + 1];
        for child in 1..=u32::from(*children.first()?) {
            let label = *labels.get(child as usize)?;
            *first.get_mut(usize::from(label))? = child;
            let [here, next] = nodes.get(child as usize..)?.first_chunk()?;
            let next = labels.get(here.children as usize..next.children as usize)?;
            *mixed.get_mut(usize::from(label) + 1)? = next
                .iter()
                .any(|&label| other.get(usize::from(label)) == Some(&true));
        }

        let count = rest.count()?;
        if node.entries as usize != count {
            return None;
        }
        let columns = (rest.take(count)?, rest.take(count)?, rest.take(count)?);
        let length = rest.count()?;
        let mut kana = Bytes(rest.take(length)?);
        let mut entries = Vec::with_capacity(count);
        let mut sounds = Sounds::default();
        for ((&class, &cost), &length) in columns.0.iter().zip(columns.1).zip(columns.2) {
            let reading = kana.take(usize::from(length))?;
            entries.push(Entry::new(class, u16::from(cost) * step));
            sounds.add(reading);
        }
        Some(Self {
            connect,
            letters,
            rare,
            first,
            nodes,
            labels,
            mixed,
            entries,
            sounds,
        })
    }

    /// The cost of one class after another; both below 32.
    #[inline]
    pub(super) fn connection(&self, before: u8, after: u8) -> i32 {
        self.connect
            .get(usize::from(before) * CLASSES + usize::from(after))
            .copied()
            .map_or(0, i32::from)
    }

    /// The number of a character, 0 for one that is in no word.
    #[inline]
    pub(super) fn letter(&self, c: char) -> u16 {
        match self.letters.get(c as usize) {
            Some(&letter) => letter,
            None => self
                .rare
                .iter()
                .find(|&&(other, _)| other == c)
                .map_or(0, |&(_, letter)| letter),
        }
    }

    /// Whether a word goes on after this kanji with something else than kanji and hiragana.
    #[inline]
    pub(super) fn mixes(&self, c: char) -> bool {
        self.mixed.get(usize::from(self.letter(c))) == Some(&true)
    }

    /// The node one letter further, 0 for none.
    #[inline]
    pub(super) fn step(&self, node: u32, letter: u16) -> u32 {
        let Some(label) = letter.checked_sub(1) else {
            return 0;
        };
        if node == 0 {
            return self.first.get(usize::from(label)).copied().unwrap_or(0);
        }
        let at = node as usize;
        let Some([here, next]) = self.nodes.get(at..at + 2) else {
            return 0;
        };
        let children = here.children as usize..next.children as usize;
        let labels = self.labels.get(children).unwrap_or_default();
        let found = if labels.len() <= 12 {
            labels.iter().position(|&other| other == label)
        } else {
            labels.binary_search(&label).ok()
        };
        found
            .and_then(|i| u32::try_from(i).ok())
            .map_or(0, |i| here.children + i)
    }

    /// Numbers of the entries of the word that ends at a node.
    #[inline]
    pub(super) fn entries_at(&self, node: u32) -> std::ops::Range<u32> {
        let at = node as usize;
        match self.nodes.get(at..at + 2) {
            Some([here, next]) => here.entries..next.entries,
            _ => 0..0,
        }
    }

    /// Bytes it takes in memory.
    pub(super) fn bytes(&self) -> usize {
        self.connect.len() * 2
            + self.letters.len() * 2
            + self.first.len() * 4
            + self.nodes.len() * size_of::<Node>()
            + self.labels.len() * 2
            + self.entries.len() * size_of::<Entry>()
            + self.sounds.bytes()
    }
}

/// Numbers from bytes, least significant first.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (head, tail) = self.0.split_at_checked(count)?;
        self.0 = tail;
        Some(head)
    }

    fn u32(&mut self) -> Option<u32> {
        let (head, tail) = self.0.split_first_chunk()?;
        self.0 = tail;
        Some(u32::from_le_bytes(*head))
    }

    fn count(&mut self) -> Option<usize> {
        usize::try_from(self.u32()?).ok()
    }

    fn u16s(&mut self, count: usize) -> Option<Vec<u16>> {
        let bytes = self.take(count.checked_mul(2)?)?;
        Some(
            bytes
                .as_chunks()
                .0
                .iter()
                .map(|&pair| u16::from_le_bytes(pair))
                .collect(),
        )
    }
}
