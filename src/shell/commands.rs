//! The commands that need no screen: what they read, what they record, what they print.

mod backup;
mod called;
mod calls;
mod check;
mod config;
mod convert;
mod device;
mod doctor;
mod edited;
mod encryption;
pub(in crate::shell) mod export;
mod filter;
mod handover;
pub(in crate::shell) mod import;
mod interest;
pub(in crate::shell) mod into_record;
mod letter;
mod library;
mod log;
pub(in crate::shell) mod new;
mod of_session;
mod ops;
mod own_task;
mod pair;
mod pairing;
mod pairings;
mod person;
mod print;
mod read_sheets;
mod report;
mod rescue;
mod rules;
pub(in crate::shell) mod sample;
mod search;
mod session;
mod show;
mod story;
mod suggest;
mod tasks;
mod team;
mod texts;
mod timetable;
mod verify;

use super::args::{
    Command, HandoverArgs, ImportArgs, InterestCommand, LetterArgs, PersonCommand, RulesArgs,
    SessionCommand, StoryArgs,
};
use super::changed;
use super::failure::Failure;
use super::workspace::Workspace;
use crate::domain::filter::Filter;
use crate::words::fl;

/// Does what the command line says.
pub fn run(command: Command, workspace: &Workspace) -> Result<(), Failure> {
    if records(&command) {
        // Before anything is read: without a name not even a file is recorded.
        workspace.who()?;
    }
    match command {
        // Those three are screens.
        Command::Open { .. } | Command::Review | Command::Sample { remove: false } => Ok(()),
        Command::Sample { remove: true } => sample::remove(workspace),
        Command::New { file } => new::new(workspace, file.as_deref()),
        Command::Export(wanted) => export::export(workspace, &wanted),
        Command::Schema => export::schema(workspace),
        Command::Import(wanted) => match &wanted.edited {
            Some(file) => edited::edited(workspace, file, &wanted),
            None if wanted.into_record => into_record::into_record(workspace, &wanted),
            None => import::import(workspace, &wanted),
        },
        Command::Interest { what } => interest::interest(workspace, &what),
        Command::ReadSheets { file } => read_sheets::read_sheets(workspace, &file),
        Command::Convert { from, to, force } => convert::convert(workspace, &from, &to, force),
        Command::Texts => texts::texts(workspace),
        Command::Library { what } => library::library(workspace, &what),
        Command::Config { what } => config::config(workspace, what),
        Command::Doctor => doctor::doctor(workspace),
        Command::Check { file } => check::check(workspace, &file),
        Command::Search {
            file,
            query,
            kind,
            limit,
        } => search::search(workspace, &file, &query, kind, limit),
        Command::Suggest(asked) => suggest::suggest(workspace, &asked),
        Command::Team(asked) => team::team(workspace, &asked),
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
            what: Some(add), ..
        } => own_task::add(workspace, &add),
        Command::Tasks {
            what: None,
            session,
            overdue,
            owner,
            all,
            find,
            filter,
        } => {
            let wanted = tasks::Wanted {
                on: None,
                session: session.as_deref(),
                overdue,
                owner,
                all,
                find: asked(workspace, find.as_deref(), filter.as_deref())?,
            };
            tasks::list(workspace, &wanted)
        }
        Command::Task(told) => tasks::change(workspace, &told),
        Command::Rules(asked) => rules::rules(workspace, &asked),
        Command::Calls(asked) => calls::calls(workspace, asked),
        Command::Pairings {
            session,
            undecided,
            find,
            filter,
        } => {
            let wanted = pairings::Wanted {
                session: session.as_deref(),
                undecided,
                find: asked(workspace, find.as_deref(), filter.as_deref())?,
            };
            pairings::list(workspace, &wanted)
        }
        Command::Pairing(told) => pairing::pairing(workspace, &told),
        Command::Story(asked) => story::story(workspace, &asked),
        Command::Handover(asked) => handover::handover(workspace, &asked),
        Command::Letter(asked) => letter::letter(workspace, &asked),
        Command::Report(asked) => report::report(workspace, &asked),
        Command::Log(wanted) => log::log(workspace, &wanted),
        Command::Undo { action: None, .. } => log::undo(workspace, false),
        Command::Undo {
            action: Some(action),
            yes,
        } => log::undo_action(workspace, &action, yes),
        Command::Redo => log::undo(workspace, true),
        Command::Filter(wanted) => filter::filter(workspace, &wanted),
        Command::Verify => verify::verify(workspace),
        Command::Ops { what } => ops::ops(workspace, &what),
        Command::Bundle { what } => ops::bundle(workspace, &what),
        Command::Backup { file } => backup::backup(workspace, file.as_deref()),
        Command::Restore { file, other } => backup::restore(workspace, &file, other),
        Command::Encrypt => encryption::encrypt(workspace),
        Command::Decrypt => encryption::decrypt(workspace),
        Command::Rescue { file } => rescue::take_in_rescue(workspace, &file),
        Command::Show { at, session } => show::show(workspace, &at, session.as_deref()),
        Command::Session {
            what: SessionCommand::Export { session, to, force },
        } => session::export(workspace, &session, &to, force),
        Command::Timetable(asked) => timetable::timetable(workspace, &asked),
        Command::Print { what } => print::print(workspace, &what),
        Command::Device { what } => device::device(workspace, what.as_ref()),
        Command::Person { what } => person::person(workspace, &what),
        Command::Purge { session, yes } => person::purge(workspace, &session, yes),
    }
}

/// Words that are asked for, with those of a filter that has a name.
fn asked(workspace: &Workspace, find: Option<&str>, name: Option<&str>) -> Result<Filter, Failure> {
    let mut words = find.unwrap_or_default().to_owned();
    if let Some(name) = name {
        let all = &workspace.config.settings.filters;
        let Some((_, of)) = all.iter().find(|(known, _)| **known == *name.trim()) else {
            let w = &workspace.words;
            let what = fl!(w, "filter-unknown", name = name);
            let names = all.iter().map(|(name, _)| name.as_str());
            return Err(workspace.nothing(what, name, names, fl!(w, "filter-unknown-how")));
        };
        words = format!("{words} {of}");
    }
    Ok(Filter::words(&words))
}

/// Whether a command records something in the name of whoever runs it.
fn records(command: &Command) -> bool {
    match command {
        Command::Pair { .. }
        | Command::Confirm { .. }
        | Command::Tasks { what: Some(_), .. }
        | Command::Task(_)
        | Command::Rules(RulesArgs {
            overrule: Some(_), ..
        })
        | Command::Handover(HandoverArgs { dry_run: false, .. })
        | Command::Letter(LetterArgs { output: Some(_), .. })
        | Command::Story(StoryArgs { output: Some(_), .. })
        | Command::Undo { .. }
        | Command::Redo
        | Command::Import(
            ImportArgs {
                edited: Some(_), ..
            }
            | ImportArgs {
                into_record: true,
                dry_run: false,
                ..
            },
        )
        | Command::Interest {
            what: InterestCommand::Import { dry_run: false, .. },
        }
        | Command::Purge { .. }
        | Command::Person {
            what: PersonCommand::Erase { .. },
        } => true,
        Command::Pairing(told) => told.records(),
        // What these take in was recorded by others.
        Command::Ops { .. }
        | Command::Bundle { .. }
        | Command::Restore { .. }
        | Command::Rescue { .. }
        // The screen asks for the name itself.
        | Command::Open { .. }
        | Command::Review
        | Command::Sample { .. }
        | Command::New { .. }
        | Command::Convert { .. }
        | Command::Import(_)
        | Command::Interest { .. }
        | Command::Export(_)
        | Command::Schema
        | Command::ReadSheets { .. }
        | Command::Texts
        | Command::Check { .. }
        | Command::Search { .. }
        | Command::Suggest(_)
        | Command::Team(_)
        | Command::Tasks { what: None, .. }
        | Command::Rules(_)
        | Command::Calls(_)
        | Command::Pairings { .. }
        | Command::Report(_)
        | Command::Story(_)
        | Command::Letter(_)
        | Command::Handover(_)
        | Command::Log(_)
        | Command::Config { .. }
        | Command::Doctor
        | Command::Filter(_)
        | Command::Library { .. }
        | Command::Verify
        | Command::Backup { .. }
        | Command::Show { .. }
        | Command::Session { .. }
        | Command::Timetable(_)
        | Command::Print { .. }
        | Command::Device { .. }
        | Command::Person { .. }
        | Command::Encrypt
        | Command::Decrypt => false,
    }
}
