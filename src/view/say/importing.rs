//! What is told while lists are taken in, in words.

use crate::app::core::importing::Import;
use crate::words::Words;
use crate::words::fl;

pub(super) fn text(words: &Words, say: &Import) -> String {
    match say {
        Import::NoFile => fl!(words, "say-import-no-file"),
        Import::Twice => fl!(words, "say-import-twice"),
        Import::Nothing => fl!(words, "say-import-nothing"),
        Import::Incomplete => fl!(words, "say-import-incomplete"),
        Import::NothingNew => fl!(words, "say-import-nothing-new"),
        Import::Taken(count) => fl!(words, "say-import-taken", count = *count),
    }
}
