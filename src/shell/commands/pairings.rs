//! `enishi pairings`: what is recorded, and what waits for a decision.

use super::pair::{Row, state, word};
use crate::domain::book::Book;
use crate::domain::entity::Entity;
use crate::domain::entity::pairing::Pairing;
use crate::domain::filter::{Filter, Words};
use crate::domain::number;
use crate::domain::recorded::stated::Field;
use crate::domain::rule::decision;
use crate::shell::clock;
use crate::shell::failure::Failure;
use crate::shell::out::Out;
use crate::shell::workspace::Workspace;
use crate::text::Clean;
use crate::view::{conflict, open};
use crate::words::fl;

/// Which pairings are listed.
#[derive(Default)]
pub(super) struct Wanted<'a> {
    pub(super) session: Option<&'a str>,
    pub(super) undecided: bool,
    pub(super) find: Filter,
}

pub(super) fn list(workspace: &Workspace, wanted: &Wanted) -> Result<(), Failure> {
    let store = workspace.open_store()?;
    let book = workspace.book_called(&store, wanted.session)?;
    workspace.answer(
        |out| out.json(&rows(&book, wanted)),
        |out| print(workspace, &book, wanted, out),
    )
}

fn found<'a>(book: &'a Book, wanted: &Wanted) -> Vec<&'a Pairing> {
    let mut found: Vec<&Pairing> = if wanted.undecided {
        decision::waiting(book)
    } else {
        let mut all: Vec<&Pairing> = book.pairings.values().collect();
        all.sort_by_key(|p| (&p.id.session, &p.id.need, p.recorded_at));
        all
    };
    found.retain(|p| fits(book, p, &wanted.find));
    found
}

fn fits(book: &Book, p: &Pairing, find: &Filter) -> bool {
    if find.is_empty() {
        return true;
    }
    let mut own = vec![p.level.ja(), p.level.en(), p.status.ja(), p.status.en()];
    own.extend(p.texts());
    find.fits(&Words::of(book, &p.id.session, &p.id.need, &p.id.org), &own)
}

/// For machines.
pub(super) fn rows<'a>(book: &'a Book, wanted: &Wanted) -> Vec<Row<'a>> {
    let found = found(book, wanted).into_iter();
    found.map(|pairing| Row::of(book, pairing)).collect()
}

/// For people.
pub(super) fn print(
    workspace: &Workspace,
    book: &Book,
    wanted: &Wanted,
    out: &mut Out,
) -> Result<(), Failure> {
    let w = &workspace.words;
    let found = found(book, wanted);
    if found.is_empty() {
        return out.line(if !wanted.find.is_empty() {
            fl!(w, "pair-list-no-match")
        } else if wanted.undecided {
            fl!(w, "pair-list-decided")
        } else {
            fl!(w, "pair-list-empty")
        });
    }
    let mut head = vec![
        fl!(w, "pair-head-session"),
        fl!(w, "pair-head-need"),
        fl!(w, "pair-head-level"),
        fl!(w, "pair-head-status"),
        fl!(w, "pair-head-org"),
        fl!(w, "pair-head-persons"),
        fl!(w, "pair-head-note"),
    ];
    if wanted.undecided {
        head.push(fl!(w, "pair-head-open"));
    }
    let row = |p: &&Pairing| {
        let mut row = cells(workspace, book, p);
        if wanted.undecided {
            let session = book.sessions.get(&p.id.session);
            let open = decision::open(session, book, p);
            row.push(open::text(w, Some(workspace.today), &open).into());
        }
        row
    };
    let rows: Vec<Vec<Clean>> = found.iter().map(row).collect();
    out.table(&head, &rows)
}

fn cells(workspace: &Workspace, book: &Book, p: &Pairing) -> Vec<Clean> {
    let session = book.sessions.get(&p.id.session);
    let org = session.map_or(&p.id.org, |s| s.org_name(&p.id.org));
    let name = |badge: &Clean| {
        let person = session.and_then(|s| s.recorded_attendee(badge));
        person.map_or(badge, |a| &a.name).to_string()
    };
    let persons: Vec<String> = p.persons.iter().map(name).collect();
    let conflicts = book.conflicts_of(&Entity::Pairing(p.id.clone()));
    // Where people stated different things, all of them, the one that stands first.
    let stated = |field: Field, stands: &str| -> Clean {
        let Some(conflict) = conflicts.iter().find(|c| c.field == field) else {
            return stands.into();
        };
        let zone = clock::zoned().time_zone().clone();
        let said = conflict::said(&workspace.words, conflict, &zone);
        let mark = fl!(&workspace.words, "conflict-mark");
        format!("{mark}: {}", said.join(" / ")).into()
    };
    vec![
        number::shown(&p.id.session).into(),
        session.map_or_else(
            || number::shown(&p.id.need).into(),
            |s| s.need_told(&p.id.need),
        ),
        stated(Field::Level, word(workspace, p.level.ja(), p.level.en())),
        stated(Field::Status, state(workspace, p)),
        org.clone(),
        persons.join("、").into(),
        stated(Field::Note, &p.note),
    ]
}
