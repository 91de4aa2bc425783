//! The day itself on the live screen: who is not in the list, what is presented together, the order, putting right.

use crate::app::desk::Desk;
use crate::app::told;
use crate::view::picture;
use enishi::app::Msg;
use enishi::app::core::day::Day;
use enishi::app::say::Say;
use enishi::domain::code::{Level, Presence};
use enishi::domain::entity::progress::Turnout;
use enishi::domain::roster::Session;
use enishi::domain::rule::reception;
use enishi::store::{Draft, Store};
use enishi::words::Lang;

fn session(desk: &Desk) -> Session {
    let id = &desk.model.screens.live.as_ref().unwrap().session;
    desk.model.world.book.sessions[id].clone()
}

fn turnout(desk: &Desk, no: &str) -> Turnout {
    let id = &desk.model.screens.live.as_ref().unwrap().session;
    let progress = desk.model.world.book.progress.get(id);
    progress.map_or(Turnout::Waiting, |p| p.turnout(no))
}

#[test]
fn a_badge_that_nobody_has_leads_to_a_walk_in_with_a_company_of_the_list() {
    let mut desk = Desk::open("tutorial");
    let firm = session(&desk).organisations.last().unwrap().clone();
    let begin: String = firm.short_name().chars().take(3).collect();
    desk.keys("<F5>999<Enter>1");
    desk.keys(&format!("<paste:{begin}><Enter>"));
    let shown = picture(&desk.model, Lang::Ja);
    assert!(shown.contains(firm.name.as_str()), "{shown}");
    desk.keys("<paste:鈴木 健><Tab><paste:すずき けん><Enter>");
    assert!(desk.model.overlays.is_empty());
    let now = session(&desk);
    let new = now.attendees.last().unwrap();
    assert_eq!((&*new.name, &new.org), ("鈴木 健", &firm.id));
    let Say::Day(Day::WalkedIn { badge, .. }) = told(&desk) else {
        panic!("{:?}", told(&desk));
    };
    assert_eq!(*badge, new.badge);
    let here = reception::presence(&desk.model.world.book, &now.id, &new.badge);
    assert_eq!(here, Presence::Arrived);
    // They are recorded like everybody else.
    desk.keys(&format!("<Ctrl+U>{}+<Enter>", new.badge));
    let pairing = desk.model.world.book.pairings.values().next().unwrap();
    assert_eq!((pairing.persons.len(), pairing.level), (1, Level::Discuss));
    desk.keys("<Ctrl+Z><Ctrl+Z>");
    assert_eq!(session(&desk).attendees.len(), now.attendees.len() - 1);
    assert_eq!(desk.book(), desk.model.world.book);
}

#[test]
fn two_needs_are_presented_together_and_both_are_done_then() {
    let mut desk = Desk::open("tutorial");
    // The third one joins the first.
    desk.keys("<F5><Tab><Home><Down><Down><Enter>4<Enter>");
    let needs: Vec<String> = session(&desk)
        .needs
        .iter()
        .map(|n| n.no.to_string())
        .collect();
    assert_eq!(turnout(&desk, &needs[0]), Turnout::Now);
    assert_eq!(turnout(&desk, &needs[2]), Turnout::Now);
    assert_eq!(turnout(&desk, &needs[1]), Turnout::Waiting);
    desk.keys("<Esc><F5>");
    assert_eq!(turnout(&desk, &needs[0]), Turnout::Done);
    assert_eq!(turnout(&desk, &needs[2]), Turnout::Done);
    assert_eq!(turnout(&desk, &needs[1]), Turnout::Now);
    desk.keys("<Ctrl+Z><Ctrl+Z>");
    assert_eq!(turnout(&desk, &needs[2]), Turnout::Waiting);
}

#[test]
fn order_presenter_and_need_are_put_right_from_the_menu() {
    let mut desk = Desk::open("tutorial");
    let before = session(&desk);
    let numbers =
        |s: &Session| -> Vec<String> { s.needs.iter().map(|n| n.no.to_string()).collect() };
    // The last one first.
    desk.keys("<Tab><End><Enter>60<Enter>");
    let now = session(&desk);
    assert_eq!(numbers(&now)[0], *numbers(&before).last().unwrap());
    desk.keys("<Ctrl+Z>");
    assert_eq!(numbers(&session(&desk)), numbers(&before));
    // Behind the first one, by its number as it is typed.
    desk.keys("<End><Enter>6n1<Enter>");
    assert_eq!(
        numbers(&session(&desk))[1],
        *numbers(&before).last().unwrap()
    );
    desk.keys("<Ctrl+Z><Home><Enter>5<Ctrl+U><paste:別の 先生><Enter>");
    assert_eq!(
        *session(&desk).needs[0].presenter_name(&session(&desk)),
        *"別の 先生"
    );
    desk.keys("<Enter>7<Ctrl+U><paste:別の題名><Enter>");
    let now = session(&desk);
    assert_eq!(*now.needs[0].title, *"別の題名");
    assert_eq!(*now.needs[0].presenter_name(&now), *"別の 先生");
    assert_eq!(now.needs[0].problem, before.needs[0].problem);
    // A need that nobody prepared stands at the end.
    desk.keys("<Enter>9<paste:その場のニーズ><Enter>");
    let now = session(&desk);
    assert_eq!(now.needs.len(), before.needs.len() + 1);
    assert_eq!(*now.needs.last().unwrap().title, *"その場のニーズ");
    for _ in 0..3 {
        desk.keys("<Ctrl+Z>");
    }
    assert_eq!(session(&desk).needs, before.needs);
}

#[test]
fn the_last_minute_and_the_end_are_said_here_and_to_the_room() {
    let mut desk = Desk::open("tutorial");
    desk.keys("<F5>");
    let minutes = i64::from(session(&desk).present_minutes.unwrap());
    assert!(!picture(&desk.model, Lang::Ja).contains("あと1分"));
    desk.wait(minutes - 1);
    assert!(picture(&desk.model, Lang::Ja).contains("あと1分"));
    desk.wait(2);
    assert!(picture(&desk.model, Lang::Ja).contains("時間です"));
    desk.keys("<Ctrl+P>toggle-projector<Enter>");
    let room = picture(&desk.model, Lang::Ja);
    assert!(room.contains("時間です") && room.contains("次:"), "{room}");
    let now = session(&desk);
    for person in &now.attendees {
        assert!(!room.contains(person.name.as_str()), "{room}");
    }
}

#[test]
fn hands_in_one_line_are_one_action_with_the_levels_declared() {
    let mut desk = Desk::open("tutorial");
    desk.keys("<F5>");
    let now = session(&desk);
    let here = desk
        .model
        .screens
        .live
        .as_ref()
        .unwrap()
        .current(&desk.model.world.book);
    let need = here.unwrap().no.clone();
    let hospital = &now.need(&need).unwrap().hospital;
    let firms = now.attendees.iter().filter(|a| a.org != *hospital);
    let mut badges: Vec<String> = Vec::new();
    let mut orgs = Vec::new();
    for person in firms {
        if !orgs.contains(&person.org) {
            orgs.push(person.org.clone());
            badges.push(person.badge.to_string());
        }
    }
    desk.keys(&format!(
        "{} {}+ {}++<Enter>",
        badges[0], badges[1], badges[2]
    ));
    assert_eq!(desk.model.world.book.pairings.len(), 3);
    desk.keys("<Ctrl+Z>");
    assert_eq!(desk.model.world.book.pairings.len(), 0, "one action");
}

#[test]
fn a_file_that_changed_is_told_and_read_again_with_a_key() {
    let mut desk = Desk::open("tutorial");
    desk.model.screens.live.as_mut().unwrap().path = "kai.toml".into();
    desk.keys("<F5>27");
    desk.send(Msg::FileChanged("another.toml".into()));
    assert_ne!(told(&desk), &Say::FileChanged);
    desk.send(Msg::FileChanged("kai.toml".into()));
    assert_eq!(told(&desk), &Say::FileChanged);
    desk.keys("<Ctrl+R>");
    let asked = desk.left.iter().any(|effect| {
        matches!(effect, enishi::app::Effect::OpenFile(path) if path.to_str() == Some("kai.toml"))
    });
    assert!(asked, "{:?}", desk.left);
    // What is typed stays when it comes.
    let id = session(&desk).id;
    desk.send(Msg::Opened {
        session: id,
        path: "kai.toml".into(),
    });
    assert_eq!(desk.model.screens.live.as_ref().unwrap().query.text(), "27");
    assert_eq!(told(&desk), &Say::FileRead);
}

#[test]
fn of_two_needs_presented_together_it_is_asked_which_is_meant_and_the_last_answer_comes_first() {
    let mut desk = Desk::open("tutorial");
    desk.keys("<F5><Tab><Home><Down><Down><Enter>4<Enter><Esc>");
    let now = session(&desk);
    let needs = [&now.needs[0], &now.needs[2]];
    let firms = now.attendees.iter();
    let is_guest = |org: &str| needs.iter().all(|n| *n.hospital != *org);
    let guests: Vec<&str> = firms
        .filter(|a| is_guest(&a.org))
        .map(|a| a.badge.as_str())
        .collect();
    desk.keys(&format!("{}<Enter>", guests[0]));
    let shown = picture(&desk.model, Lang::Ja);
    assert!(shown.contains("どのニーズへの記録"), "{shown}");
    assert_eq!(desk.model.world.book.pairings.len(), 0);
    desk.keys("3<Enter>");
    let recorded = |desk: &Desk, no: &str| {
        let pairings = desk.model.world.book.pairings.keys();
        pairings.filter(|id| *id.need == *no).count()
    };
    assert_eq!(needs.map(|n| recorded(&desk, &n.no)), [1, 1]);
    let org = &now.attendee(guests[0]).unwrap().org;
    let other = guests.iter().find(|b| now.attendee(b).unwrap().org != *org);
    desk.keys(&format!("{}<Enter><Enter>", other.unwrap()));
    assert_eq!(needs.map(|n| recorded(&desk, &n.no)), [2, 2]);
    assert_eq!(desk.book(), desk.model.world.book);
}

#[test]
fn a_badge_given_out_by_another_window_too_is_told() {
    let mut desk = Desk::open("tutorial");
    let id = session(&desk).id;
    let firm = session(&desk).organisations.last().unwrap().id.clone();
    let walk_in = |desk: &Desk, name: &str| {
        let (badge, name) = ("501".into(), name.into());
        let new = reception::Newcomer {
            badge: &badge,
            name: &name,
            kana: &name,
            company: reception::Company::Known(&firm),
        };
        let book = &desk.model.world.book;
        let made = reception::walk_in(book, &book.sessions[&id], &new);
        made.unwrap().1
    };
    let (mine, theirs) = (walk_in(&desk, "鈴木 健"), walk_in(&desk, "佐藤 美咲"));
    for changes in [mine, theirs] {
        let draft = Draft {
            actor: "佐々木".into(),
            scope: id.clone(),
            changes,
            action: None,
        };
        let saved = desk.store.commit(&draft, desk.now.timestamp()).unwrap();
        desk.send(Msg::Synced { rows: saved.rows });
    }
    let Say::Day(Day::BadgeTwice { badge, names }) = told(&desk) else {
        panic!("{:?}", told(&desk));
    };
    assert_eq!((badge.as_str(), names.len()), ("501", 2));
    assert_eq!(desk.book(), desk.model.world.book);
}

#[test]
fn a_name_that_is_not_found_is_somebody_new_or_a_line_for_the_record() {
    let mut desk = Desk::open("tutorial");
    desk.keys("<F5>有田 聡子zz<Enter>");
    let shown = picture(&desk.model, Lang::Ja);
    assert!(shown.contains("「有田 聡子zz」は見つかりません"), "{shown}");
    let ops = desk.store.ops().len();
    desk.keys("<Esc>");
    assert_eq!(desk.store.ops().len(), ops);
    // Taken in, and Enter records them.
    desk.keys("<Enter>1さざれ<Enter>");
    assert!(desk.model.overlays.is_empty(), "{:?}", told(&desk));
    let new = session(&desk).attendees.last().unwrap().clone();
    assert_eq!(&*new.name, "有田 聡子zz");
    let live = desk.model.screens.live.as_ref().unwrap();
    assert_eq!(live.query.text(), &*new.badge);
    desk.keys("<Enter>");
    let pairing = crate::app::only(&desk);
    assert_eq!(pairing.persons, [new.badge]);
    // What reads like a sentence is a line for the record: Enter once more.
    desk.keys("滅菌の条件を次回までに（北川先生）<Enter><Enter>");
    assert_eq!(told(&desk), &Say::MemoWritten);
    assert_eq!(desk.book().memos.len(), 1);
    assert_eq!(desk.book(), desk.model.world.book);
}

#[test]
fn a_badge_of_a_line_that_is_given_out_now_leaves_the_line_to_be_recorded() {
    let mut desk = Desk::open("tutorial");
    desk.keys("<F5>8 777++<Enter>1さざれ<Tab>有田 聡<Enter>");
    assert_eq!(&*session(&desk).attendees.last().unwrap().badge, "777");
    desk.keys("<Enter>");
    let levels: Vec<Level> = desk.book().pairings.values().map(|p| p.level).collect();
    assert_eq!(levels.len(), 2, "{levels:?}");
    assert!(levels.contains(&Level::WantsMeeting));
}

#[test]
fn who_wants_to_work_on_a_need_is_seen_without_scrolling() {
    for (width, height) in [(60, 15), (80, 24), (120, 40)] {
        let mut desk = Desk::open("regional").size(width, height);
        desk.keys("<F5>");
        let shown = picture(&desk.model, Lang::Ja);
        let shown = shown.replace(' ', "");
        assert!(
            shown.contains("面談希望96若葉樹脂"),
            "{width}x{height}\n{shown}"
        );
    }
}

#[test]
fn what_was_recorded_is_told_beside_the_words_of_the_timer() {
    for size in [(60, 15), (80, 24), (120, 40)] {
        let mut desk = Desk::open("tutorial").size(size.0, size.1);
        desk.keys("<F5>");
        let minutes = i64::from(session(&desk).present_minutes.unwrap());
        desk.wait(minutes - 1);
        for word in ["あと1分", "時間です"] {
            desk.keys("8+<Enter>");
            let shown = picture(&desk.model, Lang::Ja);
            assert!(shown.contains("記録しました"), "{size:?}\n{shown}");
            assert!(size.0 < 80 || shown.contains(word), "{size:?}\n{shown}");
            let facts = shown
                .lines()
                .nth(usize::from(size.1) - 2)
                .unwrap_or_default();
            assert!(
                size.0 < 80 || facts.contains("記録しました"),
                "{size:?}\n{shown}"
            );
            desk.keys("<Ctrl+Z>");
            let shown = picture(&desk.model, Lang::Ja);
            assert!(shown.contains("取り消し"), "{size:?}\n{shown}");
            assert!(size.0 < 80 || shown.contains(word), "{size:?}\n{shown}");
            desk.wait(2);
        }
    }
}
