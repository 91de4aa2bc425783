//! Forms: text fields that open with the recorded values. While somebody types, the text is kept as a draft; Enter
//! records it.

mod day;
mod draft;

use super::part::{self, Part};
use crate::action::{Action, Chord};
use crate::app::change;
use crate::app::core::again::Question;
use crate::app::core::ctx::Ctx;
use crate::app::core::layout::Layout;
use crate::app::core::msg::Effect;
use crate::app::core::request::Purpose;
use crate::app::core::say::Say;
use crate::app::date_input::in_field as date;
use crate::app::screen::follow::DETAIL;
use crate::app::screen::live::RECORDS;
use crate::app::widget::area::Area;
use crate::app::widget::field::Field;
use crate::app::widget::picker::Step;
use crate::config::edit::Setting;
use crate::domain::code::{OwnerSide, TaskStatus};
use crate::domain::entity::memo::MemoChange;
use crate::domain::entity::pairing::{PairingChange, Side};
use crate::domain::entity::task::TaskChange;
use crate::domain::entity::{Change, Entity};
use crate::domain::rule::name::names_somebody;
use crate::domain::rule::task_status::Said;
use crate::text::Clean;
use crate::words::{Lang, Words};
use draft::slot_of;
use std::path::PathBuf;

/// Slot of a draft whose text is the slot of the field being edited. When its session is opened again, the program can
/// tell which field has a draft.
pub const OPEN_DRAFT: &str = "open";

/// A form with one or two text fields.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    /// What the texts are for.
    pub purpose: Purpose,
    /// The text fields, from top to bottom.
    pub fields: Vec<Field>,
    /// Index of the field with the caret.
    pub focus: usize,
    /// Why Enter did not record the texts. Typing clears it.
    pub error: Option<Say>,
    /// Whether something was typed and is kept as a draft.
    pub kept: bool,
    /// The first text as it was recorded when the form was opened.
    was: Clean,
}

impl Form {
    /// A form with these texts; the caret is at the end of the first.
    pub fn new(purpose: Purpose, texts: &[&str]) -> Self {
        Self {
            purpose,
            fields: texts.iter().map(|t| Field::recorded(t)).collect(),
            focus: 0,
            error: None,
            kept: false,
            was: texts.first().map(|t| Clean::text(t)).unwrap_or_default(),
        }
    }

    /// Opens a form with the recorded values, and asks for a draft that a crash may have left. `None`: there is nothing
    /// to edit.
    pub fn open(purpose: Purpose, ctx: &mut Ctx<'_>) -> Option<Self> {
        let book = ctx.book();
        let texts: Vec<String> = match &purpose {
            Purpose::Actor | Purpose::Operator => vec![String::new()],
            Purpose::Settings => {
                let told = |n| ctx.world().settings.get(n).cloned().unwrap_or_default();
                (0..Setting::ALL.len()).map(told).collect()
            }
            Purpose::NewFile => vec![ctx.world().template.to_string_lossy().into_owned()],
            Purpose::Correction(id) => {
                book.pairings.get(id)?;
                vec![String::new()]
            }
            Purpose::PairingNote(id) => vec![book.pairings.get(id)?.note.to_string()],
            Purpose::MemoText(session, id) => {
                vec![book.memos.get(&(session.clone(), *id))?.text.to_string()]
            }
            Purpose::TaskNote(id) => {
                let task = book.tasks.get(id)?;
                vec![task.note.to_string(), task.due_on.to_string()]
            }
            Purpose::Due(id) => vec![book.tasks.get(id)?.due_on.to_string()],
            Purpose::Finish(id, asks) => {
                book.tasks.get(id)?;
                let day = asks.day.then(|| ctx.env.today.to_string());
                let reason = asks.reason.then(String::new);
                day.into_iter().chain(reason).collect()
            }
            Purpose::OwnTask(id) => {
                book.pairings.get(id)?;
                let side = OwnerSide::Support;
                let side = match ctx.world().lang {
                    Lang::Ja => side.ja(),
                    Lang::En => side.en(),
                };
                let due_on = ctx.env.calendar.add(ctx.env.today, 5);
                vec![String::new(), due_on.to_string(), side.to_owned()]
            }
            Purpose::NewSession => {
                let today = ctx.env.today.to_string();
                vec![String::new(), today, String::new()]
            }
            Purpose::Day(form) => day::texts(form, book)?,
            Purpose::Next(id, side) => {
                let pairing = book.pairings.get(id)?;
                let (text, on) = match side {
                    Side::Hospital => &pairing.next_hospital,
                    Side::Company => &pairing.next_company,
                };
                let on = on.map(|d| d.to_string()).unwrap_or_default();
                vec![text.to_string(), on]
            }
        };
        if let Some(slot) = slot_of(&purpose) {
            ctx.effect(Effect::LoadDraft { slot });
        }
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let mut form = Self::new(purpose, &texts);
        let dates = form.dates();
        for field in form.fields.iter_mut().skip(dates) {
            field.offer();
        }
        Some(form)
    }

    /// The first field that is a date or offers an answer; those before it do not.
    fn dates(&self) -> usize {
        match self.purpose {
            Purpose::Due(_) | Purpose::Finish(..) => 0,
            Purpose::TaskNote(_) | Purpose::Next(..) | Purpose::OwnTask(_) => 1,
            Purpose::Actor
            | Purpose::Operator
            | Purpose::NewFile
            | Purpose::Settings
            | Purpose::Correction(_)
            | Purpose::PairingNote(_)
            | Purpose::MemoText(..)
            | Purpose::NewSession
            | Purpose::Day(_) => self.fields.len(),
        }
    }

    /// Text of field `n` without blanks around it; empty if there is no such field.
    fn text(&self, n: usize) -> &str {
        self.fields.get(n).map_or("", |f| f.text().trim())
    }

    /// Takes over a draft that a crash left, if it belongs to this form and nothing was typed yet. Returns whether it
    /// did.
    pub fn take_draft(&mut self, slot: &Clean, text: &str) -> bool {
        if slot_of(&self.purpose).as_ref() == Some(slot)
            && !self.kept
            && let Some(field) = self.fields.first_mut()
            && field.text() != text
        {
            *field = Field::recorded(text);
            self.kept = true;
            return true;
        }
        false
    }

    /// Keeps the changed text as a draft until it is recorded or dropped.
    fn keep_draft(&mut self, ctx: &mut Ctx<'_>) {
        self.error = None;
        let text = self.text(0).to_owned();
        let first = !std::mem::replace(&mut self.kept, true);
        if let Some(slot) = slot_of(&self.purpose) {
            if first {
                let text = slot.to_string();
                let slot = Clean::line(OPEN_DRAFT);
                ctx.effect(Effect::KeepDraft { slot, text });
            }
            ctx.effect(Effect::KeepDraft { slot, text });
        }
    }

    /// Deletes the draft, because the text was recorded or dropped.
    fn forget_draft(&self, ctx: &mut Ctx<'_>) {
        if let Some(slot) = slot_of(&self.purpose).filter(|_| self.kept) {
            for slot in [slot, Clean::line(OPEN_DRAFT)] {
                let text = String::new();
                ctx.effect(Effect::KeepDraft { slot, text });
            }
        }
    }

    /// Hands over the settings that were changed, all of them or, where one cannot be used, none.
    fn save_settings(&self, ctx: &mut Ctx<'_>) -> Result<(), Say> {
        let words = Words::new(ctx.world().lang);
        let mut changes = Vec::new();
        for (n, setting) in Setting::ALL.iter().enumerate() {
            let text = self.text(n);
            if !setting.is_right(text, &words) {
                return Err(Say::BadSetting(*setting));
            }
            if ctx.world().settings.get(n).map_or("", String::as_str) != text {
                changes.push((*setting, text.to_owned()));
            }
        }
        if changes.is_empty() {
            ctx.tell(Say::Unchanged);
            return Ok(());
        }
        let named = changes
            .iter()
            .find(|(setting, _)| *setting == Setting::Actor);
        let name = named.map(|(_, name)| Clean::line(name));
        if let Some(name) = name.filter(names_somebody) {
            ctx.set_actor(name);
        }
        ctx.effect(Effect::SaveSettings(changes));
        Ok(())
    }

    /// What is recorded of a text that somebody else may have written meanwhile: theirs is kept above it.
    fn beside(&self, now: &Clean, text: Clean) -> (Clean, Say) {
        if *now == self.was || *now == text || now.is_empty() {
            return (text, Say::NoteSaved);
        }
        if text == self.was {
            return (now.clone(), Say::Unchanged);
        }
        let both = Clean::text(&format!("{now}\n{text}"));
        (both, Say::NoteJoined)
    }

    /// Records the texts after Enter in the last field. `Err`: why they cannot be recorded; the form stays open.
    fn submit(&self, ctx: &mut Ctx<'_>) -> Result<(), Say> {
        let text = Clean::line(self.text(0));
        let (scope, entity, change, say) = match &self.purpose {
            Purpose::Actor | Purpose::Operator => {
                if !names_somebody(&text) {
                    return Err(Say::NameNeeded);
                }
                if self.purpose == Purpose::Operator {
                    ctx.tell(Say::OperatorIs(text.clone()));
                }
                ctx.set_actor(text);
                return Ok(());
            }
            Purpose::NewSession => {
                if text.is_empty() {
                    return Err(Say::NameNeeded);
                }
                let held_on = date(self.text(1), ctx)?.ok_or(Say::BadDate)?;
                let venue = Clean::line(self.text(2));
                change::day::new_session(ctx, &text, held_on, &venue);
                return Ok(());
            }
            Purpose::Day(form) => {
                let texts = self.fields.iter().map(|f| Clean::line(f.text()));
                let texts: Vec<Clean> = texts.collect();
                return day::submit(form, &texts, ctx);
            }
            Purpose::Settings => return self.save_settings(ctx),
            Purpose::NewFile => {
                if text.is_empty() {
                    return Err(Say::FileNameNeeded);
                }
                ctx.effect(Effect::NewFile(PathBuf::from(text.as_str())));
                return Ok(());
            }
            Purpose::Correction(id) if text.is_empty() => {
                return Err(Say::NotFound(id.org.clone()));
            }
            Purpose::Correction(id) => return change::back::correct(ctx, id, &text),
            Purpose::PairingNote(id) => {
                let Some(pairing) = ctx.book().pairings.get(id) else {
                    return Ok(());
                };
                let (text, say) = self.beside(&pairing.note, text);
                if pairing.note == text {
                    return Ok(());
                }
                (
                    &id.session,
                    Entity::Pairing(id.clone()),
                    Change::Pairing(PairingChange::Note { note: text }),
                    say,
                )
            }
            Purpose::MemoText(session, id) => {
                let memo = ctx.book().memos.get(&(session.clone(), *id));
                let Some(memo) = memo.filter(|_| !text.is_empty()) else {
                    return Ok(());
                };
                let (text, say) = self.beside(&memo.text, text);
                if memo.text == text {
                    return Ok(());
                }
                let need = memo.need.clone();
                (
                    session,
                    Entity::Memo((session.clone(), *id)),
                    Change::Memo(MemoChange::Written { need, text }),
                    say,
                )
            }
            Purpose::TaskNote(id) => {
                let due_on = date(self.text(1), ctx)?.ok_or(Say::BadDate)?;
                let Some(task) = ctx.book().tasks.get(id) else {
                    return Ok(());
                };
                let (text, say) = self.beside(&task.note, text);
                let note = (task.note != text).then(|| {
                    let change = Change::Task(TaskChange::Note { note: text });
                    (Entity::Task(id.clone()), change)
                });
                change::task::set_due(ctx, id, due_on, Vec::from_iter(note));
                if say == Say::NoteJoined {
                    ctx.tell(say);
                }
                return Ok(());
            }
            Purpose::Due(id) => {
                let due_on = date(&text, ctx)?.ok_or(Say::BadDate)?;
                change::task::set_due(ctx, id, due_on, Vec::new());
                return Ok(());
            }
            Purpose::Finish(id, asks) => {
                let on = if asks.day {
                    date(self.text(0), ctx)?.ok_or(Say::BadDate)?
                } else {
                    ctx.env.today
                };
                let reason = Clean::line(self.text(usize::from(asks.day)));
                if asks.reason && reason.is_empty() {
                    return Err(Say::ReasonNeeded);
                }
                change::task::record_status(ctx, id, TaskStatus::Done, Said { on, reason });
                return Ok(());
            }
            Purpose::OwnTask(id) => {
                if text.is_empty() {
                    return Err(Say::TextNeeded);
                }
                let due_on = date(self.text(1), ctx)?.ok_or(Say::BadDate)?;
                let side = OwnerSide::parse(self.text(2)).ok_or(Say::BadSide)?;
                change::task::open_own(ctx, id, text, side, due_on);
                return Ok(());
            }
            Purpose::Next(id, side) => {
                let (side, on) = (*side, date(self.text(1), ctx)?);
                (
                    &id.session,
                    Entity::Pairing(id.clone()),
                    Change::Pairing(PairingChange::Next { side, text, on }),
                    Say::NextStepSaved,
                )
            }
        };
        ctx.commit(scope, vec![(entity, change)]);
        ctx.tell(say);
        Ok(())
    }
}

impl Part for Form {
    fn place(&self, layout: &Layout, whole: Area) -> Area {
        let lines = u16::try_from(self.fields.len() * 2).unwrap_or(u16::MAX);
        let height = lines.saturating_add(2);
        // The form covers the list with the thing it changes, if there is room.
        let mut over = match self.purpose {
            Purpose::PairingNote(_) | Purpose::MemoText(..) | Purpose::Correction(_) => {
                layout.get(RECORDS)
            }
            Purpose::TaskNote(_)
            | Purpose::Due(_)
            | Purpose::Next(..)
            | Purpose::Finish(..)
            | Purpose::OwnTask(_) => layout.get(DETAIL),
            Purpose::Actor
            | Purpose::Operator
            | Purpose::NewFile
            | Purpose::Settings
            | Purpose::NewSession
            | Purpose::Day(_) => Area::default(),
        };
        if over.height >= height {
            over.cut_top(height)
        } else {
            whole.centred(64, height)
        }
    }

    fn is_public(&self) -> bool {
        false
    }

    fn blocks(&self, action: Action) -> bool {
        !part::is_everywhere(action)
    }

    fn toggle(&self) -> Option<Action> {
        None
    }

    fn hints(&self) -> &'static [Action] {
        if self.purpose == Purpose::Actor {
            &[Action::Accept, Action::Quit]
        } else if self.fields.len() > 1 {
            &[Action::Accept, Action::NextPane, Action::Back]
        } else {
            &[Action::Accept, Action::Back]
        }
    }

    fn field(&self) -> Option<&Field> {
        self.fields.get(self.focus)
    }

    fn field_mut(&mut self) -> Option<&mut Field> {
        self.fields.get_mut(self.focus)
    }

    fn typed(&mut self, ctx: &mut Ctx<'_>) {
        self.keep_draft(ctx);
    }

    fn key(&mut self, _: Chord, _: &mut Ctx<'_>) -> bool {
        false
    }

    fn accept(&mut self, ctx: &mut Ctx<'_>) {
        if let Purpose::Day(form) = &self.purpose
            && let Some(whole) = day::completed(form, self.focus, self.text(self.focus), ctx.book())
            && let Some(field) = self.fields.get_mut(self.focus)
        {
            *field = Field::recorded(&whole);
        }
        if self.focus + 1 < self.fields.len() {
            self.turn(true);
            return;
        }
        match self.submit(ctx) {
            Ok(()) => {
                self.forget_draft(ctx);
                ctx.close();
            }
            Err(say) => self.error = Some(say),
        }
    }

    fn back(&mut self, ctx: &mut Ctx<'_>) {
        if self.purpose == Purpose::Actor {
            // Without a name nothing can be recorded.
            ctx.tell(Say::NameNeeded);
        } else if !self.kept || ctx.is_second(Question::DropText) {
            self.forget_draft(ctx);
            ctx.close();
        }
    }

    fn turn(&mut self, forward: bool) {
        let last = self.fields.len().saturating_sub(1);
        self.focus = match (forward, self.focus) {
            (true, at) if at >= last => 0,
            (true, at) => at + 1,
            (false, 0) => last,
            (false, at) => at - 1,
        };
    }

    fn step(&mut self, step: Step, _: &mut Ctx<'_>) {
        match step {
            Step::Up => self.turn(false),
            Step::Down => self.turn(true),
            Step::PageUp | Step::PageDown | Step::First | Step::Last => {}
        }
    }

    fn click(&mut self, inner: Area, (row, column): (u16, u16), _: &mut Ctx<'_>) {
        let at = usize::from(row / 2);
        if let Some(field) = self.fields.get_mut(at) {
            self.focus = at;
            field.click(inner.width, column);
        }
    }

    fn settle(&mut self, _: &mut Ctx<'_>) {}
}
