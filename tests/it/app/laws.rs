//! What holds for every screen, every overlay and every order of keys. The screens and overlays come from their lists,
//! so that the next one is held to the laws without anybody remembering.

mod footer;
mod forms;
mod keys;
mod lists;
pub(crate) mod numbers;
mod overlays;
mod record;
mod screens;
mod told;
mod words;

use super::desk::Desk;
use crate::view::screen as painted;
use enishi::app::{Msg, Screen};
use enishi::words::Lang;

/// The sizes in which everything has to work: the least one, the usual one, a large one.
const SIZES: [(u16, u16); 3] = [(60, 15), (80, 24), (120, 40)];

/// A desk on which nothing is known.
fn empty() -> Desk {
    Desk::empty().size(80, 24)
}

/// A desk in the middle of a meeting: pairings, a memo, tasks, some of them late.
fn full() -> Desk {
    let mut desk = Desk::open("tutorial");
    desk.keys("<F5>8<Enter><F4><Ctrl+D>会話のメモ<Enter>2<Enter><F5>10<Enter><Ctrl+D><Esc><Esc>");
    desk.now = "2026-12-10T09:00:00[Asia/Tokyo]".parse().unwrap();
    desk.wait(1);
    assert!(desk.model.overlays.is_empty());
    desk
}

/// Goes to a screen with its key. Whether it could be gone to.
fn go(desk: &mut Desk, screen: Screen) -> bool {
    desk.keys(&format!("<Alt+{}>", screen.number()));
    desk.model.screen == screen
}

/// The painted screen in both languages, without the caret.
fn pictures(desk: &Desk) -> [String; 2] {
    [Lang::Ja, Lang::En].map(|lang| {
        let shown = painted(&desk.model, lang);
        let (rows, _) = shown.rsplit_once('\n').unwrap();
        rows.to_owned()
    })
}

/// Something is said in the rows that the screen has for itself.
fn says_something(picture: &str) -> bool {
    let rows: Vec<&str> = picture.lines().collect();
    let body = &rows[1..rows.len() - 2];
    let inside = body.iter().skip(1).flat_map(|row| row.chars());
    inside.filter(|c| c.is_alphanumeric()).count() > 4
}

fn resize(desk: &mut Desk, (width, height): (u16, u16)) {
    desk.send(Msg::Resize { width, height });
}
