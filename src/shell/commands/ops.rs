//! `enishi ops` and `enishi bundle`: the record of this laptop for another one, and of another one for this.

mod bundle;
mod export;
mod import;

use crate::shell::args::{BundleCommand, OpsCommand};
use crate::shell::failure::Failure;
use crate::shell::workspace::Workspace;

pub(super) fn ops(workspace: &Workspace, what: &OpsCommand) -> Result<(), Failure> {
    match what {
        OpsCommand::Export { file, session } => {
            export::export(workspace, file.as_deref(), session.as_deref())
        }
        OpsCommand::Import { file } => import::import(workspace, file),
    }
}

pub(super) fn bundle(workspace: &Workspace, what: &BundleCommand) -> Result<(), Failure> {
    match what {
        BundleCommand::Export(wanted) => bundle::export(workspace, wanted),
        // Either of the two is told by how it begins.
        BundleCommand::Import { file } => import::import(workspace, file),
        BundleCommand::Introduce { output, force } => bundle::introduce(workspace, output, *force),
    }
}
