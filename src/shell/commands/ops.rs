//! `enishi ops`: the record of this laptop for another one, and of another one for this.

mod export;
mod import;

use crate::shell::args::OpsCommand;
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
