//! What may be answered where a file gives another name to a number.

use super::value::changed;
use crate::domain::reading::Answer;
use clap::Args;

/// Answers for numbers that something was recorded with and that have another name in the file now.
#[derive(Args, Clone, Debug, Default)]
pub struct ChangedArgs {
    /// All of them were corrected, all are others, or all have another number now.
    #[arg(long, value_name = "HOW", value_parser = changed)]
    pub changed: Option<Answer>,
    /// The name of this number was corrected.
    #[arg(long, value_name = "NUMBER")]
    pub corrected: Vec<String>,
    /// This number was given to another.
    #[arg(long, value_name = "NUMBER")]
    pub other: Vec<String>,
    /// What had this number stands under another one now.
    #[arg(long, value_name = "NUMBER")]
    pub moved: Vec<String>,
    /// Where the file and the record were both changed, the file holds.
    #[arg(long, conflicts_with = "keep_record")]
    pub take_file: bool,
    /// Where the file and the record were both changed, the record holds.
    #[arg(long)]
    pub keep_record: bool,
}
