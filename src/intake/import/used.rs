//! Which column was taken for what, told and kept for whoever looks at it.

use super::found::{Report, Trouble, Used};
use super::kind::ListKind;
use super::table::Table;
use crate::intake::sheet::Sheet;
use crate::intake::workbook::shown;

/// Tells what the columns were taken for.
pub(super) fn used(
    table: &Table,
    sheet: &Sheet,
    kind: ListKind,
    report: &mut Report<'_>,
) -> Vec<Used> {
    let mut out = Vec::new();
    let head = table.columns.head_row;
    for column in &table.columns.all {
        let heading = column.heading.replace('\u{1f}', " ");
        if column.is_account {
            report.add(
                Trouble::Account,
                &table.at,
                head,
                (column.number, &heading),
                (&heading, ""),
            );
        } else if let Some(other) = &column.beaten_by {
            let other = other.replace('\u{1f}', " ");
            report.add(
                Trouble::TwoColumns,
                &table.at,
                head,
                (column.number, &heading),
                (&heading, &other),
            );
        } else if column.is_guess
            && let Some(field) = &column.field
        {
            report.add(
                Trouble::GuessedColumn,
                &table.at,
                head,
                (column.number, &heading),
                (&heading, super::label::label(kind, field)),
            );
        }
        out.push(Used {
            file: table.at.file.clone(),
            sheet: table.at.sheet.clone(),
            header: heading,
            field: column.field.clone().or_else(|| column.need.clone()),
            guessed: column.is_guess,
            hidden: false,
            list: kind,
            is_need: column.field.is_none() && column.need.is_some(),
            need: column.need.clone(),
            samples: samples(table, column.number),
        });
    }
    // Private notes stay private: hidden columns are named, not read.
    let head_line = sheet.lines.iter().find(|line| line.row == head);
    for (number, raw) in head_line.into_iter().flat_map(|line| &line.cells) {
        if sheet.hides(*number) {
            let heading = shown(raw);
            report.add(
                Trouble::ColumnHidden,
                &table.at,
                head,
                (*number, &heading),
                (&heading, ""),
            );
            out.push(Used {
                file: table.at.file.clone(),
                sheet: table.at.sheet.clone(),
                header: heading,
                field: None,
                guessed: false,
                hidden: true,
                list: kind,
                is_need: false,
                need: None,
                samples: Vec::new(),
            });
        }
    }
    out
}

/// How many values of a column are shown.
const SAMPLES: usize = 3;

/// What stands first in a column.
fn samples(table: &Table, column: u32) -> Vec<String> {
    let held = table.rows.iter().filter_map(|row| row.cells.get(&column));
    let own = held
        .filter(|held| !held.is_from_above)
        .map(|held| shown(&held.raw));
    own.filter(|text| !text.trim().is_empty())
        .take(SAMPLES)
        .collect()
}
