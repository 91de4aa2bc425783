//! How tasks and pairings end, and tasks in somebody's own words.

use super::{confirmed, later, of, picture, select};
use enishi::app::overlay::Overlay;
use enishi::app::say::Say;
use enishi::domain::code::{OwnerSide, PairingStatus, TaskStatus};
use enishi::text::Clean;
use jiff::civil::date;

#[test]
fn done_before_what_comes_first_asks_why_and_a_signature_asks_the_day() {
    let mut desk = later();
    let nda = of(&desk, "C1");
    select(&mut desk, &nda);
    // 未着手, 準備中, 相手確認中, 署名中: no review of a simple NDA.
    desk.keys("<F4><F4><F4>");
    assert_eq!(desk.book().tasks[&nda].status, TaskStatus::Signing);
    desk.keys("<F4><Enter>");
    let Some(Overlay::Form(form)) = desk.model.overlays.last() else {
        panic!("it is asked");
    };
    assert_eq!(form.error, Some(Say::ReasonNeeded));
    desk.keys("先方の社内規程により先に結んだ<Enter>");
    assert!(desk.model.overlays.is_empty());
    assert_eq!(desk.book().tasks[&nda].status, TaskStatus::Done);
    desk.keys("<Ctrl+P>show-history<Enter>");
    assert!(picture(&desk).contains("（先方の"), "{}", picture(&desk));
    desk.keys("<Esc><Ctrl+Z>");
    // Once nothing comes before it, only the day is asked, which is today at first.
    for code in ["B1", "B3"] {
        let id = of(&desk, code);
        select(&mut desk, &id);
        desk.keys("<Enter>16<Enter>");
        assert_eq!(desk.book().tasks[&id].status, TaskStatus::Done, "{code}");
    }
    select(&mut desk, &nda);
    desk.keys("<F4>");
    let Some(Overlay::Form(form)) = desk.model.overlays.last() else {
        panic!("it is asked");
    };
    assert_eq!(form.fields[0].text(), "2026-11-20");
    desk.keys("<Ctrl+U>11/18<Enter>");
    let task = &desk.book().tasks[&nda];
    assert_eq!(
        (task.status, task.done_on),
        (TaskStatus::Done, Some(date(2026, 11, 18)))
    );
}

#[test]
fn the_end_of_a_pairing_asks_what_becomes_of_its_open_tasks() {
    for (digit, stopped) in [("1", true), ("2", false)] {
        for status in ["見送り", "中止", "企業交代"] {
            let mut desk = later();
            let nda = of(&desk, "C1");
            let id = nda.pairing().unwrap();
            select(&mut desk, &nda);
            desk.keys("<Ctrl+P>edit-status<Enter>");
            let wanted = PairingStatus::parse(status).unwrap();
            let at = PairingStatus::ALL
                .iter()
                .position(|s| *s == wanted)
                .unwrap();
            desk.keys(&format!("<Home>{}<Enter>", "<Down>".repeat(at)));
            desk.keys("3<Enter>");
            assert_eq!(
                desk.book().pairings[&id].status,
                PairingStatus::MeetingPlanned,
                "it is asked"
            );
            desk.keys(digit);
            assert_eq!(
                desk.book().pairings[&id].status,
                PairingStatus::MeetingPlanned,
                "a digit only selects"
            );
            desk.keys("<Enter>");
            let book = desk.book();
            assert_eq!(book.pairings[&id].status, wanted);
            assert_eq!(&*book.pairings[&id].reason, "市場");
            let ended = book.tasks[&nda].status == TaskStatus::Stopped;
            assert_eq!(ended, stopped, "{status}");
            assert!(
                !book.tasks[&of(&desk, "B1")].status.is_closed(),
                "of the session"
            );
            // Whoever is asked for the successor or the lessons need not say so now.
            desk.keys("<Esc><Ctrl+Z>");
            let book = desk.book();
            assert_eq!(book.pairings[&id].status, PairingStatus::MeetingPlanned);
            assert_eq!(book.tasks[&nda].status, TaskStatus::Open, "one action");
        }
    }
}

#[test]
fn a_task_is_added_in_ones_own_words() {
    let mut desk = later();
    let nda = of(&desk, "C1");
    select(&mut desk, &nda);
    desk.keys("<Ctrl+N>1");
    let Some(Overlay::Form(form)) = desk.model.overlays.last() else {
        panic!("a form");
    };
    assert_eq!(form.fields.len(), 3);
    desk.keys("電話する<Tab><Ctrl+U>11/25<Tab>");
    assert!(picture(&desk).contains("[支援機関]"), "{}", picture(&desk));
    desk.keys("<Left><Left><Enter>");
    assert!(desk.model.overlays.is_empty());
    let book = desk.book();
    let own: Vec<_> = book.tasks.values().filter(|t| t.id.is_own()).collect();
    let [own] = own.as_slice() else {
        panic!("{own:?}")
    };
    assert_eq!(own.title_ja, Clean::line("電話する"));
    assert_eq!(
        (own.due_on, own.owner_side),
        (date(2026, 11, 25), OwnerSide::Company)
    );
    assert_eq!(own.id.pairing(), nda.pairing());
    let mut desk = desk.size(120, 40);
    let seen = picture(&desk);
    assert!(
        seen.contains("電話する") && !seen.contains(own.id.template.as_str()),
        "{seen}"
    );
    let id = own.id.clone();
    select(&mut desk, &id);
    desk.keys("<F4>");
    assert_eq!(desk.book().tasks[&id].status, TaskStatus::Done);
}

#[test]
fn a_task_is_done_on_a_day_that_is_named_and_the_list_shows_that_day() {
    let mut desk = later();
    let id = of(&desk, "B1");
    let due = desk.book().tasks[&id].due_on;
    select(&mut desk, &id);
    // Thanks need no day; it can be named all the same.
    desk.keys("<Enter>");
    let seen = picture(&desk);
    let line = seen.lines().find(|l| l.contains("完了した日を入れる"));
    let digit = line
        .and_then(|l| l.chars().find(char::is_ascii_digit))
        .unwrap();
    desk.keys(&format!("{digit}<Ctrl+U>11/19<Enter>"));
    let task = &desk.book().tasks[&id];
    assert_eq!(task.done_on, Some(date(2026, 11, 19)));
    assert_ne!(task.done_on, Some(due));
    desk.keys("<Ctrl+T>");
    let seen = picture(&desk.size(120, 40));
    let line = seen
        .lines()
        .find(|l| l.contains("御礼・結果連絡") && l.contains("完了"));
    assert!(line.unwrap().contains("11/19(木)"), "{seen}");
}

#[test]
fn what_is_told_of_new_tasks_is_what_can_be_done_now() {
    let mut desk = confirmed().size(120, 40);
    desk.keys("<Ctrl+Z><Alt+5><Home><Enter>");
    let seen = picture(&desk);
    assert!(seen.contains("打診（課題を作る）"), "{seen}");
    desk.keys("2<Enter>");
    let book = desk.book();
    let waits = book.tasks.values().filter(|t| book.is_blocked(t)).count();
    let now = book.tasks.len() - waits;
    assert!(now > 0 && waits > 0);
    let seen = picture(&desk);
    let told = format!("今できる課題{now}件を作りました。先の課題{waits}件は順に開きます");
    assert!(seen.contains(&told), "{told}: {seen}");
}
