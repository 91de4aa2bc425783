//! Terms as people say them: in one breath, in two words, half in kana, with さん.

use super::are_first;
use super::both;
use super::line;
use super::search;
use enishi::search::Why;

#[test]
fn what_is_said_in_one_breath_stands_apart() {
    let lines = [
        "携帯超音波の新しいプローブ 検査部",
        "点滴スタンドの支柱が段差で倒れやすい 看護部",
        "内視鏡の先が曇り見えない 手術部",
        "手術支援ロボットの腕 泌尿器科",
        "パルスオキシメータの記録 病棟",
        "プローブ置きの棚",
        "点滴の管 薬局",
        "内視鏡の棚",
        "ケーブルが絡まりやすい 外来",
    ];
    let indexes = both(&lines);
    let cases = [
        ("エコープローブ", 0),
        ("点滴が倒れる", 1),
        ("支柱倒れた", 1),
        ("ないしきょうくもり", 2),
        ("naishikyonokumori", 2),
        ("da vinci", 3),
        ("Da Vinci 泌尿器", 3),
        ("サチュレーションモニター", 4),
        ("ケーブル 絡まる", 8),
        // の between two kinds of writing, a word of three kanji, a single kanji.
        ("ロボットの腕", 3),
        ("点滴台が倒れる", 1),
        ("絡まった ケーブル", 8),
    ];
    are_first(&indexes, &lines, &cases);
}

#[test]
fn a_word_typed_in_two_is_one() {
    let lines = [
        "車椅子の置き場所 リハビリテーション部",
        "人工膝の関節 みぎわ病院",
        "人工関節の弛み 整形外科",
        "車のシートと椅子 しぶき工業",
    ];
    let indexes = both(&lines);
    let cases = [
        ("kuruma isu", 0),
        ("くるま いす", 0),
        ("jinkou kansetsu", 2),
        ("じんこう かんせつ 整形", 2),
        // Two words that are none together stay two.
        ("shito isu", 3),
    ];
    are_first(&indexes, &lines, &cases);
}

#[test]
fn a_word_converted_wrongly_sounds_right() {
    let lines = [
        "中心静脈穿刺針の位置 麻酔科",
        "中心静脈カテーテルの固定 看護部",
        "髙橋精機株式会社 浜松市",
        "高尾精機株式会社 岡谷市",
        "光洋精機株式会社 岡谷市",
        "高橋医院 眼科",
    ];
    let indexes = both(&lines);
    are_first(&indexes, &lines, &[("中心静脈先刺", 0), ("高橋精器", 2)]);
}

#[test]
fn people_are_called_by_their_names() {
    let lines = [
        "角南 れいな 技術部 おぼろ精機",
        "林 たまき 手術部 看護師長",
        "林檎の箱",
        "たくさんの記録",
        "助産師さん向けの椅子",
        "クエン酸の瓶",
        "助産師の名簿",
        "テルモの佐々 営業部",
        "おぼろ精機 営業部",
    ];
    let indexes = both(&lines);
    let cases = [
        ("角南さん", 0),
        ("おぼろ精機の角南さん", 0),
        ("すなみさん", 0),
        ("林先生", 1),
        ("林さん 手術部", 1),
        ("たくさん", 3),
        ("助産師さん", 4),
        ("クエンさん", 5),
        ("テルモさん", 7),
    ];
    are_first(&indexes, &lines, &cases);
}

#[test]
fn what_is_half_written_in_kana_is_read() {
    let lines = [
        "磯辺病院 看護部",
        "礒部医院 看護部",
        "伊瀬病院 看護部",
        "血液透析の記録",
    ];
    let indexes = both(&lines);
    let cases = [("磯辺びょういん", 0), ("いそべ病院", 0), ("血えき透析", 3)];
    are_first(&indexes, &lines, &cases);
    let hits = search(&indexes[0], "磯辺びょういん");
    assert_eq!(hits.first().map(|h| h.why), Some(Why::Reading));
}

#[test]
fn a_slip_is_mended_where_the_other_term_stands() {
    let mut lines: Vec<String> = (0..300).map(|i| format!("おぼろ精機 {i}番の棚")).collect();
    lines.push("内視鏡の先端 みぎわ病院".to_owned());
    lines.push("おぼろ精機 内視鏡の先端".to_owned());
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    for index in both(&lines) {
        for query in [
            "おぼろ精機 内視境",
            "naisikyuo おぼろ",
            "おぼろ ないしきゅう",
        ] {
            let hits = search(&index, query);
            let found: Vec<&str> = hits.iter().map(|h| line(&index, *h)).collect();
            assert_eq!(found, ["おぼろ精機 内視鏡の先端"], "{query}");
        }
    }
}
