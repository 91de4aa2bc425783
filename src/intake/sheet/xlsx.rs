//! Workbooks of Excel since 2007. Cells are read as a stream: one cell far away must not ask for the room of all cells
//! before it.

use super::grid::{Area, Book, CELLS, Line, Lines, Raw, Sheet, SheetError, moment};
use super::parts::{self, Hidden};
use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use std::io::Cursor;

pub(super) fn read(bytes: &[u8]) -> Result<Book, SheetError> {
    parts::measured(bytes)?;
    let mut hidden = parts::hidden(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(told)?;
    let sheets: Vec<_> = book.sheets_metadata().to_vec();
    let mut out = Book::default();
    let mut left = CELLS;
    for meta in sheets {
        if meta.typ != SheetType::WorkSheet {
            continue;
        }
        let merges = book.merge_cells_by_sheet_name(&meta.name).map_err(told)?;
        let Hidden { rows, columns } = hidden.remove(&meta.name).unwrap_or_default();
        let mut lines = cells(&mut book, &meta.name)?;
        let count: usize = lines.iter().map(|line| line.cells.len()).sum();
        left = left.checked_sub(count).ok_or_else(SheetError::too_many)?;
        for line in &mut lines {
            line.is_hidden = rows.contains(&line.row);
        }
        out.sheets.push(Sheet {
            name: meta.name,
            is_hidden: meta.visible != SheetVisible::Visible,
            lines,
            merges: merges.iter().map(area).collect(),
            hidden_columns: columns,
        });
    }
    Ok(out)
}

fn cells(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Vec<Line>, SheetError> {
    let mut reader = match book.worksheet_cells_reader(name) {
        Ok(reader) => reader,
        Err(XlsxError::NotAWorksheet(_)) => return Ok(Vec::new()),
        Err(error) => return Err(told(error)),
    };
    let mut lines = Lines::new();
    while let Some(cell) = reader.next_cell_with_formula_metadata().map_err(told)? {
        let raw = match cell.value {
            DataRef::Empty if cell.formula.is_some() => Raw::Formula,
            DataRef::Empty => continue,
            DataRef::String(text) | DataRef::DurationIso(text) => Raw::Text(text),
            DataRef::DateTimeIso(text) => iso(text),
            DataRef::SharedString(text) => Raw::Text(text.to_owned()),
            #[expect(clippy::cast_precision_loss, reason = "a cell holds no larger number")]
            DataRef::Int(n) => Raw::Number(n as f64),
            DataRef::Float(n) => Raw::Number(n),
            DataRef::Bool(b) => Raw::Flag(b),
            DataRef::DateTime(d) if d.is_datetime() => moment(d.to_ymd_hms_milli(), d.as_f64()),
            DataRef::DateTime(d) if (0.0..1.0).contains(&d.as_f64()) => {
                moment(d.to_ymd_hms_milli(), d.as_f64())
            }
            DataRef::DateTime(d) => Raw::Number(d.as_f64()),
            DataRef::Error(e) => Raw::Error(e.to_string()),
        };
        // A formula that gives an empty text is an empty cell.
        if raw != Raw::Text(String::new()) {
            lines.put(cell.pos.0 + 1, cell.pos.1 + 1, raw)?;
        }
    }
    Ok(lines.finish())
}

pub(super) fn iso(text: String) -> Raw {
    if let Ok(moment) = text.parse::<jiff::civil::DateTime>() {
        return if moment.time() == jiff::civil::Time::midnight() {
            Raw::Date(moment.date())
        } else {
            Raw::Moment(moment)
        };
    }
    match text.parse::<jiff::civil::Date>() {
        Ok(date) => Raw::Date(date),
        Err(_) => Raw::Text(text),
    }
}

pub(super) fn area(dimensions: &calamine::Dimensions) -> Area {
    Area {
        top: dimensions.start.0 + 1,
        bottom: dimensions.end.0 + 1,
        left: dimensions.start.1 + 1,
        right: dimensions.end.1 + 1,
    }
}

fn told(error: XlsxError) -> SheetError {
    match error {
        XlsxError::Password => SheetError::Password,
        XlsxError::Zip(_) | XlsxError::XmlEof(_) | XlsxError::FileNotFound(_) => SheetError::Cut,
        other => SheetError::Damaged(other.to_string()),
    }
}
