//! Every form, every menu and every box that takes text.

use super::super::desk::Desk;
use super::{SIZES, full, go, resize};
use crate::app::told;
use crate::view::screen as painted;
use enishi::app::overlay::Overlay;
use enishi::app::overlay::form::Form;
use enishi::app::overlay::menu::Menu;
use enishi::app::{Msg, Screen};
use enishi::words::Lang;

/// Keys that open each form over the live screen of a meeting.
const FORMS: &[&str] = &[
    "<F2>",
    "もう一つ<Enter>2<Enter><F2>",
    "<Ctrl+P>show-settings<Enter>",
    "<Ctrl+P>change-operator<Enter>",
    "<Ctrl+P>edit-next-hospital<Enter>",
    "<Ctrl+P>edit-next-company<Enter>",
    "<Ctrl+P>add-task<Enter>1",
    "<Alt+5><F2>",
    "<Alt+5><Ctrl+P>edit-due<Enter>",
    "<Alt+5><Enter><End><Up><Up><Up><Up><Enter>",
    "<Alt+5><Enter><End><Up><Up><Up><Up><Up><Enter>",
    "<F5>15<Enter><Enter>3",
    "<Alt+0>1",
];

fn form(desk: &Desk) -> Option<&Form> {
    match desk.model.overlays.last()? {
        Overlay::Form(form) => Some(form),
        other => panic!("{:?} instead of a form", other.kind()),
    }
}

fn opened(keys: &str) -> Desk {
    let mut desk = full();
    assert!(go(&mut desk, Screen::Live));
    desk.keys(keys);
    assert!(form(&desk).is_some(), "{keys} opens no form");
    desk
}

#[test]
fn enter_records_a_form_from_every_field_or_shows_the_field_that_is_wrong() {
    let mut purposes: Vec<String> = Vec::new();
    for keys in FORMS {
        let fields = form(&opened(keys)).unwrap().fields.len();
        let name = format!("{:?}", form(&opened(keys)).unwrap().purpose);
        purposes.push(name.split(['(', ' ']).next().unwrap().to_owned());
        for at in 0..fields {
            for size in SIZES {
                let mut desk = opened(keys);
                resize(&mut desk, size);
                let shown = painted(&desk.model, Lang::Ja);
                assert!(shown.contains("Enter 保存"), "{keys}: {shown}");
                desk.keys(&"<Tab>".repeat(at));
                assert_eq!(form(&desk).unwrap().focus, at, "{keys}");
                desk.keys("<Enter>");
                if let Some(form) = form(&desk) {
                    let why = form.error.clone();
                    let why = why.unwrap_or_else(|| panic!("{keys} {at}: Enter only moved"));
                    assert_eq!(told(&desk), &why, "{keys} {at}");
                }
            }
        }
    }
    purposes.sort();
    purposes.dedup();
    // Who works here is asked once, and what is done early asks why: both have tests of their own.
    let all = [
        "Correction",
        "Due",
        "Finish",
        "MemoText",
        "NewFile",
        "Next",
        "Operator",
        "OwnTask",
        "PairingNote",
        "Settings",
        "TaskDetails",
        "TaskNote",
    ];
    assert_eq!(purposes, all);
}

/// Keys that open each menu over the live screen of a meeting.
const MENUS: &[&str] = &[
    "<Enter>",
    "<Enter>1",
    "<Tab><Tab><Home><Enter>",
    "<Tab><Enter>",
    "<Ctrl+P>edit-status<Enter>",
    "<Ctrl+P>decline-pairing<Enter>",
    "<Ctrl+P>decline-pairing<Enter><Enter>",
    "<Ctrl+P>add-task<Enter>",
    "999<Enter>",
    "<Alt+5><Enter>",
    "<Alt+5><Enter>1",
    "<F5>15<Enter><Alt+5><Home><Down><Down><Down><Down><Down><Down><Enter>",
];

fn menu(desk: &Desk) -> Option<&Menu> {
    match desk.model.overlays.last()? {
        Overlay::Menu(menu) => Some(menu),
        _ => None,
    }
}

#[test]
fn a_digit_alone_records_nothing_in_any_menu() {
    let open = |keys: &str| {
        let mut desk = full();
        assert!(go(&mut desk, Screen::Live));
        desk.keys(keys);
        assert!(menu(&desk).is_some(), "{keys} opens no menu");
        desk
    };
    let mut recorded = 0;
    for keys in MENUS {
        let items = menu(&open(keys)).unwrap().items.clone();
        for (at, item) in items.iter().enumerate() {
            let Some(digit) = menu(&open(keys)).unwrap().digit(at) else {
                continue;
            };
            let what = format!("{keys} {digit} {item:?}");
            let mut desk = open(keys);
            let (ops, left) = (desk.store.ops().len(), desk.left.len());
            let before = desk.model.overlays.last().map(Overlay::kind);
            desk.keys(&digit.to_string());
            assert_eq!(
                (desk.store.ops().len(), desk.left.len()),
                (ops, left),
                "{what}"
            );
            if item.records() && item.off(&desk.model.world).is_none() {
                let menu = menu(&desk).unwrap_or_else(|| panic!("{what} goes at once"));
                assert_eq!(menu.picker.selected, at, "{what}");
                assert_eq!(desk.model.overlays.last().map(Overlay::kind), before);
                desk.keys("<Enter>");
                recorded += usize::from(desk.store.ops().len() > ops);
            }
        }
    }
    assert!(recorded > 20, "Enter does it: {recorded}");
}

/// Keys to each box that takes text.
const BOXES: &[&str] = &[
    "<Alt+0>",
    "<Alt+0>1<Ctrl+U>",
    "<Alt+2>",
    "<Alt+5><Ctrl+F>",
    "<Alt+2><F2>",
    "<Alt+2><Ctrl+P>",
    "<Alt+2><F1>",
    "<Alt+2><Ctrl+P>show-settings<Enter>",
    "<Alt+5><F2>",
    "<Alt+2><Ctrl+P>add-task<Enter>1",
];

#[test]
fn one_esc_never_loses_what_was_typed() {
    for keys in BOXES {
        let mut desk = full();
        desk.keys(keys);
        desk.keys("ほげ<Esc>");
        let shown = painted(&desk.model, Lang::Ja);
        assert!(shown.contains("ほげ"), "{keys}: {shown}");
        // A click beside a box is an Esc.
        desk.keys("<Left>");
        desk.send(Msg::Click { x: 0, y: 2 });
        let shown = painted(&desk.model, Lang::Ja);
        assert!(shown.contains("ほげ"), "{keys}, a click: {shown}");
    }
}

#[test]
fn what_is_told_is_never_cut() {
    let told = "設定のファイルを書けません: /home/harada/.config/enishi/settings.toml の置き場所に書き込む権利がありません。置き場所を確かめてから もう一度 保存してください（完）";
    for size in SIZES {
        let mut desk = full();
        resize(&mut desk, size);
        desk.send(Msg::Notice {
            grave: true,
            text: told.into(),
        });
        let shown = painted(&desk.model, Lang::Ja);
        assert!(shown.contains("（完）"), "{size:?}: {shown}");
    }
}
