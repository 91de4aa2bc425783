//! What an import erased, in sentences.

use crate::domain::book::Book;
use crate::domain::number;
use crate::store::sqlite::wiped::{Author, Wiped};
use crate::text::Clean;
use crate::words::{Words, fl};

/// Who erased what, and whether anybody here knows them.
pub(super) fn told(w: &Words, book: &Book, one: &Wiped) -> Vec<String> {
    let session = book.sessions.get(&one.session).map(|s| &s.title);
    let session = session.filter(|title| !title.is_empty());
    let session = session.unwrap_or(&one.session).as_str();
    let nobody = || Clean::line(&fl!(w, "import-wiped-nobody"));
    let actor = Some(one.actor.clone()).filter(|actor| !actor.is_empty());
    let actor = actor.unwrap_or_else(nobody);
    let mut told = Vec::new();
    if !one.persons.is_empty() {
        let badges = one.persons.iter().map(|badge| number::shown(badge));
        let badges: Vec<&str> = badges.collect();
        told.push(fl!(
            w,
            "import-wiped-persons",
            actor = actor.as_str(),
            session = session,
            count = badges.len(),
            badges = badges.join(", ")
        ));
    }
    if one.ops > 0 {
        told.push(fl!(
            w,
            "import-wiped-ops",
            actor = actor.as_str(),
            session = session,
            count = one.ops
        ));
    }
    let device = one.device.to_string();
    match one.by {
        Author::Known => {}
        Author::NotAccepted => told.push(fl!(w, "import-wiped-stranger", device = device)),
        Author::Unsigned => told.push(fl!(w, "import-wiped-unsigned", device = device)),
    }
    told
}
