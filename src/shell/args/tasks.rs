//! What `enishi tasks` can be told besides what to list.

use super::value::{day, side};
use crate::domain::code::OwnerSide;
use clap::Subcommand;
use jiff::civil::Date;

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
        #[arg(long, value_name = "DATE", value_parser = day)]
        due: Option<Date>,
        /// Who has to act; nothing: the support body.
        #[arg(long, value_name = "SIDE", value_parser = side)]
        owner: Option<OwnerSide>,
        /// Of which session, where the record holds several.
        #[arg(long, value_name = "ID")]
        session: Option<String>,
    },
}
