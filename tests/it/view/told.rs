//! What is told over the screen: it hides neither the record it is about nor its own reason.

use crate::app::desk::{Desk, session};
use crate::view::screen;
use enishi::domain::code::OrgKind;
use enishi::domain::roster::{Attendee, Organisation};
use enishi::words::Lang;

#[test]
fn a_warning_leaves_the_record_that_it_is_about_in_sight() {
    for (width, height) in [(60, 18), (80, 24), (120, 40)] {
        let mut desk = Desk::open("regional").size(width, height);
        desk.keys("<F5>27<Enter>");
        let shown = screen(&desk.model, Lang::Ja);
        assert!(shown.contains("取り消してください"), "{shown}");
        let record = |line: &str| line.contains("白帆総合") && line.contains("[関心]");
        assert!(shown.lines().any(record), "{width}x{height}: {shown}");
    }
}

#[test]
fn why_a_line_of_the_menu_is_off_stands_there_in_whole_sentences() {
    let mut desk = Desk::open("tutorial").size(60, 18);
    desk.keys("<F5>14<Enter><Ctrl+D><Tab><Tab><Enter>");
    let shown = screen(&desk.model, Lang::Ja);
    let off = shown
        .lines()
        .find(|line| line.contains("この記録を取り消す"));
    let off = off.unwrap_or_else(|| panic!("{shown}"));
    assert!(off.contains("確定した記録は取り消せません"), "{off}");
    assert!(!off.contains(".."), "{off}");
}

/// Doctors of hospitals that present nothing come to listen, and ask questions.
#[test]
fn a_doctor_of_another_hospital_is_recorded_with_a_word() {
    for keys in ["77<Enter>", "8 77<Enter>"] {
        let mut session = session("tutorial");
        session.organisations.push(Organisation {
            id: "other".into(),
            name: "湾岸市民病院".into(),
            kinds: vec![OrgKind::Hospital],
            ..Organisation::default()
        });
        session.attendees.push(Attendee {
            badge: "77".into(),
            org: "other".into(),
            name: "森 一郎".into(),
            ..Attendee::default()
        });
        let mut desk = Desk::empty().size(80, 24);
        desk.load(&session);
        desk.keys("<Alt+2><F5>").keys(keys);
        let shown = screen(&desk.model, Lang::Ja);
        assert!(
            shown.contains("湾岸市民病院 は医療機関です"),
            "{keys}: {shown}"
        );
    }
}
