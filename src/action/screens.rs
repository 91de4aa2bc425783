//! The list of screens. The enum, the tabs, the order of Ctrl+PageUp and Ctrl+PageDown, the `go-` actions, the layers
//! of `keymap.toml`, and the places where `app` and `view` hand a screen its work come from these lines.

/// The list: the name of the screen, the name of its file, which is also its name in `keymap.toml` and in the texts, the
/// number of its tab, whether it has keys of its own in `keymap.toml` or only the shared ones, and what it is. Hands it
/// to the macro `$then`.
macro_rules! screens {
    ($then:ident) => {
        $then! {
            Start start '0' own "開始";
            Reception reception '1' own "受付";
            Live live '2' own "進行";
            Sheets sheets '3' own "関心";
            Timetable timetable '4' own "面談";
            Follow follow '5' own "フォロー";
            Matrix matrix '6' own "一覧";
            Report report '7' own "報告";
        }
    };
}
pub(crate) use screens;

macro_rules! own_keys {
    (own) => {
        true
    };
    (shared) => {
        false
    };
}

macro_rules! define {
    ($( $screen:ident $module:ident $number:literal $keys:ident $doc:literal; )+) => {
        /// Which screen is shown.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Screen {
            #[default]
            $( #[doc = $doc] $screen, )+
        }

        impl Screen {
            /// All, in the order of their tabs.
            pub const ALL: &'static [Self] = &[$( Self::$screen, )+];

            /// The name in `keymap.toml` and in the keys of texts.
            pub fn name(self) -> &'static str {
                match self { $( Self::$screen => stringify!($module), )+ }
            }

            /// The name of the action that goes to it.
            pub fn go_name(self) -> &'static str {
                match self { $( Self::$screen => concat!("go-", stringify!($module)), )+ }
            }

            /// The number on its tab: Alt with it goes there.
            pub fn number(self) -> char {
                match self { $( Self::$screen => $number, )+ }
            }

            /// Whether `keymap.toml` may have a table for it.
            pub fn has_own_keys(self) -> bool {
                match self { $( Self::$screen => own_keys!($keys), )+ }
            }
        }
    };
}
screens!(define);
