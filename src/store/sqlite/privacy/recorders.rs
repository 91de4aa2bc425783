//! Erased persons who recorded something themselves. Who recorded an op is sealed with it and stays: it is told, and shown
//! to nobody.

use crate::domain::mention::{Finder, Form};
use crate::domain::mention::{Mention, Place};
use crate::store::privacy::ERASED;
use crate::store::privacy::roll::Person;
use crate::store::sqlite::SqliteStore;
use crate::store::sqlite::tables::unsigned;
use crate::store::{LogEntry, StoreError};
use crate::text::Clean;
use std::collections::BTreeMap;

impl SqliteStore {
    /// Who recorded how many ops.
    fn recorders(&self) -> Result<BTreeMap<Clean, u64>, StoreError> {
        let mut select =
            (self.db).prepare_cached("SELECT actor, count(*) FROM op GROUP BY actor")?;
        let rows = select.query_map([], |row| {
            let actor: String = row.get(0)?;
            Ok((Clean::text(&actor), unsigned(row.get(1)?)))
        })?;
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
        let mut known: BTreeMap<Clean, bool> = BTreeMap::new();
        for entry in &mut entries {
            let actor = &entry.op.actor;
            let is_gone = match known.get(actor) {
                Some(known) => *known,
                None => *known
                    .entry(actor.clone())
                    .or_insert_with(|| gone.iter().any(|r| r.is_name(actor))),
            };
            if is_gone {
                entry.op.actor = ERASED.into();
            }
        }
        Ok(entries)
    }
}
