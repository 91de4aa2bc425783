//! `enishi encrypt` and `enishi decrypt`.

use crate::shell::failure::Failure;
use crate::shell::failure::FailureKind;
use crate::shell::user_files::shown;
use crate::shell::workspace::Workspace;
use crate::store::sqlite::convert;
use crate::words::fl;
use serde::Serialize;

pub(super) fn encrypt(workspace: &Workspace) -> Result<(), Failure> {
    let options = workspace.options();
    if options.key.is_some() {
        let what = fl!(workspace.words, "keep-encrypted-already");
        return Err(Failure::new(FailureKind::Failed, what));
    }
    let Some(key) = workspace.new_key() else {
        let w = &workspace.words;
        return Err(
            Failure::new(FailureKind::Usage, fl!(w, "keep-no-passphrase"))
                .hint(fl!(w, "keep-no-passphrase-how")),
        );
    };
    let converted =
        convert::convert(&options, Some(&key)).map_err(|e| workspace.store_failed(&e))?;
    told(
        workspace,
        &converted,
        &fl!(workspace.words, "keep-encrypted"),
    )
}

pub(super) fn decrypt(workspace: &Workspace) -> Result<(), Failure> {
    let converted =
        convert::convert(&workspace.options(), None).map_err(|e| workspace.store_failed(&e))?;
    told(
        workspace,
        &converted,
        &fl!(workspace.words, "keep-decrypted"),
    )
}

/// What was converted, and which copies are still as they were.
fn told(workspace: &Workspace, converted: &convert::Converted, said: &str) -> Result<(), Failure> {
    let w = &workspace.words;
    let left: Vec<String> = converted.left.iter().map(|p| shown(p)).collect();
    workspace.answer(
        |out| {
            out.json(&Conversion {
                ops: converted.report.ops,
                left: left.clone(),
            })
        },
        |out| {
            out.line(said.to_owned())?;
            let lines = left.iter();
            let mut lines = lines.map(|path| fl!(w, "keep-left-as-was", path = path.as_str()));
            lines.try_for_each(|line| out.line(line))
        },
    )
}

#[derive(Serialize)]
struct Conversion {
    ops: u64,
    left: Vec<String>,
}
