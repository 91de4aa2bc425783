//! What a changed row of 面談結果 records.

use super::{Desk, Outcome, refused};
use crate::domain::code::{Level, PairingStatus};
use crate::domain::entity::pairing::{Pairing, PairingChange, PairingId, Side};
use crate::domain::entity::{Change, Changes, Entity};
use crate::domain::recorded::key::Key;
use crate::domain::rule::{matching, task_status};
use crate::exchange::tables::heading::{
    LEVEL, NEXT_COMPANY, NEXT_COMPANY_ON, NEXT_HOSPITAL, NEXT_HOSPITAL_ON, NOTE, STATUS,
};
use crate::intake::edited::{Row, day};
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
        for (side, text, on) in NEXT {
            let edited = [text, on].into_iter().filter(|h| row.edit(h).is_some());
            let edited: Vec<&'static str> = edited.collect();
            if edited.is_empty() {
                continue;
            }
            match self.next(pairing, row, (side, text, on)) {
                Ok(change) => {
                    out.taken.extend(edited);
                    let entity = Entity::Pairing(pairing.id.clone());
                    out.changes.push((entity, change));
                }
                Err(why) => out.refused.push(why),
            }
        }
        out
    }

    fn level(&self, pairing: &Pairing, row: &Row) -> Result<Changes, String> {
        let Some(edit) = row.edit(LEVEL) else {
            return Ok(Changes::new());
        };
        self.unchanged(edit.was, edit.now, pairing.level.ja())?;
        let level = Level::parse(edit.now).ok_or_else(|| self.unread(LEVEL, edit.now))?;
        let change = Change::Pairing(PairingChange::Level { level });
        Ok(vec![(Entity::Pairing(pairing.id.clone()), change)])
    }

    fn state(&self, pairing: &Pairing, row: &Row) -> Result<Changes, String> {
        let Some(edit) = row.edit(STATUS) else {
            return Ok(Changes::new());
        };
        self.unchanged(edit.was, edit.now, pairing.status.ja())?;
        let to = PairingStatus::parse(edit.now).ok_or_else(|| self.unread(STATUS, edit.now))?;
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
        let Some(edit) = row.edit(NOTE) else {
            return Ok(Changes::new());
        };
        self.unchanged(edit.was, edit.now, &pairing.note)?;
        let note = Clean::text(edit.now);
        let change = Change::Pairing(PairingChange::Note { note });
        Ok(vec![(Entity::Pairing(pairing.id.clone()), change)])
    }

    /// The next step of a side: what was not changed of it stays as it is recorded.
    fn next(
        &self,
        pairing: &Pairing,
        row: &Row,
        (side, text, on): (Side, &'static str, &'static str),
    ) -> Result<Change, String> {
        let (mut step, mut by) = match side {
            Side::Hospital => pairing.next_hospital.clone(),
            Side::Company => pairing.next_company.clone(),
        };
        if let Some(edit) = row.edit(text) {
            self.unchanged(edit.was, edit.now, &step)?;
            step = Clean::text(edit.now);
        }
        if let Some(edit) = row.edit(on) {
            let record = by.map(|day: Date| day.to_string()).unwrap_or_default();
            self.unchanged(edit.was, edit.now, &record)?;
            by = match edit.now {
                "" => None,
                now => Some(day(now).ok_or_else(|| self.unread(on, now))?),
            };
        }
        if step.is_empty() && by.is_some() {
            let w = &self.workspace.words;
            return Err(fl!(w, "edited-no-step", heading = text, day = on));
        }
        let text = step;
        Ok(Change::Pairing(PairingChange::Next { side, text, on: by }))
    }
}
