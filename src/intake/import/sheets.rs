//! Which sheets of a file are read, and as what: tables with the best headings, forms of one person, plain lists.

use super::alias::Aliases;
use super::ask::{Choice, Input};
use super::found::{At, Entry, Report, Trouble, Used};
use super::kind::ListKind;
use super::legend;
use super::table::{self, Table, Told};
use super::wishes::{self, Wish};
use super::{needs, patents, people, used};
use crate::intake::edited;
use crate::intake::sheet::{self, Book, Sheet, SheetError};
use std::collections::BTreeSet;

/// The rows of all files.
#[derive(Default)]
pub(super) struct Read {
    pub(super) people: Vec<Entry>,
    pub(super) needs: Vec<Entry>,
    pub(super) patents: Vec<Entry>,
    pub(super) wishes: Vec<Wish>,
    pub(super) columns: Vec<Used>,
}

/// A table with its sheet.
struct Candidate<'b> {
    sheet: &'b Sheet,
    table: Table,
    told: Vec<Told>,
}

/// Reads a file.
pub(super) fn read(
    input: &Input<'_>,
    choice: &Choice<'_>,
    aliases: &Aliases,
    (report, out): (&mut Report<'_>, &mut Read),
) -> Result<(), SheetError> {
    let text;
    let book = if let Some(book) = &input.book {
        book
    } else {
        text = sheet::read_text(input.bytes, choice.encoding)?;
        if text.is_guess {
            let at = At {
                file: input.name.clone(),
                sheet: String::new(),
            };
            let first = preview(&text.book);
            report.add(
                Trouble::Encoding,
                &at,
                1,
                (0, ""),
                (&first, text.encoding.name()),
            );
        }
        &text.book
    };
    let at = |sheet: &Sheet| At {
        file: input.name.clone(),
        sheet: sheet.name.clone(),
    };
    let mut found: Vec<Candidate<'_>> = Vec::new();
    let mut others: Vec<&Sheet> = Vec::new();
    for sheet in &book.sheets {
        if sheet.lines.is_empty() || sheet.name == crate::domain::sheet::CHOICES {
            continue;
        }
        if choice.sheet.is_some_and(|wanted| wanted != sheet.name) && !book.is_text {
            continue;
        }
        if sheet.is_hidden && choice.sheet.is_none() {
            report.add(
                Trouble::SheetHidden,
                &at(sheet),
                0,
                (0, ""),
                (&sheet.name, ""),
            );
            continue;
        }
        // What this program wrote of pairings and tasks is no list: --edited reads that.
        if edited::is_ours(sheet) && choice.sheet.is_none() {
            others.push(sheet);
            continue;
        }
        match one(sheet, input.kind, aliases, &at(sheet)) {
            Some((table, told)) => found.push(Candidate { sheet, table, told }),
            None => others.push(sheet),
        }
    }
    // A sheet of a list beside the one that is meant: the best headings count, and all sheets that have the same.
    found.sort_by_key(|c| std::cmp::Reverse(c.table.columns.quality()));
    let best: BTreeSet<String> = found
        .first()
        .map(|c| {
            c.table
                .columns
                .fields()
                .into_iter()
                .map(str::to_owned)
                .collect()
        })
        .unwrap_or_default();
    let is_same = |c: &Candidate<'_>| {
        let fields = c.table.columns.fields();
        let common = fields.iter().filter(|f| best.contains(**f)).count();
        common * 3 >= best.len() * 2
    };
    let (mut read, left): (Vec<_>, Vec<_>) = found.into_iter().partition(is_same);
    let order = |sheet: &Sheet| book.sheets.iter().position(|s| std::ptr::eq(s, sheet));
    read.sort_by_key(|c| order(c.sheet));
    others.extend(left.iter().map(|c| c.sheet));
    if read.is_empty() {
        if input.kind == ListKind::Patents
            && let [sheet] = others.as_slice()
        {
            let entries = patents::plain(sheet, &at(sheet), report);
            if !entries.is_empty() {
                out.patents.extend(entries);
                return Ok(());
            }
        }
        let place = others.first().map_or_else(
            || At {
                file: input.name.clone(),
                sheet: String::new(),
            },
            |sheet| at(sheet),
        );
        let is_empty = book.sheets.iter().all(|sheet| sheet.lines.is_empty());
        let trouble = if is_empty {
            Trouble::Empty
        } else {
            Trouble::NoHeader
        };
        report.add(trouble, &place, 0, (0, ""), ("", ""));
        return Ok(());
    }
    for sheet in others {
        report.add(
            Trouble::SheetUnread,
            &at(sheet),
            0,
            (0, ""),
            (&sheet.name, ""),
        );
    }
    for candidate in read {
        taken(candidate, input.kind, choice, report, out);
    }
    Ok(())
}

/// The kind whose headings fit best.
pub(super) fn kind_of(
    input: &Input<'_>,
    choice: &Choice<'_>,
) -> Result<Option<ListKind>, SheetError> {
    let text;
    let book = if let Some(book) = &input.book {
        book
    } else {
        text = sheet::read_text(input.bytes, choice.encoding)?;
        &text.book
    };
    let visible = || {
        book.sheets
            .iter()
            .filter(|s| !s.is_hidden && !edited::is_ours(s))
    };
    let quality = |kind: ListKind| {
        let tables =
            visible().filter_map(|sheet| one(sheet, kind, &choice.aliases, &At::default()));
        // A list of attendees and one of interests have the same headings; the marks of people with numbers decide.
        let best = tables.map(|(table, _)| {
            let columns = &table.columns;
            let is_grid = kind == ListKind::Interests && columns.is_grid();
            (columns.exact() * 4 + columns.quality(), is_grid)
        });
        best.max().map(|quality| (quality, kind))
    };
    // Of two that fit alike the first of the list counts.
    let kinds = ListKind::ALL.iter().rev().filter_map(|kind| quality(*kind));
    Ok(kinds
        .max_by_key(|(quality, _)| *quality)
        .map(|(_, kind)| kind))
}

/// The table of a sheet: with headings, or a form.
fn one(sheet: &Sheet, kind: ListKind, aliases: &Aliases, at: &At) -> Option<(Table, Vec<Told>)> {
    let table = table::find(sheet, kind, aliases, at);
    if table::labels(sheet, kind, aliases) >= 3
        && let Some(form) = table::form(sheet, kind, aliases, at)
        && table
            .as_ref()
            .is_none_or(|(t, _)| t.columns.named() <= form.columns.named())
    {
        return Some((form, Vec::new()));
    }
    table.filter(|(table, _)| table.columns.has_essential(kind))
}

fn taken(
    candidate: Candidate<'_>,
    kind: ListKind,
    choice: &Choice<'_>,
    report: &mut Report<'_>,
    out: &mut Read,
) {
    let Candidate { sheet, table, told } = candidate;
    let name = sheet.name.trim_end();
    let is_copy = name.ends_with(')') && {
        let digits = name
            .trim_end_matches(')')
            .rsplit('(')
            .next()
            .unwrap_or_default();
        !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
    };
    if is_copy || name.ends_with("のコピー") {
        report.add(Trouble::SheetCopy, &table.at, 0, (0, ""), (name, ""));
    }
    for (trouble, row, column, value) in told {
        let shown = if matches!(trouble, Trouble::SecondTable) {
            format!("{row}: {value}")
        } else {
            value
        };
        report.add(trouble, &table.at, row, (column, ""), (&shown, ""));
    }
    out.columns.extend(used::used(&table, sheet, kind, report));
    legend::tell_marks(&table, report);
    match kind {
        ListKind::Attendees => {
            let base = out.people.len();
            let (people, mut wishes) = people::read(&table, report);
            for wish in &mut wishes {
                wish.person = wish.person.map(|at| at + base);
            }
            out.people.extend(people);
            out.wishes.extend(wishes);
        }
        ListKind::Needs => out.needs.extend(needs::read(&table, choice.day, report)),
        ListKind::Patents => out.patents.extend(patents::read(&table, report)),
        ListKind::Interests => out.wishes.extend(wishes::read(&table, report)),
    }
}

/// The first words of a text, by which somebody sees whether the encoding is right.
fn preview(book: &Book) -> String {
    let lines = book.sheets.iter().flat_map(|sheet| &sheet.lines);
    let cells = lines.flat_map(|line| &line.cells).take(6);
    let texts: Vec<String> = cells
        .map(|(_, raw)| crate::intake::workbook::shown(raw))
        .collect();
    texts.join("、")
}
