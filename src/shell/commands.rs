//! The commands that need no screen: what they read, what they record, what they print.

mod check;
mod filter;
mod log;
mod pair;
mod search;
pub mod summary;
mod tasks;

use super::args::{Cli, Command};
use super::desk::Desk;
use super::failure::Failure;
use crate::words::Words;

/// Does what the command line says.
pub fn run(cli: Cli, words: &Words) -> Result<(), Failure> {
    let desk = Desk::new(&cli.global, words);
    match cli.command {
        None
        | Some(
            Command::Open { .. }
            | Command::Review
            | Command::Config { .. }
            | Command::Library { .. },
        ) => Ok(()),
        Some(Command::Check { file }) => check::check(&desk, &file),
        Some(Command::Search {
            file,
            query,
            kind,
            limit,
        }) => search::search(&desk, &file, &query, kind, limit),
        Some(Command::Pair {
            file,
            need,
            who,
            level,
            note,
        }) => pair::pair(&desk, &file, &need, &who, level, note.as_deref()),
        Some(Command::Confirm { file, need, org }) => pair::confirm(&desk, &file, &need, &org),
        Some(Command::Tasks {
            session,
            overdue,
            owner,
            all,
        }) => {
            let wanted = tasks::Wanted {
                session: session.as_deref(),
                overdue,
                owner,
                all,
            };
            tasks::list(&desk, &wanted)
        }
        Some(Command::Task {
            id,
            status,
            note,
            due,
        }) => tasks::change(&desk, &id, status, note.as_deref(), due),
        Some(Command::Pairings { session }) => pair::list(&desk, session.as_deref()),
        Some(Command::Log(wanted)) => log::log(&desk, &wanted),
        Some(Command::Undo) => log::undo(&desk, false),
        Some(Command::Redo) => log::undo(&desk, true),
        Some(Command::Filter(wanted)) => filter::filter(&desk, &wanted),
    }
}
