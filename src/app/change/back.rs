//! Taking a record back, and putting it right: who it is, or which need.

use crate::app::core::again::Question;
use crate::app::core::ctx::Ctx;
use crate::app::core::erased::Erased;
use crate::app::core::say::Say;
use crate::app::help;
use crate::domain::book::Book;
use crate::domain::entity::Entity;
use crate::domain::entity::memo::MemoChange;
use crate::domain::entity::pairing::{Pairing, PairingChange, PairingId};
use crate::domain::number::{plain, shown};
use crate::domain::roster::Session;
use crate::domain::rule::matching::{self, Partner, Refusal};
use crate::text::{Clean, fold};
use crate::words::fl;

/// Why a record cannot be taken back: what was confirmed has tasks, and ends with a state.
pub fn refused(book: &Book, entity: &Entity) -> Option<Say> {
    let confirmed = |p: &Pairing| p.status.is_confirmed();
    let Entity::Pairing(id) = entity else {
        return None;
    };
    (book.pairings.get(id))
        .filter(|p| confirmed(p))
        .map(|_| Say::ConfirmedStays)
}

/// Takes a record back with the second key, where there is something to be sure of.
pub fn ask(ctx: &mut Ctx<'_>, entity: &Entity) {
    let refused = refused(ctx.book(), entity).is_some();
    if refused || ctx.is_second(Question::TakeBack(entity.clone())) {
        take(ctx, entity);
    }
}

/// Takes a record back.
pub fn take(ctx: &mut Ctx<'_>, entity: &Entity) {
    match refused(ctx.book(), entity) {
        Some(why) => ctx.tell(why),
        None => ctx.take_back(entity.clone(), false),
    }
}

/// Takes a record out and writes down why, so that the log and whoever looks at the need can read it.
pub fn remove(ctx: &mut Ctx<'_>, id: &PairingId, reason: &Clean) -> Result<(), Say> {
    let entity = Entity::Pairing(id.clone());
    if let Some(why) = refused(ctx.book(), &entity) {
        return Err(why);
    }
    let session = ctx.book().sessions.get(&id.session);
    let org = session.map_or(&id.org, |s| s.org_name(&id.org));
    let words = help::words(ctx.world().lang);
    let text = fl!(
        words,
        "removed-because",
        need = shown(&id.need),
        org = org.as_str(),
        reason = reason.as_str()
    );
    let change = MemoChange::Written {
        need: Some(id.need.clone()),
        text: Clean::line(&text),
    };
    let memo = Entity::Memo((id.session.clone(), ctx.new_id()));
    ctx.commit(&id.session, vec![(memo, change.into())]);
    ctx.take_back(entity, false);
    Ok(())
}

/// What a correction names: another need, or another partner.
enum Meant {
    Need(Clean),
    Person(Clean),
    Organisation(Clean),
}

/// A need or badge number, or a name as it stands; nothing is guessed.
fn meant(session: &Session, text: &str) -> Option<Meant> {
    if let Some(person) = session.attendee_typed(text) {
        return Some(Meant::Person(person.badge.clone()));
    }
    if let Some(need) = session.needs.iter().find(|n| plain(&n.no) == plain(text)) {
        return Some(Meant::Need(need.no.clone()));
    }
    let typed = fold::key(text);
    let is = |name: &Clean| !name.is_empty() && fold::key(name) == typed;
    let people = session
        .attendees
        .iter()
        .filter(|a| is(&a.name) || is(&a.kana));
    let people = people.map(|a| Meant::Person(a.badge.clone()));
    let orgs = session.organisations.iter();
    let orgs = orgs.filter(|o| is(&o.name) || is(&o.kana) || is(&o.short));
    let mut found = people.chain(orgs.map(|o| Meant::Organisation(o.id.clone())));
    found.next().filter(|_| found.next().is_none())
}

/// Id of the organisation that a text names: by its name, or by somebody of it.
pub(super) fn firm(session: &Session, text: &str) -> Option<Clean> {
    if let Some(org) = session.organisations.iter().find(|o| shown(&o.id) == text) {
        return Some(org.id.clone());
    }
    match meant(session, text)? {
        Meant::Need(_) => None,
        Meant::Person(badge) => session.recorded_attendee(&badge).map(|a| a.org.clone()),
        Meant::Organisation(org) => Some(org),
    }
}

/// Records what a pairing should have been, with its level and memo, and takes the wrong one back.
pub fn correct(ctx: &mut Ctx<'_>, id: &PairingId, text: &str) -> Result<(), Say> {
    let entity = Entity::Pairing(id.clone());
    if let Some(why) = refused(ctx.book(), &entity) {
        return Err(why);
    }
    let unknown = || Say::NotFound(Clean::line(text));
    let Some((facts, old)) = ctx.facts(&id.session).zip(ctx.book().pairings.get(id)) else {
        return Ok(());
    };
    let meant = meant(facts.session, text).ok_or_else(unknown)?;
    let (need, partner) = match &meant {
        Meant::Need(no) => match old.persons.first() {
            Some(badge) => (no, Partner::Person(badge)),
            None => (no, Partner::Organisation(&id.org)),
        },
        Meant::Person(badge) => (&id.need, Partner::Person(badge)),
        Meant::Organisation(org) => (&id.need, Partner::Organisation(org)),
    };
    let org = match partner {
        Partner::Person(badge) => facts
            .session
            .recorded_attendee(badge)
            .map(|a| a.org.clone()),
        Partner::Organisation(org) => Some(Clean::line(org)),
    };
    // Where the right one is on record already, it keeps its level, and both memos are kept.
    let there = org.map(|org| PairingId {
        session: id.session.clone(),
        need: need.clone(),
        org,
    });
    let there = there.and_then(|there| facts.book.pairings.get(&there));
    let there = there.filter(|there| there.id != *id);
    let level = there.is_none().then_some(old.level);
    let made = matching::record(facts.session, facts.book, need, partner, level);
    let (now, mut changes) = match (made, there) {
        (Err(Refusal::AlreadyRecorded), Some(there)) => (there.id.clone(), Vec::new()),
        (made, _) => made.map_err(|refusal| match refusal {
            Refusal::OwnHospital(_) => Say::OwnHospital,
            Refusal::Erased(badge) => Say::Erased(Erased::Refused(badge)),
            Refusal::AlreadyRecorded => Say::Unchanged,
            Refusal::UnknownNeed(_)
            | Refusal::UnknownPartner(_)
            | Refusal::UnknownPairing(_)
            | Refusal::AlreadyConfirmed => unknown(),
        })?,
    };
    let is_same = now == *id;
    let stands = there.map_or("", |there| there.note.as_str());
    if !is_same && !old.note.is_empty() && old.note.as_str() != stands {
        let note = match stands {
            "" => old.note.clone(),
            stands => Clean::text(&format!("{stands}\n{}", old.note)),
        };
        let note = PairingChange::Note { note };
        changes.push((Entity::Pairing(now.clone()), note.into()));
    }
    let org = facts.session.org_name(&now.org).clone();
    let need = now.need.clone();
    ctx.commit(&id.session, changes);
    if !is_same {
        ctx.take_back(entity, true);
    }
    ctx.tell(Say::Corrected { need, org });
    Ok(())
}
