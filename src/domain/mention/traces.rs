//! What every text that names a person has in it, whatever stands around: a quick look that spares most texts the exact
//! one. It may let through what names nobody; it never holds back what does.

use super::contact;
use super::kind::Identity;
use super::pattern;
use crate::text::fold;
use std::cell::RefCell;
use unicode_normalization::UnicodeNormalization;

/// The traces of one person, for many texts.
#[derive(Debug)]
pub struct Traces {
    /// The characters that a way to write the person takes, each folded; its place is its bit.
    wanted: Vec<char>,
    /// By character of the text, as far as it was met: which of the wanted characters it may stand for.
    bits: RefCell<Vec<u64>>,
    /// Of each way to write the person, the characters that it takes.
    ways: Vec<u64>,
    /// How many digits the shortest telephone number has; `None`: there is none.
    digits: Option<usize>,
    has_mail: bool,
    /// Nothing is sure: every text is looked at exactly.
    any: bool,
}

/// A character that becomes another one with those beside it, or what an escape of JSON may hide.
const UNCLEAR: u64 = 1 << 63;
/// One that was not met yet.
const UNMET: u64 = u64::MAX;

impl Traces {
    /// Of a person, in texts that are not their own: there a family name alone does not mean them.
    pub fn of(identity: &Identity) -> Self {
        let mut wanted: Vec<char> = Vec::new();
        let mut ways = Vec::new();
        for pattern in pattern::of(identity) {
            if pattern.form.is_of_own() {
                continue;
            }
            let mut way = 0;
            for base in pattern.key.chars.iter().flat_map(|ch| bases(*ch)) {
                let known = wanted.iter().position(|c| *c == base);
                let bit = known.unwrap_or_else(|| {
                    wanted.push(base);
                    wanted.len() - 1
                });
                // What has no bit left is not asked for.
                if bit < 63 {
                    way |= 1 << bit;
                }
            }
            ways.push(way);
        }
        let telephones = contact::telephones_of(identity);
        Self {
            wanted,
            // Beyond the table nothing is known.
            bits: RefCell::new(vec![UNMET; 0x1_0000]),
            any: ways.contains(&0),
            ways,
            digits: telephones.map(|t| t.chars().count()).min(),
            has_mail: contact::mails_of(identity).next().is_some(),
        }
    }

    /// Which of the wanted characters one may stand for.
    fn of_char(&self, c: char) -> u64 {
        if is_unclear(c) {
            return UNCLEAR;
        }
        let found = bases(c).into_iter().filter_map(|base| {
            let at = self.wanted.iter().position(|c| *c == base)?;
            (at < 63).then(|| 1 << at)
        });
        found.fold(0, |all: u64, bit: u64| all | bit)
    }

    /// Whether a text, or several in one, may name the person.
    pub fn are_in(&self, text: &str) -> bool {
        let mut seen = 0;
        let mut bits = self.bits.borrow_mut();
        let (mut digits, mut at) = (0, false);
        for c in text.chars() {
            seen |= match bits.get_mut(c as usize) {
                Some(known) => {
                    if *known == UNMET {
                        *known = self.of_char(c);
                    }
                    *known
                }
                None => UNCLEAR,
            };
            digits += usize::from(c.is_ascii_digit() || ('０'..='９').contains(&c));
            at |= matches!(c, '@' | '＠');
        }
        self.any
            || seen & UNCLEAR != 0
            || self.ways.iter().any(|way| seen & way == *way)
            || self.digits.is_some_and(|least| digits >= least)
            || (self.has_mail && at)
    }
}

/// The characters that one folds to, each without what a mark beside it may change.
fn bases(c: char) -> Vec<char> {
    let mut pieces = Vec::new();
    fold::pieces(c.encode_utf8(&mut [0; 4]), fold::Legal::Keep, &mut pieces);
    let folded = pieces.iter().map(|piece| piece.ch);
    // A long vowel stands for whatever dash there is.
    let letters = folded.filter(|ch| ch.is_alphanumeric() && *ch != 'ー');
    letters
        .filter_map(|ch| std::iter::once(ch).nfd().next())
        .collect()
}

/// ヴ, however it is written, joins the vowel behind it; the backslash may stand for any character.
fn is_unclear(c: char) -> bool {
    matches!(c, 'ヴ' | 'ゔ' | '\u{3099}' | '゛' | 'ﾞ' | '\\')
}
