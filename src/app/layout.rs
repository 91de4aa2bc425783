//! Where everything is: a pure function of model and size, used for drawing and for mouse hits alike.

use super::Model;
use super::Screen;
use super::area::Area;
use super::overlay::{Overlay, Purpose};

/// Part of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pane {
    /// Names of the screens, session, clock.
    Tabs,
    /// Needs in order of presentation.
    Needs,
    /// Search box.
    Search,
    /// Results.
    Results,
    /// Card of the need.
    Card,
    /// Patents and stated interest of the need, beside the card where there is room.
    Side,
    /// Records of the need.
    Records,
    /// Path of a file.
    Path,
    /// Recent sessions.
    Sessions,
    /// Filter of the tasks.
    Filter,
    /// Tasks.
    Tasks,
    /// The pairing of the selected task.
    Detail,
    /// What the projector shows.
    Stage,
    /// Time, counts, saved, notice.
    Facts,
    /// Key hints.
    Hints,
}

/// Named rectangles of one frame, disjoint but for the overlay that lies on them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    panes: Vec<(Pane, Area)>,
    /// Box of the topmost overlay.
    pub overlay: Option<Area>,
    /// There is no room for anything but a sentence.
    pub too_small: bool,
}

/// Cells of a tab.
pub const TAB: u16 = 12;
/// Below this nothing useful fits.
const LEAST: (u16, u16) = (60, 15);
/// From here on there is room beside the card for its patents, and below the results for the card.
const WIDE: u16 = 120;

impl Layout {
    /// Of a model at its size.
    pub fn of(model: &Model) -> Self {
        let (width, height) = model.size;
        let mut out = Self::default();
        if width < LEAST.0 || height < LEAST.1 {
            out.too_small = true;
            return out;
        }
        let mut body = Area::new(0, 0, width, height);
        out.put(Pane::Tabs, body.cut_top(1));
        out.put(Pane::Hints, body.cut_bottom(1));
        out.put(Pane::Facts, body.cut_bottom(1));
        match model.screen {
            _ if model.projector => out.put(Pane::Stage, body),
            Screen::Start => out.start(body),
            Screen::Live => out.live(model, body),
            Screen::Follow => out.follow(body),
        }
        let whole = Area::new(0, 1, width, height - 3);
        let shown = model.overlays.last();
        let shown = shown.filter(|o| !model.projector || o.is_public());
        out.overlay = shown.map(|o| out.place(o, whole));
        out
    }

    fn put(&mut self, pane: Pane, area: Area) {
        if !area.is_empty() {
            self.panes.push((pane, area));
        }
    }

    fn start(&mut self, mut body: Area) {
        self.put(Pane::Path, body.cut_top(3));
        self.put(Pane::Sessions, body);
    }

    fn live(&mut self, model: &Model, mut body: Area) {
        let (width, _) = model.size;
        let left = match width {
            ..80 => 0,
            80..100 => 28,
            100..140 => 36,
            _ => 42,
        };
        self.put(Pane::Needs, body.cut_left(left));
        self.put(Pane::Search, body.cut_top(3));
        let records = (body.height * 2 / 5).clamp(5, 16);
        let records = body.cut_bottom(records);
        let typing = model.live.as_ref().is_some_and(|l| !l.query.is_blank());
        if typing {
            // Hits are told apart by what stands at their right, so they take the whole width.
            let below = width >= WIDE && body.height >= 20;
            let results = body.cut_top(if below {
                body.height * 3 / 5
            } else {
                body.height
            });
            self.put(Pane::Results, results);
            self.put(Pane::Card, body);
        } else if width >= WIDE {
            let card = body.cut_left(body.width * 9 / 20);
            self.put(Pane::Card, card);
            self.put(Pane::Side, body);
        } else {
            self.put(Pane::Card, body);
        }
        self.put(Pane::Records, records);
    }

    fn follow(&mut self, mut body: Area) {
        self.put(Pane::Filter, body.cut_top(3));
        let detail = (body.height * 2 / 5).clamp(6, 18);
        let detail = body.cut_bottom(detail);
        self.put(Pane::Tasks, body);
        self.put(Pane::Detail, detail);
    }

    fn place(&self, overlay: &Overlay, whole: Area) -> Area {
        let lines = |n: usize| u16::try_from(n).unwrap_or(u16::MAX).saturating_add(2);
        match overlay {
            Overlay::Menu(menu) => whole.centred(60, lines(menu.items.len())),
            Overlay::Palette { .. } => whole.centred(64, 20),
            Overlay::Help { .. } => whole.centred(84, whole.height.saturating_sub(2)),
            Overlay::Details { .. }
            | Overlay::History { .. }
            | Overlay::Answer { .. }
            | Overlay::Notices(_) => {
                whole.centred(whole.width.min(100) - 4, whole.height.saturating_sub(2))
            }
            Overlay::Problems { .. } => whole.centred(whole.width, whole.height),
            Overlay::Form(form) => {
                let height = lines(form.fields.len() * 2);
                let over = match form.purpose {
                    Purpose::PairingNote(_) | Purpose::MemoText(_) => self.get(Pane::Records),
                    Purpose::TaskNote(_) | Purpose::Due(_) | Purpose::Next(..) => {
                        self.get(Pane::Detail)
                    }
                    Purpose::Actor => Area::default(),
                };
                if over.height >= height {
                    let mut over = over;
                    over.cut_top(height)
                } else {
                    whole.centred(64, height)
                }
            }
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

    /// All parts shown.
    pub fn panes(&self) -> &[(Pane, Area)] {
        &self.panes
    }

    /// The part at a cell.
    pub fn at(&self, x: u16, y: u16) -> Option<(Pane, Area)> {
        self.panes.iter().copied().find(|(_, a)| a.contains(x, y))
    }
}
