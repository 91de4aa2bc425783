//! What `enishi letter` and `enishi handover` are asked for.

use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

/// A format of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LetterFormat {
    /// A text.
    Text,
    /// A Word file.
    Docx,
    /// A draft of a mail.
    Eml,
}

/// About letters.
#[derive(Clone, Debug, Subcommand)]
pub enum LetterCommand {
    /// Which templates there are.
    List {
        /// The text of one.
        name: Option<String>,
    },
}

/// Which letter, to whom, how, where to.
#[derive(Args, Clone, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub struct LetterArgs {
    /// What about letters; nothing: writes one.
    #[command(subcommand)]
    pub what: Option<LetterCommand>,
    /// Name of the template.
    pub template: Option<String>,
    /// Of which session, where the record holds several.
    #[arg(long, value_name = "ID")]
    pub session: Option<String>,
    /// Id or name of an organisation, or badge number.
    #[arg(long, value_name = "ORG|BADGE")]
    pub to: Option<String>,
    /// To everybody it is for.
    #[arg(long, conflicts_with = "to", requires = "output")]
    pub all: bool,
    /// The format; nothing: by the end of the name of the file, or else text.
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<LetterFormat>,
    /// Where to: a file, or a folder for several; nothing: standard output, and nothing is recorded.
    #[arg(long, short = 'o', value_name = "FILE|FOLDER")]
    pub output: Option<PathBuf>,
    /// Even where there is a file.
    #[arg(long)]
    pub force: bool,
}

/// Who hands over to whom.
#[derive(Args, Clone, Debug)]
pub struct HandoverArgs {
    /// Who coordinated.
    #[arg(long, value_name = "NAME")]
    pub from: String,
    /// Who goes on.
    #[arg(long, value_name = "NAME")]
    pub to: String,
    /// Only tells.
    #[arg(long)]
    pub dry_run: bool,
}
