//! What is recorded of the meetings: where they are held, what came of them. Each records one action and tells it.

use crate::app::core::ctx::Ctx;
use crate::app::core::meet::Meet;
use crate::app::core::planning::Proposal;
use crate::app::core::say::Say;
use crate::domain::code::{Level, Outcome, Source};
use crate::domain::entity::meeting::{MeetingChange, MeetingId, Seat};
use crate::domain::entity::pairing::Side;
use crate::domain::entity::{Change, Changes, Entity};
use crate::domain::rule::matching::{self, Partner};
use crate::domain::rule::meetings::{self, Gathered, Missing};
use crate::domain::rule::programme::{self, Times};
use crate::domain::rule::{interest, reception};
use crate::text::Clean;

/// Need number and short name of the organisation.
pub fn called(ctx: &Ctx<'_>, id: &MeetingId) -> (Clean, Clean) {
    let session = ctx.book().sessions.get(&id.session);
    let org = session.and_then(|s| s.recorded_organisation(&id.org));
    let org = org.map_or(&id.org, |o| o.short_name()).clone();
    (id.need.clone(), org)
}

fn record(ctx: &mut Ctx<'_>, id: &MeetingId, change: MeetingChange, say: Meet) {
    let entity = Entity::Meeting(id.clone());
    ctx.commit(&id.session, vec![(entity, change.into())]);
    ctx.tell(Say::Meet(say));
}

/// Puts a meeting there. What somebody puts by hand is 確定: nothing moves it but another hand.
pub fn seat(ctx: &mut Ctx<'_>, id: &MeetingId, seat: &Seat, because: &Clean) {
    let (need, org) = called(ctx, id);
    let say = Meet::Seated {
        need,
        org,
        time: seat.starts_at,
        table: seat.table.clone(),
    };
    let change = MeetingChange::Seated {
        seat: Some(seat.clone()),
        fixed: true,
        because: because.clone(),
    };
    record(ctx, id, change, say);
}

/// Takes a meeting off the timetable.
pub fn unseat(ctx: &mut Ctx<'_>, id: &MeetingId) {
    let meeting = ctx.book().meetings.get(id);
    if meeting.is_none_or(|m| m.seat.is_none()) {
        ctx.tell(Say::Unchanged);
        return;
    }
    let (need, org) = called(ctx, id);
    let change = MeetingChange::Seated {
        seat: None,
        fixed: false,
        because: Clean::default(),
    };
    record(ctx, id, change, Meet::Unseated { need, org });
}

/// 案 becomes 確定, or the other way round.
pub fn step_fixed(ctx: &mut Ctx<'_>, id: &MeetingId) {
    let meeting = ctx.book().meetings.get(id);
    let Some(meeting) = meeting.filter(|m| m.seat.is_some()) else {
        ctx.tell(Say::NothingSelected);
        return;
    };
    let fixed = !meeting.fixed;
    let (need, org) = called(ctx, id);
    let change = MeetingChange::Fixed { fixed };
    record(ctx, id, change, Meet::Fixed { need, org, fixed });
}

/// What came of a meeting. Where it was held, the pairing is on record with it, so that the next steps have a place.
pub fn set_outcome(
    ctx: &mut Ctx<'_>,
    id: &MeetingId,
    outcome: Option<Outcome>,
    absent: Option<Side>,
) {
    let had = ctx.book().meetings.get(id);
    if had.is_some_and(|m| m.outcome == outcome && m.absent == absent) {
        ctx.tell(Say::Unchanged);
        return;
    }
    let mut changes = vec![outcome_of(id, outcome, absent)];
    if outcome.is_some_and(|o| o != Outcome::NotHeld) {
        changes.extend(pairing(ctx, id));
    }
    let (need, org) = called(ctx, id);
    ctx.commit(&id.session, changes);
    ctx.tell(Say::Meet(Meet::OutcomeNow { need, org, outcome }));
}

fn outcome_of(id: &MeetingId, outcome: Option<Outcome>, absent: Option<Side>) -> (Entity, Change) {
    let change = MeetingChange::Outcome { outcome, absent };
    (Entity::Meeting(id.clone()), change.into())
}

fn pairing(ctx: &Ctx<'_>, id: &MeetingId) -> Changes {
    let book = ctx.book();
    let known = book.pairings.contains_key(id);
    let session = book.sessions.get(&id.session).filter(|_| !known);
    let made = session.and_then(|session| {
        let level = interest::wanted(book, session, &id.org, &id.need);
        let seat = book.meetings.get(id).and_then(|m| m.seat.as_ref());
        let person = seat.and_then(|s| s.persons.first());
        let partner = person.map_or(Partner::Organisation(&id.org), |p| Partner::Person(p));
        matching::record(session, book, &id.need, partner, level).ok()
    });
    made.map_or_else(Changes::new, |(_, changes)| changes)
}

/// When meetings are held and at how many tables. `Err`: the field that no timetable can be made of, and why.
pub fn set_times(ctx: &mut Ctx<'_>, id: &Clean, times: Times) -> Result<(), (usize, Say)> {
    let Some(session) = ctx.book().sessions.get(id) else {
        return Err((0, Say::NoSession));
    };
    let mut then = session.clone();
    // What is listed slot by slot, or table by table, is not made of the times: to change them would change nothing.
    if !then.slots.is_empty() || !then.desks.is_empty() {
        return Err((0, Say::Meet(Meet::Listed)));
    }
    then.starts_at = Some(times.from);
    then.ends_at = Some(times.to);
    then.slot_minutes = Some(times.minutes);
    match meetings::slots(&then) {
        Ok(_) => {}
        Err(Missing::TooManySlots(count)) => {
            return Err((2, Say::Meet(Meet::TooManySlots(count))));
        }
        Err(Missing::Times | Missing::Tables) => return Err((1, Say::Meet(Meet::NoRoom))),
    }
    let changes = programme::set_times(ctx.book(), id, times);
    if changes.is_empty() {
        ctx.tell(Say::Unchanged);
        return Ok(());
    }
    ctx.commit(id, changes);
    ctx.tell(Say::Meet(Meet::TimesNow(times)));
    Ok(())
}

/// The memo of a meeting.
pub fn set_note(ctx: &mut Ctx<'_>, id: &MeetingId, note: &Clean) {
    let had = ctx.book().meetings.get(id);
    if had.is_none_or(|m| m.note == *note) {
        return;
    }
    let change = MeetingChange::Note { note: note.clone() };
    let entity = Entity::Meeting(id.clone());
    ctx.commit(&id.session, vec![(entity, change.into())]);
    ctx.tell(Say::NoteSaved);
}

/// Records a timetable in the place of the booked one, and with it what made it necessary.
pub fn take(
    ctx: &mut Ctx<'_>,
    session: &Clean,
    gathered: &Gathered,
    proposal: &Proposal,
    mut with: Changes,
) -> bool {
    let changes = gathered.changes(ctx.book(), session, &proposal.made.meetings);
    with.extend(changes);
    if with.is_empty() {
        ctx.tell(Say::Unchanged);
        return false;
    }
    ctx.commit(session, with);
    ctx.tell(Say::Meet(Meet::Timetabled {
        new: proposal.new,
        moved: proposal.moved.len(),
        out: proposal.out.len(),
    }));
    true
}

/// A meeting that has begun and is not held, because that side did not come.
pub fn not_held(id: &MeetingId, side: Side) -> (Entity, Change) {
    outcome_of(id, Some(Outcome::NotHeld), Some(side))
}

/// How much an organisation wants of a need, whoever of it said something before; else the first of its people who is
/// here says it.
pub fn set_interest(
    ctx: &mut Ctx<'_>,
    session: &Clean,
    (need, org): (&Clean, &Clean),
    level: Option<Level>,
) -> Result<(), Say> {
    let book = ctx.book();
    let of = book.sessions.get(session).ok_or(Say::NoSession)?;
    let people: Vec<_> = of.people_of(org).collect();
    let said = interest::of_firm(book, of, org, need);
    let said: Vec<_> = said.map_or_else(Vec::new, |w| w.persons);
    let who: Vec<_> = if said.is_empty() {
        use crate::domain::code::Presence;
        let is = |p: Presence| {
            let mut all = people.iter();
            all.find(|a| reception::presence(book, session, &a.badge) == p)
        };
        let found = is(Presence::Arrived)
            .or_else(|| is(Presence::Expected))
            .or(people.first());
        found.into_iter().copied().collect()
    } else {
        said.iter().map(|(person, _)| *person).collect()
    };
    if who.is_empty() {
        let name = of.org_name(org).clone();
        return Err(Say::Meet(Meet::NobodyOf(name)));
    }
    let marks = [(need.clone(), level)];
    let mut changes = Changes::new();
    for person in &who {
        changes.extend(interest::sheet(book, of, person, &marks, Source::Sheet));
    }
    if changes.is_empty() {
        return Err(Say::Unchanged);
    }
    let person = who.first().map(|a| a.badge.clone()).unwrap_or_default();
    ctx.commit(session, changes);
    let need = need.clone();
    ctx.tell(Say::Day(crate::app::core::day::Day::WishNow {
        badge: person,
        need,
        level,
    }));
    Ok(())
}
