//! What `enishi tasks` can be told besides what to list.

use super::value::{Months, months, side, task_status, typed_day};
use crate::domain::code::{OwnerSide, TaskStatus};
use clap::{Args, Subcommand};

/// About tasks.
#[derive(Clone, Debug, Subcommand)]
pub enum TasksCommand {
    /// Opens one in one's own words.
    Add {
        /// What is to be done.
        title: String,
        /// Need number, or words of the need.
        #[arg(long, value_name = "NEED", allow_hyphen_values = true)]
        need: Option<String>,
        /// Id or name of the organisation.
        #[arg(long, value_name = "ORG")]
        org: Option<String>,
        /// By when; nothing: in five business days.
        #[arg(long, value_name = "DATE", allow_hyphen_values = true, value_parser = typed_day)]
        due: Option<String>,
        /// Who has to act; nothing: the support body.
        #[arg(long, value_name = "SIDE", value_parser = side)]
        owner: Option<OwnerSide>,
        /// Of which session, where the record holds several.
        #[arg(long, value_name = "ID")]
        session: Option<String>,
        /// After how many months it comes again.
        #[arg(long, value_name = "MONTHS", value_parser = months)]
        repeat: Option<Months>,
    },
}

/// A task, and what is told of it.
#[derive(Args, Clone, Debug)]
pub struct TaskArgs {
    /// Its id, or the end of it. Tasks of a session have a hyphen where others have a need.
    #[arg(allow_hyphen_values = true)]
    pub id: String,
    /// The new state.
    #[arg(value_parser = task_status)]
    pub status: TaskStatus,
    /// Note.
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    /// Due date.
    #[arg(long, value_name = "DATE", allow_hyphen_values = true, value_parser = typed_day)]
    pub due: Option<String>,
    /// The day it was done.
    #[arg(long, value_name = "DATE", value_parser = typed_day)]
    pub on: Option<String>,
    /// Why it is done before what it waits for.
    #[arg(long, value_name = "TEXT")]
    pub because: Option<String>,
    /// Who is on the other side.
    #[arg(long, value_name = "TEXT")]
    pub counterpart: Option<String>,
    /// The paper, or where it lies.
    #[arg(long, value_name = "TEXT")]
    pub document: Option<String>,
    /// Its version.
    #[arg(long, value_name = "TEXT", requires = "document")]
    pub edition: Option<String>,
    /// The day it was handed in.
    #[arg(long, value_name = "DATE", value_parser = typed_day)]
    pub submitted: Option<String>,
    /// The day it was signed.
    #[arg(long, value_name = "DATE", value_parser = typed_day)]
    pub signed: Option<String>,
    /// The last day it is valid.
    #[arg(long, value_name = "DATE", value_parser = typed_day)]
    pub expires: Option<String>,
    /// After how many months it comes again.
    #[arg(long, value_name = "MONTHS", value_parser = months)]
    pub repeat: Option<Months>,
}
