//! What the live screen answers to the program; without a session it is closed.

use super::state::{Focus, Record, State};
use crate::action::{Action, Chord, Group, Screen};
use crate::app::change;
use crate::app::core::again::Question;
use crate::app::core::ctx::Ctx;
use crate::app::core::day_form::DayForm;
use crate::app::core::keys::Layer;
use crate::app::core::layout::{Layout, Place};
use crate::app::core::msg::Effect;
use crate::app::core::request::{Choice, Opening, Purpose, Request, Subject};
use crate::app::core::say::Say;
use crate::app::core::world::World;
use crate::app::screen::part::Part;
use crate::app::widget::area::Area;
use crate::app::widget::field::Field;
use crate::app::widget::picker::Step;
use crate::domain::book::Book;
use crate::domain::code::PairingStatus;
use crate::domain::entity::Entity;
use crate::domain::entity::pairing::PairingId;
use crate::domain::entity::pairing::Side;
use crate::domain::rule::name;
use crate::domain::rule::suggest::About;
use crate::text::Clean;

impl Part for State {
    fn closed(&self) -> Option<Say> {
        self.is_none().then_some(Say::NoSession)
    }

    fn layout(&self, (width, _): (u16, u16), body: Area, layout: &mut Layout) {
        if let Some(live) = self {
            live.place(width, body, layout);
        }
    }

    fn commands(&self, book: &Book) -> Vec<(Action, Option<Say>)> {
        let record = (self.as_ref()).map_or(Err(Say::NoNeedYet), |l| l.acted_on(book));
        let (no_record, no_pairing) = match record {
            Ok(Record::Pairing(_)) => (None, None),
            Ok(Record::Memo(_)) => (None, Some(Say::MemoHasNone)),
            Err(why) => (Some(why.clone()), Some(why)),
        };
        vec![
            (Action::NextNeed, None),
            (Action::PreviousNeed, None),
            (Action::NextPane, None),
            (Action::PreviousPane, None),
            (Action::FocusSearch, None),
            (Action::NextMatch, None),
            (
                Action::ShowSuggestions,
                (self.as_ref().is_none_or(|l| l.here_no(book).is_none())).then_some(Say::NoNeedYet),
            ),
            (Action::CompleteField, None),
            (Action::WalkIn, None),
            (
                Action::ReadAgain,
                (self.as_ref().is_none_or(|l| l.path.as_os_str().is_empty()))
                    .then_some(Say::NoFile),
            ),
            (Action::Step, no_pairing.clone()),
            (Action::EditMemo, no_record.clone()),
            (Action::TakeBack, no_record),
            (Action::ConfirmPairing, no_pairing.clone()),
            (Action::DeclinePairing, no_pairing.clone()),
            (Action::EditStatus, no_pairing.clone()),
            (Action::AddTask, no_pairing.clone()),
            (Action::EditNextHospital, no_pairing.clone()),
            (Action::EditNextCompany, no_pairing),
        ]
    }

    fn elsewhere(&self) -> Say {
        Say::NotHere
    }

    fn hints(&self) -> &'static [Action] {
        match self.as_ref().map(|l| l.focus) {
            Some(Focus::Search) => &[
                Action::ShowHelp,
                Action::EditMemo,
                Action::Step,
                Action::NextNeed,
                Action::Undo,
                Action::ShowPalette,
                Action::NextPane,
                Action::ShowDetails,
                Action::Quit,
            ],
            Some(Focus::Needs | Focus::Records) | None => &[
                Action::ShowHelp,
                Action::Accept,
                Action::Step,
                Action::EditMemo,
                Action::NextNeed,
                Action::Undo,
                Action::ShowPalette,
                Action::NextPane,
                Action::Quit,
            ],
        }
    }

    fn word(&self, action: Action, _: &Book) -> Option<&'static str> {
        let live = self.as_ref()?;
        match action {
            Action::Accept if live.focus == Focus::Search && !live.query.is_blank() => {
                Some("hint-accept-record")
            }
            Action::Accept => Some("hint-accept-menu"),
            Action::Step => Some("hint-step-level"),
            _ => None,
        }
    }

    fn group(&self) -> Group {
        Group::Live
    }

    fn names_session(&self) -> bool {
        true
    }

    fn ticks(&self, world: &World) -> bool {
        self.as_ref()
            .is_some_and(|l| l.seconds_left(world).is_some())
    }

    fn session(&self) -> Option<Clean> {
        self.as_ref().map(|l| l.session.clone())
    }

    fn subject(&self, book: &Book) -> Result<Subject, Say> {
        self.as_ref()
            .map_or(Err(Say::NoNeedYet), |l| l.subject(book))
    }

    fn row(&self, book: &Book) -> Option<Vec<String>> {
        self.as_ref()?.cells(book)
    }

    fn field(&self) -> Option<&Field> {
        let live = self.as_ref()?;
        (live.focus == Focus::Search).then_some(&live.query)
    }

    fn field_mut(&mut self) -> Option<&mut Field> {
        let live = self.as_mut()?;
        (live.focus == Focus::Search).then_some(&mut live.query)
    }

    fn typed(&mut self, ctx: &mut Ctx<'_>) {
        if let Some(live) = self {
            live.search(ctx);
        }
    }

    /// A key that completes the name of a field: its own, or Tab where a colon asks for a name.
    ///
    /// Delete takes a record back where there is no letter to delete.
    fn key(&mut self, chord: Chord, ctx: &mut Ctx<'_>) -> bool {
        let Some(live) = self else {
            return false;
        };
        let layers = [Layer::Screen(Screen::Live), Layer::Global];
        let completes = match ctx.world().keys.action(&layers, chord) {
            Some(Action::CompleteField) => true,
            Some(Action::NextPane) => live.asks_for_a_name(),
            Some(action @ Action::TakeBack) => {
                // A key held down, which emptied the box, asks for nothing more.
                let is_empty = live.query.text().is_empty();
                live.emptying |= !is_empty;
                if is_empty && !live.emptying {
                    ctx.ask(Request::Act(action));
                }
                return is_empty;
            }
            _ => false,
        };
        live.emptying = false;
        completes && live.complete(ctx)
    }

    fn accept(&mut self, ctx: &mut Ctx<'_>) {
        if let Some(live) = self {
            live.enter(ctx);
        }
    }

    fn back(&mut self, ctx: &mut Ctx<'_>) {
        let Some(live) = self else {
            return;
        };
        live.record = None;
        if live.focus != Focus::Search {
            live.focus = Focus::Search;
        } else if live.looking.is_some() {
            live.looking = None;
            live.card = 0;
        } else if !live.query.text().is_empty() && ctx.is_second(Question::DropText) {
            live.clear_query(ctx);
        }
    }

    fn catch(&mut self) {
        if let Some(live) = self {
            live.focus = Focus::Search;
        }
    }

    fn step(&mut self, step: Step, ctx: &mut Ctx<'_>) {
        if let Some(live) = self {
            live.go(step, ctx);
        }
    }

    fn act(&mut self, action: Action, ctx: &mut Ctx<'_>) {
        let Some(live) = self else {
            return;
        };
        match action {
            Action::NextNeed => live.go_need(true, ctx),
            Action::PreviousNeed => live.go_need(false, ctx),
            Action::NextPane => live.turn_pane(true),
            Action::PreviousPane => live.turn_pane(false),
            Action::FocusSearch => {
                live.focus = Focus::Search;
            }
            Action::ReadAgain => {
                let path = live.path.clone();
                ctx.effect(Effect::OpenFile(path));
            }
            Action::ShowSuggestions => {
                if let Some(no) = live.here_no(ctx.book()) {
                    ctx.open(Opening::Suggestions(live.session.clone(), About::Need(no)));
                }
            }
            Action::NextMatch if live.hits.is_empty() => ctx.tell(Say::NoHits),
            Action::NextMatch => {
                live.pointed = true;
                live.results.selected = (live.results.selected + 1) % live.hits.len();
            }
            Action::WalkIn => {
                // Whoever is not in the list was looked for by name.
                let typed = Clean::line(live.query.text());
                let is_line = live.marks(ctx.book()).is_some_and(|marks| marks.len() > 1);
                let is_name = !is_line && !name::is_sentence(&typed);
                let typed = if is_name { typed } else { Clean::default() };
                live.query.offer();
                let form = DayForm::WalkIn(live.session.clone(), typed);
                ctx.open(Opening::Edit(Purpose::Day(form)));
            }
            _ => match live.acted_on(ctx.book()) {
                Ok(Record::Pairing(id)) => act_on(action, id, ctx),
                Ok(Record::Memo(id)) => {
                    let session = live.session.clone();
                    if action == Action::TakeBack {
                        change::back::ask(ctx, &Entity::Memo((session, id)));
                    } else if action == Action::EditMemo {
                        ctx.open(Opening::Edit(Purpose::MemoText(session, id)));
                    }
                }
                Err(why) => ctx.tell(why),
            },
        }
    }

    fn click(&mut self, place: Place, ctx: &mut Ctx<'_>) {
        if let Some(live) = self {
            live.hit_by(place, ctx);
        }
    }

    fn wheel(&mut self, place: Place, up: bool, ctx: &mut Ctx<'_>) {
        if let Some(live) = self {
            live.roll(place, up, ctx.book());
        }
    }

    fn settle(&mut self, ctx: &mut Ctx<'_>) {
        match self {
            Some(live) => live.settle_lists(ctx),
            None => ctx.ask(Request::Go(Screen::Start)),
        }
    }
}

/// What is done to the pairing of the selected record.
fn act_on(action: Action, id: PairingId, ctx: &mut Ctx<'_>) {
    match action {
        Action::Step => change::pairing::step_level(ctx, &id),
        Action::EditMemo => ctx.open(Opening::Edit(Purpose::PairingNote(id))),
        Action::TakeBack => change::back::ask(ctx, &Entity::Pairing(id)),
        Action::ConfirmPairing => change::pairing::confirm(ctx, &id),
        Action::DeclinePairing => {
            ctx.open(Opening::Choice(Choice::Reason(id, PairingStatus::Declined)));
        }
        Action::EditStatus => ctx.open(Opening::Choice(Choice::PairingStatus(id))),
        Action::AddTask => ctx.open(Opening::Choice(Choice::Task(id))),
        Action::EditNextHospital => ctx.open(Opening::Edit(Purpose::Next(id, Side::Hospital))),
        Action::EditNextCompany => ctx.open(Opening::Edit(Purpose::Next(id, Side::Company))),
        _ => {}
    }
}
