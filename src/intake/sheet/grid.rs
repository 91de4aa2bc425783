//! Lines of cells, and why there may be none.

use jiff::civil::{Date, DateTime, Time};
use serde::{Deserialize, Serialize};

/// Most cells of a file. A list of ten columns has half a million rows then; beyond that it is no list of people.
pub const CELLS: usize = 5_000_000;

/// Most rows of one sheet that hold something.
pub const ROWS: usize = 500_000;

/// Everything on the sheets of a file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Book {
    /// In the order of the file. A text is one sheet without a name.
    pub sheets: Vec<Sheet>,
    /// Whether it was a text, whose rows are lines.
    pub is_text: bool,
}

/// One sheet.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// Its name; empty in a text.
    pub name: String,
    /// Whether the program that made the file hides it.
    pub is_hidden: bool,
    /// The lines with something in them, from the top.
    pub lines: Vec<Line>,
    /// Cells that are merged into one; the value stands in the first.
    pub merges: Vec<Area>,
    /// Columns that are hidden, from 1.
    pub hidden_columns: Vec<(u32, u32)>,
}

/// One row of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// As the spreadsheet numbers it, from 1; in a text the line where it begins.
    pub row: u32,
    /// Whether it is hidden, for example by a filter.
    pub is_hidden: bool,
    /// The cells with something in them, by column from 1.
    pub cells: Vec<(u32, Raw)>,
}

/// What a cell holds, as the file states it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Raw {
    /// A text, not cleaned.
    Text(String),
    /// A number.
    Number(f64),
    /// Yes or no.
    Flag(bool),
    /// A day.
    Date(Date),
    /// A time of day.
    Time(Time),
    /// A day with a time.
    Moment(DateTime),
    /// An error such as `#REF!`.
    Error(String),
    /// A formula whose value was not stored.
    Formula,
}

/// A rectangle of cells, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    /// First row, from 1.
    pub top: u32,
    /// Last row.
    pub bottom: u32,
    /// First column, from 1.
    pub left: u32,
    /// Last column.
    pub right: u32,
}

/// Why nothing of a file could be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum SheetError {
    /// Nobody waits for it any more.
    #[error("stopped")]
    Stopped,
    /// It is protected with a password.
    #[error("protected with a password")]
    Password,
    /// A part of it is missing.
    #[error("a part of the file is missing")]
    Cut,
    /// A page of the web under the name of a workbook.
    #[error("HTML or XML, not a workbook")]
    Markup,
    /// It is no workbook and no text.
    #[error("neither a workbook nor a table of text")]
    Binary,
    /// The binary workbook of Excel.
    #[error("a binary workbook (xlsb)")]
    Xlsb,
    /// It unpacks to more than a list can be.
    #[error("larger than {mib} MiB when unpacked")]
    TooBig {
        /// The limit.
        mib: u64,
    },
    /// It has more cells or rows than a list can have.
    #[error("more than {rows} rows or {cells} cells")]
    TooMany {
        /// The limit of rows.
        rows: usize,
        /// The limit of cells.
        cells: usize,
    },
    /// What reads it asked for more room than it may have, and was stopped.
    #[error("reading it takes more than {mib} MiB of memory")]
    Memory {
        /// The limit.
        mib: u64,
    },
    /// The bytes are no text in any usual encoding.
    #[error("line {line}: not {encoding}")]
    Encoding {
        /// The line with the first byte that does not fit.
        line: u32,
        /// The encoding that fits the rest.
        encoding: String,
    },
    /// A quotation mark is not closed.
    #[error("line {line}: a quotation mark is not closed")]
    Quote {
        /// Where it opens.
        line: u32,
    },
    /// What reads the format says so.
    #[error("{0}")]
    Damaged(String),
}

impl SheetError {
    pub(super) fn too_many() -> Self {
        Self::TooMany {
            rows: ROWS,
            cells: CELLS,
        }
    }
}

impl Sheet {
    /// Whether a column is hidden.
    pub fn hides(&self, column: u32) -> bool {
        let hides = |(from, to): &(u32, u32)| (*from..=*to).contains(&column);
        self.hidden_columns.iter().any(hides)
    }
}

impl Line {
    /// What stands in a column.
    pub fn cell(&self, column: u32) -> Option<&Raw> {
        let at = self.cells.binary_search_by_key(&column, |(c, _)| *c).ok()?;
        self.cells.get(at).map(|(_, raw)| raw)
    }
}

/// Puts cells that come in any order onto lines; refuses more than a list can have.
#[derive(Debug, Default)]
pub(super) struct Lines {
    done: Vec<Line>,
    in_order: bool,
    cells: usize,
}

impl Lines {
    pub(super) fn new() -> Self {
        Self {
            in_order: true,
            ..Self::default()
        }
    }

    pub(super) fn put(&mut self, row: u32, column: u32, raw: Raw) -> Result<(), SheetError> {
        self.cells += 1;
        if self.cells > CELLS || self.done.len() > ROWS {
            return Err(SheetError::too_many());
        }
        match self.done.last_mut() {
            Some(line) if line.row == row => line.cells.push((column, raw)),
            last => {
                self.in_order &= last.is_none_or(|line| line.row < row);
                self.done.push(Line {
                    row,
                    is_hidden: false,
                    cells: vec![(column, raw)],
                });
            }
        }
        Ok(())
    }

    pub(super) fn finish(mut self) -> Vec<Line> {
        if !self.in_order {
            self.done.sort_by_key(|line| line.row);
            self.done.dedup_by(|next, line| {
                let same = next.row == line.row;
                if same {
                    line.cells.append(&mut next.cells);
                }
                same
            });
        }
        for line in &mut self.done {
            line.cells.sort_by_key(|(column, _)| *column);
        }
        self.done
    }
}

/// A moment as calendars write it: a day, a time, or both. Excel counts time of day from day 0.
pub(super) fn moment(parts: (u16, u8, u8, u8, u8, u8, u16), value: f64) -> Raw {
    let (year, month, day, hour, minute, second, milli) = parts;
    let narrow = |n: u8| i8::try_from(n).unwrap_or(0);
    let time = Time::new(narrow(hour), narrow(minute), narrow(second), 0);
    let time = time.unwrap_or_default();
    // Fractions of a day are not exact: what is nearly the next second is that second.
    let time = if milli >= 500 {
        let next = time.checked_add(jiff::SignedDuration::from_secs(1));
        next.unwrap_or(time)
    } else {
        time
    };
    if (0.0..1.0).contains(&value) {
        return Raw::Time(time);
    }
    let year = i16::try_from(year).unwrap_or(0);
    match Date::new(year, narrow(month), narrow(day)) {
        Ok(date) if time == Time::midnight() => Raw::Date(date),
        Ok(date) => Raw::Moment(date.to_datetime(time)),
        Err(_) => Raw::Number(value),
    }
}
