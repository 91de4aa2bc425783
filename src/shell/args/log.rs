//! What `enishi log` is asked for.

use super::value::past_day;
use clap::Args;

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
    #[arg(long, value_name = "DATE", value_parser = past_day)]
    pub since: Option<String>,
    /// Up to this day.
    #[arg(long, value_name = "DATE", value_parser = past_day)]
    pub until: Option<String>,
}
