//! `enishi read-sheets`, which the program itself runs: a workbook as JSON.

use crate::intake::sheet::{Book, SheetError, read};
use crate::shell::failure::{Failure, FailureKind};
use crate::shell::memory;
use crate::shell::user_files::read_list;
use crate::shell::workspace::Workspace;
use std::io::Write;
use std::path::Path;

pub(super) fn read_sheets(workspace: &Workspace, file: &Path) -> Result<(), Failure> {
    memory::limit();
    let bytes = read_list(file).map_err(|e| workspace.unreadable(file, &e))?;
    let found: Result<Book, SheetError> = read(&bytes);
    let failed = |why: String| Failure::new(FailureKind::Failed, why);
    let json = serde_json::to_vec(&found).map_err(|e| failed(e.to_string()))?;
    // Not through the cleaning of what people see: it would change the texts.
    let mut out = std::io::stdout().lock();
    out.write_all(&json).map_err(|e| failed(e.to_string()))
}
