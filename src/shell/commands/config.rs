//! `enishi config`: what the settings begin with, where they are, what is wrong with them.

use crate::config::{calls, catalogue, concepts, keymap, settings};
use crate::domain::diag::Diagnostic;
use crate::shell::args::{ConfigCommand, ConfigFile};
use crate::shell::failure::{Failure, FailureKind};
use crate::shell::user_files::shown;
use crate::shell::workspace::Workspace;
use crate::text::Clean;
use crate::words::fl;
use serde::Serialize;
use std::path::Path;

/// Abbreviations shipped with the program.
const SYNONYMS: &str = include_str!("../../../config/synonyms.toml");

/// Readings that win over the dictionary.
const READINGS: &str = include_str!("../../../config/readings.toml");

pub(super) fn config(workspace: &Workspace, what: ConfigCommand) -> Result<(), Failure> {
    match what {
        ConfigCommand::Default { what } => defaults(workspace, what),
        ConfigCommand::Path => path(workspace),
        ConfigCommand::Check => check(workspace),
    }
}

fn defaults(workspace: &Workspace, what: ConfigFile) -> Result<(), Failure> {
    let keys = keymap::default_text();
    let text = match what {
        ConfigFile::Settings => settings::DEFAULT,
        ConfigFile::Keymap => &keys,
        ConfigFile::Tasks => catalogue::DEFAULT,
        ConfigFile::Calls => calls::DEFAULT,
        ConfigFile::Synonyms => SYNONYMS,
        ConfigFile::Readings => READINGS,
        ConfigFile::Concepts => concepts::SHIPPED,
    };
    // The same for machines: the file is what was asked for.
    workspace.answer(
        |out| out.line(text.trim_end()),
        |out| out.line(text.trim_end()),
    )
}

#[derive(Serialize)]
struct Paths {
    settings: String,
    keymap: String,
    tasks: String,
    calls: String,
    synonyms: String,
    db: String,
    data: String,
    readings: String,
    concepts: String,
    #[serde(rename = "library")]
    patents: String,
}

fn path(workspace: &Workspace) -> Result<(), Failure> {
    let (places, set) = (workspace.places(), &workspace.config.settings);
    let beside = |file: &Option<std::path::PathBuf>, usual: &str| {
        let file = file.as_deref().unwrap_or(Path::new(usual));
        shown(&places.config.join(file))
    };
    let paths = Paths {
        settings: shown(&places.settings),
        keymap: beside(&set.keymap, "keymap.toml"),
        tasks: beside(&set.tasks, "tasks.toml"),
        calls: beside(&None, "calls.toml"),
        synonyms: beside(&set.synonyms, "synonyms.toml"),
        db: shown(&places.db),
        data: shown(&places.data),
        readings: beside(&None, "readings.toml"),
        concepts: beside(&None, "concepts.toml"),
        patents: shown(workspace.patents().folder()),
    };
    workspace.answer(
        |out| out.json(&paths),
        |out| {
            let w = &workspace.words;
            let rows = [
                (fl!(w, "config-place-settings"), &paths.settings),
                (fl!(w, "config-place-keymap"), &paths.keymap),
                (fl!(w, "config-place-tasks"), &paths.tasks),
                (fl!(w, "config-place-calls"), &paths.calls),
                (fl!(w, "config-place-synonyms"), &paths.synonyms),
                (fl!(w, "config-place-db"), &paths.db),
                (fl!(w, "config-place-data"), &paths.data),
                (fl!(w, "config-place-readings"), &paths.readings),
                (fl!(w, "config-place-concepts"), &paths.concepts),
                (fl!(w, "config-place-library"), &paths.patents),
            ];
            rows.iter().try_for_each(|(name, path)| {
                out.line(format!("{}  {path}", crate::text::pad(name, 14)))
            })
        },
    )
}

#[derive(Serialize)]
struct Report<'a> {
    ok: bool,
    files: Vec<FileReport<'a>>,
}

#[derive(Serialize)]
struct FileReport<'a> {
    path: Clean,
    diagnostics: &'a [Diagnostic],
}

fn check(workspace: &Workspace) -> Result<(), Failure> {
    let config = &workspace.config;
    let problems = config.problems();
    workspace.answer(
        |out| {
            let files = config.files.iter().map(|file| FileReport {
                path: shown(&file.path).into(),
                diagnostics: &file.diagnostics,
            });
            out.json(&Report {
                ok: problems == 0,
                files: files.collect(),
            })
        },
        |out| {
            let w = &workspace.words;
            for file in &config.files {
                if file.report.is_empty() {
                    out.line(format!("{}: {}", shown(&file.path), fl!(w, "config-fine")))?;
                } else {
                    out.line(file.report.clone())?;
                }
            }
            if config.files.is_empty() {
                out.line(fl!(w, "config-nothing-set"))?;
            }
            Ok(())
        },
    )?;
    if problems == 0 {
        return Ok(());
    }
    let w = &workspace.words;
    let failure = Failure::new(FailureKind::BadFile, fl!(w, "config-check-wrong"));
    Err(failure
        .because(fl!(w, "config-check-wrong-why", count = problems))
        .hint(fl!(w, "config-check-wrong-how")))
}
