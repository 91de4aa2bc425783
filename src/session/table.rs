//! One table of the file, read key by key. What was never asked for is unknown; what is wrong is reported and read as
//! if it were absent, so that one run finds everything.

mod value;
mod word;

use super::aliases;
use super::personal;
use super::problem::{Problem, Want};
use super::report::Report;
use crate::domain::diag::similar::nearest;
use crate::text::Clean;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Characters of one field.
const FIELD: usize = 10_000;

/// Fields that hold numbers of their own, in which nobody's number is looked for.
const NUMBERS: &[&str] = &[
    "corporate_no",
    "mah_no",
    "mfg_no",
    "jmdn_code",
    "badge",
    "tel",
    "doc_no",
    "app_no",
    "reg_no",
    "url",
    "fi",
    "fterm",
];

/// Longest id, in characters.
const ID: usize = 64;

/// A value with its place.
pub(super) type Spot<T> = (T, Range<usize>);

pub(super) struct Table<'t, 'i, 'r, 's> {
    map: &'t DeTable<'i>,
    name: &'static str,
    span: Range<usize>,
    /// Lines the table covers, from 0; if one of them is broken, what seems to be missing may be there.
    lines: Range<usize>,
    asked: Vec<&'static str>,
    /// A key that means something else here.
    hidden: Option<&'static str>,
    /// Mandatory keys that are not there.
    missing: Vec<&'static str>,
    pub(super) report: &'r mut Report<'s>,
}

impl<'t, 'i, 'r, 's> Table<'t, 'i, 'r, 's> {
    pub(super) fn new(
        map: &'t DeTable<'i>,
        name: &'static str,
        span: Range<usize>,
        lines: Range<usize>,
        report: &'r mut Report<'s>,
    ) -> Self {
        Self {
            map,
            name,
            span,
            lines,
            asked: Vec::new(),
            hidden: None,
            missing: Vec::new(),
            report,
        }
    }

    /// Place of the heading.
    pub(super) fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// Whether something in it could not be read at all.
    fn is_broken(&self) -> bool {
        self.report.lost_in(self.lines.clone())
    }

    fn get(&mut self, key: &'static str) -> Option<&'t Spanned<DeValue<'i>>> {
        self.asked.push(key);
        if self.hidden == Some(key) {
            return None;
        }
        self.map.get(key)
    }

    /// A key that is read elsewhere and means something else there.
    pub(super) fn hide(&mut self, key: &'static str) {
        self.hidden = Some(key);
    }

    /// A key that is read elsewhere.
    pub(super) fn know(&mut self, key: &'static str) {
        self.asked.push(key);
    }

    /// Place of a value, for problems that show only when two values are compared.
    pub(super) fn span_of(&self, key: &str) -> Range<usize> {
        self.map.get(key).map_or(self.span(), Spanned::span)
    }

    pub(super) fn missing(&mut self, key: &'static str) {
        if !self.map.contains_key(key) && !self.is_broken() {
            self.missing.push(key);
        }
    }

    /// Reports the keys nobody asked for and those that are missing, unless one is plainly the other misspelt. Returns
    /// the keys that were meant by unknown ones.
    pub(super) fn finish(self) -> Vec<&'static str> {
        let mut meant = Vec::new();
        for key in self.map.keys() {
            let written = key.get_ref().as_ref();
            if !self.asked.contains(&written) {
                let similar = (!self.report.is_full())
                    .then(|| self.suggest(written))
                    .flatten();
                meant.extend(similar);
                let problem = Problem::UnknownKey {
                    key: written,
                    similar,
                    table: self.name,
                };
                self.report.add(&key.span(), &problem);
            }
        }
        let group = !self.name.starts_with('[');
        for key in self.missing.iter().filter(|key| !meant.contains(key)) {
            self.report
                .add(&self.span, &Problem::Missing { key, group });
        }
        meant
    }

    fn suggest(&self, written: &str) -> Option<&'static str> {
        aliases::of(written)
            .find(|key| self.asked.contains(key))
            .or_else(|| nearest(written, self.asked.iter().copied()))
    }

    fn wrong(&mut self, key: &str, value: &Spanned<DeValue<'i>>, want: Want) {
        let shown = shown(value.get_ref());
        let example = match want {
            Want::Text => format!("{key} = \"{shown}\""),
            Want::Number => {
                let number: String = shown
                    .trim()
                    .chars()
                    .take_while(char::is_ascii_digit)
                    .collect();
                let number = if number.is_empty() { "20" } else { &number };
                format!("{key} = {number}")
            }
            Want::Date => format!("{key} = 2026-11-20"),
            Want::Time => format!("{key} = 13:30:00"),
            Want::Flag => format!("{key} = true"),
            Want::Texts => format!("{key} = [\"{shown}\"]"),
            Want::Table | Want::Rows => format!("[{key}]"),
            Want::Tables if key == "needs" => {
                "needs = [{ no = \"N-02\", relation = \"解決候補\" }]".to_owned()
            }
            Want::Tables => format!("{key} = [{{ need = \"N-02\", level = \"関心\" }}]"),
        };
        let problem = Problem::WrongType {
            key,
            want,
            example: &example,
        };
        self.report.add(&value.span(), &problem);
    }

    /// Cleans a text of the file, looking at what must not be there.
    fn clean(&mut self, key: &str, raw: &str, span: &Range<usize>, lines: bool) -> Option<Clean> {
        if raw.chars().nth(FIELD).is_some() {
            self.report
                .add(span, &Problem::FieldTooLong { key, max: FIELD });
            return None;
        }
        if Clean::would_strip(raw) {
            self.report.add(span, &Problem::Removed { key });
        }
        if !NUMBERS.contains(&key) && personal::suspicious(raw) {
            self.report.add(span, &Problem::Private);
        }
        Some(if lines {
            Clean::text(raw.trim())
        } else {
            Clean::line(raw)
        })
    }

    fn read_text(&mut self, key: &'static str, lines: bool) -> Option<Spot<Clean>> {
        let value = self.get(key)?;
        let DeValue::String(s) = value.get_ref() else {
            self.wrong(key, value, Want::Text);
            return None;
        };
        let span = value.span();
        Some((self.clean(key, s, &span, lines)?, span))
    }

    /// One line of text; empty where absent.
    pub(super) fn line(&mut self, key: &'static str) -> Clean {
        self.read_text(key, false).unwrap_or_default().0
    }

    /// Text of several lines; empty where absent.
    pub(super) fn text(&mut self, key: &'static str) -> Clean {
        self.read_text(key, true).unwrap_or_default().0
    }

    /// One line of text with its place, if it is there and says something.
    pub(super) fn spot(&mut self, key: &'static str) -> Option<Spot<Clean>> {
        self.read_text(key, false).filter(|(s, _)| !s.is_empty())
    }

    /// One line of text that must be there.
    pub(super) fn must_line(&mut self, key: &'static str) -> Option<Spot<Clean>> {
        let read = self.read_text(key, false);
        self.must(key, read)
    }

    /// Text of several lines that must be there.
    pub(super) fn must_text(&mut self, key: &'static str) -> Clean {
        let read = self.read_text(key, true);
        self.must(key, read).unwrap_or_default().0
    }

    fn must(&mut self, key: &'static str, read: Option<Spot<Clean>>) -> Option<Spot<Clean>> {
        match read {
            None => {
                self.missing(key);
                None
            }
            Some((s, span)) if s.is_empty() => {
                self.report.add(&span, &Problem::Empty { key });
                None
            }
            read => read,
        }
    }

    /// An id that must be there, of characters that are safe in file names and links.
    pub(super) fn id(&mut self, key: &'static str) -> Option<Spot<Clean>> {
        let (id, span) = self.must_line(key)?;
        let safe = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        let dots = id.chars().all(|c| c == '.');
        if dots || !id.chars().all(safe) || id.chars().nth(ID).is_some() {
            self.report.add(&span, &Problem::BadId { key, value: &id });
            return None;
        }
        Some((id, span))
    }

    /// A list of texts with their places.
    pub(super) fn spots(&mut self, key: &'static str) -> Vec<Spot<Clean>> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        let DeValue::Array(items) = value.get_ref() else {
            self.wrong(key, value, Want::Texts);
            return Vec::new();
        };
        let mut out = Vec::new();
        for item in items {
            match item.get_ref() {
                DeValue::String(s) => {
                    let span = item.span();
                    match self.clean(key, s, &span, false) {
                        Some(text) if text.is_empty() => {
                            self.report.add(&span, &Problem::Empty { key });
                        }
                        Some(text) => out.push((text, span)),
                        None => {}
                    }
                }
                _ => self.wrong(key, item, Want::Texts),
            }
        }
        out
    }

    /// A list of texts.
    pub(super) fn list(&mut self, key: &'static str) -> Vec<Clean> {
        self.spots(key).into_iter().map(|(s, _)| s).collect()
    }

    /// Whether a list is there and has nothing in it.
    pub(super) fn is_empty_list(&self, key: &str) -> bool {
        matches!(self.map.get(key).map(Spanned::get_ref), Some(DeValue::Array(items)) if items.is_empty())
    }

    /// The groups of a list such as `interests`, each read by `read`.
    pub(super) fn rows<T>(
        &mut self,
        key: &'static str,
        mut read: impl FnMut(&mut Table<'t, 'i, '_, 's>) -> Option<T>,
    ) -> Vec<T> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        let DeValue::Array(items) = value.get_ref() else {
            self.wrong(key, value, Want::Tables);
            return Vec::new();
        };
        let mut out = Vec::new();
        for item in items {
            let DeValue::Table(map) = item.get_ref() else {
                self.wrong(key, item, Want::Tables);
                continue;
            };
            let mut row = Table::new(map, key, item.span(), self.lines.clone(), self.report);
            out.extend(read(&mut row));
            row.finish();
        }
        out
    }

    /// Fields that are only shown: any value becomes text.
    pub(super) fn notes(
        &mut self,
        keys: &'static [(&'static str, &'static str)],
    ) -> Vec<(Clean, Clean)> {
        let mut out = Vec::new();
        for (key, _) in keys {
            let Some(value) = self.get(key) else {
                continue;
            };
            let mut parts = Vec::new();
            if self.note(key, value, &mut parts) {
                let text = Clean::text(parts.join("、").trim());
                if !text.is_empty() {
                    out.push((Clean::line(key), text));
                }
            } else {
                self.wrong(key, value, Want::Text);
            }
        }
        out
    }

    fn note(&mut self, key: &str, value: &Spanned<DeValue<'i>>, parts: &mut Vec<String>) -> bool {
        match value.get_ref() {
            DeValue::String(s) => {
                let text = self.clean(key, s, &value.span(), true);
                parts.extend(text.map(|t| t.to_string()));
                true
            }
            DeValue::Boolean(true) => {
                parts.push("あり".to_owned());
                true
            }
            DeValue::Boolean(false) => {
                parts.push("なし".to_owned());
                true
            }
            DeValue::Integer(_) | DeValue::Float(_) | DeValue::Datetime(_) => {
                parts.push(shown(value.get_ref()));
                true
            }
            DeValue::Array(items) => items.iter().all(|item| {
                !matches!(item.get_ref(), DeValue::Array(_)) && self.note(key, item, parts)
            }),
            DeValue::Table(_) => false,
        }
    }
}

/// A scalar as it stands in the file, for messages.
pub(super) fn shown(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(s) => s.to_string(),
        DeValue::Integer(n) => n.to_string(),
        DeValue::Float(n) => n.to_string(),
        DeValue::Boolean(b) => b.to_string(),
        DeValue::Datetime(d) => d.to_string(),
        DeValue::Array(_) | DeValue::Table(_) => "..".to_owned(),
    }
}
