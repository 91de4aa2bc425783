//! The screens as they are drawn, each in the file of its name.

mod curtain;
mod follow;
mod live;
mod matrix;
mod projector;
mod reception;
mod report;
mod sheets;
mod start;
mod timetable;

use super::widget::pen::Pen;
use crate::action::Screen;
use crate::action::screens::screens;
use crate::app::Model;
use crate::app::layout::Layout;
use crate::app::widget::area::Area;

/// What stands before everything while nobody is at the laptop.
pub(super) fn curtain(pen: &mut Pen<'_>, model: &Model, layout: &Layout) {
    curtain::draw(pen, model, layout);
}

macro_rules! define {
    ($( $screen:ident $module:ident $number:literal $keys:ident $doc:literal; )+) => {
        /// Draws the screen, or the projector in its place.
        pub(super) fn draw(pen: &mut Pen<'_>, model: &Model, layout: &Layout) {
            if model.projector {
                projector::draw(pen, model, layout);
                return;
            }
            match model.screen { $(Screen::$screen => $module::draw(pen, model, layout),)+ }
        }

        /// What stands at the left of the facts row, beside a notice; it is cut off the row.
        pub(super) fn beside(pen: &mut Pen<'_>, model: &Model, row: &mut Area) {
            match model.screen { $(Screen::$screen => $module::beside(pen, model, row),)+ }
        }

        /// The facts of the screen, where nothing is told.
        pub(super) fn facts(pen: &mut Pen<'_>, model: &Model, row: Area) {
            match model.screen { $(Screen::$screen => $module::facts(pen, model, row),)+ }
        }
    };
}
screens!(define);
