//! The catalogue of follow-up tasks: the shipped one, with the user's laid over it code by code and key by key. If the
//! user's has a mistake, the shipped one is used as a whole: half a catalogue would silently lose tasks.

use super::read::{Reader, q};
use crate::domain::diag::Diagnostic;
use crate::domain::rule::template::Template;
use crate::text::Clean;
use crate::words::Lang;
use crate::words::Words;
use crate::words::fl;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

/// The shipped catalogue as TOML: each task with the reason for its trigger and due date, and where that stands.
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
        let templates = read(DEFAULT, Vec::new(), &words).0;
        Self { templates }
    }
}

impl Catalogue {
    /// Reads the user's catalogue over the shipped one. If it has a mistake, returns the shipped one, and all mistakes
    /// found.
    pub fn load(text: &str, words: &Words) -> (Self, Vec<Diagnostic>) {
        let (templates, found) = read(text, shipped(), words);
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

/// The tasks of the shipped catalogue as they are written.
fn shipped() -> Vec<Spanned<DeValue<'static>>> {
    let mut document = DeTable::parse_recoverable(DEFAULT).0.into_inner();
    match document.remove("tasks").map(Spanned::into_inner) {
        Some(DeValue::Array(items)) => items.into_iter().collect(),
        Some(_) | None => Vec::new(),
    }
}

/// Reads a catalogue over another one.
fn read<'a>(
    text: &'a str,
    under: Vec<Spanned<DeValue<'a>>>,
    words: &'a Words,
) -> (Vec<Template>, Vec<Diagnostic>) {
    let mut reader = Reader::new(text, words);
    let mut document = reader.document();
    let tasks = document.remove("tasks");
    for key in document.keys() {
        reader.unknown(key.span(), key.get_ref(), &["tasks"]);
    }
    let mut items = under;
    let mut own: Vec<Range<usize>> = Vec::new();
    let mut codes: BTreeMap<String, usize> = BTreeMap::new();
    for (at, item) in items.iter().enumerate() {
        codes.insert(code(item).to_owned(), at);
    }
    let mut seen: Vec<String> = Vec::new();
    if let Some(tasks) = tasks {
        let span = tasks.span();
        match tasks.into_inner() {
            DeValue::Array(written) => {
                for item in written {
                    own.push(item.span());
                    let name = code(&item).to_owned();
                    if !name.is_empty() && seen.contains(&name) {
                        let message = fl!(reader.words, "config-task-twice", code = q(&name));
                        let help = fl!(reader.words, "config-task-twice-help");
                        reader.warn(item.span(), "W207", &message, &help);
                    }
                    seen.push(name.clone());
                    let below = codes.get(&name).and_then(|at| items.get_mut(*at));
                    match below {
                        Some(below) => lay_over(below, item),
                        None => items.push(item),
                    }
                }
            }
            _ => reader.wrong(span, "tasks", "[[tasks]]"),
        }
    }
    if own.is_empty() && !reader.has_found() {
        // What is said already is why there is none.
        let (message, help) = (
            fl!(reader.words, "config-task-empty"),
            fl!(reader.words, "config-task-empty-help"),
        );
        reader.warn(0..0, "W207", &message, &help);
    }
    let mut all: Vec<(Template, Range<usize>)> = Vec::new();
    for item in &items {
        all.extend(template(item, text, &mut reader));
    }
    check_whole(&all, &mut reader);
    let templates = all.into_iter().map(|(t, _)| t).collect();
    (templates, reader.finish())
}

/// The code a task is written with.
fn code<'v>(item: &'v Spanned<DeValue<'_>>) -> &'v str {
    let table = item.get_ref().as_table();
    let code = table.and_then(|t: &DeTable<'_>| t.get("code"));
    code.and_then(|v| v.get_ref().as_str()).unwrap_or_default()
}

/// The keys of one task over those of another; it stands where the upper one is written.
fn lay_over<'a>(below: &mut Spanned<DeValue<'a>>, upper: Spanned<DeValue<'a>>) {
    let span = upper.span();
    let keys = match (below.get_ref(), upper.get_ref()) {
        (DeValue::Table(below), DeValue::Table(upper)) => {
            let mut keys = below.clone();
            for (key, value) in upper {
                keys.insert(key.clone(), value.clone());
            }
            DeValue::Table(keys)
        }
        _ => upper.into_inner(),
    };
    *below = Spanned::new(span, keys);
}

fn template(
    item: &Spanned<DeValue<'_>>,
    text: &str,
    reader: &mut Reader<'_>,
) -> Option<(Template, Range<usize>)> {
    let span = item.span();
    match Template::deserialize(ValueDeserializer::from(item.clone())) {
        Ok(template) => Some((template, span)),
        Err(error) => {
            let code = match code(item) {
                "" => "?",
                code => code,
            };
            let message = fl!(reader.words, "config-task", code = q(code));
            // The parser speaks English; the name of the key in it, or what is written there, is all that helps.
            let at = error.span();
            let written = at.clone().and_then(|at| text.get(at)).map(str::trim);
            let key = error.message().split('`').nth(1).or(written);
            let help = fl!(
                reader.words,
                "config-task-help",
                key = q(key.unwrap_or("code"))
            );
            reader.warn(at.unwrap_or(span), "W207", &message, &help);
            None
        }
    }
}

/// Checks what only the whole catalogue shows: codes that cannot be one, predecessors that do not exist, and tasks that
/// wait for themselves.
fn check_whole(all: &[(Template, Range<usize>)], reader: &mut Reader<'_>) {
    let mut by_code: BTreeMap<&Clean, &Template> = BTreeMap::new();
    for (template, span) in all {
        by_code.insert(&template.code, template);
        // The point parts the count of a task that comes again.
        if template.code.contains(['.', '/']) {
            let message = fl!(reader.words, "config-task", code = q(&template.code));
            let help = fl!(reader.words, "config-task-help", key = q("code"));
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
