//! Drawing of the overlays, one file for each.

mod answer;
mod changed;
mod copies;
mod details;
mod form;
mod help;
mod history;
mod import;
mod menu;
mod notices;
mod palette;
mod problems;
mod sides;
mod subject;
mod suggestions;

use super::widget::pen::Pen;
use crate::app::Model;
use crate::app::overlay::{Overlay, overlays};
use crate::app::widget::area::Area;

macro_rules! define {
    ($( $kind:ident $module:ident $doc:literal; )+) => {
        /// Blanks the box of an overlay and draws it.
        pub(super) fn draw(pen: &mut Pen<'_>, model: &Model, overlay: &Overlay, area: Area) {
            pen.clear(area);
            match overlay { $(Overlay::$kind(state) => $module::draw(pen, model, state, area),)+ }
        }
    };
}
overlays!(define);
