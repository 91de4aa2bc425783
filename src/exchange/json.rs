//! JSON for machines, and the schema of it.

use super::leave::LeftOut;
use crate::domain::sheet::{Book, Cell, Sheet};
use serde_json::{Map, Value, json};

/// All sheets under their names for machines; what may not leave is counted.
pub fn write(book: &Book, left_out: LeftOut) -> Value {
    let mut out = Map::new();
    for sheet in &book.sheets {
        out.insert(sheet.key.to_owned(), rows(sheet));
    }
    out.insert("left_out".to_owned(), json!(left_out.rows));
    out.insert("texts_left_out".to_owned(), json!(left_out.texts));
    out.insert("internal".to_owned(), json!(book.mark.is_some()));
    Value::Object(out)
}

fn rows(sheet: &Sheet) -> Value {
    let is_matrix = sheet.columns.iter().any(|c| c.key == "organisation") && sheet.key == "matrix";
    let rows = sheet.rows.iter().map(|row| {
        let mut out = Map::new();
        let mut levels = Map::new();
        for (column, cell) in sheet.columns.iter().zip(row) {
            if is_matrix && column.key == "organisation" {
                if *cell != Cell::Empty {
                    levels.insert(column.heading.clone(), value(cell));
                }
            } else {
                out.insert(column.key.to_owned(), value(cell));
            }
        }
        if is_matrix {
            out.insert("levels".to_owned(), Value::Object(levels));
        }
        Value::Object(out)
    });
    Value::Array(rows.collect())
}

fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Empty => Value::Null,
        Cell::Number(n) => json!(n),
        Cell::Text(_) | Cell::State(..) | Cell::Date(_) | Cell::Time(_) => json!(cell.shown()),
    }
}

/// The schema of what [`write`] gives, from the columns of sheets without rows.
pub fn schema(book: &Book) -> Value {
    let mut properties = Map::new();
    for sheet in &book.sheets {
        let mut columns = Map::new();
        for column in &sheet.columns {
            let type_of = json!(["string", "null"]);
            let told = if column.key.ends_with("_on") {
                json!({ "type": type_of, "title": column.heading, "format": "date" })
            } else {
                json!({ "type": type_of, "title": column.heading })
            };
            columns.insert(column.key.to_owned(), told);
        }
        if sheet.key == "matrix" {
            columns.remove("organisation");
            let levels = json!({ "type": "object", "additionalProperties": { "type": "string" } });
            columns.insert("levels".to_owned(), levels);
        }
        let rows = json!({
            "type": "array",
            "title": sheet.name,
            "items": { "type": "object", "properties": columns },
        });
        properties.insert(sheet.key.to_owned(), rows);
    }
    for count in ["left_out", "texts_left_out"] {
        properties.insert(count.to_owned(), json!({ "type": "integer", "minimum": 0 }));
    }
    properties.insert("internal".to_owned(), json!({ "type": "boolean" }));
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "enishi export",
        "type": "object",
        "properties": properties,
    })
}
