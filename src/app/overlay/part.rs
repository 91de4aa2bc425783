//! What the program asks of an overlay, and what most of them answer alike.

use crate::action::{Action, Chord};
use crate::app::core::ctx::Ctx;
use crate::app::core::layout::Layout;
use crate::app::widget::area::Area;
use crate::app::widget::field::Field;
use crate::app::widget::picker::Step;

/// What every overlay answers. Nothing has a default, as with the screens.
pub trait Part {
    /// Its box over a screen with that layout, `whole` being all between the first row and the last two.
    fn place(&self, layout: &Layout, whole: Area) -> Area;
    /// Whether everybody may see it.
    fn is_public(&self) -> bool;
    /// Whether it keeps an action from the screen below that it does not use itself.
    fn blocks(&self, action: Action) -> bool;
    /// The action that opens it, if the same action closes it.
    fn toggle(&self) -> Option<Action>;
    /// The actions worth a hint, most useful first.
    fn hints(&self) -> &'static [Action];

    /// The text field with the caret.
    fn field(&self) -> Option<&Field>;
    /// The same, to type into.
    fn field_mut(&mut self) -> Option<&mut Field>;
    /// The text of that field changed.
    fn typed(&mut self, ctx: &mut Ctx<'_>);

    /// A key that means something here before it is typing or an action. Whether it was one.
    fn key(&mut self, chord: Chord, ctx: &mut Ctx<'_>) -> bool;
    /// Enter.
    fn accept(&mut self, ctx: &mut Ctx<'_>);
    /// Esc, or a click beside it.
    fn back(&mut self, ctx: &mut Ctx<'_>);
    /// Tab and Shift+Tab.
    fn turn(&mut self, forward: bool);
    /// Moves in its list or its text.
    fn step(&mut self, step: Step, ctx: &mut Ctx<'_>);
    /// A click inside its border, at a row and a column.
    fn click(&mut self, inner: Area, at: (u16, u16), ctx: &mut Ctx<'_>);
    /// Keeps its place inside its list, after every message.
    fn settle(&mut self, ctx: &mut Ctx<'_>);
}

/// What holds everywhere, and what opens over anything: an overlay that uses all other actions up keeps these from
/// nobody.
pub(super) fn is_everywhere(action: Action) -> bool {
    matches!(
        action,
        Action::Quit
            | Action::Redraw
            | Action::ConfirmSaved
            | Action::RetrySave
            | Action::HideScreen
            | Action::ShowHelp
            | Action::ShowPalette
    )
}

/// Most of the screen, for long text.
pub(super) fn sheet(whole: Area) -> Area {
    whole.centred(whole.width.min(100) - 4, whole.height.saturating_sub(2))
}

/// The box of the overlay that a context is for.
pub(super) fn area(ctx: &Ctx<'_>) -> Area {
    ctx.layout.overlay.unwrap_or_default()
}

/// Rows of an overlay with a list below a text field and a blank row, or without.
pub(super) fn rows(ctx: &Ctx<'_>, head: u16) -> u16 {
    area(ctx).inner().height.saturating_sub(head)
}

/// Rows above a list that a text field narrows.
pub const QUERY_ROWS: u16 = 2;
