//! Selection and scroll position of a list.

/// Selected line and first visible line of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Picker {
    /// Selected line, from 0.
    pub selected: usize,
    /// First visible line, from 0.
    pub offset: usize,
}

/// A movement in a list or a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// One line up.
    Up,
    /// One line down.
    Down,
    /// One screen up.
    PageUp,
    /// One screen down.
    PageDown,
    /// To the first line.
    First,
    /// To the last line.
    Last,
}

impl Picker {
    /// Moves the selection in a list of `len` lines of which `height` are visible.
    pub fn go(&mut self, step: Step, len: usize, height: u16) {
        let page = usize::from(height.max(2)) - 1;
        self.selected = match step {
            Step::Up => self.selected.saturating_sub(1),
            Step::Down => self.selected.saturating_add(1),
            Step::PageUp => self.selected.saturating_sub(page),
            Step::PageDown => self.selected.saturating_add(page),
            Step::First => 0,
            Step::Last => len,
        };
        self.settle(len, height);
    }

    /// Moves selection and scroll position back into the list, and the selection into view.
    pub fn settle(&mut self, len: usize, height: u16) {
        let height = usize::from(height);
        self.selected = self.selected.min(len.saturating_sub(1));
        self.offset = self.offset.min(len.saturating_sub(height));
        if self.selected < self.offset {
            self.offset = self.selected;
        } else if height > 0 && self.selected >= self.offset + height {
            self.offset = self.selected + 1 - height;
        }
    }

    /// The next line of `len`, round and round, that is wanted: the selected one comes last.
    pub fn next_of(&self, len: usize, mut wanted: impl FnMut(usize) -> bool) -> Option<usize> {
        let now = self.selected;
        (now + 1..len)
            .chain(0..(now + 1).min(len))
            .find(|at| wanted(*at))
    }

    /// Scrolls a text of `len` lines, of which `height` are visible. A text has no selected line.
    pub fn scroll(&mut self, step: Step, len: usize, height: u16) {
        let page = usize::from(height.max(2)) - 1;
        self.offset = match step {
            Step::Up => self.offset.saturating_sub(1),
            Step::Down => self.offset.saturating_add(1),
            Step::PageUp => self.offset.saturating_sub(page),
            Step::PageDown => self.offset.saturating_add(page),
            Step::First => 0,
            Step::Last => len,
        };
        self.settle_text(len, height);
    }

    /// Moves the scroll position back into the text.
    pub fn settle_text(&mut self, len: usize, height: u16) {
        self.selected = 0;
        self.offset = self.offset.min(len.saturating_sub(usize::from(height)));
    }

    /// The line in a visible row, both from 0; `None` below the last line.
    pub fn at(&self, row: u16, len: usize) -> Option<usize> {
        let line = self.offset + usize::from(row);
        (line < len).then_some(line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_selection_is_always_visible(steps in prop::collection::vec(0u8..6, 0..40), len in 0usize..60, height in 0u16..20) {
            let mut picker = Picker::default();
            for s in steps {
                let step = [Step::Up, Step::Down, Step::PageUp, Step::PageDown, Step::First, Step::Last][usize::from(s)];
                picker.go(step, len, height);
                prop_assert!(picker.selected < len.max(1));
                prop_assert!(picker.offset <= picker.selected);
                if height > 0 {
                    prop_assert!(picker.selected < picker.offset + usize::from(height));
                }
            }
        }
    }
}
