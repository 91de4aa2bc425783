//! Scores for the few records that may be shown: fuzzy-matcher within a tier.

use super::alphabet::Alphabet;
use super::class::Why;
use super::combine::Cand;
use super::combine::DEEP;
use super::combine::Scored;
use super::correct;
use super::index::Index;
use super::plan::Of;
use super::plan::Plan;
use super::record::Field;
use super::record::Kind;
use super::romaji;
use super::scan::Place;
use super::scan::Ready;
use super::session::Hit;
use super::shard::PRESENT;
use super::shard::Shard;
use super::shard::Stream;
use super::sure;
use super::sure::Sure;
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use std::sync::Arc;

/// Longest text given to the scorer, in bytes: its work grows with the length.
const SCORED: usize = 600;

/// Bytes between two terms from which on they have nothing to do with each other.
const NEAR: i64 = 24;

/// The scorer with its memory.
pub(super) struct Scorer(SkimMatcherV2);

impl Default for Scorer {
    fn default() -> Self {
        Self(SkimMatcherV2::default().ignore_case())
    }
}

impl std::fmt::Debug for Scorer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Scorer")
    }
}

impl Scorer {
    /// Looks at the finalists closely; only the first `scored` get a score.
    pub(super) fn hits(
        &self,
        index: &Index,
        plans: &[Plan],
        finalists: &[Cand],
        scored: usize,
    ) -> Vec<Scored> {
        let mut lenses: Vec<Lens<'_>> = Vec::new();
        let mut hits = Vec::with_capacity(finalists.len());
        for (i, cand) in finalists.iter().enumerate() {
            let Some((shard, local)) = index.place(cand.record) else {
                continue;
            };
            // Records of one load share their spelling, so this is made once or twice.
            let known = lenses
                .iter()
                .position(|l| Arc::ptr_eq(&l.alphabet, &shard.alphabet));
            let at = known.unwrap_or_else(|| {
                lenses.push(Lens::new(plans, &shard.alphabet));
                lenses.len() - 1
            });
            if let Some(lens) = lenses.get(at) {
                hits.push(self.hit(lens, shard, local, *cand, i < scored));
            }
        }
        hits
    }

    fn hit(
        &self,
        lens: &Lens<'_>,
        shard: &Shard,
        local: usize,
        cand: Cand,
        scored: bool,
    ) -> Scored {
        let mut score = 0;
        let mut len = 0;
        let mut why = (0, Why::Text);
        let mut places: Vec<(Of, usize, usize)> = Vec::new();
        let mut aside = false;
        let mut own = false;
        let kind = Kind::from_code(shard.flags.get(local).copied().unwrap_or(0) & !PRESENT);
        for term in &lens.terms {
            let Some(best) = term.best(shard, local) else {
                // Met only after a correction.
                let tier = cand.rank / 4;
                if tier >= why.0 {
                    why = (tier, correct::why(tier));
                }
                // Asking costs much more than seeing that the answer is nothing.
                if scored && follows(shard.rom.slice(local, local + 1), &term.sound) {
                    let from = shard.rom.start(local);
                    let text = sounds(shard, from, shard.rom.start(local + 1));
                    score += self.0.fuzzy_match(&text, &term.sound).unwrap_or(0);
                }
                continue;
            };
            if best.tier >= why.0 {
                why = (best.tier, best.why(shard));
            }
            if !scored {
                continue;
            }
            let (points, length) = best.certain(shard).unwrap_or_else(|| {
                let (text, pattern) = best.texts(shard);
                let points = self.0.fuzzy_match(&text, &pattern).unwrap_or(0);
                (points, text.len())
            });
            score += points;
            len = len.max(length);
            let field = best.field(shard);
            aside |= !field.is_some_and(|f| f.is_name_of(kind));
            own |= field.is_some_and(|f| f != Field::Organisation);
            places.push((best.of, best.place.from, best.len));
        }
        score += nearness(&mut places);
        Scored {
            hit: Hit {
                record: cand.record,
                kind,
                tier: cand.rank / 4,
                score,
                why: why.1,
                near: false,
            },
            rank: cand.rank,
            sum: cand.sum,
            aside,
            own,
            len: (len, cand.size),
        }
    }
}

/// All terms in the spelling of some shards.
struct Lens<'p> {
    alphabet: Arc<Alphabet>,
    terms: Vec<Close<'p>>,
}

/// A term in that spelling.
struct Close<'p> {
    plan: &'p Plan,
    /// The term in romaji.
    sound: String,
    ready: Vec<Ready<'p>>,
}

struct Best<'p> {
    tier: u8,
    why: Why,
    of: Of,
    place: Place,
    /// Bytes of the needle in the stream.
    len: usize,
    pattern: &'p str,
}

impl<'p> Lens<'p> {
    fn new(plans: &'p [Plan], alphabet: &Arc<Alphabet>) -> Self {
        Self {
            alphabet: Arc::clone(alphabet),
            terms: plans
                .iter()
                .filter(|p| !p.term.without)
                .map(|plan| Close {
                    plan,
                    sound: romaji::canonical(&plan.term.text),
                    ready: plan
                        .probes
                        .iter()
                        .map(|p| Ready::new(&p.needle, alphabet))
                        .collect(),
                })
                .collect(),
        }
    }
}

impl<'p> Close<'p> {
    /// The best way in which a record meets the term.
    fn best(&self, shard: &Shard, local: usize) -> Option<Best<'p>> {
        let long = self.plan.long();
        let mut found: Option<Best<'p>> = None;
        for (probe, ready) in self.plan.probes.iter().zip(&self.ready) {
            let Some(place) = ready.place(shard, local) else {
                continue;
            };
            let Some(tier) = probe.class.tier(place.fit, place.given, long) else {
                continue;
            };
            let tier = tier + if place.deep { DEEP } else { 0 };
            if found.as_ref().is_none_or(|f| tier < f.tier) {
                found = Some(Best {
                    tier,
                    why: probe.class.why(),
                    of: probe.needle.of,
                    place,
                    len: ready.len(),
                    pattern: &probe.needle.text,
                });
            }
        }
        found
    }
}

impl Best<'_> {
    /// The field in which it is met.
    fn field(&self, shard: &Shard) -> Option<Field> {
        let stream = match self.of {
            Of::Key => &shard.key,
            Of::Rom => &shard.rom,
        };
        Field::from_code(stream.field(self.place.from).0)
    }

    /// Kana that stand only in a given reading are no text that is shown.
    fn why(&self, shard: &Shard) -> Why {
        match self.why {
            Why::Text if self.field(shard) == Some(Field::Reading) => Why::Reading,
            why => why,
        }
    }

    /// What the scorer would say of [`Self::texts`], and the length of the text, where that is plain.
    fn certain(&self, shard: &Shard) -> Option<(i64, usize)> {
        if self.of == Of::Rom
            && let Some(told) = sure::romaji(&shard.rom, self.place.from, self.pattern, SCORED)
        {
            return Some(told);
        }
        let mut sure = Sure::new(self.pattern)?;
        let stream = match self.of {
            Of::Key => &shard.key,
            Of::Rom => &shard.rom,
        };
        let (_, from) = stream.field(self.place.from);
        let to = stream.field_end(self.place.from).min(from + SCORED);
        let mut rest = stream.bytes.get(from..to)?;
        match self.of {
            Of::Key => {
                let mut at = from;
                while let Some((c, n)) = shard.alphabet.decode(rest) {
                    if stream.parted(at) {
                        sure.blank();
                    }
                    if c >= ' ' {
                        sure.next(c, at == self.place.from);
                    }
                    at += n;
                    rest = rest.get(n..)?;
                }
            }
            Of::Rom => {
                let mut first = true;
                for (at, &b) in (from..).zip(rest) {
                    if stream.soft.get(at) && !std::mem::take(&mut first) {
                        sure.blank();
                    }
                    if b.is_ascii_graphic() {
                        sure.next(char::from(b), at == self.place.from);
                    }
                }
            }
        }
        sure.score()
    }

    /// The field that was matched, with a blank where words are parted, and what to look for in it.
    fn texts(&self, shard: &Shard) -> (String, String) {
        match self.of {
            Of::Key => {
                let (_, from) = shard.key.field(self.place.from);
                let to = shard.key.field_end(self.place.from).min(from + SCORED);
                (
                    spell(&shard.key, &shard.alphabet, from, to),
                    self.pattern.to_owned(),
                )
            }
            Of::Rom => {
                let (_, from) = shard.rom.field(self.place.from);
                let to = shard.rom.field_end(self.place.from).min(from + SCORED);
                let text = sounds(shard, from, to);
                // The hit itself must stay in one piece for the scorer.
                (text.replacen(' ', "", 1), self.pattern.to_owned())
            }
        }
    }
}

/// True if the letters of `sound` follow one another in `romaji`.
fn follows(romaji: &[u8], sound: &str) -> bool {
    let mut letters = romaji.iter();
    sound.bytes().all(|b| letters.any(|&l| l == b))
}

/// Romaji with a blank where words start.
fn sounds(shard: &Shard, from: usize, to: usize) -> String {
    let to = to.min(from + SCORED);
    let bytes = shard.rom.bytes.get(from..to).unwrap_or_default();
    let mut text = String::with_capacity(bytes.len() + 8);
    for (i, &b) in bytes.iter().enumerate() {
        if shard.rom.soft.get(from + i) {
            text.push(' ');
        }
        if b.is_ascii_graphic() {
            text.push(char::from(b));
        }
    }
    text
}

/// What several terms that stand side by side are worth more than those far apart.
fn nearness(places: &mut [(Of, usize, usize)]) -> i64 {
    places.sort_unstable();
    let gaps = places.windows(2).filter_map(|pair| match *pair {
        [(of, from, len), (other, next, _)] if of == other => next.checked_sub(from + len),
        _ => None,
    });
    gaps.map(|gap| (NEAR - i64::try_from(gap).unwrap_or(NEAR)).max(0))
        .sum()
}

fn spell(stream: &Stream, alphabet: &Alphabet, from: usize, to: usize) -> String {
    let mut text = String::with_capacity((to - from) * 2);
    let mut at = from;
    while at < to {
        let Some((c, n)) = stream
            .bytes
            .get(at..to)
            .and_then(|rest| alphabet.decode(rest))
        else {
            break;
        };
        if stream.parted(at) {
            text.push(' ');
        }
        if c >= ' ' {
            text.push(c);
        }
        at += n;
    }
    text
}
