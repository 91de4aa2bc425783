//! The forms of the day itself: what stands in their fields, and what Enter records.

use super::entry::{NO, YES};
use super::wrong::{Wrong, wrong};
use crate::app::change::{back, day};
use crate::app::core::again::Question;
use crate::app::core::ctx::Ctx;
use crate::app::core::day::Day;
use crate::app::core::day_form::DayForm;
use crate::app::core::erased::Erased;
use crate::app::core::request::Request;
use crate::app::core::say::Say;
use crate::app::core::world::World;
use crate::domain::book::Book;
use crate::domain::number::{self, plain};
use crate::domain::roster::{Need, Organisation, Session};
use crate::domain::rule::badges;
use crate::domain::rule::programme::{self, Where};
use crate::domain::rule::reception::{self, Company, Newcomer, Refusal};
use crate::search::reading::Readings;
use crate::search::romaji;
use crate::text::{Clean, fold};

/// What is recorded in each field now. `None`: there is nothing to edit.
pub(super) fn texts(form: &DayForm, world: &World) -> Option<Vec<String>> {
    let book = &world.book;
    let session = book.sessions.get(form.session())?;
    let text = |text: &Clean| text.to_string();
    Some(match form {
        DayForm::WalkIn(_, typed) => {
            let given = badges::typed(session, typed);
            let is_number = number::typed(typed).is_some();
            let name = if is_number { "" } else { typed.as_str() };
            let badge = given.or_else(|| badges::next(book, session, world.badges()));
            let badge = badge.map(|badge| text(&badge)).unwrap_or_default();
            vec![String::new(), name.to_owned(), kana(name), badge]
        }
        DayForm::Substitute(_, badge) => {
            session.attendee(badge)?;
            // What the registered one declared is taken over unless somebody says no.
            vec![String::new(), String::new(), YES.to_owned()]
        }
        DayForm::Attendee(_, badge) => {
            let a = session.attendee(badge)?;
            let org = session.org_name(&a.org);
            [&a.name, &a.kana, org, &a.dept, &a.title]
                .map(text)
                .to_vec()
        }
        DayForm::Organisation(_, id) => {
            let o = session.organisation(id)?;
            [&o.name, &o.kana, &o.short].map(text).to_vec()
        }
        DayForm::Need(_, no) => {
            let n = session.need(no)?;
            vec![
                text(&n.title),
                text(n.presenter_name(session)),
                text(&n.problem),
                text(&n.wanted),
            ]
        }
        DayForm::Presenter(_, no) => {
            let need = session.need(no)?;
            vec![text(need.presenter_name(session))]
        }
        DayForm::Order(_, no) => {
            session.need(no)?;
            vec![String::new()]
        }
        DayForm::Remove(id) => {
            book.pairings.get(id)?;
            vec![String::new()]
        }
        DayForm::Reply(id, _) => {
            let reply = book.replies.get(id);
            vec![reply.map(|r| text(&r.reason)).unwrap_or_default()]
        }
        DayForm::NewNeed(_) => {
            let hospital = session.needs.last().map(|n| session.org_name(&n.hospital));
            vec![
                String::new(),
                hospital.map(text).unwrap_or_default(),
                String::new(),
                text(&programme::next_need(session)),
            ]
        }
    })
}

/// The reading of a name as a dictionary has it; empty where it does not know every part. Names are read in several ways:
/// it is shown to be put right, and never recorded unseen.
fn kana(name: &str) -> String {
    Readings::embedded().kana(name).unwrap_or_default()
}

/// What a field is proposed once the caret leaves another one: the reading of a name.
pub(super) fn proposed(form: &DayForm, left: usize, text: &str) -> Option<(usize, String)> {
    let name = match form {
        DayForm::WalkIn(..) => 1,
        DayForm::Substitute(..) => 0,
        DayForm::Attendee(..)
        | DayForm::Organisation(..)
        | DayForm::Need(..)
        | DayForm::Presenter(..)
        | DayForm::Order(..)
        | DayForm::NewNeed(_)
        | DayForm::Reply(..)
        | DayForm::Remove(_) => return None,
    };
    let reading = Some(kana(text)).filter(|_| left == name);
    Some((name + 1, reading.filter(|r| !r.is_empty())?))
}

/// The text of a field after Enter in it: the name of the company that is meant, if it is one of the list.
pub(super) fn completed(form: &DayForm, field: usize, text: &str, book: &Book) -> Option<String> {
    let session = book.sessions.get(form.session())?;
    let is_company = match form {
        DayForm::WalkIn(..) => field == 0,
        DayForm::Attendee(..) => field == 2,
        DayForm::NewNeed(_) => field == 1,
        DayForm::Substitute(..)
        | DayForm::Organisation(..)
        | DayForm::Need(..)
        | DayForm::Presenter(..)
        | DayForm::Order(..)
        | DayForm::Reply(..)
        | DayForm::Remove(_) => false,
    };
    let found = company(session, text).filter(|_| is_company)?;
    Some(found.name.to_string()).filter(|name| name != text)
}

/// The companies of the list that a text may mean: the one that is called so, else those whose names begin so.
fn companies<'s>(session: &'s Session, text: &str) -> Vec<&'s Organisation> {
    let (typed, sound) = (fold::key(text), romaji::canonical(text));
    let is_spelled = text.is_ascii() && !sound.is_empty();
    if typed.is_empty() {
        return Vec::new();
    }
    let names = |o: &Organisation| [&o.name, &o.kana, &o.short].map(|name| fold::key(name));
    let exact = |o: &&Organisation| o.id == *text || names(o).contains(&typed);
    let begins = |o: &&Organisation| {
        names(o).iter().any(|name| name.starts_with(&typed))
            || (is_spelled && romaji::canonical(&o.kana).starts_with(&sound))
    };
    let mut all = session.organisations.iter();
    match all.find(exact) {
        Some(found) => vec![found],
        None => session.organisations.iter().filter(begins).collect(),
    }
}

/// The one company of the list that a text means.
fn company<'s>(session: &'s Session, text: &str) -> Option<&'s Organisation> {
    match companies(session, text).as_slice() {
        [one] => Some(one),
        _ => None,
    }
}

/// Whoever has the name of a person who was erased is asked about, as where a file names them. Whether it was answered.
fn same_name(
    ctx: &mut Ctx<'_>,
    field: usize,
    (name, kana): (&Clean, &Clean),
) -> Result<bool, Wrong> {
    // Of those who were erased while the program runs the form has asked already.
    if ctx.names_gone(name) || !ctx.may_be_gone(name, kana) {
        return Ok(false);
    }
    if ctx.is_second(Question::KeepName) {
        return Ok(true);
    }
    Err(wrong(field, Say::Erased(Erased::SameName(name.clone()))))
}

/// Records the texts. `Err`: which cannot be, and why; the form stays open.
pub(super) fn submit(form: &DayForm, texts: &[Clean], ctx: &mut Ctx<'_>) -> Result<(), Wrong> {
    let text = |n: usize| texts.get(n).cloned().unwrap_or_default();
    let id = form.session();
    let session = ctx
        .book()
        .sessions
        .get(id)
        .ok_or_else(|| wrong(0, Say::NoSession))?;
    match form {
        DayForm::WalkIn(..) => {
            let (name, kana, badge, firm) = (text(1), text(2), text(3), text(0));
            let may_be = companies(session, &firm);
            if may_be.len() > 1 {
                // A new company would be made of what is only the beginning of a name.
                let names = may_be.iter().map(|o| o.short_name().clone()).collect();
                return Err(wrong(0, Say::Day(Day::CompanyUnclear(names))));
            }
            let known = may_be.first().map(|o| o.id.clone());
            let company = known.as_ref().map_or(Company::New(&firm), Company::Known);
            let new = Newcomer {
                badge: &badge,
                name: &name,
                kana: &kana,
                company,
            };
            // What is wrong with it is told under its field, and the form stays.
            reception::walk_in(ctx.book(), session, &new).map_err(|why| refused(form, &why))?;
            let is_sure = same_name(ctx, 1, (&name, &kana))?;
            // A slip would be a company of its own.
            let is_new = known.is_none();
            if is_new && !is_sure && !ctx.is_second(Question::NewCompany(firm.clone())) {
                return Err(wrong(0, Say::Day(Day::CompanyNew(firm))));
            }
            if let Some(badge) = day::walk_in(ctx, id, &new) {
                ctx.ask(Request::TakenIn(badge));
            }
        }
        DayForm::Substitute(_, badge) => {
            let (name, kana) = (text(0), text(1));
            let of = (&name, &kana);
            let keeps = *text(2) != *NO;
            reception::substitute(ctx.book(), session, badge, of, keeps)
                .map_err(|why| refused(form, &why))?;
            same_name(ctx, 0, of)?;
            if let Some(badge) = day::substitute(ctx, id, badge, of, keeps) {
                ctx.ask(Request::TakenIn(badge));
            }
        }
        DayForm::Attendee(_, badge) => {
            let mut new = session
                .attendee(badge)
                .ok_or_else(|| wrong(0, Say::NothingSelected))?
                .clone();
            let org = company(session, &text(2));
            let org = org.ok_or_else(|| wrong(2, Say::NotFound(text(2))))?;
            if text(0).is_empty() {
                return Err(wrong(0, Say::NameNeeded));
            }
            new.org = org.id.clone();
            (new.name, new.kana) = (text(0), text(1));
            (new.dept, new.title) = (text(3), text(4));
            let key = new.badge.clone();
            day::correct_attendee(ctx, id, &key, &new);
        }
        DayForm::Organisation(_, of) => {
            let new = session
                .organisation(of)
                .ok_or_else(|| wrong(0, Say::NothingSelected))?;
            let mut new = new.clone();
            if text(0).is_empty() {
                return Err(wrong(0, Say::NameNeeded));
            }
            (new.name, new.kana, new.short) = (text(0), text(1), text(2));
            let key = new.id.clone();
            day::correct_organisation(ctx, id, &key, &new);
        }
        DayForm::Need(_, no) => {
            let mut new = session
                .need(no)
                .ok_or_else(|| wrong(0, Say::NothingSelected))?
                .clone();
            if text(0).is_empty() {
                return Err(wrong(0, Say::TextNeeded));
            }
            new.title = text(0);
            new.presenter = presenter(session, &new, &text(1));
            (new.problem, new.wanted) = (text(2), text(3));
            let key = new.no.clone();
            day::correct_need(ctx, id, &key, &new);
        }
        DayForm::Presenter(_, no) => {
            let mut new = session
                .need(no)
                .ok_or_else(|| wrong(0, Say::NothingSelected))?
                .clone();
            new.presenter = presenter(session, &new, &text(0));
            let key = new.no.clone();
            day::correct_need(ctx, id, &key, &new);
        }
        DayForm::Order(_, no) => {
            let wanted = text(0);
            let after = session
                .needs
                .iter()
                .find(|n| plain(&n.no) == plain(&wanted));
            let after = after.map(|n| n.no.clone());
            let is_first = wanted.is_empty() || number::narrow(&wanted) == "0";
            let to = match &after {
                Some(after) => Where::After(after),
                None if is_first => Where::First,
                None => return Err(wrong(0, Say::NotFound(wanted))),
            };
            day::move_need(ctx, id, no, to);
        }
        DayForm::Remove(pairing) => {
            if text(0).is_empty() {
                return Err(wrong(0, Say::ReasonNeeded));
            }
            back::remove(ctx, pairing, &text(0)).map_err(|why| wrong(0, why))?;
        }
        DayForm::Reply(of, verdict) => {
            if text(0).is_empty() {
                return Err(wrong(0, Say::ReasonNeeded));
            }
            let by = day::presenter_of(session, of);
            day::set_reply(ctx, of, *verdict, &text(0), by.as_ref());
        }
        DayForm::NewNeed(_) => {
            let named = text(1);
            let known = company(session, &named).map(|o| o.id.clone());
            let hospital = known.as_ref().map_or(Company::New(&named), Company::Known);
            let mut new = Need {
                no: text(3),
                title: text(0),
                ..Need::default()
            };
            new.presenter = presenter(session, &new, &text(2));
            if new.title.is_empty() {
                return Err(wrong(0, Say::TextNeeded));
            }
            if named.is_empty() {
                return Err(wrong(1, Say::Day(Day::CompanyNeeded)));
            }
            if session.need(&new.no).is_some() {
                return Err(wrong(3, Say::Day(Day::NeedTaken(new.no))));
            }
            day::add_need(ctx, id, &new, hospital);
        }
    }
    Ok(())
}

/// Why somebody cannot be taken in, at the field that says so.
fn refused(form: &DayForm, why: &Refusal) -> Wrong {
    let name = usize::from(matches!(form, DayForm::WalkIn(..)));
    let at = match why {
        Refusal::NoSuchBadge(_)
        | Refusal::Erased(_)
        | Refusal::BadgeTaken(_)
        | Refusal::NoBadge => 3,
        Refusal::NoName | Refusal::Registered(_) | Refusal::AlreadyRecorded => name,
        Refusal::NoCompany => 0,
    };
    wrong(at, day::refused(why))
}

/// Who presents: a badge number where the text is one or the name of one person, else the name as it stands. The name of
/// the presenter so far means that one.
fn presenter(session: &Session, need: &Need, text: &str) -> Clean {
    if *need.presenter_name(session) == *text {
        return need.presenter.clone();
    }
    if let Some(person) = session.attendee_typed(text) {
        return person.badge.clone();
    }
    let typed = fold::key(text);
    let is = |name: &Clean| !name.is_empty() && fold::key(name) == typed;
    let all = session.attendees.iter();
    let mut same = all.filter(|a| is(&a.name) || is(&a.kana));
    match (same.next(), same.next()) {
        (Some(person), None) => person.badge.clone(),
        (Some(_), Some(_)) | (None, _) => Clean::line(text),
    }
}
