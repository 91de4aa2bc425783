//! Draws the details of a thing (詳しく).

use super::subject;
use crate::app::Model;
use crate::app::fact;
use crate::app::overlay::details::Details;
use crate::app::widget::area::Area;
use crate::view::widget::facts::flow;
use crate::view::widget::list::more;
use crate::view::widget::pen::Pen;

pub(super) fn draw(pen: &mut Pen<'_>, model: &Model, details: &Details, area: Area) {
    let facts = fact::of(&model.world, &details.subject);
    let lines = fact::lines(&facts, area.inner().width, pen.words.lang());
    let foot = more(pen, lines.len(), &details.picker, area.inner().height);
    let inner = pen.frame(
        area,
        &subject::title(pen, model, &details.subject),
        &foot,
        true,
    );
    flow(pen, inner, lines.iter().skip(details.picker.offset));
    pen.set_caret(inner.x, inner.y);
}
