//! Menu (できること): a numbered list of what can be done with the selected thing, and the choices that follow from it.

mod item;
mod lines;

pub use item::Item;
use item::asks_reason;

use super::part::{self, Part};
use crate::action::{Action, Chord};
use crate::app::change;
use crate::app::core::board::Board;
use crate::app::core::ctx::Ctx;
use crate::app::core::day_form::DayForm;
use crate::app::core::layout::Layout;
use crate::app::core::request::{Choice, Opening, Purpose, Request, Subject};
use crate::app::core::say::Say;
use crate::app::core::world::World;
use crate::app::widget::area::Area;
use crate::app::widget::field::Field;
use crate::app::widget::picker::{Picker, Step};
use crate::config::settings::Colours;
use crate::domain::code::EndReason;
use crate::domain::code::{Level, PairingStatus, Presence, TaskStatus};
use crate::domain::entity::Entity;
use crate::domain::entity::attendance::AttendanceId;
use crate::domain::rule::name;
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
    /// How many lines stand below the others because they cannot be done now; each line keeps its digit all the same.
    turned: usize,
}

/// Heading of a menu.
#[derive(Clone, Debug, PartialEq)]
pub enum Title {
    /// What can be done with this thing (できること).
    CanDo(Subject),
    /// A value to choose.
    Choice(Choice),
}

impl Menu {
    /// The menu of what can be done with a thing.
    pub fn of(subject: Subject, world: &World) -> Self {
        let book = &world.book;
        let mut items = subject.entity().map_or_else(Vec::new, |entity| {
            let mut items = lines::decisions(book, &entity);
            if let Subject::Task(id) = &subject
                && let Some(pairing) = id.pairing()
            {
                items.extend(lines::decisions(book, &Entity::Pairing(pairing)));
            }
            items
        });
        items.extend(match &subject {
            Subject::Pairing(id) => lines::of_record(id, book),
            Subject::Task(id) => lines::of_task(id, book),
            Subject::Memo(session, id) => {
                let entity = Entity::Memo((session.clone(), *id));
                vec![
                    Item::Edit(Purpose::MemoText(session.clone(), *id)),
                    Item::Details(subject.clone()),
                    Item::TakeBack(entity),
                ]
            }
            Subject::Meeting(id) => lines::of_meeting(id),
            Subject::Need(session, no) => lines::of_need(session, no),
            Subject::Person(id) => lines::of_person(id, book),
            Subject::Hit(session, hit) => lines::of_hit(session, hit),
        });
        if subject.entity().is_some() {
            items.push(Item::History(subject.clone()));
        }
        let turned = possible_first(&mut items, world);
        Self {
            title: Title::CanDo(subject),
            items,
            picker: Picker::default(),
            turned,
        }
    }

    /// What is asked at the first start where the terminal does not say how bright it is.
    pub fn background() -> Self {
        let all = [Colours::Dark, Colours::Light, Colours::Mono];
        Self {
            title: Title::Choice(Choice::Background),
            items: all.map(Item::Colours).to_vec(),
            picker: Picker::default(),
            turned: 0,
        }
    }

    /// The menu of a choice, with the present value selected. `None`: there is nothing to choose from, and a notice
    /// says so.
    pub fn choice(choice: Choice, ctx: &mut Ctx<'_>) -> Option<Self> {
        let book = ctx.book();
        let (mut items, selected): (Vec<Item>, Option<usize>) = match &choice {
            Choice::Background => return Some(Self::background()),
            Choice::Workbook => {
                // What may leave stands first: it does no harm.
                let item = |is_internal| Item::Workbook { is_internal };
                ([false, true].map(item).to_vec(), None)
            }
            Choice::NoSuchBadge(session, typed) => {
                let walk_in = DayForm::WalkIn(session.clone(), typed.clone());
                let walk_in = Item::Edit(Purpose::Day(walk_in));
                let selected = usize::from(name::is_sentence(typed));
                let items = vec![walk_in, Item::WriteMemo, Item::TypeAgain];
                (items, Some(selected))
            }
            Choice::Together(needs, last) => {
                let one = |need: &Clean| vec![need.clone()];
                let mut all: Vec<Vec<Clean>> = needs.iter().map(one).collect();
                all.push(needs.clone());
                let selected = all.iter().position(|of| of == last);
                (all.into_iter().map(Item::RecordFor).collect(), selected)
            }
            Choice::BadgeOrNeed(who, badge, need) => {
                let session = who.session.clone();
                let badge = badge.clone();
                let sheet = Item::SheetOf(AttendanceId { session, badge });
                // What records nothing comes first.
                let mark = Item::MarkNeed(who.clone(), need.clone());
                (vec![sheet, mark], None)
            }
            Choice::NobodyHere(session, typed) => {
                let walk_in = DayForm::WalkIn(session.clone(), typed.clone());
                let walk_in = Item::Edit(Purpose::Day(walk_in));
                (vec![walk_in, Item::TypeAgain], None)
            }
            Choice::Level(id) => {
                let all = Level::ALL;
                let now = book.pairings.get(id).map(|p| p.level);
                let items = all.iter().map(|l| Item::Level(id.clone(), *l));
                (items.collect(), all.iter().position(|l| Some(*l) == now))
            }
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
                let item = |r: &EndReason| Item::Reason(id.clone(), *status, *r);
                (EndReason::ALL.iter().map(item).collect(), None)
            }
            Choice::Task(id) => {
                let mut items = vec![Item::Edit(Purpose::OwnTask(id.clone()))];
                items.extend(lines::missing_tasks(id, ctx));
                (items, None)
            }
            Choice::Marked(marks) => (lines::of_marked(marks), None),
            Choice::Broken(id) => (lines::of_rule(id), None),
            Choice::Rules(id) => {
                let items = lines::rules(id, ctx);
                if items.is_empty() {
                    ctx.tell(Say::Board(Board::NoRules));
                    return None;
                }
                (items, None)
            }
            Choice::Filters(typed) => {
                let items = lines::filters(typed, &ctx.world().filters);
                if items.is_empty() {
                    ctx.tell(Say::Board(Board::NoFilters));
                    return None;
                }
                (items, None)
            }
            Choice::Project(id) => (lines::of_project(id), None),
            Choice::Point(id, point) => lines::values(id, *point, book),
            Choice::Shared(id) => (lines::shared(id, book, ctx.env.today), None),
            Choice::Suggested(id) => (lines::of_suggestion(id, book), None),
            Choice::Decision(id) => (lines::deciding(id, book), None),
            Choice::OpenTasks(id, status, reason, open) => {
                let item = |stop| Item::End(id.clone(), *status, reason.clone(), (*open, stop));
                ([true, false].map(item).to_vec(), None)
            }
        };
        if items.is_empty() {
            ctx.tell(Say::NoTaskToOpen);
            return None;
        }
        let turned = match selected {
            Some(_) => 0,
            None => possible_first(&mut items, ctx.world()),
        };
        let picker = Picker {
            selected: selected.unwrap_or(0),
            offset: 0,
        };
        Some(Self {
            title: Title::Choice(choice),
            items,
            picker,
            turned,
        })
    }

    /// The digit that chooses a line; only the first nine of the usual order have one.
    pub fn digit(&self, at: usize) -> Option<usize> {
        let usual = (at + self.turned) % self.items.len().max(1);
        (usual < 9).then_some(usual + 1)
    }

    /// Selects a line, and opens what it only opens.
    fn point(&mut self, at: usize, ctx: &mut Ctx<'_>) {
        self.picker.selected = at;
        if !self.items.get(at).is_some_and(Item::records) {
            self.choose(ctx);
        }
    }

    /// Does what the selected line says. A choice, the details and the history open above this menu, so that Esc comes
    /// back to it. Every other line closes all menus first.
    fn choose(&mut self, ctx: &mut Ctx<'_>) {
        let Some(item) = self.items.get(self.picker.selected).cloned() else {
            return;
        };
        if let Some(why) = item.off(ctx.world()) {
            ctx.tell(why);
            return;
        }
        match item {
            Item::Choose(choice) => ctx.open(Opening::Choice(choice)),
            Item::Status(id, status) if asks_reason(status) => {
                ctx.open(Opening::Choice(Choice::Reason(id, status)));
            }
            Item::Suggestions(session, about) => {
                ctx.open(Opening::Suggestions(session, about));
            }
            Item::Candidate(id) => {
                ctx.ask(Request::CloseMenus);
                change::pairing::candidate(ctx, &id);
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
            Item::Level(id, level) => {
                ctx.ask(Request::CloseMenus);
                change::pairing::set_level(ctx, &id, level);
            }
            Item::Colours(colours) => {
                ctx.ask(Request::CloseMenus);
                ctx.set_colours(colours);
            }
            Item::Workbook { is_internal } => {
                ctx.ask(Request::CloseMenus);
                ctx.ask(Request::Workbook { is_internal });
            }
            Item::TypeAgain => {
                ctx.ask(Request::CloseMenus);
                ctx.ask(Request::TypeAgain);
            }
            Item::WriteMemo => {
                ctx.ask(Request::CloseMenus);
                ctx.ask(Request::WriteMemo);
            }
            Item::Begin(session, need) => {
                ctx.ask(Request::CloseMenus);
                change::present::begin(ctx, &session, Some(need));
            }
            Item::RecordFor(needs) => {
                ctx.ask(Request::CloseMenus);
                ctx.ask(Request::RecordFor(needs));
            }
            Item::Narrow(_, words) => {
                ctx.ask(Request::CloseMenus);
                ctx.ask(Request::Narrow(words));
            }
            Item::ForgetFilter(name) => {
                ctx.ask(Request::CloseMenus);
                ctx.save_filter(name, None);
                ctx.tell(Say::Board(Board::FilterGone));
            }
            Item::SheetOf(who) => {
                ctx.ask(Request::CloseMenus);
                ctx.ask(Request::SheetOf(who.badge));
            }
            Item::MarkNeed(..) => {
                ctx.ask(Request::CloseMenus);
                ctx.ask(Request::SaveSheet);
            }
            Item::Together(session, need) => {
                ctx.ask(Request::CloseMenus);
                change::day::join(ctx, &session, &need);
            }
            Item::Aside(session, need, how) => {
                ctx.ask(Request::CloseMenus);
                change::present::set_aside(ctx, &session, need, how);
            }
            Item::Presence(id, presence) => {
                ctx.ask(Request::CloseMenus);
                if presence == Presence::Arrived {
                    change::day::check_in(ctx, &id.session, &id.badge);
                } else {
                    change::day::set_presence(ctx, &id.session, &id.badge, presence);
                }
            }
            Item::Paper(id, paper, is_done) => {
                ctx.ask(Request::CloseMenus);
                change::day::set_paper(ctx, &id.session, &id.badge, paper, is_done);
            }
            Item::Outcome(id, outcome, absent) => {
                ctx.ask(Request::CloseMenus);
                change::meeting::set_outcome(ctx, &id, Some(outcome), absent);
            }
            Item::StepFixed(id) => {
                ctx.ask(Request::CloseMenus);
                change::meeting::step_fixed(ctx, &id);
            }
            Item::Unseat(id) => {
                ctx.ask(Request::CloseMenus);
                change::meeting::unseat(ctx, &id);
            }
            Item::Replan(id, side) => {
                ctx.ask(Request::CloseMenus);
                ctx.ask(Request::Replan(id, side, Clean::default()));
            }
            Item::TakeBack(entity) => {
                ctx.ask(Request::CloseMenus);
                change::back::take(ctx, &entity);
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
            Item::Point(id, point, value) => {
                // The sheet is ticked line after line: its menu stays.
                if !matches!(self.title, Title::Choice(Choice::Shared(_))) {
                    ctx.ask(Request::CloseMenus);
                }
                change::project::set(ctx, &id, &[(point, value)]);
            }
            Item::AddTask(id, code, _) => {
                ctx.ask(Request::CloseMenus);
                change::pairing::add_task(ctx, &id, &code);
            }
            Item::TaskStatus(id, status) => {
                ctx.ask(Request::CloseMenus);
                change::task::set_status(ctx, &id, status);
            }
            Item::TasksStatus(ids, status) => {
                ctx.ask(Request::CloseMenus);
                change::marked::set_task_status(ctx, &ids, status);
            }
            Item::PairingsStatus(ids, status) => {
                ctx.ask(Request::CloseMenus);
                change::marked::set_pairing_status(ctx, &ids, status);
            }
            Item::End(id, status, reason, (_, stop)) => {
                ctx.ask(Request::CloseMenus);
                change::pairing::record_status(ctx, &id, status, reason, stop);
            }
        }
    }
}

/// What cannot be done now stands below what can, where it would stand on top: how many lines that are.
fn possible_first(items: &mut [Item], world: &World) -> usize {
    let off = items.iter().take_while(|item| item.off(world).is_some());
    let off = off.count() % items.len().max(1);
    items.rotate_left(off);
    off
}

impl Part for Menu {
    fn place(&self, _: &Layout, whole: Area) -> Area {
        let lines = u16::try_from(self.items.len()).unwrap_or(u16::MAX);
        whole.centred(60, lines.saturating_add(2))
    }

    fn is_public(&self) -> bool {
        false
    }

    fn holds_names(&self) -> bool {
        matches!(self.title, Title::CanDo(Subject::Hit(..)))
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

    fn word(&self, _: Action) -> Option<&'static str> {
        None
    }

    fn field(&self) -> Option<&Field> {
        None
    }

    fn field_mut(&mut self) -> Option<&mut Field> {
        None
    }

    fn typed(&mut self, _: &mut Ctx<'_>) {}

    fn key(&mut self, chord: Chord, ctx: &mut Ctx<'_>) -> bool {
        // A digit goes to its line, and so does a full-width digit from an IME.
        let Some(n) = chord.folded().typed().and_then(|c| c.to_digit(10)) else {
            return false;
        };
        let n = usize::try_from(n).unwrap_or(0);
        if let Some(at) = (0..self.items.len()).find(|at| self.digit(*at) == Some(n)) {
            self.point(at, ctx);
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
            // As everywhere, the second click on a line is Enter.
            let again = self.picker.selected == at;
            self.point(at, ctx);
            if again && self.items.get(at).is_some_and(Item::records) {
                self.choose(ctx);
            }
        }
    }

    fn settle(&mut self, ctx: &mut Ctx<'_>) {
        if let Title::Choice(Choice::Shared(id)) = &self.title {
            self.items = lines::shared(id, ctx.book(), ctx.env.today);
        }
        self.picker.settle(self.items.len(), part::rows(ctx, 0));
    }
}
