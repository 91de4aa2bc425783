//! What a screen or an overlay may do besides changing its own state: read what all share, record, tell, ask.

use super::again::Question;
use super::env::Env;
use super::layout::Layout;
use super::msg::Effect;
use super::request::{Opening, OverlayId, Request};
use super::say::Say;
use super::world::World;
use crate::config::edit::Setting;
use crate::config::settings::Colours;
use crate::domain::book::Book;
use crate::domain::entity::{Change, Changes, Entity};
use crate::domain::roster::Attendee;
use crate::domain::rule::facts::Facts;
use crate::text::Clean;
use uuid::Uuid;

/// For one message. What is shared changes only through its methods, so that nothing is recorded past the ledger.
pub struct Ctx<'a> {
    /// Time, calendar and catalogue.
    pub env: Env<'a>,
    /// Where everything is on the screen the user saw.
    pub layout: &'a Layout,
    world: &'a mut World,
    effects: &'a mut Vec<Effect>,
    requests: &'a mut Vec<Request>,
    overlay: OverlayId,
}

impl<'a> Ctx<'a> {
    /// For the screen, or for the overlay of that id.
    pub fn new(
        world: &'a mut World,
        (env, layout): (Env<'a>, &'a Layout),
        effects: &'a mut Vec<Effect>,
        requests: &'a mut Vec<Request>,
        overlay: OverlayId,
    ) -> Self {
        Self {
            env,
            layout,
            world,
            effects,
            requests,
            overlay,
        }
    }

    /// What all screens share, to read.
    pub fn world(&self) -> &World {
        self.world
    }

    /// Everything recorded.
    pub fn book(&self) -> &Book {
        &self.world.book
    }

    /// The facts of a session, for the rules.
    pub fn facts(&self, session: &Clean) -> Option<Facts<'_>> {
        Some(Facts {
            templates: self.env.templates,
            session: self.world.book.sessions.get(session)?,
            book: &self.world.book,
            calendar: self.env.calendar,
            today: self.env.today,
        })
    }

    /// Records one action of the user: shown at once, saved in order.
    pub fn commit(&mut self, scope: &Clean, changes: Vec<(Entity, Change)>) {
        let World {
            book,
            ledger,
            actor,
            ..
        } = &mut *self.world;
        let actor = actor.clone().unwrap_or_default();
        let ticket = ledger.begin(book, scope, &changes, (self.env.now, &actor));
        self.effects.push(Effect::Commit {
            ticket,
            scope: scope.clone(),
            changes,
        });
        self.world.revision += 1;
    }

    /// Takes everything back that is on record of one thing, for which something else may have been recorded.
    pub fn take_back(&mut self, entity: Entity, replaced: bool) {
        let ticket = self.world.ledger.ticket();
        self.world.ledger.wait_for(ticket);
        self.effects.push(Effect::TakeBack {
            ticket,
            entity,
            replaced,
        });
    }

    /// Whether a text names somebody who was erased while the program runs.
    pub fn names_gone(&self, text: &str) -> bool {
        self.world.gone.are_named(text, &self.world.book)
    }

    /// Whether somebody has the name of a person who was erased.
    pub fn has_erased_name(&self, somebody: &Attendee, firm: &Clean) -> bool {
        !self.world.gone.of_name(somebody, firm).is_empty()
    }

    /// Records persons as they were typed. Whoever has the name of somebody erased is another: that was asked.
    pub fn commit_persons(&mut self, session: &Clean, mut changes: Changes) {
        if let Some(session) = self.world.book.sessions.get(session) {
            changes.extend(self.world.gone.answers(session, &changes));
        }
        self.commit(session, changes);
    }

    /// Tells something for a few seconds.
    pub fn tell(&mut self, say: Say) {
        let at = self.env.now.timestamp();
        self.world.notices.tell(say, false, at);
    }

    /// Tells something that stays until Esc.
    pub fn warn(&mut self, say: Say) {
        let at = self.env.now.timestamp();
        self.world.notices.tell(say, true, at);
    }

    /// Whether the key answers this question; if not, it asks.
    pub fn is_second(&mut self, question: Question) -> bool {
        let at = self.env.now.timestamp();
        self.world.again.is_second(question, at)
    }

    /// What was told has been looked at.
    pub fn notices_are_seen(&mut self) {
        self.world.notices.unseen = 0;
    }

    /// Asks the world outside for something.
    pub fn effect(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    /// Asks the program around the screen for something.
    pub fn ask(&mut self, request: Request) {
        self.requests.push(request);
    }

    /// Asks for something over the screen.
    pub fn open(&mut self, opening: Opening) {
        self.ask(Request::Open(opening));
    }

    /// Asks to take the overlay away that this is for.
    pub fn close(&mut self) {
        self.ask(Request::Close(self.overlay));
    }

    /// From now on this person works here.
    pub fn set_actor(&mut self, name: Clean) {
        self.world.actor = Some(name.clone());
        let at = Setting::ALL.iter().position(|s| *s == Setting::Actor);
        if let Some(text) = at.and_then(|at| self.world.settings.get_mut(at)) {
            *text = name.to_string();
        }
        self.effect(Effect::RememberActor(name));
    }

    /// From now on these colours are used.
    pub fn set_colours(&mut self, colours: Colours) {
        self.world.look.mono = !matches!(colours, Colours::Dark | Colours::Light);
        self.world.look.light = colours == Colours::Light;
        self.effect(Effect::RememberColours(colours));
    }

    /// A filter of the board gets a name, or loses it (`None`).
    pub fn save_filter(&mut self, name: Clean, words: Option<Clean>) {
        let filters = &mut self.world.filters;
        let at = filters.iter().position(|(known, _)| *known == name);
        match (at, &words) {
            (Some(at), None) => {
                filters.remove(at);
            }
            (Some(at), Some(words)) => {
                if let Some((_, known)) = filters.get_mut(at) {
                    known.clone_from(words);
                }
            }
            (None, Some(words)) => filters.push((name.clone(), words.clone())),
            (None, None) => {}
        }
        self.effect(Effect::SaveFilter(name, words));
    }

    /// The number of a new query.
    pub fn next_generation(&mut self) -> u64 {
        self.world.generation += 1;
        self.world.generation
    }

    /// An id no other laptop will choose: the time, and the number this run was started with.
    pub fn new_id(&mut self) -> Uuid {
        let ticket = self.world.ledger.ticket();
        let millis = u64::try_from(self.env.now.timestamp().as_millisecond()).unwrap_or(0);
        let mixed = u128::from(self.world.salt) << 64 | u128::from(ticket);
        let mut random = [0; 10];
        for (to, from) in random
            .iter_mut()
            .zip(mixed.to_be_bytes().into_iter().skip(6))
        {
            *to = from;
        }
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }
}
