//! Overlays: boxes over a screen, such as menus, forms and help. Each overlay owns its state and is closed by its id;
//! the topmost one takes the keys.

pub mod answer;
pub mod changed;
pub mod copies;
pub mod details;
pub mod form;
pub mod help;
pub mod history;
pub mod import;
pub mod menu;
pub mod notices;
pub mod palette;
pub mod part;
pub mod problems;
pub mod sides;
pub mod suggestions;

pub use part::Part;

use super::core::ctx::Ctx;
use super::core::request::{Opening, OverlayId};

/// The list of overlays: name of the type, name of its module, doc sentence. The list is passed to the macro `$then`.
macro_rules! overlays {
    ($then:ident) => {
        $then! {
            Menu menu "What can be done with the selected thing (できること), or a choice that follows from it.";
            Palette palette "All actions by name, to find and run (操作一覧).";
            Help help "All actions with their keys (ヘルプ).";
            NoticeList notices "Notices of this run (お知らせ一覧).";
            Details details "All facts of one thing (詳しく).";
            History history "Who changed what, and when (履歴).";
            Answer answer "Answer to a question about the record: an earlier state, or who was introduced to whom.";
            Form form "Text fields to fill in.";
            Import import "Taking lists in (取り込み), step by step.";
            Copies copies "Good copies of a record that cannot be opened, to restore one.";
            Changed changed "What happened to the numbers of a session file.";
            Sides sides "Fields that a session file and somebody at the program changed to different values.";
            Suggestions suggestions "Who could answer a need, or which needs an organisation could answer (提案).";
            Problems problems "Report on a session file that was refused or has warnings.";
        }
    };
}
pub(crate) use overlays;

macro_rules! define {
    ($( $kind:ident $module:ident $doc:literal; )+) => {
        /// An overlay with its state.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Overlay {
            $(#[doc = $doc] $kind($module::$kind),)+
        }

        /// Kind of an overlay, without its state.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum OverlayKind {
            $(#[doc = $doc] $kind,)+
        }

        impl OverlayKind {
            /// Every kind, in the order of the list.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)+];
        }

        impl Overlay {
            /// Kind of this overlay.
            pub fn kind(&self) -> OverlayKind {
                match self { $(Self::$kind(_) => OverlayKind::$kind,)+ }
            }

            /// Behaviour of this overlay, read-only.
            pub fn part(&self) -> &dyn Part {
                match self { $(Self::$kind(part) => part,)+ }
            }

            /// Behaviour of this overlay, to change its state.
            pub fn part_mut(&mut self) -> &mut dyn Part {
                match self { $(Self::$kind(part) => part,)+ }
            }
        }
    };
}
overlays!(define);

/// Makes the overlay that is asked for. `None`: there is nothing to show.
pub fn open(opening: Opening, ctx: &mut Ctx<'_>) -> Option<Overlay> {
    Some(match opening {
        Opening::Menu(subject) => Overlay::Menu(menu::Menu::of(subject, ctx.world())),
        Opening::Choice(choice) => Overlay::Menu(menu::Menu::choice(choice, ctx)?),
        Opening::Edit(purpose) => Overlay::Form(form::Form::open(purpose, ctx)?),
        Opening::Details(subject) => Overlay::Details(details::Details::new(subject)),
        Opening::History(entity) => Overlay::History(history::History::ask(entity, ctx)),
        Opening::Past { until, entity } => {
            Overlay::Answer(answer::Answer::ask_past(until, entity, ctx))
        }
        Opening::Provisions => Overlay::Answer(answer::Answer::ask_provisions(ctx)),
        Opening::Palette(all) => Overlay::Palette(palette::Palette::new(all)),
        Opening::Help(group) => Overlay::Help(help::Help::new(group)),
        Opening::Notices => Overlay::NoticeList(notices::NoticeList::open(ctx)),
        Opening::Import => Overlay::Import(import::Import::open(ctx)),
        Opening::Copies(found) => Overlay::Copies(copies::Copies::new(found)),
        Opening::Changed {
            path,
            answers,
            doubts,
        } => Overlay::Changed(changed::Changed::new(path, *answers, doubts)),
        Opening::Sides {
            path,
            answers,
            both,
        } => Overlay::Sides(sides::Sides::new(path, *answers, both)),
        Opening::Suggestions(session, about) => {
            Overlay::Suggestions(suggestions::Suggestions::ask(session, about, ctx))
        }
        Opening::Problems { path, report } => {
            Overlay::Problems(problems::Problems::new(path, report))
        }
    })
}

/// The open overlays, the topmost last.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stack {
    open: Vec<(OverlayId, Overlay)>,
    made: u64,
}

impl Stack {
    /// Puts an overlay on top and gives it a new id.
    pub fn push(&mut self, overlay: Overlay) {
        self.made += 1;
        self.open.push((OverlayId(self.made), overlay));
    }

    /// The topmost overlay, if any is open.
    pub fn last(&self) -> Option<&Overlay> {
        self.open.last().map(|(_, overlay)| overlay)
    }

    /// The topmost overlay with its id, to change it.
    pub fn top_mut(&mut self) -> Option<(OverlayId, &mut Overlay)> {
        self.open.last_mut().map(|(id, overlay)| (*id, overlay))
    }

    /// Whether no overlay is open.
    pub fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    /// Closes the overlay with this id, wherever it is in the stack.
    pub fn close(&mut self, id: OverlayId) {
        self.open.retain(|(open, _)| *open != id);
    }

    /// Closes all overlays of a kind.
    pub fn close_all(&mut self, kind: OverlayKind) {
        self.retain(|overlay| overlay.kind() != kind);
    }

    /// Closes those that are not to stay.
    pub fn retain(&mut self, stays: impl Fn(&Overlay) -> bool) {
        self.open.retain(|(_, overlay)| stays(overlay));
    }

    /// Closes all overlays.
    pub fn clear(&mut self) {
        self.open.clear();
    }

    /// All overlays, the topmost first, to change them.
    pub fn from_top(&mut self) -> impl Iterator<Item = &mut Overlay> {
        self.open.iter_mut().rev().map(|(_, overlay)| overlay)
    }
}
