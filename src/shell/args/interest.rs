//! What may be done with interests without the screen.

use clap::Subcommand;
use std::path::PathBuf;

/// About interests.
#[derive(Clone, Debug, Subcommand)]
pub enum InterestCommand {
    /// Takes the answers of a form in, as sheets that were handed in.
    Import {
        /// The answers.
        file: PathBuf,
        /// The session whose people answered.
        #[arg(long, value_name = "ID")]
        session: String,
        /// Takes doubtful rows in as they were understood.
        #[arg(long)]
        take_doubtful: bool,
        /// What the headings of this list mean.
        #[arg(long, value_name = "FILE")]
        map: Option<PathBuf>,
        /// Only this sheet.
        #[arg(long, value_name = "NAME")]
        sheet: Option<String>,
        /// Encoding of texts.
        #[arg(long, value_name = "ENCODING")]
        encoding: Option<String>,
        /// Records nothing.
        #[arg(long)]
        dry_run: bool,
    },
}
