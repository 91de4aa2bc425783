//! What the desk records: who comes, who comes without having registered (当日参加), who comes for somebody else (代理).

use crate::domain::book::{Book, whole};
use crate::domain::code::{Paper, Presence};
use crate::domain::entity::attendance::{Attendance, AttendanceChange, AttendanceId};
use crate::domain::entity::attendee::{AttendeeChange, AttendeeId};
use crate::domain::entity::interest::InterestChange;
use crate::domain::entity::organisation::OrganisationChange;
use crate::domain::entity::{Change, Changes, Entity};
use crate::domain::meaning;
use crate::domain::number;
use crate::domain::recorded::prepared::{APART, Fields, Item, Prepared};
use crate::domain::roster::{Attendee, Organisation, Session};
use crate::domain::rule::interest::{self, SheetState};
use crate::domain::rule::name::is_erased;
use crate::text::{Clean, fold};

/// Why nothing is recorded.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nobody here has this badge.
    #[error("no badge {0}")]
    NoSuchBadge(Clean),
    /// The person with this badge was erased.
    #[error("badge {0} was erased")]
    Erased(Clean),
    /// Somebody has it already.
    #[error("badge {0} is taken")]
    BadgeTaken(Clean),
    /// A person needs a name.
    #[error("no name")]
    NoName,
    /// A person who was not registered needs a badge.
    #[error("no number for the badge")]
    NoBadge,
    /// A person needs a company.
    #[error("no company")]
    NoCompany,
    /// Somebody of this name and company is registered with this badge.
    #[error("registered with badge {0}")]
    Registered(Clean),
    /// The record says so already.
    #[error("already recorded")]
    AlreadyRecorded,
}

/// The company of somebody who was not registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Company<'a> {
    /// One of the list, by its id.
    Known(&'a Clean),
    /// Another one, by its name. A known one of that name is taken instead.
    New(&'a Clean),
}

/// What somebody at the desk says of themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Newcomer<'a> {
    /// Badge number they are given.
    pub badge: &'a Clean,
    /// 氏名
    pub name: &'a Clean,
    /// よみ
    pub kana: &'a Clean,
    /// 所属
    pub company: Company<'a>,
}

/// What is recorded of somebody's attendance.
pub fn attendance<'b>(book: &'b Book, session: &Clean, badge: &Clean) -> Option<&'b Attendance> {
    book.attendances.get(&AttendanceId {
        session: session.clone(),
        badge: badge.clone(),
    })
}

/// Whether a person is in the room.
pub fn presence(book: &Book, session: &Clean, badge: &Clean) -> Presence {
    attendance(book, session, badge).map_or(Presence::Expected, |a| a.presence)
}

/// How somebody came to be in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Came {
    /// As registered.
    Registered,
    /// 当日
    OnTheDay,
    /// 代理
    Substitute,
}

/// How somebody came to be in the list.
pub fn came(book: &Book, session: &Clean, person: &Attendee) -> Came {
    let key = AttendeeId {
        session: session.clone(),
        number: person.badge.clone(),
    };
    if !person.in_place_of.is_empty() {
        Came::Substitute
    } else if book
        .attendees
        .get(&key)
        .is_some_and(|row| row.added && !row.listed)
    {
        Came::OnTheDay
    } else {
        Came::Registered
    }
}

/// Whether a sheet of interests is expected of a person: of everybody but those who stay away and those of the hospitals
/// that present, unless something was marked for them.
pub fn expects_sheet(book: &Book, session: &Session, person: &Attendee) -> bool {
    let presents = session.needs.iter().any(|n| n.hospital == person.org);
    let stays_away = presence(book, &session.id, &person.badge) == Presence::Absent;
    let state = interest::sheet_state(book, session, person);
    (!presents && !stays_away) || state >= SheetState::Entering
}

/// Somebody comes, leaves, stays away, or did not.
pub fn set_presence(
    book: &Book,
    session: &Session,
    badge: &Clean,
    presence: Presence,
) -> Result<Changes, Refusal> {
    let person = person(session, badge)?;
    if self::presence(book, &session.id, &person.badge) == presence {
        return Err(Refusal::AlreadyRecorded);
    }
    let change = AttendanceChange::Presence { presence };
    Ok(vec![of_attendance(session, &person.badge, change)])
}

/// A paper is signed, handed over or handed in, or is not.
pub fn set_paper(
    book: &Book,
    session: &Session,
    badge: &Clean,
    paper: Paper,
    done: bool,
) -> Result<Changes, Refusal> {
    let person = person(session, badge)?;
    let said = attendance(book, &session.id, &person.badge).and_then(|a| a.paper(paper));
    if said == Some(done) {
        return Err(Refusal::AlreadyRecorded);
    }
    let change = AttendanceChange::Paper { paper, done };
    Ok(vec![of_attendance(session, &person.badge, change)])
}

/// Whether a paper of a person is done: as the desk said, else as the list of attendees says.
pub fn has_paper(book: &Book, session: &Session, person: &Attendee, paper: Paper) -> bool {
    let said = attendance(book, &session.id, &person.badge).and_then(|a| a.paper(paper));
    said.unwrap_or_else(|| {
        let note = |key: &str| person.notes.iter().find(|(own, _)| *own == *key);
        let is_yes = |key: &str| {
            const NO: &[&str] = &[
                "",
                "なし",
                "未",
                "まだ",
                "いいえ",
                "不同意",
                "不可",
                "no",
                "false",
            ];
            note(key).is_some_and(|(_, text)| !NO.contains(&text.trim()))
        };
        match paper {
            Paper::List => is_yes("consent_share") || is_yes("consent_on"),
            Paper::Nda => is_yes("nda_signed_on"),
            Paper::Badge | Paper::Sheet | Paper::Label => false,
        }
    })
}

/// 当日参加: somebody who is not in the list comes. Answers their key and what is to be recorded.
pub fn walk_in(
    book: &Book,
    session: &Session,
    new: &Newcomer<'_>,
) -> Result<(Clean, Changes), Refusal> {
    if new.name.trim().is_empty() {
        return Err(Refusal::NoName);
    }
    let mut changes = Changes::new();
    let (org, org_name) = organisation(book, session, new.company, &mut changes)?;
    let is_same = |a: &&Attendee| a.org == org && fold::key(&a.name) == fold::key(new.name);
    if let Some(known) = session.attendees.iter().find(is_same) {
        return Err(Refusal::Registered(known.badge.clone()));
    }
    let badge = Clean::line(&number::narrow(new.badge));
    if badge.is_empty() {
        return Err(Refusal::NoBadge);
    }
    if session.attendee(&badge).is_some() {
        return Err(Refusal::BadgeTaken(badge));
    }
    let person = Attendee {
        badge: badge.clone(),
        org,
        name: new.name.clone(),
        kana: new.kana.clone(),
        ..Attendee::default()
    };
    // A number that somebody had who is not in the list any more means another person now.
    let mark = meaning::mark(&badge, &person.name, &org_name);
    let is_used = session.withdrawn.attendees.iter().any(|a| a.badge == badge);
    let key = if is_used {
        free_key(book, session, &badge, &mark)
    } else {
        badge
    };
    let place = after_last(
        book.attendees
            .iter()
            .filter(|(id, _)| id.session == session.id),
    );
    changes.push(added_person(
        session,
        &key,
        &person,
        place,
        Some(mark).filter(|_| !is_used),
    ));
    changes.push(arrived(session, &key));
    Ok((key, changes))
}

/// 代理: somebody comes for a registered person, with their badge. The registered person stays on record.
pub fn substitute(
    book: &Book,
    session: &Session,
    badge: &Clean,
    (name, kana): (&Clean, &Clean),
    keeps_interest: bool,
) -> Result<(Clean, Changes), Refusal> {
    let registered = person(session, badge)?;
    if name.trim().is_empty() {
        return Err(Refusal::NoName);
    }
    if fold::key(name) == fold::key(&registered.name) {
        return Err(Refusal::Registered(registered.badge.clone()));
    }
    let mark = meaning::mark(badge, name, session.org_name(&registered.org));
    let key = free_key(book, session, &registered.badge, &mark);
    let came = Attendee {
        badge: key.clone(),
        org: registered.org.clone(),
        name: name.clone(),
        kana: kana.clone(),
        role: registered.role,
        interests: if keeps_interest {
            registered.interests.clone()
        } else {
            Vec::new()
        },
        in_place_of: registered.badge.clone(),
        ..Attendee::default()
    };
    let replaced = Attendee {
        replaced_by: key.clone(),
        ..registered.clone()
    };
    let row = book.attendees.get(&AttendeeId {
        session: session.id.clone(),
        number: registered.badge.clone(),
    });
    let place = row.map_or(0, Prepared::stands);
    let mut changes = vec![
        (
            whole::attendee(&session.id, &registered.badge),
            AttendeeChange::Corrected {
                set: Fields::between(registered, &replaced),
                place: None,
            }
            .into(),
        ),
        added_person(session, &key, &came, place, None),
        arrived(session, &key),
    ];
    if presence(book, &session.id, &registered.badge) != Presence::Absent {
        let absent = AttendanceChange::Presence {
            presence: Presence::Absent,
        };
        changes.push(of_attendance(session, &registered.badge, absent));
    }
    if keeps_interest {
        for (id, said) in interest::marks_of(book, &session.id, &registered.badge) {
            let id = crate::domain::entity::interest::InterestId {
                badge: key.clone(),
                ..id.clone()
            };
            let marked = InterestChange::Marked {
                level: said.level,
                source: said.source,
            };
            changes.push((Entity::Interest(id), marked.into()));
        }
    }
    Ok((key, changes))
}

/// The organisation that is named, added to the list where it is not in it: its id and its name.
pub(super) fn organisation(
    book: &Book,
    session: &Session,
    named: Company<'_>,
    changes: &mut Changes,
) -> Result<(Clean, Clean), Refusal> {
    let name = match named {
        Company::Known(id) => {
            let known = session.organisation(id).ok_or(Refusal::NoCompany)?;
            return Ok((known.id.clone(), known.name.clone()));
        }
        Company::New(name) if name.trim().is_empty() => return Err(Refusal::NoCompany),
        Company::New(name) => name,
    };
    let wanted = fold::key(name);
    let is_it = |o: &&Organisation| {
        [&o.name, &o.short]
            .into_iter()
            .any(|n| !n.is_empty() && fold::key(n) == wanted)
    };
    if let Some(known) = session.organisations.iter().find(is_it) {
        return Ok((known.id.clone(), known.name.clone()));
    }
    // Two laptops that add the same company add one.
    let id = Clean::line(&format!("new-{}", number::mark(&wanted)));
    let new = Organisation {
        id: id.clone(),
        name: name.clone(),
        ..Organisation::default()
    };
    let own = book.organisations.iter();
    let place = after_last(own.filter(|(key, _)| key.session == session.id));
    let change = OrganisationChange::Added {
        set: Fields::between(&Organisation::numbered(&id), &new),
        place: Some(place),
        mark: Some(meaning::mark(&id, name, "")),
        listed: false,
    };
    changes.push((whole::organisation(&session.id, &id), change.into()));
    Ok((id, name.clone()))
}

/// A key for another person under a number that somebody has or had.
fn free_key(book: &Book, session: &Session, badge: &Clean, mark: &str) -> Clean {
    let mut key = Clean::line(&number::with_mark(badge, mark));
    let is_taken = |key: &Clean| {
        book.attendees.contains_key(&AttendeeId {
            session: session.id.clone(),
            number: key.clone(),
        })
    };
    while is_taken(&key) {
        let mark = number::mark(&format!("{key}'"));
        key = Clean::line(&number::with_mark(badge, &mark));
    }
    key
}

/// Whoever has a badge, to record something for them.
pub fn person<'s>(session: &'s Session, badge: &Clean) -> Result<&'s Attendee, Refusal> {
    let found = session.attendee(badge);
    let person = found.ok_or_else(|| Refusal::NoSuchBadge(badge.clone()))?;
    if is_erased(&person.name) {
        return Err(Refusal::Erased(person.badge.clone()));
    }
    Ok(person)
}

fn of_attendance(session: &Session, badge: &Clean, change: AttendanceChange) -> (Entity, Change) {
    let id = AttendanceId {
        session: session.id.clone(),
        badge: badge.clone(),
    };
    (Entity::Attendance(id), change.into())
}

fn arrived(session: &Session, badge: &Clean) -> (Entity, Change) {
    let presence = Presence::Arrived;
    of_attendance(session, badge, AttendanceChange::Presence { presence })
}

fn added_person(
    session: &Session,
    key: &Clean,
    person: &Attendee,
    place: u64,
    mark: Option<Clean>,
) -> (Entity, Change) {
    let change = AttendeeChange::Added {
        set: Fields::between(&Attendee::numbered(&person.badge), person),
        place: Some(place),
        mark,
        listed: false,
    };
    (whole::attendee(&session.id, key), change.into())
}

/// The place behind everything of a kind.
pub(super) fn after_last<'a, K: 'a, T: Item + 'a>(
    rows: impl Iterator<Item = (K, &'a Prepared<T>)>,
) -> u64 {
    let last = rows.map(|(_, row)| row.stands()).max().unwrap_or(0);
    last.saturating_add(APART)
}
