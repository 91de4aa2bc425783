//! What `enishi export` is asked for.

use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// A format of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// A workbook.
    Xlsx,
    /// A table of text.
    Csv,
    /// For machines.
    Json,
    /// Markdown.
    Md,
    /// One page.
    Html,
    /// A calendar.
    Ics,
}

/// What, for whom, where to.
#[derive(Args, Clone, Debug)]
pub struct ExportArgs {
    /// Which tables.
    #[arg(long, value_name = "WHAT", default_value = "all",
        value_parser = ["pairings", "matrix", "tasks", "attendees", "needs", "interests", "timetable", "report", "all"])]
    pub what: String,
    /// Only of one session.
    #[arg(long, value_name = "ID")]
    pub session: Option<String>,
    /// Only rows with these words.
    #[arg(long, value_name = "WORDS", allow_hyphen_values = true)]
    pub filter: Option<String>,
    /// The format; nothing: by the end of the name of the file.
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<ExportFormat>,
    /// Where to.
    #[arg(long, short = 'o', value_name = "FILE")]
    pub output: PathBuf,
    /// Everything, marked as for the office alone.
    #[arg(long, conflicts_with = "receiver")]
    pub internal: bool,
    /// Only what an organisation may have.
    #[arg(long = "for", value_name = "ORG")]
    pub receiver: Option<String>,
    /// Encoding of CSV.
    #[arg(long, value_name = "ENCODING", value_parser = ["utf-8", "cp932"], default_value = "utf-8")]
    pub encoding: String,
    /// Even where there is a file.
    #[arg(long)]
    pub force: bool,
}
