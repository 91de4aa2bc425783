//! Tables as people pass them on: sheets of columns and rows. Floor 2 lays them out and writes them; what a sheet means
//! nobody here knows.

use crate::text::Clean;
use jiff::civil::{Date, Time};

/// The sheet with the words to choose from, which a writer adds where a list is long. No reader takes it for data.
pub const CHOICES: &str = "選択肢";

/// What a file of sheets holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Book {
    /// In the order of the file.
    pub sheets: Vec<Sheet>,
    /// What stands on each page when it is printed, for example 社外秘.
    pub mark: Option<String>,
    /// Whether its sheets stand below each other on paper, not each on a page of its own.
    pub one_page: bool,
}

/// One sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// What machines call it.
    pub key: &'static str,
    /// Its name.
    pub name: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Cells in the order of the columns.
    pub rows: Vec<Vec<Cell>>,
}

/// One column.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a property that a spreadsheet has on its own"
)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Column {
    /// What machines call it.
    pub key: &'static str,
    /// Its heading.
    pub heading: String,
    /// What may be written in it, as a note on the heading; may be empty.
    pub note: String,
    /// Width in half-width characters.
    pub width: u16,
    /// Words to choose from; empty where anything may stand.
    pub choices: Vec<String>,
    /// Whether other words than these are refused by the spreadsheet.
    pub is_closed: bool,
    /// Whether every row needs it.
    pub is_required: bool,
    /// Whether its numbers are names, so that zeros in front stay.
    pub is_text: bool,
    /// Whether it is ours and not for people.
    pub is_hidden: bool,
}

/// What stands in a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// A text, perhaps of several lines. Never a formula.
    Text(Clean),
    /// A state: a text with the colour of its meaning.
    State(Clean, Tone),
    /// A whole number.
    Number(u64),
    /// A day.
    Date(Date),
    /// A time of day.
    Time(Time),
}

/// What a state means to whoever looks for what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Good, or done.
    Good,
    /// Somebody has to do something.
    Due,
    /// It is late or stopped.
    Bad,
    /// None of these.
    Plain,
}

impl Cell {
    /// A text, or nothing where it is empty.
    pub fn text(text: &Clean) -> Self {
        if text.is_empty() {
            Self::Empty
        } else {
            Self::Text(text.clone())
        }
    }

    /// As a person reads it.
    pub fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::State(text, _) => text.to_string(),
            Self::Number(n) => n.to_string(),
            Self::Date(date) => date.to_string(),
            Self::Time(time) => time.strftime("%H:%M").to_string(),
        }
    }
}

/// Most characters of a text that stands twice in a row: once to be read, once to be compared with.
const TRACED: usize = 1_000;

/// A text as the hidden column keeps it: a long one by its beginning and a sum, because a cell holds 32,767 characters.
pub fn trace(text: &str) -> String {
    if text.chars().count() <= TRACED {
        return text.to_owned();
    }
    // FNV-1a: it tells a slip of a hand, which is all it is for.
    let sum = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let head: String = text.chars().take(40).collect();
    format!("{head}… {sum:016x}")
}
