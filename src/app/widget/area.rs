//! Rectangles of cells, so that the core can say where things are without naming a terminal library.

/// A rectangle of cells; empty when one side is 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// First column.
    pub x: u16,
    /// First row.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Area {
    /// A rectangle from its top left cell and its size.
    pub fn new(x: u16, y: u16, width: u16, height: u16) -> Self {
        Self {
            x,
            y,
            width,
            height,
        }
    }

    /// Whether it has no cells.
    pub fn is_empty(self) -> bool {
        self.width == 0 || self.height == 0
    }

    /// First column to the right of it.
    pub fn right(self) -> u16 {
        self.x.saturating_add(self.width)
    }

    /// First row below it.
    pub fn bottom(self) -> u16 {
        self.y.saturating_add(self.height)
    }

    /// Whether the cell is in it.
    pub fn contains(self, x: u16, y: u16) -> bool {
        (self.x..self.right()).contains(&x) && (self.y..self.bottom()).contains(&y)
    }

    /// The area inside a border of one cell; empty if there is no room for it.
    #[must_use]
    pub fn inner(self) -> Self {
        if self.width < 2 || self.height < 2 {
            return Self::new(self.x, self.y, 0, 0);
        }
        Self::new(self.x + 1, self.y + 1, self.width - 2, self.height - 2)
    }

    /// Row `n` of it, from 0; empty if there is no such row.
    #[must_use]
    pub fn row(self, n: u16) -> Self {
        let height = u16::from(n < self.height);
        Self::new(self.x, self.y.saturating_add(n), self.width, height)
    }

    /// Cuts rows off the top and returns them; all rows if there are fewer.
    #[expect(clippy::return_self_not_must_use, reason = "often only the cut counts")]
    pub fn cut_top(&mut self, rows: u16) -> Self {
        let rows = rows.min(self.height);
        let cut = Self::new(self.x, self.y, self.width, rows);
        self.y += rows;
        self.height -= rows;
        cut
    }

    /// Cuts rows off the bottom and returns them; all rows if there are fewer.
    #[expect(clippy::return_self_not_must_use, reason = "often only the cut counts")]
    pub fn cut_bottom(&mut self, rows: u16) -> Self {
        let rows = rows.min(self.height);
        self.height -= rows;
        Self::new(self.x, self.bottom(), self.width, rows)
    }

    /// Cuts columns off the left and returns them; all columns if there are fewer.
    #[expect(clippy::return_self_not_must_use, reason = "often only the cut counts")]
    pub fn cut_left(&mut self, columns: u16) -> Self {
        let columns = columns.min(self.width);
        let cut = Self::new(self.x, self.y, columns, self.height);
        self.x += columns;
        self.width -= columns;
        cut
    }

    /// Cuts columns off the right and returns them; all columns if there are fewer.
    #[expect(clippy::return_self_not_must_use, reason = "often only the cut counts")]
    pub fn cut_right(&mut self, columns: u16) -> Self {
        let columns = columns.min(self.width);
        self.width -= columns;
        Self::new(self.right(), self.y, columns, self.height)
    }

    /// A box of at most this size in the middle of the area.
    #[must_use]
    pub fn centred(self, width: u16, height: u16) -> Self {
        let (width, height) = (width.min(self.width), height.min(self.height));
        Self::new(
            self.x + (self.width - width) / 2,
            self.y + (self.height - height) / 2,
            width,
            height,
        )
    }
}
