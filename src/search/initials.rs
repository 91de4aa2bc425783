//! Names said by the first characters of their words: 科研費 for 科学研究費, 添文 for 添付文書, 住電 for 住友電気工業.

use super::class::MEANT;
use super::met::Met;
use super::plan::Of;
use super::record::Field;
use super::scan;
use super::scatter::Codes;
use super::shard::Shard;
use super::shard::Stream;
use super::sieve;
use memchr::memmem::Finder;

/// Kanji of a term that may be such a name.
const KANJI: std::ops::RangeInclusive<usize> = 2..=5;
/// Bytes from one first character to the next: the words between them included.
const GAP: usize = 16;

/// A term of which each character may be the first of a word.
#[derive(Debug)]
pub(super) struct Initials(Vec<char>);

impl Initials {
    /// For a folded term; none if it has anything but a few kanji.
    pub(super) fn new(key: &str) -> Option<Self> {
        let chars: Vec<char> = key.chars().collect();
        let kanji = chars.iter().all(|&c| ('\u{3400}'..'\u{A000}').contains(&c));
        (kanji && KANJI.contains(&chars.len())).then_some(Self(chars))
    }

    /// Records in which it is met, with tiers; false if the search was called off.
    pub(super) fn all(
        &self,
        (shard, among): (&Shard, Option<&Met>),
        only: Option<Field>,
        cancel: &dyn Fn() -> bool,
        out: &mut Vec<(u16, u8)>,
    ) -> bool {
        if !self.0.iter().all(|&c| shard.has(c)) {
            return !cancel();
        }
        let Codes { all: codes, rarest } = Codes::new(&self.0, &shard.alphabet);
        let Some(rare) = codes.get(rarest) else {
            return true;
        };
        let stream = &shard.key;
        let groups = scan::groups(shard, Of::Key, codes.iter().map(Finder::needle), true);
        for (from, to) in sieve::among(groups.as_ref(), among, stream.len(), scan::BLOCK) {
            if cancel() {
                return false;
            }
            let base = stream.start(from);
            let mut record = from;
            for at in rare.find_iter(stream.slice(from, to)) {
                let at = base + at;
                if around(stream, &codes, rarest, at)
                    && only.is_none_or(|f| f as u8 == stream.field(at).0)
                {
                    record = scan::owner(stream, record, at, to);
                    out.extend(u16::try_from(record).map(|r| (r, MEANT - 1)));
                }
            }
        }
        out.dedup();
        true
    }
}

/// True if the characters around the one at `at` start words before and behind it, or stand beside one that does.
fn around(stream: &Stream, codes: &[Finder<'static>], rarest: usize, at: usize) -> bool {
    let (before, rest) = codes.split_at_checked(rarest).unwrap_or_default();
    // Of two characters the words must stand side by side, or anything would do.
    let skip = match codes.len() {
        2 => 0,
        3 => 1,
        _ => 3,
    };
    let mut first = at;
    for code in before.iter().rev() {
        let Some(found) = back(stream, first, skip, code) else {
            return false;
        };
        first = found;
    }
    let mut last = at;
    for pair in rest.windows(2) {
        let [code, next] = pair else { return false };
        let Some(found) = ahead(stream, last, code.needle().len(), skip, next) else {
            return false;
        };
        last = found;
    }
    stream.soft.get(first)
}

fn stands(stream: &Stream, at: usize, code: &Finder<'static>) -> bool {
    let rest = stream.bytes.get(at..);
    rest.is_some_and(|rest| rest.starts_with(code.needle()))
}

/// Where `code` stands behind the character at `at`: at once, or at the start of a word.
fn ahead(
    stream: &Stream,
    at: usize,
    length: usize,
    mut skip: usize,
    code: &Finder<'static>,
) -> Option<usize> {
    for here in at + length..=at + GAP {
        // Beyond a blank or a bracket another name begins.
        if stream.hard.get(here) {
            return None;
        }
        let starts = stream.soft.get(here);
        if (starts || here == at + length) && stands(stream, here, code) {
            return Some(here);
        }
        if starts {
            skip = skip.checked_sub(1)?;
        }
    }
    None
}

/// Where `code` stands before the character at `at`: right before it, or at the start of a word if that one starts
/// one too.
fn back(stream: &Stream, at: usize, mut skip: usize, code: &Finder<'static>) -> Option<usize> {
    if stream.hard.get(at) {
        return None;
    }
    let beside = at.checked_sub(code.needle().len())?;
    if stands(stream, beside, code) {
        return Some(beside);
    }
    if !stream.soft.get(at) {
        return None;
    }
    for here in (at.saturating_sub(GAP)..at).rev() {
        if stream.soft.get(here) {
            if stands(stream, here, code) {
                return Some(here);
            }
            skip = skip.checked_sub(1)?;
        }
        if stream.hard.get(here) {
            return None;
        }
    }
    None
}
