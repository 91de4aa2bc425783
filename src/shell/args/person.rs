//! What may be said of a person.

use super::value::{count, past_day, provision_record};
use crate::domain::code::ProvisionRecord;
use clap::Subcommand;

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
        #[arg(long, value_name = "DATE", value_parser = past_day)]
        on: Option<String>,
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
    /// Makes a new key for recognising erased persons, where the old one is lost.
    NewKey,
    /// Forgets one person.
    Erase {
        /// Badge number.
        badge: String,
        /// The session in which it is theirs.
        #[arg(long, value_name = "ID")]
        session: Option<String>,
        /// Doubtful places that go, too, by their numbers in the report.
        #[arg(long, value_name = "NUMBERS", value_delimiter = ',', value_parser = count)]
        also: Vec<usize>,
        /// All doubtful places go, too.
        #[arg(long, conflicts_with = "also")]
        all_doubtful: bool,
        /// Does not ask.
        #[arg(long)]
        yes: bool,
    },
}
