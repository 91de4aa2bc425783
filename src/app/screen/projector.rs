//! What the projector shows, whatever screen is behind it: the one place where the record becomes something everybody
//! may see. The projector is drawn from a [`Stage`] alone, so what is not in it cannot be shown.

use super::live::{Live, Turnout};
use crate::action::Action;
use crate::app::core::layout::Pane;
use crate::app::core::world::World;
use crate::domain::code::Level;
use crate::domain::entity::meeting::{MeetingId, Seat};
use crate::domain::number;
use crate::domain::roster::Session;
use crate::domain::rule::meetings;
use crate::domain::rule::name::UNSAID;
use crate::text::Clean;
use jiff::civil::Time;

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

/// Whether a field says something.
fn is_said(text: &Clean) -> bool {
    !text.is_empty() && text.as_str() != UNSAID
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

/// A meeting as everybody may see it: where, about what, and the badges of who comes to the table.
#[derive(Clone, Debug, PartialEq)]
pub struct StageSeat {
    /// 卓番号
    pub table: Clean,
    /// Number of the need.
    pub need: Clean,
    /// Badge numbers of the company's side.
    pub badges: Vec<Clean>,
}

/// The meetings that begin next.
#[derive(Clone, Debug, PartialEq)]
pub struct Round {
    /// When they begin.
    pub starts_at: Time,
    /// By table.
    pub seats: Vec<StageSeat>,
}

impl Round {
    /// The next one of a session; `None`: no more meetings are booked.
    fn next(world: &World, session: &Session) -> Option<Self> {
        let now = world.now.as_ref()?;
        let begun = meetings::begun_at(session, now.date(), now.time());
        let all = meetings::of_session(&world.book, &session.id);
        let seated = all.filter_map(|(id, m)| Some((id, m.seat.as_ref()?)));
        let ahead = |at: Time| begun.is_none_or(|now| now < at);
        let open: Vec<_> = seated.filter(|(_, s)| ahead(s.starts_at)).collect();
        let starts_at = open.iter().map(|(_, seat)| seat.starts_at).min()?;
        let at_once = open.iter().filter(|(_, seat)| seat.starts_at == starts_at);
        let shown = |key: &Clean| Clean::line(number::shown(key));
        let seat = |(id, seat): &(&MeetingId, &Seat)| StageSeat {
            table: shown(&seat.table),
            need: shown(&id.need),
            badges: seat.persons.iter().map(shown).collect(),
        };
        let mut seats: Vec<StageSeat> = at_once.map(seat).collect();
        seats.sort_by(|a, b| (&a.table, &a.need).cmp(&(&b.table, &b.need)));
        Some(Self { starts_at, seats })
    }
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
    /// The meetings that begin next, while nothing is presented.
    pub round: Option<Round>,
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
                title: need.is_public().then(|| {
                    let said = Some(&need.title).filter(|title| is_said(title));
                    said.cloned().unwrap_or_default()
                }),
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
            from: public.and_then(|n| {
                // The id of an organisation that nobody listed is no name.
                let hospital = session.recorded_organisation(&n.hospital);
                let parts = [hospital.map(|o| &o.name), Some(&n.department)];
                let said = parts.into_iter().flatten().filter(|text| is_said(text));
                let said: Vec<&str> = said.map(Clean::as_str).collect();
                (!said.is_empty()).then(|| Clean::line(&said.join(" ")))
            }),
            text: public.map_or_else(Vec::new, |n| {
                let texts = [&n.problem, &n.wanted].into_iter();
                texts.filter(|text| is_said(text)).cloned().collect()
            }),
            counts: (Level::ALL.iter().filter(|l| **l != Level::Declined))
                .map(|l| (*l, answers(*l)))
                .collect(),
            round: Round::next(world, session).filter(|_| current.is_none()),
            notice: session.confidentiality_notice.clone(),
            left: live.seconds_left(world),
        })
    }
}
