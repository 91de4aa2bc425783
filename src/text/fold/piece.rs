//! What folding gives: characters with their places in the original.

/// A folded text and, for each of its bytes, the byte in the original it came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// What is compared.
    pub text: String,
    /// `map[i]` is the byte offset in the original of the character that gave byte `i`; one more entry for the end.
    pub map: Vec<u32>,
}

/// One folded character with its place in the original.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The folded character, or [`LEGAL`].
    pub ch: char,
    /// Byte offset in the original of the character it came from.
    pub at: u32,
    /// A word starts here: after a blank or punctuation, or where the kind of writing changes.
    pub start: bool,
}

/// Stands for a legal form where the caller asked to keep its place.
pub const LEGAL: char = '\u{1F}';

/// What happens to 株式会社 and the like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Legal {
    /// Nothing is left of them, if anything else is left of the text.
    Drop,
    /// One [`LEGAL`] stands in their place.
    Mark,
    /// They stay as written.
    Keep,
}
