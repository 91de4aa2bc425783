//! Texts as they are compared.

use crate::text::script::is_hiragana;
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// A text as its words are compared: one width, one case.
pub(in crate::domain::rule) fn flat(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).collect()
}

/// Pairs of neighbouring letters of one word that carry meaning: not those of hiragana alone.
pub(super) fn pairs(text: &str) -> BTreeSet<(char, char)> {
    let text = flat(text);
    let next = text.chars().skip(1);
    (text.chars().zip(next))
        .filter(|(a, b)| a.is_alphanumeric() && b.is_alphanumeric())
        .filter(|(a, b)| !is_hiragana(*a) && !is_hiragana(*b))
        .collect()
}
