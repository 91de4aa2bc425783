//! From the numbers of a file to the keys of the record.

use super::doubt::uses;
use super::namesake;
use super::{Answer, Answers, Doubt, Thing};
use crate::domain::book::Book;
use crate::domain::entity::session::ERASED;
use crate::domain::meaning;
use crate::domain::number;
use crate::domain::recorded::numbered::Numbered;
use crate::domain::recorded::prepared::{Item, Prepared};
use crate::domain::roster::{Attendee, Need, Session};
use crate::text::{Clean, fold};
use std::collections::{BTreeMap, BTreeSet};

/// The rows of a kind, by their number without mark.
pub(super) type Rows<'a, T> = BTreeMap<String, Vec<(&'a Clean, &'a Prepared<T>)>>;

/// Whether two names differ in more than width, kana, old kanji, blanks or the legal form of a company.
pub(super) fn differs(old: &str, new: &str) -> bool {
    old != new && fold::key(old) != fold::key(new)
}

/// What a session is called, for a comparison and for people.
fn called(session: &Session) -> Clean {
    Clean::line(&format!("{}（{}）", session.title, session.held_on))
}

/// The id under which the session of a file is recorded, or is to be.
pub(super) fn of_session(book: &Book, file: &Session, answers: &Answers) -> (Clean, Vec<Doubt>) {
    let known = (book.headers.iter()).filter(|(id, _)| number::shown(id) == file.id.as_str());
    let known: Vec<(&Clean, Session)> = known.map(|(id, row)| (id, row.read.clone())).collect();
    let is_same = |old: &Session| {
        old.held_on == file.held_on && (old.title == ERASED || !differs(&old.title, &file.title))
    };
    if let Some((id, _)) = known.iter().find(|(_, old)| is_same(old)) {
        return ((*id).clone(), Vec::new());
    }
    // The one that shares something with the file, or else the latest.
    let close = |old: &Session| old.held_on == file.held_on || !differs(&old.title, &file.title);
    let found = known
        .iter()
        .find(|(_, old)| close(old))
        .or_else(|| known.iter().max_by_key(|(_, old)| old.held_on));
    let Some((id, old)) = found else {
        return (file.id.clone(), Vec::new());
    };
    let (pairings, used) = uses(book, &answers.named, id, Thing::Session, id);
    match answers.of(Thing::Session, &file.id) {
        _ if !used => ((*id).clone(), Vec::new()),
        Some(Answer::Corrected) => ((*id).clone(), Vec::new()),
        Some(Answer::Other) => {
            let is_taken = |key: &Clean| book.headers.contains_key(key);
            let of = format!("{}/{}", file.id, fold::key(&called(file)));
            (another(&file.id, &number::mark(&of), is_taken), Vec::new())
        }
        // A session has no other number in its own file.
        Some(Answer::Moved) | None => {
            let doubt = Doubt {
                thing: Thing::Session,
                number: file.id.clone(),
                old: called(old),
                new: called(file),
                pairings,
                now_under: None,
                may_move: false,
                is_erased: false,
            };
            ((*id).clone(), vec![doubt])
        }
    }
}

/// The key of another thing under a used number: its mark, or one made of it where that is taken.
fn another(number: &Clean, mark: &str, is_taken: impl Fn(&Clean) -> bool) -> Clean {
    let mut mark = mark.to_owned();
    loop {
        let key = Clean::line(&number::with_mark(number, &mark));
        if !is_taken(&key) {
            return key;
        }
        mark = number::mark(&format!("{key}'"));
    }
}

/// A file with keys in place of its numbers.
pub(super) struct Keyed {
    pub(super) file: Session,
    pub(super) doubts: Vec<Doubt>,
    /// The keys of what has another name than before although nothing was recorded with it, so that nobody was asked.
    pub(super) anew: BTreeSet<(Numbered, Clean)>,
    /// What each organisation is called, by its key.
    pub(super) names: BTreeMap<Clean, Clean>,
    /// The keys of before of what stands under another number now, by its new key.
    pub(super) moved: BTreeMap<(Numbered, Clean), Clean>,
}

impl Keyed {
    /// The mark of a thing of the file.
    pub(super) fn mark<T: Item>(&self, item: &T) -> Clean {
        mark_in(&self.names, item)
    }
}

fn mark_in<T: Item>(names: &BTreeMap<Clean, Clean>, item: &T) -> Clean {
    let at = item.at().map(|id| names.get(id).unwrap_or(id));
    meaning::mark(item.number(), item.name(), at.map_or("", Clean::as_str))
}

/// What an organisation was called when it was last read.
fn firm_of(book: &Book, session: &Clean, number: &Clean) -> Clean {
    let session = book.sessions.get(session);
    let firm = session.and_then(|s| s.recorded_organisation(number));
    firm.map(|o| o.name.clone()).unwrap_or_default()
}

fn names(file: &Session) -> BTreeMap<Clean, Clean> {
    let all = file.organisations.iter();
    all.map(|o| (o.id.clone(), o.name.clone())).collect()
}

/// The file with keys in place of its numbers, wherever it names something.
pub(super) fn with_keys(book: &Book, id: &Clean, file: &Session, answers: &Answers) -> Keyed {
    let (nobody, file_names) = (Keys::new(), names(file));
    let mut ask = Ask {
        book,
        id,
        answers,
        names: names(file),
        doubts: Vec::new(),
        anew: BTreeSet::new(),
        moved: BTreeMap::new(),
        moving: BTreeSet::new(),
    };
    let rows = (book.organisations.iter()).filter(|(key, _)| key.session == *id);
    let rows = rows.map(|(key, row)| (&key.number, row)).collect();
    let organisations = ask.keys(
        Thing::Organisation,
        &rows,
        &file.organisations,
        (|_| None, &nobody, &|_, _, _| false),
    );
    let rows = book.needs.iter().filter(|(key, _)| key.session == *id);
    let rows = rows.map(|(key, row)| (&key.number, row)).collect();
    let hospital: Party<'_, Need> = (|n| Some(n.hospital.clone()), &organisations, &|_, _, _| {
        false
    });
    let needs = ask.keys(Thing::Need, &rows, &file.needs, hospital);
    let rows = (book.attendees.iter()).filter(|(key, _)| key.session == *id);
    let rows = rows.map(|(key, row)| (&key.number, row)).collect();
    // Somebody of the same name at another firm: they changed it, or they are another.
    let is_namesake = |old: &Attendee, new: &Attendee, all: &[Attendee]| {
        let key = organisations.get(&new.org).unwrap_or(&new.org);
        let firm = file_names.get(&new.org).map_or("", Clean::as_str);
        let was = firm_of(book, id, &old.org);
        let changed = old.org != *key && !was.is_empty() && !firm.is_empty() && differs(&was, firm);
        changed || namesake::is_another(old, new, all)
    };
    let person: Party<'_, Attendee> = (|_| None, &nobody, &is_namesake);
    let attendees = ask.keys(Thing::Attendee, &rows, &file.attendees, person);
    let (doubts, anew, moved) = (ask.doubts, ask.anew, ask.moved);
    let mut file = file.clone();
    file.id.clone_from(id);
    file.every_number(&mut |of, number| {
        let keys = match of {
            Numbered::Organisation => &organisations,
            Numbered::Need => &needs,
            Numbered::Attendee => &attendees,
        };
        if let Some(key) = keys.get(number) {
            number.clone_from(key);
        }
    });
    Keyed {
        names: names(&file),
        file,
        doubts,
        anew,
        moved,
    }
}

type Keys = BTreeMap<Clean, Clean>;

/// Who else a thing belongs to, the keys of these numbers, and whether one of the same name is another one all the same.
pub(super) type Party<'a, T> = (fn(&T) -> Option<Clean>, &'a Keys, Namesake<'a, T>);

type Namesake<'a, T> = &'a dyn Fn(&T, &T, &[T]) -> bool;

pub(super) struct Ask<'a> {
    pub(super) book: &'a Book,
    pub(super) id: &'a Clean,
    pub(super) answers: &'a Answers,
    names: BTreeMap<Clean, Clean>,
    pub(super) doubts: Vec<Doubt>,
    anew: BTreeSet<(Numbered, Clean)>,
    pub(super) moved: BTreeMap<(Numbered, Clean), Clean>,
    /// The keys of before of what moves, of the kind that is looked at.
    moving: BTreeSet<Clean>,
}

impl Ask<'_> {
    /// The key of every number of a kind that differs from it.
    fn keys<T: Item>(
        &mut self,
        thing: Thing,
        rows: &BTreeMap<&Clean, &Prepared<T>>,
        items: &[T],
        party: Party<'_, T>,
    ) -> Keys {
        let mut by_number: Rows<'_, T> = BTreeMap::new();
        for (key, row) in rows {
            let number = number::narrow(number::shown(key));
            by_number.entry(number).or_default().push((key, row));
        }
        let moves = self.moves(thing, &by_number, items, party);
        self.moving = moves.values().cloned().collect();
        let mut keys = Keys::new();
        for item in items {
            let key = match (moves.get(item.number()), thing.numbered()) {
                (Some(from), Some(of)) => {
                    let key = self.key_after(of, &by_number, item, from);
                    self.moved.insert((of, key.clone()), from.clone());
                    key
                }
                (Some(_) | None, _) => self.key(thing, &by_number, item, items, party),
            };
            if key != *item.number() {
                keys.insert(item.number().clone(), key);
            }
        }
        keys
    }

    /// The key of what had another number before: a key it had here earlier, or one that nothing else has.
    fn key_after<T: Item>(
        &self,
        of: Numbered,
        rows: &Rows<'_, T>,
        item: &T,
        from: &Clean,
    ) -> Clean {
        let known = rows.get(&number::narrow(item.number()));
        let known = known.map(Vec::as_slice).unwrap_or_default();
        let is_taken = |key: &Clean| {
            let now = self.answers.named.now_at(self.id, of, key);
            let own = |row: &Prepared<T>| row.mark.as_deref() == number::mark_of(key);
            now.is_some_and(|now| now != from)
                || known.iter().any(|(had, row)| *had == key || own(row))
        };
        if known.is_empty() && !is_taken(item.number()) {
            return item.number().clone();
        }
        another(item.number(), &mark_in(&self.names, item), is_taken)
    }

    fn key<T: Item>(
        &mut self,
        thing: Thing,
        rows: &Rows<'_, T>,
        item: &T,
        items: &[T],
        (party, parties, is_namesake): Party<'_, T>,
    ) -> Clean {
        let known = rows.get(&number::narrow(item.number()));
        let known = known.map(Vec::as_slice).unwrap_or_default();
        // A need of another hospital is another need, for the introduction that was made to the first one.
        let own = party(item);
        let own = own.map(|id| parties.get(&id).cloned().unwrap_or(id));
        let is_there = |row: &Prepared<T>| {
            let before = party(&row.said()).filter(|id| !id.is_empty());
            before.is_none()
                || before == own
                || before.is_some_and(|id| Some(self.org_now(id)) == own)
        };
        let number = number::narrow(item.number());
        let is_person = thing == Thing::Attendee;
        if is_person && self.answers.unclear.contains(&number) {
            let (number, name) = (item.number(), item.name());
            self.doubts.push(Doubt::of_erased(number, name));
            return item.number().clone();
        }
        // The number of somebody who was erased is another person's now, or theirs again: what was recorded with it
        // before stays without a name.
        let is_other = is_person
            && (self.answers.others.contains(&number) || self.answers.back.contains(&number));
        let is_gone = |row: &Prepared<T>| is_other && *row.read.name() == ERASED;
        let is_same = |row: &Prepared<T>| {
            if !is_there(row) || is_gone(row) {
                return false;
            }
            let said = row.said();
            let old = said.name();
            if old.is_empty() || *old == ERASED {
                return true;
            }
            if is_namesake(&row.now(), item, items) {
                return false;
            }
            !differs(old, item.name()) || !differs(row.now().name(), item.name())
        };
        let mut same = known
            .iter()
            .filter(|(_, row)| is_same(row))
            .collect::<Vec<_>>();
        same.sort_by_key(|(_, row)| (row.withdrawn, row.read.name() == ERASED));
        let mark = mark_in(&self.names, item);
        let is_taken = |key: &Clean| {
            let own = |row: &Prepared<T>| row.mark.as_deref() == number::mark_of(key);
            self.was(thing, key) || known.iter().any(|(had, row)| *had == key || own(row))
        };
        if let Some((key, row)) = same.first() {
            // Said once, it holds: whoever has a mark is the other one already.
            let is_first = number::mark_of(key).is_none() || row.withdrawn;
            let (_, used) = uses(self.book, &self.answers.named, self.id, thing, key);
            let is_other = is_first
                && (used || self.answers.elsewhere)
                && self.answers.is_other(thing, item.number());
            return if is_other {
                another(item.number(), &mark, is_taken)
            } else {
                (*key).clone()
            };
        }
        if !known.is_empty() && known.iter().all(|(_, row)| is_gone(row)) {
            return another(item.number(), &mark, is_taken);
        }
        let here = known.iter().find(|(_, row)| !row.withdrawn);
        let Some((key, row)) = here.or_else(|| known.last()) else {
            return if self.was(thing, item.number()) {
                another(item.number(), &mark, is_taken)
            } else {
                item.number().clone()
            };
        };
        // What had the number moved: whoever has it now is another one.
        if self.moving.contains(*key) {
            return another(item.number(), &mark, is_taken);
        }
        let (pairings, used) = uses(self.book, &self.answers.named, self.id, thing, key);
        if !used && !row.added && !self.answers.elsewhere {
            self.anew
                .extend(thing.numbered().map(|of| (of, (*key).clone())));
            return (*key).clone();
        }
        let went_along = own
            .as_ref()
            .is_some_and(|own| parties.values().any(|key| key == own));
        let answer = if went_along && !is_there(row) {
            Some(Answer::Other)
        } else {
            self.answers.of(thing, item.number())
        };
        match answer {
            Some(Answer::Corrected) => (*key).clone(),
            Some(Answer::Other) => another(item.number(), &mark, is_taken),
            // Nothing shows where it moved to: that is no answer.
            Some(Answer::Moved) | None => {
                let old = row.now().name().clone();
                let called = |name: &Clean, of: Option<Clean>| {
                    let of = of.filter(|_| !is_there(row));
                    of.map_or_else(
                        || name.clone(),
                        |of| Clean::line(&format!("{name}（{of}）")),
                    )
                };
                let now_at = item.at().map(|id| self.names.get(id).unwrap_or(id).clone());
                let was_at = row.read.at().map(|id| firm_of(self.book, self.id, id));
                let namesake = thing == Thing::Attendee && !differs(&old, item.name());
                let at = |name: Clean, firm: Option<Clean>| match firm
                    .filter(|f| namesake && !f.is_empty())
                {
                    Some(firm) => Clean::line(&format!("{name}（{firm}）")),
                    None => name,
                };
                let moved =
                    |other: &&T| other.number() != item.number() && !differs(&old, other.name());
                self.doubts.push(Doubt {
                    thing,
                    number: item.number().clone(),
                    now_under: items.iter().find(moved).map(|other| other.number().clone()),
                    new: at(called(item.name(), own.clone()), now_at),
                    old: at(called(&old, party(&row.said())), was_at),
                    pairings,
                    may_move: self
                        .entry_of(rows, (key, row), items, (party, parties, is_namesake))
                        .is_some(),
                    is_erased: false,
                });
                (*key).clone()
            }
        }
    }

    /// Whether something had this key that has another number now.
    fn was(&self, thing: Thing, key: &Clean) -> bool {
        let now = |of| self.answers.named.now_at(self.id, of, key);
        thing.numbered().and_then(now).is_some()
    }
}
