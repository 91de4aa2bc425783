//! A year after one event, key by key: forty pairings, of which one goes from 候補 to 事業化 with a change of company, NDA,
//! conflict of interest, ethics review and licence.

use crate::app::afternoon::sized;
use crate::app::desk::Desk;
use crate::view::screen;
use enishi::app::overlay::Overlay;
use enishi::app::screen::follow::{Line, View};
use enishi::domain::code::{PairingStatus, TaskStatus};
use enishi::domain::entity::pairing::PairingId;
use enishi::domain::entity::task::TaskId;
use enishi::domain::rule::{check, stage};
use enishi::words::Lang;

const MONTH: i64 = 60 * 24 * 30;

/// The event with forty pairings, all of them 候補; フォロー shows the table by state.
fn event() -> Desk {
    let mut desk = Desk::empty().size(60, 18);
    let mut session = sized(5, 40, 4, 3);
    for need in &mut session.needs {
        need.device_class = Some(enishi::domain::code::DeviceClass::II);
    }
    desk.load(&session);
    for n in 0..40 {
        if n % 8 == 0 {
            desk.keys("<F5>");
        }
        desk.keys(&format!("{}<Enter>", 1000 + n));
    }
    assert_eq!(desk.model.world.book.pairings.len(), 40);
    desk.keys("<Alt+5><Ctrl+G><Ctrl+G><F5><F5><F5>");
    assert_eq!(desk.model.screens.follow.view, View::Table);
    desk
}

/// Puts the selection on a row of the table.
fn point(desk: &mut Desk, is: impl Fn(&Line) -> bool, what: &str) {
    let follow = &mut desk.model.screens.follow;
    let at = follow.lines.iter().position(is);
    follow.picker.selected = at.unwrap_or_else(|| panic!("{what} is not listed"));
}

fn point_at(desk: &mut Desk, id: &PairingId) {
    let is = |line: &Line| matches!(line, Line::Pairing { id: of, .. } if of == id);
    point(desk, is, &id.to_string());
}

fn come_to(desk: &mut Desk, id: &PairingId, status: PairingStatus) {
    point_at(desk, id);
    let at = PairingStatus::ALL
        .iter()
        .position(|s| *s == status)
        .unwrap();
    let down = "<Down>".repeat(at);
    desk.keys(&format!("<Ctrl+P>edit-status<Enter><Home>{down}<Enter>"));
}

/// Ends a task on the day, with a reason where one is asked.
fn finish(desk: &mut Desk, id: &TaskId) {
    let is = |line: &Line| matches!(line, Line::Task { id: of, .. } if of == id);
    point(desk, is, &id.to_string());
    let at = TaskStatus::ALL.iter().position(|s| *s == TaskStatus::Done);
    let down = "<Down>".repeat(at.unwrap());
    desk.keys(&format!("<Enter>1<Home>{down}<Enter>"));
    if matches!(desk.model.overlays.last(), Some(Overlay::Form(_))) {
        desk.keys("<Enter>");
    }
    let now = desk.model.world.book.tasks[id].status;
    assert_eq!(
        now,
        TaskStatus::Done,
        "{id}\n{}",
        screen(&desk.model, Lang::Ja)
    );
}

/// Ends all that can be done now but for what only comes again.
fn work_off(desk: &mut Desk, id: &PairingId) {
    for _ in 0..60 {
        let book = &desk.model.world.book;
        let next = {
            let world = &desk.model.world;
            let facts = world.facts(&id.session).unwrap();
            let now = stage::now(&facts, &book.pairings[id]);
            now.iter()
                .map(|t| t.id.clone())
                .find(|t| !t.code().starts_with('M'))
        };
        let Some(next) = next else {
            return;
        };
        finish(desk, &next);
    }
    panic!("the tasks do not end");
}

fn is_done(desk: &Desk, id: &PairingId, code: &str) -> bool {
    let tasks = desk.model.world.book.tasks_of(id);
    let mut of_code = tasks.filter(|t| t.id.code() == code);
    of_code.any(|t| t.status == TaskStatus::Done)
}

#[test]
fn a_year_of_forty_pairings_takes_one_of_them_to_business() {
    let mut desk = event();
    // All of them are confirmed by one action.
    desk.keys(&format!("<Home>{}<Enter>", "<Space>".repeat(40)));
    assert_eq!(desk.model.screens.follow.marks.pairings.len(), 40);
    desk.keys("<Home><Down><Enter>");
    let book = &desk.model.world.book;
    let confirmed = book
        .pairings
        .values()
        .filter(|p| p.status == PairingStatus::Confirmed);
    assert_eq!(confirmed.count(), 40, "{}", screen(&desk.model, Lang::Ja));
    let mut on_need = book
        .pairings
        .keys()
        .filter(|id| *id.need == *"N-01")
        .cloned();
    let (first, second) = (on_need.next().unwrap(), on_need.next().unwrap());
    desk.keys("<Esc>");

    for status in [
        PairingStatus::Approached,
        PairingStatus::MeetingPlanned,
        PairingStatus::Met,
    ] {
        come_to(&mut desk, &first, status);
        work_off(&mut desk, &first);
        desk.wait(MONTH);
    }
    assert!(is_done(&desk, &first, "C2"), "they have met");
    // The company changes: its open tasks end with it, and the next firm goes on from where the need stands.
    come_to(&mut desk, &first, PairingStatus::PartnerChange);
    desk.keys("<Enter>");
    if desk.model.overlays.last().is_some() {
        desk.keys("<Enter>");
    }
    let ended = desk.model.world.book.pairings[&first].status;
    assert_eq!(
        ended,
        PairingStatus::PartnerChange,
        "{}",
        screen(&desk.model, Lang::Ja)
    );
    for status in [
        PairingStatus::Approached,
        PairingStatus::MeetingPlanned,
        PairingStatus::Met,
        PairingStatus::InTalks,
        PairingStatus::Project,
        PairingStatus::Contract,
        PairingStatus::Business,
    ] {
        come_to(&mut desk, &second, status);
        assert_eq!(desk.model.world.book.pairings[&second].status, status);
        work_off(&mut desk, &second);
        desk.wait(MONTH);
    }
    for code in ["C4", "D1", "D2", "D3", "D4", "F1", "K1"] {
        assert!(is_done(&desk, &second, code), "{code}");
    }
    let world = &desk.model.world;
    let facts = world.facts(&second.session).unwrap();
    let left = check::of_pairing(&facts, &second);
    let order = ["R2", "R4", "R5"];
    assert!(
        left.iter().all(|f| !order.contains(&f.rule.code())),
        "{left:?}"
    );
    let business = &world.book.pairings[&second];
    assert_eq!(
        stage::of(&facts, business),
        enishi::domain::code::PairingStage::Market
    );
    // The record that the keys made is the one on the screen.
    assert_eq!(desk.book().tasks, desk.model.world.book.tasks);
}
