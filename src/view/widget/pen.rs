//! The pen: draws text and borders into a buffer. It measures in cells and stays inside the given area.

use crate::app::Look;
use crate::app::widget::area::Area;
use crate::app::widget::field::Field;
use crate::text;
use crate::words::Words;
use crate::words::fl;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// Meaning of a piece of text; the look follows from it. Each meaning has one look, and a word always says the same as
/// the colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Role {
    /// Ordinary text.
    #[default]
    Plain,
    /// Of little importance.
    Dim,
    /// A heading or the current thing.
    Strong,
    /// Border of the pane with the focus.
    Focus,
    /// Border of another pane.
    Border,
    /// Text that the query matched.
    Match,
    /// Name of a key.
    Key,
    /// Something good: saved, in force, here.
    Good,
    /// Something that wants attention.
    Notice,
    /// Something wrong or late.
    Warn,
    /// Somebody wants a meeting (面談希望).
    Wish,
}

impl Role {
    /// The look for a background: dark, light, or unknown.
    fn style(self, look: Look) -> Style {
        let bold = Modifier::BOLD;
        let line = Modifier::UNDERLINED;
        let none = Modifier::empty();
        // Dark, light, and what stands for a colour where there is none.
        let (dark, light, [with, light_with, without]) = match self {
            Self::Plain => (None, None, [none, none, none]),
            Self::Dim | Self::Border => (None, None, [Modifier::DIM; 3]),
            Self::Strong => (None, None, [bold, bold, bold]),
            Self::Focus | Self::Key => (Some(Color::LightCyan), Some(Color::Blue), [bold; 3]),
            Self::Match => (
                Some(Color::LightYellow),
                Some(Color::Blue),
                [bold.union(line), line, line],
            ),
            Self::Good => (Some(Color::LightGreen), None, [none; 3]),
            Self::Notice => (
                Some(Color::LightYellow),
                Some(Color::Red),
                [none, none, line],
            ),
            Self::Warn => (Some(Color::LightRed), Some(Color::Red), [bold; 3]),
            Self::Wish => (Some(Color::LightMagenta), Some(Color::Magenta), [bold; 3]),
        };
        let (color, modifier) = match (look.mono, look.light) {
            (true, _) => (None, without),
            (false, true) => (light, light_with),
            (false, false) => (dark, with),
        };
        let style = Style::new().add_modifier(modifier);
        color.map_or(style, |color| style.fg(color))
    }
}

/// A piece of a row: text of a fixed width.
#[derive(Clone, Debug)]
pub(crate) struct Cell<'a> {
    pub(crate) width: u16,
    pub(crate) text: std::borrow::Cow<'a, str>,
    pub(crate) role: Role,
    pub(crate) marks: &'a [Range<usize>],
}

/// A piece of a row without marks.
pub(crate) fn cell<'a>(
    width: u16,
    text: impl Into<std::borrow::Cow<'a, str>>,
    role: Role,
) -> Cell<'a> {
    Cell {
        width,
        text: text.into(),
        role,
        marks: &[],
    }
}

/// Width of a text in cells.
pub(crate) fn cells(text: &str) -> u16 {
    u16::try_from(text::width(text)).unwrap_or(u16::MAX)
}

/// Draws into one area of a buffer. Coordinates count from the top left of that area.
pub(crate) struct Pen<'a> {
    buffer: &'a mut Buffer,
    clip: Rect,
    pub(crate) words: &'a Words,
    look: Look,
    /// Something is drawn over it later: no pane has the focus.
    pub(crate) behind: bool,
    caret: Option<(u16, u16)>,
}

impl<'a> Pen<'a> {
    pub(crate) fn new(buffer: &'a mut Buffer, clip: Rect, words: &'a Words, look: Look) -> Self {
        Self {
            buffer,
            clip,
            words,
            look,
            behind: false,
            caret: None,
        }
    }

    /// Position of the caret in the buffer; `None` if it was not set or is outside the area.
    pub(crate) fn caret(&self) -> Option<Position> {
        let (x, y) = self.caret?;
        let at = Position::new(self.clip.x.saturating_add(x), self.clip.y.saturating_add(y));
        self.clip.contains(at).then_some(at)
    }

    /// Sets the caret. The last call wins, which is that of the topmost overlay.
    pub(crate) fn set_caret(&mut self, x: u16, y: u16) {
        self.caret = Some((x, y));
    }

    /// Whether colours say nothing, so that words have to.
    pub(crate) fn is_mono(&self) -> bool {
        self.look.mono
    }

    fn rect(&self, area: Area) -> Rect {
        let moved = Rect::new(
            self.clip.x.saturating_add(area.x),
            self.clip.y.saturating_add(area.y),
            area.width,
            area.height,
        );
        moved.intersection(self.clip)
    }

    /// Writes a text to the first row of an area and cuts it where it does not fit. Returns the cells used.
    pub(crate) fn put(&mut self, area: Area, text: &str, role: Role) -> u16 {
        let style = role.style(self.look);
        self.write(area, text, style)
    }

    fn write(&mut self, area: Area, text: &str, style: Style) -> u16 {
        let rect = self.rect(area);
        if rect.is_empty() {
            return 0;
        }
        let text = text::elide(text, usize::from(rect.width));
        let (end, _) =
            self.buffer
                .set_stringn(rect.x, rect.y, text, usize::from(rect.width), style);
        end - rect.x
    }

    /// Draws pieces of a row side by side. `reverse` shows a selected row, in addition to its mark.
    pub(crate) fn row(&mut self, area: Area, cells: &[Cell<'_>], reverse: bool) {
        let mut rest = area;
        for cell in cells {
            let at = rest.cut_left(cell.width);
            if cell.marks.is_empty() {
                self.put(at, &cell.text, cell.role);
            } else {
                self.marked(at, cell);
            }
        }
        if reverse {
            let rect = self.rect(area);
            self.buffer
                .set_style(rect, Style::new().add_modifier(Modifier::REVERSED));
        }
    }

    /// Draws a text whose matched parts look different. The marks are byte ranges of the whole text.
    fn marked(&mut self, area: Area, cell: &Cell<'_>) {
        let shown = text::elide(&cell.text, usize::from(area.width));
        let whole = shown.len() == cell.text.len();
        let kept = if whole {
            shown.len()
        } else {
            shown.len().saturating_sub(text::CUT.len())
        };
        let mut rest = area;
        for (at, g) in shown.grapheme_indices(true) {
            let hit = at < kept && cell.marks.iter().any(|m| m.contains(&at));
            let role = if hit { Role::Match } else { cell.role };
            let used = self.write(rest, g, role.style(self.look));
            rest.cut_left(used);
        }
    }

    /// Draws a border with a title above and a hint below. Returns the area inside.
    pub(crate) fn frame(&mut self, area: Area, title: &str, foot: &str, focused: bool) -> Area {
        if area.width < 2 || area.height < 2 {
            return area.inner();
        }
        let focused = focused && !self.behind;
        let role = if focused { Role::Focus } else { Role::Border };
        let [h, v, tl, tr, bl, br] = if self.look.ascii {
            ["-", "|", "+", "+", "+", "+"]
        } else {
            ["─", "│", "┌", "┐", "└", "┘"]
        };
        let across = h.repeat(usize::from(area.width - 2));
        let last = area.height - 1;
        self.put(area.row(0), &format!("{tl}{across}{tr}"), role);
        self.put(area.row(last), &format!("{bl}{across}{br}"), role);
        for y in 1..last {
            let mut row = area.row(y);
            self.put(row.cut_left(1), v, role);
            self.put(row.cut_right(1), v, role);
        }
        let room = area.width.saturating_sub(4);
        if !title.is_empty() {
            // Where colours say nothing, the pane with the focus is told by its mark and by a word.
            let mark = if focused { ">" } else { " " };
            let mut room = room;
            if focused && self.look.mono {
                let word = format!(" {} ", fl!(self.words, "view-focus"));
                let mut at = area.row(0);
                at.cut_right(1);
                self.put(at.cut_right(cells(&word)), &word, role);
                room = room.saturating_sub(cells(&word));
            }
            let title = format!(
                "{mark}{} ",
                text::elide(title, usize::from(room.saturating_sub(2)))
            );
            let mut at = area.row(0);
            at.cut_left(1);
            at.cut_right(1);
            self.put(at, &title, if focused { Role::Focus } else { Role::Strong });
        }
        if !foot.is_empty() {
            let foot = format!(
                " {} ",
                text::elide(foot, usize::from(room.saturating_sub(2)))
            );
            let width = u16::try_from(text::width(&foot)).unwrap_or(room);
            let mut at = area.row(last);
            at.cut_right(1);
            let at = at.cut_right(width);
            self.put(at, &foot, Role::Dim);
        }
        area.inner()
    }

    /// Blanks an area before something is drawn over it. A wide character that sticks into it from the left goes as
    /// well: it would hide the first column.
    pub(crate) fn clear(&mut self, area: Area) {
        let rect = self.rect(area);
        for y in rect.top()..rect.bottom() {
            if rect.x > self.clip.x
                && let Some(left) = self.buffer.cell_mut((rect.x - 1, y))
                && text::width(left.symbol()) > 1
            {
                left.set_symbol(" ");
            }
            for x in rect.left()..rect.right() {
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.reset();
                }
            }
        }
    }
    /// Removes the emphasis from an area, because its content will soon be replaced.
    pub(crate) fn fade(&mut self, area: Area) {
        let rect = self.rect(area);
        let faded = Style::new().add_modifier(Modifier::DIM);
        let faded = faded.remove_modifier(Modifier::REVERSED | Modifier::BOLD);
        self.buffer.set_style(rect, faded);
    }

    /// Draws a text field on the first row of an area, with the caret if it has the focus.
    pub(crate) fn field(&mut self, area: Area, field: &Field, focused: bool) {
        if area.is_empty() {
            return;
        }
        let (start, shown, caret) = field.window(area.width);
        let plain = Role::Plain.style(self.look);
        let mut rest = area;
        // What typing replaces looks selected.
        let first = field.text().get(..start).unwrap_or_default();
        let first = first.chars().count();
        let offered = field.offered().unwrap_or_default();
        let (from, to) = (
            offered.start.saturating_sub(first),
            offered.end.saturating_sub(first),
        );
        let byte = |at: usize| {
            let at = shown.char_indices().nth(at);
            at.map_or(shown.len(), |(byte, _)| byte)
        };
        let (from, to) = (byte(from), byte(to));
        let pieces = [(0, from, false), (from, to, true), (to, shown.len(), false)];
        for (from, to, is_offered) in pieces {
            let style = if is_offered {
                plain.add_modifier(Modifier::REVERSED)
            } else {
                plain
            };
            let used = self.write(rest, shown.get(from..to).unwrap_or_default(), style);
            rest.cut_left(used);
        }
        if focused {
            self.set_caret(area.x + caret.min(area.width - 1), area.y);
        }
    }

    /// Draws a row of reversed blanks, for bars that must be visible from afar.
    pub(crate) fn block(&mut self, area: Area, role: Role) {
        let style = role.style(self.look).add_modifier(Modifier::REVERSED);
        let blanks = " ".repeat(usize::from(area.width));
        self.write(area, &blanks, style);
    }
}
