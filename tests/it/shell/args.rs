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
fn an_empty_variable_is_none_and_a_wrong_one_is_named() {
    let house = House::new();
    let names = [
        "ENISHI_TODAY",
        "ENISHI_LANG",
        "ENISHI_CONFIG",
        "ENISHI_KEY_FILE",
        "ENISHI_DB",
        "ENISHI_DATA",
        "ENISHI_ACTOR",
    ];
    for name in names {
        for value in ["", " "] {
            let mut command = house.command(&["config", "path"]);
            let out = command.env(name, value).output().unwrap();
            let err = String::from_utf8_lossy(&out.stderr);
            assert!(out.status.success(), "{name}={value}: {err}");
        }
    }
    let mut command = house.command(&["config", "path"]);
    let out = command.env("ENISHI_TODAY", "きのう").output().unwrap();
    let err = String::from_utf8_lossy(&out.stderr);
    assert!(
        err.contains("ENISHI_TODAY") && !err.contains("--today"),
        "{err}"
    );
    let run = house.run(&["search", &tutorial(), "x", "--limit", "many"]);
    assert_eq!(run.code, 2);
    assert!(!run.err.contains("invalid"), "{}", run.err);
}

#[cfg(unix)]
#[test]
fn devices_pipes_and_folders_are_no_files() {
    let house = House::new();
    let pipe = house.path("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    let folder = house.path("folder");
    std::fs::create_dir(&folder).unwrap();
    let device = "/dev/zero";
    for path in [device, pipe.to_str().unwrap(), folder.to_str().unwrap()] {
        for args in [
            &["check", path][..],
            &["search", path, "x"],
            &["pair", path, "N-01", "15"],
            &["filter", "--queries", path],
            &["library", "add", path],
            &["ops", "import", path],
            &["bundle", "import", path],
            &["rescue", path],
            &["restore", path],
            &["log", "--db", path],
            &["encrypt", "--key-file", path],
        ] {
            let run = house.run(args);
            assert_ne!(run.code, 0, "{args:?}: {}", run.out);
            assert!(run.err.contains(path), "{args:?}: {}", run.err);
            assert!(!run.err.contains("os error"), "{args:?}: {}", run.err);
        }
    }
    // Settings that cannot be read are told, and the defaults stay.
    for path in [device, pipe.to_str().unwrap()] {
        let link = house.path("settings.toml");
        let _ = std::fs::remove_file(&link);
        std::os::unix::fs::symlink(path, &link).unwrap();
        assert_eq!(house.run(&["config", "check"]).code, 3);
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
        &["task", "x", "完了", "--on", "2026-02-30"],
        &["task", "x", "完了", "--due", "来週"],
        &["tasks", "add", "机を借りる", "--due", "2/30"],
        &["--today", "2026-11-20", "log", "--since", "2/29"],
        &["log", "--since", "+3"],
        &["--today", "12/10", "tasks"],
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

/// One reader of days, wherever an option takes one.
#[test]
fn days_are_typed_as_on_the_screen() {
    let house = House::new();
    let today = ["--today", "R8.11.20"];
    let run = |args: &[&str]| house.json(&[&today[..], args].concat());
    run(&["pair", &tutorial(), "N-01", "15"]);
    run(&["tasks", "add", "机を借りる", "--due", "12/10"]);
    let tasks = run(&["tasks"]);
    assert_eq!(tasks[0]["due_on"], "2026-12-10");
    let id = tasks[0]["id"].as_str().unwrap().to_owned();
    let task = run(&[
        "task",
        &id,
        "準備中",
        "--due",
        "令和8年12月4日",
        "--submitted",
        "11月18日",
    ]);
    assert_eq!(task["due_on"], "2026-12-04");
    assert_eq!(task["submitted_on"], "2026-11-18");
    let task = run(&["task", &id, "完了", "--on", "11/19"]);
    assert_eq!(task["status"], "完了");
    // What lies behind is the last day of that name.
    let all = run(&["log", "--since", "12/1"]);
    let none = run(&["log", "--until", "12/1"]);
    assert!(all.as_array().unwrap().len() >= 3, "{all}");
    assert_eq!(none.as_array().unwrap().len(), 0, "{none}");
}
