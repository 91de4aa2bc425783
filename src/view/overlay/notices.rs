//! Draws the list of notices (お知らせ一覧).

use crate::app::Model;
use crate::app::overlay::notices::NoticeList;
use crate::app::overlay::part::WHOLE_ROWS;
use crate::app::widget::area::Area;
use crate::view::say;
use crate::view::widget::list::{more, with_whole};
use crate::view::widget::pen::{Pen, Role};
use crate::words::fl;

pub(super) fn draw(pen: &mut Pen<'_>, model: &Model, list: &NoticeList, area: Area) {
    let len = model.world.notices.log.len();
    let rows = area.inner().height.saturating_sub(WHOLE_ROWS);
    let foot = more(pen, len, &list.picker, rows);
    let inner = pen.frame(area, &fl!(pen.words, "notices-title"), &foot, true);
    if model.world.notices.log.is_empty() {
        pen.put(inner.row(0), &fl!(pen.words, "notices-none"), Role::Dim);
    }
    let words = pen.words;
    let now = model.world.now.as_ref();
    with_whole(pen, inner, &list.picker, |at| {
        let n = model.world.notices.log.get(at)?;
        let time = now.map(|now| {
            n.at.to_zoned(now.time_zone().clone())
                .strftime("%H:%M")
                .to_string()
        });
        let text = say::text(words, model, &n.say);
        let role = if n.grave { Role::Warn } else { Role::Plain };
        Some((format!("{} {text}", time.unwrap_or_default()), role))
    });
}
