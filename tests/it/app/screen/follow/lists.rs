//! What stands in the list, what is folded, and what a filter finds.

use super::{come_to, confirmed, later, listed, of, picture, select};
use crate::app::desk::Desk;
use crate::app::told;
use enishi::app::say::Say;
use enishi::app::screen::follow::{Line, Section};
use enishi::domain::code::{Level, PairingStatus, TaskStatus};
use enishi::domain::entity::pairing::PairingId;
use enishi::domain::entity::task::TaskId;
use jiff::civil::date;

fn heads(desk: &Desk) -> Vec<(Section, usize)> {
    let lines = desk.model.screens.follow.lines.iter();
    lines
        .filter_map(|l| match l {
            Line::Head(head) => Some((head.section, head.count)),
            Line::Task { .. } | Line::Pairing { .. } | Line::Broken(_) => None,
        })
        .collect()
}

/// Three records, none of them confirmed: 要相談, 関心 and 面談希望.
fn undecided() -> Desk {
    let mut desk = Desk::open("tutorial");
    desk.keys("<F5>15+<Enter>16<Enter><F5>8++<Enter><Alt+5>");
    assert_eq!(desk.model.world.book.pairings.len(), 3);
    desk.keys("<Home>");
    desk
}

#[test]
fn what_waits_for_a_decision_stands_by_level_and_enter_offers_the_decisions() {
    let mut desk = undecided();
    assert_eq!(heads(&desk), [(Section::Decide, 3)]);
    let levels: Vec<Level> = (desk.model.screens.follow.lines.iter())
        .filter_map(|l| match l {
            Line::Pairing { id, open } => {
                assert!(open.is_some(), "what is open is told");
                Some(desk.model.world.book.pairings[id].level)
            }
            Line::Head(_) | Line::Task { .. } | Line::Broken(_) => None,
        })
        .collect();
    let by_level = [Level::WantsMeeting, Level::Discuss, Level::Interested];
    assert_eq!(levels, by_level);
    assert!(
        picture(&desk).contains("決めること 3"),
        "{}",
        picture(&desk)
    );
    // 3: 見送り with a reason, 2: 打診, 1: 確定.
    let status = |desk: &Desk, id: &PairingId| desk.model.world.book.pairings[id].status;
    let id = desk.model.screens.follow.pairing().unwrap();
    desk.keys("<Enter>32<Enter>");
    assert_eq!(status(&desk, &id), PairingStatus::Declined);
    assert_eq!(&*desk.book().pairings[&id].reason, "価格");
    let id = desk.model.screens.follow.pairing().unwrap();
    desk.keys("<Enter>2<Enter>");
    assert_eq!(status(&desk, &id), PairingStatus::Approached);
    desk.keys("<Home>");
    while !matches!(desk.model.screens.follow.line(), Some(Line::Pairing { .. })) {
        desk.keys("<Down>");
    }
    let id = desk.model.screens.follow.pairing().unwrap();
    desk.keys("<Enter>1<Enter>");
    assert_eq!(status(&desk, &id), PairingStatus::Confirmed);
    assert_eq!(desk.model.screens.follow.deciding, 0);
    assert_eq!(desk.book(), desk.model.world.book);
}

#[test]
fn what_waits_is_folded_and_says_how_much_there_is_and_what_opens_it() {
    let mut desk = confirmed();
    let all = desk.book().tasks.len();
    let blocked = (desk.model.world.book.tasks.values())
        .filter(|t| desk.model.world.book.is_blocked(t))
        .count();
    assert!(blocked > 1 && listed(&desk).len() == all - blocked);
    assert!(heads(&desk).contains(&(Section::Waiting, blocked)));
    while !matches!(desk.model.screens.follow.line(), Some(Line::Head(h)) if h.section == Section::Waiting)
    {
        desk.keys("<Down>");
    }
    let seen = picture(&desk);
    assert!(seen.contains(&format!("先の課題 {blocked}件")), "{seen}");
    assert!(seen.contains("御礼・結果連絡 のあと"), "{seen}");
    desk.keys("<Right>");
    assert_eq!(listed(&desk).len(), all, "Right opens");
    desk.keys("<Left>");
    assert_eq!(listed(&desk).len(), all - blocked, "Left folds");
    desk.keys("<Enter>");
    assert_eq!(listed(&desk).len(), all, "Enter turns");
    let seen = picture(&desk.size(120, 40));
    assert!(
        seen.contains("前の課題（御礼") && seen.contains("）待ち"),
        "{seen}"
    );
}

#[test]
fn days_of_what_waits_move_with_what_it_waits_for_but_not_those_somebody_stated() {
    let mut desk = later();
    let first = of(&desk, "B3");
    come_to(&mut desk, &first, PairingStatus::Met);
    let (next, stated) = (of(&desk, "C2"), of(&desk, "C4"));
    select(&mut desk, &stated);
    desk.keys("<Enter>2<Ctrl+U>2027-03-31<Enter>");
    let before = desk.book().tasks;
    select(&mut desk, &first);
    desk.keys("<Enter>2<Ctrl+U>2026-12-18<Enter>");
    let after = desk.book().tasks;
    let by = |id: &TaskId| desk.calendar.remaining(before[id].due_on, after[id].due_on);
    assert!(by(&first) > 0);
    assert_eq!(by(&next), by(&first));
    assert_eq!(after[&stated].due_on, date(2027, 3, 31));
    assert!(
        matches!(told(&desk), Say::DueNow(_, moved) if *moved > 1),
        "{:?}",
        told(&desk)
    );
    desk.keys("<Ctrl+Z>");
    assert_eq!(desk.book().tasks, before, "one action");
    // Done late moves them, too.
    desk.now = "2026-12-25T09:00:00[Asia/Tokyo]".parse().unwrap();
    desk.wait(0);
    let b1 = of(&desk, "B1");
    select(&mut desk, &b1);
    desk.keys("<F4>");
    let late = desk.book().tasks;
    assert_eq!(late[&b1].status, TaskStatus::Done);
    assert!(late[&first].due_on > before[&first].due_on);
    assert_eq!(late[&stated].due_on, date(2027, 3, 31));
    assert_eq!(desk.book(), desk.model.world.book);
}

#[test]
fn a_date_of_next_year_is_whole_at_every_width_and_so_is_the_firm() {
    for width in [60, 66, 79, 80, 84, 92, 100, 120] {
        let mut desk = later().size(width, 24);
        let nda = of(&desk, "C1");
        desk.keys("<Ctrl+F>秘密保持契約<Enter>");
        assert_eq!(desk.model.screens.follow.selected(), Some(&nda));
        desk.keys("<Enter>2<Ctrl+U>2027-01-15<Enter>");
        let seen = picture(&desk);
        for whole in ["2027/01/15", "秘密保持契約"] {
            assert!(seen.contains(whole), "{width}: {seen}");
        }
        let session = desk.model.world.book.sessions.values().next().unwrap();
        let org = session.recorded_organisation(&nda.org).unwrap();
        assert!(seen.contains(org.short_name().as_str()), "{width}: {seen}");
    }
}

#[test]
fn the_filter_knows_the_words_of_the_need_its_number_as_people_write_it_and_the_full_name() {
    let mut desk = later();
    let nda = of(&desk, "C1");
    let session = desk.model.world.book.sessions.values().next().unwrap();
    let need = session.recorded_need(&nda.need).unwrap();
    let number: String = need.no.chars().filter(char::is_ascii_digit).collect();
    let plain = number.trim_start_matches('0').to_owned();
    let org = session.recorded_organisation(&nda.org).unwrap();
    let asked = [
        need.problem.chars().take(6).collect::<String>(),
        format!("n{number}"),
        format!("N-{plain}"),
        format!("ｎ{plain}"),
        org.name.to_string(),
    ];
    for asked in asked {
        desk.keys("<Ctrl+F><Ctrl+U>");
        desk.send(enishi::app::Msg::Paste(asked.clone()));
        assert!(listed(&desk).contains(&nda), "{asked}");
    }
    desk.keys("<Ctrl+F><Ctrl+U>カピバラ");
    assert!(listed(&desk).is_empty());
    assert!(
        picture(&desk).contains("調べたところ"),
        "{}",
        picture(&desk)
    );
}

#[test]
fn a_filter_says_how_many_of_how_many() {
    let mut desk = later();
    let all = desk.model.screens.follow.later + desk.model.screens.follow.due_today;
    desk.keys("<Ctrl+F>御礼");
    let seen = picture(&desk);
    assert!(seen.contains(&format!("これから 1/{all}")), "{seen}");
    assert!(seen.contains("決めること 0/0"), "{seen}");
    desk.keys("<Ctrl+U>");
    let seen = picture(&desk);
    assert!(seen.contains(&format!("これから {all} ")), "{seen}");
}

#[test]
fn task_firm_and_day_are_whole_where_the_rest_gives_way() {
    for width in [60, 66, 80, 84, 100, 120] {
        let desk = later().size(width, 60);
        let seen = picture(&desk);
        let book = &desk.model.world.book;
        let session = book.sessions.values().next().unwrap();
        for id in listed(&desk) {
            let task = &book.tasks[&id];
            assert!(
                seen.contains(task.title_ja.as_str()),
                "{width}: {} {seen}",
                task.title_ja
            );
            if let Some(org) = session.recorded_organisation(&id.org) {
                assert!(seen.contains(org.short_name().as_str()), "{width}: {seen}");
            }
        }
    }
}
