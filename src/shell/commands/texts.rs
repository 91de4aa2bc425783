//! `enishi texts`: everything the program says, with where it stands, to be read as a whole.

use crate::config::Catalogue;
use crate::shell::failure::Failure;
use crate::shell::workspace::Workspace;
use crate::words::{self, Lang};
use serde::Serialize;

#[derive(Serialize)]
struct Row {
    lang: &'static str,
    file: String,
    /// In the file, from 1; none where a number says nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    key: String,
    text: String,
}

/// Both languages, or only the one that was asked for.
pub(super) fn texts(workspace: &Workspace) -> Result<(), Failure> {
    let langs = match workspace.said_lang {
        Some(lang) => vec![lang],
        None => vec![Lang::Ja, Lang::En],
    };
    let rows: Vec<Row> = langs.into_iter().flat_map(rows).collect();
    workspace.answer(
        |out| out.json(&rows),
        |out| {
            rows.iter().try_for_each(|row| {
                let line = row.line.map_or(String::new(), |n| format!(":{n}"));
                let text = row.text.replace('\n', "\n    ");
                out.line(format!("{}{line} {} = {text}", row.file, row.key))
            })
        },
    )
}

fn rows(lang: Lang) -> Vec<Row> {
    let texts = words::sources(lang).into_iter().map(|source| Row {
        lang: lang.code(),
        file: source.file,
        line: Some(source.line),
        key: source.key,
        text: source.text,
    });
    let tasks = Catalogue::default().templates.into_iter().map(|task| Row {
        lang: lang.code(),
        file: "config/tasks.toml".to_owned(),
        line: None,
        key: task.code.to_string(),
        text: match lang {
            Lang::Ja => task.ja.to_string(),
            Lang::En => task.en.to_string(),
        },
    });
    texts.chain(tasks).chain(codes(lang)).collect()
}

/// The words of the closed lists of the field.
fn codes(lang: Lang) -> Vec<Row> {
    use crate::domain::code::{
        DeviceClass, DeviceKind, Disclosure, Filing, Level, OrgKind, OwnerSide, PairingStatus,
        Relation, Stage, TaskStatus,
    };
    let mut all = Vec::new();
    macro_rules! list {
        ($($name:ident),+) => { $(
            all.extend($name::ALL.iter().map(|word| Row {
                lang: lang.code(),
                file: "src/domain/code.rs".to_owned(),
                line: None,
                key: format!("{} {}", stringify!($name), word.code()),
                text: match lang {
                    Lang::Ja => word.ja().to_owned(),
                    Lang::En => word.en().to_owned(),
                },
            }));
        )+ };
    }
    list!(
        OrgKind,
        Disclosure,
        DeviceClass,
        DeviceKind,
        Filing,
        Stage,
        Relation,
        Level,
        OwnerSide,
        PairingStatus,
        TaskStatus
    );
    all
}
