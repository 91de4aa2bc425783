//! Several things named in one sentence.

use crate::domain::code::Level;
use crate::domain::number;
use crate::domain::roster::Session;
use crate::text::Clean;
use crate::words::Words;

/// Persons by badge and name. Who presents and is not in the list is named as the need names them.
pub(super) fn persons(words: &Words, session: &Session, badges: &[Clean]) -> String {
    let name = |badge: &Clean| match session.recorded_attendee(badge) {
        Some(person) => format!("{} {}", number::shown(badge), person.name),
        None => badge.to_string(),
    };
    let names: Vec<String> = badges.iter().map(name).collect();
    names.join(words.pick("、", ", "))
}

/// Marks of a sheet of interests, need by need.
pub(super) fn marks(words: &Words, marks: &[(Clean, Level)]) -> String {
    let one = |(need, level): &(Clean, Level)| {
        format!(
            "{} {}",
            number::shown(need),
            words.pick(level.ja(), level.en())
        )
    };
    let all: Vec<String> = marks.iter().map(one).collect();
    all.join(words.pick("、", ", "))
}
