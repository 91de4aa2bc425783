//! Who was erased while the program runs. Their names stay in its memory alone, so that it can ask before something half
//! typed brings one back.

use crate::domain::book::Book;
use crate::domain::entity::attendee::AttendeeId;
use crate::domain::mention::{Certainty, Finder, Identity, Place};
use crate::domain::recorded::prepared::Prepared;
use crate::domain::roster::Attendee;
use crate::domain::rule::name::is_erased;
use crate::store::sqlite::privacy::recognised::Recognised;
use crate::text::Clean;

/// One thing told about persons who were erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Erased {
    /// They were erased elsewhere just now.
    Learned(Vec<Clean>),
    /// Something half typed names them.
    InText,
    /// Nothing is recorded for their badge.
    Refused(Clean),
    /// Somebody of the name of a person who was erased is about to be recorded.
    SameName(Clean),
}

/// The persons.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gone(Vec<Identity>, Recognised);

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

    /// Takes over whom the record recognises, whenever they were erased.
    pub fn recognise(&mut self, found: Recognised) {
        self.1 = found;
    }

    /// Whether somebody of this name and reading may be one of them.
    pub fn may_be(&self, name: &str, kana: &str) -> bool {
        self.1.may_be(name, kana)
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
