//! Reading the lists of `enishi import`: files, names of columns, what was said of a form before.

use crate::app::core::importing::Said;
use crate::domain::reading::{Answer, Answers};
use crate::domain::roster::Session;
use crate::durable::{self, Readers};
use crate::intake;
use crate::intake::import::{self, Aliases, Choice, Forms, Imported, Input, ListKind, Used, Watch};
use crate::intake::sheet::{Encoding, SheetError};
use crate::shell::args::ImportArgs;
use crate::shell::failure::{Failure, FailureKind};
use crate::shell::sheets;
use crate::shell::user_files::{read_list, read_text, shown};
use crate::shell::workspace::Workspace;
use crate::words::fl;
use std::io::Write;
use std::path::{Path, PathBuf};

/// What is asked besides the options of the command line.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::shell) struct How<'h> {
    /// What somebody said of the columns just now.
    pub(in crate::shell) said: &'h [Said],
    /// Whether it is read on the screen.
    pub(in crate::shell) is_on_screen: bool,
    /// Who waits for it.
    pub(in crate::shell) watch: Option<Watch<'h>>,
}

/// Reads lists and compares them with a session. Where something is to be recorded, an unknown need is an error.
pub(in crate::shell) fn take(
    workspace: &Workspace,
    wanted: &ImportArgs,
    files: &[(ListKind, &Path)],
    before: Option<&Session>,
    is_strict: bool,
    how: &How<'_>,
) -> Result<Imported, Failure> {
    let w: &crate::words::Words = &workspace.words;
    let encoding = encoding(workspace, wanted)?;
    let mut read = Vec::new();
    for (kind, path) in files {
        let bytes = read_list(path).map_err(|e| workspace.unreadable(path, &e))?;
        let book = sheets::book(path, &bytes)
            .map_err(|e| unusable(workspace, path, &e, how.is_on_screen))?;
        read.push((*kind, *path, bytes, book));
    }
    let inputs = read.iter_mut().map(|(kind, path, bytes, book)| Input {
        kind: *kind,
        name: name(path),
        book: book.take(),
        bytes,
    });
    let inputs: Vec<Input<'_>> = inputs.collect();
    let concepts = &workspace.config.concepts;
    let mut choice = Choice {
        aliases: aliases(workspace, wanted)?,
        concepts: Some(concepts),
        sheet: wanted.sheet.as_deref(),
        encoding,
        session: before,
        day: before
            .map(|s| s.held_on)
            .or(workspace.day("--date", wanted.date.as_deref())?),
        is_strict,
        answers: answers(wanted),
        is_on_screen: how.is_on_screen,
        watch: how.watch,
    };
    for (kind, heading, field) in how.said {
        choice.aliases.set(*kind, heading, field.clone());
    }
    let take = |choice: &Choice<'_>| {
        import::take(&inputs, choice, w).map_err(|(name, error)| {
            unusable(workspace, Path::new(&name), &error, how.is_on_screen)
        })
    };
    let first = take(&choice)?;
    // What was said of these forms before is known only when their headings are.
    if forms(workspace)?.recall(&first.columns, &mut choice.aliases) {
        return take(&choice);
    }
    Ok(first)
}

fn answers(wanted: &ImportArgs) -> Answers {
    let mut answers = Answers::default();
    for (numbers, answer) in [
        (&wanted.corrected, Answer::Corrected),
        (&wanted.other, Answer::Other),
    ] {
        for number in numbers {
            answers.answer(number, answer);
        }
    }
    answers
}

fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

fn encoding(workspace: &Workspace, wanted: &ImportArgs) -> Result<Option<Encoding>, Failure> {
    let w = &workspace.words;
    let Some(name) = wanted.encoding.as_deref() else {
        return Ok(None);
    };
    let encoding = Encoding::named(name).ok_or_else(|| {
        let what = fl!(w, "import-bad-encoding", name = name);
        Failure::new(FailureKind::Usage, what).hint(fl!(w, "import-bad-encoding-how"))
    })?;
    Ok(Some(encoding))
}

/// What a file most likely lists; none: by its headings nothing that is known.
pub(in crate::shell) fn kind_of(
    workspace: &Workspace,
    path: &Path,
) -> Result<Option<ListKind>, Failure> {
    let bytes = read_list(path).map_err(|e| workspace.unreadable(path, &e))?;
    let book = sheets::book(path, &bytes).map_err(|e| unusable(workspace, path, &e, true))?;
    let input = Input {
        kind: ListKind::Attendees,
        name: name(path),
        book,
        bytes: &bytes,
    };
    let choice = Choice {
        aliases: aliases(workspace, &ImportArgs::default())?,
        ..Choice::default()
    };
    import::kind_of(&input, &choice).map_err(|error| unusable(workspace, path, &error, true))
}

/// Where is kept what users said of the columns of their forms.
fn place(workspace: &Workspace) -> PathBuf {
    workspace.places().data.join("import-forms.toml")
}

fn forms(workspace: &Workspace) -> Result<Forms, Failure> {
    let path = place(workspace);
    if !path.exists() {
        return Ok(Forms::default());
    }
    let text = read_text(&path).map_err(|e| workspace.unreadable(&path, &e))?;
    Forms::read(&text).map_err(|why| wrong(workspace, &path, why))
}

/// Keeps what somebody said of the columns for the next time the same form comes.
pub(in crate::shell) fn keep(
    workspace: &Workspace,
    columns: &[Used],
    said: &[Said],
) -> Result<(), Failure> {
    if said.is_empty() {
        return Ok(());
    }
    let mut aliases = Aliases::default();
    for (kind, heading, field) in said {
        aliases.set(*kind, heading, field.clone());
    }
    let mut forms = forms(workspace)?;
    // What was said of them before stands where nothing else was said.
    forms.recall(columns, &mut aliases);
    forms.keep(columns, &aliases);
    let path = place(workspace);
    let text = forms.text().map_err(|why| wrong(workspace, &path, why))?;
    let written = durable::write(&path, Readers::Owner, |file| {
        file.write_all(text.as_bytes())
    });
    written.map_err(|error| workspace.unreadable(&path, &error))
}

fn wrong(workspace: &Workspace, path: &Path, why: String) -> Failure {
    let w = &workspace.words;
    let what = fl!(w, "import-bad-map", path = shown(path));
    Failure::new(FailureKind::BadFile, what)
        .because(why)
        .hint(fl!(w, "import-bad-map-how"))
}

/// The names of columns: those of the program, those of the user, those said for this time.
fn aliases(workspace: &Workspace, wanted: &ImportArgs) -> Result<Aliases, Failure> {
    let mut aliases = Aliases::shipped();
    let own = workspace.places().config.join("import.toml");
    if own.exists() {
        let text = read_text(&own).map_err(|e| workspace.unreadable(&own, &e))?;
        let added = aliases.add(&text);
        added.map_err(|why| wrong(workspace, &own, why))?;
    }
    if let Some(path) = &wanted.map {
        let text = read_text(path).map_err(|e| workspace.unreadable(path, &e))?;
        let said = aliases.say(&text);
        said.map_err(|why| wrong(workspace, path, why))?;
    }
    Ok(aliases)
}

fn unusable(workspace: &Workspace, path: &Path, error: &SheetError, is_on_screen: bool) -> Failure {
    let w = &workspace.words;
    let (why, how) = intake::unreadable(error, w);
    let what = fl!(w, "import-unusable", path = shown(path));
    let failure = Failure::new(FailureKind::BadFile, what).because(why);
    match error {
        // Whoever is at the screen has no options to choose from.
        SheetError::Encoding { .. } if !is_on_screen => {
            failure.hint(how).hint(fl!(w, "import-encoding-command"))
        }
        _ => failure.hint(how),
    }
}
