//! Help and refusals of the command line, in the language of the user.
//!
//! clap parses the command line. Its own texts are English, and it wraps at blanks only, but Japanese has no blanks. So
//! its help is replaced as a whole, and its errors are told again by kind.

use super::args::{Choices, Cli};
use super::failure::Failure;
use super::failure::FailureKind;
use crate::text;
use crate::words::Words;
use crate::words::fl;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, CommandFactory};
use std::fmt::Write;

/// Width of the help in cells: short lines are readable in any terminal, in mail and in large print.
const COLUMNS: usize = 58;

/// Replaces clap's help with ours, in the command and all its subcommands.
pub fn dress(command: Command, words: &Words) -> Command {
    dress_at(command, "enishi", words)
}

fn dress_at(mut command: Command, path: &str, words: &Words) -> Command {
    let names: Vec<String> = command
        .get_subcommands()
        .map(|c| c.get_name().to_owned())
        .collect();
    for name in names {
        let below = format!("{path} {name}");
        command = command.mut_subcommand(name, |c| dress_at(c, &below, words));
    }
    let help = help(&command, path, words);
    command.override_help(help)
}

/// The text with an id, if there is one. Ids are made of names in the definition of the commands; a test checks that
/// all exist.
pub fn said(words: &Words, id: &str) -> Option<String> {
    words.has(id).then(|| words.text(id))
}

/// Id of the texts about a command, such as `help-library-add`.
pub fn id_of(path: &str) -> String {
    path.replacen("enishi", "help", 1).replace(' ', "-")
}

/// The text about an argument: the one of this command, or else the one for all commands.
pub fn about_arg(words: &Words, path: &str, arg: &Arg) -> Option<String> {
    let name = arg.get_id().as_str().replace('_', "-");
    said(words, &format!("{}-arg-{name}", id_of(path)))
        .or_else(|| said(words, &format!("help-arg-{name}")))
}

fn help(command: &Command, path: &str, words: &Words) -> String {
    let mut out = String::new();
    let mut paragraph = |text: &str, indent: usize| {
        for line in text.lines() {
            if line.is_empty() {
                out.push('\n');
                continue;
            }
            for piece in text::wrap(line, COLUMNS.saturating_sub(indent)) {
                let _ = writeln!(out, "{:indent$}{piece}", "");
            }
        }
    };
    let id = id_of(path);
    paragraph(&said(words, &id).unwrap_or_default(), 0);
    if let Some(examples) = said(words, &format!("{id}-examples")) {
        paragraph("\n", 0);
        paragraph(&fl!(words, "help-head-examples"), 0);
        for line in examples.lines() {
            paragraph(line, if line.starts_with("enishi") { 2 } else { 6 });
        }
    }
    paragraph("\n", 0);
    let usage = usage(command, path, words);
    paragraph(&fl!(words, "help-head-usage", usage = usage), 0);

    let below: Vec<&Command> = command
        .get_subcommands()
        .filter(|c| !c.is_hide_set())
        .collect();
    if !below.is_empty() {
        paragraph("\n", 0);
        paragraph(&fl!(words, "help-head-commands"), 0);
        for sub in below {
            let name = sub.get_name();
            let about = said(words, &id_of(&format!("{path} {name}"))).unwrap_or_default();
            let first = about.lines().next().unwrap_or_default();
            let name = text::pad(name, 10);
            paragraph(&format!("{name}  {first}"), 2);
        }
    }
    let (own, global): (Vec<&Arg>, Vec<&Arg>) = command
        .get_arguments()
        .filter(|a| !a.is_hide_set())
        .partition(|a| !a.is_global_set());
    let groups = [
        (own, fl!(words, "help-head-arguments")),
        (global, fl!(words, "help-head-options")),
    ];
    for (args, head) in groups {
        if args.is_empty() {
            continue;
        }
        paragraph("\n", 0);
        paragraph(&head, 0);
        for arg in args {
            paragraph(&spelling(arg), 2);
            paragraph(&about_arg(words, path, arg).unwrap_or_default(), 6);
            let env = arg.get_env().map(|e| e.to_string_lossy());
            if let Some(env) = env {
                paragraph(&fl!(words, "help-env", name = env.as_ref()), 6);
            }
        }
    }
    paragraph("\n", 0);
    if path == "enishi" {
        paragraph(&fl!(words, "help-codes"), 0);
    } else {
        paragraph(&fl!(words, "help-more"), 0);
    }
    out
}

/// An argument as the help writes it: `--limit N`, `-h, --help`, `FILE`.
fn spelling(arg: &Arg) -> String {
    let value = value_name(arg);
    match (arg.get_short(), arg.get_long()) {
        (_, None) => value,
        (short, Some(long)) => {
            let short = short.map_or(String::new(), |s| format!("-{s}, "));
            if arg.get_action().takes_values() {
                format!("{short}--{long} {value}")
            } else {
                format!("{short}--{long}")
            }
        }
    }
}

fn value_name(arg: &Arg) -> String {
    let given = arg.get_value_names().and_then(|names| names.first());
    given.map_or_else(|| arg.get_id().as_str().to_uppercase(), ToString::to_string)
}

fn usage(command: &Command, path: &str, words: &Words) -> String {
    let mut out = path.to_owned();
    for arg in command.get_positionals() {
        let many = matches!(arg.get_num_args(), Some(n) if n.max_values() > 1);
        let dots = if many || matches!(arg.get_action(), clap::ArgAction::Append) {
            ".."
        } else {
            ""
        };
        let name = value_name(arg);
        let _ = if arg.is_required_set() {
            write!(out, " {name}{dots}")
        } else {
            write!(out, " [{name}{dots}]")
        };
    }
    if command.get_subcommands().next().is_some() {
        out.push(' ');
        out.push_str(&fl!(words, "help-a-command"));
    }
    out.push(' ');
    out.push_str(&fl!(words, "help-options"));
    out
}

/// The variable in place of an option that nobody typed: its value came from there.
fn variable(option: String) -> String {
    let long = option.split(' ').next().unwrap_or_default();
    let typed = |arg: std::ffi::OsString| {
        let arg = arg.to_string_lossy().into_owned();
        arg == long
            || arg
                .strip_prefix(long)
                .is_some_and(|rest| rest.starts_with('='))
    };
    let name = long.strip_prefix("--");
    if name.is_none() || std::env::args_os().any(typed) {
        return option;
    }
    let command = Cli::command();
    let arg = command.get_arguments().find(|a| a.get_long() == name);
    let env = arg.and_then(Arg::get_env);
    env.map_or(option, |env| env.to_string_lossy().into_owned())
}

/// Turns an error of clap into a failure in our words.
pub fn refusal(error: &clap::Error, words: &Words) -> Failure {
    let text = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(s)) => s.clone(),
        Some(ContextValue::Strings(all)) => all.join(" "),
        _ => String::new(),
    };
    let arg = variable(text(ContextKind::InvalidArg));
    let value = text(ContextKind::InvalidValue);
    let sub = text(ContextKind::InvalidSubcommand);
    let what = match error.kind() {
        ErrorKind::UnknownArgument => fl!(words, "refused-unknown", arg = arg.as_str()),
        ErrorKind::InvalidSubcommand => fl!(words, "refused-command", name = sub.as_str()),
        ErrorKind::InvalidValue if value.is_empty() => {
            fl!(words, "refused-no-value", arg = arg.as_str())
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            fl!(
                words,
                "refused-value",
                arg = arg.as_str(),
                value = value.as_str()
            )
        }
        ErrorKind::MissingRequiredArgument => fl!(words, "refused-missing", arg = arg.as_str()),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            fl!(words, "refused-no-command")
        }
        ErrorKind::ArgumentConflict => fl!(words, "refused-conflict", arg = arg.as_str()),
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues | ErrorKind::TooFewValues => {
            fl!(words, "refused-count", arg = arg.as_str())
        }
        ErrorKind::InvalidUtf8 => fl!(words, "refused-bytes"),
        _ => fl!(words, "refused-other"),
    };
    let mut failure = Failure::new(FailureKind::Usage, what);
    let valid = [
        text(ContextKind::ValidValue).replace(' ', " / "),
        // Only our own words: what a parser says is English.
        std::error::Error::source(error)
            .and_then(|source| source.downcast_ref::<Choices>())
            .map_or(String::new(), ToString::to_string),
        text(ContextKind::ValidSubcommand).replace(' ', " / "),
    ];
    let why = valid.iter().find(|v| !v.is_empty());
    failure = failure.because(match (why, error.kind()) {
        (Some(valid), _) => fl!(words, "refused-choices", list = valid.as_str()),
        (None, ErrorKind::UnknownArgument) => fl!(words, "refused-unknown-why"),
        (None, ErrorKind::InvalidSubcommand) => fl!(words, "refused-command-why"),
        (None, ErrorKind::MissingRequiredArgument) => fl!(words, "refused-missing-why"),
        (None, _) => fl!(words, "refused-other-why"),
    });
    let near = [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedValue,
    ]
    .map(text);
    if let Some(near) = near.iter().find(|n| !n.is_empty()) {
        failure = failure.hint(fl!(words, "refused-did-you-mean", near = near.as_str()));
    }
    failure.hint(fl!(words, "refused-see-help"))
}
