use super::*;
use proptest::prelude::*;

/// Spellings of one sound each.
const SAME: &[&[&str]] = &[
    &[
        "ないしきょう",
        "ナイシキョウ",
        "ﾅｲｼｷｮｳ",
        "naishikyou",
        "naisikyou",
        "naishikyo",
        "NAISHIKYŌ",
        "ｎａｉｓｈｉｋｙｏｕ",
    ],
    &[
        "じんこうこきゅうき",
        "jinkoukokyuuki",
        "zinkoukokyuuki",
        "jinkokokyuki",
        "jinkōkokyūki",
        "zinkokokyuki",
    ],
    &[
        "しゅじゅつしえん",
        "shujutsushien",
        "syuzyutusien",
        "syujutusien",
        "shujyutsushien",
    ],
    &["カテーテル", "ｶﾃｰﾃﾙ", "kateeteru", "kate-teru", "kateteru"],
    &[
        "パルスオキシメータ",
        "ﾊﾟﾙｽｵｷｼﾒｰﾀ",
        "parusuokishimeeta",
        "palusuokisimeta",
    ],
    &["ちゅうしゃ", "chuusha", "tyuusya", "cyuusya", "chusha"],
    &["カンシ", "kanshi", "kansi", "kannshi", "kan'shi"],
    &["かんい", "kan'i", "kanni", "kani"],
    &["しんぶん", "shinbun", "shimbun", "sinbun"],
    &["ぐんま", "gunma", "gumma"],
    &["フィルム", "フイルム", "firumu", "fuirumu"],
    &["ファイバ", "faiba", "fuaiba", "faibaa", "ﾌｧｲﾊﾞｰ"],
    &[
        "ヴィーナス",
        "ビーナス",
        "viinasu",
        "biinasu",
        "vinasu",
        "ｳﾞｨｰﾅｽ",
    ],
    &["メディカル", "ﾒﾃﾞｨｶﾙ", "medikaru", "medhikaru", "medikalu"],
    &["パーティション", "paatishon", "pa-thisyon", "patisyon"],
    &["チェック", "chekku", "tyekku", "cheku"],
    &["ジェイ", "jei", "zyei", "jyei"],
    &["ウォーター", "wootaa", "wo-ta-", "uootaa"],
    &["ウィルス", "wirusu", "uirusu"],
    &["つづき", "tsuzuki", "tuduki", "tsudzuki"],
    &[
        "はっすい",
        "hassui",
        "hasui",
        "haxtusui",
        "haltusui",
        "haxtsusui",
    ],
    &[
        "マッチング",
        "matchingu",
        "macchingu",
        "mattingu",
        "machingu",
    ],
    &["デュアル", "dyuaru", "dhuaru"],
    &["トゥギー", "tugi-", "tugii", "tugi"],
    &["おおの", "oono", "ohno", "ōno", "ono"],
    &["さとう", "satou", "sato", "satō", "satoh,"],
    &["いすゞ", "いすず", "isuzu", "isudu"],
    &[
        "ｶﾞｰｾﾞ",
        "ガーゼ",
        "か゛ーせ゛",
        "か\u{3099}ーせ\u{3099}",
        "gaaze",
        "ga-ze",
    ],
    &["ツァイス", "tsaisu", "tuaisu"],
    &["クァ", "クヮ", "kwa", "kua"],
    &["ジェイ・エム・エス", "jeiemuesu", "ジェイエムエス"],
    &["Ｘ線", "x線", "X-線"],
    &["㍑", "リットル", "rittoru"],
];

#[test]
fn spellings_of_one_sound_are_one() {
    for group in SAME {
        let want = canonical(group[0]);
        for other in *group {
            assert_eq!(canonical(other), want, "{other} beside {}", group[0]);
        }
    }
}

#[test]
fn sounds_that_differ_stay_apart() {
    for (a, b) in [
        ("びょういん", "びよういん"),
        ("しよう", "しょう"),
        ("いよう", "よう"),
        ("せんし", "ぜんし"),
        ("ＣＴ", "Ｔ"),
        ("ちりょう", "じりょう"),
    ] {
        assert_ne!(canonical(a), canonical(b), "{a} {b}");
    }
    assert_eq!(canonical("ないしきょう"), "naisikyo");
    assert_eq!(canonical("2020-1234号"), "20201234号");
    assert_eq!(canonical("、。・ー〜"), "");
    assert_eq!(probes("satoh"), ["satoh", "sato"]);
    assert_eq!(probes("hanadi"), ["hanadi", "hanazi"]);
}

/// Some spellings, cut anywhere while typing, have a needle that starts the whole.
fn grows(spelling: &str) {
    let whole = canonical(spelling);
    for (cut, next) in spelling.char_indices().skip(1) {
        // A mark comes with its kana; before it, the kana is another one.
        if kana::mark(next).is_some() {
            continue;
        }
        let typed = spelling.get(..cut).unwrap();
        // An l is an r until it turns out to make the tsu small.
        if spelling.contains("ltu") && typed.ends_with('l') {
            continue;
        }
        let needles = probes(typed);
        assert!(
            needles.iter().any(|n| whole.starts_with(n)) || canonical(typed).is_empty(),
            "{typed} of {spelling}: {needles:?} do not start {whole}"
        );
    }
}

#[test]
fn every_spelling_grows_from_its_starts() {
    for group in SAME {
        for spelling in *group {
            grows(spelling);
        }
    }
}

/// Kana words as Japanese writes them, small kana only where they belong.
fn word() -> impl Strategy<Value = String> {
    let syllable = prop_oneof![
        "[あ-おか-ぢつ-もやゆよら-ろわん]",
        "[きしちにひみりぎじびぴ][ゃゅょ]",
        "[ア-オカ-ヂツ-モヤユヨラ-ロワンー]",
        "[キシチニヒミリギジビピ][ャュョ]",
        Just("ティ".to_owned()),
        Just("ディ".to_owned()),
        Just("デュ".to_owned()),
        Just("トゥ".to_owned()),
        Just("ドゥ".to_owned()),
        "フ[ァィェォュ]",
        "ヴ[ァィェォ]",
        "ウ[ィェォ]",
        "[シチジ]ェ",
        "ツ[ァェォ]",
        "っ[か-ぢ]",
        "ッ[カ-ヂ]",
    ];
    prop::collection::vec(syllable, 1..8).prop_map(|s| s.concat())
}

proptest! {
    #[test]
    fn kana_grow_from_their_starts(word in word()) {
        grows(&word);
    }

    #[test]
    fn the_map_leads_to_characters_and_never_falls(text in ".{0,40}", kana in "[ぁ-ヿｦ-ﾟa-zA-Z\u{3099}ー]{0,30}") {
        for text in [text, kana] {
            let (romaji, map) = canonical_mapped(&text);
            prop_assert_eq!(&romaji, &canonical(&text));
            prop_assert_eq!(map.len(), romaji.len() + 1);
            prop_assert_eq!(map.last().copied(), Some(u32::try_from(text.len()).unwrap()));
            for pair in map.windows(2) {
                prop_assert!(pair[0] <= pair[1]);
            }
            for &at in &map {
                prop_assert!(text.is_char_boundary(at as usize));
            }
            probes(&text);
        }
    }

    #[test]
    fn width_and_script_of_kana_do_not_matter(word in "[ぁ-ゔ]{0,20}") {
        let katakana: String = word
            .chars()
            .map(|c| char::from_u32(u32::from(c) + 0x60).unwrap())
            .collect();
        prop_assert_eq!(canonical(&word), canonical(&katakana));
    }
}

#[test]
fn stray_voicing_marks_end() {
    for text in ["ひﾞ", "ﾞﾞﾞ", "ん゛か゜", "a\u{3099}\u{309a}", "゛"] {
        canonical(text);
    }
    assert_eq!(canonical("ひﾞ"), "bi");
}

#[test]
fn a_swap_is_undone() {
    for (typed, meant) in [
        ("ないしょきう", "ないしきょう"),
        ("ﾅｲｼｮｷｳ", "ないしきょう"),
        ("kikanosukan", "kikansoukan"),
        ("josaiduoki", "josaidouki"),
        ("かくたきんゅういん", "かくたんきゅういん"),
    ] {
        let meant = canonical(meant);
        assert!(swaps(typed).contains(&meant), "{typed}: {:?}", swaps(typed));
    }
    assert!(swaps("あ").is_empty());
    assert!(swaps("").is_empty());
}

#[test]
fn what_changes_more_than_one_letter_of_the_sound_is_mended() {
    for (typed, meant) in [
        ("どうにう", "どうにょう"),
        ("たんじうき", "たんじゅうき"),
        ("ﾀﾝｼﾞｳｷ", "たんじゅうき"),
        ("iwioyoshio", "いわおよしお"),
        ("umfdano", "うまだの"),
        ("yueki cbuunyuu", "ゆえきちゅうにゅう"),
        ("ivhuunyuu", "いちゅうにゅう"),
        ("shinkeizhigeki", "しんけいしげき"),
        ("kensegsu", "けんせつ"),
        ("setnsu", "せっつ"),
        ("kinukwa", "きぬかわ"),
        ("fumh", "ふみ"),
    ] {
        let meant = canonical(meant);
        assert!(
            mended(typed).contains(&meant),
            "{typed}: {:?}",
            mended(typed)
        );
    }
    for typed in ["shuju", "kentchoku", "sampo", "annai", "zzqxv", "あう", ""] {
        assert!(mended(typed).is_empty(), "{typed}: {:?}", mended(typed));
    }
}
