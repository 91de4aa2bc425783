//! All problems that a file of organisers can have. [`say`] has the texts, and `problems` adds the place. Codes are
//! stable: `E0..` for content, `E04.` for syntax, `W1..` for warnings.

mod say;

use super::section::Section;
use super::sheet::SheetError;

/// Encoding of a file that is not UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    Binary,
    Cp932,
    Utf16,
    Unknown,
}

/// Type of value that a column takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Want {
    Text,
    Number,
    Date,
    Time,
    Flag,
    Texts,
    Table,
    Rows,
    Tables,
}

/// Kind of thing that a reference points to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Target {
    Organisation,
    Need,
    Attendee,
    Patent,
    Slot,
    Desk,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Problem<'a> {
    Encoding(Encoding),
    TooBig {
        mib: usize,
    },
    TooManyRows {
        max: usize,
    },
    LineTooLong {
        max: usize,
    },
    FieldTooLong {
        key: &'a str,
        max: usize,
    },
    Control,
    FormatMissing,
    FormatUnknown {
        found: &'a str,
    },
    SectionMissing {
        key: &'a str,
    },
    Missing {
        key: &'a str,
        /// Whether the key is missing in a group inside a cell, not in a row.
        group: bool,
    },
    Duplicate {
        target: Target,
        value: &'a str,
        line: u32,
    },
    SamePatent {
        value: &'a str,
        other: &'a str,
        line: u32,
    },
    Dangling {
        target: Target,
        value: &'a str,
        similar: Option<&'a str>,
    },
    UnknownKey {
        key: &'a str,
        similar: Option<&'a str>,
        table: &'a str,
    },
    WrongType {
        key: &'a str,
        want: Want,
        example: &'a str,
    },
    Empty {
        key: &'a str,
    },
    NotOneOf {
        key: &'a str,
        value: &'a str,
        similar: Option<&'a str>,
        all: &'a str,
    },
    BadId {
        key: &'a str,
        value: &'a str,
    },
    BadDate {
        value: &'a str,
        fix: Option<&'a str>,
    },
    BadTime {
        value: &'a str,
        fix: Option<&'a str>,
    },
    OutOfRange {
        key: &'a str,
        min: u32,
        max: u32,
    },
    EndsBeforeStart,
    Licence {
        value: &'a str,
    },
    LicenceType {
        number: &'a str,
        written: &'a str,
    },
    Corporate {
        value: &'a str,
    },
    Jmdn {
        value: &'a str,
    },
    DuplicateKey {
        key: &'a str,
    },
    Blank,
    Quotes,
    Sign {
        found: &'a str,
        want: &'a str,
    },
    Digits {
        fix: String,
    },
    OddDate {
        value: String,
        fix: String,
    },
    OddTime {
        value: String,
        fix: String,
    },
    OddNumber {
        key: String,
        fix: String,
    },
    NoValue {
        key: String,
    },
    Trailing,
    OddFlag {
        key: String,
        fix: String,
    },
    KeyInJapanese {
        /// The column of that section that was meant.
        similar: Option<&'static str>,
        /// The heading above the line; empty at the top of the file.
        table: String,
    },
    Unclosed,
    Unquoted {
        fix: String,
    },
    NoEquals,
    List,
    Header,
    Escape,
    Nested,
    Syntax,
    More {
        count: usize,
    },
    Removed {
        key: &'a str,
    },
    SameName {
        name: &'a str,
        line: u32,
    },
    SameOrganisation {
        name: &'a str,
        line: u32,
    },
    OldStatus {
        date: &'a str,
    },
    Private,
    LicencePrefecture {
        value: &'a str,
        prefecture: &'a str,
    },
    LicenceKinds {
        value: &'a str,
        kinds: &'a str,
    },
    /// A text that a column which is only shown cannot mean.
    OddNote {
        key: &'a str,
        value: &'a str,
        all: &'a str,
    },
    PatentNotation {
        value: &'a str,
    },
    /// Nothing of a workbook can be read.
    Workbook(&'a SheetError),
    /// `#REF!` and the like.
    CellError {
        value: &'a str,
    },
    /// A formula whose value the file does not hold.
    NoResult,
    /// No line of a sheet holds the headings.
    NoHeadings {
        sheet: &'a str,
    },
    /// Two sheets are called the same but for spelling.
    SheetTwice {
        sheet: &'a str,
    },
    /// A sheet of another name.
    SheetUnread {
        sheet: &'a str,
    },
    SheetHidden {
        sheet: &'a str,
    },
    /// Rows that the user may not see.
    RowsHidden {
        count: usize,
    },
    ColumnHidden {
        heading: &'a str,
    },
}

impl Target {
    /// The section that lists these things.
    pub(super) fn section(self) -> Section {
        match self {
            Self::Organisation => Section::Organisations,
            Self::Need => Section::Needs,
            Self::Attendee => Section::Attendees,
            Self::Patent => Section::Patents,
            Self::Slot => Section::Slots,
            Self::Desk => Section::Tables,
        }
    }
}
