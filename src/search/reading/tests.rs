use super::*;

#[test]
fn terms_of_the_field_are_read() {
    let readings = Readings::embedded();
    let mut reader = readings.reader();
    let mut out = Vec::new();
    let terms = include_str!("terms.tsv");
    let (mut ok, mut any, mut all) = (0, 0, 0);
    for line in terms.lines() {
        let (term, want) = line.split_once('\t').unwrap();
        reader.read(term, &mut out);
        let mut spoken = Spoken::default();
        reader.speak(term, &mut spoken);
        let want = crate::search::romaji::canonical(want);
        all += 1;
        if spoken.romaji.split(SEPARATOR).next() == Some(&want) {
            ok += 1;
            any += 1;
            continue;
        }
        let hit = spoken.romaji.split(SEPARATOR).any(|v| v == want);
        any += usize::from(hit);
        println!(
            "{} {term} {want} {} {:?}",
            if hit { "alt" } else { "MISS" },
            spoken.romaji.replace(SEPARATOR, " | "),
            out.iter()
                .map(|s| format!("{}{:?}", s.reading, s.alternatives))
                .collect::<Vec<_>>()
                .join("/")
        );
    }
    println!("{ok} {any} of {all}");
    assert_eq!((ok, any), (all, all));
}

/// `cargo test --release --lib reading::tests::speed -- --ignored --nocapture`, with `ENISHI_LINES` naming a file.
#[test]
#[ignore = "prints figures"]
fn speed() {
    let path = option_env!("ENISHI_LINES").unwrap_or("sessions/lines.txt");
    let text = std::fs::read_to_string(path).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    #[expect(clippy::disallowed_methods, reason = "a measurement")]
    let now = std::time::Instant::now;
    let start = now();
    let readings = Readings::embedded();
    let mut reader = readings.reader();
    let mut spoken = Spoken::default();
    reader.speak("内視鏡", &mut spoken);
    println!(
        "unpacked in {:?}, {} bytes",
        start.elapsed(),
        Readings::bytes()
    );
    for _ in 0..3 {
        let start = now();
        let (mut main, mut all, mut starts, mut with) = (0, 0, 0, 0);
        for line in &lines {
            reader.speak(line, &mut spoken);
            all += spoken.romaji.len();
            main += spoken.romaji.find(SEPARATOR).unwrap_or(spoken.romaji.len());
            with += usize::from(spoken.romaji.contains(SEPARATOR));
            starts += spoken.starts.len();
        }
        let elapsed = start.elapsed();
        println!(
            "{} lines, {} bytes, in {elapsed:?}: {} ns per line; romaji {main}, with variants {all} ({with} lines), {starts} starts",
            lines.len(),
            text.len(),
            elapsed.as_nanos() / u128::try_from(lines.len()).unwrap()
        );
    }
}
