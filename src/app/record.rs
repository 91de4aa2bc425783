//! What the keys of the live screen do: search, record, tie, write down, go on.

use super::Turn;
use super::live::{Focus, Held, Record};
use super::msg::{Answer, Effect, HitKind, HitRow};
use super::picker::Picker;
use super::say::Say;
use crate::domain::code::{Level, Relation};
use crate::domain::id::{Entity, PairingId};
use crate::domain::op::Change;
use crate::domain::op::MemoChange;
use crate::domain::op::ProgressChange;
use crate::domain::op::TieChange;
use crate::domain::pairing::{self, Partner, Refusal, Warning};
use crate::domain::task::Facts;
use crate::search::offer;
use crate::text::Clean;
use uuid::Uuid;

/// How many results are asked for.
const LIMIT: usize = 200;

impl Turn<'_, '_> {
    /// Number of the need presented now.
    pub(super) fn current_no(&self) -> Option<Clean> {
        let live = self.m.live.as_ref()?;
        live.current(&self.m.book).map(|n| n.no.clone())
    }

    /// The facts of a session, for the rules.
    pub(super) fn facts(&self, session: &Clean) -> Option<Facts<'_>> {
        Some(Facts {
            templates: self.env.templates,
            session: self.m.book.sessions.get(session)?,
            book: &self.m.book,
            calendar: self.env.calendar,
            today: self.env.today,
        })
    }

    /// The query changed: asks the search thread, or shows the card again.
    pub(super) fn search(&mut self) {
        let need = self.current_no();
        self.m.generation += 1;
        let Some(live) = &mut self.m.live else {
            return;
        };
        live.asked = self.m.generation;
        live.fresh = 0;
        live.results = Picker::default();
        live.card = 0;
        let text = live.query.text().trim();
        if live.kept != text {
            text.clone_into(&mut live.kept);
            self.effects.push(Effect::KeepDraft {
                slot: live.draft_slot(),
                text: text.to_owned(),
            });
        }
        if live.query.is_blank() {
            live.answered = live.asked;
            live.hits.clear();
            live.matched = 0;
            return;
        }
        self.effects.push(Effect::Search {
            generation: live.asked,
            query: live.query.text().to_owned(),
            session: live.session.clone(),
            need,
            limit: LIMIT,
        });
    }

    /// Results came; once they are whole, a waiting Enter and what was typed after it go on.
    pub(super) fn found(&mut self, generation: u64, answer: Answer) {
        let Some(live) = &mut self.m.live else {
            return;
        };
        let chosen = live.found(&self.m.book, generation, answer);
        if !live.is_answered() {
            return;
        }
        if let Some(held) = live.held.take() {
            if chosen {
                self.live_accept();
            } else {
                self.tell(Say::ChosenIsGone);
            }
            for msg in held.typed {
                self.take(msg);
            }
        }
    }

    /// Another need is presented now: the view goes home and open results are asked for anew.
    pub(super) fn need_changed(&mut self) {
        let at = self.current_no();
        if let Some(live) = &mut self.m.live {
            live.looking = None;
            live.record = None;
            live.card = 0;
            let session = live.session(&self.m.book);
            let at = session.and_then(|s| s.needs.iter().position(|n| Some(&n.no) == at.as_ref()));
            if let Some(at) = at {
                live.needs.selected = at;
            }
        }
        self.search();
    }

    /// Enter on the live screen.
    pub(super) fn live_accept(&mut self) {
        // A colon asks for the name of a field, and nobody means to keep one as a memo.
        let live = self.m.live.as_ref();
        let asked = live.is_some_and(|l| offer::is_asked(l.query.text()));
        if asked && self.complete_field() {
            return;
        }
        let Some(live) = &mut self.m.live else {
            return;
        };
        match live.focus {
            Focus::Needs => {
                let session = live.session(&self.m.book);
                let need = session.and_then(|s| s.needs.get(live.needs.selected));
                if let Some(no) = need.map(|n| n.no.clone()) {
                    live.focus = Focus::Search;
                    self.open_need(Some(no));
                }
            }
            Focus::Records => self.open_menu(),
            Focus::Search if live.query.is_blank() => self.open_menu(),
            Focus::Search => {
                if let Some(badge) = live.badge(&self.m.book)
                    && (live.results.selected == 0 || !live.is_fresh())
                {
                    self.record(Partner::Person(&badge));
                } else if !live.is_answered() && !live.is_fresh() {
                    live.held = Some(Held {
                        typed: Vec::new(),
                        since: self.env.now.timestamp(),
                    });
                } else if let Some(hit) = live.hits.get(live.results.selected).cloned() {
                    self.accept_hit(&hit);
                } else {
                    self.write_memo();
                }
            }
        }
    }

    fn accept_hit(&mut self, hit: &HitRow) {
        match hit.kind {
            HitKind::Attendee => self.record(Partner::Person(&hit.id)),
            HitKind::Organisation => self.record(Partner::Organisation(&hit.id)),
            HitKind::Need => {
                let no = hit.id.clone();
                self.clear_query();
                self.open_need(Some(no));
            }
            HitKind::Patent | HitKind::Library => self.tie(hit),
        }
    }

    fn clear_query(&mut self) {
        if let Some(live) = &mut self.m.live {
            live.query.clear();
            live.focus = Focus::Search;
        }
        self.search();
    }

    /// Records a partner for the current need with level 関心; on a recorded organisation it adds the person.
    fn record(&mut self, partner: Partner<'_>) {
        let Some((session, need)) = self.here() else {
            return;
        };
        let Some(facts) = self.facts(&session) else {
            return;
        };
        let org = match partner {
            Partner::Person(badge) => facts.session.attendee(badge).map(|a| a.org.clone()),
            Partner::Organisation(id) => Some(Clean::line(id)),
        };
        let Some(org) = org.and_then(|id| facts.session.organisation(&id)) else {
            self.tell(Say::NothingSelected);
            return;
        };
        let name = org.short_name().clone();
        let id = PairingId {
            session: session.clone(),
            need: need.clone(),
            org: org.id.clone(),
        };
        let old = self.m.book.pairings.get(&id);
        let level = old.map_or(Level::Interested, |p| p.level);
        let new = old.is_none();
        let made = pairing::record(facts.session, facts.book, &need, partner, level);
        let warnings: Vec<Warning> = match facts.session.need(&need) {
            Some(need) if new => pairing::warnings(&facts, need, org),
            _ => Vec::new(),
        };
        let person = match partner {
            Partner::Person(badge) => facts.session.attendee(badge).map(|a| a.name.clone()),
            Partner::Organisation(_) => None,
        };
        match made {
            Ok((id, changes)) => {
                self.commit(&session, changes);
                self.clear_query();
                if let Some(live) = &mut self.m.live {
                    live.looking = None;
                    live.record = Some(Record::Pairing(id));
                }
                self.tell(match person {
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
                        self.warn(Say::Warned { org, warning });
                    }
                }
            }
            Err(Refusal::OwnHospital(_)) => self.tell(Say::OwnHospital),
            Err(_) => {
                if let Some(live) = &mut self.m.live {
                    live.record = Some(Record::Pairing(id));
                }
                self.clear_query();
                self.tell(Say::NothingNew { org: name, level });
            }
        }
    }

    /// Session and current need, or a word that there is none.
    fn here(&mut self) -> Option<(Clean, Clean)> {
        let session = self.m.live.as_ref()?.session.clone();
        let Some(need) = self.current_no() else {
            self.tell(Say::NoNeedYet);
            return None;
        };
        Some((session, need))
    }

    /// Ties a patent to the current need.
    fn tie(&mut self, hit: &HitRow) {
        let Some((session, need)) = self.here() else {
            return;
        };
        let known = self
            .m
            .book
            .sessions
            .get(&session)
            .and_then(|s| s.patent(&hit.id));
        let doc = known.map_or_else(|| hit.id.clone(), |p| p.doc_no.clone());
        let prepared = known.is_some_and(|p| p.needs.iter().any(|l| l.no == need));
        let key = (session.clone(), need.clone(), doc.clone());
        if prepared || self.m.book.ties.contains_key(&key) {
            self.tell(Say::AlreadyTied { doc });
            return;
        }
        let entity = Entity::Tie((session.clone(), need.clone(), doc.clone()));
        let change = Change::Tie(TieChange::Tied {
            relation: Relation::Solution,
            title: hit.title.clone(),
        });
        self.commit(&session, vec![(entity, change)]);
        self.clear_query();
        self.tell(Say::Tied { need, doc });
    }

    /// The typed text becomes a line of the record.
    fn write_memo(&mut self) {
        let Some(live) = &self.m.live else {
            return;
        };
        let session = live.session.clone();
        let text = Clean::line(live.query.text());
        if text.is_empty() {
            return;
        }
        let id = self.new_id();
        let need = self.current_no();
        let change = Change::Memo(MemoChange::Written { need, text });
        self.commit(
            &session,
            vec![(Entity::Memo((session.clone(), id)), change)],
        );
        self.clear_query();
        if let Some(live) = &mut self.m.live {
            live.looking = None;
            live.record = Some(Record::Memo(id));
        }
        self.tell(Say::MemoWritten);
    }

    /// An id no other laptop will choose: the time, and the number this run was started with.
    fn new_id(&mut self) -> Uuid {
        let ticket = self.m.ledger.ticket();
        let millis = u64::try_from(self.env.now.timestamp().as_millisecond()).unwrap_or(0);
        let mixed = u128::from(self.m.salt) << 64 | u128::from(ticket);
        let mut random = [0; 10];
        for (to, from) in random
            .iter_mut()
            .zip(mixed.to_be_bytes().into_iter().skip(6))
        {
            *to = from;
        }
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }

    /// Begins the presentation of a need; `None`: the last one is over.
    fn open_need(&mut self, need: Option<Clean>) {
        let Some(live) = &self.m.live else {
            return;
        };
        let session = live.session.clone();
        if self.current_no() == need {
            self.need_changed();
            self.tell(Say::Unchanged);
            return;
        }
        let change = Change::Progress(ProgressChange::NeedOpened { need: need.clone() });
        self.commit(&session, vec![(Entity::Progress(session.clone()), change)]);
        self.need_changed();
        self.tell(need.map_or(Say::Over, |need| Say::NeedNow { need }));
    }

    pub(super) fn go_need(&mut self, forward: bool) {
        let Some(live) = &self.m.live else {
            return;
        };
        let Some(session) = live.session(&self.m.book) else {
            return;
        };
        let nos: Vec<&Clean> = session.needs.iter().map(|n| &n.no).collect();
        let current = live.current(&self.m.book).map(|n| &n.no);
        let at = nos.iter().position(|no| Some(*no) == current);
        let over = live.is_over(&self.m.book);
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
            Ok(need) => self.open_need(need),
            Err(say) => self.tell(say),
        }
    }
}
