//! Heads of columns: what readers, remedies and templates need to know of a column, whatever rows it belongs to.

use super::choice::Choices;

/// What a column says of itself, whatever it is a column of.
#[derive(Clone, Copy, Debug)]
pub struct Head {
    /// Its name in a file.
    pub name: &'static str,
    /// Its Japanese heading.
    pub label: &'static str,
    /// Other usual names, in small letters and without blanks.
    pub aliases: &'static [&'static str],
    /// What its cells hold.
    pub kind: Kind,
    /// Whether every row needs it.
    pub is_required: bool,
    /// Whether it holds numbers of its own. Individual numbers and numbers of patients are not looked for in it.
    pub holds_numbers: bool,
    /// The words of its closed list.
    pub(super) choices: Option<fn() -> Choices>,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An id: letters and digits that are safe in file names and links.
    Id,
    /// One line of text.
    Line,
    /// Text of several lines.
    Text,
    /// Several texts.
    Texts,
    /// A date.
    Date,
    /// A time of day.
    Time,
    /// A whole number.
    Count,
    /// Yes or no.
    Flag,
    /// A word of a closed list.
    Code,
    /// Several words of a closed list.
    Codes,
    /// Several groups of cells.
    Groups,
    /// Anything; it is only shown and searched.
    Note,
}
