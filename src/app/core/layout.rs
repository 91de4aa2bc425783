//! Where everything is: named rectangles of one frame, used for drawing and for mouse hits alike.

use crate::app::widget::area::Area;

/// Part of the screen. Each screen names its own parts in its own file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pane(pub &'static str);

/// Names of the screens, session, clock.
pub const TABS: Pane = Pane("tabs");
/// Time, counts, saved, notice.
pub const FACTS: Pane = Pane("facts");
/// Key hints.
pub const HINTS: Pane = Pane("hints");

/// The parts of one frame, disjoint but for the overlay that lies on them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    panes: Vec<(Pane, Area)>,
    /// Box of the topmost overlay.
    pub overlay: Option<Area>,
    /// There is no room for anything but a sentence.
    pub too_small: bool,
}

/// Below this nothing useful fits.
const LEAST: (u16, u16) = (60, 15);

/// Most rows of what is told; the whole of it is in the list of notices.
pub const MOST_TOLD: u16 = 4;

impl Layout {
    /// The rows that every screen has, and what they leave for the screen; `None` where nothing fits. What is told takes
    /// `told` rows.
    pub fn frame((width, height): (u16, u16), told: u16) -> (Self, Option<Area>) {
        let mut out = Self::default();
        if width < LEAST.0 || height < LEAST.1 {
            out.too_small = true;
            return (out, None);
        }
        let mut body = Area::new(0, 0, width, height);
        out.put(TABS, body.cut_top(1));
        out.put(HINTS, body.cut_bottom(1));
        out.put(FACTS, body.cut_bottom(told.clamp(1, MOST_TOLD)));
        (out, Some(body))
    }

    /// Adds a part; one without a cell is not shown.
    pub fn put(&mut self, pane: Pane, area: Area) {
        if !area.is_empty() {
            self.panes.push((pane, area));
        }
    }

    /// Where a part is; empty if it is not shown.
    pub fn get(&self, pane: Pane) -> Area {
        self.panes
            .iter()
            .find(|(p, _)| *p == pane)
            .map(|(_, a)| *a)
            .unwrap_or_default()
    }

    /// Rows inside the border of a part.
    pub fn rows(&self, pane: Pane) -> u16 {
        self.get(pane).inner().height
    }

    /// All parts shown.
    pub fn panes(&self) -> &[(Pane, Area)] {
        &self.panes
    }

    /// The part at a cell.
    pub fn at(&self, x: u16, y: u16) -> Option<(Pane, Area)> {
        self.panes.iter().copied().find(|(_, a)| a.contains(x, y))
    }
}

/// What is under the mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The part of the screen.
    pub pane: Pane,
    /// What is inside its border.
    pub inner: Area,
    /// The row inside the border; `None` on the border.
    pub row: Option<u16>,
    /// The column inside the border; the first one on its left.
    pub column: u16,
}

impl Place {
    /// The place of a cell in a part.
    pub fn of(pane: Pane, area: Area, (x, y): (u16, u16)) -> Self {
        let inner = area.inner();
        Self {
            pane,
            inner,
            row: inner.contains(x, y).then(|| y - inner.y),
            column: x.saturating_sub(inner.x),
        }
    }
}
