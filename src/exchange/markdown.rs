//! Markdown tables.

use crate::domain::sheet::{Book, Sheet};
use std::fmt::Write as _;

/// All sheets, one below the other.
pub fn write(book: &Book) -> String {
    let mut out = String::new();
    for sheet in &book.sheets {
        let _ = writeln!(out, "## {}\n", escaped(&sheet.name));
        if let Some(mark) = &book.mark {
            let _ = writeln!(out, "**{}**\n", escaped(mark));
        }
        table(&mut out, sheet);
        out.push('\n');
    }
    out
}

fn table(out: &mut String, sheet: &Sheet) {
    let shown: Vec<bool> = sheet.columns.iter().map(|c| !c.is_hidden).collect();
    let heads: Vec<String> = sheet
        .columns
        .iter()
        .filter(|c| !c.is_hidden)
        .map(|c| escaped(&c.heading))
        .collect();
    let _ = writeln!(out, "| {} |", heads.join(" | "));
    let _ = writeln!(out, "|{}", "---|".repeat(heads.len()));
    for row in &sheet.rows {
        let cells: Vec<String> = row
            .iter()
            .zip(&shown)
            .filter(|(_, shown)| **shown)
            .map(|(cell, _)| escaped(&cell.shown()))
            .collect();
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
}

/// A text that stays one cell and no markup.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\n' => out.push_str("<br>"),
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '|' | '*' | '_' | '`' | '[' | ']' | '\\' | '#' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}
