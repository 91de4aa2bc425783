//! Draws the steps of taking lists in.

use crate::action::Action;
use crate::app::Model;
use crate::app::core::importing::Word;
use crate::app::overlay::import::{FOOT, Import, Stage, name, targets};
use crate::app::widget::area::Area;
use crate::intake::import::{ListKind, Used};
use crate::text::{Clean, wrap};
use crate::view::widget::list::{more, rows};
use crate::view::widget::pen::{Pen, Role, cells};
use crate::words::fl;

/// Cells of a heading and of the field it goes to.
const COLUMN: usize = 22;

pub(super) fn draw(pen: &mut Pen<'_>, model: &Model, import: &Import, area: Area) {
    let step = import.stage.number();
    let what = match import.stage {
        Stage::Files => fl!(pen.words, "wizard-files"),
        Stage::Columns => fl!(pen.words, "wizard-columns"),
        Stage::To => fl!(pen.words, "wizard-to"),
        Stage::Trial => fl!(pen.words, "wizard-trial"),
    };
    let title = fl!(pen.words, "wizard-title", step = step, what = what);
    let foot = foot(pen, model, import);
    let mut inner = pen.frame(area, &title, &foot, true);
    let mut below = inner.cut_bottom(FOOT);
    for line in &import.trouble {
        pen.put(inner.cut_bottom(1), line, Role::Warn);
    }
    if let Some(wait) = import.wait {
        let back = model.world.keys.first(Action::Back);
        let told = if wait.is_writing {
            fl!(pen.words, "wizard-writing")
        } else {
            fl!(pen.words, "wizard-reading", rows = wait.rows, back = back)
        };
        pen.put(below.cut_bottom(1), &told, Role::Notice);
    } else {
        let told = fl!(pen.words, "wizard-unrecorded");
        pen.put(below.cut_bottom(1), &told, Role::Dim);
    }
    match import.stage {
        Stage::Files => files(pen, import, inner, below),
        Stage::Columns => columns(pen, import, inner, below),
        Stage::To => to(pen, model, import, inner),
        Stage::Trial => trial(pen, import, inner, below),
    }
}

fn foot(pen: &Pen<'_>, model: &Model, import: &Import) -> String {
    let key = |action| model.world.keys.first(action);
    let (accept, next) = (key(Action::Accept), key(Action::NextNeed));
    let (turn, open) = (key(Action::Step), key(Action::NextMatch));
    match import.stage {
        Stage::Files => fl!(
            pen.words,
            "wizard-files-foot",
            accept = accept,
            turn = turn,
            next = next
        ),
        Stage::Columns => fl!(
            pen.words,
            "wizard-columns-foot",
            open = open,
            accept = accept
        ),
        Stage::To => fl!(pen.words, "wizard-to-foot", accept = accept, next = next),
        Stage::Trial => fl!(
            pen.words,
            "wizard-trial-foot",
            open = open,
            turn = turn,
            accept = accept
        ),
    }
}

fn kind(pen: &Pen<'_>, kind: ListKind) -> String {
    match kind {
        ListKind::Attendees => fl!(pen.words, "import-attendees"),
        ListKind::Needs => fl!(pen.words, "import-needs"),
        ListKind::Patents => fl!(pen.words, "import-patents"),
        ListKind::Interests => fl!(pen.words, "import-interests"),
    }
}

fn files(pen: &mut Pen<'_>, import: &Import, mut inner: Area, below: Area) {
    let mut top = inner.cut_top(1);
    pen.put(top.cut_left(2), "> ", Role::Key);
    let folder = Clean::line(&import.folder.to_string_lossy()).to_string();
    pen.put(inner.cut_top(1), &folder, Role::Dim);
    let line = |at: usize| match import.line(at)? {
        Ok((of, path)) => {
            let of = kind(pen, *of);
            Some((format!("[{of}] {}", name(path)), Role::Good))
        }
        Err(found) if found.is_file => Some((Clean::line(&found.name).to_string(), Role::Plain)),
        Err(found) => Some((format!("{}/", Clean::line(&found.name)), Role::Key)),
    };
    let lines: Vec<(String, Role)> = (0..).map_while(line).collect();
    if lines.is_empty() && import.wait.is_none() {
        let told = fl!(pen.words, "wizard-no-files");
        pen.put(inner.row(0), &told, Role::Dim);
    }
    let told = more(pen, lines.len(), &import.picker, inner.height);
    pen.put(below.row(0), &told, Role::Dim);
    rows(pen, inner, &import.picker, |at| lines.get(at).cloned());
    pen.field(top, &import.path, true);
}

/// A text in so many cells.
fn fitted(text: &str, room: usize) -> String {
    let cut = crate::text::elide(text, room);
    let used = usize::from(cells(&cut));
    format!("{cut}{}", " ".repeat(room.saturating_sub(used)))
}

fn column(pen: &Pen<'_>, used: &Used) -> (String, Role) {
    let heading = Clean::line(&used.header).to_string();
    let (field, role) = match (used.label(), used.hidden) {
        (_, true) => (fl!(pen.words, "wizard-hidden"), Role::Dim),
        (None, false) => (fl!(pen.words, "wizard-unused"), Role::Dim),
        (Some(label), false) if used.guessed => (format!("{label} ?"), Role::Notice),
        (Some(label), false) => (label.to_owned(), Role::Plain),
    };
    let samples: Vec<String> = (used.samples.iter())
        .map(|sample| Clean::line(sample).to_string())
        .collect();
    let line = [
        fitted(&heading, COLUMN),
        fitted(&field, COLUMN),
        samples.join(" / "),
    ];
    (line.join(" "), role)
}

fn columns(pen: &mut Pen<'_>, import: &Import, mut inner: Area, below: Area) {
    let heads = [
        fitted(&fl!(pen.words, "wizard-head-column"), COLUMN),
        fitted(&fl!(pen.words, "wizard-head-field"), COLUMN),
        fl!(pen.words, "wizard-head-samples"),
    ];
    let mut head = inner.cut_top(1);
    head.cut_left(2);
    pen.put(head, &heads.join(" "), Role::Dim);
    let line = |at: usize| Some(column(pen, import.trial.columns.get(at)?));
    let lines: Vec<(String, Role)> = (0..).map_while(line).collect();
    if let Some(used) = import.trial.columns.get(import.picker.selected) {
        let place = [kind(pen, used.list), used.file.clone(), used.sheet.clone()];
        let place = Clean::line(&place.join("  ")).to_string();
        pen.put(below.row(0), &place, Role::Dim);
    }
    rows(pen, inner, &import.picker, |at| lines.get(at).cloned());
}

fn to(pen: &mut Pen<'_>, model: &Model, import: &Import, mut inner: Area) {
    let book = &model.world.book;
    let mut fields = inner.cut_bottom(4);
    fields.cut_top(1);
    let titled = |id: Clean| {
        let session = book.sessions.get(&id)?;
        let line = format!("{}  {}", session.held_on, session.title);
        Some((line, Role::Plain))
    };
    let mut lines = vec![(fl!(pen.words, "wizard-new-file"), Role::Plain)];
    lines.extend(targets(book).into_iter().filter_map(titled));
    rows(pen, inner, &import.picker, |at| lines.get(at).cloned());
    if import.picker.selected > 0 {
        return;
    }
    let names = [
        fl!(pen.words, "wizard-session-title"),
        fl!(pen.words, "wizard-session-day"),
        fl!(pen.words, "wizard-session-path"),
    ];
    let room = names.iter().map(|name| cells(name)).max().unwrap_or(0) + 2;
    for (at, (name, field)) in names.iter().zip(import.fields.iter()).enumerate() {
        let mut row = fields.cut_top(1);
        row.cut_left(2);
        pen.put(row.cut_left(room), name, Role::Dim);
        pen.field(row, field, import.focus == Some(at));
    }
}

fn trial(pen: &mut Pen<'_>, import: &Import, mut inner: Area, mut below: Area) {
    for (of, [new, changed, same, doubtful, wrong]) in &import.trial.counts {
        let line = fl!(
            pen.words,
            "import-counts",
            what = kind(pen, *of),
            new = *new,
            changed = *changed,
            same = *same,
            doubtful = *doubtful,
            wrong = *wrong
        );
        pen.put(inner.cut_top(1), &line, Role::Plain);
    }
    let answer = if import.takes_doubtful {
        fl!(pen.words, "wizard-doubtful-in")
    } else {
        fl!(pen.words, "wizard-doubtful-out")
    };
    pen.put(inner.cut_top(1), &answer, Role::Dim);
    let line = |at: usize| {
        let row = import.trial.rows.get(at)?;
        let text = &row.text;
        let (word, role) = match row.word {
            Word::Wrong => (fl!(pen.words, "import-error"), Role::Warn),
            Word::Doubtful => (fl!(pen.words, "wizard-doubtful"), Role::Notice),
            Word::Changed => (fl!(pen.words, "wizard-changed"), Role::Plain),
            Word::New => (fl!(pen.words, "wizard-new"), Role::Plain),
            Word::Look => (fl!(pen.words, "import-warning"), Role::Notice),
            Word::Told => (fl!(pen.words, "import-info"), Role::Dim),
        };
        Some((format!("{word} {text}"), role))
    };
    let offset = import.picker.offset;
    let last = offset + usize::from(inner.height);
    let lines: Vec<(String, Role)> = (0..last).map_while(line).collect();
    rows(pen, inner, &import.picker, |at| lines.get(at).cloned());
    if import.asks().is_some() {
        // The digits stand where they are used.
        let told = fl!(pen.words, "wizard-asks");
        pen.put(below.cut_top(1), &told, Role::Key);
    } else if let Some((whole, _)) = lines.get(import.picker.selected)
        && cells(whole) + 2 > inner.width
        && let Some(rest) = wrap(whole, below.width.into()).get(1)
    {
        pen.put(below.cut_top(1), rest, Role::Dim);
    }
}
