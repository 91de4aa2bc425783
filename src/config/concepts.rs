//! The concepts (技術の観点) that come with the program, with those of a user laid over them.

use super::read::{Reader, q};
use crate::domain::diag::Diagnostic;
use crate::domain::rule::concept::{Asked, Concepts, Table, Trade};
use crate::words::{Words, fl};
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};
use toml::Spanned;
use toml::de::{DeValue, ValueDeserializer};

/// The shipped file.
pub const SHIPPED: &str = include_str!("../../config/concepts.toml");

/// Reads concepts. The error says where.
pub fn read(text: &str) -> Result<Concepts, String> {
    let table = toml::from_str(text).map_err(|error| error.to_string())?;
    Concepts::new(table).map_err(|error| error.to_string())
}

/// The shipped concepts; a test reads them.
pub fn shipped() -> Concepts {
    read(SHIPPED).unwrap_or_default()
}

/// The shipped concepts with what a user wrote laid over them.
pub fn with(own: Table) -> Concepts {
    let mut table = shipped_table();
    table.lay(own);
    // Words that cannot be looked for at once are too many: then the shipped ones have to do.
    Concepts::new(table).unwrap_or_else(|_| shipped())
}

fn shipped_table() -> Table {
    toml::from_str(SHIPPED).unwrap_or_default()
}

/// Reads what a user wrote. An entry that cannot be used is told with its line and left out.
pub fn load(text: &str, words: &Words) -> (Table, Vec<Diagnostic>) {
    const KEYS: [&str; 4] = ["guards", "concepts", "needs", "trades"];
    let mut reader = Reader::new(text, words);
    let mut document = reader.document();
    let [guards, concepts, needs, trades] = KEYS.map(|key| document.remove(key));
    for key in document.keys() {
        reader.unknown(key.span(), key.get_ref(), &KEYS);
    }
    let mut own = Table {
        guards: (guards.and_then(|value| entry(&value, "guards", &mut reader))).unwrap_or_default(),
        ..Table::default()
    };
    match concepts.as_ref().map(|value| (value, value.get_ref())) {
        Some((_, DeValue::Table(concepts))) => {
            for (name, value) in concepts {
                if let Some(found) = entry::<Vec<String>>(value, name.get_ref(), &mut reader) {
                    own.concepts.insert(name.get_ref().to_string(), found);
                }
            }
        }
        Some((value, _)) => reader.wrong(value.span(), "concepts", "[concepts]"),
        None => {}
    }
    let mut known: BTreeSet<String> = shipped_table().concepts.into_keys().collect();
    known.extend(own.concepts.keys().cloned());
    let named =
        |value: &Spanned<DeValue<'_>>, all: &BTreeMap<String, f64>, reader: &mut Reader<'_>| {
            let wrong = all.keys().find(|name| !known.contains(*name));
            let Some(wrong) = wrong else {
                return true;
            };
            let message = fl!(reader.words, "config-concept-unknown", name = q(wrong));
            let all: Vec<&str> = known.iter().map(String::as_str).collect();
            let help = fl!(reader.words, "config-known", all = all.join(" "));
            reader.warn(value.span(), "W209", &message, &help);
            false
        };
    for value in items(needs.as_ref(), "needs", &mut reader) {
        if let Some(rule) = entry::<Asked>(value, "needs", &mut reader)
            && named(value, &rule.asks, &mut reader)
        {
            own.needs.push(rule);
        }
    }
    for value in items(trades.as_ref(), "trades", &mut reader) {
        if let Some(trade) = entry::<Trade>(value, "trades", &mut reader)
            && named(value, &trade.can, &mut reader)
        {
            own.trades.push(trade);
        }
    }
    (own, reader.finish())
}

/// The entries of a list of tables.
fn items<'v, 'd>(
    value: Option<&'v Spanned<DeValue<'d>>>,
    key: &str,
    reader: &mut Reader<'_>,
) -> Vec<&'v Spanned<DeValue<'d>>> {
    match value.map(|value| (value, value.get_ref())) {
        Some((_, DeValue::Array(items))) => items.iter().collect(),
        Some((value, _)) => {
            reader.wrong(value.span(), key, &format!("[[{key}]]"));
            Vec::new()
        }
        None => Vec::new(),
    }
}

/// One entry; one that cannot be read is told.
fn entry<T: DeserializeOwned>(
    value: &Spanned<DeValue<'_>>,
    name: &str,
    reader: &mut Reader<'_>,
) -> Option<T> {
    match T::deserialize(ValueDeserializer::from(value.clone())) {
        Ok(entry) => Some(entry),
        Err(error) => {
            let message = fl!(reader.words, "config-concept", name = q(name));
            let help = fl!(reader.words, "config-concept-help");
            let at = error.span().unwrap_or(value.span());
            reader.warn(at, "W209", &message, &help);
            None
        }
    }
}
