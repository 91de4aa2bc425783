//! The word that goes with the time of a presentation.

use crate::words::Words;
use crate::words::fl;

/// Seconds before the end from which the word is said.
const SOON: i64 = 60;

/// 「あと1分です」 in the last minute, 「時間です」 from the end on; nothing before.
pub(in crate::view) fn word(words: &Words, left: i64) -> Option<String> {
    if left <= 0 {
        Some(fl!(words, "timer-over"))
    } else {
        (left <= SOON).then(|| fl!(words, "timer-soon"))
    }
}
