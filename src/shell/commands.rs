//! The commands that need no screen: what they read, what they record, what they print.

mod check;
mod config;
mod filter;
mod keep;
mod library;
mod log;
mod pair;
mod person;
mod search;
mod tasks;

use super::args::Command;
use super::changed;
use super::failure::Failure;
use super::workspace::Workspace;

/// Does what the command line says.
pub fn run(command: Command, workspace: &Workspace) -> Result<(), Failure> {
    match command {
        // Those two are screens.
        Command::Open { .. } | Command::Review => Ok(()),
        Command::Library { what } => library::library(workspace, &what),
        Command::Config { what } => config::config(workspace, what),
        Command::Check { file } => check::check(workspace, &file),
        Command::Search {
            file,
            query,
            kind,
            limit,
        } => search::search(workspace, &file, &query, kind, limit),
        Command::Pair {
            file,
            need,
            who,
            level,
            note,
            changed,
        } => {
            let answers = changed::answers(&changed);
            let note = note.as_deref();
            pair::pair(workspace, &file, &need, &who, level, note, &answers)
        }
        Command::Confirm {
            file,
            need,
            org,
            changed,
        } => pair::confirm(workspace, &file, &need, &org, &changed::answers(&changed)),
        Command::Tasks {
            session,
            overdue,
            owner,
            all,
        } => {
            let wanted = tasks::Wanted {
                session: session.as_deref(),
                overdue,
                owner,
                all,
            };
            tasks::list(workspace, &wanted)
        }
        Command::Task {
            id,
            status,
            note,
            due,
        } => tasks::change(workspace, &id, status, note.as_deref(), due),
        Command::Pairings { session } => pair::list(workspace, session.as_deref()),
        Command::Log(wanted) => log::log(workspace, &wanted),
        Command::Undo => log::undo(workspace, false),
        Command::Redo => log::undo(workspace, true),
        Command::Filter(wanted) => filter::filter(workspace, &wanted),
        Command::Verify => keep::verify(workspace),
        Command::Ops { what } => keep::ops(workspace, &what),
        Command::Backup { file } => keep::backup(workspace, file.as_deref()),
        Command::Restore { file } => keep::restore(workspace, &file),
        Command::Encrypt => keep::encrypt(workspace),
        Command::Decrypt => keep::decrypt(workspace),
        Command::Rescue { file } => keep::take_in_rescue(workspace, &file),
        Command::Show { at, session } => keep::show(workspace, &at, session.as_deref()),
        Command::Person { what } => person::person(workspace, &what),
        Command::Purge { session } => person::purge(workspace, &session),
    }
}
