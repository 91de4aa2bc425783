//! What lies over a screen: each overlay owns its state and is closed by its id; the topmost takes the keys.

pub mod answer;
pub mod details;
pub mod form;
pub mod help;
pub mod history;
pub mod menu;
pub mod notices;
pub mod palette;
pub mod problems;

use super::core::ctx::Ctx;
use super::core::layout::Layout;
use super::core::request::{Opening, OverlayId};
use super::widget::area::Area;
use super::widget::field::Field;
use super::widget::picker::Step;
use crate::action::{Action, Chord};

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

/// The list: the name of the overlay, the name of its file, and what it is. Hands it to the macro `$then`.
macro_rules! overlays {
    ($then:ident) => {
        $then! {
            Menu menu "できること, or a choice of it.";
            Palette palette "操作一覧";
            Help help "ヘルプ";
            NoticeList notices "お知らせ一覧";
            Details details "詳しく";
            History history "履歴";
            Answer answer "What was asked of the record: as it was then, or who was introduced to whom.";
            Form form "Fields to fill in.";
            Problems problems "A refused or doubtful session file.";
        }
    };
}
pub(crate) use overlays;

macro_rules! define {
    ($( $kind:ident $module:ident $doc:literal; )+) => {
        /// Something over the screen.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Overlay {
            $(#[doc = $doc] $kind($module::$kind),)+
        }

        /// What an overlay is, without what it holds.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum OverlayKind {
            $(#[doc = $doc] $kind,)+
        }

        impl OverlayKind {
            /// All.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)+];
        }

        impl Overlay {
            /// Which kind it is.
            pub fn kind(&self) -> OverlayKind {
                match self { $(Self::$kind(_) => OverlayKind::$kind,)+ }
            }

            /// What it answers.
            pub fn part(&self) -> &dyn Part {
                match self { $(Self::$kind(part) => part,)+ }
            }

            /// The same, to change.
            pub fn part_mut(&mut self) -> &mut dyn Part {
                match self { $(Self::$kind(part) => part,)+ }
            }
        }
    };
}
overlays!(define);

/// Makes what is asked for; `None` if there is nothing to show, which was told then.
pub fn open(opening: Opening, ctx: &mut Ctx<'_>) -> Option<Overlay> {
    Some(match opening {
        Opening::Menu(subject) => Overlay::Menu(menu::Menu::of(subject, ctx.book())),
        Opening::Choice(choice) => Overlay::Menu(menu::Menu::choice(choice, ctx)?),
        Opening::Edit(purpose) => Overlay::Form(form::Form::open(purpose, ctx)?),
        Opening::Details(subject) => Overlay::Details(details::Details::new(subject)),
        Opening::History(entity) => Overlay::History(history::History::ask(entity, ctx)),
        Opening::Past { until, entity } => {
            Overlay::Answer(answer::Answer::ask_past(until, entity, ctx))
        }
        Opening::Provisions => Overlay::Answer(answer::Answer::ask_provisions(ctx)),
        Opening::Palette => Overlay::Palette(palette::Palette::new()),
        Opening::Help(group) => Overlay::Help(help::Help::new(group)),
        Opening::Notices => Overlay::NoticeList(notices::NoticeList::open(ctx)),
        Opening::Problems { path, report } => {
            Overlay::Problems(problems::Problems::new(path, report))
        }
    })
}

/// What is open over the screen, the topmost last.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stack {
    open: Vec<(OverlayId, Overlay)>,
    made: u64,
}

impl Stack {
    /// Puts an overlay on top.
    pub fn push(&mut self, overlay: Overlay) {
        self.made += 1;
        self.open.push((OverlayId(self.made), overlay));
    }

    /// The topmost.
    pub fn last(&self) -> Option<&Overlay> {
        self.open.last().map(|(_, overlay)| overlay)
    }

    /// The topmost with its id, to change.
    pub fn top_mut(&mut self) -> Option<(OverlayId, &mut Overlay)> {
        self.open.last_mut().map(|(id, overlay)| (*id, overlay))
    }

    /// Nothing lies over the screen.
    pub fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    /// Takes one away, wherever it lies.
    pub fn close(&mut self, id: OverlayId) {
        self.open.retain(|(open, _)| *open != id);
    }

    /// Takes all of a kind away.
    pub fn close_all(&mut self, kind: OverlayKind) {
        self.open.retain(|(_, overlay)| overlay.kind() != kind);
    }

    /// Takes everything away.
    pub fn clear(&mut self) {
        self.open.clear();
    }

    /// All, the topmost first, to change.
    pub fn from_top(&mut self) -> impl Iterator<Item = &mut Overlay> {
        self.open.iter_mut().rev().map(|(_, overlay)| overlay)
    }
}

/// What holds everywhere, and what opens over anything: an overlay that uses all other actions up keeps these from
/// nobody.
fn is_everywhere(action: Action) -> bool {
    matches!(
        action,
        Action::Quit
            | Action::Redraw
            | Action::ConfirmSaved
            | Action::RetrySave
            | Action::ShowHelp
            | Action::ShowPalette
    )
}

/// Most of the screen, for long text.
fn sheet(whole: Area) -> Area {
    whole.centred(whole.width.min(100) - 4, whole.height.saturating_sub(2))
}

/// The box of the overlay that a context is for.
fn area(ctx: &Ctx<'_>) -> Area {
    ctx.layout.overlay.unwrap_or_default()
}

/// Rows of an overlay with a list below a text field and a blank row, or without.
fn rows(ctx: &Ctx<'_>, head: u16) -> u16 {
    area(ctx).inner().height.saturating_sub(head)
}

/// Rows above a list that a text field narrows.
pub const QUERY_ROWS: u16 = 2;
