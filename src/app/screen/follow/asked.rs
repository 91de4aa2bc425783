//! What the filter of フォロー asks for.

use crate::domain::book::Book;
use crate::domain::entity::pairing::Pairing;
use crate::domain::entity::task::Task;
use crate::domain::filter::{Filter, Words};
use crate::domain::rule::check::Finding;
use crate::text::Clean;
use std::collections::BTreeMap;

/// What the filter asks for; the words of needs and organisations are folded once in a turn.
pub(super) struct Asked<'a> {
    filter: &'a Filter,
    needs: BTreeMap<(Clean, Clean), Words>,
    organisations: BTreeMap<(Clean, Clean), Words>,
}

impl<'a> Asked<'a> {
    pub(super) fn of(filter: &'a Filter) -> Self {
        Self {
            filter,
            needs: BTreeMap::new(),
            organisations: BTreeMap::new(),
        }
    }

    fn fits(&mut self, book: &Book, of: (&Clean, &Clean, &Clean), own: &[&str]) -> bool {
        let (session, need, org) = of;
        let key = (session.clone(), need.clone());
        let of_need =
            (self.needs.entry(key)).or_insert_with(|| Words::of_need(book, session, need));
        let key = (session.clone(), org.clone());
        let of_org =
            (self.organisations.entry(key)).or_insert_with(|| Words::of_org(book, session, org));
        self.filter.fits_any(&[of_need, of_org], own)
    }

    pub(super) fn fits_task(
        &mut self,
        book: &Book,
        task: &Task,
        remaining: i32,
        waits: bool,
    ) -> bool {
        if self.filter.is_empty() {
            return true;
        }
        let mut own: Vec<&str> = vec![
            &task.title_ja,
            &task.title_en,
            task.owner_side.ja(),
            task.owner_side.en(),
            task.status.ja(),
            task.status.en(),
            &task.note,
        ];
        if !task.id.is_own() {
            own.push(&task.id.template);
        }
        if remaining < 0 && !task.status.is_closed() {
            own.extend(["超過", "期限切れ", "overdue"]);
        }
        if remaining == 0 {
            own.extend(["今日", "today"]);
        }
        if waits {
            own.extend(["前の課題待ち", "先行待ち", "blocked", "waiting"]);
        }
        let id = &task.id;
        self.fits(book, (&id.session, &id.need, &id.org), &own)
    }

    pub(super) fn fits_rule(&mut self, book: &Book, finding: &Finding) -> bool {
        if self.filter.is_empty() {
            return true;
        }
        let rule = finding.rule;
        let own = [rule.code(), rule.ja(), rule.en(), "規則", "rule"];
        let id = &finding.id;
        self.fits(book, (&id.session, &id.need, &id.org), &own)
    }

    pub(super) fn fits_pairing(&mut self, book: &Book, pairing: &Pairing) -> bool {
        if self.filter.is_empty() {
            return true;
        }
        let mut own: Vec<&str> = vec![
            pairing.level.ja(),
            pairing.level.en(),
            pairing.status.code(),
            pairing.status.ja(),
            pairing.status.en(),
        ];
        own.extend(pairing.texts());
        let session = book.sessions.get(&pairing.id.session);
        let people = pairing.persons.iter();
        let people = people.filter_map(|badge| session?.recorded_attendee(badge));
        own.extend(people.flat_map(|person| [person.name.as_str(), person.kana.as_str()]));
        let id = &pairing.id;
        self.fits(book, (&id.session, &id.need, &id.org), &own)
    }
}
