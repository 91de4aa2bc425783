//! What is asked of the thread that makes timetables, and what is done with its answers.

use super::state::{Below, Focus, Proposed, TimetableScreen};
use crate::app::change::meeting;
use crate::app::core::ctx::Ctx;
use crate::app::core::meet::Meet;
use crate::app::core::msg::Effect;
use crate::app::core::planning::{Answer, Ask, How, Proposal, Want};
use crate::app::core::say::Say;
use crate::app::widget::picker::Picker;
use crate::domain::code::Presence;
use crate::domain::entity::Changes;
use crate::domain::entity::attendee::AttendeeId;
use crate::domain::entity::meeting::MeetingId;
use crate::domain::entity::pairing::Side;
use crate::domain::roster::{Attendee, Session};
use crate::domain::rule::meetings::{AVAILABILITY, Gathered, Missing};
use crate::domain::rule::timetable::Timetable;
use crate::domain::rule::{programme, reception};
use crate::text::Clean;

/// Why there is no timetable.
fn missing(why: Missing) -> Say {
    Say::Meet(match why {
        Missing::Times => Meet::NoTimes,
        Missing::Tables => Meet::NoTables,
        Missing::TooManySlots(count) => Meet::TooManySlots(count),
    })
}

impl TimetableScreen {
    /// Asks why the wishes that are not booked are not; never while something is proposed.
    pub(super) fn ask_reasons(&mut self, ctx: &mut Ctx<'_>) {
        self.reasons_known = false;
        if let Ok(gathered) = &self.gathered
            && self.proposed.is_none()
        {
            let gathered = gathered.clone();
            self.ask(gathered, Want::Reasons, ctx);
        }
    }

    fn ask(&mut self, gathered: Gathered, want: Want, ctx: &mut Ctx<'_>) {
        self.asked = ctx.next_generation();
        ctx.effect(Effect::Plan(Box::new(Ask {
            generation: self.asked,
            gathered,
            want,
        })));
    }

    fn propose(&mut self, gathered: Gathered, with: Changes, about: Option<(Vec<Clean>, bool)>) {
        self.carried = None;
        self.focus = Focus::Below;
        self.proposed = Some(Proposed {
            before: gathered.booked.clone(),
            gathered,
            with,
            about,
            choices: Vec::new(),
            whole: false,
            picker: Picker::default(),
        });
    }

    /// Ctrl+R: a timetable of the wishes, to be looked at before it stands.
    pub(super) fn make(&mut self, ctx: &mut Ctx<'_>) {
        let gathered = match &self.gathered {
            Ok(gathered) => gathered.clone(),
            Err(why) => {
                ctx.tell(missing(*why));
                return;
            }
        };
        if gathered.problem.wishes.is_empty() {
            ctx.tell(Say::Meet(Meet::NoWishes));
            return;
        }
        self.propose(gathered.clone(), Changes::new(), None);
        self.ask(gathered, Want::Timetable, ctx);
    }

    /// An answer of the thread.
    pub fn planned(&mut self, generation: u64, answer: Answer, ctx: &mut Ctx<'_>) {
        if generation != self.asked {
            return;
        }
        if let Some(proposed) = &mut self.proposed {
            proposed.choices = answer.proposals;
            proposed.whole = answer.whole;
            let is_idle = |p: &Proposal| p.new == 0 && p.moved.is_empty() && p.out.is_empty();
            let about = proposed.about.is_some() || !proposed.with.is_empty();
            if proposed.whole && !about && proposed.choices.iter().all(is_idle) {
                self.drop_proposed(ctx);
                ctx.tell(Say::Unchanged);
            }
        } else {
            let mut proposals = answer.proposals.into_iter();
            self.unmet = proposals.next().map(|p| p.made.unmet).unwrap_or_default();
            self.reasons_known = true;
            if std::mem::take(&mut self.exchange_waits) {
                self.exchange(ctx);
            }
        }
    }

    /// Esc: nothing of what is proposed is recorded.
    pub(super) fn drop_proposed(&mut self, ctx: &mut Ctx<'_>) {
        if self.proposed.take().is_some() {
            self.asked = ctx.next_generation();
            ctx.effect(Effect::StopPlanning(self.asked));
            self.focus = Focus::Grid;
            self.ask_reasons(ctx);
        }
    }

    /// Enter: the chosen proposal stands.
    pub(super) fn take_proposed(&mut self, ctx: &mut Ctx<'_>) {
        let Some(proposed) = &self.proposed else {
            return;
        };
        let Some(choice) = proposed.choices.get(proposed.picker.selected) else {
            ctx.tell(Say::Meet(Meet::Planning));
            return;
        };
        let now = self.gathered.as_ref();
        let is_of_now = now.is_ok_and(|g| g.booked == proposed.before);
        if !is_of_now {
            ctx.tell(Say::Meet(Meet::Stale));
            self.drop_proposed(ctx);
            return;
        }
        let with = proposed.with.clone();
        let (gathered, choice) = (proposed.gathered.clone(), choice.clone());
        let session = self.session.clone();
        self.drop_proposed(ctx);
        meeting::take(ctx, &session, &gathered, &choice, with);
    }

    /// Enter on a wish: the cheapest exchange, to be looked at.
    pub(super) fn exchange(&mut self, ctx: &mut Ctx<'_>) {
        let Some(wish) = self.selected_wish() else {
            ctx.tell(Say::NothingSelected);
            return;
        };
        let Ok(gathered) = &self.gathered else {
            return;
        };
        if !self.reasons_known {
            self.exchange_waits = true;
            return;
        }
        let Some(exchange) = wish.exchange.as_ref() else {
            ctx.tell(Say::Unchanged);
            return;
        };
        let meetings = gathered.exchanged(&wish.need, &wish.company, exchange);
        let choice = Proposal {
            how: How::Still,
            new: 1,
            moved: Vec::new(),
            out: exchange.out.clone(),
            made: Timetable {
                meetings,
                ..Timetable::default()
            },
        };
        let gathered = gathered.clone();
        self.propose(gathered, Changes::new(), None);
        if let Some(proposed) = &mut self.proposed {
            proposed.choices = vec![choice];
            proposed.whole = true;
        }
    }

    /// A side of a meeting does not come, comes late or leaves early: two proposals.
    pub fn replan(&mut self, id: &MeetingId, side: Side, times: &Clean, ctx: &mut Ctx<'_>) {
        let Ok(gathered) = &self.gathered else {
            return;
        };
        let mut after = gathered.clone();
        let badges = self.side(&id.need, &id.org, side);
        let book = ctx.book();
        let Some(session) = book.sessions.get(&self.session) else {
            return;
        };
        let mut with = Changes::new();
        for badge in &badges {
            let Some(person) = session.attendee(badge) else {
                ctx.tell(Say::Meet(Meet::NotInList(badge.clone())));
                return;
            };
            with.extend(recorded(ctx, session, person, times));
            after.keep_only(session, badge, times);
        }
        if badges.is_empty() {
            ctx.tell(Say::NothingSelected);
            return;
        }
        let over = gathered.booked.iter().any(|m| {
            m.need == id.need && m.company == id.org && m.slot < gathered.begun && times.is_empty()
        });
        let has_outcome = book.meetings.get(id).is_some_and(|m| m.outcome.is_some());
        if over && !has_outcome {
            with.push(meeting::not_held(id, side));
        }
        self.below = Below::Unmet;
        self.propose(after.clone(), with, Some((badges, times.is_empty())));
        self.ask(after, Want::Repair, ctx);
    }
}

/// What is on record of somebody who does not come, comes late or leaves early.
fn recorded(ctx: &Ctx<'_>, session: &Session, person: &Attendee, times: &Clean) -> Changes {
    let book = ctx.book();
    if times.is_empty() {
        let away = reception::set_presence(book, session, &person.badge, Presence::Absent);
        return away.unwrap_or_default();
    }
    let mut new = person.clone();
    new.notes.retain(|(key, _)| key != AVAILABILITY);
    new.notes.push((Clean::line(AVAILABILITY), times.clone()));
    let id = AttendeeId {
        session: session.id.clone(),
        number: person.badge.clone(),
    };
    programme::correct_attendee(book, &id, &new)
}
