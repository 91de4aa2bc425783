//! The screens: each is a room of its own, with its state, its panes and what its keys do. What the list in
//! [`crate::action::screens`] names is found here by its module.

pub mod curtain;
pub mod follow;
pub mod live;
pub mod matrix;
pub mod part;
pub mod projector;
pub mod reception;
pub mod report;
pub mod sheets;
pub mod start;
pub mod timetable;

pub use part::Part;

use crate::action::Screen;
use crate::action::screens::screens;

macro_rules! define {
    ($( $screen:ident $module:ident $number:literal $keys:ident $doc:literal; )+) => {
        /// The state of all screens, each under the name of its module.
        #[derive(Clone, Debug, Default)]
        pub struct Screens {
            $( #[doc = $doc] pub $module: $module::State, )+
        }

        impl Screens {
            /// The room of a screen.
            pub fn part(&self, screen: Screen) -> &dyn Part {
                match screen { $(Screen::$screen => &self.$module,)+ }
            }

            /// The same, to change.
            pub fn part_mut(&mut self, screen: Screen) -> &mut dyn Part {
                match screen { $(Screen::$screen => &mut self.$module,)+ }
            }
        }
    };
}
screens!(define);

impl Screens {
    /// A screen is left: what was typed there and not used is no beginning of the next name, and what was chosen for a
    /// while holds no longer.
    pub fn leave(&mut self, screen: Screen) {
        match screen {
            Screen::Live => self.live.iter_mut().for_each(live::Live::leave),
            Screen::Reception => {
                let desk = self.reception.iter_mut();
                desk.for_each(reception::Reception::leave);
            }
            Screen::Matrix => self.matrix.iter_mut().for_each(matrix::Matrix::leave),
            Screen::Start
            | Screen::Sheets
            | Screen::Timetable
            | Screen::Follow
            | Screen::Report => {}
        }
    }
}
