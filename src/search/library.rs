//! A patent library beside the session: thousands to a million documents somebody exported or listed.
//!
//! Read are the J-PlatPat exports in all their header variants, other tables whose header names a number or a title,
//! and plain lists with one document per line. What cannot be read is told by line; nothing is guessed silently.

use super::number;
use super::record::Field;
use super::record::Kind;
use super::record::Record;
use crate::text::Clean;
use crate::text::fold;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// One document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// 文献番号 as written; may be empty in a list of titles.
    pub number: Clean,
    /// Further numbers of the same document (公開番号, 登録番号 …).
    pub numbers: Vec<Clean>,
    /// 発明の名称
    pub title: Clean,
    /// 出願人・権利者
    pub applicants: Vec<Clean>,
    /// FI
    pub fi: Vec<Clean>,
    /// 要約
    pub summary: Clean,
    /// ステージ, verbatim.
    pub stage: Clean,
    /// 文献URL
    pub url: Clean,
}

/// Why a file cannot be a library.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LibraryError {
    /// Neither UTF-8 nor Shift JIS.
    #[error("neither UTF-8 nor Shift_JIS, first wrong byte at {0}")]
    Encoding(usize),
    /// A row of a table cannot be split into cells.
    #[error("line {line}: {reason}")]
    Row {
        /// Line in the file, from 1.
        line: u64,
        /// What the table reader says.
        reason: String,
    },
    /// No text at all.
    #[error("line {line}: not a text file")]
    Binary {
        /// The first line with a character that no text has, from 1.
        line: u64,
    },
    /// A table of something else.
    #[error("line {line}: no column names a document number or a title")]
    Header {
        /// The line with the names of the columns, from 1.
        line: u64,
    },
    /// A cell that never ends.
    #[error("line {line}: a quotation mark is never closed")]
    Quote {
        /// Where the row of that cell starts, from 1.
        line: u64,
    },
    /// Nothing in it.
    #[error("no document in it")]
    Empty,
}

/// The documents of one file, in its order, several rows of one number joined.
pub fn read(bytes: &[u8]) -> Result<Vec<Document>, LibraryError> {
    let text = decode(bytes)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    // Google Patents puts the address of the search before the header.
    let text = match text.split_once('\n') {
        Some((first, rest)) if first.starts_with("search URL:") => rest,
        _ => text,
    };
    if let Some(line) = wrong_line(text) {
        return Err(LibraryError::Binary { line });
    }
    let documents = if let Some((columns, separator)) = Columns::find(text) {
        table(text, &columns, separator)?
    } else if let Some(line) = other_table(text) {
        return Err(LibraryError::Header { line });
    } else {
        text.lines().filter_map(listed).collect()
    };
    let documents = joined(documents);
    if documents.is_empty() {
        return Err(LibraryError::Empty);
    }
    Ok(documents)
}

/// The same documents without those whose number came before; what the first lacks is taken from the later.
pub fn joined(documents: Vec<Document>) -> Vec<Document> {
    let mut out: Vec<Document> = Vec::with_capacity(documents.len());
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for document in documents {
        let key = identity(&document);
        if let Some(first) = known.get(&key).and_then(|&i| out.get_mut(i)) {
            first.fill(document);
        } else {
            known.insert(key, out.len());
            out.push(document);
        }
    }
    out
}

/// What two rows of one document have in common: the folded number, or the title where there is none.
fn identity(document: &Document) -> String {
    if document.number.is_empty() {
        return format!("題{}", fold::key(&document.title));
    }
    let key = fold::key(&document.number);
    // 特許第6789012号, 特許6789012 and 特許６７８９０１２ are one.
    key.replace(['第', '号'], "")
}

impl Document {
    fn fill(&mut self, other: Self) {
        let pairs = [
            (&mut self.title, other.title),
            (&mut self.summary, other.summary),
            (&mut self.stage, other.stage),
            (&mut self.url, other.url),
        ];
        for (mine, theirs) in pairs {
            if mine.is_empty() {
                *mine = theirs;
            }
        }
        let lists = [
            (&mut self.applicants, other.applicants),
            (&mut self.fi, other.fi),
            (&mut self.numbers, other.numbers),
        ];
        for (mine, theirs) in lists {
            if mine.is_empty() {
                *mine = theirs;
            }
        }
    }

    /// The document as it is searched.
    pub fn record(&self) -> Record {
        let mut fields = Vec::with_capacity(4 + self.applicants.len());
        let mut put = |field: Field, text: &str| {
            if !text.is_empty() {
                fields.push((field, text.to_owned()));
            }
        };
        put(Field::Number, &self.number);
        for number in &self.numbers {
            put(Field::Number, number);
        }
        put(Field::Title, &self.title);
        for applicant in &self.applicants {
            put(Field::Organisation, applicant);
        }
        put(Field::Status, &self.stage);
        for fi in &self.fi {
            put(Field::Class, fi);
        }
        put(Field::Abstract, &self.summary);
        Record {
            kind: Kind::Library,
            id: if self.number.is_empty() {
                self.title.to_string()
            } else {
                self.number.to_string()
            },
            fields,
            readings: Vec::new(),
            present: false,
            needs: Vec::new(),
        }
    }
}

fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, LibraryError> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Cow::Borrowed(text)),
        Err(wrong) => {
            let (text, _, broken) = encoding_rs::SHIFT_JIS.decode(bytes);
            if broken {
                Err(LibraryError::Encoding(wrong.valid_up_to()))
            } else {
                Ok(text)
            }
        }
    }
}

/// The first line with a character that no text has, from 1.
fn wrong_line(text: &str) -> Option<u64> {
    let wrong = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{C}' | '\u{1A}');
    (1..)
        .zip(text.split('\n'))
        .find_map(|(n, line)| line.contains(wrong).then_some(n))
}

/// The first line of a table of something else: every line has as many cells, and none of them starts with a number.
fn other_table(text: &str) -> Option<u64> {
    let mut lines = (1..)
        .zip(text.lines())
        .filter(|(_, l)| !l.trim().is_empty());
    let (first, header) = lines.next()?;
    let separator = if header.contains('\t') { '\t' } else { ',' };
    let cells = header.split(separator).count();
    let is_row = |line: &str| {
        let head = line.split(separator).next().unwrap_or_default();
        let number = number::notations(head.trim_matches('"'));
        line.split(separator).count() == cells && number.is_none_or(|n| n.bare.is_empty())
    };
    let mut rows = 0;
    let all = is_row(header)
        && lines.all(|(_, line)| {
            rows += 1;
            is_row(line)
        });
    (all && cells > 1 && rows > 0).then_some(first)
}

/// True if a cell of a row is opened by a quotation mark that nothing closes.
fn is_open(row: &str, separator: u8) -> bool {
    let opens = [char::from(separator), '\n'].map(|before| format!("{before}\""));
    let opened = row.starts_with('"') || opens.iter().any(|o| row.contains(o));
    opened && row.matches('"').count() % 2 == 1
}

/// Where a table holds what.
#[derive(Debug, Default)]
struct Columns {
    number: Option<usize>,
    others: Vec<usize>,
    title: Option<usize>,
    applicants: Option<usize>,
    fi: Option<usize>,
    summary: Option<usize>,
    stage: Option<usize>,
    url: Option<usize>,
}

impl Columns {
    /// Reads the header; none if the first row names neither number nor title beside another known column.
    fn find(text: &str) -> Option<(Self, u8)> {
        let first = text.lines().next()?;
        let separator = if first.contains('\t') { b'\t' } else { b',' };
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(separator)
            .has_headers(false)
            .flexible(true)
            .from_reader(first.as_bytes());
        let row = reader.records().next()?.ok()?;
        let mut columns = Self::default();
        let mut known = 0;
        for (at, name) in row.iter().enumerate() {
            let name = fold::key(name);
            let named = |names: &[&str]| names.iter().any(|n| fold::key(n) == name);
            let slot = if named(&[
                "文献番号",
                "番号",
                "特許番号",
                "number",
                "id",
                "publication number",
                "Display Key",
            ]) {
                &mut columns.number
            } else if named(&["発明の名称", "名称", "題名", "タイトル", "title"]) {
                &mut columns.title
            } else if named(&[
                "出願人/権利者",
                "出願人",
                "権利者",
                "assignee",
                "applicants",
                "applicant",
            ]) {
                &mut columns.applicants
            } else if named(&["FI"]) {
                &mut columns.fi
            } else if named(&["要約", "abstract"]) {
                &mut columns.summary
            } else if named(&["ステージ", "legal status"]) {
                &mut columns.stage
            } else if named(&["文献URL", "URL", "result link"]) {
                &mut columns.url
            } else {
                if named(&["出願番号", "公開番号", "公告番号", "登録番号", "その他"])
                {
                    columns.others.push(at);
                    known += 1;
                }
                continue;
            };
            if slot.is_none() {
                *slot = Some(at);
                known += 1;
            }
        }
        let header = (columns.number.is_some() || columns.title.is_some()) && known >= 2;
        header.then_some((columns, separator))
    }
}

fn table(text: &str, columns: &Columns, separator: u8) -> Result<Vec<Document>, LibraryError> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut out = Vec::new();
    let mut row = csv::StringRecord::new();
    loop {
        match reader.read_record(&mut row) {
            Ok(true) => {}
            Ok(false) => break,
            Err(error) => {
                return Err(LibraryError::Row {
                    line: reader.position().line(),
                    reason: error.to_string(),
                });
            }
        }
        let ended = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        if ended >= text.len()
            && let Some(start) = row.position()
        {
            let begun = usize::try_from(start.byte()).unwrap_or(usize::MAX);
            if is_open(text.get(begun..).unwrap_or_default(), separator) {
                return Err(LibraryError::Quote { line: start.line() });
            }
        }
        let cell = |at: Option<usize>| at.and_then(|at| row.get(at)).unwrap_or_default().trim();
        let document = Document {
            number: line(cell(columns.number)),
            numbers: columns
                .others
                .iter()
                .map(|&at| line(cell(Some(at))))
                .filter(|n| {
                    !n.is_empty() && n.as_str() != "null" && n.as_str() != cell(columns.number)
                })
                .collect(),
            title: line(cell(columns.title)),
            applicants: applicants(cell(columns.applicants)),
            fi: symbols(cell(columns.fi)),
            summary: summary(cell(columns.summary)),
            stage: line(cell(columns.stage)),
            url: line(cell(columns.url)),
        };
        if !document.number.is_empty() || !document.title.is_empty() {
            out.push(document);
        }
    }
    Ok(out)
}

/// One line without the marks that J-PlatPat puts around rare characters (深▲セン▼).
fn line(cell: &str) -> Clean {
    Clean::line(&cell.replace(['▲', '▼'], ""))
}

/// Applicants are parted by a half-width comma; a full-width one belongs to the name.
fn applicants(cell: &str) -> Vec<Clean> {
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
    Clean::line(&text.replace("\r\n", "\n"))
}

/// A line of a plain list: a number, a title, or both.
fn listed(text: &str) -> Option<Document> {
    let text = text.trim().trim_matches('"');
    let text = text.strip_prefix('#').map_or(text, |_| "");
    if text.is_empty() {
        return None;
    }
    let (head, rest) = text
        .split_once(['\t', ',', ' ', '\u{3000}'])
        .unwrap_or((text, ""));
    let is_number = number::notations(head).is_some_and(|n| !n.bare.is_empty());
    let (number, title) = if is_number { (head, rest) } else { ("", text) };
    // A third column of a list is the applicant.
    let (title, applicant) = title.split_once('\t').unwrap_or((title, ""));
    Some(Document {
        number: line(number),
        title: line(title.trim_matches(['"', ',', ' '])),
        applicants: applicants(applicant),
        ..Document::default()
    })
}

#[cfg(test)]
mod tests;
