//! Where a line is not of the one form, and how.

use crate::text::Clean;
use crate::words::Words;
use crate::words::fl;

/// A line that this program could not have written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {why}")]
pub struct NotCanonical {
    /// The name of the field, for example `entity` or `body.ops[0].seq`; `line` for the line as a whole. It may come
    /// from the input.
    pub field: Clean,
    /// What is wrong with it.
    pub why: Why,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// It is not there, or not together with the one it belongs to.
    #[error("missing")]
    Missing,
    /// No such field is written.
    #[error("unknown")]
    Unknown,
    /// It is there twice.
    #[error("twice")]
    Twice,
    /// The same is written in another form, or it is nothing of this kind.
    #[error("not in the form that is written")]
    Form,
    /// A text has characters that are never written.
    #[error("characters that are never written")]
    Text,
    /// There is more of it than is ever written.
    #[error("too long")]
    Long,
    /// It does not fit another field.
    #[error("does not fit")]
    Differs,
    /// Its payload is gone, and no erasure says so.
    #[error("the content was removed")]
    Gone,
}

/// The longest name of a field that is told.
const LONGEST: usize = 80;

impl NotCanonical {
    pub(in crate::store) fn new(field: &str, why: Why) -> Self {
        let field: String = field.chars().take(LONGEST).collect();
        let field = Clean::line(&field);
        Self { field, why }
    }

    /// What is wrong, in the language of the user; it goes behind the number of the line.
    pub fn explain(&self, words: &Words) -> String {
        let field = match self.field.as_str() {
            "line" => fl!(words, "canonical-line"),
            other => other.to_owned(),
        };
        match self.why {
            Why::Missing => fl!(words, "canonical-missing", field = field),
            Why::Unknown => fl!(words, "canonical-unknown", field = field),
            Why::Twice => fl!(words, "canonical-twice", field = field),
            Why::Form => fl!(words, "canonical-form", field = field),
            Why::Text => fl!(words, "canonical-text", field = field),
            Why::Long => fl!(words, "canonical-long", field = field),
            Why::Differs => fl!(words, "canonical-differs", field = field),
            Why::Gone => fl!(words, "canonical-gone"),
        }
    }
}
