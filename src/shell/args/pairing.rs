//! What `enishi pairing` and `enishi story` can be told.

use super::value::{Choices, outcome, pairing_status, past_day, typed_day};
use crate::domain::code::{Outcome, PairingStatus, Point};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// What becomes of the open tasks of a pairing that ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum OpenTasks {
    /// They end with it.
    Stop,
    /// They stay open.
    Keep,
}

/// A pairing, and what is told of it.
#[derive(Args, Clone, Debug)]
pub struct PairingArgs {
    /// Need and organisation, with the session in front where there are several.
    pub id: String,
    /// States what is known of the project.
    #[arg(long = "set", value_name = "NAME=VALUE", value_parser = point)]
    pub set: Vec<(Point, String)>,
    /// The new state.
    #[arg(long, value_name = "STATUS", value_parser = pairing_status)]
    pub status: Option<PairingStatus>,
    /// Why, where it ends or waits.
    #[arg(long, value_name = "TEXT", requires = "status")]
    pub reason: Option<String>,
    /// What becomes of its open tasks, where it ends.
    #[arg(long, value_enum, value_name = "stop|keep", requires = "status")]
    pub open_tasks: Option<OpenTasks>,
    /// Who goes on where the company changes.
    #[arg(long, value_name = "ORG")]
    pub successor: Option<String>,
    /// They met on this day, after the session.
    #[arg(long, value_name = "DATE", value_parser = past_day, requires = "outcome")]
    pub met: Option<String>,
    /// What came of it.
    #[arg(long, value_name = "OUTCOME", value_parser = outcome, requires = "met")]
    pub outcome: Option<Outcome>,
    /// What was said.
    #[arg(long, value_name = "TEXT", requires = "met")]
    pub said: Option<String>,
    /// Next step of the hospital.
    #[arg(long, value_name = "TEXT")]
    pub next_hospital: Option<String>,
    /// By when.
    #[arg(long, value_name = "DATE", allow_hyphen_values = true, value_parser = typed_day, requires = "next_hospital")]
    pub hospital_by: Option<String>,
    /// Next step of the company.
    #[arg(long, value_name = "TEXT")]
    pub next_company: Option<String>,
    /// By when.
    #[arg(long, value_name = "DATE", allow_hyphen_values = true, value_parser = typed_day, requires = "next_company")]
    pub company_by: Option<String>,
}

impl PairingArgs {
    /// Whether something is to be recorded.
    pub fn records(&self) -> bool {
        !self.set.is_empty()
            || self.status.is_some()
            || self.successor.is_some()
            || self.met.is_some()
            || self.next_hospital.is_some()
            || self.next_company.is_some()
    }
}

/// `NAME=VALUE`, the name as a code or in either language.
fn point(text: &str) -> Result<(Point, String), Choices> {
    let (name, value) = text.split_once(['=', '＝']).unwrap_or((text, ""));
    let known = Point::parse(name).filter(|_| text.contains(['=', '＝']));
    known.map(|point| (point, value.to_owned())).ok_or_else(|| {
        let names: Vec<&str> = Point::ALL.iter().map(|p| p.code()).collect();
        Choices(format!("{}=..", names.join("=.. / ")))
    })
}

/// A format of a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum StoryFormat {
    /// Markdown.
    Md,
    /// One page.
    Html,
}

/// The story of which pairing, how, where to.
#[derive(Args, Clone, Debug)]
pub struct StoryArgs {
    /// Need and organisation, with the session in front where there are several.
    pub id: String,
    /// The format; nothing: by the end of the name of the file, or else Markdown.
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<StoryFormat>,
    /// Where to; nothing: standard output, and nothing is recorded.
    #[arg(long, short = 'o', value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// With what stays in the office, marked as such.
    #[arg(long)]
    pub internal: bool,
    /// Even where there is a file.
    #[arg(long)]
    pub force: bool,
}
