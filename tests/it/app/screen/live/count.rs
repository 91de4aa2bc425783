//! How many keys a whole event takes.

use crate::app::current;
use crate::app::desk::Desk;
use enishi::domain::code::{Disclosure, Level, OrgKind};
use enishi::domain::roster::{Attendee, Need, Organisation, Session};
use enishi::text::Clean;

const NEEDS: usize = 42;
const FIRMS: usize = 60;

/// 42 needs of one hospital, 60 firms with a person each.
fn event() -> Session {
    let org = |id: String, kind| Organisation {
        name: Clean::line(&format!("会社 {id}")),
        id: Clean::line(&id),
        kinds: vec![kind],
        ..Organisation::default()
    };
    let mut organisations = vec![org("h".to_owned(), OrgKind::Hospital)];
    organisations.extend((0..FIRMS).map(|n| org(format!("f{n}"), OrgKind::Maker)));
    let need = |n: usize| Need {
        no: Clean::line(&format!("N-{n:02}")),
        title: Clean::line(&format!("困りごと その{n}")),
        hospital: "h".into(),
        disclosure: Some(Disclosure::Public),
        ..Need::default()
    };
    let person = |n: usize| Attendee {
        badge: Clean::line(&(n + 11).to_string()),
        org: Clean::line(&format!("f{n}")),
        name: Clean::line(&format!("参加 {n}")),
        ..Attendee::default()
    };
    Session {
        id: "kai".into(),
        title: "42のニーズの会".into(),
        needs: (1..=NEEDS).map(need).collect(),
        organisations,
        attendees: (0..FIRMS).map(person).collect(),
        ..Session::default()
    }
}

#[test]
fn a_record_takes_three_keys_and_with_its_level_four() {
    let mut desk = Desk::empty();
    desk.load(&event());
    let mut keys = 0;
    let mut press = |desk: &mut Desk, script: &str| {
        let plain = script.replace("<Enter>", "\n").replace("<F5>", "\u{5}");
        let count = plain.chars().count();
        desk.keys(script);
        keys += count;
        count
    };
    let mut records = 0;
    for need in 0..NEEDS {
        assert_eq!(press(&mut desk, "<F5>"), 1);
        // Three hands one after another, one of them with a level, and three more in one line.
        for (hand, level) in [(0, ""), (1, "+"), (2, "")] {
            let badge = (need * 7 + hand) % FIRMS + 11;
            let pressed = press(&mut desk, &format!("{badge}{level}<Enter>"));
            assert_eq!(pressed, 3 + level.len());
            records += 1;
            assert_eq!(desk.book().pairings.len(), records);
        }
        let badge = |hand: usize| (need * 7 + hand) % FIRMS + 11;
        let line = format!("{} {}+ {}++<Enter>", badge(3), badge(4), badge(5));
        assert_eq!(press(&mut desk, &line), 12);
        records += 3;
        assert_eq!(desk.book().pairings.len(), records);
        // Warnings of many pairings stay; they take their own Esc and are in nobody's way.
        assert!(desk.model.overlays.is_empty());
    }
    press(&mut desk, "<F5>");
    assert_eq!(current(&desk), None);
    let book = desk.book();
    let of = |level| book.pairings.values().filter(|p| p.level == level).count();
    assert_eq!(records, 252);
    assert_eq!((of(Level::Discuss), of(Level::WantsMeeting)), (84, 42));
    assert_eq!(keys, 42 * (1 + 3 + 4 + 3 + 12) + 1, "{keys} keys");
}
