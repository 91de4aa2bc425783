//! The card of a pairing that became a project: what is known of it, the sheet both sides tick, meetings, another company.

use super::{confirmed, of, select};
use crate::app::desk::Desk;
use crate::app::told;
use crate::view::screen;
use enishi::app::core::board::Board;
use enishi::app::overlay::Overlay;
use enishi::app::say::Say;
use enishi::domain::code::{Outcome, PairingStatus, Point};
use enishi::domain::entity::pairing::{Pairing, PairingId};
use enishi::words::Lang;
use jiff::civil::date;

/// The board with the first task of the confirmed pairing selected.
fn begun() -> (Desk, PairingId) {
    let mut desk = confirmed().size(120, 40);
    let first = of(&desk, "B3");
    select(&mut desk, &first);
    (desk, first.pairing().unwrap())
}

/// Goes to the line of the open menu that begins so, and takes it.
fn choose(desk: &mut Desk, text: &str) {
    let picture = screen(&desk.model, Lang::Ja);
    let menu = match desk.model.overlays.last() {
        Some(Overlay::Menu(menu)) => menu.items.len(),
        other => panic!("no menu but {:?}: {picture}", other.map(Overlay::kind)),
    };
    desk.keys("<Home>");
    for _ in 0..menu {
        let picture = screen(&desk.model, Lang::Ja);
        let mut lines = picture.lines();
        if lines.any(|l| l.contains("> ") && l.contains(text)) {
            desk.keys("<Enter>");
            return;
        }
        desk.keys("<Down>");
    }
    panic!("{text} is in no line: {picture}");
}

fn project(desk: &mut Desk) {
    desk.keys("<Enter>");
    choose(desk, "案件（");
}

fn pairing<'d>(desk: &'d Desk, id: &PairingId) -> &'d Pairing {
    &desk.model.world.book.pairings[id]
}

#[test]
fn what_is_known_of_a_project_is_chosen_and_written_and_stands_on_the_card() {
    let (mut desk, id) = begun();
    let before = desk.book();
    project(&mut desk);
    choose(&mut desk, "企業のコミットメント");
    choose(&mut desk, "資金");
    assert_eq!(pairing(&desk, &id).point(Point::Commitment), "資金");
    project(&mut desk);
    choose(&mut desk, "連携の形");
    choose(&mut desk, "共同研究");
    project(&mut desk);
    choose(&mut desk, "実用化担当者");
    desk.keys("馬場 直子<Tab>早川 美咲<Tab>手術室と医師2名<Tab>試作の人手<Tab>たくさん<Enter>");
    assert_eq!(told(&desk), &Say::Board(Board::BadPoint(Point::Amount)));
    assert_eq!(
        pairing(&desk, &id).point(Point::OwnerCompany),
        "",
        "nothing half done"
    );
    desk.keys("<Ctrl+U>150万円<Enter>");
    assert_eq!(told(&desk), &Say::Board(Board::Points(5)));
    assert_eq!(pairing(&desk, &id).point(Point::Amount), "1500000");
    desk.keys("<Ctrl+O>");
    let card = screen(&desk.model, Lang::Ja);
    for said in [
        "資金",
        "共同研究・受託研究",
        "馬場 直子",
        "試作の人手",
        "1,500,000円",
    ] {
        assert!(card.contains(said), "{said}: {card}");
    }
    let card = screen(&desk.model, Lang::En);
    assert!(card.contains("commitment of the company money"), "{card}");
    // What people wrote finds it.
    desk.keys("<Esc><Ctrl+F>試作の人手<Enter>");
    assert_eq!(desk.model.screens.follow.pairing().as_ref(), Some(&id));
    desk.keys("<Esc><Ctrl+Z><Ctrl+Z><Ctrl+Z>");
    assert_eq!(desk.book(), before, "three actions, taken back");
    // A value that stands can be taken away, in the same menu.
    desk.keys("<Ctrl+Y>");
    project(&mut desk);
    choose(&mut desk, "企業のコミットメント");
    choose(&mut desk, "を外す");
    assert_eq!(desk.book(), before);
}

#[test]
fn both_sides_tick_the_five_lines_and_a_new_text_asks_both_again() {
    let (mut desk, id) = begun();
    project(&mut desk);
    choose(&mut desk, "目標・役割共有シート");
    choose(&mut desk, "5行の内容");
    let lines =
        "症例データは病院が持つ<Tab>先端の交換が先<Tab>共有<Tab>疑似臓器で測る<Tab>年100本<Enter>";
    desk.keys(lines);
    assert_eq!(told(&desk), &Say::Board(Board::Points(5)));
    project(&mut desk);
    choose(&mut desk, "目標・役割共有シート");
    // The menu stays: one line after the other.
    for (at, _) in (0..10).zip(Point::SHEET.iter().flat_map(|(_, ticks)| ticks)) {
        let down = "<Down>".repeat(at + 1);
        desk.keys(&format!("<Home>{down}<Enter>"));
    }
    let today = desk.now.date().to_string();
    for (_, ticks) in Point::SHEET {
        for tick in ticks {
            assert_eq!(pairing(&desk, &id).point(*tick), today, "{tick:?}");
        }
    }
    desk.keys("<Esc><Esc><Esc><Enter>");
    choose(&mut desk, "案件（");
    let picture = screen(&desk.model, Lang::Ja);
    assert!(picture.contains("双方の確認 5/5"), "{picture}");
    choose(&mut desk, "目標・役割共有シート");
    choose(&mut desk, "5行の内容");
    desk.keys("<Ctrl+U>症例データは共有<Enter>");
    assert_eq!(pairing(&desk, &id).point(Point::DataHospital), "");
    assert_eq!(pairing(&desk, &id).point(Point::DriftHospital), today);
    desk.keys("<Ctrl+O>");
    let card = screen(&desk.model, Lang::Ja);
    assert!(
        card.contains("症例データは共有 病院 まだ 企業 まだ"),
        "{card}"
    );
    desk.keys("<Esc><Ctrl+Z>");
    assert_eq!(
        pairing(&desk, &id).point(Point::DataHospital),
        today,
        "one action"
    );
}

#[test]
fn a_later_meeting_has_its_day_outcome_and_words() {
    let (mut desk, id) = begun();
    project(&mut desk);
    choose(&mut desk, "面談の結果");
    desk.keys("<Ctrl+U>2099-01-05<Enter>");
    assert_eq!(told(&desk), &Say::Board(Board::NotYet));
    desk.keys("<Ctrl+U>11/20<Tab>4<Tab>次は病院で<Enter>");
    let met = &pairing(&desk, &id).met;
    let day = date(2026, 11, 20);
    assert_eq!(met.len(), 1);
    assert_eq!(met[&day], (Outcome::Promising, "次は病院で".into()));
    desk.keys("<Ctrl+O>");
    let card = screen(&desk.model, Lang::Ja);
    assert!(card.contains("2026-11-20 連携可能 次は病院で"), "{card}");
    desk.keys("<Esc><Ctrl+Z>");
    assert!(pairing(&desk, &id).met.is_empty());
}

#[test]
fn another_company_is_asked_for_and_both_know_of_each_other() {
    let (mut desk, id) = begun();
    let before = desk.book();
    desk.keys("<Ctrl+P>edit-status<Enter>");
    choose(&mut desk, "連携企業の変更");
    choose(&mut desk, "体制");
    choose(&mut desk, "中止");
    assert_eq!(pairing(&desk, &id).status, PairingStatus::PartnerChange);
    let picture = screen(&desk.model, Lang::Ja);
    assert!(picture.contains("後任の会社"), "it asks: {picture}");
    desk.keys("だれかさん<Enter>");
    assert!(matches!(told(&desk), Say::NotFound(_)), "{:?}", told(&desk));
    desk.keys("<Ctrl+U>15<Enter>");
    assert_eq!(told(&desk), &Say::Board(Board::Succeeded));
    let session = &desk.model.world.book.sessions[&id.session];
    let org = session.attendee("15").unwrap().org.clone();
    let after = PairingId {
        org: org.clone(),
        ..id.clone()
    };
    assert_eq!(pairing(&desk, &after).predecessor, id.org);
    assert_eq!(
        pairing(&desk, &id).status,
        PairingStatus::PartnerChange,
        "it stays"
    );
    let names = [&id.org, &org].map(|org| session.org_name(org).to_string());
    // Each card names the other.
    for (of, name, label) in [(&id, &names[1], "後任"), (&after, &names[0], "前任")] {
        let facts = enishi::app::fact::pairing(
            &desk.model.world.book,
            session,
            of,
            &jiff::tz::TimeZone::UTC,
        );
        let lines = enishi::app::fact::lines(&facts, 120, Lang::Ja);
        assert!(
            lines.iter().any(|l| l.text == *name),
            "{label} {name}: {lines:?}"
        );
    }
    desk.keys("<Ctrl+Z><Ctrl+Z>");
    assert_eq!(desk.book(), before);
}

#[test]
fn one_that_is_stopped_leaves_its_lessons() {
    let (mut desk, id) = begun();
    desk.keys("<Ctrl+P>edit-status<Enter>");
    choose(&mut desk, "中止");
    choose(&mut desk, "病院・医師の判断");
    choose(&mut desk, "中止");
    let picture = screen(&desk.model, Lang::Ja);
    assert!(picture.contains("次に生かす教訓"), "it asks: {picture}");
    desk.keys("現場を先に見る<Enter>");
    let now = pairing(&desk, &id);
    assert_eq!(now.status, PairingStatus::Stopped);
    assert_eq!(*now.reason, *"病院・医師の判断");
    assert_eq!(now.point(Point::Lessons), "現場を先に見る");
    // Nobody has to write any.
    desk.keys("<Ctrl+Z><Ctrl+Z>");
    let first = of(&desk, "B3");
    select(&mut desk, &first);
    desk.keys("<Ctrl+P>edit-status<Enter>");
    choose(&mut desk, "中止");
    choose(&mut desk, "時間");
    choose(&mut desk, "残す");
    desk.keys("<Esc>");
    assert!(desk.model.overlays.is_empty());
    assert_eq!(pairing(&desk, &id).status, PairingStatus::Stopped);
    assert_eq!(pairing(&desk, &id).point(Point::Lessons), "");
}

#[test]
fn the_room_sees_nothing_of_a_project() {
    let (mut desk, _) = begun();
    project(&mut desk);
    choose(&mut desk, "実用化担当者");
    desk.keys("馬場 直子<Tab>早川 美咲<Tab>手術室<Tab>試作の人手<Enter>");
    desk.keys("<Ctrl+O>");
    assert!(screen(&desk.model, Lang::Ja).contains("試作の人手"));
    desk.keys("<Esc><Alt+9>");
    let shown = screen(&desk.model, Lang::Ja);
    for secret in ["馬場", "早川", "手術室", "試作の人手"] {
        assert!(!shown.contains(secret), "{secret}: {shown}");
    }
}

#[test]
fn a_filter_gets_a_name_and_is_used_again() {
    let (mut desk, _) = begun();
    let filter = |desk: &Desk| desk.model.screens.follow.filter.text().to_owned();
    desk.keys("<Ctrl+F><Alt+F>");
    assert_eq!(told(&desk), &Say::Board(Board::NoFilters));
    desk.keys("N-01 支援<Alt+F>");
    choose(&mut desk, "「N-01 支援」に名前をつける");
    desk.keys("<Enter>");
    assert_eq!(told(&desk), &Say::NameNeeded);
    desk.keys("自分の分<Enter>");
    assert_eq!(told(&desk), &Say::Board(Board::FilterNamed));
    let named = ("自分の分".into(), "N-01 支援".into());
    assert_eq!(desk.model.world.filters, [named]);
    desk.keys("<Esc><Esc>");
    assert_eq!(filter(&desk), "");
    desk.keys("<Ctrl+P>saved-filters<Enter>");
    choose(&mut desk, "自分の分");
    assert_eq!(filter(&desk), "N-01 支援");
    assert!(
        !desk.model.screens.follow.filtering,
        "the list has the keys"
    );
    desk.keys("<Alt+F>");
    choose(&mut desk, "名前を消す");
    assert!(desk.model.world.filters.is_empty());
}
