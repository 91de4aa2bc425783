//! The characters of a term in their order, with others between: 内鏡装置 for 内視鏡洗浄装置.

use super::alphabet::Alphabet;
use super::bits::Bits;
use super::class::CORRECTED;
use super::met::Met;
use super::plan::Of;
use super::record::Field;
use super::scan;
use super::shard::Shard;
use super::sieve;
use crate::text::script;
use memchr::memmem::Finder;

/// How far behind [`CORRECTED`] those come whose characters stand next to each other but for one or two.
pub(super) const TIGHT: u8 = 5;

/// Characters that are hardly met in their order by chance, however many records there are.
const SURE: usize = 4;

/// A term whose characters may stand apart.
#[derive(Debug)]
pub(super) struct Scatter {
    chars: Vec<char>,
}

/// Characters in the spelling of one shard, and which of them is met least: whoever looks for all of them looks for
/// that one first.
pub(super) struct Codes {
    pub(super) all: Vec<Finder<'static>>,
    pub(super) rarest: usize,
}

impl Scatter {
    /// For a folded term; none if it has too few kanji: scattered kana and letters mean nothing.
    pub(super) fn new(key: &str) -> Option<Self> {
        let chars: Vec<char> = key.chars().collect();
        let kanji = chars.iter().filter(|&&c| script::is_kanji(c)).count();
        (chars.len() <= 24 && (kanji >= 3 || kanji == 2 && chars.len() <= 3))
            .then_some(Self { chars })
    }

    /// Records of this tier and better were hardly met by chance.
    pub(super) fn settles(&self) -> u8 {
        CORRECTED
            + if self.chars.len() > 3 {
                TIGHT + 1
            } else {
                TIGHT
            }
    }

    /// The records that have the characters in their order, however far apart, where that is worth a look; none if the
    /// search was called off.
    pub(super) fn candidates(&self, shard: &Shard, cancel: &dyn Fn() -> bool) -> Option<Bits> {
        let codes = Codes::new(&self.chars, &shard.alphabet);
        let mut records = Bits::none(shard.len());
        let missing = self.chars.iter().any(|&c| !shard.has(c));
        let Some(rare) = codes.all.get(codes.rarest).filter(|_| !missing) else {
            return (!cancel()).then_some(records);
        };
        let stream = &shard.key;
        for (from, to) in sieve::stretches(None, shard.len(), scan::BLOCK) {
            if cancel() {
                return None;
            }
            let base = stream.start(from);
            let bytes = stream.slice(from, to);
            let (mut record, mut at) = (from, 0);
            while let Some(found) = bytes.get(at..).and_then(|rest| rare.find(rest)) {
                record = scan::owner(stream, record, base + at + found, to);
                if in_order(Some(&codes.all), stream.slice(record, record + 1)) {
                    records.set(record);
                }
                at = stream.start(record + 1) - base;
            }
        }
        Some(records)
    }

    /// True if so many characters say something in this shard: among very many records a few stand near each other by
    /// chance.
    pub(super) fn tells(&self, shard: &Shard) -> bool {
        !shard.is_of_very_many() || self.chars.len() >= SURE
    }

    /// Records in which it is met, with tiers; false if the search was called off.
    pub(super) fn all(
        &self,
        (shard, among): (&Shard, Option<&Met>),
        only: Option<Field>,
        cancel: &dyn Fn() -> bool,
        out: &mut Vec<(u16, u8)>,
    ) -> bool {
        let codes = Codes::new(&self.chars, &shard.alphabet);
        let Some(rare) = codes.all.get(codes.rarest) else {
            return true;
        };
        let stream = &shard.key;
        if !self.tells(shard) {
            return !cancel();
        }
        if self.chars.iter().any(|&c| !shard.has(c)) {
            return !cancel();
        }
        let groups = scan::groups(shard, Of::Key, codes.all.iter().map(Finder::needle), true);
        for (from, to) in sieve::among(groups.as_ref(), among, stream.len(), scan::BLOCK) {
            if cancel() {
                return false;
            }
            let base = stream.start(from);
            let bytes = stream.slice(from, to);
            let mut record = from;
            let mut at = 0;
            while let Some(found) = bytes.get(at..).and_then(|rest| rare.find(rest)) {
                let hit = base + at + found;
                record = scan::owner(stream, record, hit, to);
                // Most records fall out before their fields are looked at.
                let after = stream.bytes.get(hit..stream.start(record + 1));
                let met = after.is_some_and(|after| in_order(codes.all.get(codes.rarest..), after))
                    && in_order(Some(&codes.all), stream.slice(record, record + 1));
                let (code, field) = if met { stream.field(hit) } else { (0, hit) };
                let end = if met {
                    stream.field_end(hit)
                } else {
                    stream.start(record + 1)
                };
                let text = stream.bytes.get(field..end).unwrap_or_default();
                if met
                    && only.is_none_or(|f| f as u8 == code)
                    && let Some(span) = codes.span(text)
                {
                    let typed = codes.all.iter().map(|c| c.needle().len()).sum::<usize>();
                    let loose = span - typed;
                    let tier = if loose <= 6 {
                        Some(TIGHT)
                    } else if loose <= typed * 2 + 4 {
                        Some(TIGHT + 1)
                    } else {
                        // Two characters far apart say nothing.
                        (self.chars.len() > 2).then_some(TIGHT + 2)
                    };
                    out.extend(
                        tier.and_then(|t| Some((u16::try_from(record).ok()?, CORRECTED + t))),
                    );
                }
                at = end.saturating_sub(base).max(at + found + 1);
            }
        }
        true
    }

    /// The characters' places in `text` (of folded characters), close together, if they stand there in order.
    pub(super) fn places(&self, text: &[char]) -> Option<Vec<usize>> {
        let mut end = 0;
        for &c in &self.chars {
            end += text.get(end..)?.iter().position(|&t| t == c)? + 1;
        }
        // Back to front: of 感染部の感染制御 感制 is the second 感.
        let mut places = Vec::with_capacity(self.chars.len());
        for &c in self.chars.iter().rev() {
            end = text.get(..end)?.iter().rposition(|&t| t == c)?;
            places.push(end);
        }
        places.reverse();
        Some(places)
    }
}

impl Codes {
    pub(super) fn new(chars: &[char], alphabet: &Alphabet) -> Self {
        let code = |c: &char| {
            let mut code = Vec::new();
            alphabet.push(*c, &mut code);
            Finder::new(&code).into_owned()
        };
        let rarity = |&i: &usize| chars.get(i).map(|&c| alphabet.rarity(c));
        Self {
            all: chars.iter().map(code).collect(),
            rarest: (0..chars.len()).max_by_key(rarity).unwrap_or(0),
        }
    }

    /// Bytes from the first to behind the last character, pulled together from the end.
    fn span(&self, text: &[u8]) -> Option<usize> {
        let mut at = 0;
        for code in &self.all {
            at += code.find(text.get(at..)?)? + code.needle().len();
        }
        let end = at;
        // Back to front: the tightest run that ends here.
        for code in self.all.iter().rev() {
            at = memchr::memmem::rfind(text.get(..at)?, code.needle())?;
        }
        Some(end - at)
    }
}

/// True if these characters follow one another anywhere in the text.
fn in_order(codes: Option<&[Finder<'static>]>, text: &[u8]) -> bool {
    let mut at = 0;
    codes.into_iter().flatten().all(|code| {
        let found = text.get(at..).and_then(|rest| code.find(rest));
        at += found.unwrap_or(0) + code.needle().len();
        found.is_some()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_marked_where_they_stand_close() {
        let scatter = Scatter::new("感制").unwrap();
        let text: Vec<char> = "感染部の感染制御".chars().collect();
        assert_eq!(scatter.places(&text), Some(vec![4, 6]));
        assert_eq!(scatter.places(&['制', '感']), None);
    }
}
