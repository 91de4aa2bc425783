//! What is said of records that laptops give each other: ops, bundles, devices.

use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Ops as lines.
#[derive(Clone, Debug, Subcommand)]
pub enum OpsCommand {
    /// Writes them.
    Export {
        /// Where to; nothing: standard output.
        file: Option<PathBuf>,
        /// Only of one session.
        #[arg(long, value_name = "ID")]
        session: Option<String>,
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

/// About bundles.
#[derive(Clone, Debug, Subcommand)]
pub enum BundleCommand {
    /// Makes one.
    Export(BundleWanted),
    /// Takes one in.
    Import {
        /// A bundle.
        file: PathBuf,
    },
    /// Makes one without any op, by which another laptop gets to know this one.
    Introduce {
        /// Where to.
        #[arg(long, short = 'o', value_name = "FILE")]
        output: PathBuf,
        /// Even where there is a file.
        #[arg(long)]
        force: bool,
    },
}

/// What goes into a bundle, for whom, where to.
#[derive(Args, Clone, Debug)]
pub struct BundleWanted {
    /// Where to.
    #[arg(long, short = 'o', value_name = "FILE")]
    pub output: PathBuf,
    /// Only of one session.
    #[arg(long, value_name = "ID")]
    pub session: Option<String>,
    /// Only for these accepted devices, by fingerprint or by what they are called here.
    #[arg(long = "for", value_name = "DEVICE")]
    pub to: Vec<String>,
    /// Everything, also what the receivers have by their own word.
    #[arg(long)]
    pub whole: bool,
    /// Not closed: whoever has the file can read it.
    #[arg(long, conflicts_with = "to")]
    pub open: bool,
    /// Even where there is a file.
    #[arg(long)]
    pub force: bool,
}
