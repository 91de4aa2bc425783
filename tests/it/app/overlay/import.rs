//! Taking lists in, step by step: keys and the answers of the thread, without a file.

use crate::app::desk::Desk;
use crate::view::screen;
use enishi::app::core::importing::{Ask, Errand, Found, Lists, Row, To, Told, Trial, Word};
use enishi::app::overlay::import::{Import, Stage};
use enishi::app::overlay::{Overlay, OverlayKind};
use enishi::app::{Effect, Msg};
use enishi::domain::reading::Answer;
use enishi::intake::import::{ListKind, Used};
use enishi::words::Lang;
use std::path::PathBuf;

/// The box, opened from the start screen.
fn opened() -> Desk {
    let mut desk = Desk::open("tutorial");
    desk.keys("<Alt+0>3");
    answer(
        &mut desk,
        Told::Folder {
            path: "/home/原田".into(),
            entries: vec![
                found("..", false),
                found("会", false),
                found("名簿.xlsx", true),
            ],
        },
    );
    desk
}

fn found(name: &str, is_file: bool) -> Found {
    Found {
        is_file,
        name: name.to_owned(),
        path: PathBuf::from("/home/原田").join(name),
    }
}

/// What was asked last.
fn asked(desk: &Desk) -> Ask {
    let asks = desk.left.iter().rev().find_map(|effect| match effect {
        Effect::Import(ask) => Some((**ask).clone()),
        _ => None,
    });
    asks.expect("something was asked")
}

fn answer(desk: &mut Desk, told: Told) {
    let generation = asked(desk).generation;
    let told = Box::new(told);
    desk.send(Msg::Import { generation, told });
}

fn state(desk: &Desk) -> &Import {
    match desk.model.overlays.last() {
        Some(Overlay::Import(import)) => import,
        other => panic!("{other:?}"),
    }
}

fn tried(desk: &Desk) -> Lists {
    match asked(desk).errand {
        Errand::Try(lists) | Errand::Take(lists) => *lists,
        other => panic!("{other:?}"),
    }
}

fn column(header: &str, field: Option<&str>, guessed: bool) -> Used {
    Used {
        file: "名簿.xlsx".into(),
        sheet: "回答".into(),
        header: header.into(),
        field: field.map(str::to_owned),
        guessed,
        hidden: false,
        list: ListKind::Attendees,
        is_need: false,
        need: None,
        samples: vec!["田中 一郎".into()],
    }
}

fn trial(wrong: usize) -> Trial {
    Trial {
        columns: vec![
            column("氏名", Some("name"), false),
            column("御社について", Some("org"), true),
            column("社内メモ", None, false),
        ],
        counts: vec![(ListKind::Attendees, [61, 12, 8, 2, wrong])],
        rows: vec![
            Row::new(
                Word::Wrong,
                "名簿.xlsx 42行目 ニーズ番号 N-77 はありません。",
            ),
            Row::new(Word::Changed, "27 田中 一郎 部署 開発部 -> 光学開発部"),
            Row::new(Word::Doubtful, "名簿.xlsx 19行目 佐藤"),
        ],
    }
}

/// As far as the columns.
fn with_columns() -> Desk {
    with(Box::new(trial(1)))
}

/// The same with what would come of the list.
fn with(trial: Box<Trial>) -> Desk {
    let mut desk = opened();
    desk.keys("<Down><Down><Enter>");
    let path = PathBuf::from("/home/原田/名簿.xlsx");
    assert_eq!(asked(&desk).errand, Errand::Look(path.clone()));
    let kind = ListKind::Attendees;
    answer(&mut desk, Told::File { path, kind });
    desk.keys("<F5>");
    assert_eq!(tried(&desk).to, None);
    answer(&mut desk, Told::Tried(trial));
    desk
}

#[test]
fn lists_are_chosen_mended_tried_and_taken_and_nothing_is_written_before_the_last_key() {
    let mut desk = with_columns();
    let picture = screen(&desk.model, Lang::Ja);
    for text in [
        "取り込み 2/4 列の対応",
        "御社について",
        "機関 ?",
        "使わない",
        "田中 一郎",
    ] {
        assert!(picture.contains(text), "{text}: {picture}");
    }
    // F3 goes to what was guessed, the arrows mend it.
    desk.keys("<F3>");
    assert_eq!(state(&desk).picker.selected, 1);
    desk.keys("<Right><Left>");
    let said = &state(&desk).said;
    assert_eq!(
        said.as_slice(),
        [(
            ListKind::Attendees,
            "御社について".to_owned(),
            Some("org".to_owned())
        )]
    );
    desk.keys("<Down><Right><Left><Enter>");
    assert_eq!(state(&desk).stage, Stage::To);
    // A new file wants a title.
    desk.keys("<F5>");
    assert_eq!(state(&desk).stage, Stage::To);
    desk.keys("<paste:第12回 発表会><Tab>2026-12-15<Tab><Ctrl+U>会.toml<Enter>");
    let lists = tried(&desk);
    let day = "2026-12-15".parse().unwrap();
    assert_eq!(
        lists.to,
        Some(To::File {
            path: "会.toml".into(),
            title: "第12回 発表会".into(),
            day,
        })
    );
    assert_eq!(lists.said.len(), 2, "{:?}", lists.said);
    answer(&mut desk, Told::Tried(Box::new(trial(1))));
    let picture = screen(&desk.model, Lang::Ja);
    for text in ["新規 61", "要確認 2", "誤り 1", "まだ何も記録していません"] {
        assert!(picture.contains(text), "{text}: {picture}");
    }
    desk.keys("<F3>");
    assert_eq!(state(&desk).picker.selected, 2, "what has to be decided");
    // Rows that stay out are asked about once.
    desk.keys("<Enter>");
    assert!(matches!(asked(&desk).errand, Errand::Try(_)));
    assert!(screen(&desk.model, Lang::Ja).contains("3 行は入れません"));
    desk.keys("<Enter>");
    assert!(matches!(asked(&desk).errand, Errand::Take(_)));
    // While it is written nothing stops it.
    desk.keys("<Esc><Enter>");
    assert_eq!(state(&desk).stage, Stage::Trial);
    answer(&mut desk, Told::Taken { count: 73 });
    assert!(desk.model.overlays.is_empty());
    assert_eq!(desk.left.last(), Some(&Effect::OpenFile("会.toml".into())));
    assert!(screen(&desk.model, Lang::Ja).contains("73 件を取り込みました"));
}

#[test]
fn a_session_of_the_record_is_a_target_and_doubtful_rows_may_go_in() {
    let mut desk = with_columns();
    desk.keys("<Enter><Down><Enter>");
    let id = desk
        .model
        .world
        .book
        .sessions
        .keys()
        .next()
        .unwrap()
        .clone();
    assert_eq!(tried(&desk).to, Some(To::Session(id.clone())));
    answer(&mut desk, Told::Tried(Box::new(trial(0))));
    desk.keys("<F4><Enter>");
    let lists = tried(&desk);
    assert!(
        matches!(asked(&desk).errand, Errand::Take(_)),
        "nothing to ask"
    );
    assert!(lists.takes_doubtful);
    assert_eq!(lists.to, Some(To::Session(id)));
}

#[test]
fn what_is_read_shows_its_progress_and_stops_without_a_trace() {
    let mut desk = opened();
    desk.keys("<Down><Down><Enter>");
    let path = PathBuf::from("/home/原田/名簿.xlsx");
    let kind = ListKind::Needs;
    answer(&mut desk, Told::File { path, kind });
    assert!(screen(&desk.model, Lang::Ja).contains("[ニーズ] 名簿.xlsx"));
    // F4 says what a file lists, Delete takes it away again.
    desk.keys("<Ctrl+Home><F4>");
    assert_eq!(state(&desk).files[0].0, ListKind::Patents);
    desk.keys("<F5>");
    let before = asked(&desk).generation;
    answer(&mut desk, Told::Rows(12_000));
    assert!(screen(&desk.model, Lang::Ja).contains("読んでいます 12000行"));
    desk.keys("<F4><Enter><F5>");
    assert_eq!(asked(&desk).generation, before, "nothing is typed ahead");
    desk.keys("<Esc>");
    assert_eq!(asked(&desk).errand, Errand::Stop);
    assert!(screen(&desk.model, Lang::Ja).contains("何も記録していません"));
    // The answer that comes too late is not looked at.
    let told = Box::new(Told::Tried(Box::new(trial(0))));
    let generation = before;
    desk.send(Msg::Import { generation, told });
    assert_eq!(state(&desk).stage, Stage::Files);
    desk.keys("<Delete>");
    assert!(state(&desk).files.is_empty());
    desk.keys("<F5><Esc>");
    assert!(desk.model.overlays.is_empty());
    assert!(desk.store.ops().len() == Desk::open("tutorial").store.ops().len());
}

#[test]
fn an_answer_waits_until_the_box_is_in_front_again() {
    let mut desk = opened();
    desk.keys("/lists<Enter>");
    assert_eq!(asked(&desk).errand, Errand::Look("/lists".into()));
    desk.keys("<F1>");
    let entries = vec![found("ニーズ.csv", true)];
    answer(
        &mut desk,
        Told::Folder {
            path: "/lists".into(),
            entries,
        },
    );
    assert_eq!(
        desk.model.overlays.last().map(Overlay::kind),
        Some(OverlayKind::Help)
    );
    desk.keys("<Esc>");
    assert_eq!(state(&desk).folder, PathBuf::from("/lists"));
    // What went wrong stands in the box.
    desk.keys("<Enter>");
    answer(
        &mut desk,
        Told::Failed(vec!["ファイルが見つかりません。".into()]),
    );
    assert!(screen(&desk.model, Lang::Ja).contains("ファイルが見つかりません"));
    assert_eq!(state(&desk).stage, Stage::Files);
}

#[test]
fn the_column_of_a_need_comes_back_to_its_need() {
    let mut trial = trial(0);
    let need = Some("N-03".to_owned());
    trial.columns = vec![Used {
        is_need: true,
        need: need.clone(),
        ..column("N3", Some("N-03"), false)
    }];
    let mut desk = with(Box::new(trial));
    let field = |desk: &Desk| state(desk).trial.columns[0].field.clone();
    for keys in ["<Right>", "<Left>", "<Left>", "<Right>"] {
        let before = field(&desk);
        desk.keys(keys);
        assert_ne!(field(&desk), before, "{keys}");
    }
    assert_eq!(field(&desk), need);
    assert!(state(&desk).said.is_empty(), "its heading says so");
}

/// A badge number that is somebody else's in the record is answered by a digit on its row, and the lists are tried anew.
#[test]
fn who_is_meant_by_a_number_is_answered_by_a_digit() {
    let mut whole = trial(0);
    whole.rows.push(Row {
        asks: Some("27".into()),
        ..Row::new(
            Word::Doubtful,
            "名簿.xlsx 12行目 一覧の名札「27 田中 次郎」は、記録では「27 田中 一郎」です。",
        )
    });
    let mut desk = with(Box::new(whole.clone()));
    desk.keys("<Enter><F5><paste:第12回 発表会><Tab>2026-12-15<Tab><Ctrl+U>会.toml<Enter>");
    assert!(tried(&desk).answers.is_empty());
    answer(&mut desk, Told::Tried(Box::new(whole.clone())));
    assert_eq!(state(&desk).stage, Stage::Trial);
    // A digit on another row answers nothing.
    desk.keys("1");
    assert!(state(&desk).answers.is_empty());
    while state(&desk).asks().is_none() {
        desk.keys("<Down>");
    }
    let picture = screen(&desk.model, Lang::Ja);
    assert!(
        picture.contains("1 名前の訂正（同じ方）  2 別の方"),
        "{picture}"
    );
    desk.keys("2");
    assert_eq!(tried(&desk).answers, [("27".into(), Answer::Other)]);
    answer(&mut desk, Told::Tried(Box::new(whole)));
    while state(&desk).asks().is_none() {
        desk.keys("<Down>");
    }
    desk.keys("1");
    assert_eq!(tried(&desk).answers, [("27".into(), Answer::Corrected)]);
    assert_eq!(state(&desk).stage, Stage::Trial);
}
