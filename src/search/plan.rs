//! From a term to the byte strings that are looked for.

use super::index::Index;
use super::letters;
use super::number;
use super::query::Query;
use super::query::Term;
use super::record::Field;
use super::record::Kind;
use super::record::Scope;
use super::romaji;
use super::shard::Fit;
use super::shard::SOFT;

/// Why a record was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Why {
    /// It says so.
    Text,
    /// It is a number in another notation.
    Number,
    /// It is read so.
    Reading,
    /// It is another word for the same.
    Synonym,
    /// It is nearly so.
    Typo,
}

/// Which stream is scanned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Of {
    Key,
    Rom,
}

/// What a hit is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    /// The term itself.
    Text,
    /// The term itself, but it is also an abbreviation: as a part of another word it says little.
    Weak,
    /// The same with a long vowel, which folding drops: エコー is not エコ.
    WeakLong,
    /// The same in Latin letters: CT装置 is a word with CT.
    WeakLatin,
    /// The term without the beginning of a legal form.
    Trimmed,
    /// The number of a document in any notation.
    Digits,
    /// A badge or need number.
    Badge,
    /// What the term sounds like.
    Reading,
    /// What the abbreviation means.
    Synonym,
    /// What it may mean besides, or a word for nearly the same.
    Related,
    /// Homophones of the term: 内視境.
    Homophone,
}

/// Tier of everything that needed a correction.
pub(super) const CORRECTED: u8 = 14;

impl Class {
    pub(super) fn why(self) -> Why {
        match self {
            Self::Text | Self::Weak | Self::WeakLong | Self::WeakLatin | Self::Trimmed => Why::Text,
            Self::Digits | Self::Badge => Why::Number,
            Self::Reading => Why::Reading,
            Self::Synonym | Self::Related => Why::Synonym,
            Self::Homophone => Why::Typo,
        }
    }

    /// Quality of a hit, 0 best; none if it is no hit at all. `given`: in a given reading.
    pub(super) fn tier(self, fit: Fit, given: bool, long: bool) -> Option<u8> {
        let row: [u8; 7] = match self {
            Self::Text => [0, 1, 2, 3, 4, 5, if long { 6 } else { 8 }],
            Self::Weak => [0, 1, 4, 5, 7, 7, if long { 8 } else { 10 }],
            Self::WeakLong => [2, 3, 4, 5, 7, 7, if long { 8 } else { 10 }],
            Self::WeakLatin => [0, 1, 3, 3, 7, 7, 10],
            Self::Trimmed => [1, 2, 3, 4, 5, 6, 9],
            Self::Digits => [0, 0, 1, 1, 6, 6, 10],
            Self::Badge => [0, 255, 255, 255, 255, 255, 255],
            Self::Reading if given => [1, 2, 2, 3, 5, 5, 10],
            Self::Reading => [2, 2, 3, 3, 6, 6, 11],
            Self::Synonym => [1, 1, 2, 2, 5, 5, 7],
            Self::Related => [2, 2, 4, 4, 6, 6, 8],
            Self::Homophone => [14, 14, 14, 14, 15, 15, 17],
        };
        row.get(fit as usize).copied().filter(|&t| t != 255)
    }
}

/// One byte string to look for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Needle {
    pub(super) of: Of,
    /// Folded text or canonical romaji.
    pub(super) text: String,
    /// Further parts that stand later in the same field, in this order.
    pub(super) rest: Vec<String>,
    /// Only here.
    pub(super) field: Option<Field>,
    /// Not inside a longer number, and best after one of these; none if it is no number.
    pub(super) number: Option<Vec<&'static str>>,
    /// Only where a word starts.
    pub(super) begins: bool,
}

/// A needle with what its hits are worth.
#[derive(Clone, Debug)]
pub(super) struct Probe {
    pub(super) needle: Needle,
    pub(super) class: Class,
}

/// All ways to meet one term.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub(super) term: Term,
    /// The number of a document.
    pub(super) number: bool,
    pub(super) probes: Vec<Probe>,
}

impl Plan {
    /// The only kind of record asked for.
    pub(super) fn kind(&self) -> Option<Kind> {
        match self.term.scope {
            Some(Scope::Kind(k)) => Some(k),
            _ => None,
        }
    }

    /// The only field asked for.
    pub(super) fn field(&self) -> Option<Field> {
        match self.term.scope {
            Some(Scope::Field(f)) => Some(f),
            _ => None,
        }
    }

    /// Long enough to mean something in the middle of a word.
    pub(super) fn long(&self) -> bool {
        self.term.key.chars().nth(2).is_some()
    }
}

/// The plan for a part of a term.
pub(super) fn part(index: &Index, term: &Term, text: &str) -> Plan {
    plan(
        index,
        &Term {
            text: text.to_owned(),
            key: crate::text::fold::key(text),
            ..term.clone()
        },
    )
}

/// Plans for all terms.
pub(super) fn plans(index: &Index, query: &Query) -> Vec<Plan> {
    query.terms.iter().map(|t| plan(index, t)).collect()
}

fn plan(index: &Index, term: &Term) -> Plan {
    let mut plan = Plan {
        term: term.clone(),
        number: false,
        probes: Vec::new(),
    };
    let field = plan.field();
    let numbers = if term.exact {
        None
    } else {
        number::notations(&term.text)
    }
    .unwrap_or_default();
    plan.number = !numbers.bare.is_empty();
    let kinds = numbers.kinds.clone();
    let mut add = |class: Class, of: Of, text: &str, rest: &[String]| {
        let needle = Needle {
            of,
            text: text.to_owned(),
            rest: rest.to_vec(),
            field: if class == Class::Badge {
                Some(Field::Number)
            } else {
                field
            },
            number: (class == Class::Digits).then(|| kinds.clone()),
            begins: of == Of::Rom && text.len() < 3,
        };
        let known = plan.probes.iter().any(|p| p.needle == needle);
        if !known
            && !text.is_empty()
            && (class != Class::Badge || field.is_none_or(|f| f == Field::Number))
        {
            plan.probes.push(Probe { needle, class });
        }
    };
    let (meant, related) = if term.exact {
        (&[][..], &[][..])
    } else {
        index.synonyms.of(&term.key, &term.text)
    };
    let literal = if meant.is_empty() || term.key.chars().any(|c| c >= '\u{3400}') {
        Class::Text
    } else if term.key.is_ascii() {
        Class::WeakLatin
    } else if term.text.contains(['ー', 'ｰ']) {
        Class::WeakLong
    } else {
        Class::Weak
    };
    add(literal, Of::Key, &term.key, &[]);
    if let Some(form) = legal_only(&term.key) {
        add(Class::Trimmed, Of::Key, form, &[]);
    }
    if term.exact {
        return plan;
    }
    for (list, class) in [
        (&numbers.bare, Class::Digits),
        (&numbers.badge, Class::Badge),
    ] {
        for text in list {
            add(class, Of::Key, text, &[]);
        }
    }
    if term.key.ends_with(['社', '会', '式', '株', '有', '限']) {
        for form in ["株式会社", "有限会社", "合同会社"] {
            for (cut, _) in form.char_indices().skip(1) {
                if let Some(stem) = form.get(..cut).and_then(|part| term.key.strip_suffix(part)) {
                    add(Class::Trimmed, Of::Key, stem, &[]);
                }
            }
        }
    }
    for word in meant {
        add(Class::Synonym, Of::Key, word, &[]);
    }
    for word in related {
        add(Class::Related, Of::Key, word, &[]);
    }
    for word in letters::latin(&term.text)
        .iter()
        .chain(&letters::spelt(&term.key))
    {
        add(Class::Related, Of::Key, word, &[]);
    }
    for parts in index.synonyms.institution(&term.key) {
        if let Some((first, rest)) = parts.split_first() {
            add(Class::Synonym, Of::Key, first, rest);
        }
    }
    if sounds(&term.text) {
        for needle in romaji::probes(&term.text) {
            if needle.bytes().all(|b| b.is_ascii_alphanumeric())
                && needle.bytes().any(|b| b.is_ascii_alphabetic())
            {
                add(Class::Reading, Of::Rom, &needle, &[]);
            }
        }
    }
    plan
}

/// A term that is nothing but a legal form is looked for as one.
fn legal_only(key: &str) -> Option<&'static str> {
    let mut out = Vec::new();
    crate::text::fold::pieces(key, crate::text::fold::Legal::Mark, &mut out);
    matches!(out.as_slice(), [p] if p.ch == crate::text::fold::LEGAL).then_some(LEGAL_CODE)
}

const LEGAL_CODE: &str = "\u{1F}";
const _: () = assert!(SOFT == 0x1F);

/// True if the term can be a reading: kana or Latin, no kanji.
pub(super) fn sounds(text: &str) -> bool {
    let key = crate::text::fold::key(text);
    !key.is_empty()
        && key
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || ('\u{30A1}'..='\u{30FA}').contains(&c))
}
