//! A list of many sessions is made in pieces: keys are answered meanwhile, and it is the same list in the end.

use crate::app::desk::Desk;
use crate::view::screen;
use enishi::app::Msg;
use enishi::app::screen::follow::Line;
use enishi::domain::book::{Book, Current, Row};
use enishi::domain::code::{OwnerSide, TaskStatus};
use enishi::domain::entity::Entity;
use enishi::domain::entity::task::{Details, Task, TaskId};
use enishi::words::Lang;
use jiff::Timestamp;
use jiff::civil::date;
use std::time::Duration;

const MANY: usize = 10_000;

fn book() -> Book {
    let mut book = Book::default();
    for n in 0..MANY {
        let id = TaskId {
            session: format!("kai-{}", n % 7).as_str().into(),
            need: format!("N-{:02}", n % 40).as_str().into(),
            org: format!("org-{n}").as_str().into(),
            template: "C1".into(),
        };
        let task = Task {
            id: id.clone(),
            title_ja: "秘密保持契約の締結".into(),
            title_en: "Conclude the NDA".into(),
            owner_side: OwnerSide::Company,
            status: TaskStatus::Open,
            due_on: date(2026, 12, 1)
                .saturating_add(jiff::Span::new().days(i64::try_from(n % 90).unwrap())),
            depends_on: Vec::new(),
            note: if n % 100 == 3 {
                "至急".into()
            } else {
                "".into()
            },
            done_on: None,
            opened_at: Timestamp::UNIX_EPOCH,
            due_stated: false,
            details: Details::default(),
        };
        let row = Current::from(Row::Task(Box::new(task)));
        book.set(&Entity::Task(id), Some(row));
    }
    book
}

/// Lets the list be made. How many turns it took.
fn finish(desk: &mut Desk) -> usize {
    let mut turns = 0;
    while desk.model.wake_in() == Duration::ZERO {
        desk.send(Msg::Tick);
        turns += 1;
        assert!(turns < 1000);
    }
    turns
}

fn tasks(desk: &Desk) -> Vec<TaskId> {
    let lines = desk.model.screens.follow.lines.iter();
    let tasks = lines.filter_map(|line| match line {
        Line::Task { id, .. } => Some(id.clone()),
        Line::Head(_) | Line::Pairing { .. } | Line::Broken(_) => None,
    });
    tasks.collect()
}

#[test]
fn a_long_list_is_made_in_pieces_and_is_whole_in_the_end() {
    let book = book();
    let mut desk = Desk::empty();
    desk.send(Msg::Loaded(Box::new(book.clone())));
    desk.keys("<Alt+5>");
    assert!(desk.model.screens.follow.is_at_work());
    let picture = screen(&desk.model, Lang::Ja);
    assert!(!picture.contains("残っている課題も"), "{picture}");
    assert!(finish(&mut desk) > 1);
    let mut expected: Vec<&Task> = book.tasks.values().collect();
    expected.sort_by_key(|t| (t.due_on, &t.id.need, &t.id.org, &t.id));
    let expected: Vec<TaskId> = expected.into_iter().map(|t| t.id.clone()).collect();
    assert_eq!(tasks(&desk), expected);
    assert_eq!(desk.model.screens.follow.later, MANY);

    // The list before stays while the next one is made, and keys move in it.
    desk.keys("<Down><Down>");
    let here = desk.model.screens.follow.selected().cloned();
    desk.keys("<Ctrl+F>至急");
    assert!(desk.model.screens.follow.is_at_work());
    assert_eq!(tasks(&desk).len(), MANY);
    finish(&mut desk);
    assert_eq!(tasks(&desk).len(), MANY / 100);
    assert_eq!(desk.model.screens.follow.later, MANY, "before the filter");
    desk.keys("<Esc><Esc>");
    finish(&mut desk);
    assert_eq!(tasks(&desk), expected);
    assert!(here.is_some());
}
