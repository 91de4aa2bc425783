//! The templates of letters: the shipped ones, and those in the folder `letters` beside the settings, which win.

use crate::exchange::letter::template::{SHIPPED, Template};
use crate::shell::failure::{Failure, FailureKind};
use crate::shell::user_files::{read_bytes, shown};
use crate::shell::workspace::Workspace;
use crate::text::Clean;
use crate::words::fl;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// The files of the user, by the name of their template.
fn own(workspace: &Workspace) -> BTreeMap<Clean, PathBuf> {
    let folder = workspace.places().config.join("letters");
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let files = entries.map(|entry| entry.path());
    let files = files.filter(|path| path.extension().is_some_and(|end| end == "txt"));
    let named = files.filter_map(|path| {
        let name = path.file_stem()?.to_string_lossy();
        Some((Clean::line(&name), path))
    });
    named.collect()
}

/// The text of a template, and its file where it is the user's.
fn text(workspace: &Workspace, name: &Clean) -> Result<(String, Option<PathBuf>), Failure> {
    let w = &workspace.words;
    let own = own(workspace);
    if let Some(path) = own.get(name) {
        let bytes = read_bytes(path).map_err(|e| workspace.unreadable(path, &e))?;
        let text = String::from_utf8(bytes).map_err(|_| {
            let what = fl!(w, "letter-refused", name = name.as_str());
            Failure::new(FailureKind::BadFile, what).because(fl!(w, "letter-no-utf8"))
        })?;
        return Ok((text, Some(path.clone())));
    }
    let shipped = SHIPPED.iter().find(|(shipped, _)| **shipped == **name);
    if let Some((_, text)) = shipped {
        return Ok(((*text).to_owned(), None));
    }
    let what = fl!(w, "letter-no-template", name = name.as_str());
    let names = SHIPPED.iter().map(|(name, _)| *name);
    let names = names.chain(own.keys().map(Clean::as_str));
    Err(workspace.nothing(what, name, names, fl!(w, "letter-which-how")))
}

/// A template by its name.
pub(super) fn find(workspace: &Workspace, name: &str) -> Result<(Clean, Template), Failure> {
    let name = Clean::line(name.trim());
    let (text, path) = text(workspace, &name)?;
    let template = Template::read(&text).map_err(|error| {
        let w = &workspace.words;
        let place = path.map_or_else(|| name.to_string(), |path| shown(&path));
        Failure::new(FailureKind::BadFile, fl!(w, "letter-refused", name = place))
            .because(error.explain(w))
    })?;
    Ok((name, template))
}

#[derive(Serialize)]
struct Row {
    name: Clean,
    receiver: &'static str,
    subject: String,
    path: Option<String>,
    error: Option<String>,
}

/// Lists them, or prints the text of one.
pub(super) fn list(workspace: &Workspace, name: Option<&str>) -> Result<(), Failure> {
    let w = &workspace.words;
    if let Some(name) = name {
        let (text, _) = text(workspace, &Clean::line(name.trim()))?;
        return workspace.answer(
            |out| out.line(text.trim_end()),
            |out| out.line(text.trim_end()),
        );
    }
    let own = own(workspace);
    let mut names: Vec<Clean> = SHIPPED.iter().map(|(name, _)| Clean::line(name)).collect();
    names.extend(
        own.keys()
            .filter(|n| !SHIPPED.iter().any(|(s, _)| **s == ***n))
            .cloned(),
    );
    let rows: Vec<Row> = names
        .into_iter()
        .map(|name| {
            let read = text(workspace, &name);
            let read = read.ok().map(|(text, _)| Template::read(&text));
            let path = own.get(&name).map(|path| shown(path));
            match read {
                Some(Ok(template)) => Row {
                    receiver: template.receiver.name(),
                    subject: template.subject,
                    error: None,
                    name,
                    path,
                },
                failed => Row {
                    receiver: "",
                    subject: String::new(),
                    error: Some(match failed {
                        Some(Err(error)) => error.explain(w),
                        Some(Ok(_)) | None => fl!(w, "letter-no-utf8"),
                    }),
                    name,
                    path,
                },
            }
        })
        .collect();
    workspace.answer(
        |out| out.json(&rows),
        |out| {
            for row in &rows {
                let told = row.error.as_deref().unwrap_or(row.subject.as_str());
                out.line(format!("{}  {}  {told}", row.name, row.receiver))?;
                if let Some(path) = &row.path {
                    out.line(format!("  {path}"))?;
                }
            }
            let folder = shown(&workspace.places().config.join("letters"));
            out.line(fl!(w, "letter-folder", folder = folder))
        },
    )
}
