//! What a changed row of 面談結果 records.

use super::{Desk, Outcome, refused};
use crate::domain::code::{Level, PairingStatus, Point, PointKind};
use crate::domain::entity::pairing::{Pairing, PairingChange, PairingId, Side};
use crate::domain::entity::{Change, Changes, Entity};
use crate::domain::recorded::key::Key;
use crate::domain::rule::{matching, project, task_status};
use crate::exchange::tables::heading::{
    LEVEL, NEXT_COMPANY, NEXT_COMPANY_ON, NEXT_HOSPITAL, NEXT_HOSPITAL_ON, NOTE, STATUS,
};
use crate::intake::edited::Row;
use crate::text::Clean;
use crate::words::fl;
use jiff::civil::Date;

/// The headings of the next step of each side.
const NEXT: [(Side, &str, &str); 2] = [
    (Side::Hospital, NEXT_HOSPITAL, NEXT_HOSPITAL_ON),
    (Side::Company, NEXT_COMPANY, NEXT_COMPANY_ON),
];

impl Desk<'_> {
    pub(super) fn pairing(&self, row: &Row, id: &str) -> Outcome {
        let gone = || refused(fl!(&self.workspace.words, "edited-gone"));
        let Some(id) = PairingId::read(id) else {
            return gone();
        };
        let Some(pairing) = self.before.pairings.get(&id) else {
            return gone();
        };
        let mut out = Outcome {
            session: id.session,
            ..Outcome::default()
        };
        let cells = [
            (LEVEL, self.level(pairing, row)),
            (STATUS, self.state(pairing, row)),
            (NOTE, self.note(pairing, row)),
        ];
        for (heading, changes) in cells {
            match changes {
                Ok(changes) if changes.is_empty() => {}
                Ok(changes) => {
                    out.taken.push(heading);
                    out.changes.extend(changes);
                }
                Err(why) => out.refused.push(why),
            }
        }
        for next in NEXT {
            self.next(pairing, row, next, &mut out);
        }
        self.points(pairing, row, &mut out);
        out
    }

    fn level(&self, pairing: &Pairing, row: &Row) -> Result<Changes, String> {
        let is_so = |now: &str| Level::parse(now) == Some(pairing.level);
        let Some(now) = self.asked(row, LEVEL, pairing.level.ja(), is_so)? else {
            return Ok(Changes::new());
        };
        let level = Level::parse(now).ok_or_else(|| self.unread(LEVEL, now))?;
        let change = Change::Pairing(PairingChange::Level { level });
        Ok(vec![(Entity::Pairing(pairing.id.clone()), change)])
    }

    fn state(&self, pairing: &Pairing, row: &Row) -> Result<Changes, String> {
        let is_so = |now: &str| PairingStatus::parse(now) == Some(pairing.status);
        let Some(now) = self.asked(row, STATUS, pairing.status.ja(), is_so)? else {
            return Ok(Changes::new());
        };
        let to = PairingStatus::parse(now).ok_or_else(|| self.unread(STATUS, now))?;
        let open = task_status::open_tasks(&self.after, &pairing.id).len();
        if to.is_closed() && open > 0 {
            // What becomes of them has to be asked, and a workbook asks nobody.
            return Err(fl!(
                &self.workspace.words,
                "edited-open-tasks",
                count = open
            ));
        }
        let session = self.after.sessions.get(&pairing.id.session);
        let gone = || fl!(&self.workspace.words, "edited-gone");
        let facts = self.workspace.facts(session.ok_or_else(gone)?, &self.after);
        let pairing = self.after.pairings.get(&pairing.id).ok_or_else(gone)?;
        Ok(matching::set_status(&facts, pairing, to, Clean::default()))
    }

    fn note(&self, pairing: &Pairing, row: &Row) -> Result<Changes, String> {
        let Some(now) = self.asked(row, NOTE, &pairing.note, |_| false)? else {
            return Ok(Changes::new());
        };
        let note = Clean::text(now);
        let change = Change::Pairing(PairingChange::Note { note });
        Ok(vec![(Entity::Pairing(pairing.id.clone()), change)])
    }

    /// What is known of the project, column by column.
    fn points(&self, pairing: &Pairing, row: &Row, out: &mut Outcome) {
        let today = self.workspace.today;
        let read = |point: Point, text: &str| {
            let value = project::read(point, text, today, |text| self.day(text));
            value.ok_or_else(|| self.unread(point.ja(), text))
        };
        let mut said = Vec::new();
        for point in Point::ALL {
            let value = pairing.point(*point);
            let record = match point.kind() {
                PointKind::Commitment | PointKind::Collaboration => point.shown(value, false),
                PointKind::Yen | PointKind::Day | PointKind::Text => value.to_owned(),
            };
            let is_so = |now: &str| read(*point, now).is_ok_and(|now| now.as_str() == value);
            let now = self.asked(row, point.ja(), &record, is_so);
            match now.and_then(|now| now.map(|now| read(*point, now)).transpose()) {
                Ok(None) => {}
                Ok(Some(value)) => {
                    said.push((*point, value));
                    out.taken.push(point.ja());
                }
                Err(why) => out.refused.push(why),
            }
        }
        out.changes.extend(project::points(pairing, &said));
    }

    /// The next step of a side: what was not changed of it, or cannot be read, stays as it is recorded.
    fn next(
        &self,
        pairing: &Pairing,
        row: &Row,
        (side, text, on): (Side, &'static str, &'static str),
        out: &mut Outcome,
    ) {
        let (mut step, mut by) = match side {
            Side::Hospital => pairing.next_hospital.clone(),
            Side::Company => pairing.next_company.clone(),
        };
        let mut taken = Vec::new();
        match self.asked(row, text, &step, |_| false) {
            Ok(None) => {}
            Ok(Some(now)) => {
                step = Clean::text(now);
                taken.push(text);
            }
            Err(why) => out.refused.push(why),
        }
        let record = by.map(|day: Date| day.to_string()).unwrap_or_default();
        let is_so = |now: &str| by.is_some() && self.day(now) == by;
        let day = self.asked(row, on, &record, is_so).and_then(|now| {
            let day = now.filter(|now| !now.is_empty()).map(|now| {
                let day = self.day(now);
                day.ok_or_else(|| self.unread(on, now))
            });
            Ok((now, day.transpose()?))
        });
        match day {
            Ok((None, _)) => {}
            Ok((Some(_), day)) => {
                by = day;
                taken.push(on);
            }
            Err(why) => out.refused.push(why),
        }
        if taken.is_empty() {
            return;
        }
        if step.is_empty() && by.is_some() {
            let w = &self.workspace.words;
            let why = fl!(w, "edited-no-step", heading = text, day = on);
            out.refused.push(why);
            return;
        }
        out.taken.extend(taken);
        let text = step;
        let change = PairingChange::Next { side, text, on: by };
        let entity = Entity::Pairing(pairing.id.clone());
        out.changes.push((entity, Change::Pairing(change)));
    }
}
