//! What is tried when a term as typed finds next to nothing: its parts, the first characters of words, the word that
//! was meant, scattered characters, homophones, one slip.

mod names;
mod pieces;
pub(super) mod stages;

use super::alike;
use super::class::CORRECTED;
use super::class::Class;
use super::class::MEANT;
use super::class::Why;
use super::heard;
use super::index::Index;
use super::initials::Initials;
use super::met::Met;
use super::opposite;
use super::parts;
use super::parts::Parts;
use super::plan;
use super::plan::Needle;
use super::plan::Of;
use super::plan::Plan;
use super::record::Field;
use super::romaji;
use super::scatter::Scatter;
use super::shard::Fit;
use super::shard::Shard;
use super::sift;
use super::typo::Typos;
use crate::text::script::is_hiragana;
use crate::text::script::is_kanji;
use std::ops::RangeInclusive;
use std::sync::OnceLock;

/// Fewer good hits than this, and corrections are tried.
pub(super) const ENOUGH: usize = 5;
/// Hits of these tiers and worse are no good hits.
pub(super) const POOR: u8 = 8;
/// Letters with which the sound of a term with kanji is long enough for a slip to mean something, and short enough to
/// be one word.
const SURE: RangeInclusive<usize> = 6..=24;

/// So far behind [`CORRECTED`] is what has only some part of the term.
pub(super) const FAR: u8 = 8;
/// Tier of what has only the first part of the term.
const FRAGMENT: u8 = CORRECTED + FAR;
/// Tier of a term that was typed partly in kana, where it sounds so.
const SPOKEN: u8 = POOR;

/// Records of a shard with the tier a correction gives them.
pub(super) type Corrected = Vec<(u16, u8)>;

/// Corrections of one term.
#[derive(Debug, Default)]
pub(super) struct Loose {
    pub(super) parts: Parts,
    /// Part of it was typed in kana: then what it sounds like is what was meant.
    mixed: bool,
    /// What the term never means: 右心不全 of 左心不全.
    pub(super) opposites: Vec<String>,
    pub(super) homophones: Vec<Needle>,
    pub(super) initials: Option<Initials>,
    pub(super) typos: Typos,
    pub(super) scatter: Option<Scatter>,
    /// For each shard the records that have all characters in order: two stages ask for them.
    in_order: Vec<OnceLock<Met>>,
}

/// Corrections are tried one after the other, each only while too little is found; the quick ones first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// The parts of the term, anywhere in the record.
    Parts,
    /// The first characters of words side by side.
    Initials,
    /// A word of the field that was meant.
    Meant,
    /// Characters apart from each other.
    Scatter,
    /// What sounds the same, or looks so.
    Homophones,
    /// One slip.
    Typo,
    /// Some part of the term alone, if nothing at all was found.
    Fragment,
}

impl Stage {
    pub(super) const ALL: [Self; 7] = [
        Self::Parts,
        Self::Initials,
        Self::Meant,
        Self::Scatter,
        Self::Homophones,
        Self::Typo,
        Self::Fragment,
    ];
}

/// Why a corrected tier was given.
pub(super) fn why(tier: u8) -> Why {
    if tier == SPOKEN {
        Why::Reading
    } else if tier == MEANT {
        Why::Typo
    } else if tier < CORRECTED {
        Why::Text
    } else if tier < CORRECTED + 5 {
        Why::Typo
    } else if tier < FRAGMENT {
        Why::Text
    } else {
        Why::Near
    }
}

impl Loose {
    /// `met`: something has the whole query as typed.
    pub(super) fn new(index: &Index, plan: &Plan, met: bool) -> Self {
        let term = &plan.term;
        // A number that is not there is not there: another one would be worse than none. A single character is near
        // everything.
        if term.exact || plan.number {
            return Self::default();
        }
        let sounds = plan::sounds(&term.text);
        if term.key.chars().nth(1).is_none() {
            // But a given name may be written with another kanji: 遥 for 春香.
            let kanji = term.text.chars().all(is_kanji) && !met;
            return Self {
                homophones: if kanji {
                    names::namesakes(index, plan)
                } else {
                    Vec::new()
                },
                in_order: index.shards.iter().map(|_| OnceLock::new()).collect(),
                ..Self::default()
            };
        }
        let kana = sounds
            && !term
                .text
                .chars()
                .any(|c| c.is_ascii_alphabetic() || ('Ａ'..='ｚ').contains(&c));
        // Kanji that stand there as typed, or that are a word of the field, were not chosen by mistake.
        let chosen = !sounds && (met || index.heard.is_word(&term.key));
        // A word that the dictionary has was chosen too, if perhaps among others of its sound: 道標.
        let one_word = !sounds && is_one_word(index, &term.text);
        let mut homophones = if sounds || chosen {
            Vec::new()
        } else {
            homophones(index, plan)
        };
        // A slip in a term with kanji is looked for in what it sounds like, if that is long enough to be sure, and if
        // some of it stands anywhere at all.
        let stands = |c: char| index.shards.iter().any(|shard| shard.has(c));
        let sounds_like: Vec<String> = if sounds {
            vec![term.text.clone()]
        } else if !one_word && term.key.chars().any(stands) {
            // The likeliest reading, and the last, which takes each kanji alone: 超音派.
            let mut ends = vec![homophones.first(), homophones.last()];
            ends.dedup();
            let ends = ends.into_iter().flatten().map(|n| n.text.clone());
            ends.filter(|s| SURE.contains(&s.len())).collect()
        } else {
            Vec::new()
        };
        let typos = Typos {
            sounds: sounds_like,
            kana: kana || !sounds,
            chosen: !sounds,
            large: index.is_large(),
            ready: OnceLock::new(),
        };
        // A word of the field that was meant is likelier than any other that is near.
        let spoken: Vec<&str> = if sounds {
            vec![&term.text]
        } else {
            homophones.iter().map(|n| n.text.as_str()).collect()
        };
        let kana = kana || !sounds;
        let mut near: Vec<String> = Vec::new();
        let mut other: Vec<String> = Vec::new();
        if !sounds && !chosen {
            for sound in &spoken {
                near.extend(index.heard.spellings(sound));
            }
            near.extend(alike::meant(&term.text, &index.heard));
            if let Some(readings) = &index.readings {
                near.extend(index.heard.miswritten(&term.key, readings));
            }
        }
        // A word of the field that was surely meant is likelier than a name of its characters, and any slip less likely.
        let initials = if near.is_empty() && !chosen && !one_word {
            Initials::new(&term.key)
        } else {
            None
        };
        if near.is_empty() {
            for sound in spoken {
                near.extend(index.heard.near(sound, kana));
            }
        }
        if one_word && let Some(readings) = &index.readings {
            let own = heard::spoken(readings, &term.text);
            homophones.retain(|needle| own.contains(&needle.text));
        }
        let opposites = opposite::of(&term.key);
        // A word is no correction of itself.
        near.retain(|word| *word != term.key && !opposites.contains(word));
        if near.is_empty() && !sounds && !chosen {
            other = alike::others(&term.text, &index.heard);
        }
        near.sort_unstable();
        near.dedup();
        let parts = parts::parts(index, plan);
        if !sounds && !chosen {
            homophones.extend(names::namesakes(index, plan));
        }
        if sounds && kana {
            homophones.extend(names::slips(&term.text, plan.field()));
        }
        let near = near.into_iter().map(|text| (text, false));
        let other = other.into_iter().map(|text| (text, true));
        let field = plan.field();
        homophones.extend(
            near.chain(other)
                .map(|(text, begins)| Needle::plain(Of::Key, text, field, begins)),
        );
        Self {
            mixed: !sounds
                && term
                    .text
                    .chars()
                    .filter(|&c| is_hiragana(c))
                    .nth(1)
                    .is_some(),
            opposites,
            parts,
            initials,
            homophones,
            typos,
            scatter: Scatter::new(&term.key).filter(|_| !one_word),
            in_order: index.shards.iter().map(|_| OnceLock::new()).collect(),
        }
    }

    /// The worst tier with which a stage makes those after it needless: a few characters far apart may be chance.
    pub(super) fn settles(&self, stage: Stage) -> u8 {
        match (stage, &self.scatter) {
            (Stage::Scatter, Some(scatter)) => scatter.settles(),
            _ => u8::MAX,
        }
    }

    /// True if this stage has something to try.
    pub(super) fn tries(&self, stage: Stage) -> bool {
        match stage {
            Stage::Parts => !self.parts.all.is_empty(),
            Stage::Initials => self.initials.is_some(),
            Stage::Meant => self.homophones.iter().any(is_word),
            Stage::Homophones => !self.homophones.iter().all(is_word),
            Stage::Typo => !self.typos.all().is_empty(),
            Stage::Scatter => self.scatter.is_some(),
            Stage::Fragment => self.parts.some.iter().any(|(_, known)| *known),
        }
    }

    /// Adds the records of a shard, or of those `among` them that alone matter, that meet the term after a correction,
    /// with tiers; false if the search was called off.
    pub(super) fn shard(
        &self,
        stage: Stage,
        (at, shard, among): (usize, &Shard, Option<&Met>),
        plan: &Plan,
        cancel: &dyn Fn() -> bool,
        out: &mut Vec<(u16, u8)>,
    ) -> bool {
        let field = plan.field();
        let before = out.len();
        // In a library alone the records that have all characters in order are looked at.
        let apart = matches!(stage, Stage::Initials | Stage::Scatter) && among.is_none();
        let scatter = self.scatter.as_ref();
        let scatter = scatter.filter(|s| apart && shard.is_large() && s.tells(shard));
        let among = match scatter.zip(self.in_order.get(at)) {
            None => among,
            Some((scatter, known)) => match in_order(scatter, known, shard, cancel) {
                None => return false,
                records => records,
            },
        };
        let went = match stage {
            Stage::Parts => {
                self.parts.all.is_empty()
                    || self.met_in_parts((shard, among), cancel, out).is_some()
            }
            Stage::Initials => self
                .initials
                .as_ref()
                .is_none_or(|initials| initials.all((shard, among), field, cancel, out)),
            Stage::Meant => self
                .sounds_alike(true, (shard, among), cancel, out)
                .is_some(),
            Stage::Homophones => self
                .sounds_alike(false, (shard, among), cancel, out)
                .is_some(),
            Stage::Typo => {
                let mut typos = self.typos.of(shard);
                typos.all(|typo| typo.all((shard, among), field, cancel, out))
            }
            Stage::Fragment => self.met_in_fragments((shard, among), cancel, out).is_some(),
            Stage::Scatter => self
                .scatter
                .as_ref()
                .is_none_or(|scatter| scatter.all((shard, among), field, cancel, out)),
        };
        opposite::leave_out(&self.opposites, shard, before, out);
        went
    }

    /// With words of the field, or with all others.
    fn sounds_alike(
        &self,
        words: bool,
        (shard, among): (&Shard, Option<&Met>),
        cancel: &dyn Fn() -> bool,
        out: &mut Vec<(u16, u8)>,
    ) -> Option<()> {
        let needles = self.homophones.iter().filter(|n| is_word(n) == words);
        let needles: Vec<&Needle> = needles.collect();
        let found = sift::met(&needles, (shard, among), cancel)?;
        for (needle, met) in needles.into_iter().zip(found) {
            let class = if words {
                Class::Meant
            } else {
                Class::Homophone
            };
            let spoken = self.mixed && needle.of == Of::Rom;
            // A name so short is met as a whole, and a sound in a long text is none of a name.
            let name = needle.field == Some(Field::Reading);
            met.each_spot(|s| {
                if name && s.fit > Fit::Part || needle.of == Of::Rom && s.deep {
                    return;
                }
                let tier = class.tier(s.fit, s.given, true);
                let tier = tier.map(|tier| if spoken { SPOKEN } else { tier });
                out.extend(tier.map(|tier| (s.record, tier)));
            });
        }
        Some(())
    }
}

/// [`Scatter::candidates`], which are `known` once they were asked for; none if the search was called off.
fn in_order<'k>(
    scatter: &Scatter,
    known: &'k OnceLock<Met>,
    shard: &Shard,
    cancel: &dyn Fn() -> bool,
) -> Option<&'k Met> {
    if known.get().is_none() {
        let _ = known.set(Met::Starts(scatter.candidates(shard, cancel)?));
    }
    known.get()
}

/// True if the dictionary has the two kanji as one word: 竹内 is nobody's short name.
pub(super) fn is_one_word(index: &Index, text: &str) -> bool {
    if text.chars().nth(2).is_some() {
        return false;
    }
    let mut segments = Vec::new();
    if let Some(readings) = &index.readings {
        readings.read(text, &mut segments);
    }
    segments.len() == 1
}

/// A word of the field, not just another term of the same sound or shape: it comes before those.
fn is_word(needle: &Needle) -> bool {
    needle.of == Of::Key && !needle.begins
}

/// What the term sounds like: 内視境 and 内視鏡 sound the same.
fn homophones(index: &Index, plan: &Plan) -> Vec<Needle> {
    let Some(readings) = &index.readings else {
        return Vec::new();
    };
    let mut sounds = heard::spoken(readings, &plan.term.text);
    sounds.push(heard::spoken_apart(readings, &plan.term.text));
    sounds.push(romaji::canonical(&readings.chinese(&plan.term.text)));
    let mut out: Vec<Needle> = Vec::new();
    for text in sounds {
        let needle = Needle::plain(Of::Rom, text, plan.field(), true);
        if needle.text.len() >= 4
            && needle.text.bytes().all(|b| b.is_ascii_alphanumeric())
            && !out.contains(&needle)
        {
            out.push(needle);
        }
    }
    out
}
