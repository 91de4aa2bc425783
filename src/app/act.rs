//! Keys and actions: what is typing, what is a command, and where each command goes.

use super::Screen;
use super::Turn;
use super::field::Field;
use super::follow::Section;
use super::keys::Layer;
use super::layout::{Layout, Pane};
use super::live::{Focus, Held};
use super::msg::{Effect, Msg};
use super::overlay::Overlay;
use super::picker::{Picker, Step};
use super::say::Say;
use crate::action::Action;
use crate::action::Chord;
use crate::text::Clean;

/// Seconds an Enter waits for the search thread.
const PATIENCE: i64 = 2;

impl Turn<'_, '_> {
    /// A key: held back, typing, or a command.
    pub(super) fn key(&mut self, chord: Chord) {
        if self.hold(|| Msg::Key(chord)) {
            let back = self.m.keys.action(&[Layer::Global], chord) == Some(Action::Back);
            if let Some(live) = self.m.live.as_mut().filter(|_| back) {
                live.held = None;
            }
            return;
        }
        if self.menu_digit(chord) || self.shift_report(chord) {
            return;
        }
        if self.completes(chord) && self.complete_field() {
            return;
        }
        if self.m.is_typing()
            && let Some(changed) = self.type_key(chord)
        {
            if changed {
                self.typed();
            }
            return;
        }
        let mut layers = Vec::with_capacity(3);
        if !self.m.is_typing() {
            layers.push(Layer::List);
        }
        match self.m.screen {
            Screen::Live => layers.push(Layer::Live),
            Screen::Follow => layers.push(Layer::Follow),
            Screen::Start => {}
        }
        layers.push(Layer::Global);
        if let Some(action) = self.m.keys.action(&layers, chord) {
            self.act(action);
        }
    }

    /// A key that completes the name of a field: its own, or Tab where a colon asks for a name.
    fn completes(&self, chord: Chord) -> bool {
        if self.m.screen != Screen::Live || !self.m.overlays.is_empty() || self.m.projector {
            return false;
        }
        let asked = || {
            let live = self.m.live.as_ref();
            live.is_some_and(|l| crate::search::offer::is_asked(l.query.text()))
        };
        match self.m.keys.action(&[Layer::Live, Layer::Global], chord) {
            Some(Action::CompleteField) => true,
            Some(Action::NextPane) => asked(),
            _ => false,
        }
    }

    /// Writes the first offered name of a field; false if none is offered.
    pub(super) fn complete_field(&mut self) -> bool {
        let Some(live) = &mut self.m.live else {
            return false;
        };
        let Some(line) = live.completed() else {
            return false;
        };
        live.query = Field::new(&line);
        self.search();
        true
    }

    /// While an Enter waits for the answer to its query, what is typed comes after it.
    fn hold(&mut self, msg: impl FnOnce() -> Msg) -> bool {
        let held = self.m.live.as_mut().and_then(|l| l.held.as_mut());
        held.is_some_and(|held| {
            held.typed.push(msg());
            true
        })
    }

    /// An Enter whose answer does not come is given up: nothing is recorded by guessing.
    pub(super) fn give_up_waiting(&mut self) {
        let now = self.env.now.timestamp();
        let late = |held: &mut Held| now.as_second() - held.since.as_second() >= PATIENCE;
        let live = self.m.live.as_mut();
        let Some(held) = live.and_then(|l| l.held.take_if(late)) else {
            return;
        };
        self.tell(Say::NoAnswer);
        for msg in held.typed {
            self.take(msg);
        }
    }

    /// A key for the field with the focus. Keys that edit but also are bound as commands edit only in a text.
    fn type_key(&mut self, chord: Chord) -> Option<bool> {
        let bound = chord.typed().is_none()
            && chord.ctrl
            && self
                .m
                .keys
                .action(&[Layer::Live, Layer::Follow, Layer::Global], chord)
                .is_some();
        if bound {
            return None;
        }
        let field = match self.m.overlays.last_mut() {
            Some(overlay) => overlay.field_mut()?,
            None => match self.m.screen {
                Screen::Start => &mut self.m.start.path,
                Screen::Live => &mut self.m.live.as_mut()?.query,
                Screen::Follow => &mut self.m.follow.filter,
            },
        };
        field.key(chord)
    }

    /// Text in one piece goes where typing would go.
    pub(super) fn paste(&mut self, text: &str) {
        if self.hold(|| Msg::Paste(text.to_owned())) || !self.m.is_typing() {
            return;
        }
        let field = match self.m.overlays.last_mut() {
            Some(overlay) => overlay.field_mut(),
            None => match self.m.screen {
                Screen::Start => Some(&mut self.m.start.path),
                Screen::Live => self.m.live.as_mut().map(|l| &mut l.query),
                Screen::Follow => Some(&mut self.m.follow.filter),
            },
        };
        let text = text.trim_end_matches(['\n', '\r']);
        if field.is_some_and(|f| f.paste(text)) {
            self.typed();
        }
    }

    /// The text of the focused field changed.
    fn typed(&mut self) {
        if !self.m.overlays.is_empty() {
            self.overlay_typed();
            return;
        }
        match self.m.screen {
            Screen::Start => {}
            Screen::Live => self.search(),
            Screen::Follow => self.m.follow.stale = true,
        }
    }

    /// Carries out an action.
    pub(super) fn act(&mut self, action: Action) {
        // What came meanwhile and nobody sees takes no keys.
        let top = self.m.overlays.last();
        let hidden = self.m.projector && top.is_some_and(|o| !o.is_public());
        if self.m.projector {
            if (hidden || self.m.overlays.is_empty()) && in_list(action) {
                return;
            }
            if !on_stage(action) && !in_list(action) {
                self.tell(Say::ProjectorOnly);
                return;
            }
        }
        if !hidden && !self.m.overlays.is_empty() && self.overlay_act(action) {
            return;
        }
        match action {
            Action::Quit => self.quit(),
            Action::Redraw => self.effects.push(Effect::Redraw),
            Action::Undo | Action::Redo => self.undo(action == Action::Redo),
            Action::RetrySave => self.effects.push(Effect::RetrySave),
            Action::ConfirmSaved => self.tell(match self.m.ledger.unsaved() {
                0 => Say::AllSaved,
                n => Say::NotSaved(n),
            }),
            Action::ShowPalette => self.open_palette(),
            Action::ShowHelp => self.m.overlays.push(Overlay::Help {
                query: Field::default(),
                picker: Picker::default(),
            }),
            Action::ShowNotices => self.open_notices(),
            Action::ToggleProjector => self.toggle_projector(),
            Action::GoStart => self.go(Screen::Start),
            Action::GoLive => self.go(Screen::Live),
            Action::GoFollow => self.go(Screen::Follow),
            Action::NextScreen | Action::PreviousScreen => {
                self.turn_screen(action == Action::NextScreen);
            }
            Action::Up => self.step(Step::Up),
            Action::Down => self.step(Step::Down),
            Action::PageUp => self.step(Step::PageUp),
            Action::PageDown => self.step(Step::PageDown),
            Action::First => self.step(Step::First),
            Action::Last => self.step(Step::Last),
            Action::Back => self.back(),
            Action::Accept => match self.m.screen {
                Screen::Start => self.start_accept(),
                Screen::Live => self.live_accept(),
                Screen::Follow => self.follow_accept(),
            },
            Action::ShowMenu => self.open_menu(),
            Action::ShowDetails => self.open_details(),
            Action::ShowHistory => self.load_history(None),
            Action::ShowProvisions => self.load_provisions(),
            Action::CompleteField => {
                self.complete_field();
            }
            Action::CopyRow => self.copy_row(),
            Action::OpenSessionTasks => self.session_tasks(),
            _ => match self.m.screen {
                Screen::Start => self.tell(Say::NoSession),
                Screen::Live => self.live_act(action),
                Screen::Follow => self.follow_act(action),
            },
        }
    }

    /// Leaving in order drops what stands in the search box; a crash does not.
    fn quit(&mut self) {
        if let Some(live) = self.m.live.as_ref().filter(|l| !l.kept.is_empty()) {
            let (slot, text) = (live.draft_slot(), String::new());
            self.effects.push(Effect::KeepDraft { slot, text });
        }
        self.effects.push(Effect::Quit);
    }

    fn undo(&mut self, redo: bool) {
        let ticket = self.m.ledger.ticket();
        self.m.ledger.wait_for(ticket);
        self.effects.push(if redo {
            Effect::Redo { ticket }
        } else {
            Effect::Undo { ticket }
        });
    }

    fn toggle_projector(&mut self) {
        if self.m.live.is_none() {
            self.tell(Say::NoSession);
            return;
        }
        self.m.projector = !self.m.projector;
        self.m.overlays.clear();
        self.m.screen = Screen::Live;
    }

    pub(super) fn go(&mut self, screen: Screen) {
        if screen == Screen::Live && self.m.live.is_none() {
            self.tell(Say::NoSession);
            return;
        }
        self.m.screen = screen;
    }

    fn turn_screen(&mut self, next: bool) {
        let order: &[Screen] = if self.m.live.is_some() {
            &[Screen::Start, Screen::Live, Screen::Follow]
        } else {
            &[Screen::Start, Screen::Follow]
        };
        let at = order.iter().position(|s| *s == self.m.screen).unwrap_or(0);
        let step = if next { 1 } else { order.len() - 1 };
        if let Some(screen) = order.iter().cycle().nth(at + step) {
            self.go(*screen);
        }
    }

    /// Esc: the shown notice goes, then what was typed, then the focus comes home.
    fn back(&mut self) {
        if self.m.projector {
            self.m.projector = false;
            return;
        }
        // A notice that stays takes its own Esc; one that goes by itself costs none.
        if self.m.notices.dismiss() {
            return;
        }
        match self.m.screen {
            Screen::Start => self.m.start.path.clear(),
            Screen::Live => {
                if let Some(live) = &mut self.m.live {
                    live.looking = None;
                    live.record = None;
                    if live.focus == Focus::Search && !live.query.text().is_empty() {
                        live.query.clear();
                        self.search();
                    } else {
                        live.focus = Focus::Search;
                    }
                }
            }
            Screen::Follow => {
                if self.m.follow.filtering {
                    self.m.follow.filtering = false;
                } else if !self.m.follow.filter.text().is_empty() {
                    self.m.follow.filter.clear();
                    self.m.follow.stale = true;
                }
            }
        }
    }

    /// Moves the selection of the list that arrows mean.
    pub(super) fn step(&mut self, step: Step) {
        let layout = Layout::of(self.m);
        let rows = |pane| layout.get(pane).inner().height;
        let m = &mut *self.m;
        match m.screen {
            Screen::Start => {
                let len = super::start::choices(&m.book).len();
                m.start.picker.go(step, len, rows(Pane::Sessions));
            }
            Screen::Live => self.live_step(step, &layout),
            Screen::Follow => {
                let len = m.follow.lines.len();
                m.follow.picker.go(step, len, rows(Pane::Tasks));
                let down = matches!(step, Step::Down | Step::PageDown | Step::First);
                m.follow.skip_head(down);
            }
        }
    }

    /// The selected line as text for the clipboard.
    fn copy_row(&mut self) {
        let row = match self.m.screen {
            Screen::Start => None,
            Screen::Live => self.live_row(),
            Screen::Follow => self.follow_row(),
        };
        match row {
            Some(cells) => {
                let line = Clean::text(&cells.join(" / "));
                self.effects.push(Effect::Copy(line));
                self.tell(Say::Copied);
            }
            None => self.tell(Say::NothingSelected),
        }
    }

    fn session_tasks(&mut self) {
        let session = match self.m.screen {
            Screen::Live => self.m.live.as_ref().map(|l| l.session.clone()),
            _ => self.m.follow.selected().map(|id| id.session.clone()),
        };
        let Some(session) = session else {
            self.tell(Say::NoSession);
            return;
        };
        let changes = self
            .facts(&session)
            .map(|f| f.session_tasks())
            .unwrap_or_default();
        if changes.is_empty() {
            self.tell(Say::NoTaskToOpen);
            return;
        }
        let opened = changes.len();
        self.commit(&session, changes);
        self.tell(Say::TasksOpened(opened));
    }
}

/// What may be done while everybody sees the screen: nothing that names somebody.
fn on_stage(action: Action) -> bool {
    matches!(
        action,
        Action::NextNeed
            | Action::PreviousNeed
            | Action::ToggleProjector
            | Action::Back
            | Action::Quit
            | Action::Redraw
            | Action::ShowPalette
            | Action::ShowHelp
            | Action::Undo
            | Action::Redo
    )
}

/// What moves in a list and chooses from it.
fn in_list(action: Action) -> bool {
    matches!(
        action,
        Action::Accept
            | Action::Up
            | Action::Down
            | Action::PageUp
            | Action::PageDown
            | Action::First
            | Action::Last
    )
}

impl Section {
    /// Whether its tasks press.
    pub fn presses(self) -> bool {
        self == Self::Today
    }
}
