//! The index of a library: how long it takes to build, to keep in its cache file and to open from there.
//!
//!     cargo bench --bench main -- index [RECORDS] [LINES] [--once]
//!
//! The number at the end is made from the whole cache file but for its sources: two versions of the program that build the same index show
//! the same number, so long as the form of the file is the same.

use super::corpus;
use enishi::search::Index;
use enishi::search::Record;
use enishi::search::Synonyms;
use enishi::search::cache;
use enishi::search::cache::Source;
use enishi::search::reading::Readings;
use std::time::Instant;

const ROUNDS: usize = 5;

/// Seconds of both cores that this process has used; Linux only.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit(')').next().unwrap_or_default();
    let ticks = after.split_whitespace().skip(11).take(2);
    ticks.filter_map(|t| t.parse::<f64>().ok()).sum::<f64>() / 100.0
}

pub fn run(args: &[String]) {
    let rounds = if args.iter().any(|a| a == "--once") {
        1
    } else {
        ROUNDS
    };
    let records = args.iter().find_map(|a| a.parse().ok());
    let file = args
        .iter()
        .find(|a| !a.starts_with('-') && a.parse::<usize>().is_err());
    let lines = match file {
        Some(path) => super::peers::lines_of(path, records.unwrap_or(usize::MAX)),
        None => corpus::lines(records.unwrap_or(1_000_000), 7),
    };
    let text: usize = lines.iter().map(String::len).sum();
    let (synonyms, readings) = (Synonyms::embedded(), Readings::embedded());
    Index::build(vec![Record::line("温")], &synonyms, Some(&readings));

    let mut best = [f64::MAX; 4];
    let mut note = |at: usize, took: f64| best[at] = best[at].min(took);
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("list.txt");
    std::fs::write(&list, "made up").unwrap();
    let sources = [Source::of(&list).unwrap()];
    let path = folder.path().join("library.cache");
    let mut size = 0;
    for _ in 0..rounds {
        let lines: Vec<Record> = lines.iter().map(|l| Record::line(l)).collect();
        let (start, used) = (Instant::now(), cpu());
        let index = Index::build(lines, &synonyms, Some(&readings));
        note(0, start.elapsed().as_secs_f64());
        note(1, cpu() - used);
        size = index.bytes();
        let start = Instant::now();
        cache::save(&path, &index, &sources, "bench", |p| {
            std::fs::File::create(p)
        })
        .unwrap();
        note(2, start.elapsed().as_secs_f64());
        drop(index);
        let start = Instant::now();
        let opened = cache::open(&path, "bench", &synonyms, Some(&readings)).unwrap();
        note(3, start.elapsed().as_secs_f64());
        assert_eq!(opened.map(|index| index.bytes()), Some(size));
    }
    let [build, used, save, open] = best.map(|s| s * 1e3);
    println!(
        "{} records, {:.1} MB: built in {build:.0} ms ({used:.0} ms of both cores), {:.2} x the text beyond it; saved in {save:.0} ms, opened in {open:.0} ms (best of {rounds})",
        lines.len(),
        text as f64 / 1e6,
        size as f64 / text as f64,
    );
    let bytes = std::fs::read(&path).unwrap();
    let start = bytes.windows(10).position(|w| w == b"\"alphabets").unwrap();
    let number = bytes[start..bytes.len() - 16]
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |sum: u64, &b| {
            (sum ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)
        });
    println!(
        "cache of {:.1} MB, number {number:016x}",
        bytes.len() as f64 / 1e6
    );
}
