//! The catalogue of follow-up tasks and the rule which of them a pairing gets. Templates are data (`config/tasks.toml`,
//! `domain.md` section d), so that a coordinator's house can change them.

use super::calendar::Calendar;
use crate::domain::book::Book;
use crate::domain::code::{
    DeviceClass, Disclosure, Filing, Level, OwnerSide, PairingStatus, TaskStatus,
};
use crate::domain::entity::Change;
use crate::domain::entity::Entity;
use crate::domain::entity::pairing::Pairing;
use crate::domain::entity::task::TaskBody;
use crate::domain::entity::task::TaskChange;
use crate::domain::entity::task::TaskId;
use crate::domain::number::MahType;
use crate::domain::roster::{Need, Session};
use crate::text::Clean;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeMap;

/// One kind of follow-up step.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// For example `C1`.
    pub code: Clean,
    /// 件名
    pub ja: Clean,
    /// Title.
    pub en: Clean,
    /// What one such task belongs to.
    #[serde(default)]
    pub scope: Scope,
    /// When it is needed.
    #[serde(default)]
    pub when: Trigger,
    /// Who has to act.
    pub owner: OwnerSide,
    /// Business days from the day it is opened; for tasks of the session from the day it is held (negative: before).
    pub due: i32,
    /// Codes of templates that come first, where the pairing has them.
    #[serde(default)]
    pub after: Vec<Clean>,
    /// Not later than a year after the need was first disclosed (patent act, article 30).
    #[serde(default)]
    pub novelty: bool,
    /// The states between 未着手 and 完了 that make sense for it, in order.
    #[serde(default = "usual_steps")]
    pub steps: Vec<TaskStatus>,
    /// The day it was done matters (signed, approved, filed on): 完了 asks it.
    #[serde(default)]
    pub dated: bool,
    /// Where trigger and due date come from.
    #[serde(default)]
    pub basis: Clean,
}

/// Whoever names no states begins a task and ends it.
fn usual_steps() -> Vec<TaskStatus> {
    vec![TaskStatus::Preparing]
}

/// What one task of a template belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// A pairing.
    #[default]
    Pairing,
    /// A need.
    Need,
    /// A hospital that presents.
    Hospital,
    /// The session.
    Session,
}

/// When a template is needed. Every condition that is given must hold.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "a list of independent conditions, as written in the catalogue"
)]
pub struct Trigger {
    /// The session is still to come (for tasks that prepare it).
    pub before_session: bool,
    /// The pairing has come at least so far and is on the road. Without `from` and `at`: 確定.
    pub from: Option<PairingStatus>,
    /// The pairing is in exactly this state.
    pub at: Option<PairingStatus>,
    /// The need is disclosed in one of these ways.
    pub disclosure: Vec<Disclosure>,
    /// The filing of the presenters' idea is in one of these states; an unknown one counts as 未検討.
    pub filing: Vec<Filing>,
    /// The device is at least of this class, or its class is unknown; never for things that are no devices.
    pub class_from: Option<DeviceClass>,
    /// The class is unknown.
    pub class_unknown: bool,
    /// No organisation on the need holds a licence that is enough for the class.
    pub no_licence: bool,
    /// The organisation of the pairing holds no licence at all.
    pub org_unlicensed: bool,
    /// The hospital lets visitors in.
    pub visit_ok: bool,
    /// The level of the organisation is one of these.
    pub level: Vec<Level>,
    /// These tasks of the pairing are done or not needed.
    pub done: Vec<Clean>,
    /// Only opened by hand.
    pub by_hand: bool,
}

/// The facts a trigger looks at.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The catalogue.
    pub templates: &'a [Template],
    /// What was prepared.
    pub session: &'a Session,
    /// What is recorded.
    pub book: &'a Book,
    /// Business days.
    pub calendar: &'a Calendar,
    /// The day of the change.
    pub today: Date,
}

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
        released: Option<&TaskId>,
    ) -> Vec<(Entity, Change)> {
        let Some(need) = self.session.recorded_need(&pairing.id.need) else {
            return Vec::new();
        };
        let wanted: Vec<&Template> = self
            .templates
            .iter()
            .filter(|t| match t.scope {
                Scope::Pairing => self.holds(&t.when, pairing, need, released),
                Scope::Session => {
                    pairing.status.is_confirmed() && !t.when.before_session && !t.when.by_hand
                }
                Scope::Need | Scope::Hospital => false,
            })
            .collect();
        self.open(&wanted, |t| match t.scope {
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
        self.open(&wanted, |t| match t.scope {
            Scope::Need => (self.session.needs.iter())
                .filter(|n| filing_fits(&t.when, n))
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
        self.open(&wanted, |_| {
            vec![(pairing.id.need.clone(), pairing.id.org.clone())]
        })
    }

    fn open(
        &self,
        wanted: &[&Template],
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
                let template = wanted.iter().find(|t| t.code == task.template)?;
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
                    due_on: self.calendar.add(from, template.due),
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
                let latest = body.depends_on.iter().filter_map(|before| {
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

    /// The template of a task; `None` for one in somebody's own words, or of another catalogue.
    pub fn template(&self, task: &TaskId) -> Option<&Template> {
        self.templates.iter().find(|t| t.code == task.template)
    }

    /// The last business day on which the need's idea still counts as new, for templates bound to it.
    pub(super) fn novelty_ends(&self, task: &TaskId) -> Option<Date> {
        let template = self.template(task)?;
        let first = self.session.recorded_need(&task.need)?.first_disclosed_on?;
        let until = first.checked_add(1.year()).ok()?;
        template.novelty.then(|| {
            if self.calendar.is_business_day(until) {
                until
            } else {
                self.calendar.add(until, -1)
            }
        })
    }

    fn holds(
        &self,
        when: &Trigger,
        pairing: &Pairing,
        need: &Need,
        released: Option<&TaskId>,
    ) -> bool {
        let status = pairing.status;
        let reached = match (when.at, when.from) {
            (Some(at), _) => status == at,
            (None, from) => {
                status.is_confirmed() && status >= from.unwrap_or(PairingStatus::Confirmed)
            }
        };
        let done = |code: &Clean| {
            let id = TaskId {
                session: self.session.id.clone(),
                need: pairing.id.need.clone(),
                org: pairing.id.org.clone(),
                template: code.clone(),
            };
            released == Some(&id) || (self.book.tasks.get(&id)).is_some_and(|t| t.status.releases())
        };
        let licensed = |org: &Clean| {
            self.session
                .recorded_organisation(org)
                .and_then(crate::domain::roster::Organisation::licence)
        };
        !when.by_hand
            && reached
            && (when.disclosure.is_empty()
                || need
                    .disclosure
                    .is_some_and(|d| when.disclosure.contains(&d)))
            && filing_fits(when, need)
            && when.class_from.is_none_or(|from| class_reaches(need, from))
            && (!when.class_unknown || need.device_class.is_none_or(|c| c == DeviceClass::Unknown))
            && (!when.no_licence || !self.has_licence(need, pairing))
            && (!when.org_unlicensed || licensed(&pairing.id.org).is_none())
            && (!when.visit_ok || need.visit_ok == Some(true))
            && (when.level.is_empty() || when.level.contains(&pairing.level))
            && when.done.iter().all(done)
    }

    /// Whether somebody who works on the need holds a licence that is enough for its class (type 2 or better where the
    /// class is unknown).
    pub fn has_licence(&self, need: &Need, pairing: &Pairing) -> bool {
        let least = need.least_licence().unwrap_or(MahType::Second);
        let others = self.book.pairings_of(&self.session.id, &need.no);
        let orgs = others
            .into_iter()
            .filter(|p| p.level != Level::Declined && !p.status.is_closed())
            .map(|p| &p.id.org)
            .chain([&pairing.id.org]);
        orgs.filter_map(|org| self.session.recorded_organisation(org))
            .any(|o| o.licence().is_some_and(|l| l >= least))
    }
}

fn filing_fits(when: &Trigger, need: &Need) -> bool {
    when.filing.is_empty()
        || when
            .filing
            .contains(&need.patent_status.unwrap_or(Filing::NotConsidered))
}

fn class_reaches(need: &Need, from: DeviceClass) -> bool {
    need.device_kind != Some(crate::domain::code::DeviceKind::NonDevice)
        && need.device_class.unwrap_or(DeviceClass::Unknown) >= from
}
