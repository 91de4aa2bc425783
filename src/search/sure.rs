//! fuzzy-matcher's score where it is certain without asking: a term met in one piece.
//!
//! The scorer looks for the best of all ways to spread a pattern over a text, which takes microseconds per record. But
//! a piece in one, at the best of the places where its first character gets a bonus, cannot be beaten: every further
//! character earns at most what the next one in a row does. A test holds this equal to the scorer itself.

use super::shard::SOFT;
use super::shard::Stream;

/// For each character met.
const MATCH: i64 = 16;
/// For each that follows the one before.
const NEXT: i64 = 4;
/// For the first character after a blank, and twice that at the very start.
const START: i64 = 8;

/// What is known of a text while it is read character by character.
#[derive(Debug)]
pub(super) struct Sure<'p> {
    pattern: &'p str,
    first: char,
    /// Length of the text in bytes.
    len: usize,
    before: Option<char>,
    /// The characters of the pattern not yet met, once it has begun.
    rest: Option<std::str::Chars<'p>>,
    /// What the first character of the hit earns.
    bonus: i64,
    /// The most that the first character would earn elsewhere.
    rival: i64,
    certain: bool,
}

impl<'p> Sure<'p> {
    /// None if the pattern has signs, which the scorer treats in ways of its own.
    pub(super) fn new(pattern: &'p str) -> Option<Self> {
        let plain = |c: char| {
            c.is_ascii_lowercase() || c.is_ascii_digit() || ('\u{80}'..='\u{FFFF}').contains(&c)
        };
        let first = pattern.chars().next()?;
        pattern.chars().all(plain).then_some(Self {
            pattern,
            first,
            len: 0,
            before: None,
            rest: None,
            bonus: 0,
            rival: 0,
            certain: true,
        })
    }

    /// A blank of the text.
    #[inline]
    pub(super) fn blank(&mut self) {
        self.len += 1;
        self.before = Some(' ');
        self.certain &= self.rest.as_ref().is_none_or(|r| r.as_str().is_empty());
    }

    /// A character of the text; the hit begins with it if `here`.
    #[inline]
    pub(super) fn next(&mut self, c: char, here: bool) {
        self.len += c.len_utf8();
        if c == self.first {
            let bonus = match self.before {
                None => 2 * START,
                Some(' ') => START,
                Some(_) => 0,
            };
            if here {
                self.bonus = bonus;
            } else {
                self.rival = self.rival.max(bonus);
            }
        }
        if here {
            self.rest = Some(self.pattern.chars());
        }
        if let Some(rest) = &mut self.rest
            && !rest.as_str().is_empty()
        {
            self.certain &= rest.next() == Some(c);
        }
        // Doubled characters and signs earn other bonuses.
        if self.before == Some(c) {
            self.certain &= !self.pattern.contains(c);
        }
        self.certain &= !c.is_ascii() || c.is_ascii_lowercase() || c.is_ascii_digit();
        self.before = Some(c);
    }

    /// The score and the length of the text, if the score is certain.
    pub(super) fn score(&self) -> Option<(i64, usize)> {
        let met = self.rest.as_ref().is_some_and(|r| r.as_str().is_empty());
        let count = i64::try_from(self.pattern.chars().count()).ok()?;
        (met && self.certain && self.rival <= self.bonus).then_some((
            MATCH * count + NEXT * (count - 1) + self.bonus - 1,
            self.len,
        ))
    }
}

/// The same for a hit at `hit` in the readings, where every byte is a letter: without a look at each of them in turn.
pub(super) fn romaji(
    stream: &Stream,
    hit: usize,
    pattern: &str,
    most: usize,
) -> Option<(i64, usize)> {
    let (_, from) = stream.field(hit);
    let to = stream.field_end(hit).min(from + most);
    let bytes = stream.bytes.get(from..to)?;
    let letter = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    let mut separators = 0;
    let mut plain = true;
    for &b in bytes {
        separators += usize::from(b == SOFT);
        plain &= letter(b) || b == SOFT;
    }
    let twice = bytes.iter().zip(bytes.iter().skip(1)).any(|(a, b)| a == b);
    let first = *pattern.as_bytes().first()?;
    let end = hit + pattern.len();
    if !plain || twice || end > to || !pattern.bytes().all(letter) || !stream.soft.get(from) {
        return None;
    }
    let mut starts = 0;
    let mut bonus = 0;
    let mut rival = 0;
    let mut broken = false;
    let mut start = |at: usize| {
        let earns = if at == from { 2 * START } else { START };
        if at == hit {
            bonus = earns;
        } else if bytes.get(at - from) == Some(&first) {
            rival = earns.max(rival);
        }
        broken |= at > hit && at < end;
    };
    stream.soft.each(from, to, |at| {
        starts += 1;
        start(at);
        // What follows a separator follows its blank.
        if bytes.get(at - from) == Some(&SOFT) {
            start(at + 1);
        }
    });
    let count = i64::try_from(pattern.len()).ok()?;
    // The blank before the first word is none of the text.
    (!broken && rival <= bonus).then_some((
        MATCH * count + NEXT * (count - 1) + bonus - 1,
        bytes.len() - separators + starts - 1,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use fuzzy_matcher::FuzzyMatcher;
    use fuzzy_matcher::skim::SkimMatcherV2;
    use proptest::prelude::*;

    fn sure(text: &str, pattern: &str, at: usize) -> Option<(i64, usize)> {
        let mut sure = Sure::new(pattern)?;
        for (i, c) in text.char_indices() {
            if c == ' ' {
                sure.blank();
            } else {
                sure.next(c, i == at);
            }
        }
        sure.score()
    }

    #[test]
    fn usual_hits_are_certain() {
        assert_eq!(sure("naisi kyo", "naisi", 0), Some((20 * 5 + 11, 9)));
        assert_eq!(sure(" 医療用 内視鏡", "内視鏡", 11), Some((63, 20)));
        assert_eq!(sure("医療用内視鏡", "内視鏡", 9), Some((55, 18)));
        assert_eq!(sure("naisi kyo", "naisikyo", 0), None);
        assert_eq!(sure(" 内 外内視鏡", "内視鏡", 8), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]
        #[test]
        fn what_is_certain_is_what_the_scorer_says(
            head in "[abc内鏡 .]{0,12}", pattern in "[abc内鏡]{1,6}", tail in "[abc内鏡 1]{0,12}",
        ) {
            let text = format!("{head}{pattern}{tail}");
            if let Some((score, len)) = sure(&text, &pattern, head.len()) {
                let scorer = SkimMatcherV2::default().ignore_case();
                prop_assert_eq!(Some(score), scorer.fuzzy_match(&text, &pattern));
                prop_assert_eq!(len, text.len());
            }
        }
    }
}
