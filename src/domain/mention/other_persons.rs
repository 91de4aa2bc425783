//! The names of all other known persons: where one of them stands, the person does not.

use super::fit::fits;
use super::glyph::Glyphs;
use super::pattern;
use super::pattern::Shape;
use super::pattern::Spelt;
use std::collections::BTreeSet;
use std::collections::HashMap;

/// The other persons' names, by first character.
#[derive(Default)]
pub(super) struct OtherPersons {
    names: HashMap<char, Vec<(Shape, Spelt)>>,
    families: BTreeSet<Vec<char>>,
    longest: usize,
}

/// What another person's name has to say about a window of the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Claims {
    /// A longer name covers a part of the window.
    pub(super) longer: bool,
    /// The spellings of other persons whose folded name is the window itself.
    pub(super) equal: Vec<String>,
}

impl OtherPersons {
    pub(super) fn new<S: AsRef<str>>(others: &[S]) -> Self {
        let mut rivals = Self::default();
        for read in others
            .iter()
            .filter_map(|name| pattern::read(name.as_ref()))
        {
            for (family, _) in read.families() {
                rivals.families.insert(family.chars);
            }
            let Some(first) = read.key.chars.first() else {
                continue;
            };
            rivals.longest = rivals.longest.max(read.shape.length);
            let names = rivals.names.entry(*first).or_default();
            names.push((read.shape, read.key));
        }
        for names in rivals.names.values_mut() {
            names.sort();
            names.dedup();
        }
        rivals
    }

    pub(super) fn has_family(&self, family: &[char]) -> bool {
        self.families.contains(family)
    }

    /// Every family name of another person.
    pub(super) fn families(&self) -> impl Iterator<Item = &[char]> {
        self.families.iter().map(Vec::as_slice)
    }

    /// What other persons claim of the characters from `start` to `end`.
    pub(super) fn claims(&self, glyphs: &Glyphs<'_>, start: usize, end: usize) -> Claims {
        let mut claims = Claims::default();
        for at in (start + 1).saturating_sub(self.longest)..end {
            let names = glyphs.get(at).and_then(|g| self.names.get(&g.ch));
            for (shape, key) in names.into_iter().flatten() {
                let to = at + shape.length;
                let longer = shape.length > end - start && to > start;
                let equal = (at, to) == (start, end);
                if !(longer || equal)
                    || !key.stands(glyphs, at)
                    || fits(glyphs, at, shape).is_none()
                {
                    continue;
                }
                claims.longer |= longer;
                if equal {
                    claims.equal.push(key.spelling.clone());
                }
            }
        }
        claims
    }

    /// True if another person's longer family name covers a part of the characters from `start` to `end`.
    pub(super) fn has_longer_family(&self, glyphs: &Glyphs<'_>, start: usize, end: usize) -> bool {
        self.families.iter().any(|family| {
            let length = family.len();
            length > end - start
                && ((start + 1).saturating_sub(length)..end).any(|at| {
                    let window = glyphs.list.get(at..at + length);
                    window.is_some_and(|w| w.iter().map(|g| g.ch).eq(family.iter().copied()))
                })
        })
    }
}
