//! Fields to fill in: opened with what is there, kept as drafts while typed, recorded with Enter.

use super::Turn;
use super::field::Field;
use super::msg::Effect;
use super::overlay::{Form, Overlay, Purpose};
use super::say::Say;
use crate::domain::id::{Entity, PairingId, TaskId};
use crate::domain::op::MemoChange;
use crate::domain::op::PairingChange;
use crate::domain::op::TaskChange;
use crate::domain::op::{Change, Side};
use crate::text::Clean;
use jiff::civil::Date;
use uuid::Uuid;

/// The draft that says which field has one, to be told when its session is opened again.
pub(super) const OPEN: &str = "open";

impl Turn<'_, '_> {
    /// Opens a form and asks whether a crash left half-typed text of it behind.
    pub(super) fn open_form(&mut self, purpose: Purpose, texts: &[&str]) {
        if let Some(slot) = purpose.draft_slot() {
            self.effects.push(Effect::LoadDraft { slot });
        }
        self.m
            .overlays
            .push(Overlay::Form(Form::new(purpose, texts)));
    }

    /// Half-typed text came back: into its field if nothing was typed there yet, else a word that it waits.
    pub(super) fn draft(&mut self, slot: &Clean, text: &str) {
        if let Some(live) = &mut self.m.live
            && *slot == live.draft_slot()
        {
            if live.query.text().is_empty() {
                live.query = Field::new(text);
                self.search();
                self.tell(Say::DraftRestored);
            }
            return;
        }
        if slot == OPEN {
            let session = self.m.live.as_ref().map(|l| format!(":{}/", l.session));
            if session.is_some_and(|s| text.contains(&s)) {
                self.tell(Say::DraftWaits);
            }
            return;
        }
        if let Some(Overlay::Form(form)) = self.m.overlays.last_mut()
            && form.purpose.draft_slot().as_ref() == Some(slot)
            && !form.kept
            && let Some(field) = form.fields.first_mut()
            && field.text() != text
        {
            *field = Field::new(text);
            form.kept = true;
            self.tell(Say::DraftRestored);
        }
    }

    /// The text of a form changed: it is kept until it is saved or dropped.
    pub(super) fn keep_draft(&mut self) {
        let Some(Overlay::Form(form)) = self.m.overlays.last_mut() else {
            return;
        };
        form.error = None;
        let text = form.text(0).to_owned();
        let first = !std::mem::replace(&mut form.kept, true);
        if let Some(slot) = form.purpose.draft_slot() {
            if first {
                let text = slot.to_string();
                let slot = Clean::line(OPEN);
                self.effects.push(Effect::KeepDraft { slot, text });
            }
            self.effects.push(Effect::KeepDraft { slot, text });
        }
    }

    /// It is saved or dropped.
    pub(super) fn forget_draft(&mut self, form: &Form) {
        if let Some(slot) = form.purpose.draft_slot().filter(|_| form.kept) {
            for slot in [slot, Clean::line(OPEN)] {
                let text = String::new();
                self.effects.push(Effect::KeepDraft { slot, text });
            }
        }
    }

    /// F2 on a pairing.
    pub(super) fn edit_pairing_note(&mut self, id: &PairingId) {
        if let Some(pairing) = self.m.book.pairings.get(id) {
            let note = pairing.note.clone();
            self.open_form(Purpose::PairingNote(id.clone()), &[&note]);
        }
    }

    /// F2 on a free memo.
    pub(super) fn edit_memo(&mut self, id: Uuid) {
        let session = self.m.live.as_ref().map(|l| l.session.clone());
        let memo = session.and_then(|s| self.m.book.memos.get(&(s, id)));
        if let Some(text) = memo.map(|m| m.text.clone()) {
            self.open_form(Purpose::MemoText(id), &[&text]);
        }
    }

    /// F2 on a task.
    pub(super) fn edit_task_note(&mut self, id: &TaskId) {
        if let Some(task) = self.m.book.tasks.get(id) {
            let (note, due) = (task.note.clone(), task.due_on.to_string());
            self.open_form(Purpose::TaskNote(id.clone()), &[&note, &due]);
        }
    }

    /// The due date of a task.
    pub(super) fn edit_due(&mut self, id: &TaskId) {
        if let Some(due) = self.m.book.tasks.get(id).map(|t| t.due_on) {
            self.open_form(Purpose::Due(id.clone()), &[&due.to_string()]);
        }
    }

    /// The next step of a side.
    pub(super) fn edit_next(&mut self, id: &PairingId, side: Side) {
        let Some(pairing) = self.m.book.pairings.get(id) else {
            return;
        };
        let (text, on) = match side {
            Side::Hospital => pairing.next_hospital.clone(),
            Side::Company => pairing.next_company.clone(),
        };
        let on = on.map(|d| d.to_string()).unwrap_or_default();
        self.open_form(Purpose::Next(id.clone(), side), &[&text, &on]);
    }

    /// The date in a field of a form: `Ok(None)` if it is empty.
    fn date(&self, text: &str) -> Result<Option<Date>, Say> {
        if text.is_empty() {
            return Ok(None);
        }
        super::due::parse(text, self.env.today, self.env.calendar)
            .map(Some)
            .ok_or(Say::BadDate)
    }

    /// Enter in the last field of a form: what it was for is done, or it stays open and says why not.
    pub(super) fn submit(&mut self, form: &Form) -> Result<(), Say> {
        let text = Clean::line(form.text(0));
        let (scope, entity, change, say) = match &form.purpose {
            Purpose::Actor => {
                if text.is_empty() {
                    return Err(Say::NameNeeded);
                }
                self.m.actor = Some(text.clone());
                self.effects.push(Effect::RememberActor(text));
                return Ok(());
            }
            Purpose::PairingNote(id) => {
                if self.m.book.pairings.get(id).is_none_or(|p| p.note == text) {
                    return Ok(());
                }
                let change = Change::Pairing(PairingChange::Note { note: text });
                (
                    id.session.clone(),
                    Entity::Pairing(id.clone()),
                    change,
                    Say::NoteSaved,
                )
            }
            Purpose::MemoText(id) => {
                let session = self
                    .m
                    .live
                    .as_ref()
                    .map(|l| l.session.clone())
                    .unwrap_or_default();
                let memo = self.m.book.memos.get(&(session.clone(), *id));
                let Some(memo) = memo.filter(|m| m.text != text && !text.is_empty()) else {
                    return Ok(());
                };
                let need = memo.need.clone();
                let change = Change::Memo(MemoChange::Written { need, text });
                (
                    session.clone(),
                    Entity::Memo((session, *id)),
                    change,
                    Say::NoteSaved,
                )
            }
            Purpose::TaskNote(id) => {
                let due_on = self.date(form.text(1))?.ok_or(Say::BadDate)?;
                let Some(task) = self.m.book.tasks.get(id) else {
                    return Ok(());
                };
                let entity = Entity::Task(id.clone());
                let mut changes = Vec::new();
                if task.note != text {
                    changes.push((
                        entity.clone(),
                        Change::Task(TaskChange::Note { note: text }),
                    ));
                }
                if task.due_on != due_on {
                    changes.push((entity, Change::Task(TaskChange::Due { due_on })));
                }
                if !changes.is_empty() {
                    self.commit(&id.session, changes);
                    self.tell(Say::NoteSaved);
                }
                return Ok(());
            }
            Purpose::Due(id) => {
                let due_on = self.date(&text)?.ok_or(Say::BadDate)?;
                if self.m.book.tasks.get(id).is_none_or(|t| t.due_on == due_on) {
                    return Ok(());
                }
                let change = Change::Task(TaskChange::Due { due_on });
                (
                    id.session.clone(),
                    Entity::Task(id.clone()),
                    change,
                    Say::DueNow(due_on),
                )
            }
            Purpose::Next(id, side) => {
                let on = self.date(form.text(1))?;
                let change = Change::Pairing(PairingChange::Next {
                    side: *side,
                    text,
                    on,
                });
                (
                    id.session.clone(),
                    Entity::Pairing(id.clone()),
                    change,
                    Say::NextStepSaved,
                )
            }
        };
        self.commit(&scope, vec![(entity, change)]);
        self.tell(say);
        Ok(())
    }
}
