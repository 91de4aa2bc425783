//! What `enishi import` is asked for.

use super::value::typed_day;
use clap::Args;
use std::path::PathBuf;

/// Lists, and where they go.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of the command line"
)]
#[derive(Args, Clone, Debug, Default)]
pub struct ImportArgs {
    /// Lists of attendees.
    #[arg(long, value_name = "FILE")]
    pub attendees: Vec<PathBuf>,
    /// Lists of needs.
    #[arg(long, value_name = "FILE")]
    pub needs: Vec<PathBuf>,
    /// Lists of interests.
    #[arg(long, value_name = "FILE")]
    pub interests: Vec<PathBuf>,
    /// Lists of patents.
    #[arg(long, value_name = "FILE")]
    pub patents: Vec<PathBuf>,
    /// A workbook of an export that a colleague changed; its changes go into the record.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["attendees", "needs", "interests", "patents", "output", "into", "into_record"])]
    pub edited: Option<PathBuf>,
    /// Title of a new session; with --into-record also the id or title of one that is there.
    #[arg(long, value_name = "TITLE")]
    pub session: Option<String>,
    /// Its day.
    #[arg(long, value_name = "DATE", value_parser = typed_day)]
    pub date: Option<String>,
    /// A new session file, .toml or .xlsx.
    #[arg(long, short = 'o', value_name = "FILE", conflicts_with = "into")]
    pub output: Option<PathBuf>,
    /// A session file that is there, .toml.
    #[arg(long, value_name = "FILE")]
    pub into: Option<PathBuf>,
    /// A session of the record, named by --session: its id or title, or a title and --date for a new one.
    #[arg(long, conflicts_with_all = ["output", "into"])]
    pub into_record: bool,
    /// Leaves rows with errors out.
    #[arg(long)]
    pub skip_errors: bool,
    /// Takes doubtful rows in as they were understood.
    #[arg(long)]
    pub take_doubtful: bool,
    /// The name of this badge number was put right, or is that of the one who was erased, and stays so.
    #[arg(long, value_name = "NUMBER")]
    pub corrected: Vec<String>,
    /// This badge number of a list is somebody else than in the record, or than the one of that name who was erased.
    #[arg(long, value_name = "NUMBER")]
    pub other: Vec<String>,
    /// What the headings of these lists mean.
    #[arg(long, value_name = "FILE")]
    pub map: Option<PathBuf>,
    /// Only this sheet.
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,
    /// Encoding of texts.
    #[arg(long, value_name = "ENCODING")]
    pub encoding: Option<String>,
    /// Writes nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Even where there is a file.
    #[arg(long)]
    pub force: bool,
}
