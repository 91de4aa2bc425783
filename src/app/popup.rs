//! Keys while something lies over the screen: it takes them, Esc takes it away.

use super::Turn;
use super::area::Area;
use super::field::Field;
use super::overlay::{Overlay, Purpose};
use super::picker::Picker;
use super::picker::Step;
use super::say::Say;
use crate::action::Action;
use crate::action::{Chord, Code};
use crate::text::fold;
use crate::text::width;

/// Columns a report moves sideways with one key.
const SIDEWAYS: usize = 16;

impl Turn<'_, '_> {
    /// Opens 操作一覧 with everything in it.
    pub(super) fn open_palette(&mut self) {
        self.m.overlays.push(Overlay::Palette {
            query: Field::default(),
            found: palette_actions("").collect(),
            picker: Picker::default(),
        });
    }

    /// The text of a field in the topmost overlay changed.
    pub(super) fn overlay_typed(&mut self) {
        match self.m.overlays.last_mut() {
            Some(Overlay::Palette {
                query,
                found,
                picker,
            }) => {
                *found = palette_actions(query.text()).collect();
                *picker = Picker::default();
            }
            Some(Overlay::Help { picker, .. }) => *picker = Picker::default(),
            Some(Overlay::Form(_)) => self.keep_draft(),
            _ => {}
        }
    }

    /// An action while an overlay is open. `false`: it is not for the overlay.
    pub(super) fn overlay_act(&mut self, action: Action) -> bool {
        let step = match action {
            Action::Back => {
                self.close_overlay();
                return true;
            }
            Action::Accept => {
                self.overlay_accept();
                return true;
            }
            Action::NextPane | Action::PreviousPane => {
                self.next_field(action == Action::NextPane);
                return true;
            }
            Action::Up => Step::Up,
            Action::Down => Step::Down,
            Action::PageUp => Step::PageUp,
            Action::PageDown => Step::PageDown,
            Action::First => Step::First,
            Action::Last => Step::Last,
            // These hold everywhere, and must not open twice.
            Action::Quit | Action::Redraw | Action::ConfirmSaved | Action::RetrySave => {
                return false;
            }
            Action::ShowHelp => {
                let open = matches!(self.m.overlays.last(), Some(Overlay::Help { .. }));
                if open {
                    self.close_overlay();
                }
                return open;
            }
            Action::ShowPalette => {
                let open = matches!(self.m.overlays.last(), Some(Overlay::Palette { .. }));
                if open {
                    self.close_overlay();
                }
                return open;
            }
            _ => return true,
        };
        self.overlay_step(step);
        true
    }

    /// Left and right move a report sideways. Whether it was such a key.
    pub(super) fn shift_report(&mut self, chord: Chord) -> bool {
        let Some(Overlay::Problems { shift, report, .. }) = self.m.overlays.last_mut() else {
            return false;
        };
        let widest = report.iter().map(|line| width(line)).max().unwrap_or(0);
        match chord.code {
            Code::Left => *shift = shift.saturating_sub(SIDEWAYS),
            Code::Right => *shift = (*shift + SIDEWAYS).min(widest.saturating_sub(SIDEWAYS)),
            _ => return false,
        }
        true
    }

    /// Moves in the topmost overlay.
    pub(super) fn overlay_step(&mut self, step: Step) {
        if let Some(Overlay::Form(_)) = self.m.overlays.last() {
            match step {
                Step::Up => self.next_field(false),
                Step::Down => self.next_field(true),
                _ => {}
            }
            return;
        }
        let area = super::layout::Layout::of(self.m)
            .overlay
            .unwrap_or_default();
        let Some(overlay) = self.m.overlays.last_mut() else {
            return;
        };
        let height = list_height(overlay, area);
        let len = self.overlay_len(area);
        let Some(overlay) = self.m.overlays.last_mut() else {
            return;
        };
        let text = overlay.is_text();
        let Some(picker) = overlay.picker_mut() else {
            return;
        };
        if text {
            // Text has no selected line: arrows move the window.
            let page = usize::from(height.max(2)) - 1;
            let last = len.saturating_sub(usize::from(height));
            picker.offset = match step {
                Step::Up => picker.offset.saturating_sub(1),
                Step::Down => picker.offset + 1,
                Step::PageUp => picker.offset.saturating_sub(page),
                Step::PageDown => picker.offset + page,
                Step::First => 0,
                Step::Last => last,
            }
            .min(last);
        } else {
            picker.go(step, len, height);
        }
    }

    /// How many lines the topmost overlay lists.
    fn overlay_len(&self, area: Area) -> usize {
        match self.m.overlays.last() {
            Some(Overlay::Menu(menu)) => menu.items.len(),
            Some(Overlay::Palette { found, .. }) => found.len(),
            Some(Overlay::Help { query, .. }) => super::help::lines(self.m, query.text()).len(),
            Some(Overlay::Notices(_)) => self.m.notices.log.len(),
            Some(Overlay::Details { subject, .. }) => super::fact::lines(
                &super::fact::of(self.m, subject),
                area.inner().width,
                self.m.lang,
            )
            .len(),
            Some(Overlay::Answer { facts, .. }) => super::fact::lines(
                facts.as_deref().unwrap_or_default(),
                area.inner().width,
                self.m.lang,
            )
            .len(),
            Some(Overlay::History { rows, .. }) => rows.as_ref().map_or(0, Vec::len),
            Some(Overlay::Problems { report, .. }) => report.len(),
            Some(Overlay::Form(_)) | None => 0,
        }
    }

    /// Keeps the place in the topmost overlay inside its list.
    pub(super) fn settle_overlay(&mut self, area: Area) {
        let len = self.overlay_len(area);
        if let Some(overlay) = self.m.overlays.last_mut() {
            let height = list_height(overlay, area);
            let text = overlay.is_text();
            if let Some(picker) = overlay.picker_mut() {
                if text {
                    picker.selected = 0;
                    let last = len.saturating_sub(usize::from(height));
                    picker.offset = picker.offset.min(last);
                } else {
                    picker.settle(len, height);
                }
            }
        }
    }

    fn next_field(&mut self, forward: bool) {
        if let Some(Overlay::Form(form)) = self.m.overlays.last_mut() {
            let last = form.fields.len().saturating_sub(1);
            form.focus = match (forward, form.focus) {
                (true, at) if at >= last => 0,
                (true, at) => at + 1,
                (false, 0) => last,
                (false, at) => at - 1,
            };
        }
    }

    fn close_overlay(&mut self) {
        match self.m.overlays.last() {
            // Without a name nothing can be recorded.
            Some(Overlay::Form(form)) if form.purpose == Purpose::Actor => {
                self.tell(Say::NameNeeded);
                return;
            }
            Some(Overlay::Form(form)) => {
                let form = form.clone();
                self.forget_draft(&form);
            }
            _ => {}
        }
        self.m.overlays.pop();
    }

    /// Enter in the topmost overlay.
    pub(super) fn overlay_accept(&mut self) {
        match self.m.overlays.last() {
            Some(Overlay::Menu(_)) => self.choose_item(),
            Some(Overlay::History { rows, picker }) => {
                let row = rows.as_ref().and_then(|rows| rows.get(picker.selected));
                if let Some(row) = row {
                    let (until, entity) = (row.op.stamp.hlc, row.op.entity.clone());
                    self.load_past(until, entity);
                }
            }
            Some(Overlay::Palette { found, picker, .. }) => {
                let action = found.get(picker.selected).copied();
                self.m.overlays.pop();
                if let Some(action) = action {
                    self.act(action);
                }
            }
            Some(Overlay::Form(form)) => {
                let form = form.clone();
                if form.focus + 1 < form.fields.len() {
                    self.next_field(true);
                    return;
                }
                self.m.overlays.pop();
                match self.submit(&form) {
                    Ok(()) => self.forget_draft(&form),
                    Err(say) => {
                        let error = Some(say);
                        self.m
                            .overlays
                            .push(Overlay::Form(super::overlay::Form { error, ..form }));
                    }
                }
            }
            Some(_) => self.close_overlay(),
            None => {}
        }
    }
}

/// Rows of the list in an overlay.
pub(super) fn list_height(overlay: &Overlay, area: Area) -> u16 {
    let head = match overlay {
        // The query stands above the list.
        Overlay::Palette { .. } | Overlay::Help { .. } => 2,
        _ => 0,
    };
    area.inner().height.saturating_sub(head)
}

/// The actions whose names fit what is typed, best first; typing moves are not listed, they need no list.
fn palette_actions(query: &str) -> impl Iterator<Item = Action> {
    let terms: Vec<String> = query.split_whitespace().map(fold::key).collect();
    let mut found: Vec<(usize, Action)> = (Action::ALL.iter())
        .filter(|a| !matches!(a, Action::Accept | Action::Back | Action::ShowPalette))
        .filter(|a| a.group() != crate::action::Group::Move || a.name().starts_with("go-"))
        .filter_map(|a| Some((super::help::rank(*a, &terms)?, *a)))
        .collect();
    found.sort();
    found.into_iter().map(|(_, a)| a)
}
