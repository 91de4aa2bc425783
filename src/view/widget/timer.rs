//! The word that goes with the time of a presentation.

use super::pen::cells;
use crate::action::Screen;
use crate::app::Model;
use crate::app::layout::TABS;
use crate::app::tabs::tabs;
use crate::words::Words;
use crate::words::fl;

/// Seconds before the end from which the word is said.
const SOON: i64 = 60;

/// Cells of the first row behind the tabs: the clock, the mark of the sample, and the gaps around them.
const CLOCK: u16 = 9;
const SAMPLE: u16 = 7;

/// The word where it has its own place in the first row, so that it takes no room from what was recorded; `None`: there is
/// nothing to say, or no room.
pub(in crate::view) fn in_head(words: &Words, model: &Model) -> Option<String> {
    let is_here = model.screen == Screen::Live && !model.projector;
    let left = model.seconds_left().filter(|_| is_here)?;
    // Beside the tabs there is little room.
    let word = if (1..=SOON).contains(&left) {
        fl!(words, "timer-soon-short")
    } else {
        word(words, left)?
    };
    let used = (tabs(model, words).last()).map_or(0, |(_, tab)| tab.x + tab.width);
    let mark = if model.world.sample { SAMPLE } else { 0 };
    let room = model.layout().get(TABS).width;
    (used + CLOCK + mark + cells(&word) < room).then_some(word)
}

/// 「あと1分です」 in the last minute, 「時間です」 from the end on; nothing before.
pub(in crate::view) fn word(words: &Words, left: i64) -> Option<String> {
    if left <= 0 {
        Some(fl!(words, "timer-over"))
    } else {
        (left <= SOON).then(|| fl!(words, "timer-soon"))
    }
}
