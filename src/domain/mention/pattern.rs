//! The rows of folded characters by which a person is found.

use super::glyph;
use super::glyph::Gap;
use super::glyph::Glyph;
use super::glyph::Glyphs;
use super::glyph::Script;
use super::kind::Form;
use super::kind::Identity;
use super::romaji;

/// One row of characters to find; the key says which.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Pattern<K> {
    pub(super) form: Form,
    /// Only of [`Form::Family`]: nobody else known has this family name.
    pub(super) sure: bool,
    pub(super) shape: Shape,
    pub(super) key: K,
}

/// How long a name is and where it may be parted.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Shape {
    /// In folded characters.
    pub(super) length: usize,
    /// Before which characters a blank stands where the name was given.
    pub(super) breaks: Vec<usize>,
}

/// The characters in clear.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spelt {
    pub(super) chars: Vec<char>,
    /// With old kanji as they are: 髙橋 is not 高橋 where both are known.
    pub(super) spelling: String,
}

impl Spelt {
    /// True if these characters stand at `start`, whatever is between them.
    pub(super) fn stands(&self, glyphs: &Glyphs<'_>, start: usize) -> bool {
        let window = glyphs.list.get(start..start + self.chars.len());
        window.is_some_and(|w| w.iter().map(|g| g.ch).eq(self.chars.iter().copied()))
    }
}

/// A name or a reading, read.
#[derive(Clone, Debug)]
pub(super) struct Read {
    pub(super) shape: Shape,
    pub(super) key: Spelt,
    parts: Vec<Part>,
    by_blank: bool,
    script: Option<Script>,
}

#[derive(Clone, Debug)]
struct Part {
    chars: Vec<char>,
    spelling: String,
}

/// Reads a name; `None` if nothing of it can be compared.
pub(super) fn read(name: &str) -> Option<Read> {
    let glyphs = Glyphs::read(name);
    let list = glyphs.list.as_slice();
    let first = list.first()?;
    let inner = |at: usize| list.get(at).filter(|g| at > 0 && g.gap != Gap::None);
    let breaks: Vec<usize> = (1..list.len()).filter(|at| inner(*at).is_some()).collect();
    let first_gap = breaks.first().and_then(|at| list.get(*at)).map(|g| g.gap);
    let mut parts = Vec::new();
    let mut start = 0;
    for end in breaks.iter().copied().chain([list.len()]) {
        let part: &[Glyph] = list.get(start..end).unwrap_or_default();
        parts.push(Part {
            chars: part.iter().map(|g| g.ch).collect(),
            spelling: glyph::spelling(part),
        });
        start = end;
    }
    Some(Read {
        shape: Shape {
            length: list.len(),
            breaks,
        },
        key: Spelt {
            chars: glyphs.chars(),
            spelling: glyph::spelling(list),
        },
        parts,
        by_blank: matches!(first_gap, Some(Gap::Blank | Gap::Line)),
        script: Some(first.script),
    })
}

impl Read {
    /// The family name and whether its place tells so: in a foreign name it may be the other part.
    pub(super) fn families(&self) -> Vec<(Spelt, bool)> {
        if self.parts.len() < 2 {
            return Vec::new();
        }
        let western = !self.by_blank || self.script == Some(Script::Letter);
        let parts = self.parts.iter().enumerate();
        let parts = parts.filter(|(i, _)| (*i == 0 && self.by_blank) || (western && *i > 0));
        let family = |(i, part): (usize, &Part)| {
            let spelt = Spelt {
                chars: part.chars.clone(),
                spelling: part.spelling.clone(),
            };
            (spelt, i == 0)
        };
        parts.map(family).collect()
    }

    /// The family name and the rest, where a blank parts them.
    fn halves(&self) -> Option<(&Part, Vec<&Part>)> {
        let (family, rest) = self.parts.split_first()?;
        (self.by_blank && !rest.is_empty()).then(|| (family, rest.iter().collect()))
    }

    /// The rest without the family name.
    fn given(&self) -> Option<Pattern<Spelt>> {
        let (_, rest) = self.halves()?;
        Some(joined(&rest, Form::Given))
    }

    fn pattern(&self, form: Form) -> Pattern<Spelt> {
        Pattern {
            form,
            sure: true,
            shape: self.shape.clone(),
            key: self.key.clone(),
        }
    }

    /// Foreign names are also written the other way round: Smith, John.
    fn turned(&self) -> Option<Pattern<Spelt>> {
        let (last, rest) = self.parts.split_last()?;
        if self.script != Some(Script::Letter) || rest.is_empty() {
            return None;
        }
        let parts: Vec<&Part> = std::iter::once(last).chain(rest).collect();
        Some(joined(&parts, Form::Name))
    }
}

/// The parts of a reading in Latin letters.
fn latin(reading: &str) -> Vec<Pattern<Spelt>> {
    let parts = reading.split(|c: char| c.is_whitespace() || matches!(c, '・' | '･'));
    let ways = parts.flat_map(romaji::ways);
    let ways = ways.filter(|way| way.len() > 1);
    ways.filter_map(|way| Some(read(&way)?.pattern(Form::Romaji)))
        .collect()
}

fn joined(parts: &[&Part], form: Form) -> Pattern<Spelt> {
    let mut pattern = Pattern {
        form,
        sure: true,
        shape: Shape::default(),
        key: Spelt {
            chars: Vec::new(),
            spelling: String::new(),
        },
    };
    for part in parts {
        if !pattern.key.chars.is_empty() {
            pattern.shape.breaks.push(pattern.key.chars.len());
        }
        pattern.key.chars.extend(&part.chars);
        pattern.key.spelling.push_str(&part.spelling);
    }
    pattern.shape.length = pattern.key.chars.len();
    pattern
}

/// All patterns of a person, each once.
pub(super) fn of(identity: &Identity) -> Vec<Pattern<Spelt>> {
    let names: Vec<Read> = identity.names.iter().filter_map(|n| read(n)).collect();
    let kana: Vec<Read> = identity.kana.iter().filter_map(|n| read(n)).collect();
    let mut patterns = Vec::new();
    for name in &names {
        patterns.push(name.pattern(Form::Name));
        patterns.extend(name.turned());
    }
    patterns.extend(kana.iter().map(|k| k.pattern(Form::Kana)));
    for name in &names {
        for reading in &kana {
            let (Some((family, given)), Some((family_kana, given_kana))) =
                (name.halves(), reading.halves())
            else {
                continue;
            };
            let one: Vec<&Part> = std::iter::once(family).chain(given_kana).collect();
            let two: Vec<&Part> = std::iter::once(family_kana).chain(given).collect();
            patterns.push(joined(&one, Form::Mixed));
            patterns.push(joined(&two, Form::Mixed));
        }
    }
    for (key, sure) in names.iter().chain(&kana).flat_map(Read::families) {
        patterns.push(Pattern {
            form: Form::Family,
            sure,
            shape: Shape {
                length: key.chars.len(),
                breaks: Vec::new(),
            },
            key,
        });
    }
    patterns.extend(names.iter().chain(&kana).filter_map(Read::given));
    patterns.extend(identity.kana.iter().flat_map(|reading| latin(reading)));
    let mut once: Vec<Pattern<Spelt>> = Vec::with_capacity(patterns.len());
    for pattern in patterns {
        let twin = once.iter_mut().find(|p| {
            let of_own = |form: Form| form.is_of_own().then_some(form);
            let alike = of_own(p.form) == of_own(pattern.form);
            alike && p.key == pattern.key && p.shape == pattern.shape
        });
        match twin {
            Some(twin) => twin.sure |= pattern.sure,
            // Of one character only a whole name or reading is looked for.
            None if pattern.shape.length < 2 && pattern.form == Form::Mixed => {}
            None => once.push(pattern),
        }
    }
    once
}
