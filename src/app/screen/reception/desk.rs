//! What happens at the desk: somebody is checked in by badge, by name or by a scanner, or taken out again.

use super::state::{Focus, Reception};
use crate::action::Action;
use crate::app::change::day;
use crate::app::core::again::Question;
use crate::app::core::ctx::Ctx;
use crate::app::core::day::Day;
use crate::app::core::day_form::DayForm;
use crate::app::core::msg::{Effect, HitKind};
use crate::app::core::request::{Choice, Opening, Purpose, Subject};
use crate::app::core::say::Say;
use crate::app::roll::with_badge;
use crate::app::widget::picker::Picker;
use crate::domain::code::{Paper, Presence};
use crate::domain::entity::attendance::AttendanceId;
use crate::domain::number;
use crate::domain::rule::{reception, scan};
use crate::text::Clean;

/// How many people the search thread is asked for.
const LIMIT: usize = 100;
/// A second Enter within so many seconds is the scanner's, not a question.
const SCANNER: i64 = 3;

impl Reception {
    /// What is typed changed: a scanner is known by its six digits, the rest is looked for.
    pub(super) fn typed(&mut self, ctx: &mut Ctx<'_>) {
        self.pointed = false;
        self.taken = None;
        self.list = Picker::default();
        self.found.clear();
        self.asked = ctx.next_generation();
        let text = self.query.text().to_owned();
        let session = self.session(ctx.book());
        let is_badge = session.is_some_and(|s| s.attendee(&text).is_some());
        if let Some(badge) = scan::badge(&text).filter(|_| !is_badge) {
            self.scanned(&badge, ctx);
        } else if number::typed(&text).is_none() && !self.query.is_blank() {
            ctx.effect(Effect::Search {
                generation: self.asked,
                query: text,
                session: self.session.clone(),
                need: None,
                limit: LIMIT,
            });
        }
        self.refresh(ctx);
    }

    /// A scanner never takes anybody back: it reads twice what is held too long before it.
    fn scanned(&mut self, badge: &str, ctx: &mut Ctx<'_>) {
        self.query.clear();
        let session = self.session(ctx.book());
        let found = session.map_or_else(Vec::new, |s| with_badge(s, badge));
        let badge = match found.as_slice() {
            [one] => one.badge.clone(),
            [] => {
                ctx.tell(Say::Day(Day::NoSuchBadge(Clean::line(badge))));
                return;
            }
            several => {
                let names = several.iter().map(|a| a.name.clone()).collect();
                let badge = Clean::line(badge);
                ctx.warn(Say::Day(Day::BadgeTwice { badge, names }));
                return;
            }
        };
        if reception::presence(ctx.book(), &self.session, &badge) == Presence::Arrived {
            let (name, since) = self.since(&badge, ctx);
            self.took(badge.clone(), ctx);
            ctx.tell(Say::Day(Day::AlreadyHere { badge, name, since }));
        } else {
            self.check_in(badge, ctx);
        }
    }

    /// Enter: what is typed, or the line somebody pointed at. With an empty box, and on the card: what can be done.
    pub(super) fn enter(&mut self, ctx: &mut Ctx<'_>) {
        self.refresh(ctx);
        let selected = self.rows.get(self.list.selected).cloned();
        if self.query.is_blank() || self.focus == Focus::Card {
            if self.focus == Focus::Card || !self.is_scanners(ctx) {
                self.open_menu(ctx);
            }
            return;
        }
        let typed = self.query.text().to_owned();
        let session = self.session(ctx.book());
        let by_badge = session.map_or_else(Vec::new, |s| with_badge(s, &typed));
        let one = match by_badge.as_slice() {
            [one] => Some(one.badge.clone()),
            _ => None,
        };
        let is_shared = by_badge.len() > 1;
        let is_sure = |badge: &Clean| {
            let is_called = || self.roll.is_called(badge, &typed);
            self.pointed || one.as_ref() == Some(badge) || is_called()
        };
        match selected {
            Some(badge) if is_sure(&badge) => self.decide(badge, ctx),
            // Two have it: somebody has to say who stands here.
            Some(_) if is_shared => ctx.tell(Say::PointFirst),
            // A badge that only begins so is another one.
            Some(badge) if number::typed(&typed).is_none() => {
                if self.is_meant(&badge, ctx) {
                    self.pointed = true;
                    self.decide(badge, ctx);
                }
            }
            Some(_) | None => {
                // What was refused is not the beginning of the next number.
                self.query.offer();
                let typed = Clean::line(&typed);
                // What was told of somebody else must not stand beside this name.
                ctx.tell(Say::NotFound(typed.clone()));
                let choice = Choice::NobodyHere(self.session.clone(), typed);
                ctx.open(Opening::Choice(choice));
            }
        }
    }

    /// What can be done with the selected person; what was typed for them is not the beginning of the next number.
    fn open_menu(&mut self, ctx: &mut Ctx<'_>) {
        self.query.offer();
        self.focus = Focus::Line;
        match self.selected() {
            Some(id) => ctx.open(Opening::Menu(Subject::Person(id))),
            None => ctx.tell(Say::NothingSelected),
        }
    }

    pub(super) fn turn_pane(&mut self) {
        self.focus = match self.focus {
            Focus::Line => Focus::Card,
            Focus::Card => Focus::Line,
        };
    }

    /// Whether the second Enter says that the guess is meant.
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

    /// Checks somebody in; whoever is here already is taken out after a question.
    fn decide(&mut self, badge: Clean, ctx: &mut Ctx<'_>) {
        if reception::presence(ctx.book(), &self.session, &badge) != Presence::Arrived {
            self.clear(ctx);
            self.check_in(badge, ctx);
            return;
        }
        if self.check_out(&badge, Action::Accept, ctx) {
            self.clear(ctx);
        } else {
            // The next number typed stands in its place.
            self.query.offer();
        }
    }

    fn check_in(&mut self, badge: Clean, ctx: &mut Ctx<'_>) {
        if day::check_in(ctx, &self.session, &badge) {
            self.refresh(ctx);
            self.select(&badge);
            self.took(badge, ctx);
        }
    }

    /// Takes a check-in back at the second time. Whether it did.
    pub(super) fn check_out(&mut self, badge: &Clean, key: Action, ctx: &mut Ctx<'_>) -> bool {
        let (name, since) = self.since(badge, ctx);
        let who = AttendanceId {
            session: self.session.clone(),
            badge: badge.clone(),
        };
        let question = Question::CheckOut {
            who,
            name,
            since,
            key,
        };
        ctx.is_second(question) && day::set_presence(ctx, &self.session, badge, Presence::Expected)
    }

    /// 欠席 for who is missing, 退出 for who is here, each at the second time; again for back.
    pub(super) fn step_presence(&mut self, badge: &Clean, ctx: &mut Ctx<'_>) {
        let then = match reception::presence(ctx.book(), &self.session, badge) {
            Presence::Expected => Presence::Absent,
            Presence::Absent => Presence::Expected,
            Presence::Arrived => Presence::Left,
            Presence::Left => Presence::Arrived,
        };
        let asks = match then {
            Presence::Absent | Presence::Left => true,
            Presence::Expected | Presence::Arrived => false,
        };
        let (name, _) = self.since(badge, ctx);
        let who = AttendanceId {
            session: self.session.clone(),
            badge: badge.clone(),
        };
        if asks && !ctx.is_second(Question::Presence { who, name, then }) {
            return;
        }
        day::set_presence(ctx, &self.session, badge, then);
    }

    /// A paper of the selected person is done, or is not.
    pub(super) fn turn_paper(&self, badge: &Clean, paper: Paper, ctx: &mut Ctx<'_>) {
        let book = ctx.book();
        let session = self.session(book);
        let has = session.and_then(|s| Some((s, s.attendee(badge)?)));
        let is_done = has.is_some_and(|(s, a)| reception::has_paper(book, s, a, paper));
        day::set_paper(ctx, &self.session, badge, paper, !is_done);
    }

    /// 当日参加, with what is typed as the name.
    pub(super) fn walk_in(&mut self, ctx: &mut Ctx<'_>) {
        let typed = Clean::line(self.query.text());
        self.query.offer();
        let form = DayForm::WalkIn(self.session.clone(), typed);
        ctx.open(Opening::Edit(Purpose::Day(form)));
    }

    /// Whoever was asked for is in the list now, and what was typed for them is done with.
    pub fn taken_in(&mut self, badge: &Clean, ctx: &Ctx<'_>) {
        if self.query.is_offered() {
            self.clear(ctx);
        }
        self.refresh(ctx);
        self.select(badge);
    }

    /// The next one who is missing, round and round.
    pub(super) fn next_missing(&mut self, ctx: &mut Ctx<'_>) {
        let is_missing = |at: usize| {
            let badge = self.rows.get(at);
            badge.is_some_and(|badge| {
                reception::presence(ctx.book(), &self.session, badge) == Presence::Expected
            })
        };
        match self.list.next_of(self.rows.len(), is_missing) {
            Some(at) => {
                self.list.selected = at;
                self.pointed = true;
            }
            None => ctx.tell(Say::Day(Day::AllHere)),
        }
    }

    pub(super) fn clear(&mut self, ctx: &Ctx<'_>) {
        self.query.clear();
        self.pointed = false;
        self.found.clear();
        self.refresh(ctx);
    }

    /// Name of a person, and since when they are here.
    fn since(&self, badge: &Clean, ctx: &Ctx<'_>) -> (Clean, Clean) {
        let book = ctx.book();
        let person = self.session(book).and_then(|s| s.attendee(badge));
        let name = person.map_or_else(Clean::default, |a| a.name.clone());
        let at = reception::attendance(book, &self.session, badge).and_then(|a| a.arrived_at);
        let zone = ctx.world().zone();
        let time = at.map(|at| at.to_zoned(zone).strftime("%H:%M").to_string());
        (name, Clean::line(&time.unwrap_or_default()))
    }

    fn took(&mut self, badge: Clean, ctx: &Ctx<'_>) {
        self.taken = Some((badge, ctx.env.now.timestamp()));
    }

    /// Whether an Enter is the one that a scanner sends after its digits.
    fn is_scanners(&self, ctx: &Ctx<'_>) -> bool {
        let now = ctx.env.now.timestamp().as_second();
        let taken = self.taken.as_ref();
        taken.is_some_and(|(_, at)| (0..SCANNER).contains(&(now - at.as_second())))
    }
}
