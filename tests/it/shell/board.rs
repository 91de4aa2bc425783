//! A morning at the board in the real program: it is opened and filtered, rows are changed together, a rule is set aside,
//! and everything is taken back; with the number of its keys.

use super::hand::Hand;
use crate::pty::{Home, sample};
use enishi::domain::code::TaskStatus;
use enishi::store::{Sessions, SqliteStore, Store};

const F2: &str = "\x1bOQ";
const F3: &str = "\x1bOR";
const F5: &str = "\x1b[15~";
const HOME: &str = "\x1b[H";
const ENTER: &str = "\r";
const ESC: &str = "\x1b";
const SPACE: &str = " ";
const CTRL_D: &str = "\x04";
const CTRL_F: &str = "\x06";
const CTRL_G: &str = "\x07";
const CTRL_Q: &str = "\x11";
const CTRL_Z: &str = "\x1a";

/// Most keys of the morning.
const MOST: usize = 40;

fn morning((width, height): (u16, u16)) {
    let home = Home::new();
    // The day before: two firms were recorded for a need and confirmed.
    let pty = home.start(120, 40, &["open", &sample("tutorial.toml")]);
    pty.sees("発表はまだ始まっていません").send(F5);
    pty.sees("発表中");
    for badge in ["14", "15"] {
        pty.send(badge).sees(&format!("参加者 {badge}")).send("\r");
        pty.sees("で記録しました").sees("保存済");
        pty.send(CTRL_D).sees("確定しました").sees("保存済");
        pty.send(ESC);
        pty.no_longer_sees("確定しました");
    }
    pty.send(CTRL_Q);
    assert_eq!(pty.end().0, 0);
    let book = || {
        SqliteStore::open(&home.db())
            .unwrap()
            .book(&Sessions::All)
            .unwrap()
    };
    let before = book();

    let pty = home.start(width, height, &["review"]);
    let hand = Hand::at(&pty);
    hand.sees("[今日]").press(&[CTRL_G]);
    hand.sees("[板]").sees("意思確認 2");
    // Only what the filter finds is on the board; Esc brings the rest back.
    hand.press(&[CTRL_F]).types("常磐木").press(&[ENTER]);
    hand.sees("意思確認 1");
    hand.press(&[ESC]).sees("意思確認 2");
    // Two rows of the table are done by one action, and one undo takes it back.
    hand.press(&[CTRL_G]).sees("[表]");
    hand.press(&[HOME, SPACE]).sees("印 1");
    hand.press(&[SPACE]).sees("印 2");
    hand.press(&[ENTER]).sees("課題 2件を 完了 にする");
    hand.press(&[ENTER]).sees("件を変え").sees("保存済");
    let done = book();
    let ended = |book: &enishi::domain::book::Book| {
        book.tasks
            .values()
            .filter(|t| t.status == TaskStatus::Done)
            .count()
    };
    assert!(ended(&done) > 0);
    hand.press(&[CTRL_Z]).sees("取り消しました").sees("保存済");
    assert_eq!(ended(&book()), 0);
    // A rule is set aside with a reason, and holds again.
    hand.press(&[ESC]);
    pty.no_longer_sees("取り消しました");
    hand.press(&[CTRL_G]).sees("[暦]");
    hand.press(&[CTRL_G]).sees("[今日]");
    hand.press(&[F3, F2]).sees("規則を外す");
    hand.types("院長と相談中").press(&[ENTER]);
    hand.sees("を外しました").sees("保存済");
    assert_eq!(book().waivers.values().filter(|w| w.waived).count(), 1);
    hand.press(&[CTRL_Z]).sees("取り消しました").sees("保存済");
    pty.send(CTRL_Q);
    let keys = hand.keys();
    assert_eq!(pty.end().0, 0);
    let after = book();
    assert_eq!(after.tasks, before.tasks);
    assert_eq!(after.pairings, before.pairings);
    assert!(after.waivers.values().all(|w| !w.waived));
    assert!(keys <= MOST, "{keys} keys at {width}x{height}");
}

#[test]
fn a_morning_in_a_small_window() {
    morning((80, 24));
}

#[test]
fn a_morning_in_a_large_window() {
    morning((120, 40));
}
