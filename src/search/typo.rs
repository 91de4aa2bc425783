//! One slip of the finger: a wrong, missing, doubled or swapped letter or syllable in what is read.
//!
//! Looked for among the starts of all words, of which there are thousands, before any of the records, of which there
//! may be a million.

use super::bits::Bits;
use super::class::CORRECTED;
use super::met::Met;
use super::near;
use super::near::Typed;
use super::plan::Of;
use super::record::Field;
use super::romaji;
use super::scan;
use super::scan::BLOCK;
use super::shard::FETCHED;
use super::shard::Shard;
use super::shard::Stream;
use super::sieve::Groups;
use std::cell::RefCell;
use std::sync::OnceLock;

/// Letters of the shortest needle in which a slip is looked for; below it everything is near everything.
const SHORTEST: usize = 4;
/// Syllables of the shortest one typed in kana, of which a whole one may be wrong.
const SYLLABLES: usize = 3;
/// The same in a library: letters of what was typed so, and of what a term with kanji sounds like; and in a very large
/// one, where no slips are looked for in terms with kanji.
const OF_LIBRARY: [usize; 2] = [5, 8];
const OF_LARGE: usize = 6;
const SYLLABLES_OF_LARGE: usize = 4;
/// Tiers of a whole word that is nearly it, and of the start of one: behind what sounds just the same.
const WHOLE: u8 = CORRECTED + 2;
const START: u8 = CORRECTED + 3;
/// Records that are looked at for all those that have a word with the same start.
const TRIED: usize = 32;

/// A term of which one letter may be wrong.
#[derive(Debug)]
pub(super) struct Typo {
    typed: Typed,
    syllables: usize,
    /// What else may have been meant: slips that change more than one letter of the sound.
    meant: Vec<Vec<u8>>,
    /// Its two halves, of which one slip leaves one whole, and what two letters or syllables make of it that changed
    /// places across the cut.
    whole: Vec<Vec<u8>>,
}

/// What a term sounds like, made ready for slips only when it comes to that.
#[derive(Debug, Default)]
pub(super) struct Typos {
    /// As typed, or as the term is read.
    pub(super) sounds: Vec<String>,
    pub(super) kana: bool,
    /// The term has kanji: somebody chose them.
    pub(super) chosen: bool,
    /// There is a large library.
    pub(super) large: bool,
    pub(super) ready: OnceLock<Vec<Typo>>,
}

impl Typos {
    /// One for each sound that is long enough.
    pub(super) fn all(&self) -> &[Typo] {
        self.ready.get_or_init(|| {
            let each = |sound: &String| Typo::new(sound, self.kana);
            self.sounds.iter().filter_map(each).collect()
        })
    }

    /// Those that say something in this shard: in a large library something is near to nearly everything.
    pub(super) fn of(&self, shard: &Shard) -> impl Iterator<Item = &Typo> {
        self.all().iter().filter(|typo| {
            let letters = typo.typed.letters.len();
            let [typed, chosen] = OF_LIBRARY;
            let long = letters >= if self.chosen { chosen } else { typed };
            let very_long =
                letters >= OF_LARGE && (!self.kana || typo.syllables >= SYLLABLES_OF_LARGE);
            !shard.is_large() || long && (!self.large || very_long && !self.chosen)
        })
    }
}

impl Typo {
    /// For a term typed in kana or Latin letters; none if it is too short.
    pub(super) fn new(typed: &str, kana: bool) -> Option<Self> {
        let needle = romaji::canonical(typed).into_bytes();
        let fits =
            |sound: &[u8]| sound.len() >= SHORTEST && sound.iter().all(u8::is_ascii_lowercase);
        if !fits(&needle) {
            return None;
        }
        let others = romaji::swaps(typed).into_iter();
        let others = others.chain(romaji::mended(typed)).map(String::into_bytes);
        let syllables = (0..needle.len()).filter(|&at| near::starts(&needle, at));
        let syllables = syllables.count();
        if kana && syllables < SYLLABLES {
            return None;
        }
        let typed = Typed::new(&needle, kana);
        let others = others.filter(|m| fits(m) && !typed.whole(m));
        Some(Self {
            syllables,
            meant: others.collect(),
            whole: halves(&needle, kana),
            typed,
        })
    }

    /// Where in the shard the records are that it may be in; none if it is too short for that.
    fn groups(&self, shard: &Shard) -> Option<Groups> {
        let mut all: Option<Groups> = None;
        for some in self.whole.iter().chain(&self.meant) {
            // Before a consonant a syllable has ended, whatever it was.
            let opens = !some.first().is_some_and(|b| b"aiueoy".contains(b));
            let groups = scan::groups(shard, Of::Rom, std::iter::once(some.as_slice()), opens)?;
            match &mut all {
                None => all = Some(groups),
                Some(all) => all.add(&groups),
            }
        }
        all
    }

    /// Length of the start of `text` that is nearly it.
    fn start(&self, text: &[u8]) -> Option<usize> {
        self.typed.start(text).or_else(|| {
            let met = self.meant.iter().find(|m| near::begins(text, m));
            met.map(Vec::len)
        })
    }

    /// True if [`Self::start`] may find something in a text that starts so, and `ends` there or goes on.
    fn may_start(&self, text: &[u8], ends: bool) -> bool {
        if ends {
            return self.start(text).is_some();
        }
        let meant = |m: &Vec<u8>| text.starts_with(m) || m.starts_with(text);
        self.typed.may_start(text) || self.meant.iter().any(meant)
    }

    /// Records in which it is nearly met, with tiers behind those of what sounds just the same; false if the search was
    /// called off.
    pub(super) fn all(
        &self,
        (shard, among): (&Shard, Option<&Met>),
        field: Option<Field>,
        cancel: &dyn Fn() -> bool,
        out: &mut Vec<(u16, u8)>,
    ) -> bool {
        if cancel() {
            return false;
        }
        let stream = &shard.rom;
        let may = |text: &[u8], ends| self.may_start(text, ends);
        // What so many words start with goes on the same way in nearly all of them, or in none: 国立 is no こくじゅん.
        let sure = RefCell::new(vec![
            (WHOLE, Bits::none(shard.len())),
            (START, Bits::none(shard.len())),
        ]);
        let also = |records: &Bits| {
            let tier = |record| self.in_record(stream, record, field, &|_| true);
            let tiers: Vec<Option<u8>> = records.ones().take(TRIED).map(tier).collect();
            let all: Option<Vec<u8>> = tiers.iter().copied().collect();
            let worst = all.and_then(|all| all.into_iter().max());
            for (tier, sure) in sure.borrow_mut().iter_mut() {
                if worst == Some(*tier) {
                    sure.add(records);
                }
            }
            worst.is_none() && tiers.iter().any(Option::is_some)
        };
        let mut such = shard.heads.such(shard.len(), &may, &also);
        let mut sure = sure.into_inner();
        if let Some(among) = among.map(|met| met.records(shard.len())) {
            such.records.keep(&among);
            for (_, sure) in &mut sure {
                sure.keep(&among);
            }
        }
        for (tier, records) in &sure {
            let records = records.ones().filter_map(|at| u16::try_from(at).ok());
            out.extend(records.map(|record| (record, *tier)));
        }
        let groups = self.groups(shard);
        let here = |record: &usize| groups.as_ref().is_none_or(|g| g.has(*record));
        let records: Vec<usize> = such.records.ones().filter(here).collect();
        for (looked, few) in records.chunks(FETCHED).enumerate() {
            if looked % (BLOCK / FETCHED) == 0 && cancel() {
                return false;
            }
            stream.fetch(few.iter().map(|&at| (at, at + 1)));
            for &record in few {
                let tier = self.in_record(stream, record, field, &|word| such.has(word));
                out.extend(tier.and_then(|tier| Some((u16::try_from(record).ok()?, tier))));
            }
        }
        true
    }

    /// The best tier of a word of the record that is nearly it, of those that `may` be.
    fn in_record(
        &self,
        stream: &Stream,
        record: usize,
        field: Option<Field>,
        may: &dyn Fn(&[u8]) -> bool,
    ) -> Option<u8> {
        let (from, to) = (stream.start(record), stream.start(record + 1));
        let mut best: Option<u8> = None;
        stream.soft.each(from, to, |at| {
            let word = stream.bytes.get(at..to).unwrap_or_default();
            if may(word)
                && let Some(length) = self.start(word)
                && is_sought(stream.field(at).0, field)
            {
                let tier = if stream.soft.get(at + length) {
                    WHOLE
                } else {
                    START
                };
                best = Some(best.map_or(tier, |best| best.min(tier)));
            }
        });
        best
    }

    /// Where in `romaji` (with word starts) it is nearly met.
    pub(super) fn find(&self, romaji: &str) -> Option<(usize, usize)> {
        let bytes = romaji.as_bytes();
        (0..bytes.len()).find_map(|at| {
            let length = self.start(bytes.get(at..)?)?;
            Some((at, at + length))
        })
    }
}

/// Slips are looked for in the field asked for, or in any but a long text: there something is near everything.
fn is_sought(code: u8, only: Option<Field>) -> bool {
    only.map_or(code != Field::Abstract as u8, |only| code == only as u8)
}

/// The halves of a needle, and the forms it has with the letters or syllables on both sides of the cut swapped.
fn halves(needle: &[u8], kana: bool) -> Vec<Vec<u8>> {
    let cut = (needle.len().div_ceil(2)..needle.len()).find(|&i| near::starts(needle, i));
    let cut = cut.unwrap_or(needle.len() / 2);
    let (head, tail) = needle.split_at(cut);
    let mut swapped = needle.to_vec();
    swapped.swap(cut - 1, cut);
    let mut all = vec![head.to_vec(), tail.to_vec(), swapped];
    if kana {
        let before = (0..cut).rev().find(|&i| near::starts(needle, i));
        let (first, syllable) = head.split_at(before.unwrap_or(0));
        let (next, last) = tail.split_at(near::end(tail, 0));
        all.push([first, next, syllable, last].concat());
    }
    all
}
