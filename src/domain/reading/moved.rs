//! Things that stand under another number now: who they were before, where the answer says so.

use super::doubt::uses;
use super::keys::{Ask, Party, Rows, differs};
use super::{Answer, Doubt, Thing};
use crate::domain::entity::session::ERASED;
use crate::domain::number;
use crate::domain::recorded::numbered::Numbered;
use crate::domain::recorded::prepared::{Item, Prepared};
use crate::text::Clean;
use std::collections::BTreeMap;

/// Whether a row was, or is, called so.
fn is_called<T: Item>(row: &Prepared<T>, name: &Clean) -> bool {
    !differs(row.said().name(), name) || !differs(row.now().name(), name)
}

impl Ask<'_> {
    /// The only entry of a file that is what a row was, under another number. What the entry's own number means already is no
    /// other thing's.
    pub(super) fn entry_of<'i, T: Item>(
        &self,
        rows: &Rows<'_, T>,
        (key, row): (&Clean, &Prepared<T>),
        items: &'i [T],
        (party, parties, is_namesake): Party<'_, T>,
    ) -> Option<&'i T> {
        let (said, now) = (row.said(), row.now());
        if said.name().is_empty() || *said.name() == ERASED {
            return None;
        }
        let at = |item: &T| party(item).map(|id| parties.get(&id).cloned().unwrap_or(id));
        // Where it belongs to now: that may have another number as well.
        let before = party(&said).filter(|id| !id.is_empty());
        let before = before.map(|id| self.org_now(id));
        let own = number::narrow(number::shown(key));
        let is_it = |item: &&T| {
            let number = number::narrow(item.number());
            let known = rows.get(&number).map(Vec::as_slice).unwrap_or_default();
            number != own
                && is_called(row, item.name())
                && (before.is_none() || before == at(item))
                && !is_namesake(&now, item, items)
                && !known
                    .iter()
                    .any(|(_, row)| !row.withdrawn && is_called(row, item.name()))
        };
        let mut found = items.iter().filter(is_it);
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }

    /// The key of an organisation now.
    pub(super) fn org_now(&self, key: Clean) -> Clean {
        let mut all = self.moved.iter();
        let found = all.find(|((of, _), from)| *of == Numbered::Organisation && **from == key);
        found.map_or(key, |((_, to), _)| to.clone())
    }

    /// The key of before of what stands under another number, by the number it has in the file. What does not
    /// stand under its number any more is asked here, where nothing else is asked of the number.
    pub(super) fn moves<T: Item>(
        &mut self,
        thing: Thing,
        rows: &Rows<'_, T>,
        items: &[T],
        party: Party<'_, T>,
    ) -> BTreeMap<Clean, Clean> {
        let mut moves = BTreeMap::new();
        for known in rows.values() {
            let here = known.iter().find(|(_, row)| !row.withdrawn);
            let Some((key, row)) = here.or_else(|| known.last()) else {
                continue;
            };
            let Some(item) = self.entry_of(rows, (key, row), items, party) else {
                continue;
            };
            let shown = Clean::line(number::shown(key));
            let own = number::narrow(&shown);
            let stands = items.iter().find(|i| number::narrow(i.number()) == own);
            if stands.is_some_and(|i| is_called(row, i.name())) {
                continue;
            }
            // Nobody asks of the number itself, where what it means now is known.
            let is_known = |i: &T| known.iter().any(|(_, row)| is_called(row, i.name()));
            let is_gone = stands.is_none_or(is_known);
            let (pairings, used) = uses(self.book, &self.answers.named, self.id, thing, key);
            match self.answers.of(thing, &shown) {
                Some(Answer::Moved) if !moves.contains_key(item.number()) => {
                    moves.insert(item.number().clone(), (*key).clone());
                }
                Some(Answer::Corrected) | None if used && is_gone => {
                    self.doubts.push(Doubt {
                        thing,
                        number: shown,
                        old: row.now().name().clone(),
                        new: Clean::default(),
                        pairings,
                        now_under: Some(item.number().clone()),
                        may_move: true,
                        is_erased: false,
                    });
                }
                Some(Answer::Moved | Answer::Corrected | Answer::Other) | None => {}
            }
        }
        moves
    }
}
