//! The card of the need: what the presenter says, and what is known around it.

use super::pen::{Pen, Role};
use crate::action::Action;
use crate::app::Model;
use crate::app::area::Area;
use crate::app::fact::{FactLine, LABEL, Label, Tone};
use crate::app::layout::{Layout, Pane};
use crate::app::live::{Live, Turnout};
use crate::text::pad;
use crate::words::fl;

pub(super) fn draw(pen: &mut Pen<'_>, model: &Model, live: &Live, layout: &Layout) {
    let l = pen.words.loader();
    let (card, side) = (layout.get(Pane::Card), layout.get(Pane::Side));
    let Some(session) = live.session(&model.book) else {
        return;
    };
    let Some(need) = live.shown(&model.book) else {
        let over = live.is_over(&model.book);
        let key = model.keys.first(Action::NextNeed);
        let text = if over {
            fl!(l, "live-over")
        } else {
            fl!(l, "live-before", key = key)
        };
        if !card.is_empty() {
            let inner = pen.frame(card, &session.title, "", false);
            let mut lines = vec![text];
            lines.push(session.confidentiality_notice.to_string());
            paragraph(pen, inner, &lines);
        }
        if !side.is_empty() {
            pen.frame(side, "", "", false);
        }
        return;
    };
    let sheets = &live.sheets;
    if !card.is_empty() {
        let word = match live.turnout(&model.book, &need.no) {
            Turnout::Now => fl!(l, "live-now"),
            Turnout::Done => fl!(l, "live-done"),
            Turnout::Waiting => fl!(l, "live-waiting"),
        };
        let title = format!("{} {word}", need.no);
        boxed(pen, model, card, &title, (&sheets.card, live.card));
    }
    if !side.is_empty() {
        let title = fl!(l, "live-around");
        boxed(pen, model, side, &title, (&sheets.side, live.card));
    }
}

fn boxed(
    pen: &mut Pen<'_>,
    model: &Model,
    area: Area,
    title: &str,
    (lines, scroll): (&[FactLine], usize),
) {
    let l = pen.words.loader();
    let height = usize::from(area.inner().height);
    let last = lines.len().saturating_sub(height);
    let scroll = scroll.min(last);
    let below = last - scroll;
    let foot = if below > 0 {
        let key = model.keys.first(Action::PageDown);
        fl!(l, "card-more", key = key, count = below)
    } else {
        String::new()
    };
    let inner = pen.frame(area, title, &foot, false);
    flow(pen, inner, lines.iter().skip(scroll));
}

fn paragraph(pen: &mut Pen<'_>, area: Area, texts: &[String]) {
    let lines = texts
        .iter()
        .flat_map(|t| crate::text::wrap(t, area.width.into()));
    for (row, line) in (0..area.height).zip(lines) {
        pen.put(area.row(row), &line, Role::Plain);
    }
}

/// Labelled lines, as many as fit.
pub(super) fn flow<'a>(pen: &mut Pen<'_>, area: Area, lines: impl Iterator<Item = &'a FactLine>) {
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
