//! What the keys of the live screen do: record, tie, write down, go on.

use super::state::{Focus, Held, Live, Record};
use crate::app::core::ctx::Ctx;
use crate::app::core::msg::{Answer, HitKind, HitRow};
use crate::app::core::request::{Opening, Request};
use crate::app::core::say::Say;
use crate::domain::code::{Level, Relation};
use crate::domain::entity::Change;
use crate::domain::entity::Entity;
use crate::domain::entity::memo::MemoChange;
use crate::domain::entity::pairing::PairingId;
use crate::domain::entity::progress::ProgressChange;
use crate::domain::entity::tie::TieChange;
use crate::domain::rule::matching::{self, Partner, Refusal, Warning};
use crate::text::Clean;

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

    /// Another need is presented now: the view goes home and open results are asked for anew.
    pub fn need_changed(&mut self, ctx: &mut Ctx<'_>) {
        let at = self.current_no(ctx);
        self.looking = None;
        self.record = None;
        self.card = 0;
        let session = self.session(ctx.book());
        let at = session.and_then(|s| s.needs.iter().position(|n| Some(&n.no) == at.as_ref()));
        if let Some(at) = at {
            self.needs.selected = at;
        }
        self.search(ctx);
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
            Focus::Needs => {
                let session = self.session(ctx.book());
                let need = session.and_then(|s| s.needs.get(self.needs.selected));
                if let Some(no) = need.map(|n| n.no.clone()) {
                    self.focus = Focus::Search;
                    self.open_need(Some(no), ctx);
                }
            }
            Focus::Records => self.open_menu(ctx),
            Focus::Search if self.query.is_blank() => self.open_menu(ctx),
            Focus::Search => {
                if let Some(badge) = self.badge(ctx.book())
                    && (self.results.selected == 0 || !self.is_fresh())
                {
                    self.record_partner(Partner::Person(&badge), ctx);
                } else if !self.is_answered() && !self.is_fresh() {
                    self.held = Some(Held {
                        typed: Vec::new(),
                        since: ctx.env.now.timestamp(),
                    });
                } else if let Some(hit) = self.hits.get(self.results.selected).cloned() {
                    self.enter_hit(&hit, ctx);
                } else {
                    self.write_memo(ctx);
                }
            }
        }
    }

    fn enter_hit(&mut self, hit: &HitRow, ctx: &mut Ctx<'_>) {
        match hit.kind {
            HitKind::Attendee => self.record_partner(Partner::Person(&hit.id), ctx),
            HitKind::Organisation => self.record_partner(Partner::Organisation(&hit.id), ctx),
            HitKind::Need => {
                let no = hit.id.clone();
                self.clear_query(ctx);
                self.open_need(Some(no), ctx);
            }
            HitKind::Patent | HitKind::Library => self.tie(hit, ctx),
        }
    }

    fn clear_query(&mut self, ctx: &mut Ctx<'_>) {
        self.query.clear();
        self.focus = Focus::Search;
        self.search(ctx);
    }

    /// Records a partner for the current need. No level is stated by that: it is shown as 関心 until somebody states one.
    /// On a recorded organisation it adds the person.
    fn record_partner(&mut self, partner: Partner<'_>, ctx: &mut Ctx<'_>) {
        let session = self.session.clone();
        let Some(need) = self.here(ctx) else {
            return;
        };
        let Some(facts) = ctx.facts(&session) else {
            return;
        };
        let org = match partner {
            Partner::Person(badge) => facts.session.attendee(badge).map(|a| a.org.clone()),
            Partner::Organisation(id) => Some(Clean::line(id)),
        };
        let Some(org) = org.and_then(|id| facts.session.organisation(&id)) else {
            ctx.tell(Say::NothingSelected);
            return;
        };
        let name = org.short_name().clone();
        let id = PairingId {
            session: session.clone(),
            need: need.clone(),
            org: org.id.clone(),
        };
        let old = facts.book.pairings.get(&id);
        let level = old.map_or(Level::Interested, |p| p.level);
        let new = old.is_none();
        let made = matching::record(facts.session, facts.book, &need, partner, None);
        let warnings: Vec<Warning> = match facts.session.need(&need) {
            Some(need) if new => matching::warnings(&facts, need, org),
            _ => Vec::new(),
        };
        let person = match partner {
            Partner::Person(badge) => facts.session.attendee(badge).map(|a| a.name.clone()),
            Partner::Organisation(_) => None,
        };
        match made {
            Ok((id, changes)) => {
                ctx.commit(&session, changes);
                self.clear_query(ctx);
                self.looking = None;
                self.record = Some(Record::Pairing(id));
                ctx.tell(match person {
                    Some(person) if !new => Say::PersonAdded {
                        person,
                        org: name.clone(),
                    },
                    _ => Say::Recorded {
                        need,
                        org: name.clone(),
                        level,
                    },
                });
                for warning in warnings {
                    // What holds for the whole need stands above its records already.
                    if matches!(
                        warning,
                        Warning::Rival { .. } | Warning::ManyPairings { .. }
                    ) {
                        let org = name.clone();
                        ctx.warn(Say::Warned { org, warning });
                    }
                }
            }
            Err(Refusal::OwnHospital(_)) => ctx.tell(Say::OwnHospital),
            Err(_) => {
                self.record = Some(Record::Pairing(id));
                self.clear_query(ctx);
                ctx.tell(Say::NothingNew { org: name, level });
            }
        }
    }

    /// Number of the current need, or a word that there is none.
    fn here(&self, ctx: &mut Ctx<'_>) -> Option<Clean> {
        let need = self.current_no(ctx);
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
    fn write_memo(&mut self, ctx: &mut Ctx<'_>) {
        let session = self.session.clone();
        let text = Clean::line(self.query.text());
        if text.is_empty() {
            return;
        }
        let id = ctx.new_id();
        let need = self.current_no(ctx);
        let change = Change::Memo(MemoChange::Written { need, text });
        ctx.commit(
            &session,
            vec![(Entity::Memo((session.clone(), id)), change)],
        );
        self.clear_query(ctx);
        self.looking = None;
        self.record = Some(Record::Memo(id));
        ctx.tell(Say::MemoWritten);
    }

    /// Begins the presentation of a need; `None`: the last one is over.
    fn open_need(&mut self, need: Option<Clean>, ctx: &mut Ctx<'_>) {
        let session = self.session.clone();
        if self.current_no(ctx) == need {
            self.need_changed(ctx);
            ctx.tell(Say::Unchanged);
            return;
        }
        let change = Change::Progress(ProgressChange::NeedOpened { need: need.clone() });
        ctx.commit(&session, vec![(Entity::Progress(session.clone()), change)]);
        self.need_changed(ctx);
        ctx.tell(need.map_or(Say::Over, |need| Say::NeedNow { need }));
    }

    pub(super) fn go_need(&mut self, forward: bool, ctx: &mut Ctx<'_>) {
        let book = ctx.book();
        let Some(session) = self.session(book) else {
            return;
        };
        let nos: Vec<&Clean> = session.needs.iter().map(|n| &n.no).collect();
        let current = self.current(book).map(|n| &n.no);
        let at = nos.iter().position(|no| Some(*no) == current);
        let over = self.is_over(book);
        let to = match (at, forward) {
            (None, true) if over => Err(Say::AlreadyOver),
            (None, true) => nos
                .first()
                .map(|no| Some((*no).clone()))
                .ok_or(Say::NoNeeds),
            (Some(at), true) => Ok(nos.get(at + 1).map(|no| (*no).clone())),
            (None, false) if over => nos.last().map(|no| Some((*no).clone())).ok_or(Say::NoNeeds),
            (None | Some(0), false) => Err(Say::AtFirst),
            (Some(at), false) => Ok(nos.get(at - 1).map(|no| (*no).clone())),
        };
        match to {
            Ok(need) => self.open_need(need, ctx),
            Err(say) => ctx.tell(say),
        }
    }
}
