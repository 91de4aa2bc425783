//! Keys and actions: what is typing, what is a command, and where each command goes.

use super::Turn;
use crate::action::{Action, Chord, Screen};
use crate::app::change;
use crate::app::command::Command;
use crate::app::core::again::Question;
use crate::app::core::day_form::DayForm;
use crate::app::core::files::Files;
use crate::app::core::keys::Layer;
use crate::app::core::msg::{Effect, Msg};
use crate::app::core::offered::{Heading, Offered, is_listed};
use crate::app::core::request::{Choice, Opening, Purpose, Request};
use crate::app::core::say::Say;
use crate::app::overlay::Overlay;
use crate::app::screen::live::Live;
use crate::app::widget::field::Field;
use crate::app::widget::picker::Step;
use crate::text::Clean;
use std::path::Path;

impl Turn<'_, '_> {
    /// A key: held back, typing, or a command.
    pub(super) fn key(&mut self, chord: Chord) {
        if self.hold(|| Msg::Key(chord)) {
            let keys = &self.m.world.keys;
            let back = keys.action(&[Layer::Global], chord) == Some(Action::Back);
            if back && let Some(live) = &mut self.m.screens.live {
                live.held = None;
            }
            return;
        }
        let taken = match self.in_overlay(|overlay, ctx| overlay.key(chord, ctx)) {
            Some(taken) => taken,
            None => !self.m.projector && self.in_screen(|screen, ctx| screen.key(chord, ctx)),
        };
        if taken {
            return;
        }
        let types = chord.typed().is_some_and(|c| c != ' ');
        if types {
            self.catch();
        }
        if self.m.is_typing()
            && let Some(changed) = self.type_key(chord)
        {
            if changed {
                self.typed();
            }
            self.tell_refused();
            return;
        }
        let mut layers = Vec::with_capacity(3);
        if !self.m.is_typing() {
            layers.push(Layer::List);
        }
        layers.extend([Layer::Screen(self.m.screen), Layer::Global]);
        match self.m.world.keys.action(&layers, chord) {
            Some(action) if types && self.is_kept_from(action) => self.tell_once(Say::NothingTyped),
            Some(action) => self.act(action),
            None if types => self.tell_once(Say::NothingTyped),
            None => self.tell_elsewhere(chord),
        }
    }

    /// A key that has its meaning on other screens says so; one that has none anywhere may be the terminal's.
    fn tell_elsewhere(&mut self, chord: Chord) {
        let keys = &self.m.world.keys;
        let all: Vec<Layer> = Layer::all().filter(|l| *l != Layer::List).collect();
        if keys.action(&all, chord).is_none() {
            return;
        }
        if self.m.projector {
            self.tell_once(Say::ProjectorOnly);
        } else if self.m.overlays.is_empty() {
            let key = Clean::line(&chord.to_string());
            self.tell_once(Say::KeyElsewhere { key });
        } else {
            self.tell_once(Say::Covered);
        }
    }

    /// What is recorded of the open session, or of all, as a workbook beside the session file.
    pub(super) fn export_workbook(&mut self, is_internal: bool) {
        let beside = self.m.screens.live.as_ref().map(|live| live.path.as_path());
        let file = beside.filter(|path| !path.as_os_str().is_empty());
        let folder = file.and_then(Path::parent).map(Path::to_path_buf);
        let open = self
            .m
            .screens
            .live
            .as_ref()
            .map(|live| live.session.clone());
        self.effects.push(Effect::ExportWorkbook {
            session: open.or_else(|| self.m.session()),
            folder,
            is_internal,
        });
    }

    /// Whether the overlay in front keeps an action from the screen.
    fn is_kept_from(&self, action: Action) -> bool {
        let front = self.m.overlays.last().map(Overlay::part);
        front.is_some_and(|o| o.blocks(action) && o.toggle() != Some(action)) && !action.moves()
    }

    /// What is typed goes to the field of the screen, whichever pane has the focus.
    fn catch(&mut self) {
        if self.m.overlays.is_empty() && !self.m.projector && !self.m.is_typing() {
            self.in_screen(|screen, _| screen.catch());
        }
    }

    /// Tells something unless it stands there.
    fn tell_once(&mut self, say: Say) {
        if self.m.world.notices.toast().is_none_or(|n| n.say != say) {
            self.tell(say);
        }
    }

    /// While an Enter waits for the answer to its query, what is typed comes after it.
    fn hold(&mut self, msg: impl FnOnce() -> Msg) -> bool {
        let live = self.m.screens.live.as_mut();
        live.and_then(|l| l.held.as_mut()).is_some_and(|held| {
            held.typed.push(msg());
            true
        })
    }

    /// The field with the caret.
    fn field_mut(&mut self) -> Option<&mut Field> {
        match self.m.overlays.top_mut() {
            Some((_, overlay)) => overlay.part_mut().field_mut(),
            None => self.m.screens.part_mut(self.m.screen).field_mut(),
        }
    }

    /// A key for the field with the focus. Keys that edit but also are bound as commands edit only in a text.
    fn type_key(&mut self, chord: Chord) -> Option<bool> {
        let layers: Vec<Layer> = Layer::all().filter(|l| *l != Layer::List).collect();
        let bound = chord.typed().is_none()
            && chord.ctrl
            && self.m.world.keys.action(&layers, chord).is_some();
        if bound {
            return None;
        }
        self.field_mut()?.key(chord)
    }

    /// Text in one piece goes where typing would go.
    pub(super) fn paste(&mut self, text: &str) {
        if self.hold(|| Msg::Paste(text.to_owned())) {
            return;
        }
        self.catch();
        if !self.m.is_typing() {
            self.tell_once(Say::NothingTyped);
            return;
        }
        let text = text.trim_end_matches(['\n', '\r']);
        if self.field_mut().is_some_and(|f| f.paste(text)) {
            self.typed();
        }
        self.tell_refused();
    }

    /// What did not fit into the field is told at once.
    fn tell_refused(&mut self) {
        let field = self.field_mut();
        if let Some((most, over)) = field.map(|f| (f.most(), f.refused())).filter(|f| f.1 > 0) {
            self.tell(Say::TooLong { most, over });
        }
    }

    /// The text of the focused field changed.
    fn typed(&mut self) {
        if self.in_overlay(|overlay, ctx| overlay.typed(ctx)).is_none() {
            self.in_screen(|screen, ctx| screen.typed(ctx));
        }
    }

    /// Carries out an action.
    pub(super) fn act(&mut self, action: Action) {
        // What came meanwhile and nobody sees takes no keys.
        let top = self.m.overlays.last().map(Overlay::part);
        let seen = top.is_some_and(|o| !self.m.projector || o.is_public());
        if self.m.projector && !seen && action.moves() {
            return;
        }
        let off = Command::new(self.m, action).off();
        if off == Some(Say::ProjectorOnly) {
            self.tell(Say::ProjectorOnly);
            return;
        }
        if seen {
            match self.act_in_overlay(action) {
                Some(true) => return,
                // What is open in front is in the way.
                Some(false) => return self.tell_once(Say::Covered),
                None => {}
            }
        }
        if let Some(why) = off {
            self.tell(why);
            return;
        }
        match action {
            Action::Quit => self.quit(),
            Action::Redraw => self.effects.push(Effect::Redraw),
            Action::Undo | Action::Redo => self.undo(action == Action::Redo),
            Action::RetrySave => self.effects.push(Effect::RetrySave),
            Action::ConfirmSaved => self.tell(match self.m.world.ledger.unsaved() {
                0 => Say::AllSaved,
                n => Say::NotSaved(n),
            }),
            Action::ShowPalette => {
                let all = self.offered();
                self.open(Opening::Palette(all));
            }
            Action::ShowHelp => self.open(Opening::Help(self.m.part().group())),
            Action::ShowNotices => self.open(Opening::Notices),
            Action::ShowHistory => self.open(Opening::History(None)),
            Action::ShowProvisions => self.open(Opening::Provisions),
            Action::ExportWorkbook => {
                let choice = Opening::Choice(Choice::Workbook);
                self.answer(Request::Open(choice));
            }
            Action::ExportSession => {
                if let Some(session) = self.m.session() {
                    self.tell(Say::Files(Files::SessionByCommand(session)));
                }
            }
            Action::ImportLists => self.open(Opening::Import),
            Action::ShowMenu => {
                if let Ok(subject) = self.m.part().subject(&self.m.world.book) {
                    self.open(Opening::Menu(subject));
                }
            }
            Action::ShowDetails => {
                if let Ok(subject) = self.m.part().subject(&self.m.world.book) {
                    self.open(Opening::Details(subject));
                }
            }
            Action::ToggleProjector if self.m.projector => self.back(),
            Action::ToggleProjector => {
                self.m.projector = true;
                self.m.overlays.clear();
                self.m.screen = Screen::Live;
            }
            Action::HideScreen => self.m.hidden = true,
            Action::ChangeOperator => self.open(Opening::Edit(Purpose::Operator)),
            Action::ShowSettings => self.open(Opening::Edit(Purpose::Settings)),
            Action::Go(screen) => self.m.screen = screen,
            Action::NextScreen => self.turn_screen(true),
            Action::PreviousScreen => self.turn_screen(false),
            Action::Back => self.back(),
            Action::Accept => self.in_screen(|screen, ctx| screen.accept(ctx)),
            Action::CompleteField => {
                self.in_live(Live::complete);
            }
            Action::CopyRow => self.copy_row(),
            Action::CloseSession => self.answer(Request::CloseSession),
            // A screen that takes newcomers in itself begins with what is typed there.
            Action::WalkIn if !self.is_own(Action::WalkIn) => {
                self.of_session(|id| DayForm::WalkIn(id, Clean::default()));
            }
            Action::AddNeed => self.of_session(DayForm::NewNeed),
            Action::OpenSessionTasks => {
                if let Some(session) = self.m.session() {
                    self.in_screen(|_, ctx| change::task::open_for_session(ctx, &session));
                }
            }
            other => match step_of(other) {
                Some(step) => self.in_screen(|screen, ctx| screen.step(step, ctx)),
                None => self.in_screen(|screen, ctx| screen.act(other, ctx)),
            },
        }
    }

    /// Whether the screen itself does it.
    fn is_own(&self, action: Action) -> bool {
        let own = self.m.part().commands(&self.m.world.book);
        own.iter().any(|(own, _)| *own == action)
    }

    /// Opens a form of the open session.
    fn of_session(&mut self, form: fn(Clean) -> DayForm) {
        let session = self.m.screens.live.as_ref().map(|l| l.session.clone());
        if let Some(session) = session {
            self.open(Opening::Edit(Purpose::Day(form(session))));
        }
    }

    /// Everything that is offered by name, with the reason why not where it cannot be done just now.
    fn offered(&self) -> Vec<(Heading, Offered)> {
        let part = self.m.part();
        let own = part.commands(&self.m.world.book);
        let is_own = |a: Action| own.iter().any(|(own, _)| *own == a);
        let heading = |a: Action, off: &Option<Say>| match off {
            None if is_own(a) || a.group() == part.group() => Heading::Here,
            None => Heading::Everywhere,
            Some(why) if *why == part.elsewhere() => Heading::Elsewhere,
            Some(_) => Heading::NotNow,
        };
        let all = Action::ALL.iter().copied().filter(|a| is_listed(*a));
        all.map(|action| {
            let off = Command::new(self.m, action).off();
            (heading(action, &off), (action, off))
        })
        .collect()
    }

    /// An action while an overlay is seen: whether the overlay took it or only keeps it from the screen below. `None`:
    /// it is not for the overlay.
    fn act_in_overlay(&mut self, action: Action) -> Option<bool> {
        let done = self.in_overlay(|overlay, ctx| {
            match action {
                Action::Back => overlay.back(ctx),
                Action::Accept => overlay.accept(ctx),
                Action::NextPane => overlay.turn(true),
                Action::PreviousPane => overlay.turn(false),
                _ => match step_of(action) {
                    Some(step) => overlay.step(step, ctx),
                    None if overlay.toggle() == Some(action) => overlay.back(ctx),
                    None => return overlay.blocks(action).then_some(false),
                },
            }
            Some(true)
        });
        done.flatten()
    }

    /// Leaving in order drops what stands in the search box; a crash does not.
    fn quit(&mut self) {
        let live = self.m.screens.live.as_ref();
        if let Some(live) = live.filter(|l| !l.kept.is_empty()) {
            let (slot, text) = (live.draft_slot(), String::new());
            self.effects.push(Effect::KeepDraft { slot, text });
        }
        self.effects.push(Effect::Quit);
    }

    fn undo(&mut self, redo: bool) {
        let ledger = &mut self.m.world.ledger;
        let ticket = ledger.ticket();
        ledger.wait_for(ticket);
        self.effects.push(if redo {
            Effect::Redo { ticket }
        } else {
            Effect::Undo { ticket }
        });
    }

    /// Goes round the screens that can be shown.
    fn turn_screen(&mut self, next: bool) {
        let screens = &self.m.screens;
        let open = |s: &&Screen| screens.part(**s).closed().is_none();
        let order: Vec<Screen> = Screen::ALL.iter().filter(open).copied().collect();
        let at = order.iter().position(|s| *s == self.m.screen).unwrap_or(0);
        let step = if next {
            1
        } else {
            order.len().saturating_sub(1)
        };
        if let Some(screen) = order.iter().cycle().nth(at + step) {
            self.m.screen = *screen;
        }
    }

    /// Whether this key leaves the projector or the curtain; if not, it asks.
    fn is_second(&mut self) -> bool {
        let now = self.env.now.timestamp();
        self.m.world.again.is_second(Question::Leave, now)
    }

    /// While the screen is hidden only one key does something, twice.
    pub(super) fn behind_curtain(&mut self, msg: &Msg) {
        let keys = &self.m.world.keys;
        let accepts = matches!(msg, Msg::Key(chord)
            if keys.action(&[Layer::Global], *chord) == Some(Action::Accept));
        if accepts && self.is_second() {
            self.m.hidden = false;
            if let Some(name) = self.m.world.actor.clone() {
                self.tell(Say::OperatorIs(name));
            }
        }
    }

    /// Esc: the projector goes with the second one, because everybody sees what comes then; then the shown notice,
    /// then what the screen makes of it.
    fn back(&mut self) {
        if self.m.projector {
            if self.is_second() {
                self.m.projector = false;
            }
            return;
        }
        // A notice that stays takes its own Esc; one that goes by itself costs none.
        if !self.m.world.notices.dismiss() {
            self.in_screen(|screen, ctx| screen.back(ctx));
        }
    }

    /// The selected line as text for the clipboard.
    fn copy_row(&mut self) {
        if let Some(cells) = self.m.part().row(&self.m.world.book) {
            let line = Clean::text(&cells.join(" / "));
            self.effects.push(Effect::Copy(line));
            self.tell(Say::Copied);
        }
    }
}

/// The step in a list that an action is.
fn step_of(action: Action) -> Option<Step> {
    match action {
        Action::Up => Some(Step::Up),
        Action::Down => Some(Step::Down),
        Action::PageUp => Some(Step::PageUp),
        Action::PageDown => Some(Step::PageDown),
        Action::First => Some(Step::First),
        Action::Last => Some(Step::Last),
        _ => None,
    }
}
