//! What holds for any records and any typing.

use super::{READINGS, SYNONYMS};
use enishi::search::Context;
use enishi::search::Field;
use enishi::search::Found;
use enishi::search::Index;
use enishi::search::Kind;
use enishi::search::Query;
use enishi::search::Record;
use enishi::search::Searcher;
use enishi::search::Why;
use enishi::search::highlight;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

const WORDS: [&str; 24] = [
    "内視鏡",
    "止血鉗子",
    "人工呼吸器",
    "カテーテル",
    "センサー",
    "用",
    "及びその製造方法",
    "の曇り",
    "青葉光学株式会社",
    "㈱みどり精機",
    "髙橋 誠",
    "齋藤 進",
    "浜松医科大学",
    "手術部",
    "MRI",
    "Wearable ECG",
    "特開2020-123456",
    "特許第6789012号",
    "ｺﾈｸﾀ",
    "がん",
    "透析",
    "佐々木",
    "ＣＴ装置",
    "血圧",
];

/// Words of which none sounds or looks like a part of another.
const PLAIN: [&str; 18] = [
    "みさきぶ",
    "ゆうがお",
    "鋳鉄",
    "遠州灘",
    "麦秋",
    "葡萄棚",
    "硝子瓶",
    "鶴亀算",
    "ネムノキ",
    "ロウソク",
    "ヨモギ餅",
    "ホウレン",
    "XYLO",
    "qwop",
    "瀬戸物",
    "雷鳥",
    "蕎麦殻",
    "狸囃子",
];

fn line() -> impl Strategy<Value = String> {
    prop::collection::vec(
        (prop::sample::select(WORDS.to_vec()), prop::bool::ANY),
        1..5,
    )
    .prop_map(|parts| {
        parts
            .into_iter()
            .flat_map(|(word, blank)| [word, if blank { " " } else { "" }])
            .collect()
    })
}

fn index(lines: &[String]) -> Index {
    let records = lines.iter().map(|l| Record::line(l)).collect();
    Index::build(records, &SYNONYMS, Some(&READINGS))
}

fn search(searcher: &mut Searcher, index: &Index, query: &str) -> Found {
    let context = Context {
        limit: 10_000,
        ..Context::default()
    };
    searcher.search(index, query, &context, &|| false).unwrap()
}

fn lines_of(index: &Index, found: &Found) -> BTreeSet<String> {
    found
        .hits
        .iter()
        .map(|h| index.record(h.record).unwrap().title().to_owned())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_the_lines_does_not_matter(
        (lines, shuffled) in prop::collection::vec(line(), 1..30).prop_flat_map(|l| (Just(l.clone()), Just(l).prop_shuffle())),
        query in prop::sample::select(vec!["ないしきょう", "鏡", "ct", "高橋", "青葉 -みどり", "内視境", "けつあつ", "JP2020-123456A", "n", "光学"]),
    ) {
        let (a, b) = (index(&lines), index(&shuffled));
        let (x, y) = (search(&mut Searcher::default(), &a, query), search(&mut Searcher::default(), &b, query));
        prop_assert_eq!(x.matched, y.matched);
        prop_assert_eq!(x.matched, x.hits.len());
        prop_assert_eq!(lines_of(&a, &x), lines_of(&b, &y));
    }

    #[test]
    fn growing_adds_nothing_good_and_keeping_lists_changes_nothing(
        lines in prop::collection::vec(line(), 1..30),
        word in prop::sample::select(vec!["内視鏡用", "naishikyou", "ないしきょう", "カテーテル", "takahashi makoto", "青葉光学", "止血鉗子 青葉", "ﾅｲｼｷｮｳ", "とうせき"]),
    ) {
        let index = index(&lines);
        let mut kept = Searcher::default();
        let mut before: Option<BTreeMap<u32, u8>> = None;
        let ends: Vec<usize> = word.char_indices().map(|x| x.0).skip(1).chain([word.len()]).collect();
        for &end in ends.iter().chain(ends.iter().rev()) {
            let typed = word.get(..end).unwrap();
            let cold = search(&mut Searcher::default(), &index, typed);
            prop_assert_eq!(&search(&mut kept, &index, typed), &cold, "{}", typed);
        }
        for &end in &ends {
            let typed = word.get(..end).unwrap();
            let found = search(&mut kept, &index, typed);
            if let Some(before) = &before {
                for hit in &found.hits {
                    // A word of the field is found as it is written, however the line around it is read.
                    let title = index.record(hit.record).unwrap().title();
                    let written = ["内視鏡", "透析"].iter().any(|word| title.contains(word));
                    let explained = hit.tier >= 8
                        || matches!(hit.why, Why::Synonym | Why::Number)
                        || hit.why == Why::Reading && written;
                    prop_assert!(explained || before.contains_key(&hit.record), "{} adds {:?}", typed, hit);
                }
            }
            before = Some(found.hits.iter().map(|h| (h.record, h.tier)).collect());
        }
    }

    #[test]
    fn a_record_is_found_by_each_of_its_fields(
        name in "[一-龥ぁ-んァ-ヴー]{2,8}",
        reading in "[ア-ヲ]{2,8}",
        title in line(),
        badge in 1u32..999,
        year in 1990u32..2026,
        serial in 1u32..599_999,
    ) {
        let number = format!("特開{year}-{serial:06}");
        let fields = [
            (Field::Number, format!("A-{badge:03}")),
            (Field::Number, number.clone()),
            (Field::Person, name.clone()),
            (Field::Title, title.clone()),
        ];
        let record = Record {
            kind: Kind::Attendee,
            id: "x".to_owned(),
            fields: fields.to_vec(),
            readings: vec![(Field::Reading, reading.clone())],
            present: true,
            needs: vec![],
        };
        let other = Record::line("無関係な行");
        let index = Index::build(vec![other, record], &SYNONYMS, Some(&READINGS));
        let notations = [
            name, reading, title, number, format!("A-{badge:03}"), format!("a{badge}"), badge.to_string(),
            format!("JP{year}-{serial:06}A"), format!("{year}-{serial}"), format!("JP{year}{serial:06}"),
        ];
        for query in notations {
            let found = search(&mut Searcher::default(), &index, &query);
            prop_assert!(found.hits.iter().any(|h| h.record == 1), "{}", query);
        }
    }

    #[test]
    fn every_field_is_searched_alone_and_by_all_its_names(
        words in prop::sample::subsequence(PLAIN.to_vec(), Field::ALL.len()).prop_shuffle(),
        at in 0..Field::ALL.len(),
        name in 0usize..20,
    ) {
        let fields: Vec<(Field, String)> = Field::ALL
            .into_iter()
            .zip(words.iter().map(|w| (*w).to_owned()))
            .collect();
        let record = Record {
            kind: Kind::Organisation,
            id: "x".to_owned(),
            fields: fields.clone(),
            readings: vec![],
            present: false,
            needs: vec![],
        };
        let index = Index::build(vec![Record::line("無関係な行"), record], &SYNONYMS, Some(&READINGS));
        let (field, word) = &fields[at];
        let (other, _) = &fields[(at + 1) % fields.len()];
        let found = |query: &str| {
            let found = search(&mut Searcher::default(), &index, query);
            found.hits.iter().any(|h| h.record == 1 && h.why != Why::Typo)
        };
        let named = |field: &Field| field.names()[name % field.names().len()];
        prop_assert!(found(word), "{word}");
        let scoped = format!("{}:{word}", named(field));
        prop_assert!(found(&scoped), "{scoped}");
        let elsewhere = format!("{}:{word}", named(other));
        prop_assert!(!found(&elsewhere), "{elsewhere}");
        let without = format!("{word} -{word}");
        prop_assert!(!found(&without), "{without}");
    }

    #[test]
    fn marks_are_in_order_and_on_characters(text in "\\PC{0,30}", shown in line(), query in line(), typed in "\\PC{0,12}") {
        let index = index(&["内視鏡".to_owned()]);
        for (text, query) in [(&text, &query), (&shown, &query), (&shown, &typed), (&text, &typed)] {
            let mut end = 0;
            for mark in highlight(&index, text, &Query::parse(query)) {
                prop_assert!(mark.start >= end && mark.start < mark.end);
                prop_assert!(text.get(mark.clone()).is_some());
                end = mark.end;
            }
        }
    }
}
