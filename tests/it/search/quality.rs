//! How well the search finds, on made-up lists: every notation of terms, names and numbers, and what must not come
//! first.

mod said;
mod spell;

use super::{READINGS, SYNONYMS};
use enishi::search::Context;
use enishi::search::Hit;
use enishi::search::Index;
use enishi::search::Query;
use enishi::search::Record;
use enishi::search::Searcher;
use enishi::search::Why;
use enishi::search::highlight;

/// Terms of the field with their readings, each with the only line that has it.
const TERMS: &str = include_str!("quality/terms.tsv");
/// Lines that sound or look like them.
const DECOYS: &str = include_str!("quality/decoys.txt");

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    let lines = table.lines().filter(|l| !l.starts_with('#'));
    lines.map(|l| l.split('\t').collect())
}

fn index<'a>(lines: impl Iterator<Item = &'a str>) -> Index {
    Index::build(
        lines.map(Record::line).collect(),
        &SYNONYMS,
        Some(&READINGS),
    )
}

/// The lines in both orders: what comes first must not depend on it.
fn both(lines: &[&str]) -> [Index; 2] {
    [
        index(lines.iter().copied()),
        index(lines.iter().rev().copied()),
    ]
}

fn search(index: &Index, query: &str) -> Vec<Hit> {
    let found = Searcher::default().search(index, query, &Context::default(), &|| false);
    found.unwrap().hits
}

fn line(index: &Index, hit: Hit) -> &str {
    index.record(hit.record).unwrap().title()
}

/// The first line found.
fn first<'a>(index: &'a Index, query: &str) -> Option<&'a str> {
    search(index, query).first().map(|h| line(index, *h))
}

/// Every text that is typed brings the line of this number first.
#[track_caller]
fn are_first(indexes: &[Index], lines: &[&'static str], cases: &[(&str, usize)]) {
    let cases = cases
        .iter()
        .map(|&(typed, at)| (typed.to_owned(), lines[at]));
    let wrong = wrong_firsts(indexes, cases);
    assert!(wrong.is_empty(), "{}: {wrong:#?}", wrong.len());
}

fn wrong_firsts(
    indexes: &[Index],
    cases: impl Iterator<Item = (String, &'static str)>,
) -> Vec<(String, &'static str, Option<&str>)> {
    let mut wrong = Vec::new();
    for (query, meant) in cases {
        for index in indexes {
            let got = first(index, &query);
            if got.is_none_or(|got| !got.contains(meant)) {
                wrong.push((query.clone(), meant, got));
            }
        }
    }
    wrong
}

#[test]
fn a_term_is_first_in_every_notation() {
    let lines: Vec<&str> = rows(TERMS).map(|r| r[2]).chain(DECOYS.lines()).collect();
    let cases = rows(TERMS).flat_map(|r| {
        let ways = spell::ways(r[1]);
        std::iter::once(r[0].to_owned())
            .chain(ways)
            .map(move |way| (way, r[0]))
    });
    let cases: Vec<_> = cases.collect();
    assert!(
        rows(TERMS).count() >= 40 && cases.len() >= 400,
        "{}",
        cases.len()
    );
    // 車椅子 and 車いす sound the same and are the same.
    let cases = cases.into_iter().map(|(way, term)| match term {
        "車椅子" | "車いす" => (way, "車"),
        _ => (way, term),
    });
    let indexes = both(&lines);
    let wrong = wrong_firsts(&indexes, cases);
    assert!(wrong.is_empty(), "{}: {wrong:#?}", wrong.len());
}

#[test]
fn names_are_found_however_they_are_called() {
    let table = include_str!("quality/names.tsv");
    let mut lines: Vec<&str> = rows(table).map(|r| r[1]).collect();
    lines.dedup();
    lines.extend(rows(TERMS).map(|r| r[2]).chain(DECOYS.lines()));
    let indexes = both(&lines);
    let wrong = wrong_firsts(&indexes, rows(table).map(|r| (r[0].to_owned(), r[1])));
    assert!(wrong.is_empty(), "{}: {wrong:#?}", wrong.len());
}

#[test]
fn a_medical_centre_is_called_by_its_short_end() {
    let lines = [
        "白波医師会 セミナー係",
        "白波医大 看護部",
        "白波医療センター 看護部",
    ];
    let indexes = both(&lines);
    are_first(&indexes, &lines, &[("白波医セ", 2), ("白波医セ 看護部", 2)]);
    // Not by chance, as characters that stand apart.
    let hits = search(&indexes[0], "白波医セ");
    assert_eq!(hits.first().map(|h| h.why), Some(Why::Synonym));
}

#[test]
fn abbreviations_are_found_however_they_are_typed() {
    let table = include_str!("quality/abbreviations.tsv");
    assert!(rows(table).count() >= 55);
    let mut lines: Vec<&str> = rows(table).map(|r| r[1]).collect();
    lines.dedup();
    lines.extend(DECOYS.lines());
    let indexes = both(&lines);
    let wrong = wrong_firsts(&indexes, rows(table).map(|r| (r[0].to_owned(), r[1])));
    assert!(wrong.is_empty(), "{}: {wrong:#?}", wrong.len());
}

#[test]
fn a_slip_leads_to_the_term_that_was_meant() {
    let table = include_str!("quality/slips.tsv");
    assert!(rows(table).count() >= 50);
    let lines: Vec<&str> = rows(TERMS).map(|r| r[2]).chain(DECOYS.lines()).collect();
    let indexes = both(&lines);
    let wrong = wrong_firsts(&indexes, rows(table).map(|r| (r[0].to_owned(), r[1])));
    assert!(wrong.is_empty(), "{}: {wrong:#?}", wrong.len());
    // What stands there as typed is no slip.
    let there = index(["腹空の枕", "腹腔鏡の手術"].into_iter());
    assert_eq!(first(&there, "腹空"), Some("腹空の枕"));
}

#[test]
fn first_characters_of_words_are_a_name() {
    let lines = [
        "海辺情報科学研究所 主任",
        "再生医療の箱 さざなみ大学",
        "感染制御部 みなも病院",
        "電力中央研究所風の架空の所 主任",
        "防災科学技術研究所風の架空の所 主任",
        "医薬品医療機器総合機構風の架空の所 主任",
        "竹中内科みなも医院",
        "武内 れん 開発部",
        "鉗子の先端 手術部",
        "海の家と研ぎ石",
    ];
    let index = index(lines.into_iter());
    for (typed, meant) in [
        ("海情研", 0),
        ("再医", 1),
        ("感制", 2),
        ("電中研", 3),
        ("防災科研", 4),
        ("医薬品機構", 5),
        // The dictionary knows the name, so it is no short one.
        ("竹内", 7),
        // A word of the field that sounds so was meant.
        ("幹子", 8),
    ] {
        assert_eq!(first(&index, typed), Some(lines[meant]), "{typed}");
    }
    // Two words apart are no name.
    let apart = search(&index, "海研");
    assert!(apart.iter().all(|h| h.tier >= 14), "{apart:?}");
}

#[test]
fn what_is_half_typed_is_a_word_of_the_field() {
    // Each beside a word that is read so and means nothing here.
    let others = [
        "瀬戸内市の広報",
        "当選の知らせ",
        "長音の記号",
        "聴音の訓練",
        "城塞の模型",
        "感想の用紙",
        "湯江商店",
        "枡酒の店",
        "種種の道具",
        "方位の磁石",
        "新田商事",
        "救援の物資",
        "天気の記録",
        "大王製菓",
        "副駅長の帽子",
        "書簡の束",
        "結成の会",
        "城東商店",
    ];
    let lines: Vec<&str> = rows(TERMS).map(|r| r[2]).chain(others).collect();
    let cases = [
        ("ない", "内視鏡"),
        ("ないし", "内視鏡"),
        ("ナイシ", "内視鏡"),
        ("ﾅｲｼ", "内視鏡"),
        ("naish", "内視鏡"),
        ("とうせ", "透析"),
        ("touse", "透析"),
        ("ちょう", "超音波"),
        ("ちょうお", "超音波"),
        ("chouo", "超音波"),
        ("じょさ", "除細動器"),
        ("ゆえ", "輸液"),
        ("yueki", "輸液"),
        ("ほうご", "縫合"),
        ("hougo", "縫合"),
        ("しんで", "心電計"),
        ("shinde", "心電計"),
        ("きゅうい", "吸引"),
        ("てんて", "点滴"),
        ("tente", "点滴"),
        ("たいお", "体温計"),
        ("けつあ", "血圧計"),
        ("ふくく", "腹腔鏡"),
        ("ﾌｸｸ", "腹腔鏡"),
        ("じょくそ", "褥瘡"),
        ("jokuso", "褥瘡"),
    ];
    let indexes = both(&lines);
    let has = |word: &str| lines.iter().any(|l| l.contains(word));
    let cases = cases.into_iter().filter(|c| has(c.1));
    let wrong = wrong_firsts(&indexes, cases.map(|c| (c.0.to_owned(), c.1)));
    assert!(wrong.is_empty(), "{}: {wrong:#?}", wrong.len());
}

#[test]
fn a_part_of_a_term_is_better_than_nothing() {
    let lines = [
        "造影の順番を早く知りたい 放射線科",
        "検査の棚",
        "透析の記録を残したい 臨床工学部",
        "磯辺商店 営業部",
    ];
    let index = index(lines.into_iter());
    for (typed, found) in [
        ("造影検査", &[0][..]),
        ("透析患者", &[2]),
        ("透析患者 記録", &[2]),
        ("透析室", &[2]),
        ("透析癌手術", &[2]),
        // Such words stand anywhere, and names are names.
        ("磯辺検査", &[]),
        ("磯辺精密", &[]),
    ] {
        let hits = search(&index, typed);
        let got: Vec<&str> = hits.iter().map(|h| line(&index, *h)).collect();
        let meant: Vec<&str> = found.iter().map(|&at| lines[at]).collect();
        assert_eq!(got, meant, "{typed}");
        assert!(hits.iter().all(|h| h.why == Why::Near), "{typed}");
    }
    let marks = highlight(&index, lines[0], &Query::parse("造影検査"));
    let marked: Vec<&str> = marks
        .into_iter()
        .map(|m| lines[0].get(m).unwrap())
        .collect();
    assert_eq!(marked, ["造影"]);
    // Where something has the whole term, no part of it is looked for.
    assert_eq!(search(&index, "造影").len(), 1);
    assert_eq!(search(&index, "検査").len(), 1);
}

#[test]
fn names_that_no_dictionary_has_are_read_as_written() {
    let lines = [
        "医療法人 頼和病院 看護部",
        "株式会社澄匠工業 開発部",
        "有村 光 営業部 みさき電工",
        "角南 れいな 技術部 おぼろ精機",
    ];
    let indexes = both(&lines);
    let cases = [
        ("らいわびょういん", 0),
        ("raiwabyoin", 0),
        ("ちょうしょうこうぎょう", 1),
        ("ありむらひかる", 2),
        ("arimurahikaru", 2),
        ("arimurahkaru", 2),
    ];
    are_first(&indexes, &lines, &cases);
    // They are met, not guessed.
    for typed in ["らいわびょういん", "ありむらひかる"] {
        let hits = search(&indexes[0], typed);
        assert_eq!(hits.first().map(|h| h.why), Some(Why::Reading), "{typed}");
    }
}

#[test]
fn numbers_are_found_in_every_notation() {
    let table = include_str!("quality/numbers.tsv");
    let mut lines: Vec<String> = rows(table).map(|r| format!("{} 装置", r[0])).collect();
    // Neighbours of each number.
    for row in rows(table) {
        let number = row[0].trim_end_matches("A1");
        let digit = number.rfind(|c: char| c.is_ascii_digit()).unwrap();
        for other in ["4", "04"] {
            lines.push(format!("{}{other} 器具", number.get(..digit).unwrap()));
        }
    }
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let indexes = both(&lines);
    let cases = rows(table).flat_map(|r| {
        r[1..]
            .iter()
            .map(|way| ((*way).to_owned(), r[0]))
            .collect::<Vec<_>>()
    });
    // 再表 is the Japanese translation of a WO document with the same number.
    let cases = cases.map(|(way, number)| (way, number.trim_start_matches("再表")));
    let wrong = wrong_firsts(&indexes, cases);
    assert!(wrong.is_empty(), "{}: {wrong:#?}", wrong.len());
}

#[test]
fn a_false_friend_is_never_first() {
    let table = include_str!("quality/friends.tsv");
    assert!(rows(table).count() >= 40);
    let mut wrong = Vec::new();
    for row in rows(table) {
        let &[query, right, friend, reason] = row.as_slice() else {
            panic!("{row:?}")
        };
        let mut lines = vec![friend, "さざなみ織布の見本", "くれない陶房の皿"];
        if right != "-" {
            lines.push(right);
        }
        for index in both(&lines) {
            let got = first(&index, query).map(ToOwned::to_owned);
            if got.as_deref() != (right != "-").then_some(right) {
                wrong.push((query, reason, got));
            }
        }
    }
    assert!(wrong.is_empty(), "{}: {wrong:#?}", wrong.len());
}

#[test]
fn marks_cover_what_was_met_and_nothing_else() {
    let mut wrong = Vec::new();
    for row in rows(include_str!("quality/marks.tsv")) {
        let &[kind, text, query, marked] = row.as_slice() else {
            panic!("{row:?}")
        };
        let index = index([text].into_iter());
        let marks = highlight(&index, text, &Query::parse(query));
        // `get` is nothing off a character boundary.
        let got: Vec<&str> = marks.into_iter().map(|m| text.get(m).unwrap()).collect();
        if got.join("|") != marked {
            wrong.push((kind, query, marked, got));
        }
        let found = search(&index, query).len();
        if found != usize::from(!marked.is_empty()) && kind != "scoped" {
            wrong.push((kind, query, "found", vec![]));
        }
    }
    assert!(wrong.is_empty(), "{}: {wrong:#?}", wrong.len());
}

#[test]
fn kanji_that_stand_there_are_no_slip() {
    let lines = [
        "海星を模した留具",
        "改正案の写し",
        "鉗子の先端",
        "監視の記録",
    ];
    let index = index(lines.into_iter());
    for query in ["海星", "鉗子"] {
        assert_eq!(search(&index, query).len(), 1, "{query}");
    }
    // What stands nowhere may be meant for what sounds the same.
    assert_eq!(search(&index, "会星").len(), 2);
}
