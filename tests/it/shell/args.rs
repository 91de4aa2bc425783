//! Help, refusals, terminals that are none, pipes that close.

use super::commands::{House, tutorial};
use clap::CommandFactory;
use enishi::shell::args::Cli;
use enishi::shell::help;
use enishi::words::{Lang, Words};
use std::io::Read;
use std::process::Stdio;
use unicode_width::UnicodeWidthStr;

#[test]
fn every_command_and_argument_is_explained_in_both_languages() {
    fn look(command: &clap::Command, path: &str, words: &Words, missing: &mut Vec<String>) {
        let id = help::id_of(path);
        if help::said(words, &id).is_none() {
            missing.push(id);
        }
        for arg in command.get_arguments() {
            if help::about_arg(words, path, arg).is_none() {
                missing.push(format!("{path}: {}", arg.get_id()));
            }
        }
        for below in command.get_subcommands() {
            look(
                below,
                &format!("{path} {}", below.get_name()),
                words,
                missing,
            );
        }
    }
    for lang in [Lang::Ja, Lang::En] {
        let mut missing = Vec::new();
        look(&Cli::command(), "enishi", &Words::new(lang), &mut missing);
        assert!(missing.is_empty(), "{lang:?}: {missing:?}");
    }
}

#[test]
fn help_leads_with_examples_and_fits_any_window() {
    let house = House::new();
    let mut paths = vec![vec![]];
    let command = Cli::command();
    paths.extend(
        command
            .get_subcommands()
            .map(|c| vec![c.get_name().to_owned()]),
    );
    for path in paths {
        for lang in ["ja", "en"] {
            let mut args: Vec<&str> = path.iter().map(String::as_str).collect();
            args.extend(["--help", "--lang", lang]);
            let run = house.run(&args);
            assert_eq!(run.code, 0, "{args:?}: {}", run.err);
            for line in run.out.lines() {
                assert!(line.width() < 60, "{args:?}: {line}");
            }
            if path.is_empty() {
                let (examples, usage) = (run.out.find("enishi open"), run.out.find("--db"));
                assert!(examples.unwrap() < usage.unwrap(), "{}", run.out);
            }
        }
    }
}

#[test]
fn a_wrong_command_line_says_what_why_and_how() {
    let house = House::new();
    for args in [
        &["serch"][..],
        &["--nope"],
        &["pair", "x.toml"],
        &["tasks", "--owner", "x"],
        &["task", "x", "できた"],
        &["config"],
        &["--lang", "fr", "tasks"],
        &["task", "x", "完了", "--due", "2026-02-30"],
    ] {
        let run = house.run(args);
        assert_eq!(run.code, 2, "{args:?}");
        assert!(run.out.is_empty(), "{args:?}: {}", run.out);
        for part in ["エラー: ", "原因: ", "対処: "] {
            assert!(run.err.contains(part), "{args:?}: {}", run.err);
        }
    }
    assert!(house.run(&["serch"]).err.contains("search"));
}

#[test]
fn without_a_terminal_the_screens_say_what_to_do() {
    let house = House::new();
    for args in [&[][..], &["open", &tutorial()], &["review"]] {
        let run = house.run(args);
        assert_eq!(run.code, 2, "{args:?}");
        assert!(run.err.contains("enishi check"), "{}", run.err);
        assert!(run.out.is_empty());
    }
}

#[test]
fn a_pipe_that_closes_is_no_error() {
    let house = House::new();
    let mut command = house.command(&["config", "default", "tasks"]);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut err = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut err)
        .unwrap();
    let status = child.wait().unwrap();
    assert!(err.is_empty(), "{err}");
    assert_eq!(status.code(), Some(0));
}
