//! Made-up meetings in the sizes that timetable and matrix are measured with: S to XL. The same seed makes the same.

use super::corpus::Dice;
use enishi::domain::code::Level;
use enishi::domain::roster::{Attendee, Interest, Need, Organisation, Session};
use enishi::domain::rule::timetable::problem;
use enishi::text::Clean;
use jiff::civil::date;

/// Needs, companies and slots of a size.
pub(super) const SIZES: [(&str, [usize; 3]); 4] = [
    ("S", [12, 30, 8]),
    ("M", [42, 90, 10]),
    ("L", [60, 150, 16]),
    ("XL", [200, 1000, 24]),
];

/// Of ten, so many.
fn of_ten(dice: &mut Dice, n: usize) -> bool {
    dice.below(10) < n
}

/// Eight or nine of ten slots: who comes late or leaves early.
fn window(dice: &mut Dice, slots: usize) -> Vec<usize> {
    let missed = dice.below(slots / 5 + 1);
    if of_ten(dice, 5) {
        (missed..slots).collect()
    } else {
        (0..slots - missed).collect()
    }
}

/// Few needs are wished by many, as it is.
fn popular(dice: &mut Dice, needs: usize) -> usize {
    dice.below(needs).min(dice.below(needs))
}

fn id(kind: &str, n: usize) -> Clean {
    Clean::line(&format!("{kind}{n:04}"))
}

/// Who wishes to meet whom: of ten presenters seven have a table of their own, of ten companies four send two persons.
pub(super) fn problem(name: &str, [needs, companies, slots]: [usize; 3]) -> problem::Problem {
    let mut dice = Dice::new(name.bytes().map(u64::from).sum());
    let mut out = problem::Problem {
        name: Clean::line(name),
        slots,
        slot_minutes: 15,
        ..problem::Problem::default()
    };
    let all: Vec<usize> = (0..slots).collect();
    let person = |dice: &mut Dice, id: &Clean, side, max_consecutive| problem::Person {
        id: id.clone(),
        side,
        slots: window(dice, slots),
        max_consecutive,
    };
    let table = |id: &Clean, home| problem::Table {
        id: id.clone(),
        zone: 0,
        slots: all.clone(),
        home,
    };
    for n in 0..needs {
        let (presenter, home) = (id("H", n), of_ten(&mut dice, 7));
        out.persons
            .push(person(&mut dice, &presenter, problem::Side::Hospital, 4));
        out.tables.push(table(&id("T", n), home));
        out.needs.push(problem::Need {
            id: id("N", n),
            presenters: vec![presenter],
            max_meetings: u32::MAX,
            table: home.then(|| id("T", n)),
        });
    }
    for n in 0..companies {
        let both = of_ten(&mut dice, 4);
        let people: Vec<Clean> = (0..=usize::from(both))
            .map(|p| id("P", n * 2 + p))
            .collect();
        for one in &people {
            out.persons
                .push(person(&mut dice, one, problem::Side::Company, 5));
        }
        out.companies.push(problem::Company {
            id: id("C", n),
            parallel: both && of_ten(&mut dice, 3),
            max_meetings: 6,
        });
        let mut wished: Vec<usize> = (0..3 + dice.below(4))
            .map(|_| popular(&mut dice, needs))
            .collect();
        wished.sort_unstable();
        wished.dedup();
        for need in wished {
            out.wishes.push(problem::Wish {
                need: id("N", need),
                company: id("C", n),
                company_level: [3, 3, 2, 1][dice.below(4)],
                hospital_level: [3, 3, 2, 1, 0, 0, 0, -1][dice.below(8)],
                persons: vec![people[0].clone()],
            });
        }
    }
    out
}

/// A session of that size, with what its companies wish, for the screens.
pub(super) fn session(needs: usize, companies: usize) -> Session {
    let mut dice = Dice::new(1);
    let firm = |n: usize| Organisation {
        id: id("c", n),
        name: Clean::line(&format!("第{n:04}精機")),
        ..Organisation::default()
    };
    let mut organisations: Vec<Organisation> = (0..companies).map(firm).collect();
    organisations.push(Organisation {
        id: Clean::line("hosp"),
        name: Clean::line("白嶺病院"),
        ..Organisation::default()
    });
    let attendees = (0..companies).map(|n| Attendee {
        badge: Clean::line(&(n + 1).to_string()),
        org: id("c", n),
        name: Clean::line(&format!("見本 {n}")),
        interests: (0..4)
            .map(|_| Interest {
                need: id("N-", popular(&mut dice, needs)),
                level: Level::Interested,
            })
            .collect(),
        ..Attendee::default()
    });
    Session {
        id: Clean::line("bench"),
        title: Clean::line("見本の会"),
        held_on: date(2099, 1, 2),
        attendees: attendees.collect(),
        organisations,
        needs: (0..needs)
            .map(|n| Need {
                no: id("N-", n),
                title: Clean::line(&format!("困りごと その{n}")),
                hospital: Clean::line("hosp"),
                ..Need::default()
            })
            .collect(),
        ..Session::default()
    }
}
