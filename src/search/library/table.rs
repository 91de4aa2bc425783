//! The rows of a table of patents.

use super::document::Document;
use super::error::LibraryError;
use super::header::{Columns, Header};
use super::plain::line_of;
use crate::search::number;
use crate::text::Clean;

/// The documents of a table, and the lines of rows that hold none.
pub(super) fn table(
    text: &str,
    header: &Header,
) -> Result<(Vec<Document>, Vec<u64>), LibraryError> {
    let text = text.get(header.at..).unwrap_or_default();
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(header.separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut out = Vec::new();
    let mut left = Vec::new();
    let mut columns = &header.columns;
    let mut later;
    let mut head = None;
    let mut row = csv::StringRecord::new();
    loop {
        match reader.read_record(&mut row) {
            Ok(true) => {}
            Ok(false) => break,
            Err(_) => {
                let line = header.above + reader.position().line();
                return Err(LibraryError::Row { line });
            }
        }
        let start = row.position();
        let line = header.above + start.map_or(0, |at| line_of(text, at));
        let ended = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        if ended >= text.len()
            && let Some(start) = start
        {
            let begun = usize::try_from(start.byte()).unwrap_or(usize::MAX);
            if is_open(text.get(begun..).unwrap_or_default(), header.separator) {
                return Err(LibraryError::Quote { line });
            }
        }
        let Some(head) = &head else {
            head = row.get(0).map(str::to_owned);
            continue;
        };
        // Exports put one behind the other repeat the header, perhaps another one.
        if row.get(0) == Some(head.as_str())
            && let Some((again, _)) = Columns::of(&row)
        {
            later = again;
            columns = &later;
            continue;
        }
        match document(&row, columns) {
            Some(document) => out.push(document),
            None if row.iter().any(|cell| !cell.trim().is_empty()) => left.push(line),
            None => {}
        }
    }
    Ok((out, left))
}

/// True if a cell of a row is opened by a quotation mark that nothing closes.
fn is_open(row: &str, separator: u8) -> bool {
    let opens = [char::from(separator), '\n'].map(|before| format!("{before}\""));
    let opened = row.starts_with('"') || opens.iter().any(|o| row.contains(o));
    opened && row.matches('"').count() % 2 == 1
}

/// The document of a row; none in a blank row and in a remark below the table.
fn document(row: &csv::StringRecord, columns: &Columns) -> Option<Document> {
    let cell = |at: Option<usize>| at.and_then(|at| row.get(at)).unwrap_or_default().trim();
    let mut document = Document {
        number: number_of(cell(columns.number)),
        numbers: columns
            .others
            .iter()
            .map(|&at| number_of(cell(Some(at))))
            .filter(|n| !n.is_empty() && n.as_str() != cell(columns.number))
            .collect(),
        title: line(cell(columns.title)),
        applicants: applicants(cell(columns.applicants)),
        fi: symbols(cell(columns.fi)),
        summary: summary(cell(columns.summary)),
        stage: line(cell(columns.stage)),
        url: line(cell(columns.url)),
    };
    let said = [
        &document.title,
        &document.summary,
        &document.stage,
        &document.url,
    ];
    let alone = said.into_iter().all(|text| text.is_empty())
        && document.numbers.is_empty()
        && document.applicants.is_empty();
    if alone && number::notations(&document.number).is_none() {
        return None;
    }
    if document.number.is_empty() && !document.numbers.is_empty() {
        document.number = document.numbers.remove(0);
    }
    (!document.number.is_empty() || !document.title.is_empty()).then_some(document)
}

/// A number as written; empty for a mark that says that there is none.
fn number_of(cell: &str) -> Clean {
    let cell = line(cell);
    let is_none = matches!(cell.as_str(), "null" | "なし" | "無し" | "未定" | "N/A")
        || cell.chars().all(|c| !c.is_alphanumeric());
    if is_none { Clean::default() } else { cell }
}

/// One line without the marks that J-PlatPat puts around rare characters (深▲セン▼).
pub(super) fn line(cell: &str) -> Clean {
    Clean::line(&cell.replace(['▲', '▼'], ""))
}

/// Applicants are parted by a half-width comma; a full-width one belongs to the name.
pub(super) fn applicants(cell: &str) -> Vec<Clean> {
    cell.split([',', ';'])
        .map(line)
        .filter(|a| !a.is_empty())
        .collect()
}

/// FI symbols are parted by commas but hold commas too: a new one starts with a section letter and a digit.
fn symbols(cell: &str) -> Vec<Clean> {
    let mut out: Vec<String> = Vec::new();
    for piece in cell.split(',') {
        let mut chars = piece.trim_start().chars();
        let opens = matches!(chars.next(), Some('A'..='H'))
            && chars.next().is_some_and(|c| c.is_ascii_digit());
        match out.last_mut() {
            Some(last) if !opens => {
                last.push(',');
                last.push_str(piece);
            }
            _ => out.push(piece.to_owned()),
        }
    }
    out.iter()
        .map(|s| line(s))
        .filter(|s| !s.is_empty())
        .collect()
}

/// The abstract without its frame.
fn summary(cell: &str) -> Clean {
    let text = cell.trim_start_matches("(57)").trim_start();
    let text = text.strip_prefix("【要約】").unwrap_or(text);
    let text = text.split("【選択図】").next().unwrap_or(text);
    Clean::line(text)
}
