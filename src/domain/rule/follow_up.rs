//! Which tasks of the catalogue a pairing, a need, a hospital or the session gets, and by when they are due. Those of a
//! pairing open stage by stage.

use super::committee;
use super::facts::Facts;
use super::stage;
use super::template::{Scope, Template, Within};
use super::trigger::Released;
use crate::domain::code::{OwnerSide, PairingStage, TaskStatus};
use crate::domain::entity::pairing::Pairing;
use crate::domain::entity::task::{Detail, Task, TaskBody, TaskChange, TaskId};
use crate::domain::entity::{Change, Entity};
use crate::text::Clean;
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeMap;

impl Facts<'_> {
    /// The tasks that `pairing`, in the state it is about to have, needs and does not have yet, ready to be recorded.
    /// Tasks of the session that the day after needs come with the first confirmed pairing.
    pub fn due_tasks(&self, pairing: &Pairing) -> Vec<(Entity, Change)> {
        self.due_tasks_when(pairing, None)
    }

    /// The same as if `released` were done already: what the end of that task brings about.
    pub fn due_tasks_when(
        &self,
        pairing: &Pairing,
        released: Option<Released<'_>>,
    ) -> Vec<(Entity, Change)> {
        let Some(need) = self.session.recorded_need(&pairing.id.need) else {
            return Vec::new();
        };
        let case = self.case(pairing, need, released);
        let reached = stage::reached(self, pairing, released);
        let wanted: Vec<&Template> = self
            .templates
            .iter()
            .filter(|t| match t.scope {
                Scope::Pairing => opens(t, reached) && t.when.holds(&case),
                Scope::Session => {
                    pairing.status.is_confirmed() && !t.when.before_session && !t.when.by_hand
                }
                Scope::Need | Scope::Hospital => false,
            })
            .collect();
        let day = released.map(|r| r.on);
        self.open(&wanted, day, |t| match t.scope {
            Scope::Pairing => vec![(pairing.id.need.clone(), pairing.id.org.clone())],
            Scope::Need | Scope::Hospital | Scope::Session => vec![Default::default()],
        })
    }

    /// The tasks that prepare and close the session itself and are not opened yet.
    pub fn session_tasks(&self) -> Vec<(Entity, Change)> {
        let to_come = self.today < self.session.held_on;
        let wanted: Vec<&Template> = self
            .templates
            .iter()
            .filter(|t| {
                t.scope != Scope::Pairing && !t.when.by_hand && (to_come || !t.when.before_session)
            })
            .collect();
        self.open(&wanted, None, |t| match t.scope {
            Scope::Need => (self.session.needs.iter())
                .filter(|n| t.when.fits_need(n))
                .map(|n| (n.no.clone(), Clean::default()))
                .collect(),
            Scope::Hospital => {
                let mut hospitals: Vec<_> = self
                    .session
                    .needs
                    .iter()
                    .map(|n| (Clean::default(), n.hospital.clone()))
                    .collect();
                hospitals.sort();
                hospitals.dedup();
                hospitals
            }
            Scope::Session | Scope::Pairing => vec![Default::default()],
        })
    }

    /// A single task of a template for a pairing, opened by hand.
    pub fn by_hand(&self, pairing: &Pairing, code: &str) -> Vec<(Entity, Change)> {
        let wanted: Vec<&Template> = self.templates.iter().filter(|t| t.code == *code).collect();
        self.open(&wanted, None, |_| {
            vec![(pairing.id.need.clone(), pairing.id.org.clone())]
        })
    }

    fn open(
        &self,
        wanted: &[&Template],
        done_on: Option<Date>,
        subjects: impl Fn(&Template) -> Vec<(Clean, Clean)>,
    ) -> Vec<(Entity, Change)> {
        let id = |(need, org): (Clean, Clean), template: &Clean| TaskId {
            session: self.session.id.clone(),
            need,
            org,
            template: template.clone(),
        };
        let opened: Vec<TaskId> = wanted
            .iter()
            .flat_map(|t| subjects(t).into_iter().map(|s| id(s, &t.code)))
            .filter(|id| !self.book.tasks.contains_key(id))
            .collect();
        let exists = |id: &TaskId| opened.contains(id) || self.book.tasks.contains_key(id);
        let mut bodies: BTreeMap<&TaskId, TaskBody> = opened
            .iter()
            .filter_map(|task| {
                let template = wanted.iter().find(|t| *t.code == *task.code())?;
                let depends_on = template
                    .after
                    .iter()
                    .filter_map(|code| {
                        let own = id((task.need.clone(), task.org.clone()), code);
                        let shared = id(Default::default(), code);
                        [own, shared].into_iter().find(|id| exists(id))
                    })
                    .collect();
                let from = if template.scope == Scope::Pairing {
                    self.today
                } else {
                    self.session.held_on
                };
                let body = TaskBody {
                    title_ja: template.ja.clone(),
                    title_en: template.en.clone(),
                    owner_side: template.owner,
                    due_on: match template.within {
                        Some(within) => self.last_day(done_on.unwrap_or(from), within),
                        None => self.day_of(template, task, from),
                    },
                    depends_on,
                    own: false,
                };
                Some((task, body))
            })
            .collect();
        self.put_in_order(&opened, &mut bodies);
        for (task, body) in &mut bodies {
            if let Some(until) = self.novelty_ends(task) {
                body.due_on = body.due_on.min(until);
            }
        }
        opened
            .iter()
            .filter_map(|task| {
                let body = bodies.remove(task)?;
                Some((
                    Entity::Task(task.clone()),
                    Change::Task(TaskChange::Opened(Box::new(body))),
                ))
            })
            .collect()
    }

    /// No task is due before what it waits for.
    fn put_in_order(&self, opened: &[TaskId], bodies: &mut BTreeMap<&TaskId, TaskBody>) {
        // A chain of predecessors is never longer than there are tasks.
        for _ in opened {
            let mut moved = false;
            for task in opened {
                let Some(body) = bodies.get(task) else {
                    continue;
                };
                let bound = self.template(task).is_some_and(|t| t.within.is_some());
                let latest = body
                    .depends_on
                    .iter()
                    .filter(|_| !bound)
                    .filter_map(|before| {
                        let recorded = self.book.tasks.get(before);
                        let recorded = recorded.filter(|t| !t.status.is_closed()).map(|t| t.due_on);
                        bodies.get(before).map(|b| b.due_on).or(recorded)
                    });
                if let Some(latest) = latest.max().filter(|day| *day > body.due_on)
                    && let Some(body) = bodies.get_mut(task)
                {
                    body.due_on = latest;
                    moved = true;
                }
            }
            if !moved {
                break;
            }
        }
    }

    /// By when a new task is due: business days of whoever acts, or the next sitting of the committee that has to decide.
    fn day_of(&self, template: &Template, task: &TaskId, from: Date) -> Date {
        let need = self.session.recorded_need(&task.need);
        let hospital = need.map_or(&task.org, |n| &n.hospital);
        let acting = match template.owner {
            OwnerSide::Hospital => hospital,
            OwnerSide::Company => &task.org,
            OwnerSide::University | OwnerSide::Support | OwnerSide::ThirdParty => {
                return self.calendar.add(from, template.due);
            }
        };
        let sitting = (template.committee)
            .and_then(|c| committee::next_of(self, hospital, c, from))
            .map(|sitting| sitting.on);
        sitting.unwrap_or_else(|| self.calendar_of(acting).add(from, template.due))
    }

    /// The last business day of a time that counts every day.
    fn last_day(&self, from: Date, within: Within) -> Date {
        let span = within.months.months().days(within.days);
        let day = from.checked_add(span).unwrap_or(from);
        if self.calendar.is_business_day(day) {
            day
        } else {
            self.calendar.add(day, -1)
        }
    }

    /// What comes after a repeating task: the same again, some months later. Nothing for one that does not repeat, or
    /// whose pairing has ended.
    pub fn again(&self, task: &Task) -> Vec<(Entity, Change)> {
        let shipped = self.template(&task.id).map(|t| t.repeat.as_slice());
        let own = task.details.repeats.as_slice();
        let months = if own.is_empty() {
            shipped.unwrap_or_default()
        } else {
            own
        };
        let pairing = task.id.pairing().and_then(|id| self.book.pairings.get(&id));
        if pairing.is_some_and(|p| p.status.is_closed()) {
            return Vec::new();
        }
        // Whoever takes back an earlier time finds the later ones: one that was set aside for it comes back.
        let mut next = task.id.next_time();
        let mut last = task;
        while let Some(later) = self.book.tasks.get(&next) {
            match later.status {
                TaskStatus::Done => (next, last) = (next.next_time(), later),
                TaskStatus::NotNeeded => {
                    let status = TaskChange::Status {
                        status: TaskStatus::Open,
                        on: self.today,
                        reason: Clean::default(),
                    };
                    return vec![(Entity::Task(next), status.into())];
                }
                TaskStatus::Open
                | TaskStatus::Preparing
                | TaskStatus::Counterpart
                | TaskStatus::InReview
                | TaskStatus::Signing
                | TaskStatus::OnHold
                | TaskStatus::Stopped => return Vec::new(),
            }
        }
        let task = last;
        let Some(distance) = distance(months, task.id.time()) else {
            return Vec::new();
        };
        let day = (task.due_on.checked_add(i64::from(distance).months())).unwrap_or(task.due_on);
        let body = TaskBody {
            title_ja: task.title_ja.clone(),
            title_en: task.title_en.clone(),
            owner_side: task.owner_side,
            due_on: self.calendar.add(day.max(self.today), 0),
            depends_on: Vec::new(),
            own: task.id.is_own(),
        };
        let opened = TaskChange::Opened(Box::new(body));
        let mut changes = vec![(Entity::Task(next.clone()), opened.into())];
        if !own.is_empty() {
            let months = own.to_vec();
            let detail = Detail::Repeats { months };
            changes.push((Entity::Task(next), TaskChange::Detail { detail }.into()));
        }
        changes
    }
}

impl Facts<'_> {
    /// The other times of a repeating task that are open: not needed while this one is open again.
    pub fn other_times(&self, task: &Task) -> Vec<(Entity, Change)> {
        let mut id = task.id.first_time();
        let mut found = Vec::new();
        while let Some(other) = self.book.tasks.get(&id) {
            if id != task.id && !other.status.is_closed() {
                let status = TaskChange::Status {
                    status: TaskStatus::NotNeeded,
                    on: self.today,
                    reason: Clean::default(),
                };
                found.push((Entity::Task(id.clone()), status.into()));
            }
            id = id.next_time();
        }
        found
    }
}

/// Whether a stage is far enough for a template. What belongs to one state alone waits for no stage.
fn opens(template: &Template, reached: PairingStage) -> bool {
    !template.when.at.is_empty() || template.stage <= reached
}

/// Months from the `time`th to the one after it, of months that count from the beginning.
fn distance(months: &[u32], time: usize) -> Option<u32> {
    let at = |n: usize| months.get(n).copied();
    let last = match months {
        [.., before, last] => last.saturating_sub(*before),
        [only] => *only,
        [] => return None,
    };
    // The first time is due after the first distance already.
    let next = at(time)
        .zip(at(time - 1))
        .map(|(next, now)| next.saturating_sub(now));
    Some(next.unwrap_or(last)).filter(|months| *months > 0)
}
