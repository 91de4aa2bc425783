//! A search query, and records to find: the first line is typed, the others are records.

use enishi::search::Context;
use enishi::search::Found;
use enishi::search::Index;
use enishi::search::Query;
use enishi::search::Record;
use enishi::search::Searcher;
use enishi::search::Synonyms;
use enishi::search::highlight;
use enishi::search::reading::Readings;
use std::sync::LazyLock;

/// What a query is made of.
pub(crate) const WORDS: &[&str] = &[
    "-",
    "\"",
    "need:",
    "org：",
    "人:",
    " ",
    "　",
    "特願",
    "JP",
    "第",
    "ないしきょう",
    "naishikyou",
    "内視鏡",
    "ｺﾈｸﾀ",
    "㈱",
    "髙",
    "A-001",
    "ー",
    "゛",
    "ﾞ",
];

/// What there is to find besides the lines that come in.
const LINES: [&str; 12] = [
    "内視鏡のレンズの曇り",
    "止血鉗子及びその製造方法",
    "青葉光学株式会社",
    "㈱みどり精機 髙橋 誠",
    "浜松医科大学 手術部",
    "Wearable ECG sensor",
    "特開2020-123456",
    "特許第6789012号",
    "ｺﾈｸﾀ付きカテーテル",
    "ＭＲＩ対応 ﾍﾟｰｽﾒｰｶ",
    "か\u{3099}んのスクリーニング 𠮷田",
    "血圧計 No.12-3 (試作)",
];

/// The longest line that is made a record, and how many of them.
const LONGEST: usize = 400;
const MOST: usize = 6;

/// Read once: that takes longer than most inputs.
static READINGS: LazyLock<Readings> = LazyLock::new(Readings::embedded);

thread_local! {
    static SYNONYMS: Synonyms = Synonyms::embedded();
    static BASE: Index = SYNONYMS.with(|s| index(LINES.iter().copied(), s));
}

fn index<'a>(lines: impl Iterator<Item = &'a str>, synonyms: &Synonyms) -> Index {
    let records = lines.map(Record::line).collect();
    Index::build(records, synonyms, Some(&READINGS))
}

/// Any bytes; what is not UTF-8 is passed over as a terminal does.
pub(crate) fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let (query, rest) = text.split_once('\n').unwrap_or((&text, ""));
    let lines = rest.lines().take(MOST);
    let short = lines.map(|l| l.get(..l.floor_char_boundary(LONGEST)).unwrap_or_default());
    BASE.with(|base| {
        if rest.is_empty() {
            judge(base, query);
        } else {
            let more = SYNONYMS.with(|s| index(short, s));
            judge(&base.with(&more), query);
        }
    });
}

fn search(searcher: &mut Searcher, index: &Index, query: &str) -> Found {
    let context = Context {
        limit: 8,
        ..Context::default()
    };
    let found = searcher.search(index, query, &context, &|| false);
    found.unwrap()
}

fn judge(index: &Index, query: &str) {
    let found = search(&mut Searcher::default(), index, query);
    assert!(found.hits.len() <= 8 && found.hits.len() <= found.matched);
    assert!(found.matched <= index.len());
    assert!(found.hits.is_sorted_by_key(|h| h.tier), "{found:?}");
    let parsed = Query::parse(query);
    if parsed.is_empty() {
        assert_eq!(found, Found::default());
    }
    for hit in &found.hits {
        let entry = index.record(hit.record).unwrap();
        for (_, text) in entry.fields() {
            marked(index, text, &parsed);
        }
    }
    // Also where nothing was found, because what is shown need not be a hit.
    marked(index, query, &parsed);
    // Who types letter by letter gets the same.
    let mut typing = Searcher::default();
    let half = query.get(..query.floor_char_boundary(query.len() / 2));
    search(&mut typing, index, half.unwrap_or_default());
    assert_eq!(search(&mut typing, index, query), found, "{query:?}");
}

fn marked(index: &Index, text: &str, query: &Query) {
    let mut end = 0;
    for range in highlight(index, text, query) {
        assert!(
            range.start >= end && range.start < range.end,
            "{range:?} in {text:?}"
        );
        assert!(text.get(range.clone()).is_some(), "{range:?} in {text:?}");
        end = range.end;
    }
}

/// Every kind of query.
pub(crate) fn seeds() -> Vec<Vec<u8>> {
    let queries = [
        "ないしきょう",
        "naishikyo",
        "内視境",
        "need:曇り -鉗子",
        "\"青葉光学\" 株",
        "JP 2020-123456 A",
        "特許 第6789012号",
        "ct\nＣＴ装置\nCT scanner",
        "takahasi makoto\n高橋 真\n髙𣘺 誠",
        "けつあつ\n血圧\n決圧",
        "\"開いたまま",
        "a-12",
        "ｺﾈｸﾀ\nコネクタ\nこねくた",
        "がん\nか\u{3099}ん\n癌",
        "-x -y",
        "org:青葉 人:高橋",
    ];
    queries.iter().map(|q| q.as_bytes().to_vec()).collect()
}
