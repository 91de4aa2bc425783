//! Workbooks of older Excel and of `OpenDocument`. calamine reads their sheets whole, so their size is limited first,
//! and the command line reads them in a child process.

use super::grid::{Book, Line, Lines, Raw, Sheet, SheetError, moment};
use super::parts;
use super::xlsx::iso;
use calamine::{Data, Ods, OdsError, Range, Reader, SheetType, SheetVisible, Xls, XlsError};
use std::io::Cursor;

/// Most mebibytes of such a file.
const MIB: u64 = 32;

/// `OpenDocument`.
pub(super) fn ods(bytes: &[u8]) -> Result<Book, SheetError> {
    fits(bytes)?;
    parts::measured(bytes)?;
    let book: Ods<_> = Ods::new(Cursor::new(bytes)).map_err(|error| match error {
        OdsError::Password => SheetError::Password,
        OdsError::Zip(_) => SheetError::Cut,
        OdsError::CellLimitExceeded { .. } => SheetError::too_many(),
        other => SheetError::Damaged(other.to_string()),
    })?;
    whole(book)
}

/// Excel before 2007.
pub(super) fn xls(bytes: &[u8]) -> Result<Book, SheetError> {
    fits(bytes)?;
    let book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsError::Password => SheetError::Password,
        XlsError::Io(_) | XlsError::Cfb(_) => SheetError::Cut,
        other => SheetError::Damaged(other.to_string()),
    })?;
    whole(book)
}

fn fits(bytes: &[u8]) -> Result<(), SheetError> {
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if size > MIB << 20 {
        return Err(SheetError::TooBig { mib: MIB });
    }
    Ok(())
}

fn whole<'b, B>(mut book: B) -> Result<Book, SheetError>
where
    B: Reader<Cursor<&'b [u8]>>,
    B::Error: std::fmt::Display,
{
    let mut out = Book::default();
    for meta in book.sheets_metadata().to_vec() {
        if meta.typ != SheetType::WorkSheet {
            continue;
        }
        let range = book.worksheet_range(&meta.name);
        let range = range.map_err(|error| SheetError::Damaged(error.to_string()))?;
        out.sheets.push(Sheet {
            name: meta.name,
            is_hidden: meta.visible != SheetVisible::Visible,
            lines: lines(&range)?,
            ..Sheet::default()
        });
    }
    Ok(out)
}

fn lines(range: &Range<Data>) -> Result<Vec<Line>, SheetError> {
    let (top, left) = range.start().unwrap_or((0, 0));
    let mut lines = Lines::new();
    for (row, column, value) in range.used_cells() {
        let raw = match value {
            Data::Empty => continue,
            Data::String(text) | Data::DurationIso(text) => Raw::Text(text.clone()),
            Data::DateTimeIso(text) => iso(text.clone()),
            #[expect(clippy::cast_precision_loss, reason = "a cell holds no larger number")]
            Data::Int(n) => Raw::Number(*n as f64),
            Data::Float(n) => Raw::Number(*n),
            Data::Bool(b) => Raw::Flag(*b),
            Data::DateTime(d) => moment(d.to_ymd_hms_milli(), d.as_f64()),
            Data::Error(e) => Raw::Error(e.to_string()),
        };
        let at =
            |from: u32, n: usize| from.saturating_add(u32::try_from(n).unwrap_or(u32::MAX)) + 1;
        lines.put(at(top, row), at(left, column), raw)?;
    }
    Ok(lines.finish())
}
