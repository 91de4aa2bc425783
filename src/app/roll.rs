//! The people of a session, found by what is typed: badge number, name, reading, company, in kana, kanji or Roman letters.
//! It answers at once; what is only alike the search thread finds later.

use crate::domain::number::{self, plain, shown};
use crate::domain::roster::{Attendee, Session};
use crate::search::romaji;
use crate::text::{Clean, fold};

/// The people of a session with their names folded. They are folded only when a name is typed: whoever goes through
/// badges waits for none of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Roll {
    revision: Option<u64>,
    people: Vec<Person>,
}

#[derive(Clone, Debug, PartialEq)]
struct Person {
    key: Clean,
    /// Name and reading.
    names: [String; 2],
    firm: [String; 3],
    /// How the parts of the readings sound.
    sounds: Vec<String>,
}

/// Who is listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Listed {
    /// Everybody.
    #[default]
    All,
    /// Only who is still missing.
    Missing,
}

impl Listed {
    /// The other one.
    #[must_use]
    pub fn turned(self) -> Self {
        match self {
            Self::All => Self::Missing,
            Self::Missing => Self::All,
        }
    }
}

impl Roll {
    /// Who may be meant, the likeliest first: whoever is called so, whose name begins so, who has it somewhere.
    pub fn find(&mut self, session: &Session, revision: u64, typed: &str) -> Vec<Clean> {
        if let Some(digits) = number::typed(typed) {
            return by_badge(session, &digits);
        }
        self.refresh(session, revision);
        let (key, sound) = (fold::key(typed), romaji::canonical(typed));
        let is_spelled = typed.is_ascii() && !sound.is_empty();
        if key.is_empty() {
            return Vec::new();
        }
        let rank = |person: &Person| {
            let mut all = person.names.iter().chain(&person.firm);
            if person.names.contains(&key) {
                Some(0)
            } else if person.names.iter().any(|n| n.starts_with(&key))
                || (is_spelled && person.sounds.iter().any(|s| s.starts_with(&sound)))
            {
                Some(1)
            } else {
                all.any(|n| n.contains(&key)).then_some(2)
            }
        };
        let ranked = self.people.iter().filter_map(|p| Some((rank(p)?, &p.key)));
        let mut found: Vec<(u8, &Clean)> = ranked.collect();
        found.sort_by_key(|(rank, _)| *rank);
        found.into_iter().map(|(_, key)| key.clone()).collect()
    }

    /// Whether one person, and no other, has exactly this name or reading.
    pub fn is_called(&self, who: &Clean, typed: &str) -> bool {
        let key = fold::key(typed);
        let mut called = self.people.iter().filter(|p| p.names.contains(&key));
        called.next().is_some_and(|p| p.key == *who) && called.next().is_none()
    }

    fn refresh(&mut self, session: &Session, revision: u64) {
        if self.revision == Some(revision) {
            return;
        }
        self.revision = Some(revision);
        let person = |a: &Attendee| {
            let org = session.organisation(&a.org);
            let firm = org.map(|o| [&o.name, &o.short, &o.kana].map(|n| fold::key(n)));
            let org_kana = org.map_or("", |o| o.kana.as_str());
            let parts = a.kana.split_whitespace().chain([org_kana]);
            Person {
                key: a.badge.clone(),
                names: [&a.name, &a.kana].map(|n| fold::key(n)),
                firm: firm.unwrap_or_default(),
                sounds: parts
                    .map(romaji::canonical)
                    .filter(|s| !s.is_empty())
                    .collect(),
            }
        };
        self.people = session.attendees.iter().map(person).collect();
    }
}

/// Everybody with this badge number: after two laptops gave out one there are two.
pub fn with_badge<'s>(session: &'s Session, typed: &str) -> Vec<&'s Attendee> {
    let wanted = number::typed(typed).map(|digits| plain(&digits));
    let exact = number::typed(typed).and_then(|digits| session.attendee_typed(&digits));
    let same = |a: &&Attendee| {
        let is_exact = exact.is_some_and(|e| shown(&e.badge) == shown(&a.badge));
        Some(plain(&a.badge)) == wanted && is_exact
    };
    session.attendees.iter().filter(same).collect()
}

/// Whose badge is that, then whose badge begins so.
fn by_badge(session: &Session, digits: &str) -> Vec<Clean> {
    let exact = session.attendee_typed(digits).map(|a| &a.badge);
    let wanted = plain(digits);
    let begins = |a: &&Clean| !wanted.is_empty() && plain(a).starts_with(&wanted);
    let all = session.attendees.iter().map(|a| &a.badge);
    let mut begun: Vec<&Clean> = all.filter(|a| Some(*a) != exact).filter(begins).collect();
    begun.sort_by_key(|badge| in_order(badge));
    exact.into_iter().chain(begun).cloned().collect()
}

/// What puts badges in the order of their numbers.
pub fn in_order(badge: &Clean) -> (usize, String) {
    let digits = plain(shown(badge));
    (digits.len(), digits)
}
