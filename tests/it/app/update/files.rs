//! Files that leave the program: asked for on every screen, written by the shell.

use crate::app::desk::Desk;
use crate::app::told;
use enishi::app::core::files::Files;
use enishi::app::say::Say;
use enishi::app::{Effect, Msg};
use enishi::exchange::leave::LeftOut;
use std::path::PathBuf;

#[test]
fn the_workbook_goes_beside_the_session_file_from_every_screen() {
    let mut desk = Desk::open("tutorial");
    let session = desk.model.screens.live.as_ref().unwrap().session.clone();
    desk.send(Msg::Opened {
        session: session.clone(),
        path: "/会/第1回.toml".into(),
    });
    for go in 1..=6 {
        for (keys, is_internal) in [("1", false), ("2", true), ("<Enter>", false)] {
            desk.keys(&format!("<Alt+{go}><Ctrl+E>"));
            assert!(
                desk.left.is_empty(),
                "nothing leaves before somebody says what"
            );
            desk.keys(keys);
            let asked = Effect::ExportWorkbook {
                session: Some(session.clone()),
                folder: Some(PathBuf::from("/会")),
                is_internal,
            };
            assert_eq!(desk.left.pop(), Some(asked), "Alt+{go} {keys}");
        }
    }
    let path = "/会/x.xlsx".into();
    let left_out = LeftOut { rows: 3, texts: 1 };
    desk.send(Msg::Exported { path, left_out });
    let path = "/会/x.xlsx".into();
    assert_eq!(told(&desk), &Say::Files(Files::Exported { path, left_out }));
}

#[test]
fn of_a_record_that_is_not_read_no_workbook_is_written() {
    let mut desk = Desk::empty();
    desk.keys("<Ctrl+E>");
    assert_eq!(told(&desk), &Say::Files(Files::NoRecord));
    assert!(desk.left.is_empty());
}

#[test]
fn the_palette_says_which_command_gives_the_session_out() {
    let mut desk = Desk::open("tutorial");
    desk.keys("<Ctrl+P>export-session<Enter>");
    let id = "tsukishiro-2026".into();
    assert_eq!(told(&desk), &Say::Files(Files::SessionByCommand(id)));
}
