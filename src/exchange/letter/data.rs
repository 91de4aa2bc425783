//! What a letter can be filled with: what its receiver may know, and nothing else.

use crate::domain::code::{Disclosure, Level, OwnerSide};
use crate::domain::entity::meeting::Meeting;
use crate::domain::entity::pairing::{Pairing, PairingId};
use crate::domain::number;
use crate::domain::roster::{Attendee, Need, Organisation, Session};
use crate::domain::rule::call::Call;
use crate::domain::rule::facts::Facts;
use crate::exchange::leave::Reader;
use crate::text::Clean;
use jiff::civil::Date;
use serde::Serialize;

/// Who receives a letter.
#[derive(Clone, Copy, Debug)]
pub enum To<'a> {
    /// An organisation of the session.
    Organisation(&'a Organisation),
    /// A person of the session.
    Person(&'a Attendee),
    /// Somebody else, as they are addressed.
    Outside(&'a str),
}

impl<'a> To<'a> {
    /// The organisation, where it is one of the session.
    pub fn org(self) -> Option<&'a Clean> {
        match self {
            Self::Organisation(org) => Some(&org.id),
            Self::Person(person) => Some(&person.org),
            Self::Outside(_) => None,
        }
    }

    /// For whom it leaves.
    fn reader(self) -> Reader {
        let org = self.org().cloned();
        org.map_or(Reader::Public, Reader::Organisation)
    }
}

/// What all letters are written from.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The session and the record.
    pub facts: &'a Facts<'a>,
    /// Calls for subsidies.
    pub calls: &'a [Call],
    /// Who writes.
    pub actor: &'a Clean,
}

/// Everything a template can name.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Data {
    /// The day of the letter.
    pub today: String,
    /// Who writes.
    pub from: From,
    /// Who receives.
    pub to: Address,
    /// The meeting.
    pub session: Held,
    /// The persons of the receiver.
    pub people: Vec<Address>,
    /// Needs: a hospital's own, those a company works on, what anybody may know.
    pub needs: Vec<NeedLine>,
    /// Pairings of the receiver.
    pub pairings: Vec<PairingLine>,
    /// Those of them whose NDA is not signed.
    pub ndas: Vec<PairingLine>,
    /// Meetings of the receiver that stand.
    pub meetings: Vec<MeetingLine>,
    /// Open tasks of the receiver.
    pub tasks: Vec<TaskLine>,
    /// Calls that have not closed.
    pub calls: Vec<CallLine>,
}

/// Who writes.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct From {
    /// A person.
    pub name: String,
    /// The first host of the session.
    pub org: String,
}

/// A receiver, or one of its persons.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Address {
    /// Its name with 御中 or 様, as a letter begins.
    pub line: String,
    /// Organisation.
    pub org: String,
    /// 部署
    pub dept: String,
    /// 役職
    pub title: String,
    /// Person; empty for an organisation.
    pub name: String,
    /// Badge number; empty for an organisation.
    pub badge: String,
}

/// The meeting.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Held {
    /// 名称
    pub title: String,
    /// 開催日
    pub held_on: String,
    /// 開始
    pub starts_at: String,
    /// 終了
    pub ends_at: String,
    /// 会場
    pub venue: String,
    /// 事業名
    pub programme: String,
    /// 主催
    pub hosts: String,
}

/// A need.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct NeedLine {
    /// Number.
    pub no: String,
    /// 題名
    pub title: String,
    /// 医療機関
    pub hospital: String,
    /// 診療科
    pub department: String,
    /// 困りごと
    pub problem: String,
    /// 求める解決策
    pub wanted: String,
}

/// A pairing.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PairingLine {
    /// Number of the need.
    pub no: String,
    /// Title of the need; what stands behind an NDA has none.
    pub title: String,
    /// The other side.
    pub with: String,
    /// 関心度
    pub level: String,
    /// 状態
    pub status: String,
    /// Next step of the receiver.
    pub next: String,
    /// By when.
    pub next_on: String,
}

/// A meeting at a table.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct MeetingLine {
    /// When it begins.
    pub starts_at: String,
    /// Where.
    pub table: String,
    /// Number of the need.
    pub no: String,
    /// The other side.
    pub with: String,
}

/// A task.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct TaskLine {
    /// Number of the need.
    pub no: String,
    /// 件名
    pub title: String,
    /// 期限
    pub due: String,
}

/// A call for subsidies.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CallLine {
    /// What it is called.
    pub name: String,
    /// Who gives.
    pub office: String,
    /// Day and hour on which it closes.
    pub closes: String,
    /// Where it stands.
    pub url: String,
    /// When somebody looked it up.
    pub checked: String,
}

/// What a receiver may know.
pub fn of(source: &Source<'_>, to: To<'_>) -> Data {
    let (facts, session) = (source.facts, source.facts.session);
    let reader = to.reader();
    let own: Vec<&Pairing> = match to.org() {
        Some(org) => own_pairings(facts, &reader, org),
        None => Vec::new(),
    };
    let pairings: Vec<PairingLine> = own.iter().map(|p| pairing(facts, &reader, to, p)).collect();
    let is_open = |p: &&Pairing| {
        let mut tasks = facts.book.tasks_of(&p.id);
        tasks.any(|t| t.id.code() == "C1" && !t.status.is_closed())
    };
    let ndas = own.iter().filter(|p| is_open(p));
    let ndas = ndas.map(|p| pairing(facts, &reader, to, p)).collect();
    let hosts: Vec<&str> = (session.hosts.iter())
        .map(|id| session.org_name(id).as_str())
        .collect();
    let time = |t: Option<jiff::civil::Time>| t.map(|t| t.strftime("%H:%M").to_string());
    Data {
        today: day(facts.today),
        from: From {
            name: source.actor.to_string(),
            org: hosts.first().map(ToString::to_string).unwrap_or_default(),
        },
        to: address(session, to),
        session: Held {
            title: session.title.to_string(),
            held_on: day(session.held_on),
            starts_at: time(session.starts_at).unwrap_or_default(),
            ends_at: time(session.ends_at).unwrap_or_default(),
            venue: session.venue.to_string(),
            programme: session.program_name.to_string(),
            hosts: hosts.join("、"),
        },
        people: match to.org() {
            Some(org) => (session.people_of(org))
                .map(|p| address(session, To::Person(p)))
                .collect(),
            None => Vec::new(),
        },
        needs: needs(facts, &reader, to, &own),
        pairings,
        ndas,
        meetings: meetings(facts, &reader, to),
        tasks: tasks(facts, to, &own),
        calls: (source.calls.iter())
            .filter(|call| !call.is_over(facts.today) && !call.sample)
            .map(call)
            .collect(),
    }
}

/// To which mail addresses it goes: the person's own, or those of the organisation's persons, of whom the contact persons
/// of its pairings come before all others.
pub fn mail(facts: &Facts<'_>, to: To<'_>) -> Vec<(Clean, Clean)> {
    let session = facts.session;
    let persons: Vec<&Attendee> = match to {
        To::Person(person) => vec![person],
        To::Outside(_) => Vec::new(),
        To::Organisation(org) => {
            let all: Vec<&Attendee> = session.people_of(&org.id).collect();
            let own = facts
                .book
                .pairings_in(&session.id)
                .filter(|p| p.id.org == org.id);
            let named: Vec<&Clean> = own.flat_map(|p| &p.persons).collect();
            let contacts: Vec<&Attendee> = all
                .iter()
                .copied()
                .filter(|p| named.contains(&&p.badge) && !p.email.is_empty())
                .collect();
            if contacts.is_empty() { all } else { contacts }
        }
    };
    let persons = persons.into_iter().filter(|p| !p.email.is_empty());
    persons.map(|p| (p.name.clone(), p.email.clone())).collect()
}

/// Whether an organisation presents a need.
pub fn presents(session: &Session, org: &Clean) -> bool {
    session.needs.iter().any(|n| n.hospital == *org)
}

fn day(date: Date) -> String {
    let weekday = match date.weekday() {
        jiff::civil::Weekday::Monday => "月",
        jiff::civil::Weekday::Tuesday => "火",
        jiff::civil::Weekday::Wednesday => "水",
        jiff::civil::Weekday::Thursday => "木",
        jiff::civil::Weekday::Friday => "金",
        jiff::civil::Weekday::Saturday => "土",
        jiff::civil::Weekday::Sunday => "日",
    };
    format!(
        "{}年{}月{}日（{weekday}）",
        date.year(),
        date.month(),
        date.day()
    )
}

fn address(session: &Session, to: To<'_>) -> Address {
    match to {
        To::Organisation(org) => Address {
            line: format!("{}　御中", org.name),
            org: org.name.to_string(),
            ..Address::default()
        },
        To::Person(person) => Address {
            line: format!("{}　様", person.name),
            org: session.org_name(&person.org).to_string(),
            dept: person.dept.to_string(),
            title: person.title.to_string(),
            name: person.name.to_string(),
            badge: number::shown(&person.badge).to_owned(),
        },
        To::Outside(text) => Address {
            line: text.to_owned(),
            ..Address::default()
        },
    }
}

/// The pairings of an organisation, on either side, of which it may know.
fn own_pairings<'a>(facts: &Facts<'a>, reader: &Reader, org: &Clean) -> Vec<&'a Pairing> {
    let session = facts.session;
    let all = facts.book.pairings_in(&session.id);
    let all = all.filter(|p| p.level != Level::Declined);
    all.filter(|p| {
        let Some(need) = session.recorded_need(&p.id.need) else {
            return false;
        };
        // That there is a need that is closed is nothing to tell.
        let is_told = need.disclosure == Some(Disclosure::AfterNda)
            || reader.may_see(facts.book, session, need);
        need.hospital == *org || (p.id.org == *org && is_told)
    })
    .collect()
}

fn pairing(facts: &Facts<'_>, reader: &Reader, to: To<'_>, pairing: &Pairing) -> PairingLine {
    let session = facts.session;
    let need = session.recorded_need(&pairing.id.need);
    let is_company = to.org() == Some(&pairing.id.org);
    let title = need.filter(|n| reader.may_see(facts.book, session, n));
    let next = if is_company {
        &pairing.next_company
    } else {
        &pairing.next_hospital
    };
    PairingLine {
        no: number::shown(&pairing.id.need).to_owned(),
        title: title.map(|n| n.title.to_string()).unwrap_or_default(),
        with: other(session, is_company, &pairing.id, need),
        level: pairing.level.ja().to_owned(),
        status: pairing.status.ja().to_owned(),
        next: next.0.to_string(),
        next_on: next.1.map(day).unwrap_or_default(),
    }
}

/// The other side of a pairing or a meeting.
fn other(session: &Session, is_company: bool, id: &PairingId, need: Option<&Need>) -> String {
    let org = match need {
        Some(need) if is_company => &need.hospital,
        Some(_) | None => &id.org,
    };
    session.org_name(org).to_string()
}

fn needs(facts: &Facts<'_>, reader: &Reader, to: To<'_>, own: &[&Pairing]) -> Vec<NeedLine> {
    let session = facts.session;
    let is_own = |need: &Need| match to.org() {
        Some(org) => need.hospital == *org || own.iter().any(|p| p.id.need == need.no),
        None => true,
    };
    let all = session.needs.iter();
    let all = all.filter(|n| is_own(n) && reader.may_see(facts.book, session, n));
    all.map(|n| NeedLine {
        no: number::shown(&n.no).to_owned(),
        title: n.title.to_string(),
        hospital: session.org_name(&n.hospital).to_string(),
        department: n.department.to_string(),
        problem: n.problem.to_string(),
        wanted: n.wanted.to_string(),
    })
    .collect()
}

/// The meetings that stand, by time. A person has those at whose table they sit.
fn meetings(facts: &Facts<'_>, reader: &Reader, to: To<'_>) -> Vec<MeetingLine> {
    let session = facts.session;
    let Some(org) = to.org() else {
        return Vec::new();
    };
    let sits = |id: &PairingId, meeting: &Meeting, need: &Need| {
        let seat = meeting.seat.as_ref();
        let is_company = id.org == *org;
        let is_person = match to {
            To::Person(person) if is_company => {
                seat.is_some_and(|s| s.persons.is_empty() || s.persons.contains(&person.badge))
            }
            To::Person(person) => need.presenter == person.badge || need.presenter == person.name,
            To::Organisation(_) | To::Outside(_) => true,
        };
        (is_company || need.hospital == *org) && is_person
    };
    let all = facts
        .book
        .meetings
        .iter()
        .filter(|(id, m)| id.session == session.id && m.fixed);
    let mut found: Vec<MeetingLine> = all
        .filter_map(|(id, meeting)| {
            let seat = meeting.seat.as_ref()?;
            let need = session.recorded_need(&id.need)?;
            let is_company = id.org == *org;
            let is_told = !is_company
                || need.disclosure == Some(Disclosure::AfterNda)
                || reader.may_see(facts.book, session, need);
            (is_told && sits(id, meeting, need)).then(|| MeetingLine {
                starts_at: seat.starts_at.strftime("%H:%M").to_string(),
                table: seat.table.to_string(),
                no: number::shown(&id.need).to_owned(),
                with: other(session, is_company, id, Some(need)),
            })
        })
        .collect();
    found.sort_by(|a, b| (&a.starts_at, &a.no).cmp(&(&b.starts_at, &b.no)));
    found
}

/// The open tasks that the receiver has to act on. What somebody wrote in their own words stays in the office.
fn tasks(facts: &Facts<'_>, to: To<'_>, own: &[&Pairing]) -> Vec<TaskLine> {
    let mut found: Vec<(Date, TaskLine)> = Vec::new();
    for pairing in own {
        let side = if to.org() == Some(&pairing.id.org) {
            OwnerSide::Company
        } else {
            OwnerSide::Hospital
        };
        let tasks = facts.book.tasks_of(&pairing.id);
        let open =
            tasks.filter(|t| !t.status.is_closed() && t.owner_side == side && !t.id.is_own());
        found.extend(open.map(|t| {
            let line = TaskLine {
                no: number::shown(&t.id.need).to_owned(),
                title: t.title_ja.to_string(),
                due: day(t.due_on),
            };
            (t.due_on, line)
        }));
    }
    found.sort_by(|a, b| (a.0, &a.1.no, &a.1.title).cmp(&(b.0, &b.1.no, &b.1.title)));
    found.into_iter().map(|(_, line)| line).collect()
}

fn call(call: &Call) -> CallLine {
    CallLine {
        name: call.name.to_string(),
        office: call.office.to_string(),
        closes: format!(
            "{} {}",
            day(call.closes_on),
            call.closes_at.strftime("%H:%M")
        ),
        url: call.url.to_string(),
        checked: day(call.checked_on),
    }
}
