//! The lines of the menus, each thing's own.

use super::item::{Item, asks_reason};
use crate::app::core::ctx::Ctx;
use crate::app::core::day_form::DayForm;
use crate::app::core::marks::Marks;
use crate::app::core::meeting_form::MeetingForm;
use crate::app::core::msg::{HitKind, HitRow};
use crate::app::core::request::{Choice, PointForm, Purpose, Subject};
use crate::domain::book::Book;
use crate::domain::code::{
    Aside, Collaboration, Commitment, Outcome, PairingStatus, Paper, Point, PointKind, Presence,
    TaskStatus,
};
use crate::domain::entity::Entity;
use crate::domain::entity::attendance::AttendanceId;
use crate::domain::entity::meeting::MeetingId;
use crate::domain::entity::pairing::{PairingId, Side};
use crate::domain::entity::task::TaskId;
use crate::domain::entity::waiver::WaiverId;
use crate::domain::rule::check;
use crate::domain::rule::reception;
use crate::domain::rule::suggest::About;
use crate::domain::rule::task_status::Asks;
use crate::domain::rule::template::Scope;
use crate::text::Clean;
use jiff::civil::Date;

/// Menu lines of a record, the usual one first.
pub(super) fn of_record(id: &PairingId, book: &Book) -> Vec<Item> {
    let person = book.pairings.get(id).and_then(|p| p.persons.first());
    let id = || id.clone();
    let mut items = vec![
        Item::Choose(Choice::Level(id())),
        Item::Edit(Purpose::PairingNote(id())),
        Item::Edit(Purpose::Correction(id())),
        Item::Confirm(id()),
        Item::Edit(Purpose::Next(id(), Side::Hospital)),
        Item::Edit(Purpose::Next(id(), Side::Company)),
        Item::Details(Subject::Pairing(id())),
        Item::TakeBack(Entity::Pairing(id())),
        Item::Choose(Choice::PairingStatus(id())),
        Item::Choose(Choice::Task(id())),
        Item::Choose(Choice::Project(id())),
        Item::Edit(Purpose::Day(DayForm::Remove(id()))),
        Item::Edit(Purpose::Day(DayForm::Organisation(id().session, id().org))),
        Item::Choose(Choice::Rules(id())),
    ];
    if let Some(badge) = person {
        let form = DayForm::Attendee(id().session, badge.clone());
        items.push(Item::Edit(Purpose::Day(form)));
    }
    items
}

/// Menu lines of a task, and of the pairing it is of.
pub(super) fn of_task(id: &TaskId, book: &Book) -> Vec<Item> {
    let mut items = vec![
        Item::Choose(Choice::TaskStatus(id.clone())),
        Item::Edit(Purpose::Due(id.clone())),
        Item::Edit(Purpose::TaskNote(id.clone())),
    ];
    if (book.tasks.get(id)).is_some_and(|task| book.is_due_doubtful(task)) {
        // A day that nobody can rely on comes first.
        items.swap(0, 1);
    }
    if let Some(id) = id.pairing() {
        let status = book.pairings.get(&id).map(|p| p.status);
        if status.is_some_and(|s| !s.is_confirmed()) {
            items.push(Item::Confirm(id.clone()));
        }
        if status.is_some() {
            items.push(Item::Choose(Choice::PairingStatus(id.clone())));
            items.push(Item::Edit(Purpose::Next(id.clone(), Side::Hospital)));
            items.push(Item::Edit(Purpose::Next(id.clone(), Side::Company)));
            items.push(Item::Choose(Choice::Task(id)));
        }
    }
    if let Some(task) = book.tasks.get(id).filter(|t| !t.status.is_closed()) {
        let asks = Asks {
            day: true,
            reason: book.is_blocked(task),
        };
        items.push(Item::Edit(Purpose::Finish(id.clone(), asks)));
    }
    items.push(Item::Edit(Purpose::TaskDetails(id.clone())));
    let of_pairing = [Choice::Project, Choice::Rules];
    let of_pairing = id
        .pairing()
        .map(|id| of_pairing.map(|of| Item::Choose(of(id.clone()))));
    items.extend(of_pairing.into_iter().flatten());
    items.push(Item::Details(Subject::Task(id.clone())));
    items
}

/// Menu lines of a meeting, always the same ones, so that each keeps its digit: what came of it first.
pub(super) fn of_meeting(id: &MeetingId) -> Vec<Item> {
    let pairing = || id.clone();
    let edit = |form| Item::Edit(Purpose::Meeting(form));
    let outcomes = Outcome::ALL.iter();
    let mut items: Vec<Item> = outcomes
        .map(|outcome| Item::Outcome(id.clone(), *outcome, None))
        .collect();
    items.extend([
        Item::Replan(id.clone(), Side::Company),
        Item::Replan(id.clone(), Side::Hospital),
        edit(MeetingForm::Note(id.clone())),
        Item::Edit(Purpose::Next(pairing(), Side::Hospital)),
        Item::Edit(Purpose::Next(pairing(), Side::Company)),
        Item::StepFixed(id.clone()),
        edit(MeetingForm::Away(id.clone(), Side::Company)),
        edit(MeetingForm::Away(id.clone(), Side::Hospital)),
        Item::Outcome(id.clone(), Outcome::NotHeld, Some(Side::Company)),
        Item::Outcome(id.clone(), Outcome::NotHeld, Some(Side::Hospital)),
        Item::Unseat(id.clone()),
        Item::Details(Subject::Meeting(id.clone())),
        edit(MeetingForm::Times(id.session.clone())),
    ]);
    items
}

/// Menu lines of a need, always the same ones, so that each keeps its digit.
pub(super) fn of_need(session: &Clean, no: &Clean) -> Vec<Item> {
    let aside = |how| Item::Aside(session.clone(), no.clone(), how);
    let of = || (session.clone(), no.clone());
    let edit = |form| Item::Edit(Purpose::Day(form));
    let mut items = vec![Item::Begin(session.clone(), no.clone())];
    items.extend(Aside::ALL.iter().map(|how| aside(Some(*how))));
    items.push(Item::Together(session.clone(), no.clone()));
    let named: [fn(Clean, Clean) -> DayForm; 3] =
        [DayForm::Presenter, DayForm::Order, DayForm::Need];
    items.extend(named.map(|form| {
        let (session, no) = of();
        edit(form(session, no))
    }));
    items.push(aside(None));
    items.push(edit(DayForm::NewNeed(session.clone())));
    items.push(Item::Suggestions(session.clone(), About::Need(no.clone())));
    items.push(Item::Details(Subject::Need(session.clone(), no.clone())));
    items
}

/// Menu lines of a person at the desk, always the same ones, so that each keeps its digit. What the selected person has
/// already is taken back by the same line.
pub(super) fn of_person(id: &AttendanceId, book: &Book) -> Vec<Item> {
    let of = || (id.session.clone(), id.badge.clone());
    let presence = |presence| Item::Presence(id.clone(), presence);
    let edit = |form: fn(Clean, Clean) -> DayForm| {
        let (session, badge) = of();
        Item::Edit(Purpose::Day(form(session, badge)))
    };
    let session = book.sessions.get(&id.session);
    let person = session.and_then(|s| s.attendee(&id.badge));
    let is_done = |paper| {
        let held = session.zip(person);
        held.is_some_and(|(s, person)| reception::has_paper(book, s, person, paper))
    };
    let paper = |paper| Item::Paper(id.clone(), paper, !is_done(paper));
    let mut items = vec![presence(Presence::Arrived), edit(DayForm::Substitute)];
    items.extend([Presence::Absent, Presence::Left].map(presence));
    items.extend([Paper::List, Paper::Nda, Paper::Badge].map(paper));
    items.push(presence(Presence::Expected));
    items.push(edit(DayForm::Attendee));
    items.push(paper(Paper::Sheet));
    items.push(Item::Details(Subject::Person(id.clone())));
    items
}

/// Menu lines of a line of the results: who it is, put right.
pub(super) fn of_hit(session: &Clean, hit: &HitRow) -> Vec<Item> {
    let edit = |form| Item::Edit(Purpose::Day(form));
    let (session, id) = (|| session.clone(), || hit.id.clone());
    let mut items = match hit.kind {
        HitKind::Attendee => vec![
            edit(DayForm::Attendee(session(), id())),
            edit(DayForm::Substitute(session(), id())),
        ],
        HitKind::Organisation => vec![
            edit(DayForm::Organisation(session(), id())),
            Item::Suggestions(session(), About::Firm(id())),
        ],
        HitKind::Need => of_need(&session(), &hit.id),
        HitKind::Patent | HitKind::Library => Vec::new(),
    };
    if hit.kind != HitKind::Need {
        items.push(Item::Details(Subject::Hit(
            session(),
            Box::new(hit.clone()),
        )));
    }
    items
}

/// Menu lines of a suggestion: recorded as 候補, or looked at.
pub(super) fn of_suggestion(id: &PairingId, book: &Book) -> Vec<Item> {
    let mut items = vec![Item::Candidate(id.clone())];
    if book.pairings.contains_key(id) {
        items.push(Item::Details(Subject::Pairing(id.clone())));
    }
    items.push(Item::Details(Subject::Need(
        id.session.clone(),
        id.need.clone(),
    )));
    items.push(Item::Suggestions(
        id.session.clone(),
        About::Firm(id.org.clone()),
    ));
    items
}

/// Menu lines that end the conflicts of a thing, the value that stands first.
pub(super) fn decisions(book: &Book, entity: &Entity) -> Vec<Item> {
    let mut items = Vec::new();
    for conflict in book.conflicts_of(entity) {
        let field = conflict.field;
        if field.is_text() {
            items.push(Item::Join(entity.clone(), field));
        }
        items.extend(conflict.values().into_iter().rev().map(|(value, head)| {
            let shown = (value, head.actor.clone());
            Item::Decide(entity.clone(), field, head.stamp, shown)
        }));
    }
    items
}

/// Menu lines for a pairing that waits for a decision: how it goes on first.
pub(super) fn deciding(id: &PairingId, book: &Book) -> Vec<Item> {
    let pairing = || id.clone();
    let mut items = decisions(book, &Entity::Pairing(pairing()));
    items.extend([
        Item::Confirm(pairing()),
        Item::Status(pairing(), PairingStatus::Approached),
        Item::Choose(Choice::Reason(pairing(), PairingStatus::Declined)),
        Item::Choose(Choice::Reason(pairing(), PairingStatus::OnHold)),
        Item::Choose(Choice::Level(pairing())),
        Item::Edit(Purpose::PairingNote(pairing())),
        Item::Edit(Purpose::Next(pairing(), Side::Hospital)),
        Item::Edit(Purpose::Next(pairing(), Side::Company)),
        Item::Choose(Choice::Task(pairing())),
        Item::Choose(Choice::Project(pairing())),
        Item::Edit(Purpose::Correction(pairing())),
        Item::TakeBack(Entity::Pairing(pairing())),
        Item::Details(Subject::Pairing(pairing())),
        Item::History(Subject::Pairing(pairing())),
    ]);
    items
}

/// Menu lines of what is known of a project.
pub(super) fn of_project(id: &PairingId) -> Vec<Item> {
    let form = |form| Item::Edit(Purpose::Points(id.clone(), form));
    vec![
        Item::Choose(Choice::Point(id.clone(), Point::Commitment)),
        Item::Choose(Choice::Point(id.clone(), Point::Collaboration)),
        form(PointForm::Terms),
        Item::Choose(Choice::Shared(id.clone())),
        Item::Edit(Purpose::Met(id.clone())),
        form(PointForm::Lessons),
        Item::Edit(Purpose::Successor(id.clone())),
    ]
}

/// Menu lines of the values of a point, and which of them stands. What stands can be taken away.
pub(super) fn values(id: &PairingId, point: Point, book: &Book) -> (Vec<Item>, Option<usize>) {
    let mut codes: Vec<&str> = match point.kind() {
        PointKind::Commitment => Commitment::ALL.iter().map(|c| c.code()).collect(),
        PointKind::Collaboration => Collaboration::ALL.iter().map(|c| c.code()).collect(),
        PointKind::Yen | PointKind::Day | PointKind::Text => Vec::new(),
    };
    let now = book.pairings.get(id).map_or("", |p| p.point(point));
    let at = codes.iter().position(|code| *code == now);
    if at.is_some() {
        codes.push("");
    }
    let item = |code: &&str| Item::Point(id.clone(), point, Clean::line(code));
    (codes.iter().map(item).collect(), at)
}

/// Menu lines of the sheet of shared goals and roles: its text, then what each side ticks.
pub(super) fn shared(id: &PairingId, book: &Book, today: Date) -> Vec<Item> {
    let form = Purpose::Points(id.clone(), PointForm::Shared);
    let mut items = vec![Item::Edit(form)];
    let pairing = book.pairings.get(id);
    let ticks = Point::SHEET.iter().flat_map(|(_, ticks)| ticks);
    items.extend(ticks.map(|tick| {
        let is_ticked = pairing.is_some_and(|p| !p.point(*tick).is_empty());
        let day = if is_ticked {
            Clean::default()
        } else {
            Clean::line(&today.to_string())
        };
        Item::Point(id.clone(), *tick, day)
    }));
    items
}

/// Menu lines of the filters that have a name. What is typed can get one, or lose it.
pub(super) fn filters(typed: &Clean, saved: &[(Clean, Clean)]) -> Vec<Item> {
    let narrow = |(name, words): &(Clean, Clean)| Item::Narrow(name.clone(), words.clone());
    let mut items: Vec<Item> = saved.iter().map(narrow).collect();
    if !typed.is_empty() {
        items.push(Item::Edit(Purpose::FilterName(typed.clone())));
        let same = saved.iter().filter(|(_, words)| words == typed);
        items.extend(same.map(|(name, _)| Item::ForgetFilter(name.clone())));
    }
    items
}

/// Menu lines of all that is marked: what ends the tasks first.
pub(super) fn of_marked(marks: &Marks) -> Vec<Item> {
    let mut items = Vec::new();
    if !marks.tasks.is_empty() {
        let tasks: Vec<TaskId> = marks.tasks.iter().cloned().collect();
        let status = |status| Item::TasksStatus(tasks.clone(), status);
        items.push(status(TaskStatus::Done));
        items.push(Item::Edit(Purpose::DueOfAll(tasks.clone())));
        let others = TaskStatus::ALL.iter().copied();
        items.extend(others.filter(|s| *s != TaskStatus::Done).map(status));
    }
    if !marks.pairings.is_empty() {
        let pairings: Vec<PairingId> = marks.pairings.iter().cloned().collect();
        let all = PairingStatus::ALL
            .iter()
            .copied()
            .filter(|s| !asks_reason(*s));
        items.extend(all.map(|status| Item::PairingsStatus(pairings.clone(), status)));
    }
    items
}

/// Menu lines of a rule that is broken: set aside, or put right.
pub(super) fn of_rule(id: &WaiverId) -> Vec<Item> {
    let mut items = vec![Item::Edit(Purpose::Overrule(id.clone()))];
    let Some(pairing) = id.pairing() else {
        let (session, no) = (id.session.clone(), id.need.clone());
        items.push(Item::Edit(Purpose::Day(DayForm::Need(
            session.clone(),
            no.clone(),
        ))));
        items.push(Item::Details(Subject::Need(session, no)));
        return items;
    };
    let of = || pairing.clone();
    items.extend([
        Item::Edit(Purpose::Next(of(), Side::Hospital)),
        Item::Edit(Purpose::Next(of(), Side::Company)),
        Item::Choose(Choice::PairingStatus(of())),
        Item::Choose(Choice::Task(of())),
        Item::Details(Subject::Pairing(of())),
        Item::History(Subject::Pairing(of())),
    ]);
    items
}

/// Menu lines for the rules that are broken for a pairing or its need, or set aside.
pub(super) fn rules(id: &PairingId, ctx: &Ctx<'_>) -> Vec<Item> {
    let Some(facts) = ctx.facts(&id.session) else {
        return Vec::new();
    };
    let mut found = check::of_pairing(&facts, id);
    found.extend(check::of_need(&facts, &id.need));
    found
        .into_iter()
        .map(|f| Item::Edit(Purpose::Overrule(f.id)))
        .collect()
}

/// Menu lines for the tasks of the catalogue that a pairing does not have.
pub(super) fn missing_tasks(id: &PairingId, ctx: &Ctx<'_>) -> Vec<Item> {
    let has = |code: &Clean| {
        ctx.book().tasks.contains_key(&TaskId {
            session: id.session.clone(),
            need: id.need.clone(),
            org: id.org.clone(),
            template: code.clone(),
        })
    };
    (ctx.env.templates.iter())
        .filter(|t| t.scope == Scope::Pairing && !has(&t.code))
        .map(|t| Item::AddTask(id.clone(), t.code.clone(), (t.ja.clone(), t.en.clone())))
        .collect()
}
