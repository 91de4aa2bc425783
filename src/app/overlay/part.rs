//! What the program asks of every overlay, and the answers that most of them share.

use crate::action::{Action, Chord};
use crate::app::core::ctx::Ctx;
use crate::app::core::layout::Layout;
use crate::app::widget::area::Area;
use crate::app::widget::field::Field;
use crate::app::widget::picker::Step;

/// Behaviour of an overlay. No method has a default, so that each overlay decides all of them, as each screen does.
pub trait Part {
    /// Box of the overlay over a screen with this layout. `whole` is the area between the first row and the rows
    /// of facts and hints.
    fn place(&self, layout: &Layout, whole: Area) -> Area;
    /// Whether an audience may see it on a projector.
    fn is_public(&self) -> bool;
    /// Whether it holds names that were read for it: it is closed when a person is erased, and can be asked for again.
    fn holds_names(&self) -> bool;
    /// Whether an action that the overlay does not use is kept from the screen below.
    fn blocks(&self, action: Action) -> bool;
    /// The action that opens it, if the same action closes it.
    fn toggle(&self) -> Option<Action>;
    /// Actions for the row of key hints, most useful first.
    fn hints(&self) -> &'static [Action];
    /// What an action is called where it does something of the overlay's own: the key of a text. `None`: its usual name.
    fn word(&self, action: Action) -> Option<&'static str>;

    /// The text field with the caret, if there is one.
    fn field(&self) -> Option<&Field>;
    /// The text field with the caret, to type into it.
    fn field_mut(&mut self) -> Option<&mut Field>;
    /// Reacts to a changed text in that field.
    fn typed(&mut self, ctx: &mut Ctx<'_>);

    /// Takes a key before it counts as typing or as an action. Returns whether the overlay used it.
    fn key(&mut self, chord: Chord, ctx: &mut Ctx<'_>) -> bool;
    /// Somebody pressed Enter.
    fn accept(&mut self, ctx: &mut Ctx<'_>);
    /// Somebody pressed Esc, or clicked outside the box.
    fn back(&mut self, ctx: &mut Ctx<'_>);
    /// Somebody pressed Tab (`forward`) or Shift+Tab.
    fn turn(&mut self, forward: bool);
    /// Moves the selection of the list, or scrolls the text.
    fn step(&mut self, step: Step, ctx: &mut Ctx<'_>);
    /// A click inside the border; `at` is row and column inside it.
    fn click(&mut self, inner: Area, at: (u16, u16), ctx: &mut Ctx<'_>);
    /// Moves selection and scroll position back into the list. It is called after every message.
    fn settle(&mut self, ctx: &mut Ctx<'_>);
}

/// Actions that work everywhere, and those that open over anything. An overlay that blocks all other actions lets these
/// through.
pub(super) fn is_everywhere(action: Action) -> bool {
    matches!(
        action,
        Action::Quit
            | Action::Redraw
            | Action::ConfirmSaved
            | Action::RetrySave
            | Action::HideScreen
            | Action::ShowHelp
            | Action::ShowNotices
            | Action::ShowPalette
    )
}

/// A box over most of the screen, for long text.
pub(super) fn sheet(whole: Area) -> Area {
    whole.centred(whole.width.min(100) - 4, whole.height.saturating_sub(2))
}

/// Box of the overlay in the current layout; empty if there is none.
pub(super) fn area(ctx: &Ctx<'_>) -> Area {
    ctx.layout.overlay.unwrap_or_default()
}

/// Rows for the list of the overlay, if `head` rows above it are taken.
pub(super) fn rows(ctx: &Ctx<'_>, head: u16) -> u16 {
    area(ctx).inner().height.saturating_sub(head)
}

/// Rows below a list, in which the selected line stands whole.
pub const WHOLE_ROWS: u16 = 3;

/// Rows above a list with a query: the text field and a blank row.
pub const QUERY_ROWS: u16 = 2;
