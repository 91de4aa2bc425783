//! The command line: what may be said. The words of `--help` and of refusals are in [`super::help`].

mod changed;
mod export;
mod import;
mod interest;
mod letter;
mod log;
mod pairing;
mod person;
mod print;
mod report;
mod rules;
mod share;
mod suggest;
mod tasks;
mod team;
mod timetable;
mod value;

pub use changed::ChangedArgs;
pub use export::{ExportArgs, ExportFormat};
pub use import::ImportArgs;
pub use interest::InterestCommand;
pub use letter::{HandoverArgs, LetterArgs, LetterCommand, LetterFormat};
pub use log::LogArgs;
pub use pairing::{OpenTasks, PairingArgs, StoryArgs, StoryFormat};
pub use person::PersonCommand;
pub use print::{PrintCommand, PrintSource, PrintTo, PrintWhose};
pub use report::{ReportArgs, ReportFormat};
pub use rules::{CallsArgs, RulesArgs};
pub use share::{BundleCommand, BundleWanted, DeviceCommand, OpsCommand};
pub use suggest::SuggestArgs;
pub use tasks::{TaskArgs, TasksCommand};
pub use team::TeamArgs;
pub use timetable::TimetableArgs;
pub use value::{Choices, HitKindArg, Months};

use crate::domain::code::Level;
use crate::domain::code::OwnerSide;
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;
use value::{count, day, level, side};

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "enishi",
    version,
    disable_help_flag = true,
    disable_version_flag = true
)]
#[command(disable_help_subcommand = true, propagate_version = true)]
pub struct Cli {
    /// What every command understands.
    #[command(flatten)]
    pub global: Global,
    /// What to do; nothing: the start screen.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Options of every command.
#[derive(Args, Clone, Debug, Default)]
pub struct Global {
    /// The database.
    #[arg(long, global = true, value_name = "FILE", env = "ENISHI_DB")]
    pub db: Option<PathBuf>,
    /// The settings: a file, or the folder that holds them.
    #[arg(long, global = true, value_name = "PATH", env = "ENISHI_CONFIG")]
    pub config: Option<PathBuf>,
    /// The file with the passphrase of an encrypted database.
    #[arg(long, global = true, value_name = "FILE", env = "ENISHI_KEY_FILE")]
    pub key_file: Option<PathBuf>,
    /// Who records.
    #[arg(long, global = true, value_name = "NAME", env = "ENISHI_ACTOR")]
    pub actor: Option<String>,
    /// Language.
    #[arg(long, global = true, value_name = "ja|en", env = "ENISHI_LANG", value_parser = ["ja", "en"])]
    pub lang: Option<String>,
    /// The day that counts as today.
    #[arg(long, global = true, value_name = "DATE", env = "ENISHI_TODAY", value_parser = day)]
    pub today: Option<Date>,
    /// For machines.
    #[arg(long, global = true)]
    pub json: bool,
    /// What this is.
    #[arg(long, short = 'h', global = true, action = clap::ArgAction::Help)]
    pub help: Option<bool>,
    /// Which version this is.
    #[arg(long, short = 'V', global = true, action = clap::ArgAction::Version)]
    pub version: Option<bool>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// The live screen.
    Open {
        /// Session file.
        file: PathBuf,
        /// What is answered where numbers have another name.
        #[command(flatten)]
        changed: ChangedArgs,
    },
    /// The follow-up screen.
    Review,
    /// Writes a template of a session file.
    New {
        /// Where to; nothing: standard output.
        file: Option<PathBuf>,
    },
    /// Takes lists in.
    Import(ImportArgs),
    /// Interests of people.
    Interest {
        /// What about them.
        #[command(subcommand)]
        what: InterestCommand,
    },
    /// Writes what was recorded for others to use.
    Export(ExportArgs),
    /// The schema of the JSON of an export.
    Schema,
    /// A workbook as JSON; the program runs this itself.
    #[command(hide = true)]
    ReadSheets {
        /// The workbook.
        file: PathBuf,
    },
    /// Writes a session file in the other format.
    Convert {
        /// Session file.
        from: PathBuf,
        /// Where to: .toml or .xlsx.
        to: PathBuf,
        /// Even where there is a file.
        #[arg(long)]
        force: bool,
    },
    /// The sample session, with a record of its own.
    Sample {
        /// Takes it away instead, with what was recorded in it.
        #[arg(long)]
        remove: bool,
    },
    /// Prints every text of the program.
    Texts,
    /// What this computer and this record are like.
    Doctor,
    /// Looks for errors in a session file.
    Check {
        /// Session file.
        file: PathBuf,
    },
    /// The sessions of the record.
    Session {
        /// What about them.
        #[command(subcommand)]
        what: SessionCommand,
    },
    /// Finds people, organisations, needs and patents.
    Search {
        /// Session file.
        file: PathBuf,
        /// What is looked for.
        #[arg(allow_hyphen_values = true)]
        query: String,
        /// Only one kind.
        #[arg(long = "in", value_name = "KIND")]
        kind: Option<HitKindArg>,
        /// At most so many.
        #[arg(long, value_name = "N", default_value_t = 20, value_parser = count)]
        limit: usize,
    },
    /// Organisations that could answer a need, with the reasons.
    Suggest(SuggestArgs),
    /// The team of a need, role by role.
    Team(TeamArgs),
    /// Records a pairing.
    Pair {
        /// Session file.
        file: PathBuf,
        /// Need number.
        need: String,
        /// Badge number of a person, or id of an organisation.
        #[arg(value_name = "BADGE_OR_ORG")]
        who: String,
        /// How much the organisation wants it.
        #[arg(long, value_name = "LEVEL", value_parser = level)]
        level: Option<Level>,
        /// Memo.
        #[arg(long, value_name = "TEXT")]
        note: Option<String>,
        /// What is answered where numbers have another name.
        #[command(flatten)]
        changed: ChangedArgs,
    },
    /// Confirms a pairing and opens its follow-up tasks.
    Confirm {
        /// Session file.
        file: PathBuf,
        /// Need number.
        need: String,
        /// Id of the organisation.
        org: String,
        /// What is answered where numbers have another name.
        #[command(flatten)]
        changed: ChangedArgs,
    },
    /// Follow-up tasks that are not done.
    #[command(args_conflicts_with_subcommands = true)]
    Tasks {
        /// What about them; nothing: a list.
        #[command(subcommand)]
        what: Option<TasksCommand>,
        /// Only of one session.
        #[arg(long, value_name = "ID")]
        session: Option<String>,
        /// Only those that are late.
        #[arg(long)]
        overdue: bool,
        /// Only of one side.
        #[arg(long, value_name = "SIDE", value_parser = side)]
        owner: Option<OwnerSide>,
        /// Those that are done, too.
        #[arg(long)]
        all: bool,
        /// Only those with these words.
        #[arg(long, value_name = "WORDS", allow_hyphen_values = true)]
        find: Option<String>,
        /// Only those that a filter with a name finds.
        #[arg(long, value_name = "NAME")]
        filter: Option<String>,
    },
    /// Changes one follow-up task.
    Task(TaskArgs),
    /// Rules that are broken, or setting one aside.
    Rules(RulesArgs),
    /// Calls for subsidies.
    Calls(CallsArgs),
    /// Pairings.
    Pairings {
        /// Only of one session.
        #[arg(long, value_name = "ID")]
        session: Option<String>,
        /// Only those that wait for a decision, by level.
        #[arg(long)]
        undecided: bool,
        /// Only those with these words.
        #[arg(long, value_name = "WORDS", allow_hyphen_values = true)]
        find: Option<String>,
        /// Only those that a filter with a name finds.
        #[arg(long, value_name = "NAME")]
        filter: Option<String>,
    },
    /// One pairing: what is known of it, and changing it.
    Pairing(PairingArgs),
    /// How a project came about, from the history.
    Story(StoryArgs),
    /// From one coordinator to the next.
    Handover(HandoverArgs),
    /// Letters.
    Letter(LetterArgs),
    /// What the office answers for, counted.
    Report(ReportArgs),
    /// What was recorded, oldest first.
    Log(LogArgs),
    /// Takes the newest own action back, or the one named.
    Undo {
        /// Its number in the log, or the end of it.
        action: Option<String>,
        /// Without asking.
        #[arg(long, requires = "action")]
        yes: bool,
    },
    /// Does again what was taken back last.
    Redo,
    /// Settings.
    Config {
        /// What about them.
        #[command(subcommand)]
        what: ConfigCommand,
    },
    /// Finds lines of standard input.
    Filter(FilterArgs),
    /// The patents at hand beside those of a session.
    Library {
        /// What about them.
        #[command(subcommand)]
        what: LibraryCommand,
    },
    /// Proves that the record is whole.
    Verify,
    /// Ops of other laptops.
    Ops {
        /// What about them.
        #[command(subcommand)]
        what: OpsCommand,
    },
    /// What other laptops lack, as one closed file.
    Bundle {
        /// What about it.
        #[command(subcommand)]
        what: BundleCommand,
    },
    /// Copies the record.
    Backup {
        /// Where to; nothing: the next of the rotating backups.
        file: Option<PathBuf>,
    },
    /// Puts a backup in the place of the record.
    Restore {
        /// A backup.
        file: PathBuf,
        /// Also one of another record.
        #[arg(long)]
        other: bool,
    },
    /// Takes in what could not be saved.
    Rescue {
        /// A rescue file.
        file: PathBuf,
    },
    /// Pairings and tasks as they were.
    Show {
        /// When.
        #[arg(long, value_name = "TIME")]
        at: String,
        /// Only of one session.
        #[arg(long, value_name = "ID")]
        session: Option<String>,
    },
    /// Who meets whom when.
    Timetable(TimetableArgs),
    /// Pages for paper.
    Print {
        /// Which.
        #[command(subcommand)]
        what: PrintCommand,
    },
    /// This laptop and those of colleagues, by their keys.
    Device {
        /// What about them; nothing: the fingerprint of this one.
        #[command(subcommand)]
        what: Option<DeviceCommand>,
    },
    /// A person in the record.
    Person {
        /// What about them.
        #[command(subcommand)]
        what: PersonCommand,
    },
    /// Encrypts the database.
    Encrypt,
    /// Takes the encryption off the database.
    Decrypt,
    /// Forgets the persons and free texts of a session.
    Purge {
        /// Id of the session.
        #[arg(long, value_name = "ID")]
        session: String,
        /// Without a question.
        #[arg(long)]
        yes: bool,
    },
}

/// What is done with a session of the record.
#[derive(Subcommand, Clone, Debug)]
pub enum SessionCommand {
    /// Writes it as it is now, as a session file.
    Export {
        /// Its id.
        #[arg(long, value_name = "ID")]
        session: String,
        /// Where to.
        #[arg(short = 'o', long = "to", value_name = "FILE")]
        to: PathBuf,
        /// Even where there is a file.
        #[arg(long)]
        force: bool,
    },
}

/// About settings.
#[derive(Clone, Copy, Debug, Subcommand)]
pub enum ConfigCommand {
    /// Prints the settings the program begins with.
    Default {
        /// Which of the files.
        #[arg(value_enum, default_value = "settings")]
        what: ConfigFile,
    },
    /// Where the files are.
    Path,
    /// Looks for errors in them.
    Check,
}

/// One of the files of the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ConfigFile {
    /// settings.toml
    Settings,
    /// keymap.toml
    Keymap,
    /// tasks.toml
    Tasks,
    /// calls.toml
    Calls,
    /// synonyms.toml
    Synonyms,
    /// readings.toml
    Readings,
    /// concepts.toml
    Concepts,
}

/// How lines are filtered.
#[derive(Args, Clone, Debug)]
pub struct FilterArgs {
    /// What is looked for.
    #[arg(allow_hyphen_values = true, required_unless_present = "queries")]
    pub query: Option<String>,
    /// A file with one query in each line, for measuring.
    #[arg(long, value_name = "FILE", conflicts_with = "query")]
    pub queries: Option<PathBuf>,
    /// At most so many.
    #[arg(long, value_name = "N", value_parser = count)]
    pub limit: Option<usize>,
    /// Each query so many times.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = count)]
    pub repeat: usize,
}

/// About the patent library.
#[derive(Clone, Debug, Subcommand)]
pub enum LibraryCommand {
    /// Takes in files.
    Add {
        /// CSV of J-PlatPat, or lists.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// What is in it.
    List,
    /// Takes files out.
    Remove {
        /// Names as listed.
        #[arg(required = true)]
        files: Vec<String>,
    },
}
