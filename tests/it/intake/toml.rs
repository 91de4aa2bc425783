//! The session file: what is accepted, what is refused, and how it is said.

use enishi::domain::diag::render;
use enishi::domain::diag::render::Frame;
use enishi::intake;
use enishi::intake::section::Section;
use enishi::intake::tables;
use enishi::text;
use enishi::words::{Lang, Words};
use proptest::prelude::*;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

#[test]
fn every_sample_loads_without_a_word() {
    let words = Words::new(Lang::Ja);
    let mut found = 0;
    for entry in std::fs::read_dir(folder("sessions")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|e| e == "toml") {
            let loaded = intake::load_bytes(&std::fs::read(&path).unwrap(), &words);
            let told = render::render(
                &loaded.diagnostics,
                &loaded.text,
                &path.display().to_string(),
                Frame::Ascii,
                &words,
            );
            assert_eq!(told, "");
            let session = loaded.session.unwrap();
            assert!(!session.needs.is_empty() && !session.attendees.is_empty());
            found += 1;
        }
    }
    assert!(found >= 2);
}

/// What `enishi check` finds, one problem in two lines: code, place and message; the remedy.
fn told(loaded: &intake::Loaded) -> String {
    let mut out = String::new();
    for d in &loaded.diagnostics {
        writeln!(out, "{} {}:{} {}", d.code, d.line, d.column, d.message).unwrap();
        writeln!(out, "    {}", d.help).unwrap();
    }
    let end = if loaded.session.is_some() {
        "accepted"
    } else {
        "refused"
    };
    writeln!(out, "{end}").unwrap();
    out
}

/// To write the expectations anew (and read them before they are committed): `ENISHI_WRITE_EXPECTED=1 cargo test`.
#[test]
fn every_bad_file_gets_exactly_its_diagnostics() {
    let words = Words::new(Lang::Ja);
    let mut found = 0;
    let mut wrong = Vec::new();
    for entry in std::fs::read_dir(folder("tests/it/intake/bad-sessions")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|e| e != "toml") {
            continue;
        }
        found += 1;
        let loaded = intake::load_bytes(&std::fs::read(&path).unwrap(), &words);
        let told = told(&loaded);
        let expected = path.with_extension("expected");
        if std::env::var_os("ENISHI_WRITE_EXPECTED").is_some() {
            std::fs::write(&expected, &told).unwrap();
        } else if std::fs::read_to_string(&expected)
            .unwrap_or_default()
            .replace("\r\n", "\n")
            != told
        {
            wrong.push(format!("{}:\n{told}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(found >= 60, "{found}");
}

/// What is told must not hang on the program that saved the file: Windows, Unix and old Macs end lines differently.
#[test]
fn every_bad_file_gets_its_diagnostics_with_any_line_end() {
    let words = Words::new(Lang::Ja);
    let mut wrong = Vec::new();
    for entry in std::fs::read_dir(folder("tests/it/intake/bad-sessions")).unwrap() {
        let path = entry.unwrap().path();
        let Ok(text) = std::fs::read_to_string(&path) else {
            continue;
        };
        if path.extension().is_none_or(|e| e != "toml") {
            continue;
        }
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let plain = told(&intake::load_bytes(text.as_bytes(), &words));
        for end in ["\r\n", "\r"] {
            let other = text.replace('\n', end);
            let other = told(&intake::load_bytes(other.as_bytes(), &words));
            if other != plain {
                wrong.push(format!("{} with {end:?}:\n{other}", path.display()));
            }
        }
        // The parser below speaks English, we do not.
        let parser = ["expected", "invalid", "missing", "duplicate", "unclosed"];
        if parser.iter().any(|word| plain.contains(word)) {
            wrong.push(format!("{}:\n{plain}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_remedy_names_a_column_that_the_section_does_not_have() {
    let words = Words::new(Lang::Ja);
    let names = |section: Section| -> Vec<&str> {
        let heads = tables::columns(section).into_iter();
        heads
            .chain(tables::group_columns(section))
            .map(|h| h.name)
            .collect()
    };
    let all: Vec<&str> = Section::ALL.iter().flat_map(|s| names(*s)).collect();
    for section in Section::ALL {
        let heading = match section {
            Section::Session => "[session]".to_owned(),
            other => format!("[[{}]]", other.name()),
        };
        let own = names(*section);
        for other in Section::ALL {
            for head in tables::columns(*other) {
                for written in head.aliases.iter().chain([&head.label]) {
                    let text = format!("format = 1\n{heading}\n{written} = \"x\"\n");
                    let loaded = intake::load(&text, &words);
                    for d in loaded.diagnostics.iter().filter(|d| d.line == 3) {
                        let named = d.help.split(['「', '」']).nth(1).unwrap_or_default();
                        let known = !all.contains(&named) || own.contains(&named);
                        assert!(known, "{text}{} {}", d.message, d.help);
                    }
                }
            }
        }
    }
}

#[test]
fn the_template_is_right_as_it_is_and_with_every_line_used() {
    for lang in [Lang::Ja, Lang::En] {
        let words = Words::new(lang);
        let day = jiff::civil::date(2026, 11, 20);
        let text = intake::template::template(&words, day);
        let used: Vec<String> = text
            .lines()
            .map(|line| match line.strip_prefix("# ") {
                Some(rest) if rest.contains(" = ") || rest.starts_with("[[") => rest.to_owned(),
                _ => line.to_owned(),
            })
            .collect();
        for text in [text, used.join("\n")] {
            let loaded = intake::load(&text, &words);
            assert_eq!(told(&loaded), "accepted\n", "{text}");
        }
        for section in Section::ALL {
            for head in tables::columns(*section) {
                let line = format!("{} = ", head.name);
                assert!(used.iter().any(|l| l.starts_with(&line)), "{line}");
            }
        }
    }
}

#[test]
fn nonsense_in_a_column_that_is_only_shown_is_told_and_kept() {
    let words = Words::new(Lang::Ja);
    for (written, is_told) in [
        ("attendance = \"ほげ\"", true),
        ("attendance = \"欠席（急用）\"", false),
        ("arrived_at = \"ひるごろ\"", true),
        ("arrived_at = 13:40:00", false),
        ("nda_signed_on = \"令和8年11月2日\"", false),
        ("nda_signed_on = \"ほげ\"", true),
        ("consent_share = true", false),
        ("consent_share = \"ほげ\"", true),
    ] {
        let text = good().replacen("[[attendees]]\n", &format!("[[attendees]]\n{written}\n"), 1);
        let text = text
            .replace("attendance = \"来場\"", "")
            .replace("\narrived_at = 12:40:00", "");
        let text = text
            .replace("\nnda_signed_on = 2026-11-20", "")
            .replace("\nconsent_share = true\n", "\n");
        let loaded = intake::load(&text, &words);
        let codes: Vec<&str> = loaded.diagnostics.iter().map(|d| d.code).collect();
        let expected: &[&str] = if is_told { &["W109"] } else { &[] };
        assert_eq!(codes, expected, "{written}");
        let noted = loaded.session.unwrap();
        assert!(
            noted.attendees.iter().any(|a| !a.notes.is_empty()),
            "{written}"
        );
    }
}

/// A file that is right, to make others of.
fn good() -> String {
    std::fs::read_to_string(folder("sessions/tutorial.toml")).unwrap()
}

#[test]
fn too_much_is_refused_before_it_is_read() {
    let words = Words::new(Lang::Ja);
    let codes = |text: &str| -> Vec<&str> {
        let loaded = intake::load(text, &words);
        assert!(loaded.is_refused());
        loaded.diagnostics.iter().map(|d| d.code).collect()
    };
    assert_eq!(codes(&"# \n".repeat(3 << 20)), ["E002"]);
    assert_eq!(codes(&"[[needs]]\n".repeat(20_001)), ["E003"]);
    assert_eq!(
        codes(&format!("a = \"{}\"\n", "長".repeat(40_000))),
        ["E004"]
    );
    let big = vec![b' '; (8 << 20) + 1];
    assert_eq!(intake::load_bytes(&big, &words).diagnostics[0].code, "E002");
}

#[test]
fn a_hopeless_file_lists_the_first_problems_and_counts_the_rest() {
    let words = Words::new(Lang::Ja);
    let text = good() + &"[[needs]]\n".repeat(300);
    let loaded = intake::load(&text, &words);
    let last = loaded.diagnostics.last().unwrap();
    assert_eq!(loaded.diagnostics.len(), 501);
    // Each row lacks seven mandatory keys.
    assert_eq!(
        (last.code, last.message.as_str()),
        ("E099", "このほかに 1600 件あります。")
    );
}

#[test]
fn the_caret_stands_under_the_place_in_japanese_text() {
    let words = Words::new(Lang::Ja);
    let text = "format = 1\n[session]\nid = \"a\"\ntitle = \"会\"\nheld_on = 2026-11-20\n\
                hosts = [\"産業振興財団\", \"白嶺医科大学\"]\n";
    let loaded = intake::load(text, &words);
    let told = render::render(&loaded.diagnostics, text, "会.toml", Frame::Ascii, &words);
    assert_eq!(
        told,
        "エラー[E014]: 機関ID「産業振興財団」がこのファイルにありません。\n \
         --> 会.toml:6:10\n  \
         |\n\
         6 | hosts = [\"産業振興財団\", \"白嶺医科大学\"]\n  \
         |          ^^^^^^^^^^^^^^\n  \
         |\n  \
         = 対処: 番号を直すか、[[organisations]] を足してください。\n\n\
         エラー[E014]: 機関ID「白嶺医科大学」がこのファイルにありません。\n \
         --> 会.toml:6:20\n  \
         |\n\
         6 | hosts = [\"産業振興財団\", \"白嶺医科大学\"]\n  \
         |                          ^^^^^^^^^^^^^^\n  \
         |\n  \
         = 対処: 番号を直すか、[[organisations]] を足してください。\n\n"
    );
    let cells = |line: &str, mark: &str| text::width(line.split(mark).next().unwrap());
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(cells(lines[3], "\"産業"), cells(lines[4], "^"));
    let lined = render::render(&loaded.diagnostics, text, "会.toml", Frame::Lines, &words);
    assert!(!told.contains('│') && lined.contains('│'), "{lined}");
}

#[test]
fn both_languages_find_the_same() {
    let (ja, en) = (Words::new(Lang::Ja), Words::new(Lang::En));
    for entry in std::fs::read_dir(folder("tests/it/intake/bad-sessions")).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        let key = |words| -> Vec<_> {
            let found = intake::load_bytes(&bytes, words).diagnostics;
            found
                .into_iter()
                .map(|d| (d.code, d.span, d.message.to_string(), d.help.to_string()))
                .collect()
        };
        for (a, b) in key(&ja).into_iter().zip(key(&en)) {
            assert_eq!((a.0, a.1), (b.0, b.1));
            assert!(a.2 != b.2 && !a.3.is_empty() && !b.3.is_empty());
            assert!(!b.2.contains("session-") && !b.3.contains("session-"));
        }
    }
}

/// What holds whatever was in the file.
fn check_whatever(loaded: &intake::Loaded, words: &Words) -> Result<(), TestCaseError> {
    let errors = loaded
        .diagnostics
        .iter()
        .any(enishi::domain::diag::Diagnostic::is_error);
    prop_assert_eq!(loaded.session.is_none(), errors);
    let mut last = (0, 0);
    for d in &loaded.diagnostics {
        prop_assert!(
            loaded.text.is_empty() || loaded.text.get(d.span.clone()).is_some(),
            "{:?}",
            d
        );
        prop_assert!(d.line >= 1 && d.column >= 1);
        prop_assert!((d.line, d.column) >= last);
        last = (d.line, d.column);
    }
    for frame in [Frame::Ascii, Frame::Lines] {
        let told = render::render(
            &loaded.diagnostics,
            &loaded.text,
            "a\u{1b}[31m.toml",
            frame,
            words,
        );
        let bad = told
            .chars()
            .find(|c| *c != '\n' && text::Clean::would_strip(&c.to_string()));
        prop_assert_eq!(bad, None);
    }
    Ok(())
}

proptest! {
    #[test]
    fn loading_any_bytes_never_panics(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let words = Words::new(Lang::Ja);
        check_whatever(&intake::load_bytes(&bytes, &words), &words)?;
    }

    #[test]
    fn loading_any_text_never_panics(text in "(\\PC|[\\[\\]{}=\"'#\\\\\n\r.,：“”　［］＝ a-z0-9\u{0}-\u{1f}\u{202e}]){0,300}") {
        let words = Words::new(Lang::Ja);
        check_whatever(&intake::load_bytes(text.as_bytes(), &words), &words)?;
    }

    #[test]
    fn a_good_file_with_anything_put_anywhere_never_panics(
        edits in proptest::collection::vec((any::<proptest::sample::Index>(), 0usize..60, "(\\PC|[\\[\\]{}=\"'#\\\\\n]){0,6}"), 1..6)
    ) {
        let words = Words::new(Lang::Ja);
        let mut text: Vec<char> = good().chars().collect();
        for (at, cut, put) in edits {
            let at = at.index(text.len());
            let end = (at + cut).min(text.len());
            text.splice(at..end, put.chars());
        }
        let text: String = text.into_iter().collect();
        let loaded = intake::load(&text, &words);
        check_whatever(&loaded, &words)?;
        // A file that loads is one whose every reference leads somewhere.
        if let Some(session) = loaded.session {
            for a in &session.attendees {
                prop_assert!(session.organisation(&a.org).is_some());
                prop_assert!(a.interests.iter().all(|i| session.need(&i.need).is_some()));
            }
            prop_assert!(session.needs.iter().all(|n| session.organisation(&n.hospital).is_some()));
        }
    }
}

/// Numbers, from 0, of the lines that hold a whole `key = value` and nothing else.
fn plain_lines(text: &str) -> Vec<usize> {
    let mut inside = false;
    let mut found = Vec::new();
    for (n, line) in text.lines().enumerate() {
        let marks = line.matches("\"\"\"").count();
        let whole = line.contains(" = ")
            && line.starts_with(|c: char| c.is_ascii_lowercase())
            && line.matches('[').count() == line.matches(']').count()
            && !line.contains(['#', '\\']);
        if !inside && marks == 0 && whole {
            found.push(n);
        }
        inside ^= marks % 2 == 1;
    }
    found
}

#[test]
fn one_slip_is_one_problem_wherever_it_is() {
    type Slip = fn(&str) -> String;
    let words = Words::new(Lang::Ja);
    let slips: [(&str, Slip); 8] = [
        ("equals", |l| l.replacen(" = ", "＝", 1)),
        ("blank", |l| format!("\u{3000}{l}")),
        ("curly", |l| l.replacen('"', "“", 1).replacen('"', "”", 1)),
        ("wide brackets", |l| {
            l.replacen('[', "［", 1).replacen(']', "］", 1)
        }),
        ("no equals", |l| l.replacen(" = ", " ", 1)),
        ("no value", |l| {
            format!("{} =", l.split(" = ").next().unwrap())
        }),
        ("no end quote", |l| match l.rfind('"') {
            Some(at) => format!("{}{}", l.get(..at).unwrap(), l.get(at + 1..).unwrap()),
            None => l.to_owned(),
        }),
        ("behind", |l| format!("{l} など")),
    ];
    let text = good();
    let lines: Vec<&str> = text.lines().collect();
    let mut tried = 0;
    for n in plain_lines(&text) {
        // One kind of slip for each line, in turn: all of them together take a minute.
        for (name, slip) in slips.iter().cycle().skip(n).take(1) {
            let slipped = slip(lines[n]);
            if slipped == lines[n] {
                continue;
            }
            tried += 1;
            let mut file = lines.clone();
            file[n] = &slipped;
            let loaded = intake::load(&file.join("\n"), &words);
            let told: Vec<String> = loaded
                .diagnostics
                .iter()
                .map(|d| format!("{} {}:{} {}", d.code, d.line, d.column, d.message))
                .collect();
            let here = loaded.diagnostics.iter().all(|d| d.line as usize == n + 1);
            assert!(
                told.len() == 1 && here,
                "{name}, line {}: {slipped}\n{told:#?}",
                n + 1
            );
        }
    }
    assert!(tried > 150, "{tried}");
}

#[test]
fn a_refused_file_still_says_what_it_is_about() {
    let words = Words::new(Lang::Ja);
    let text = good().replacen("held_on", "held", 1);
    let loaded = intake::load(&text, &words);
    let right = intake::load(&good(), &words);
    assert!(loaded.is_refused());
    assert_eq!(loaded.outline, right.outline);
    assert_eq!(loaded.outline.title, right.session.unwrap().title);
}
