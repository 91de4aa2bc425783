//! Who must not be proposed: the hospital said no, a rival is in, or the firm itself said no.

use crate::domain::book::Book;
use crate::domain::code::Level;
use crate::domain::roster::{Need, Organisation, Session};
use crate::domain::rule::{interest, reply};
use crate::text::Clean;

/// Why an organisation is not proposed for a need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Blocked {
    /// 病院不可
    Refused,
    /// 競合: a rival is on record for the need or wants it.
    Rival {
        /// Name of the rival.
        name: Clean,
    },
    /// 関心なし or 見送り: it is on record.
    Declined,
}

/// Why an organisation must not be proposed for a need; `None`: it may.
pub fn why(session: &Session, book: &Book, need: &Need, org: &Organisation) -> Option<Blocked> {
    if reply::is_refused(book, &session.id, &need.no, &org.id) {
        return Some(Blocked::Refused);
    }
    let on_record = book.pairings_of(&session.id, &need.no);
    let own = on_record.iter().find(|p| p.id.org == org.id);
    let said = interest::of_firm(book, session, &org.id, &need.no);
    let declined = match own {
        // What was recorded of the two is newer than what was declared.
        Some(own) => own.level == Level::Declined || own.status.is_closed(),
        None => said.is_some_and(|said| said.level == Level::Declined),
    };
    if declined {
        return Some(Blocked::Declined);
    }
    let is_rival = |other: &Organisation| {
        org.competitors.contains(&other.id) || other.competitors.contains(&org.id)
    };
    let is_recorded = |org: &Clean| {
        let mut open = on_record.iter();
        open.any(|p| p.id.org == *org && !p.status.is_closed() && p.level != Level::Declined)
    };
    let wants = |org: &Clean| {
        let said = interest::of_firm(book, session, org, &need.no);
        said.is_some_and(|said| said.level != Level::Declined)
    };
    // Of two rivals who both want it the coordinator chooses; whoever said nothing is not set beside the other.
    let speaks = is_recorded(&org.id) || wants(&org.id);
    let is_in = |other: &&Organisation| is_recorded(&other.id) || (!speaks && wants(&other.id));
    let mut rivals = session.organisations.iter().filter(|o| is_rival(o));
    let name = rivals.find(is_in)?.name.clone();
    Some(Blocked::Rival { name })
}
