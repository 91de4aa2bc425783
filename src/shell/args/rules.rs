//! What `enishi rules` and `enishi calls` can be told.

use clap::Args;

/// Which broken rules are listed, or which one is set aside.
#[derive(Args, Clone, Debug)]
pub struct RulesArgs {
    /// Only of one session.
    #[arg(long, value_name = "ID")]
    pub session: Option<String>,
    /// Sets one aside, for example R3.
    #[arg(long, value_name = "RULE", requires_all = ["need", "session"])]
    pub overrule: Option<String>,
    /// Of which need.
    #[arg(long, value_name = "NEED", allow_hyphen_values = true)]
    pub need: Option<String>,
    /// Of which organisation; nothing for a rule about the need.
    #[arg(long, value_name = "ORG")]
    pub org: Option<String>,
    /// Why.
    #[arg(long, value_name = "TEXT", requires = "overrule")]
    pub reason: Option<String>,
}

/// Which calls are listed.
#[derive(Args, Clone, Copy, Debug)]
pub struct CallsArgs {
    /// Those that have closed, too.
    #[arg(long)]
    pub all: bool,
}
