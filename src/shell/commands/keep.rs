//! `enishi verify`, `ops`, `backup`, `restore`, `rescue` and `show`: the record as a whole.

use super::pair;
use super::tasks;
use crate::shell::args::OpsCommand;
use crate::shell::clock;
use crate::shell::failure::{Failure, FailureKind};
use crate::shell::given::shown;
use crate::shell::out::Out;
use crate::shell::workspace::Workspace;
use crate::store;
use crate::store::sqlite::convert;
use crate::store::sqlite::report::{Author, By};
use crate::store::sqlite::restore;
use crate::store::sqlite::sidecar;
use crate::store::{Sessions, Store, rescue};
use crate::text::Clean;
use crate::view::conflict;
use crate::words::Words;
use crate::words::fl;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use serde::Serialize;
use serde_json::{Value, json};
use std::fs::File;
use std::io::{self, BufReader, BufWriter};
use std::path::Path;

#[derive(Serialize)]
struct Verified {
    ok: bool,
    ops: u64,
    erased: u64,
    streams: usize,
    rows: u64,
    signatures: Vec<Value>,
    faults: Vec<Clean>,
}

pub(super) fn verify(workspace: &Workspace) -> Result<(), Failure> {
    let store = workspace.open_store()?;
    let report = store.verify().map_err(|e| workspace.store_failed(&e))?;
    let faults: Vec<Clean> = report
        .faults
        .iter()
        .map(|fault| Clean::line(&fault.explain(&workspace.words)))
        .collect();
    let w = &workspace.words;
    workspace.answer(
        |out| {
            out.json(&Verified {
                ok: faults.is_empty(),
                ops: report.ops,
                erased: report.erased,
                streams: report.streams,
                rows: report.rows,
                signatures: report.authors.iter().map(signature).collect(),
                faults: faults.clone(),
            })
        },
        |out| {
            if faults.is_empty() {
                out.line(fl!(
                    w,
                    "keep-verified",
                    ops = report.ops,
                    rows = report.rows,
                    streams = report.streams
                ))?;
            }
            for line in signed(w, &report.authors) {
                out.line(line)?;
            }
            faults.iter().try_for_each(|fault| out.line(fault.clone()))
        },
    )?;
    match faults.first() {
        None => Ok(()),
        Some(first) => {
            let what = fl!(w, "keep-faulty", count = faults.len());
            Err(Failure::new(FailureKind::Failed, what)
                .because(first.clone())
                .hint(fl!(w, "keep-faulty-how")))
        }
    }
}

/// Who signed a stream, for machines.
fn signature(author: &Author) -> Value {
    let (name, fingerprint) = match &author.by {
        By::Accepted(name) => (Some(name), None),
        By::Unknown(fingerprint) => (None, Some(fingerprint.to_string())),
        By::Own | By::Nobody | By::Wrong => (None, None),
    };
    json!({"device": author.device, "session": author.scope, "ops": author.seq,
        "signed": author.signed, "by": author.by.code(), "name": name, "fingerprint": fingerprint})
}

/// Who signed how many streams, for people. What does not hold is told as a fault.
fn signed(w: &Words, authors: &[Author]) -> Vec<String> {
    let count = |by: &By| authors.iter().filter(|a| a.by == *by).count();
    let mut seen: Vec<&By> = Vec::new();
    let mut lines = Vec::new();
    for author in authors {
        if seen.contains(&&author.by) {
            continue;
        }
        seen.push(&author.by);
        let count = count(&author.by);
        lines.extend(match &author.by {
            By::Own => Some(fl!(w, "keep-signed-own", count = count)),
            By::Accepted(name) => Some(fl!(
                w,
                "keep-signed-accepted",
                name = name.as_str(),
                count = count
            )),
            By::Unknown(print) => {
                let print = print.to_string();
                Some(fl!(
                    w,
                    "keep-signed-unknown",
                    fingerprint = print,
                    count = count
                ))
            }
            By::Nobody => Some(fl!(w, "keep-unsigned", count = count)),
            By::Wrong => None,
        });
    }
    let cut = |a: &&Author| matches!(a.by, By::Accepted(_) | By::Unknown(_)) && a.signed < a.seq;
    for author in authors.iter().filter(cut) {
        let (device, scope) = (author.device.to_string(), author.scope.as_str());
        let ops = author.seq - author.signed;
        lines.push(fl!(
            w,
            "keep-signed-part",
            device = device,
            scope = scope,
            count = ops
        ));
    }
    lines
}

#[derive(Serialize)]
struct Counted {
    ops: usize,
}

#[derive(Serialize)]
struct Imported {
    new: usize,
    known: usize,
    waiting: usize,
    forks: usize,
    /// Between which values nobody decided, in a line each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    conflicts: Vec<String>,
}

pub(super) fn ops(workspace: &Workspace, what: &OpsCommand) -> Result<(), Failure> {
    match what {
        OpsCommand::Export { file: None } => export(workspace),
        OpsCommand::Export { file: Some(file) } => export_to(workspace, file),
        OpsCommand::Import { file } => import(workspace, file),
    }
}

/// To standard output, through the cleaning like everything else; it changes nothing of these lines.
fn export(workspace: &Workspace) -> Result<(), Failure> {
    let store = workspace.open_store()?;
    let mut lines = Vec::new();
    let written = store.export_ops(&mut lines);
    written.map_err(|e| workspace.store_failed(&e))?;
    let mut out = Out::new();
    for line in String::from_utf8_lossy(&lines).lines() {
        out.line(line)?;
    }
    out.finish()
}

fn export_to(workspace: &Workspace, path: &Path) -> Result<(), Failure> {
    let store = workspace.open_store()?;
    let file = File::create_new(path).map_err(|e| unwritable(workspace, path, &e))?;
    let mut to = BufWriter::new(file);
    let count = store.export_ops(&mut to);
    let count = count.map_err(|e| workspace.store_failed(&e))?;
    let synced = to.into_inner().map_err(io::IntoInnerError::into_error);
    synced
        .and_then(|file| file.sync_all())
        .map_err(|e| unwritable(workspace, path, &e))?;
    let w = &workspace.words;
    workspace.answer(
        |out| out.json(&Counted { ops: count }),
        |out| {
            let path = shown(path);
            out.line(fl!(w, "keep-exported", count = count, path = path))
        },
    )
}

fn import(workspace: &Workspace, path: &Path) -> Result<(), Failure> {
    let file = File::open(path).map_err(|e| workspace.unreadable(path, &e))?;
    let mut store = workspace.open_store()?;
    let before = workspace.book(&store, &Sessions::All)?.conflicts;
    let key = workspace.key().filter(|_| store::is_encrypted(path));
    let taken = match key {
        // The other version of a fork, kept beside an encrypted record.
        Some(key) => sidecar::read(path, Some(&key))
            .and_then(|bytes| store.import_ops_by(&mut bytes.as_slice(), clock::timestamp())),
        None => store.import_ops_by(&mut BufReader::new(file), clock::timestamp()),
    };
    let taken = taken.map_err(|e| workspace.store_failed(&e))?;
    let w = &workspace.words;
    let book = workspace.book(&store, &Sessions::All)?;
    let new = book.conflicts.iter();
    let new = new.filter(|(entity, conflicts)| before.get(*entity) != Some(*conflicts));
    let conflicts: Vec<(String, Vec<String>)> = new
        .map(|(entity, conflicts)| {
            let stands = conflicts.iter().map(|c| conflict::stands(w, c));
            (
                conflict::line(w, &book, entity, conflicts),
                stands.collect(),
            )
        })
        .collect();
    workspace.answer(
        |out| {
            out.json(&Imported {
                new: taken.new,
                known: taken.known,
                waiting: taken.waiting,
                forks: taken.forks.len(),
                conflicts: conflicts.iter().map(|(line, _)| line.clone()).collect(),
            })
        },
        |out| {
            let (new, known) = (taken.new, taken.known);
            let waiting = taken.waiting;
            out.line(fl!(
                w,
                "keep-imported",
                new = new,
                known = known,
                waiting = waiting
            ))?;
            if !conflicts.is_empty() {
                out.line(fl!(w, "conflict-import", count = conflicts.len()))?;
            }
            for (line, stands) in &conflicts {
                out.line(format!("  {line}"))?;
                for text in stands {
                    out.line(format!("    {text}"))?;
                }
            }
            Ok(())
        },
    )?;
    match taken.forks.first() {
        None => Ok(()),
        Some(fork) => {
            let mut failure = workspace.store_failed(&fork.error());
            if let Some(aside) = &fork.aside {
                failure = failure.hint(fl!(w, "keep-aside", path = shown(aside)));
            }
            Err(failure)
        }
    }
}

#[derive(Serialize)]
struct Written {
    path: Option<String>,
}

pub(super) fn backup(workspace: &Workspace, file: Option<&Path>) -> Result<(), Failure> {
    let mut store = workspace.open_store()?;
    let written = match file {
        Some(file) => store.backup(file).map(|()| Some(file.to_owned())),
        None => store.rotate(&workspace.backups(), clock::timestamp()),
    };
    let written = written.map_err(|e| workspace.store_failed(&e))?;
    let w = &workspace.words;
    workspace.answer(
        |out| {
            let path = written.as_deref().map(shown);
            out.json(&Written { path })
        },
        |out| match &written {
            Some(path) => out.line(fl!(w, "keep-backed-up", path = shown(path))),
            None => out.line(fl!(w, "keep-backup-fresh")),
        },
    )
}

pub(super) fn restore(workspace: &Workspace, file: &Path) -> Result<(), Failure> {
    let restored = restore::restore(&workspace.options(), file);
    let restored = restored.map_err(|e| workspace.store_failed(&e))?;
    let w = &workspace.words;
    workspace.answer(
        |out| {
            let path = restored.kept.as_deref().map(shown);
            out.json(&Written { path })
        },
        |out| {
            out.line(fl!(w, "keep-restored", ops = restored.report.ops))?;
            match &restored.kept {
                Some(kept) => out.line(fl!(w, "keep-kept", path = shown(kept))),
                None => Ok(()),
            }
        },
    )
}

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

pub(super) fn take_in_rescue(workspace: &Workspace, file: &Path) -> Result<(), Failure> {
    let mut unsaved = rescue::read_under(file, workspace.key().as_ref())
        .map_err(|e| workspace.store_failed(&e))?;
    // A clock that ran ahead is not taken in: every later op would have to follow it.
    let now = clock::timestamp();
    for (at, _) in &mut unsaved {
        *at = now.min(*at);
    }
    let mut store = workspace.open_store()?;
    let saved = rescue::take_in(&mut store, &unsaved);
    let saved = saved.map_err(|e| workspace.store_failed(&e))?;
    let w = &workspace.words;
    let ops = saved.iter().map(|s| s.ops.len()).sum();
    workspace.answer(
        |out| out.json(&Counted { ops }),
        |out| out.line(fl!(w, "keep-rescued", count = saved.len())),
    )
}

#[derive(Serialize)]
struct Shown<'a> {
    at: Timestamp,
    pairings: Vec<pair::Row<'a>>,
    tasks: Vec<tasks::Row<'a>>,
}

pub(super) fn show(workspace: &Workspace, at: &str, session: Option<&str>) -> Result<(), Failure> {
    let w = &workspace.words;
    let Some(at) = moment(at) else {
        let at = Clean::line(at);
        let what = fl!(w, "refused-value", arg = "--at", value = at.as_str());
        return Err(Failure::new(FailureKind::Usage, what)
            .because(fl!(w, "refused-choices", list = "2026-11-20 14:05"))
            .hint(fl!(w, "refused-see-help")));
    };
    let store = workspace.open_store()?;
    let scope = session.map_or(Sessions::All, |id| Sessions::One(Clean::line(id)));
    let book = store
        .book_at(&scope, at)
        .map_err(|e| workspace.store_failed(&e))?;
    let all = tasks::Wanted {
        session,
        all: true,
        ..tasks::Wanted::default()
    };
    workspace.answer(
        |out| {
            out.json(&Shown {
                at,
                pairings: pair::rows(&book, session),
                tasks: tasks::rows(workspace, &book, &all),
            })
        },
        |out| {
            pair::print(workspace, &book, session, out)?;
            out.line("")?;
            tasks::print(workspace, &book, &all, out)
        },
    )
}

/// A time as people write it, in the zone of the computer; a day means its end.
fn moment(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    if let Ok(at) = text.parse::<Timestamp>() {
        return Some(at);
    }
    let zone = clock::zoned().time_zone().clone();
    let at = match text.parse::<DateTime>() {
        Ok(at) if text.len() > 10 => at,
        _ => text.parse::<Date>().ok()?.at(23, 59, 59, 999_999_999),
    };
    at.to_zoned(zone).ok().map(|z| z.timestamp())
}

fn unwritable(workspace: &Workspace, path: &Path, error: &io::Error) -> Failure {
    let w = &workspace.words;
    let why = match error.kind() {
        io::ErrorKind::AlreadyExists => fl!(w, "keep-exists"),
        io::ErrorKind::PermissionDenied => fl!(w, "keep-not-allowed"),
        _ => error.to_string(),
    };
    let path = shown(path);
    Failure::new(FailureKind::Failed, fl!(w, "keep-unwritable", path = path))
        .because(why)
        .hint(fl!(w, "keep-unwritable-how"))
}
