//! The drawing of the README: the live screen as it is painted, so that it never shows words of yesterday.

use crate::app::desk::Desk;
use enishi::view::paint;
use enishi::words::{Lang, Words};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

/// Size of a cell, and the margin around all.
const CELL: (f32, f32) = (8.4, 18.0);
const MARGIN: f32 = 10.0;

fn colour(cell: &Cell) -> &'static str {
    let dim = cell.modifier.contains(Modifier::DIM);
    match cell.fg {
        Color::LightCyan => "#61d6d6",
        Color::LightYellow => "#f0e68c",
        Color::LightGreen => "#7fd67f",
        Color::LightRed => "#ff7b86",
        Color::LightMagenta => "#e08fe0",
        _ if dim => "#8a90a0",
        _ => "#d8dce6",
    }
}

/// Cells of one look, side by side, in one row.
struct Run {
    x: u16,
    y: u16,
    width: usize,
    text: String,
    style: (&'static str, bool, bool, bool),
}

fn runs(buffer: &Buffer, area: Rect) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for y in area.top()..area.bottom() {
        let mut x = area.left();
        while x < area.right() {
            let cell = &buffer[(x, y)];
            let width = cell.symbol().width().max(1);
            let has = |m| cell.modifier.contains(m);
            let style = (
                colour(cell),
                has(Modifier::BOLD),
                has(Modifier::UNDERLINED),
                has(Modifier::REVERSED),
            );
            let wide = width > 1;
            match runs.last_mut() {
                Some(run)
                    if run.y == y
                        && run.style == style
                        && usize::from(run.x) + run.width == usize::from(x)
                        && (run.text.chars().count() < run.width) == wide =>
                {
                    run.text.push_str(cell.symbol());
                    run.width += width;
                }
                _ => runs.push(Run {
                    x,
                    y,
                    width,
                    text: cell.symbol().to_owned(),
                    style,
                }),
            }
            x += u16::try_from(width).unwrap();
        }
    }
    runs.retain(|run| !run.text.trim().is_empty() || run.style.3);
    runs
}

fn drawing(desk: &Desk) -> String {
    let (width, height) = desk.model.world.size;
    let area = Rect::new(0, 0, width, height);
    let mut buffer = Buffer::empty(area);
    paint(&desk.model, &Words::new(Lang::Ja), &mut buffer, area);
    let size = |cells: u16, of: f32| f32::from(cells) * of + 2.0 * MARGIN;
    let (w, h) = (size(width, CELL.0), size(height, CELL.1));
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w:.0} {h:.0}\" width=\"{w:.0}\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"6\" fill=\"#16181d\"/>\n\
         <g font-family=\"'BIZ UDGothic','Noto Sans Mono CJK JP','MS Gothic',monospace\" font-size=\"14\" \
         xml:space=\"preserve\">\n"
    );
    for run in runs(&buffer, area) {
        let (colour, bold, underlined, reversed) = run.style;
        let (x, y) = (
            MARGIN + f32::from(run.x) * CELL.0,
            MARGIN + f32::from(run.y) * CELL.1,
        );
        let wide = f32::from(u16::try_from(run.width).unwrap()) * CELL.0;
        let mut fill = colour;
        if reversed {
            let height = CELL.1;
            writeln!(
                out,
                "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{wide:.1}\" height=\"{height:.1}\" fill=\"{colour}\"/>"
            )
            .unwrap();
            fill = "#16181d";
        }
        let bold = if bold { " font-weight=\"bold\"" } else { "" };
        let line = if underlined {
            " text-decoration=\"underline\""
        } else {
            ""
        };
        let text = run.text.replace('&', "&amp;").replace('<', "&lt;");
        let base = y + 14.0;
        writeln!(
            out,
            "<text x=\"{x:.1}\" y=\"{base:.1}\" textLength=\"{wide:.1}\" lengthAdjust=\"spacingAndGlyphs\" fill=\"{fill}\"{bold}{line}>{text}</text>"
        )
        .unwrap();
    }
    out + "</g>\n</svg>\n"
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "what makes the other pictures anew makes this one anew"
)]
fn the_drawing_of_the_readme_is_the_screen_of_today() {
    let mut desk = Desk::open("regional").size(120, 40);
    desk.model.world.look.mono = false;
    desk.wait(0);
    desk.keys("<F5><F5>8<Enter>12++<Enter>次回までに滅菌条件を確認<Enter><Enter>ポンプ");
    desk.wait(3);
    let now = drawing(&desk);
    let path = format!("{}/tests/pictures/live.svg", env!("CARGO_MANIFEST_DIR"));
    if std::env::var("INSTA_UPDATE").is_ok_and(|v| v == "always") {
        std::fs::write(&path, &now).unwrap();
    }
    let there = std::fs::read_to_string(path).unwrap().replace("\r\n", "\n");
    assert!(there == now, "INSTA_UPDATE=always makes it anew");
}
