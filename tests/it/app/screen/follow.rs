//! The follow-up screen.

mod doubtful;
mod ends;
mod lists;
mod long;
mod project;
mod rules;
mod views;

use crate::app::desk::Desk;
use crate::app::told;
use crate::view::screen;
use enishi::app::Screen;
use enishi::app::overlay::Overlay;
use enishi::app::say::Say;
use enishi::app::screen::follow::{Head, Line, Section};
use enishi::domain::code::{OwnerSide, PairingStatus, TaskStatus};
use enishi::domain::entity::task::TaskId;
use enishi::words::Lang;
use jiff::civil::date;

/// A confirmed pairing with an NDA need: its first stage is open.
fn confirmed() -> Desk {
    let mut desk = Desk::open("tutorial");
    desk.keys("<F5><F5>8<Enter><Ctrl+D><Alt+5>");
    assert_eq!(desk.model.screen, Screen::Follow);
    desk
}

/// The same with a meeting planned: NDA and meeting are open, too.
fn later() -> Desk {
    let mut desk = confirmed();
    let first = of(&desk, "B3");
    come_to(&mut desk, &first, PairingStatus::MeetingPlanned);
    desk.keys("<Home>");
    desk
}

/// Moves the pairing of a task to a state, which opens the stage of that.
fn come_to(desk: &mut Desk, task: &TaskId, status: PairingStatus) {
    select(desk, task);
    let all = PairingStatus::ALL.iter();
    let at = all.take_while(|s| **s != status).count();
    let down = "<Down>".repeat(at);
    desk.keys(&format!("<Ctrl+P>edit-status<Enter><Home>{down}<Enter>"));
    let id = task.pairing().unwrap();
    assert_eq!(desk.book().pairings[&id].status, status);
}

fn listed(desk: &Desk) -> Vec<TaskId> {
    let lines = desk.model.screens.follow.lines.iter();
    lines
        .filter_map(|l| match l {
            Line::Task { id, .. } => Some(id.clone()),
            Line::Head(..) | Line::Pairing { .. } | Line::Broken(_) => None,
        })
        .collect()
}

#[test]
fn tasks_stand_by_due_date_and_overdue_ones_first() {
    let mut desk = later();
    desk.keys("<End><Up><Right><Home>");
    let all = listed(&desk);
    assert_eq!(all.len(), desk.book().tasks.len());
    let waits = |id: &&TaskId| {
        desk.model
            .world
            .book
            .is_blocked(&desk.model.world.book.tasks[*id])
    };
    let all: Vec<TaskId> = all.iter().filter(|id| !waits(id)).cloned().collect();
    let dues: Vec<_> = all
        .iter()
        .map(|id| desk.model.world.book.tasks[id].due_on)
        .collect();
    assert!(dues.is_sorted());
    desk.now = "2026-12-10T09:00:00[Asia/Tokyo]".parse().unwrap();
    desk.wait(0);
    assert!(
        matches!(&desk.model.screens.follow.lines[0], Line::Head(Head { section: Section::Today, count, .. }) if *count > 0)
    );
    assert!(desk.model.screens.follow.overdue > 0);
    assert!(
        desk.model.screens.follow.selected().is_some(),
        "a heading is never selected"
    );
    desk.keys("<Home>");
    assert!(desk.model.screens.follow.selected().is_some());
}

#[test]
fn f4_steps_f2_notes_and_dates_undo_takes_back() {
    let mut desk = later();
    let b1 = of(&desk, "B1");
    select(&mut desk, &b1);
    let id = b1;
    desk.keys("<F4>");
    // Thanks are not prepared, they are sent.
    assert_eq!(desk.book().tasks[&id].status, TaskStatus::Done);
    desk.keys("<Ctrl+Z><Down>");
    let id = desk.model.screens.follow.selected().unwrap().clone();
    desk.keys("<F4>");
    assert_eq!(desk.book().tasks[&id].status, TaskStatus::Preparing);
    desk.keys("<F2>先方の法務に送付<Tab><Ctrl+U>１２月１日<Enter>");
    let task = desk.book().tasks[&id].clone();
    assert_eq!(
        (&*task.note, task.due_on),
        ("先方の法務に送付", date(2026, 12, 1))
    );
    desk.keys("<Ctrl+Z><Ctrl+Z>");
    let task = desk.book().tasks[&id].clone();
    assert_eq!(
        (task.note.is_empty(), task.status),
        (true, TaskStatus::Open)
    );
    assert_eq!(desk.book(), desk.model.world.book);
}

#[test]
fn a_wrong_date_is_told_and_the_field_stays() {
    let mut desk = later();
    desk.keys("<Enter>2<Ctrl+U>来週<Enter>");
    let Some(Overlay::Form(form)) = desk.model.overlays.last() else {
        panic!("the field is still there");
    };
    assert_eq!(form.error, Some(Say::BadDate));
    desk.keys("<Ctrl+U>+7<Enter>");
    assert!(desk.model.overlays.is_empty());
    assert!(matches!(told(&desk), Say::DueNow(..)));
}

#[test]
fn the_filter_takes_words_of_every_kind() {
    let mut desk = later();
    let all = desk.book().tasks.len();
    let shown = listed(&desk).len();
    desk.keys("<Ctrl+F>病院");
    let hospital = listed(&desk);
    assert!(!hospital.is_empty() && hospital.len() < all);
    for id in &hospital {
        let task = &desk.model.world.book.tasks[id];
        let session = &desk.model.world.book.sessions[&id.session];
        let need = session.recorded_need(&id.need).map(|n| n.title.to_string());
        let text = format!("{} {} {}", task.title_ja, task.owner_side.ja(), id.org);
        let text = text + &need.unwrap_or_default() + session.org_name(&id.org);
        assert!(text.contains("病院"), "{text}");
    }
    assert!(
        hospital
            .iter()
            .any(|id| desk.model.world.book.tasks[id].owner_side == OwnerSide::Hospital)
    );
    desk.keys(" 超過");
    assert!(listed(&desk).is_empty(), "nothing is late today");
    desk.keys("<Enter><Esc>");
    assert_eq!(listed(&desk).len(), shown);
    desk.keys("<Ctrl+F>先行待ち<Enter>");
    assert!(listed(&desk).iter().all(|id| {
        desk.model
            .world
            .book
            .is_blocked(&desk.model.world.book.tasks[id])
    }));
}

#[test]
fn done_tasks_go_and_come_back_with_ctrl_t() {
    let mut desk = later();
    let all = listed(&desk).len();
    let id = of(&desk, "B1");
    select(&mut desk, &id);
    desk.keys("<Enter>16<Enter>");
    assert_eq!(desk.book().tasks[&id].status, TaskStatus::Done);
    assert!(!listed(&desk).contains(&id));
    desk.keys("<Ctrl+T>");
    assert!(listed(&desk).contains(&id));
    assert!(listed(&desk).len() >= all);
}

#[test]
fn next_steps_states_and_added_tasks_reach_the_record() {
    let mut desk = later();
    let before = desk.book().tasks.len();
    // A task of the pairing, not of the session.
    while desk.model.screens.follow.pairing().is_none() {
        desk.keys("<Down>");
    }
    desk.keys("<Enter>5資料を送る<Tab>12/1<Enter>");
    let book = desk.book();
    let pairing = book.pairings.values().next().unwrap();
    assert_eq!(
        pairing.next_hospital,
        ("資料を送る".into(), Some(date(2026, 12, 1)))
    );
    desk.keys("<Enter>7<Down><Enter>");
    assert_eq!(desk.book().tasks.len(), before + 1);
    desk.keys("<Enter>4");
    assert!(matches!(desk.model.overlays.last(), Some(Overlay::Menu(_))));
    desk.keys("<Esc><Esc><Enter><End><Enter>");
    assert!(
        matches!(desk.model.overlays.last(), Some(Overlay::History(h)) if h.rows.as_ref().is_some_and(|r| !r.is_empty()))
    );
}

#[test]
fn it_works_without_the_session_file() {
    let mut old = later();
    let book = old.book();
    let mut desk = Desk::empty();
    std::mem::swap(&mut desk.store, &mut old.store);
    desk.send(enishi::app::Msg::Loaded(Box::new(book)));
    desk.keys("<Alt+5>");
    assert!(desk.model.screens.live.is_none());
    desk.keys("<F4>");
    assert_eq!(desk.book(), desk.model.world.book);
    assert!(matches!(told(&desk), Say::TaskNow { .. }));
}

/// The tasks of the confirmed pairing.
fn of(desk: &Desk, code: &str) -> TaskId {
    let tasks = desk.model.world.book.tasks.keys();
    tasks
        .into_iter()
        .find(|id| id.template == *code)
        .expect(code)
        .clone()
}

/// Selects a task, wherever it stands.
fn select(desk: &mut Desk, id: &TaskId) {
    desk.keys("<Home>");
    for _ in 0..200 {
        if desk.model.screens.follow.selected() == Some(id) {
            return;
        }
        if matches!(desk.model.screens.follow.line(), Some(Line::Head(h)) if h.folded == Some(true))
        {
            // The first of what it opens may be the one.
            desk.keys("<Right>");
            continue;
        }
        desk.keys("<Down>");
    }
    panic!("{id} is not listed: {}", picture(desk));
}

fn picture(desk: &Desk) -> String {
    crate::view::picture(&desk.model, Lang::Ja)
}

#[test]
fn a_record_that_was_not_read_is_never_called_empty() {
    let mut desk = Desk::empty();
    desk.keys("<Alt+5>");
    let picture = screen(&desk.model, Lang::Ja);
    assert!(!picture.contains("残っている課題も"), "{picture}");
    assert!(picture.contains("開いています"), "{picture}");
    desk.send(enishi::app::Msg::Unread {
        why: vec!["データベースが壊れています。".into()],
        copies: Vec::new(),
    });
    let picture = screen(&desk.model, Lang::Ja);
    assert!(!picture.contains("残っている課題も"), "{picture}");
    assert!(picture.contains("読めませんでした"), "{picture}");
    desk.send(enishi::app::Msg::Loaded(Box::default()));
    let picture = screen(&desk.model, Lang::Ja);
    assert!(picture.contains("残っている課題も"), "{picture}");
}
