//! Labelled lines: the card of a need and the details of everything.

use super::pen::{Pen, Role};
use crate::app::fact::{FactLine, LABEL, Label, Tone};
use crate::app::widget::area::Area;
use crate::text::pad;
use crate::words::fl;

/// Labelled lines, as many as fit.
pub(crate) fn flow<'a>(pen: &mut Pen<'_>, area: Area, lines: impl Iterator<Item = &'a FactLine>) {
    for (row, line) in (0..area.height).zip(lines) {
        let mut at = area.row(row);
        if let Some(label) = &line.label {
            let text = pad(&label_word(pen, label), usize::from(LABEL - 1));
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
    let l = pen.words.loader();
    match label {
        Label::Hospital => fl!(l, "label-hospital"),
        Label::Presenter => fl!(l, "label-presenter"),
        Label::Disclosure => fl!(l, "label-disclosure"),
        Label::Class => fl!(l, "label-class"),
        Label::Filing => fl!(l, "label-filing"),
        Label::Novelty => fl!(l, "label-novelty"),
        Label::Problem => fl!(l, "label-problem"),
        Label::Current => fl!(l, "label-current"),
        Label::Wanted => fl!(l, "label-wanted"),
        Label::Roles => fl!(l, "label-roles"),
        Label::Technology => fl!(l, "label-technology"),
        Label::Support => fl!(l, "label-support"),
        Label::Stage => fl!(l, "label-stage"),
        Label::Interests => fl!(l, "label-interests"),
        Label::Organisation => fl!(l, "label-organisation"),
        Label::Kinds => fl!(l, "label-kinds"),
        Label::Licence => fl!(l, "label-licence"),
        Label::Place => fl!(l, "label-place"),
        Label::Devices => fl!(l, "label-devices"),
        Label::Rivals => fl!(l, "label-rivals"),
        Label::People => fl!(l, "label-people"),
        Label::Contact => fl!(l, "label-contact"),
        Label::Need => fl!(l, "label-need"),
        Label::Level => fl!(l, "label-level"),
        Label::Status => fl!(l, "label-status"),
        Label::Note => fl!(l, "label-note"),
        Label::NextHospital => fl!(l, "label-next-hospital"),
        Label::NextCompany => fl!(l, "label-next-company"),
        Label::Recorded => fl!(l, "label-recorded"),
        Label::Task => fl!(l, "label-task"),
        Label::Owner => fl!(l, "label-owner"),
        Label::Due => fl!(l, "label-due"),
        Label::After => fl!(l, "label-after"),
        Label::Applicants => fl!(l, "label-applicants"),
        Label::Abstract => fl!(l, "label-abstract"),
        Label::Published => fl!(l, "label-published"),
        Label::Fi => fl!(l, "label-fi"),
        Label::Url => "URL".to_owned(),
        Label::Reading => fl!(l, "label-reading"),
        Label::Other(text) => (*text).to_owned(),
    }
}
