//! One page of HTML: no network, no script, tables with a chart of states above each, and rules for printing.

use crate::domain::sheet::{Book, Cell, Sheet, Tone};
use std::collections::BTreeMap;
use std::fmt::Write as _;

const STYLE: &str = "
:root { color-scheme: light; }
body { font-family: 'Yu Gothic', '游ゴシック', 'Hiragino Sans', 'Noto Sans CJK JP', sans-serif; margin: 1.5rem; color: #111; background: #fff; }
h1 { font-size: 1.3rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; font-size: .85rem; }
th, td { border: 1px solid #999; padding: .25rem .4rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; white-space: pre-wrap; }
th { background: #e8eef4; }
.good { color: #1f6b2b; } .due { color: #925a00; } .bad { color: #a02020; }
.mark { color: #a02020; border: 1px solid #a02020; padding: .1rem .5rem; float: right; }
@page { size: A4 landscape; margin: 12mm; }
@media print { body { margin: 0; } thead { display: table-header-group; } tr { break-inside: avoid; } section.page + section.page { break-before: page; } }
";

/// What puts all sheets onto one page.
const ONE_PAGE: &str = "
h1 { font-size: 1.1rem; margin: 0 0 .2rem; } h2 { font-size: .8rem; margin: .4rem 0 .1rem; }
th, td { padding: 0 .3rem; line-height: 1.25; }
@page { size: A4 portrait; margin: 9mm; }
@media print { table { font-size: .62rem; } svg { max-height: 4.4cm; height: auto; width: auto; } }
";

/// The page.
pub fn write(book: &Book, title: &str) -> String {
    let mut out = String::new();
    let title = escaped(title);
    let more = if book.one_page { ONE_PAGE } else { "" };
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"ja\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n<style>{STYLE}{more}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
    );
    for sheet in &book.sheets {
        let class = if book.one_page { "" } else { " class=\"page\"" };
        let _ = writeln!(out, "<section{class}>");
        if let Some(mark) = &book.mark {
            let _ = writeln!(out, "<p class=\"mark\">{}</p>", escaped(mark));
        }
        let _ = writeln!(out, "<h2>{}</h2>", escaped(&sheet.name));
        chart(&mut out, sheet);
        table(&mut out, sheet);
        out.push_str("</section>\n");
    }
    out.push_str("</body>\n</html>\n");
    out
}

fn table(out: &mut String, sheet: &Sheet) {
    let shown: Vec<bool> = sheet.columns.iter().map(|c| !c.is_hidden).collect();
    out.push_str("<table>\n<thead><tr>");
    for column in sheet.columns.iter().filter(|c| !c.is_hidden) {
        let _ = write!(out, "<th>{}</th>", escaped(&column.heading));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in &sheet.rows {
        out.push_str("<tr>");
        for (cell, _) in row.iter().zip(&shown).filter(|(_, shown)| **shown) {
            let class = match cell {
                Cell::State(_, tone) => class(*tone),
                Cell::Empty | Cell::Text(_) | Cell::Number(_) | Cell::Date(_) | Cell::Time(_) => "",
            };
            let _ = write!(out, "<td{class}>{}</td>", escaped(&cell.shown()));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n");
}

fn class(tone: Tone) -> &'static str {
    match tone {
        Tone::Good => " class=\"good\"",
        Tone::Due => " class=\"due\"",
        Tone::Bad => " class=\"bad\"",
        Tone::Plain => "",
    }
}

/// What the bars of a sheet show: its counts, or else how often each of its states stands there.
fn counted(sheet: &Sheet) -> Vec<(String, u64)> {
    let at = |key: &str| sheet.columns.iter().position(|c| c.key == key);
    if let Some(count) = at("count") {
        let rows = sheet.rows.iter();
        let bar = |row: &Vec<Cell>| match (row.first(), row.get(count)) {
            (Some(name), Some(Cell::Number(count))) => Some((name.shown(), *count)),
            (Some(_) | None, Some(_) | None) => None,
        };
        return rows.filter_map(bar).collect();
    }
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    let rows = sheet.rows.iter();
    for cell in at("status")
        .iter()
        .flat_map(|at| rows.clone().filter_map(|row| row.get(*at)))
    {
        if let Cell::State(word, _) = cell {
            *counts.entry(word.as_str()).or_default() += 1;
        }
    }
    let counts = counts.into_iter();
    counts
        .map(|(word, count)| (word.to_owned(), count))
        .collect()
}

/// Bars with their words and numbers.
fn chart(out: &mut String, sheet: &Sheet) {
    const BAR: usize = 22;
    const LONGEST: u64 = 320;
    let counts = counted(sheet);
    let Some(most) = counts.iter().map(|(_, count)| *count).max() else {
        return;
    };
    let height = counts.len() * BAR + 4;
    let _ = writeln!(
        out,
        "<svg role=\"img\" width=\"620\" height=\"{height}\" viewBox=\"0 0 620 {height}\">"
    );
    for (n, (word, count)) in counts.iter().enumerate() {
        let (top, text) = (n * BAR + 2, n * BAR + 16);
        let width = (count * LONGEST / most.max(1)).max(2);
        let end = 236 + width;
        let _ = writeln!(
            out,
            "<text x=\"220\" y=\"{text}\" text-anchor=\"end\" font-size=\"13\">{}</text><rect x=\"230\" y=\"{top}\" width=\"{width}\" height=\"16\" fill=\"#4a7ba6\"/><text x=\"{end}\" y=\"{text}\" font-size=\"13\">{count}</text>",
            escaped(word)
        );
    }
    out.push_str("</svg>\n");
}

/// A text that is no markup.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}
