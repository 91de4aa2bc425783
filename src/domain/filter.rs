//! Filters: words that narrow a list of what is recorded. Screens and commands fold them as the search does, and know the
//! words by which a need, an organisation or a person may be called.

use super::book::Book;
use super::code::{Level, OwnerSide, PairingStatus, TaskStatus};
use super::number;
use super::roster::{Attendee, Need, Organisation};
use crate::text::Clean;
use crate::text::fold;

/// The words of a filter, all of which must fit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter(Vec<Word>);

#[derive(Clone, Debug, PartialEq)]
struct Word {
    folded: String,
    /// The same as a number without leading zeros, where it is one: `n01` is `n1`.
    number: Option<String>,
    /// A side, a level or a state: in the sentences of a need it means something else.
    is_code: bool,
}

impl Filter {
    /// Each word of a text.
    pub fn words(text: &str) -> Self {
        Self(text.split_whitespace().filter_map(Word::of).collect())
    }

    /// The whole text as one word: a name that has blanks in it.
    pub fn name(text: &str) -> Self {
        Self(Word::of(text).into_iter().collect())
    }

    /// Whether nothing is asked for.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether every word stands in the words of a thing or in its own texts, or is the number that one of them is.
    pub fn fits(&self, words: &Words, own: &[&str]) -> bool {
        self.fits_any(&[words], own)
    }

    /// The same with the words of several things, each word in any of them.
    pub fn fits_any(&self, words: &[&Words], own: &[&str]) -> bool {
        let own = folded(own);
        let fits = |word: &Word, text: &String| match (&word.number, as_number(text)) {
            // A number is compared whole: n1 is not the beginning of n10.
            (Some(asked), Some(number)) => *asked == number,
            (Some(_) | None, Some(_) | None) => text.contains(&word.folded),
        };
        self.0.iter().all(|word| {
            let mut names = own.iter().chain(words.iter().flat_map(|w| &w.names));
            let texts = words.iter().flat_map(|w| &w.texts);
            let mut texts = texts.filter(|_| !word.is_code);
            names.any(|text| fits(word, text)) || texts.any(|text| fits(word, text))
        })
    }
}

/// The words of a need and an organisation, as a filter compares them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Words {
    /// Numbers, names and titles.
    names: Vec<String>,
    /// What the need says.
    texts: Vec<String>,
}

impl Words {
    /// By the keys something was recorded with.
    pub fn of(book: &Book, session: &Clean, need: &Clean, org: &Clean) -> Self {
        let mut all = Self::of_need(book, session, need);
        all.names.extend(Self::of_org(book, session, org).names);
        all
    }

    /// Of a need and its session.
    pub fn of_need(book: &Book, session: &Clean, need: &Clean) -> Self {
        let known = book.sessions.get(session);
        let mut names = vec![number::shown(need), session.as_str()];
        names.extend(known.map(|s| s.title.as_str()));
        let of_need = known.and_then(|s| s.recorded_need(need));
        names.extend(of_need.map(|n| n.title.as_str()));
        Self::names(&names, &of_need.map(need_texts).unwrap_or_default())
    }

    /// Of an organisation.
    pub fn of_org(book: &Book, session: &Clean, org: &Clean) -> Self {
        let known = book.sessions.get(session);
        let known = known.and_then(|s| s.recorded_organisation(org));
        let mut names = vec![number::shown(org)];
        names.extend(known.iter().flat_map(|org| org_names(org)));
        Self::names(&names, &[])
    }

    fn names(names: &[&str], texts: &[&str]) -> Self {
        Self {
            names: folded(names),
            texts: folded(texts),
        }
    }
}

fn folded(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| fold::key(text)).collect()
}

impl Word {
    fn of(text: &str) -> Option<Self> {
        let folded = fold::key(text);
        let number = as_number(&folded);
        let is_code = OwnerSide::parse(text).is_some()
            || Level::parse(text).is_some()
            || TaskStatus::parse(text).is_some()
            || PairingStatus::parse(text).is_some();
        (!folded.is_empty()).then_some(Self {
            folded,
            number,
            is_code,
        })
    }
}

/// `n01` and `n1` are the same number, `1` is another.
fn as_number(folded: &str) -> Option<String> {
    let digits = folded.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = folded.split_at_checked(digits)?;
    let plain = letters.len() <= 3 && digits.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| format!("{letters}{}", digits.trim_start_matches('0')))
}

/// What a need says besides its title.
fn need_texts(need: &Need) -> Vec<&str> {
    let mut texts = vec![
        need.department.as_str(),
        need.problem.as_str(),
        need.wanted.as_str(),
        need.current.as_str(),
    ];
    texts.extend(need.seeking_tech.iter().map(Clean::as_str));
    texts
}

/// What an organisation is called.
fn org_names(org: &Organisation) -> [&str; 4] {
    [
        number::shown(&org.id),
        org.name.as_str(),
        org.short.as_str(),
        org.kana.as_str(),
    ]
}

/// Whether a text calls this session: by its id or by words of its title.
pub fn calls_session(book: &Book, session: &Clean, text: &str) -> bool {
    let title = book.sessions.get(session).map_or("", |s| s.title.as_str());
    let filter = Filter::name(text);
    *session == *text || (!filter.is_empty() && filter.fits(&Words::default(), &[title]))
}

/// Whether a text calls this need of a session, or this organisation, or this person: exactly by the key, or by a word.
pub fn calls(book: &Book, session: &Clean, of: Of<'_>, text: &str) -> bool {
    let known = book.sessions.get(session);
    let filter = Filter::name(text);
    let (key, words) = match of {
        Of::Need(no) => {
            let need = known.and_then(|s| s.recorded_need(no));
            let words = |n: &Need| Words::names(&[number::shown(&n.no), &n.title], &need_texts(n));
            (no, need.map(words))
        }
        Of::Org(id) => {
            let org = known.and_then(|s| s.recorded_organisation(id));
            (id, org.map(|o| Words::names(&org_names(o), &[])))
        }
        Of::Person(badge) => {
            let person = known.and_then(|s| s.recorded_attendee(badge));
            let names = |p: &Attendee| Words::names(&[&p.badge, &p.name, &p.kana], &[]);
            (badge, person.map(names))
        }
    };
    let is_key = *key == *text || number::narrow(number::shown(key)) == number::narrow(text);
    // A badge is called by its whole number or by words, never by some of its digits.
    let digits = text
        .chars()
        .all(|c| c.is_ascii_digit() || ('０'..='９').contains(&c));
    is_key || (!digits && !filter.is_empty() && words.is_some_and(|words| filter.fits(&words, &[])))
}

/// What a text may call.
#[derive(Clone, Copy, Debug)]
pub enum Of<'a> {
    /// A need, by its number.
    Need(&'a Clean),
    /// An organisation, by its id.
    Org(&'a Clean),
    /// A person, by badge number.
    Person(&'a Clean),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_fit_as_people_write_them_and_words_by_their_folding() {
        let texts = ["N-01", "内視鏡の曇りを防ぐ", "株式会社 光学テクノ"];
        for asked in [
            "n01",
            "N-1",
            "ｎ１",
            "N-01",
            "曇り",
            "曇り n1",
            "光学テクノ㈱",
            "(株)光学テクノ",
        ] {
            assert!(
                Filter::words(asked).fits(&Words::default(), &texts),
                "{asked}"
            );
        }
        for asked in ["n2", "N-10", "n0", "曇る", "n01 止血"] {
            assert!(
                !Filter::words(asked).fits(&Words::default(), &texts),
                "{asked}"
            );
        }
    }
}
