//! What moving a task records, for the screen and the commands alike; pairings are in [`super::matching`], reading a
//! session file in [`crate::domain::reading`].

use super::due;
use super::facts::Facts;
use super::template::Template;
use super::trigger::Released;
use crate::domain::book::Book;
use crate::domain::code::{OwnerSide, TaskStatus};
use crate::domain::entity::pairing::PairingId;
use crate::domain::entity::task::{Detail, Task, TaskBody, TaskChange, TaskId};
use crate::domain::entity::{Changes, Entity};
use crate::domain::number;
use crate::text::Clean;
use jiff::ToSpan;
use jiff::civil::Date;

/// What is said with a new state: the day, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// Day of the change.
    pub on: Date,
    /// Why, or nothing.
    pub reason: Clean,
}

impl Said {
    /// Nothing but the day.
    pub fn on(on: Date) -> Self {
        let reason = Clean::default();
        Self { on, reason }
    }
}

/// What has to be asked before a task is done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asks {
    /// The day it was done: it matters.
    pub day: bool,
    /// Why it is done although something it waits for is not.
    pub reason: bool,
}

impl Asks {
    /// Whether there is anything to ask.
    pub fn anything(self) -> bool {
        self.day || self.reason
    }
}

/// What has to be asked before a task gets this state.
pub fn asks(templates: &[Template], book: &Book, task: &Task, to: TaskStatus) -> Asks {
    if to != TaskStatus::Done {
        return Asks::default();
    }
    let template = templates.iter().find(|t| *t.code == *task.id.code());
    Asks {
        day: template.is_some_and(|t| t.dated),
        reason: book.is_blocked(task),
    }
}

/// The next state of F4: through the states that make sense for the task to 完了, then back to the start. One in
/// somebody's own words is done at once.
pub fn next(templates: &[Template], task: &Task) -> TaskStatus {
    let template = templates.iter().find(|t| *t.code == *task.id.code());
    let usual: &[TaskStatus] = if task.id.is_own() {
        &[]
    } else {
        &[TaskStatus::Preparing]
    };
    let steps = template.map_or(usual, |t| &t.steps);
    let at = steps.iter().position(|s| *s == task.status);
    match task.status {
        TaskStatus::Done | TaskStatus::OnHold | TaskStatus::NotNeeded | TaskStatus::Stopped => {
            TaskStatus::Open
        }
        TaskStatus::Open => steps.first().copied().unwrap_or(TaskStatus::Done),
        TaskStatus::Preparing
        | TaskStatus::Counterpart
        | TaskStatus::InReview
        | TaskStatus::Signing => {
            // A state of another list goes on with the next one of this list.
            let later = |s: &&TaskStatus| at.is_none() && **s > task.status;
            let next = at.map_or_else(|| steps.iter().find(later), |at| steps.get(at + 1));
            next.copied().unwrap_or(TaskStatus::Done)
        }
    }
}

/// A task gets another state; its end brings the tasks that waited for it to be needed at all, and one that was late
/// moves what waits for it. `facts` is of the session of the task, or `None` where the record does not hold it.
pub fn task_status(facts: Option<&Facts>, task: &Task, to: TaskStatus, said: Said) -> Changes {
    if task.status == to {
        return Vec::new();
    }
    let Said { on, reason } = said;
    let status = TaskChange::Status {
        status: to,
        on,
        reason,
    };
    let mut changes = vec![(Entity::Task(task.id.clone()), status.into())];
    if to == TaskStatus::Done && on > task.due_on {
        changes.extend(due::moved(facts, task, on));
    }
    if task.status.is_closed()
        && !to.is_closed()
        && let Some(facts) = facts
    {
        changes.extend(facts.other_times(task));
    }
    if to == TaskStatus::Done
        && let Some(facts) = facts
    {
        changes.extend(facts.again(task));
    }
    if to.releases()
        && let Some(facts) = facts
        && let Some(pairing) = (task.id.pairing()).and_then(|id| facts.book.pairings.get(&id))
    {
        changes.extend(facts.due_tasks_when(pairing, Some(Released { task: &task.id, on })));
    }
    changes
}

/// A detail of a task, if it is new.
pub fn detail(task: &Task, detail: Detail) -> Changes {
    let before = &task.details;
    let same = match &detail {
        Detail::Counterpart { name } => before.counterpart == *name,
        Detail::Document { title, version } => {
            (&before.document, &before.version) == (title, version)
        }
        Detail::Submitted { on } => before.submitted_on == *on,
        Detail::Signed { on } => before.signed_on == *on,
        Detail::Expires { on } => before.expires_on == *on,
        Detail::Repeats { months } => before.repeats == *months,
    };
    if same {
        return Vec::new();
    }
    let change = TaskChange::Detail { detail };
    vec![(Entity::Task(task.id.clone()), change.into())]
}

/// The months of a task that comes again, as `3,6,12`, each later than the one before.
pub fn months(text: &str) -> Option<Vec<u32>> {
    let parts = text.split([',', '、']);
    let month = |part: &str| number::narrow(part).trim().parse().ok();
    let months: Option<Vec<u32>> = parts
        .map(|part| month(part).filter(|n| (1..=120).contains(n)))
        .collect();
    months.filter(|all| all.is_sorted_by(|a, b| a < b))
}

/// How many days before a paper runs out that is told.
pub const EXPIRY_TOLD: i64 = 60;

/// Whether the paper of a task has run out or soon does: an NDA, a certificate, a licence.
pub fn runs_out(task: &Task, today: Date) -> Option<Date> {
    let expires_on = task.details.expires_on?;
    let soon = today.checked_add(EXPIRY_TOLD.days()).ok()?;
    (expires_on <= soon).then_some(expires_on)
}

/// A task gets another day, and what waits for it moves with it.
pub fn due(facts: Option<&Facts>, task: &Task, due_on: Date) -> Changes {
    let is_doubtful = facts.is_some_and(|f| f.book.is_due_doubtful(task));
    if task.due_on == due_on && !is_doubtful {
        return Vec::new();
    }
    let change = TaskChange::Due { due_on };
    let mut changes = vec![(Entity::Task(task.id.clone()), change.into())];
    changes.extend(due::moved(facts, task, due_on));
    changes
}

/// A task in somebody's own words. `code` is new.
pub fn own(id: TaskId, title: Clean, owner_side: OwnerSide, due_on: Date) -> Changes {
    let body = TaskBody {
        title_ja: title.clone(),
        title_en: title,
        owner_side,
        due_on,
        depends_on: Vec::new(),
        own: true,
    };
    let opened = TaskChange::Opened(Box::new(body));
    vec![(Entity::Task(id), opened.into())]
}

/// The tasks of a pairing that are not closed.
pub fn open_tasks<'a>(book: &'a Book, id: &PairingId) -> Vec<&'a Task> {
    let own = book.tasks_of(id);
    own.filter(|t| !t.status.is_closed()).collect()
}

/// The task that `text` names: its whole id, or any end of it that no other task has.
pub fn find_task<'a>(book: &'a Book, text: &str) -> Result<&'a Task, FindError> {
    // A whole id with marks means one task; without one, another task may look the same.
    let exact = text.parse::<TaskId>().ok();
    let exact = exact.and_then(|id| book.tasks.get(&id));
    if let Some(task) = exact.filter(|_| number::shown_parts(text) != text) {
        return Ok(task);
    }
    let tail = format!("/{text}");
    // The code of a task in somebody's own words is long, and no other ends like it.
    let own = |task: &Task| text.len() >= 4 && task.id.is_own() && task.id.template.ends_with(text);
    let mut found = book.tasks.values().filter(|task| {
        let id = task.id.to_string();
        let shown = number::shown_parts(&id);
        let fits = |id: &str| id == text || id.ends_with(&tail);
        fits(&id) || fits(&shown) || own(task)
    });
    match (found.next(), found.next()) {
        (None, _) => Err(FindError::Nothing),
        (Some(task), None) => Ok(task),
        (Some(first), Some(second)) => Err(FindError::Several(
            [first, second]
                .into_iter()
                .chain(found)
                .map(|t| t.id.clone())
                .collect(),
        )),
    }
}

/// A text names no task, or not only one.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum FindError {
    /// No task ends so.
    #[error("no such task")]
    Nothing,
    /// These do.
    #[error("{} tasks end so", .0.len())]
    Several(Vec<TaskId>),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::code::{Authority, Level, PairingStage};
    use crate::domain::op::{Extras, Hlc, Op, Stamp};
    use crate::domain::reading::{self, Answers};
    use crate::domain::roster::{Need, Organisation, Session};
    use crate::domain::rule::calendar::Calendar;
    use crate::domain::rule::matching::{self, Partner};
    use crate::domain::rule::template::Scope;
    use crate::domain::rule::trigger::Trigger;
    use jiff::civil::date;
    use uuid::Uuid;

    fn template(code: &str, when: Trigger) -> Template {
        Template {
            code: code.into(),
            ja: code.into(),
            en: code.into(),
            scope: Scope::Pairing,
            when,
            owner: OwnerSide::Company,
            due: 5,
            after: Vec::new(),
            novelty: false,
            steps: Vec::new(),
            dated: false,
            basis: Clean::default(),
            stage: PairingStage::default(),
            gate: false,
            committee: None,
            within: None,
            repeat: Vec::new(),
            kind: Authority::default(),
            source: Clean::default(),
            checked_on: None,
        }
    }

    fn apply(book: &mut Book, changes: Changes, tick: &mut u64) {
        for (entity, change) in changes {
            *tick += 1;
            let stamp = Stamp {
                hlc: Hlc(*tick << 16),
                device: Uuid::nil(),
                seq: *tick,
            };
            let op = Op {
                id: Uuid::from_u128(u128::from(*tick)),
                stamp,
                scope: "s".into(),
                actor: "a".into(),
                action: Uuid::nil(),
                entity,
                change,
                extras: Extras::default(),
            };
            book.apply(&op);
        }
    }

    #[test]
    fn the_end_of_a_task_opens_the_next_and_a_file_is_recorded_once() {
        let after_c1 = Trigger {
            done: vec!["C1".into()],
            ..Trigger::default()
        };
        let templates = [template("C1", Trigger::default()), template("C2", after_c1)];
        let session = Session {
            id: "s".into(),
            needs: vec![Need {
                no: "N-01".into(),
                ..Need::default()
            }],
            organisations: vec![Organisation {
                id: "o".into(),
                ..Organisation::default()
            }],
            ..Session::default()
        };
        let calendar = Calendar::default();
        let today = date(2026, 11, 20);
        let (mut book, mut tick) = (Book::default(), 0);
        let read = |book: &Book| {
            reading::read(book, &session, &Answers::default())
                .unwrap()
                .changes
        };
        let made = read(&book);
        apply(&mut book, made, &mut tick);
        assert!(read(&book).is_empty());

        let who = Partner::Organisation("o");
        let (id, made) =
            matching::record(&session, &book, "N-01", who, Some(Level::Discuss)).unwrap();
        apply(&mut book, made, &mut tick);

        let confirmed = Facts {
            templates: &templates,
            session: &session,
            book: &book,
            calendar: &calendar,
            today,
        };
        let made = matching::confirm(&confirmed, &id).unwrap();
        assert_eq!(made.len(), 2, "the state and C1: {made:?}");
        apply(&mut book, made, &mut tick);

        let task = find_task(&book, "N-01/o/C1").unwrap();
        let known = Facts {
            templates: &templates,
            session: &session,
            book: &book,
            calendar: &calendar,
            today,
        };
        let made = task_status(Some(&known), task, TaskStatus::Done, Said::on(today));
        assert_eq!(made.len(), 2, "the state and C2: {made:?}");
        apply(&mut book, made, &mut tick);
        assert!(find_task(&book, "C2").is_ok());
        assert_eq!(find_task(&book, "C3"), Err(FindError::Nothing));
    }
}
