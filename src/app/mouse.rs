//! Clicks and the wheel: they do what the keys at the same place would do.

use super::Screen;
use super::Turn;
use super::area::Area;
use super::follow::Line;
use super::layout::{Layout, Pane};
use super::live::Focus;
use super::overlay::Overlay;
use super::picker::Step;

impl Turn<'_, '_> {
    /// A click selects; on what is selected already it is Enter.
    pub(super) fn click(&mut self, x: u16, y: u16) {
        let layout = Layout::of(self.m);
        if self.m.live.as_ref().is_some_and(|l| l.held.is_some()) {
            return;
        }
        if let Some(area) = layout
            .overlay
            .filter(|_| !layout.get(Pane::Hints).contains(x, y))
        {
            self.click_overlay(area, x, y);
            return;
        }
        let Some((pane, area)) = layout.at(x, y) else {
            return;
        };
        let inner = area.inner();
        let row = inner.contains(x, y).then(|| y - inner.y);
        match (pane, row) {
            (Pane::Tabs, _) => self.click_tab(x),
            (Pane::Hints, _) => {
                let words = super::help::words(self.m.lang);
                let mut hints = super::hint::hints(self.m, words, area).into_iter();
                if let Some(hint) = hints.find(|h| (h.x..h.x + h.width).contains(&x)) {
                    self.act(hint.action);
                }
            }
            (Pane::Facts, _) => {
                self.m.notices.dismiss();
            }
            (Pane::Path, Some(_)) => self.m.start.path.click(inner.width, x - inner.x),
            (Pane::Sessions, Some(row)) => {
                let len = super::start::choices(&self.m.book).len();
                if let Some(at) = self.m.start.picker.at(row, len) {
                    let again = self.m.start.picker.selected == at;
                    self.m.start.picker.selected = at;
                    if again {
                        self.m.start.path.clear();
                        self.start_accept();
                    }
                }
            }
            (Pane::Filter, _) => {
                self.m.follow.filtering = true;
                self.m
                    .follow
                    .filter
                    .click(inner.width, x.saturating_sub(inner.x));
            }
            (Pane::Tasks, Some(row)) => {
                let len = self.m.follow.lines.len();
                // The first row is the heading of the columns.
                let at = row
                    .checked_sub(1)
                    .and_then(|r| self.m.follow.picker.at(r, len));
                self.m.follow.filtering = false;
                let task =
                    |at: &usize| matches!(self.m.follow.lines.get(*at), Some(Line::Task { .. }));
                if let Some(at) = at.filter(task) {
                    let again = self.m.follow.picker.selected == at;
                    self.m.follow.picker.selected = at;
                    if again {
                        self.open_menu();
                    }
                }
            }
            (pane, row) => self.click_live(pane, inner, row, x),
        }
    }

    fn click_tab(&mut self, x: u16) {
        let words = [Screen::Start, Screen::Live, Screen::Follow];
        // Tabs are drawn at fixed places, so that neither language moves them.
        let at = usize::from(x / super::layout::TAB);
        if let Some(screen) = words.get(at).filter(|_| !self.m.projector) {
            self.go(*screen);
        }
    }

    fn click_live(&mut self, pane: Pane, inner: Area, row: Option<u16>, x: u16) {
        let book = &self.m.book;
        let Some(live) = &mut self.m.live else {
            return;
        };
        match (pane, row) {
            (Pane::Search, _) => {
                live.focus = Focus::Search;
                live.looking = None;
                live.query.click(inner.width, x.saturating_sub(inner.x));
            }
            (Pane::Results, Some(row)) => {
                live.focus = Focus::Search;
                if let Some(at) = live.results.at(row, live.hits.len()) {
                    let again = live.results.selected == at;
                    live.results.selected = at;
                    if again {
                        self.live_accept();
                    }
                }
            }
            (Pane::Needs, Some(row)) => {
                let len = live.session(book).map_or(0, |s| s.needs.len());
                if let Some(at) = live.needs.at(row, len) {
                    let again = live.focus == Focus::Needs && live.needs.selected == at;
                    live.focus = Focus::Needs;
                    live.needs.selected = at;
                    let no = live.session(book).and_then(|s| s.needs.get(at));
                    live.looking = no.map(|n| n.no.clone());
                    live.record = None;
                    if again {
                        self.live_accept();
                    }
                }
            }
            (Pane::Records, Some(row)) => {
                let list = live.record_list(book);
                let row = row.checked_sub(super::GAUGE_ROWS);
                if let Some(at) = row.and_then(|r| live.records.at(r, list.len())) {
                    let record = list.get(at).map(|(_, r)| r.clone());
                    let again = live.focus == Focus::Records && live.record == record;
                    live.focus = Focus::Records;
                    live.record = record;
                    if again {
                        self.open_menu();
                    }
                }
            }
            _ => {}
        }
    }

    fn click_overlay(&mut self, area: Area, x: u16, y: u16) {
        if !area.contains(x, y) {
            self.act(crate::action::Action::Back);
            return;
        }
        let inner = area.inner();
        if !inner.contains(x, y) {
            return;
        }
        let row = y - inner.y;
        match self.m.overlays.last_mut() {
            Some(Overlay::Menu(menu)) => {
                let len = menu.items.len();
                if let Some(at) = menu.picker.at(row, len) {
                    menu.picker.selected = at;
                    self.choose_item();
                }
            }
            Some(Overlay::Palette { found, picker, .. }) => {
                let len = found.len();
                if let Some(at) = row.checked_sub(2).and_then(|r| picker.at(r, len)) {
                    picker.selected = at;
                    self.overlay_accept();
                }
            }
            Some(Overlay::Form(form)) => {
                let at = usize::from(row / 2);
                if let Some(field) = form.fields.get_mut(at) {
                    form.focus = at;
                    field.click(inner.width, x - inner.x);
                }
            }
            _ => {}
        }
    }

    /// The wheel scrolls what is under it by three lines.
    pub(super) fn wheel(&mut self, x: u16, y: u16, up: bool) {
        let layout = Layout::of(self.m);
        let step = if up { Step::Up } else { Step::Down };
        if layout.overlay.is_some() {
            for _ in 0..3 {
                self.overlay_step(step);
            }
            return;
        }
        let Some((pane, area)) = layout.at(x, y) else {
            return;
        };
        let height = area.inner().height;
        for _ in 0..3 {
            let book = &self.m.book;
            match (pane, &mut self.m.live) {
                (Pane::Sessions | Pane::Tasks, _) => self.step(step),
                (Pane::Results, Some(live)) => live.results.go(step, live.hits.len(), height),
                (Pane::Card | Pane::Side, Some(live)) => {
                    live.card = if up {
                        live.card.saturating_sub(1)
                    } else {
                        live.card + 1
                    };
                }
                (Pane::Needs, Some(live)) => {
                    let len = live.session(book).map_or(0, |s| s.needs.len());
                    live.needs.go(step, len, height);
                    let no = live
                        .session(book)
                        .and_then(|s| s.needs.get(live.needs.selected));
                    live.looking = no.map(|n| n.no.clone());
                    live.focus = Focus::Needs;
                }
                (Pane::Records, Some(live)) => {
                    let list = live.record_list(book);
                    live.records.go(step, list.len(), height);
                    live.record = list.get(live.records.selected).map(|(_, r)| r.clone());
                }
                _ => {}
            }
        }
    }
}
