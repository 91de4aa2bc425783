//! The days of what waits move with what it waits for, by as many business days. A day that somebody stated stays.

use super::facts::Facts;
use super::template::Scope;
use crate::domain::entity::task::{Task, TaskChange, TaskId};
use crate::domain::entity::{Change, Changes, Entity};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Business days that a task in somebody's own words gets.
pub const OWN: i32 = 5;

/// What moves where the day of a task moves to `to`. Without facts nothing is known of business days, and nothing moves.
pub fn moved(facts: Option<&Facts>, task: &Task, to: Date) -> Changes {
    let Some(facts) = facts.filter(|_| task.due_on != to) else {
        return Vec::new();
    };
    let by = shift(facts, task.due_on, to);
    let mut days: BTreeMap<&TaskId, Date> = BTreeMap::from([(&task.id, to)]);
    let mut waiting: Vec<&Task> = (facts.book.tasks_in(&task.id.session))
        .filter(|t| !t.status.is_closed() && !t.due_stated)
        .collect();
    waiting.sort_by_key(|t| (t.due_on, &t.id));
    // Whatever waits for something that moved moves, too, until nothing else does.
    loop {
        let before = days.len();
        for other in &waiting {
            if !days.contains_key(&other.id)
                && other.depends_on.iter().any(|id| days.contains_key(id))
            {
                days.insert(&other.id, facts.calendar.add(other.due_on, by));
            }
        }
        if days.len() == before {
            break;
        }
    }
    // A day that comes earlier does not come before that of anything else it waits for.
    for _ in 0..days.len() {
        let mut later = Vec::new();
        for other in waiting.iter().filter(|t| t.id != task.id) {
            let Some(now) = days.get(&other.id).copied() else {
                continue;
            };
            let before = other.depends_on.iter().filter_map(|id| {
                let known = facts.book.tasks.get(id).filter(|t| !t.status.is_closed());
                days.get(id).copied().or(known.map(|t| t.due_on))
            });
            if let Some(latest) = before.max().filter(|latest| *latest > now) {
                later.push((&other.id, latest));
            }
        }
        if later.is_empty() {
            break;
        }
        days.extend(later);
    }
    let moves = waiting
        .into_iter()
        .filter(|t| t.id != task.id)
        .filter_map(|other| {
            let due_on = days.get(&other.id).copied()?;
            let until = facts.novelty_ends(&other.id);
            let due_on = until.map_or(due_on, |until| due_on.min(until));
            (due_on != other.due_on).then(|| {
                let change = Change::Task(TaskChange::Moved { due_on });
                (Entity::Task(other.id.clone()), change)
            })
        });
    moves.collect()
}

/// The day that is proposed in the place of one that was counted from a wrong date: as if the task were opened today.
pub fn anew(facts: &Facts<'_>, task: &Task) -> Date {
    let template = facts.template(&task.id);
    let from = match template.map(|t| t.scope) {
        Some(Scope::Need | Scope::Hospital | Scope::Session) => facts.session.held_on,
        Some(Scope::Pairing) | None => facts.today,
    };
    let day = facts.calendar.add(from, template.map_or(OWN, |t| t.due));
    let until = facts.novelty_ends(&task.id);
    until.map_or(day, |until| day.min(until))
}

/// How many business days lie between two days; negative where the second is earlier.
fn shift(facts: &Facts<'_>, from: Date, to: Date) -> i32 {
    if to >= from {
        facts.calendar.remaining(from, to)
    } else {
        -facts.calendar.remaining(to, from)
    }
}
