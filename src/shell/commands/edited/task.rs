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
use crate::intake::edited::Row;
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
        match self.state_of(task, row, &mut out.waits) {
            Ok((changes, taken)) => {
                out.changes.extend(changes);
                out.taken.extend(taken);
            }
            Err(why) => out.refused.push(why),
        }
        let is_so = |now: &str| self.day(now) == Some(task.due_on);
        let due = self
            .asked(row, DUE, &task.due_on.to_string(), is_so)
            .and_then(|now| {
                let day = now.map(|now| self.day(now).ok_or_else(|| self.unread(DUE, now)));
                day.transpose()
            });
        match due {
            Ok(None) => {}
            Ok(Some(due)) => {
                let now = self.after.tasks.get(&id).unwrap_or(task);
                let session = self.after.sessions.get(&id.session);
                let facts = session.map(|s| self.workspace.facts(s, &self.after));
                out.changes
                    .extend(task_status::due(facts.as_ref(), now, due));
                out.taken.push(DUE);
            }
            Err(why) => out.refused.push(why),
        }
        match self.asked(row, NOTE, &task.note, |_| false) {
            Ok(None) => {}
            Ok(Some(now)) => {
                out.changes.push(note(&id, now));
                out.taken.push(NOTE);
            }
            Err(why) => out.refused.push(why),
        }
        out
    }

    /// The state and the day it was closed, which are one thing, and which of them are recorded.
    fn state_of(
        &self,
        task: &Task,
        row: &Row,
        waits: &mut bool,
    ) -> Result<(Changes, Vec<&'static str>), String> {
        let w = &self.workspace.words;
        let is_so = |now: &str| TaskStatus::parse(now) == Some(task.status);
        let status = self.asked(row, STATUS, task.status.ja(), is_so)?;
        let to = status.map(|now| TaskStatus::parse(now).ok_or_else(|| self.unread(STATUS, now)));
        let to = to.transpose()?.unwrap_or(task.status);
        let mut on = self.workspace.today;
        let record = task.done_on.map(|day| day.to_string()).unwrap_or_default();
        let is_so = |now: &str| task.done_on.is_some() && self.day(now) == task.done_on;
        let done = self.asked(row, DONE, &record, is_so)?;
        if let Some(now) = done {
            match (now, to.is_closed()) {
                ("", false) => {}
                ("", true) => return Err(self.unread(DONE, "")),
                (now, true) => on = self.day(now).ok_or_else(|| self.unread(DONE, now))?,
                (now, false) => return Err(fl!(w, "edited-not-closed", day = now)),
            }
            if on > self.workspace.today {
                return Err(fl!(w, "edited-later", day = on.to_string()));
            }
        }
        let taken = [status.map(|_| STATUS), done.map(|_| DONE)];
        let taken: Vec<&'static str> = taken.into_iter().flatten().collect();
        if taken.is_empty() {
            return Ok((Changes::new(), taken));
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
            let changes = vec![(Entity::Task(task.id.clone()), status.into())];
            return Ok((changes, taken));
        }
        let session = self.after.sessions.get(&task.id.session);
        let facts = session.map(|s| self.workspace.facts(s, &self.after));
        let said = Said { on, ..Said::on(on) };
        let changes = task_status::task_status(facts.as_ref(), now, to, said);
        Ok((changes, taken))
    }

    /// A row without our id: a task in somebody's own words, where it says for what.
    pub(super) fn new_task(&self, row: &Row) -> Outcome {
        match self.own_task(row) {
            Ok((session, changes)) => {
                let title = Clean::line(row.get(TASK));
                let there = fl!(
                    &self.workspace.words,
                    "edited-there",
                    title = title.as_str()
                );
                Outcome {
                    session,
                    left: if changes.is_empty() {
                        vec![there]
                    } else {
                        Vec::new()
                    },
                    changes,
                    ..Outcome::default()
                }
            }
            Err(why) => refused(why),
        }
    }

    /// What it records; nothing where such a task is there already.
    fn own_task(&self, row: &Row) -> Result<(Clean, Changes), String> {
        let w = &self.workspace.words;
        let (need, org, title) = (row.get(NEED), row.get(ORG), Clean::line(row.get(TASK)));
        if title.is_empty() {
            return Err(fl!(w, "edited-new-row"));
        }
        let session = self.session_of(row)?;
        let id = TaskId {
            session: session.id.clone(),
            need: self.need_of(session, need)?,
            org: self.org_of(session, org)?,
            template: Clean::line(&Uuid::now_v7().to_string()),
        };
        let mut all = self.after.tasks.values();
        let is_there = all.any(|task| {
            let own = &task.id;
            (&own.session, &own.need, &own.org) == (&id.session, &id.need, &id.org)
                && task.title_ja == title
        });
        if is_there {
            return Ok((session.id.clone(), Changes::new()));
        }
        let due = match row.get(DUE) {
            "" => self.workspace.calendar.add(self.workspace.today, 5),
            text => self.day(text).ok_or_else(|| self.unread(DUE, text))?,
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
            text => self.day(text).ok_or_else(|| self.unread(DONE, text))?,
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

    /// The need that a row names; empty: the task is of none.
    fn need_of(&self, session: &Session, named: &str) -> Result<Clean, String> {
        if named.is_empty() {
            return Ok(Clean::default());
        }
        let is = |no: &&Clean| number::plain(number::shown(no)) == number::plain(named);
        let found = session.needs.iter().map(|need| &need.no).find(is);
        let none = || fl!(&self.workspace.words, "edited-no-need", need = named);
        found.cloned().ok_or_else(none)
    }

    /// The organisation that a row names; empty: the task is of none.
    fn org_of(&self, session: &Session, named: &str) -> Result<Clean, String> {
        if named.is_empty() {
            return Ok(Clean::default());
        }
        let key = fold::key(named);
        let mut orgs = session.organisations.iter().filter(|o| {
            number::shown(&o.id) == named || fold::key(&o.name) == key || fold::key(&o.short) == key
        });
        match (orgs.next(), orgs.next()) {
            (Some(found), None) => Ok(found.id.clone()),
            _ => Err(fl!(&self.workspace.words, "edited-no-org", org = named)),
        }
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
