//! A one-line text field: the typed text, and the column of the caret in cells.

use crate::action::Chord;
use crate::action::Code;
use crate::text::Clean;
use crate::text::width;
use std::ops::Range;
use tui_input::Input;
use tui_input::InputRequest;
use unicode_segmentation::UnicodeSegmentation;

/// Most characters of a query or a path.
const SHORT: usize = 2000;

/// Most characters of a text that is recorded, as many as a field of a session file may have.
const RECORDED: usize = 10_000;

/// A one-line text field with a caret. It takes no control characters.
#[derive(Clone, Debug)]
pub struct Field {
    input: Input,
    most: usize,
    refused: usize,
    /// These characters are only offered: what is typed stands in their place.
    offered: Option<Range<usize>>,
}

impl Default for Field {
    fn default() -> Self {
        Self {
            input: Input::default(),
            most: SHORT,
            refused: 0,
            offered: None,
        }
    }
}

impl PartialEq for Field {
    fn eq(&self, other: &Self) -> bool {
        self.text() == other.text() && self.input.cursor() == other.input.cursor()
    }
}

impl Field {
    /// A field with this text; the caret is at its end.
    pub fn new(text: &str) -> Self {
        Self {
            input: Input::new(Clean::line(text).as_str().to_owned()),
            ..Self::default()
        }
    }

    /// A field for a text that is recorded.
    pub fn recorded(text: &str) -> Self {
        Self {
            most: RECORDED,
            ..Self::new(text)
        }
    }

    /// Most characters it takes.
    pub fn most(&self) -> usize {
        self.most
    }

    /// How many characters too many the last key or paste had; 0 if it went in. What does not fit is refused as a
    /// whole, so that nobody saves half a text.
    pub fn refused(&self) -> usize {
        self.refused
    }

    /// Offers the text: it stays until something is typed, which stands in its place.
    pub fn offer(&mut self) {
        self.offer_part(0..self.text().chars().count());
    }

    /// Offers only these characters, counted from 0; the caret goes before them.
    pub fn offer_part(&mut self, part: Range<usize>) {
        let count = self.text().chars().count();
        let part = part.start.min(count)..part.end.min(count);
        if part != (0..count) {
            self.go_to(part.start);
        }
        self.offered = Some(part).filter(|part| !part.is_empty());
    }

    /// Whether typing replaces the text.
    pub fn is_offered(&self) -> bool {
        self.offered == Some(0..self.text().chars().count())
    }

    /// The characters that typing replaces, counted from 0.
    pub fn offered(&self) -> Option<Range<usize>> {
        self.offered.clone()
    }

    /// The text as it was typed, with blanks around it.
    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// Whether the text is empty or only blanks.
    pub fn is_blank(&self) -> bool {
        self.text().trim().is_empty()
    }

    /// Whether the caret is at the end of the text.
    pub fn is_at_end(&self) -> bool {
        self.input.cursor() >= self.text().chars().count()
    }

    /// Removes the whole text.
    pub fn clear(&mut self) {
        self.input.reset();
        self.offered = None;
    }

    /// Inserts a text at the caret. Line ends and tabs become blanks, harmful characters are left out. Returns whether
    /// anything changed.
    pub fn paste(&mut self, text: &str) -> bool {
        let mut letter = [0; 4];
        let mut is_harmful =
            |c: char| c.is_control() || Clean::would_strip(c.encode_utf8(&mut letter));
        let blank = |c: char| {
            if matches!(c, '\n' | '\r' | '\t') {
                ' '
            } else {
                c
            }
        };
        let new: String = text
            .chars()
            .map(blank)
            .filter(|c| !is_harmful(*c))
            .collect();
        let offered = self.offered.as_ref().map_or(0, ExactSizeIterator::len);
        let (count, before) = (new.chars().count(), self.text().chars().count() - offered);
        self.refused = (before + count).saturating_sub(self.most).min(count);
        if self.refused > 0 || new.is_empty() {
            return false;
        }
        if let Some(offered) = self.offered.take() {
            let chars = self.text().chars().enumerate();
            let kept = chars.filter(|(at, _)| !offered.contains(at));
            let kept: String = kept.map(|(_, c)| c).collect();
            self.input = Input::new(kept).with_cursor(offered.start);
        }
        let caret = self.input.cursor();
        let mut chars = self.text().chars();
        let mut whole: String = chars.by_ref().take(caret).collect();
        whole.push_str(&new);
        whole.extend(chars);
        self.input = Input::new(whole).with_cursor(caret + count);
        true
    }

    /// Handles a key if it types or edits. `None`: the key is not for a field. `Some(true)`: the text changed.
    pub fn key(&mut self, chord: Chord) -> Option<bool> {
        if let Some(c) = chord.typed() {
            return Some(self.paste(c.encode_utf8(&mut [0; 4])));
        }
        self.refused = 0;
        let request = match (chord.code, chord.ctrl, chord.alt) {
            (Code::Backspace, false, false) => InputRequest::DeletePrevChar,
            (Code::Backspace, ..) | (Code::Char('w'), true, false) => InputRequest::DeletePrevWord,
            (Code::Delete, false, false) => InputRequest::DeleteNextChar,
            (Code::Delete, true, false) => InputRequest::DeleteNextWord,
            (Code::Left, false, false) => InputRequest::GoToPrevChar,
            (Code::Left, true, false) => InputRequest::GoToPrevWord,
            (Code::Right, false, false) => InputRequest::GoToNextChar,
            (Code::Right, true, false) => InputRequest::GoToNextWord,
            (Code::Home, false, false) | (Code::Char('a'), true, false) => InputRequest::GoToStart,
            (Code::End, false, false) => InputRequest::GoToEnd,
            (Code::Char('u'), true, false) => InputRequest::DeleteLine,
            (Code::Char('k'), true, false) => InputRequest::DeleteTillEnd,
            _ => return None,
        };
        self.offered = None;
        let before = self.text().len();
        self.input.handle(request);
        Some(self.text().len() != before)
    }

    /// Moves the caret before this character, counted from 0.
    pub fn go_to(&mut self, at: usize) {
        self.offered = None;
        self.input.handle(InputRequest::SetCursor(at));
    }

    /// Moves the caret to a column of the visible text, which is `cells` wide.
    pub fn click(&mut self, cells: u16, column: u16) {
        self.offered = None;
        let (start, ..) = self.window(cells);
        let mut at = 0;
        let mut used = 0;
        for g in self.text().get(start..).unwrap_or_default().graphemes(true) {
            used += width(g);
            if used > usize::from(column) {
                break;
            }
            at += g.chars().count();
        }
        let before = self.text().get(..start).unwrap_or_default().chars().count();
        self.input.handle(InputRequest::SetCursor(before + at));
    }

    /// The part of the text that fits `cells` and contains the caret: the byte where it starts, the text, the column of
    /// the caret.
    pub fn window(&self, cells: u16) -> (usize, &str, u16) {
        let cells = usize::from(cells);
        let text = self.text();
        let caret: usize = text
            .char_indices()
            .nth(self.input.cursor())
            .map_or(text.len(), |(at, _)| at);
        let columns = width(text.get(..caret).unwrap_or_default());
        // The caret needs a cell of its own behind the text.
        let skip = (columns + 1).saturating_sub(cells);
        let mut start = 0;
        let mut skipped = 0;
        for (at, g) in text.grapheme_indices(true) {
            if skipped >= skip {
                break;
            }
            skipped += width(g);
            start = at + g.len();
        }
        let start = start.min(caret);
        let rest = text.get(start..).unwrap_or_default();
        let column = width(text.get(start..caret).unwrap_or_default());
        (
            start,
            crate::text::fit(rest, cells),
            u16::try_from(column).unwrap_or(0),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_caret_stands_in_cells_and_stays_in_the_window() {
        let mut field = Field::default();
        assert!(field.paste("止血\nデバイス\u{1b}[31m"));
        assert_eq!(field.text(), "止血 デバイス[31m");
        assert_eq!(field.window(40).2, 17);
        let (_, shown, caret) = field.window(8);
        assert_eq!((shown, caret), ("ス[31m", 6));
        field.key(Chord::plain(Code::Home));
        assert_eq!(field.window(8), (0, "止血 デ", 0));
        field.click(8, 3);
        assert_eq!(field.window(8).2, 2);
    }

    #[test]
    fn what_does_not_fit_is_refused_whole_and_counted() {
        let mut field = Field::recorded("");
        assert!(field.paste(&"あ".repeat(9_999)));
        assert!(!field.paste("いう"), "not the half of it");
        assert_eq!((field.text().chars().count(), field.refused()), (9_999, 1));
        field.key(Chord::plain(Code::Home));
        assert!(field.paste("い"));
        assert_eq!((field.refused(), field.window(9).1), (0, "いあああ"));
        assert_eq!(field.key(Chord::plain(Code::Char('x'))), Some(false));
        assert_eq!(field.refused(), 1);
        // A longer text of another program can be shortened.
        let mut longer = Field::recorded(&"あ".repeat(10_001));
        assert_eq!(longer.key(Chord::plain(Code::Backspace)), Some(true));
    }

    #[test]
    fn of_a_part_that_is_offered_only_that_part_is_replaced() {
        let mut field = Field::new("3.7x9+12");
        field.offer_part(2..6);
        assert!(!field.is_offered(), "the rest stays");
        for c in "8*".chars() {
            field.key(Chord::plain(Code::Char(c)));
        }
        assert_eq!(field.text(), "3.8*12");
        field.offer();
        field.paste("2+");
        assert_eq!(field.text(), "2+");
    }

    proptest! {
        #[test]
        fn the_caret_is_always_visible(s in "[a-zぁ-ん一-龥ｦ-ﾟ\u{300}\u{3099}👨‍⚕️]{0,40}", back in 0usize..50, cells in 1u16..30) {
            let mut field = Field::new(&s);
            for _ in 0..back {
                field.key(Chord::plain(Code::Left));
            }
            let (_, shown, caret) = field.window(cells);
            prop_assert!(width(shown) <= usize::from(cells));
            prop_assert!(caret < cells.max(2), "{caret} of {cells}");
        }
    }
}
