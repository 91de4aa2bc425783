//! Enishi beside a plain scan and other matchers: the same lines, the same queries, one run.
//!
//!     cargo bench --bench main -- search [RECORDS…] [LINES] [--alone]
//!
//! Medians of interleaved rounds; the floor is `memmem` over all lines on one thread. Peers look for the raw query in
//! the raw lines, as they do in the pickers built on them, and so find nothing for kana and romaji: the number of
//! hits stands beside each time. With a file of lines these are searched, the first so many of them; `--alone` leaves
//! the peers out. The table at the end is the one that the README shows.

use crate::corpus;
use enishi::search::Context;
use enishi::search::Index;
use enishi::search::Record;
use enishi::search::Searcher;
use enishi::search::Synonyms;
use enishi::search::reading::Readings;
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use std::cell::Cell;
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

/// All queries, for other uses.
pub fn queries() -> impl Iterator<Item = &'static str> {
    QUERIES.iter().map(|q| q.1).chain(TYPED.iter().copied())
}

/// The first `n` lines of a file.
pub fn lines_of(path: &str, n: usize) -> Vec<String> {
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().take(n).map(str::to_owned).collect()
}

/// What is measured side by side.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Engine {
    Scan,
    Enishi,
    Skim,
    Nucleo,
    Frizbee,
}

impl Engine {
    const ALL: [Self; 5] = [
        Self::Scan,
        Self::Enishi,
        Self::Skim,
        Self::Nucleo,
        Self::Frizbee,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Scan => "memmem, 1 thread",
            Self::Enishi => "Enishi",
            Self::Skim => "fuzzy-matcher, 1 thread",
            Self::Nucleo => "nucleo, 2 threads",
            Self::Frizbee => "frizbee, 2 threads",
        }
    }
}

/// What came out for one number of records.
struct Size {
    records: usize,
    built_ms: f64,
    /// Bytes of the index for each byte of the text.
    ratio: f64,
    /// For each query, for each engine, the median in ms.
    cold: Vec<[f64; 5]>,
    /// Medians of all keys typed.
    keys: Vec<f64>,
    worst: (f64, String),
}

impl Size {
    /// Time of an engine for each query, divided by that of Enishi.
    fn against(&self, engine: Engine) -> impl Iterator<Item = f64> {
        self.cold
            .iter()
            .map(move |c| c[engine as usize] / c[Engine::Enishi as usize])
    }
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(f64::NAN)
}

fn geometric(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, n) = values.fold((0.0, 0.0), |(sum, n), v| (sum + v.ln(), n + 1.0));
    (sum / n).exp()
}

fn ms(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1e3
}

pub fn run(args: &[String]) {
    let alone = args.iter().any(|a| a == "--alone");
    let file = args
        .iter()
        .find(|a| !a.starts_with('-') && a.parse::<usize>().is_err());
    let sizes: Vec<usize> = args.iter().filter_map(|a| a.parse().ok()).collect();
    let sizes = match (sizes.is_empty(), file) {
        (true, None) => vec![500, 50_000, 1_000_000],
        (true, Some(_)) => vec![usize::MAX],
        _ => sizes,
    };
    let done: Vec<Size> = sizes
        .into_iter()
        .map(|n| {
            let lines = match file {
                Some(path) => lines_of(path, n),
                None => corpus::lines(n, 7),
            };
            size(&lines, alone)
        })
        .collect();
    table(&done, alone);
}

fn size(lines: &[String], alone: bool) -> Size {
    let n = lines.len();
    let text: usize = lines.iter().map(String::len).sum();
    let synonyms = Synonyms::embedded();
    let readings = Readings::embedded();
    // The dictionary is unpacked once for the whole program.
    Index::build(vec![Record::line("温")], &synonyms, Some(&readings));
    let mut built = f64::MAX;
    let mut index = Index::default();
    for _ in 0..3 {
        let records: Vec<Record> = lines.iter().map(|l| Record::line(l)).collect();
        let start = Instant::now();
        index = Index::build(records, &synonyms, Some(&readings));
        built = built.min(ms(start));
    }
    let ratio = index.bytes() as f64 / text as f64;
    println!("\n## {n} records, {:.1} MB", text as f64 / 1e6);
    println!(
        "index built in {built:.0} ms (best of 3), {:.1} MB beyond the text ({ratio:.2} x)\n",
        index.bytes() as f64 / 1e6,
    );
    let rounds = if n > 100_000 { 5 } else { 11 };
    let cold = cold(&index, lines, rounds, alone);
    let (keys, worst_key) = typed(&index, rounds);
    let slowest = cold
        .iter()
        .zip(QUERIES)
        .map(|(c, (_, query))| (c[Engine::Enishi as usize], format!("{query} at once")))
        .chain([worst_key])
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .unwrap_or_default();
    let size = Size {
        records: n,
        built_ms: built,
        ratio,
        cold,
        keys,
        worst: slowest,
    };
    println!(
        "\nEnishi / memmem: median {:.2}. Worst: {:.2} ms ({}).",
        median(size.against(Engine::Scan).map(|r| 1.0 / r).collect()),
        size.worst.0,
        size.worst.1
    );
    size
}

/// Every query by every engine, as if nothing had been typed before.
fn cold(index: &Index, lines: &[String], rounds: usize, alone: bool) -> Vec<[f64; 5]> {
    let joined = lines.join("\n");
    let mut nucleo = (!alone).then(|| {
        let mut nucleo = nucleo::Nucleo::new(
            nucleo::Config::DEFAULT,
            std::sync::Arc::new(|| {}),
            Some(2),
            1,
        );
        let injector = nucleo.injector();
        for line in lines {
            injector.push((), |(), columns| columns[0] = line.as_str().into());
        }
        while nucleo.tick(1000).running {}
        nucleo
    });
    let skim = SkimMatcherV2::default().ignore_case();
    let hits = Cell::new(0);
    let mut search = |engine: Engine, query: &str| -> f64 {
        let start = Instant::now();
        hits.set(match engine {
            Engine::Scan => scan(&joined, query),
            Engine::Enishi => {
                let mut searcher = Searcher::default();
                searcher
                    .search(index, query, &Context::default(), &|| false)
                    .unwrap()
                    .matched
            }
            Engine::Skim => {
                let mut scored: Vec<(i64, usize)> = lines
                    .iter()
                    .enumerate()
                    .filter_map(|(i, l)| Some((skim.fuzzy_match(l, query)?, i)))
                    .collect();
                scored.sort_unstable_by(|a, b| b.cmp(a));
                scored.len()
            }
            Engine::Nucleo => nucleo.as_mut().map_or(0, |nucleo| {
                // From nothing: else it would look only among what the last round found.
                nucleo.pattern.reparse(
                    0,
                    query,
                    nucleo::pattern::CaseMatching::Ignore,
                    nucleo::pattern::Normalization::Smart,
                    false,
                );
                while nucleo.tick(1000).running {}
                nucleo.snapshot().matched_item_count() as usize
            }),
            Engine::Frizbee => frizbee::Matcher::new(query, &frizbee::Config::default())
                .match_list_parallel(lines, 2)
                .len(),
        });
        ms(start)
    };
    println!(
        "| query | memmem 1T | Enishi cold | x memmem | fuzzy-matcher 1T | nucleo 2T | frizbee 2T | hits Enishi / frizbee |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    let mut all = Vec::new();
    for (class, query) in QUERIES {
        let mut times: [Vec<f64>; 5] = Default::default();
        let mut found = [0; 5];
        for round in 0..rounds {
            for engine in Engine::ALL {
                let peer = !matches!(engine, Engine::Scan | Engine::Enishi);
                // The slow ones need fewer rounds.
                let slow = matches!(engine, Engine::Skim | Engine::Nucleo) && round >= 3;
                if !(peer && alone || slow) {
                    times[engine as usize].push(search(engine, query));
                    found[engine as usize] = hits.get();
                }
            }
        }
        let m = times.map(median);
        let [scan, enishi, skim, nucleo, frizbee] = m;
        println!(
            "| {class}: {query} | {scan:.3} | **{enishi:.3}** | {:.2} | {skim:.2} | {nucleo:.2} | {frizbee:.3} | {} / {} |",
            enishi / scan,
            found[Engine::Enishi as usize],
            found[Engine::Frizbee as usize],
        );
        all.push(m);
    }
    all
}

/// Lines that hold the bytes of the query, one hit each.
fn scan(text: &str, query: &str) -> usize {
    let finder = memchr::memmem::Finder::new(query.as_bytes());
    let text = text.as_bytes();
    let (mut hits, mut at) = (0, 0);
    while let Some(found) = finder.find(&text[at..]) {
        hits += 1;
        at += found;
        at = memchr::memchr(b'\n', &text[at..]).map_or(text.len(), |e| at + e);
    }
    hits
}

/// Words typed key by key and taken back again: the median of each key, and the worst of them with its name.
fn typed(index: &Index, rounds: usize) -> (Vec<f64>, (f64, String)) {
    println!("\nKey by key (ms), then backspaces:");
    let mut all = Vec::new();
    let mut worst = (0.0, String::new());
    for word in TYPED {
        let ends: Vec<usize> = word
            .char_indices()
            .skip(1)
            .map(|x| x.0)
            .chain([word.len()])
            .collect();
        let keys: Vec<usize> = ends
            .iter()
            .chain(ends.iter().rev().skip(1))
            .copied()
            .collect();
        let mut runs: Vec<Vec<f64>> = vec![Vec::new(); keys.len()];
        for _ in 0..rounds {
            let mut searcher = Searcher::default();
            for (run, &end) in runs.iter_mut().zip(&keys) {
                let start = Instant::now();
                searcher
                    .search(index, &word[..end], &Context::default(), &|| false)
                    .unwrap();
                run.push(ms(start));
            }
        }
        let medians: Vec<f64> = runs.into_iter().map(median).collect();
        let told: Vec<String> = medians.iter().map(|m| format!("{m:.2}")).collect();
        println!("  {word}: {}", told.join(" "));
        for (&m, &end) in medians.iter().zip(&keys) {
            if m > worst.0 {
                worst = (m, format!("{} typed", &word[..end]));
            }
        }
        all.extend(medians);
    }
    (all, worst)
}

/// What the README shows: how many times longer each peer takes, and Enishi's own figures.
fn table(sizes: &[Size], alone: bool) {
    let row = |name: &str, cell: &dyn Fn(&Size) -> String| {
        let cells: Vec<String> = sizes.iter().map(cell).collect();
        println!("| {name} | {} |", cells.join(" | "));
    };
    println!("\n## Ratios\n");
    row("records", &|s| s.records.to_string());
    println!("|---|{}", "---|".repeat(sizes.len()));
    row("Enishi / memmem scan on 1 thread, median", &|s| {
        format!(
            "{:.2}",
            median(s.against(Engine::Scan).map(|r| 1.0 / r).collect())
        )
    });
    for engine in Engine::ALL {
        if engine != Engine::Enishi && !(alone && engine != Engine::Scan) {
            row(
                &format!("{} / Enishi, geometric mean (least)", engine.name()),
                &|s| {
                    let least = s.against(engine).fold(f64::INFINITY, f64::min);
                    format!("{:.2} ({least:.2})", geometric(s.against(engine)))
                },
            );
        }
    }
    if !alone {
        row(
            "classes of query on which Enishi is ahead of every peer",
            &|s| {
                let ahead = s
                    .cold
                    .iter()
                    .filter(|c| {
                        let peers = [Engine::Skim, Engine::Nucleo, Engine::Frizbee];
                        peers
                            .iter()
                            .all(|&p| c[p as usize] >= c[Engine::Enishi as usize])
                    })
                    .count();
                format!("{ahead} of {}", s.cold.len())
            },
        );
    }
    row("Enishi, median of all queries, ms", &|s| {
        let own = s.cold.iter().map(|c| c[Engine::Enishi as usize]);
        format!("{:.3}", median(own.collect()))
    });
    row("Enishi, median of all keys as typed, ms", &|s| {
        format!("{:.3}", median(s.keys.clone()))
    });
    row("Enishi, worst query or key, ms", &|s| {
        format!("{:.2} ({})", s.worst.0, s.worst.1)
    });
    row("index built, ms", &|s| format!("{:.0}", s.built_ms));
    row("index bytes / text bytes", &|s| format!("{:.2}", s.ratio));
    if alone {
        return;
    }
    println!("\nfrizbee's time / Enishi's, by class of query:\n");
    row("class", &|s| s.records.to_string());
    println!("|---|{}", "---|".repeat(sizes.len()));
    for (i, (class, query)) in QUERIES.iter().enumerate() {
        row(&format!("{class}: {query}"), &|s| {
            s.against(Engine::Frizbee)
                .nth(i)
                .map_or(String::new(), |r| format!("{r:.2}"))
        });
    }
}
