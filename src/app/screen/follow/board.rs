//! The board (板): the stages as columns, the pairings as cards. It shows the same lines as the list, side by side.

use super::line::{Line, Section};
use super::state::Follow;
use crate::app::widget::picker::Step;
use crate::domain::code::PairingStage;
use std::ops::Range;

/// Cells of a column at least, so that a name and a day have room.
const COLUMN: u16 = 24;

/// How many columns a board of that width shows; a narrow one shows one at a time.
pub fn columns_in(width: u16, narrow: bool) -> usize {
    if narrow {
        1
    } else {
        usize::from((width / COLUMN).max(1))
    }
}

impl Follow {
    /// The columns from left to right, each with its lines; a stage without cards has none.
    pub fn columns(&self) -> Vec<(Section, Range<usize>)> {
        let stages = PairingStage::ALL.iter().copied().map(Section::Stage);
        let mut columns: Vec<(Section, Range<usize>)> =
            stages.map(|section| (section, 0..0)).collect();
        for (at, line) in self.lines.iter().enumerate() {
            if let Line::Head(head) = line {
                let cards = at + 1..at + 1 + head.count;
                match columns.iter_mut().find(|(of, _)| *of == head.section) {
                    Some((_, range)) => *range = cards,
                    None => columns.push((head.section, cards)),
                }
            }
        }
        columns
    }

    /// Goes to the next column that has cards, to the card at the same height.
    pub(super) fn turn(&mut self, right: bool) {
        let at = self.picker.selected;
        let mut columns = self.columns();
        columns.retain(|(_, cards)| !cards.is_empty());
        let Some(now) = columns.iter().position(|(_, cards)| cards.contains(&at)) else {
            return;
        };
        let next = if right { now + 1 } else { now.wrapping_sub(1) };
        let height = columns.get(now).map_or(0, |(_, cards)| at - cards.start);
        if let Some((_, cards)) = columns.get(next) {
            self.picker.selected = (cards.start + height).min(cards.end - 1);
        }
    }

    /// Moves within a column of which so many cards are in sight.
    pub(super) fn step_in_column(&mut self, step: Step, cards: usize) {
        let at = self.picker.selected;
        let columns = self.columns();
        let Some((_, column)) = columns.into_iter().find(|(_, cards)| cards.contains(&at)) else {
            return;
        };
        let (first, last) = (column.start, column.end - 1);
        let page = cards.max(2) - 1;
        let to = match step {
            Step::Up => at.saturating_sub(1),
            Step::Down => at + 1,
            Step::PageUp => at.saturating_sub(page),
            Step::PageDown => at + page,
            Step::First => first,
            Step::Last => last,
        };
        self.picker.selected = to.clamp(first, last);
    }
}
