//! What is told of persons who were erased, in words.

use crate::app::core::erased::Erased;
use crate::domain::number::shown;
use crate::words::Words;
use crate::words::fl;

/// So many badges are named; of more the count is enough.
const NAMED: usize = 5;

pub(super) fn text(words: &Words, say: &Erased) -> String {
    match say {
        Erased::Learned(badges) if badges.len() > NAMED => {
            fl!(words, "erased-learned-many", count = badges.len())
        }
        Erased::Learned(badges) => {
            let badges: Vec<String> = badges
                .iter()
                .map(|badge| shown(badge).to_string())
                .collect();
            let badges = badges.join(words.pick("、", ", "));
            fl!(words, "erased-learned", badges = badges)
        }
        Erased::InText => fl!(words, "erased-in-text"),
        Erased::SameName(name) => fl!(words, "erased-same-name", name = name.as_str()),
        Erased::Refused(badge) => fl!(words, "erased-refused", badge = shown(badge)),
    }
}
