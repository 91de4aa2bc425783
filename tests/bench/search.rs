//! Search: how well it finds and how fast.
//!
//!     cargo bench --bench main -- search-quality QUERIES.tsv < LINES

use enishi::search::Context;
use enishi::search::Index;
use enishi::search::Record;
use enishi::search::Searcher;
use enishi::search::Synonyms;
use enishi::search::reading::Readings;
use enishi::text::fold;
use std::collections::BTreeMap;
use std::io::Read;
use std::time::Instant;

/// Lines made ready for the search.
fn index(lines: &[impl AsRef<str>]) -> Index {
    let records = lines.iter().map(|l| Record::line(l.as_ref()));
    Index::build(
        records.collect(),
        &Synonyms::embedded(),
        Some(&Readings::embedded()),
    )
}

/// Recall of `query<TAB>expected<TAB>category` lines over the lines on standard input.
pub fn quality(args: &[String]) {
    let queries = std::fs::read_to_string(&args[0]).unwrap();
    let verbose = args.iter().any(|a| a == "-v");
    let mut lines = String::new();
    std::io::stdin().read_to_string(&mut lines).unwrap();
    let lines: Vec<&str> = lines.lines().collect();
    let start = Instant::now();
    let index = index(&lines);
    println!(
        "{} lines, built in {:?}, {} MB",
        lines.len(),
        start.elapsed(),
        index.bytes() >> 20
    );
    let mut sums: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for query in queries.lines() {
        let mut cells = query.split('\t');
        let (Some(q), Some(expected)) = (cells.next(), cells.next()) else {
            continue;
        };
        let category = cells.next().unwrap_or("-");
        let parts: Vec<String> = expected.split_whitespace().map(fold::key).collect();
        let mut searcher = Searcher::default();
        let context = Context {
            limit: 10,
            ..Context::default()
        };
        let start = Instant::now();
        let found = searcher.search(&index, q, &context, &|| false).unwrap();
        let took = start.elapsed();
        let rank = found.hits.iter().position(|h| {
            let line = fold::key(index.record(h.record).unwrap().title());
            parts.iter().all(|p| line.contains(p.as_str()))
        });
        for name in [category, "all"] {
            let sum = sums.entry(name).or_default();
            sum[0] += 1;
            sum[1] += usize::from(rank == Some(0));
            sum[2] += usize::from(rank.is_some_and(|r| r < 5));
        }
        if verbose && rank != Some(0) || args.iter().any(|a| a == "-vv") {
            println!(
                "{q} [{category}] rank {rank:?}, {} matched, {took:?}",
                found.matched
            );
            for h in found.hits.iter().take(5) {
                println!(
                    "    {:2} {:4} {:?} {}",
                    h.tier,
                    h.score,
                    h.why,
                    index.record(h.record).unwrap().title()
                );
            }
        }
    }
    for (category, [n, one, five]) in sums {
        println!(
            "{category:16} {n:5}  @1 {:.3}  @5 {:.3}",
            one as f64 / n as f64,
            five as f64 / n as f64
        );
    }
}

/// What every query finds, cold and as typed, so that two versions of the program can be compared with `diff`.
pub fn results(args: &[String]) {
    let n = args.first().and_then(|a| a.parse().ok()).unwrap_or(50_000);
    let lines = match args.get(1).filter(|a| *a != "-") {
        Some(path) => crate::peers::lines_of(path, n),
        None => crate::corpus::lines(n, 7),
    };
    let mut queries: Vec<String> = crate::peers::queries().map(str::to_owned).collect();
    for path in args.iter().skip(2) {
        let text = std::fs::read_to_string(path).unwrap();
        queries.extend(
            text.lines()
                .filter_map(|l| l.split('\t').next().map(str::to_owned)),
        );
    }
    let index = index(&lines);
    for query in queries {
        let mut typing = Searcher::default();
        for end in query
            .char_indices()
            .skip(1)
            .map(|x| x.0)
            .chain([query.len()])
        {
            let typed = &query[..end];
            let context = Context::default();
            let cold = Searcher::default()
                .search(&index, typed, &context, &|| false)
                .unwrap();
            let warm = typing.search(&index, typed, &context, &|| false).unwrap();
            for (how, found) in [("cold", &cold), ("typed", &warm)] {
                if how == "typed" && cold == warm {
                    continue;
                }
                print!("{how}\t{typed}\t{}", found.matched);
                for h in &found.hits {
                    print!("\t{}:{}:{}:{:?}", h.record, h.tier, h.score, h.why);
                }
                println!();
            }
        }
    }
}

/// How long single queries take, each after a walk through all lines, so that nothing of the index is near any more;
/// `a>b` is `b` typed after `a`.
pub fn times(args: &[String]) {
    let n: usize = args.first().and_then(|a| a.parse().ok()).unwrap();
    let rounds: usize = args.get(1).and_then(|a| a.parse().ok()).unwrap();
    let lines = crate::corpus::lines(n, 7);
    let index = index(&lines);
    let joined = lines.join("\n");
    let walk = memchr::memmem::Finder::new("no line has this");
    for query in &args[2..] {
        let mut times = Vec::with_capacity(rounds);
        let mut matched = 0;
        for _ in 0..rounds {
            std::hint::black_box(walk.find(joined.as_bytes()));
            let mut typing = Searcher::default();
            let mut took = 0.0;
            for typed in query.split('>') {
                let start = Instant::now();
                let found = typing.search(&index, typed, &Context::default(), &|| false);
                took = start.elapsed().as_secs_f64() * 1e3;
                matched = found.unwrap().matched;
            }
            times.push(took);
        }
        times.sort_by(f64::total_cmp);
        println!(
            "{query}\t{:.3} ms\t{:.3} best\t{matched}",
            times[rounds / 2],
            times[0]
        );
    }
}

/// Every key of the queries in these files (first column), each query typed by one person, key by key: how long keys take
/// in all, and which take longest, in milliseconds and in plain scans of the same lines on one thread. Such a scan goes
/// before each query, so that nothing of the index is near any more; it takes as much longer on a slow machine.
///
///     cargo bench --bench main -- search-keys RECORDS [LINES|-] QUERIES.tsv..
pub fn keys(args: &[String]) {
    const ROUNDS: usize = 3;
    let n: usize = args.first().and_then(|a| a.parse().ok()).unwrap();
    let lines = match args.get(1).filter(|a| *a != "-") {
        Some(path) => crate::peers::lines_of(path, n),
        None => crate::corpus::lines(n, 7),
    };
    let index = index(&lines);
    let joined = lines.join("\n");
    drop(lines);
    let walk = memchr::memmem::Finder::new("no line has this");
    let mut scans = Vec::new();
    let mut queries: Vec<String> = Vec::new();
    for path in args.iter().skip(2) {
        let text = std::fs::read_to_string(path).unwrap();
        let rows = text.lines().filter(|l| !l.starts_with('#'));
        queries.extend(rows.filter_map(|l| l.split('\t').next().map(str::to_owned)));
    }
    queries.sort();
    queries.dedup();
    let mut took: BTreeMap<&str, [f64; ROUNDS]> = BTreeMap::new();
    for round in 0..ROUNDS {
        for query in &queries {
            let start = Instant::now();
            std::hint::black_box(walk.find(joined.as_bytes()));
            scans.push(start.elapsed().as_secs_f64() * 1e3);
            let mut typing = Searcher::default();
            let ends = query.char_indices().skip(1).map(|x| x.0);
            for end in ends.chain([query.len()]) {
                let start = Instant::now();
                let found = typing.search(&index, &query[..end], &Context::default(), &|| false);
                let ms = start.elapsed().as_secs_f64() * 1e3;
                std::hint::black_box(found);
                let times = took.entry(&query[..end]).or_default();
                // The same start of two queries is one key, and the first of them counts.
                if times[round] == 0.0 {
                    times[round] = ms;
                }
            }
        }
    }
    let mut all: Vec<(f64, &str)> = took
        .into_iter()
        .map(|(key, mut times)| {
            times.sort_by(f64::total_cmp);
            (times[ROUNDS / 2], key)
        })
        .collect();
    all.sort_by(|a, b| b.0.total_cmp(&a.0));
    let at = |share: f64| all[((all.len() - 1) as f64 * share) as usize].0;
    println!(
        "{} records, {} keys: median {:.2} ms, 95 % within {:.2}, 99 % within {:.2}, worst {:.2}",
        index.len(),
        all.len(),
        at(0.5),
        at(0.05),
        at(0.01),
        at(0.0)
    );
    for limit in [1.0, 5.0, 10.0, 16.0] {
        let above = all.iter().filter(|k| k.0 > limit).count();
        println!("above {limit} ms: {above}");
    }
    scans.sort_by(f64::total_cmp);
    let scan = scans[scans.len() / 2];
    println!(
        "a scan takes {scan:.2} ms: median key {:.2} scans, 99 % within {:.2}, worst {:.2}",
        at(0.5) / scan,
        at(0.01) / scan,
        at(0.0) / scan
    );
    for (ms, key) in all.iter().take(40) {
        println!("{ms:.2}\t{key}");
    }
}
