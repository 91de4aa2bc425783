//! What a timetable may be made of.

use super::changed::ChangedArgs;
use super::value::time;
use clap::Args;
use jiff::civil::Time;
use std::path::PathBuf;

/// Of what, and how much of it may change.
#[derive(Args, Clone, Debug)]
pub struct TimetableArgs {
    /// Session file, with what the record knows of it.
    #[arg(required_unless_present_any = ["session", "problem"])]
    pub file: Option<PathBuf>,
    /// A session of the record.
    #[arg(long, value_name = "ID", conflicts_with = "file")]
    pub session: Option<String>,
    /// What is answered where numbers have another name.
    #[command(flatten)]
    pub changed: ChangedArgs,
    /// What is asked of it, as JSON.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["file", "session", "fill", "repair", "at"])]
    pub problem: Option<PathBuf>,
    /// What is booked stays; only what is free is filled.
    #[arg(long, conflicts_with = "repair")]
    pub fill: bool,
    /// Who does not come (`27`), comes late (`27=15:30-`) or leaves early (`27=-16:00`).
    #[arg(long, value_name = "EVENT", allow_hyphen_values = true)]
    pub repair: Option<String>,
    /// The time of day: what has begun is not touched.
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub at: Option<Time>,
}
