//! What changed in a session, put into the text it was read from: comments, order and spelling of the rest stay.

use super::write::written;
use crate::domain::roster::Session;
use crate::intake::head::Head;
use crate::intake::section::Section;
use crate::intake::unfold;
use serde_json::Value;
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table};

/// The text with what `after` says other than `before`. The error names what stands in the way.
pub fn merge(text: &str, before: &Session, after: &Session) -> Result<String, String> {
    let mut document: DocumentMut = text
        .parse()
        .map_err(|e: toml_edit::TomlError| e.to_string())?;
    for section in Section::ALL {
        if *section == Section::Session {
            continue;
        }
        let old = unfold::rows(before, *section);
        let new = unfold::rows(after, *section);
        let is_same = old.len() == new.len() && old.iter().zip(&new).all(|(a, b)| same(a, b));
        if is_same {
            continue;
        }
        let item = document
            .entry(section.name())
            .or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
        let Some(tables) = item.as_array_of_tables_mut() else {
            return Err(format!("[[{}]]", section.name()));
        };
        for row in &new {
            let Some((head, key)) = row.first() else {
                continue;
            };
            let name = head.name;
            let has_key = |row: &&Vec<(Head, Value)>| row.first().is_some_and(|(_, k)| k == key);
            match old.iter().find(has_key) {
                Some(old) if same(old, row) => {}
                Some(old) => {
                    let key = key.as_str();
                    let table = tables
                        .iter_mut()
                        .find(|t| t.get(name).and_then(Item::as_str) == key);
                    let Some(table) = table else {
                        return Err(format!("{name} = {}", key.unwrap_or_default()));
                    };
                    change(table, old, row)?;
                }
                None => {
                    let mut table = Table::new();
                    change(&mut table, &[], row)?;
                    tables.push(table);
                }
            }
        }
    }
    Ok(document.to_string())
}

fn same(a: &[(Head, Value)], b: &[(Head, Value)]) -> bool {
    let pairs = a.iter().zip(b);
    a.len() == b.len()
        && pairs
            .into_iter()
            .all(|((h, v), (g, w))| h.name == g.name && v == w)
}

fn change(table: &mut Table, old: &[(Head, Value)], new: &[(Head, Value)]) -> Result<(), String> {
    for (head, value) in new {
        let before = old.iter().find(|(h, _)| h.name == head.name);
        if before.is_some_and(|(_, v)| v == value) {
            continue;
        }
        let text = written(head, value);
        let value: toml_edit::Value = text
            .parse()
            .map_err(|e: toml_edit::TomlError| e.to_string())?;
        match table.get_mut(head.name).and_then(Item::as_value_mut) {
            // What stands behind the value, a comment, stays there.
            Some(old) => {
                let decor = old.decor().clone();
                *old = value;
                *old.decor_mut() = decor;
            }
            None => {
                table.insert(head.name, Item::Value(value));
            }
        }
    }
    Ok(())
}
