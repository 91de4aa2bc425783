//! Facts as labelled lines: the card of a need and the details of every other thing.

use super::pen::{Pen, Role};
use crate::app::fact::{FactLine, Tone};
use crate::app::widget::area::Area;
use crate::text::pad;
use crate::view::card::label_word;

/// Draws labelled lines, as many as fit.
pub(crate) fn flow<'a>(pen: &mut Pen<'_>, area: Area, lines: impl Iterator<Item = &'a FactLine>) {
    for (row, line) in (0..area.height).zip(lines) {
        let mut at = area.row(row);
        if let Some(label) = &line.label {
            let text = pad(
                &label_word(pen.words, label),
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
