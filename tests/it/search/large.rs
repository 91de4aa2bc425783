//! Many records are searched by other ways than few: lists of word starts, rows of bits. What is found is the same.

use super::{READINGS, SYNONYMS};
use enishi::search::Context;
use enishi::search::Index;
use enishi::search::Record;
use enishi::search::Searcher;
use std::collections::BTreeSet;

const THINGS: &[&str] = &[
    "内視鏡",
    "人工呼吸器",
    "血液透析装置",
    "カテーテル",
    "超音波診断装置",
    "点滴スタンド",
    "ＭＲＩ装置",
    "気管挿管チューブ",
];
const TAILS: &[&str] = &[
    "用処置具",
    "の洗浄方法",
    "の固定具",
    "、方法及びプログラム",
    "用センサ",
];
const NAMES: &[&str] = &[
    "青葉光学",
    "浜名精機",
    "㈱若狭電子",
    "有限会社山﨑製作所",
    "東雲メディカル",
];

/// So many that the ways for many are taken, and none of them twice.
const MANY: usize = 4_400;
/// A part so small that all of it is scanned.
const PART: usize = 1_100;

fn lines() -> Vec<String> {
    let pick = |of: &[&'static str], n: usize| of[n % of.len()];
    (0..MANY)
        .map(|n| {
            let (thing, tail) = (pick(THINGS, n * 7 + n / 11), pick(TAILS, n / 3));
            let name = pick(NAMES, n * 3 + n / 50);
            format!(
                "特開{}-{:06} {thing}{tail} {name}",
                2001 + n % 23,
                n * 131 % 600_000
            )
        })
        .collect()
}

fn index(lines: &[String]) -> Index {
    let records = lines.iter().map(|l| Record::line(l)).collect();
    Index::build(records, &SYNONYMS, Some(&READINGS))
}

fn found(searcher: &mut Searcher, index: &Index, query: &str) -> BTreeSet<usize> {
    let context = Context {
        limit: usize::MAX,
        ..Context::default()
    };
    let found = searcher.search(index, query, &context, &|| false).unwrap();
    assert_eq!(found.matched, found.hits.len(), "{query}");
    found.hits.iter().map(|h| h.record as usize).collect()
}

#[test]
fn a_large_index_finds_what_small_ones_find() {
    let lines = lines();
    let large = index(&lines);
    let parts: Vec<Index> = lines.chunks(PART).map(index).collect();
    // Each is met more than a few times in each part, so that no corrections come in between.
    let queries = [
        "内視鏡",
        "内",
        "カテーテル",
        "カ",
        "naishikyou",
        "na",
        "n",
        "とうせき",
        "こうがく",
        "やまざき",
        "超音波 固定",
        "点滴スタンドの",
        "mri",
        "会社",
        "特開2005",
        "青葉 -内視鏡",
        "\"装置の洗浄\"",
    ];
    for query in queries {
        let mut typing = Searcher::default();
        let mut apart: Vec<Searcher> = parts.iter().map(|_| Searcher::default()).collect();
        for end in query
            .char_indices()
            .skip(1)
            .map(|x| x.0)
            .chain([query.len()])
        {
            let typed = query.get(..end).unwrap();
            let whole = found(&mut typing, &large, typed);
            let mut sum = BTreeSet::new();
            for (i, (part, searcher)) in parts.iter().zip(&mut apart).enumerate() {
                let here = found(searcher, part, typed);
                sum.extend(here.into_iter().map(|r| r + i * PART));
            }
            assert_eq!(whole, sum, "{typed}");
            assert_eq!(
                whole,
                found(&mut Searcher::default(), &large, typed),
                "{typed} at once"
            );
        }
    }
}

#[test]
fn corrections_find_one_line_among_many() {
    let mut lines = lines();
    lines[3_210] = "腹腔鏡下手術の把持鉗子 駿河計測".to_owned();
    let large = index(&lines);
    for query in [
        "腹腔境",
        "hukukuko",
        "fukukuukyuo",
        "はじかんし",
        "はじたんし",
        "腹鏡下",
        "surugakeisku",
    ] {
        let found = found(&mut Searcher::default(), &large, query);
        assert!(found.contains(&3_210), "{query}");
    }
}

#[test]
fn what_was_typed_before_changes_nothing() {
    let special = [
        "株式会社みどり精機",
        "有限会社みどり精機",
        "安藤 進",
        "感動の手術台",
        "えん下補助具",
        "絵の具",
        "減菌バッグ",
    ];
    let lines = (0..60)
        .map(|n| format!("{}{n}", THINGS[n % THINGS.len()]))
        .chain(special.map(str::to_owned));
    let index = Index::build(
        lines.map(|l| Record::line(&l)).collect(),
        &SYNONYMS,
        Some(&READINGS),
    );
    let context = Context::default();
    for (before, typed) in [
        ("株式会社", "有限会社"),
        ("あんどう", "かんどう"),
        ("e", "en"),
        ("ando", "kando"),
        ("t", "to"),
    ] {
        let mut kept = Searcher::default();
        kept.search(&index, before, &context, &|| false).unwrap();
        let warm = kept.search(&index, typed, &context, &|| false).unwrap();
        let cold = Searcher::default().search(&index, typed, &context, &|| false);
        assert_eq!(Some(warm), cold, "{before}, then {typed}");
    }
}

#[test]
fn a_guess_never_leaves_a_record_out() {
    let index = Index::build(
        ["点滴スタンド", "点検の手順", "体温計"]
            .map(Record::line)
            .to_vec(),
        &SYNONYMS,
        Some(&READINGS),
    );
    let found = Searcher::default()
        .search(&index, "て -たい", &Context::default(), &|| false)
        .unwrap();
    assert!(found.matched > 0);
    let found = Searcher::default()
        .search(&index, "点 -たいお", &Context::default(), &|| false)
        .unwrap();
    assert_eq!(found.matched, 2);
}

/// More records than any rule calls few, each as short as can be.
const VERY_MANY: usize = (1 << 18) + 4_000;

/// The same as lines: so many do not keep their order.
fn lines_of(searcher: &mut Searcher, index: &Index, query: &str) -> BTreeSet<String> {
    let found = found(searcher, index, query).into_iter();
    let entry = |at| index.record(u32::try_from(at).unwrap()).unwrap();
    found.map(|at| entry(at).title().to_owned()).collect()
}

#[test]
fn the_largest_library_finds_numbers_and_leaves_the_meeting_its_slips() {
    let lines: Vec<String> = (0..VERY_MANY)
        .map(|n| match n % 8 {
            // Two lines that are found with most of their characters left out.
            0 if n == 40_000 => "腹腔鏡下手術の把持鉗子".to_owned(),
            0 if n == 240_000 => "科学研究費助成事業".to_owned(),
            0 => format!("特開{}-{n:06} 内視鏡", 2001 + n % 7),
            1 => format!("WO{}/{n:06} 鉗子", 2001 + n % 5),
            2 => format!("㈱鳴海{n}"),
            n => format!("点滴台{n}"),
        })
        .collect();
    let library = index(&lines);
    let all = |is: &dyn Fn(&str) -> bool| -> BTreeSet<String> {
        lines.iter().filter(|line| is(line)).cloned().collect()
    };
    for typed in [
        "特",
        "特開",
        "特開2",
        "特開20",
        "特開2003",
        "特開2003-0",
        "WO2",
        "WO200",
    ] {
        let once = lines_of(&mut Searcher::default(), &library, typed);
        assert_eq!(once, all(&|line| line.starts_with(typed)), "{typed}");
    }
    for typed in ["2", "20", "77"] {
        let once = lines_of(&mut Searcher::default(), &library, typed);
        assert_eq!(once, all(&|line| line.contains(typed)), "{typed}");
    }
    let forms = all(&|line| line.contains('㈱'));
    assert_eq!(
        lines_of(&mut Searcher::default(), &library, "株式会社"),
        forms
    );
    let mut typing = Searcher::default();
    for typed in [
        "な",
        "ない",
        "ないし",
        "ないしき",
        "ないしきょ",
        "ないしきょう",
        "ないしき",
    ] {
        let once = lines_of(&mut Searcher::default(), &library, typed);
        assert_eq!(lines_of(&mut typing, &library, typed), once, "{typed}");
        assert!(once.contains("特開2001-000000 内視鏡"), "{typed}");
    }
    for (typed, line) in [
        ("腹鏡手鉗", "腹腔鏡下手術の把持鉗子"),
        ("科研費助", "科学研究費助成事業"),
    ] {
        let found = lines_of(&mut Searcher::default(), &library, typed);
        assert!(found.contains(line), "{typed}");
    }
    // さくら is no slip for ざくろ among so many; at the meeting it may be.
    let meeting = Index::build(
        vec![Record::line("サクレ工業"), Record::line("浜名精機")],
        &SYNONYMS,
        Some(&READINGS),
    );
    let both = library.with(&meeting);
    let met = lines_of(&mut Searcher::default(), &both, "さくろ");
    assert_eq!(met, BTreeSet::from(["サクレ工業".to_owned()]));
}
