//! `enishi doctor`: what this computer and this record are like, and what to do about what is not well. It names nobody and
//! nothing that is recorded, so that it can be sent to whoever helps.

use crate::config::settings::Settings;
use crate::shell::clock;
use crate::shell::failure::{Failure, FailureKind};
use crate::shell::terminal;
use crate::shell::user_files::{shown, why};
use crate::shell::workspace::Workspace;
use crate::store::Store;
use crate::store::sqlite::{SqliteStore, offer};
use crate::text::Clean;
use crate::words::{Words, fl};
use serde::Serialize;
use std::env;
use std::path::Path;

/// How well something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Health {
    Well,
    Note,
    Wrong,
}

/// One thing that was looked at.
#[derive(Debug, Serialize)]
struct Finding {
    what: String,
    health: Health,
    found: Clean,
    remedy: Option<String>,
}

#[derive(Serialize)]
struct Report {
    ok: bool,
    findings: Vec<Finding>,
}

/// Below this the screens say that they need more room.
const LEAST_SIZE: (u16, u16) = (60, 15);

/// A clock before this year is wrong: the program is younger.
const FIRST_YEAR: i16 = 2026;

pub(super) fn doctor(workspace: &Workspace) -> Result<(), Failure> {
    let w = &workspace.words;
    let mut findings = vec![program(w), clock_of(w), terminal_of(w), letters(w)];
    findings.push(settings(workspace));
    let places = workspace.places();
    for (what, folder) in [
        (fl!(w, "doctor-data"), places.data.as_path()),
        (fl!(w, "doctor-config"), places.config.as_path()),
    ] {
        findings.push(folder_of(w, what, folder));
    }
    record(workspace, &mut findings);
    findings.push(backups(workspace));
    findings.push(second_copy(w, &workspace.config.settings));
    let wrong = findings
        .iter()
        .filter(|f| f.health == Health::Wrong)
        .count();
    let report = Report {
        ok: wrong == 0,
        findings,
    };
    workspace.answer(
        |out| out.json(&report),
        |out| {
            for finding in &report.findings {
                let health = match finding.health {
                    Health::Well => fl!(w, "doctor-well"),
                    Health::Note => fl!(w, "doctor-note"),
                    Health::Wrong => fl!(w, "doctor-bad"),
                };
                out.line(format!("{health}  {}: {}", finding.what, finding.found))?;
                if let Some(remedy) = &finding.remedy {
                    out.line(format!("        {remedy}"))?;
                }
            }
            out.line("")?;
            out.line(fl!(w, "doctor-names-nobody"))
        },
    )?;
    if wrong > 0 {
        let what = fl!(w, "doctor-wrong", count = wrong);
        return Err(Failure::new(FailureKind::Failed, what));
    }
    Ok(())
}

fn well(what: String, found: impl Into<Clean>) -> Finding {
    Finding {
        what,
        health: Health::Well,
        found: found.into(),
        remedy: None,
    }
}

fn not_well(what: String, health: Health, found: impl Into<Clean>, remedy: String) -> Finding {
    Finding {
        what,
        health,
        found: found.into(),
        remedy: Some(remedy),
    }
}

fn program(w: &Words) -> Finding {
    let encryption = if cfg!(feature = "encryption") {
        fl!(w, "doctor-with-encryption")
    } else {
        fl!(w, "doctor-without-encryption")
    };
    let found = format!(
        "enishi {} {} {} SQLite {} {encryption}",
        env!("CARGO_PKG_VERSION"),
        env::consts::OS,
        env::consts::ARCH,
        SqliteStore::library()
    );
    well(fl!(w, "doctor-program"), found)
}

fn clock_of(w: &Words) -> Finding {
    let now = clock::zoned();
    let what = fl!(w, "doctor-clock");
    let found = now.strftime("%Y-%m-%d %H:%M %Z").to_string();
    if now.year() < FIRST_YEAR {
        return not_well(what, Health::Wrong, found, fl!(w, "doctor-clock-how"));
    }
    well(what, found)
}

/// What the environment says; an empty variable is none.
fn said(key: &str) -> Option<String> {
    let text = env::var_os(key)?.to_string_lossy().into_owned();
    Some(text).filter(|text| !text.is_empty())
}

fn terminal_of(w: &Words) -> Finding {
    let what = fl!(w, "doctor-terminal");
    let name = |key: &str| said(key);
    let kind = if name("WT_SESSION").is_some() {
        "Windows Terminal".to_owned()
    } else {
        name("TERM").unwrap_or_else(|| "-".to_owned())
    };
    if !terminal::is_interactive() {
        return not_well(what, Health::Note, kind, fl!(w, "doctor-no-terminal"));
    }
    let Ok((width, height)) = crossterm::terminal::size() else {
        return not_well(what, Health::Note, kind, fl!(w, "doctor-no-terminal"));
    };
    let colours = if name("NO_COLOR").is_some() {
        "NO_COLOR"
    } else {
        ""
    };
    let found = format!("{kind} {width}x{height} {colours}");
    if width < LEAST_SIZE.0 || height < LEAST_SIZE.1 {
        return not_well(what, Health::Wrong, found, fl!(w, "doctor-small"));
    }
    if cfg!(windows) && name("WT_SESSION").is_none() {
        return not_well(what, Health::Note, found, fl!(w, "doctor-old-console"));
    }
    well(what, found)
}

/// Whether the terminal takes the letters of this program.
fn letters(w: &Words) -> Finding {
    let what = fl!(w, "doctor-letters");
    if cfg!(windows) {
        // The program switches the code page of its console itself.
        return well(what, "Windows");
    }
    let set = ["LC_ALL", "LC_CTYPE", "LANG"];
    let locale = set.iter().find_map(|key| said(key)).unwrap_or_default();
    let key = locale.to_lowercase().replace('-', "");
    if key.contains("utf8") {
        return well(what, locale);
    }
    let found = if locale.is_empty() { "-" } else { &locale };
    not_well(what, Health::Note, found, fl!(w, "doctor-no-utf8"))
}

fn settings(workspace: &Workspace) -> Finding {
    let w = &workspace.words;
    let what = fl!(w, "doctor-settings");
    let found = shown(&workspace.places().settings);
    match workspace.config.problems() {
        0 => well(what, found),
        _ => not_well(what, Health::Wrong, found, fl!(w, "doctor-settings-how")),
    }
}

fn folder_of(w: &Words, what: String, folder: &Path) -> Finding {
    let found = shown(folder);
    if !folder.exists() {
        return not_well(what, Health::Note, found, fl!(w, "doctor-made-later"));
    }
    if let Err(error) = tempfile::tempfile_in(folder) {
        let reason = why(w, &error);
        let how = fl!(w, "doctor-not-writable", why = reason);
        return not_well(what, Health::Wrong, found, how);
    }
    well(what, found)
}

/// The record as every command finds it, with what it tells of itself.
fn record(workspace: &Workspace, findings: &mut Vec<Finding>) {
    let w = &workspace.words;
    let what = || fl!(w, "doctor-record");
    let place = shown(&workspace.places().db);
    if !workspace.places().db.exists() {
        findings.push(not_well(
            what(),
            Health::Note,
            place,
            fl!(w, "doctor-made-later"),
        ));
        return;
    }
    let opened = match SqliteStore::open_with(&workspace.options()) {
        Ok(opened) => opened,
        Err(error) => {
            let why = error.explain(w);
            findings.push(not_well(what(), Health::Wrong, place, why));
            return;
        }
    };
    findings.push(match opened.store.recent_sessions() {
        Ok(all) => well(
            what(),
            fl!(w, "doctor-record-of", path = place, sessions = all.len()),
        ),
        Err(error) => not_well(what(), Health::Wrong, place, error.explain(w)),
    });
    let ahead = opened.store.clock_ahead(clock::timestamp());
    for notice in opened.notices.iter().chain(&ahead.ok().flatten()) {
        let health = if notice.is_grave() {
            Health::Wrong
        } else {
            Health::Note
        };
        findings.push(not_well(what(), health, "!", notice.explain(w)));
    }
}

fn backups(workspace: &Workspace) -> Finding {
    let w = &workspace.words;
    let what = fl!(w, "doctor-backups");
    let place = workspace.backups();
    let found = offer::offered(&workspace.options(), &place);
    let Some(newest) = found.first() else {
        let how = fl!(w, "doctor-no-backup");
        return not_well(what, Health::Note, shown(&place), how);
    };
    let until = newest.until.to_zoned(clock::zoned().time_zone().clone());
    let until = until.strftime("%Y-%m-%d %H:%M").to_string();
    well(
        what,
        fl!(w, "doctor-newest", path = shown(&place), until = until),
    )
}

fn second_copy(w: &Words, settings: &Settings) -> Finding {
    let what = fl!(w, "doctor-mirror");
    let Some(mirror) = &settings.mirror else {
        return not_well(what, Health::Note, "-", fl!(w, "doctor-no-mirror"));
    };
    if mirror.exists() {
        return well(what, shown(mirror));
    }
    let how = fl!(w, "doctor-mirror-away");
    not_well(what, Health::Wrong, shown(mirror), how)
}
