//! A meeting with many people: what the screens of the desk are measured with.

use crate::app::desk::Desk;
use enishi::action::Chord;
use enishi::domain::code::{Level, Presence};
use enishi::domain::roster::{Attendee, Interest, Need, Organisation, Session};
use enishi::domain::rule::reception;
use enishi::text::Clean;
use jiff::civil::date;

/// Surnames of two characters each, no two alike.
fn surname(n: usize) -> String {
    let [first, second] = ["田山川森林石松竹梅桜", "中本村上下原野沢島崎"].map(|s| {
        let all: Vec<char> = s.chars().collect();
        all
    });
    format!("{}{}", first[n / 10 % 10], second[n % 10])
}

/// A session with so many people of companies, from badge 1 on, and so many needs of one hospital.
pub(crate) fn hall(
    people: usize,
    needs: usize,
    declared: impl Fn(usize) -> Vec<(usize, Level)>,
) -> Session {
    let org = |id: String, name: String| Organisation {
        id: Clean::line(&id),
        name: Clean::line(&name),
        ..Organisation::default()
    };
    let mut organisations = vec![org("hosp".into(), "白嶺病院".into())];
    let firm = |n: usize| org(format!("o{n}"), format!("第{n:02}精機"));
    organisations.extend((0..people.div_ceil(3)).map(firm));
    let no = |n: usize| Clean::line(&format!("N-{n:02}"));
    let person = |n: usize| Attendee {
        badge: Clean::line(&n.to_string()),
        org: Clean::line(&format!("o{}", (n - 1) / 3)),
        name: Clean::line(&format!("{} 健", surname(n - 1))),
        interests: declared(n)
            .into_iter()
            .map(|(need, level)| Interest {
                need: no(need),
                level,
            })
            .collect(),
        ..Attendee::default()
    };
    let need = |n: usize| Need {
        no: no(n),
        title: Clean::line(&format!("困りごと その{n}")),
        hospital: "hosp".into(),
        department: "外科".into(),
        problem: "困る".into(),
        ..Need::default()
    };
    Session {
        id: "kai".into(),
        title: "第12回 見本会".into(),
        held_on: date(2026, 11, 20),
        organisations,
        attendees: (1..=people).map(person).collect(),
        needs: (1..=needs).map(need).collect(),
        ..Session::default()
    }
}

/// A desk with that session open.
pub(super) fn open(session: &Session, (width, height): (u16, u16)) -> Desk {
    let mut desk = Desk::empty();
    desk.load(session);
    desk.size(width, height)
}

/// How many keys a script is. What an input method makes of several keys counts as its characters.
pub(super) fn keys(script: &str) -> usize {
    let mut rest = script;
    let mut count = 0;
    while let Some(c) = rest.chars().next() {
        let (key, after) = if c == '<' {
            rest.split_once('>').unwrap()
        } else {
            rest.split_at(c.len_utf8())
        };
        if let Some(name) = key.strip_prefix('<') {
            let _: Chord = name.parse().unwrap_or_else(|_| panic!("{name}"));
        }
        rest = after;
        count += 1;
    }
    count
}

pub(super) fn session(desk: &Desk) -> Session {
    desk.model.world.book.sessions[&Clean::line("kai")].clone()
}

/// Whether somebody is here; by the number on the badge.
pub(super) fn presence(desk: &Desk, badge: &str) -> Presence {
    let session = session(desk);
    let person = session.attendee(badge).expect("a badge");
    reception::presence(&desk.model.world.book, &session.id, &person.badge)
}
