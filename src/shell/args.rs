//! The command line: what may be said. The words of `--help` and of refusals are in [`super::help`].

use crate::domain::code::Level;
use crate::domain::code::OwnerSide;
use crate::domain::code::ProvisionRecord;
use crate::domain::code::TaskStatus;
use crate::domain::reading::Answer;
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

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
    /// Looks for errors in a session file.
    Check {
        /// Session file.
        file: PathBuf,
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
        #[arg(long, value_name = "N", default_value_t = 20)]
        limit: usize,
    },
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
    Tasks {
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
    },
    /// Changes one follow-up task.
    Task {
        /// Its id, or the end of it. Tasks of a session have a hyphen where others have a need.
        #[arg(allow_hyphen_values = true)]
        id: String,
        /// The new state.
        #[arg(value_parser = task_status)]
        status: TaskStatus,
        /// Note.
        #[arg(long, value_name = "TEXT")]
        note: Option<String>,
        /// Due date.
        #[arg(long, value_name = "DATE", value_parser = day)]
        due: Option<Date>,
    },
    /// Pairings.
    Pairings {
        /// Only of one session.
        #[arg(long, value_name = "ID")]
        session: Option<String>,
    },
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
    /// Copies the record.
    Backup {
        /// Where to; nothing: the next of the rotating backups.
        file: Option<PathBuf>,
    },
    /// Puts a backup in the place of the record.
    Restore {
        /// A backup.
        file: PathBuf,
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
    Timetable {
        /// What is asked of it, as JSON.
        #[arg(long, value_name = "FILE")]
        problem: PathBuf,
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

/// Ops as lines.
#[derive(Clone, Debug, Subcommand)]
pub enum OpsCommand {
    /// Writes all.
    Export {
        /// Where to; nothing: standard output.
        file: Option<PathBuf>,
    },
    /// Takes some in.
    Import {
        /// Lines of an export.
        file: PathBuf,
    },
}

/// About devices.
#[derive(Clone, Debug, Subcommand)]
pub enum DeviceCommand {
    /// Which devices signed something here.
    List,
    /// Accepts one.
    Accept {
        /// What its user said, with blanks and hyphens or without.
        #[arg(required = true)]
        fingerprint: Vec<String>,
        /// What it is called here.
        #[arg(long, value_name = "NAME")]
        name: Option<String>,
    },
    /// No longer accepts one.
    Forget {
        /// Its fingerprint.
        #[arg(required = true)]
        fingerprint: Vec<String>,
    },
}

/// About a person.
#[derive(Clone, Debug, Subcommand)]
pub enum PersonCommand {
    /// Tells all that is held.
    Report {
        /// Badge number.
        #[arg(required_unless_present = "name")]
        badge: Option<String>,
        /// Who that may be: name or reading, whole or in part.
        #[arg(long, value_name = "NAME", conflicts_with = "badge")]
        name: Option<String>,
        /// Only of one session.
        #[arg(long, value_name = "ID")]
        session: Option<String>,
    },
    /// Who was introduced to whom.
    Provisions {
        /// Only of one session.
        #[arg(long, value_name = "ID")]
        session: Option<String>,
    },
    /// Somebody agreed that their contact is handed over.
    Consent {
        /// Badge number.
        badge: String,
        /// The session in which it is theirs.
        #[arg(long, value_name = "ID")]
        session: Option<String>,
        /// The day; nothing: today.
        #[arg(long, value_name = "DATE", value_parser = day)]
        on: Option<Date>,
        /// In which way.
        #[arg(long, value_name = "WAY")]
        way: Option<String>,
        /// In which form the provision is on record.
        #[arg(long, value_name = "FORM", value_parser = provision_record)]
        record: Option<ProvisionRecord>,
    },
    /// Sessions that hold persons for longer than needed.
    Overdue,
    /// Erasures of which something is left to do.
    Pending,
    /// Somebody who was erased came back and agreed.
    CameBack {
        /// Badge number.
        badge: String,
        /// The session in which it is theirs.
        #[arg(long, value_name = "ID")]
        session: Option<String>,
    },
    /// Forgets one person.
    Erase {
        /// Badge number.
        badge: String,
        /// The session in which it is theirs.
        #[arg(long, value_name = "ID")]
        session: Option<String>,
        /// Doubtful places that go, too, by their numbers in the report.
        #[arg(long, value_name = "NUMBERS", value_delimiter = ',')]
        also: Vec<usize>,
        /// All doubtful places go, too.
        #[arg(long, conflicts_with = "also")]
        all_doubtful: bool,
        /// Does not ask.
        #[arg(long)]
        yes: bool,
    },
}

/// Answers for numbers that something was recorded with and that have another name in the file now.
#[derive(Args, Clone, Debug, Default)]
pub struct ChangedArgs {
    /// All of them were corrected, or all are others.
    #[arg(long, value_name = "HOW", value_parser = changed)]
    pub changed: Option<Answer>,
    /// The name of this number was corrected.
    #[arg(long, value_name = "NUMBER")]
    pub corrected: Vec<String>,
    /// This number was given to another.
    #[arg(long, value_name = "NUMBER")]
    pub other: Vec<String>,
}

/// Which ops are listed.
#[derive(Args, Clone, Debug, Default)]
pub struct LogArgs {
    /// Only of one session.
    #[arg(long, value_name = "ID")]
    pub session: Option<String>,
    /// Only of one need.
    #[arg(long, value_name = "NEED")]
    pub need: Option<String>,
    /// Only of one organisation.
    #[arg(long, value_name = "ORG")]
    pub org: Option<String>,
    /// Only with one person, by badge number.
    #[arg(long, value_name = "BADGE")]
    pub person: Option<String>,
    /// Only one kind of change.
    #[arg(long, value_name = "KIND")]
    pub kind: Option<String>,
    /// From this day on.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub since: Option<Date>,
    /// Up to this day.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub until: Option<Date>,
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
    /// synonyms.toml
    Synonyms,
    /// readings.toml
    Readings,
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
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// Each query so many times.
    #[arg(long, value_name = "N", default_value_t = 1)]
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

/// A kind of thing that can be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum HitKindArg {
    /// 参加者
    #[value(alias = "attendees", alias = "参加者", alias = "人")]
    Attendee,
    /// 機関
    #[value(
        alias = "organisations",
        alias = "organization",
        alias = "機関",
        alias = "会社"
    )]
    Organisation,
    /// ニーズ
    #[value(alias = "needs", alias = "ニーズ")]
    Need,
    /// 特許
    #[value(alias = "patents", alias = "特許")]
    Patent,
}

/// What a value should have been: the words of a closed list.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{0}")]
pub struct Choices(pub String);

fn choices(codes: impl Iterator<Item = &'static str>) -> Choices {
    Choices(codes.collect::<Vec<_>>().join(" / "))
}

fn changed(s: &str) -> Result<Answer, Choices> {
    match s.trim() {
        "corrected" | "訂正" => Ok(Answer::Corrected),
        "other" | "別" | "別のもの" => Ok(Answer::Other),
        _ => Err(choices(["corrected", "other"].into_iter())),
    }
}

fn level(s: &str) -> Result<Level, Choices> {
    Level::parse(s).ok_or_else(|| choices(Level::ALL.iter().map(|l| l.code())))
}

fn task_status(s: &str) -> Result<TaskStatus, Choices> {
    TaskStatus::parse(s).ok_or_else(|| choices(TaskStatus::ALL.iter().map(|l| l.code())))
}

fn side(s: &str) -> Result<OwnerSide, Choices> {
    OwnerSide::parse(s).ok_or_else(|| choices(OwnerSide::ALL.iter().map(|l| l.code())))
}

fn provision_record(s: &str) -> Result<ProvisionRecord, Choices> {
    let all = ProvisionRecord::ALL.iter().map(|r| r.code());
    ProvisionRecord::parse(s).ok_or_else(|| choices(all))
}

fn day(s: &str) -> Result<Date, Choices> {
    s.trim()
        .parse()
        .map_err(|_| Choices("YYYY-MM-DD (2026-11-20)".to_owned()))
}
