//! The whole state of the program.

use super::core::again::Question;
use super::core::layout::{FACTS, Layout};
use super::core::request::Purpose;
use super::core::world::{Setup, World};
use super::overlay::form::Form;
use super::overlay::menu::Menu;
use super::overlay::{Overlay, Stack};
use super::screen::{Part, Screens, curtain, projector};
use super::widget::area::Area;
use crate::action::Screen;
use crate::text::Clean;
use std::time::Duration;

/// The whole state of the program.
#[derive(Clone, Debug)]
pub struct Model {
    /// What all screens share.
    pub world: World,
    /// Which screen is shown.
    pub screen: Screen,
    /// The screens.
    pub screens: Screens,
    /// What lies over the screen shown.
    pub overlays: Stack,
    /// Only what is 公開 is shown, whatever screen is behind it.
    pub projector: bool,
    /// Nothing is shown until whoever works here is back.
    pub hidden: bool,
}

impl Model {
    /// At the start: nothing recorded is known yet, no session is open.
    pub fn new(setup: Setup) -> Self {
        let mut overlays = Stack::default();
        if setup.asks_background {
            overlays.push(Overlay::Menu(Menu::background()));
        }
        if setup.actor.is_none() {
            overlays.push(Overlay::Form(Form::new(Purpose::Actor, &[""])));
        }
        Self {
            world: World::new(setup),
            screen: Screen::default(),
            screens: Screens::default(),
            overlays,
            projector: false,
            hidden: false,
        }
    }

    /// The room of the screen shown.
    pub fn part(&self) -> &dyn Part {
        self.screens.part(self.screen)
    }

    /// Where everything is at this size.
    pub fn layout(&self) -> Layout {
        let (width, height) = self.world.size;
        let (mut out, body) = Layout::frame((width, height), self.world.told);
        let Some(body) = body else {
            return out;
        };
        if self.hidden {
            out.put(curtain::CURTAIN, body);
            return out;
        }
        if self.projector {
            out.put(projector::STAGE, body);
        } else {
            self.part().layout((width, height), body, &mut out);
        }
        let told = out.get(FACTS).height;
        let whole = Area::new(0, 1, width, height.saturating_sub(2 + told));
        let shown = self.overlays.last().map(Overlay::part);
        let shown = shown.filter(|o| !self.projector || o.is_public());
        out.overlay = shown.map(|o| o.place(&out, whole));
        out
    }

    /// How long the screen stays right without a message; then a [`Msg::Tick`](super::Msg::Tick) is due.
    pub fn wake_in(&self) -> Duration {
        if self.screen == Screen::Follow && self.screens.follow.is_at_work() {
            return Duration::ZERO;
        }
        let live = self.screens.live.as_ref();
        let timed = self.projector && self.seconds_left().is_some();
        let waits = live.is_some_and(|l| l.held.is_some());
        let fades = self.world.notices.toast().is_some_and(|t| !t.grave);
        let asked = self.question() == Some(&Question::Leave);
        if waits || fades || timed || asked || self.part().ticks(&self.world) {
            return Duration::from_secs(1);
        }
        // Nothing but the clock: it changes with the minute.
        let now = self.world.now.as_ref();
        let second = now.map_or(0, |now| now.second().clamp(0, 59));
        Duration::from_secs(60 - u64::try_from(second).unwrap_or(0))
    }

    /// What is asked once more.
    pub fn question(&self) -> Option<&Question> {
        let now = self.world.now.as_ref()?;
        self.world.again.question(now.timestamp())
    }

    /// Seconds left of the presentation; negative when its time is over, `None` where none is set.
    pub fn seconds_left(&self) -> Option<i64> {
        self.screens.live.as_ref()?.seconds_left(&self.world)
    }

    /// The session that commands about a whole session mean.
    pub fn session(&self) -> Option<Clean> {
        let selected = || self.screens.follow.selected().map(|id| id.session.clone());
        self.part().session().or_else(selected)
    }

    /// A text field has the focus, so that letters are letters.
    pub fn is_typing(&self) -> bool {
        match self.overlays.last() {
            Some(overlay) => overlay.part().field().is_some(),
            None => !self.projector && self.part().field().is_some(),
        }
    }
}
