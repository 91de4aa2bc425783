//! A table of folded rows, and values kept as JSON in one.

use crate::store::StoreError;

/// A table that is folded from the ops.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Table {
    pub(in super::super) name: &'static str,
    /// The columns that name a row.
    pub(super) key: &'static str,
}

impl Table {
    /// All its rows with all their columns, in one order: to be compared.
    pub(in super::super) fn select(&self) -> String {
        format!("SELECT * FROM {} ORDER BY {}", self.name, self.key)
    }

    /// To be filled anew.
    pub(in super::super) fn delete(&self) -> String {
        format!("DELETE FROM {}", self.name)
    }
}

/// A query of the rows of one session, by the condition `one` in place of `{of}`; of every row, where the session is
/// empty. One condition for both would have SQLite read the whole table for one session.
pub(super) fn within(sql: &str, session: &str, one: &str) -> String {
    sql.replace("{of}", if session.is_empty() { "?1 = ''" } else { one })
}

/// JSON of something that always has one.
pub(super) fn json<T: serde::Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|e| StoreError::Damaged(e.to_string()))
}

pub(super) fn from_json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|e| StoreError::Damaged(e.to_string()))
}
