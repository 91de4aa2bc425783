//! What `enishi report` is asked for.

use super::value::past_day;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// A format of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// Lines with bars.
    Text,
    /// For machines.
    Json,
    /// Markdown.
    Md,
    /// One page.
    Html,
    /// A workbook.
    Xlsx,
}

/// Which sessions, how, where to.
#[derive(Args, Clone, Debug, Default)]
pub struct ReportArgs {
    /// One session.
    #[arg(long, value_name = "ID", conflicts_with_all = ["year", "program", "from", "to"])]
    pub session: Option<String>,
    /// Those of a fiscal year.
    #[arg(long, value_name = "FY", value_parser = clap::value_parser!(i16).range(1900..=9000), conflicts_with_all = ["from", "to"])]
    pub year: Option<i16>,
    /// Those of a programme.
    #[arg(long, value_name = "NAME")]
    pub program: Option<String>,
    /// Held on this day or later.
    #[arg(long, value_name = "DATE", value_parser = past_day)]
    pub from: Option<String>,
    /// Held on this day or earlier.
    #[arg(long, value_name = "DATE", value_parser = past_day)]
    pub to: Option<String>,
    /// The format; nothing: by the end of the name of the file, or else text.
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<ReportFormat>,
    /// Where to; nothing: standard output.
    #[arg(long, short = 'o', value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// With what stays in the office, marked as such.
    #[arg(long)]
    pub internal: bool,
    /// Even where there is a file.
    #[arg(long)]
    pub force: bool,
}
