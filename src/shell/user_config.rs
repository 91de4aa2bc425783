//! Settings of the config: the files of the settings folder, read on top of the defaults. Mistakes in them are reported,
//! and the default stays.

use super::args::Global;
use super::places::Places;
use crate::config::{Calls, Catalogue, Keymap, Settings, concepts};
use crate::domain::diag::render::{Frame, render};
use crate::domain::diag::{Diagnostic, quoted};
use crate::domain::rule::concept::Concepts;
use crate::search::Synonyms;
use crate::search::reading::{CorrectionError, Readings};
use crate::text::Clean;
use crate::words::{Words, fl};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

/// Most bytes of a settings file; a larger file is not one.
const MOST: u64 = 1 << 20;

/// The lists of abbreviations. They are read when they are first used, because that takes longer than the first frame
/// may.
pub type LazySynonyms = Arc<LazyLock<Synonyms, Box<dyn FnOnce() -> Synonyms + Send>>>;

/// The concepts of suggestions. They are made ready when they are first asked for, off the key path.
pub type LazyConcepts = Arc<LazyLock<Concepts, Box<dyn FnOnce() -> Concepts + Send>>>;

/// Everything that a user can set.
#[derive(Clone, Debug)]
pub struct UserConfig {
    /// Folders and files, with the settings applied.
    pub places: Places,
    /// Values of the settings file.
    pub settings: Settings,
    /// Which key asks for which action.
    pub keymap: Keymap,
    /// Templates of the follow-up tasks.
    pub catalogue: Catalogue,
    /// Calls for subsidies.
    pub calls: Calls,
    /// Shipped abbreviations and those of the config.
    pub synonyms: LazySynonyms,
    /// Shipped readings of kanji and those of the config.
    pub readings: Readings,
    /// The shipped concepts of suggestions and those of the config.
    pub concepts: LazyConcepts,
    /// Files that were read or could not be read, with their problems.
    pub files: Vec<Judged>,
}

/// A file of the settings folder, with its problems.
#[derive(Clone, Debug)]
pub struct Judged {
    /// Path of the file.
    pub path: PathBuf,
    /// Report of the problems, ready to print; empty if there are none.
    pub report: Clean,
    /// The same problems as data.
    pub diagnostics: Vec<Diagnostic>,
}

impl UserConfig {
    /// Reads the files that exist.
    pub fn load(global: &Global, words: &Words) -> Self {
        let mut places = Places::find(global);
        let mut files = Vec::new();
        let path = places.settings.clone();
        let named = global.config.as_deref() == Some(&path);
        let settings = read(&mut files, &path, named, words, Settings::load);
        let settings = settings.unwrap_or_default();
        let beside = |file: &Option<PathBuf>, usual: &str| match file {
            Some(file) => (places.config.join(file), true),
            None => (places.config.join(usual), false),
        };
        let (path, named) = beside(&settings.keymap, "keymap.toml");
        let keymap = read(&mut files, &path, named, words, Keymap::load);
        let (path, named) = beside(&settings.tasks, "tasks.toml");
        let catalogue = read(&mut files, &path, named, words, Catalogue::load);
        let path = places.config.join("calls.toml");
        let calls = read(&mut files, &path, false, words, Calls::load);
        let (path, named) = beside(&settings.synonyms, "synonyms.toml");
        let own = read(&mut files, &path, named, words, synonyms);
        let synonyms = lazily(own);
        let own = read(
            &mut files,
            &places.config.join("readings.toml"),
            false,
            words,
            readings,
        );
        let path = places.config.join("concepts.toml");
        let concepts = read(&mut files, &path, false, words, concepts::load);
        if global.db.is_none()
            && let Some(db) = &settings.db
        {
            places.db = places.data.join(db);
        }
        Self {
            places,
            keymap: keymap.unwrap_or_default(),
            catalogue: catalogue.unwrap_or_default(),
            calls: calls.unwrap_or_default(),
            synonyms,
            readings: own.unwrap_or_default(),
            concepts: Arc::new(LazyLock::new(Box::new(move || match concepts {
                Some(own) => concepts::with(own),
                None => concepts::shipped(),
            }))),
            settings,
            files,
        }
    }

    /// The same for the sample: its record, backups and patents lie apart, and it has no second copy.
    #[must_use]
    pub fn of_sample(&self) -> Self {
        let settings = Settings {
            db: None,
            mirror: None,
            backups: None,
            patents: None,
            ..self.settings.clone()
        };
        Self {
            places: self.places.of_sample(),
            settings,
            ..self.clone()
        }
    }

    /// Number of problems in all files.
    pub fn problems(&self) -> usize {
        self.files
            .iter()
            .map(|file| {
                file.diagnostics
                    .len()
                    .max(usize::from(!file.report.is_empty()))
            })
            .sum()
    }
}

/// The shipped abbreviations with those of the config, read when first used.
fn lazily(own: Option<Synonyms>) -> LazySynonyms {
    Arc::new(LazyLock::new(Box::new(move || {
        let mut all = Synonyms::embedded();
        if let Some(own) = own {
            all.extend(&own);
        }
        all
    })))
}

fn synonyms(text: &str, words: &Words) -> (Synonyms, Vec<Diagnostic>) {
    match Synonyms::parse(text) {
        Ok(own) => (own, Vec::new()),
        Err(error) => {
            let source = crate::domain::diag::Source::new(text);
            let spot = source.spot(error.span().unwrap_or(0..0));
            let severity = crate::domain::diag::Severity::Warning;
            let wrong = Diagnostic::new(
                severity,
                "W900",
                &fl!(words, "config-list-form"),
                &fl!(words, "config-list-form-help", list = "synonyms"),
                spot,
            );
            (Synonyms::default(), vec![wrong])
        }
    }
}

fn readings(text: &str, words: &Words) -> (Readings, Vec<Diagnostic>) {
    match Readings::embedded().with_corrections(text) {
        Ok(own) => (own, Vec::new()),
        Err(error) => {
            let at = error.place(text);
            let spot = crate::domain::diag::Source::new(text).spot(at..at);
            let severity = crate::domain::diag::Severity::Warning;
            let message = match &error {
                CorrectionError::Form(_) => fl!(words, "config-list-form"),
                CorrectionError::NotKana { word, reading } => {
                    let (word, reading) = (quoted(word, 40), quoted(reading, 40));
                    fl!(words, "config-not-kana", word = word, reading = reading)
                }
            };
            let help = fl!(words, "config-list-form-help", list = "readings");
            let wrong = Diagnostic::new(severity, "W901", &message, &help, spot);
            (Readings::embedded(), vec![wrong])
        }
    }
}

/// Reads a file if it exists. It is a problem if a file that the user named does not exist.
fn read<T>(
    files: &mut Vec<Judged>,
    path: &Path,
    named: bool,
    words: &Words,
    load: impl Fn(&str, &Words) -> (T, Vec<Diagnostic>),
) -> Option<T> {
    let text = match text_of(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound && !named => return None,
        Err(error) => {
            let lines = super::user_files::unreadable(words, path, &error).lines(words);
            files.push(Judged {
                path: path.to_owned(),
                report: Clean::text(&lines.join("\n")),
                diagnostics: Vec::new(),
            });
            return None;
        }
    };
    let (value, diagnostics) = load(&text, words);
    let name = path.to_string_lossy();
    let report = if diagnostics.is_empty() {
        Clean::default()
    } else {
        Clean::text(&render(&diagnostics, &text, &name, Frame::Ascii, words))
    };
    files.push(Judged {
        path: path.to_owned(),
        report,
        diagnostics,
    });
    Some(value)
}

fn text_of(path: &Path) -> io::Result<String> {
    let file = super::user_files::open(path)?;
    if file.metadata()?.len() > MOST {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    let mut bytes = Vec::new();
    file.take(MOST).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
