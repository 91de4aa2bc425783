//! A session whose afternoon is held: needs of two hospitals, firms with wishes, slots and tables.

use enishi::domain::code::{Level, OrgKind};
use enishi::domain::roster::{Attendee, Desk, Interest, Need, Organisation, Session, Slot};
use jiff::civil::{date, time};

/// Four needs, of which one doctor presents the first two; twelve firms, of which the first sends two persons; six slots at three
/// tables. Every firm wants to meet for one need and is interested in the next one.
pub(crate) fn afternoon() -> Session {
    sized(4, 12, 6, 3)
}

/// The same in another size.
pub(crate) fn sized(needs: usize, firms: usize, slots: usize, tables: usize) -> Session {
    let need_no = |n: usize| format!("N-{:02}", n + 1);
    let org = |id: &str, name: &str, kind| Organisation {
        id: id.into(),
        name: name.into(),
        kinds: vec![kind],
        ..Organisation::default()
    };
    let mut organisations = vec![
        org("hakurei", "白嶺病院", OrgKind::Hospital),
        org("higashi", "東病院", OrgKind::Hospital),
    ];
    let doctor = |badge: usize, name: &str, at: &str| Attendee {
        badge: badge.to_string().into(),
        name: name.into(),
        org: at.into(),
        ..Attendee::default()
    };
    let doctors = needs.saturating_sub(1).max(1);
    let mut attendees: Vec<Attendee> = (0..doctors)
        .map(|n| {
            let at = if n % 2 == 0 { "hakurei" } else { "higashi" };
            doctor(n + 1, &format!("医師{}", n + 1), at)
        })
        .collect();
    for n in 0..firms {
        let id = format!("f{n:03}");
        organisations.push(org(&id, &format!("会社{}", n + 1), OrgKind::Maker));
        let interest = |need: usize, level| Interest {
            need: need_no(need % needs).into(),
            level,
        };
        attendees.push(Attendee {
            badge: (1000 + n).to_string().into(),
            name: format!("担当{}", n + 1).into(),
            org: id.into(),
            interests: vec![
                interest(n, Level::WantsMeeting),
                interest(n + 1, Level::Interested),
            ],
            ..Attendee::default()
        });
    }
    attendees.push(Attendee {
        badge: "999".into(),
        name: "付添い".into(),
        org: "f000".into(),
        ..Attendee::default()
    });
    let start = |n: usize| {
        let minutes = 15 * i64::try_from(n).unwrap();
        let at = time(10, 0, 0, 0).saturating_add(jiff::ToSpan::minutes(minutes));
        // The whole afternoon begins at three, a larger one in the morning.
        if slots <= 8 {
            at.saturating_add(jiff::ToSpan::hours(5))
        } else {
            at
        }
    };
    Session {
        id: "gogo".into(),
        title: "午後の会".into(),
        held_on: date(2026, 11, 20),
        slot_minutes: Some(15),
        slots: (0..slots)
            .map(|n| Slot {
                no: (n + 1).to_string().into(),
                starts_at: Some(start(n)),
                ends_at: None,
            })
            .collect(),
        desks: (0..tables)
            .map(|n| Desk {
                no: if n < 26 {
                    char::from(b'A' + u8::try_from(n).unwrap())
                        .to_string()
                        .into()
                } else {
                    (n + 1).to_string().into()
                },
                ..Desk::default()
            })
            .collect(),
        needs: (0..needs)
            .map(|n| Need {
                no: need_no(n).into(),
                title: format!("困りごと{}", n + 1).into(),
                hospital: if n.max(1) % 2 == 1 {
                    "hakurei"
                } else {
                    "higashi"
                }
                .into(),
                presenter: n.max(1).to_string().into(),
                ..Need::default()
            })
            .collect(),
        organisations,
        attendees,
        ..Session::default()
    }
}
