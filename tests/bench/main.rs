//! Benches: `cargo bench --bench main -- NAME`.
#![allow(
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    clippy::string_slice,
    unreachable_pub,
    reason = "a bench measures, prints and stops at the first surprise"
)]

mod corpus;
mod exchange;
mod frame;
mod index;
mod meetings;
mod peers;
mod scale;
mod search;
mod store;
mod suggest;
mod terminal;
mod timetable;
mod typing;

fn main() {
    let args: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| a != "--bench")
        .collect();
    match args.split_first() {
        Some((name, rest)) if name == "search-quality" => search::quality(rest),
        Some((name, rest)) if name == "search-results" => search::results(rest),
        Some((name, rest)) if name == "search-keys" => search::keys(rest),
        Some((name, rest)) if name == "search-times" => search::times(rest),
        Some((name, rest)) if name == "exchange" => exchange::run(rest),
        Some((name, rest)) if name == "frame" => frame::keys(rest),
        Some((name, rest)) if name == "matrix" => frame::matrix(rest),
        Some((name, rest)) if name == "timetable" => timetable::run(rest),
        Some((name, rest)) if name == "first-frame" => typing::first(rest),
        Some((name, rest)) if name == "index" => index::run(rest),
        Some((name, rest)) if name == "scale" => scale::run(rest),
        Some((name, rest)) if name == "store" => store::run(rest),
        Some((name, rest)) if name == "suggest" => suggest::run(rest),
        Some((name, rest)) if name == "typing" => typing::run(rest),
        Some((name, rest)) if name == "search" => peers::run(rest),
        _ => println!(
            "exchange [ROWS [ROUNDS]] | frame [ROUNDS] | matrix [ROUNDS] | timetable [PROBLEM.json[=BOUND]…] | first-frame [ROUNDS] | index [RECORDS] [LINES] [--once] | scale [SESSIONS [ROUNDS]] | store [COMMITS [OPS]] | suggest [COMPANIES] | search [RECORDS…] [LINES] [--alone] | typing [PATENTS] | search-quality QUERIES.tsv [-v] < LINES | search-times RECORDS ROUNDS QUERIES… | search-keys RECORDS [LINES|-] QUERIES.tsv… | search-results RECORDS [LINES|-] [QUERIES…]"
        ),
    }
}
