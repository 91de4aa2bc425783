//! Draws the help (ヘルプ).

use crate::action::Group;
use crate::app::Model;
use crate::app::command::Command;
use crate::app::help::{self, HelpLine};
use crate::app::overlay::help::Help;
use crate::app::overlay::part::QUERY_ROWS;
use crate::app::widget::area::Area;
use crate::view::widget::list::{more, queried};
use crate::view::widget::pen::{Pen, Role, cell};
use crate::words::fl;

pub(super) fn draw(pen: &mut Pen<'_>, model: &Model, help: &Help, area: Area) {
    let lines = help::lines(&model.world.keys, help.group, help.query.text());
    let title = fl!(pen.words, "help-title");
    let rows = area.inner().height.saturating_sub(QUERY_ROWS);
    let foot = more(pen, lines.len(), &help.picker, rows);
    let inner = queried(pen, area, (&title, &foot), &help.query);
    if lines.is_empty() {
        pen.put(inner.row(0), &fl!(pen.words, "palette-none"), Role::Dim);
    }
    let key_width = 26.min(inner.width / 3);
    for (row, line) in (0..inner.height).zip(lines.iter().skip(help.picker.offset)) {
        let area = inner.row(row);
        match line {
            HelpLine::Group(group) => {
                let text = match group {
                    Group::Live => fl!(pen.words, "group-live"),
                    Group::Reception => fl!(pen.words, "group-reception"),
                    Group::Sheets => fl!(pen.words, "group-sheets"),
                    Group::Timetable => fl!(pen.words, "group-timetable"),
                    Group::Matrix => fl!(pen.words, "group-matrix"),
                    Group::Report => fl!(pen.words, "group-report"),
                    Group::Follow => fl!(pen.words, "group-follow"),
                    Group::Global => fl!(pen.words, "group-global"),
                    Group::Move => fl!(pen.words, "group-move"),
                };
                pen.put(area, &text, Role::Strong);
            }
            HelpLine::Action(action) => {
                let command = Command::new(model, *action);
                let keys: Vec<String> =
                    (command.chords().iter()).map(ToString::to_string).collect();
                let keys = if keys.is_empty() {
                    fl!(pen.words, "help-palette-only")
                } else {
                    keys.join(", ")
                };
                let cells = [
                    cell(2, "", Role::Plain),
                    cell(key_width, keys, Role::Key),
                    cell(1, "", Role::Plain),
                    cell(area.width, command.name(pen.words), Role::Plain),
                ];
                pen.row(area, &cells, false);
            }
        }
    }
}
