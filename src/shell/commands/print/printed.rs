//! Which badges were printed: the record remembers it, so that any laptop prints only what is new.

use super::source::{Kept, Source};
use crate::domain::book::Book;
use crate::domain::roster::Session;
use crate::domain::rule::badges;
use crate::shell::failure::Failure;
use crate::shell::out::tell;
use crate::shell::workspace::Workspace;
use crate::store::{Sessions, Store};
use crate::text::Clean;
use crate::words::fl;
use jiff::Timestamp;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

/// Whose badge was never printed, or says something else now.
pub(super) fn unprinted(
    workspace: &Workspace,
    kept: &Kept,
    session: &Session,
) -> Result<BTreeSet<Clean>, Failure> {
    let scope = Sessions::One(session.id.clone());
    let mut books: BTreeMap<Timestamp, Book> = BTreeMap::new();
    let mut new = BTreeSet::new();
    for person in &session.attendees {
        let is_printed = match badges::printed_at(&kept.book, &session.id, &person.badge) {
            Some(at) => {
                let book = match books.entry(at) {
                    Entry::Occupied(known) => known.into_mut(),
                    Entry::Vacant(new) => {
                        let book = kept.store.book_at(&scope, at);
                        new.insert(book.map_err(|e| workspace.store_failed(&e))?)
                    }
                };
                let then = book.sessions.get(&session.id);
                then.is_some_and(|then| badges::says_the_same(session, person, then))
            }
            None => false,
        };
        if !is_printed {
            new.insert(person.badge.clone());
        }
    }
    Ok(new)
}

/// Notes the badges that were printed now. Where that cannot be recorded, it is said: the pages are written all the same.
pub(super) fn remember(
    workspace: &Workspace,
    source: &mut Source,
    persons: &[Clean],
) -> Result<(), Failure> {
    let w = &workspace.words;
    let (Some(kept), false) = (&mut source.kept, workspace.actor.is_empty()) else {
        tell(&[fl!(w, "print-not-remembered")]);
        return Ok(());
    };
    let session = &source.session;
    let new = unprinted(workspace, kept, session)?;
    let printed = persons.iter().filter(|badge| new.contains(*badge)).cloned();
    let changes = badges::printed(&session.id, printed);
    if changes.is_empty() {
        return Ok(());
    }
    let noted = match &kept.reading {
        Some(reading) => workspace.record(&mut kept.store, reading, changes),
        None => workspace
            .commit(&mut kept.store, &session.id, changes)
            .map(|_| ()),
    };
    if let Err(why) = noted {
        // The paper is there: that the record does not know it is no failure of printing.
        tell(&why.lines(w));
        tell(&[fl!(w, "print-not-remembered")]);
    }
    Ok(())
}
