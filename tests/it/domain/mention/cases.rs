//! Memos as a coordinator writes them: 【…】 marks what is certainly the person, 〔…〕 what is doubtful.

use super::both;
use super::strings;
use super::takahashi;
use enishi::domain::mention::Certainty;
use enishi::domain::mention::Identity;
use enishi::domain::mention::Mention;
use enishi::domain::mention::Place;

fn shown(text: &str, found: &[Mention]) -> String {
    let mut out = String::new();
    let mut done = 0;
    for m in found {
        let (open, close) = match m.certainty {
            Certainty::Certain => ('【', '】'),
            Certainty::Doubtful => ('〔', '〕'),
        };
        out.push_str(text.get(done..m.range.start).unwrap());
        out.push(open);
        out.push_str(text.get(m.range.clone()).unwrap());
        out.push(close);
        done = m.range.end;
    }
    out.push_str(text.get(done..).unwrap());
    out
}

fn check(who: &Identity, others: &[&str], place: Place, cases: &[&str]) {
    let mut wrong = Vec::new();
    for case in cases {
        let text = case.replace(['【', '】', '〔', '〕'], "");
        let got = shown(&text, &both(&text, who, others, place));
        if got != *case {
            wrong.push(format!("expected {case}\n     got {got}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

const OTHERS: &[&str] = &["高橋 直樹", "佐藤 久美子", "伊東 真", "高橋 直子"];

#[test]
fn the_full_name_is_found_however_it_is_parted() {
    let cases = [
        "【高橋 直】",
        "【高橋直】",
        "【高橋　直】様",
        "【高橋  直】さんと面談",
        "【高橋\t直】",
        "【高橋\u{a0}直】",
        "【高橋・直】",
        "【高橋･直】",
        "【高橋 ・ 直】さん",
        "【髙橋直】さん",
        "【髙槗 直】氏",
        "【高　橋　直】",
        "【高 橋 直】様",
        "〔高 橋直〕様",
        "〔高　橋　直〕　巴",
        "参加: 【高橋（直）】、佐藤",
        "【高橋(直)】さん",
        "高橋（直樹と同席）",
        "【高\u{E0100}橋 直\u{E0101}】さん",
        "〔高橋\n直〕",
        "高橋\n\n直",
        "高橋、直ちに連絡",
        "高橋。直",
    ];
    check(&takahashi(), OTHERS, Place::Elsewhere, &cases);
}

#[test]
fn what_stands_behind_tells_whether_the_name_is_whole() {
    let cases = [
        "【高橋 直】さんが来社",
        "【高橋直】氏より連絡あり",
        "【高橋直】先生",
        "【高橋直】部長に送付",
        "【高橋直】准教授、第2外科",
        "【高橋直】来社、試作品を持参",
        "【高橋直】と面談。次回は来週",
        "【高橋直】は欠席",
        "【高橋直】、佐藤久美子",
        "【高橋直】・佐藤久美子・田中",
        "【高橋直】（おぼろ精機）",
        "【高橋直】ＭＤ",
        "【高橋直】メモ",
        "【高橋直】→返信待ち",
        "【高橋直】宛に送付",
        "【高橋直】ら3名",
        "高橋 直樹",
        "高橋直樹さん",
        "高橋 直子さん",
        "高橋直美さんに電話",
        "高橋 直太朗",
        "高橋直也氏",
        "高橋直人教授",
        "高橋直巴さん",
        "高橋直みさん",
        "〔高橋 直〕通電話にて",
        "〔高橋直〕人事部長",
        "〔高橋直〕新部長",
        "〔高橋 直〕ちに連絡のこと",
        "〔高橋直〕とさん",
        "〔高橋直〕商店",
        "〔高橋直〕整形外科部長",
    ];
    check(&takahashi(), &[], Place::Elsewhere, &cases);
}

#[test]
fn what_stands_before_tells_whether_the_name_is_whole() {
    let cases = [
        "担当【高橋直】",
        "本日【高橋直】さんと電話",
        "担当は【高橋直】",
        "営業部【高橋直】",
        "整形外科【高橋 直】先生",
        "QA課【高橋直】",
        "10日【高橋直】さん来社",
        "佐藤氏【高橋直】氏",
        "ドクター【高橋直】",
        "㈱【高橋直】",
        "○【高橋直】 欠席",
        "1.【高橋直】",
        "お【高橋直】さん",
        "大高橋 直",
        "担当大高橋直さん",
        "小高橋直",
        "二ノ高橋直",
        "重要案件〔高橋直〕さん",
    ];
    check(&takahashi(), &[], Place::Elsewhere, &cases);
}

#[test]
fn readings_are_found_in_every_kind_of_kana() {
    let cases = [
        "【タカハシ ナオ】",
        "【ﾀｶﾊｼ ﾅｵ】様",
        "【ﾀｶﾊｼﾅｵ】",
        "【たかはし なお】さん",
        "【たかはしなお】は欠席",
        "〔たかはしなお〕と面談",
        "たかはし なおとさん",
        "たかはし なおき",
        "タカハシ ナオキ",
        "タカハシ ナオー",
        "オオタカハシ ナオ",
        "おおたかはし なお",
        "担当は〔たかはし なお〕さん",
        "【高橋ナオ】さん",
        "【高橋 なお】さん",
        "【高橋なお】さん",
        "〔高橋なお〕、次回は",
        "【タカハシ直】さん",
        "【高橋 直】（【タカハシ ナオ】）",
        "【タカハシ・ナオ】先生",
        "〔タカハシナオ〕－来社",
    ];
    check(&takahashi(), &[], Place::Elsewhere, &cases);
}

#[test]
fn voiced_kana_are_one_however_they_are_coded() {
    let who = Identity {
        names: strings(&["葛\u{E0100}西 舞"]),
        kana: strings(&["ガサイ マイ", "ガーランド ヴィヴィ"]),
        ..Identity::default()
    };
    let cases = [
        "【葛西 舞】",
        "【葛\u{E0101}西舞】さん",
        "【か\u{3099}さい まい】さん",
        "【ガーランド・ヴィヴィ】",
        "【カ\u{3099}ーラント\u{3099} ウ\u{3099}ィウ\u{3099}ィ】様",
        "【ｶﾞｰﾗﾝﾄﾞ ｳﾞｨｳﾞｨ】様",
        "【がーらんど びび】さん",
        "ガーランド・ヴィヴィアン",
        "ガランド・ヴィヴィ",
    ];
    check(&who, &[], Place::Elsewhere, &cases);
}

#[test]
fn old_kanji_are_found_unless_another_person_is_spelt_so() {
    let who = Identity {
        names: strings(&["渡邊 﨑"]),
        ..Identity::default()
    };
    let cases = [
        "【渡辺 崎】さん",
        "【渡邉﨑】様",
        "【渡邊 﨑】",
        "【渡辺 碕】氏",
    ];
    check(&who, &[], Place::Elsewhere, &cases);
    let cases = ["渡辺 崎さん", "【渡邊 﨑】さん", "〔渡邉 崎〕さん"];
    check(&who, &["渡辺 崎"], Place::Elsewhere, &cases);
    // A namesake: nobody can tell.
    check(&who, &["渡邊 﨑"], Place::Own, &["〔渡邊 﨑〕さん"]);
}

#[test]
fn a_longer_name_of_a_known_person_wins() {
    let others = &["高橋 直之丞", "本高橋 直", "タカハシ ナオト"];
    let cases = [
        "高橋直之丞が来社",
        "本高橋直",
        "本高橋・直",
        "たかはし なおとは欠席",
        "高橋直之丞と【高橋直】",
    ];
    check(&takahashi(), others, Place::Elsewhere, &cases);
}

#[test]
fn the_family_name_counts_in_own_records_only() {
    let own = [
        "【高橋】さん",
        "【高橋】様より返信",
        "【髙橋】先生と相談",
        "【高橋】 部長に送付",
        "本日【高橋】氏と電話",
        "【たかはし】さん",
        "【ﾀｶﾊｼ】様",
        "【タカハシ】サン",
        "Dr.【高橋】 欠席",
        "【高橋】どの",
        "〔高橋〕外科部長",
        "〔高橋〕は来週",
        "〔高橋〕、佐藤",
        "大高橋さん",
        "高橋精機",
        "高橋氏名一覧",
        "高橋君島さん",
        "〔直〕さん",
        "〔ナオ〕さん",
        "【高橋 直】さんと【高橋】さん",
    ];
    check(&takahashi(), &["佐藤 久美子"], Place::Own, &own);
    let elsewhere = ["高橋さん", "高橋様", "直さん", "Dr.高橋", "高橋は"];
    check(&takahashi(), &[], Place::Elsewhere, &elsewhere);
    let shared = [
        "〔高橋〕さん",
        "〔たかはし〕さん",
        "〔高橋〕は来週",
        "高橋直樹さん",
        "高橋 直樹",
    ];
    check(&takahashi(), &["髙橋 直樹"], Place::Own, &shared);
    let who = Identity {
        names: strings(&["高 直"]),
        ..Identity::default()
    };
    let cases = ["高橋さん", "【高】さん", "高橋さんと【高 直】さん"];
    check(&who, &["高橋 一"], Place::Own, &cases);
    let who = Identity {
        names: strings(&["橋 直"]),
        ..Identity::default()
    };
    check(
        &who,
        &["高橋 一"],
        Place::Own,
        &["本日高橋さん", "【橋】さん"],
    );
}

#[test]
fn what_is_a_name_and_a_word_is_asked() {
    let who = Identity {
        names: strings(&["奥 直"]),
        kana: strings(&["オク ナオ"]),
        ..Identity::default()
    };
    let cases = [
        "〔奥〕さんも同席",
        "〔おく〕さま",
        "【奥】先生",
        "【奥 直】さん",
    ];
    check(&who, &[], Place::Own, &cases);
    let who = Identity {
        names: strings(&["谷川 直"]),
        ..Identity::default()
    };
    let cases = [
        "技術部長〔谷川直〕さん",
        "技術部【谷川直】さん",
        "〔谷川〕委員会",
    ];
    check(&who, &[], Place::Own, &cases);
    check(&who, &["長谷川 直"], Place::Own, &["技術部長谷川直さん"]);
}

#[test]
fn short_names_and_kana_names_need_more() {
    let who = Identity {
        names: strings(&["森 林"]),
        kana: strings(&["モリ ハヤシ"]),
        ..Identity::default()
    };
    let cases = [
        "【森 林】",
        "【森林】さん",
        "〔森林〕の中",
        "大森林組合",
        "森林組合",
        "【森・林】",
    ];
    check(&who, &[], Place::Elsewhere, &cases);
    let who = Identity {
        names: strings(&["佐々木 みのり"]),
        ..Identity::default()
    };
    let cases = [
        "【佐々木みのり】さん",
        "【佐佐木 みのり】を紹介",
        "【佐々木みのり】様",
        "佐々木みのりこさん",
        "〔佐々木みのり〕と",
        "佐々木みのる",
        "【佐々木　みのり】(看護師長)",
        "【佐々木みのり】看護師長",
    ];
    check(&who, &[], Place::Elsewhere, &cases);
}

#[test]
fn foreign_names_are_found_in_both_orders() {
    let who = Identity {
        names: strings(&["John Smith", "ジョン・スミス", "김 철수"]),
        ..Identity::default()
    };
    let cases = [
        "【John Smith】 will come",
        "【john  smith】さん",
        "【ＪＯＨＮ　ＳＭＩＴＨ】",
        "【Smith, John】",
        "【SMITH John】",
        "【JohnSmith】さん",
        "John Smithson",
        "Elton-John Smith7",
        "【ジョン・スミス】さん",
        "【ジョン スミス】",
        "【ジョンスミス】氏",
        "【ジョン＝スミス】",
        "【ｼﾞｮﾝ･ｽﾐｽ】",
        "ジョン・スミソン",
        "〔ジョン・スミス〕・ジュニア",
        "【김철수】さん",
    ];
    check(&who, &[], Place::Elsewhere, &cases);
    let own = [
        "〔スミス〕さん",
        "Dr. 〔Smith〕",
        "Mr. 【John】 came",
        "〔Smith〕さん",
    ];
    check(&who, &[], Place::Own, &own);
}

#[test]
fn mail_addresses_are_found_whole_in_any_case() {
    let cases = [
        "【nao.takahashi@example.jp】",
        "メールは【Nao.Takahashi@Example.JP】まで",
        "<【nao.takahashi@example.jp】>;",
        "【ｎａｏ．ｔａｋａｈａｓｈｉ＠ｅｘａｍｐｌｅ．ｊｐ】へ",
        "連絡先【nao.takahashi@example.jp】.",
        "-【nao.takahashi@example.jp】-",
        "mailto:【nao.takahashi@example.jp】?subject=x",
        "x.nao.takahashi@example.jp",
        "nao.takahashi@example.jpn",
        "nao.takahashi@sub.example.jp",
        "〔nao.takahashi@example.jp〕.Tel",
        "takahashi@example.jp",
        "'【nao.takahashi@example.jp】','【nao.takahashi@example.jp】'",
        "【nao.takahashi@example.jp】'【nao.takahashi@example.jp】",
        "@@ nao.takahashi@ @example.jp",
    ];
    check(&takahashi(), &[], Place::Elsewhere, &cases);
}

#[test]
fn telephone_numbers_are_found_with_any_hyphens() {
    let cases = [
        "【03-1234-5678】",
        "TEL【0312345678】",
        "【０３－１２３４－５６７８】",
        "【０３ー１２３４ー５６７８】に架電",
        "【03(1234)5678】",
        "【(03)1234-5678】",
        "【（０３）１２３４ー５６７８】",
        "【03 1234 5678】",
        "【03‐1234−5678】",
        "【+81-3-1234-5678】",
        "【+81 (0)3-1234-5678】",
        "電話【03-1234-5678】（内線12）",
        "【03-1234-5678】、03-1234-5679",
        "903-1234-5678",
        "03-1234-56789",
        "1-〔03-1234-5678〕",
        "〔03-1234-5678〕-9",
        "03-1234\n5678",
        "1234-5678",
    ];
    check(&takahashi(), &[], Place::Elsewhere, &cases);
    let who = Identity {
        telephones: strings(&["03-1111-2222 090-3333-4444（内線 12）", "+81 45 555 6666"]),
        ..Identity::default()
    };
    let cases = [
        "【0311112222】",
        "【09033334444】",
        "【045-555-6666】",
        "12",
    ];
    check(&who, &[], Place::Elsewhere, &cases);
}

#[test]
fn names_of_several_versions_and_parts() {
    let who = Identity {
        names: strings(&["佐藤 花子", "田中 花子", "Nguyen Van An", "鈴木一郎"]),
        kana: strings(&["サトウ ハナコ"]),
        ..Identity::default()
    };
    let cases = [
        "【田中花子】（旧姓【佐藤】さん）",
        "【佐藤花子】さん",
        "【NGUYEN VAN AN】",
        "【An, Nguyen Van】",
        "【Nguyen VanAn】",
        "【鈴木一郎】",
        "【鈴木 一郎】さん",
        "【鈴木・一郎】",
        "佐藤花",
        "〔花子〕さん",
        "一郎さん",
        "【サトウハナコ】来社",
    ];
    check(&who, &[], Place::Own, &cases);
}

#[test]
fn a_name_of_one_letter_is_them_where_nothing_else_stands() {
    let who = Identity {
        names: strings(&["林"]),
        ..Identity::default()
    };
    let cases = ["【林】", "林さん", "森と林", "森林", "林業"];
    check(&who, &[], Place::Elsewhere, &cases);
}
