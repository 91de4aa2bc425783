//! What is told of files that leave the program or come in, in words.

use crate::app::core::files::Files;
use crate::domain::number::shown;
use crate::words::Words;
use crate::words::fl;

pub(super) fn text(words: &Words, say: &Files) -> String {
    match say {
        Files::Exported { path, left_out } if left_out.is_nothing() => {
            fl!(words, "files-exported", path = path.as_str())
        }
        Files::Exported { path, left_out } => {
            let (path, count, texts) = (path.as_str(), left_out.rows, left_out.texts);
            fl!(
                words,
                "files-exported-less",
                path = path,
                count = count,
                texts = texts
            )
        }
        Files::NoRecord => fl!(words, "files-no-record"),
        Files::SessionByCommand(id) => fl!(words, "files-session", id = shown(id)),
    }
}
