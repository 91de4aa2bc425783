//! What lies over a screen: each overlay owns its state and is closed by its id; the topmost takes the keys.

pub mod answer;
pub mod details;
pub mod form;
pub mod help;
pub mod history;
pub mod menu;
pub mod notices;
pub mod palette;
pub mod part;
pub mod problems;

pub use part::Part;

use super::core::ctx::Ctx;
use super::core::request::{Opening, OverlayId};

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
