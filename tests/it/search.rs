//! Search, through what app and command line see of it.

mod large;
mod library;
mod properties;
mod quality;
mod series;

use enishi::search::Context;
use enishi::search::Field;
use enishi::search::Hit;
use enishi::search::Index;
use enishi::search::Kind;
use enishi::search::Query;
use enishi::search::Record;
use enishi::search::Searcher;
use enishi::search::Synonyms;
use enishi::search::filter::Lines;
use enishi::search::highlight;
use enishi::search::reading::Readings;
use std::sync::LazyLock;

/// Read once: that takes longer than most tests.
static SYNONYMS: LazyLock<Synonyms> = LazyLock::new(Synonyms::embedded);
static READINGS: LazyLock<Readings> = LazyLock::new(Readings::embedded);

fn record(kind: Kind, id: &str, fields: &[(Field, &str)], reading: &str) -> Record {
    Record {
        kind,
        id: id.to_owned(),
        fields: fields.iter().map(|(f, t)| (*f, (*t).to_owned())).collect(),
        readings: if reading.is_empty() {
            vec![]
        } else {
            vec![(Field::Reading, reading.to_owned())]
        },
        present: kind == Kind::Attendee,
        needs: vec![],
    }
}

fn desk() -> Index {
    let mut records = vec![
        record(
            Kind::Attendee,
            "A-012",
            &[
                (Field::Number, "A-012"),
                (Field::Person, "髙橋 誠"),
                (Field::Organisation, "青葉光学株式会社"),
                (Field::Role, "代表取締役"),
            ],
            "タカハシ マコト",
        ),
        record(
            Kind::Organisation,
            "aoba",
            &[
                (Field::Organisation, "青葉光学株式会社"),
                (Field::Prefecture, "静岡県浜松市"),
                (Field::Technology, "防曇コーティング"),
                (Field::Licence, "22B2X10023"),
            ],
            "アオバコウガク",
        ),
        record(
            Kind::Need,
            "N-07",
            &[
                (Field::Number, "N-07"),
                (Field::Title, "内視鏡の先端が曇り処置中に視野を失う"),
                (Field::Organisation, "浜松青葉医科大学附属病院"),
                (Field::Department, "手術部"),
            ],
            "",
        ),
    ];
    let mut patent = record(
        Kind::Patent,
        "特開2020-123456",
        &[
            (Field::Number, "特開2020-123456"),
            (Field::Title, "内視鏡用防曇装置"),
            (Field::Organisation, "青葉光学株式会社"),
            (Field::Abstract, "撥水膜により鉗子の汚れも防ぐ。"),
        ],
        "",
    );
    patent.needs = vec!["N-07".to_owned()];
    records.push(record(
        Kind::Patent,
        "特開2021-000777",
        &[
            (Field::Number, "特開2021-000777"),
            (Field::Title, "内視鏡用洗浄装置"),
            (Field::Organisation, "みどり精機株式会社"),
        ],
        "",
    ));
    records.push(patent);
    Index::build(records, &SYNONYMS, Some(&READINGS))
}

fn hits(index: &Index, query: &str, context: &Context<'_>) -> Vec<Hit> {
    Searcher::default()
        .search(index, query, context, &|| false)
        .unwrap()
        .hits
}

fn ids<'a>(index: &'a Index, query: &str) -> Vec<&'a str> {
    hits(index, query, &Context::default())
        .iter()
        .map(|h| index.record(h.record).unwrap().id)
        .collect()
}

#[test]
fn terms_signs_and_scopes() {
    let desk = desk();
    assert_eq!(ids(&desk, "内視鏡 青葉 -洗浄"), ["特開2020-123456", "N-07"]);
    assert_eq!(ids(&desk, "特許:内視鏡").len(), 2);
    assert_eq!(ids(&desk, "題名:青葉"), Vec::<&str>::new());
    assert_eq!(ids(&desk, "会社:青葉 鉗子"), ["特開2020-123456"]);
    assert_eq!(ids(&desk, "人:高橋"), ["A-012"]);
    assert_eq!(ids(&desk, "許可:２２Ｂ２Ｘ"), ["aoba"]);
    assert_eq!(ids(&desk, "\"視野を失う\""), ["N-07"]);
    assert_eq!(ids(&desk, ""), Vec::<&str>::new());
}

#[test]
fn numbers_in_any_notation() {
    let desk = desk();
    for query in ["12", "a12", "A-012", "Ａ０１２", "012"] {
        assert_eq!(ids(&desk, query).first(), Some(&"A-012"), "{query}");
    }
    for query in ["n7", "N-07", "7", "番号:n7"] {
        assert_eq!(ids(&desk, query).first(), Some(&"N-07"), "{query}");
    }
    for query in [
        "2020-123456",
        "JP2020123456A",
        "JP 2020-123456 A",
        "2021-777",
    ] {
        assert!(
            ids(&desk, query).first().unwrap().starts_with("特開202"),
            "{query}"
        );
    }
}

#[test]
fn given_readings_and_the_people_in_the_room_come_first() {
    let desk = desk();
    for query in ["たかはし", "takahasi", "ﾀｶﾊｼ", "makoto", "takahashi makoto"] {
        assert_eq!(ids(&desk, query).first(), Some(&"A-012"), "{query}");
    }
    // A company before its people, who come right behind it.
    assert_eq!(
        ids(&desk, "青葉光学").get(..2),
        Some(["aoba", "A-012"].as_slice())
    );
    let context = Context {
        current_need: Some("N-07"),
        kinds: Some(Kind::Patent),
        ..Context::default()
    };
    let first = hits(&desk, "内視鏡用", &context)[0].record;
    assert_eq!(desk.record(first).unwrap().id, "特開2020-123456");
}

#[test]
fn who_can_be_paired_comes_before_a_patent_of_the_need() {
    let company = [(Field::Organisation, "さざれ光学株式会社")];
    let mut patent = record(Kind::Patent, "特開2099-1", &company, "");
    patent.needs = vec!["N-01".to_owned()];
    let person = record(Kind::Attendee, "15", &company, "");
    let index = Index::build(vec![patent, person], &Synonyms::default(), None);
    let context = Context {
        current_need: Some("N-01"),
        ..Context::default()
    };
    let first = hits(&index, "さざれ", &context)[0].record;
    assert_eq!(index.record(first).unwrap().id, "15");
}

#[test]
fn what_is_called_so_comes_before_what_can_do_so() {
    let index = Index::build(
        vec![
            record(
                Kind::Organisation,
                "able",
                &[
                    (Field::Organisation, "七夜メディクス株式会社"),
                    (Field::Technology, "光学部品"),
                ],
                "",
            ),
            Record {
                present: false,
                ..record(
                    Kind::Attendee,
                    "there",
                    &[(Field::Person, "西 誠"), (Field::Organisation, "みほ光学")],
                    "",
                )
            },
            record(
                Kind::Organisation,
                "called",
                &[(Field::Organisation, "三ツ帆ライト光学株式会社")],
                "",
            ),
        ],
        &SYNONYMS,
        Some(&READINGS),
    );
    for query in ["kougaku", "こうがく"] {
        let ids = ids(&index, query);
        assert_eq!(ids.len(), 3, "{query}");
        assert_eq!(ids[0], "called", "{query}");
    }
}

#[test]
fn the_optical_company_comes_before_all_engineering() {
    let index = Index::build(
        vec![
            record(
                Kind::Organisation,
                "university",
                &[(Field::Organisation, "湖央大学 医工学研究センター")],
                "",
            ),
            record(
                Kind::Organisation,
                "optical",
                &[(Field::Organisation, "三ツ帆ライト光学株式会社")],
                "",
            ),
        ],
        &SYNONYMS,
        Some(&READINGS),
    );
    assert_eq!(ids(&index, "kougaku")[0], "optical");
}

#[test]
fn a_search_can_be_called_off() {
    let desk = desk();
    let found = Searcher::default().search(&desk, "内視鏡", &Context::default(), &|| true);
    assert_eq!(found, None);
}

#[test]
fn marks_stand_on_the_original() {
    let desk = desk();
    let marked = |text: &str, query: &str| -> Vec<String> {
        highlight(&desk, text, &Query::parse(query))
            .into_iter()
            .map(|r| text.get(r).unwrap().to_owned())
            .collect()
    };
    assert_eq!(marked("青葉光学（株） 髙橋 誠", "高橋"), ["髙橋"]);
    assert_eq!(marked("センサー付き鉗子", "ｾﾝｻ"), ["センサー"]);
    assert_eq!(
        marked("特開２０２０－１２３４５６号", "JP2020-123456A"),
        ["特開２０２０－１２３４５６"]
    );
    assert_eq!(marked("タカハシ マコト", "takah"), ["タカハ"]);
    assert_eq!(marked("内視鏡 と 鏡", "鏡"), ["鏡", "鏡"]);
}

#[test]
fn a_library_follows_the_session() {
    let library = Index::build(
        vec![record(
            Kind::Library,
            "特許7000001",
            &[(Field::Number, "特許7000001"), (Field::Title, "内視鏡")],
            "",
        )],
        &SYNONYMS,
        None,
    );
    let both = desk().with(&library);
    assert_eq!(both.len(), 6);
    let last = both.record(5).unwrap();
    assert_eq!((last.kind, last.title()), (Kind::Library, "内視鏡"));
    assert_eq!(ids(&both, "蔵書:内視鏡"), ["特許7000001"]);
    assert_eq!(ids(&both, "7000001"), ["特許7000001"]);
}

#[test]
fn lines_are_filtered_best_first() {
    let text = [
        "テルモン株式会社 営業部",
        "",
        "点滴スタンド 看護部",
        "内視鏡の曇り\t手術部",
    ];
    let lines = Lines::new(text.into_iter(), &SYNONYMS, Some(&READINGS));
    let found = lines.matching("てんてき", None);
    assert_eq!(
        found,
        [("点滴スタンド 看護部", enishi::search::Why::Reading)]
    );
    assert!(lines.matching("鑢鱶鱚", None).is_empty());
    let mut ticks = 0;
    let mut clock = || {
        ticks += 1;
        std::time::Duration::from_micros(ticks * ticks)
    };
    let answer = lines.answer("曇り", Some(1), 3, &mut clock);
    assert_eq!(
        serde_json::to_string(&answer).unwrap(),
        r#"{"query":"曇り","matched":1,"median_us":7,"hits":["内視鏡の曇り 手術部"],"why":["text"]}"#
    );
    let built = lines.built(std::time::Duration::from_millis(3));
    assert_eq!((built.records, built.build_ms), (4, 3));
}
