//! Sheets of interests: with how many keys a stack becomes records, and what is never recorded by a slip.

use super::hall::{hall, keys, open, session};
use crate::app::desk::Desk;
use crate::app::told;
use crate::view::picture;
use enishi::app::Screen;
use enishi::app::core::day::Day;
use enishi::app::overlay::{Overlay, OverlayKind};
use enishi::app::say::Say;
use enishi::domain::code::{Level, Verdict};
use enishi::domain::rule::interest::{self, SheetState};
use enishi::domain::rule::{reply, scan};
use enishi::text::Clean;
use enishi::words::Lang;

const LEVELS: [(Level, &str); 5] = [
    (Level::Interested, ""),
    (Level::Discuss, "+"),
    (Level::WantsMeeting, "*"),
    (Level::Interested, ""),
    (Level::Declined, "-"),
];

/// Five needs of 42 for a person, in the order of the sheet, each with its level.
fn marks(person: usize) -> Vec<(usize, Level, &'static str)> {
    let mut seed = person * 7919 + 13;
    let mut needs: Vec<usize> = Vec::new();
    while needs.len() < 5 {
        seed = (seed * 1_103_515_245 + 12345) % 2_147_483_648;
        let need = seed / 65536 % 42 + 1;
        if !needs.contains(&need) {
            needs.push(need);
        }
    }
    needs.sort_unstable();
    let level = |(n, need): (usize, usize)| {
        let (level, sign) = LEVELS[(n + person) % LEVELS.len()];
        (need, level, sign)
    };
    needs.into_iter().enumerate().map(level).collect()
}

/// The line as somebody types it who saves keys: a point only where the number could go on.
fn line(marks: &[(usize, Level, &'static str)]) -> String {
    let mut out = String::new();
    for (n, (need, _, sign)) in marks.iter().enumerate() {
        out.push_str(&need.to_string());
        out.push_str(sign);
        if sign.is_empty() && (1..=4).contains(need) && n + 1 < marks.len() {
            out.push('.');
        }
    }
    out
}

fn state(desk: &Desk, badge: &str) -> SheetState {
    let session = session(desk);
    interest::sheet_state(
        &desk.model.world.book,
        &session,
        session.attendee(badge).unwrap(),
    )
}

fn wish(desk: &Desk, badge: &str, need: &str) -> Option<Level> {
    let session = session(desk);
    let person = session.attendee(badge).unwrap();
    let wish = interest::of(&desk.model.world.book, &session, person, &Clean::line(need));
    wish.map(|w| w.level)
}

/// Enters sixty sheets in the order of their badges; the number of keys. The first `known` marks of each were declared.
fn stack(known: usize, size: (u16, u16)) -> usize {
    let declared = move |n: usize| {
        let marks = marks(n);
        marks.iter().take(known).map(|m| (m.0, m.1)).collect()
    };
    let mut desk = open(&hall(60, 42, declared), size);
    desk.keys("<Alt+3>");
    assert_eq!(desk.model.screen, Screen::Sheets);
    let mut count = keys("1<Enter>");
    desk.keys("1<Enter>");
    for n in 1..=60 {
        // What was declared holds: only the rest is typed.
        let marks = marks(n).split_off(known);
        let typed = format!("{}<Enter>", line(&marks));
        count += keys(&typed);
        desk.keys(&typed);
        assert_eq!(
            state(&desk, &n.to_string()),
            SheetState::HandedIn,
            "{n} {typed}"
        );
    }
    for n in 1..=60 {
        for (need, level, _) in marks(n) {
            let found = wish(&desk, &n.to_string(), &format!("N-{need:02}"));
            assert_eq!(found, Some(level), "{n} {need}");
        }
    }
    assert!(desk.book().pairings.is_empty(), "a mark makes no pairing");
    assert_eq!(told(&desk), &Say::Day(Day::AllHandedIn));
    assert_eq!(desk.book(), desk.model.world.book);
    count
}

#[test]
fn sixty_sheets_in_the_order_of_their_badges_take_few_keys() {
    for size in [(60, 15), (80, 24), (120, 40)] {
        let (all, some) = (stack(0, size), stack(2, size));
        println!("{size:?}: {all} keys with nothing declared, {some} with two of five declared");
        assert!(all <= 850, "{all}");
        assert!(some <= 560, "{some}");
    }
}

#[test]
fn a_number_that_is_no_need_saves_nothing_and_the_caret_stands_on_it() {
    let mut desk = open(&hall(9, 12, |_| vec![(2, Level::Interested)]), (80, 24));
    desk.keys("<Alt+3>3<Enter>");
    let ops = desk.store.ops().len();
    desk.keys("3.77+5<Enter>");
    assert_eq!(told(&desk), &Say::Day(Day::NoSuchNeed("77".into())));
    assert_eq!(desk.store.ops().len(), ops);
    let sheets = desk.model.screens.sheets.as_ref().unwrap();
    assert_eq!(
        (sheets.query.text(), sheets.query.window(40).2),
        ("3.77+5", 2)
    );
    // Put right where the caret stands.
    desk.keys("<Delete><Enter>");
    assert_eq!(wish(&desk, "3", "N-07"), Some(Level::Discuss));
    assert_eq!(wish(&desk, "3", "N-05"), Some(Level::Interested));
    let Say::Day(Day::SheetSaved { marks, next, .. }) = told(&desk) else {
        panic!("{:?}", told(&desk));
    };
    assert_eq!(marks.len(), 3);
    assert_eq!(next.as_deref(), Some("4"));
    // The wrong person: back, and the line again; one undo takes the sheet back.
    desk.keys("<PageUp>7*<Enter>");
    assert_eq!(wish(&desk, "3", "N-07"), Some(Level::WantsMeeting));
    desk.keys("<Ctrl+Z><Ctrl+Z>");
    assert_eq!(state(&desk, "3"), SheetState::DeclaredOnly);
    assert_eq!(
        wish(&desk, "3", "N-02"),
        Some(Level::Interested),
        "declared"
    );
}

#[test]
fn a_mark_that_is_refused_is_replaced_by_what_is_typed_next() {
    let mut desk = open(&hall(9, 12, |_| vec![(2, Level::Interested)]), (80, 24));
    let text = |desk: &Desk| {
        let sheets = desk.model.screens.sheets.as_ref().unwrap();
        sheets.query.text().to_owned()
    };
    desk.keys("<Alt+3>3<Enter>3x<Enter>2+");
    assert_eq!(text(&desk), "2+", "not 32+x");
    desk.keys("<Enter>");
    assert_eq!(wish(&desk, "3", "N-02"), Some(Level::Discuss));
    // The other marks of the line stand.
    desk.keys("4.7x+9*<Enter>");
    assert_eq!(text(&desk), "4.7x+9*");
    desk.keys("8+<Enter>");
    assert_eq!(wish(&desk, "4", "N-08"), Some(Level::Discuss));
    assert_eq!(wish(&desk, "4", "N-09"), Some(Level::WantsMeeting));
    assert_eq!(wish(&desk, "4", "N-07"), None);
}

fn who(desk: &Desk) -> Option<&str> {
    desk.model.screens.sheets.as_ref().unwrap().who.as_deref()
}

#[test]
fn the_badge_of_the_next_paper_is_never_taken_for_a_mark() {
    for badge in ["8", "８", "2", "12"] {
        let mut desk = open(&hall(30, 12, |_| Vec::new()), (80, 24));
        desk.keys("<Alt+3>1<Enter>3<Enter><Enter>");
        assert_eq!(who(&desk), Some("3"), "the badge is what records nothing");
        desk.keys("<Esc>1<Enter>").keys(badge);
        let ops = desk.store.ops().len();
        desk.keys("<Enter>");
        assert_eq!(desk.store.ops().len(), ops, "{badge} is asked");
        desk.keys("<Enter>");
        assert_eq!(desk.store.ops().len(), ops);
        let shown = picture(&desk.model, Lang::Ja);
        let is = desk.model.screens.sheets.as_ref().unwrap();
        let plain = enishi::domain::number::narrow(badge);
        assert_eq!(is.who.as_deref(), Some(plain.as_str()), "{shown}");
        assert_eq!(is.query.text(), "");
    }
    // It was a mark: the second line says so, and the need is named.
    let mut desk = open(&hall(30, 12, |_| Vec::new()), (80, 24));
    desk.keys("<Alt+3>1<Enter>8<Enter>");
    let shown = picture(&desk.model, Lang::Ja);
    assert!(shown.contains("N-08 関心 を保存する"), "{shown}");
    desk.keys("2<Enter>");
    assert_eq!(wish(&desk, "1", "N-08"), Some(Level::Interested));
    let shown = picture(&desk.model, Lang::Ja);
    assert!(
        shown.contains("名札 1 の方の N-08 関心 を保存しました"),
        "{shown}"
    );
    // Whose sheet is in is not asked for, nor what a sign or a point makes a mark.
    desk.keys("1<Enter>");
    assert_eq!(wish(&desk, "2", "N-01"), Some(Level::Interested));
    desk.keys("9.<Enter>");
    assert_eq!(wish(&desk, "3", "N-09"), Some(Level::Interested));
}

#[test]
fn a_number_that_is_no_need_is_a_badge_and_never_two_needs() {
    let mut desk = open(&hall(70, 12, |_| Vec::new()), (80, 24));
    desk.keys("<Alt+3>1<Enter>63");
    let ops = desk.store.ops().len();
    desk.keys("<Enter>");
    assert_eq!((who(&desk), desk.store.ops().len()), (Some("63"), ops));
    assert_eq!(told(&desk), &Say::Day(Day::SheetOf("63".into())));
    // Nobody has it: it is told, and nothing is recorded.
    desk.keys("78<Enter>");
    assert_eq!(told(&desk), &Say::Day(Day::NoSuchNeed("78".into())));
    assert_eq!((who(&desk), desk.store.ops().len()), (Some("63"), ops));
    // The next number is typed anew. Two marks that differ for one need are not decided by their order.
    desk.keys("12 12-<Enter>");
    assert_eq!(told(&desk), &Say::Day(Day::MarkedTwice("N-12".into())));
    assert_eq!(desk.store.ops().len(), ops);
}

#[test]
fn what_is_typed_is_read_before_it_is_saved_and_belongs_to_its_sheet() {
    let mut desk = open(&hall(9, 12, |_| vec![(2, Level::Interested)]), (80, 24));
    desk.keys("<Alt+3>3<Enter>7+12*");
    let shown = picture(&desk.model, Lang::Ja);
    assert!(
        shown.contains("3 さん: N-07 要相談、N-12 面談希望 と読みました"),
        "{shown}"
    );
    assert!(shown.contains("新") && shown.contains("申告 1"), "{shown}");
    // Neither an arrow nor a key takes the marks to another person.
    for key in ["<Down>", "<PageUp>", "<F5>", "<Shift+F5>"] {
        desk.keys(key);
        assert_eq!(told(&desk), &Say::Day(Day::MarksWait), "{key}");
    }
    desk.keys("<Esc>");
    let sheets = desk.model.screens.sheets.as_ref().unwrap();
    assert_eq!(sheets.query.text(), "7+12*");
    // A scanner says whose sheet comes next, here as well.
    desk.keys("<Esc>").keys(&scan::code("5").unwrap());
    let sheets = desk.model.screens.sheets.as_ref().unwrap();
    assert_eq!(
        (sheets.who.as_deref(), sheets.query.text()),
        (Some("5"), "")
    );
    // Enter alone says that the declared holds.
    desk.keys("<Enter>");
    assert_eq!(state(&desk, "5"), SheetState::HandedIn);
    assert_eq!(state(&desk, "6"), SheetState::DeclaredOnly);
    // Who was entered is passed by.
    desk.keys("<Esc>4<Enter><Enter>");
    let sheets = desk.model.screens.sheets.as_ref().unwrap();
    assert_eq!(sheets.who.as_deref(), Some("6"));
}

#[test]
fn the_grid_sets_both_sides_and_a_refusal_has_a_reason_and_stays() {
    let mut desk = open(&hall(9, 12, |_| Vec::new()), (80, 24));
    desk.keys("<Alt+3>3<Enter><Tab><Down>2");
    assert_eq!(wish(&desk, "3", "N-02"), Some(Level::Discuss));
    desk.keys("<F4>");
    assert_eq!(wish(&desk, "3", "N-02"), Some(Level::WantsMeeting));
    let id = Clean::line("kai");
    let (need, org) = (Clean::line("N-02"), Clean::line("o0"));
    let verdict = |desk: &Desk| {
        let reply = reply::of(&desk.model.world.book, &id, &need, &org);
        reply.map(|r| (r.verdict.unwrap(), r.reason.to_string()))
    };
    // The hospital's column: its refusal asks why.
    desk.keys("<Right>3");
    assert_eq!(
        desk.model.overlays.last().map(Overlay::kind),
        Some(OverlayKind::Form)
    );
    desk.keys("<Enter>");
    assert_eq!((told(&desk), verdict(&desk)), (&Say::ReasonNeeded, None));
    desk.keys("競合と共同研究中<Enter>");
    let refused = Some((Verdict::Refuse, "競合と共同研究中".to_owned()));
    assert_eq!(verdict(&desk), refused);
    let shown = picture(&desk.model, Lang::Ja);
    assert!(
        shown.contains("不可") && shown.contains("競合と共同研究中"),
        "{shown}"
    );
    // Whatever the company marks, it stays; only a further answer with a reason changes it.
    desk.keys("<Left>1<Tab>2*<Enter>");
    assert_eq!(verdict(&desk), refused);
    desk.keys("<Esc>3<Enter><Tab><Down><Right>1");
    assert_eq!(verdict(&desk), refused, "it asks");
    desk.keys("<Ctrl+U>誤りでした<Enter>");
    assert_eq!(
        verdict(&desk),
        Some((Verdict::Meet, "誤りでした".to_owned()))
    );
    desk.keys("<Ctrl+Z>");
    assert_eq!(verdict(&desk), refused);
}

#[test]
fn persons_of_a_company_that_differ_are_seen_and_the_highest_counts() {
    let mut desk = open(&hall(9, 12, |_| Vec::new()), (120, 40));
    // 1, 2 and 3 are of one company.
    desk.keys("<Alt+3>1<Enter>5*<Enter>5<Enter>2<Enter>");
    desk.keys("<Esc>2<Enter><Tab><Home><Down><Down><Down><Down>");
    let shown = picture(&desk.model, Lang::Ja);
    assert!(shown.contains("社内 面談希望  違いあり"), "{shown}");
    assert!(shown.contains("提出 2  未提出 7"), "{shown}");
    desk.keys("<Ctrl+T>");
    let sheets = desk.model.screens.sheets.as_ref().unwrap();
    assert_eq!(
        sheets.people.len(),
        8,
        "who has handed in is put away, but for the shown one"
    );
}

#[test]
fn who_the_hospital_refuses_is_told_when_they_are_recorded_all_the_same() {
    let mut desk = open(&hall(9, 12, |_| Vec::new()), (80, 24));
    desk.keys("<Alt+3>3<Enter><Tab><Right>3利益相反<Enter>");
    desk.keys("<Alt+2><F5>3<Enter>");
    let shown = picture(&desk.model, Lang::Ja);
    assert!(
        shown.contains("不可") && shown.contains("利益相反"),
        "{shown}"
    );
    assert_eq!(desk.book().pairings.len(), 1, "the coordinator decides");
}
