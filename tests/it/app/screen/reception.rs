//! The desk: who is checked in and how, with how many keys, and what is never done by a slip.

mod erased;

use super::hall::{hall, keys, open, presence, session};
use crate::app::desk::Desk;
use crate::app::told;
use crate::view::picture;
use enishi::app::core::day::Day;
use enishi::app::overlay::{Overlay, OverlayKind};
use enishi::app::say::Say;
use enishi::app::{Screen, Setup};
use enishi::config::edit::Setting;
use enishi::domain::code::{Level, Paper, Presence};
use enishi::domain::rule::reception::{self, Came};
use enishi::domain::rule::scan;
use enishi::store::{Sessions, Store};
use enishi::text::Clean;
use enishi::words::Lang;

const SIZES: [(u16, u16); 3] = [(60, 15), (80, 24), (120, 40)];

fn at_desk(people: usize, size: (u16, u16)) -> Desk {
    let mut desk = open(&hall(people, 12, |_| Vec::new()), size);
    desk.keys("<Alt+1>");
    assert_eq!(desk.model.screen, Screen::Reception);
    desk
}

fn code(badge: usize) -> String {
    scan::code(&badge.to_string()).unwrap()
}

fn wide(digits: &str) -> String {
    let wide = |c: char| char::from_u32(u32::from(c) + 0xfee0).unwrap();
    digits.chars().map(wide).collect()
}

/// A morning: a hundred people, five who are not in the list, three who come for others, two mistakes. Nobody is waited
/// for, and nobody takes more keys than they may.
#[test]
fn a_morning_at_the_desk_takes_four_keys_a_person_at_most() {
    for size in SIZES {
        let mut desk = at_desk(100, size);
        let mut total = 0;
        // A scanner: nobody touches the keyboard. Its Enter comes, or an input method eats it; digits may be wide.
        for badge in 1..=60 {
            let mut typed = if badge % 3 == 0 {
                wide(&code(badge))
            } else {
                code(badge)
            };
            if badge % 2 == 0 {
                typed.push_str("<Enter>");
            }
            desk.keys(&typed);
            assert_eq!(presence(&desk, &badge.to_string()), Presence::Arrived);
            assert!(desk.model.overlays.is_empty(), "{badge} {size:?}");
        }
        // By badge, then by name.
        for badge in 61..=94 {
            let typed = if badge < 80 {
                format!("{badge}<Enter>")
            } else {
                let name = session(&desk).attendees[badge - 1].name.to_string();
                let surname: String = name.chars().take(2).collect();
                format!("{surname}<Enter><Enter>")
            };
            assert!(keys(&typed) <= 4, "{typed}");
            total += keys(&typed);
            desk.keys(&typed);
            assert_eq!(
                presence(&desk, &badge.to_string()),
                Presence::Arrived,
                "{typed}"
            );
        }
        // Three come for others: 代理.
        for badge in 95..=97 {
            let typed = format!("{badge}<Tab><Enter>2代理 恵<Enter><Enter>");
            total += keys(&typed);
            desk.keys(&typed);
            assert!(desk.model.overlays.is_empty(), "{badge} {size:?}");
            let now = session(&desk);
            let came = now.attendee(&badge.to_string()).unwrap();
            assert_eq!(
                (&*came.name, &*came.in_place_of),
                ("代理 恵", &*badge.to_string())
            );
            assert_eq!(
                &*came.kana, "だいり めぐみ",
                "a reading is proposed and seen"
            );
            assert_eq!(presence(&desk, &badge.to_string()), Presence::Arrived);
        }
        // Five were not registered: three fields, and the badge is given out.
        for n in 0..5 {
            let typed = format!("<Ctrl+N>第0{n}<Tab>鈴木 {n}<Tab>すずき<Enter>");
            assert!(keys(&typed) <= 24, "{typed}");
            total += keys(&typed);
            desk.keys(&typed);
            assert!(desk.model.overlays.is_empty(), "{n} {size:?}");
            let new = session(&desk).attendees.last().unwrap().clone();
            assert_eq!(*new.badge, *(201 + n).to_string());
            assert_eq!(*new.org, *format!("o{n}"));
        }
        // Two mistakes: one seen at once, one a minute later.
        desk.keys("98<Enter><Ctrl+Z>");
        assert_eq!(presence(&desk, "98"), Presence::Expected);
        desk.keys("99<Enter>");
        desk.wait(1);
        desk.keys("99<Enter>");
        assert_eq!(presence(&desk, "99"), Presence::Arrived, "it asks");
        desk.keys("<Enter>");
        assert_eq!(presence(&desk, "99"), Presence::Expected);
        total += keys("98<Enter><Ctrl+Z>99<Enter>99<Enter><Enter>");
        let book = &desk.model.world.book;
        let now = session(&desk);
        let here = |a: &&enishi::domain::roster::Attendee| {
            reception::presence(book, &now.id, &a.badge) == Presence::Arrived
        };
        assert_eq!(now.attendees.iter().filter(here).count(), 102);
        assert_eq!(desk.book(), *book);
        assert!(
            total <= 34 * 4 + 3 * 12 + 5 * 24 + 12,
            "{total} keys by hand"
        );
        let shown = picture(&desk.model, Lang::Ja);
        assert!(shown.contains("来場 102  未着 3"), "{shown}");
    }
}

#[test]
fn a_scanner_takes_nobody_back_and_no_other_number_is_a_scan() {
    let mut desk = at_desk(9, (80, 24));
    desk.keys(&code(3));
    let ops = desk.store.ops().len();
    for typed in [
        code(3),
        format!("{}<Enter>", code(3)),
        format!("{}<Enter><Enter>", wide(&code(3))),
    ] {
        desk.keys(&typed);
        assert!(
            matches!(told(&desk), Say::Day(Day::AlreadyHere { .. })),
            "{:?}",
            told(&desk)
        );
        assert!(desk.model.overlays.is_empty());
    }
    // A minute later the same.
    desk.wait(1);
    desk.keys(&code(3));
    assert_eq!(desk.store.ops().len(), ops);
    // A digit that was misread is nobody's, and nobody who is not in the list.
    desk.wait(1);
    desk.keys("000031<Enter>");
    assert_eq!(
        desk.model.overlays.last().map(Overlay::kind),
        Some(OverlayKind::Menu)
    );
    desk.keys("<Esc>");
    desk.keys(&code(77));
    assert_eq!(told(&desk), &Say::Day(Day::NoSuchBadge("77".into())));
    assert_eq!(desk.store.ops().len(), ops);
    // Only this screen and that of the sheets know scanners.
    desk.keys("<Alt+2>").keys(&code(4));
    assert_eq!(presence(&desk, "4"), Presence::Expected);
    // A badge of six digits is a badge.
    let mut file = hall(3, 3, |_| Vec::new());
    file.attendees[0].badge = Clean::line(&code(2));
    let mut desk = open(&file, (80, 24));
    desk.keys("<Alt+1>").keys(&code(2));
    assert_eq!(presence(&desk, "2"), Presence::Expected);
    desk.keys("<Enter>");
    assert_eq!(presence(&desk, &code(2)), Presence::Arrived);
}

#[test]
fn a_guess_asks_and_a_badge_that_nobody_has_leads_to_who_is_not_in_the_list() {
    let mut desk = at_desk(30, (80, 24));
    // 田中 健 has badge 1; a surname is only part of the name.
    desk.keys("田中<Enter>");
    assert_eq!(presence(&desk, "1"), Presence::Expected);
    let shown = picture(&desk.model, Lang::Ja);
    assert!(shown.contains("田中 健"), "{shown}");
    desk.keys("<Enter>");
    assert_eq!(presence(&desk, "1"), Presence::Arrived);
    // The whole name is taken at once.
    desk.keys("田本 健<Enter>");
    assert_eq!(presence(&desk, "2"), Presence::Arrived);
    // A badge that only begins so is another one.
    desk.keys("999<Enter>");
    assert_eq!(
        desk.model.overlays.last().map(Overlay::kind),
        Some(OverlayKind::Menu)
    );
    desk.keys("2");
    assert!(desk.model.overlays.is_empty());
    desk.keys("12<Enter>");
    assert_eq!(
        presence(&desk, "12"),
        Presence::Arrived,
        "typed in its place"
    );
    desk.keys("0<Enter>");
    assert_eq!(
        desk.model.overlays.last().map(Overlay::kind),
        Some(OverlayKind::Menu)
    );
    // A company lists its people; the arrows point at one.
    desk.keys("<Esc><Ctrl+U>第05<Down><Enter>");
    assert_eq!(presence(&desk, "17"), Presence::Arrived);
}

#[test]
fn papers_are_one_key_each_on_the_selected_person() {
    let mut desk = at_desk(9, (80, 24));
    desk.keys("4<Enter><Shift+F2><Shift+F3><Shift+F4>");
    let now = session(&desk);
    let person = now.attendee("4").unwrap();
    let has =
        |desk: &Desk, paper| reception::has_paper(&desk.model.world.book, &now, person, paper);
    for paper in [Paper::List, Paper::Nda, Paper::Badge] {
        assert!(has(&desk, paper), "{paper:?}");
    }
    desk.keys("<Shift+F3>");
    assert!(!has(&desk, Paper::Nda));
    desk.keys("<Ctrl+Z>");
    assert!(has(&desk, Paper::Nda));
    // 欠席 and 退出 by one key, too; nobody is taken back by it.
    desk.keys("<F4><F4>");
    assert_eq!(presence(&desk, "4"), Presence::Left);
    desk.keys("<F4><Down><F4><F4>");
    assert_eq!(presence(&desk, "4"), Presence::Arrived);
    assert_eq!(presence(&desk, "5"), Presence::Absent);
    // Delete asks, and only an empty box means the person.
    desk.keys("<Up><Delete>");
    assert_eq!(presence(&desk, "4"), Presence::Arrived);
    desk.keys("<Delete>");
    assert_eq!(presence(&desk, "4"), Presence::Expected);
    // F3 goes to who is missing.
    desk.keys("1<Enter><F3><Shift+F4>");
    let two = now.attendee("2").unwrap();
    assert!(reception::has_paper(
        &desk.model.world.book,
        &now,
        two,
        Paper::Badge
    ));
}

#[test]
fn who_is_missing_is_seen_by_company() {
    let mut desk = at_desk(9, (120, 40));
    desk.keys("1<Enter>2<Enter>3<Enter>4<Enter>");
    desk.wait(1);
    let shown = picture(&desk.model, Lang::Ja);
    assert!(shown.contains("まだの会社 2社"), "{shown}");
    let at = |text: &str| {
        shown
            .find(text)
            .unwrap_or_else(|| panic!("{text}: {shown}"))
    };
    assert!(at("0/3名") < at("1/3名"), "{shown}");
    assert!(shown.contains("直近5分 4名"), "{shown}");
    desk.wait(6);
    assert!(picture(&desk.model, Lang::Ja).contains("直近5分 0名"));
    desk.keys("<Ctrl+T>");
    let shown = picture(&desk.model, Lang::Ja);
    assert!(
        shown.contains("未着だけ") && !shown.contains("田中 健 "),
        "{shown}"
    );
    let now = session(&desk);
    assert_eq!(
        reception::came(&desk.model.world.book, &now.id, now.attendee("1").unwrap()),
        Came::Registered
    );
}

#[test]
fn a_badge_that_another_window_gave_out_too_is_told_and_nobody_is_taken_for_the_other() {
    let mut desk = at_desk(9, (80, 24));
    let before = desk.store.book(&Sessions::All).unwrap();
    desk.keys("<Ctrl+N>第00<Tab>鈴木 健<Tab><Enter>");
    // The other window had not seen that.
    let day = &before.sessions[&Clean::line("kai")];
    let (badge, name, org) = (
        Clean::line("101"),
        Clean::line("佐藤 美咲"),
        Clean::line("o1"),
    );
    let new = reception::Newcomer {
        badge: &badge,
        name: &name,
        kana: &name,
        company: reception::Company::Known(&org),
    };
    let (_, changes) = reception::walk_in(&before, day, &new).unwrap();
    desk.elsewhere(changes);
    assert!(
        matches!(told(&desk), Say::Day(Day::BadgeTwice { .. })),
        "{:?}",
        told(&desk)
    );
    let shown = picture(&desk.model, Lang::Ja);
    assert!(
        shown.contains("鈴木 健") && shown.contains("佐藤 美咲"),
        "{shown}"
    );
    let ops = desk.store.ops().len();
    desk.keys("<Esc>101<Enter>");
    assert_eq!(told(&desk), &Say::PointFirst);
    desk.keys("<Esc><Esc>").keys(&code(101));
    assert!(matches!(told(&desk), Say::Day(Day::BadgeTwice { .. })));
    assert_eq!(desk.store.ops().len(), ops);
    assert_eq!(session(&desk).attendees.len(), 11);
}

#[test]
fn a_substitute_takes_the_wishes_over_or_not_and_the_registered_one_stays_on_record() {
    for (answer, wishes) in [("<Enter>", 1), ("<Tab><Tab><F4>", 0)] {
        let mut desk = open(&hall(9, 12, |_| vec![(2, Level::Interested)]), (80, 24));
        desk.keys(&format!("<Alt+1>4<Tab><Enter>2小川 恵{answer}<Enter>"));
        assert!(desk.model.overlays.is_empty());
        let now = session(&desk);
        let came = now.attendee("4").unwrap();
        assert_eq!((&*came.name, came.interests.len()), ("小川 恵", wishes));
        let registered = now.recorded_attendee(&Clean::line("4")).unwrap();
        assert_eq!(registered.replaced_by, came.badge);
        let shown = picture(&desk.model, Lang::Ja);
        assert!(shown.contains("代理 "), "{shown}");
        desk.keys("<Ctrl+Z>");
        assert_eq!(
            &*session(&desk).attendee("4").unwrap().name,
            &*registered.name
        );
    }
}

#[test]
fn the_beginning_of_several_companies_makes_no_new_one() {
    let mut desk = at_desk(9, (80, 24));
    let ops = desk.store.ops().len();
    desk.keys("<Ctrl+N>第0<Tab>鈴木 健<Tab>すずき けん<Enter>");
    assert!(matches!(told(&desk), Say::Day(Day::CompanyUnclear(names)) if names.len() == 3));
    assert_eq!(desk.store.ops().len(), ops);
    // The caret is where it is put right; nothing else has to be typed again.
    desk.keys("2<Enter>");
    assert!(desk.model.overlays.is_empty());
    let new = session(&desk).attendees.last().unwrap().clone();
    assert_eq!((&*new.name, &*new.org), ("鈴木 健", "o2"));
    // A company that is not in the list is asked for once.
    let ops = desk.store.ops().len();
    desk.keys("<Ctrl+N>みなと樹脂<Tab>佐藤 美咲<Tab><Enter>");
    assert_eq!(told(&desk), &Say::Day(Day::CompanyNew("みなと樹脂".into())));
    assert_eq!(desk.store.ops().len(), ops);
    desk.keys("<Enter>");
    let now = session(&desk);
    let new = now.attendees.last().unwrap();
    assert_eq!(&**now.org_name(&new.org), "みなと樹脂");
}

#[test]
fn the_number_of_the_next_one_stands_in_the_place_of_who_is_here_already() {
    let mut desk = at_desk(9, (80, 24));
    desk.keys("1<Enter>1<Enter>");
    desk.keys("2<Enter>");
    assert_eq!(presence(&desk, "2"), Presence::Arrived);
    assert_eq!(presence(&desk, "1"), Presence::Arrived);
}

/// What stands in the fields of the form on top.
fn fields(desk: &Desk) -> Vec<String> {
    let Some(Overlay::Form(form)) = desk.model.overlays.last() else {
        panic!("no form: {:?}", told(desk));
    };
    form.fields.iter().map(|f| f.text().to_owned()).collect()
}

#[test]
fn a_name_that_nobody_has_becomes_the_name_of_who_comes_and_the_box_is_empty_then() {
    let mut desk = at_desk(9, (80, 24));
    desk.keys("小川 恵<Enter>");
    let shown = picture(&desk.model, Lang::Ja);
    assert!(shown.contains("「小川 恵」は見つかりません"), "{shown}");
    desk.keys("1");
    assert_eq!(fields(&desk), ["", "小川 恵", "おがわ めぐみ", "101"]);
    desk.keys("第00<Enter>");
    assert!(desk.model.overlays.is_empty());
    let now = session(&desk);
    let new = now.attendees.last().unwrap();
    assert_eq!((&*new.name, &*new.kana), ("小川 恵", "おがわ めぐみ"));
    let room = desk.model.screens.reception.as_ref().unwrap();
    assert!(room.query.is_blank(), "{:?}", room.query.text());
    assert_eq!(room.selected().unwrap().badge, new.badge);
    // Esc leaves what was typed; it is replaced by the next key.
    desk.keys("山本 花<Enter>1<Esc>");
    let room = desk.model.screens.reception.as_ref().unwrap();
    assert_eq!(room.query.text(), "山本 花");
    desk.keys("2<Enter>");
    assert_eq!(presence(&desk, "2"), Presence::Arrived);
}

#[test]
fn a_badge_that_nobody_has_is_the_one_of_who_comes_and_a_reading_is_only_proposed() {
    let mut desk = at_desk(9, (80, 24));
    desk.keys("４５６<Enter>1");
    assert_eq!(fields(&desk), ["", "", "", "456"]);
    desk.keys("第00<Tab>田中 一郎<Tab>");
    assert_eq!(fields(&desk)[2], "たなか いちろう");
    // Typing stands in its place, and what was typed stays.
    desk.keys("たなか かずろう<Tab><Tab><Tab><Tab>");
    assert_eq!(fields(&desk)[2], "たなか かずろう");
    desk.keys("<Enter>");
    let now = session(&desk);
    let new = now.attendee("456").unwrap();
    assert_eq!((&*new.name, &*new.kana), ("田中 一郎", "たなか かずろう"));
    // A reading that nobody saw is not recorded.
    desk.keys("<Ctrl+N>第01<Tab>佐藤 花子<Enter>");
    let now = session(&desk);
    let new = now.attendees.last().unwrap();
    assert_eq!((&*new.badge, &*new.kana), ("101", ""));
}

#[test]
fn a_laptop_with_numbers_of_its_own_gives_out_no_others() {
    let mut settings = vec![String::new(); Setting::ALL.len()];
    let at = Setting::ALL.iter().position(|s| *s == Setting::Badges);
    settings[at.unwrap()] = "351-352".to_owned();
    let mut desk = Desk::with(Setup {
        actor: Some("山本".into()),
        settings,
        ..Setup::default()
    });
    desk.load(&hall(9, 3, |_| Vec::new()));
    desk.keys("<Alt+1>");
    for (n, badge) in [(0, "351"), (1, "352")] {
        desk.keys(&format!("<Ctrl+N>第00<Tab>鈴木 {n}<Enter>"));
        assert_eq!(&*session(&desk).attendees.last().unwrap().badge, badge);
    }
    let ops = desk.store.ops().len();
    desk.keys("<Ctrl+N>第00<Tab>鈴木 三<Enter>");
    assert_eq!(told(&desk), &Say::Day(Day::BadgeNeeded));
    assert_eq!(desk.store.ops().len(), ops);
    // The caret stands where the number goes.
    desk.keys("400<Enter>");
    assert_eq!(&*session(&desk).attendees.last().unwrap().badge, "400");
}
