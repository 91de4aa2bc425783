//! The template of a session file: every column there is, the required ones filled in, so that the file is right from
//! the first save on.

use super::head::{Head, Kind};
use super::section::Section;
use super::tables;
use crate::words::Words;
use crate::words::fl;
use jiff::civil::Date;
use std::fmt::Write as _;

/// Names of columns and their values, as a file has them.
type Example = &'static [(&'static str, &'static str)];

/// What the required columns hold at first.
const EXAMPLES: &[(Section, &[Example])] = &[
    (
        Section::Session,
        &[&[
            ("id", "\"kai-1\""),
            ("title", "\"第1回 医工連携マッチング会\""),
        ]],
    ),
    (
        Section::Organisations,
        &[
            &[
                ("id", "\"byoin\""),
                ("name", "\"（例）中央病院\""),
                ("kinds", "[\"HOSP\"]"),
            ],
            &[
                ("id", "\"kaisha\""),
                ("name", "\"（例）株式会社ものづくり\""),
                ("kinds", "[\"MONO\"]"),
            ],
        ],
    ),
    (
        Section::Attendees,
        &[&[
            ("badge", "\"1\""),
            ("org", "\"kaisha\""),
            ("name", "\"（例）山田 太郎\""),
        ]],
    ),
    (
        Section::Needs,
        &[&[
            ("no", "\"N-01\""),
            ("hospital", "\"byoin\""),
            ("title", "\"（例）内視鏡の曇りを防ぎたい\""),
            ("department", "\"内科\""),
            ("problem", "\"検査のたびにレンズが曇る\""),
            ("wanted", "\"曇らないこと\""),
            ("disclosure", "\"非公開\""),
        ]],
    ),
    (
        Section::Patents,
        &[&[
            ("doc_no", "\"特開2099-000001\""),
            ("title", "\"（例）曇り止め膜\""),
        ]],
    ),
    (
        Section::Slots,
        &[&[("no", "\"1\""), ("starts_at", "13:30:00")]],
    ),
    (Section::Tables, &[&[("no", "\"A\"")]]),
];

/// Without these the session goes by its minutes and its number of tables, so that nothing of them is filled in.
const UNUSED: &[Section] = &[Section::Slots, Section::Tables];

/// The template, with a day for the meeting.
pub fn template(words: &Words, day: Date) -> String {
    let mut out = String::new();
    comment(&mut out, &fl!(words, "template-head"));
    out.push_str("format = 1\n");
    for (section, rows) in EXAMPLES {
        out.push('\n');
        comment(&mut out, &told(words, *section));
        let mut lines = String::new();
        for (n, row) in rows.iter().enumerate() {
            write_row(&mut lines, words, *section, row, day, n == 0);
        }
        if UNUSED.contains(section) {
            for line in lines.lines().filter(|line| !line.is_empty()) {
                comment(&mut out, line.trim_start_matches("# "));
            }
        } else {
            out.push_str(&lines);
        }
    }
    out
}

fn told(words: &Words, section: Section) -> String {
    match section {
        Section::Session => fl!(words, "template-session"),
        Section::Slots => fl!(words, "template-slots"),
        Section::Tables => fl!(words, "template-tables"),
        Section::Organisations => fl!(words, "template-organisations"),
        Section::Attendees => fl!(words, "template-attendees"),
        Section::Needs => fl!(words, "template-needs"),
        Section::Patents => fl!(words, "template-patents"),
    }
}

fn comment(out: &mut String, text: &str) {
    for line in text.lines() {
        let _ = writeln!(out, "# {line}");
    }
}

fn write_row(
    out: &mut String,
    words: &Words,
    section: Section,
    row: Example,
    day: Date,
    is_first: bool,
) {
    let heading = match section {
        Section::Session => "[session]".to_owned(),
        other => format!("[[{}]]", other.name()),
    };
    let _ = writeln!(out, "{heading}");
    let heads = tables::columns(section);
    let (required, others): (Vec<&Head>, Vec<&Head>) = heads.iter().partition(|h| h.is_required);
    for head in required {
        let given = row.iter().find(|(name, _)| *name == head.name);
        let value = match given {
            Some((_, value)) => (*value).to_owned(),
            None => example(section, head, day),
        };
        let _ = writeln!(out, "{} = {value}  # {}", head.name, label(words, head));
    }
    if is_first {
        comment(out, &fl!(words, "template-optional"));
        for head in others {
            let value = example(section, head, day);
            let _ = writeln!(out, "# {} = {value}  # {}", head.name, label(words, head));
        }
    }
    out.push('\n');
}

/// What a column is, with the words it may hold.
fn label(words: &Words, head: &Head) -> String {
    let label = words.pick(head.label, head.name);
    let choices = head.choices.map(|choices| choices().all.join(" / "));
    match choices {
        Some(all) => format!("{label}: {all}"),
        None => label.to_owned(),
    }
}

/// A value that the column takes and that says nothing.
fn example(section: Section, head: &Head, day: Date) -> String {
    let word = || {
        let all = head
            .choices
            .map(|choices| choices().all)
            .unwrap_or_default();
        let first = all.first().and_then(|word| word.split(' ').next());
        format!("\"{}\"", first.unwrap_or_default())
    };
    match head.kind {
        Kind::Id | Kind::Line | Kind::Text | Kind::Note => "\"\"".to_owned(),
        Kind::Texts => "[]".to_owned(),
        Kind::Date => day.to_string(),
        Kind::Time if head.name == "ends_at" => "17:00:00".to_owned(),
        Kind::Time => "13:30:00".to_owned(),
        Kind::Count => "10".to_owned(),
        Kind::Flag => "true".to_owned(),
        Kind::Code => word(),
        Kind::Codes => format!("[{}]", word()),
        Kind::Groups => {
            let cell = |head: &Head| {
                let value = if head.choices.is_some() {
                    example(section, head, day)
                } else {
                    "\"N-01\"".to_owned()
                };
                format!("{} = {value}", head.name)
            };
            let cells: Vec<String> = tables::group_columns(section).iter().map(cell).collect();
            format!("[{{ {} }}]", cells.join(", "))
        }
    }
}
