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
