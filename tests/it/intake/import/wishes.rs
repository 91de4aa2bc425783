//! Interests in cells, columns, rows and tables on their side.

use super::{List, kind_of, shown, take, told};
use enishi::intake::import::{Imported, ListKind, State};

const A: ListKind = ListKind::Attendees;
const I: ListKind = ListKind::Interests;

fn needs() -> List {
    let text = "ニーズ番号,題名,病院名\nN-01,曇らない鏡、皿,白嶺病院\nN-02,静かな送風,白嶺病院\nN-03,小さな針,白嶺病院\nN-07,軽い靴,白嶺病院\n";
    List::text(ListKind::Needs, text)
}

fn people() -> List {
    let text = "受付番号,氏名,会社名\n1,田中 一郎,光学テクノ株式会社\n2,山田 太郎,若葉樹脂\n3,林 美咲,光学テクノ株式会社\n";
    List::text(A, text)
}

#[track_caller]
fn wished(imported: &Imported, wanted: &[&str]) {
    let got = shown(
        &imported.interests,
        &["need", "badge", "name", "organisation", "level", "comment"],
    );
    assert_eq!(got, wanted, "{:#?}", imported.problems);
}

#[test]
fn numbers_in_a_cell() {
    let text = "受付番号,氏名,会社名,希望するニーズ\n1,田中 一郎,光学テクノ,\"N-01、N-07\"\n2,山田 太郎,若葉樹脂,\"n-2（◎）, N-03 △ 予算による\"\n3,林 美咲,東海レンズ,\"1, 7\"\n4,森 次郎,東海レンズ,N-03は対象外\n5,東 花子,東海レンズ,\"N-01 曇らない鏡、皿, N-07 軽い靴\"\n6,西 一,東海レンズ,N-01〜N-03\n7,南 二,東海レンズ,N-99\n8,北 三,東海レンズ,特になし\n";
    let read = take(&[needs(), List::text(A, text)]);
    let got = shown(&read.interests, &["badge", "need", "level", "comment"]);
    assert_eq!(
        got,
        [
            "1|N-01|関心|",
            "1|N-07|関心|",
            "2|N-02|面談希望|",
            "2|N-03|要相談|予算による",
            "3|N-01|関心|",
            "3|N-07|関心|",
            "5|N-01|関心|",
            "5|N-07|関心|",
            "6|N-01|関心|",
            "6|N-02|関心|",
            "6|N-03|関心|",
        ],
        "{:#?}",
        read.problems
    );
    told(&read, "interest-in-text", 5);
    told(&read, "unknown-need", 8);
}

#[test]
fn a_column_for_each_need() {
    let grid = "会社名,氏名,N-01,N-02 静かな送風,N-03\n光学テクノ㈱,田中 一郎,◎,〇,×\n若葉樹脂,,△,O,-\n知らない会社,,○,,\n";
    let read = take(&[needs(), people(), List::text(I, grid)]);
    wished(
        &read,
        &[
            "N-01|1|田中 一郎|光学テクノ株式会社|面談希望|",
            "N-02|1|田中 一郎|光学テクノ株式会社|関心|",
            "N-03|1|田中 一郎|光学テクノ株式会社|見送り|",
            "N-01|||若葉樹脂|要相談|",
            "N-02|||若葉樹脂|関心|",
        ],
    );
    told(&read, "letter-o", 3);
    told(&read, "unknown-company", 4);
    told(&read, "marks", 1);
}

#[test]
fn boxes_of_forms_and_numbers_for_levels() {
    let boxes = "氏名,会社名,興味のあるニーズ [N-01],興味のあるニーズ [N-02]\n田中 一郎,光学テクノ株式会社,3,\n山田 太郎,若葉樹脂,1,2\n";
    let read = take(&[needs(), people(), List::text(I, boxes)]);
    wished(
        &read,
        &[
            "N-01|1|田中 一郎|光学テクノ株式会社|面談希望|",
            "N-01|2|山田 太郎|若葉樹脂|関心|",
            "N-02|2|山田 太郎|若葉樹脂|要相談|",
        ],
    );
    let semicolon = "受付番号,興味のあるニーズ\n1,N-01 曇らない鏡、皿;N-02 静かな送風;\n";
    let read = take(&[needs(), people(), List::text(I, semicolon)]);
    wished(
        &read,
        &[
            "N-01|1|田中 一郎|光学テクノ株式会社|関心|",
            "N-02|1|田中 一郎|光学テクノ株式会社|関心|",
        ],
    );
}

#[test]
fn a_row_for_each_interest_and_a_table_on_its_side() {
    let rows = "企業名,担当者名,ニーズ番号,関心度,コメント\n光学テクノ株式会社,田中 一郎,N-01,面談希望,試作できます\n〃,林 美咲,N-01,関心なし,\n光学テクノ株式会社,誰か 知らず,N-02,○,\n";
    let read = take(&[needs(), people(), List::text(I, rows)]);
    wished(
        &read,
        &[
            "N-01|1|田中 一郎|光学テクノ株式会社|面談希望|試作できます",
            "N-01|3|林 美咲|光学テクノ株式会社|見送り|",
            "N-02||誰か 知らず|光学テクノ株式会社|関心|",
        ],
    );
    let side = "ニーズ番号,題名,光学テクノ(株),若葉樹脂\nN-01,曇らない鏡,◎,\nN-02,静かな送風,△,○\n";
    let read = take(&[needs(), people(), List::text(I, side)]);
    wished(
        &read,
        &[
            "N-01|||光学テクノ株式会社|面談希望|",
            "N-02|||光学テクノ株式会社|要相談|",
            "N-02|||若葉樹脂|関心|",
        ],
    );
}

#[test]
fn wishes_of_meetings_and_free_text() {
    let text = "受付番号,氏名,会社名,関心のあるニーズ,面談希望,備考\n1,田中 一郎,光学テクノ,N-01,希望する,N-02も気になります\n2,山田 太郎,若葉樹脂,N-03,N-03,\n";
    let read = take(&[needs(), List::text(A, text)]);
    assert_eq!(shown(&read.attendees, &["wants_meeting"]), ["true", ""]);
    assert_eq!(
        shown(&read.interests, &["badge", "need", "level"]),
        ["1|N-01|関心", "2|N-03|面談希望"]
    );
    told(&read, "interest-in-text", 2);
}

/// The session that lists make.
fn session_of(lists: &[List]) -> enishi::domain::roster::Session {
    take(lists).onto(enishi::domain::roster::Session::default(), true)
}

fn stated(session: &enishi::domain::roster::Session) -> Vec<String> {
    let all = session.attendees.iter().flat_map(|a| {
        let of = move |i: &enishi::domain::roster::Interest| {
            format!("{} {} {}", a.badge, i.need, i.level.code())
        };
        a.interests.iter().map(of)
    });
    all.collect()
}

#[test]
fn a_company_never_speaks_against_its_people() {
    let text = "受付番号,氏名,会社名,希望するニーズ\n1,田中 一郎,光学テクノ株式会社,N-01\n3,林 美咲,光学テクノ株式会社,\n";
    let lists = || vec![needs(), List::text(A, text)];
    let grid = "会社名,N-01,N-02\n光学テクノ株式会社,◎,△\n";
    let mut all = lists();
    all.push(List::text(I, grid));
    let read = take(&all);
    told(&read, "organisation-mark", 2);
    let wanted = [
        "1 N-01 関心",
        "1 N-02 要相談",
        "3 N-01 面談希望",
        "3 N-02 要相談",
    ];
    assert_eq!(stated(&session_of(&all)), wanted);
    // The same onto a session that says it already.
    let session = session_of(&all);
    let read = super::take_onto(&[List::text(I, grid)], Some(&session));
    assert_eq!(states(&read), [State::Same, State::Same]);
    assert_eq!(stated(&read.onto(session.clone(), true)), wanted);
    // A mark that would hold for nobody is asked, and overwrites nothing even then.
    let other = "会社名,N-01\n光学テクノ株式会社,×\n";
    let read = super::take_onto(&[List::text(I, other)], Some(&session));
    assert_eq!(states(&read), [State::Doubtful]);
    told(&read, "organisation-mark", 2);
    assert_eq!(stated(&read.onto(session, true)), wanted);
}

fn states(read: &Imported) -> Vec<State> {
    read.interests.iter().map(|e| e.state).collect()
}

#[test]
fn a_number_and_a_name_that_contradict_each_other_are_asked() {
    for row in [
        "1,山田 太郎,,○",
        "1,,若葉樹脂,○",
        "1,田中 一郎,若葉樹脂,○",
        ",誰か 知らず,若葉樹脂,○",
    ] {
        let grid = format!("名札番号,氏名,会社名,N-01\n{row}\n");
        let read = take(&[needs(), people(), List::text(I, &grid)]);
        assert_eq!(
            states(&read),
            [State::Doubtful],
            "{row} {:#?}",
            read.problems
        );
        let is_told = read
            .problems
            .iter()
            .any(|p| matches!(p.kind, "other-person" | "person-not-listed"));
        assert!(is_told, "{row}");
        let session = read.onto(enishi::domain::roster::Session::default(), false);
        assert!(stated(&session).is_empty(), "{row}");
    }
    for row in ["1,田中,光学テクノ,○", "1,田中一郎,光学テクノ㈱,○", "1,,,○"]
    {
        let grid = format!("名札番号,氏名,会社名,N-01\n{row}\n");
        let read = take(&[needs(), people(), List::text(I, &grid)]);
        assert_eq!(states(&read), [State::New], "{row} {:#?}", read.problems);
    }
}

#[test]
fn each_number_has_its_own_mark() {
    for (cell, wanted) in [
        ("N-01は○、N-02は×", ["N-01|関心", "N-02|見送り"]),
        ("N-01＝◎ N-02＝△", ["N-01|面談希望", "N-02|要相談"]),
        ("○N-01、×N-02", ["N-01|関心", "N-02|見送り"]),
        ("◎ N-01\n△ N-02", ["N-01|面談希望", "N-02|要相談"]),
        (
            "N-01は面談希望、N-02は関心あり",
            ["N-01|面談希望", "N-02|関心"],
        ),
        ("N-01 ○ N-02 ×", ["N-01|関心", "N-02|見送り"]),
        ("◎N-01、N-02", ["N-01|面談希望", "N-02|面談希望"]),
        ("△N-01〜N-02", ["N-01|要相談", "N-02|要相談"]),
    ] {
        let text =
            format!("受付番号,氏名,会社名,希望するニーズ\n1,田中 一郎,光学テクノ,\"{cell}\"\n");
        let read = take(&[needs(), List::text(A, &text)]);
        assert_eq!(shown(&read.interests, &["need", "level"]), wanted, "{cell}");
    }
}

#[test]
fn two_marks_of_one_person_are_asked() {
    let rows = "名札番号,ニーズ番号,関心度\n1,N-01,面談希望\n1,N-01,関心なし\n2,N-01,○\n2,N-01,○\n";
    let all = [needs(), people(), List::text(I, rows)];
    let read = take(&all);
    assert_eq!(states(&read), [State::Doubtful, State::New]);
    told(&read, "two-marks", 3);
    assert_eq!(stated(&session_of(&all)), ["1 N-01 見送り", "2 N-01 関心"]);
    let without = read.onto(enishi::domain::roster::Session::default(), false);
    assert_eq!(stated(&without), ["2 N-01 関心"]);
}

#[test]
fn a_remark_that_has_no_place_is_told() {
    let rows = "名札番号,N-01,N-02,備考\n1,◎（社長同行）,,\n2,,,NDA後なら\n3,○,○,後日連絡\n";
    let read = take(&[needs(), people(), List::text(I, rows)]);
    for row in [2, 3, 4] {
        told(&read, "remark-left", row);
    }
}

#[test]
fn the_later_answer_to_a_form_takes_the_place_of_the_earlier() {
    for turn in [false, true] {
        let mut rows = [
            "2026/11/05 9:00,田中 一郎,光学テクノ,t@example.jp,03-1111-2222,\"N-01, N-02\"",
            "2026/11/05 9:05,田中 一郎,光学テクノ,t@example.jp,,N-03",
        ];
        if turn {
            rows.reverse();
        }
        let text = format!(
            "タイムスタンプ,氏名,会社名,メールアドレス,電話番号,希望するニーズ\n{}\n",
            rows.join("\n")
        );
        let read = take(&[needs(), List::text(A, &text)]);
        assert_eq!(shown(&read.attendees, &["name", "tel"]), ["田中 一郎|"]);
        assert_eq!(shown(&read.interests, &["need"]), ["N-03"], "{turn}");
        assert_eq!(read.errors(), 0, "{:#?}", read.problems);
    }
}

#[test]
fn a_column_of_a_need_in_any_notation() {
    let titles = ["曇らない鏡、皿", "静かな送風", "小さな針"];
    let needs = |head: &str| {
        let row = |n: usize, title: &str| format!("{head}{n},\"{title}\",白嶺病院\n");
        let rows: String = (1..).zip(titles).map(|(n, title)| row(n, title)).collect();
        List::text(ListKind::Needs, &format!("番号,題名,病院名\n{rows}"))
    };
    let heads: [&dyn Fn(usize) -> String; 11] = [
        &|n| format!("#{n}"),
        &|n| format!("{n}"),
        &|n| ["①", "②", "③"][n - 1].to_owned(),
        &|n| format!("＃{n}"),
        &|n| format!("No.{n}"),
        &|n| format!("N-0{n}"),
        &|n| format!("N{n}"),
        &|n| format!("ニーズ{n}"),
        &|n| format!("ニーズ番号{n}"),
        &|n| format!("関心ニーズ [{n}]"),
        &|n| format!("{n} {}", titles[n - 1]),
    ];
    let title: &dyn Fn(usize) -> String = &|n| titles[n - 1].to_owned();
    for (nth, head) in heads.into_iter().chain([title]).enumerate() {
        for own in ["", "N-0"] {
            let heads: Vec<String> = (1..=3).map(head).collect();
            // The first of the notations is a number of the spreadsheet.
            let cells: Vec<&str> = heads.iter().map(String::as_str).collect();
            let rows: [&[&str]; 4] = [
                &["事前アンケート（○：関心 △：要相談）"],
                &["名札番号", "会社名", "氏名", cells[0], cells[1], cells[2]],
                &["#1", "光学テクノ株式会社", "田中 一郎", "◎", "", "×"],
                &["#2", "若葉樹脂", "山田 太郎", "", "○", ""],
            ];
            let read = take(&[needs(own), people(), List::sheet(I, &rows)]);
            let got = shown(&read.interests, &["need", "badge", "level"]);
            let no = |n: usize| format!("{own}{n}");
            let wanted = [
                format!("{}|1|面談希望", no(1)),
                format!("{}|1|見送り", no(3)),
                format!("{}|2|関心", no(2)),
            ];
            assert_eq!(got, wanted, "{nth} {heads:?} {own}: {:#?}", read.problems);
        }
    }
}

#[test]
fn numbers_that_count_something_else_are_no_columns_of_needs() {
    // The first and the second choice: cells name needs, and are no marks.
    let choices =
        "受付番号,氏名,会社名,希望ニーズ1,希望ニーズ2\n1,田中 一郎,光学テクノ,N-01,N-03\n";
    let read = take(&[needs(), List::text(A, choices)]);
    assert!(
        read.columns.iter().all(|c| !c.is_need),
        "{:?}",
        read.columns
    );
    let ages = "受付番号,氏名,会社名,1,2\n1,田中 一郎,光学テクノ,済み,まだ\n";
    let read = take(&[needs(), List::text(A, ages)]);
    assert!(
        read.columns.iter().all(|c| !c.is_need),
        "{:?}",
        read.columns
    );
}

#[test]
fn marks_of_people_with_numbers_are_no_list_of_attendees() {
    for (text, kind) in [
        (
            "名札番号,会社名,氏名,1,2\n1,光学テクノ,田中 一郎,◎,\n2,若葉樹脂,山田 太郎,,○\n",
            I,
        ),
        (
            "名札番号,会社名,氏名,N-01,N-02\n1,光学テクノ,田中 一郎,◎,\n",
            I,
        ),
        (
            "会社名,氏名,部署,メールアドレス,N-01,N-02\n光学テクノ,田中 一郎,開発部,a@example.jp,◎,\n",
            A,
        ),
    ] {
        assert_eq!(kind_of(&List::text(A, text)), Some(kind), "{text}");
    }
}
