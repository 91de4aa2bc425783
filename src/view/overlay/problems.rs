//! Draws the report on a session file.

use crate::app::Model;
use crate::app::overlay::problems::Problems;
use crate::app::widget::area::Area;
use crate::text::{Clean, fit, width};
use crate::view::widget::list::more;
use crate::view::widget::pen::{Pen, Role};
use crate::words::fl;

pub(super) fn draw(pen: &mut Pen<'_>, _: &Model, problems: &Problems, area: Area) {
    let Problems {
        path,
        report,
        shift,
        picker,
    } = problems;
    let l = pen.words;
    let path = Clean::line(&path.to_string_lossy());
    let title = fl!(l, "problems-title", path = path.as_str());
    let mut foot = more(pen, report.len(), picker, area.inner().height);
    if report
        .iter()
        .any(|l| width(l) > usize::from(area.inner().width))
    {
        foot = [fl!(l, "problems-sideways"), foot].join("  ");
    }
    let inner = pen.frame(area, &title, &foot, true);
    for (row, line) in (0..inner.height).zip(report.iter().skip(picker.offset)) {
        let hidden = fit(line, *shift).len();
        let rest = line.get(hidden..).unwrap_or_default();
        pen.put(inner.row(row), rest, Role::Plain);
    }
    pen.set_caret(inner.x, inner.y);
}
