//! `enishi team`.

use super::ChangedArgs;
use clap::Args;
use std::path::PathBuf;

/// Of which need of which file.
#[derive(Args, Debug)]
pub struct TeamArgs {
    /// Session file.
    pub file: PathBuf,
    /// Need number.
    pub need: String,
    /// What is answered where numbers have another name.
    #[command(flatten)]
    pub changed: ChangedArgs,
}
