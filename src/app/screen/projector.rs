//! What the projector shows, whatever screen is behind it: the one place where the record becomes something everybody
//! may see. The projector is drawn from a [`Stage`] alone, so what is not in it cannot be shown.

use super::live::{Live, Turnout};
use crate::action::Action;
use crate::app::core::layout::Pane;
use crate::app::core::world::World;
use crate::domain::code::Level;
use crate::text::Clean;

/// All that the frame leaves.
pub const STAGE: Pane = Pane("stage");

/// The actions worth a hint.
pub const HINTS: &[Action] = &[
    Action::Back,
    Action::NextNeed,
    Action::ShowPalette,
    Action::Quit,
];

/// What may be done while everybody sees the screen: nothing that names somebody.
pub fn allows(action: Action) -> bool {
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

/// A need as everybody may see it.
#[derive(Clone, Debug, PartialEq)]
pub struct StageNeed {
    /// Its number.
    pub no: Clean,
    /// Its title; `None`: 非公開.
    pub title: Option<Clean>,
    /// How far it is.
    pub turnout: Turnout,
}

/// Everything the projector shows. Only needs that are 公開 have their words in it; nobody is named.
#[derive(Clone, Debug, PartialEq)]
pub struct Stage {
    /// Title of the session.
    pub session: Clean,
    /// In order of presentation.
    pub needs: Vec<StageNeed>,
    /// Place of the current one.
    pub at: Option<usize>,
    /// Those presented together with it.
    pub together: Vec<StageNeed>,
    /// The one that comes next.
    pub next: Option<StageNeed>,
    /// Hospital and department of a public current need.
    pub from: Option<Clean>,
    /// Its problem and what is wanted.
    pub text: Vec<Clean>,
    /// Answers to the current need, per level.
    pub counts: Vec<(Level, usize)>,
    /// What everybody must keep to themselves.
    pub notice: Clean,
    /// Seconds left of the presentation; negative when over.
    pub left: Option<i64>,
}

impl Stage {
    /// Of the open session.
    pub fn of(world: &World, live: &Live) -> Option<Self> {
        let book = &world.book;
        let session = live.session(book)?;
        let current = live.current(book);
        let needs: Vec<StageNeed> = session
            .needs
            .iter()
            .map(|need| StageNeed {
                no: need.no.clone(),
                title: need.is_public().then(|| need.title.clone()),
                turnout: live.turnout(book, &need.no),
            })
            .collect();
        let public = current.filter(|n| n.is_public());
        let answers = |level: Level| {
            book.pairings_in(&session.id)
                .filter(|p| Some(&p.id.need) == current.map(|n| &n.no) && p.level == level)
                .count()
        };
        Some(Self {
            session: session.title.clone(),
            at: current.and_then(|c| needs.iter().position(|n| n.no == c.no)),
            together: (needs.iter())
                .filter(|n| n.turnout == Turnout::Now && Some(&n.no) != current.map(|c| &c.no))
                .cloned()
                .collect(),
            next: live
                .next_need(book)
                .and_then(|no| needs.iter().find(|n| n.no == no).cloned()),
            needs,
            from: public.map(|n| {
                let hospital = session.org_name(&n.hospital);
                Clean::line(&format!("{hospital} {}", n.department))
            }),
            text: public.map_or_else(Vec::new, |n| vec![n.problem.clone(), n.wanted.clone()]),
            counts: (Level::ALL.iter().filter(|l| **l != Level::Declined))
                .map(|l| (*l, answers(*l)))
                .collect(),
            notice: session.confidentiality_notice.clone(),
            left: live.seconds_left(world),
        })
    }
}
