//! What holds for all names and surroundings.

use super::ERASED;
use super::both;
use super::mac;
use enishi::domain::mention::Certainty;
use enishi::domain::mention::Form;
use enishi::domain::mention::Identity;
use enishi::domain::mention::Mention;
use enishi::domain::mention::Place;
use enishi::domain::mention::Traces;
use enishi::domain::mention::blank;
use enishi::domain::mention::find;
use enishi::domain::mention::find_marked;
use enishi::domain::mention::marks;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

/// Family names, each with its reading and an old or variant form.
const FAMILIES: [(&str, &str, &str); 8] = [
    ("高橋", "タカハシ", "髙槗"),
    ("渡辺", "ワタナベ", "渡邊"),
    ("斎藤", "サイトウ", "齋籐"),
    ("浜崎", "ハマザキ", "濵﨑"),
    ("佐々木", "ササキ", "佐佐木"),
    ("広沢", "ヒロサワ", "廣澤"),
    ("国府田", "コウダ", "國府田"),
    ("葛城", "カツラギ", "葛\u{E0100}城"),
];

const GIVEN: [(&str, &str, &str); 8] = [
    ("直", "ナオ", "直"),
    ("真弓", "マユミ", "眞弓"),
    ("みなみ", "ミナミ", "みなみ"),
    ("恵", "ケイ", "惠"),
    ("翔", "ショウ", "翔"),
    ("凪沙", "ナギサ", "凪沙"),
    ("ジョー", "ジョー", "ｼﾞｮｰ"),
    ("竜", "リョウ", "龍"),
];

const PARTED: [&str; 8] = ["", " ", "\u{3000}", "  ", "\t", "・", "･", " ・ "];
const BEFORE: [&str; 10] = [
    "",
    "担当",
    "本日",
    "、",
    "（",
    "窓口は",
    "営業部",
    "※ ",
    "10日",
    "\n",
];
const BEHIND: [&str; 12] = [
    "",
    "さん",
    "様",
    "氏",
    "先生と",
    "、",
    "。次は",
    "は欠席",
    " 来社",
    "教授",
    "（A社）",
    "\n次",
];

fn hiragana(kana: &str) -> String {
    let one = |c: char| match c {
        'ァ'..='ヶ' => char::from_u32(u32::from(c) - 0x60).unwrap(),
        _ => c,
    };
    kana.chars().map(one).collect()
}

/// By the table of the standard itself.
fn half_width(kana: &str) -> String {
    let half = |c: char| {
        ('\u{FF66}'..='\u{FF9F}')
            .find(|h| h.nfkc().eq([c]))
            .unwrap_or(match c {
                '\u{3099}' => 'ﾞ',
                '\u{309A}' => 'ﾟ',
                _ => c,
            })
    };
    kana.nfd().map(half).collect()
}

fn full_width(text: &str) -> String {
    let wide = |c: char| match c {
        '!'..='~' => char::from_u32(u32::from(c) + 0xFEE0).unwrap(),
        _ => c,
    };
    text.chars().map(wide).collect()
}

type Pair = (&'static str, &'static str, &'static str);

fn person() -> impl Strategy<Value = (Pair, Pair)> {
    (
        prop::sample::select(&FAMILIES[..]),
        prop::sample::select(&GIVEN[..]),
    )
}

fn identity((family, given): (Pair, Pair)) -> Identity {
    Identity {
        names: vec![format!("{} {}", family.0, given.0)],
        kana: vec![format!("{} {}", family.1, given.1)],
        mails: vec!["some.body@example.jp".into()],
        telephones: vec!["090-1234-5678".into()],
        firms: vec!["おぼろ精機".into()],
    }
}

/// A person in every way of writing: which way, the text.
fn written() -> impl Strategy<Value = ((Pair, Pair), Form, String)> {
    let part = prop::sample::select(&PARTED[..]);
    (person(), part, 0..9usize).prop_map(|((f, g), part, way)| {
        let (form, text) = match way {
            0 => (Form::Name, format!("{}{part}{}", f.0, g.0)),
            1 => (Form::Name, format!("{}{part}{}", f.2, g.0)),
            2 => (Form::Name, format!("{}{part}{}", f.0, g.2)),
            3 => (Form::Name, format!("{}{part}{}", f.0, g.0).nfd().collect()),
            4 => (Form::Kana, format!("{}{part}{}", f.1, g.1)),
            5 => (Form::Kana, half_width(&format!("{}{part}{}", f.1, g.1))),
            6 => (Form::Kana, format!("{}{part}{}", f.1, g.1).nfd().collect()),
            7 => (Form::Kana, hiragana(&format!("{}{part}{}", f.1, g.1))),
            _ => (Form::Mixed, format!("{}{part}{}", f.0, g.1)),
        };
        ((f, g), form, text)
    })
}

/// Texts built of what makes trouble, and of anything at all.
fn memo() -> impl Strategy<Value = String> {
    let hard: Vec<&'static str> = "高橋 高 橋 直 樹 子 ナオ タカハシ なお たかはし 渡邊 辺 﨑 恵 さん 様 氏 先生 部長 教授 \
        大 小 の ノ は が を と や 担当 本日 来社 営業部 人 氏名 様々 ・ ･ （ ） ( ) 、 。 , some.body@example.jp ＠ . - \
        090 1234 5678 ０９０ ー － 81 + （消去済） 高橋直 高橋・直 ﾀｶﾊｼ ﾅｵ ﾞ \u{3099} ヴ ァ ㈱ 株式会社 々"
        .split_whitespace()
        .chain([" ", "\u{3000}", "\n", "\t", "\u{200B}", "\u{E0100}", "\u{E000}"])
        .collect();
    let part = prop_oneof![
        8 => prop::sample::select(hard).prop_map(str::to_owned),
        1 => "\\PC{1,3}",
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(part, 0..24).prop_map(|parts| parts.concat())
}

fn place() -> impl Strategy<Value = Place> {
    prop::sample::select(vec![Place::Own, Place::Elsewhere])
}

proptest! {
    #[test]
    fn every_way_of_writing_is_found(
        (who, form, name) in written(),
        before in prop::sample::select(&BEFORE[..]),
        behind in prop::sample::select(&BEHIND[..]),
        place in place(),
    ) {
        let text = format!("{before}{name}{behind}");
        let found = both(&text, &identity(who), &["伊東 真"], place);
        let range = before.len()..before.len() + name.len();
        prop_assert!(found.iter().any(|m| m.range == range), "{text:?} {found:?}");
        let ours = found.iter().find(|m| m.range == range).unwrap();
        // A name of all kana and one kanji given by its reading may be something else, without an honorific.
        let titled = ["さん", "様", "氏", "先生と", "教授"].contains(&behind);
        let kana = !name.chars().any(|c| ('\u{3400}'..='\u{9FFF}').contains(&c));
        let after_particle = before == "窓口は" && form == Form::Kana;
        if titled || !(kana || form == Form::Mixed || form == Form::Name && who.1.0 == "みなみ") {
            prop_assert!(
                ours.certainty == Certainty::Certain || after_particle,
                "{text:?} {found:?}"
            );
        }
    }

    #[test]
    fn addresses_and_numbers_are_found_in_any_width_and_case(
        upper in any::<bool>(), wide in any::<bool>(),
        before in prop::sample::select(vec!["", "TEL:", "連絡先", "（", " "]),
        behind in prop::sample::select(vec!["", "。", "まで", "）", "\n"]),
        dash in prop::sample::select(vec!["", "-", "－", "ー", "‐", "−", " ", "."]),
    ) {
        let who = identity((FAMILIES[0], GIVEN[0]));
        let mail = if upper { "SOME.Body@Example.JP" } else { "some.body@example.jp" };
        for (form, text) in [(Form::Mail, mail.to_owned()), (Form::Telephone, ["090", "1234", "5678"].join(dash))] {
            let written = if wide { full_width(&text) } else { text };
            let text = format!("{before}{written}{behind}");
            let found = both(&text, &who, &[], Place::Elsewhere);
            let expected = Mention {
                range: before.len()..before.len() + written.len(),
                form,
                certainty: Certainty::Certain,
            };
            prop_assert_eq!(found, vec![expected], "{}", text);
        }
    }

    #[test]
    fn nothing_is_found_inside_a_longer_known_name(
        (who, _, name) in written(),
        more in "[一-龥ァ-ヴ]{1,2}",
        ahead in any::<bool>(),
        before in prop::sample::select(&BEFORE[..]),
        behind in prop::sample::select(&BEHIND[..]),
        place in place(),
    ) {
        let longer = if ahead { format!("{more}{name}") } else { format!("{name}{more}") };
        let text = format!("{before}{longer}{behind}");
        let found = both(&text, &identity(who), &[&longer], place);
        let inside = before.len()..before.len() + longer.len();
        prop_assert!(!found.iter().any(|m| inside.contains(&m.range.start)), "{text:?} {found:?}");
    }

    #[test]
    fn any_text_is_taken_and_all_but_the_certain_ranges_stays(
        text in memo(),
        who in person(),
        others in prop::collection::vec(memo(), 0..3),
        place in place(),
    ) {
        let who = identity(who);
        let others: Vec<&str> = others.iter().map(String::as_str).collect();
        let found = both(&text, &who, &others, place);
        let blanked = blank(&text, &found, ERASED);
        let mut expected = text.clone();
        for m in found.iter().rev().filter(|m| m.certainty == Certainty::Certain) {
            prop_assert!(text.is_char_boundary(m.range.start) && text.is_char_boundary(m.range.end));
            expected.replace_range(m.range.clone(), ERASED);
        }
        prop_assert_eq!(&blanked, &expected);
        let again = find(&blanked, &who, &others, place);
        prop_assert_eq!(blank(&blanked, &again, ERASED), blanked.clone(), "{:?} {:?}", text, again);
    }

    #[test]
    fn a_text_that_names_somebody_has_their_traces(
        (who, _, name) in written(),
        before in memo(),
        behind in memo(),
        place in Just(Place::Elsewhere),
    ) {
        let who = identity(who);
        let traces = Traces::of(&who);
        for text in [format!("{before}{name}{behind}"), before, behind] {
            if !find(&text, &who, &[] as &[&str], place).is_empty() {
                prop_assert!(traces.are_in(&text), "{text:?}");
                let json = serde_json::json!({"note": text}).to_string();
                prop_assert!(traces.are_in(&json), "{json:?}");
            }
        }
    }

    #[test]
    fn the_traces_of_any_identity_are_in_what_names_it(name in memo(), text in memo()) {
        let who = Identity {
            names: vec![name.clone()],
            kana: vec![name.clone()],
            mails: vec![name.clone()],
            telephones: vec![name.clone()],
            firms: Vec::new(),
        };
        let traces = Traces::of(&who);
        for text in [text, name] {
            if !find(&text, &who, &[] as &[&str], Place::Elsewhere).is_empty() {
                prop_assert!(traces.are_in(&text), "{text:?}");
            }
        }
    }

    #[test]
    fn any_identity_is_taken(names in prop::collection::vec(memo(), 0..3), text in memo(), place in place()) {
        let who = Identity {
            kana: names.clone(),
            mails: names.clone(),
            telephones: names.clone(),
            firms: names.clone(),
            names,
        };
        both(&text, &who, &["高橋 直樹"], place);
        let one: String = who.names.concat();
        both(&one, &who, &[], place);
    }

    #[test]
    fn marks_of_several_persons_find_what_each_finds(a in person(), b in person(), text in memo()) {
        let all: Vec<_> = [a, b].iter().flat_map(|p| marks(&identity(*p), &mac)).collect();
        let together = find_marked(&text, &all, &[] as &[&str], Place::Own, &mac);
        for who in [a, b] {
            for m in find(&text, &identity(who), &[] as &[&str], Place::Own) {
                let covered = together.iter().any(|t| t.range.start < m.range.end && m.range.start < t.range.end);
                prop_assert!(covered, "{text:?} {m:?} {together:?}");
            }
        }
    }
}
