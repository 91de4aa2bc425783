//! What is counted, and the records behind each count.

use crate::domain::book::Book;
use crate::domain::code::{Level, Outcome, PairingStatus, TaskStatus};
use crate::domain::entity::meeting::MeetingId;
use crate::domain::entity::need::NeedId;
use crate::domain::entity::pairing::{Pairing, PairingId};
use crate::domain::entity::task::{Task, TaskId};
use crate::domain::number::MahType;
use crate::domain::roster::{Organisation, Session};
use crate::domain::rule::facts::Facts;
use crate::domain::rule::{interest, licence, project};
use crate::text::Clean;
use std::collections::BTreeSet;

/// What is counted, in the order of the way from a need to the market.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// Needs presented.
    Needs,
    /// Needs in which somebody is interested.
    NeedsWithInterest,
    /// Pairings on record, however they went on.
    Pairings,
    /// Pairings that are 確定 or further now.
    Confirmed,
    /// Meetings that were held.
    Meetings,
    /// NDAs signed.
    NdaSigned,
    /// Pairings that are at 契約 or further, or have a research contract (F1, F2).
    Contracts,
    /// Pairings at 事業化.
    Launched,
    /// Confirmed pairings of a need for which somebody with a type 1 or 2 licence works.
    WithMah,
    /// Confirmed pairings with all four surveys done.
    Surveyed,
    /// Confirmed pairings with accompanying support (伴走支援) taken up.
    Accompanied,
    /// Confirmed pairings whose company committed itself to something.
    Committed,
    /// Pairings in which another company took over.
    Changed,
    /// Tasks past their day.
    Overdue,
}

/// A record behind a figure.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Counted {
    /// A need.
    Need(NeedId),
    /// A pairing.
    Pairing(PairingId),
    /// A meeting.
    Meeting(MeetingId),
    /// A task.
    Task(TaskId),
}

impl Counted {
    /// Of which session.
    pub fn session(&self) -> &Clean {
        match self {
            Self::Need(id) => &id.session,
            Self::Pairing(id) | Self::Meeting(id) => &id.session,
            Self::Task(id) => &id.session,
        }
    }

    /// Of which need; empty for a task of the session.
    pub fn need(&self) -> &Clean {
        match self {
            Self::Need(id) => &id.number,
            Self::Pairing(id) | Self::Meeting(id) => &id.need,
            Self::Task(id) => &id.need,
        }
    }

    /// Of which pairing; there need not be one on record.
    pub fn pairing(&self) -> Option<PairingId> {
        match self {
            Self::Need(_) => None,
            Self::Pairing(id) | Self::Meeting(id) => Some(id.clone()),
            Self::Task(id) => id.pairing(),
        }
    }
}

impl Measure {
    /// All, in their order.
    pub const ALL: &'static [Self] = &[
        Self::Needs,
        Self::NeedsWithInterest,
        Self::Pairings,
        Self::Confirmed,
        Self::Meetings,
        Self::NdaSigned,
        Self::Contracts,
        Self::Launched,
        Self::WithMah,
        Self::Surveyed,
        Self::Accompanied,
        Self::Committed,
        Self::Changed,
        Self::Overdue,
    ];

    /// What machines call it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Needs => "needs",
            Self::NeedsWithInterest => "needs_with_interest",
            Self::Pairings => "pairings",
            Self::Confirmed => "confirmed",
            Self::Meetings => "meetings",
            Self::NdaSigned => "nda_signed",
            Self::Contracts => "contracts",
            Self::Launched => "launched",
            Self::WithMah => "with_mah",
            Self::Surveyed => "surveyed",
            Self::Accompanied => "accompanied",
            Self::Committed => "committed",
            Self::Changed => "company_changes",
            Self::Overdue => "overdue",
        }
    }

    /// Name on a Japanese screen.
    pub fn ja(self) -> &'static str {
        match self {
            Self::Needs => "ニーズ",
            Self::NeedsWithInterest => "関心のあったニーズ",
            Self::Pairings => "ペアリング",
            Self::Confirmed => "確定したペアリング",
            Self::Meetings => "実施した面談",
            Self::NdaSigned => "秘密保持契約",
            Self::Contracts => "契約",
            Self::Launched => "事業化・上市",
            Self::WithMah => "製販が加わる確定ペアリング",
            Self::Surveyed => "4調査が済んだ確定ペアリング",
            Self::Accompanied => "伴走支援のある確定ペアリング",
            Self::Committed => "コミットメントのある確定ペアリング",
            Self::Changed => "連携企業の変更",
            Self::Overdue => "期限を過ぎた課題",
        }
    }

    /// Name on an English screen.
    pub fn en(self) -> &'static str {
        match self {
            Self::Needs => "needs",
            Self::NeedsWithInterest => "needs with interest",
            Self::Pairings => "pairings",
            Self::Confirmed => "confirmed pairings",
            Self::Meetings => "meetings held",
            Self::NdaSigned => "NDAs signed",
            Self::Contracts => "contracts",
            Self::Launched => "on the market",
            Self::WithMah => "confirmed, with a licence holder",
            Self::Surveyed => "confirmed, four surveys done",
            Self::Accompanied => "confirmed, accompanied",
            Self::Committed => "confirmed, company committed",
            Self::Changed => "changes of company",
            Self::Overdue => "tasks past their day",
        }
    }
}

/// The records of a session behind a figure.
pub(super) fn behind(facts: &Facts<'_>, measure: Measure) -> Vec<Counted> {
    let (book, session) = (facts.book, facts.session);
    let pairings = |wanted: &dyn Fn(&Pairing) -> bool| -> Vec<Counted> {
        let all = book.pairings_in(&session.id).filter(|p| wanted(p));
        all.map(|p| Counted::Pairing(p.id.clone())).collect()
    };
    let tasks = |wanted: &dyn Fn(&Task) -> bool| -> Vec<Counted> {
        let all = book.tasks_in(&session.id).filter(|t| wanted(t));
        all.map(|t| Counted::Task(t.id.clone())).collect()
    };
    let need = |no: &Clean| {
        Counted::Need(NeedId {
            session: session.id.clone(),
            number: no.clone(),
        })
    };
    let confirmed = |p: &Pairing| p.status.is_confirmed();
    let all_done = |p: &Pairing, codes: &[&str]| codes.iter().all(|code| is_done(book, p, code));
    match measure {
        Measure::Needs => {
            let needs = session.needs.iter();
            needs.map(|n| need(&n.no)).collect()
        }
        Measure::NeedsWithInterest => {
            let wanted = wanted_needs(book, session);
            let needs = session.needs.iter().filter(|n| wanted.contains(&n.no));
            needs.map(|n| need(&n.no)).collect()
        }
        Measure::Pairings => pairings(&|_| true),
        Measure::Confirmed => pairings(&confirmed),
        Measure::Meetings => meetings(book, session),
        Measure::NdaSigned => tasks(&|t| t.id.code() == "C1" && t.status == TaskStatus::Done),
        Measure::Contracts => pairings(&|p| {
            is_at(p, PairingStatus::Contract) || is_done(book, p, "F1") || is_done(book, p, "F2")
        }),
        Measure::Launched => pairings(&|p| p.status == PairingStatus::Business),
        Measure::WithMah => {
            let held = held_needs(facts);
            pairings(&|p| confirmed(p) && held.contains(&p.id.need))
        }
        Measure::Surveyed => pairings(&|p| confirmed(p) && all_done(p, &["D1", "D2", "D3", "D4"])),
        Measure::Accompanied => pairings(&|p| confirmed(p) && is_done(book, p, "J1")),
        Measure::Committed => pairings(&|p| confirmed(p) && project::is_committed(p)),
        Measure::Changed => pairings(&|p| {
            p.status == PairingStatus::PartnerChange || project::successor(book, &p.id).is_some()
        }),
        Measure::Overdue => tasks(&|t| !t.status.is_closed() && t.due_on < facts.today),
    }
}

/// Whether a pairing is at a state or further, and has not ended.
fn is_at(pairing: &Pairing, status: PairingStatus) -> bool {
    pairing.status.is_confirmed() && pairing.status >= status
}

pub(super) fn is_done(book: &Book, pairing: &Pairing, code: &str) -> bool {
    let task = book.tasks.get(&TaskId {
        session: pairing.id.session.clone(),
        need: pairing.id.need.clone(),
        org: pairing.id.org.clone(),
        template: Clean::line(code),
    });
    task.is_some_and(|t| t.status == TaskStatus::Done)
}

/// The needs in which somebody is interested: a pairing says so, or what a person marked or declared.
fn wanted_needs(book: &Book, session: &Session) -> BTreeSet<Clean> {
    let pairings = book.pairings_in(&session.id);
    let mut wanted: BTreeSet<Clean> = pairings
        .filter(|p| p.level != Level::Declined)
        .map(|p| p.id.need.clone())
        .collect();
    for person in &session.attendees {
        let marks = interest::marks_of(book, &session.id, &person.badge);
        let marked = marks.map(|(id, _)| &id.need);
        for need in marked.chain(person.interests.iter().map(|i| &i.need)) {
            let wish = interest::of(book, session, person, need);
            if wish.is_some_and(|w| w.level != Level::Declined) {
                wanted.insert(need.clone());
            }
        }
    }
    wanted
}

/// The meetings that were held: at a table, or at another time, which the pairing says.
fn meetings(book: &Book, session: &Session) -> Vec<Counted> {
    let first = MeetingId {
        session: session.id.clone(),
        need: Clean::default(),
        org: Clean::default(),
    };
    let all = book.meetings.range(first..);
    let own = all.take_while(|(id, _)| id.session == session.id);
    let at_table: BTreeSet<&MeetingId> = own
        .filter(|(_, m)| m.outcome.is_some_and(|o| o != Outcome::NotHeld))
        .map(|(id, _)| id)
        .collect();
    let was_held = |p: &&Pairing| {
        let mut later = p.met.values();
        is_at(p, PairingStatus::Met) || later.any(|(outcome, _)| *outcome != Outcome::NotHeld)
    };
    let later = (book.pairings_in(&session.id))
        .filter(was_held)
        .filter(|p| !at_table.contains(&p.id))
        .map(|p| Counted::Pairing(p.id.clone()));
    let at_table = at_table.iter().map(|id| Counted::Meeting((*id).clone()));
    at_table.chain(later).collect()
}

/// The needs for which somebody with a type 1 or 2 licence works.
fn held_needs(facts: &Facts<'_>) -> BTreeSet<Clean> {
    let session = facts.session;
    let is_held = |need: &Clean| {
        let mut all = licence::on_need(facts.book, &session.id, need);
        all.any(|p| {
            let org = session.recorded_organisation(&p.id.org);
            org.and_then(Organisation::licence) >= Some(MahType::Second)
        })
    };
    let needs = session.needs.iter().chain(&session.withdrawn.needs);
    needs.map(|n| n.no.clone()).filter(is_held).collect()
}
