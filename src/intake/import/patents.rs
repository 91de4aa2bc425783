//! Rows of lists of patents: J-PlatPat, Lens, Google, or a list of somebody's own.

use super::cells::Cells;
use super::found::{At, Entry, Report, State, Trouble};
use super::kind::ListKind;
use super::label::label;
use super::table::Table;
use super::tidy::{self, Day};
use crate::domain::code::Relation;
use crate::domain::number;
use crate::domain::roster::Patent;
use crate::intake::sheet::{Line, Sheet};
use crate::intake::workbook::shown;
use crate::text::Clean;

const KIND: ListKind = ListKind::Patents;

/// The patents of a table.
pub(super) fn read(table: &Table, report: &mut Report<'_>) -> Vec<Entry> {
    let mut out = Vec::new();
    for row in &table.rows {
        if !report.goes_on() {
            break;
        }
        let cells = Cells::new(table, row, 0);
        let mut entry = Entry {
            source: cells.source(),
            ..Entry::default()
        };
        cells.broken(report, &mut entry);
        texts(&cells, &mut entry);
        if entry.fields.is_empty() && !entry.is_wrong {
            continue;
        }
        number_of(&cells, &mut entry, report);
        days(&cells, &mut entry);
        finish(&mut entry);
        if entry.get("title").is_empty() {
            cells.tell(report, Trouble::Missing, None, ("", label(KIND, "title")));
            entry.is_wrong = true;
        }
        if row.is_hidden {
            cells.tell(report, Trouble::RowHidden, None, (entry.get("title"), ""));
            entry.state = State::Doubtful;
        }
        out.push(entry);
    }
    out
}

/// A list without headings: a number in each line, perhaps with a title behind it.
pub(super) fn plain(sheet: &Sheet, at: &At, report: &mut Report<'_>) -> Vec<Entry> {
    let mut out = Vec::new();
    let is_number = |line: &Line| {
        let first = line
            .cells
            .first()
            .map(|(_, raw)| shown(raw))
            .unwrap_or_default();
        let head = first.split([' ', '　', '\t']).next().unwrap_or_default();
        number::patent_id(head).is_some()
    };
    if !sheet.lines.iter().any(is_number) {
        return out;
    }
    for line in &sheet.lines {
        let texts: Vec<String> = line.cells.iter().map(|(_, raw)| shown(raw)).collect();
        let all = texts.join(" ");
        let (head, rest) = match texts.as_slice() {
            [one] => one.split_once([' ', '　', '\t']).unwrap_or((one, "")),
            [head, rest, ..] => (head.as_str(), rest.as_str()),
            [] => continue,
        };
        if number::patent_id(head).is_none() {
            report.add(Trouble::Dropped, at, line.row, (1, ""), (&all, ""));
            continue;
        }
        let mut entry = Entry::default();
        entry.source.file.clone_from(&at.file);
        entry.source.sheet.clone_from(&at.sheet);
        entry.source.row = line.row;
        entry.set("doc_no", tidy::line(head));
        entry.set("title", plain_text(rest));
        if entry.get("title").is_empty() {
            entry.set("title", tidy::line(head));
            report.add(
                Trouble::Filled,
                at,
                line.row,
                (1, ""),
                (head, label(KIND, "title")),
            );
        }
        finish(&mut entry);
        out.push(entry);
    }
    out
}

/// A text without the marks that J-PlatPat puts around rare characters: 深▲セン▼.
fn plain_text(text: &str) -> String {
    if text.contains(['▲', '▼']) {
        return tidy::line(&text.replace(['▲', '▼'], ""));
    }
    tidy::line(text)
}

fn texts(cells: &Cells<'_>, entry: &mut Entry) {
    for field in [
        "doc_no", "title", "stage", "event", "app_no", "reg_no", "url",
    ] {
        if let Some(found) = cells.text(field) {
            let text = plain_text(&found.text);
            if text != "null" {
                entry.set(field, text);
            }
        }
    }
    if let Some(found) = cells.text("abstract") {
        entry.set("abstract", summary(&found.text));
    }
    if let Some(found) = cells.text("fi") {
        entry.set("fi", symbols(&found.text).join("\n"));
    }
    for field in ["applicants", "inventors", "ipc"] {
        if let Some(found) = cells.text(field) {
            let names: Vec<String> = if found.text.contains(";;") {
                found.text.split(";;").map(plain_text).collect()
            } else if field == "ipc" {
                symbols(&found.text)
            } else {
                // A full-width comma belongs to the name.
                found.text.split([',', ';', '\n']).map(plain_text).collect()
            };
            let names: Vec<String> = names.into_iter().filter(|n| !n.is_empty()).collect();
            entry.set(field, names.join("\n"));
        }
    }
    if let Some(found) = cells.text("checked_by") {
        entry.set("checked_by", tidy::name(&found.text));
    }
    if let Some(found) = cells.text("remarks") {
        entry.set("remarks", tidy::block(&found.text));
    }
    if let Some(found) = cells.text("needs") {
        entry.set("needs", tidy::line(&found.text));
    }
    if let Some(found) = cells.text("relation") {
        let relation = Relation::parse(&found.text).unwrap_or(Relation::Background);
        entry.set("relation", relation.code());
    }
}

fn number_of(cells: &Cells<'_>, entry: &mut Entry, report: &mut Report<'_>) {
    if entry.get("doc_no").is_empty() {
        // The number that people write of a document comes before that of its application.
        let other = [entry.get("reg_no"), entry.get("app_no")]
            .into_iter()
            .find(|n| !n.is_empty());
        if let Some(number) = other.map(str::to_owned) {
            entry.set("doc_no", number);
        } else {
            cells.tell(report, Trouble::Missing, None, ("", label(KIND, "doc_no")));
            entry.is_wrong = true;
            return;
        }
    }
    if number::patent_id(entry.get("doc_no")).is_none() {
        let found = cells.text("doc_no");
        cells.tell(
            report,
            Trouble::PatentNotation,
            found.as_ref(),
            (entry.get("doc_no"), ""),
        );
    }
}

fn days(cells: &Cells<'_>, entry: &mut Entry) {
    for field in ["pub_date", "app_date", "checked_on"] {
        if let Some((found, raw)) = cells.raw(field) {
            match tidy::day(raw, None) {
                Day::Is(date) => entry.set(field, date.to_string()),
                Day::NoYear | Day::Unread if field != "pub_date" => {
                    entry.set(field, tidy::line(&found.text));
                }
                Day::NoYear | Day::Unread => {}
            }
        }
    }
}

/// What follows from the rest: the state, and a link where the number alone makes one.
fn finish(entry: &mut Entry) {
    let patent = Patent {
        doc_no: Clean::line(entry.get("doc_no")),
        stage: Clean::line(entry.get("stage")),
        ..Patent::default()
    };
    entry.set("life", patent.life().code());
    if entry.get("url").is_empty()
        && let Some(url) = link(&patent.id())
    {
        entry.set("url", url);
    }
}

/// The page of a Japanese document: 特開 and 特許 can be linked by their number alone.
fn link(id: &str) -> Option<String> {
    let rest = id.strip_prefix("JP")?;
    let (number, kind) = match rest.strip_suffix('A') {
        Some(number) if number.contains('-') && number.is_ascii() => (number, "11"),
        Some(_) | None => (rest.strip_suffix('B')?, "15"),
    };
    let is_number = number.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    is_number.then(|| format!("https://www.j-platpat.inpit.go.jp/c1801/PU/JP-{number}/{kind}/ja"))
}

/// FI symbols are parted by commas but hold commas too: a new one starts with a section letter and a digit.
fn symbols(cell: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let cell = cell.replace(";;", ",").replace('\n', ",");
    for piece in cell.split(',') {
        let mut chars = piece.trim_start().chars();
        let opens = matches!(chars.next(), Some('A'..='H'))
            && chars.next().is_some_and(|c| c.is_ascii_digit());
        match out.last_mut() {
            Some(last) if !opens => {
                last.push(',');
                last.push_str(piece.trim());
            }
            _ => out.push(piece.trim().to_owned()),
        }
    }
    out.retain(|symbol| !symbol.is_empty());
    out
}

/// The abstract without its frame.
fn summary(cell: &str) -> String {
    let text = cell.trim_start_matches("(57)").trim_start();
    let text = text.strip_prefix("【要約】").unwrap_or(text);
    let text = text.split("【選択図】").next().unwrap_or(text);
    let end = text
        .char_indices()
        .nth(9_000)
        .map_or(text.len(), |(at, _)| at);
    tidy::line(text.get(..end).unwrap_or_default())
}
