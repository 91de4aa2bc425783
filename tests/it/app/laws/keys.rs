//! Keys as somebody might press them.

use enishi::app::Screen;
use enishi::domain::rule::scan;
use proptest::prelude::*;

/// Keys that record something, and keys that only move about.
pub(super) fn any_key() -> impl Strategy<Value = String> {
    let mut keys: Vec<String> = go_keys();
    keys.extend(
        [
            "<F5>",
            "<Shift+F5>",
            "8<Enter>",
            "9<Enter>",
            "10<Enter>",
            "17<Enter>",
            "<F4>",
            "<Ctrl+D>",
            "会話のメモ<Enter>2<Enter>",
            "N-03<Enter>",
            "<F2>膜<Enter>",
            "<Enter>",
            "<Esc>",
            "<Tab>",
            "<Up>",
            "<Down>",
            "1",
            "3",
            "<Ctrl+P>",
            "<F1>",
            "<Ctrl+O>",
            "<PageDown>",
            "ん",
            "<Backspace>",
            "<Ctrl+F>",
            "<Ctrl+T>",
            "<End>",
            "<Home>",
            "<Ctrl+S>",
            "<Ctrl+C>",
            "<Ctrl+PageDown>",
            "<F3>",
            "<Ctrl+N>",
            "トビウオ<Down><Enter>",
            "<Right>",
            "<Left>",
            "<Delete>",
            "<Shift+Tab>",
            "<F9>",
            "<Ctrl+Z>",
            "<Ctrl+Y>",
            "<Ctrl+L>",
            "<Ctrl+P>show-history<Enter>",
            "<Ctrl+P>show-notices<Enter>",
            "<Ctrl+P>show-provisions<Enter>",
            "<Ctrl+P>decline-pairing<Enter>",
            "<Ctrl+P>edit-next-company<Enter>",
            "<paste:貼り付け>",
            "<Shift+F2>",
            "<Shift+F4>",
            "3.1+2*<Enter>",
            "8<Tab><Enter>2代理 恵<Enter>",
        ]
        .map(str::to_owned),
    );
    // A hand scanner.
    keys.extend(["8", "10"].map(|badge| scan::code(badge).unwrap()));
    prop::sample::select(keys)
}

/// The keys that go to the screens of the list.
pub(super) fn go_keys() -> Vec<String> {
    let key = |s: &Screen| format!("<Alt+{}>", s.number());
    Screen::ALL.iter().map(key).collect()
}
