//! What changes pairings and tasks, from either screen: level, state, notes, dates, next steps.

use super::Turn;
use super::follow::Line;
use super::overlay::Item;
use super::overlay::{Menu, Overlay, Reason, Title};
use super::say::Say;
use crate::action::Action;
use crate::domain::code::{Level, PairingStatus, TaskStatus};
use crate::domain::id::{Entity, PairingId, TaskId};
use crate::domain::op::PairingChange;
use crate::domain::op::{Change, Side};
use crate::domain::pairing::{self, Warning};
use crate::domain::record;
use crate::domain::task::Scope;
use crate::text::Clean;

impl Turn<'_, '_> {
    /// Name of the organisation of a pairing.
    fn org_name(&self, id: &PairingId) -> Clean {
        let session = self.m.book.sessions.get(&id.session);
        let org = session.and_then(|s| s.organisation(&id.org));
        org.map_or_else(|| id.org.clone(), |o| o.short_name().clone())
    }

    /// F4 on a record: the next level, with the tasks a confirmed pairing gets by it.
    pub(super) fn step_level(&mut self, id: &PairingId) {
        let Some(pairing) = self.m.book.pairings.get(id) else {
            return;
        };
        let mut then = pairing.clone();
        then.level = pairing.level.next();
        let level = then.level;
        let change = Change::Pairing(PairingChange::Level { level });
        let mut changes = vec![(Entity::Pairing(id.clone()), change)];
        if let Some(facts) = self.facts(&id.session) {
            changes.extend(facts.due_tasks(&then));
        }
        let tasks = changes.len() - 1;
        let org = self.org_name(id);
        self.commit(&id.session, changes);
        self.tell(Say::LevelNow {
            org: org.clone(),
            level,
            tasks,
        });
        let nda = self.facts(&id.session).is_some_and(|f| {
            let need = f.session.need(&id.need);
            let org = f.session.organisation(&id.org);
            need.zip(org)
                .is_some_and(|(n, o)| pairing::warnings(&f, n, o).contains(&Warning::NdaFirst))
        });
        if level == Level::WantsMeeting && nda {
            self.tell(Say::Warned {
                org,
                warning: Warning::NdaFirst,
            });
        }
    }

    /// 確定する: the pairing gets its follow-up tasks in the same action.
    pub(super) fn confirm(&mut self, id: &PairingId) {
        let org = self.org_name(id);
        let made = self.facts(&id.session).map(|f| pairing::confirm(&f, id));
        match made {
            Some(Ok(changes)) => {
                let tasks = changes.len() - 1;
                self.commit(&id.session, changes);
                self.tell(Say::Confirmed { org, tasks });
            }
            Some(Err(_)) => self.tell(Say::AlreadyConfirmed { org }),
            None => self.tell(Say::NoSession),
        }
    }

    /// Moves a pairing to a state.
    pub(super) fn set_status(&mut self, id: &PairingId, status: PairingStatus, reason: Clean) {
        if status == PairingStatus::Confirmed {
            self.confirm(id);
            return;
        }
        let org = self.org_name(id);
        let Some(pairing) = self.m.book.pairings.get(id) else {
            return;
        };
        if pairing.status == status && pairing.reason == reason {
            self.tell(Say::Unchanged);
            return;
        }
        let Some(changes) = self
            .facts(&id.session)
            .map(|f| pairing::set_status(&f, pairing, status, reason))
        else {
            return;
        };
        let tasks = changes.len() - 1;
        self.commit(&id.session, changes);
        self.tell(Say::StatusNow { org, status, tasks });
    }

    /// Moves a task to a state; its end may open others.
    pub(super) fn set_task(&mut self, id: &TaskId, status: TaskStatus) {
        let Some(task) = self.m.book.tasks.get(id) else {
            return;
        };
        let title = (task.title_ja.clone(), task.title_en.clone());
        let facts = self.facts(&id.session);
        let changes = record::task_status(facts.as_ref(), task, status, self.env.today);
        if changes.is_empty() {
            self.tell(Say::Unchanged);
            return;
        }
        let tasks = changes.len() - 1;
        self.commit(&id.session, changes);
        self.tell(Say::TaskNow {
            title,
            status,
            tasks,
        });
    }

    /// Adds a task of the catalogue by hand.
    pub(super) fn add_task(&mut self, id: &PairingId, code: &str) {
        let pairing = self.m.book.pairings.get(id);
        let changes = self
            .facts(&id.session)
            .zip(pairing)
            .map(|(f, p)| f.by_hand(p, code))
            .unwrap_or_default();
        if changes.is_empty() {
            self.tell(Say::NoTaskToOpen);
            return;
        }
        let opened = changes.len();
        self.commit(&id.session, changes);
        self.tell(Say::TasksOpened(opened));
    }

    fn choose(&mut self, title: Title, items: Vec<Item>, selected: usize) {
        let picker = super::picker::Picker {
            selected,
            offset: 0,
        };
        self.m.overlays.push(Overlay::Menu(Menu {
            title,
            items,
            picker,
        }));
    }

    /// A menu of the states of a pairing.
    pub(super) fn choose_status(&mut self, id: &PairingId) {
        let now = self.m.book.pairings.get(id).map(|p| p.status);
        let items = PairingStatus::ALL
            .iter()
            .map(|s| Item::Status(id.clone(), *s));
        let at = PairingStatus::ALL.iter().position(|s| Some(*s) == now);
        self.choose(Title::PairingState, items.collect(), at.unwrap_or(0));
    }

    /// A menu of reasons to decline.
    pub(super) fn choose_decline(&mut self, id: &PairingId) {
        self.choose_reason(id, PairingStatus::Declined);
    }

    /// A menu of reasons to end a pairing in a state.
    pub(super) fn choose_reason(&mut self, id: &PairingId, status: PairingStatus) {
        let items = (Reason::ALL.iter()).map(|r| Item::Reason(id.clone(), status, *r));
        self.choose(Title::Reason, items.collect(), 0);
    }

    /// A menu of the states of a task.
    pub(super) fn choose_task_status(&mut self, id: &TaskId) {
        let now = self.m.book.tasks.get(id).map(|t| t.status);
        let items = TaskStatus::ALL
            .iter()
            .map(|s| Item::TaskStatus(id.clone(), *s));
        let at = TaskStatus::ALL.iter().position(|s| Some(*s) == now);
        self.choose(Title::TaskState, items.collect(), at.unwrap_or(0));
    }

    /// A menu of the tasks of the catalogue that a pairing does not have.
    pub(super) fn choose_task(&mut self, id: &PairingId) {
        let has = |code: &Clean| {
            self.m.book.tasks.contains_key(&TaskId {
                session: id.session.clone(),
                need: id.need.clone(),
                org: id.org.clone(),
                template: code.clone(),
            })
        };
        let items: Vec<Item> = (self.env.templates.iter())
            .filter(|t| t.scope == Scope::Pairing && !has(&t.code))
            .map(|t| Item::AddTask(id.clone(), t.code.clone(), (t.ja.clone(), t.en.clone())))
            .collect();
        if items.is_empty() {
            self.tell(Say::NoTaskToOpen);
        } else {
            self.choose(Title::Catalogue, items, 0);
        }
    }

    /// Enter on the follow-up screen.
    pub(super) fn follow_accept(&mut self) {
        if self.m.follow.filtering {
            self.m.follow.filtering = false;
        } else {
            self.open_menu();
        }
    }

    /// An action that only the follow-up screen has.
    pub(super) fn follow_act(&mut self, action: Action) {
        match action {
            Action::FocusSearch => {
                self.m.follow.filtering = true;
                return;
            }
            Action::NextPane | Action::PreviousPane => {
                self.m.follow.filtering = !self.m.follow.filtering;
                return;
            }
            Action::ToggleClosed => {
                self.m.follow.closed = !self.m.follow.closed;
                self.m.follow.stale = true;
                return;
            }
            Action::NextNeed | Action::PreviousNeed => {
                self.tell(Say::NotHere);
                return;
            }
            _ => {}
        }
        let Some(id) = self.m.follow.selected().cloned() else {
            self.tell(Say::NothingSelected);
            return;
        };
        let pairing = id.pairing();
        match (action, pairing) {
            (Action::Step, _) => {
                let now = self.m.book.tasks.get(&id).map(|t| t.status.next());
                if let Some(next) = now {
                    self.set_task(&id, next);
                }
            }
            (Action::EditMemo, _) => self.edit_task_note(&id),
            (Action::EditDue, _) => self.edit_due(&id),
            (Action::NextMatch, _) => self.next_overdue(),
            (Action::EditStatus, Some(p)) => self.choose_status(&p),
            (Action::ConfirmPairing, Some(p)) => self.confirm(&p),
            (Action::DeclinePairing, Some(p)) => self.choose_decline(&p),
            (Action::EditNextHospital, Some(p)) => self.edit_next(&p, Side::Hospital),
            (Action::EditNextCompany, Some(p)) => self.edit_next(&p, Side::Company),
            (Action::AddTask, Some(p)) => self.choose_task(&p),
            _ => self.tell(Say::NotHere),
        }
    }

    /// F3 goes to the next task that is overdue, round and round.
    fn next_overdue(&mut self) {
        let late = |line: &Line| matches!(line, Line::Task { remaining, .. } if *remaining < 0);
        let lines = &self.m.follow.lines;
        let now = self.m.follow.picker.selected;
        let order = (now + 1..lines.len()).chain(0..=now);
        let found = order
            .into_iter()
            .find(|at| lines.get(*at).is_some_and(late));
        match found {
            Some(at) => self.m.follow.picker.selected = at,
            None => self.tell(Say::Unchanged),
        }
    }

    /// The selected task as cells.
    pub(super) fn follow_row(&self) -> Option<Vec<String>> {
        let id = self.m.follow.selected()?;
        let task = self.m.book.tasks.get(id)?;
        let session = self.m.book.sessions.get(&id.session);
        Some(vec![
            task.due_on.to_string(),
            task.title_ja.to_string(),
            id.need.to_string(),
            session.map_or_else(|| id.org.to_string(), |s| s.org_name(&id.org).to_string()),
            task.owner_side.ja().to_owned(),
            task.status.ja().to_owned(),
            task.note.to_string(),
        ])
    }
}
