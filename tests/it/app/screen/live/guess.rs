//! Enter takes at once only what was typed; a guess asks once more, and another key drops the question.

use crate::app::desk::{self, Desk};
use crate::app::{only, told};
use crate::view::picture;
use enishi::app::Msg;
use enishi::app::core::again::Question;
use enishi::app::msg::{Answer, HitKind, HitRow, Why};
use enishi::app::overlay::Overlay;
use enishi::app::say::Say;
use enishi::words::Lang;

fn text(desk: &Desk) -> &str {
    desk.model.screens.live.as_ref().unwrap().query.text()
}

fn asks(desk: &Desk) -> bool {
    matches!(desk.model.question(), Some(Question::Take { .. }))
}

/// What the search thread may say of a query: the attendee with badge 8, and why.
fn found(desk: &mut Desk, why: Option<Why>) {
    let generation = desk.model.screens.live.as_ref().unwrap().asked;
    let session = desk::session("tutorial");
    let person = session.attendee("8").unwrap();
    let hit = HitRow {
        kind: HitKind::Attendee,
        id: person.badge.clone(),
        title: person.name.clone(),
        detail: "".into(),
        title_marks: vec![],
        detail_marks: vec![],
        why,
        interest: None,
    };
    let answer = Answer {
        hits: vec![hit],
        matched: 1,
        whole: true,
    };
    desk.send(Msg::Found { generation, answer });
}

#[test]
fn names_readings_and_short_names_as_they_stand_are_taken_at_once() {
    let session = desk::session("tutorial");
    let person = session.attendee("8").unwrap();
    let org = session.organisation(&person.org).unwrap();
    let mut all = vec![
        person.name.as_str(),
        person.kana.as_str(),
        org.name.as_str(),
    ];
    all.extend([org.kana.as_str(), org.short.as_str()]);
    for typed in all.into_iter().filter(|name| !name.is_empty()) {
        let mut desk = Desk::open("tutorial");
        desk.keys(&format!("<F5><paste:{typed}>"));
        if desk.model.screens.live.as_ref().unwrap().hits.is_empty() {
            // The plain search of the desk does not look there.
            found(&mut desk, None);
        }
        desk.keys("<Enter>");
        assert!(!asks(&desk), "{typed} is asked");
        assert_eq!(only(&desk).id.org, person.org, "{typed}");
    }
}

#[test]
fn whatever_is_only_near_is_asked_once_and_says_what_was_understood() {
    for why in [
        None,
        Some(Why::Near),
        Some(Why::Typo),
        Some(Why::Synonym),
        Some(Why::Number),
    ] {
        let mut desk = Desk::open("tutorial");
        desk.keys("<F5>nanika");
        found(&mut desk, why);
        desk.keys("<Enter>");
        assert!(desk.book().pairings.is_empty() && asks(&desk), "{why:?}");
        for (width, height) in [(60, 15), (60, 18), (80, 24), (120, 40)] {
            desk.send(Msg::Resize { width, height });
            let shown = picture(&desk.model, Lang::Ja).replace(['│', '\n', ' '], "");
            let session = desk::session("tutorial");
            let name = session.attendee("8").unwrap().name.replace(' ', "");
            assert!(shown.contains("『nanika』を"), "{shown}");
            assert!(shown.contains(&name), "{shown}");
        }
        // Any other key drops the question and keeps the text.
        for other in ["<Down>", "<F1><Esc>", "<Tab>", "<Ctrl+S>"] {
            desk.keys(other);
            assert!(!asks(&desk) && desk.book().pairings.is_empty(), "{other}");
            assert_eq!(text(&desk), "nanika", "{other}");
        }
        let mut desk = Desk::open("tutorial");
        desk.keys("<F5>nanika");
        found(&mut desk, why);
        desk.keys("<Enter><Enter>");
        assert_eq!(only(&desk).persons, ["8"], "{why:?}");
    }
}

#[test]
fn a_part_and_several_are_guesses_and_a_line_somebody_points_at_is_none() {
    let mut desk = Desk::open("tutorial");
    desk.keys("<F5>本間<Enter>");
    assert!(asks(&desk) && desk.book().pairings.is_empty());
    desk.keys("<Enter>");
    assert_eq!(only(&desk).persons, ["9"]);
    let mut desk = Desk::open("tutorial");
    desk.keys("<F5>星雲閣<Down><Enter>");
    assert!(!asks(&desk));
    assert_eq!(desk.book().pairings.len(), 1);
}

#[test]
fn a_question_nobody_saw_is_not_answered() {
    let mut desk = Desk::open("tutorial");
    desk.keys("<F5>");
    desk.slow = true;
    desk.keys("本間<Enter><Enter>");
    desk.answer();
    desk.slow = false;
    desk.answer();
    assert!(asks(&desk) && desk.book().pairings.is_empty());
    // A resize answers nothing and drops nothing, a click answers nothing.
    desk.send(Msg::Resize {
        width: 100,
        height: 30,
    });
    assert!(asks(&desk));
    desk.keys("<Enter>");
    assert_eq!(desk.book().pairings.len(), 1);
}

#[test]
fn a_badge_that_does_not_exist_records_nothing_and_offers_two_ways_on() {
    for (typed, shown) in [
        ("999", "999"),
        ("９９", "99"),
        ("8 999", "999"),
        ("777+", "777"),
    ] {
        let mut desk = Desk::open("tutorial");
        desk.keys(&format!("<F5>{typed}"));
        let before = desk.store.ops().len();
        desk.keys("<Enter>");
        assert_eq!(desk.store.ops().len(), before, "{typed}");
        assert!(matches!(desk.model.overlays.last(), Some(Overlay::Menu(_))));
        let picture = picture(&desk.model, Lang::Ja);
        let told = format!("名札 {shown} はありません");
        assert!(picture.contains(&told), "{picture}");
        assert!(picture.contains("打ち直す") && picture.contains("メモに残す"));
        // Esc keeps the text; to type it again replaces it with the first key.
        desk.keys("<Esc>");
        assert_eq!(text(&desk), typed);
        desk.keys("<Enter>3");
        assert_eq!(text(&desk), typed);
        desk.keys("8");
        assert_eq!(text(&desk), "8");
        desk.keys("<Enter>");
        assert_eq!(only(&desk).persons, ["8"]);
        let mut desk = Desk::open("tutorial");
        desk.keys(&format!("<F5>{typed}<Enter>2<Enter>"));
        let memo: Vec<String> = (desk.book().memos.values())
            .map(|m| m.text.to_string())
            .collect();
        assert_eq!(memo, [typed]);
    }
}

#[test]
fn short_numbers_are_badges_only_and_never_found_inside_something() {
    let mut desk = Desk::open("regional");
    for typed in ["1", "12", "010", "123", "20"] {
        desk.keys(&format!("<Ctrl+U>{typed}"));
        let live = desk.model.screens.live.as_ref().unwrap();
        let wrong = live.hits.iter().find(|h| h.kind != HitKind::Attendee);
        assert_eq!(wrong, None, "{typed}");
    }
    desk.keys("<Ctrl+U>2099");
    let live = desk.model.screens.live.as_ref().unwrap();
    assert!(live.hits.iter().any(|h| h.kind == HitKind::Patent));
}

#[test]
fn levels_are_typed_behind_the_badge_and_several_badges_in_one_line() {
    use enishi::domain::code::Level::{self, Declined, Discuss, WantsMeeting};
    for (typed, level) in [
        ("8+", Discuss),
        ("8++", WantsMeeting),
        ("8*", WantsMeeting),
        ("８＋", Discuss),
        ("8-", Declined),
        ("8ー", Declined),
    ] {
        let mut desk = Desk::open("tutorial");
        desk.keys(&format!("<F5>{typed}<Enter>"));
        assert_eq!(only(&desk).level, level, "{typed}");
    }
    let mut desk = Desk::open("tutorial");
    desk.keys("<F5>8 10+ 12++");
    let shown = picture(&desk.model, Lang::Ja);
    assert!(shown.contains("3名をまとめて記録します"), "{shown}");
    desk.keys("<Enter>");
    let levels: Vec<Level> = desk.book().pairings.values().map(|p| p.level).collect();
    assert_eq!(levels.len(), 3);
    assert!(levels.contains(&Discuss) && levels.contains(&WantsMeeting));
    assert!(
        matches!(told(&desk), Say::RecordedAll(all) if all.len() == 3)
            || matches!(told(&desk), Say::Warned { .. })
    );
    // One that does not exist: nothing of the line.
    let before = desk.store.ops().len();
    desk.keys("<Esc>8+ 999<Enter>");
    assert_eq!(desk.store.ops().len(), before);
    // The hospital that presents: nothing either.
    desk.keys("<Esc><Esc><Esc><Ctrl+U>4 11<Enter>");
    assert_eq!(told(&desk), &Say::OwnHospital);
    assert_eq!(desk.store.ops().len(), before);
}

#[test]
fn what_was_declared_is_recorded_and_a_level_once_stated_stays() {
    let session = desk::session("tutorial");
    let mut seen = 0;
    for person in &session.attendees {
        for interest in &person.interests {
            let own = session.need(&interest.need).unwrap().hospital == person.org;
            if own {
                continue;
            }
            let mut desk = Desk::open("tutorial");
            desk.keys(&format!("{}<Enter>{}<Enter>", interest.need, person.badge));
            let pairing = only(&desk);
            let wanted = match interest.level {
                enishi::domain::code::Level::Declined => enishi::domain::code::Level::Interested,
                level => level,
            };
            assert_eq!(pairing.level, wanted, "{} {}", person.badge, interest.need);
            seen += 1;
        }
    }
    assert!(seen > 5);
}

#[test]
fn one_of_several_who_are_called_so_is_pointed_at_and_never_picked() {
    let mut session = desk::session("tutorial");
    let one = session.attendee("8").unwrap().clone();
    for (n, name) in ["森 ゆみこ", "林 ゆみこ", "原 ゆみこ"]
        .into_iter()
        .enumerate()
    {
        session.attendees.push(enishi::domain::roster::Attendee {
            badge: enishi::text::Clean::line(&format!("70{n}")),
            name: name.into(),
            kana: name.into(),
            ..one.clone()
        });
    }
    let mut desk = Desk::empty().size(80, 24);
    desk.load(&session);
    desk.keys("<Alt+2><F5>");
    let before = desk.store.ops().len();
    desk.keys("ゆみこ<Enter><Enter>");
    assert_eq!(told(&desk), &Say::PointFirst);
    assert_eq!(desk.store.ops().len(), before);
    desk.keys("<F3><Enter>");
    assert_eq!(desk.book().pairings.len(), 1, "whoever was pointed at");
}

#[test]
fn what_is_half_typed_is_no_beginning_of_the_next_name_after_another_screen() {
    let mut desk = Desk::open("tutorial");
    desk.keys("<F5>1<Alt+1><Alt+2>8");
    assert_eq!(text(&desk), "8");
    // It can still be gone on with, and a line that may be a memo does go on.
    desk.keys("<Alt+1><Alt+2><Backspace>");
    assert_eq!(text(&desk), "");
    desk.keys("<paste:図面を見たいとのこと。><Alt+1><Alt+2>と");
    assert_eq!(text(&desk), "図面を見たいとのこと。と");
    // At the desk, too; and what was told of somebody else does not stand beside a name that nobody has.
    desk.keys("<Ctrl+U><Alt+1>");
    let reception = |desk: &Desk| {
        let desk = desk.model.screens.reception.as_ref().unwrap();
        desk.query.text().to_owned()
    };
    desk.keys("1<Alt+2><Alt+1>8");
    assert_eq!(reception(&desk), "8");
    desk.keys("<Enter>ぬぬぬ<Enter>");
    assert_eq!(told(&desk), &Say::NotFound("ぬぬぬ".into()));
}
