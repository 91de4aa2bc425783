//! What is tried when a term as typed finds next to nothing: its parts, its homophones, one slip, scattered characters.

use super::index::Index;
use super::plan;
use super::plan::CORRECTED;
use super::plan::Class;
use super::plan::Needle;
use super::plan::Of;
use super::plan::Plan;
use super::plan::Probe;
use super::plan::Why;
use super::reading::Segment;
use super::romaji;
use super::scan::Ready;
use super::scan::Spot;
use super::scatter::Scatter;
use super::shard::Shard;
use super::typo::Typo;
use crate::text::fold;

/// Fewer good hits than this, and corrections are tried.
pub(super) const ENOUGH: usize = 5;
/// Hits of these tiers and worse are no good hits.
pub(super) const POOR: u8 = 8;
/// Letters from which on a term with kanji is long enough for a slip.
const SURE: usize = 7;
/// Readings of a term with kanji that are tried.
const READINGS: usize = 4;

/// Records of a shard with the tier a correction gives them.
pub(super) type Corrected = Vec<(u16, u8)>;

/// Corrections of one term.
#[derive(Debug, Default)]
pub(super) struct Loose {
    pub(super) parts: Vec<Plan>,
    pub(super) homophones: Vec<Needle>,
    pub(super) typo: Option<Typo>,
    pub(super) scatter: Option<Scatter>,
}

/// Corrections are tried one after the other, each only while too little is found: each has worse tiers than the
/// one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// The parts of the term, anywhere in the record.
    Parts,
    /// What sounds the same.
    Homophones,
    /// One slip.
    Typo,
    /// Characters apart from each other.
    Scatter,
}

impl Stage {
    pub(super) const ALL: [Self; 4] = [Self::Parts, Self::Homophones, Self::Typo, Self::Scatter];
}

/// Why a corrected tier was given.
pub(super) fn why(tier: u8) -> Why {
    if tier < CORRECTED {
        Why::Synonym
    } else if tier < CORRECTED + 5 {
        Why::Typo
    } else {
        Why::Text
    }
}

impl Loose {
    pub(super) fn new(index: &Index, plan: &Plan) -> Self {
        let term = &plan.term;
        // A number that is not there is not there: another one would be worse than none.
        if term.exact || plan.number {
            return Self::default();
        }
        let sounds = plan::sounds(&term.text);
        let kana = sounds
            && !term
                .text
                .chars()
                .any(|c| c.is_ascii_alphabetic() || ('Ａ'..='ｚ').contains(&c));
        let homophones = if sounds {
            Vec::new()
        } else {
            homophones(index, plan)
        };
        // A slip in a term with kanji is looked for in what it sounds like, if that is long enough to be sure.
        let typo = if sounds {
            Typo::new(&term.text, kana, index.len())
        } else {
            homophones
                .first()
                .filter(|n| n.text.len() >= SURE)
                .and_then(|n| Typo::new(&n.text, true, index.len()))
        };
        Self {
            parts: parts(index, plan),
            homophones,
            typo,
            scatter: Scatter::new(&term.key),
        }
    }

    /// True if this stage has something to try.
    pub(super) fn tries(&self, stage: Stage) -> bool {
        match stage {
            Stage::Parts => !self.parts.is_empty(),
            Stage::Homophones => !self.homophones.is_empty(),
            Stage::Typo => self.typo.is_some(),
            Stage::Scatter => self.scatter.is_some(),
        }
    }

    /// Adds the records of a shard that meet the term after a correction, with tiers; false if the search was called
    /// off.
    pub(super) fn shard(
        &self,
        stage: Stage,
        shard: &Shard,
        plan: &Plan,
        cancel: &dyn Fn() -> bool,
        out: &mut Vec<(u16, u8)>,
    ) -> bool {
        let field = plan.field();
        match stage {
            Stage::Parts => {
                self.parts.is_empty() || self.met_in_parts(shard, cancel, out).is_some()
            }
            Stage::Homophones => self.sounds_alike(shard, cancel, out).is_some(),
            Stage::Typo => self
                .typo
                .as_ref()
                .is_none_or(|typo| typo.all(shard, field, cancel, out)),
            Stage::Scatter => self
                .scatter
                .as_ref()
                .is_none_or(|scatter| scatter.all(shard, field, cancel, out)),
        }
    }

    fn sounds_alike(
        &self,
        shard: &Shard,
        cancel: &dyn Fn() -> bool,
        out: &mut Vec<(u16, u8)>,
    ) -> Option<()> {
        for needle in &self.homophones {
            let mut spots = Vec::new();
            if !Ready::new(needle, &shard.alphabet).all(shard, cancel, &mut spots) {
                return None;
            }
            out.extend(
                spots
                    .iter()
                    .filter_map(|s| Some((s.record, Class::Homophone.tier(s.fit, s.given, true)?))),
            );
        }
        Some(())
    }

    fn met_in_parts(
        &self,
        shard: &Shard,
        cancel: &dyn Fn() -> bool,
        out: &mut Vec<(u16, u8)>,
    ) -> Option<()> {
        // The rarest part first: the others are looked for only where all before them are.
        let mut parts: Vec<(usize, Vec<(&Probe, Ready<'_>)>)> = self
            .parts
            .iter()
            .map(|part| {
                let ready: Vec<_> = part
                    .probes
                    .iter()
                    .map(|p| (p, Ready::new(&p.needle, &shard.alphabet)))
                    .collect();
                (ready.iter().map(|(_, r)| r.groups_of(shard)).sum(), ready)
            })
            .collect();
        parts.sort_by_key(|p| p.0);
        // Records that have all parts so far, with the worst tier among these.
        let mut met: Option<Vec<(Spot, u8)>> = None;
        for (_, part) in &parts {
            let among: Option<Vec<Spot>> = met.as_ref().map(|m| m.iter().map(|m| m.0).collect());
            let mut here: Vec<(Spot, u8)> = Vec::new();
            for (probe, ready) in part {
                let mut spots = Vec::new();
                let went = match &among {
                    Some(among) => ready.within(shard, among, cancel, &mut spots),
                    None => ready.all(shard, cancel, &mut spots),
                };
                if !went {
                    return None;
                }
                here.extend(
                    spots
                        .into_iter()
                        .filter_map(|s| Some((s, probe.class.tier(s.fit, s.given, true)?))),
                );
            }
            here.sort_unstable_by_key(|(s, tier)| (s.record, *tier));
            here.dedup_by_key(|(s, _)| s.record);
            if let Some(before) = met {
                let mut before = before.into_iter().peekable();
                here.retain_mut(|(spot, tier)| {
                    while before.next_if(|b| b.0.record < spot.record).is_some() {}
                    let both = before.next_if(|b| b.0.record == spot.record);
                    *tier = (*tier).max(both.map_or(0, |b| b.1));
                    both.is_some()
                });
            }
            if here.is_empty() {
                return Some(());
            }
            met = Some(here);
        }
        out.extend(
            met.unwrap_or_default()
                .iter()
                .map(|&(s, t)| (s.record, CORRECTED - if t < POOR { 2 } else { 1 })),
        );
        Some(())
    }
}

/// The term cut where the writing changes, and long runs of kanji where the dictionary cuts them.
fn parts(index: &Index, plan: &Plan) -> Vec<Plan> {
    let text = plan.term.text.as_str();
    let mut cuts = Vec::new();
    let mut last = None;
    for (at, c) in text.char_indices() {
        let kind = match c {
            '0'..='9' | '０'..='９' => 0,
            'a'..='z' | 'A'..='Z' | 'ａ'..='ｚ' | 'Ａ'..='Ｚ' => 1,
            'ァ'..='ヺ' | 'ー' | 'ｦ'..='ﾟ' => 2,
            _ => 3,
        };
        if last.is_some_and(|l| l != kind) {
            cuts.push(at);
        }
        last = Some(kind);
    }
    if let Some(readings) = &index.readings
        && text.chars().filter(|&c| c >= '\u{3400}').count() >= 4
    {
        let mut segments = Vec::new();
        readings.read(text, &mut segments);
        cuts.extend(segments.iter().skip(1).map(|s| s.range.start));
    }
    cuts.sort_unstable();
    cuts.dedup();
    let mut pieces: Vec<&str> = Vec::new();
    let mut from = 0;
    for to in cuts.into_iter().chain([text.len()]) {
        let piece = text.get(from..to).unwrap_or_default();
        // A single character belongs to what is before it.
        let tail = to == text.len() && fold::key(piece).chars().count() < 2;
        if tail && let Some(before) = pieces.pop() {
            let start = from - before.len();
            pieces.extend(text.get(start..to));
        } else if fold::key(piece).chars().count() >= 2 {
            pieces.push(piece);
        } else {
            continue;
        }
        from = to;
    }
    if pieces.len() < 2 || pieces.len() > 6 {
        return Vec::new();
    }
    pieces
        .into_iter()
        .map(|piece| plan::part(index, &plan.term, piece))
        .collect()
}

/// What the term sounds like: 内視境 and 内視鏡 sound the same.
fn homophones(index: &Index, plan: &Plan) -> Vec<Needle> {
    let Some(readings) = &index.readings else {
        return Vec::new();
    };
    let mut segments: Vec<Segment> = Vec::new();
    readings.read(&plan.term.text, &mut segments);
    let mut spoken = vec![String::new()];
    for segment in &segments {
        let all: Vec<String> = std::iter::once(&segment.reading)
            .chain(&segment.alternatives)
            .take(READINGS)
            .cloned()
            .collect();
        spoken = all
            .iter()
            .flat_map(|s| spoken.iter().map(move |head| format!("{head}{s}")))
            .take(READINGS)
            .collect();
    }
    spoken.push(readings.chinese(&plan.term.text));
    let mut out: Vec<Needle> = Vec::new();
    for reading in spoken {
        let text = romaji::canonical(&reading);
        let needle = Needle {
            of: Of::Rom,
            text,
            rest: Vec::new(),
            field: plan.field(),
            number: None,
            begins: true,
        };
        if needle.text.len() >= 4
            && needle.text.bytes().all(|b| b.is_ascii_alphanumeric())
            && !out.contains(&needle)
        {
            out.push(needle);
        }
    }
    out
}
