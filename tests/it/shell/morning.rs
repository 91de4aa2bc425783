//! A whole morning in the real program, with the number of its keys: a hundred people at the desk, then twenty sheets.

use super::hand::Hand;
use super::prepared;
use crate::app::screen::hall::hall;
use crate::pty::{Home, Pty};
use enishi::domain::code::Presence;
use enishi::domain::rule::interest::{self, SheetState};
use enishi::domain::rule::reception::{self, Came};
use enishi::domain::rule::scan;
use enishi::store::{Sessions, SqliteStore, Store};

const ENTER: &str = "\r";
const TAB: &str = "\t";
const CTRL_N: &str = "\x0e";
const CTRL_Q: &str = "\x11";
const CTRL_Z: &str = "\x1a";
const ALT_1: &str = "\x1b1";
const ALT_3: &str = "\x1b3";

/// How many come in which way.
struct Morning {
    scanned: usize,
    by_badge: usize,
    by_name: usize,
    substitutes: usize,
    walk_ins: usize,
    sheets: usize,
}

const WHOLE: Morning = Morning {
    scanned: 60,
    by_badge: 18,
    by_name: 14,
    substitutes: 3,
    walk_ins: 5,
    sheets: 20,
};

/// The same with fewer people, where only the size of the window is new.
const SHORT: Morning = Morning {
    scanned: 6,
    by_badge: 4,
    by_name: 3,
    substitutes: 3,
    walk_ins: 5,
    sheets: 4,
};

fn here(pty: &Pty, came: usize, missing: usize) {
    pty.sees(&format!("来場 {came}  未着 {missing}"));
}

fn morning((cols, rows): (u16, u16), of: &Morning) {
    let home = Home::new();
    let people = of.scanned + of.by_badge + of.by_name + of.substitutes + 5;
    let session = hall(people, 12, |_| Vec::new());
    let file = prepared::file(&home, &session);
    let pty = home.start(cols, rows, &["open", &file]);
    pty.sees("この会の記録");
    let hand = Hand::at(&pty);
    hand.press(&[ALT_1]).sees(&format!("参加者 {people}名"));
    // A scanner types in bursts, with its Enter or without: no keys by hand.
    for badge in 1..=of.scanned {
        let end = if badge % 2 == 0 { ENTER } else { "" };
        let code = scan::code(&badge.to_string()).unwrap();
        pty.send(&format!("{code}{end}"));
    }
    let mut came = of.scanned;
    here(&pty, came, people - came);
    assert_eq!(hand.keys(), 1);
    for badge in came + 1..=came + of.by_badge {
        hand.types(&badge.to_string()).press(&[ENTER]);
    }
    came += of.by_badge;
    here(&pty, came, people - came);
    // Two letters of a name are a part of it: Enter asks, and Enter again takes it.
    for badge in came + 1..=came + of.by_name {
        let name = &session.attendees[badge - 1].name;
        let surname: String = name.chars().take(2).collect();
        hand.types(&surname).press(&[ENTER]).sees("と読みました");
        hand.press(&[ENTER])
            .sees(&format!("{badge} {name}さんを受け付けました"));
    }
    came += of.by_name;
    let (by_hand, most) = (hand.keys() - 1, 4 * (of.by_badge + of.by_name));
    assert!(by_hand <= most, "{by_hand} keys");
    // 代理, the registered ones stay on record.
    let before = hand.keys();
    for badge in came + 1..=came + of.substitutes {
        hand.types(&badge.to_string())
            .press(&[TAB, ENTER])
            .types("2");
        hand.sees("来た方の氏名").types("代理 恵").press(&[ENTER]);
        // The reading is shown before it is recorded.
        hand.sees("だいり").press(&[ENTER]);
        pty.no_longer_sees("来た方の氏名");
    }
    came += of.substitutes;
    here(&pty, came, people - came);
    let each = (hand.keys() - before) / of.substitutes;
    assert!(each <= 11, "代理 took {each} keys");
    // 当日参加: firm, name, the reading that is proposed.
    let before = hand.keys();
    // Their badges begin with the hundred after the last registered one.
    let first = (people / 100 + 1) * 100 + 1;
    for n in 0..of.walk_ins {
        hand.press(&[CTRL_N]).sees("当日参加");
        hand.types(&format!("第0{n}")).press(&[TAB]);
        hand.types(&format!("鈴木 {}", ["健", "恵", "学", "進", "薫"][n]))
            .press(&[TAB]);
        hand.sees("すずき ")
            .press(&[ENTER])
            .sees(&format!("名札 {}", first + n));
    }
    let each = (hand.keys() - before) / of.walk_ins;
    assert!(each <= 24, "当日参加 took {each} keys");
    came += of.walk_ins;
    here(&pty, came, people + of.walk_ins - came);
    // Two mistakes: one taken back at once, one by its number, which asks.
    let (one, two) = (people - 1, people);
    hand.types(&one.to_string()).press(&[ENTER]);
    here(&pty, came + 1, people + of.walk_ins - came - 1);
    hand.press(&[CTRL_Z]).sees("取り消しました");
    hand.types(&two.to_string())
        .press(&[ENTER])
        .sees(&format!("{two} "));
    here(&pty, came + 1, people + of.walk_ins - came - 1);
    hand.press(&[CTRL_Z]);
    here(&pty, came, people + of.walk_ins - came);
    // Sheets in the order of their badges, five marks each.
    hand.press(&[ALT_3]).sees("提出 0");
    let before = hand.keys();
    hand.types("1").press(&[ENTER]).sees("1 ");
    for sheet in 1..=of.sheets {
        hand.types("1.3+5*79")
            .press(&[ENTER])
            .sees(&format!("提出 {sheet}"));
    }
    let sheets = hand.keys() - before;
    assert!(
        sheets <= 2 + of.sheets * 14,
        "{sheets} keys for {} sheets",
        of.sheets
    );
    pty.sees("保存済").send(CTRL_Q);
    assert_eq!(pty.end().0, 0);
    // It is all on the disk.
    let store = SqliteStore::open(&home.db()).unwrap();
    assert_eq!(store.verify().unwrap().faults, []);
    let book = store.book(&Sessions::All).unwrap();
    let now = book.sessions.values().next().unwrap();
    let is_here =
        |badge: &str| reception::presence(&book, &now.id, &badge.into()) == Presence::Arrived;
    assert_eq!(
        now.attendees.iter().filter(|a| is_here(&a.badge)).count(),
        came
    );
    let how = |wanted: Came| {
        let all = now.attendees.iter();
        all.filter(|a| reception::came(&book, &now.id, a) == wanted)
            .count()
    };
    assert_eq!(
        (how(Came::Substitute), how(Came::OnTheDay)),
        (of.substitutes, of.walk_ins)
    );
    let sheets = now.attendees.iter().filter(|a| {
        interest::sheet_state(&book, now, a) == SheetState::HandedIn
            && interest::marks_of(&book, &now.id, &a.badge).count() == 5
    });
    assert_eq!(sheets.count(), of.sheets);
}

#[test]
fn a_hundred_people_and_twenty_sheets() {
    morning((80, 24), &WHOLE);
}

#[test]
fn the_same_in_a_small_and_in_a_large_window() {
    for size in [(60, 15), (120, 40)] {
        morning(size, &SHORT);
    }
}
