//! Lists of needs and patents.

use super::{List, shown, take, take_as, take_onto, told};
use enishi::intake::import::{Aliases, Choice, ListKind, State};
use enishi::words::{Lang, Words};

const N: ListKind = ListKind::Needs;
const P: ListKind = ListKind::Patents;

#[test]
fn needs_with_their_hospital_and_never_public_by_mistake() {
    let text = "No.,医療機関名,診療科,ニーズ名,困りごと,公開範囲,クラス\nN-01,白嶺医科大学病院,外科,曇らない鏡,レンズが曇る,公開,クラスII\nN-02,〃,内科,静かな送風,音がうるさい,○,\nN-03,白帆総合病院,小児科,小さな針,痛い,応相談,I\nN-04,白帆総合病院,小児科,軽い靴,重い,,不明\n";
    let read = take(&[List::text(N, text)]);
    assert_eq!(
        shown(
            &read.needs,
            &["no", "hospital", "disclosure", "device_class"]
        ),
        [
            "N-01|白嶺医科大学病院|公開|II",
            "N-02|白嶺医科大学病院|非公開|",
            "N-03|白帆総合病院|非公開|I",
            "N-04|白帆総合病院|非公開|不明",
        ]
    );
    for row in [3, 4, 5] {
        told(&read, "disclosure", row);
    }
}

#[test]
fn one_number_with_two_titles_keeps_both_out() {
    let text = "ニーズ番号,題名,病院名\nN-01,曇らない鏡,白嶺病院\nN-02,静かな送風,白嶺病院\nN-1,軽い靴,白嶺病院\nN-02,静かな送風,白嶺病院\nN-03,取り下げた件,白嶺病院\n";
    let read = take(&[List::text(N, text)]);
    assert_eq!(shown(&read.needs, &["no"]), ["N-02", "N-03"]);
    told(&read, "same-need", 2);
    told(&read, "same-need", 4);
    told(&read, "repeated-need", 5);
    let off = "ニーズ番号,題名,病院名,状態\nN-01,曇らない鏡,白嶺病院,取下げ\n";
    let read = take(&[List::text(N, off)]);
    told(&read, "withdrawn", 2);
    assert_eq!(read.needs[0].get("withdrawn"), "true");
}

#[test]
fn days_without_a_year_need_their_weekday() {
    let text = "ニーズ番号,題名,病院名,初公表日\nN-01,あ,白嶺病院,令和8年12月4日\nN-02,い,白嶺病院,12月4日(金)\nN-03,う,白嶺病院,12月4日(木)\nN-04,え,白嶺病院,近日\n";
    let read = take(&[List::text(N, text)]);
    assert_eq!(
        shown(&read.needs, &["no", "first_disclosed_on"]),
        ["N-01|2026-12-04", "N-02|2026-12-04"]
    );
    told(&read, "weekday", 4);
    told(&read, "date", 5);
}

const FULL: &str = "文献番号,出願番号,出願日,公知日,発明の名称,出願人/権利者,FI,要約,公開番号,公告番号,登録番号,審判番号,その他,ステージ,イベント詳細,文献URL";
const PLAIN: &str = "文献番号,出願番号,出願日,公知日,発明の名称,出願人/権利者,FI,公開番号,公告番号,登録番号,審判番号,その他,ステージ,イベント詳細,文献URL";
const OLD: &str = "文献番号,出願番号,出願日,公知日,発明の名称,出願人/権利者,FI,要約,公開番号,公告番号,登録番号,審判番号,その他,文献URL";

#[test]
fn j_platpat_in_three_headings_becomes_one_list() {
    let full = format!(
        "\u{feff}{FULL}\n\"特開2099-000001\",\"特願2098-1\",\"2098/01/02\",\"2099/08/01\",\"曇り止め膜\",\"深▲セン▼光学,青葉　メディカル，　インコーポレイテッド\",\"A61B1/00,650,A61B1/12@A\",\"(57)【要約】\r\n【課題】曇りを防ぐ。【選択図】図１\",\"\",\"\",\"\",\"null\",\"\",\"特許 有効\",\"登録\",\"\"\n"
    );
    let plain = format!(
        "{PLAIN}\n特許7546100,,,2024/05/01,止血鉗子,株式会社甲,,,,特許7546100,,,特許 消滅,年金不納,\n特開2099－000001,,,,曇り止め膜,,,,,,,,,,\n"
    );
    let old = format!("{OLD}\n再表2015/123456,,,,透析,,,,,,,,,\n");
    let read = take(&[
        List::text(P, &full),
        List::text(P, &plain),
        List::text(P, &old),
    ]);
    assert_eq!(
        shown(&read.patents, &["doc_no", "life", "pub_date"]),
        [
            "特開2099-000001|有効|2099-08-01",
            "特許7546100|消滅|2024-05-01",
            "再表2015/123456|不明|",
        ]
    );
    let first = &read.patents[0];
    assert_eq!(first.get("fi"), "A61B1/00,650\nA61B1/12@A");
    assert_eq!(
        first.get("applicants"),
        "深セン光学\n青葉 メディカル， インコーポレイテッド"
    );
    assert_eq!(first.get("abstract"), "【課題】曇りを防ぐ。");
    assert!(
        first.get("url").contains("JP-2099-000001/11"),
        "{}",
        first.get("url")
    );
    told(&read, "same-patent", 3);
}

#[test]
fn lists_of_others_and_bare_numbers() {
    let lens = "#,Jurisdiction,Kind,Display Key,Lens ID,Publication Date,Title,Applicants,Legal Status\n1,JP,A,JP 2099-000002 A,1,2099-01-01,Film,KOU KK;;OTSU KK,Pending\n";
    let google = "search URL:,https://patents.example\nid,title,assignee,inventor/author,priority date,filing/creation date,publication date,grant date,result link,representative figure link\nJP2099000003A,Mirror,Kou,Taro,2098-01-01,2098-01-01,2099-02-02,,https://patents.example/1,\n";
    let bare = "特開2099-000004\n特許第7000001号 止血鉗子\nＪＰ２０９９０００００５Ａ\nメモ\n";
    let read = take(&[
        List::text(P, lens),
        List::text(P, google),
        List::text(P, bare),
    ]);
    assert_eq!(
        shown(&read.patents, &["doc_no", "title"]),
        [
            "JP 2099-000002 A|Film",
            "JP2099000003A|Mirror",
            "特開2099-000004|特開2099-000004",
            "特許第7000001号|止血鉗子",
            "ＪＰ２０９９０００００５Ａ|ＪＰ２０９９０００００５Ａ",
        ]
    );
    assert_eq!(read.patents[0].get("applicants"), "KOU KK\nOTSU KK");
    told(&read, "dropped", 4);
}

#[test]
fn what_is_there_already_is_the_same_or_changed_or_asked() {
    let text = std::fs::read_to_string("sessions/tutorial.toml").unwrap();
    let session = enishi::intake::load(&text, &Words::new(Lang::Ja))
        .session
        .unwrap();
    let person = &session.attendees[0];
    let org = session.org_name(&person.org).as_str();
    let list = format!(
        "受付番号,氏名,会社名,部署\n{},{},{org},別の部署\n{},まったく 別人,{org},\n,新顔 太郎,新しい会社,\n",
        person.badge, person.name, session.attendees[1].badge
    );
    let read = take_onto(&[List::text(ListKind::Attendees, &list)], Some(&session));
    let states: Vec<State> = read.attendees.iter().map(|e| e.state).collect();
    assert_eq!(states, [State::Changed, State::Doubtful, State::New]);
    assert_eq!(
        read.attendees[0].changes["dept"],
        [person.dept.to_string(), "別の部署".to_owned()]
    );
    let after = read.onto(session.clone(), false);
    assert_eq!(after.attendees.len(), session.attendees.len() + 1);
    // Comments and order of the file stay.
    let merged = enishi::intake::merge_toml(&text, &session, &after).unwrap();
    let again = enishi::intake::load(&merged, &Words::new(Lang::Ja));
    assert_eq!(
        again.session.as_ref(),
        Some(&after),
        "{:?}",
        again.diagnostics
    );
    for comment in text.lines().filter(|line| line.starts_with('#')) {
        assert!(merged.contains(comment), "{comment}");
    }
}

#[test]
fn patents_without_a_need_get_a_suggestion_and_no_relation() {
    let concepts = enishi::config::concepts::read(enishi::config::concepts::SHIPPED).unwrap();
    for rule in &concepts.table().needs {
        for concept in rule.asks.keys() {
            assert!(concepts.table().concepts.contains_key(concept), "{concept}");
        }
    }
    let needs = "ニーズ番号,題名,病院名,困りごと\nN-01,内視鏡の曇りを防ぎたい,白嶺病院,検査のたびにレンズが曇る\nN-02,静かな吸引器がほしい,白嶺病院,吸引の音がうるさい\n";
    let patents = "文献番号,発明の名称,要約\n特開2099-000011,内視鏡レンズの曇り止め膜,レンズの曇りを防ぐ親水性コーティング\n特開2099-000012,豆腐の製造方法,豆乳を固める\n";
    let choice = Choice {
        aliases: Aliases::shipped(),
        concepts: Some(&concepts),
        ..Choice::default()
    };
    let read = take_as(&[List::text(N, needs), List::text(P, patents)], &choice);
    let suggested = shown(&read.patents, &["suggested_need", "needs"]);
    assert_eq!(suggested, ["N-01|", "|"], "{:#?}", read.problems);
    told(&read, "suggested", 2);
}

#[test]
fn remarks_of_needs_and_patents_are_kept() {
    let needs =
        "ニーズ番号,題名,病院名,備考\nN-01,曇らない鏡,白嶺病院,\"実物を見られます\n15時以降\"\n";
    let patents =
        "文献番号,発明の名称,調査者,備考\n特開2099-000001,曇らない鏡,永井 聡,年金を確かめる\n";
    let read = take(&[List::text(N, needs), List::text(P, patents)]);
    assert_eq!(
        shown(&read.needs, &["remarks"]),
        ["実物を見られます\n15時以降"]
    );
    assert_eq!(
        shown(&read.patents, &["checked_by", "remarks"]),
        ["永井 聡|年金を確かめる"]
    );
    let session = read.onto(enishi::domain::roster::Session::default(), true);
    let text = enishi::intake::to_toml(&session);
    assert!(text.contains("remarks"), "{text}");
}

/// The lines of a list are looked at for headings of another table, in a way that does not cost each of them much.
#[test]
fn headings_below_a_list_are_found_in_any_width() {
    for again in [
        "ニーズ番号,題名,病院名",
        " ニーズ番号 ,題　名,病院名",
        "Q1. ニーズ番号,Ｑ2. 題名,病院名（必須）",
    ] {
        let text = format!(
            "ニーズ番号,題名,病院名\nN-01,曇らない鏡,白嶺病院\n{again}\nN-02,軽い靴,白嶺病院\n"
        );
        let read = take(&[List::text(N, &text)]);
        assert_eq!(shown(&read.needs, &["no"]), ["N-01", "N-02"], "{again}");
        told(&read, "dropped", 3);
    }
    let other = "ニーズ番号,題名,病院名\nN-01,曇らない鏡,白嶺病院\n\n案件番号,課題名\n7,軽い靴\n";
    let read = take(&[List::text(N, other)]);
    assert_eq!(shown(&read.needs, &["no"]), ["N-01"]);
    told(&read, "second-table", 4);
}
