//! What the reception screen answers to the program; without a session it is closed.

use super::state::{ASKED, CARD, Focus, LIST, Reception, SEARCH, State};
use crate::action::{Action, Chord, Group, Screen};
use crate::app::core::again::Question;
use crate::app::core::ctx::Ctx;
use crate::app::core::day_form::DayForm;
use crate::app::core::keys::Layer;
use crate::app::core::layout::{Layout, Place};
use crate::app::core::request::{Opening, Purpose, Request, Subject};
use crate::app::core::say::Say;
use crate::app::core::world::World;
use crate::app::roll::Listed;
use crate::app::screen::part::Part;
use crate::app::widget::area::Area;
use crate::app::widget::field::Field;
use crate::app::widget::picker::Step;
use crate::domain::book::Book;
use crate::domain::code::{Paper, Presence};
use crate::domain::number;
use crate::domain::rule::reception;
use crate::text::Clean;

/// From here on there is room for the card beside the list.
const WIDE: u16 = 80;

impl Reception {
    fn place(&self, mut body: Area, layout: &mut Layout) {
        layout.put(SEARCH, body.cut_top(3));
        if self.guessing {
            layout.put(ASKED, body.cut_top(if body.width < 100 { 2 } else { 1 }));
        }
        if body.width < WIDE {
            layout.put(
                if self.focus == Focus::Card {
                    CARD
                } else {
                    LIST
                },
                body,
            );
            return;
        }
        let card = body.cut_right(body.width * 3 / 8);
        layout.put(LIST, body);
        layout.put(CARD, card);
    }

    fn cells(&self, book: &Book) -> Option<Vec<String>> {
        let session = self.session(book)?;
        let person = session.attendee(&self.selected()?.badge)?;
        let presence = reception::presence(book, &self.session, &person.badge);
        Some(vec![
            number::shown(&person.badge).to_owned(),
            person.name.to_string(),
            session.org_name(&person.org).to_string(),
            presence.ja().to_owned(),
        ])
    }

    fn do_with(&mut self, action: Action, ctx: &mut Ctx<'_>) {
        let Some(badge) = self.selected().map(|id| id.badge) else {
            ctx.tell(Say::NothingSelected);
            return;
        };
        match action {
            Action::Step => self.step_presence(&badge, ctx),
            Action::SignList => self.turn_paper(&badge, Paper::List, ctx),
            Action::SignNda => self.turn_paper(&badge, Paper::Nda, ctx),
            Action::GiveBadge => self.turn_paper(&badge, Paper::Badge, ctx),
            Action::EditMemo => {
                let form = DayForm::Attendee(self.session.clone(), badge);
                ctx.open(Opening::Edit(Purpose::Day(form)));
            }
            Action::TakeBack => {
                let now = reception::presence(ctx.book(), &self.session, &badge);
                if now == Presence::Expected {
                    ctx.tell(Say::AlreadySo);
                } else {
                    self.check_out(&badge, action, ctx);
                }
            }
            _ => {}
        }
    }
}

impl Part for State {
    fn closed(&self) -> Option<Say> {
        self.is_none().then_some(Say::NoSession)
    }

    fn layout(&self, _: (u16, u16), body: Area, layout: &mut Layout) {
        if let Some(desk) = self {
            desk.place(body, layout);
        }
    }

    fn commands(&self, _: &Book) -> Vec<(Action, Option<Say>)> {
        let selected = self.as_ref().and_then(Reception::selected);
        let nobody = || selected.is_none().then_some(Say::NothingSelected);
        vec![
            (Action::WalkIn, None),
            (Action::NextMatch, None),
            (Action::NextPane, None),
            (Action::PreviousPane, None),
            (Action::FocusSearch, None),
            (Action::ToggleClosed, None),
            (Action::Step, nobody()),
            (Action::EditMemo, nobody()),
            (Action::SignList, nobody()),
            (Action::SignNda, nobody()),
            (Action::GiveBadge, nobody()),
            (Action::TakeBack, nobody()),
        ]
    }

    fn elsewhere(&self) -> Say {
        Say::NotHere
    }

    fn hints(&self) -> &'static [Action] {
        &[
            Action::ShowHelp,
            Action::Accept,
            Action::WalkIn,
            Action::NextMatch,
            Action::Step,
            Action::Undo,
            Action::SignNda,
            Action::GiveBadge,
            Action::ShowPalette,
            Action::Quit,
        ]
    }

    fn word(&self, action: Action, book: &Book) -> Option<&'static str> {
        let desk = self.as_ref()?;
        let who = desk.selected();
        let presence = who.map(|id| reception::presence(book, &desk.session, &id.badge));
        match (action, presence) {
            (Action::Accept, _) if desk.query.is_blank() || desk.focus == Focus::Card => {
                Some("hint-accept-menu")
            }
            (Action::Accept, _) => Some("hint-accept-desk"),
            (Action::Step, Some(Presence::Expected) | None) => Some("hint-step-absent"),
            (Action::Step, Some(Presence::Absent)) => Some("hint-step-expected"),
            (Action::Step, Some(Presence::Arrived)) => Some("hint-step-left"),
            (Action::Step, Some(Presence::Left)) => Some("hint-step-back"),
            (Action::NextMatch, _) => Some("hint-next-missing"),
            (Action::EditMemo, _) => Some("hint-edit-person"),
            (Action::TakeBack, _) => Some("hint-check-out"),
            (Action::ToggleClosed, _) => Some("hint-toggle-arrived"),
            _ => None,
        }
    }

    fn group(&self) -> Group {
        Group::Reception
    }

    fn names_session(&self) -> bool {
        true
    }

    fn ticks(&self, _: &World) -> bool {
        false
    }

    fn session(&self) -> Option<Clean> {
        self.as_ref().map(|desk| desk.session.clone())
    }

    fn subject(&self, _: &Book) -> Result<Subject, Say> {
        let selected = self.as_ref().and_then(Reception::selected);
        selected.map(Subject::Person).ok_or(Say::NothingSelected)
    }

    fn row(&self, book: &Book) -> Option<Vec<String>> {
        self.as_ref()?.cells(book)
    }

    fn field(&self) -> Option<&Field> {
        let desk = self.as_ref()?;
        (desk.focus == Focus::Line).then_some(&desk.query)
    }

    fn field_mut(&mut self) -> Option<&mut Field> {
        let desk = self.as_mut()?;
        (desk.focus == Focus::Line).then_some(&mut desk.query)
    }

    fn typed(&mut self, ctx: &mut Ctx<'_>) {
        if let Some(desk) = self {
            desk.typed(ctx);
        }
    }

    fn catch(&mut self) {
        if let Some(desk) = self {
            desk.focus = Focus::Line;
        }
    }

    /// Delete takes a check-in back where there is no letter to delete.
    fn key(&mut self, chord: Chord, ctx: &mut Ctx<'_>) -> bool {
        let layers = [Layer::Screen(Screen::Reception), Layer::Global];
        let takes_back = ctx.world().keys.action(&layers, chord) == Some(Action::TakeBack);
        let Some(desk) = self else {
            return false;
        };
        if !takes_back {
            desk.emptying = false;
            return false;
        }
        // A key held down, which emptied the box, asks for nothing more.
        let is_empty = desk.query.text().is_empty();
        desk.emptying |= !is_empty;
        if is_empty && !desk.emptying {
            ctx.ask(Request::Act(Action::TakeBack));
        }
        is_empty
    }

    fn accept(&mut self, ctx: &mut Ctx<'_>) {
        if let Some(desk) = self {
            desk.enter(ctx);
        }
    }

    fn back(&mut self, ctx: &mut Ctx<'_>) {
        let Some(desk) = self else {
            return;
        };
        if desk.focus == Focus::Card {
            desk.focus = Focus::Line;
        } else if !desk.query.text().is_empty() && ctx.is_second(Question::DropText) {
            desk.clear(ctx);
        }
    }

    fn step(&mut self, step: Step, ctx: &mut Ctx<'_>) {
        if let Some(desk) = self {
            desk.list.go(step, desk.rows.len(), ctx.layout.rows(LIST));
            desk.pointed = true;
            // Somebody looks at the list: an Enter now is nobody's but theirs.
            desk.taken = None;
        }
    }

    fn act(&mut self, action: Action, ctx: &mut Ctx<'_>) {
        let Some(desk) = self else {
            return;
        };
        match action {
            Action::WalkIn => desk.walk_in(ctx),
            Action::NextMatch => desk.next_missing(ctx),
            Action::NextPane | Action::PreviousPane => desk.turn_pane(),
            Action::FocusSearch => desk.focus = Focus::Line,
            Action::ToggleClosed => {
                desk.listed = desk.listed.turned();
                let all = desk.listed != Listed::Missing;
                ctx.tell(Say::Listed { all });
            }
            _ => desk.do_with(action, ctx),
        }
    }

    fn click(&mut self, place: Place, ctx: &mut Ctx<'_>) {
        let Some(desk) = self else {
            return;
        };
        match (place.pane, place.row) {
            (SEARCH, _) => desk.query.click(place.inner.width, place.column),
            (LIST, Some(row)) => {
                if let Some(at) = desk.list.at(row, desk.rows.len()) {
                    let again = desk.list.selected == at && desk.pointed;
                    desk.list.selected = at;
                    desk.pointed = true;
                    desk.taken = None;
                    if again {
                        desk.enter(ctx);
                    }
                }
            }
            _ => {}
        }
    }

    fn wheel(&mut self, place: Place, up: bool, ctx: &mut Ctx<'_>) {
        if place.pane == LIST {
            self.step(if up { Step::Up } else { Step::Down }, ctx);
        }
    }

    fn settle(&mut self, ctx: &mut Ctx<'_>) {
        let Some(desk) = self else {
            ctx.ask(Request::Go(Screen::Start));
            return;
        };
        let now = ctx.env.now.timestamp();
        let question = ctx.world().again.question(now);
        desk.guessing = matches!(question, Some(Question::Take { .. }));
        desk.refresh(ctx);
        desk.list.settle(desk.rows.len(), ctx.layout.rows(LIST));
    }
}
