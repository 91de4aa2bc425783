//! Carries a message to the screen or the overlay it is for, and what that asks back to the model.

mod keys;
mod mouse;
mod outside;

use super::Model;
use super::core::ctx::Ctx;
use super::core::env::Env;
use super::core::msg::{Effect, Msg};
use super::core::request::{Opening, OverlayId, Request};
use super::overlay::{self, Overlay, OverlayKind};
use super::screen::live::Live;
use super::screen::sheets::Sheets;
use super::screen::{Part, Screens};
use crate::action::Screen;
use crate::domain::rule::name;

/// Changes the model as a message asks; what is left to do outside comes back.
pub fn update(model: &mut Model, msg: Msg, env: &Env<'_>) -> Vec<Effect> {
    model.world.now = Some(env.now.clone());
    model.world.today = Some(env.today);
    model.world.notices.tick(env.now.timestamp());
    model.world.notices.begin_turn();
    let mut turn = Turn {
        m: model,
        env: *env,
        effects: Vec::new(),
        replaying: false,
    };
    let screen = turn.m.screen;
    turn.take(msg);
    if turn.m.screen != screen {
        turn.leave(screen);
    }
    turn.in_screen(|screen, ctx| screen.settle(ctx));
    turn.in_overlay(|overlay, ctx| overlay.settle(ctx));
    turn.effects
}

/// One message being worked on.
struct Turn<'m, 'e> {
    m: &'m mut Model,
    env: Env<'e>,
    effects: Vec<Effect>,
    /// What was held back is taken now.
    replaying: bool,
}

impl Turn<'_, '_> {
    fn take(&mut self, msg: Msg) {
        self.in_live(Live::give_up_waiting);
        if let Msg::Key(_) | Msg::Paste(_) | Msg::Click { .. } | Msg::Wheel { .. } = msg {
            let again = &mut self.m.world.again;
            if matches!(msg, Msg::Key(_)) && !self.replaying {
                again.turn();
            } else {
                again.withdraw();
            }
            if self.m.hidden {
                self.behind_curtain(&msg);
                return;
            }
        }
        match msg {
            Msg::Key(chord) => self.key(chord),
            Msg::Paste(text) => self.paste(&text),
            Msg::Click { x, y } => self.click(x, y),
            Msg::Wheel { x, y, up } => self.wheel(x, y, up),
            Msg::Resize { width, height } => self.m.world.size = (width, height),
            Msg::Measured { told } => self.m.world.told = told,
            Msg::Tick => {}
            Msg::Hangup => self.effects.push(Effect::Quit),
            outside => self.outside(outside),
        }
    }

    /// A screen is left: a number or a name that is half typed there is no beginning of the next one. A line that may be a
    /// memo goes on.
    fn leave(&mut self, screen: Screen) {
        self.m.world.visit += 1;
        // What was told there is of no use here; what was told of the change itself is.
        self.m.world.notices.leave();
        let field = self.m.screens.part_mut(screen).field_mut();
        if let Some(field) = field.filter(|field| !name::is_sentence(field.text())) {
            field.offer();
        }
    }

    /// Lets something work with a context, and carries out what it asks for.
    fn with<R>(&mut self, run: impl FnOnce(&mut Parts<'_>, &mut Ctx<'_>) -> R) -> R {
        let layout = self.m.layout();
        let mut asked = Vec::new();
        let top = self.m.overlays.top_mut();
        let (id, overlay) = match top {
            Some((id, overlay)) => (id, Some(overlay)),
            None => (OverlayId::default(), None),
        };
        let shared = (self.env, &layout);
        let mut ctx = Ctx::new(&mut self.m.world, shared, &mut self.effects, &mut asked, id);
        let mut parts = Parts {
            screen: self.m.screen,
            screens: &mut self.m.screens,
            overlay,
        };
        let out = run(&mut parts, &mut ctx);
        for request in asked {
            self.answer(request);
        }
        out
    }

    /// Lets the screen work.
    fn in_screen<R>(&mut self, run: impl FnOnce(&mut dyn Part, &mut Ctx<'_>) -> R) -> R {
        self.with(|parts, ctx| run(parts.screens.part_mut(parts.screen), ctx))
    }

    /// Lets the topmost overlay work, if there is one.
    fn in_overlay<R>(
        &mut self,
        run: impl FnOnce(&mut dyn overlay::Part, &mut Ctx<'_>) -> R,
    ) -> Option<R> {
        self.with(|parts, ctx| Some(run(parts.overlay.as_mut()?.part_mut(), ctx)))
    }

    /// Lets the open session work, whichever screen is shown.
    fn in_live<R>(&mut self, run: impl FnOnce(&mut Live, &mut Ctx<'_>) -> R) -> Option<R> {
        self.with(|parts, ctx| Some(run(parts.screens.live.as_mut()?, ctx)))
    }

    /// Lets the sheets work, whichever screen is shown.
    fn in_sheets(&mut self, run: impl FnOnce(&mut Sheets, &mut Ctx<'_>)) {
        self.with(|parts, ctx| {
            if let Some(sheets) = &mut parts.screens.sheets {
                run(sheets, ctx);
            }
        });
    }

    /// Does what a screen or an overlay asked for.
    fn answer(&mut self, request: Request) {
        match request {
            Request::Open(opening) => self.open(opening),
            Request::Close(id) => self.m.overlays.close(id),
            Request::CloseMenus => self.m.overlays.close_all(OverlayKind::Menu),
            Request::Go(screen) => self.m.screen = screen,
            Request::RecordFor(needs) => {
                self.in_live(|live, ctx| live.record_for(needs, ctx));
            }
            Request::SheetOf(badge) => self.in_sheets(|sheets, ctx| sheets.turn_to(badge, ctx)),
            Request::SaveSheet => self.in_sheets(Sheets::save_typed),
            Request::Narrow(words) => {
                self.with(|parts, _| parts.screens.follow.narrow(&words));
            }
            Request::Workbook { is_internal } => self.export_workbook(is_internal),
            Request::CloseSession => {
                self.m.screens.live = None;
                self.m.screen = Screen::Start;
            }
            Request::Act(action) => self.act(action),
            Request::TypeAgain => {
                // The other screens have done so when they asked.
                if self.m.screen == Screen::Live {
                    self.in_live(|live, _| live.type_again());
                }
            }
            Request::TakenIn(badge) => {
                if self.m.screen == Screen::Live {
                    self.in_live(|live, ctx| live.taken_in(&badge, ctx));
                } else {
                    self.with(|parts, ctx| {
                        if let Some(desk) = &mut parts.screens.reception {
                            desk.taken_in(&badge, ctx);
                        }
                    });
                }
            }
            Request::WriteMemo => {
                self.in_live(Live::write_memo);
            }
            Request::Replan(id, side, times) => {
                self.with(|parts, ctx| {
                    if let Some(timetable) = &mut parts.screens.timetable {
                        timetable.replan(&id, side, &times, ctx);
                    }
                });
            }
            Request::Replay(held) => {
                self.replaying = true;
                for msg in held {
                    self.take(msg);
                }
                self.replaying = false;
            }
        }
    }

    fn open(&mut self, opening: Opening) {
        let made = self.with(|_, ctx| overlay::open(opening, ctx));
        if let Some(overlay) = made {
            self.m.overlays.push(overlay);
        }
    }
}

/// What a message may be for.
struct Parts<'m> {
    screen: Screen,
    screens: &'m mut Screens,
    overlay: Option<&'m mut Overlay>,
}
