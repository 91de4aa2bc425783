//! What Enter does with a sheet: whose it is, then its marks, then the next one.

use super::state::Sheets;
use crate::app::change::day;
use crate::app::core::again::Question;
use crate::app::core::ctx::Ctx;
use crate::app::core::day::Day;
use crate::app::core::msg::HitKind;
use crate::app::core::request::{Choice, Opening, Subject};
use crate::app::core::say::Say;
use crate::app::widget::picker::Picker;
use crate::domain::book::Book;
use crate::domain::code::Level;
use crate::domain::entity::attendance::AttendanceId;
use crate::domain::number;
use crate::domain::rule::interest::{self, SheetState};
use crate::domain::rule::scan;
use crate::text::Clean;

impl Sheets {
    /// A scanner is known by its six digits, whatever the box asks for; where its person is not in the list they are marks.
    pub(super) fn typed(&mut self, ctx: &mut Ctx<'_>) {
        self.pointed = false;
        let text = self.query.text();
        let session = self.session(ctx.book());
        let is_badge = session.is_some_and(|s| s.attendee(text).is_some());
        let scanned = scan::badge(text).filter(|_| !is_badge);
        let found = session.zip(scanned);
        let found = found.and_then(|(s, badge)| Some(s.attendee_typed(&badge)?.badge.clone()));
        if let Some(badge) = found {
            self.begin(badge);
        } else if self.who.is_none() {
            self.list = Picker::default();
        } else if let Some(Ok(marks)) = self.marks(ctx.book()) {
            self.show(marks.last().map(|(need, _)| need), ctx);
        }
        self.refresh(ctx);
    }

    /// Brings the need of the last mark in sight.
    fn show(&mut self, need: Option<&Clean>, ctx: &Ctx<'_>) {
        let session = self.session(ctx.book());
        let at = session.zip(need);
        let at = at.and_then(|(s, no)| s.needs.iter().position(|n| n.no == *no));
        self.needs.selected = at.unwrap_or(self.needs.selected);
    }

    /// The box asks for the marks of this person from now on.
    pub(super) fn begin(&mut self, badge: Clean) {
        self.query.clear();
        self.pointed = false;
        self.who = Some(badge);
        self.needs = Picker::default();
    }

    pub(super) fn enter(&mut self, ctx: &mut Ctx<'_>) {
        self.refresh(ctx);
        let Some(who) = self.who.clone() else {
            self.enter_badge(ctx);
            return;
        };
        if self.in_grid {
            // What was set in the grid is recorded already.
            self.in_grid = false;
        }
        match self.marks(ctx.book()) {
            Some(Ok(marks)) if self.may_be_badge(&marks, ctx) => self.ask_which(&who, &marks, ctx),
            Some(Ok(marks)) => {
                let state = self.state_of(&who, ctx);
                if marks.is_empty() && state == Some(SheetState::HandedIn) {
                    self.open_menu(ctx);
                } else {
                    self.save(&who, &marks, ctx);
                }
            }
            Some(Err(slip)) => {
                if let Some(badge) = self.badge_typed(ctx.book()) {
                    self.turn_to(badge.clone(), ctx);
                    ctx.tell(Say::Day(Day::SheetOf(badge)));
                    return;
                }
                // What is refused is typed anew, and not into the middle of the old; the other marks stand.
                self.query.offer_part(slip.piece.clone());
                let what = Clean::line(&slip.what);
                ctx.tell(Say::Day(if slip.is_twice {
                    Day::MarkedTwice(what)
                } else {
                    Day::NoSuchNeed(what)
                }));
            }
            None => {}
        }
    }

    /// Whose badge one number is that is typed alone: the next sheet of a pile is seldom the next badge.
    fn badge_typed(&self, book: &Book) -> Option<Clean> {
        let person = self.session(book)?.attendee_typed(self.query.text().trim());
        person.map(|a| a.badge.clone())
    }

    /// Whether one need, typed alone, may be the badge of somebody whose sheet is out.
    fn may_be_badge(&self, marks: &[(Clean, Level)], ctx: &Ctx<'_>) -> bool {
        let badge = self.badge_typed(ctx.book()).filter(|_| marks.len() == 1);
        badge.is_some_and(|badge| self.is_out(ctx.book(), &badge))
    }

    fn ask_which(&self, who: &Clean, marks: &[(Clean, Level)], ctx: &mut Ctx<'_>) {
        let badge = self.badge_typed(ctx.book());
        if let Some((badge, (need, _))) = badge.zip(marks.first()) {
            let session = self.session.clone();
            let who = AttendanceId {
                session,
                badge: who.clone(),
            };
            let which = Choice::BadgeOrNeed(who, badge, need.clone());
            ctx.open(Opening::Choice(which));
        }
    }

    /// The sheet of this badge is entered from now on.
    pub fn turn_to(&mut self, badge: Clean, ctx: &mut Ctx<'_>) {
        self.begin(badge);
        self.refresh(ctx);
    }

    /// Saves what is typed as marks, whatever else it may be.
    pub fn save_typed(&mut self, ctx: &mut Ctx<'_>) {
        if let Some((who, Ok(marks))) = self.who.clone().zip(self.marks(ctx.book())) {
            self.save(&who, &marks, ctx);
        }
    }

    fn state_of(&self, badge: &Clean, ctx: &Ctx<'_>) -> Option<SheetState> {
        let session = self.session(ctx.book())?;
        let person = session.attendee(badge)?;
        Some(interest::sheet_state(ctx.book(), session, person))
    }

    /// Records the sheet and goes on to the next one that is not handed in.
    fn save(&mut self, who: &Clean, marks: &[(Clean, Level)], ctx: &mut Ctx<'_>) {
        let next = self.next_open(ctx, Some(who));
        if day::save_sheet(ctx, &self.session, who, marks, next.as_ref()) {
            self.query.clear();
            self.who = None;
            match next {
                Some(next) => self.begin(next),
                None => ctx.tell(Say::Day(Day::AllHandedIn)),
            }
            self.refresh(ctx);
        }
    }

    /// Whose sheet it is: a badge or a name as it is; a guess asks once more.
    fn enter_badge(&mut self, ctx: &mut Ctx<'_>) {
        let typed = self.query.text().to_owned();
        let selected = self.people.get(self.list.selected);
        let Some(badge) = selected.map(|(key, _)| key.clone()) else {
            self.query.offer();
            let typed = Clean::line(&typed);
            ctx.tell(match number::typed(&typed) {
                Some(_) => Say::Day(Day::NoSuchBadge(typed)),
                None => Say::NotFound(typed),
            });
            return;
        };
        let session = self.session(ctx.book());
        let exact = session.and_then(|s| s.attendee_typed(&typed));
        let is_exact = exact.is_some_and(|a| a.badge == badge);
        let is_sure = self.query.is_blank() || self.pointed || is_exact;
        if is_sure || self.roll.is_called(&badge, &typed) {
            self.begin(badge);
        } else if number::typed(&typed).is_some() {
            // A badge that only begins so is another one.
            self.query.offer();
            ctx.tell(Say::Day(Day::NoSuchBadge(Clean::line(&typed))));
        } else if self.is_meant(&badge, ctx) {
            self.begin(badge);
        }
        self.refresh(ctx);
    }

    fn is_meant(&self, badge: &Clean, ctx: &mut Ctx<'_>) -> bool {
        let session = self.session(ctx.book());
        let Some((session, person)) = session.and_then(|s| Some((s, s.attendee(badge)?))) else {
            return false;
        };
        let org = session.recorded_organisation(&person.org);
        let question = Question::Take {
            typed: Clean::line(self.query.text()),
            found: (HitKind::Attendee, badge.clone()),
            name: person.name.clone(),
            of: org.map_or_else(Clean::default, |o| o.short_name().clone()),
        };
        ctx.is_second(question)
    }

    pub(super) fn open_menu(&self, ctx: &mut Ctx<'_>) {
        match self.selected() {
            Some(id) => ctx.open(Opening::Menu(Subject::Person(id))),
            None => ctx.tell(Say::NothingSelected),
        }
    }

    /// To the next one, or the one before, whatever was handed in; what is typed belongs to the sheet it is typed for.
    pub(super) fn go_person(&mut self, next: bool, ctx: &mut Ctx<'_>) {
        if !self.query.is_blank() {
            ctx.tell(Say::Day(Day::MarksWait));
            return;
        }
        let at = self.list.selected;
        let to = match (self.who.is_some(), next) {
            (true, true) => at + 1,
            (true, false) => at.saturating_sub(1),
            (false, _) => at,
        };
        if let Some((badge, _)) = self.people.get(to) {
            let badge = badge.clone();
            self.begin(badge);
            self.refresh(ctx);
        }
    }

    /// To the next one who has not handed in.
    pub(super) fn go_open(&mut self, ctx: &mut Ctx<'_>) {
        if !self.query.is_blank() {
            ctx.tell(Say::Day(Day::MarksWait));
            return;
        }
        match self.next_open(ctx, self.who.as_ref()) {
            Some(badge) => {
                self.begin(badge);
                self.refresh(ctx);
            }
            None => ctx.tell(Say::Day(Day::AllHandedIn)),
        }
    }
}
