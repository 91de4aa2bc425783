//! Tables of text: which encoding, which mark parts the cells, where lines end. The csv crate takes the cells apart;
//! before that every quotation mark is looked at, because an open one would swallow the rest of the file in silence.

use super::grid::{Book, Lines, Raw, Sheet, SheetError};
use encoding_rs::{EUC_JP, ISO_2022_JP, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The encodings that Japanese files have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Encoding {
    /// UTF-8
    Utf8,
    /// UTF-16, which end first.
    Utf16(bool),
    /// CP932, as Windows writes it.
    Cp932,
    /// EUC-JP
    EucJp,
    /// ISO-2022-JP
    Jis,
}

/// A text that was read.
#[derive(Clone, Debug)]
pub struct Text {
    /// Its one sheet.
    pub book: Book,
    /// Its encoding.
    pub encoding: Encoding,
    /// Whether the encoding was found by looking at the letters, so that somebody should look, too.
    pub is_guess: bool,
}

impl Encoding {
    /// From what a user calls it.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase().replace(['-', '_'], "");
        Some(match name.as_str() {
            "utf8" => Self::Utf8,
            "utf16" | "utf16le" => Self::Utf16(false),
            "utf16be" => Self::Utf16(true),
            "cp932" | "sjis" | "shiftjis" | "windows31j" | "ms932" => Self::Cp932,
            "eucjp" => Self::EucJp,
            "iso2022jp" | "jis" => Self::Jis,
            _ => return None,
        })
    }

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16(_) => "utf-16",
            Self::Cp932 => "cp932",
            Self::EucJp => "euc-jp",
            Self::Jis => "iso-2022-jp",
        }
    }

    fn table(self) -> &'static encoding_rs::Encoding {
        match self {
            Self::Utf8 => UTF_8,
            Self::Utf16(false) => UTF_16LE,
            Self::Utf16(true) => UTF_16BE,
            // This is windows-31j: it knows 髙, ㈱ and ①.
            Self::Cp932 => SHIFT_JIS,
            Self::EucJp => EUC_JP,
            Self::Jis => ISO_2022_JP,
        }
    }

    fn decode(self, bytes: &[u8]) -> Option<Cow<'_, str>> {
        self.table()
            .decode_without_bom_handling_and_without_replacement(bytes)
    }
}

/// Reads a table of text; `said`: the encoding that the user names.
pub fn read(bytes: &[u8], said: Option<Encoding>) -> Result<Text, SheetError> {
    let (text, encoding, is_guess) = decoded(bytes, said)?;
    let text = if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        text
    };
    if text.contains('\0') {
        return Err(SheetError::Binary);
    }
    let (separator, skipped) = separator(&text);
    let rest = text.get(skipped..).unwrap_or_default();
    let above = u32::from(skipped > 0);
    quotes(rest, separator, above)?;
    Ok(Text {
        book: Book {
            sheets: vec![Sheet {
                lines: lines(rest, separator, above)?,
                ..Sheet::default()
            }],
            is_text: true,
        },
        encoding,
        is_guess,
    })
}

type Decoded<'b> = (Cow<'b, str>, Encoding, bool);

fn decoded(bytes: &[u8], said: Option<Encoding>) -> Result<Decoded<'_>, SheetError> {
    let marked = [
        (&b"\xEF\xBB\xBF"[..], Encoding::Utf8),
        (b"\xFF\xFE", Encoding::Utf16(false)),
        (b"\xFE\xFF", Encoding::Utf16(true)),
    ];
    let marked = marked
        .into_iter()
        .find_map(|(mark, encoding)| Some((encoding, bytes.strip_prefix(mark)?)));
    let (said, bytes) = match marked {
        Some((encoding, rest)) => (Some(encoding), rest),
        None => (said, bytes),
    };
    if let Some(encoding) = said {
        return match encoding.decode(bytes) {
            Some(text) => Ok((text, encoding, false)),
            None => Err(mixed(bytes, encoding)),
        };
    }
    let is_seven = bytes.iter().all(u8::is_ascii);
    if is_seven
        && memchr::memmem::find(bytes, b"\x1B$").is_some()
        && let Some(text) = Encoding::Jis.decode(bytes)
    {
        return Ok((text, Encoding::Jis, false));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok((Cow::Borrowed(text), Encoding::Utf8, false));
    }
    let read = |encoding: Encoding| Some((encoding.decode(bytes)?, encoding));
    match (read(Encoding::Cp932), read(Encoding::EucJp)) {
        (Some((cp932, _)), Some((euc, _))) => {
            // EUC-JP read as CP932 is full of half-width kana; the other way round of rare kanji.
            if oddness(&euc) < oddness(&cp932) {
                Ok((euc, Encoding::EucJp, true))
            } else {
                Ok((cp932, Encoding::Cp932, true))
            }
        }
        (Some((text, encoding)), None) | (None, Some((text, encoding))) => {
            Ok((text, encoding, true))
        }
        (None, None) => {
            // Lines that are UTF-8 are it on purpose: other letters hardly ever look like it.
            let is_meant = |line: &[u8]| {
                line.len() > 8 && !line.is_ascii() && std::str::from_utf8(line).is_ok()
            };
            if bytes.split(|b| *b == b'\n').any(is_meant) {
                return Err(mixed(bytes, Encoding::Utf8));
            }
            let wrong = |encoding: Encoding| bad_lines(bytes, encoding).count();
            let all = [Encoding::Cp932, Encoding::EucJp];
            let best = all.into_iter().min_by_key(|e| wrong(*e));
            Err(mixed(bytes, best.unwrap_or(Encoding::Cp932)))
        }
    }
}

/// How many letters stand there that Japanese lists hardly have.
fn oddness(text: &str) -> usize {
    let odd = |c: &char| {
        let is_usual = matches!(c,
            ' '..='~' | '\n' | '\r' | '\t' | 'ぁ'..='ん' | 'ァ'..='ー' | '一'..='龠'
            | '、'..='】' | '０'..='９' | 'Ａ'..='ｚ' | '（' | '）' | '○' | '△' | '×' | '◎');
        !is_usual
    };
    text.chars().filter(odd).count()
}

/// Lines, from 0, that do not fit an encoding.
fn bad_lines(bytes: &[u8], encoding: Encoding) -> impl Iterator<Item = usize> + '_ {
    let lines = bytes.split(|b| *b == b'\n').enumerate();
    lines.filter_map(move |(n, line)| encoding.decode(line).is_none().then_some(n))
}

fn mixed(bytes: &[u8], encoding: Encoding) -> SheetError {
    let line = bad_lines(bytes, encoding).next().unwrap_or(0);
    SheetError::Encoding {
        line: u32::try_from(line + 1).unwrap_or(u32::MAX),
        encoding: encoding.name().to_owned(),
    }
}

/// Marks that part cells.
const SEPARATORS: [u8; 3] = [b',', b'\t', b';'];

/// How much of a text is looked at for the mark that parts its cells.
const LOOKED: usize = 64 * 1024;

/// The mark that parts the cells, and the bytes of a first line that names it.
fn separator(text: &str) -> (u8, usize) {
    let first = text.split_inclusive('\n').next().unwrap_or_default();
    let said = first.trim_end().trim_matches('"').to_ascii_lowercase();
    if let Some(mark) = said.strip_prefix("sep=") {
        let mark = mark.as_bytes().first().copied();
        return (mark.unwrap_or(b'\t'), first.len());
    }
    let mut end = text.len().min(LOOKED);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let start = text.get(..end).unwrap_or_default();
    let best = SEPARATORS.into_iter().max_by_key(|mark| fit(start, *mark));
    (best.unwrap_or(b','), 0)
}

/// How well a mark parts a text: cells of the rows that have as many cells as most.
fn fit(text: &str, mark: u8) -> usize {
    let mut counts = std::collections::BTreeMap::new();
    for row in reader(text, mark).byte_records().flatten().take(200) {
        *counts.entry(row.len()).or_insert(0_usize) += 1;
    }
    let cells = counts.into_iter().filter(|(cells, _)| *cells > 1);
    cells.map(|(cells, rows)| cells * rows).max().unwrap_or(0)
}

fn reader(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
}

fn lines(text: &str, separator: u8, above: u32) -> Result<Vec<super::grid::Line>, SheetError> {
    let mut lines = Lines::new();
    let mut reader = reader(text, separator);
    let mut row = csv::StringRecord::new();
    let (mut seen, mut line) = (0, above + 1);
    while reader
        .read_record(&mut row)
        .map_err(|error| SheetError::Damaged(error.to_string()))?
    {
        let start = row.position().map_or(0, csv::Position::byte);
        let start = usize::try_from(start).unwrap_or(usize::MAX);
        // The crate counts from before the blank lines above a row.
        let gap = text.get(start..).unwrap_or_default();
        let start = start + gap.bytes().take_while(|b| *b == b'\n').count();
        let passed = text.get(seen..start).unwrap_or_default();
        let count = memchr::memchr_iter(b'\n', passed.as_bytes()).count();
        line += u32::try_from(count).unwrap_or(u32::MAX);
        seen = start;
        for (column, cell) in (1..).zip(row.iter()) {
            if cell.trim().is_empty() {
                continue;
            }
            // ="0312345678" is how people keep Excel from taking a text for a number.
            let inner = cell.strip_prefix("=\"").and_then(|c| c.strip_suffix('"'));
            lines.put(line, column, Raw::Text(inner.unwrap_or(cell).to_owned()))?;
        }
    }
    Ok(lines.finish())
}

/// Refuses a text whose quotation marks do not pair.
fn quotes(text: &str, separator: u8, above: u32) -> Result<(), SheetError> {
    let bytes = text.as_bytes();
    let mut line = above + 1;
    let mut opened = 0;
    let mut at = 0;
    let (mut is_start, mut is_open) = (true, false);
    while let Some(byte) = bytes.get(at).copied() {
        if byte == b'\n' {
            line += 1;
        }
        if is_open {
            if byte == b'"' {
                match bytes.get(at + 1).copied() {
                    Some(b'"') => at += 1,
                    None | Some(b'\n') => is_open = false,
                    Some(next) if next == separator => is_open = false,
                    Some(_) => return Err(SheetError::Quote { line: opened }),
                }
            }
        } else if byte == b'"' && is_start {
            is_open = true;
            opened = line;
        }
        is_start = !is_open && (byte == separator || byte == b'\n');
        at += 1;
    }
    if is_open {
        return Err(SheetError::Quote { line: opened });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<(u32, Vec<String>)> {
        let read = read(text.as_bytes(), None).unwrap();
        let lines = read.book.sheets.into_iter().flat_map(|sheet| sheet.lines);
        let shown = |raw: Raw| match raw {
            Raw::Text(text) => text,
            other => panic!("{other:?}"),
        };
        lines
            .map(|l| {
                (
                    l.row,
                    l.cells.into_iter().map(|(_, raw)| shown(raw)).collect(),
                )
            })
            .collect()
    }

    #[test]
    fn any_mark_and_any_line_end_parts_cells_and_lines_are_counted_as_they_stand() {
        for mark in [",", "\t", ";"] {
            for end in ["\n", "\r\n", "\r"] {
                let text = "氏名,備考\n\n山田,\"一\n二\"\n佐藤,三\n";
                let text = text.replace(',', mark).replace('\n', end);
                let rows: Vec<u32> = cells(&text).into_iter().map(|(row, _)| row).collect();
                assert_eq!(rows, [1, 3, 5], "{text:?}");
            }
        }
        assert_eq!(
            cells("sep=;\na;b,c\n"),
            [(2, vec!["a".into(), "b,c".into()])]
        );
        assert_eq!(cells("=\"012\",b\n")[0].1[0], "012");
    }

    #[test]
    fn an_open_quotation_mark_is_told_by_its_line() {
        for text in ["a,b\n\"c,d\ne,f\n", "a,b\n\"c,d\n\"e\",f\n"] {
            let told = read(text.as_bytes(), None).unwrap_err();
            assert_eq!(told, SheetError::Quote { line: 2 });
        }
        assert!(read("5\" の鏡,b\n".as_bytes(), None).is_ok());
    }

    #[test]
    fn encodings_are_found_and_mixed_ones_told() {
        let text = "氏名,会社\n髙橋 ①,㈱表能予\n";
        let (cp932, _, _) = SHIFT_JIS.encode(text);
        let found = read(&cp932, None).unwrap();
        assert_eq!((found.encoding, found.is_guess), (Encoding::Cp932, true));
        let (euc, _, _) = EUC_JP.encode("氏名,会社\n高橋,若葉樹脂\n");
        assert_eq!(read(&euc, None).unwrap().encoding, Encoding::EucJp);
        let (jis, _, _) = ISO_2022_JP.encode("氏名,会社\n高橋,若葉樹脂\n");
        assert_eq!(read(&jis, None).unwrap().encoding, Encoding::Jis);
        let mut mixed = text.as_bytes().to_vec();
        mixed.extend_from_slice(&cp932);
        let told = read(&mixed, None).unwrap_err();
        assert!(
            matches!(told, SheetError::Encoding { line: 3, .. }),
            "{told:?}"
        );
    }
}
