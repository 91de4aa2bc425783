//! Erased persons who recorded something themselves. Who recorded an op is sealed with it and stays: it is told, and shown
//! to nobody.

use super::recogniser::Recogniser;
use crate::domain::book::Book;
use crate::domain::mention::{Finder, Form};
use crate::domain::mention::{Mention, Place};
use crate::store::privacy::ERASED;
use crate::store::privacy::roll::Person;
use crate::store::sqlite::SqliteStore;
use crate::store::sqlite::tables::unsigned;
use crate::store::{LogEntry, Sessions, StoreError};
use crate::text::Clean;
use rusqlite::Row;
use std::collections::BTreeMap;

impl SqliteStore {
    /// Who recorded how many ops.
    fn recorders(&self) -> Result<BTreeMap<Clean, u64>, StoreError> {
        let mut select =
            (self.db).prepare_cached("SELECT actor, count(*) FROM op GROUP BY actor")?;
        let rows = select.query_map([], counted)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How many ops somebody recorded under their own name, whether they are erased or not.
    pub fn recorded_by(&self, person: &Person) -> Result<u64, StoreError> {
        let all = self.recorders()?.into_iter();
        if person.name().is_empty() {
            let theirs = self.recognisers_of(person)?;
            return Ok(all
                .filter(|(actor, _)| theirs.iter().any(|r| r.is_name(actor)))
                .map(|(_, count)| count)
                .sum());
        }
        let nobody: &[&str] = &[];
        let finder = Finder::new(&person.identity(), nobody);
        let is_name = |m: &Mention| matches!(m.form, Form::Name | Form::Kana | Form::Mixed);
        let theirs = |actor: &Clean| (finder.find(actor, Place::Elsewhere).iter()).any(is_name);
        Ok(all
            .filter(|(actor, _)| theirs(actor))
            .map(|(_, count)| count)
            .sum())
    }

    /// Ops as they are shown: of erased persons nobody sees that they recorded them.
    pub(in crate::store::sqlite) fn masked(
        &self,
        mut entries: Vec<LogEntry>,
    ) -> Result<Vec<LogEntry>, StoreError> {
        let gone = self.recognisers()?;
        if gone.is_empty() {
            return Ok(entries);
        }
        let mut is_gone = among(&gone);
        for entry in &mut entries {
            if is_gone(&entry.op.actor) {
                entry.op.actor = ERASED.into();
            }
        }
        Ok(entries)
    }

    /// The same of a book: who coordinates a pairing, and who wrote a memo.
    pub(in crate::store::sqlite) fn book_masked(&self, mut book: Book) -> Result<Book, StoreError> {
        let gone = match self.recognisers() {
            Ok(gone) => gone,
            // The key is told as damaged at every start; the record is not.
            Err(StoreError::CannotOpen { .. }) => return Ok(book),
            Err(other) => return Err(other),
        };
        if !gone.is_empty() {
            book.mask_recorders(&mut among(&gone), &ERASED.into());
        }
        Ok(book)
    }

    /// How many ops of a scope were recorded by somebody who was erased, and by how many of them: who recorded an op is sealed
    /// with it, and goes wherever the op goes.
    pub fn recorded_by_erased(&self, scope: &Sessions) -> Result<(u64, usize), StoreError> {
        let gone = self.recognisers()?;
        if gone.is_empty() {
            return Ok((0, 0));
        }
        let all = match scope {
            Sessions::All => self.recorders()?,
            Sessions::One(id) => self.recorders_of(id)?,
        };
        let mut is_gone = among(&gone);
        let theirs: Vec<u64> = (all.into_iter())
            .filter_map(|(actor, count)| is_gone(&actor).then_some(count))
            .collect();
        Ok((theirs.iter().sum(), theirs.len()))
    }

    fn recorders_of(&self, session: &Clean) -> Result<BTreeMap<Clean, u64>, StoreError> {
        let mut select = (self.db).prepare_cached(
            "SELECT actor, count(*) FROM op JOIN stream ON stream.sid = op.sid
             WHERE stream.scope = ?1 GROUP BY actor",
        )?;
        let rows = select.query_map([session.as_str()], counted)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

fn counted(row: &Row<'_>) -> rusqlite::Result<(Clean, u64)> {
    let actor: String = row.get(0)?;
    Ok((Clean::text(&actor), unsigned(row.get(1)?)))
}

/// Whether a recorder is one of those who were erased; each name is looked at once.
fn among(gone: &[Recogniser]) -> impl FnMut(&Clean) -> bool {
    let mut known: BTreeMap<Clean, bool> = BTreeMap::new();
    move |actor| match known.get(actor) {
        Some(known) => *known,
        None => {
            *(known.entry(actor.clone())).or_insert_with(|| gone.iter().any(|r| r.is_name(actor)))
        }
    }
}
