//! By hand: a meeting or a wish is picked up, carried to another place and put down.

use super::state::{Focus, TimetableScreen};
use crate::app::change::meeting;
use crate::app::core::ctx::Ctx;
use crate::app::core::meet::Meet;
use crate::app::core::meeting_form::MeetingForm;
use crate::app::core::request::{Opening, Purpose};
use crate::app::core::say::Say;
use crate::domain::entity::meeting::MeetingId;
use crate::domain::number::shown;
use crate::domain::roster::Session;
use crate::domain::rule::meetings::Gathered;
use crate::domain::rule::timetable::Meeting;
use crate::domain::rule::timetable::check::{self, Rule};
use crate::text::Clean;

impl TimetableScreen {
    /// F2: picks up what is selected, or puts it back.
    pub(super) fn carry(&mut self, ctx: &mut Ctx<'_>) {
        if self.carried.take().is_some() {
            return;
        }
        let wish = self.selected_wish().map(|wish| MeetingId {
            session: self.session.clone(),
            need: wish.need.clone(),
            org: wish.company.clone(),
        });
        let begun = self.gathered.as_ref().map_or(0, |g| g.begun);
        let entry = self.selected().filter(|_| self.focus == Focus::Grid);
        let id = match (wish, entry) {
            (Some(id), _) => id,
            (None, Some(entry)) if entry.placed.slot < begun || entry.outcome.is_some() => {
                ctx.tell(Say::Meet(Meet::Begun));
                return;
            }
            (None, Some(entry)) => entry.id.clone(),
            (None, None) => {
                ctx.tell(Say::NothingSelected);
                return;
            }
        };
        let (need, org) = meeting::called(ctx, &id);
        ctx.tell(Say::Meet(Meet::PickedUp { need, org }));
        self.carried = Some(id);
        self.focus = Focus::Grid;
    }

    /// Enter: puts it down. What stands against the place is told, and a reason lets it stand.
    pub(super) fn put_down(&mut self, id: MeetingId, ctx: &mut Ctx<'_>) {
        let Ok(gathered) = &self.gathered else {
            return;
        };
        let (slot, table) = (self.slot.selected, self.table.selected);
        let Some(desk) = gathered.desks.get(table) else {
            return;
        };
        let placed = Meeting {
            need: id.need.clone(),
            company: id.org.clone(),
            slot,
            table: Some(desk.no.clone()),
        };
        let Some(mut seat) = gathered.seat(&placed) else {
            return;
        };
        if seat.persons.is_empty() {
            let session = ctx.book().sessions.get(&id.session);
            let first = session.and_then(|s| s.people_of(&id.org).next());
            seat.persons.extend(first.map(|a| a.badge.clone()));
        }
        if slot < gathered.begun {
            ctx.tell(Say::Meet(Meet::Begun));
            return;
        }
        let against = against(gathered, &placed);
        self.carried = None;
        if against.is_empty() {
            meeting::seat(ctx, &id, &seat, &Clean::default());
            return;
        }
        let session = ctx.book().sessions.get(&id.session);
        let (_, org) = meeting::called(ctx, &id);
        let with = |rule: &Rule| session.map_or_else(Clean::default, |s| named(s, rule));
        let rules = against.iter().map(|rule| (rule.clone(), with(rule)));
        let rules = rules.collect();
        let time = seat.starts_at;
        ctx.tell(Say::Meet(Meet::Against { org, time, rules }));
        let form = MeetingForm::Override(id, seat);
        ctx.open(Opening::Edit(Purpose::Meeting(form)));
    }
}

/// What stands against a place, whatever stands against others: everything that it collides with, else what comes first.
fn against(gathered: &Gathered, placed: &Meeting) -> Vec<Rule> {
    let is_same = |m: &Meeting| m.need == placed.need && m.company == placed.company;
    let mut all: Vec<Meeting> = (gathered.booked.iter())
        .filter(|m| !is_same(m))
        .cloned()
        .collect();
    all.push(placed.clone());
    let mut problem = gathered.problem.clone();
    // It is moved by hand: that it was fixed is no rule against the hand.
    problem
        .fixed
        .retain(|f| f.need != placed.need || f.company != placed.company);
    let found = check::faults(&problem, &all).pop().unwrap_or_default();
    // A collision says most, and each of them something else: who sits elsewhere, and that the table is taken.
    let (mut collisions, mut others): (Vec<Rule>, Vec<Rule>) =
        found.into_iter().partition(Rule::is_collision);
    collisions.dedup();
    others.truncate(1);
    if collisions.is_empty() {
        others
    } else {
        collisions
    }
}

/// The name of whoever a rule names.
pub fn named(session: &Session, rule: &Rule) -> Clean {
    match rule {
        Rule::PersonTwice(badge, _)
        | Rule::Away(badge)
        | Rule::InARow(badge)
        | Rule::Walks(badge) => {
            let person = session.recorded_attendee(badge);
            person.map_or_else(
                || Clean::line(shown(badge)),
                |a| Clean::line(&format!("{} {}", shown(badge), a.name)),
            )
        }
        Rule::Rival(org) => session.org_name(org).clone(),
        Rule::NoWish
        | Rule::Refused
        | Rule::PairTwice
        | Rule::NeedTwice
        | Rule::CompanyTwice
        | Rule::Closed
        | Rule::OtherTable
        | Rule::TableTaken
        | Rule::CompanyAtMost
        | Rule::NeedAtMost
        | Rule::Moved => Clean::default(),
    }
}
