//! What a changed row of 課題 records, and what becomes of one that a colleague added.

use super::{Desk, Outcome, refused};
use crate::domain::code::{OwnerSide, TaskStatus};
use crate::domain::entity::task::{Task, TaskChange, TaskId};
use crate::domain::entity::{Change, Changes, Entity};
use crate::domain::filter;
use crate::domain::number;
use crate::domain::recorded::key::Key;
use crate::domain::roster::Session;
use crate::domain::rule::task_status::{self, Said};
use crate::exchange::tables::heading::{DONE, DUE, NEED, NOTE, ORG, OWNER, SESSION, STATUS, TASK};
use crate::intake::edited::{Row, day};
use crate::text::{Clean, fold};
use crate::words::fl;
use uuid::Uuid;

impl Desk<'_> {
    pub(super) fn task(&self, row: &Row, id: &str) -> Outcome {
        let gone = || refused(fl!(&self.workspace.words, "edited-gone"));
        let Some(id) = TaskId::read(id) else {
            return gone();
        };
        let Some(task) = self.before.tasks.get(&id) else {
            return gone();
        };
        let mut out = Outcome {
            session: id.session.clone(),
            ..Outcome::default()
        };
        let states = [STATUS, DONE].into_iter().filter(|h| row.edit(h).is_some());
        let states: Vec<&'static str> = states.collect();
        if !states.is_empty() {
            match self.state_of(task, row, &mut out.waits) {
                Ok(changes) => {
                    out.changes.extend(changes);
                    out.taken.extend(states);
                }
                Err(why) => out.refused.push(why),
            }
        }
        if let Some(edit) = row.edit(DUE) {
            let due = self
                .unchanged(edit.was, edit.now, &task.due_on.to_string())
                .and_then(|()| day(edit.now).ok_or_else(|| self.unread(DUE, edit.now)));
            match due {
                Ok(due) => {
                    let now = self.after.tasks.get(&id).unwrap_or(task);
                    let session = self.after.sessions.get(&id.session);
                    let facts = session.map(|s| self.workspace.facts(s, &self.after));
                    out.changes
                        .extend(task_status::due(facts.as_ref(), now, due));
                    out.taken.push(DUE);
                }
                Err(why) => out.refused.push(why),
            }
        }
        if let Some(edit) = row.edit(NOTE) {
            match self.unchanged(edit.was, edit.now, &task.note) {
                Ok(()) => {
                    out.changes.push(note(&id, edit.now));
                    out.taken.push(NOTE);
                }
                Err(why) => out.refused.push(why),
            }
        }
        out
    }

    /// The state and the day it was closed, which are one thing.
    fn state_of(&self, task: &Task, row: &Row, waits: &mut bool) -> Result<Changes, String> {
        let w = &self.workspace.words;
        let mut to = task.status;
        if let Some(edit) = row.edit(STATUS) {
            self.unchanged(edit.was, edit.now, task.status.ja())?;
            to = TaskStatus::parse(edit.now).ok_or_else(|| self.unread(STATUS, edit.now))?;
        }
        let mut on = self.workspace.today;
        if let Some(edit) = row.edit(DONE) {
            let record = task.done_on.map(|day| day.to_string()).unwrap_or_default();
            self.unchanged(edit.was, edit.now, &record)?;
            match (edit.now, to.is_closed()) {
                ("", false) => {}
                ("", true) => return Err(self.unread(DONE, "")),
                (now, true) => on = day(now).ok_or_else(|| self.unread(DONE, now))?,
                (now, false) => return Err(fl!(w, "edited-not-closed", day = now)),
            }
            if on > self.workspace.today {
                return Err(fl!(w, "edited-later", day = on.to_string()));
            }
        }
        let now = self.after.tasks.get(&task.id).unwrap_or(task);
        if to == TaskStatus::Done && to != task.status && self.after.is_blocked(now) {
            *waits = true;
            return Err(fl!(w, "edited-blocked"));
        }
        if to == task.status {
            let status = TaskChange::Status {
                status: to,
                on,
                reason: Clean::default(),
            };
            return Ok(vec![(Entity::Task(task.id.clone()), status.into())]);
        }
        let session = self.after.sessions.get(&task.id.session);
        let facts = session.map(|s| self.workspace.facts(s, &self.after));
        let said = Said { on, ..Said::on(on) };
        Ok(task_status::task_status(facts.as_ref(), now, to, said))
    }

    /// A row without our id: a task in somebody's own words, where it says for what.
    pub(super) fn new_task(&self, row: &Row) -> Outcome {
        match self.own_task(row) {
            Ok((session, changes)) => Outcome {
                session,
                changes,
                ..Outcome::default()
            },
            Err(why) => refused(why),
        }
    }

    fn own_task(&self, row: &Row) -> Result<(Clean, Changes), String> {
        let w = &self.workspace.words;
        let (need, org, title) = (row.get(NEED), row.get(ORG), Clean::line(row.get(TASK)));
        if need.is_empty() || org.is_empty() || title.is_empty() {
            return Err(fl!(w, "edited-new-row"));
        }
        let session = self.session_of(row)?;
        let needs = session.needs.iter();
        let need = needs
            .map(|n| &n.no)
            .find(|no| number::plain(number::shown(no)) == number::plain(need))
            .ok_or_else(|| fl!(w, "edited-no-need", need = need))?;
        let key = fold::key(org);
        let mut orgs = session.organisations.iter().filter(|o| {
            number::shown(&o.id) == org || fold::key(&o.name) == key || fold::key(&o.short) == key
        });
        let (Some(found), None) = (orgs.next(), orgs.next()) else {
            return Err(fl!(w, "edited-no-org", org = org));
        };
        let id = TaskId {
            session: session.id.clone(),
            need: need.clone(),
            org: found.id.clone(),
            template: Clean::line(&Uuid::now_v7().to_string()),
        };
        let pairing = id.pairing();
        let is_there = pairing.is_some_and(|pairing| {
            let mut own = self.after.tasks_of(&pairing);
            own.any(|task| task.title_ja == title)
        });
        if is_there {
            return Err(fl!(w, "edited-there", title = title.as_str()));
        }
        let due = match row.get(DUE) {
            "" => self.workspace.calendar.add(self.workspace.today, 5),
            text => day(text).ok_or_else(|| self.unread(DUE, text))?,
        };
        let side = match row.get(OWNER) {
            "" => OwnerSide::Support,
            text => OwnerSide::parse(text).ok_or_else(|| self.unread(OWNER, text))?,
        };
        let status = match row.get(STATUS) {
            "" => TaskStatus::Open,
            text => TaskStatus::parse(text).ok_or_else(|| self.unread(STATUS, text))?,
        };
        let on = match row.get(DONE) {
            _ if !status.is_closed() => self.workspace.today,
            "" => self.workspace.today,
            text => day(text).ok_or_else(|| self.unread(DONE, text))?,
        };
        let mut changes = task_status::own(id.clone(), title, side, due);
        if status != TaskStatus::Open {
            let status = TaskChange::Status {
                status,
                on,
                reason: Clean::default(),
            };
            changes.push((Entity::Task(id.clone()), status.into()));
        }
        if !row.get(NOTE).is_empty() {
            changes.push(note(&id, row.get(NOTE)));
        }
        Ok((session.id.clone(), changes))
    }

    /// The session that a row names, or the only one there is.
    fn session_of(&self, row: &Row) -> Result<&Session, String> {
        let named = row.get(SESSION);
        let all = self.before.sessions.values();
        let mut found = all.filter(|session| {
            named.is_empty()
                || number::shown(&session.id) == named
                || filter::calls_session(&self.before, &session.id, named)
        });
        match (found.next(), found.next()) {
            (Some(one), None) => Ok(one),
            _ => Err(fl!(
                &self.workspace.words,
                "edited-which-session",
                session = named
            )),
        }
    }
}

fn note(id: &TaskId, text: &str) -> (Entity, Change) {
    let note = Clean::text(text);
    (Entity::Task(id.clone()), TaskChange::Note { note }.into())
}
