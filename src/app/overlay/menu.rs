//! Menu (できること): a numbered list of what can be done with the selected thing, and the choices that follow from it.

use super::part::{self, Part};
use crate::action::{Action, Chord};
use crate::app::change;
use crate::app::core::ctx::Ctx;
use crate::app::core::layout::Layout;
use crate::app::core::request::{Choice, Opening, Purpose, Request, Subject};
use crate::app::core::say::Say;
use crate::app::reason::Reason;
use crate::app::widget::area::Area;
use crate::app::widget::field::Field;
use crate::app::widget::picker::{Picker, Step};
use crate::domain::book::Book;
use crate::domain::code::{PairingStatus, TaskStatus};
use crate::domain::entity::Entity;
use crate::domain::entity::pairing::PairingId;
use crate::domain::entity::pairing::Side;
use crate::domain::entity::task::TaskId;
use crate::domain::op::Stamp;
use crate::domain::recorded::stated::{Field as Of, Value};
use crate::domain::rule::follow_up::Scope;
use crate::text::Clean;

/// A numbered list of things to do.
#[derive(Clone, Debug, PartialEq)]
pub struct Menu {
    /// Heading of the box.
    pub title: Title,
    /// Lines, from top to bottom; digits choose the first nine.
    pub items: Vec<Item>,
    /// Selected line and scroll position.
    pub picker: Picker,
}

/// Heading of a menu.
#[derive(Clone, Debug, PartialEq)]
pub enum Title {
    /// What can be done with this thing (できること).
    CanDo(Subject),
    /// A value to choose.
    Choice(Choice),
}

/// A line of a menu: what happens when it is chosen.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// Decide a conflict for the value of one statement: the value as it is shown, and who stated it.
    Decide(Entity, Of, Stamp, (Value, Clean)),
    /// Decide a conflict of texts for all of them together.
    Join(Entity, Of),
    /// Step the level of interest of the pairing.
    Level(PairingId),
    /// Confirm the pairing (確定する).
    Confirm(PairingId),
    /// Open a form.
    Edit(Purpose),
    /// Open a further menu.
    Choose(Choice),
    /// Set the status of the pairing.
    Status(PairingId, PairingStatus),
    /// Set a status that asks for a reason, with this reason.
    Reason(PairingId, PairingStatus, Reason),
    /// Add a task of the catalogue: its code, and its title in Japanese and English.
    AddTask(PairingId, Clean, (Clean, Clean)),
    /// Set the status of the task.
    TaskStatus(TaskId, TaskStatus),
    /// End the pairing in a status for a reason; its open tasks, of which there are so many, end with it or stay.
    End(PairingId, PairingStatus, Clean, (usize, bool)),
    /// Open all facts of the thing.
    Details(Subject),
    /// Open the list of changes of the thing.
    History(Subject),
}

impl Menu {
    /// The menu of what can be done with a thing.
    pub fn of(subject: Subject, book: &Book) -> Self {
        let mut items = subject.entity().map_or_else(Vec::new, |entity| {
            let mut items = decisions(book, &entity);
            if let Subject::Task(id) = &subject
                && let Some(pairing) = id.pairing()
            {
                items.extend(decisions(book, &Entity::Pairing(pairing)));
            }
            items
        });
        let pairing = match &subject {
            Subject::Pairing(id) => {
                items.push(Item::Level(id.clone()));
                items.push(Item::Edit(Purpose::PairingNote(id.clone())));
                Some(id.clone())
            }
            Subject::Task(id) => {
                items.push(Item::Choose(Choice::TaskStatus(id.clone())));
                items.push(Item::Edit(Purpose::Due(id.clone())));
                items.push(Item::Edit(Purpose::TaskNote(id.clone())));
                id.pairing()
            }
            Subject::Memo(session, id) => {
                items.push(Item::Edit(Purpose::MemoText(session.clone(), *id)));
                None
            }
            Subject::Need(..) | Subject::Hit(..) => None,
        };
        if let Some(id) = pairing {
            let status = book.pairings.get(&id).map(|p| p.status);
            if status.is_some_and(|s| !s.is_confirmed()) {
                items.push(Item::Confirm(id.clone()));
            }
            if status.is_some() {
                items.push(Item::Choose(Choice::PairingStatus(id.clone())));
                items.push(Item::Edit(Purpose::Next(id.clone(), Side::Hospital)));
                items.push(Item::Edit(Purpose::Next(id.clone(), Side::Company)));
                items.push(Item::Choose(Choice::Task(id)));
            }
        }
        items.push(Item::Details(subject.clone()));
        if subject.entity().is_some() {
            items.push(Item::History(subject.clone()));
        }
        Self {
            title: Title::CanDo(subject),
            items,
            picker: Picker::default(),
        }
    }

    /// The menu of a choice, with the present value selected. `None`: there is nothing to choose from, and a notice
    /// says so.
    pub fn choice(choice: Choice, ctx: &mut Ctx<'_>) -> Option<Self> {
        let book = ctx.book();
        let (items, selected): (Vec<Item>, Option<usize>) = match &choice {
            Choice::TaskStatus(id) => {
                let all = TaskStatus::ALL;
                let now = book.tasks.get(id).map(|t| t.status);
                let items = all.iter().map(|s| Item::TaskStatus(id.clone(), *s));
                (items.collect(), all.iter().position(|s| Some(*s) == now))
            }
            Choice::PairingStatus(id) => {
                let all = PairingStatus::ALL;
                let now = book.pairings.get(id).map(|p| p.status);
                let items = all.iter().map(|s| Item::Status(id.clone(), *s));
                (items.collect(), all.iter().position(|s| Some(*s) == now))
            }
            Choice::Reason(id, status) => {
                let item = |r: &Reason| Item::Reason(id.clone(), *status, *r);
                (Reason::ALL.iter().map(item).collect(), None)
            }
            Choice::Task(id) => {
                let mut items = vec![Item::Edit(Purpose::OwnTask(id.clone()))];
                items.extend(missing_tasks(id, ctx));
                (items, None)
            }
            Choice::Decision(id) => (deciding(id, book), None),
            Choice::OpenTasks(id, status, reason, open) => {
                let item = |stop| Item::End(id.clone(), *status, reason.clone(), (*open, stop));
                ([true, false].map(item).to_vec(), None)
            }
        };
        if items.is_empty() {
            ctx.tell(Say::NoTaskToOpen);
            return None;
        }
        let picker = Picker {
            selected: selected.unwrap_or(0),
            offset: 0,
        };
        Some(Self {
            title: Title::Choice(choice),
            items,
            picker,
        })
    }

    /// Does what the selected line says. A choice, the details and the history open above this menu, so that Esc comes
    /// back to it. Every other line closes all menus first.
    fn choose(&mut self, ctx: &mut Ctx<'_>) {
        let Some(item) = self.items.get(self.picker.selected).cloned() else {
            return;
        };
        match item {
            Item::Choose(choice) => ctx.open(Opening::Choice(choice)),
            Item::Status(id, status) if asks_reason(status) => {
                ctx.open(Opening::Choice(Choice::Reason(id, status)));
            }
            Item::Details(subject) => ctx.open(Opening::Details(subject)),
            Item::History(subject) => ctx.open(Opening::History(subject.entity())),
            Item::Decide(entity, field, stamp, _) => {
                ctx.ask(Request::CloseMenus);
                change::conflict::decide(ctx, &entity, field, stamp);
            }
            Item::Join(entity, field) => {
                ctx.ask(Request::CloseMenus);
                change::conflict::join(ctx, &entity, field);
            }
            Item::Level(id) => {
                ctx.ask(Request::CloseMenus);
                change::pairing::step_level(ctx, &id);
            }
            Item::Confirm(id) => {
                ctx.ask(Request::CloseMenus);
                change::pairing::confirm(ctx, &id);
            }
            Item::Edit(purpose) => {
                ctx.ask(Request::CloseMenus);
                ctx.open(Opening::Edit(purpose));
            }
            Item::Status(id, status) => {
                ctx.ask(Request::CloseMenus);
                change::pairing::set_status(ctx, &id, status, Clean::default());
            }
            Item::Reason(id, status, reason) => {
                ctx.ask(Request::CloseMenus);
                change::pairing::set_status(ctx, &id, status, Clean::line(reason.ja()));
            }
            Item::AddTask(id, code, _) => {
                ctx.ask(Request::CloseMenus);
                change::pairing::add_task(ctx, &id, &code);
            }
            Item::TaskStatus(id, status) => {
                ctx.ask(Request::CloseMenus);
                change::task::set_status(ctx, &id, status);
            }
            Item::End(id, status, reason, (_, stop)) => {
                ctx.ask(Request::CloseMenus);
                change::pairing::record_status(ctx, &id, status, reason, stop);
            }
        }
    }
}

/// Menu lines that end the conflicts of a thing, the value that stands first.
fn decisions(book: &Book, entity: &Entity) -> Vec<Item> {
    let mut items = Vec::new();
    for conflict in book.conflicts_of(entity) {
        let field = conflict.field;
        if field.is_text() {
            items.push(Item::Join(entity.clone(), field));
        }
        items.extend(conflict.values().into_iter().rev().map(|(value, head)| {
            let shown = (value, head.actor.clone());
            Item::Decide(entity.clone(), field, head.stamp, shown)
        }));
    }
    items
}

/// Menu lines for a pairing that waits for a decision: how it goes on first.
fn deciding(id: &PairingId, book: &Book) -> Vec<Item> {
    let pairing = || id.clone();
    let mut items = decisions(book, &Entity::Pairing(pairing()));
    items.extend([
        Item::Confirm(pairing()),
        Item::Status(pairing(), PairingStatus::Approached),
        Item::Choose(Choice::Reason(pairing(), PairingStatus::Declined)),
        Item::Choose(Choice::Reason(pairing(), PairingStatus::OnHold)),
        Item::Level(pairing()),
        Item::Edit(Purpose::PairingNote(pairing())),
        Item::Edit(Purpose::Next(pairing(), Side::Hospital)),
        Item::Edit(Purpose::Next(pairing(), Side::Company)),
        Item::Choose(Choice::Task(pairing())),
        Item::Details(Subject::Pairing(pairing())),
        Item::History(Subject::Pairing(pairing())),
    ]);
    items
}

/// Menu lines for the tasks of the catalogue that a pairing does not have.
fn missing_tasks(id: &PairingId, ctx: &Ctx<'_>) -> Vec<Item> {
    let has = |code: &Clean| {
        ctx.book().tasks.contains_key(&TaskId {
            session: id.session.clone(),
            need: id.need.clone(),
            org: id.org.clone(),
            template: code.clone(),
        })
    };
    (ctx.env.templates.iter())
        .filter(|t| t.scope == Scope::Pairing && !has(&t.code))
        .map(|t| Item::AddTask(id.clone(), t.code.clone(), (t.ja.clone(), t.en.clone())))
        .collect()
}

/// Whether this status asks for a reason.
fn asks_reason(status: PairingStatus) -> bool {
    status.is_closed() || status == PairingStatus::OnHold
}

impl Part for Menu {
    fn place(&self, _: &Layout, whole: Area) -> Area {
        let lines = u16::try_from(self.items.len()).unwrap_or(u16::MAX);
        whole.centred(60, lines.saturating_add(2))
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
        &[Action::Accept, Action::Back]
    }

    fn field(&self) -> Option<&Field> {
        None
    }

    fn field_mut(&mut self) -> Option<&mut Field> {
        None
    }

    fn typed(&mut self, _: &mut Ctx<'_>) {}

    fn key(&mut self, chord: Chord, ctx: &mut Ctx<'_>) -> bool {
        // A digit chooses its line, and so does a full-width digit from an IME.
        let Some(n) = chord.folded().typed().and_then(|c| c.to_digit(10)) else {
            return false;
        };
        let at = usize::try_from(n).unwrap_or(0).checked_sub(1);
        if let Some(at) = at.filter(|at| *at < self.items.len()) {
            self.picker.selected = at;
            self.choose(ctx);
        }
        true
    }

    fn accept(&mut self, ctx: &mut Ctx<'_>) {
        self.choose(ctx);
    }

    fn back(&mut self, ctx: &mut Ctx<'_>) {
        ctx.close();
    }

    fn turn(&mut self, _: bool) {}

    fn step(&mut self, step: Step, ctx: &mut Ctx<'_>) {
        self.picker.go(step, self.items.len(), part::rows(ctx, 0));
    }

    fn click(&mut self, _: Area, (row, _): (u16, u16), ctx: &mut Ctx<'_>) {
        if let Some(at) = self.picker.at(row, self.items.len()) {
            self.picker.selected = at;
            self.choose(ctx);
        }
    }

    fn settle(&mut self, ctx: &mut Ctx<'_>) {
        self.picker.settle(self.items.len(), part::rows(ctx, 0));
    }
}
