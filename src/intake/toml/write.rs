//! A session as a text that reads back the same.

use crate::domain::roster::Session;
use crate::intake::head::{Head, Kind};
use crate::intake::section::Section;
use crate::intake::unfold;
use serde_json::Value;
use std::fmt::Write as _;

/// The text of a session file.
pub fn write(session: &Session) -> String {
    let mut out = String::from("format = 1\n");
    for section in Section::ALL {
        for row in unfold::rows(session, *section) {
            out.push('\n');
            let heading = match section {
                Section::Session => "[session]".to_owned(),
                Section::Slots
                | Section::Tables
                | Section::Organisations
                | Section::Attendees
                | Section::Needs
                | Section::Patents => format!("[[{}]]", section.name()),
            };
            let _ = writeln!(out, "{heading}");
            for (head, value) in row {
                let _ = writeln!(out, "{} = {}", head.name, written(&head, &value));
            }
        }
    }
    out
}

/// A value as the column takes it.
pub(in crate::intake) fn written(head: &Head, value: &Value) -> String {
    match value {
        // A date or a time stands without quotation marks.
        Value::String(text) if matches!(head.kind, Kind::Date | Kind::Time) => text.clone(),
        Value::String(text) => quoted(text),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| written(head, item)).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(cells) => {
            let cells: Vec<String> = cells
                .iter()
                .map(|(name, value)| format!("{name} = {}", written(head, value)))
                .collect();
            format!("{{ {} }}", cells.join(", "))
        }
        Value::Bool(_) | Value::Number(_) | Value::Null => value.to_string(),
    }
}

/// A text in quotation marks, of several lines where it has them.
pub(in crate::intake) fn quoted(text: &str) -> String {
    toml_edit::Value::from(text).to_string()
}
