//! Benches: see the README for the command.

fn main() {}
