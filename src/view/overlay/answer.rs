//! Draws the answer to a question about the record.

use crate::app::Model;
use crate::app::core::request::Question;
use crate::app::fact;
use crate::app::overlay::answer::Answer;
use crate::app::widget::area::Area;
use crate::view::widget::facts::flow;
use crate::view::widget::list::more;
use crate::view::widget::pen::{Pen, Role};
use crate::view::widget::unread::waiting;
use crate::words::fl;
use jiff::tz::TimeZone;

pub(super) fn draw(pen: &mut Pen<'_>, model: &Model, answer: &Answer, area: Area) {
    let title = match (answer.question, &model.world.now) {
        (Question::Provisions, _) => fl!(pen.words, "history-provisions"),
        (Question::Then(until), now) => {
            let zone = now.as_ref().map(|now| now.time_zone().clone());
            let at = until.time().to_zoned(zone.unwrap_or(TimeZone::UTC));
            let time = at.strftime("%Y-%m-%d %H:%M:%S").to_string();
            fl!(pen.words, "history-then", time = time)
        }
    };
    let Some(facts) = &answer.facts else {
        let inner = pen.frame(area, &title, "", true);
        let why = waiting(pen, model, answer.is_unread);
        pen.put(inner.row(0), &why, Role::Dim);
        pen.set_caret(inner.x, inner.y);
        return;
    };
    let lines = fact::lines(facts, area.inner().width, pen.words.lang());
    let foot = more(pen, lines.len(), &answer.picker, area.inner().height);
    let inner = pen.frame(area, &title, &foot, true);
    flow(pen, inner, lines.iter().skip(answer.picker.offset));
    pen.set_caret(inner.x, inner.y);
}
