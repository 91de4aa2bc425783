//! Row 1 through the screen in a terminal: what it says is saved is saved, whenever the program is killed.

use super::judge;
use super::{Rng, large, say};
use crate::pty::{Home, Pty, sample};
use enishi::store::{Sessions, SqliteStore, Store};
use std::collections::BTreeSet;
use std::process::Command;

const F5: &str = "\x1b[15~";
const CTRL_S: &str = "\x13";
const ALL_SAVED: &str = "すべて保存しています";

/// Badges and names in the tutorial.
const PEOPLE: [(&str, &str); 6] = [
    ("12", "早川 美咲"),
    ("14", "吉田 健一"),
    ("15", "千葉 恵子"),
    ("16", "熊谷 大輔"),
    ("17", "望月 理恵"),
    ("18", "石川 直美"),
];

fn kill(pty: &Pty) {
    let killed = Command::new("kill")
        .args(["-9", &pty.pid().to_string()])
        .status();
    assert!(killed.unwrap().success());
    pty.wait("its end", |shown| shown.ended);
}

/// Records people until the moment comes. Those of whom the screen said that all is saved.
fn until_killed(home: &Home, rng: &mut Rng) -> BTreeSet<String> {
    let pty = home.start(120, 40, &["open", &sample("tutorial.toml")]);
    pty.sees("発表はまだ始まっていません").send(F5);
    pty.sees("発表中");
    let mut acked = BTreeSet::new();
    let last = rng.below(PEOPLE.len());
    for (n, (badge, name)) in PEOPLE.iter().enumerate() {
        pty.send(badge).sees(name);
        let before = pty.bytes().len();
        pty.send("\r");
        if n == last {
            // The screen has begun to answer, or not yet.
            let more = rng.below(60);
            pty.wait("some bytes", |shown| shown.bytes.len() >= before + more);
            break;
        }
        pty.sees("記録しました");
        // Asked until it says so: before, the action may still be on its way.
        while !pty.text().contains(ALL_SAVED) {
            pty.sees("保存済 ").send(CTRL_S);
            pty.until("an answer", |screen| {
                let text = screen.contents();
                text.contains(ALL_SAVED) || text.contains("まだ保存できていない")
            });
        }
        acked.insert((*badge).to_owned());
    }
    kill(&pty);
    acked
}

#[test]
fn what_the_screen_calls_saved_outlives_its_killed_program() {
    let mut rng = Rng(21);
    let (mut promised, mut extra) = (0, 0);
    let rounds = if large() { 100 } else { 4 };
    for round in 0..rounds {
        let home = Home::new();
        let acked = until_killed(&home, &mut rng);
        judge::inspect(&home.db(), false).unwrap_or_else(|wrong| panic!("{wrong}, round {round}"));
        let store = SqliteStore::open(&home.db()).unwrap();
        let book = store.book(&Sessions::All).unwrap();
        let found: BTreeSet<String> = (book.pairings.values())
            .flat_map(|p| p.persons.iter().map(ToString::to_string))
            .collect();
        assert!(found.is_superset(&acked), "{acked:?} of {found:?}");
        assert!(found.len() <= acked.len() + 1, "{acked:?} of {found:?}");
        promised += acked.len();
        extra += found.len() - acked.len();
    }
    say(&format!(
        "screen: {rounds} killed, {promised} actions it called saved, 0 lost, {extra} in flight were kept"
    ));
    assert!(promised > 0);
}
