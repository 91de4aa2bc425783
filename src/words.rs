//! Floor 0: the texts for people, in Japanese and English, through Fluent. One file of texts per feature and language
//! lies in `config/texts`; a test holds every key and every placeholder in the source against both languages.

pub mod fault;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::fmt;

/// Writes a text of the given [`Words`]: `fl!(words, "key", placeholder = value)`.
macro_rules! fl {
    ($words:expr, $key:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $words.fill($key, &[$((stringify!($name), fluent_bundle::FluentValue::from($value))),*])
    };
}
pub(crate) use fl;

macro_rules! features {
    ($($name:literal),+ $(,)?) => {
        /// Name, Japanese and English source of each feature's texts.
        const FEATURES: &[(&str, [&str; 2])] = &[$((
            $name,
            [
                include_str!(concat!("../config/texts/ja/", $name, ".ftl")),
                include_str!(concat!("../config/texts/en/", $name, ".ftl")),
            ],
        ),)+];
    };
}

features!(
    "action",
    "board",
    "bundle",
    "canonical",
    "card",
    "commands",
    "config",
    "curtain",
    "day",
    "conflict",
    "device",
    "doctor",
    "due",
    "erased",
    "fault",
    "files",
    "follow",
    "frame",
    "handover",
    "help",
    "edited",
    "import",
    "intake",
    "keep",
    "letter",
    "library",
    "live",
    "lost",
    "notice",
    "operation",
    "overlay",
    "person",
    "print",
    "project",
    "projector",
    "reception",
    "report",
    "rules",
    "secret",
    "sheet",
    "sheets",
    "shell",
    "start",
    "store",
    "suggest",
    "template",
    "matrix",
    "meeting",
    "timetable",
    "unit",
    "wizard",
);

/// One text with where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its file in the source of the program.
    pub file: String,
    /// Line of its key in the file, from 1.
    pub line: usize,
    /// Its key.
    pub key: String,
    /// Its text with the placeholders as written, several lines parted by line feeds.
    pub text: String,
}

/// All texts of a language, in the order of the files.
pub fn sources(lang: Lang) -> Vec<Source> {
    let mut all: Vec<Source> = Vec::new();
    for (name, [ja, en]) in FEATURES {
        let file = format!("config/texts/{}/{name}.ftl", lang.code());
        let source = match lang {
            Lang::Ja => ja,
            Lang::En => en,
        };
        for (line, row) in (1..).zip(source.lines()) {
            let begins = row.starts_with(|c: char| c.is_ascii_alphabetic());
            if begins && let Some((key, text)) = row.split_once('=') {
                all.push(Source {
                    file: file.clone(),
                    line,
                    key: key.trim().to_owned(),
                    text: text.trim().to_owned(),
                });
            } else if row.starts_with(' ')
                && let Some(last) = all.last_mut()
            {
                if !last.text.is_empty() {
                    last.text.push('\n');
                }
                last.text.push_str(row.trim());
            }
        }
    }
    all
}

/// Language of everything the program says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// 日本語, the first language.
    #[default]
    Ja,
    /// English.
    En,
}

impl Lang {
    /// From a code or a locale such as `en-GB` or `ja_JP.UTF-8`; anything but English is Japanese.
    pub fn from_code(code: &str) -> Self {
        if code.to_ascii_lowercase().starts_with("en") {
            Self::En
        } else {
            Self::Ja
        }
    }

    /// `ja` or `en`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Ja => "ja",
            Self::En => "en",
        }
    }
}

/// The texts of one language, passed to whoever writes for people: `fl!(words, "key")`.
pub struct Words {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// Loads the embedded texts of a language.
    pub fn new(lang: Lang) -> Self {
        let locales = lang.code().parse().into_iter().collect();
        let mut bundle = FluentBundle::new_concurrent(locales);
        // Isolation marks are invisible characters that would go to the screen and break widths.
        bundle.set_use_isolating(false);
        for (_, [ja, en]) in FEATURES {
            let source = match lang {
                Lang::Ja => ja,
                Lang::En => en,
            };
            // A test parses every text, so a line that Fluent cannot read never gets here.
            let parsed = FluentResource::try_new((*source).to_owned());
            bundle.add_resource_overriding(parsed.unwrap_or_else(|(part, _)| part));
        }
        Self { lang, bundle }
    }

    /// The text of a key that is put together at run time.
    pub fn text(&self, key: &str) -> String {
        self.fill(key, &[])
    }

    /// The text of a key with its placeholders filled. A missing text shows its key: a test finds those.
    pub fn fill(&self, key: &str, values: &[(&str, FluentValue<'_>)]) -> String {
        let message = self.bundle.get_message(key);
        let Some(pattern) = message.and_then(|m| m.value()) else {
            return key.to_owned();
        };
        let values: FluentArgs<'_> = values.iter().cloned().collect();
        let mut errors = Vec::new();
        let text = self
            .bundle
            .format_pattern(pattern, Some(&values), &mut errors);
        debug_assert!(errors.is_empty(), "{key}: {errors:?}");
        text.into_owned()
    }

    /// Whether there is a text for a key that is put together at run time.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// Which language this is.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// Chooses between two texts that come from data, such as the titles of the task catalogue.
    pub fn pick<'a>(&self, ja: &'a str, en: &'a str) -> &'a str {
        match self.lang {
            Lang::En if !en.is_empty() => en,
            Lang::Ja | Lang::En => ja,
        }
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Words")
            .field("lang", &self.lang)
            .finish_non_exhaustive()
    }
}
