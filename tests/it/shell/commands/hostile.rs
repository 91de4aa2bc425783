//! No output of any command carries a control character, whatever stands in files, queries and arguments.

use super::{House, tutorial};
use std::fmt::Write;
use std::process::Stdio;

/// Escape sequences in their ways: with ESC, with one byte, as title, bell, bidi, zero width, carriage return.
const EVIL: &str = "\u{1b}[31m\u{1b}]0;x\u{7}\u{9b}2J\u{202e}\u{200b}\u{8}\r\u{1b}c";

fn judge(what: &str, bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let bad: Vec<char> = text
        .chars()
        .filter(|c| (c.is_control() && *c != '\n') || matches!(c, '\u{202e}' | '\u{200b}'))
        .collect();
    assert!(bad.is_empty(), "{what}: {bad:?} in {text:?}");
}

#[test]
fn nothing_harmful_comes_out() {
    let house = House::new();
    let text = std::fs::read_to_string(tutorial()).unwrap();
    let mut escaped = String::new();
    for c in EVIL.chars() {
        write!(escaped, "\\u{:04x}", u32::from(c)).unwrap();
    }
    // Into every quoted text that is shown and has no form of its own.
    let hostile: String = text
        .lines()
        .map(|line| {
            let shown = ["title", "name", "problem", "note", "dept", "wanted"];
            let key = line.split('=').next().unwrap_or_default().trim();
            if shown.contains(&key) && line.trim_end().ends_with('"') && !line.contains("\"\"\"") {
                let open = line.trim_end().trim_end_matches('"');
                format!("{open}{escaped}\"\n")
            } else {
                format!("{line}\n")
            }
        })
        .collect();
    let file = house.path("hostile.toml");
    std::fs::write(&file, &hostile).unwrap();
    let raw = house.path("raw.toml");
    std::fs::write(
        &raw,
        format!("format = 1\n[session]\nid = \"{EVIL}\"\n{EVIL} = 3\n"),
    )
    .unwrap();
    let (file, raw) = (file.to_str().unwrap(), raw.to_str().unwrap());
    let runs: &[&[&str]] = &[
        &["check", file],
        &["check", raw],
        &["check", EVIL.trim_end_matches('\0')],
        &["search", file, "さざれ"],
        &["search", file, EVIL],
        &["pair", file, "N-01", "15", "--note", EVIL, "--actor", EVIL],
        &["pair", file, EVIL, EVIL],
        &["confirm", file, "N-01", "sazare"],
        &["tasks"],
        &["tasks", "--session", EVIL],
        &["task", EVIL, "完了"],
        &["task", "N-01/sazare/B3", "準備中", "--note", EVIL],
        &["pairings"],
        &["log"],
        &["log", "--kind", EVIL],
        &["undo"],
        &["redo"],
        &[EVIL],
        &["--lang", EVIL],
        &["config", "path", "--config", EVIL],
        &["filter", EVIL],
        &["log", "--person", EVIL],
        &["show", "--at", "2999-01-01"],
        &["show", "--at", EVIL],
        &["ops", "export"],
        &["ops", "import", EVIL],
        &["ops", "import", raw],
        &["verify"],
        &["restore", EVIL],
        &["restore", raw],
        &["rescue", EVIL],
        &["rescue", raw],
        &["person", "report", "15"],
        &["person", "report", EVIL],
        &["person", "provisions"],
        &["person", "overdue"],
        &["person", "erase", EVIL],
        &["purge", "--session", EVIL, "--yes"],
        &["person", "erase", "15"],
        &["verify", "--db", raw],
        &["verify", "--key-file", EVIL],
    ];
    for args in runs {
        for json in [false, true] {
            let mut args = args.to_vec();
            if json {
                args.push("--json");
            }
            let output = house.command(&args).stdin(Stdio::null()).output().unwrap();
            judge(&format!("{args:?} stdout"), &output.stdout);
            judge(&format!("{args:?} stderr"), &output.stderr);
        }
    }
}

#[test]
fn what_is_no_list_is_refused_at_once_with_a_remedy() {
    let house = House::new();
    let path = |name: &str| house.path(name).to_string_lossy().into_owned();
    std::fs::create_dir(house.path("folder")).unwrap();
    let mut locked = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    std::fs::write(house.path("locked.xlsx"), &locked).unwrap();
    std::fs::write(house.path("page.xls"), "<html><table><tr><td>氏名").unwrap();
    std::fs::write(house.path("cut.xlsx"), b"PK\x03\x04\x14\0").unwrap();
    std::fs::write(
        house.path("old.xls"),
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0",
    )
    .unwrap();
    std::fs::write(
        house.path("quote.csv"),
        "氏名,会社名\n\"田中,光学\n山田,北辰\n",
    )
    .unwrap();
    let mut bad = vec![
        path("folder"),
        path("nothing.csv"),
        path("locked.xlsx"),
        path("page.xls"),
        path("cut.xlsx"),
        path("old.xls"),
        path("quote.csv"),
    ];
    if cfg!(unix) {
        let pipe = path("pipe.csv");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        assert!(made.unwrap().success());
        bad.extend([pipe, "/dev/zero".to_owned()]);
    }
    let out = house.path("会.toml");
    for file in &bad {
        for option in ["--attendees", "--patents", "--edited"] {
            let mut args = vec!["import", option, file];
            if option != "--edited" {
                let to = out.to_str().unwrap();
                args.extend(["--session", "会", "--date", "2026-12-15", "-o", to]);
            }
            let run = house.run(&args);
            assert!([1, 3].contains(&run.code), "{file} {option}: {}", run.err);
            assert!(run.err.lines().count() >= 2, "{file}: {}", run.err);
            assert!(!out.exists(), "{file}");
        }
    }
}

/// An ods that states a cell far away asks for more memory than there is: the child that reads it dies alone.
#[cfg(target_os = "linux")]
#[test]
fn a_sheet_that_asks_for_all_memory_is_refused_in_one_sentence() {
    use std::io::Write as _;
    let house = House::new();
    let path = house.path("far.ods");
    let mut out = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
    let stored = zip::write::SimpleFileOptions::default();
    let mut part = |name: &str, text: &str| {
        out.start_file(name, stored).unwrap();
        out.write_all(text.as_bytes()).unwrap();
    };
    part("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
    part(
        "META-INF/manifest.xml",
        "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>",
    );
    let row = "<table:table-row table:number-rows-repeated=\"9000\"><table:table-cell office:value-type=\"string\" table:number-columns-repeated=\"2000\"><text:p>TEXT</text:p></table:table-cell></table:table-row>";
    let row = row.replace("TEXT", &"x".repeat(200));
    part(
        "content.xml",
        &format!(
            "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet><table:table table:name=\"a\">{row}</table:table></office:spreadsheet></office:body></office:document-content>"
        ),
    );
    out.finish().unwrap();
    let run = house.run(&["import", "--dry-run", "--attendees", path.to_str().unwrap()]);
    assert_eq!(run.code, 3, "{}", run.err);
    for part in ["エラー: ", "原因: ", "対処: ", "MiB"] {
        assert!(run.err.contains(part), "{}", run.err);
    }
}
