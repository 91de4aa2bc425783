//! Rules on フォロー: what is wrong, what to do, set aside with a reason and taken back.

use super::{confirmed, later};
use crate::app::desk::Desk;
use crate::view::screen;
use enishi::app::screen::follow::Line;
use enishi::domain::entity::waiver::WaiverId;
use enishi::words::Lang;

fn broken(desk: &Desk) -> Vec<WaiverId> {
    let lines = desk.model.screens.follow.lines.iter();
    let rules = lines.filter_map(|line| match line {
        Line::Broken(finding) => Some(finding.id.clone()),
        Line::Head(_) | Line::Task { .. } | Line::Pairing { .. } => None,
    });
    rules.collect()
}

fn select(desk: &mut Desk, id: &WaiverId) {
    desk.keys("<Home>");
    for _ in 0..100 {
        let line = desk.model.screens.follow.line();
        if matches!(line, Some(Line::Broken(finding)) if finding.id == *id) {
            return;
        }
        desk.keys("<Down>");
    }
    panic!("{id} is not in the list");
}

#[test]
fn a_broken_rule_stands_in_the_list_and_its_card_says_what_to_do() {
    let mut desk = later().size(120, 40);
    let found = broken(&desk);
    assert_eq!(found.len(), desk.model.screens.follow.broken);
    let nda = found.iter().find(|id| *id.rule == *"R2").expect("R2");
    select(&mut desk, nda);
    let picture = screen(&desk.model, Lang::Ja);
    for said in ["守秘の順", "秘密保持契約の前に面談", "理由:", "次に:"] {
        assert!(picture.contains(said), "{said}\n{picture}");
    }
}

#[test]
fn a_rule_is_set_aside_with_a_reason_and_undo_lets_it_hold_again() {
    let mut desk = later();
    let before = broken(&desk);
    let id = before.iter().find(|id| *id.rule == *"R2").unwrap().clone();
    select(&mut desk, &id);
    desk.keys("<Enter>1<Enter>");
    let picture = screen(&desk.model, Lang::Ja);
    assert!(
        picture.contains("理由を入れて") || picture.contains("理由"),
        "{picture}"
    );
    assert!(!desk.book().waivers.contains_key(&id), "a reason is needed");
    desk.keys("公表済み<Enter>");
    assert!(desk.book().waivers[&id].waived);
    assert!(!broken(&desk).contains(&id));
    desk.keys("<Ctrl+Z>");
    assert_eq!(broken(&desk), before);
}

#[test]
fn the_menu_of_a_pairing_lists_its_rules_with_those_set_aside() {
    let mut desk = later().size(120, 40);
    let id = broken(&desk)
        .into_iter()
        .find(|id| *id.rule == *"R2")
        .unwrap();
    select(&mut desk, &id);
    desk.keys("<F2>学会で公表済み<Enter>");
    let picture = screen(&desk.model, Lang::Ja);
    assert!(picture.contains("外しました"), "{picture}");
    // The rule has left the list; the card of the pairing keeps it.
    let next = broken(&desk)
        .into_iter()
        .find(|id| *id.rule == *"R7")
        .unwrap();
    select(&mut desk, &next);
    desk.keys("<Ctrl+O>");
    let picture = screen(&desk.model, Lang::Ja);
    assert!(
        picture.contains("解除: 原田「学会で公表済み」"),
        "{picture}"
    );
    assert!(picture.contains("次を開くもの"), "{picture}");
}

#[test]
fn paper_and_days_of_a_task_are_recorded_in_one_action() {
    let mut desk = confirmed().size(120, 40);
    let id = super::of(&desk, "B3");
    super::select(&mut desk, &id);
    desk.keys("<Enter>");
    let menu = screen(&desk.model, Lang::Ja);
    let line = menu
        .lines()
        .find(|l| l.contains("書類と日付"))
        .unwrap_or_else(|| panic!("{menu}"));
    let digit = line
        .split_once("書類")
        .and_then(|(before, _)| before.chars().rev().find(char::is_ascii_digit));
    let digit = digit.unwrap_or_else(|| panic!("{menu}"));
    desk.keys(&format!(
        "{digit}みなと樹脂<Tab>依頼状<Tab>2<Tab><Tab>2月30日<Enter>"
    ));
    assert!(
        desk.book().tasks[&id].details.counterpart.is_empty(),
        "nothing half done"
    );
    desk.keys("<Ctrl+U>11/19<Tab>2027-01-15<Tab>6,3<Enter>");
    assert!(
        desk.book().tasks[&id].details.counterpart.is_empty(),
        "months in order"
    );
    desk.keys("<Ctrl+U>3,6<Enter>");
    let details = &desk.book().tasks[&id].details;
    assert_eq!(*details.counterpart, *"みなと樹脂");
    assert_eq!(*details.version, *"2");
    assert_eq!(details.signed_on, Some(jiff::civil::date(2026, 11, 19)));
    assert_eq!(details.repeats, [3, 6]);
    let picture = screen(&desk.model, Lang::Ja);
    assert!(picture.contains("みなと樹脂"), "{picture}");
    desk.keys("<Ctrl+Z>");
    assert_eq!(
        desk.book().tasks[&id].details,
        enishi::domain::entity::task::Details::default()
    );
}
