//! Where a shown text met the query: byte ranges of the original, for every kind of match.

use super::class::Why;
use super::correct::Loose;
use super::index::Index;
use super::plan;
use super::plan::Needle;
use super::plan::Of;
use super::plan::Plan;
use super::plan::Probe;
use super::query::Query;
use super::reading::Spoken;
use super::romaji;
use crate::text::fold::Legal;
use crate::text::fold::Piece;
use crate::text::fold::pieces;
use std::cell::OnceCell;
use std::ops::Range;

/// The parts of `text` that meet `query`, in order, never overlapping, always on character boundaries.
///
/// `text` is any text of a hit as it was given to the index: its title, a field, a line. Nothing is marked where the
/// term was met in another field, except that all terms are tried on each text.
pub fn highlight(index: &Index, text: &str, query: &Query) -> Vec<Range<usize>> {
    Marker::new(index, query).marks(text, true)
}

/// A query made ready to be marked in many texts.
#[derive(Debug)]
pub struct Marker<'a> {
    index: &'a Index,
    /// Each term, with its corrections once they were needed.
    terms: Vec<(Plan, OnceCell<Loose>)>,
}

impl<'a> Marker<'a> {
    /// For the hits of a query in an index.
    pub fn new(index: &'a Index, query: &Query) -> Self {
        let plans = plan::plans(index, query).into_iter();
        Self {
            index,
            terms: plans
                .filter(|p| !p.term.without)
                .map(|plan| (plan, OnceCell::new()))
                .collect(),
        }
    }

    /// The parts of `text` that meet the query; see [`highlight`]. Corrections are tried only where the hit may be one:
    /// in a line met elsewhere as typed, something near would be marked by chance.
    pub fn marks(&self, text: &str, corrected: bool) -> Vec<Range<usize>> {
        let mut folded = Vec::new();
        pieces(text, Legal::Mark, &mut folded);
        let mut shown = Shown {
            index: self.index,
            text,
            folded,
            spoken: None,
        };
        let mut marks: Vec<Range<usize>> = Vec::new();
        for (plan, loose) in &self.terms {
            let mut found = shown.met(plan);
            if found.is_empty() && corrected {
                let loose = loose.get_or_init(|| Loose::new(self.index, plan, false));
                found = shown.corrected(loose);
            }
            marks.append(&mut found);
        }
        tidy(marks)
    }
}

/// A text with what was made of it.
struct Shown<'a> {
    index: &'a Index,
    text: &'a str,
    folded: Vec<Piece>,
    spoken: Option<(String, Vec<u32>)>,
}

impl Shown<'_> {
    /// Where the term is met as typed.
    fn met(&mut self, plan: &Plan) -> Vec<Range<usize>> {
        if let Some(found) = in_key(self.text, &self.folded, plan) {
            return found;
        }
        let needles = plan.probes.iter().map(|p| &p.needle);
        self.heard(needles.filter(|n| n.of == Of::Rom))
    }

    fn heard<'n>(&mut self, needles: impl Iterator<Item = &'n Needle>) -> Vec<Range<usize>> {
        let (romaji, map) = self
            .spoken
            .get_or_insert_with(|| speak(self.index, self.text));
        for needle in needles {
            let found: Vec<Range<usize>> = romaji
                .match_indices(needle.text.as_str())
                .filter_map(|(at, hit)| syllables(self.text, map, at, at + hit.len()))
                .collect();
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    /// Where it is met after a correction, in the order in which corrections are tried.
    fn corrected(&mut self, loose: &Loose) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        for part in &loose.parts.all {
            let mut here = self.met(part);
            if here.is_empty() {
                found.clear();
                break;
            }
            found.append(&mut here);
        }
        if !found.is_empty() {
            return found;
        }
        let homophones = &loose.homophones;
        found = self.heard(homophones.iter().filter(|n| n.of == Of::Rom));
        for word in homophones.iter().filter(|n| n.of == Of::Key) {
            if found.is_empty() {
                found = written(self.text, &self.folded, word);
            }
        }
        if found.is_empty()
            && let Some(scatter) = &loose.scatter
        {
            let chars: Vec<char> = self.folded.iter().map(|p| p.ch).collect();
            let places = scatter.places(&chars).unwrap_or_default();
            found.extend(
                places
                    .into_iter()
                    .filter_map(|at| original(self.text, &self.folded, at, at + 1)),
            );
        }
        for typo in loose.typos.all() {
            if !found.is_empty() {
                break;
            }
            let (romaji, map) = self
                .spoken
                .get_or_insert_with(|| speak(self.index, self.text));
            found.extend(
                typo.find(romaji)
                    .and_then(|(from, to)| syllables(self.text, map, from, to)),
            );
        }
        if found.is_empty() {
            let some = loose.parts.some.iter();
            found = some.flat_map(|(part, _)| self.met(part)).collect();
        }
        found
    }
}

/// Sorted and joined.
fn tidy(mut marks: Vec<Range<usize>>) -> Vec<Range<usize>> {
    marks.retain(|m| !m.is_empty());
    marks.sort_by_key(|m| (m.start, m.end));
    let mut out: Vec<Range<usize>> = Vec::with_capacity(marks.len());
    for m in marks {
        match out.last_mut() {
            Some(last) if m.start <= last.end => last.end = last.end.max(m.end),
            _ => out.push(m),
        }
    }
    out
}

/// The original bytes of the folded characters `from..to`, without blanks left out at the end.
fn original(text: &str, folded: &[Piece], from: usize, to: usize) -> Option<Range<usize>> {
    let start = folded.get(from)?.at as usize;
    let last = folded.get(to.checked_sub(1)?)?.at as usize;
    let next = folded.get(to).map_or(text.len(), |p| p.at as usize);
    // One character may have given several (㌔, ①②): then the next piece starts where this one does.
    let mut end = last + text.get(last..)?.chars().next()?.len_utf8();
    for c in text.get(end..next.max(end))?.chars() {
        let belongs = unicode_normalization::char::is_combining_mark(c)
            || matches!(c, 'ー' | 'ｰ' | 'ﾞ' | 'ﾟ' | '々' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' | 'ぁ' | 'ァ' | 'ぃ' | 'ィ' | 'ぇ' | 'ェ' | 'ぉ' | 'ォ');
        if !belongs {
            break;
        }
        end += c.len_utf8();
    }
    Some(start..end)
}

fn find(folded: &[Piece], needle: &[char], from: usize) -> Option<usize> {
    let room = folded.len().checked_sub(needle.len())?;
    (from..=room).find(|&at| {
        needle
            .iter()
            .zip(folded.iter().skip(at))
            .all(|(c, p)| *c == p.ch)
    })
}

/// Where the term is written: for what was typed, just that; for what it stands for, as much as is met of it, since
/// 大阪大学 is what はんだい means, not the 阪大 in it.
fn in_key(text: &str, folded: &[Piece], plan: &Plan) -> Option<Vec<Range<usize>>> {
    let mut shown: Option<Vec<Range<usize>>> = None;
    // Probes stand in the order of their worth.
    let of_key = |p: &&Probe| p.needle.of == Of::Key && !p.class.is_half();
    for probe in plan.probes.iter().filter(of_key) {
        let found = written(text, folded, &probe.needle);
        if found.is_empty() {
            continue;
        }
        let Some(before) = &shown else {
            if probe.class.why() == Why::Text {
                return Some(found);
            }
            shown = Some(found);
            continue;
        };
        let around = |m: &Range<usize>| {
            let covers = |f: &Range<usize>| f.start <= m.start && m.end <= f.end && f != m;
            found.iter().any(covers)
        };
        if before.iter().all(around) {
            shown = Some(found);
        }
    }
    shown
}

/// Where one needle stands.
fn written(text: &str, folded: &[Piece], needle: &Needle) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let chars: Vec<char> = needle.text.chars().collect();
    let mut at = 0;
    while let Some(start) = find(folded, &chars, at) {
        at = start + chars.len();
        let digit = |i: Option<usize>| {
            i.and_then(|i| folded.get(i))
                .is_some_and(|p| p.ch.is_ascii_digit())
        };
        if needle.number.is_some() && digit(start.checked_sub(1)) && digit(Some(start)) {
            continue;
        }
        // The kind of document in front belongs to the number.
        let head = needle.number.iter().flatten().find_map(|kind| {
            let kind: Vec<char> = kind.chars().collect();
            let from = start.checked_sub(kind.len())?;
            (find(folded, &kind, from) == Some(from)).then_some(from)
        });
        let mut parts = vec![(head.unwrap_or(start), at)];
        for rest in &needle.rest {
            let rest: Vec<char> = rest.chars().collect();
            if let Some(next) = find(folded, &rest, at) {
                at = next + rest.len();
                parts.push((next, at));
            }
        }
        if parts.len() == needle.rest.len() + 1 {
            found.extend(
                parts
                    .into_iter()
                    .filter_map(|(a, b)| original(text, folded, a, b)),
            );
        }
    }
    found
}

fn speak(index: &Index, text: &str) -> (String, Vec<u32>) {
    let mut spoken = Spoken::default();
    match &index.readings {
        Some(readings) => {
            readings.reader().speak_mapped(text, &mut spoken);
            spoken
                .map
                .push(u32::try_from(text.len()).unwrap_or(u32::MAX));
            (spoken.romaji, spoken.map)
        }
        None => romaji::canonical_mapped(text),
    }
}

/// The original characters that gave the romaji `from..to`, a last one partly met included.
fn syllables(text: &str, map: &[u32], from: usize, to: usize) -> Option<Range<usize>> {
    let start = *map.get(from)? as usize;
    let last = *map.get(to.checked_sub(1)?)? as usize;
    // Up to the next character that gave another sound, wherever: behind another reading of a few words nothing follows.
    let sounds = map.iter().map(|&m| m as usize);
    let end = sounds.filter(|&m| m > last).min().unwrap_or(text.len());
    let mark = |c: char| !c.is_alphanumeric() && c != 'ー' && c != 'ｰ';
    let trimmed = text.get(start..end)?.trim_end_matches(mark);
    Some(start..start + trimmed.len())
}
