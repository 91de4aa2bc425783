//! How long suggestions take at a thousand companies, against the pass over shared words alone of the same run.
//!
//! `cargo bench --bench main -- suggest [COMPANIES]`

use enishi::config::concepts;
use enishi::domain::book::Book;
use enishi::domain::roster::Session;
use enishi::domain::rule::suggest::{Signals, Suggester};
use enishi::words::{Lang, Words};
use std::time::{Duration, Instant};

pub(super) fn run(args: &[String]) {
    let wanted: usize = args.first().map_or(1_000, |n| n.parse().unwrap());
    let session = of(wanted);
    let concepts = concepts::shipped();
    let all = Signals::default();
    let words = Signals {
        concepts: 0.0,
        ..all
    };
    println!("companies  signals  ready ms  median ms a need  slowest ms");
    for (name, signals) in [("all", all), ("words", words)] {
        let begin = Instant::now();
        let suggester = Suggester::with(&session, &concepts, signals);
        let ready = begin.elapsed();
        let book = Book::default();
        let mut times: Vec<Duration> = (session.needs.iter())
            .map(|need| {
                let begin = Instant::now();
                let found = suggester.for_need(&session, &book, need);
                std::hint::black_box(found);
                begin.elapsed()
            })
            .collect();
        times.sort_unstable();
        let ms = |time: Duration| time.as_secs_f64() * 1000.0;
        println!(
            "{:>9}  {name:<7}  {:>8.1}  {:>16.2}  {:>10.2}",
            session.organisations.len(),
            ms(ready),
            ms(times[times.len() / 2]),
            ms(times[times.len() - 1]),
        );
    }
}

/// The companies of the test, over and over under other ids.
fn of(wanted: usize) -> Session {
    let text = include_str!("../it/domain/suggest/dev.toml");
    let loaded = enishi::intake::load(text, &Words::new(Lang::Ja));
    let mut session = loaded.session.unwrap();
    let own = session.organisations.clone();
    for n in 0.. {
        for org in &own {
            if session.organisations.len() >= wanted {
                return session;
            }
            let mut copy = org.clone();
            copy.id = format!("{}-{n}", org.id).as_str().into();
            session.organisations.push(copy);
        }
    }
    session
}
