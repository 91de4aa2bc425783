//! What may be printed, and where to.

use super::changed::ChangedArgs;
use super::value::{disclosure, time};
use crate::domain::code::Disclosure;
use clap::{Args, Subcommand};
use jiff::civil::Time;
use std::path::PathBuf;

/// Pages for paper.
#[derive(Clone, Debug, Subcommand)]
pub enum PrintCommand {
    /// Labels for badges.
    Badges {
        /// Of whom.
        #[command(flatten)]
        whose: PrintWhose,
        /// Where to.
        #[command(flatten)]
        to: PrintTo,
    },
    /// Interest sheets.
    Sheets {
        /// Of whom.
        #[command(flatten)]
        whose: PrintWhose,
        /// Titles of needs up to this level.
        #[arg(long, value_name = "LEVEL", value_parser = disclosure)]
        disclosure: Option<Disclosure>,
        /// Where to.
        #[command(flatten)]
        to: PrintTo,
    },
    /// The list of the desk.
    Reception {
        /// Of whom.
        #[command(flatten)]
        whose: PrintWhose,
        /// Where to.
        #[command(flatten)]
        to: PrintTo,
    },
    /// The timetable of meetings.
    Timetable {
        /// Session file, for the names.
        file: Option<PathBuf>,
        /// A session of the record, for the names.
        #[arg(long, value_name = "ID", conflicts_with = "file")]
        session: Option<String>,
        /// What is answered where numbers have another name.
        #[command(flatten)]
        changed: ChangedArgs,
        /// What is asked of the timetable, as JSON; nothing: the timetable that is on record.
        #[arg(long, value_name = "FILE", required_unless_present_any = ["file", "session"])]
        problem: Option<PathBuf>,
        /// When the first slot begins.
        #[arg(long, value_name = "TIME", value_parser = time, requires = "problem")]
        from: Option<Time>,
        /// Titles of needs up to this level.
        #[arg(long, value_name = "LEVEL", value_parser = disclosure)]
        disclosure: Option<Disclosure>,
        /// Where to.
        #[command(flatten)]
        to: PrintTo,
    },
}

/// Where the session comes from.
#[derive(Args, Clone, Debug)]
pub struct PrintSource {
    /// Session file, with what the record knows of it.
    #[arg(required_unless_present = "session")]
    pub file: Option<PathBuf>,
    /// A session of the record.
    #[arg(long, value_name = "ID", conflicts_with = "file")]
    pub session: Option<String>,
    /// What is answered where numbers have another name.
    #[command(flatten)]
    pub changed: ChangedArgs,
}

/// Of whom something is printed.
#[derive(Args, Clone, Debug)]
pub struct PrintWhose {
    /// Of which session.
    #[command(flatten)]
    pub source: PrintSource,
    /// Only these badges.
    #[arg(long, value_name = "NUMBERS")]
    pub badges: Option<String>,
    /// Only those whom the file has not, or has otherwise.
    #[arg(long, requires = "file")]
    pub new: bool,
}

/// Where pages go.
#[derive(Args, Clone, Debug)]
pub struct PrintTo {
    /// The file; nothing: one named for what it is, in the current folder.
    #[arg(long, short = 'o', value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Shows it in the browser.
    #[arg(long)]
    pub open: bool,
    /// Replaces a file that is there.
    #[arg(long)]
    pub force: bool,
}
