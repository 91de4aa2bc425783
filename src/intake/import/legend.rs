//! What the marks of a list mean here, told to whoever hands it in.

use super::found::{Report, Trouble};
use super::table::Table;

/// How the marks of a list are read, told once for each file.
pub(super) fn tell_marks(table: &Table, report: &mut Report<'_>) {
    let has_marks = table.rows.iter().any(|row| {
        row.cells.values().any(|held| {
            let text = crate::intake::workbook::shown(&held.raw);
            matches!(text.trim(), "◎" | "○" | "〇" | "◯" | "△" | "×")
        })
    });
    let is_wish = table.columns.all.iter().any(|c| {
        c.need.is_some() || matches!(c.field.as_deref(), Some("level" | "interests" | "meetings"))
    });
    if has_marks && is_wish {
        let said = "◎ 面談希望、○ 関心、△ 要相談、× 関心なし";
        let head = table.columns.head_row;
        report.add(Trouble::Marks, &table.at, head, (0, ""), (said, ""));
    }
}
