//! Floor 0: the texts for people, in Japanese and English, through Fluent. A missing text does not compile.

use i18n_embed::LanguageLoader;
use i18n_embed::fluent::{FluentLanguageLoader, fluent_language_loader};
use rust_embed::RustEmbed;
use std::fmt;

#[derive(RustEmbed)]
#[folder = "config/texts"]
struct Texts;

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

/// The texts of one language, passed to whoever speaks: `fl!(words.loader(), "key")`.
pub struct Words {
    lang: Lang,
    loader: FluentLanguageLoader,
}

impl Words {
    /// Loads the embedded texts; a language that fails to load leaves the Japanese ones.
    pub fn new(lang: Lang) -> Self {
        let loader = fluent_language_loader!();
        if let Ok(id) = lang.code().parse() {
            // The texts are compiled in and tested: what could fail here cannot be told to anybody either.
            let _ = loader.load_languages(&Texts, &[id]);
        }
        // Isolation marks are invisible characters that would go to the screen and break widths.
        loader.set_use_isolating(false);
        Self { lang, loader }
    }

    /// For `fl!`.
    pub fn loader(&self) -> &FluentLanguageLoader {
        &self.loader
    }

    /// Which language this is.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// Chooses between two texts that come from data, such as the titles of the task catalogue.
    pub fn pick<'a>(&self, ja: &'a str, en: &'a str) -> &'a str {
        match self.lang {
            Lang::En if !en.is_empty() => en,
            _ => ja,
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

#[cfg(test)]
mod tests {
    use super::*;
    use i18n_embed_fl::fl;

    #[test]
    fn both_languages_speak_without_isolation_marks() {
        assert_eq!(
            fl!(
                Words::new(Lang::Ja).loader(),
                "unit-remaining-days",
                days = 3
            ),
            "残り3日"
        );
        assert_eq!(
            fl!(
                Words::new(Lang::En).loader(),
                "unit-remaining-days",
                days = 3
            ),
            "3 days left"
        );
        assert_eq!(Lang::from_code("en_US.UTF-8"), Lang::En);
        assert_eq!(Lang::from_code("C"), Lang::Ja);
    }
}
