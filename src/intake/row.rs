//! What every reader yields: rows of named cells, each with its place. Nothing behind a reader knows its format.

use super::place::Place;
use jiff::civil::{Date, Time};
use std::borrow::Cow;

/// Everything that was read, section by section.
#[derive(Clone, Debug)]
pub struct Document<'a> {
    /// What is said of the session itself.
    pub session: Row<'a>,
    /// 機関
    pub organisations: Rows<'a>,
    /// 参加者
    pub attendees: Rows<'a>,
    /// ニーズ
    pub needs: Rows<'a>,
    /// 関連特許
    pub patents: Rows<'a>,
    /// 面談の枠
    pub slots: Rows<'a>,
    /// 卓
    pub tables: Rows<'a>,
}

/// The rows of one section.
#[derive(Clone, Debug, Default)]
pub struct Rows<'a> {
    /// In the order of the file.
    pub rows: Vec<Row<'a>>,
    /// Whether a row could not be read. References to rows of this section are not judged then.
    pub has_gaps: bool,
}

/// One row: an organisation, an attendee ….
#[derive(Clone, Debug)]
pub struct Row<'a> {
    /// What the file calls the place of the row: a heading, a sheet.
    pub title: Cow<'a, str>,
    /// The heading, or the first cell.
    pub place: Place,
    /// Whether it is a group inside a cell, such as one interest of an attendee.
    pub is_group: bool,
    /// Whether a part of it could not be read. A required column that is absent is not reported then.
    pub has_gaps: bool,
    /// Only the cells that are filled in.
    pub fields: Vec<Field<'a>>,
}

/// A cell under the name of its column.
#[derive(Clone, Debug)]
pub struct Field<'a> {
    /// The name as written; perhaps no known one.
    pub name: Cow<'a, str>,
    /// Where the name stands.
    pub name_place: Place,
    /// The cell.
    pub cell: Cell<'a>,
}

/// A value and where it stands.
#[derive(Clone, Debug)]
pub struct Cell<'a> {
    /// What stands there.
    pub value: Value<'a>,
    /// Where.
    pub place: Place,
}

/// What a cell may hold. A reader gives the type that the format states and converts nothing.
#[derive(Clone, Debug)]
pub enum Value<'a> {
    /// A text, not yet cleaned.
    Text(Cow<'a, str>),
    /// A whole number.
    Whole(Whole<'a>),
    /// A number with a fraction, as written.
    Decimal(Cow<'a, str>),
    /// Yes or no.
    Flag(bool),
    /// A date and nothing else.
    Date(Date),
    /// A time of day and nothing else.
    Time {
        /// To the second.
        time: Time,
        /// As written.
        written: String,
    },
    /// A date with a time of day, or a date or time that does not exist.
    Moment {
        /// The date in it, if there is one.
        date: Option<Date>,
        /// As written.
        written: String,
    },
    /// Several values.
    List(Vec<Cell<'a>>),
    /// A row inside a cell.
    Group(Box<Row<'a>>),
}

/// A whole number as its reader understood it.
#[derive(Clone, Debug)]
pub struct Whole<'a> {
    /// The number, unless it is negative or too large.
    pub number: Option<u64>,
    /// Its digits, with a sign if there is one.
    pub digits: Cow<'a, str>,
    /// As written.
    pub written: Cow<'a, str>,
}

impl<'a> Row<'a> {
    /// A row of which nothing could be read.
    pub fn unreadable(title: &'a str, place: Place) -> Self {
        Self {
            title: Cow::Borrowed(title),
            place,
            is_group: false,
            has_gaps: true,
            fields: Vec::new(),
        }
    }

    /// The cell of a column.
    pub fn cell(&self, name: &str) -> Option<&Cell<'a>> {
        let field = self.fields.iter().find(|f| f.name == name)?;
        Some(&field.cell)
    }

    /// Place of a cell, or of the row where the cell is absent.
    pub fn place_of(&self, name: &str) -> Place {
        self.cell(name).map_or(self.place, |cell| cell.place)
    }
}

impl Value<'_> {
    /// A single value as written, for messages.
    pub fn shown(&self) -> Cow<'_, str> {
        match self {
            Self::Text(s) => Cow::Borrowed(s),
            Self::Whole(n) => Cow::Borrowed(&n.written),
            Self::Decimal(written) => Cow::Borrowed(written),
            Self::Time { written, .. } | Self::Moment { written, .. } => Cow::Borrowed(written),
            Self::Flag(b) => Cow::Owned(b.to_string()),
            Self::Date(d) => Cow::Owned(d.to_string()),
            Self::List(_) | Self::Group(_) => Cow::Borrowed(".."),
        }
    }
}
