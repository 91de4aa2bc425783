//! An afternoon at the tables in the real program: wishes in, a timetable, moves by hand, somebody who does not come, a late
//! doctor, what came of the meetings; with the number of its keys.

use crate::pty::{Home, Pty, sample};
use enishi::domain::code::Outcome;
use enishi::store::{Sessions, SqliteStore, Store};
use std::cell::Cell;

const UP: &str = "\x1b[A";
const DOWN: &str = "\x1b[B";
const RIGHT: &str = "\x1b[C";
const END: &str = "\x1b[F";
const F2: &str = "\x1bOQ";
const ENTER: &str = "\r";
const CTRL_F: &str = "\x06";
const CTRL_R: &str = "\x12";
const CTRL_Q: &str = "\x11";
const ALT_4: &str = "\x1b4";
const ALT_6: &str = "\x1b6";

/// Sends keys one by one and counts them.
struct Hand<'p> {
    pty: &'p Pty,
    keys: Cell<usize>,
}

impl Hand<'_> {
    fn press(&self, keys: &[&str]) -> &Self {
        for key in keys {
            self.pty.send(key);
            self.keys.set(self.keys.get() + 1);
        }
        self
    }

    fn types(&self, text: &str) -> &Self {
        self.pty.send(text);
        self.keys.set(self.keys.get() + text.chars().count());
        self
    }

    fn sees(&self, text: &str) -> &Self {
        self.pty.sees(text);
        self
    }
}

fn afternoon((width, height): (u16, u16)) {
    let home = Home::new();
    let file = sample("tutorial.toml");
    let pty = home.start(width, height, &["open", &file]);
    pty.sees("発表はまだ始まっていません");
    let hand = Hand {
        pty: &pty,
        keys: Cell::new(0),
    };
    // Wishes: three cells of the matrix.
    hand.press(&[ALT_6]).sees("ニーズ x 会社");
    for _ in 0..3 {
        hand.press(&[RIGHT, "3"]).sees("面談希望 にしました");
    }
    hand.press(&[CTRL_F]).types("n2").press(&[ENTER, "2"]);
    hand.sees("要相談 にしました");
    // A timetable in two keys.
    hand.press(&[ALT_4]).sees("面談表  ");
    hand.press(&[CTRL_R]).sees("空きだけ埋める").press(&[ENTER]);
    hand.sees("面談表を記録しました").sees("保存済");
    let (asked, made) = (hand.keys.get(), "a timetable");
    assert!(asked <= 18, "{made} took {asked} keys");
    // By hand: up to three slots down, with a reason where something stands against it.
    hand.press(&[F2]).sees("持ち上げました");
    hand.press(&[DOWN, DOWN, DOWN, DOWN, DOWN, ENTER]);
    pty.until("it is put down, or a reason is asked", |s| {
        s.contents().contains("に置きました") || s.contents().contains("置く理由")
    });
    if pty.text().contains("置く理由") {
        hand.types("先生のご希望")
            .press(&[ENTER])
            .sees("に置きました");
    }
    // Somebody does not come.
    hand.press(&[ENTER]).sees("企業が来ない");
    hand.press(&["5"]).sees("少し動かす").press(&[ENTER]);
    hand.sees("面談表を記録しました").sees("保存済");
    let _ = (UP, END);
    let during = hand.keys.get();
    pty.send(CTRL_Q);
    assert_eq!(pty.end().0, 0);
    assert!(during <= 45, "{during} keys");

    // The day after, what came of a meeting is one key.
    let after = [("ENISHI_TODAY", "2026-12-05")];
    let pty = home.start_with(width, height, &["open", &file], &after);
    pty.sees("発表はまだ始まっていません").send(ALT_4);
    pty.sees("面談表  ");
    for _ in 0..24 {
        pty.send("4");
        pty.send(DOWN);
    }
    pty.sees("連携可").send(CTRL_Q);
    assert_eq!(pty.end().0, 0);
    let store = SqliteStore::open(&home.db()).unwrap();
    let book = store.book(&Sessions::All).unwrap();
    let came = book
        .meetings
        .values()
        .filter(|m| m.outcome == Some(Outcome::Promising));
    assert!(came.count() > 0);
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
