//! What is told takes its own rows: it lies over nothing, and it goes with its screen.

use super::overlays::opened;
use super::{full, go, pictures, resize};
use crate::app::desk::Desk;
use enishi::app::layout::FACTS;
use enishi::app::overlay::OverlayKind;
use enishi::app::{Msg, Screen};

const SIZES: [(u16, u16); 3] = [(60, 18), (80, 24), (120, 40)];

const LONG: &str = "名簿の九十七行目の方は前の会でも同じ番号でしたが会社の名前が少し違いますので受付で確かめてから名札をお渡しください。";

fn tell(desk: &mut Desk, text: &str, grave: bool) {
    desk.send(Msg::Notice {
        grave,
        text: text.into(),
    });
}

/// The rows below the boxes, without blanks.
fn below(desk: &Desk) -> String {
    let [shown, _] = pictures(desk);
    let facts = desk.model.layout().get(FACTS);
    let rows = shown.lines().skip(facts.y.into());
    rows.take(facts.height.into())
        .collect::<String>()
        .replace(' ', "")
}

/// Whether the row above what is told is the border of a box, as it is when nothing is told.
fn is_closed(desk: &Desk) -> bool {
    let [shown, _] = pictures(desk);
    let facts = desk.model.layout().get(FACTS);
    let row = shown.lines().nth(usize::from(facts.y) - 1).unwrap();
    row.starts_with('└') && row.ends_with('┘')
}

#[test]
fn a_long_notice_covers_no_line_of_a_box_and_is_whole() {
    for screen in Screen::ALL {
        for size in SIZES {
            let mut desk = full();
            assert!(go(&mut desk, *screen));
            resize(&mut desk, size);
            assert!(is_closed(&desk), "{screen:?} {size:?}");
            tell(&mut desk, LONG, false);
            let [shown, _] = pictures(&desk);
            assert!(is_closed(&desk), "{screen:?} {size:?}:\n{shown}");
            // The clock of a presentation may stand before its last row.
            for part in ["名簿の九十七行目の方は前の会でも", "名札をお渡しください。"]
            {
                assert!(below(&desk).contains(part), "{screen:?} {size:?}:\n{shown}");
            }
            // The caret and the selected line are in what is left.
            let facts = desk.model.layout().get(FACTS);
            let (_, caret) = crate::view::screen(&desk.model, desk.model.world.lang)
                .rsplit_once("caret ")
                .map(|(a, b)| (a.to_owned(), b.to_owned()))
                .unwrap();
            if let Some((_, y)) = caret.split_once(',') {
                assert!(
                    y.parse::<u16>().unwrap() < facts.y,
                    "{screen:?} {size:?}: {caret}"
                );
            }
            // It goes by itself, and the boxes take their rows again.
            desk.wait(1);
            assert_eq!(desk.model.layout().get(FACTS).height, 1, "{screen:?}");
        }
    }
}

#[test]
fn a_long_notice_lies_over_no_overlay() {
    for kind in OverlayKind::ALL {
        for size in SIZES {
            let mut desk = opened(*kind);
            resize(&mut desk, size);
            tell(&mut desk, LONG, false);
            let layout = desk.model.layout();
            let area = layout.overlay.unwrap();
            assert!(area.bottom() <= layout.get(FACTS).y, "{kind:?} {size:?}");
        }
    }
}

#[test]
fn what_is_told_goes_with_its_screen_and_stays_in_the_list() {
    for grave in [false, true] {
        for screen in Screen::ALL {
            let mut desk = full();
            assert!(go(&mut desk, *screen));
            let unseen = desk.model.world.notices.unseen;
            tell(&mut desk, "この画面の話です。", grave);
            assert!(below(&desk).contains("この画面の話です。"));
            let other = if *screen == Screen::Report {
                Screen::Follow
            } else {
                Screen::Report
            };
            assert!(go(&mut desk, other));
            assert!(!below(&desk).contains("この画面の話です。"), "{screen:?}");
            let unseen = desk.model.world.notices.unseen - unseen;
            assert_eq!(unseen, usize::from(grave), "{screen:?}");
            let mark = format!("Alt+8お知らせ{}", desk.model.world.notices.unseen);
            assert!(!grave || below(&desk).contains(&mark), "{screen:?}");
            desk.keys("<Alt+8>");
            assert!(
                pictures(&desk)[0].contains("この画面の話です。"),
                "{screen:?}"
            );
        }
    }
}
