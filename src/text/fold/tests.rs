//! What the fold makes equal, and what it must keep apart.
use super::*;
use proptest::prelude::*;
use unicode_normalization::char::is_combining_mark;

fn same(group: &[&str]) {
    let one = key(group[0]);
    for s in group {
        assert_eq!(key(s), one, "{s} and {}", group[0]);
    }
}

#[test]
fn spellings_of_one_thing_are_equal() {
    same(&["内視鏡", "內視鏡", "内 視 鏡", "内視鏡\u{FE00}"]);
    same(&[
        "センサー",
        "センサ",
        "せんさー",
        "ｾﾝｻｰ",
        "センサ－",
        "センサ−",
    ]);
    same(&["フィルム", "フイルム", "ﾌｨﾙﾑ"]);
    same(&["ダヴィンチ", "ダビンチ", "だびんち", "ﾀﾞｳﾞｨﾝﾁ"]);
    same(&["ヴェンチレーター", "ベンチレータ"]);
    same(&["ゔ", "ブ", "ヴ"]);
    same(&["ガーゼ", "か\u{3099}ーぜ", "ｶﾞｰｾﾞ"]);
    same(&["佐々木", "佐佐木"]);
    same(&["いすゞ", "いすず", "イスズ", "いすづ"]);
    same(&["髙橋", "高橋"]);
    same(&["山﨑", "山崎", "山嵜"]);
    same(&["渡邊", "渡辺", "渡邉"]);
    same(&["齋藤 進", "斉藤　進", "斎藤進", "齊藤・進"]);
    same(&["國立大學", "国立大学"]);
    same(&["𠮷田", "吉田"]);
    same(&["ＭＲＩ", "mri", "MRI"]);
    same(&[
        "特開２０２０ー１２３４５６",
        "特開2020-123456",
        "特開2020－123456",
    ]);
    same(&["WO2020/123456", "ＷＯ２０２０／１２３４５６"]);
    same(&["Ⅲ型", "III型", "ⅲ型"]);
    same(&["東レ・メディカル", "東レメディカル"]);
}

#[test]
fn legal_forms_make_no_difference() {
    same(&[
        "テルモ株式会社",
        "テルモ",
        "㈱テルモ",
        "(株)テルモ",
        "テルモ（株）",
        "株式會社テルモ",
        "テルモ㍿",
        "ﾃﾙﾓ ㈱",
    ]);
    same(&["有限会社山﨑製作所", "㈲山崎製作所", "山崎製作所"]);
    same(&["医療法人社団 青葉会", "青葉会", "医療法人青葉会"]);
    same(&["国立大学法人浜松医科大学", "浜松医科大学"]);
    same(&["Metran Co., Ltd.", "METRAN", "Metran Inc."]);
    assert_eq!(key("合同会社（青）"), "青");
    // A word that only begins like one stays.
    assert_eq!(key("Incus"), "incus");
    assert_eq!(key("株価"), "株価");
}

#[test]
fn content_is_never_folded_away() {
    for s in [
        "株式会社",
        "㈱",
        "（株）",
        "＋＋",
        "ー",
        "・",
        "★",
        "co., ltd.",
    ] {
        assert!(!key(s).is_empty(), "{s}");
    }
    assert_eq!(key("株式会社"), "株式会社");
    assert_eq!(key(" \u{3000}"), "");
}

#[test]
fn different_things_stay_different() {
    for (a, b) in [
        ("3.5mm", "35mm"),
        ("ハス", "バス"),
        ("大阪大学", "大阪医科大学"),
        ("人口", "人工"),
    ] {
        assert_ne!(key(a), key(b));
    }
}

#[test]
fn words_start_after_blanks_and_at_changes() {
    let mut out = Vec::new();
    pieces("硬性内視鏡のレンズ 2020-12", Legal::Drop, &mut out);
    let words: String = out
        .iter()
        .flat_map(|p| p.start.then_some('|').into_iter().chain([p.ch]))
        .collect();
    assert_eq!(words, "|硬性内視鏡|ノ|レンズ|202012");
}

#[test]
fn legal_forms_can_be_kept_or_marked() {
    let mut out = Vec::new();
    pieces("株式会社八光", Legal::Mark, &mut out);
    let text: String = out.iter().map(|p| p.ch).collect();
    assert_eq!(text, format!("{LEGAL}八光"));
    pieces("（株）八光", Legal::Keep, &mut out);
    let text: String = out.iter().map(|p| p.ch).collect();
    assert_eq!(text, "株八光");
}

proptest! {
    #[test]
    fn the_map_is_on_character_boundaries(s in "[ -~ぁ-んァ-ヺー一-龥ｦ-ﾟ０-９Ａ-ｚ㈱㈲①Ⅲ々ゝゞ\u{3099}\u{FE00}髙﨑（）株式会社]{0,40}") {
        let f = fold(&s);
        prop_assert_eq!(f.map.len(), f.text.len() + 1);
        for w in f.map.windows(2) {
            prop_assert!(w[0] <= w[1]);
        }
        for &m in &f.map {
            prop_assert!(s.is_char_boundary(m as usize));
        }
        prop_assert_eq!(&f.text, &key(&s));
    }

    #[test]
    fn any_text_with_a_letter_or_sign_keeps_something(s in "\\PC{0,30}") {
        // A combining mark alone is no letter, though some of them count as alphabetic.
        let letter = |c: char| c.is_alphanumeric() && !is_combining_mark(c);
        let visible = s.chars().any(|c| letter(c) || c.is_ascii_punctuation());
        prop_assert!(!visible || !key(&s).is_empty());
    }
}
