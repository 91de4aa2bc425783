//! Who was erased while the program runs. Their names stay in its memory alone, so that it can ask before something half
//! typed brings one back.

use crate::domain::book::Book;
use crate::domain::entity::attendee::{AttendeeChange, AttendeeId};
use crate::domain::entity::organisation::OrganisationChange;
use crate::domain::entity::{Change, Changes, Entity};
use crate::domain::marker::Marker;
use crate::domain::mention::{Certainty, Finder, Identity, Place};
use crate::domain::recorded::prepared::Prepared;
use crate::domain::roster::{Attendee, Session};
use crate::domain::rule::name::is_erased;
use crate::store::Recogniser;
use crate::text::Clean;
use uuid::Uuid;

/// One thing told about persons who were erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Erased {
    /// They were erased elsewhere just now.
    Learned(Vec<Clean>),
    /// Something half typed names them.
    InText,
    /// Nothing is recorded for their badge.
    Refused(Clean),
    /// Somebody has their name: recorded as another person, if that is said once more.
    SameName,
}

/// The persons: those who were erased just now by what was known of them, and all by their marks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gone(Vec<Identity>, Vec<Recogniser>);

impl Gone {
    /// Compares what is known of persons with what comes in. Answers the badges of those who go.
    pub fn learn<'a>(
        &mut self,
        book: &Book,
        now: impl Iterator<Item = (&'a AttendeeId, Attendee)>,
    ) -> Vec<Clean> {
        let mut badges = Vec::new();
        for (id, now) in now {
            let Some(before) = book.attendees.get(id).map(Prepared::now) else {
                continue;
            };
            if is_erased(&now.name) && !is_erased(&before.name) {
                self.0.push(identity(&before));
                badges.push(now.badge);
            } else if !is_erased(&now.name) {
                // Somebody came back and agreed.
                self.0
                    .retain(|gone| !gone.names.contains(&now.name.to_string()));
            }
        }
        badges
    }

    /// By which they are recognised from now on.
    pub fn remember(&mut self, marks: Vec<Recogniser>) {
        self.1 = marks;
    }

    /// The erasures of those who have the name of somebody at a firm.
    pub fn of_name(&self, somebody: &Attendee, firm: &Clean) -> Vec<Uuid> {
        let own = self.1.iter().filter(|r| r.may_be(somebody, firm));
        own.map(Recogniser::of).collect()
    }

    /// What the changes of a desk say of whoever has the name of somebody erased: that they are another, as was answered.
    pub fn answers(&self, session: &Session, changes: &Changes) -> Changes {
        let mut answers = Changes::new();
        for (entity, change) in changes {
            let (
                Entity::Attendee(key),
                Some(AttendeeChange::Added { set, .. } | AttendeeChange::Corrected { set, .. }),
            ) = (entity, change.attendee())
            else {
                continue;
            };
            let said = set.alone();
            if said.name.is_empty() {
                continue;
            }
            let firm = firm_in(session, changes, &said.org);
            for of in self.of_name(&said, &firm) {
                let seat = (key.session.clone(), key.number.clone());
                let marker = Marker::another(of, vec![seat]);
                let entity = Entity::Session(key.session.clone());
                answers.push((entity, Change::marking(marker, "another")));
            }
        }
        answers
    }

    /// Whether a text surely names one of them.
    pub fn are_named(&self, text: &str, book: &Book) -> bool {
        if self.0.is_empty() || text.is_empty() {
            return false;
        }
        let people = book.sessions.values().flat_map(|s| &s.attendees);
        let others: Vec<&Clean> = people.map(|a| &a.name).filter(|n| !is_erased(n)).collect();
        self.0.iter().any(|gone| {
            let found = Finder::new(gone, &others).find(text, Place::Own);
            found.iter().any(|m| m.certainty == Certainty::Certain)
        })
    }
}

/// What an organisation is called, which may be new, too.
fn firm_in(session: &Session, changes: &Changes, org: &Clean) -> Clean {
    let new = changes.iter().find_map(|(entity, change)| {
        let is_it = matches!(entity, Entity::Organisation(key) if key.number == *org);
        match change.organisation().filter(|_| is_it)? {
            OrganisationChange::Added { set, .. } => Some(set.alone().name),
            OrganisationChange::Read { .. }
            | OrganisationChange::Corrected { .. }
            | OrganisationChange::Withdrawn {} => None,
        }
    });
    new.unwrap_or_else(|| session.org_name(org).clone())
}

fn identity(person: &Attendee) -> Identity {
    let of = |text: &Clean| Vec::from_iter((!text.is_empty()).then(|| text.to_string()));
    Identity {
        names: of(&person.name),
        kana: of(&person.kana),
        mails: of(&person.email),
        telephones: of(&person.tel),
        firms: Vec::new(),
    }
}
