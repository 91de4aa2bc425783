//! The matrix: a digit in a cell records, gaps are found, and nothing waits however large it is.

use crate::app::afternoon::{afternoon, sized};
use crate::app::desk::Desk;
use crate::app::told;
use crate::view::picture;
use enishi::app::core::meet::Meet;
use enishi::app::say::Say;
use enishi::app::screen::matrix::Matrix;
use enishi::domain::code::{Level, Verdict};
use enishi::domain::rule::{interest, reply};
use enishi::text::Clean;
use enishi::words::Lang;

fn open() -> Desk {
    let mut desk = Desk::empty().size(80, 24);
    desk.load(&afternoon());
    desk.keys("<Alt+6>");
    desk
}

fn matrix(desk: &Desk) -> &Matrix {
    desk.model.screens.matrix.as_ref().unwrap()
}

fn level(desk: &Desk, need: &str, org: &str) -> Option<Level> {
    let book = desk.book();
    let session = &book.sessions[&Clean::line("gogo")];
    let org = Clean::line(org);
    let wish = interest::of_firm(&book, session, &org, &need.into());
    wish.map(|w| w.level)
}

#[test]
fn digits_record_what_a_company_wants_and_zero_takes_it_out() {
    let mut desk = open();
    assert_eq!(level(&desk, "N-01", "f001"), None);
    desk.keys("<Ctrl+F>n1 1001<Enter>");
    let (row, column) = matrix(&desk).cell().unwrap();
    assert_eq!((row.need.as_str(), column.org.as_str()), ("N-01", "f001"));
    for (digit, then) in [
        ("1", Level::Interested),
        ("2", Level::Discuss),
        ("３", Level::WantsMeeting),
        ("9", Level::Declined),
    ] {
        desk.keys(digit);
        assert_eq!(level(&desk, "N-01", "f001"), Some(then), "{digit}");
    }
    desk.keys("0");
    assert_eq!(level(&desk, "N-01", "f001"), None);
    let ops = desk.store.ops().len();
    desk.keys("5");
    assert_eq!(desk.store.ops().len(), ops);
    let unused = Meet::UnusedDigit {
        digit: '5',
        hospital: false,
    };
    assert_eq!(told(&desk), &Say::Meet(unused));
    desk.keys("<Ctrl+Z><Ctrl+Z>");
    assert_eq!(level(&desk, "N-01", "f001"), Some(Level::WantsMeeting));
}

#[test]
fn the_other_side_is_written_after_its_key_and_a_refusal_asks_why() {
    let mut desk = open();
    desk.keys("<Ctrl+F>n1 1000<Enter><Ctrl+G>3");
    let verdict = |desk: &Desk| {
        let book = desk.book();
        let found = reply::of(&book, &"gogo".into(), &"N-01".into(), &"f000".into());
        found.and_then(|r| r.verdict)
    };
    assert_eq!(verdict(&desk), Some(Verdict::Meet));
    desk.keys("9<Enter>");
    assert_eq!(verdict(&desk), Some(Verdict::Meet), "a reason is needed");
    desk.keys("競合のため<Enter>");
    assert_eq!(verdict(&desk), Some(Verdict::Refuse));
    let shown = picture(&desk.model, Lang::Ja);
    assert!(shown.contains("面不"), "{shown}");
}

#[test]
fn gaps_stand_on_top_and_f3_goes_round_them() {
    let mut session = afternoon();
    for person in &mut session.attendees {
        person.interests.retain(|i| i.need != "N-03");
        if person.org == "f005" {
            person.interests.clear();
        }
    }
    let mut desk = Desk::empty().size(80, 24);
    desk.load(&session);
    desk.keys("<Alt+6>");
    let shown = picture(&desk.model, Lang::Ja);
    assert!(shown.contains("関心のないニーズ 1  N-03"), "{shown}");
    assert!(shown.contains("1005 会社6"), "{shown}");
    desk.keys("<F3>");
    assert_eq!(matrix(&desk).cell().unwrap().0.need, "N-03");
    desk.keys("<F3>");
    let at = matrix(&desk).cell().unwrap();
    assert_eq!((at.0.need.as_str(), at.1.org.as_str()), ("N-03", "f005"));
}

#[test]
fn rows_and_columns_are_sorted_and_the_cell_stays_selected() {
    let mut desk = open();
    desk.keys("<Ctrl+F>n2 1003<Enter><Esc>");
    let cell = |desk: &Desk| {
        let (row, column) = matrix(desk).cell().unwrap();
        (row.need.clone(), column.org.clone())
    };
    let before = cell(&desk);
    for _ in 0..4 {
        desk.keys("<F5>");
        assert_eq!(cell(&desk), before);
    }
    let counts: Vec<usize> = matrix(&desk).columns.iter().map(|c| c.count).collect();
    assert_eq!(counts.len(), 12);
}

#[test]
fn a_large_matrix_makes_only_the_cells_in_sight() {
    let mut desk = Desk::empty().size(120, 40);
    desk.load(&sized(200, 1000, 24, 60));
    desk.keys("<Alt+6>");
    let read = matrix(&desk).cells.clone();
    let steps = "<Down><Right><PageDown><Right><Right><End><Home>";
    desk.keys(steps);
    assert_eq!(matrix(&desk).cells, read, "moving reads nothing anew");
    let rows = matrix(&desk).rows.len();
    assert_eq!((rows, matrix(&desk).columns.len()), (200, 1000));
    // As many cells as the window has, whatever the size of the session.
    let shown = picture(&desk.model, Lang::Ja);
    let drawn = shown.matches(['関', '相', '面', '無']).count();
    assert!(drawn < 40 * 24, "{drawn}");
}

#[test]
fn which_side_a_digit_writes_is_seen_in_words_and_ends_with_the_screen() {
    for size in [(60, 18), (80, 24), (120, 40)] {
        let mut desk = Desk::empty().size(size.0, size.1);
        desk.load(&afternoon());
        desk.keys("<Alt+6><Ctrl+F>n1 1001<Enter>");
        let seen = |desk: &Desk| picture(&desk.model, Lang::Ja);
        let side = |text: &str, desk: &Desk| {
            assert!(
                seen(desk).matches(text).count() >= 2,
                "{text} {}",
                seen(desk)
            );
        };
        side("企業の関心", &desk);
        assert!(seen(&desk).contains("書く側 企業の関心"));
        desk.keys("<Ctrl+G>");
        assert!(seen(&desk).contains("書く側 病院の返事"), "{}", seen(&desk));
        side("病院の返事", &desk);
        // Away and back, by key and by click: what is written is the usual side again.
        desk.keys("<Alt+3><Alt+6>3");
        assert!(seen(&desk).contains("書く側 企業の関心"), "{}", seen(&desk));
        assert_eq!(level(&desk, "N-01", "f001"), Some(Level::WantsMeeting));
        let book = desk.book();
        let reply = reply::of(&book, &"gogo".into(), &"N-01".into(), &"f001".into());
        assert_eq!(reply.and_then(|r| r.verdict), None);
    }
}

#[test]
fn enter_on_a_cell_opens_what_can_be_done_with_the_cell() {
    let mut desk = open();
    desk.keys("<Ctrl+F>n2 1003<Enter>");
    let current = |desk: &Desk| {
        let book = desk.book();
        let progress = book.progress.get(&Clean::line("gogo"));
        progress.and_then(|p| p.current.clone())
    };
    let before = current(&desk);
    desk.keys("3<Enter>");
    let shown = picture(&desk.model, Lang::Ja);
    assert!(
        shown.contains("候補として記録する（申告 面談希望）"),
        "{shown}"
    );
    assert!(!shown.contains("発表を始める"), "{shown}");
    desk.keys("<Enter>");
    assert_eq!(current(&desk), before, "no presentation begins");
    let book = desk.book();
    let pairing = book.pairings.values().find(|p| p.id.org == "f003");
    let pairing = pairing.expect("recorded as a candidate");
    assert_eq!(
        (pairing.id.need.as_str(), pairing.level),
        ("N-02", Level::WantsMeeting),
        "with what the company said"
    );
    // On record: what can be done with the pairing.
    desk.keys("<Enter>");
    let shown = picture(&desk.model, Lang::Ja);
    assert!(
        shown.contains("確定する") && !shown.contains("発表を始める"),
        "{shown}"
    );
}

#[test]
fn every_badge_of_a_company_finds_its_column() {
    let mut session = afternoon();
    let of = session.attendees[3].clone();
    session.attendees.push(enishi::domain::roster::Attendee {
        badge: Clean::line("27"),
        ..of.clone()
    });
    let mut desk = Desk::empty().size(80, 24);
    desk.load(&session);
    desk.keys("<Alt+6><Ctrl+F>n2 27<Enter>");
    let (row, column) = matrix(&desk).cell().unwrap();
    assert_eq!((row.need.as_str(), column.org.clone()), ("N-02", of.org));
}

/// A company that suits is marked in its empty cell, with a word for the mark. Nothing is recorded by it, and whom the
/// hospital refuses or a rival keeps out is not marked.
#[test]
fn companies_that_suit_are_marked_in_empty_cells() {
    let mut desk = Desk::open("regional").size(120, 40);
    let before = desk.book();
    desk.keys("<Alt+6>");
    let grid = matrix(&desk);
    assert!(grid.has_hints());
    let hinted = |desk: &Desk| {
        let (grid, book) = (matrix(desk), &desk.model.world.book);
        let rows = grid
            .rows
            .iter()
            .flat_map(|row| grid.columns.iter().map(move |c| (row, c)));
        let own = rows.filter(|(row, column)| grid.is_hinted(book, row, column));
        own.map(|(row, column)| (row.need.clone(), column.org.clone()))
            .collect::<Vec<_>>()
    };
    let all = hinted(&desk);
    assert!(!all.is_empty());
    let picture = picture(&desk.model, Lang::Ja);
    assert!(picture.contains("* 合いそう（提案）"), "{picture}");
    assert_eq!(desk.book(), before, "nothing is recorded");
    // The hospital says no to one of them: its mark is gone at once.
    let (need, org) = all[0].clone();
    let session = desk.model.session().unwrap();
    let given = enishi::domain::entity::reply::ReplyChange::Given {
        verdict: Some(Verdict::Refuse),
        reason: "先方の都合".into(),
        by: None,
    };
    let id = enishi::domain::entity::pairing::PairingId {
        session: session.clone(),
        need: need.clone(),
        org: org.clone(),
    };
    let draft = enishi::store::Draft {
        actor: "相沢".into(),
        scope: session,
        changes: vec![(enishi::domain::entity::Entity::Reply(id), given.into())],
        action: None,
    };
    let saved =
        enishi::store::Store::commit(&mut desk.store, &draft, desk.now.timestamp()).unwrap();
    desk.send(enishi::app::Msg::Synced { rows: saved.rows });
    assert!(!hinted(&desk).contains(&(need, org)));
}
