//! What is recorded on the day: the desk, the sheets, the answers of the hospitals, the order of the presentations.
//!
//! A screen calls these with its `Ctx`; each records one action that Ctrl+Z takes back, and tells what it did. `false` or
//! `None`: nothing was recorded, and why was told. What stands on record is read from the book:
//!
//! - who is in the list now: `book.sessions[session].attendees`. Whoever comes for somebody has that one in `in_place_of`;
//!   the registered person is in `withdrawn.attendees` with `replaced_by`. Keys may have a mark behind the badge number:
//!   show them with [`number::shown`](crate::domain::number::shown). A typed number is found by `session.attendee_typed`,
//!   a scanned one by [`scan::badge`](crate::domain::rule::scan::badge) first.
//! - 未着 来場 欠席 退出: [`reception::presence`]; since when: [`reception::attendance`]; 当日 代理: [`reception::came`];
//!   papers: [`reception::has_paper`].
//! - what a person wants: [`interest::of`]; declared beforehand: [`interest::declared`]; a firm: [`interest::of_firm`]; all
//!   of a need: [`interest::for_need`]; how far a sheet is: [`interest::sheet_state`].
//! - the hospital's answer: [`reply::of`], 不可: [`reply::is_refused`].

use crate::app::core::ctx::Ctx;
use crate::app::core::day::Day;
use crate::app::core::day_form::DayForm;
use crate::app::core::erased::Erased;
use crate::app::core::msg::Effect;
use crate::app::core::request::{Opening, Purpose};
use crate::app::core::say::Say;
use crate::domain::book::Book;
use crate::domain::code::{Level, Paper, Presence, Source, Verdict};
use crate::domain::entity::attendance::{AttendanceChange, AttendanceId};
use crate::domain::entity::attendee::AttendeeId;
use crate::domain::entity::need::NeedId;
use crate::domain::entity::organisation::OrganisationId;
use crate::domain::entity::progress::{ProgressChange, Turnout};
use crate::domain::entity::reply::ReplyId;
use crate::domain::entity::{Changes, Entity};
use crate::domain::roster::{Attendee, Need, Organisation, Session};
use crate::domain::rule::programme::{self, Where};
use crate::domain::rule::reception::{self, Company, Newcomer};
use crate::domain::rule::{interest, reply};
use crate::text::Clean;
use jiff::civil::Date;

/// Somebody comes: 来場.
pub fn check_in(ctx: &mut Ctx<'_>, session: &Clean, badge: &Clean) -> bool {
    let made = with(ctx, session, |book, session| {
        let changes = reception::set_presence(book, session, badge, Presence::Arrived)?;
        let person = session.attendee(badge);
        let is_missing =
            |paper: &Paper| person.is_some_and(|a| !reception::has_paper(book, session, a, *paper));
        let missing = [Paper::List, Paper::Nda].into_iter().filter(is_missing);
        let missing: Vec<Paper> = missing.collect();
        Ok((changes, missing))
    });
    let Some((changes, missing)) = done(ctx, made) else {
        return false;
    };
    ctx.commit(session, changes);
    let (badge, name) = called(ctx, session, badge);
    tell(
        ctx,
        Day::CheckedIn {
            badge,
            name,
            missing,
        },
    );
    true
}

/// 未着 来場 欠席 退出
pub fn set_presence(ctx: &mut Ctx<'_>, session: &Clean, badge: &Clean, presence: Presence) -> bool {
    let made = with(ctx, session, |book, session| {
        reception::set_presence(book, session, badge, presence)
    });
    let Some(changes) = done(ctx, made) else {
        return false;
    };
    ctx.commit(session, changes);
    let (badge, name) = called(ctx, session, badge);
    tell(
        ctx,
        Day::PresenceNow {
            badge,
            name,
            presence,
        },
    );
    true
}

/// 名簿への同意, 守秘の誓約, 名札, 関心表
pub fn set_paper(
    ctx: &mut Ctx<'_>,
    session: &Clean,
    badge: &Clean,
    paper: Paper,
    is_done: bool,
) -> bool {
    let made = with(ctx, session, |book, session| {
        reception::set_paper(book, session, badge, paper, is_done)
    });
    let Some(changes) = done(ctx, made) else {
        return false;
    };
    ctx.commit(session, changes);
    let (badge, name) = called(ctx, session, badge);
    tell(
        ctx,
        Day::PaperNow {
            badge,
            name,
            paper,
            done: is_done,
        },
    );
    true
}

/// 当日参加. Answers the key of the new person.
pub fn walk_in(ctx: &mut Ctx<'_>, session: &Clean, new: &Newcomer<'_>) -> Option<Clean> {
    let made = with(ctx, session, |book, session| {
        reception::walk_in(book, session, new)
    });
    let (key, changes) = done(ctx, made)?;
    ctx.commit_persons(session, changes);
    let name = new.name.clone();
    tell(
        ctx,
        Day::WalkedIn {
            badge: key.clone(),
            name,
        },
    );
    Some(key)
}

/// 代理: somebody comes with the badge of a registered person. Answers the key of who came.
pub fn substitute(
    ctx: &mut Ctx<'_>,
    session: &Clean,
    badge: &Clean,
    (name, kana): (&Clean, &Clean),
    keeps_interest: bool,
) -> Option<Clean> {
    let made = with(ctx, session, |book, session| {
        reception::substitute(book, session, badge, (name, kana), keeps_interest)
    });
    let (key, changes) = done(ctx, made)?;
    let (_, registered) = called(ctx, session, badge);
    ctx.commit_persons(session, changes);
    tell(
        ctx,
        Day::Substituted {
            badge: key.clone(),
            name: name.clone(),
            registered,
        },
    );
    Some(key)
}

/// The marks of one sheet, and that it was handed in, as one action. `None` as a level takes a mark out. `next` is whose
/// sheet is proposed then.
pub fn save_sheet(
    ctx: &mut Ctx<'_>,
    session: &Clean,
    badge: &Clean,
    marks: &[(Clean, Level)],
    next: Option<&Clean>,
) -> bool {
    let made = with(ctx, session, |book, session| {
        let person = reception::person(session, badge)?;
        let set: Vec<_> = (marks.iter().cloned())
            .map(|(need, level)| (need, Some(level)))
            .collect();
        let mut changes = interest::sheet(book, session, person, &set, Source::Sheet);
        let said = reception::attendance(book, &session.id, &person.badge);
        if said.and_then(|a| a.paper(Paper::Sheet)) != Some(true) {
            let id = AttendanceId {
                session: session.id.clone(),
                badge: person.badge.clone(),
            };
            let handed_in = AttendanceChange::Paper {
                paper: Paper::Sheet,
                done: true,
            };
            changes.push((Entity::Attendance(id), handed_in.into()));
        }
        if changes.is_empty() {
            return Err(reception::Refusal::AlreadyRecorded);
        }
        Ok(changes)
    });
    let Some(changes) = done(ctx, made) else {
        return false;
    };
    ctx.commit(session, changes);
    let (badge, _) = called(ctx, session, badge);
    let (marks, next) = (marks.to_vec(), next.cloned());
    tell(ctx, Day::SheetSaved { badge, marks, next });
    true
}

/// What one person wants of one need.
pub fn set_wish(
    ctx: &mut Ctx<'_>,
    session: &Clean,
    (badge, need): (&Clean, &Clean),
    level: Option<Level>,
    source: Source,
) -> bool {
    let made = with(ctx, session, |book, session| {
        let person = reception::person(session, badge)?;
        let marks = [(need.clone(), level)];
        let changes = interest::sheet(book, session, person, &marks, source);
        if changes.is_empty() {
            return Err(reception::Refusal::AlreadyRecorded);
        }
        Ok(changes)
    });
    let Some(changes) = done(ctx, made) else {
        return false;
    };
    ctx.commit(session, changes);
    let (badge, _) = called(ctx, session, badge);
    let need = need.clone();
    tell(ctx, Day::WishNow { badge, need, level });
    true
}

/// Who of the hospital answers to a need: its presenter, where they are in the list.
pub fn presenter_of(session: &Session, id: &ReplyId) -> Option<Clean> {
    let need = session.recorded_need(&id.need)?;
    Some(session.attendee(&need.presenter)?.badge.clone())
}

/// What the hospital answers: 不可, and what comes after it, asks for its reason first.
pub fn answer(ctx: &mut Ctx<'_>, id: ReplyId, verdict: Option<Verdict>) {
    let is_refused = reply::is_refused(ctx.book(), &id.session, &id.need, &id.org);
    if is_refused || verdict == Some(Verdict::Refuse) {
        let form = DayForm::Reply(id, verdict);
        ctx.open(Opening::Edit(Purpose::Day(form)));
        return;
    }
    let session = ctx.book().sessions.get(&id.session);
    let by = session.and_then(|s| presenter_of(s, &id));
    set_reply(ctx, &id, verdict, &Clean::default(), by.as_ref());
}

/// Records what the hospital answers. 不可, and what comes after it, needs a reason.
pub fn set_reply(
    ctx: &mut Ctx<'_>,
    id: &ReplyId,
    verdict: Option<Verdict>,
    reason: &Clean,
    by: Option<&Clean>,
) -> bool {
    match reply::give(ctx.book(), id, verdict, reason, by) {
        Ok(changes) => {
            ctx.commit(&id.session, changes);
            let session = ctx.book().sessions.get(&id.session);
            let org = session.and_then(|s| s.recorded_organisation(&id.org));
            let org = org.map_or(&id.org, |o| o.short_name()).clone();
            let need = id.need.clone();
            tell(ctx, Day::ReplyNow { need, org, verdict });
            true
        }
        Err(reply::Refusal::NoReason) => {
            ctx.tell(Say::ReasonNeeded);
            false
        }
        Err(reply::Refusal::AlreadyRecorded) => {
            ctx.tell(Say::Unchanged);
            false
        }
    }
}

/// Puts a need somewhere else in the order.
pub fn move_need(ctx: &mut Ctx<'_>, session: &Clean, no: &Clean, to: Where<'_>) -> bool {
    let found = ctx.book().sessions.get(session);
    let made = found.map(|s| programme::move_need(ctx.book(), s, no, to));
    match made {
        Some(Ok(changes)) => {
            ctx.commit(session, changes);
            tell(ctx, Day::NeedMoved(no.clone()));
            true
        }
        Some(Err(programme::Refusal::AlreadyRecorded)) => {
            ctx.tell(Say::Unchanged);
            false
        }
        Some(Err(_)) => {
            ctx.tell(Say::NotFound(no.clone()));
            false
        }
        None => {
            ctx.tell(Say::NoSession);
            false
        }
    }
}

/// A need that nobody prepared. Answers its key.
pub fn add_need(
    ctx: &mut Ctx<'_>,
    session: &Clean,
    new: &Need,
    hospital: Company<'_>,
) -> Option<Clean> {
    let found = ctx.book().sessions.get(session);
    let made = found.map(|s| programme::add_need(ctx.book(), s, new, hospital));
    match made {
        Some(Ok((key, changes))) => {
            ctx.commit(session, changes);
            tell(ctx, Day::NeedAdded(key.clone()));
            Some(key)
        }
        Some(Err(programme::Refusal::NumberTaken(no))) => {
            tell(ctx, Day::NeedTaken(no));
            None
        }
        Some(Err(_)) => {
            ctx.tell(Say::TextNeeded);
            None
        }
        None => {
            ctx.tell(Say::NoSession);
            None
        }
    }
}

/// Presents a need together with the one that is presented now; where none is, it begins.
pub fn join(ctx: &mut Ctx<'_>, session: &Clean, need: &Clean) {
    let progress = ctx.book().progress.get(session);
    let turnout = progress.map_or(Turnout::Waiting, |p| p.turnout(need));
    let with = progress.and_then(|p| p.current.clone());
    let Some(with) = with.filter(|_| turnout != Turnout::Now) else {
        if turnout == Turnout::Now {
            ctx.tell(Say::Unchanged);
        } else {
            super::present::begin(ctx, session, Some(need.clone()));
        }
        return;
    };
    let change = ProgressChange::NeedJoined { need: need.clone() };
    let entity = Entity::Progress(session.clone());
    ctx.commit(session, vec![(entity, change.into())]);
    let need = need.clone();
    tell(ctx, Day::NeedJoined { need, with });
}

/// A person put right.
pub fn correct_attendee(ctx: &mut Ctx<'_>, session: &Clean, key: &Clean, new: &Attendee) -> bool {
    let id = AttendeeId {
        session: session.clone(),
        number: key.clone(),
    };
    let changes = programme::correct_attendee(ctx.book(), &id, new);
    put_right(ctx, session, changes, &new.name)
}

/// A company or hospital put right.
pub fn correct_organisation(
    ctx: &mut Ctx<'_>,
    session: &Clean,
    key: &Clean,
    new: &Organisation,
) -> bool {
    let id = OrganisationId {
        session: session.clone(),
        number: key.clone(),
    };
    let changes = programme::correct_organisation(ctx.book(), &id, new);
    put_right(ctx, session, changes, &new.name)
}

/// A need put right, its presenter as well.
pub fn correct_need(ctx: &mut Ctx<'_>, session: &Clean, key: &Clean, new: &Need) -> bool {
    let id = NeedId {
        session: session.clone(),
        number: key.clone(),
    };
    let changes = programme::correct_need(ctx.book(), &id, new);
    put_right(ctx, session, changes, &new.no)
}

fn put_right(ctx: &mut Ctx<'_>, session: &Clean, changes: Changes, what: &Clean) -> bool {
    if changes.is_empty() {
        ctx.tell(Say::Unchanged);
        return false;
    }
    ctx.commit_persons(session, changes);
    tell(ctx, Day::PutRight(what.clone()));
    true
}

fn tell(ctx: &mut Ctx<'_>, day: Day) {
    ctx.tell(Say::Day(day));
}

/// What is made of the open session; `None`: there is none.
fn with<T>(
    ctx: &Ctx<'_>,
    session: &Clean,
    make: impl FnOnce(&Book, &Session) -> Result<T, reception::Refusal>,
) -> Option<Result<T, reception::Refusal>> {
    let found = ctx.book().sessions.get(session)?;
    Some(make(ctx.book(), found))
}

/// What was made, or a word why nothing was.
fn done<T>(ctx: &mut Ctx<'_>, made: Option<Result<T, reception::Refusal>>) -> Option<T> {
    let say = match made {
        Some(Ok(made)) => return Some(made),
        None => Say::NoSession,
        // What was told of the erasure may still stand there.
        Some(Err(why @ reception::Refusal::Erased(_))) => {
            ctx.warn(refused(&why));
            return None;
        }
        Some(Err(why)) => refused(&why),
    };
    ctx.tell(say);
    None
}

/// Why the desk records nothing, as it is told.
pub fn refused(why: &reception::Refusal) -> Say {
    use reception::Refusal;
    match why {
        Refusal::NoSuchBadge(badge) => Say::Day(Day::NoSuchBadge(badge.clone())),
        Refusal::Erased(badge) => Say::Erased(Erased::Refused(badge.clone())),
        Refusal::BadgeTaken(badge) => Say::Day(Day::BadgeTaken(badge.clone())),
        Refusal::Registered(badge) => Say::Day(Day::Registered(badge.clone())),
        Refusal::NoBadge => Say::Day(Day::BadgeNeeded),
        Refusal::NoName => Say::NameNeeded,
        Refusal::NoCompany => Say::Day(Day::CompanyNeeded),
        Refusal::AlreadyRecorded => Say::Unchanged,
    }
}

/// Badge and name of a person, as they are recorded.
fn called(ctx: &Ctx<'_>, session: &Clean, badge: &Clean) -> (Clean, Clean) {
    let session = ctx.book().sessions.get(session);
    let person = session.and_then(|s| s.attendee(badge));
    person.map_or_else(
        || (badge.clone(), Clean::default()),
        |a| (a.badge.clone(), a.name.clone()),
    )
}

/// A session that is begun by hand, and opened. Answers its id.
pub fn new_session(ctx: &mut Ctx<'_>, title: &Clean, held_on: Date, venue: &Clean) -> Clean {
    let (id, changes) = programme::new_session(ctx.book(), title, held_on, venue);
    ctx.commit(&id, changes);
    tell(ctx, Day::SessionMade(title.clone()));
    ctx.effect(Effect::OpenRecorded(id.clone()));
    id
}

/// Puts a session away, or takes it out again where it is away.
pub fn put_away(ctx: &mut Ctx<'_>, id: &Clean) {
    let Some(session) = ctx.book().sessions.get(id) else {
        ctx.tell(Say::NoSession);
        return;
    };
    let away = !session.put_away.unwrap_or(false);
    let title = session.title.clone();
    let changes = programme::put_away(ctx.book(), id, away);
    ctx.commit(id, changes);
    tell(ctx, Day::PutAway { title, away });
}
