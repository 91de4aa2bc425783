//! What moving a task records, for the screen and the commands alike; pairings are in [`super::matching`], reading a
//! session file in [`crate::domain::reading`].

use super::follow_up::Facts;
use crate::domain::book::Book;
use crate::domain::code::TaskStatus;
use crate::domain::entity::task::Task;
use crate::domain::entity::task::TaskChange;
use crate::domain::entity::task::TaskId;
use crate::domain::entity::{Change, Changes, Entity};
use jiff::civil::Date;

/// A task gets another state; its end brings the tasks that waited for it to be needed at all. `facts` is of the
/// session of the task, or `None` where the record does not hold it.
pub fn task_status(facts: Option<&Facts>, task: &Task, to: TaskStatus, today: Date) -> Changes {
    if task.status == to {
        return Vec::new();
    }
    let entity = Entity::Task(task.id.clone());
    let mut changes = vec![(
        entity,
        Change::Task(TaskChange::Status {
            status: to,
            on: today,
        }),
    )];
    if to.releases()
        && let Some(facts) = facts
        && let Some(pairing) = (task.id.pairing()).and_then(|id| facts.book.pairings.get(&id))
    {
        changes.extend(facts.due_tasks_when(pairing, Some(&task.id)));
    }
    changes
}

/// The task that `text` names: its whole id, or any end of it that no other task has.
pub fn find_task<'a>(book: &'a Book, text: &str) -> Result<&'a Task, FindError> {
    if let Some(task) = text
        .parse::<TaskId>()
        .ok()
        .and_then(|id| book.tasks.get(&id))
    {
        return Ok(task);
    }
    let tail = format!("/{text}");
    let mut found = book.tasks.values().filter(|task| {
        let id = task.id.to_string();
        id == text || id.ends_with(&tail)
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
    use crate::domain::code::{Level, OwnerSide};
    use crate::domain::op::{Extras, Hlc, Op, Stamp};
    use crate::domain::reading::{self, Answers};
    use crate::domain::roster::{Need, Organisation, Session};
    use crate::domain::rule::calendar::Calendar;
    use crate::domain::rule::follow_up::{Scope, Template, Trigger};
    use crate::domain::rule::matching::{self, Partner};
    use crate::text::Clean;
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
            basis: Clean::default(),
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
        let made = task_status(Some(&known), task, TaskStatus::Done, today);
        assert_eq!(made.len(), 2, "the state and C2: {made:?}");
        apply(&mut book, made, &mut tick);
        assert!(find_task(&book, "C2").is_ok());
        assert_eq!(find_task(&book, "C3"), Err(FindError::Nothing));
    }
}
