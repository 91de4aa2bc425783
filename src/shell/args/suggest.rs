//! `enishi suggest`.

use super::ChangedArgs;
use super::value::count;
use clap::Args;
use std::path::PathBuf;

/// For which need of which file.
#[derive(Args, Debug)]
pub struct SuggestArgs {
    /// Session file.
    pub file: PathBuf,
    /// Need number.
    pub need: String,
    /// At most so many.
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = count)]
    pub limit: usize,
    /// What is answered where numbers have another name.
    #[command(flatten)]
    pub changed: ChangedArgs,
}
