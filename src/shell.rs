//! Floor 5: the world around the core: terminal, threads, files, clock and command line.
//!
//! [`main`] reads the command line and either runs one command ([`commands`]) or the screen ([`run`]). One input
//! thread, one database thread, one search thread send [`Event`]s into one channel; the loop of the screen blocks on it.

pub mod args;
pub mod ask;
pub mod called;
pub mod changed;
pub mod clock;
pub mod commands;
mod counter;
mod courier;
pub mod database;
pub mod erasures;
pub mod event;
pub mod failure;
pub mod finder;
pub mod help;
pub mod importer;
pub mod input;
pub mod library;
mod look;
mod memory;
pub mod opener;
pub mod out;
pub mod panic;
pub mod places;
pub mod planner;
pub mod probe;
pub mod profile;
mod put_file;
pub mod run;
pub mod secret;
mod sheets;
pub mod signals;
mod suggester;
pub mod terminal;
#[cfg(feature = "test-faults")]
pub mod test_faults;
pub mod tty;
pub mod user_config;
pub mod user_files;
pub mod watch;
pub mod workspace;

pub use event::Event;
pub use failure::{Failure, FailureKind};

use crate::words::Lang;
use crate::words::Words;
use crate::words::fl;
use args::Cli;
use args::Command;
use clap::builder::Resettable;
use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches};
use run::Begin;
use std::env;
use std::ffi::OsString;
use std::process::ExitCode;
use user_config::UserConfig;
use workspace::Workspace;

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    signals::survive_file_limit();
    let early = Words::new(early_lang(env::args_os()));
    let cli = match parse(&early) {
        Ok(cli) => cli,
        Err(failure) => return end(&failure, &early),
    };
    let config = UserConfig::load(&cli.global, &early);
    let words = match config.settings.lang {
        Some(lang) if !lang_was_said(&cli) && lang != early.lang() => Words::new(lang),
        _ => early,
    };
    let workspace = Workspace::new(&cli.global, words, config);
    match dispatch(cli.command, &workspace) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => end(&failure, &workspace.words),
    }
}

fn end(failure: &Failure, words: &Words) -> ExitCode {
    if failure.kind != FailureKind::PipeClosed {
        out::tell(&failure.lines(words));
    }
    failure.kind.exit_code()
}

/// On the command line or in the environment, which win over the settings.
fn lang_was_said(cli: &Cli) -> bool {
    cli.global.lang.is_some()
}

/// The command line, or what is wrong with it. `--help` and `--version` are answered here.
fn parse(words: &Words) -> Result<Cli, Failure> {
    let mut command = help::dress(Cli::command(), words).mut_args(|arg| {
        // An empty variable is none.
        let is_empty = arg.get_env().is_some_and(|name| {
            env::var_os(name).is_some_and(|value| value.to_string_lossy().trim().is_empty())
        });
        if is_empty {
            arg.env(Resettable::Reset)
        } else {
            arg
        }
    });
    let parsed = command
        .try_get_matches_from_mut(env::args_os())
        .and_then(|matches| Cli::from_arg_matches(&matches));
    parsed.or_else(|error| match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let mut out = out::Out::new(words);
            out.line(error.render().to_string().trim_end())?;
            out.finish()?;
            // Nothing is left to do, and nothing went wrong: as if our reader had gone.
            Err(Failure::pipe_closed())
        }
        _ => Err(help::refusal(&error, words)),
    })
}

fn dispatch(command: Option<Command>, workspace: &Workspace) -> Result<(), Failure> {
    let begin = match command {
        None => Begin::Start,
        Some(Command::Open { file, changed }) => {
            let answers = Box::new(changed::answers(&changed));
            Begin::Open(file, answers)
        }
        Some(Command::Review) => Begin::Review,
        Some(Command::Sample { remove: false }) => Begin::Sample,
        Some(command) => {
            let problems = workspace.config.problems();
            if problems > 0 && !matches!(command, Command::Config { .. }) {
                let w = &workspace.words;
                out::tell(&[fl!(w, "shell-settings-wrong", count = problems)]);
            }
            return commands::run(command, workspace);
        }
    };
    if !terminal::is_interactive() {
        return Err(no_terminal(&workspace.words));
    }
    run::run(workspace, &begin)
}

fn no_terminal(words: &Words) -> Failure {
    Failure::new(FailureKind::Usage, fl!(words, "shell-no-terminal"))
        .because(fl!(words, "shell-no-terminal-why"))
        .hint(fl!(words, "shell-no-terminal-how"))
        .hint(fl!(words, "shell-no-terminal-else"))
}

/// The language before anything else is known: `--lang`, `ENISHI_LANG`, the locale. Settings may change it later, but
/// not the words of a refused command line.
fn early_lang(args: impl Iterator<Item = OsString>) -> Lang {
    let mut args = args.filter_map(|arg| arg.into_string().ok());
    while let Some(arg) = args.next() {
        let value = match arg.strip_prefix("--lang") {
            Some("") => args.next(),
            Some(rest) => rest.strip_prefix('=').map(str::to_owned),
            None => None,
        };
        if let Some(value) = value {
            return Lang::from_code(&value);
        }
    }
    let given = env::var_os("ENISHI_LANG").and_then(|v| v.into_string().ok());
    let code = given
        .filter(|v| !v.is_empty())
        .or_else(sys_locale::get_locale);
    Lang::from_code(&code.unwrap_or_default())
}
