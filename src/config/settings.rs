//! The settings: who records, how the terminal is used, where files are. The defaults, with a comment on each key, are
//! in `config/settings.toml`.

use super::read::Reader;
use crate::domain::code::Office;
use crate::domain::diag::Diagnostic;
use crate::domain::rule::badges::Badges;
use crate::domain::rule::calendar::{Calendar, Closing, YEAR_END, YearEnd};
use crate::text::Clean;
use crate::words::Lang;
use crate::words::Words;
use jiff::civil::Date;
use std::ops::Range;
use std::path::PathBuf;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The shipped settings as TOML, with a comment on each key.
pub const DEFAULT: &str = include_str!("../../config/settings.toml");

/// Whether the screen uses colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colours {
    /// The terminal and `NO_COLOR` decide; where its background is not known, no colours.
    #[default]
    Auto,
    /// Colours that can be read on a dark background.
    Dark,
    /// Colours that can be read on a light background.
    Light,
    /// No colours, only bold and reverse.
    Mono,
    /// No colours; at present the same as [`Self::Mono`].
    None,
}

/// Characters that frames are drawn with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Borders {
    /// Box lines if the terminal draws them one cell wide, ASCII otherwise.
    #[default]
    Auto,
    /// Box lines in every terminal.
    Lines,
    /// Always `+`, `-` and `|`.
    Ascii,
}

/// Width of the characters that Unicode calls ambiguous: some fonts draw them two cells wide.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ambiguous {
    /// The program asks the terminal.
    #[default]
    Auto,
    /// One cell.
    Narrow,
    /// Two cells.
    Wide,
}

/// Everything a user can set. Paths are as written in the file; `None` means the usual place.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Name of the person who records; empty until the program has asked.
    pub actor: Clean,
    /// What the office is: how long introductions stay on record depends on it.
    pub office: Office,
    /// Language of the program; `None`: the language of the computer.
    pub lang: Option<Lang>,
    /// Whether the screen uses colours.
    pub colours: Colours,
    /// Characters that frames are drawn with.
    pub borders: Borders,
    /// Width of ambiguous characters.
    pub ambiguous: Ambiguous,
    /// Whether clicks and the wheel of the mouse are used.
    pub mouse: bool,
    /// Whether a failure makes a sound.
    pub bell: bool,
    /// Path of the database.
    pub db: Option<PathBuf>,
    /// Path of the mirror: the second copy of the record, which holds only the ops.
    pub mirror: Option<PathBuf>,
    /// Folder of the backups.
    pub backups: Option<PathBuf>,
    /// Folder by which laptops share what they record.
    pub shared: Option<PathBuf>,
    /// Path of the user's catalogue of tasks.
    pub tasks: Option<PathBuf>,
    /// Path of the user's keymap.
    pub keymap: Option<PathBuf>,
    /// Path of the user's abbreviations.
    pub synonyms: Option<PathBuf>,
    /// Path of the patent library.
    pub patents: Option<PathBuf>,
    /// The badge numbers that this laptop gives out; `None`: those after the registered ones.
    pub badges: Option<Badges>,
    /// Closing days that occur once.
    pub closing: Vec<Date>,
    /// Closing days (month, day) of every year.
    pub closing_yearly: Vec<(i8, i8)>,
    /// The closing days around New Year; `None`: the house works.
    pub year_end: Option<YearEnd>,
    /// Filters of the board under a name: name and words.
    pub filters: Vec<(Clean, Clean)>,
}

impl Colours {
    /// The word in the settings.
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Dark => "dark",
            Self::Light => "light",
            Self::Mono => "mono",
            Self::None => "none",
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            actor: Clean::default(),
            office: Office::Business,
            lang: None,
            colours: Colours::Auto,
            borders: Borders::Auto,
            ambiguous: Ambiguous::Auto,
            mouse: true,
            bell: false,
            db: None,
            mirror: None,
            backups: None,
            shared: None,
            tasks: None,
            keymap: None,
            synonyms: None,
            patents: None,
            badges: None,
            closing: Vec::new(),
            closing_yearly: Vec::new(),
            year_end: Some(YEAR_END),
            filters: Vec::new(),
        }
    }
}

impl Settings {
    /// Reads the user's file on top of the defaults. A setting that cannot be used keeps its default and gives a
    /// warning.
    pub fn load(text: &str, words: &Words) -> (Self, Vec<Diagnostic>) {
        let mut reader = Reader::new(text, words);
        let document = reader.document();
        let mut settings = Self::default();
        settings.top(&document, &mut reader);
        (settings, reader.finish())
    }

    /// The calendar of business days, with the closing days set here.
    pub fn calendar(&self) -> Calendar {
        Calendar::new(
            self.closing.iter().copied(),
            self.closing_yearly.iter().copied(),
        )
        .with_year_end(self.year_end)
    }

    fn top(&mut self, table: &DeTable<'_>, reader: &mut Reader<'_>) {
        let mut all = Keys::new(table);
        if let Some(actor) = all.text("actor", reader) {
            self.actor = Clean::line(&actor);
        }
        let langs = [
            ("auto", None),
            ("ja", Some(Lang::Ja)),
            ("en", Some(Lang::En)),
        ];
        all.choice("lang", &langs, &mut self.lang, reader);
        let offices: Vec<(&str, Office)> = Office::ALL.iter().map(|o| (o.code(), *o)).collect();
        all.choice("office", &offices, &mut self.office, reader);
        let mut group =
            |key: &'static str,
             reader: &mut Reader<'_>,
             read: &mut dyn FnMut(Keys<'_, '_>, &mut Reader<'_>)| {
                if let Some(value) = all.get(key) {
                    match value.get_ref() {
                        DeValue::Table(table) => read(Keys::new(table), reader),
                        _ => reader.wrong(value.span(), key, &format!("[{key}]")),
                    }
                }
            };
        group("display", reader, &mut |mut keys, reader| {
            let colours = [
                ("auto", Colours::Auto),
                ("dark", Colours::Dark),
                ("light", Colours::Light),
                ("mono", Colours::Mono),
                ("none", Colours::None),
            ];
            keys.choice("colours", &colours, &mut self.colours, reader);
            let borders = [
                ("auto", Borders::Auto),
                ("lines", Borders::Lines),
                ("ascii", Borders::Ascii),
            ];
            keys.choice("borders", &borders, &mut self.borders, reader);
            let widths = [
                ("auto", Ambiguous::Auto),
                ("narrow", Ambiguous::Narrow),
                ("wide", Ambiguous::Wide),
            ];
            keys.choice("ambiguous", &widths, &mut self.ambiguous, reader);
            keys.flag("mouse", &mut self.mouse, reader);
            keys.flag("bell", &mut self.bell, reader);
            keys.finish(reader);
        });
        group("files", reader, &mut |mut keys, reader| {
            for (key, field) in [
                ("db", &mut self.db),
                ("mirror", &mut self.mirror),
                ("backups", &mut self.backups),
                ("tasks", &mut self.tasks),
                ("keymap", &mut self.keymap),
                ("synonyms", &mut self.synonyms),
                ("library", &mut self.patents),
            ] {
                *field = keys
                    .text(key, reader)
                    .filter(|s| !s.trim().is_empty())
                    .map(PathBuf::from);
            }
            keys.finish(reader);
        });
        group("sync", reader, &mut |mut keys, reader| {
            let text = keys.text("folder", reader);
            let text = text.filter(|s| !s.trim().is_empty());
            self.shared = text.map(PathBuf::from);
            keys.finish(reader);
        });
        group("desk", reader, &mut |mut keys, reader| {
            if let Some(text) = keys.text("badges", reader).filter(|s| !s.trim().is_empty()) {
                self.badges = Badges::read(&text);
                if self.badges.is_none() {
                    keys.wrong("badges", "badges = \"301-350\"", reader);
                }
            }
            keys.finish(reader);
        });
        group("calendar", reader, &mut |mut keys, reader| {
            self.closing(&mut keys, reader);
            self.year_end(&mut keys, reader);
            keys.finish(reader);
        });
        if let Some(value) = all.get("filters") {
            match value.get_ref() {
                DeValue::Table(table) => self.filters(table, reader),
                _ => reader.wrong(value.span(), "filters", FILTERS),
            }
        }
        all.finish(reader);
    }

    fn closing(&mut self, keys: &mut Keys<'_, '_>, reader: &mut Reader<'_>) {
        let Some(value) = keys.get("closing") else {
            return;
        };
        let DeValue::Array(days) = value.get_ref() else {
            reader.wrong(value.span(), "closing", DAYS);
            return;
        };
        for day in days {
            match day.get_ref() {
                DeValue::Datetime(d) if d.time.is_none() => match d.to_string().parse() {
                    Ok(date) => self.closing.push(date),
                    Err(_) => reader.wrong(day.span(), "closing", DAYS),
                },
                DeValue::String(s) => match Closing::parse(s) {
                    Some(Closing::Once(date)) => self.closing.push(date),
                    Some(Closing::Yearly(month, day)) => self.closing_yearly.push((month, day)),
                    None => reader.wrong(day.span(), "closing", DAYS),
                },
                _ => reader.wrong(day.span(), "closing", DAYS),
            }
        }
    }
}

impl Settings {
    /// Every key is a name.
    fn filters(&mut self, table: &DeTable<'_>, reader: &mut Reader<'_>) {
        let mut named: Vec<_> = table.iter().collect();
        named.sort_by_key(|(key, _)| key.span().start);
        for (key, value) in named {
            let name = Clean::line(key.get_ref());
            match value.get_ref().as_str().map(Clean::line) {
                Some(words) if !name.is_empty() => self.filters.push((name, words)),
                Some(_) | None => reader.wrong(value.span(), "filters", FILTERS),
            }
        }
    }

    fn year_end(&mut self, keys: &mut Keys<'_, '_>, reader: &mut Reader<'_>) {
        let Some(value) = keys.get("year_end") else {
            return;
        };
        let day = |item: &Spanned<DeValue<'_>>| match Closing::parse(item.get_ref().as_str()?) {
            Some(Closing::Yearly(month, day)) => Some((month, day)),
            Some(Closing::Once(_)) | None => None,
        };
        match value.get_ref().as_array() {
            Some(days) if days.is_empty() => self.year_end = None,
            Some(days) if days.len() == 2 => {
                match (days.first().and_then(day), days.last().and_then(day)) {
                    (Some(first), Some(last)) => self.year_end = Some((first, last)),
                    (None, _) | (_, None) => reader.wrong(value.span(), "year_end", YEAR_ENDS),
                }
            }
            Some(_) | None => reader.wrong(value.span(), "year_end", YEAR_ENDS),
        }
    }
}

const FILTERS: &str = "[filters] name = \"words\"";

const YEAR_ENDS: &str = "year_end = [\"12-29\", \"01-03\"] / []";

const DAYS: &str = "closing = [2026-12-28, \"08-13\"]";

/// The keys of a table. A key that was never asked for is unknown.
struct Keys<'t, 'i> {
    table: &'t DeTable<'i>,
    asked: Vec<&'static str>,
}

impl<'t, 'i> Keys<'t, 'i> {
    fn new(table: &'t DeTable<'i>) -> Self {
        Self {
            table,
            asked: Vec::new(),
        }
    }

    fn get(&mut self, key: &'static str) -> Option<&'t Spanned<DeValue<'i>>> {
        self.asked.push(key);
        self.table.get(key)
    }

    fn text(&mut self, key: &'static str, reader: &mut Reader<'_>) -> Option<String> {
        let value = self.get(key)?;
        let text = value.get_ref().as_str();
        if text.is_none() {
            reader.wrong(value.span(), key, &format!("{key} = \"\""));
        }
        text.map(str::to_owned)
    }

    /// Tells that the value of a key is not understood.
    fn wrong(&self, key: &str, example: &str, reader: &mut Reader<'_>) {
        if let Some(value) = self.table.get(key) {
            reader.wrong(value.span(), key, example);
        }
    }

    fn flag(&mut self, key: &'static str, to: &mut bool, reader: &mut Reader<'_>) {
        if let Some(value) = self.get(key) {
            match value.get_ref().as_bool() {
                Some(b) => *to = b,
                None => reader.wrong(value.span(), key, "true / false"),
            }
        }
    }

    fn choice<T: Copy>(
        &mut self,
        key: &'static str,
        all: &[(&str, T)],
        to: &mut T,
        reader: &mut Reader<'_>,
    ) {
        let Some(value) = self.get(key) else {
            return;
        };
        let written = value
            .get_ref()
            .as_str()
            .unwrap_or_default()
            .to_ascii_lowercase();
        if let Some((_, chosen)) = all.iter().find(|(name, _)| *name == written) {
            *to = *chosen;
        } else {
            let names: Vec<String> = all.iter().map(|(name, _)| format!("\"{name}\"")).collect();
            reader.wrong(value.span(), key, &names.join(" / "));
        }
    }

    fn finish(self, reader: &mut Reader<'_>) {
        for key in self.table.keys() {
            if !self.asked.contains(&key.get_ref().as_ref()) {
                let span: Range<usize> = key.span();
                reader.unknown(span, key.get_ref(), &self.asked);
            }
        }
    }
}

/// The text of a settings file with the actor set. Comments and everything else stay as they are.
pub fn with_actor(text: &str, actor: &Clean) -> String {
    let line = format!("actor = {}", quoted(actor));
    let (document, _) = DeTable::parse_recoverable(text);
    let spot = document.get_ref().get_key_value("actor");
    if let Some((key, value)) = spot {
        let (from, to) = (key.span().start, value.span().end);
        if let (Some(before), Some(after)) = (text.get(..from), text.get(to..)) {
            return format!("{before}{line}{after}");
        }
    }
    // A top-level key must be before the first heading, and the first line always is.
    let mark = if text.starts_with('\u{FEFF}') {
        '\u{FEFF}'.len_utf8()
    } else {
        0
    };
    let (head, rest) = text.split_at_checked(mark).unwrap_or(("", text));
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    format!("{head}{line}{end}{rest}")
}

/// The text of a settings file with the colours set. Comments and everything else stay as they are.
pub fn with_colours(text: &str, colours: Colours) -> String {
    let line = format!("colours = \"{}\"", colours.name());
    let (document, _) = DeTable::parse_recoverable(text);
    let display = document.get_ref().get("display").map(Spanned::get_ref);
    if let Some(DeValue::Table(table)) = display {
        if let Some((key, value)) = table.get_key_value("colours") {
            let (from, to) = (key.span().start, value.span().end);
            if let (Some(before), Some(after)) = (text.get(..from), text.get(to..)) {
                return format!("{before}{line}{after}");
            }
        }
        let mut out = String::new();
        for row in text.split_inclusive('\n') {
            out.push_str(row);
            if row.trim() == "[display]" {
                let end = if row.ends_with("\r\n") { "\r\n" } else { "\n" };
                let gap = if row.ends_with('\n') { "" } else { end };
                out.extend([gap, &line, end]);
            }
        }
        return out;
    }
    let gap = if text.is_empty() || text.ends_with('\n') {
        ""
    } else {
        "\n"
    };
    format!("{text}{gap}[display]\n{line}\n")
}

/// A text as a TOML basic string, with its quotes.
fn quoted(s: &str) -> String {
    let mut out = String::from("\"");
    for c in s.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
