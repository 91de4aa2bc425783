//! Facts as labelled lines: the card of a need and the details of every other thing.

use super::pen::{Pen, Role};
use crate::app::fact::{FactLine, Label, Tone};
use crate::app::widget::area::Area;
use crate::text::pad;
use crate::words::fl;

/// Draws labelled lines, as many as fit.
pub(crate) fn flow<'a>(pen: &mut Pen<'_>, area: Area, lines: impl Iterator<Item = &'a FactLine>) {
    for (row, line) in (0..area.height).zip(lines) {
        let mut at = area.row(row);
        if let Some(label) = &line.label {
            let text = pad(
                &label_word(pen, label),
                usize::from(line.indent.saturating_sub(1)),
            );
            pen.put(area.row(row), &text, Role::Dim);
        }
        at.cut_left(line.indent);
        pen.put(at, &line.text, role(line.tone));
    }
}

fn role(tone: Tone) -> Role {
    match tone {
        Tone::Plain => Role::Plain,
        Tone::Strong => Role::Strong,
        Tone::Warn => Role::Warn,
        Tone::Good => Role::Good,
        Tone::Dim => Role::Dim,
    }
}

fn label_word(pen: &Pen<'_>, label: &Label) -> String {
    match label {
        Label::Hospital => fl!(pen.words, "label-hospital"),
        Label::Presenter => fl!(pen.words, "label-presenter"),
        Label::Disclosure => fl!(pen.words, "label-disclosure"),
        Label::Class => fl!(pen.words, "label-class"),
        Label::Filing => fl!(pen.words, "label-filing"),
        Label::Novelty => fl!(pen.words, "label-novelty"),
        Label::Problem => fl!(pen.words, "label-problem"),
        Label::Current => fl!(pen.words, "label-current"),
        Label::Wanted => fl!(pen.words, "label-wanted"),
        Label::Roles => fl!(pen.words, "label-roles"),
        Label::Technology => fl!(pen.words, "label-technology"),
        Label::Support => fl!(pen.words, "label-support"),
        Label::Stage => fl!(pen.words, "label-stage"),
        Label::Interests => fl!(pen.words, "label-interests"),
        Label::Organisation => fl!(pen.words, "label-organisation"),
        Label::Kinds => fl!(pen.words, "label-kinds"),
        Label::Licence => fl!(pen.words, "label-licence"),
        Label::Place => fl!(pen.words, "label-place"),
        Label::Devices => fl!(pen.words, "label-devices"),
        Label::Rivals => fl!(pen.words, "label-rivals"),
        Label::People => fl!(pen.words, "label-people"),
        Label::Contact => fl!(pen.words, "label-contact"),
        Label::Need => fl!(pen.words, "label-need"),
        Label::Level => fl!(pen.words, "label-level"),
        Label::Status => fl!(pen.words, "label-status"),
        Label::Note => fl!(pen.words, "label-note"),
        Label::NextHospital => fl!(pen.words, "label-next-hospital"),
        Label::NextCompany => fl!(pen.words, "label-next-company"),
        Label::Meeting => fl!(pen.words, "label-meeting"),
        Label::Outcome => fl!(pen.words, "label-outcome"),
        Label::MetBefore => fl!(pen.words, "label-met-before"),
        Label::Recorded => fl!(pen.words, "label-recorded"),
        Label::Coordinator => fl!(pen.words, "label-coordinator"),
        Label::Conflict => fl!(pen.words, "conflict-mark"),
        Label::Task => fl!(pen.words, "label-task"),
        Label::Owner => fl!(pen.words, "label-owner"),
        Label::Due => fl!(pen.words, "label-due"),
        Label::After => fl!(pen.words, "label-after"),
        Label::Why => fl!(pen.words, "label-why"),
        Label::Rule => fl!(pen.words, "label-rule"),
        Label::Paper => fl!(pen.words, "label-paper"),
        Label::Team => fl!(pen.words, "label-team"),
        Label::Applicants => fl!(pen.words, "label-applicants"),
        Label::Abstract => fl!(pen.words, "label-abstract"),
        Label::Published => fl!(pen.words, "label-published"),
        Label::Fi => fl!(pen.words, "label-fi"),
        Label::Url => "URL".to_owned(),
        Label::Reading => fl!(pen.words, "label-reading"),
        Label::Other(text) => (*text).to_owned(),
    }
}
