//! The tabs of the first row: as many screens as there will be.

use crate::app::desk::Desk;
use enishi::app::tabs::{arrange, tabs};
use enishi::app::{Msg, Screen, help};
use enishi::text::width;
use enishi::words::Lang;

/// The nine screens of the plan.
const NINE: [&str; 9] = [
    "0 開始",
    "1 受付",
    "2 進行",
    "3 関心",
    "4 面談",
    "5 フォロー",
    "6 一覧",
    "7 報告",
    "9 投影",
];

fn row(names: &[&str], current: usize, room: u16) -> String {
    let names: Vec<String> = names.iter().map(ToString::to_string).collect();
    let tabs = arrange(&names, current, room);
    let mut x = 0;
    for tab in &tabs {
        assert_eq!(tab.x, x, "no tab lies on another");
        assert!(width(&tab.text) <= usize::from(tab.width));
        x += tab.width;
    }
    assert!(x <= room, "{x} of {room} cells");
    tabs.into_iter().map(|t| t.text).collect()
}

#[test]
fn nine_screens_fit_eighty_columns_and_sixty() {
    for current in 0..9 {
        let text = row(&NINE, current, 71);
        assert_eq!(width(&text), 67, "{text}");
        let text = row(&NINE, current, 51);
        assert!(
            text.contains('[') && text.contains(" 9") | text.contains("[9"),
            "{text}"
        );
    }
    assert_eq!(
        row(&NINE, 2, 71),
        " 0開始  1受付 [2進行] 3関心  4面談  5フォロー  6一覧  7報告  9投影 "
    );
    assert_eq!(row(&NINE, 5, 51), " 0  1  2  3  4 [5フォロー] 6  7  9 ");
    assert_eq!(row(&NINE[..3], 1, 71), " 0 開始 [1 受付] 2 進行 ");
}

#[test]
fn a_tab_goes_where_its_name_says_wherever_it_is_clicked() {
    for lang in [Lang::Ja, Lang::En] {
        for size in [(60, 15), (80, 24), (120, 40)] {
            let mut desk = Desk::open("tutorial").size(size.0, size.1);
            desk.model.world.lang = lang;
            for screen in Screen::ALL {
                for end in [0, 1] {
                    let found = tabs(&desk.model, help::words(lang));
                    let (_, tab) = found.iter().find(|(s, _)| s == screen).unwrap();
                    let number = screen.number().to_string();
                    assert!(tab.text.trim_matches([' ', '[']).starts_with(&number));
                    let x = tab.x + end * (tab.width - 1);
                    desk.send(Msg::Click { x, y: 0 });
                    assert_eq!(desk.model.screen, *screen, "{lang:?} {size:?}");
                }
            }
        }
    }
}
