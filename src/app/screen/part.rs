//! What the program asks of a screen.

use crate::action::{Action, Chord, Group};
use crate::app::core::ctx::Ctx;
use crate::app::core::layout::{Layout, Place};
use crate::app::core::request::Subject;
use crate::app::core::say::Say;
use crate::app::core::world::World;
use crate::app::widget::area::Area;
use crate::app::widget::field::Field;
use crate::app::widget::picker::Step;
use crate::domain::book::Book;
use crate::text::Clean;

/// What every screen answers. Nothing has a default: a screen that does nothing says so in a line, and a new question
/// is put to all of them. The methods that change take their own state and a [`Ctx`]; they reach no other screen.
pub trait Part {
    /// Why it cannot be shown now.
    fn closed(&self) -> Option<Say>;
    /// Puts its panes into what the frame leaves.
    fn layout(&self, size: (u16, u16), body: Area, layout: &mut Layout);

    /// The actions that only some screens have and this one does, each with the reason why not just now.
    fn commands(&self, book: &Book) -> Vec<(Action, Option<Say>)>;
    /// What an action is answered that this screen does not have.
    fn elsewhere(&self) -> Say;
    /// The actions worth a hint where the focus is, most useful first.
    fn hints(&self) -> &'static [Action];
    /// What an action is called where it does something of this screen's own: the key of a text. `None`: its usual name.
    fn word(&self, action: Action, book: &Book) -> Option<&'static str>;
    /// The actions that help puts first.
    fn group(&self) -> Group;

    /// Whether the title of the open session stands in the first row.
    fn names_session(&self) -> bool;
    /// Whether something on it changes with every second.
    fn ticks(&self, world: &World) -> bool;
    /// The session it is about.
    fn session(&self) -> Option<Clean>;
    /// What Enter, Ctrl+O and the menu mean, or why there is nothing.
    fn subject(&self, book: &Book) -> Result<Subject, Say>;
    /// The selected line as cells, for the clipboard.
    fn row(&self, book: &Book) -> Option<Vec<String>>;

    /// The text field with the caret; letters are letters while there is one.
    fn field(&self) -> Option<&Field>;
    /// The same, to type into.
    fn field_mut(&mut self) -> Option<&mut Field>;
    /// The text of that field changed.
    fn typed(&mut self, ctx: &mut Ctx<'_>);

    /// Something is typed while no field has the caret: the one that takes it gets the caret, if there is one.
    fn catch(&mut self);
    /// A key that means something here before it is typing or an action. Whether it was one.
    fn key(&mut self, chord: Chord, ctx: &mut Ctx<'_>) -> bool;
    /// Enter.
    fn accept(&mut self, ctx: &mut Ctx<'_>);
    /// Esc, once no notice takes it.
    fn back(&mut self, ctx: &mut Ctx<'_>);
    /// Moves in the list that arrows mean.
    fn step(&mut self, step: Step, ctx: &mut Ctx<'_>);
    /// One of its commands that is not off.
    fn act(&mut self, action: Action, ctx: &mut Ctx<'_>);
    /// A click selects; on what is selected already it is Enter.
    fn click(&mut self, place: Place, ctx: &mut Ctx<'_>);
    /// One line of the wheel.
    fn wheel(&mut self, place: Place, up: bool, ctx: &mut Ctx<'_>);
    /// Brings lists and places back in step with the record, after every message.
    fn settle(&mut self, ctx: &mut Ctx<'_>);
}
