//! `enishi ops import` and `enishi bundle import`: what other laptops recorded, and what of it is left out.

mod came_back;
mod sender;
mod wiped;

use crate::domain::book::Book;
use crate::domain::conflict::Conflict;
use crate::domain::entity::Entity;
use crate::domain::meaning::Number;
use crate::domain::number;
use crate::domain::op::Op;
use crate::shell::clock;
use crate::shell::failure::{Failure, FailureKind};
use crate::shell::out::Out;
use crate::shell::user_files::{self, shown};
use crate::shell::workspace::Workspace;
use crate::store::sqlite::merge::{Again, Fork, Missing, Refused, Taken};
use crate::store::sqlite::sidecar;
use crate::store::{self, SqliteStore, Store, StoreError, bundle};
use crate::text::Clean;
use crate::view::{conflict, sentence};
use crate::words::{Words, fl};
use sender::Sender;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

#[derive(Serialize)]
struct Imported {
    new: usize,
    known: usize,
    waiting: usize,
    forks: usize,
    refused: usize,
    /// What was recorded again because its stream was written twice.
    again: Vec<Differs>,
    /// Between which values nobody decided, in a line each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    conflicts: Vec<String>,
    /// Lines that are missing, numbers that mean different things in the files of the laptops, levels that somebody else stated over the one that
    /// was put in here, and what was erased, in a line each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    told: Vec<String>,
}

/// An op that was recorded again, in sentences.
#[derive(Serialize)]
struct Differs {
    op: Clean,
    before: Option<Clean>,
    after: Option<Clean>,
}

pub(super) fn import(workspace: &Workspace, path: &Path) -> Result<(), Failure> {
    user_files::must_be_file(path).map_err(|e| workspace.unreadable(path, &e))?;
    let mut store = workspace.open_store()?;
    let failed = |e: StoreError| workspace.store_failed(&e);
    let before = store.open_conflicts().map_err(failed)?;
    let numbers = store.shared_numbers().map_err(failed)?;
    let alike = store.alike_erased().map_err(failed)?;
    let (sender, taken) = match came(workspace, &mut store, path)? {
        (sender, Some(taken)) => (sender, taken),
        (sender, None) => return sender::introduced(workspace, sender.as_ref()),
    };
    let w = &workspace.words;
    let all = store.open_conflicts().map_err(failed)?;
    let book = named(workspace, &store, &taken, &all)?;
    let new = all.iter();
    let new = new.filter(|(entity, conflicts)| before.get(*entity) != Some(*conflicts));
    let conflicts: Vec<(String, Vec<String>)> = new
        .map(|(entity, conflicts)| {
            let stands = conflicts.iter().map(|c| conflict::stands(w, c));
            (
                conflict::line(w, &book, entity, conflicts),
                stands.collect(),
            )
        })
        .collect();
    let shared = store.shared_numbers().map_err(failed)?;
    let mut told: Vec<String> = (sender.iter()).map(|s| sender::told(w, s)).collect();
    told.extend(taken.missing.iter().map(|m| missing(w, m)));
    told.extend(shared_since(w, &numbers, shared));
    told.extend(levels(w, &taken, &all, &book));
    let wiped = taken.wiped.iter();
    told.extend(wiped.flat_map(|one| wiped::told(w, &book, one)));
    told.extend(came_back::told(w, &store, &taken, &alike).map_err(failed)?);
    let again: Vec<Differs> = (taken.again.iter())
        .map(|again| differs(w, &book, again))
        .collect();
    workspace.answer(
        |out| {
            out.json(&Imported {
                new: taken.new,
                known: taken.known,
                waiting: taken.waiting,
                forks: taken.forks.len(),
                refused: taken.refused.len(),
                again,
                conflicts: conflicts.iter().map(|(line, _)| line.clone()).collect(),
                told: told.clone(),
            })
        },
        |out| {
            let (new, known) = (taken.new, taken.known);
            let waiting = taken.waiting;
            out.line(fl!(
                w,
                "keep-imported",
                new = new,
                known = known,
                waiting = waiting
            ))?;
            tell_again(w, out, &taken.again, &book)?;
            if !conflicts.is_empty() {
                out.line(fl!(w, "conflict-import", count = conflicts.len()))?;
            }
            for (line, stands) in &conflicts {
                out.line(format!("  {line}"))?;
                for text in stands {
                    out.line(format!("    {text}"))?;
                }
            }
            told.iter().try_for_each(|line| out.line(line.as_str()))
        },
    )?;
    match left_out(workspace, path, &taken) {
        None => Ok(()),
        Some(failure) => Err(failure),
    }
}

/// What a file brings: lines of ops, or a bundle of some device, in which there may be none.
fn came(
    workspace: &Workspace,
    store: &mut SqliteStore,
    path: &Path,
) -> Result<(Option<Sender>, Option<Taken>), Failure> {
    let wrong = |e: StoreError| workspace.store_failed(&e.in_file(path));
    let failed = |e: StoreError| match e {
        e if e.is_of_input() => wrong(e),
        e => workspace.store_failed(&e),
    };
    let unreadable = |e: io::Error| workspace.unreadable(path, &e);
    let mut file = BufReader::new(user_files::open(path).map_err(unreadable)?);
    if bundle::is_bundle(file.fill_buf().map_err(unreadable)?) {
        let mut bytes = Vec::new();
        let most = bundle::MOST.saturating_mul(2);
        file.take(most)
            .read_to_end(&mut bytes)
            .map_err(unreadable)?;
        let received = store.take_bundle(&bytes, clock::timestamp());
        let (sender, taken) = Sender::of(received.map_err(failed)?);
        return Ok((Some(sender), taken));
    }
    let taken = match workspace.key().filter(|_| store::is_encrypted(path)) {
        // The other version of a fork, kept beside an encrypted record.
        Some(key) => {
            let bytes = sidecar::read(path, Some(&key)).map_err(wrong)?;
            take_in(store, path, &mut bytes.as_slice())
        }
        None => take_in(store, path, &mut file),
    };
    Ok((None, Some(taken.map_err(failed)?)))
}

/// A file that an earlier import kept aside says the other version of a stream; no other file may.
fn take_in(
    store: &mut SqliteStore,
    path: &Path,
    from: &mut dyn BufRead,
) -> Result<Taken, StoreError> {
    if store.is_kept_fork(path) {
        store.import_fork(from, clock::timestamp())
    } else {
        store.import_ops_by(from, clock::timestamp())
    }
}

fn differs(w: &Words, book: &Book, again: &Again) -> Differs {
    let told = |op: &Op| sentence::full(w, book, op);
    Differs {
        op: told(&again.op),
        before: again.before.as_ref().map(told),
        after: again.after.as_ref().map(told),
    }
}

fn tell_again(w: &Words, out: &mut Out, again: &[Again], book: &Book) -> Result<(), Failure> {
    if again.is_empty() {
        return Ok(());
    }
    out.line(fl!(w, "keep-again", count = again.len()))?;
    for one in again {
        let Differs { op, before, after } = differs(w, book, one);
        let none = || Clean::line(&fl!(w, "keep-again-none"));
        out.line(format!("  {}: {op}", one.op.actor))?;
        let before = before.unwrap_or_else(none);
        out.line(fl!(w, "keep-again-before", what = before.as_str()))?;
        let after = after.unwrap_or_else(none);
        out.line(fl!(w, "keep-again-after", what = after.as_str()))?;
    }
    Ok(())
}

/// What was left out, why, and the way on for both sides; `None`: nothing was.
fn left_out(workspace: &Workspace, path: &Path, taken: &Taken) -> Option<Failure> {
    if taken.forks.is_empty() && taken.refused.is_empty() {
        return None;
    }
    let w = &workspace.words;
    let what = fl!(w, "keep-partly", path = shown(path));
    let mut reasons: Vec<String> = taken.forks.iter().map(|f| forked(w, f)).collect();
    reasons.extend(taken.refused.iter().map(|r| refused(w, r)));
    let mut failure = Failure::new(FailureKind::Failed, what).because(reasons.join(" "));
    for aside in taken.forks.iter().filter_map(|fork| fork.aside.as_ref()) {
        failure = failure.hint(fl!(w, "keep-aside", path = shown(aside)));
        failure = failure.hint(fl!(w, "keep-aside-how", path = shown(aside)));
    }
    if !taken.forks.is_empty() {
        failure = failure.hint(fl!(w, "keep-fork-sender"));
    }
    for aside in taken.refused.iter().filter_map(|r| r.aside.as_ref()) {
        failure = failure.hint(fl!(w, "keep-refused-aside", path = shown(aside)));
    }
    if !taken.refused.is_empty() {
        failure = failure.hint(fl!(w, "keep-refused-sender"));
    }
    Some(failure)
}

fn forked(w: &Words, fork: &Fork) -> String {
    fork.error().explain(w)
}

/// Which ops did not come of a stream of which later ones did.
fn missing(w: &Words, missing: &Missing) -> String {
    let (from, to) = missing.seqs;
    fl!(
        w,
        "keep-missing",
        device = missing.device.to_string(),
        scope = missing.scope.as_str(),
        from = from,
        to = to,
        count = missing.waiting
    )
}

fn refused(w: &Words, refused: &Refused) -> String {
    fl!(
        w,
        "keep-refused",
        line = refused.line,
        device = refused.device.to_string(),
        seq = refused.seq.to_string(),
        why = refused.why.explain(w)
    )
}

/// What it takes to name everything that is told of an import, however large the record is.
fn named(
    workspace: &Workspace,
    store: &SqliteStore,
    taken: &Taken,
    conflicts: &BTreeMap<Entity, Vec<Conflict>>,
) -> Result<Book, Failure> {
    let again = taken.again.iter();
    let again = again.flat_map(|a| [Some(&a.op), a.before.as_ref(), a.after.as_ref()]);
    let mut names: BTreeSet<Entity> = again.flatten().flat_map(sentence::names).collect();
    names.extend(conflicts.keys().flat_map(sentence::names_of));
    let sessions = taken.wiped.iter().map(|one| one.session.clone());
    names.extend(sessions.map(Entity::Session));
    let pairings = taken.levels.keys().cloned().map(Entity::Pairing);
    names.extend(pairings.flat_map(|pairing| sentence::names_of(&pairing)));
    let book = store.book_of(&names);
    book.map_err(|e| workspace.store_failed(&e))
}

/// Numbers that mean different things since this import.
fn shared_since(
    w: &Words,
    before: &BTreeMap<Number, Vec<Clean>>,
    now: BTreeMap<Number, Vec<Clean>>,
) -> Vec<String> {
    let new = now.into_iter();
    let new = new.filter(|(number, names)| before.get(number) != Some(names));
    new.map(|(number, names)| {
        let names: Vec<&str> = names.iter().map(Clean::as_str).collect();
        fl!(
            w,
            "import-shared-number",
            number = number.number.as_str(),
            names = names.join(" / ")
        )
    })
    .collect()
}

/// Levels that are others now, where that is no conflict.
fn levels(
    w: &Words,
    taken: &Taken,
    conflicts: &BTreeMap<Entity, Vec<Conflict>>,
    book: &Book,
) -> Vec<String> {
    let mut told = Vec::new();
    for (id, was) in &taken.levels {
        let is_told = conflicts.contains_key(&Entity::Pairing(id.clone()));
        let Some(pairing) = book.pairings.get(id).filter(|_| !is_told) else {
            continue;
        };
        let session = book.sessions.get(&id.session);
        let org = session.map_or_else(|| id.org.clone(), |s| s.org_name(&id.org).clone());
        told.push(fl!(
            w,
            "import-level",
            need = number::shown(&id.need),
            org = org.as_str(),
            was = w.pick(was.ja(), was.en()),
            now = w.pick(pairing.level.ja(), pairing.level.en())
        ));
    }
    told
}
