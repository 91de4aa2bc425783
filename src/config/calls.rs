//! The calls for subsidies: the shipped ones with the user's behind them. A call that cannot be read is told and left out.

use super::read::{Reader, q};
use crate::domain::diag::Diagnostic;
use crate::domain::rule::call::Call;
use crate::words::{Lang, Words, fl};
use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeValue, ValueDeserializer};

/// The shipped calls as TOML.
pub const DEFAULT: &str = include_str!("../../config/calls.toml");

/// The calls, those that close first in front.
#[derive(Clone, Debug, PartialEq)]
pub struct Calls {
    /// In the order in which they close.
    pub calls: Vec<Call>,
}

impl Default for Calls {
    fn default() -> Self {
        let words = Words::new(Lang::Ja);
        // The shipped file has no warnings; a test checks that.
        Self::sorted(read(DEFAULT, &words).0)
    }
}

impl Calls {
    /// Reads the user's calls besides the shipped ones; one of the same name takes the place of a shipped one.
    pub fn load(text: &str, words: &Words) -> (Self, Vec<Diagnostic>) {
        let (own, found) = read(text, words);
        let mut calls = Self::default().calls;
        calls.retain(|call| own.iter().all(|o| o.name != call.name));
        calls.extend(own);
        (Self::sorted(calls), found)
    }

    fn sorted(mut calls: Vec<Call>) -> Self {
        calls.sort_by_key(|call| (call.closes_on, call.closes_at));
        Self { calls }
    }
}

fn read(text: &str, words: &Words) -> (Vec<Call>, Vec<Diagnostic>) {
    let mut reader = Reader::new(text, words);
    let mut document = reader.document();
    let calls = document.remove("calls");
    for key in document.keys() {
        reader.unknown(key.span(), key.get_ref(), &["calls"]);
    }
    let mut found = Vec::new();
    if let Some(calls) = calls {
        match calls.get_ref() {
            DeValue::Array(items) => {
                for item in items {
                    found.extend(call(item, text, &mut reader));
                }
            }
            _ => reader.wrong(calls.span(), "calls", "[[calls]]"),
        }
    }
    (found, reader.finish())
}

fn call(item: &Spanned<DeValue<'_>>, text: &str, reader: &mut Reader<'_>) -> Option<Call> {
    match Call::deserialize(ValueDeserializer::from(item.clone())) {
        Ok(call) => Some(call),
        Err(error) => {
            let table = item.get_ref().as_table();
            let name = table.and_then(|t| t.get("name"));
            let name = name.and_then(|v| v.get_ref().as_str()).unwrap_or("?");
            let message = fl!(reader.words, "config-call", name = q(name));
            let at = error.span();
            let written = at.clone().and_then(|at| text.get(at)).map(str::trim);
            let key = error.message().split('`').nth(1).or(written);
            let help = fl!(
                reader.words,
                "config-call-help",
                key = q(key.unwrap_or("calls"))
            );
            reader.warn(at.unwrap_or(item.span()), "W208", &message, &help);
            None
        }
    }
}
