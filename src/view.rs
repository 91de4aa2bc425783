//! Floor 4: drawing. Takes `&Model` and changes nothing; where things are comes from [`Model::layout`].

pub mod both;
pub(crate) mod card;
pub mod conflict;
pub(crate) mod open;
mod overlay;
mod question;
pub(crate) mod reason;
mod say;
mod screen;
pub mod sentence;
mod several;
mod status;
pub(crate) mod suggestion;
mod widget;

use crate::app::Model;
use crate::app::widget::area::Area;
use crate::words::Words;
use crate::words::fl;
use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::layout::Rect;
use widget::pen::{Pen, Role};

/// Draws the model and puts the real cursor at the caret.
pub fn draw(model: &Model, words: &Words, frame: &mut Frame<'_>) {
    let area = frame.area();
    if let Some(caret) = paint(model, words, frame.buffer_mut(), area) {
        frame.set_cursor_position(caret);
    }
}

/// How many rows what is told or asked just now takes on the screen. The model is told so before it is drawn
/// ([`Msg::Measured`](crate::app::Msg::Measured)), so that nothing lies below.
pub fn told_rows(model: &Model, words: &Words) -> u16 {
    status::told_rows(model, words)
}

/// Draws the model into a part of a buffer. The answer is the cell of the caret: in the field that is typed into, else
/// on the selected line.
pub fn paint(model: &Model, words: &Words, buffer: &mut Buffer, area: Rect) -> Option<Position> {
    let area = area.intersection(buffer.area);
    let mut pen = Pen::new(buffer, area, words, model.world.look);
    let layout = model.layout();
    if layout.too_small {
        too_small(&mut pen, model);
        return pen.caret();
    }
    if model.hidden {
        screen::curtain(&mut pen, model, &layout);
        return pen.caret();
    }
    pen.behind = layout.overlay.is_some();
    screen::draw(&mut pen, model, &layout);
    pen.behind = false;
    if let (Some(overlay), Some(area)) = (model.overlays.last(), layout.overlay) {
        overlay::draw(&mut pen, model, overlay, area);
    }
    status::draw(&mut pen, model, &layout);
    pen.caret()
}

fn too_small(pen: &mut Pen<'_>, model: &Model) {
    let (width, height) = model.world.size;
    let text = fl!(pen.words, "view-too-small");
    let lines = crate::text::wrap(&text, usize::from(width));
    let skip = usize::from(height).saturating_sub(lines.len()) / 2;
    for (y, line) in (0..height).skip(skip).zip(&lines) {
        pen.put(Area::new(0, y, width, 1), line, Role::Strong);
    }
    pen.set_caret(0, u16::try_from(skip).unwrap_or(0));
}
