//! The result of folding: characters with their places in the original.

/// A folded text and, for each of its bytes, the byte in the original it came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// The folded text.
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
    /// Whether a word starts here: after a blank or punctuation, or where the kind of writing changes.
    pub start: bool,
}

/// Character that replaces a legal form with [`Legal::Mark`].
pub const LEGAL: char = '\u{1F}';

/// What to do with legal forms such as 株式会社.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Legal {
    /// They are removed, if anything else is left of the text.
    Drop,
    /// Each is replaced by one [`LEGAL`].
    Mark,
    /// They stay as written.
    Keep,
}
