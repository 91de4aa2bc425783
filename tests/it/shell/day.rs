//! The day itself at a terminal: an hour of presentations, and a session file that somebody changes meanwhile.

use crate::pty::{Home, Pty, sample};
use enishi::domain::book::Book;
use enishi::domain::code::{Aside, Level};
use enishi::store::{Sessions, SqliteStore, Store};
use enishi::text::Clean;
use std::cell::Cell;

const F5: &str = "\x1b[15~";
const CTRL_Q: &str = "\x11";
const CTRL_R: &str = "\x12";

/// Somebody at the keyboard, whose keys are counted.
struct Hands<'p> {
    pty: &'p Pty,
    keys: Cell<usize>,
}

impl Hands<'_> {
    /// One key for each letter; `/` is Enter, `<` Esc, `>` F5.
    fn press(&self, keys: &str) -> &Self {
        for key in keys.chars() {
            self.keys.set(self.keys.get() + 1);
            match key {
                '/' => self.pty.send("\r"),
                '<' => self.pty.send("\x1b"),
                '>' => self.pty.send(F5),
                key => self.pty.send(&key.to_string()),
            };
            if key == '<' {
                // An Esc is told from the beginning of another key by what does not follow.
                self.pty.sees("さがす（記録先");
            }
        }
        self
    }

    /// Until the need is the one for which is recorded.
    fn at(&self, need: &str) -> &Self {
        self.pty.sees(&format!("さがす（記録先 {need}）"));
        self
    }
}

fn record(home: &Home) -> Book {
    let store = SqliteStore::open(&home.db()).unwrap();
    assert_eq!(store.verify().unwrap().faults, []);
    store.book(&Sessions::All).unwrap()
}

#[test]
fn an_hour_of_twelve_needs_with_two_changes_a_no_show_two_together_and_hands_in_a_line() {
    for (cols, rows) in [(60, 15), (80, 24), (120, 40)] {
        let home = Home::new();
        let pty = home.start(cols, rows, &["open", &sample("regional.toml")]);
        pty.sees("さがす");
        let hands = Hands {
            pty: &pty,
            keys: Cell::new(0),
        };
        hands.press(">").at("N-01").press("60 62+ 105++/");
        pty.sees("3件を記録しました");
        // N-33 comes next, N-06 is absent.
        hands.press("n33/");
        pty.sees("N-33 を見ています");
        hands.press("/6n1/<").at("N-01");
        hands.press("n6/");
        pty.sees("N-06 を見ています");
        hands.press("/3/<").at("N-01");
        hands.press(">").at("N-33").press(">").at("N-02");
        hands.press(">").at("N-12");
        // N-20 is presented together with N-12, N-42 later.
        hands.press("n20/");
        pty.sees("N-20 を見ています");
        hands.press("/4/<").at("N-12");
        hands.press(">").at("N-28");
        hands.press("n42/");
        pty.sees("N-42 を見ています");
        hands.press("/2/<").at("N-28");
        for need in ["N-31", "N-03", "N-08", "N-15", "N-21", "N-27"] {
            hands.press(">").at(need);
        }
        let keys = hands.keys.get();
        pty.sees("保存済").send(CTRL_Q);
        assert_eq!(pty.end().0, 0);
        assert!(keys <= 65, "{keys} keys at {cols}x{rows}");
        let book = record(&home);
        let progress = book.progress.values().next().unwrap();
        let presented: Vec<&str> = progress.presented.iter().map(Clean::as_str).collect();
        assert_eq!(
            presented,
            [
                "N-01", "N-33", "N-02", "N-12", "N-20", "N-28", "N-31", "N-03", "N-08", "N-15",
                "N-21", "N-27"
            ]
        );
        let aside: Vec<_> = progress
            .aside
            .iter()
            .map(|(no, how)| (no.as_str(), *how))
            .collect();
        assert_eq!(aside, [("N-06", Aside::Absent), ("N-42", Aside::Later)]);
        let mut levels: Vec<Level> = book.pairings.values().map(|p| p.level).collect();
        levels.sort_unstable();
        assert_eq!(levels.len(), 3);
        assert!(levels.contains(&Level::Discuss) && levels.contains(&Level::WantsMeeting));
    }
}

#[test]
fn a_file_that_changes_while_it_is_open_is_told_and_read_with_a_key() {
    let home = Home::new();
    let path = home.db().with_file_name("kai.toml");
    let text = std::fs::read_to_string(sample("tutorial.toml")).unwrap();
    std::fs::write(&path, &text).unwrap();
    let file = path.to_string_lossy();
    let pty = home.start(80, 24, &["open", &file]);
    pty.sees("さがす").send(F5).sees("N-01 発表中");
    let changed = text.replacen("present_minutes = 7", "present_minutes = 20", 1);
    assert_ne!(changed, text);
    std::fs::write(&path, &changed).unwrap();
    pty.sees("会のファイルが変わりました").send("27");
    pty.send(CTRL_R).sees("残り 19:").sees("27");
    pty.send(CTRL_Q);
    assert_eq!(pty.end().0, 0);
    let book = record(&home);
    let session = book.sessions.values().next().unwrap();
    assert_eq!(session.present_minutes, Some(20));
}
