//! Looking for one needle in one shard.

use super::alphabet::Alphabet;
use super::alphabet::RomajiRank;
use super::bits;
use super::bits::Bits;
use super::heads;
use super::met::Met;
use super::met::Spot;
use super::plan::Needle;
use super::plan::Of;
use super::record::Field;
use super::shard::Fit;
use super::shard::Shard;
use super::shard::Stream;
use super::sieve;
use super::sieve::Groups;
use super::sift::Family;
use super::sift::PLENTY;
use memchr::memmem::Finder;
use memchr::memmem::FinderBuilder;

/// Records between two looks at whether the search is still wanted.
pub(super) const BLOCK: usize = 4_096;

/// So many words have a start of fewer letters that nobody looks how each goes on.
const SAYING: usize = 3;
/// Nor of any start that more records of a shard have.
const MANY: usize = 1_024;

/// Bytes of a brief needle: a kanji, or two kana or digits.
pub(super) const BRIEF: usize = 2;

/// Bytes that are compared at once, and one more.
const WIDE: usize = 33;

/// So few records are looked through at once.
const FEW: usize = 64;

/// The groups of records in which all of these byte strings may be. `opens`: romaji only from the start of a syllable.
pub(super) fn groups<'b>(
    shard: &Shard,
    of: Of,
    needles: impl Iterator<Item = &'b [u8]>,
    opens: bool,
) -> Option<Groups> {
    let sieve = match of {
        Of::Key => &shard.key_sieve,
        Of::Rom => &shard.rom_sieve,
    };
    if sieve.is_empty() {
        return None;
    }
    let mut slots = Vec::new();
    for needle in needles {
        match of {
            Of::Key => sieve::pairs(needle, |slot| slots.push(slot)),
            Of::Rom => sieve::fours(needle, |at| opens && at == 0, |slot| slots.push(slot)),
        }
    }
    sieve.groups(slots)
}

/// The best place of a needle in one record.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) fit: Fit,
    pub(super) given: bool,
    pub(super) deep: bool,
    /// First byte in the stream.
    pub(super) from: usize,
}

/// A needle in the spelling of one shard.
#[derive(Debug)]
pub(super) struct Ready<'n> {
    pub(super) needle: &'n Needle,
    pub(super) finder: Finder<'static>,
    /// Bytes that are looked for before the needle itself.
    pub(super) lead: usize,
    rest: Vec<Finder<'static>>,
    /// What may stand before a number.
    kinds: Vec<Vec<u8>>,
}

impl<'n> Ready<'n> {
    pub(super) fn new(needle: &'n Needle, alphabet: &Alphabet) -> Self {
        let lead: Option<u8> = needle.field.filter(|_| needle.opens).map(|f| f as u8);
        let build = |lead: Option<u8>, text: &str| match needle.of {
            Of::Key => {
                let bytes: Vec<u8> = lead.into_iter().chain(alphabet.encode(text)).collect();
                finder(needle.of, &bytes, alphabet)
            }
            Of::Rom => finder(needle.of, text.as_bytes(), alphabet),
        };
        Self {
            needle,
            finder: build(lead, &needle.text),
            lead: usize::from(lead.is_some()),
            rest: needle.rest.iter().map(|r| build(None, r)).collect(),
            kinds: needle
                .number
                .iter()
                .flatten()
                .map(|kind| alphabet.encode(kind))
                .collect(),
        }
    }

    /// Bytes of the needle.
    pub(super) fn len(&self) -> usize {
        self.finder.needle().len() - self.lead
    }

    /// True if a character of the needle, or its field, occurs nowhere in the shard.
    fn hopeless(&self, shard: &Shard) -> bool {
        let field = self.needle.field.filter(|_| self.needle.of == Of::Key);
        if field.is_some_and(|field| !shard.has(char::from(field as u8))) {
            return true;
        }
        match self.needle.of {
            Of::Key => self
                .needle
                .text
                .chars()
                .any(|c| c != '\u{1F}' && !shard.has(c)),
            Of::Rom => self.needle.field == Some(Field::Reading) && !shard.given,
        }
    }

    /// The records of the shard that have it; none if the search was called off.
    pub(super) fn met(&self, shard: &Shard, cancel: &dyn Fn() -> bool) -> Option<Met> {
        Family::new(&[self], &shard.alphabet)
            .met(shard, cancel)?
            .pop()
    }

    /// What can be said without looking for the places, if anything.
    pub(super) fn told(&self, shard: &Shard) -> Option<Met> {
        if let Some(form) = self.needle.form {
            return Some(Met::Spots(shard.forms.of(form)));
        }
        if self.hopeless(shard) || self.needle.is_needless() && shard.is_large() {
            return Some(Met::default());
        }
        if shard.is_of_very_many() && self.needle.starts_number() {
            let opened = shard.openings.of(&shard.key, self.finder.needle())?;
            return (opened.count() > PLENTY).then_some(Met::Starts(opened));
        }
        if shard.is_of_very_many() && self.needle.is_digits() {
            return Some(Met::Starts(self.standing(shard)));
        }
        let start = self.needle.text.as_bytes();
        let few = self.needle.begins && self.needle.field.is_none() && start.len() <= heads::KNOWN;
        let starts = few.then(|| self.heads(shard))??;
        let many = start.len() < SAYING || starts.count() > MANY;
        many.then_some(Met::Starts(starts))
    }

    /// The records in which a needle of one or two bytes stands, wherever that is.
    fn standing(&self, shard: &Shard) -> Bits {
        let stream = self.stream(shard);
        let mut records = Bits::none(shard.len());
        let room = records.room(shard.len());
        let (one, two) = match *self.finder.needle() {
            [one] => (one, None),
            [one, two, ..] => (one, Some(two)),
            [] => return records,
        };
        let any = u8::from(two.is_none());
        let stands = |few: &[u8]| {
            let second = few.get(1..).unwrap_or_default();
            // Not `any`, which stops early and so looks at one byte after the other. The last byte is never a digit.
            few.iter().zip(second).fold(0, |met, (&a, &b)| {
                met | u8::from(a == one) & (any | u8::from(Some(b) == two))
            })
        };
        for record in 0..shard.len() {
            let bytes = stream.slice(record, record + 1);
            // Most are told by their beginning; of those and of the end there is always as much.
            let here = match (bytes.first_chunk::<WIDE>(), bytes.last_chunk::<WIDE>()) {
                (Some(start), Some(end)) if bytes.len() < 2 * WIDE => {
                    stands(start) == 1 || stands(end) == 1
                }
                _ => stands(bytes) == 1,
            };
            bits::mark(room, record, here);
        }
        records
    }

    pub(super) fn stream<'s>(&self, shard: &'s Shard) -> &'s Stream {
        match self.needle.of {
            Of::Key => &shard.key,
            Of::Rom => &shard.rom,
        }
    }

    /// Scans these stretches of records.
    fn pick(
        &self,
        shard: &Shard,
        among: &[(usize, usize)],
        cancel: &dyn Fn() -> bool,
        out: &mut Vec<Spot>,
    ) -> bool {
        Family::new(&[self], &shard.alphabet).pick(shard, among, cancel, std::slice::from_mut(out))
    }

    /// The records, as bits, in which a word starts with the first letters of a needle in romaji.
    pub(super) fn heads(&self, shard: &Shard) -> Option<Bits> {
        let letters = self.needle.text.len().min(heads::KNOWN);
        let start = self.needle.text.as_bytes().get(..letters)?;
        (self.needle.of == Of::Rom).then(|| shard.heads.of(start, shard.len()))?
    }

    /// Where in the shard it may be, if that can be told.
    pub(super) fn groups(&self, shard: &Shard) -> Option<Groups> {
        let needles = std::iter::once(&self.finder).chain(&self.rest);
        groups(shard, self.needle.of, needles.map(Finder::needle), true)
    }

    /// In how many records it may be: all of them if that cannot be told.
    pub(super) fn records_of(&self, shard: &Shard) -> usize {
        if self.hopeless(shard) {
            return 0;
        }
        if self.needle.begins
            && let Some(heads) = self.heads(shard)
        {
            return heads.count();
        }
        self.groups(shard)
            .map_or(shard.len(), |groups| groups.records())
    }

    /// Of the records in `among`, those that have it.
    pub(super) fn within(
        &self,
        shard: &Shard,
        among: &Met,
        cancel: &dyn Fn() -> bool,
        out: &mut Vec<Spot>,
    ) -> bool {
        if self.hopeless(shard) {
            return !cancel();
        }
        let among_len = among.len();
        let groups = (among_len > FEW).then(|| self.groups(shard)).flatten();
        let scanned = groups.as_ref().map_or(shard.len(), Groups::records);
        if scanned < among_len * sieve::APART {
            let among: Vec<_> = sieve::stretches(groups.as_ref(), shard.len(), BLOCK).collect();
            return self.pick(shard, &among, cancel, out);
        }
        let mut records = Vec::with_capacity(among_len);
        among.each(|record| {
            let record = usize::from(record);
            if groups.as_ref().is_none_or(|g| g.has(record)) {
                records.push((record, record + 1));
            }
        });
        self.pick(shard, &records, cancel, out)
    }

    /// Of the records in `among`, or of all of them, those that have it; none if the search was called off.
    pub(super) fn among(
        &self,
        shard: &Shard,
        among: Option<&Met>,
        cancel: &dyn Fn() -> bool,
    ) -> Option<Met> {
        let Some(among) = among.filter(|_| self.needle.form.is_none()) else {
            return self.met(shard, cancel);
        };
        let mut spots = Vec::new();
        self.within(shard, among, cancel, &mut spots)
            .then_some(Met::Spots(spots))
    }

    /// The best place in one record.
    pub(super) fn place(&self, shard: &Shard, record: usize) -> Option<Place> {
        let stream = self.stream(shard);
        let base = stream.start(record);
        let bytes = stream.slice(record, record + 1);
        let len = self.len();
        let mut best: Option<Place> = None;
        let mut at = 0;
        while let Some(found) = bytes.get(at..).and_then(|rest| self.finder.find(rest)) {
            let from = base + at + found + self.lead;
            at += found + 1;
            if let Some((fit, given, deep)) = self.judge(shard, stream, from, from + len)
                && best.is_none_or(|b| (deep, fit, !given) < (b.deep, b.fit, !b.given))
            {
                best = Some(Place {
                    fit,
                    given,
                    deep,
                    from,
                });
            }
        }
        best
    }

    /// Which field it is matters only where there are fields of the kinds that matter.
    fn fields_matter(&self, shard: &Shard) -> bool {
        match self.needle.of {
            Of::Key => shard.long,
            Of::Rom => shard.given,
        }
    }

    /// How good the hit `from..to` is, if it is one.
    pub(super) fn judge(
        &self,
        shard: &Shard,
        stream: &Stream,
        from: usize,
        to: usize,
    ) -> Option<(Fit, bool, bool)> {
        let n = self.needle;
        let mut fit = stream.fit(from, to);
        if n.begins && fit == Fit::Inside {
            return None;
        }
        if n.number.is_some() {
            let digit = |at: usize| stream.bytes.get(at).is_some_and(u8::is_ascii_digit);
            let first = digit(from) && from.checked_sub(1).is_some_and(digit);
            if first {
                return None;
            }
            // A longer number that starts like this one is a hit only while typing.
            let before = stream.bytes.get(..from).unwrap_or_default();
            fit = if digit(to) {
                Fit::Start
            } else if self.kinds.iter().any(|kind| before.ends_with(kind)) {
                Fit::Word
            } else {
                Fit::Lead
            };
        }
        if n.of == Of::Rom && fit == Fit::Inside && !stream.mora(from) {
            return None;
        }
        if !self.rest.is_empty() {
            let end = stream.field_end(to);
            let mut at = to;
            for finder in &self.rest {
                at += finder.find(stream.bytes.get(at..end)?)? + finder.needle().len();
            }
            // The whole name is met, though not in one piece.
            if stream.soft.get(at) && fit != Fit::Inside {
                fit = if stream.parted(at) && stream.parted(from) {
                    Fit::Word
                } else {
                    Fit::Part
                };
            }
        }
        if n.field.is_none() && !self.fields_matter(shard) {
            return Some((fit, false, false));
        }
        let (code, _) = stream.field(from);
        let field = Field::from_code(code)?;
        if let Some(only) = n.field
            && only != field
        {
            return None;
        }
        Some((fit, field == Field::Reading, field == Field::Abstract))
    }
}

/// Looks for these bytes of a stream, the rarest of them first.
pub(super) fn finder(of: Of, bytes: &[u8], alphabet: &Alphabet) -> Finder<'static> {
    let builder = FinderBuilder::new();
    let finder = match of {
        Of::Key => builder.build_forward_with_ranker(alphabet, bytes),
        Of::Rom => builder.build_forward_with_ranker(RomajiRank::of(bytes), bytes),
    };
    finder.into_owned()
}

/// The record around `hit`, at or after `record`; hits come in order.
pub(super) fn owner(stream: &Stream, mut record: usize, hit: usize, to: usize) -> usize {
    let mut step = 1;
    while record + step < to && stream.start(record + step) <= hit {
        record += step;
        step *= 2;
    }
    while step > 1 {
        step /= 2;
        if record + step < to && stream.start(record + step) <= hit {
            record += step;
        }
    }
    record
}

#[cfg(test)]
mod tests {
    use super::super::build;
    use super::super::record::Record;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_digit_or_two_stand_where_they_stand(
            lines in proptest::collection::vec("[0-2a]{1,8}|[a2]{30,36}|[a2]{62,68}", 1..20), typed in "[0-2]{1,2}",
        ) {
            let mut records: Vec<Record> = lines.iter().map(|line| Record::line(line)).collect();
            let shards = build::shards(&mut records, None, 1);
            let needle = Needle::plain(Of::Key, typed.clone(), None, false);
            let standing = Ready::new(&needle, &shards[0].alphabet).standing(&shards[0]);
            let stands: Vec<usize> = (0..lines.len()).filter(|&at| lines[at].contains(&typed)).collect();
            prop_assert_eq!(standing.ones().collect::<Vec<_>>(), stands);
        }
    }
}
