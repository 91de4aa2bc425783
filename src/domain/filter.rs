//! Filters: words that narrow a list of what is recorded. Screens and commands fold them as the search does, and know the
//! words by which a need, an organisation or a person may be called.

use super::book::Book;
use super::number;
use super::roster::{Need, Organisation, Session};
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

    /// Whether every word stands in one of the texts, which are [`folded`], or is the number that one of them is.
    pub fn fits(&self, texts: &[String], more: &[String]) -> bool {
        let fits = |word: &Word, text: &String| match (&word.number, as_number(text)) {
            // A number is compared whole: n1 is not the beginning of n10.
            (Some(asked), Some(number)) => *asked == number,
            (Some(_) | None, Some(_) | None) => text.contains(&word.folded),
        };
        (self.0.iter()).all(|word| texts.iter().chain(more).any(|text| fits(word, text)))
    }
}

/// Texts as a filter compares them.
pub fn folded(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| fold::key(text)).collect()
}

impl Word {
    fn of(text: &str) -> Option<Self> {
        let folded = fold::key(text);
        let number = as_number(&folded);
        (!folded.is_empty()).then_some(Self { folded, number })
    }
}

/// `n01` and `n1` are the same number, `1` is another.
fn as_number(folded: &str) -> Option<String> {
    let digits = folded.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = folded.split_at_checked(digits)?;
    let plain = letters.len() <= 3 && digits.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| format!("{letters}{}", digits.trim_start_matches('0')))
}

/// The words of a need: its number, title and what it says.
pub fn need_words(need: &Need) -> Vec<&str> {
    let mut words = vec![
        number::shown(&need.no),
        need.title.as_str(),
        need.department.as_str(),
        need.problem.as_str(),
        need.wanted.as_str(),
        need.current.as_str(),
    ];
    words.extend(need.seeking_tech.iter().map(Clean::as_str));
    words
}

/// The names of an organisation.
pub fn org_words(org: &Organisation) -> [&str; 4] {
    [
        number::shown(&org.id),
        org.name.as_str(),
        org.short.as_str(),
        org.kana.as_str(),
    ]
}

/// The words of a need and an organisation by the keys something was recorded with.
pub fn pair_words<'a>(
    book: &'a Book,
    session: &'a Clean,
    need: &'a Clean,
    org: &'a Clean,
) -> Vec<&'a str> {
    let known = book.sessions.get(session);
    let mut words = vec![number::shown(need), number::shown(org), session.as_str()];
    if let Some(known) = known {
        words.push(&known.title);
        if let Some(need) = known.recorded_need(need) {
            words.extend(need_words(need));
            words.push(known.org_name(&need.hospital));
        }
        if let Some(org) = known.recorded_organisation(org) {
            words.extend(org_words(org));
        }
    }
    words
}

/// Whether a text calls this session: by its id or by words of its title.
pub fn calls_session(book: &Book, session: &Clean, text: &str) -> bool {
    let title = book.sessions.get(session).map_or("", |s| s.title.as_str());
    let filter = Filter::name(text);
    *session == *text || (!filter.is_empty() && filter.fits(&folded(&[title]), &[]))
}

/// Whether a text calls this need of a session, or this organisation, or this person: exactly by the key, or by a word.
pub fn calls(book: &Book, session: &Clean, of: Of<'_>, text: &str) -> bool {
    let known = book.sessions.get(session);
    let filter = Filter::name(text);
    let (key, words) = match of {
        Of::Need(no) => (no, known.and_then(|s| s.recorded_need(no)).map(need_words)),
        Of::Org(id) => {
            let org = known.and_then(|s| s.recorded_organisation(id));
            (id, org.map(|o| org_words(o).to_vec()))
        }
        Of::Person(badge) => {
            let person = known.and_then(|s: &Session| s.recorded_attendee(badge));
            let words = person.map(|p| vec![p.badge.as_str(), &p.name, &p.kana]);
            (badge, words)
        }
    };
    let is_key = *key == *text || number::narrow(number::shown(key)) == number::narrow(text);
    // A badge is called by its whole number or by words, never by some of its digits.
    let digits = text
        .chars()
        .all(|c| c.is_ascii_digit() || ('０'..='９').contains(&c));
    is_key
        || (!digits && !filter.is_empty() && words.is_some_and(|w| filter.fits(&folded(&w), &[])))
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
        let texts = folded(&texts);
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
            assert!(Filter::words(asked).fits(&texts, &[]), "{asked}");
        }
        for asked in ["n2", "N-10", "n0", "曇る", "n01 止血"] {
            assert!(!Filter::words(asked).fits(&texts, &[]), "{asked}");
        }
    }
}
