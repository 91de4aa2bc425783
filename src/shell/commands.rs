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
use super::desk::Desk;
use super::failure::Failure;

/// Does what the command line says.
pub fn run(command: Command, desk: &Desk) -> Result<(), Failure> {
    match command {
        // Those two are screens.
        Command::Open { .. } | Command::Review => Ok(()),
        Command::Library { what } => library::library(desk, &what),
        Command::Config { what } => config::config(desk, what),
        Command::Check { file } => check::check(desk, &file),
        Command::Search {
            file,
            query,
            kind,
            limit,
        } => search::search(desk, &file, &query, kind, limit),
        Command::Pair {
            file,
            need,
            who,
            level,
            note,
        } => pair::pair(desk, &file, &need, &who, level, note.as_deref()),
        Command::Confirm { file, need, org } => pair::confirm(desk, &file, &need, &org),
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
            tasks::list(desk, &wanted)
        }
        Command::Task {
            id,
            status,
            note,
            due,
        } => tasks::change(desk, &id, status, note.as_deref(), due),
        Command::Pairings { session } => pair::list(desk, session.as_deref()),
        Command::Log(wanted) => log::log(desk, &wanted),
        Command::Undo => log::undo(desk, false),
        Command::Redo => log::undo(desk, true),
        Command::Filter(wanted) => filter::filter(desk, &wanted),
        Command::Verify => keep::verify(desk),
        Command::Ops { what } => keep::ops(desk, &what),
        Command::Backup { file } => keep::backup(desk, file.as_deref()),
        Command::Restore { file } => keep::restore(desk, &file),
        Command::Encrypt => keep::encrypt(desk),
        Command::Decrypt => keep::decrypt(desk),
        Command::Rescue { file } => keep::take_in_rescue(desk, &file),
        Command::Show { at, session } => keep::show(desk, &at, session.as_deref()),
        Command::Person { what } => person::person(desk, &what),
        Command::Purge { session } => person::purge(desk, &session),
    }
}
