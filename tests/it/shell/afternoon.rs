//! An afternoon at the tables in the real program: wishes in, a timetable, exchanges, moves by hand, somebody who does not
//! come, a late doctor, what came of the meetings; with the number of its keys.

use super::hand::Hand;
use super::prepared;
use crate::app::afternoon::afternoon as session;
use crate::pty::{Home, Pty};
use enishi::domain::code::{Outcome, Presence};
use enishi::domain::rule::reception;
use enishi::store::{Sessions, SqliteStore, Store};

const UP: &str = "\x1b[A";
const DOWN: &str = "\x1b[B";
const RIGHT: &str = "\x1b[C";
const F2: &str = "\x1bOQ";
const F3: &str = "\x1bOR";
const ENTER: &str = "\r";
const TAB: &str = "\t";
const CTRL_F: &str = "\x06";
const CTRL_R: &str = "\x12";
const CTRL_Q: &str = "\x11";
const ALT_4: &str = "\x1b4";
const ALT_6: &str = "\x1b6";

/// What is carried is put down; where something stands against it, with a reason.
fn put_down(hand: &Hand<'_>, pty: &Pty) {
    hand.press(&[ENTER]);
    pty.until("it is put down, or a reason is asked", |s| {
        s.contents().contains("に置きました") || s.contents().contains("置く理由")
    });
    if pty.text().contains("置く理由") {
        hand.types("先生のご希望").press(&[ENTER]);
        pty.no_longer_sees("置く理由");
        hand.sees("に置きました");
    }
}

/// One of the proposals is taken.
fn take(hand: &Hand<'_>, pty: &Pty) {
    hand.sees("この案にする").press(&[ENTER]);
    pty.no_longer_sees("この案にする");
    hand.sees("面談表を記録しました").sees("保存済");
}

fn afternoon((width, height): (u16, u16)) {
    let home = Home::new();
    // Twice as many wishes as seats: somebody waits, and can be exchanged.
    let mut made = session();
    made.slots.truncate(4);
    let file = prepared::file(&home, &made);
    let before = [("ENISHI_TODAY", "2026-11-19")];
    let pty = home.start_with(width, height, &["open", &file], &before);
    pty.sees("発表はまだ始まっていません");
    let hand = Hand::at(&pty);
    // Wishes: three cells of the matrix, and one that is jumped to.
    hand.press(&[ALT_6]).sees("書く側");
    for _ in 0..3 {
        hand.press(&[RIGHT, "3"]).sees("面談希望 にしました");
    }
    hand.press(&[CTRL_F]).types("n2").press(&[ENTER, "2"]);
    hand.sees("要相談 にしました");
    // A timetable in two keys.
    hand.press(&[ALT_4]).sees("面談表  ");
    hand.press(&[CTRL_R]).sees("空きだけ埋める");
    take(&hand, &pty);
    assert!(hand.keys() <= 18, "a timetable took {} keys", hand.keys());
    // Three exchanges: the wish, what it costs, and it stands.
    let begun = hand.keys();
    for _ in 0..3 {
        hand.sees("交換: ")
            .press(&[F3])
            .sees("> N-0")
            .press(&[ENTER]);
        take(&hand, &pty);
    }
    assert_eq!(hand.keys() - begun, 9);
    // Two moves by hand.
    let begun = hand.keys();
    hand.press(&[TAB]);
    for (to, next) in [(DOWN, RIGHT), (UP, UP)] {
        hand.press(&[F2]).sees("持ち上げました").press(&[to]);
        put_down(&hand, &pty);
        hand.press(&[next]);
    }
    let moves = hand.keys() - begun;
    assert!(moves <= 2 * (4 + 7) + 1, "two moves took {moves} keys");
    // Somebody does not come.
    let begun = hand.keys();
    hand.press(&[DOWN, ENTER])
        .sees("が来ない: 組み直し")
        .press(&["5"]);
    hand.sees("少し動かす");
    take(&hand, &pty);
    assert!(hand.keys() - begun <= 4);
    // A company is late. What cannot be done yet stands below.
    let begun = hand.keys();
    hand.press(&[RIGHT, ENTER]).sees("が来ない: 組み直し");
    hand.press(&[DOWN, DOWN, DOWN, DOWN, DOWN, DOWN, ENTER])
        .sees("いる時間");
    hand.types("15:15以降").press(&[ENTER]).sees("少し動かす");
    hand.press(&[DOWN]);
    take(&hand, &pty);
    assert!(hand.keys() - begun <= 20);
    let all = hand.keys();
    pty.send(CTRL_Q);
    assert_eq!(pty.end().0, 0);
    assert!(all <= 75, "{all} keys");

    // Once they have begun, what came of a meeting is one key.
    let after = [("ENISHI_TODAY", "2026-11-21")];
    let pty = home.start_with(width, height, &["open", &file], &after);
    pty.sees("発表はまだ始まっていません").send(ALT_4);
    pty.sees("面談表  ");
    for _ in 0..4 {
        pty.send("4").send(DOWN);
    }
    pty.sees("連携可").send(CTRL_Q);
    assert_eq!(pty.end().0, 0);
    let store = SqliteStore::open(&home.db()).unwrap();
    let book = store.book(&Sessions::All).unwrap();
    let came = book.meetings.values();
    let came = came.filter(|m| m.outcome == Some(Outcome::Promising));
    assert!(came.count() > 0);
    let now = &book.sessions[&made.id];
    let absent = now
        .attendees
        .iter()
        .filter(|a| reception::presence(&book, &now.id, &a.badge) == Presence::Absent);
    assert_eq!(absent.count(), 1, "who did not come");
    assert!(book.meetings.values().any(|m| m.because == "先生のご希望"));
    assert!(store.verify().unwrap().faults.is_empty());
}

#[test]
fn an_afternoon_in_a_small_window() {
    afternoon((80, 24));
}

#[test]
fn an_afternoon_in_a_large_window() {
    afternoon((120, 40));
}
