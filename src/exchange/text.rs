//! CSV for spreadsheets: UTF-8 with its mark, or CP932; lines end as Windows ends them, and nothing is a formula.

use crate::domain::sheet::Sheet;
use encoding_rs::SHIFT_JIS;
use unicode_normalization::UnicodeNormalization;

/// A text, and the letters of it that the encoding does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The bytes of the file.
    pub bytes: Vec<u8>,
    /// Letters that stand as 〓 in it.
    pub lost: Vec<char>,
}

/// The sheet as CSV. Hidden columns are for workbooks.
pub fn csv(sheet: &Sheet, cp932: bool) -> Result<Written, csv::Error> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    let shown: Vec<bool> = sheet.columns.iter().map(|c| !c.is_hidden).collect();
    let heads = sheet.columns.iter().filter(|c| !c.is_hidden);
    writer.write_record(heads.map(|c| defused(&c.heading)))?;
    for row in &sheet.rows {
        let cells = row.iter().zip(&shown).filter(|(_, shown)| **shown);
        writer.write_record(cells.map(|(cell, _)| defused(&cell.shown())))?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|e| csv::Error::from(e.into_error()))?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    if cp932 {
        return Ok(narrowed(&text));
    }
    Ok(Written {
        bytes: format!("\u{feff}{text}").into_bytes(),
        lost: Vec::new(),
    })
}

/// A text that a spreadsheet takes for a text: what begins like a formula gets a mark in front.
fn defused(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// Letters that CP932 has in another form.
const TWINS: &[(char, char)] = &[
    ('〜', '～'),
    ('−', '－'),
    ('—', '―'),
    ('‖', '∥'),
    ('¢', '￠'),
    ('£', '￡'),
    ('¬', '￢'),
    ('–', '－'),
    ('•', '・'),
    ('\u{a0}', ' '),
    ('¥', '￥'),
];

/// The text in CP932.
fn narrowed(text: &str) -> Written {
    let mut bytes = Vec::with_capacity(text.len());
    let mut lost = Vec::new();
    for c in text.nfc() {
        let twin = TWINS
            .iter()
            .find(|(from, _)| *from == c)
            .map_or(c, |(_, to)| *to);
        // Variation selectors say how a letter looks, not which it is.
        if matches!(twin, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' | '\u{200b}') {
            continue;
        }
        let mut letter = [0; 4];
        let (encoded, _, failed) = SHIFT_JIS.encode(twin.encode_utf8(&mut letter));
        if failed {
            if !lost.contains(&c) {
                lost.push(c);
            }
            let (geta, _, _) = SHIFT_JIS.encode("〓");
            bytes.extend_from_slice(&geta);
        } else {
            bytes.extend_from_slice(&encoded);
        }
    }
    Written { bytes, lost }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sheet::{Cell, Column};
    use crate::text::Clean;

    fn sheet(text: &str) -> Sheet {
        Sheet {
            columns: vec![Column {
                heading: "メモ".to_owned(),
                ..Column::default()
            }],
            rows: vec![vec![Cell::Text(Clean::text(text))]],
            ..Sheet::default()
        }
    }

    #[test]
    fn formulas_are_defused_and_lines_end_as_windows_ends_them() {
        let written = csv(&sheet("=HYPERLINK(\"x\")"), false).unwrap();
        let text = String::from_utf8(written.bytes).unwrap();
        assert_eq!(text, "\u{feff}メモ\r\n\"'=HYPERLINK(\"\"x\"\")\"\r\n");
    }

    #[test]
    fn letters_that_cp932_has_not_are_listed() {
        let written = csv(&sheet("髙橋〜①㈱𠮷田"), true).unwrap();
        assert_eq!(written.lost, ['𠮷']);
        let (text, _, failed) = SHIFT_JIS.decode(&written.bytes);
        assert!(!failed && text.contains("髙橋～①㈱〓田"), "{text}");
    }
}
