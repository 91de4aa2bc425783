//! Enishi beside a plain scan and other matchers: the same lines, the same queries, one run.
//!
//!     cargo bench --bench main -- search [RECORDS…]
//!
//! Medians of interleaved rounds; the floor is `memmem` over all lines on one thread. Peers look for the raw query in
//! the raw lines, as they do in the pickers built on them, and so find nothing for kana and romaji: the number of
//! hits stands beside each time.

use crate::corpus;
use enishi::search::Context;
use enishi::search::Index;
use enishi::search::Record;
use enishi::search::Searcher;
use enishi::search::Synonyms;
use enishi::search::reading::Readings;
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use std::time::Instant;

const QUERIES: &[(&str, &str)] = &[
    ("one kanji", "鏡"),
    ("one kana", "カ"),
    ("two kanji", "透析"),
    ("word", "内視鏡"),
    ("long word", "人工呼吸器"),
    ("katakana", "カテーテル"),
    ("very long", "内視鏡用処置具及びその製造方法"),
    ("company", "青葉光学"),
    ("scattered", "内鏡装置"),
    ("nothing", "鑢鱶鱚"),
    ("nothing, latin", "zzqxv"),
    ("number", "特開2020-123456"),
    ("number, other", "JP2019-000321A"),
    ("romaji", "naishikyou"),
    ("romaji, short", "ka"),
    ("romaji, one", "n"),
    ("hiragana", "じんこうこきゅうき"),
    ("half-width", "ﾅｲｼｷｮｳ"),
    ("abbreviation", "エコー"),
    ("misspelt", "naisikyuo"),
    ("misconverted", "内視境"),
    ("two terms", "吸引 浜名"),
];
const TYPED: &[&str] = &[
    "内視鏡用処置具",
    "人工呼吸器",
    "カテーテル",
    "naishikyou",
    "とうせき",
    "青葉光学",
];

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn ms(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1e3
}

/// All queries, for other uses.
pub fn queries() -> impl Iterator<Item = &'static str> {
    QUERIES.iter().map(|q| q.1).chain(TYPED.iter().copied())
}

/// The first `n` lines of a file.
pub fn lines_of(path: &str, n: usize) -> Vec<String> {
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().take(n).map(str::to_owned).collect()
}

pub fn run(args: &[String]) {
    let alone = args.iter().any(|a| a == "--alone");
    let sizes: Vec<usize> = args.iter().filter_map(|a| a.parse().ok()).collect();
    let sizes = if sizes.is_empty() {
        vec![500, 50_000, 1_000_000]
    } else {
        sizes
    };
    for n in sizes {
        size(n, alone);
    }
}

fn size(n: usize, alone: bool) {
    let lines = corpus::lines(n, 7);
    let text: usize = lines.iter().map(String::len).sum();
    let synonyms = Synonyms::embedded();
    let readings = Readings::embedded();
    let _ = readings.reader();
    Index::build(vec![Record::line("温")], &synonyms, Some(&readings));
    let records: Vec<Record> = lines.iter().map(|l| Record::line(l)).collect();
    let start = Instant::now();
    let index = Index::build(records, &synonyms, Some(&readings));
    let built = ms(start);
    println!("\n## {n} records, {:.1} MB", text as f64 / 1e6);
    println!(
        "index built in {built:.0} ms, {:.1} MB beyond the text ({:.2} x)\n",
        index.bytes() as f64 / 1e6,
        index.bytes() as f64 / text as f64
    );
    let rounds = if n > 100_000 { 5 } else { 11 };
    let joined = lines.join("\n");
    let mut nucleo = (!alone).then(|| {
        let mut nucleo = nucleo::Nucleo::new(
            nucleo::Config::DEFAULT,
            std::sync::Arc::new(|| {}),
            Some(2),
            1,
        );
        let injector = nucleo.injector();
        for line in &lines {
            injector.push((), |(), columns| columns[0] = line.as_str().into());
        }
        while nucleo.tick(1000).running {}
        nucleo
    });
    let skim = SkimMatcherV2::default().ignore_case();
    println!(
        "| query | memmem 1T | Enishi cold | x memmem | fuzzy-matcher 1T | nucleo 2T | frizbee 2T | hits Enishi / frizbee |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    let mut ratios: Vec<f64> = Vec::new();
    let mut logs = [0.0f64; 4];
    for (class, query) in QUERIES {
        let mut times: [Vec<f64>; 5] = Default::default();
        let (mut mine, mut theirs) = (0, 0);
        for _ in 0..rounds {
            let start = Instant::now();
            let finder = memchr::memmem::Finder::new(query.as_bytes());
            let mut hits = 0usize;
            let mut at = 0;
            // One hit per line, as a filter needs it.
            while let Some(found) = finder.find(&joined.as_bytes()[at..]) {
                hits += 1;
                at += found;
                at = memchr::memchr(b'\n', &joined.as_bytes()[at..])
                    .map_or(joined.len(), |e| at + e);
            }
            std::hint::black_box(hits);
            times[0].push(ms(start));

            let mut searcher = Searcher::default();
            let start = Instant::now();
            let found = searcher
                .search(&index, query, &Context::default(), &|| false)
                .unwrap();
            times[1].push(ms(start));
            mine = found.matched;

            if alone {
                continue;
            }
            if times[2].len() < 3 {
                let start = Instant::now();
                let mut scored: Vec<(i64, usize)> = lines
                    .iter()
                    .enumerate()
                    .filter_map(|(i, l)| Some((skim.fuzzy_match(l, query)?, i)))
                    .collect();
                scored.sort_unstable_by(|a, b| b.cmp(a));
                std::hint::black_box(scored.len());
                times[2].push(ms(start));

                if let Some(nucleo) = &mut nucleo {
                    let start = Instant::now();
                    nucleo.pattern.reparse(
                        0,
                        query,
                        nucleo::pattern::CaseMatching::Ignore,
                        nucleo::pattern::Normalization::Smart,
                        false,
                    );
                    while nucleo.tick(1000).running {}
                    std::hint::black_box(nucleo.snapshot().matched_item_count());
                    times[3].push(ms(start));
                }
            }
            let start = Instant::now();
            let matches = frizbee::Matcher::new(*query, &frizbee::Config::default())
                .match_list_parallel(&lines, 2);
            theirs = matches.len();
            times[4].push(ms(start));
        }
        let m: Vec<f64> = times
            .into_iter()
            .map(|t| if t.is_empty() { f64::NAN } else { median(t) })
            .collect();
        ratios.push(m[1] / m[0]);
        for (sum, peer) in logs.iter_mut().zip([m[0], m[2], m[3], m[4]]) {
            *sum += (peer / m[1]).ln();
        }
        println!(
            "| {class}: {query} | {:.3} | **{:.3}** | {:.2} | {:.2} | {:.2} | {:.2} | {mine} / {theirs} |",
            m[0],
            m[1],
            m[1] / m[0],
            m[2],
            m[3],
            m[4]
        );
    }
    let geo: Vec<f64> = logs
        .iter()
        .map(|l| (l / QUERIES.len() as f64).exp())
        .collect();
    println!(
        "\nEnishi / memmem: median {:.2}. Time of each against Enishi (geometric mean): memmem {:.2}, fuzzy-matcher {:.1}, nucleo {:.1}, frizbee {:.1}\n",
        median(ratios),
        geo[0],
        geo[1],
        geo[2],
        geo[3]
    );
    println!("Key by key (ms), then backspaces:");
    for word in TYPED {
        let mut runs: Vec<Vec<f64>> = Vec::new();
        for _ in 0..rounds {
            let mut searcher = Searcher::default();
            let ends: Vec<usize> = word
                .char_indices()
                .skip(1)
                .map(|x| x.0)
                .chain([word.len()])
                .collect();
            let keys = ends.iter().chain(ends.iter().rev().skip(1));
            let run = keys
                .map(|&end| {
                    let start = Instant::now();
                    searcher
                        .search(&index, &word[..end], &Context::default(), &|| false)
                        .unwrap();
                    ms(start)
                })
                .collect();
            runs.push(run);
        }
        let keys: Vec<String> = (0..runs[0].len())
            .map(|i| format!("{:.2}", median(runs.iter().map(|r| r[i]).collect())))
            .collect();
        println!("  {word}: {}", keys.join(" "));
    }
}
