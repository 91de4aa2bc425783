//! The ways to see the same on フォロー: 板 and 表.

use super::later;
use crate::app::desk::Desk;
use crate::view::screen;
use enishi::app::screen::follow::{Line, Section, View};
use enishi::domain::code::{PairingStatus, TaskStatus};
use enishi::domain::entity::pairing::PairingId;
use enishi::words::Lang;

/// Four pairings, two of them on their way; one is at a meeting.
fn board() -> Desk {
    let mut desk = later();
    desk.keys("<Alt+2><Ctrl+Home>15+<Enter>16<Enter><F5>8++<Enter><Ctrl+D><Alt+5><Ctrl+G>");
    assert_eq!(desk.model.screens.follow.view, View::Board);
    desk
}

fn card(desk: &Desk) -> PairingId {
    match desk.model.screens.follow.line() {
        Some(Line::Pairing { id, .. }) => id.clone(),
        other => panic!("{other:?}"),
    }
}

fn rows(desk: &Desk) -> usize {
    let lines = &desk.model.screens.follow.lines;
    lines.iter().filter(|l| !matches!(l, Line::Head(_))).count()
}

#[test]
fn every_pairing_that_goes_on_is_a_card_at_its_stage_and_arrows_reach_all_of_them() {
    for size in [(60, 18), (80, 24), (120, 40)] {
        let mut desk = board().size(size.0, size.1);
        let follow = &desk.model.screens.follow;
        let cards: usize = follow.columns().iter().map(|(_, cards)| cards.len()).sum();
        assert_eq!(cards, desk.book().pairings.len());
        let stages: Vec<Section> = follow.columns().into_iter().map(|(s, _)| s).collect();
        assert_eq!(stages.len(), 7);
        desk.keys("<Left><Left><Left><Left><Left><Left><Home>");
        let mut seen = vec![card(&desk)];
        for _ in 0..7 {
            for _ in 0..cards {
                desk.keys("<Down>");
                let at = card(&desk);
                let picture = screen(&desk.model, Lang::Ja);
                let shown = format!("> {}", enishi::domain::number::shown(&at.need));
                assert!(picture.contains(&shown), "{shown}\n{picture}");
                seen.push(at);
            }
            desk.keys("<Home><Right>");
            seen.push(card(&desk));
        }
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), cards, "at {size:?}");
    }
}

#[test]
fn a_card_says_what_comes_next_and_how_many_rules_are_broken() {
    let desk = board();
    let picture = screen(&desk.model, Lang::Ja);
    for said in ["意思確認", "守秘と面談", "規則", "[板]"] {
        assert!(picture.contains(said), "{said}\n{picture}");
    }
}

#[test]
fn enter_on_a_card_is_the_menu_of_its_pairing() {
    let mut desk = board();
    let id = card(&desk);
    desk.keys("<Ctrl+P>edit-next-company<Enter>図面<Tab>12/1<Enter>");
    assert_eq!(*desk.book().pairings[&id].next_company.0, *"図面");
}

#[test]
fn marked_rows_are_changed_by_one_action_and_one_undo_takes_it_back() {
    let mut desk = board();
    desk.keys("<Ctrl+G>");
    let all = rows(&desk);
    desk.keys("<Home><Space><Ctrl+X>");
    let follow = &desk.model.screens.follow;
    assert_eq!(follow.marks.len(), 2, "{}", screen(&desk.model, Lang::Ja));
    let before = desk.book().clone();
    let tasks: Vec<_> = follow.marks.tasks.iter().cloned().collect();
    assert_eq!(tasks.len(), 2);
    desk.keys("<Enter>2<Ctrl+U>2026-12-24<Enter>");
    for id in &tasks {
        assert_eq!(
            desk.book().tasks[id].due_on,
            jiff::civil::date(2026, 12, 24)
        );
    }
    desk.keys("<Ctrl+Z>");
    let dues = |book: &enishi::domain::book::Book| -> Vec<_> {
        book.tasks
            .values()
            .map(|t| (t.id.clone(), t.due_on, t.status))
            .collect()
    };
    assert_eq!(dues(&desk.book()), dues(&before));
    assert_eq!(rows(&desk), all);
    desk.keys("<Enter>1");
    let picture = screen(&desk.model, Lang::Ja);
    assert!(picture.contains("完了"), "{picture}");
    desk.keys("<Enter>");
    let done = |desk: &Desk| {
        let book = desk.book();
        tasks
            .iter()
            .filter(|id| book.tasks[*id].status == TaskStatus::Done)
            .count()
    };
    assert!(done(&desk) > 0, "{}", screen(&desk.model, Lang::Ja));
    assert!(
        desk.model.screens.follow.marks.len() < 2,
        "what is gone is not marked"
    );
    desk.keys("<Ctrl+Z>");
    assert_eq!(dues(&desk.book()), dues(&before));
}

#[test]
fn marked_pairings_go_on_together() {
    let mut desk = board();
    desk.keys("<Ctrl+G><F5><F5><F5>");
    desk.keys("<End><Space><Up><Up><Space>");
    let marks = desk.model.screens.follow.marks.clone();
    assert_eq!(marks.pairings.len(), 2, "{}", screen(&desk.model, Lang::Ja));
    desk.keys("<Enter>");
    let menu = screen(&desk.model, Lang::Ja);
    let at = menu
        .lines()
        .filter(|l| l.contains("ペアリング 2件を"))
        .position(|l| l.contains("継続協議"));
    let at = at.unwrap_or_else(|| panic!("{menu}"));
    desk.keys(&format!("<Home>{}<Enter>", "<Down>".repeat(at)));
    for id in &marks.pairings {
        assert_eq!(desk.book().pairings[id].status, PairingStatus::InTalks);
    }
}

#[test]
fn the_table_is_sorted_by_need_firm_and_state_and_esc_takes_marks_away() {
    let mut desk = board();
    desk.keys("<Ctrl+G>");
    let mut orders = Vec::new();
    for _ in 0..4 {
        let keys: Vec<String> = desk
            .model
            .screens
            .follow
            .lines
            .iter()
            .map(|l| format!("{l:?}"))
            .collect();
        orders.push(keys);
        desk.keys("<F5>");
    }
    assert_ne!(orders[0], orders[1]);
    assert_ne!(orders[1], orders[2]);
    desk.keys("<Home><Space><Esc>");
    assert!(desk.model.screens.follow.marks.is_empty());
    desk.keys("<Ctrl+G><Ctrl+G>");
    assert_eq!(desk.model.screens.follow.view, View::Today);
}

#[test]
fn no_way_to_see_them_reaches_the_projector() {
    for turns in 0..4 {
        let mut desk = board();
        desk.keys(&"<Ctrl+G>".repeat(turns));
        desk.keys("<Ctrl+P>toggle-projector<Enter>");
        assert!(desk.model.projector);
        let picture = screen(&desk.model, Lang::Ja);
        for private in ["意思確認", "規則", "課題とペアリング", "同意と提供記録"]
        {
            assert!(!picture.contains(private), "{private}\n{picture}");
        }
    }
}

#[test]
fn the_calendar_shows_what_is_due_and_what_falls_on_a_day_at_every_size() {
    for size in [(60, 18), (80, 24), (120, 40)] {
        let mut desk = board().size(size.0, size.1);
        desk.keys("<Ctrl+G><Ctrl+G>");
        assert_eq!(desk.model.screens.follow.view, View::Calendar);
        assert_eq!(desk.model.screens.follow.day, Some(desk.now.date()));
        let picture = screen(&desk.model, Lang::Ja);
        assert!(picture.contains("2026年11月"), "{picture}");
        assert!(
            desk.model.screens.follow.line().is_none(),
            "nothing is due today"
        );
        desk.keys("<F3>");
        let day = desk.model.screens.follow.day.unwrap();
        let Some(Line::Task { id, .. }) = desk.model.screens.follow.line() else {
            panic!("{}", screen(&desk.model, Lang::Ja));
        };
        assert_eq!(desk.book().tasks[id].due_on, day);
        let title = desk.book().tasks[id].title_ja.to_string();
        let picture = screen(&desk.model, Lang::Ja);
        assert!(picture.contains(&title), "{title}\n{picture}");
        desk.keys("<PageDown><PageUp><Right><Left><Down><Up>");
        assert_eq!(desk.model.screens.follow.day, Some(day));
        desk.keys("<F5>");
        let picture = screen(&desk.model, Lang::Ja);
        assert!(picture.contains(&title), "{title}\n{picture}");
        // A holiday is told, and so is the session itself.
        desk.keys("<F5><Home>");
        for _ in 0..22 {
            desk.keys("<Right>");
        }
        let picture = screen(&desk.model, Lang::Ja);
        assert!(picture.contains("勤労感謝の日"), "{picture}");
    }
}
