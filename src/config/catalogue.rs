//! The catalogue of follow-up tasks. If the user's catalogue has a mistake, the shipped one is used as a whole: half a
//! catalogue would silently lose tasks.

use super::read::{Reader, q};
use crate::domain::diag::Diagnostic;
use crate::domain::rule::follow_up::Template;
use crate::text::Clean;
use crate::words::Lang;
use crate::words::Words;
use crate::words::fl;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

/// The shipped catalogue as TOML: 30 core tasks, each with the reason for its trigger and due date.
pub const DEFAULT: &str = include_str!("../../config/tasks.toml");

/// Templates of the follow-up tasks, in the order of the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Catalogue {
    /// At least one; no two have the same code.
    pub templates: Vec<Template>,
}

impl Default for Catalogue {
    fn default() -> Self {
        let words = Words::new(Lang::Ja);
        // The shipped file has no warnings; a test checks that.
        let templates = read(DEFAULT, &words).0;
        Self { templates }
    }
}

impl Catalogue {
    /// Reads the user's catalogue. If it has a mistake, returns the default, and all mistakes found.
    pub fn load(text: &str, words: &Words) -> (Self, Vec<Diagnostic>) {
        let (templates, found) = read(text, words);
        if found.is_empty() {
            (Self { templates }, found)
        } else {
            (Self::default(), found)
        }
    }

    /// The template with this code.
    pub fn template(&self, code: &str) -> Option<&Template> {
        self.templates.iter().find(|t| t.code == *code)
    }
}

fn read(text: &str, words: &Words) -> (Vec<Template>, Vec<Diagnostic>) {
    let mut reader = Reader::new(text, words);
    let mut document = reader.document();
    let tasks = document.remove("tasks");
    for key in document.keys() {
        reader.unknown(key.span(), key.get_ref(), &["tasks"]);
    }
    let mut all: Vec<(Template, Range<usize>)> = Vec::new();
    if let Some(tasks) = tasks {
        match tasks.get_ref() {
            DeValue::Array(items) => {
                for item in items {
                    all.extend(template(item, &mut reader));
                }
            }
            _ => reader.wrong(tasks.span(), "tasks", "[[tasks]]"),
        }
    }
    check_whole(&all, &mut reader);
    let templates = all.into_iter().map(|(t, _)| t).collect();
    (templates, reader.finish())
}

fn template(
    item: &Spanned<DeValue<'_>>,
    reader: &mut Reader<'_>,
) -> Option<(Template, Range<usize>)> {
    let span = item.span();
    match Template::deserialize(ValueDeserializer::from(item.clone())) {
        Ok(template) => Some((template, span)),
        Err(error) => {
            let code = item
                .get_ref()
                .as_table()
                .and_then(|t: &DeTable<'_>| t.get("code"))
                .and_then(|v| v.get_ref().as_str())
                .unwrap_or("?");
            let message = fl!(reader.words, "config-task", code = q(code));
            // The parser speaks English; the name of the key in it is all that helps.
            let key = error.message().split('`').nth(1).unwrap_or("code");
            let help = fl!(reader.words, "config-task-help", key = q(key));
            reader.warn(error.span().unwrap_or(span), "W207", &message, &help);
            None
        }
    }
}

/// Checks what only the whole catalogue shows: codes that occur twice, predecessors that do not exist, and tasks that
/// wait for themselves.
fn check_whole(all: &[(Template, Range<usize>)], reader: &mut Reader<'_>) {
    if all.is_empty() && !reader.has_found() {
        // What is said already is why there is none.
        let (message, help) = (
            fl!(reader.words, "config-task-empty"),
            fl!(reader.words, "config-task-empty-help"),
        );
        reader.warn(0..0, "W207", &message, &help);
    }
    let mut by_code: BTreeMap<&Clean, &Template> = BTreeMap::new();
    for (template, span) in all {
        if by_code.insert(&template.code, template).is_some() {
            let message = fl!(reader.words, "config-task-twice", code = q(&template.code));
            let help = fl!(reader.words, "config-task-twice-help");
            reader.warn(span.clone(), "W207", &message, &help);
        }
    }
    let codes: Vec<&str> = by_code.keys().map(|code| code.as_str()).collect();
    for (template, span) in all {
        for after in template.after.iter().chain(&template.when.done) {
            if !by_code.contains_key(after) {
                let message = fl!(
                    reader.words,
                    "config-task-after",
                    code = q(&template.code),
                    after = q(after)
                );
                let help = fl!(reader.words, "config-known", all = codes.join(" "));
                reader.warn(span.clone(), "W207", &message, &help);
            }
        }
        if follows_itself(template, &by_code) {
            let message = fl!(reader.words, "config-task-circle", code = q(&template.code));
            let help = fl!(reader.words, "config-task-circle-help");
            reader.warn(span.clone(), "W207", &message, &help);
        }
    }
}

fn follows_itself(template: &Template, by_code: &BTreeMap<&Clean, &Template>) -> bool {
    let mut seen: Vec<&Clean> = Vec::new();
    let mut open: Vec<&Clean> = template.after.iter().collect();
    while let Some(code) = open.pop() {
        if *code == template.code {
            return true;
        }
        if !seen.contains(&code) {
            seen.push(code);
            open.extend(by_code.get(code).iter().flat_map(|t| &t.after));
        }
    }
    false
}
