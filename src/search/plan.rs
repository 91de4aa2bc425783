//! From a term to the byte strings that are looked for.

use super::class::Class;
use super::form::Form;
use super::index::Index;
use super::letters;
use super::number;
use super::phrase;
use super::query::Query;
use super::query::Term;
use super::record::Field;
use super::record::Kind;
use super::record::Scope;
use super::romaji;
use super::shard::SOFT;
use super::synonym::Synonyms;
use crate::text::fold;
use crate::text::script;

/// Which stream is scanned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Of {
    Key,
    Rom,
}

/// Fewer letters of romaji than this are met inside too many words to say anything there.
const SYLLABLES: usize = 7;

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
    /// Only where its field starts.
    pub(super) opens: bool,
    /// Only records with this legal form: the stream keeps of a form no more than its place.
    pub(super) form: Option<Form>,
    /// A guess, which is not worth a look through a large library.
    pub(super) guess: bool,
}

impl Needle {
    /// One string that is no number, `begins` only where a word starts.
    pub(super) fn plain(of: Of, text: String, field: Option<Field>, begins: bool) -> Self {
        Self {
            of,
            text,
            rest: Vec::new(),
            field,
            number: None,
            begins,
            opens: false,
            form: None,
            guess: false,
        }
    }
}

impl Needle {
    /// Among many records it would add nothing to what the other needles of its term meet: a kana that starts a word
    /// is heard there, a number so short stands in any other, badges are of the meeting, and a guess can wait until
    /// more is typed.
    pub(super) fn is_needless(&self) -> bool {
        let brief = |most: usize| self.of == Of::Key && self.text.chars().nth(most).is_none();
        let short = self.number.is_some() && brief(2) || self.begins && brief(1);
        self.guess || self.opens || short
    }

    /// One digit or two: they stand in most lines of a library, in no place better than another.
    pub(super) fn is_digits(&self) -> bool {
        let plain = self.field.is_none() && self.rest.is_empty() && self.number.is_none();
        let digits = self.text.bytes().all(|b| b.is_ascii_digit());
        plain && self.of == Of::Key && digits && matches!(self.text.len(), 1 | 2)
    }

    /// The start of the number of a document, which opens its line.
    pub(super) fn starts_number(&self) -> bool {
        let plain = self.field.is_none() && self.rest.is_empty() && self.form.is_none();
        plain && self.of == Of::Key && number::is_start(&self.text)
    }
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
    /// Said only beside another term: a post behind a name, which may have changed.
    pub(super) beside: bool,
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
            key: fold::key(text),
            ..term.clone()
        },
    )
}

/// Plans for all terms.
pub(super) fn plans(index: &Index, query: &Query) -> Vec<Plan> {
    let mut plans = Vec::with_capacity(query.terms.len());
    let mut terms = query.terms.iter().peekable();
    while let Some(term) = terms.next() {
        match terms
            .peek()
            .and_then(|next| phrase::together(index, term, next))
        {
            Some(both) => {
                plans.push(plan(index, &both));
                terms.next();
            }
            None => match with_post(index, term) {
                Some(both) => plans.extend(both),
                None => plans.push(plan(index, term)),
            },
        }
    }
    plans
}

/// A name and the post behind it as two, unless both together are one word.
fn with_post(index: &Index, term: &Term) -> Option<[Plan; 2]> {
    let plain = !term.exact && !term.without && term.scope.is_none();
    let (name, post) = phrase::post(&term.text).filter(|_| plain)?;
    if index.heard.is_word(&term.key) || index.heard.is_word(&fold::key(name)) {
        return None;
    }
    let post = Plan {
        beside: true,
        ..part(index, term, post)
    };
    Some([part(index, term, name), post])
}

fn plan(index: &Index, term: &Term) -> Plan {
    let name = phrase::called(&term.text).filter(|name| {
        // In kana it may be the end of any word: にゅうさん. てつ先生 is nothing else.
        let kana = sounds(&term.text) && name.chars().all(script::is_hiragana);
        !term.exact && !term.without && !kana
    });
    let Some(name) = name else {
        return plan_as_typed(index, term);
    };
    let mut plan = part(index, term, name);
    let as_typed = plan_as_typed(index, term);
    if sounds(&term.text) {
        // クエンさん is クエン酸 too.
        let other = |p: &Probe| as_typed.probes.iter().all(|t| t.needle != p.needle);
        plan.probes.retain(other);
        plan.probes.splice(0..0, as_typed.probes);
        plan.term = as_typed.term;
    } else {
        // As typed it may stand there too: 助産師さん.
        let literal = as_typed.probes.into_iter().take(1);
        plan.probes.splice(0..0, literal);
    }
    plan
}

fn plan_as_typed(index: &Index, term: &Term) -> Plan {
    let mut plan = Plan {
        term: term.clone(),
        number: false,
        probes: Vec::new(),
        beside: false,
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
    // A kana is heard where words start; inside them it says nothing.
    let one = !term.exact && !term.without && term.key.chars().nth(1).is_none();
    let kana =
        Some(term.key.as_str()).filter(|_| one && sounds(&term.text) && !term.key.is_ascii());
    let mut add = |class: Class, of: Of, text: &str, rest: &[String]| {
        let needle = Needle {
            of,
            text: text.to_owned(),
            rest: rest.to_vec(),
            field: match class {
                Class::Badge => Some(Field::Number),
                Class::Foreign => Some(Field::Reading),
                _ => field,
            },
            number: (class == Class::Digits).then(|| kinds.clone()),
            begins: of == Of::Rom && text.len() < SYLLABLES
                || class == Class::Between
                || kana == Some(text),
            opens: class == Class::Badge,
            form: if text == LEGAL_CODE {
                Form::named(&term.text)
            } else {
                None
            },
            guess: class.is_guess() && index.is_large(),
        };
        let known = plan.probes.iter().any(|p| p.needle == needle);
        if !known && !text.is_empty() && field.is_none_or(|f| needle.field == Some(f)) {
            plan.probes.push(Probe { needle, class });
        }
    };
    let (meant, related) = if term.exact {
        (&[][..], &[][..])
    } else {
        index.synonyms.of(&term.key, &term.text)
    };
    // バルーンカテーテル is a バルーン, so that the term means itself, not another word.
    let itself = meant.iter().any(|word| word.starts_with(&term.key));
    let half = letters::half_converted(&term.text).filter(|_| !term.exact);
    let named = || letters::latin(&term.text).filter(|_| !term.exact);
    let latin = half.clone().or_else(named);
    let long = term.text.contains(['ー', 'ｰ']);
    let spelt_out = latin.as_ref().is_some_and(|letters| letters.is_ascii()) && long;
    let literal = if spelt_out {
        Class::WeakLong
    } else if meant.is_empty() || term.key.chars().any(script::is_kanji) {
        Class::Text
    } else if term.key.is_ascii() {
        Class::WeakLatin
    } else if itself {
        Class::Own
    } else if long {
        Class::WeakLong
    } else {
        Class::Weak
    };
    match marked(&term.text).as_deref() {
        Some(LEGAL_CODE) => add(Class::Trimmed, Of::Key, LEGAL_CODE, &[]),
        form => {
            add(literal, Of::Key, &term.key, &[]);
            add(Class::Text, Of::Key, form.unwrap_or_default(), &[]);
        }
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
    let spoken = sounds(&term.text);
    let spellings = if spoken {
        index.heard.spellings(&romaji::canonical(&term.text))
    } else {
        Vec::new()
    };
    // A term with kanji says what it means: other words for it come after it. くもり is 曇り, not short for it.
    let other = |word: &&String| !spellings.contains(word);
    for word in meant.iter().filter(other) {
        let class = match word.chars().nth(BRIEF) {
            _ if literal == Class::Text => Class::Meaning,
            Some(_) => Class::Synonym,
            None => Class::Brief,
        };
        add(class, Of::Key, word, &[]);
    }
    for word in related.iter().filter(other) {
        add(Class::Related, Of::Key, word, &[]);
    }
    if spoken {
        // What is left out must be what was typed: a guess may find, never exclude.
        if spellings.is_empty() && !term.without {
            let mut class = Class::Begun;
            for word in index.heard.begun(&term.text) {
                add(class, Of::Key, &word, &[]);
                class = Class::BegunToo;
            }
        }
        for word in spellings {
            if word == term.key {
                continue;
            }
            add(Class::Field, Of::Key, &word, &[]);
            let (meant, related) = index.synonyms.of(&word, &word);
            for other in meant {
                add(Class::Meaning, Of::Key, other, &[]);
            }
            for other in related {
                add(Class::Related, Of::Key, other, &[]);
            }
            for parts in index.synonyms.institution(&word) {
                if let Some((first, rest)) = parts.split_first() {
                    add(Class::Synonym, Of::Key, first, rest);
                }
            }
            if let Some([stem, end]) = Synonyms::between(&word).filter(|_| !term.without) {
                add(Class::Between, Of::Key, &stem, &[end]);
            }
        }
    }
    let spelt = letters::spelt(latin.as_ref().unwrap_or(&term.text));
    for word in latin.iter().chain(&spelt) {
        // Letters that were spelt out are what was meant before any word for them: エムアールアイ.
        let class = if spelt_out || half.is_some() {
            Class::Meaning
        } else {
            Class::Related
        };
        add(class, Of::Key, word, &[]);
    }
    // Letters that are spelt out may be an abbreviation: ピーエムディーエー.
    if let Some(letters) = &latin {
        let (meant, related) = index.synonyms.of(letters, letters);
        let words = meant.iter().chain(related);
        for word in words.filter(|word| !word.contains(letters.as_str())) {
            add(Class::Related, Of::Key, word, &[]);
        }
    }
    if meant.is_empty() && related.is_empty() && !term.without {
        for word in index.synonyms.begun(&term.key) {
            add(Class::Guessed, Of::Key, word, &[]);
        }
    }
    for parts in index.synonyms.institution(&term.key) {
        if let Some((first, rest)) = parts.split_first() {
            add(Class::Synonym, Of::Key, first, rest);
        }
    }
    if let Some([stem, end]) = Synonyms::between(&term.key).filter(|_| !term.without) {
        add(Class::Between, Of::Key, &stem, &[end]);
    }
    for word in letters::counted(&term.text) {
        if let Some(only) = word.parse::<u32>().ok().map(|number| number.to_string()) {
            add(Class::Badge, Of::Key, &only, &[]);
        }
        add(Class::Meaning, Of::Key, &word, &[]);
    }
    if spoken {
        let mut needles = romaji::probes(&term.text);
        // 二十世紀 is said both ways.
        needles.extend(
            [
                ("じゅっ", "じゅう"),
                ("じっ", "じゅう"),
                ("ジュッ", "ジュウ"),
                ("ひゃっ", "ひゃく"),
            ]
            .iter()
            .filter(|(short, _)| term.text.contains(short))
            .map(|(short, long)| romaji::canonical(&term.text.replace(short, long))),
        );
        let whole = needles.first().cloned().unwrap_or_default();
        for needle in needles {
            if needle.bytes().all(|b| b.is_ascii_alphanumeric())
                && needle.bytes().any(|b| b.is_ascii_alphabetic())
                && !number::is_start(&term.key)
            {
                let class = if term.key.is_ascii() || is_native(&whole, &needle) {
                    Class::Reading
                } else {
                    Class::Foreign
                };
                add(class, Of::Rom, &needle, &[]);
            }
        }
    }
    plan
}

/// True if kana that sound like `whole` can become `needle` within a Japanese word: き is the start of きゃ.
fn is_native(whole: &str, needle: &str) -> bool {
    let cut = |text: &str, end: char| text.strip_suffix(end).map(str::to_owned);
    whole == needle || cut(whole, 'i').is_some_and(|stem| cut(needle, 'y') == Some(stem))
}

/// The folded term with its legal form marked, if one stands in its middle or is all there is.
fn marked(text: &str) -> Option<String> {
    let mut out = Vec::new();
    fold::pieces(text, fold::Legal::Mark, &mut out);
    let is_form = |p: &fold::Piece| p.ch == fold::LEGAL;
    let inside = match out.as_slice() {
        [only] => is_form(only),
        [_, inside @ .., _] => inside.iter().any(is_form),
        [] => false,
    };
    let ends = out.first().is_some_and(is_form) || out.last().is_some_and(is_form);
    (inside && (out.len() == 1 || !ends)).then(|| out.iter().map(|p| p.ch).collect())
}

/// Characters up to which a word is brief.
const BRIEF: usize = 3;
const LEGAL_CODE: &str = "\u{1F}";
const _: () = assert!(SOFT == 0x1F);

/// True if the term can be a reading: kana or Latin, no kanji.
pub(super) fn sounds(text: &str) -> bool {
    let key = fold::key(text);
    !key.is_empty()
        && key
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || ('\u{30A1}'..='\u{30FA}').contains(&c))
}
