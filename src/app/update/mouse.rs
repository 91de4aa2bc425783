//! Clicks and the wheel: they do what the keys at the same place would do.

use super::Turn;
use crate::action::Action;
use crate::app::command::Command;
use crate::app::core::layout::{FACTS, HINTS, Place, TABS};
use crate::app::widget::area::Area;
use crate::app::widget::picker::Step;
use crate::app::{help, hint, tabs};

/// Lines that one notch of the wheel scrolls.
const NOTCH: usize = 3;

impl Turn<'_, '_> {
    /// A click selects; on what is selected already it is Enter.
    pub(super) fn click(&mut self, x: u16, y: u16) {
        let layout = self.m.layout();
        let live = self.m.screens.live.as_ref();
        if live.is_some_and(|l| l.held.is_some()) {
            return;
        }
        if let Some(area) = layout.overlay.filter(|_| !layout.get(HINTS).contains(x, y)) {
            self.click_overlay(area, x, y);
            return;
        }
        let Some((pane, area)) = layout.at(x, y) else {
            return;
        };
        match pane {
            TABS => self.click_tab(x),
            HINTS => {
                let words = help::words(self.m.world.lang);
                let mut hints = hint::hints(self.m, words, area).into_iter();
                if let Some(hint) = hints.find(|h| (h.x..h.x + h.width).contains(&x)) {
                    self.act(hint.action);
                }
            }
            FACTS => {
                self.m.world.notices.dismiss();
            }
            pane => {
                let place = Place::of(pane, area, (x, y));
                self.in_screen(|screen, ctx| screen.click(place, ctx));
            }
        }
    }

    fn click_tab(&mut self, x: u16) {
        if self.m.projector {
            return;
        }
        let words = help::words(self.m.world.lang);
        let mut tabs = tabs::tabs(self.m, words).into_iter();
        if let Some((screen, _)) = tabs.find(|(_, t)| (t.x..t.x + t.width).contains(&x)) {
            match Command::new(self.m, Action::Go(screen)).off() {
                Some(why) => self.tell(why),
                None => self.m.screen = screen,
            }
        }
    }

    fn click_overlay(&mut self, area: Area, x: u16, y: u16) {
        if !area.contains(x, y) {
            self.act(Action::Back);
            return;
        }
        let inner = area.inner();
        if inner.contains(x, y) {
            let at = (y - inner.y, x - inner.x);
            self.in_overlay(|overlay, ctx| overlay.click(inner, at, ctx));
        }
    }

    /// The wheel scrolls what is under it by three lines.
    pub(super) fn wheel(&mut self, x: u16, y: u16, up: bool) {
        let layout = self.m.layout();
        if layout.overlay.is_some() {
            let step = if up { Step::Up } else { Step::Down };
            for _ in 0..NOTCH {
                self.in_overlay(|overlay, ctx| overlay.step(step, ctx));
            }
            return;
        }
        let Some((pane, area)) = layout.at(x, y) else {
            return;
        };
        let place = Place::of(pane, area, (x, y));
        for _ in 0..NOTCH {
            self.in_screen(|screen, ctx| screen.wheel(place, up, ctx));
        }
    }
}
