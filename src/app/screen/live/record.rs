//! What the keys of the live screen do: record, tie, write down, go on.

use super::line::Mark;
use super::state::{Focus, Held, Live, Record};
use crate::app::core::again::Question;
use crate::app::core::ctx::Ctx;
use crate::app::core::erased::Erased;
use crate::app::core::msg::{Answer, HitKind, HitRow};
use crate::app::core::request::{Choice, Opening, Request};
use crate::app::core::say::Say;
use crate::app::widget::field::Field;
use crate::domain::code::{Level, Relation};
use crate::domain::entity::Change;
use crate::domain::entity::Entity;
use crate::domain::entity::memo::MemoChange;
use crate::domain::entity::pairing::PairingId;
use crate::domain::entity::tie::TieChange;
use crate::domain::number;
use crate::domain::rule::hands;
use crate::domain::rule::matching::{self, Partner, Refusal, Warning};
use crate::text::Clean;
use std::collections::BTreeMap;

/// Seconds an Enter waits for the search thread.
const PATIENCE: i64 = 2;

impl Live {
    /// Number of the need presented now.
    pub fn current_no(&self, ctx: &Ctx<'_>) -> Option<Clean> {
        self.current(ctx.book()).map(|n| n.no.clone())
    }

    /// Results came; once they are whole, a waiting Enter and what was typed after it go on.
    pub fn found(&mut self, generation: u64, answer: Answer, ctx: &mut Ctx<'_>) {
        let chosen = self.take_answer(ctx.book(), generation, answer);
        if !self.is_answered() {
            return;
        }
        if let Some(held) = self.held.take() {
            if chosen {
                self.enter(ctx);
            } else {
                ctx.tell(Say::ChosenIsGone);
            }
            ctx.ask(Request::Replay(held.typed));
        }
    }

    /// An Enter whose answer does not come is given up: nothing is recorded by guessing.
    pub fn give_up_waiting(&mut self, ctx: &mut Ctx<'_>) {
        let now = ctx.env.now.timestamp();
        let late = |held: &mut Held| now.as_second() - held.since.as_second() >= PATIENCE;
        if let Some(held) = self.held.take_if(late) {
            ctx.tell(Say::NoAnswer);
            ctx.ask(Request::Replay(held.typed));
        }
    }

    /// Opens the menu of what is selected.
    pub(super) fn open_menu(&self, ctx: &mut Ctx<'_>) {
        match self.subject(ctx.book()) {
            Ok(subject) => ctx.open(Opening::Menu(subject)),
            Err(say) => ctx.tell(say),
        }
    }

    /// Enter.
    pub(super) fn enter(&mut self, ctx: &mut Ctx<'_>) {
        if self.asks_for_a_name() && self.complete(ctx) {
            return;
        }
        match self.focus {
            Focus::Needs | Focus::Records => self.open_menu(ctx),
            Focus::Search if self.query.is_blank() => self.open_menu(ctx),
            Focus::Search => self.enter_typed(ctx),
        }
    }

    /// What was typed is taken at once, and so is a line somebody pointed at. Everything else is a guess and asks.
    fn enter_typed(&mut self, ctx: &mut Ctx<'_>) {
        let hit = self.hits.get(self.results.selected).cloned();
        let hit = hit.filter(|_| self.is_fresh());
        if let Some(marks) = self.marks(ctx.book()) {
            match hit.filter(|_| self.pointed) {
                Some(hit) => {
                    let level = marks.last().and_then(|m| m.level);
                    self.record_partner((Partner::Person(&hit.id), level), ctx);
                }
                None => self.record_marks(&marks, ctx),
            }
        } else if let Some(no) = self.need_no(ctx.book()).filter(|_| !self.pointed) {
            self.look(no, ctx);
        } else if let Some(hit) = hit {
            if !self.pointed && !self.is_as_typed(ctx.book()) && self.is_shared(ctx.book()) {
                ctx.tell(Say::PointFirst);
                return;
            }
            let is_sure = self.pointed
                || hit.kind == HitKind::Need
                || self.is_as_typed(ctx.book())
                || ctx.is_second(self.guess(ctx.book(), &hit));
            if is_sure {
                self.enter_hit(&hit, ctx);
            }
        } else if !self.is_answered() {
            self.held = Some(Held {
                typed: Vec::new(),
                since: ctx.env.now.timestamp(),
            });
        } else {
            self.not_here(Clean::line(self.query.text()), ctx);
        }
    }

    /// Nobody and nothing is called so: somebody who was not registered, a line for the record, or a slip.
    fn not_here(&mut self, typed: Clean, ctx: &mut Ctx<'_>) {
        // What was refused is not the beginning of the next number.
        self.query.offer();
        // What was told of somebody else must not stand beside this name.
        ctx.tell(Say::NotFound(typed.clone()));
        let choice = Choice::NoSuchBadge(self.session.clone(), typed);
        ctx.open(Opening::Choice(choice));
    }

    fn enter_hit(&mut self, hit: &HitRow, ctx: &mut Ctx<'_>) {
        match hit.kind {
            HitKind::Attendee => self.record_partner((Partner::Person(&hit.id), None), ctx),
            HitKind::Organisation => {
                self.record_partner((Partner::Organisation(&hit.id), None), ctx);
            }
            HitKind::Need => self.look(hit.id.clone(), ctx),
            HitKind::Patent | HitKind::Library => self.tie(hit, ctx),
        }
    }

    /// Records all badges of the line, or none: one that does not exist may be meant for any.
    fn record_marks(&mut self, marks: &[Mark], ctx: &mut Ctx<'_>) {
        if let Some(mark) = marks.iter().find(|m| m.badge.is_none()) {
            self.not_here(Clean::line(&mark.digits), ctx);
            return;
        }
        let known = marks
            .iter()
            .filter_map(|m| Some((m.badge.as_ref()?, m.level)));
        if let [mark] = marks {
            for (badge, level) in known {
                self.record_partner((Partner::Person(badge), mark.level.or(level)), ctx);
            }
            return;
        }
        let all: Vec<_> = known.collect();
        let Some(needs) = self.targets(ctx) else {
            return;
        };
        let session = self.session.clone();
        let refused = ctx.facts(&session).and_then(|f| {
            let made = |need: &Clean, (badge, level): &(&Clean, _)| {
                matching::record(f.session, f.book, need, Partner::Person(badge), *level)
            };
            let why = |need, one| match made(need, one) {
                Err(Refusal::OwnHospital(_)) => Some(Say::OwnHospital),
                Err(Refusal::Erased(badge)) => Some(Say::Erased(Erased::Refused(badge))),
                Ok(_) | Err(_) => None,
            };
            let mut needs = needs.iter();
            needs.find_map(|need| all.iter().find_map(|one| why(need, one)))
        });
        if let Some(why) = refused {
            self.type_again();
            if matches!(why, Say::Erased(_)) {
                ctx.warn(why);
            } else {
                ctx.tell(why);
            }
            return;
        }
        let mut changes = Vec::new();
        if let Some(facts) = ctx.facts(&session) {
            // What is on record already counts as recorded.
            let made = |need| hands::record_all(facts.session, facts.book, need, &all);
            for (id, change) in needs.iter().flat_map(|need| made(need)) {
                self.record = Some(Record::Pairing(id.clone()));
                changes.push((Entity::Pairing(id), change));
            }
        }
        if !changes.is_empty() {
            ctx.commit(&session, changes);
        }
        let mut recorded = Vec::new();
        for (badge, _) in all {
            let org = self
                .session(ctx.book())
                .and_then(|s| s.recorded_attendee(badge));
            let id = org.map(|a| PairingId {
                session: session.clone(),
                need: needs.first().cloned().unwrap_or_default(),
                org: a.org.clone(),
            });
            let now = id.and_then(|id| ctx.book().pairings.get(&id));
            recorded.push((badge.clone(), now.map_or(Level::Interested, |p| p.level)));
        }
        self.clear_query(ctx);
        let badges: Vec<Clean> = recorded.iter().map(|(badge, _)| badge.clone()).collect();
        ctx.tell(Say::RecordedAll(recorded));
        self.warn_of_presenters(&badges, ctx);
    }

    /// A doctor who asked a question is easily recorded as a partner.
    fn warn_of_presenters(&self, badges: &[Clean], ctx: &mut Ctx<'_>) {
        let Some(session) = self.session(ctx.book()) else {
            return;
        };
        let orgs = badges.iter().filter_map(|badge| {
            let person = session.attendee(badge)?;
            let org = session.recorded_organisation(&person.org)?;
            Some((org.name.clone(), matching::of_presenters(session, org)?))
        });
        let orgs: BTreeMap<Clean, Warning> = orgs.collect();
        for (org, warning) in orgs {
            ctx.warn(Say::Warned { org, warning });
        }
    }

    /// The typed text stays until something else is typed in its place.
    pub fn type_again(&mut self) {
        self.focus = Focus::Search;
        self.query.offer();
    }

    /// Whoever was asked for by a name is in the list now: their badge stands in its place, and Enter records it.
    pub fn taken_in(&mut self, badge: &Clean, ctx: &mut Ctx<'_>) {
        if self.query.is_offered() && self.marks(ctx.book()).is_none() {
            self.query = Field::new(number::shown(badge));
            self.search(ctx);
        }
        self.type_again();
    }

    pub(super) fn clear_query(&mut self, ctx: &mut Ctx<'_>) {
        self.query.clear();
        self.focus = Focus::Search;
        self.search(ctx);
    }

    /// Records a partner for the need that is shown, with the level that was typed. Without one it is the level declared
    /// before the meeting, or else shown as 関心 until somebody states one. On a recorded organisation it adds the person.
    fn record_partner(
        &mut self,
        (partner, typed): (Partner<'_>, Option<Level>),
        ctx: &mut Ctx<'_>,
    ) {
        for need in self.targets(ctx).unwrap_or_default() {
            self.record_one(need, (partner, typed), ctx);
        }
    }

    fn record_one(
        &mut self,
        need: Clean,
        (partner, typed): (Partner<'_>, Option<Level>),
        ctx: &mut Ctx<'_>,
    ) {
        let session = self.session.clone();
        let Some(facts) = ctx.facts(&session) else {
            return;
        };
        let person = match partner {
            Partner::Person(badge) => facts.session.recorded_attendee(badge),
            Partner::Organisation(_) => None,
        };
        let org = match partner {
            Partner::Person(_) => person.and_then(|a| facts.session.recorded_organisation(&a.org)),
            Partner::Organisation(id) => facts.session.recorded_organisation(id),
        };
        let Some(org) = org else {
            ctx.tell(Say::NothingSelected);
            return;
        };
        let name = org.short_name().clone();
        let person = person.map(|a| a.name.clone());
        let id = PairingId {
            session: session.clone(),
            need: need.clone(),
            org: org.id.clone(),
        };
        let new = !facts.book.pairings.contains_key(&id);
        let made = matching::record(facts.session, facts.book, &need, partner, typed);
        let warnings: Vec<Warning> = match facts.session.recorded_need(&need) {
            Some(need) if new => matching::warnings(&facts, need, org),
            _ => Vec::new(),
        };
        let level = |ctx: &Ctx<'_>| {
            let now = ctx.book().pairings.get(&id);
            now.map_or(Level::Interested, |p| p.level)
        };
        match made {
            Ok((made, changes)) => {
                ctx.commit(&session, changes);
                self.clear_query(ctx);
                self.record = Some(Record::Pairing(made));
                ctx.tell(match person {
                    Some(person) if !new && typed.is_none() => Say::PersonAdded {
                        person,
                        org: name.clone(),
                    },
                    _ => Say::Recorded {
                        need,
                        org: name.clone(),
                        level: level(ctx),
                    },
                });
                for warning in warnings {
                    // What holds for the whole need stands above its records already.
                    if matches!(
                        warning,
                        Warning::Rival { .. }
                            | Warning::ManyPairings { .. }
                            | Warning::Refused { .. }
                            | Warning::Presents
                            | Warning::Hospital
                    ) {
                        let org = name.clone();
                        ctx.warn(Say::Warned { org, warning });
                    }
                }
            }
            Err(Refusal::OwnHospital(_)) => {
                self.type_again();
                ctx.tell(Say::OwnHospital);
            }
            Err(Refusal::Erased(badge)) => {
                self.type_again();
                // What was told of the erasure may still stand there.
                ctx.warn(Say::Erased(Erased::Refused(badge)));
            }
            Err(_) => {
                let level = level(ctx);
                self.record = Some(Record::Pairing(id));
                self.clear_query(ctx);
                ctx.tell(Say::NothingNew { org: name, level });
            }
        }
    }

    /// The needs for which is recorded. Of those presented together it is asked which are meant; `None`: that is asked
    /// now, or there is none, which is told.
    fn targets(&mut self, ctx: &mut Ctx<'_>) -> Option<Vec<Clean>> {
        let chosen = std::mem::take(&mut self.chosen);
        if !chosen.is_empty() {
            return Some(chosen);
        }
        let progress = self.progress(ctx.book());
        let together: Vec<Clean> = progress.map_or_else(Vec::new, |p| p.now().cloned().collect());
        if self.looking.is_some() || together.len() < 2 {
            return self.here(ctx).map(|need| vec![need]);
        }
        let last = self.last_chosen.clone();
        ctx.open(Opening::Choice(Choice::Together(together, last)));
        None
    }

    /// Goes on with what was typed, once it is known for which needs it is.
    pub fn record_for(&mut self, needs: Vec<Clean>, ctx: &mut Ctx<'_>) {
        self.last_chosen.clone_from(&needs);
        self.chosen = needs;
        let marks = self.marks(ctx.book()).filter(|_| !self.pointed);
        let hit = self.hits.get(self.results.selected).cloned();
        if let Some(marks) = marks {
            self.record_marks(&marks, ctx);
        } else if let Some(hit) = hit.filter(|_| self.is_fresh()) {
            self.enter_hit(&hit, ctx);
        }
        self.chosen.clear();
    }

    /// Number of the need for which is recorded, or a word that there is none.
    fn here(&self, ctx: &mut Ctx<'_>) -> Option<Clean> {
        let need = self.here_no(ctx.book());
        if need.is_none() {
            ctx.tell(Say::NoNeedYet);
        }
        need
    }

    /// Ties a patent to the current need.
    fn tie(&mut self, hit: &HitRow, ctx: &mut Ctx<'_>) {
        let session = self.session.clone();
        let Some(need) = self.here(ctx) else {
            return;
        };
        let known = self.session(ctx.book()).and_then(|s| s.patent(&hit.id));
        let doc = known.map_or_else(|| hit.id.clone(), |p| p.doc_no.clone());
        let prepared = known.is_some_and(|p| p.needs.iter().any(|l| l.no == need));
        let key = (session.clone(), need.clone(), doc.clone());
        if prepared || ctx.book().ties.contains_key(&key) {
            ctx.tell(Say::AlreadyTied { doc });
            return;
        }
        let entity = Entity::Tie((session.clone(), need.clone(), doc.clone()));
        let change = Change::Tie(TieChange::Tied {
            relation: Relation::Solution,
            title: hit.title.clone(),
        });
        ctx.commit(&session, vec![(entity, change)]);
        self.clear_query(ctx);
        ctx.tell(Say::Tied { need, doc });
    }

    /// The typed text becomes a line of the record.
    pub fn write_memo(&mut self, ctx: &mut Ctx<'_>) {
        let session = self.session.clone();
        let text = Clean::line(self.query.text());
        if text.is_empty() || (ctx.names_gone(&text) && !ctx.is_second(Question::KeepName)) {
            return;
        }
        let id = ctx.new_id();
        let need = self.here_no(ctx.book());
        let change = Change::Memo(MemoChange::Written { need, text });
        ctx.commit(
            &session,
            vec![(Entity::Memo((session.clone(), id)), change)],
        );
        self.clear_query(ctx);
        self.record = Some(Record::Memo(id));
        ctx.tell(Say::MemoWritten);
    }
}
